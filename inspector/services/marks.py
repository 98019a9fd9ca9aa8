"""Marks made elsewhere (quarters, other inspections): taken in for the year's composite."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from inspector.domain.edits import Action
from inspector.domain.errors import Refused, refused
from inspector.domain.ids import UnitId
from inspector.domain.inspection import Assessment, Inspection, is_locked
from inspector.domain.issues import Issue, Place, Severity
from inspector.domain.marks import ONE, Mark, plain_mark
from inspector.domain.rule_set import Source
from inspector.domain.unit import Unit
from inspector.exchange.marks_reader import MarkRow, MarksReading, read_marks
from inspector.services import inspections, lookup
from inspector.services.desk import Desk
from inspector.services.files import read_file

_MOST: Final = 100 * ONE


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkChange:
    """One mark of one unit, as it was and as it is now; None where there is none."""

    unit: Unit
    source: str
    before: Mark | None
    after: Mark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksReport:
    """What became of a file of marks."""

    sheet: str
    changes: tuple[MarkChange, ...]
    same: int
    """How many marks stood there already."""
    ignored: tuple[str, ...]
    """Headers of columns that name no source."""
    issues: tuple[Issue, ...]


def sources_of(desk: Desk, task: Inspection, part: Assessment) -> tuple[str, ...]:
    """Return the names under which a unit's class takes marks in, parts before their whole."""
    return tuple(_names(lookup.rule_set_of(desk, task.class_of(part)).composite))


def import_marks(
    desk: Desk,
    task: Inspection,
    path: Path,
    *,
    columns: Mapping[str, str] | None = None,
    sheet: str | None = None,
    dry_run: bool = False,
) -> MarksReport:
    """Take the columns of a workbook in as sources of the composite, all or none, as one action.

    Columns are found by the sources' own names; `columns` adds other headers (header to source).
    Raises Refused with every unknown unit, unreadable mark and approved unit at once.
    """
    parts = inspections.participants(desk, task)
    allowed = {unit.id: sources_of(desk, task, part) for unit, part in parts}
    known = list(dict.fromkeys(name for names in allowed.values() for name in names))
    given = dict(columns or {})
    for source in given.values():
        if source not in known:
            raise refused("marks.unknown_source", source=source, sources="、".join(known) or "—")
    if not known:
        raise refused("marks.no_composite", inspection=task.name)
    asked = {name: name for name in known if name not in given.values()} | given
    reading = read_marks(read_file(path), path.name, asked, sheet=sheet)
    taking = _Taking(path.name, reading, parts, allowed)
    new = taking.imported()
    wrong = [one for one in taking.issues if one.severity is Severity.ERROR]
    if wrong:
        raise Refused(*wrong)
    if not dry_run:
        with desk.file.unit_of_work(desk.author) as work:
            for part, imported in new:
                work.replace(part, replace(part, imported=imported))
            work.commit(Action(verb="marks.import", parameters={"count": str(len(taking.changes))}))
    return MarksReport(
        sheet=reading.sheet,
        changes=tuple(taking.changes),
        same=taking.same,
        ignored=reading.ignored,
        issues=tuple(taking.issues),
    )


class _Taking:
    """One file on its way in."""

    def __init__(
        self,
        file: str,
        reading: MarksReading,
        parts: Sequence[tuple[Unit, Assessment]],
        allowed: Mapping[UnitId, tuple[str, ...]],
    ) -> None:
        self._file, self._reading = file, reading
        self._parts, self._allowed = parts, allowed
        self.issues: list[Issue] = list(reading.issues)
        self.changes: list[MarkChange] = []
        self.same = 0

    def imported(self) -> list[tuple[Assessment, dict[str, Mark]]]:
        """Return each assessment that changes with its marks, noting all that is wrong."""
        seen: set[UnitId] = set()
        found = []
        for row in self._reading.rows:
            pair = next((one for one in self._parts if one[0].answers_to(row.unit)), None)
            if pair is None:
                self._issue("marks.unknown_unit", row.cell, unit=row.unit)
                continue
            unit, part = pair
            if unit.id in seen:
                self._issue("marks.unit_twice", row.cell, unit=row.unit)
                continue
            seen.add(unit.id)
            marks = self._marks(row, unit, part)
            if marks != dict(part.imported):
                if is_locked(part.state):
                    self._issue("marks.locked", row.cell, unit=unit.label)
                found.append((part, marks))
        return found

    def _marks(self, row: MarkRow, unit: Unit, part: Assessment) -> dict[str, Mark]:
        marks = dict(part.imported)
        for one in row.marks:
            if one.source not in self._allowed[unit.id]:
                if one.mark is not None:
                    self._issue("marks.not_its_source", one.cell, unit=unit.label, name=one.source)
                continue
            before = marks.pop(one.source, None)
            if one.mark is not None:
                marks[one.source] = one.mark
                if one.mark > _MOST:
                    self._over(one.cell, one.mark)
            if before == one.mark:
                self.same += 1
            else:
                change = MarkChange(unit=unit, source=one.source, before=before, after=one.mark)
                self.changes.append(change)
        return marks

    def _issue(self, code: str, cell: str, **parameters: str) -> None:
        place = Place(file=self._file, sheet=self._reading.sheet, cell=cell)
        self.issues.append(
            Issue(code=code, severity=Severity.ERROR, place=place, parameters=parameters)
        )

    def _over(self, cell: str, mark: Mark) -> None:
        place = Place(file=self._file, sheet=self._reading.sheet, cell=cell)
        self.issues.append(
            Issue(code="marks.over_hundred", place=place, parameters={"mark": plain_mark(mark)})
        )


def _names(sources: Sequence[Source]) -> Iterator[str]:
    for source in sources:
        yield from _names(source.parts)
        yield source.name
