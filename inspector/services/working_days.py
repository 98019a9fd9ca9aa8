"""Working days: the public holidays that ship, with the office's own days in their place."""

from collections.abc import Sequence
from datetime import date
from importlib import import_module
from types import ModuleType
from typing import Any, Final

from inspector.domain.calendar import HolidayNotice, OwnDays, WorkCalendar
from inspector.domain.changes import Changes
from inspector.domain.edits import Action
from inspector.domain.errors import refused
from inspector.services.desk import Desk

_READER: Final = "inspector.exchange.calendars"
SETTING: Final = "own_days"
"""The setting that holds an office's own exceptions: {"holidays": [...], "shifted": [...]}."""


def own_days(desk: Desk) -> OwnDays:
    """Return the office's own exceptions to the public holidays."""
    known: Any = desk.file.reader.settings().get(SETTING) or {}
    return OwnDays(
        holidays=tuple(map(date.fromisoformat, known.get("holidays", ()))),
        shifted=tuple(map(date.fromisoformat, known.get("shifted", ()))),
    )


def notice_of(year: int) -> HolidayNotice:
    """Return the public holidays of a year that ships. Raises Refused for another."""
    notice: HolidayNotice = _calendars().load(year)
    return notice


def calendar_of(desk: Desk) -> WorkCalendar:
    """Return the calendar by which deadlines are counted in this workspace."""
    shipped: WorkCalendar = _calendars().shipped()
    return shipped.with_own(own_days(desk))


def set_own_days(desk: Desk, off: Sequence[date], worked: Sequence[date]) -> Changes:
    """Set the office's own days off and worked days, in place of those set before.

    Raises Refused for a day in both.
    """
    both = sorted(set(off) & set(worked))
    if both:
        raise refused("calendar.day_both", day=both[0])
    value = {
        "holidays": [day.isoformat() for day in sorted(set(off))],
        "shifted": [day.isoformat() for day in sorted(set(worked))],
    }
    with desk.file.unit_of_work(desk.author) as work:
        work.set_setting(SETTING, value)
        return work.commit(Action(verb="calendar.set"))


def notices() -> tuple[HolidayNotice, ...]:
    """Return the public holidays of every year that ships, in order."""
    return tuple(map(notice_of, _calendars().years()))


def _calendars() -> ModuleType:
    """Return what reads the notices, loaded when somebody first counts days.

    It takes 20 ms, nearly all of it for YAML, which few days at the window need.
    """
    return import_module(_READER)
