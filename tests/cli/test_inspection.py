"""Setting an inspection up on the command line."""

from pathlib import Path
from typing import Any, Final

from tests.cli.conftest import Inspector

W: Final = "t.inspection"
LIST: Final = "ningchuan-2025-b"


def test_a_class_may_bear_a_name_for_the_papers(done: Inspector, tmp_path: Path) -> None:
    done(
        "inspection",
        "new",
        "-w",
        "t.inspection",
        "--name",
        "考核",
        "--class",
        "A:县（区）=ningchuan-2025-a",
        "--class",
        "B=ningchuan-2025-b",
        "--units",
        "甲县=A,乙局=B",
    )
    done("answer", "confirm-rest", "-w", "t.inspection", "--unit", "甲县")
    done("document", "-w", "t.inspection", "--kind", "report", "-o", tmp_path / "报告.md")
    told = (tmp_path / "报告.md").read_text(encoding="utf-8")
    assert "从县（区）" in told


def test_an_office_gives_five_days_to_object_and_corrects_the_name(
    done: Inspector, refused: Any
) -> None:
    done("inspection", "new", "-w", W, "--name", "考核", "--units", "甲局", "--checklist", LIST)
    done("inspection", "set", "-w", W, "--name", "2025年度考核", "--objection-days", "5")
    done("answer", "confirm-rest", "-w", W, "--unit", "甲局")
    for state in ("初评完成", "待审核", "已反馈"):
        all_to = ("-w", W, "--all", "--to", state, "--on", "2025-12-19", "--json")
        (moved,) = done("state", "advance", *all_to).value
    assert moved["objection_deadline"] == "2025-12-26"
    assert "0个工作日" in refused("inspection", "set", "-w", W, "--objection-days", "0")
    assert "没有写明" in refused("inspection", "set", "-w", W)


def test_an_office_has_its_own_word_for_units_in_papers(done: Inspector, tmp_path: Path) -> None:
    new = ("inspection", "new", "-w", W, "--name", "督查", "--kind", "督查")
    done(*new, "--unit-word", "被督查单位", "--units", "甲局", "--checklist", LIST)
    paper = ("document", "-w", W, "--kind", "working_sheet", "--unit", "甲局", "-o")
    done(*paper, tmp_path / "一.md")
    assert "被督查单位：甲局" in (tmp_path / "一.md").read_text(encoding="utf-8")
    done("inspection", "set", "-w", W, "--unit-word", "")
    done(*paper, tmp_path / "二.md")
    assert "督查对象：甲局" in (tmp_path / "二.md").read_text(encoding="utf-8")
