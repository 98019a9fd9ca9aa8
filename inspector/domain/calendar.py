"""Working days: weekends, public holidays and the weekend days worked in their place, as values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from inspector.domain.issues import Issue, Severity

_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """One public holiday of a year's notice: its days off, and the weekend days worked for them."""

    name: str
    first: date
    last: date
    worked: tuple[date, ...] = ()

    def days(self) -> tuple[date, ...]:
        """Return the days off in order, both ends included."""
        return tuple(
            self.first + _DAY * passed for passed in range((self.last - self.first).days + 1)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayNotice:
    """The year's notice of the State Council's General Office, as one table."""

    year: int
    title: str
    document_number: str = ""
    holidays: tuple[Holiday, ...] = ()

    def calendar(self) -> "WorkCalendar":
        """Return the notice as a calendar of its year."""
        return WorkCalendar(
            holidays=frozenset(day for holiday in self.holidays for day in holiday.days()),
            shifted=frozenset(day for holiday in self.holidays for day in holiday.worked),
            years=frozenset({self.year}),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDays:
    """An office's own exceptions, which win over every notice: days off, and days worked."""

    holidays: tuple[date, ...] = ()
    shifted: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked. A day in both sets is worked; a moment counts as its day.

    `years` are those whose notice the calendar holds; in any other year only weekends are known,
    and `unknown_years` says so.
    """

    holidays: frozenset[date] = frozenset()
    shifted: frozenset[date] = frozenset()
    """Weekend days that are worked (调休上班)."""
    years: frozenset[int] = frozenset()

    def __or__(self, other: "WorkCalendar") -> "WorkCalendar":
        """Join two calendars."""
        return WorkCalendar(
            self.holidays | other.holidays, self.shifted | other.shifted, self.years | other.years
        )

    def with_own(self, own: OwnDays) -> "WorkCalendar":
        """Return the calendar with an office's own days in place of what it says of them."""
        off, worked = frozenset(own.holidays), frozenset(own.shifted)
        return WorkCalendar(self.holidays | off, (self.shifted - off) | worked, self.years)

    def is_working(self, day: date) -> bool:
        """Whether a day is worked."""
        day = _day_of(day)
        if day in self.shifted:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def working_day_after(self, day: date, days: int) -> date:
        """Return the last of so many working days, counted from the day after `day`.

        No days give the day itself, worked or not. Raises ValueError for a negative number.
        """
        if days < 0:
            raise ValueError(f"a deadline lies ahead: {days} days")
        day = _day_of(day)
        while days:
            day += _DAY
            days -= self.is_working(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Return how many working days lie after `start` up to and including `end`.

        The reverse of `working_day_after`; negative where `end` comes first ("3 days overdue").
        """
        start, end = _day_of(start), _day_of(end)
        if end < start:
            return -self.working_days_between(end, start)
        return sum(
            self.is_working(start + _DAY * passed) for passed in range(1, (end - start).days + 1)
        )

    def unknown_years(self, start: date, end: date) -> tuple[int, ...]:
        """Return the years from one day to another whose public holidays are not known."""
        return tuple(year for year in range(start.year, end.year + 1) if year not in self.years)


def joined(notices: Iterable[HolidayNotice]) -> WorkCalendar:
    """Return several years' notices as one calendar."""
    whole = WorkCalendar()
    for notice in notices:
        whole |= notice.calendar()
    return whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The time somebody is given: 5个工作日内, or 30日内 in natural days."""

    days: int
    working: bool = True

    def deadline(self, calendar: WorkCalendar, start: date) -> date:
        """Return the last day of the term; the day it begins on is not counted.

        A term in natural days ends where it ends: whether a day off moves it is for the document
        that set it to say (see `noticed`).
        """
        if self.working:
            return calendar.working_day_after(start, self.days)
        return _day_of(start) + _DAY * self.days

    def noticed(self, calendar: WorkCalendar, start: date) -> tuple[Issue, ...]:
        """Return what a person should look at before the date goes into a paper."""
        end = self.deadline(calendar, start)
        if self.working:
            return tuple(
                Issue(code="calendar.year_unknown", parameters={"year": str(year), "end": str(end)})
                for year in calendar.unknown_years(start, end)
            )
        if calendar.is_working(end):
            return ()
        return (
            Issue(
                code="calendar.ends_on_day_off",
                severity=Severity.NOTE,
                parameters={"days": str(self.days), "end": str(end)},
            ),
        )


def _day_of(moment: date) -> date:
    """Return a plain date: a datetime equals none, so a set of days would never hold it."""
    return date(moment.year, moment.month, moment.day)
