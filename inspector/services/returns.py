"""Yearly returns: begun, taken in, filled in, added up, written out."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from inspector.domain import returns as rules
from inspector.domain.changes import Changes
from inspector.domain.dossier import FiledReturn
from inspector.domain.edits import Action
from inspector.domain.errors import Refused, refused
from inspector.domain.ids import UnitId
from inspector.domain.issues import Issue, Place
from inspector.domain.return_form import ReturnForm
from inspector.domain.returns import Return
from inspector.domain.unit import Unit
from inspector.exchange import return_forms, return_reader
from inspector.exchange.return_writer import write_return
from inspector.services.desk import Desk
from inspector.services.files import read_file, write_file
from inspector.services.inspections import years_named

WHOLE: UnitId = UnitId("")
"""Stands for all units together: their total belongs to none."""

WHOLE_UNIT: Final = "whole_return"
"""The setting that names the unit whose return is that of the whole."""
_OPENING: Final = 200
"""Characters of a report in which its unit is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """What was found in one file; nothing but issues in one that cannot be read."""

    path: Path
    form: str
    cells: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of one file."""

    path: Path
    unit: Unit | None
    taken: int
    """Cells that were new or changed."""
    same: int
    issues: tuple[Issue, ...]


def forms() -> tuple[ReturnForm, ...]:
    """Return the forms that ship, the oldest first."""
    return tuple(return_forms.load(key) for key in return_forms.keys())  # noqa: SIM118


def form_of(given: Return) -> ReturnForm:
    """Return the form that a return is filled in on."""
    return return_forms.load(given.form)


def of_unit(desk: Desk, unit: Unit, year: int) -> Return:
    """Return a unit's return of a year. Raises Refused (`returns.none`) where there is none."""
    found = _known(desk, unit.id, year)
    if found is None:
        raise refused("returns.none", unit=unit.label, year=year)
    return found


def begin(desk: Desk, unit: Unit, year: int, form: str | None = None) -> tuple[Return, Changes]:
    """Begin a blank return on the form of its year, or on the form named."""
    chosen = return_forms.form_for(year) if form is None else return_forms.load(form)
    known = _known(desk, unit.id, year)
    if known is not None and known.form == chosen.key:
        return known, Changes()
    fresh = Return(unit=unit.id, year=year, form=chosen.key)
    return fresh, _write(desk, "return.begin", {"unit": unit.label, "year": str(year)}, [fresh])


def set_cells(desk: Desk, unit: Unit, year: int, cells: Mapping[str, str]) -> Changes:
    """Fill cells in. Raises Refused for unknown ones and where nothing changes."""
    before = of_unit(desk, unit, year)
    form = form_of(before)
    known = frozenset(form.cells)
    for key in cells:
        if key not in known:
            raise refused("returns.unknown_cell", cell=key, form=form.title)
    after = replace(before, cells=_joined(before.cells, cells))
    if after == before:
        raise refused("returns.nothing_changed")
    action = {"unit": unit.label, "year": str(year), "count": str(len(cells))}
    return _write(desk, "return.fill", action, [after])


def paste(desk: Desk, unit: Unit, year: int, start: str, text: str, html: str = "") -> Changes:
    """Fill in cells copied from a sheet or from Word, from one cell on to the right and down.

    A piece that bears the form's headings fills its own cells wherever it is pasted.
    """
    form = form_of(of_unit(desk, unit, year))
    return set_cells(desk, unit, year, return_reader.pasted(form, start, text, html))


def set_text(desk: Desk, unit: Unit, year: int, text: str) -> Changes:
    """Keep the words of a unit's report, in which numbers are held against the table."""
    before = of_unit(desk, unit, year)
    if before.text == text:
        raise refused("returns.nothing_changed")
    action = {"unit": unit.label, "year": str(year)}
    return _write(desk, "return.text", action, [replace(before, text=text)])


def read(path: Path, year: int) -> FileReading:
    """Read one file on the form of its year; what keeps it from being read is an issue of it."""
    form = return_forms.form_for(year)
    try:
        reading = return_reader.read_return(read_file(path), path.name, form)
    except Refused as refusal:
        return FileReading(path=path, form=form.key, issues=refusal.issues)
    issues = (*_of_another_year(path, year), *reading.issues)
    return FileReading(
        path=path, form=form.key, cells=reading.cells, text=reading.text, issues=issues
    )


def _of_another_year(path: Path, year: int) -> tuple[Issue, ...]:
    """Warn of a file whose name tells of other years than the one it is read for."""
    named = years_named(path.name)
    if not named or year in named:
        return ()
    parameters = {"named": str(named[0]), "year": str(year)}
    return (Issue(code="returns.other_year", place=Place(file=path.name), parameters=parameters),)


def take_in(
    desk: Desk,
    files: Sequence[FileReading],
    year: int,
    *,
    unit: Unit | None = None,
    on: date | None = None,
    dry_run: bool = False,
) -> tuple[tuple[FileReport, ...], Changes]:
    """Take what was read in as one action.

    The unit of a file is the one given, else the one named in the file's name or its first words.
    A file that could not be read is reported and leaves the others alone.
    """
    taken: dict[UnitId, Return] = {}
    reports = tuple(_take(desk, one, year, unit, on, taken) for one in files)
    if dry_run or not taken:
        return reports, Changes()
    action = {"count": str(len(taken)), "year": str(year)}
    return reports, _write(desk, "return.import", action, taken.values())


def total(desk: Desk, year: int) -> tuple[ReturnForm, Return, int]:
    """Return the form, the sum over all units of a year, and how many there were.

    Raises Refused (`returns.none`) where there is no return on the form of that year.
    """
    parts = [one for one in _of_units(desk) if one.year == year]
    if not parts:
        raise refused("returns.none", unit="—", year=year)
    form = return_forms.form_for(year)
    return form, rules.total(form, WHOLE, year, parts), len(parts)


def sums(desk: Desk) -> Iterator[Return]:
    """Yield the sum over all units of each year that has returns, on the form of that year."""
    by_year: dict[int, list[Return]] = {}
    for one in _of_units(desk):
        by_year.setdefault(one.year, []).append(one)
    for year, parts in by_year.items():
        yield rules.total(return_forms.form_for(year), WHOLE, year, parts)


def whole_unit(desk: Desk) -> Unit | None:
    """Return the unit whose return is that of the whole, which adds nothing to the total."""
    named = desk.file.reader.settings().get(WHOLE_UNIT)
    return next((unit for unit in desk.file.reader.units() if unit.id == named), None)


def set_whole_unit(desk: Desk, unit: Unit | None) -> Changes:
    """Say whose return is that of the whole, or that nobody's is."""
    with desk.file.unit_of_work(desk.author) as work:
        work.set_setting(WHOLE_UNIT, None if unit is None else unit.id)
        label = "—" if unit is None else unit.label
        return work.commit(Action(verb="return.whole", parameters={"unit": label}))


def filed(desk: Desk, year: int | None, unit: UnitId | None = None) -> FiledReturn | None:
    """Return a unit's return of a year, or the sum over all, with last year's; None without one."""
    if year is None:
        return None
    if unit is None:
        form = return_forms.form_for(year)
        whole, last = _sum(desk, form, year), _sum(desk, form, year - 1)
        return None if whole is None else FiledReturn(form=form, given=whole, last=last)
    given = _known(desk, unit, year)
    if given is None:
        return None
    return FiledReturn(form=form_of(given), given=given, last=_known(desk, unit, year - 1))


def export(form: ReturnForm, given: Return, unit_name: str, target: Path) -> Path:
    """Write a return as a workbook like the official form."""
    return write_file(target, write_return(form, given, unit_name, target.name))


# Parts --------------------------------------------------------------------------------------------


def _of_units(desk: Desk) -> list[Return]:
    """Return what the units filed, by year; the whole's own returns are none of theirs."""
    whole = whole_unit(desk)
    return [one for one in desk.file.reader.returns() if whole is None or one.unit != whole.id]


def _sum(desk: Desk, form: ReturnForm, year: int) -> Return | None:
    parts = [one for one in _of_units(desk) if one.year == year]
    return rules.total(form, WHOLE, year, parts) if parts else None


def _known(desk: Desk, unit: UnitId, year: int) -> Return | None:
    return next((one for one in desk.file.reader.returns(unit) if one.year == year), None)


def _write(
    desk: Desk, verb: str, parameters: Mapping[str, str], fresh: Collection[Return]
) -> Changes:
    with desk.file.unit_of_work(desk.author) as work:
        for one in fresh:
            before = _known(desk, one.unit, one.year)
            if before is None:
                work.add(one)
            elif before != one:
                work.replace(before, one)
        return work.commit(Action(verb=verb, parameters=dict(parameters)))


def _joined(before: Mapping[str, str], fresh: Mapping[str, str]) -> dict[str, str]:
    """Return cells with new ones in place of old; a blank one is left out."""
    joined = {**before, **{key: text.strip() for key, text in fresh.items()}}
    return {key: text for key, text in sorted(joined.items()) if text}


def _take(
    desk: Desk,
    one: FileReading,
    year: int,
    unit: Unit | None,
    on: date | None,
    taken: dict[UnitId, Return],
) -> FileReport:
    path = one.path
    if not one.cells:
        return FileReport(path=path, unit=unit, taken=0, same=0, issues=one.issues)
    whose = unit or _named_in(desk, path.stem) or _named_in(desk, one.text[:_OPENING])
    if whose is None:
        issue = Issue(code="returns.no_unit", place=Place(file=path.name))
        return FileReport(path=path, unit=None, taken=0, same=0, issues=(issue,))
    blank = Return(unit=whose.id, year=year, form=one.form)
    before = taken.get(whose.id) or _known(desk, whose.id, year) or blank
    taken[whose.id] = after = replace(
        before,
        form=one.form,
        cells=_joined(before.cells, one.cells),
        text=one.text or before.text,
        received_on=on or before.received_on,
    )
    filled = [key for key, text in one.cells.items() if text]
    changed = sum(1 for key in filled if after.cells.get(key) != before.cells.get(key))
    return FileReport(
        path=path, unit=whose, taken=changed, same=len(filled) - changed, issues=one.issues
    )


def _named_in(desk: Desk, text: str) -> Unit | None:
    """Return the unit whose longest name stands in a text."""
    plain = "".join(text.split())
    named = [
        (len(name), unit)
        for unit in desk.file.reader.units()
        for name in (unit.name, unit.short_name, *unit.aliases)
        if name and name in plain
    ]
    return max(named, key=lambda pair: pair[0])[1] if named else None
