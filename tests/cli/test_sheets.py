"""Sheets that go out, come back in any state, and what is taken of them."""

from pathlib import Path
from typing import Any

import pytest

from inspector.exchange import bundled
from tests.cli.conftest import AT, Inspector, W, graded, set_up
from tests.exchange.sheet_cases import (
    changed,
    rearranged,
    typed,
    without_column,
    without_hidden_sheet,
)

ITEMS = {item.number: item for _, item in bundled.load("ningchuan-2025-b").items()}
SHEET = Path("市外办-自评表.xlsx")


def export(done: Inspector, kind: str = "self") -> bytes:
    done("sheet", "export", *AT, "--kind", kind, "out")
    (path,) = Path("out").iterdir()
    return path.read_bytes()


def claims() -> dict[tuple[str, str], Any]:
    """What 市外办 claims: full marks but for 2.2 and 4.3, 1.4 not applicable, one bonus."""
    cells: dict[tuple[str, str], Any] = {}
    for number, item in ITEMS.items():
        if item.is_marked and item.points is not None and number != "1.4":
            cells[number, "自评结论"] = "达到要求"
            cells[number, "自评分"] = item.points // 10_000
    cells |= {
        ("1.4", "自评结论"): "不涉及",
        ("1.4", "自评说明"): "权责清单无行政许可、行政处罚事项",
        ("2.2", "自评结论"): "部分达到",
        ("2.2", "自评分"): 2.4,
        ("4.3", "自评结论"): "部分达到",
        ("4.3", "自评分"): 3.5,
        ("J1", "自评分"): 2,
        ("J1", "自评说明"): "经验做法被省政府办公厅简报推广",
    }
    return cells


def mistreated(data: bytes) -> bytes:
    """Return a filled sheet sorted by 二级指标, with two blank rows in it and without 备注."""

    def places(rows: list[list[Any]]) -> list[list[Any] | None]:
        in_order: list[list[Any] | None] = [*sorted(rows, key=lambda row: str(row[2]))]
        return [*in_order[:4], None, *in_order[4:9], None, *in_order[9:]]

    return changed(data, typed(claims()), rearranged(places), without_column("备注"))


@pytest.fixture
def returned(done: Inspector) -> Inspector:
    """The inspection, with the mistreated sheet of 市外办 lying there."""
    set_up(done)
    SHEET.write_bytes(mistreated(export(done)))
    return done


def test_a_mistreated_sheet_comes_back_whole_on_the_self_side(returned: Inspector) -> None:
    (report,) = returned("sheet", "import", "-w", W, SHEET, "--json").value
    assert report["unit"] == "市外办"
    assert {cell["number"] for cell in report["taken"]} == {
        number for number, item in ITEMS.items() if item.is_marked or number == "J1"
    }
    assert len(report["ignored"]) == 2, "the two inserted rows"
    assert report["missing_columns"] == ["备注"]
    assert report["refused"] == []


def test_the_self_marks_are_97_86_and_with_the_bonus_99_86(returned: Inspector) -> None:
    returned("sheet", "import", "-w", W, SHEET)
    result = graded(returned, "--side", "self")
    assert (result["earned"], result["entitled"]) == ("95.90", "98.00")
    assert (result["base"], result["mark"]) == ("97.86", "99.86")


def test_a_self_sheet_leaves_the_checked_side_open(returned: Inspector) -> None:
    returned("sheet", "import", "-w", W, SHEET)
    answers = returned("answer", "show", *AT, "--json").value
    assert {one["conclusion"] for one in answers} == {"open"}
    assert not any(one["findings"] or one["account"] or one["note"] for one in answers)
    assert {one["checked_mark"] for one in answers if one["number"][0].isdigit()} == {None}
    assert graded(returned)["mark"] is None
    (unit,) = returned("unit", "list", "-w", W, "--json").value
    assert unit["state"] == "sheet_received"


def test_what_is_listed_for_people_names_rows_and_columns(returned: Inspector) -> None:
    told = returned("sheet", "import", "-w", W, SHEET).out
    assert "备注" in told
    assert told.count("空行") == 2


def test_a_dry_run_reports_the_same_and_changes_nothing(returned: Inspector) -> None:
    before = Path(W).read_bytes()
    dry = returned("sheet", "import", "-w", W, SHEET, "--dry-run", "--json").value
    assert Path(W).read_bytes() == before
    assert not Path(W + ".snapshots").exists()
    assert returned("sheet", "import", "-w", W, SHEET, "--json").value == dry


def test_two_files_are_one_step_back(done: Inspector) -> None:
    set_up(done, "市外办,市财政局")
    done("sheet", "export", "-w", W, "--kind", "self", "--all", "out")
    for path in Path("out").iterdir():
        path.write_bytes(changed(path.read_bytes(), typed({("5.2", "自评分"): 2})))
    done("sheet", "import", "-w", W, "out")
    marks = [claimed(done, unit) for unit in ("市外办", "市财政局")]
    assert marks == ["2", "2"]
    assert "收取2份表格" in done("undo", "-w", W).out
    assert [claimed(done, unit) for unit in ("市外办", "市财政局")] == [None, None]
    assert {one["state"] for one in done("unit", "list", "-w", W, "--json").value} == {
        "awaiting_sheet"
    }


def claimed(done: Inspector, unit: str) -> Any:
    """Return the self mark of item 5.2."""
    (answer,) = done("answer", "show", "-w", W, "--unit", unit, "--item", "5.2", "--json").value
    return answer["self_mark"]


@pytest.mark.parametrize(
    ("name", "update"),
    [
        ("市外事办公室-自评表.xlsx", ("--name", "市外事办公室", "--short-name", "市外办")),
        ("外事办报来.xlsx", ("--alias", "外事办")),
        ("WB-1.xlsx", ("--code", "WB")),
    ],
)
def test_a_sheet_that_lost_its_marks_is_known_by_the_file_s_name(
    done: Inspector, name: str, update: tuple[str, ...]
) -> None:
    set_up(done, "市外办,市财政局")
    bare = changed(
        export(done), typed({("5.2", "自评分"): 2}), without_hidden_sheet, _without_unit_lines
    )
    done("unit", "update", *AT, *update)
    Path(name).write_bytes(bare)
    (report,) = done("sheet", "import", "-w", W, name, "--json").value
    assert report["unit"] == "市外办"
    assert claimed(done, "市外办") == "2"


def _without_unit_lines(book: Any) -> None:
    for sheet in book.worksheets:
        sheet.title = "表"
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and "外办" in cell.value:
                    cell.value = ""


def test_whose_sheet_it_is_may_be_said_and_is_asked_for_otherwise(
    inspector: Inspector, done: Inspector
) -> None:
    set_up(done, "市外办,市财政局")
    bare = changed(
        export(done), typed({("5.2", "自评分"): 2}), without_hidden_sheet, _without_unit_lines
    )
    Path("不知名.xlsx").write_bytes(bare)
    outcome = inspector("sheet", "import", "-w", W, "不知名.xlsx")
    assert outcome.status == 1
    assert "单位" in outcome.err
    done("sheet", "import", *AT, "不知名.xlsx")
    assert claimed(done, "市外办") == "2"


def test_a_sheet_is_not_taken_as_another_unit_s(done: Inspector, inspector: Inspector) -> None:
    set_up(done, "市外办,市财政局")
    SHEET.write_bytes(changed(export(done), typed({("5.2", "自评分"): 2})))
    outcome = inspector("sheet", "import", "-w", W, "--unit", "市财政局", SHEET)
    assert outcome.status == 1
    assert "该表属于市外办而不是市财政局" in outcome.err
    assert claimed(done, "市外办") is None


def test_one_bad_file_is_named_and_leaves_the_others_as_they_are(
    done: Inspector, inspector: Inspector
) -> None:
    set_up(done)
    Path("报送").mkdir()
    Path("报送", SHEET).write_bytes(changed(export(done), typed({("5.2", "自评分"): 2})))
    Path("报送", "坏文件.xlsx").write_bytes(b"PK\x03\x04 cut short")
    Path("报送", "~$临时.xlsx").write_bytes(b"")
    outcome = inspector("sheet", "import", "-w", W, "报送")
    assert outcome.status == 0
    (line,) = outcome.err.splitlines()
    assert "坏文件.xlsx" in line
    assert claimed(done, "市外办") == "2"


def test_two_sheets_of_one_unit_are_not_both_taken(done: Inspector, inspector: Inspector) -> None:
    set_up(done)
    Path("报送").mkdir()
    for name, mark in (("1.xlsx", 2), ("2.xlsx", 1)):
        Path("报送", name).write_bytes(changed(export(done), typed({("5.2", "自评分"): mark})))
    outcome = inspector("sheet", "import", "-w", W, "报送")
    assert claimed(done, "市外办") == "2"
    assert "2.xlsx" in outcome.err


def test_a_cell_emptied_by_the_unit_clears_only_when_it_is_said(returned: Inspector) -> None:
    returned("sheet", "import", "-w", W, SHEET)
    emptied = changed(export(returned), typed({("5.2", "自评分"): None}))
    SHEET.write_bytes(emptied)
    (report,) = returned("sheet", "import", "-w", W, SHEET, "--json").value
    assert [cell["number"] for cell in report["emptied"]] == ["5.2"]
    assert claimed(returned, "市外办") == "2"
    returned("sheet", "import", "-w", W, SHEET, "--clear-emptied")
    assert claimed(returned, "市外办") is None


def test_a_working_sheet_brings_findings_and_conclusions(done: Inspector) -> None:
    set_up(done)
    cells = {
        ("3.2", "核查结论"): "部分达到",
        ("3.2", "扣分"): 3,
        ("3.2", "扣分原因"): "超期1件",
        ("5.2", "核查结论"): "达到要求",
    }
    Path("底稿.xlsx").write_bytes(changed(export(done, "working"), typed(cells)))
    done("sheet", "import", "-w", W, "底稿.xlsx")
    answers = {one["number"]: one for one in done("answer", "show", *AT, "--json").value}
    (finding,) = answers["3.2"]["findings"]
    assert (finding["rule"], finding["count"], finding["points"]) == ("a", 1, "3.00")
    assert (answers["3.2"]["checked_mark"], answers["5.2"]["checked_mark"]) == ("5", "2")
    (unit,) = done("unit", "list", "-w", W, "--json").value
    assert unit["state"] == "checking"


def test_a_working_sheet_that_contradicts_itself_is_refused_item_by_item(done: Inspector) -> None:
    set_up(done)
    cells = {
        ("1.4", "核查结论"): "不涉及",  # without a reason and a name
        ("3.2", "核查结论"): "达到要求",
        ("3.2", "扣分"): 3,
        ("3.2", "扣分原因"): "超期1件",
        ("5.2", "核查结论"): "达到要求",
    }
    Path("底稿.xlsx").write_bytes(changed(export(done, "working"), typed(cells)))
    (report,) = done("sheet", "import", "-w", W, "底稿.xlsx", "--json").value
    assert {cell["number"] for cell in report["refused"]} == {"1.4", "3.2"}
    assert {cell["number"] for cell in report["taken"]} == {"5.2"}
    answers = {one["number"]: one for one in done("answer", "show", *AT, "--json").value}
    assert answers["1.4"]["conclusion"] == answers["3.2"]["conclusion"] == "open"
    assert answers["3.2"]["findings"] == []


def test_the_sheet_of_an_approved_unit_is_refused(
    returned: Inspector, inspector: Inspector, approve: Any
) -> None:
    approve("市外办")
    outcome = inspector("sheet", "import", "-w", W, SHEET)
    assert outcome.status == 1
    assert "市外办" in outcome.err
    assert "审定" in outcome.err
    assert claimed(returned, "市外办") is None


def test_sheets_of_all_units_go_out_under_their_short_names(done: Inspector) -> None:
    set_up(done, "市外办,市财政局")
    done("sheet", "export", "-w", W, "--kind", "working", "--all", "底稿")
    assert {path.name for path in Path("底稿").iterdir()} == {
        "市外办-检查工作底稿.xlsx",
        "市财政局-检查工作底稿.xlsx",
    }


def test_export_asks_for_one_unit_or_all(done: Inspector, inspector: Inspector) -> None:
    set_up(done)
    assert inspector("sheet", "export", "-w", W, "out").status == 2
    assert inspector("sheet", "export", *AT, "--all", "out").status == 2
