"""Marks made elsewhere are found by their headers, and every cell that is none is named."""

import io
from collections.abc import Sequence

import pytest
from openpyxl import Workbook

from inspector.domain.errors import Refused
from inspector.domain.marks import parse_mark
from inspector.exchange.marks_reader import MarksReading, read_marks

SOURCES = {"一季度": "一季度", "二季度": "二季度"}


def book(*rows: Sequence[object]) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.worksheets[0].append(list(row))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def read(*rows: Sequence[object], columns: dict[str, str] | None = None) -> MarksReading:
    return read_marks(book(*rows), "平时.xlsx", columns or SOURCES)


def taken(reading: MarksReading) -> list[tuple[str, str, int | None]]:
    return [(row.unit, one.source, one.mark) for row in reading.rows for one in row.marks]


def test_columns_are_found_under_a_title_whatever_their_order() -> None:
    reading = read(
        ["2025年平时得分"],
        ["序号", "二季度（分）", "单位名称", "一季度"],
        [1, 90.06, "市教育局", "89.30"],
        [2, 84.55, "市公安局", 83],
    )
    assert taken(reading) == [
        ("市教育局", "二季度", parse_mark("90.06")),
        ("市教育局", "一季度", parse_mark("89.30")),
        ("市公安局", "二季度", parse_mark("84.55")),
        ("市公安局", "一季度", parse_mark("83")),
    ]
    assert reading.ignored == ("序号",)


def test_a_header_of_two_rows_names_its_parts_in_the_second() -> None:
    reading = read(["单位", "平时得分", None], [None, "一季度", "二季度"], ["市教育局", 1, 2])
    assert [one[:2] for one in taken(reading)] == [("市教育局", "一季度"), ("市教育局", "二季度")]


def test_blank_says_nothing_and_a_source_that_is_not_the_unit_s_says_none() -> None:
    reading = read(["单位", "一季度", "二季度"], ["宁川高新区", None, "不涉及"])
    assert taken(reading) == [("宁川高新区", "二季度", None)]


def test_sums_and_means_are_no_units() -> None:
    reading = read(["单位", "一季度"], ["市教育局", 90], ["平均分", 90], ["合 计", 90])
    assert [row.unit for row in reading.rows] == ["市教育局"]


@pytest.mark.parametrize("text", ["优秀", "九十", "-3", "9 0"])
def test_what_is_no_mark_is_named_with_its_cell(text: str) -> None:
    reading = read(["单位", "一季度"], ["市教育局", text])
    (issue,) = reading.issues
    assert (issue.code, issue.place.cell) == ("marks.not_a_number", "B2")
    assert taken(reading) == []


def test_another_header_may_stand_for_a_source() -> None:
    reading = read(["单位", "第一季度抽查"], ["市教育局", 90], columns={"第一季度抽查": "一季度"})
    assert taken(reading) == [("市教育局", "一季度", parse_mark("90"))]


def test_a_file_without_the_columns_is_refused_with_their_names() -> None:
    with pytest.raises(Refused) as refusal:
        read(["单位", "联络员"], ["市教育局", "李"])
    (issue,) = refusal.value.issues
    assert issue.code == "marks.no_table"
    assert "一季度" in issue.parameters["headers"]
