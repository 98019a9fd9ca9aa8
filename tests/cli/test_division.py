"""Who checks what, what applies to whom, and samples that can be drawn again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.cli.conftest import AT, Inspector, W, graded, set_up

UNITS = "市外办,市财政局,市公安局,市教育局,市民政局"
Refuse = Callable[..., str]


@pytest.fixture
def five(done: Inspector) -> Inspector:
    """An inspection of five units."""
    set_up(done, UNITS)
    return done


def shown(done: Inspector) -> Any:
    return done("division", "show", "-w", W, "--json").value


def by_unit(done: Inspector) -> dict[str, Any]:
    return {one["unit"]: one for one in shown(done)["units"]}


def table(*rows: list[object]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save("适用表.xlsx")
    return Path("适用表.xlsx")


def test_teams_and_inspectors_are_kept_with_their_units(five: Inspector, refused: Refuse) -> None:
    team = ("division", "team", "-w", W, "--name", "考核三组", "--leader", "周明远")
    five(*team, "--member", "吴敏")
    five(*team, "--member", "吴敏", "--member", "何川")
    five("division", "place", *AT, "--team", "考核三组", "--inspector", "吴敏")
    assert shown(five)["teams"] == [
        {"name": "考核三组", "leader": "周明远", "members": ["吴敏", "何川"]}
    ]
    assert by_unit(five)["市外办"]["team"] == "考核三组"
    assert by_unit(five)["市外办"]["inspectors"] == ["吴敏"]
    assert by_unit(five)["市财政局"]["team"] == ""
    assert "考核三组" in refused("division", "place", *AT, "--team", "考核四组")


def test_items_and_ways_are_assigned_apart_from_units(five: Inspector, refused: Refuse) -> None:
    """甲 checks 4.2 of all units; 乙 the visits at 市外办."""
    five("division", "assign", "-w", W, "--inspector", "甲", "--item", "4.2")
    five("division", "assign", *AT, "--inspector", "乙", "--way", "现场")
    assert [
        (one["inspector"], one["units"], one["items"], one["ways"])
        for one in shown(five)["assignments"]
    ] == [
        ("甲", [], ["4.2"], []),
        ("乙", ["市外办"], [], ["on_site"]),
    ]
    told = five("division", "show", "-w", W).out
    assert "甲检查全部单位，4.2" in told
    five("division", "assign", "-w", W, "--inspector", "甲", "--clear")
    assert [one["inspector"] for one in shown(five)["assignments"]] == ["乙"]
    assert "9.9" in refused("division", "assign", "-w", W, "--inspector", "甲", "--item", "9.9")


def test_a_spared_item_is_out_of_what_the_unit_is_entitled_to(entered: Inspector) -> None:
    """Without 4.4 (2 marks) and 1.4, already not applicable, 96 of 100 marks are left."""
    entered("division", "spare", *AT, "--item", "4.4")
    entered("answer", "confirm-rest", *AT)
    assert graded(entered)["entitled"] == "96.00"
    assert by_unit(entered)["市外办"]["spared"] == ["4.4"]
    entered("division", "spare", *AT, "--item", "4.4", "--take-back")
    assert by_unit(entered)["市外办"]["spared"] == []


def test_an_item_under_which_something_was_found_is_not_spared(
    entered: Inspector, refused: Refuse
) -> None:
    assert "3.2" in refused("division", "spare", *AT, "--item", "3.2")
    assert by_unit(entered)["市外办"]["spared"] == []


def test_an_approved_unit_is_spared_nothing_more(
    five: Inspector, refused: Refuse, approve: Callable[[str], None]
) -> None:
    approve("市外办")
    refused("division", "spare", *AT, "--item", "4.4")
    refused("division", "draw", "-w", W, "--items", "3")
    refused("division", "subset", "-w", W, "--item", "1.1")
    assert by_unit(five)["市外办"]["spared"] == []


def test_a_matrix_spares_what_is_crossed_and_nothing_else(five: Inspector) -> None:
    path = table(
        ["2025年度考核适用表"],
        ["单位", "1.4 行政许可、处罚", "4.4", "备注"],
        ["市外办", "×", None, "无权责事项"],
        ["市财政局", "√", "不适用", None],
    )
    dry = five("division", "matrix", path, "-w", W, "--dry-run", "--json").value
    assert by_unit(five)["市外办"]["spared"] == []
    done = five("division", "matrix", path, "-w", W, "--json").value
    assert done == dry
    assert [(one["unit"], one["spared"]) for one in done] == [
        ("市外办", ["1.4"]),
        ("市财政局", ["4.4"]),
    ]
    table(["单位", "1.4", "4.4"], ["市外办", "", "×"])
    (again,) = five("division", "matrix", path, "-w", W, "--json").value
    assert (again["spared"], again["applies_again"]) == (["4.4"], ["1.4"])


def test_every_fault_of_a_matrix_is_named_at_once(five: Inspector, inspector: Inspector) -> None:
    path = table(["单位", "1.4"], ["市外办", "待定"], ["市气象局", "×"])
    outcome = inspector("division", "matrix", path, "-w", W)
    assert outcome.status == 1
    assert "B2" in outcome.err
    assert "市气象局" in outcome.err
    assert not any(one["spared"] for one in shown(five)["units"])
    assert inspector("division", "matrix", table(["单位", "甲"], ["市外办"]), "-w", W).status == 1


def test_a_draw_keeps_its_seed_and_can_be_repeated(five: Inspector) -> None:
    draw = (
        "division",
        "draw",
        "-w",
        W,
        "--units",
        "2",
        "--items",
        "3",
        "--seed",
        "20251",
        "--json",
    )
    first = five(*draw).value
    assert (first["seed"], len(first["units"])) == (20251, 2)
    scored = [number for number in first["items"] if number[0].isdigit()]
    assert len(scored) == 3
    assert {"J1", "K1", "F1"} <= set(first["items"]), "bonus, penalty and veto concern everybody"
    view = shown(five)
    assert (view["seed"], view["items"]) == (20251, first["items"])
    assert [one["unit"] for one in view["units"]] == first["units"]
    five("undo", "-w", W)
    assert len(shown(five)["units"]) == 5
    assert five(*draw).value == first


def test_only_the_items_of_the_sample_are_graded(done: Inspector) -> None:
    set_up(done)
    done("division", "subset", "-w", W, "--item", "5.1", "--item", "5.2")
    assert graded(done)["open_items"] == 2
    done("division", "subset", "-w", W)
    assert graded(done)["open_items"] == 23


def test_a_unit_that_something_is_entered_for_cannot_be_drawn_out(
    five: Inspector, refused: Refuse
) -> None:
    for unit in UNITS.split(","):
        five("answer", "set", "-w", W, "--unit", unit, "--item", "5.2", "--conclusion", "met")
    refused("division", "draw", "-w", W, "--units", "2")
    assert len(shown(five)["units"]) == 5
