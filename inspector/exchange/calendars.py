"""Public holidays that ship: each year's notice as a YAML file, every fault named with its line."""

import re
from datetime import date
from functools import cache as once
from typing import Annotated, Any, Final, TypeVar

import msgspec
from msgspec import Meta, Struct

from inspector import paths
from inspector.domain.calendar import Holiday, HolidayNotice, WorkCalendar, joined
from inspector.domain.errors import Refused, refused
from inspector.domain.issues import Place
from inspector.exchange.plain_yaml import Path, YamlTree, read_plain_yaml

_FILE: Final = re.compile(r"cn-(\d{4})\.yaml")
_FIELD: Final = re.compile(r"`(?:\$\.)?([^`$]+)`")
"""The name in msgspec's account of a fault: a field it misses or does not know, or its path."""
_LONGEST: Final = 15
"""Days; the longest public holiday there was has eight, with its weekend nine."""
_FRIDAY: Final = 4
_DECEMBER: Final = 12
_Entry = TypeVar("_Entry", bound=Struct)


class _HolidayEntry(Struct, forbid_unknown_fields=True, frozen=True):
    name: Annotated[str, Meta(min_length=1)]
    first: date
    last: date
    worked: tuple[date, ...] = ()


class _NoticeEntry(Struct, forbid_unknown_fields=True, frozen=True):
    year: Annotated[int, Meta(ge=1950, le=2999)]
    title: Annotated[str, Meta(min_length=1)]
    holidays: Annotated[tuple[Any, ...], Meta(min_length=1)]
    """Converted one by one, so that a fault is named with the line of its holiday."""
    document_number: str = ""


@once
def years() -> tuple[int, ...]:
    """Return the years whose public holidays ship, in order."""
    files = (paths.resources() / "calendar").glob("*.yaml")
    return tuple(sorted(int(found[1]) for file in files if (found := _FILE.fullmatch(file.name))))


@once
def shipped() -> WorkCalendar:
    """Return the calendar of all years that ship."""
    return joined(load(year) for year in years())


def load(year: int) -> HolidayNotice:
    """Return the notice of a year that ships. Raises Refused for another."""
    if year not in years():
        known = "、".join(str(known) for known in years())
        raise refused("calendar.not_shipped", year=year, years=known)
    file = paths.resources() / "calendar" / f"cn-{year}.yaml"
    return read_calendar(file.read_text(encoding="utf-8"), file.name)


def read_calendar(text: str, name: str) -> HolidayNotice:
    """Read a year's notice from YAML text in the format of resources/calendar/README.md.

    Raises Refused with file, line, cause and remedy.
    """
    tree = _read_tree(text, name)
    entry = _converted(tree, (), _NoticeEntry, name)
    holidays = []
    for index in range(len(entry.holidays)):
        path = ("holidays", index)
        holiday = _converted(tree, path, _HolidayEntry, name)
        _require_span(holiday, entry.year, tree.line(path), name)
        holidays.append(
            Holiday(
                name=holiday.name, first=holiday.first, last=holiday.last, worked=holiday.worked
            )
        )
    _require_days_once(holidays, tree, name)
    return HolidayNotice(
        year=entry.year,
        title=entry.title,
        document_number=entry.document_number,
        holidays=tuple(holidays),
    )


def _read_tree(text: str, name: str) -> YamlTree:
    """Read plain YAML; what is wrong with it is said of a calendar, not of a checklist."""
    try:
        return read_plain_yaml(text, name)
    except Refused as refusal:
        line = refusal.issues[0].parameters.get("line", "1")
        raise refused("calendar.not_yaml", Place(file=name), line=line) from refusal


def _converted(tree: YamlTree, path: Path, wanted: type[_Entry], name: str) -> _Entry:
    value: Any = tree.root
    for step in path:
        value = value[step]
    try:
        return msgspec.convert(value, wanted, strict=False)
    except msgspec.ValidationError as error:
        place, line = Place(file=name), tree.line(path)
        named = _FIELD.findall(str(error))
        field = named[-1] if named else "…"
        raise refused("calendar.bad_entry", place, line=line, field=field) from error


def _require_span(holiday: _HolidayEntry, year: int, line: int, name: str) -> None:
    place = Place(file=name)
    length = (holiday.last - holiday.first).days + 1
    if not 1 <= length <= _LONGEST:
        raise refused("calendar.bad_span", place, line=line, name=holiday.name, days=length)
    eve = (holiday.first.year, holiday.first.month) == (year - 1, _DECEMBER)
    if holiday.first.year != year and not eve:
        raise refused("calendar.other_year", place, line=line, name=holiday.name, year=year)


def _require_days_once(holidays: list[Holiday], tree: YamlTree, name: str) -> None:
    place, seen = Place(file=name), set[date]()
    for index, holiday in enumerate(holidays):
        line = tree.line(("holidays", index))
        for day in (*holiday.days(), *holiday.worked):
            if day in seen:
                raise refused("calendar.day_twice", place, line=line, day=day)
            seen.add(day)
        for day in holiday.worked:
            if day.weekday() <= _FRIDAY:
                raise refused("calendar.not_weekend", place, line=line, day=day)
