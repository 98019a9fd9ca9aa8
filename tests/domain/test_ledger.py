"""The ledger of the invented city: outcomes, rates and their formulas, reminders, what goes on."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.answer import Side
from inspector.domain.checklist import ItemKind, Scoring
from inspector.domain.ids import FindingId, InspectionId, ItemKey, UnitId
from inspector.domain.ledger import (
    LedgerLine,
    Outcome,
    RateKind,
    carry_over,
    open_entries,
    outcome,
    rate_of,
    reminders,
    total_line,
    unit_lines,
)
from inspector.domain.rectification import Extension, Rectification, RectificationState
from inspector.domain.rule_set import RuleSet
from inspector.domain.rules import Rule, RuleKind
from inspector.domain.unit import Unit
from inspector.i18n.rates import formula
from inspector.i18n.words import label
from tests.golden import small_lists
from tests.golden.ledger import COLUMNS, COUNTED, DEADLINE, LEDGER, on_count_day, opened
from tests.golden.ningchuan import (
    CLASS_B,
    INSPECTION,
    KEYS_B,
    UNITS_B,
    foreign_affairs,
    mark,
    unit_answers,
)
from tests.golden.problem_tally import count_problems

ENTRIES = on_count_day()
LINES = unit_lines(ENTRIES, COUNTED)
TOTAL = total_line(LINES)
OUTCOMES = {label(one, "zh_CN"): one for one in Outcome}


# --- opening ------------------------------------------------------------------------------------


def test_each_finding_and_each_veto_is_one_line_of_the_ledger() -> None:
    entries = opened()
    assert len(entries) == 104
    for name, _quarters, found in UNITS_B:
        of_list = sum(count_problems(CLASS_B, unit_answers(name, found)).values())
        assert len([entry for entry in entries if entry.unit == name]) == of_list


def test_the_notice_of_26_december_asks_for_replies_until_12_january() -> None:
    assert {entry.deadline for entry in opened()} == {DEADLINE} == {date(2026, 1, 12)}
    assert {entry.state for entry in opened()} == {RectificationState.PENDING}


def test_a_problem_that_fell_on_an_objection_is_not_asked_for() -> None:
    unit = Unit(id=UnitId("市外办"), name="市外办")
    answers = foreign_affairs(objection_upheld=True)
    first = open_entries(INSPECTION, unit, CLASS_B, answers, side=Side.CHECKED)
    asked = open_entries(INSPECTION, unit, CLASS_B, answers)
    assert (len(first), len(asked)) == (14, 13)
    (gone,) = {entry.item for entry in first} - {entry.item for entry in asked}
    assert gone == KEYS_B["3.2"]


def test_a_veto_found_twice_is_one_line() -> None:
    veto = small_lists.item("F1", kind=ItemKind.VETO)
    of = small_lists.checklist(RuleSet(), veto)
    twice = [replace(small_lists.finding("0"), id=FindingId(name)) for name in "ab"]
    made = open_entries(
        InspectionId("i"),
        Unit(id=UnitId("u"), name="甲"),
        of,
        small_lists.all_met(of, {"F1": twice}),
    )
    assert [entry.finding for entry in made] == ["a"]


def test_problems_are_numbered_one_by_one_under_the_units_code() -> None:
    numbers = [entry.number for entry in opened() if entry.unit == "市外办"]
    assert numbers == [f"WB-{place:02d}" for place in range(1, 14)]


def test_lines_that_are_there_already_are_not_opened_again() -> None:
    unit = Unit(id=UnitId("市外办"), name="市外办", code="WB")
    answers = foreign_affairs(objection_upheld=False)
    there = open_entries(INSPECTION, unit, CLASS_B, foreign_affairs(objection_upheld=True))
    (new,) = open_entries(INSPECTION, unit, CLASS_B, answers, known=there)
    assert (new.item, new.number) == (KEYS_B["3.2"], "WB-14")


def test_what_was_fixed_on_the_spot_begins_as_such() -> None:
    at_once = small_lists.item("1.1", "4")
    of = small_lists.checklist(RuleSet(), at_once)
    found = small_lists.finding("1")
    seen = Rectification(
        finding=found.id,
        inspection=InspectionId("i"),
        unit=UnitId("u"),
        item=at_once.key,
        number="甲-01",
        state=RectificationState.FIXED_ON_SPOT,
        completed_on=date(2025, 12, 9),
    )
    fixed = replace(found, sampled_at=datetime(2025, 12, 9, 10, 12), fixed_on_spot=True)
    answers = small_lists.all_met(of, {"1.1": fixed})
    made = open_entries(InspectionId("i"), Unit(id=UnitId("u"), name="甲"), of, answers)
    assert made == (seen,)
    assert outcome(seen, COUNTED) is Outcome.FIXED_ON_SPOT
    assert carry_over(made).pinned == ()


def test_what_earns_marks_is_no_problem() -> None:
    gain = Rule(number=1, text="一项可得2分", kind=RuleKind.GAIN_EACH, points=mark("2"))
    of = small_lists.checklist(RuleSet(), small_lists.item("1.1", "6", gain, scoring=Scoring.ADD))
    answers = small_lists.all_met(of, {"1.1": small_lists.finding("2", rule=1)})
    assert open_entries(InspectionId("i"), Unit(id=UnitId("u"), name="甲"), of, answers) == ()


# --- counting -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LEDGER)
def test_each_unit_has_the_line_worked_out_by_hand(name: str) -> None:
    (line,) = [line for line in LINES if line.unit == name]
    counted = tuple(line.count(OUTCOMES[column]) for column in COLUMNS)
    assert (line.problems, *counted) == LEDGER[name]


def test_units_keep_the_official_order() -> None:
    assert [line.unit for line in LINES] == [*LEDGER]


def test_the_totals_are_84_8_5_3_and_4_of_104() -> None:
    counted = tuple(TOTAL.count(OUTCOMES[column]) for column in COLUMNS)
    assert (TOTAL.problems, *counted) == (104, 84, 8, 5, 3, 4)
    assert TOTAL.unit is None


@pytest.mark.parametrize(
    ("kind", "without", "line"),
    [
        (RateKind.COMPLETED, False, "整改完成率＝（84＋8）÷104＝88.46%"),
        (RateKind.COMPLETED, True, "整改完成率（剔除长期坚持4个）＝（84＋8）÷（104－4）＝92.00%"),
        (RateKind.ON_TIME, False, "按期整改率＝84÷104＝80.77%"),
        (RateKind.ON_TIME, True, "按期整改率（剔除长期坚持4个）＝84÷（104－4）＝84.00%"),
    ],
)
def test_each_rate_prints_its_formula_and_whether_anything_is_left_out(
    kind: RateKind, without: bool, line: str
) -> None:
    assert formula(rate_of(kind, TOTAL, without_long_term=without), "zh_CN") == line


def test_a_rate_over_no_problems_is_none_and_no_division() -> None:
    nothing = rate_of(RateKind.COMPLETED, LedgerLine(None, {}))
    assert nothing.value is None
    assert formula(nothing) == "整改完成率：无问题可计"
    kept = LedgerLine(None, {Outcome.LONG_TERM: 2})
    assert rate_of(RateKind.ON_TIME, kept, without_long_term=True).value is None
    assert formula(rate_of(RateKind.ON_TIME, kept), "en") == "On-time rate = 0 ÷ 2 = 0.00%"


# --- reminding and going on ---------------------------------------------------------------------


def test_seven_reminders_go_to_one_unit_and_one_to_another() -> None:
    lists = {
        one.unit: (len(one.sent_back), len(one.not_replied)) for one in reminders(ENTRIES, COUNTED)
    }
    assert lists == {"市住房城乡建设局": (4, 3), "市外办": (1, 0)}


def test_nobody_is_reminded_before_the_time_is_over() -> None:
    assert reminders(opened(), DEADLINE) == ()
    late = reminders(opened(), DEADLINE + timedelta(days=1))
    assert sum(len(one.not_replied) for one in late) == 104


def test_eight_problems_are_carried_over_and_four_kept_in_sight() -> None:
    left = carry_over(ENTRIES)
    assert (len(left.pinned), len(left.watched)) == (8, 4)
    assert [entry.unit for entry in left.watched] == [
        "市公安局",
        "市自然资源和规划局",
        "市住房城乡建设局",
        "市外办",
    ]
    assert {outcome(entry, COUNTED) for entry in left.pinned} == {
        Outcome.SENT_BACK,
        Outcome.NOT_REPLIED,
    }


# --- properties ---------------------------------------------------------------------------------

days = st.dates(date(2025, 12, 20), date(2026, 2, 20))
extensions = st.builds(
    Extension,
    asked_on=days,
    wanted=days,
    granted=st.sampled_from((True, False, None)),
    until=st.none() | days,
)
entries = st.lists(
    st.builds(
        Rectification,
        finding=st.uuids().map(lambda one: FindingId(one.hex)),
        inspection=st.just(InspectionId("i")),
        unit=st.sampled_from("甲乙丙").map(UnitId),
        item=st.just(ItemKey("k")),
        deadline=st.none() | days,
        replied_on=st.none() | days,
        completed_on=st.none() | days,
        checked_on=st.none() | days,
        again_by=st.none() | days,
        state=st.sampled_from(RectificationState),
        extensions=st.lists(extensions, max_size=2).map(tuple),
    ),
    max_size=12,
)


@given(entries, days)
def test_every_problem_comes_out_once_and_the_lines_add_up(
    given_entries: list[Rectification], day: date
) -> None:
    lines = unit_lines(given_entries, day)
    total = total_line(lines)
    assert total.problems == len(given_entries)
    assert total.problems == sum(line.problems for line in lines)
    for one in Outcome:
        assert total.count(one) == sum(outcome(entry, day) is one for entry in given_entries)


@given(st.dictionaries(st.sampled_from(Outcome), st.integers(0, 200)), st.booleans())
def test_every_rate_can_be_followed_from_its_printed_formula(
    counts: dict[Outcome, int], without: bool
) -> None:
    line = LedgerLine(None, counts)
    values = []
    for kind in RateKind:
        rate = rate_of(kind, line, without_long_term=without)
        if rate.value is None:
            assert line.problems == (line.count(Outcome.LONG_TERM) if without else 0)
            return
        _name, sums, shown = formula(rate, "zh_CN").split("＝")
        done, whole = ([int(n) for n in re.findall(r"-?[0-9]+", half)] for half in sums.split("÷"))
        exact = Fraction(100 * sum(done), whole[0] - sum(whole[1:]))
        assert abs(exact - Fraction(shown.rstrip("%"))) <= Fraction(5, 1000)
        values.append(rate.value)
    assert 10_000 >= values[0] >= values[1] >= 0


@given(entries, days)
def test_what_is_reminded_of_is_carried_over_and_nothing_is_in_both_lists(
    given_entries: list[Rectification], day: date
) -> None:
    left = carry_over(given_entries)
    assert not {entry.finding for entry in left.pinned} & {entry.finding for entry in left.watched}
    asked = [
        entry for one in reminders(given_entries, day) for entry in one.sent_back + one.not_replied
    ]
    assert all(entry in left.pinned for entry in asked)
    closed = sum(entry.state is RectificationState.CLOSED for entry in given_entries)
    at_once = sum(entry.state is RectificationState.FIXED_ON_SPOT for entry in given_entries)
    assert len(left.pinned) + len(left.watched) == len(given_entries) - closed - at_once


@given(entries, days, st.integers(0, 60))
def test_time_alone_makes_nothing_better(
    given_entries: list[Rectification], day: date, later: int
) -> None:
    """A problem nobody works on can only become overdue."""
    for entry in given_entries:
        now, then = outcome(entry, day), outcome(entry, day + timedelta(days=later))
        assert now is then or (now, then) == (Outcome.IN_TIME, Outcome.NOT_REPLIED)
