"""Yearly returns worked out by hand: each check, each reminder, the city's total."""

from collections import Counter
from dataclasses import replace

import pytest

from inspector.domain.ids import UnitId
from inspector.domain.return_form import Weight
from inspector.domain.return_rule import Name
from inspector.domain.returns import (
    Checked,
    Outcome,
    Return,
    check,
    check_whole,
    leaps,
    misfiled,
    plain_number,
    said,
    total,
)
from inspector.exchange.return_forms import form_for, load
from inspector.i18n.return_words import check_line
from tests.golden import return_cases as given


def checked(one: Return, last: Return | None = None, *, as_zero: bool = False) -> list[Checked]:
    return [*check(load(one.form), one, last, as_zero=as_zero)]


def official(found: list[Checked]) -> Counter[Outcome]:
    return Counter(one.outcome for one in found if one.check.weight is Weight.ERROR)


def reminders(found: list[Checked]) -> list[str]:
    return [one.check.id for one in found if one.outcome is Outcome.REMINDER]


@pytest.mark.parametrize(
    "one", [given.FOREIGN_AFFAIRS, given.FINANCE, given.HOUSING], ids=lambda one: one.unit
)
def test_all_42_checks_hold_in_each_corrected_return(one: Return) -> None:
    assert official(checked(one)) == {Outcome.HOLDS: 42}


def test_all_42_checks_hold_in_a_city_s_whole_report() -> None:
    assert official(checked(given.CITY)) == {Outcome.HOLDS: 42}
    cells = given.CITY.cells
    assert cells["req.done.total"] == "13810"
    assert int(cells["req.new.total"]) + int(cells["req.carried.total"]) == 14629


def test_the_first_submission_fails_three_checks_with_both_numbers() -> None:
    found = checked(given.HOUSING_FIRST)
    assert official(found) == {Outcome.FAILS: 3, Outcome.CANNOT_CHECK: 4, Outcome.HOLDS: 35}
    failing = {
        (one.check.id, one.check.about): (plain_number(one.left), plain_number(one.right))
        for one in found
        if one.outcome is Outcome.FAILS
    }
    assert failing == {
        ("N1", "自然人"): ("54", "55"),
        ("N2", "自然人"): ("52", "51"),
        ("N3", "（七）总计"): ("59", "58"),
    }


def test_what_cannot_be_checked_names_the_missing_cell() -> None:
    missing = {
        (one.check.id, one.check.about): one.missing
        for one in checked(given.HOUSING_FIRST)
        if one.outcome is Outcome.CANNOT_CHECK and one.check.weight is Weight.ERROR
    }
    blank, stroke = Name("req.refused.3.welfare"), Name("req.unprocessed.3.others")
    assert missing == {
        ("N2", "社会公益组织"): (blank,),
        ("N2", "其他"): (stroke,),
        ("N3", "3.危及“三安全一稳定”"): (blank,),
        ("N3", "3.要求提供公开出版物"): (stroke,),
    }


def test_trying_with_zero_for_blank_and_stroke_leaves_the_three_faults() -> None:
    found = checked(given.HOUSING_FIRST, as_zero=True)
    assert official(found) == {Outcome.HOLDS: 39, Outcome.FAILS: 3}


def test_a_blank_and_a_stroke_are_told_apart() -> None:
    form = load("2021")
    codes = [(one.cell, one.code) for one in misfiled(form, given.HOUSING_FIRST)]
    assert sorted(codes) == [
        ("req.refused.3.welfare", "blank"),
        ("req.unprocessed.3.others", "slash"),
    ]
    assert [*misfiled(form, given.HOUSING)] == []


def test_reminders_against_last_year() -> None:
    before = given.BEFORE
    assert reminders(checked(given.FOREIGN_AFFAIRS, before["市外办"])) == []
    assert reminders(checked(given.FINANCE, before["市财政局"])) == ["N5"]
    found = checked(given.HOUSING, before["市住房城乡建设局"])
    assert reminders(found) == ["N6"]
    (valid,) = [one for one in found if one.outcome is Outcome.REMINDER]
    assert (plain_number(valid.left), plain_number(valid.right)) == ("26", "27")


def test_a_number_that_is_not_the_return_s_own_says_whose_it_is() -> None:
    form = load("2021")
    found = checked(given.HOUSING, given.BEFORE["市住房城乡建设局"])
    lines = [check_line(form, one) for one in found if one.outcome is Outcome.REMINDER]
    assert lines == ["上年25＋3－2＝26，27"]
    found = checked(given.FINANCE, given.BEFORE["市财政局"])
    lines = [check_line(form, one) for one in found if one.outcome is Outcome.REMINDER]
    assert lines == ["2，上年1"]


def test_a_leap_against_last_year_is_pointed_out() -> None:
    form = load("2021")
    (leap,) = leaps(form, given.HOUSING, given.BEFORE["市住房城乡建设局"])
    assert (leap.cell, plain_number(leap.before), plain_number(leap.now)) == (
        "req.new.total",
        "11",
        "58",
    )
    assert [*leaps(form, given.FINANCE, given.BEFORE["市财政局"])] == []


def test_a_number_of_the_text_is_held_against_the_table() -> None:
    (one,) = said(load("2021"), given.HOUSING)
    assert (plain_number(one.said), plain_number(one.cell)) == ("57", "58")
    assert not one.agrees
    right = replace(given.HOUSING, text="全年新收政府信息公开申请58件，结转下年度继续办理3件。")
    assert [one.agrees for one in said(load("2021"), right)] == [True, True]


def test_the_total_of_the_three_units() -> None:
    form = load("2021")
    corrected = replace(given.HOUSING, cells={**given.HOUSING.cells, "normative.valid": "26"})
    parts = [given.FOREIGN_AFFAIRS, given.FINANCE, given.HOUSING]
    whole = total(form, UnitId("全市"), 2025, parts)
    assert official(checked(whole)) == {Outcome.HOLDS: 42}
    row = [whole.cells[f"req.new.{key}"] for key in given.PEOPLE]
    assert row == ["63", "7", "0", "1", "4", "0", "75"]
    row = [whole.cells[f"req.done.{key}"] for key in given.PEOPLE]
    assert row == ["64", "7", "0", "1", "4", "0", "76"]
    assert whole.cells["normative.made"] == "9"
    assert whole.cells["normative.ended"] == "4"
    assert whole.cells["normative.valid"] == "60"
    assert (
        total(form, UnitId("全市"), 2025, [*parts[:2], corrected]).cells["normative.valid"] == "59"
    )
    assert whole.cells["licence.decided"] == "2978"
    assert whole.cells["penalty.decided"] == "322"
    assert whole.cells["coercion.decided"] == "12"
    assert whole.cells["fee.charged"] == "186.5"
    four = [whole.cells[f"cases.{group}_total"] for group in given.GROUPS]
    assert four == ["5", "2", "1"]


def test_where_none_may_be_a_stroke_the_sum_of_strokes_is_one() -> None:
    whole = total(load("2018"), UnitId("全部"), 2018, [given.NINGBO, given.NINGBO])
    assert (whole.cells["a1.n"], whole.cells["c1.n"]) == ("1220", "/")
    assert official(checked(whole))[Outcome.CANNOT_CHECK] == 0
    shanghai = replace(given.SHANGHAI, cells={"req.new.natural": "/"})
    assert total(load("2019"), UnitId("全部"), 2019, [shanghai]).cells == {}


def test_the_ningbo_table_of_2018_adds_up_and_gets_its_reminder() -> None:
    found = checked(given.NINGBO)
    assert official(found)[Outcome.FAILS] == 0
    assert official(found)[Outcome.CANNOT_CHECK] == 0
    assert reminders(found) == ["O9"]
    (one,) = [one for one in found if one.outcome is Outcome.REMINDER]
    assert (plain_number(one.left), plain_number(one.right)) == ("610", "0")
    assert [*misfiled(load("2018"), given.NINGBO)] == []


def test_the_shanghai_rows_of_2019_can_be_checked_once_blanks_count_as_nothing() -> None:
    plain = {
        (one.check.id, one.check.about): one.outcome
        for one in checked(given.SHANGHAI)
        if one.check.id == "N1"
    }
    assert plain["N1", "自然人"] is Outcome.HOLDS
    assert plain["N1", "商业企业"] is Outcome.CANNOT_CHECK
    tried = {
        (one.check.id, one.check.about): one.outcome
        for one in checked(given.SHANGHAI, as_zero=True)
    }
    assert tried["N1", "商业企业"] is Outcome.HOLDS
    assert [one.code for one in misfiled(load("2019"), given.SHANGHAI)] == ["text"]


@pytest.mark.parametrize(
    ("year", "key"),
    [(2012, "2018"), (2018, "2018"), (2019, "2019"), (2020, "2019"), (2025, "2021")],
)
def test_each_year_has_the_form_decreed_for_it(year: int, key: str) -> None:
    assert form_for(year).key == key


@pytest.mark.parametrize("key", ["2018", "2019", "2021"])
def test_each_rule_broken_once_is_caught(key: str) -> None:
    """Start from a return in which everything is one consistent set of zeros, break each rule."""
    form = load(key)
    zeros = Return(unit=UnitId("甲"), year=2025, form=key, cells=dict.fromkeys(form.cells, "0"))
    assert {one.outcome for one in check(form, zeros, zeros)} == {Outcome.HOLDS}
    for place, rule in enumerate(form.checks):
        broken = [
            replace(zeros, cells={**zeros.cells, name.cell: "7"})
            for name in rule.rule.names()
            if name.whose == "this"
        ]
        outcomes = {check(form, one, zeros)[place].outcome for one in broken}
        expected = Outcome.FAILS if rule.weight is Weight.ERROR else Outcome.REMINDER
        assert expected in outcomes, rule.rule.text


@pytest.mark.parametrize("key", ["2018", "2019", "2021"])
def test_each_cell_of_the_whole_that_is_not_the_sum_is_caught(key: str) -> None:
    form = load(key)
    zeros = Return(unit=UnitId("市"), year=2025, form=key, cells=dict.fromkeys(form.cells, "0"))
    assert len(form.whole_checks) == len(form.cells)
    assert {one.outcome for one in check_whole(form, zeros, zeros)} == {Outcome.HOLDS}
    for place, cell in enumerate(form.cells):
        broken = replace(zeros, cells={**zeros.cells, cell: "7"})
        wrong = [one for one in check_whole(form, broken, zeros) if one.outcome is Outcome.FAILS]
        assert [one.check for one in wrong] == [form.whole_checks[place]]


@pytest.mark.parametrize("key", ["2019", "2021"])
def test_what_was_carried_over_must_be_what_last_year_left(key: str) -> None:
    """二、上年结转 of each column against last year's 四、结转下年度继续办理."""
    form = load(key)
    zeros = Return(unit=UnitId("甲"), year=2025, form=key, cells=dict.fromkeys(form.cells, "0"))
    for column in given.PEOPLE:
        last = replace(zeros, year=2024, cells={**zeros.cells, f"req.left.{column}": "2"})
        odd = [one for one in check(form, zeros, last) if one.outcome is Outcome.REMINDER]
        assert [(one.check.id, one.check.column) for one in odd] == [("N5", f"three/{column}")]
