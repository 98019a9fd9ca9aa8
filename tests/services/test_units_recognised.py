"""A pasted column of units is read whatever its columns are, and each name held against others."""

from datetime import date

import pytest

from inspector.domain.errors import Refused
from inspector.domain.unit import UnitRow
from inspector.exchange import bundled
from inspector.exchange.unit_reader import read_pasted
from inspector.services import inspections, lookup, units
from inspector.services.desk import Desk


@pytest.mark.parametrize(
    "text",
    [
        "市外办\n市财政局\n",
        "市外办，市财政局",
        "市外办、市财政局；",
        "序号\t单位名称\n1\t市外办\n2\t市财政局",
        "1\t市外办\n2\t市财政局",
        '"市外办"\r\n\r\n市财政局\r\n',
    ],
)
def test_names_are_found_in_whatever_is_pasted(text: str) -> None:
    assert [row.name for row in read_pasted(text)] == ["市外办", "市财政局"]


def test_columns_without_headers_are_known_by_what_stands_in_them() -> None:
    (row,) = read_pasted("3\t宁川市外事办公室\t市外办\tB类")
    assert (row.order, row.name, row.short_name, row.unit_class) == (
        3,
        "宁川市外事办公室",
        "市外办",
        "B类",
    )


def test_nothing_pasted_is_nobody() -> None:
    assert read_pasted(" \n\t\n") == ()


def test_doubles_and_those_who_take_part_already_are_told_apart(desk: Desk) -> None:
    task = lookup.inspection(desk, None)
    known = desk.file.reader.units()
    present = {part.unit for part in desk.file.reader.assessments(task.id)}
    rows = [UnitRow(name="WB"), UnitRow(name="市卫健委"), UnitRow(name="市 卫健委")]
    alias, new, double = units.recognise(rows, known, present)
    assert alias.known is not None
    assert alias.known.name == "市外办"
    assert alias.takes_part
    assert new.is_new
    assert double.double_of == 1
    assert not double.is_new


@pytest.mark.parametrize(("text", "key"), [("A", "A"), ("B类", "B"), ("县（区）", "A"), ("", None)])
def test_a_class_is_meant_by_key_or_name(text: str, key: str | None) -> None:
    assert units.class_meant(text, {"A": "县（区）", "B": "市直部门"}) == key


def test_a_plans_period_year_and_inspectors_reach_the_inspection(desk: Desk) -> None:
    plan = inspections.Plan(
        name="第三季度检查",
        lists={"": bundled.load("ningchuan-2025-b")},
        units=[UnitRow(name="市外办")],
        year=2026,
        period_start=date(2026, 7, 1),
        period_end=date(2026, 9, 30),
        inspectors=("甲", "乙", " ", "甲"),
    )
    task, _changes = inspections.create(desk, plan)
    assert (task.year, task.period_start, task.period_end) == (
        2026,
        date(2026, 7, 1),
        date(2026, 9, 30),
    )
    (part,) = desk.file.reader.assessments(task.id)
    assert (part.team, part.inspectors) == (inspections.ONE_TEAM, ("甲", "乙"))


def test_a_period_that_ends_before_it_begins_is_refused(desk: Desk) -> None:
    plan = inspections.Plan(
        name="第三季度检查",
        lists={"": bundled.load("ningchuan-2025-b")},
        period_start=date(2026, 9, 30),
        period_end=date(2026, 7, 1),
    )
    with pytest.raises(Refused, match="period_backwards"):
        inspections.create(desk, plan)
