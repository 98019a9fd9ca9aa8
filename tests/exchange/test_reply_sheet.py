"""整改反馈表 out and back: what went out is no news, and however it comes back rows are found."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from inspector.domain.errors import Refused
from inspector.domain.ids import FindingId, InspectionId, UnitId
from inspector.exchange.replies.form import HEADER_ROW, ReplyField, ReplyOrder, ReplyRow
from inspector.exchange.replies.reading import ReplyReading, read_replies
from inspector.exchange.replies.writing import write_replies

NAME: Final = "市外办-整改反馈表.xlsx"
FIRST: Final = HEADER_ROW + 1


def row(number: int, **values: str) -> ReplyRow:
    return ReplyRow(
        finding=FindingId(f"{number:032x}"),
        number=f"WB-{number:02d}",
        item="4.2 栏目更新与链接",
        fact=f"空白栏目{number}个",
        place="门户网站",
        deadline=date(2026, 1, 12),
        values={ReplyField(name): text for name, text in values.items()},
    )


def order(*rows: ReplyRow) -> ReplyOrder:
    return ReplyOrder(
        workspace="w",
        inspection=InspectionId("i"),
        unit=UnitId("u"),
        inspection_name="2025年度考核",
        unit_name="市人民政府外事办公室",
        rows=rows,
    )


def returned(change: Callable[[Any], None], *rows: ReplyRow) -> ReplyReading:
    """Return what is read of a sheet after somebody worked on it."""
    book = load_workbook(io.BytesIO(write_replies(order(*rows), NAME)))
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return read(buffer.getvalue())


def read(sheet: bytes) -> ReplyReading:
    """Return what is read of a sheet, which is never taken for a form of Word."""
    reading = read_replies(sheet, NAME)
    assert isinstance(reading, ReplyReading)
    return reading


def column(sheet: Any, header: str) -> int:
    return [cell.value for cell in sheet[HEADER_ROW]].index(header) + 1


def codes(reading: ReplyReading) -> list[str]:
    return [issue.code for issue in reading.issues]


TEXTS: Final = st.text(st.characters(codec="utf-8"), max_size=40)


@settings(max_examples=15, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=3), TEXTS)
def test_a_sheet_that_nobody_touched_says_nothing_new(results: list[str], measure: str) -> None:
    rows = [row(place, result=text, measure=measure) for place, text in enumerate(results, start=1)]
    reading = read(write_replies(order(*rows), NAME))
    assert [one.finding for one in reading.rows] == [one.finding for one in rows]
    assert not any(one.changed for one in reading.rows)
    assert (reading.workspace, reading.inspection, reading.unit) == ("w", "i", "u")


def test_rows_that_were_sorted_are_found_by_their_key() -> None:
    def turn_round(book: Any) -> None:
        sheet = book["整改反馈表"]
        rows = [[cell.value for cell in line] for line in sheet.iter_rows(FIRST, FIRST + 2)]
        for at, values in enumerate(reversed(rows), FIRST):
            for place, value in enumerate(values, 1):
                sheet.cell(at, place).value = value
        sheet.cell(FIRST, column(sheet, "整改情况")).value = "已改"

    reading = returned(turn_round, row(1), row(2), row(3))
    assert [one.number for one in reading.rows] == ["WB-03", "WB-02", "WB-01"]
    assert [dict(one.changed) for one in reading.rows] == [{ReplyField.RESULT: "已改"}, {}, {}]


def test_rows_without_their_hidden_key_are_found_by_their_number() -> None:
    def lose_keys(book: Any) -> None:
        sheet = book["整改反馈表"]
        sheet.cell(FIRST + 1, column(sheet, "整改情况")).value = "已改"
        sheet.delete_cols(column(sheet, "行标识"))
        sheet.title = "表1"

    reading = returned(lose_keys, row(1), row(2))
    assert [dict(one.changed) for one in reading.rows] == [{}, {ReplyField.RESULT: "已改"}]


def test_missing_doubled_and_foreign_rows_are_each_reported() -> None:
    def disturb(book: Any) -> None:
        sheet = book["整改反馈表"]
        for place in range(1, 14):
            sheet.cell(FIRST + 1, place).value = sheet.cell(FIRST, place).value
        sheet.cell(FIRST + 2, column(sheet, "问题编号")).value = "XX-99"
        sheet.cell(FIRST + 2, column(sheet, "行标识")).value = "x"

    reading = returned(disturb, row(1), row(2), row(3))
    assert [one.number for one in reading.rows] == ["WB-01"]
    assert codes(reading) == [
        "replies.twice",
        "replies.unknown_row",
        "replies.row_missing",
        "replies.row_missing",
    ]


def test_an_emptied_cell_is_reported_and_clears_nothing() -> None:
    def empty(book: Any) -> None:
        sheet = book["整改反馈表"]
        sheet.cell(FIRST, column(sheet, "整改措施")).value = None

    reading = returned(empty, row(1, measure="补充公开"))
    assert dict(reading.rows[0].changed) == {}
    assert codes(reading) == ["replies.emptied"]


@pytest.mark.parametrize("typed", ["2026-01-08", "2026年1月8日", "2026/1/8", date(2026, 1, 8)])
def test_a_day_is_read_in_the_ways_people_type_it(typed: object) -> None:
    def enter(book: Any) -> None:
        sheet = book["整改反馈表"]
        sheet.cell(FIRST, column(sheet, "整改情况")).value = "已改"
        sheet.cell(FIRST, column(sheet, "完成时间")).value = typed

    (one,) = returned(enter, row(1)).rows
    assert one.completed_on == date(2026, 1, 8)


def test_a_day_in_another_form_than_it_went_out_is_no_news() -> None:
    def respell(book: Any) -> None:
        sheet = book["整改反馈表"]
        sheet.cell(FIRST, column(sheet, "完成时间")).value = "2026年1月8日"

    assert not returned(respell, row(1, completed="2026-01-08")).rows[0].changed


def test_a_text_that_looks_like_a_formula_stays_text() -> None:
    reading = read(write_replies(order(row(1, result="=1+1")), NAME))
    assert not reading.rows[0].changed
    book = load_workbook(io.BytesIO(write_replies(order(row(1, result="=1+1")), NAME)))
    sheet = book["整改反馈表"]
    assert sheet.cell(FIRST, column(sheet, "整改情况")).data_type == "s"


def test_only_what_the_unit_fills_in_is_unlocked() -> None:
    sheet: Any = load_workbook(io.BytesIO(write_replies(order(row(1)), NAME)))["整改反馈表"]
    unlocked = [
        sheet.cell(HEADER_ROW, cell.column).value
        for cell in sheet[FIRST]
        if not cell.protection.locked
    ]
    assert unlocked == ["整改措施", "责任领导", "责任人", "整改情况", "整改链接", "完成时间"]
    assert sheet.protection.sheet
    assert sheet.column_dimensions["M"].hidden


def test_an_altered_hidden_sheet_is_refused() -> None:
    def forge(book: Any) -> None:
        hidden = book["_keys"]
        hidden.cell(3, 1).value = hidden.cell(3, 1).value.replace("WB-01", "WB-02")

    with pytest.raises(Refused) as refusal:
        returned(forge, row(1))
    assert refusal.value.issues[0].code == "replies.stamp_broken"


def test_a_sheet_of_a_newer_version_is_refused() -> None:
    def renew(book: Any) -> None:
        book["_keys"]["B1"].value = "99"

    with pytest.raises(Refused) as refusal:
        returned(renew, row(1))
    assert refusal.value.issues[0].code == "replies.stamp_newer"


def test_another_workbook_is_refused() -> None:
    def lose(book: Any) -> None:
        del book["_keys"]

    with pytest.raises(Refused) as refusal:
        returned(lose, row(1))
    assert refusal.value.issues[0].code == "replies.no_stamp"
