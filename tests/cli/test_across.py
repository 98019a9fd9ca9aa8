"""One item and one rule over all units from the command line."""

from pathlib import Path

import pytest

from tests.cli.conftest import Inspector, W, set_up


@pytest.fixture
def ready(done: Inspector) -> Inspector:
    set_up(done, "市外办,市财政局")
    return done


def test_rows_copied_from_a_sheet_set_many_units_and_show_side_by_side(
    ready: Inspector, tmp_path: Path
) -> None:
    rows = tmp_path / "行.txt"
    rows.write_text("单位\t扣分\n市外办\t-0.5\t缺1项\t专栏\n市财政局\t达到要求\n", encoding="utf-8")
    assert "2" in ready("answer", "fill", rows, "-w", W, "--item", "1.2").out
    shown = ready("answer", "across", "-w", W, "--item", "1.2", "--json").value
    assert [(one["unit"], one["conclusion"], one["deducted"]) for one in shown] == [
        ("市外办", "partly_met", "0.5"),
        ("市财政局", "met", "0"),
    ]
    rule = shown[0]["findings"][0]["rule"][-1]
    lost = ready("finding", "across", "-w", W, "--item", "1.2", "--rule", rule, "--json").value
    assert [(one["unit"], one["points"], one["fact"]) for one in lost] == [
        ("市外办", "0.5", "缺1项")
    ]
    ready("undo", "-w", W)
    shown = ready("answer", "across", "-w", W, "--item", "1.2", "--json").value
    assert [one["open"] for one in shown] == [True, True]
    assert "市外办" in ready("answer", "across", "-w", W, "--item", "1.2").out
    assert ready("finding", "across", "-w", W, "--item", "1.2", "--rule", rule).out
