"""Names that people type, and sentences that say which names there are."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from inspector.domain.answer import Conclusion, Side
from inspector.domain.edits import Action
from inspector.domain.errors import Refused
from inspector.domain.evidence import EvidenceKind
from inspector.domain.inspection import AssessmentState
from inspector.domain.unit import UnitRow
from inspector.exchange import bundled
from inspector.services import inspections, lookup
from inspector.services.desk import Desk
from tests.services.conftest import ITEMS


def names_of(desk: Desk, *named: str, unit_class: str | None = None) -> list[str]:
    task = lookup.inspection(desk, "两类考核")
    return [one.name for one in lookup.units_or_all(desk, task, named, unit_class)]


def test_units_are_named_one_by_one_with_commas_or_by_class(desk: Desk) -> None:
    lists = {"A": bundled.load("ningchuan-2025-a"), "B": bundled.load("ningchuan-2025-b")}
    rows = (
        UnitRow(name="临溪县", unit_class="A"),
        UnitRow(name="市外办", unit_class="B"),
        UnitRow(name="甲、乙镇政务公开联合体", unit_class="A"),
    )
    plan = inspections.Plan(name="两类考核", lists=lists, class_names={"A": "县区"}, units=rows)
    inspections.create(desk, plan)
    assert names_of(desk, "市外办,临溪县") == ["市外办", "临溪县"]
    assert names_of(desk, "市外办", "甲、乙镇政务公开联合体")[1] == "甲、乙镇政务公开联合体"
    assert names_of(desk, unit_class="B类") == ["市外办"]
    assert set(names_of(desk, "市外办", unit_class="县区")) == {row.name for row in rows}
    assert len(names_of(desk)) == 3
    with pytest.raises(Refused):
        names_of(desk, unit_class="C")


@pytest.mark.parametrize("word", ["达到要求", "已完成", "met", "Met", "达标", "√"])
def test_a_conclusion_is_known_by_the_words_of_both_kinds_of_list_and_its_code(word: str) -> None:
    assert lookup.conclusion(word) is Conclusion.MET


@pytest.mark.parametrize(
    ("word", "meant"),
    [("本年度未发生", Conclusion.DID_NOT_OCCUR), ("不涉及", Conclusion.NOT_APPLICABLE)],
)
def test_what_did_not_occur_and_what_does_not_apply_are_two_things(
    word: str, meant: Conclusion
) -> None:
    assert lookup.conclusion(word) is meant


@pytest.mark.parametrize("word", ["self", "自评", "Self-assessed"])
def test_a_choice_is_known_in_both_languages_and_by_its_code(word: str) -> None:
    assert lookup.member(Side, word) is Side.SELF


def test_an_unknown_word_is_answered_with_those_expected() -> None:
    with pytest.raises(Refused) as caught:
        lookup.member(EvidenceKind, "录音")
    (issue,) = caught.value.issues
    assert issue.parameters["words"].startswith("网页链接、网页截图")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2025-12-09T10:12", datetime(2025, 12, 9, 10, 12)),
        ("2025/12/9 10:12", datetime(2025, 12, 9, 10, 12)),
        ("12月9日10时", datetime(2025, 12, 9, 10)),
        ("20251209", datetime(2025, 12, 9)),
    ],
)
def test_a_time_is_read_as_it_stands_on_the_wall(typed: str, read: datetime) -> None:
    assert lookup.moment(typed, 2025) == read


@pytest.mark.parametrize("typed", ["", "昨天", "2025-02-30", "10:12", "2025-12-09T10:12+08:00"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        lookup.moment(typed)


def test_a_day_is_a_time_without_its_hour() -> None:
    assert lookup.day("2025年12月19日") == date(2025, 12, 19)


@pytest.mark.parametrize("name", ["b", "B", "2", " b "])
def test_a_rule_is_known_by_letter_and_number(name: str) -> None:
    assert lookup.rule(ITEMS["4.2"], name).number == 2


def test_a_year_that_is_over_needs_no_naming(desk: Desk) -> None:
    plan = inspections.Plan(
        name="2024年度考核",
        year=2024,
        lists={"": bundled.load("ningchuan-2025-b")},
        units=(UnitRow(name="市外办"),),
    )
    inspections.create(desk, plan)
    with pytest.raises(Refused, match="which_inspection"):
        lookup.inspection(desk, None)
    old = lookup.inspection(desk, "2024年度考核")
    part = lookup.assessment(desk, old, lookup.unit(desk, "市外办"))
    with desk.file.unit_of_work(desk.author) as work:
        work.replace(part, replace(part, state=AssessmentState.APPROVED))
        work.commit(Action(verb="inspection.update", parameters={"name": old.name}))
    assert lookup.inspection(desk, None).name == "2025年度考核"
    assert lookup.inspection(desk, "2024年度考核") == old
