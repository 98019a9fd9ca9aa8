"""Deadlines count working days as the State Council's notices shift them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.calendar import Holiday, HolidayNotice, OwnDays, Term, WorkCalendar, joined
from inspector.exchange.calendars import load, shipped, years
from inspector.i18n.messages import sentence

CHINA = shipped()
WEEKENDS = WorkCalendar()
"""What a reckoning on fingers knows."""
HOLIDAYS_ONLY = WorkCalendar(holidays=CHINA.holidays, years=CHINA.years)
"""Public holidays without the weekend days that are worked for them."""
days = st.dates(date(2024, 6, 1), date(2027, 6, 30))
numbers = st.integers(0, 120)


# --- the deadlines of the year ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "start", "count", "end", "on_weekends", "without_shifts"),
    [
        (
            "20 days to answer a request received on 12 September, over the National Day week",
            date(2025, 9, 12),
            20,
            date(2025, 10, 16),
            date(2025, 10, 10),
            date(2025, 10, 20),
        ),
        (
            "20 more after the extension",
            date(2025, 10, 16),
            20,
            date(2025, 11, 13),
            date(2025, 11, 13),
            date(2025, 11, 13),
        ),
        (
            "5 days after a bulletin served on a Sunday that is worked, ending on such a Saturday",
            date(2025, 9, 28),
            5,
            date(2025, 10, 11),
            date(2025, 10, 3),
            date(2025, 10, 13),
        ),
        (
            "10 days to rectify, over New Year",
            date(2025, 12, 26),
            10,
            date(2026, 1, 12),
            date(2026, 1, 9),
            date(2026, 1, 13),
        ),
        (
            "3 days to object to the feedback",
            date(2025, 12, 19),
            3,
            date(2025, 12, 24),
            date(2025, 12, 24),
            date(2025, 12, 24),
        ),
        (
            "20 days to answer a mock request",
            date(2025, 11, 3),
            20,
            date(2025, 12, 1),
            date(2025, 12, 1),
            date(2025, 12, 1),
        ),
    ],
)
def test_a_term_in_working_days_ends_on_the_day_the_notices_give(
    what: str, start: date, count: int, end: date, on_weekends: date, without_shifts: date
) -> None:
    """The last two columns are the mistakes that papers show: plain weeks, and no shifted days."""
    term = Term(days=count)
    assert term.deadline(CHINA, start) == end, what
    assert term.deadline(WEEKENDS, start) == on_weekends
    assert term.deadline(HOLIDAYS_ONLY, start) == without_shifts


def test_a_term_in_natural_days_ends_where_it_ends() -> None:
    """30日内申请复核, served on 26 December: until 25 January 2026, which is a Sunday."""
    term = Term(days=30, working=False)
    end = term.deadline(CHINA, date(2025, 12, 26))
    assert end == date(2026, 1, 25)
    assert not CHINA.is_working(end)
    (issue,) = term.noticed(CHINA, date(2025, 12, 26))
    assert sentence(issue) == (
        "30日期限的最后一日2026-01-25不是工作日，请核对有关文件是否顺延至下一个工作日。"
    )


def test_a_natural_term_that_ends_on_a_working_day_needs_no_look() -> None:
    assert Term(days=31, working=False).noticed(CHINA, date(2025, 12, 26)) == ()


def test_the_days_left_are_counted_as_the_deadline_was() -> None:
    """剩余5个工作日 in the ledger."""
    deadline = date(2026, 1, 12)
    assert CHINA.working_days_between(date(2026, 1, 5), deadline) == 5
    assert CHINA.working_days_between(deadline, deadline) == 0
    assert CHINA.working_days_between(date(2026, 1, 16), deadline) == -4


# --- what ships ---------------------------------------------------------------------------------


def test_two_years_ship_each_with_its_notice() -> None:
    assert years() == (2025, 2026)
    assert [load(year).document_number for year in years()] == [
        "国办发明电〔2024〕12号",
        "国办发明电〔2025〕7号",
    ]


@pytest.mark.parametrize(
    ("year", "off", "worked"),
    [
        (2025, 28, {"01-26", "02-08", "04-27", "09-28", "10-11"}),
        (2026, 33, {"01-04", "02-14", "02-28", "05-09", "09-20", "10-10"}),
    ],
)
def test_the_years_have_the_days_of_the_notices(year: int, off: int, worked: set[str]) -> None:
    calendar = load(year).calendar()
    assert len(calendar.holidays) == off
    assert {f"{day:%m-%d}" for day in calendar.shifted} == worked


@pytest.mark.parametrize(("year", "working"), [(2025, 248), (2026, 248)])
def test_a_year_has_as_many_working_days_as_the_law_says(year: int, working: int) -> None:
    """365 days less 104 on weekends and 13 public holidays (全国年节及纪念日放假办法, 2024)."""
    assert CHINA.working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == working


def test_single_days_are_what_the_notices_say() -> None:
    assert not CHINA.is_working(date(2025, 10, 8))
    assert CHINA.is_working(date(2025, 9, 28))
    assert CHINA.is_working(date(2026, 1, 4))
    assert not CHINA.is_working(date(2026, 1, 3))
    assert not CHINA.is_working(date(2026, 1, 11))
    assert CHINA.is_working(date(2026, 1, 12))


def test_a_year_whose_holidays_are_not_known_is_named() -> None:
    term = Term(days=10)
    (issue,) = term.noticed(CHINA, date(2026, 12, 25))
    assert issue.parameters["year"] == "2027"
    assert "仅按周末推算" in sentence(issue)
    assert term.noticed(CHINA, date(2025, 12, 26)) == ()
    assert CHINA.unknown_years(date(2024, 12, 1), date(2027, 1, 1)) == (2024, 2027)


# --- an office's own days -----------------------------------------------------------------------


def test_an_offices_own_days_win_over_the_notices() -> None:
    own = OwnDays(holidays=(date(2025, 9, 28), date(2025, 9, 30)), shifted=(date(2025, 10, 8),))
    calendar = CHINA.with_own(own)
    assert not calendar.is_working(date(2025, 9, 28))
    assert not calendar.is_working(date(2025, 9, 30))
    assert calendar.is_working(date(2025, 10, 8))
    assert calendar.years == CHINA.years
    assert Term(days=5).deadline(calendar, date(2025, 9, 26)) == date(2025, 10, 11)


def test_years_are_joined_into_one_calendar() -> None:
    notice = HolidayNotice(
        year=2027,
        title="拟",
        holidays=(
            Holiday(
                name="元旦",
                first=date(2026, 12, 31),
                last=date(2027, 1, 2),
                worked=(date(2027, 1, 3),),
            ),
        ),
    )
    calendar = CHINA | joined([notice])
    assert calendar.years == {2025, 2026, 2027}
    assert not calendar.is_working(date(2026, 12, 31))
    assert calendar.is_working(date(2027, 1, 3))
    assert calendar.is_working(date(2025, 9, 28))


# --- properties ---------------------------------------------------------------------------------


@given(days, numbers)
def test_counting_back_gives_the_days_that_were_counted(day: date, number: int) -> None:
    end = CHINA.working_day_after(day, number)
    assert CHINA.working_days_between(day, end) == number
    assert CHINA.working_days_between(end, day) == -number
    assert number == 0 or CHINA.is_working(end)


@given(days, numbers, numbers)
def test_a_term_and_its_extension_are_one_term(day: date, first: int, second: int) -> None:
    middle = CHINA.working_day_after(day, first)
    assert CHINA.working_day_after(middle, second) == CHINA.working_day_after(day, first + second)


@given(days, days)
def test_every_day_between_is_worked_or_not(start: date, end: date) -> None:
    start, end = min(start, end), max(start, end)
    passed = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert CHINA.working_days_between(start, end) == sum(map(CHINA.is_working, passed))


@given(days, numbers)
def test_a_moment_counts_as_its_day(day: date, number: int) -> None:
    moment = datetime(day.year, day.month, day.day, 15, 30)
    assert CHINA.is_working(moment) is CHINA.is_working(day)
    assert CHINA.working_day_after(moment, number) == CHINA.working_day_after(day, number)
    natural = Term(days=number, working=False)
    assert natural.deadline(CHINA, moment) == natural.deadline(CHINA, day)


def test_no_deadline_lies_in_the_past() -> None:
    with pytest.raises(ValueError, match="-1"):
        CHINA.working_day_after(date(2025, 1, 2), -1)
