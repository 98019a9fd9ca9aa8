"""The reply form as it is printed, filled in in Word or LibreOffice, and taken in again."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from docx import Document
from docx.oxml import OxmlElement
from openpyxl import load_workbook

from inspector.domain.inspection import Inspection
from inspector.domain.rectification import Rectification, RectificationState
from inspector.domain.unit import UnitRow
from inspector.exchange import bundled
from inspector.services import (
    documents,
    findings,
    inspections,
    lookup,
    rectification,
    reply_sheets,
)
from inspector.services.desk import Desk
from inspector.services.documents import Wish
from inspector.services.rectification import Notice, Reply
from inspector.services.reply_sheets import ReplyReport
from inspector.storage.workspace_file import WorkspaceFile

NAME: Final = "2025年度考核"
SERVED: Final = Notice(served=date(2025, 12, 26))
CAME_BACK: Final = date(2026, 1, 9)
HEADINGS: Final = ("整改措施", "整改结果及链接", "完成时间", "责任领导", "责任人及电话")
MEASURE, RESULT, DAY, LEADER, PERSON = range(3, 8)
"""Columns of the form as it is printed."""
FACTS: Final = (("1.1", "少1项"), ("1.2", "未公开2件"), ("4.2", "空白栏目1个"))
needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="LibreOffice is not installed: nothing shows what it saves",
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with WorkspaceFile.create(tmp_path / "w.inspection") as file:
        opened = Desk(file=file, author="甲")
        plan = inspections.Plan(
            name=NAME,
            lists={"": bundled.load("ningchuan-2025-b")},
            units=(UnitRow(name="甲局", code="JJ"), UnitRow(name="乙局", code="YJ")),
        )
        inspections.create(opened, plan)
        task = task_of(opened)
        for name in ("甲局", "乙局"):
            for number, fact in FACTS:
                whom, item = lookup.unit_and_item(opened, task, name, number)
                said = findings.Fact(fact=fact, place="门户网站")
                findings.add(opened, task, whom, item, findings.rule_meant(item, "a"), said)
        rectification.open_problems(opened, task, SERVED)
        yield opened


def task_of(desk: Desk) -> Inspection:
    return lookup.inspection(desk, NAME)


def entry(desk: Desk, number: str) -> Rectification:
    return rectification.locate(desk, task_of(desk), number).entry


def printed(desk: Desk, target: Path, kind: str = "rectification_reply") -> Path:
    documents.write(documents.make(desk, task_of(desk), Wish(kind=kind, unit="甲局")), target)
    return target


def table_of(word: Any) -> Any:
    return next(
        one for one in word.tables if len(one.columns) > RESULT and HEADINGS[1] in texts(one)
    )


def texts(table: Any) -> list[str]:
    return ["".join(cell.text.split()) for cell in table.rows[0].cells]


def fill(path: Path, cells: Mapping[tuple[int, int], str]) -> Path:
    word = Document(str(path))
    table = table_of(word)
    for (row, column), text in cells.items():
        table.cell(row, column).text = text
    word.save(str(path))
    return path


FILLED: Final = {
    (1, MEASURE): "补充公开",
    (1, RESULT): "已补齐\nhttps://jj.example.gov.cn/a?b=1&c=2",
    (1, DAY): "2026年1月8日",
    (1, LEADER): "王五",
    (1, PERSON): "李四\n0000-8200001",
    (2, MEASURE): "正在清理",
    (2, LEADER): "王五",
    (3, RESULT): "已撤销栏目，见https://jj.example.gov.cn/b。",
    (3, DAY): "二〇二六年一月九日",
}


def resaved(source: Path, folder: Path, ending: str) -> Path:
    """Open a file with LibreOffice and save it in a format."""
    command = ["soffice", f"-env:UserInstallation=file://{folder / 'profile'}", "--headless"]
    command += ["--convert-to", ending, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return folder / f"{source.stem}.{ending}"


def taken(desk: Desk, *sources: Path) -> ReplyReport:
    (report,) = reply_sheets.take_in(desk, task_of(desk), sources, CAME_BACK)
    return report


def codes(report: ReplyReport) -> list[str]:
    return [issue.code for issue in report.issues]


def check_filled(desk: Desk, report: ReplyReport) -> None:
    """Hold the ledger against FILLED."""
    assert report.unit is not None
    assert report.unit.name == "甲局"
    assert (report.replied, report.begun, codes(report)) == (("JJ-01", "JJ-03"), ("JJ-02",), [])
    first, second, third = (entry(desk, f"JJ-0{place}") for place in (1, 2, 3))
    assert (first.measure, first.result, first.link) == (
        "补充公开",
        "已补齐",
        "https://jj.example.gov.cn/a?b=1&c=2",
    )
    assert (first.completed_on, first.leader, first.person_in_charge) == (
        date(2026, 1, 8),
        "王五",
        "李四 0000-8200001",
    )
    assert (second.state, second.measure) == (RectificationState.UNDER_WAY, "正在清理")
    assert (third.result, third.link, third.completed_on) == (
        "已撤销栏目，见https://jj.example.gov.cn/b。",
        "https://jj.example.gov.cn/b",
        date(2026, 1, 9),
    )


@pytest.mark.parametrize("kind", ["rectification_reply", "rectification_notice"])
def test_the_printed_form_comes_back_filled_in(desk: Desk, tmp_path: Path, kind: str) -> None:
    """Alone, or at the end of the notice it is annexed to; printed again it says nothing new."""
    check_filled(desk, taken(desk, fill(printed(desk, tmp_path / "反馈.docx", kind), FILLED)))
    again = taken(desk, printed(desk, tmp_path / "再印.docx"))
    assert (again.replied, again.begun) == ((), ())
    assert (again.unchanged, again.issues) == (("JJ-01", "JJ-02", "JJ-03"), ())


@needs_office
def test_the_form_saved_by_libreoffice_says_the_same(desk: Desk, tmp_path: Path) -> None:
    filled = fill(printed(desk, tmp_path / "反馈.docx"), FILLED)
    (tmp_path / "lo").mkdir()
    check_filled(desk, taken(desk, resaved(filled, tmp_path / "lo", "docx")))
    again = printed(desk, tmp_path / "再印.docx")
    report = taken(desk, resaved(again, tmp_path / "lo", "docx"))
    assert (report.unchanged, report.issues) == (("JJ-01", "JJ-02", "JJ-03"), ())


def test_added_rows_and_merged_cells_are_read_or_named(desk: Desk, tmp_path: Path) -> None:
    path = fill(printed(desk, tmp_path / "反馈.docx"), {(1, DAY): "1月8日", (3, RESULT): "已撤"})
    word = Document(str(path))
    table = table_of(word)
    table.cell(1, RESULT).merge(table.cell(2, RESULT)).text = "一并整改到位"
    table.cell(3, DAY).text = "近期"
    number = table.cell(2, 1).paragraphs[0]
    number.text = "JJ"
    number.add_run()._r.append(OxmlElement("w:noBreakHyphen"))
    number.add_run("02")
    more = table.add_row().cells
    more[0].text, more[1].text, more[MEASURE].text = "4", "YJ-01", "别家"
    table.add_row().cells[MEASURE].text = "续写"
    table.add_row()
    word.save(str(path))
    report = taken(desk, path)
    assert report.replied == ("JJ-01", "JJ-02", "JJ-03")
    assert [(one.code, one.place.cell) for one in report.issues] == [
        ("replies.no_day", "A4"),
        ("replies.unknown_row", "A7"),
        ("replies.not_asked", "A6"),
    ]
    assert [entry(desk, f"JJ-0{place}").result for place in (1, 2, 3)] == [
        *("一并整改到位", "一并整改到位"),
        "已撤",
    ]
    assert entry(desk, "JJ-01").completed_on == date(2026, 1, 8)
    assert entry(desk, "YJ-01").measure == ""


def test_a_problem_that_waits_must_be_in_the_form_and_an_emptied_cell_clears_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    first = rectification.locate(desk, task_of(desk), "JJ-01")
    rectification.reply(desk, first, Reply(on=CAME_BACK, result="已改", measure="补充"))
    path = fill(printed(desk, tmp_path / "反馈.docx"), {(1, MEASURE): "", (2, RESULT): "已公开"})
    word = Document(str(path))
    row = table_of(word).rows[3]._tr
    row.getparent().remove(row)
    word.save(str(path))
    report = taken(desk, path)
    assert (report.replied, codes(report)) == (
        ("JJ-02",),
        ["replies.emptied", "replies.row_missing"],
    )
    assert entry(desk, "JJ-01").measure == "补充"


def test_a_form_of_another_inspection_with_the_same_numbers_is_refused(
    desk: Desk, tmp_path: Path
) -> None:
    path = fill(printed(desk, tmp_path / "反馈.docx"), FILLED)
    word = Document(str(path))
    named = next(one for one in word.paragraphs if NAME in one.text)
    for run in named.runs:
        run.text = run.text.replace("2025", "2024")
    word.save(str(path))
    report = taken(desk, path)
    assert report.is_refused
    assert codes(report) == ["replies.other_task"]
    assert report.issues[0].parameters["name"] == "2024年度考核"
    assert entry(desk, "JJ-01").result == ""


@needs_office
@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_the_workbook_saved_by_libreoffice_says_the_same(
    desk: Desk, tmp_path: Path, ending: str
) -> None:
    whom = lookup.unit(desk, "甲局")
    (path,) = reply_sheets.export(desk, task_of(desk), tmp_path / "表.xlsx", whom)
    book = load_workbook(path)
    page = book.worksheets[0]
    places = {
        str(cell.value): cell.column for row in page.iter_rows() for cell in row if cell.value
    }
    first = next(cell.row for row in page.iter_rows() for cell in row if cell.value == "JJ-01")
    for heading, text in (
        ("整改情况", "已补齐"),
        ("整改链接", "https://jj.example.gov.cn/a"),
        ("完成时间", "二〇二六年一月八日"),
    ):
        page.cell(first, places[heading]).value = text
    book.save(path)
    (tmp_path / "lo").mkdir()
    report = taken(desk, resaved(path, tmp_path / "lo", ending))
    assert (report.replied, report.unchanged, codes(report)) == (
        ("JJ-01",),
        ("JJ-02", "JJ-03"),
        [],
    )
    said = entry(desk, "JJ-01")
    assert (said.result, said.link, said.completed_on) == (
        "已补齐",
        "https://jj.example.gov.cn/a",
        date(2026, 1, 8),
    )
