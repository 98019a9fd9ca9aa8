"""One item over all units, one rule over all units, and setting many units in one step."""

from dataclasses import replace

import pytest

from inspector.domain.answer import Conclusion
from inspector.domain.checklist import Item
from inspector.domain.errors import Refused
from inspector.domain.findings import rule_of_size
from inspector.domain.inspection import AssessmentState, Inspection
from inspector.domain.marks import parse_mark
from inspector.domain.rules import RuleKind
from inspector.domain.unit import UnitRow as Row
from inspector.services import (
    by_item,
    by_rule,
    filling,
    findings,
    history,
    inspections,
    lookup,
)
from inspector.services.desk import Desk
from inspector.services.filling import Entry, Noted
from inspector.services.findings import Fact
from tests.golden.small_lists import item as small_item
from tests.services.conftest import ITEMS

UNITS = ("市外办", "市财政局", "市教育局")


@pytest.fixture
def task(desk: Desk) -> Inspection:
    found = lookup.inspection(desk, None)
    inspections.add_units(desk, found, [Row(name="市教育局", short_name="教育局", code="JY")])
    return found


@pytest.fixture
def item() -> Item:
    """An item of which each fact costs something."""
    return next(one for one in ITEMS.values() if one.rules and one.rules[0].kind is RuleKind.EACH)


def stand(desk: Desk, task: Inspection, item: Item) -> dict[str, by_item.UnitRow]:
    return {row.name: row for row in by_item.rows(desk, task, item.key)}


def entry(desk: Desk, name: str, item: Item, fact: str = "栏目空白") -> Entry:
    noted = Noted(rule=item.rules[0].number, fact=Fact(fact=fact, place="专栏"))
    return Entry(unit=lookup.unit(desk, name).id, findings=(noted,))


def test_each_unit_stands_on_the_item_as_its_own_grading_says(
    desk: Desk, task: Inspection, item: Item
) -> None:
    filling.set_many(desk, task, item.key, [entry(desk, "市外办", item)])
    rows = stand(desk, task, item)
    assert list(rows) == [*UNITS[:2], "教育局"]
    assert rows["市外办"].deducted == item.rules[0].points
    assert rows["市外办"].conclusion is Conclusion.PARTLY_MET
    assert [one.fact for one in rows["市外办"].findings] == ["栏目空白"]
    assert rows["市财政局"].is_open
    assert not rows["市财政局"].deducted


def test_many_units_are_set_in_one_step_that_is_undone_in_one(
    desk: Desk, task: Inspection, item: Item
) -> None:
    filling.set_many(desk, task, item.key, [entry(desk, name, item) for name in UNITS])
    assert all(row.deducted for row in by_item.rows(desk, task, item.key))
    history.undo(desk)
    assert all(row.is_open for row in by_item.rows(desk, task, item.key))


def test_filling_down_brings_units_to_where_one_stands_and_no_fact_twice(
    desk: Desk, task: Inspection, item: Item
) -> None:
    filling.set_many(desk, task, item.key, [entry(desk, "市外办", item)])
    first = stand(desk, task, item)["市外办"]
    others = [lookup.unit(desk, name).id for name in UNITS]
    for _ in range(2):
        filling.set_many(desk, task, item.key, [filling.like(first, unit) for unit in others])
    rows = by_item.rows(desk, task, item.key)
    assert [len(row.findings) for row in rows] == [1, 1, 1]
    assert {row.deducted for row in rows} == {first.deducted}


def test_filling_down_a_plain_conclusion(desk: Desk, task: Inspection, item: Item) -> None:
    unit = lookup.unit(desk, "市外办")
    done = Entry(unit=unit.id, conclusion=Conclusion.MET)
    filling.set_many(desk, task, item.key, [done])
    first = stand(desk, task, item)["市外办"]
    other = lookup.unit(desk, "市财政局").id
    filling.set_many(desk, task, item.key, [filling.like(first, other)])
    assert stand(desk, task, item)["市财政局"].conclusion is Conclusion.MET


def test_one_approved_unit_stops_all_and_is_named(desk: Desk, task: Inspection, item: Item) -> None:
    part = lookup.assessment(desk, task, lookup.unit(desk, "市财政局"))
    with desk.file.unit_of_work("甲") as work:
        work.replace(part, replace(part, state=AssessmentState.APPROVED))
        work.commit(findings.action_on("state.approve", lookup.unit(desk, "市财政局"), item))
    with pytest.raises(Refused) as refusal:
        filling.set_many(desk, task, item.key, [entry(desk, name, item) for name in UNITS])
    (issue,) = refusal.value.issues
    assert issue.parameters["unit"] == "市财政局"
    assert not stand(desk, task, item)["市外办"].findings


def test_a_contradiction_is_refused_with_its_unit(desk: Desk, task: Inspection, item: Item) -> None:
    filling.set_many(desk, task, item.key, [entry(desk, "市外办", item)])
    met = [Entry(unit=lookup.unit(desk, name).id, conclusion=Conclusion.MET) for name in UNITS]
    with pytest.raises(Refused) as refusal:
        filling.set_many(desk, task, item.key, met)
    assert [one.parameters["unit"] for one in refusal.value.issues] == ["市外办"]


def test_columns_pasted_from_a_sheet_are_understood(
    desk: Desk, task: Inspection, item: Item
) -> None:
    each = item.rules[0].points / 10_000
    text = (
        "单位\t结论\t原因\t位置\n"
        "市外办\t达到要求\n"
        f"财政局\t-{2 * each:g}\t少公开两件\t门户网站\t2025-12-09 10:12\n"
        "JY\ta\t“栏目\t专栏\n"
    )
    with pytest.raises(Refused) as refusal:
        filling.read_entries(desk, task, item.key, text)
    assert [one.code for one in refusal.value.issues] == ["filling.unknown_unit"]
    text = text.replace("财政局\t", "市财政局\t").replace("“栏目", "栏目空白")
    entries = filling.read_entries(desk, task, item.key, text)
    filling.set_many(desk, task, item.key, entries)
    rows = stand(desk, task, item)
    assert rows["市外办"].conclusion is Conclusion.MET
    (found,) = rows["市财政局"].findings
    assert (found.count, found.points, found.place) == (2, 2 * item.rules[0].points, "门户网站")
    assert rows["教育局"].findings[0].rule == item.rules[0].number


def test_every_row_that_cannot_be_read_is_named_and_nothing_is_set(
    desk: Desk, task: Inspection, item: Item
) -> None:
    text = "市外办\t挺好\n市财政局\t-0.5\t\t\n市教育局\t达到要求\n"
    with pytest.raises(Refused) as refusal:
        filling.read_entries(desk, task, item.key, text)
    assert [one.code for one in refusal.value.issues] == ["filling.row"]
    entries = filling.read_entries(desk, task, item.key, text.replace("挺好", "达到要求"))
    with pytest.raises(Refused) as refusal:  # a deduction says nothing without a fact
        filling.set_many(desk, task, item.key, entries)
    assert [one.parameters["unit"] for one in refusal.value.issues] == ["市财政局"]
    assert all(row.is_open for row in by_item.rows(desk, task, item.key))
    with pytest.raises(Refused):
        filling.read_entries(desk, task, item.key, "\n \n")


def test_a_size_names_the_rule_that_says_just_this_before_one_that_says_it_twice() -> None:
    item = ITEMS["1.2"]
    worth = {rule.number: rule.points for rule in item.rules}
    for rule in item.rules:
        found = rule_of_size(item, rule.points)
        assert found is not None
        assert found[1] == 1
        assert worth[found[0].number] == rule.points
    assert rule_of_size(item, parse_mark("0.0001")) is None
    assert rule_of_size(small_item("9", "5"), parse_mark("1")) is None


def test_findings_of_one_rule_stand_side_by_side_and_are_brought_into_line(
    desk: Desk, task: Inspection, item: Item
) -> None:
    filling.set_many(desk, task, item.key, [entry(desk, name, item) for name in UNITS[:2]])
    number = item.rules[0].number
    rows = by_rule.rows(desk, task, item.key, number)
    assert [row.unit_name for row in rows] == ["市外办", "市财政局"]
    line = next(
        one for one in by_rule.rules(desk, task) if (one.item.key, one.rule) == (item.key, number)
    )
    assert (line.units, line.findings) == (2, 2)
    by_rule.recount(desk, task, item.key, {row.finding for row in rows}, count=2)
    after = by_rule.rows(desk, task, item.key, number)
    assert [row.count for row in after] == [2, 2]
    assert {row.points for row in after} == {2 * item.rules[0].points}
    history.undo(desk)
    assert [row.count for row in by_rule.rows(desk, task, item.key, number)] == [1, 1]


def test_rules_without_findings_are_there_too_and_nothing_chosen_is_refused(
    desk: Desk, task: Inspection, item: Item
) -> None:
    lines = by_rule.rules(desk, task)
    assert not any(line.findings for line in lines)
    assert {line.item.key for line in lines} == {one.key for one in ITEMS.values()}
    with pytest.raises(Refused):
        by_rule.recount(desk, task, item.key, (), count=2)


def test_an_item_is_found_by_its_number(desk: Desk, task: Inspection) -> None:
    assert by_item.named(desk, task, " 1.2 ") == ITEMS["1.2"]
    with pytest.raises(Refused):
        by_item.named(desk, task, "77.7")
