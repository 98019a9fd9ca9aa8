"""Weighing one sheet that came back against the workspace: what it says, and what it changes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from inspector.domain.answer import Answer
from inspector.domain.checklist import Item
from inspector.domain.edits import Edit, EditId
from inspector.domain.errors import Refused
from inspector.domain.evidence import Evidence, EvidenceKind
from inspector.domain.ids import EvidenceId, ItemKey, new_id
from inspector.domain.inspection import Assessment, Inspection, is_locked
from inspector.domain.issues import Issue, Place, Severity
from inspector.domain.unit import Unit
from inspector.exchange.pasted import pasted_workbook
from inspector.exchange.sheets.claims import (
    CellReport,
    Outcome,
    SelfClaim,
    SheetReading,
    WorkingClaim,
)
from inspector.exchange.sheets.columns import Field, SheetKind
from inspector.exchange.sheets.known import KnownList, KnownLists
from inspector.exchange.sheets.reading import read_book, read_sheet
from inspector.i18n.gettext import _
from inspector.services import answers, claims, inspections, lookup, register
from inspector.services.desk import Desk, workspace_id
from inspector.services.files import read_file
from inspector.services.sheets import JOURNAL_FIELD
from inspector.storage.mapping import edits_between
from inspector.storage.unit_of_work import UnitOfWork

_UNIT_ISSUE: Final = "sheet.unit_unknown"
_NONE_REFUSED: Final[Mapping[ItemKey, Issue]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReport:
    """What became of one file. `unit` is None where it is not known whose sheet it is."""

    file: str
    unit: Unit | None = None
    is_refused: bool = False
    """Whether nothing of the file may be taken; an issue says why."""
    numbers: Mapping[ItemKey, str]
    """Of the items, by key."""
    cells: tuple[CellReport, ...] = ()
    issues: tuple[Issue, ...] = ()
    """What was noticed, the reasons for which nothing was taken among it."""
    missing_columns: tuple[str, ...] = ()
    missing_items: tuple[str, ...] = ()
    is_evidence: bool = False
    """Whether the file is no sheet but evidence, or a paper of the whole unit."""
    item: str | None = None
    """The number of the item that evidence belongs to."""

    def count(self, outcome: Outcome) -> int:
        """Return how many cells had this outcome."""
        return sum(1 for cell in self.cells if cell.outcome is outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """One file as it was read, before it is held against the workspace; plain values."""

    path: Path
    pasted: str = ""
    """The table itself, where it is no file."""
    reading: SheetReading | None = None
    issues: tuple[Issue, ...] = ()
    """Why nothing could be read."""


@dataclass(frozen=True, slots=True)
class _Change:
    """What one claim makes of an answer; `before` is None where nothing was said yet."""

    claim: SelfClaim | WorkingClaim
    before: Answer | None
    after: Answer


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file that was read; without `part` nothing of it may be taken."""

    report: SheetReport
    kind: SheetKind = SheetKind.SELF
    part: Assessment | None = None
    changes: tuple[_Change, ...] = ()


class Weighing:
    """One taking in: what the sheets are compared with, and which units were seen."""

    def __init__(
        self,
        desk: Desk,
        task: Inspection,
        whom: Unit | None,
        clear_emptied: bool,
        on: date | None = None,
    ) -> None:
        self._desk, self._task, self._whom, self._clear = desk, task, whom, clear_emptied
        self._on = on or date.today()
        participants = inspections.participants(desk, task)
        self._parts = {unit.id: (unit, part) for unit, part in participants}
        self._known = _known_lists(desk, task, participants)
        self._seen: set[tuple[str, SheetKind]] = set()
        self._items: dict[str, Mapping[ItemKey, Item]] = {}
        self.taken = 0

    def read(self, path: Path) -> ReadFile:
        """Read one file."""
        return self.read_again(ReadFile(path=path), self._whom)

    def read_again(self, one: ReadFile, whose: Unit | None) -> ReadFile:
        """Read a file or a pasted table, for that of a unit where it does not say whose it is."""
        name, known = one.path.name, self._known
        try:
            if one.pasted:
                reading = read_book(pasted_workbook(one.pasted, name), name, known, whose=whose)
            else:
                reading = read_sheet(read_file(one.path), name, known, whose=whose)
        except Refused as refusal:
            return replace(one, reading=None, issues=refusal.issues)
        return replace(one, reading=reading, issues=())

    def read_pasted(self, text: str, number: int) -> ReadFile:
        """Read a table that was pasted; it has a name in place of a file's."""
        path = Path(_("Clipboard {number}").format(number=number))
        return self.read_again(ReadFile(path=path, pasted=text), self._whom)

    def weigh(self, one: ReadFile) -> Sheet:
        """Work out what a file that was read changes."""
        path, reading = one.path, one.reading
        if reading is None:
            return Sheet(
                SheetReport(file=path.name, is_refused=True, numbers={}, issues=one.issues)
            )
        if reading.unit not in self._parts:
            if not any(one.code == _UNIT_ISSUE for one in reading.issues):
                reading = replace(
                    reading, issues=(*reading.issues, about("sheets.unit_unknown", path))
                )
            return Sheet(_report(path, reading, None, {}, is_refused=True))
        unit, part = self._parts[reading.unit]
        items = self._items_of(part)
        problem = self._problem(path, reading, unit, part)
        if problem is not None:
            reading = replace(reading, issues=(*reading.issues, problem))
            return Sheet(_report(path, reading, unit, items, is_refused=True))
        changes, refusals = self._changes(reading, part, items)
        idle = frozenset(self._idle(reading, changes, part, items))
        report = _report(path, reading, unit, items, refusals, idle)
        return Sheet(report, reading.kind, part, changes)

    def write(self, work: UnitOfWork, sheet: Sheet, part: Assessment) -> None:
        """Write what one sheet changes."""
        work.write(edit for change in sheet.changes for edit in _edits(change))
        named = self._names_of(part)
        for change in sheet.changes:
            claim = change.claim
            for piece in _new_evidence(part, claim, named.get(claim.item, frozenset())):
                work.add(piece)
        if sheet.kind is SheetKind.SELF:
            work.replace(part, register.received(part, self._on))
        elif sheet.kind is SheetKind.WORKING:
            begun = next((one for one in sheet.changes if answers.is_begun(one.after)), None)
            if begun is not None:
                answers.start_checking(work, part, begun.before, begun.after)
        self.taken += 1

    def _changes(
        self, reading: SheetReading, part: Assessment, items: Mapping[ItemKey, Item]
    ) -> tuple[tuple[_Change, ...], Mapping[ItemKey, Issue]]:
        """Return what is taken, and for each item of which nothing is, the reason."""
        known = self._desk.file.reader.answers(self._task.id, part.unit)
        changes: list[_Change] = []
        refusals: dict[ItemKey, Issue] = {}
        every: tuple[SelfClaim | WorkingClaim, ...] = (*reading.claims, *reading.working_claims)
        for claim in every:
            item, before = items[claim.item], known.get(claim.item)
            went_out = before or answers.blank(part, item)
            if isinstance(claim, SelfClaim):
                after = claims.claimed(went_out, claim, clear=self._clear)
            else:
                author = self._desk.author
                after = claims.checked(item, went_out, claim, author, clear=self._clear)
                errors = answers.contradictions(item, before, after)
                if errors:
                    refusals[claim.item] = errors[0]
                    continue
            changes.append(_Change(claim, before, after))
        return tuple(changes), refusals

    def _idle(
        self,
        reading: SheetReading,
        changes: Sequence[_Change],
        part: Assessment,
        items: Mapping[ItemKey, Item],
    ) -> Iterator[str]:
        """Yield the cells that say what stands in the workspace already."""
        named = self._names_of(part) if changes else {}
        for change in changes:
            claim = change.claim
            before = change.before or answers.blank(part, items[claim.item])
            cells = list(claims.idle_cells(claim, before, change.after))
            known = named.get(claim.item, frozenset())
            if Field.EVIDENCE in claim.edited and not any(_new_evidence(part, claim, known)):
                rows = claim.field_rows if isinstance(claim, WorkingClaim) else {}
                cells.append((Field.EVIDENCE, rows.get(Field.EVIDENCE, claim.row)))
            for name, row in cells:
                yield f"{reading.columns.get(name, '')}{row}"

    def _names_of(self, part: Assessment) -> Mapping[ItemKey | None, frozenset[str]]:
        """Return what a unit's pieces of evidence are called, by item."""
        named: dict[ItemKey | None, frozenset[str]] = {}
        for one in self._desk.file.reader.evidence(self._task.id, part.unit):
            named[one.item] = named.get(one.item, frozenset()) | {one.name or one.address}
        return named

    def _problem(
        self, path: Path, reading: SheetReading, unit: Unit, part: Assessment
    ) -> Issue | None:
        """Return why nothing of a sheet may be taken, or None."""
        if is_locked(part.state):
            return about("sheets.locked", path, unit=unit.label)
        if self._whom is not None and unit.id != self._whom.id:
            return about("sheets.other_unit", path, unit=unit.label, named=self._whom.label)
        if (unit.id, reading.kind) in self._seen:
            return about("sheets.twice", path, unit=unit.label)
        self._seen.add((unit.id, reading.kind))
        return None

    def _items_of(self, part: Assessment) -> Mapping[ItemKey, Item]:
        key = self._task.class_of(part).key
        if key not in self._items:
            checklist = lookup.checklist_of(self._desk, self._task, part)
            self._items[key] = lookup.items_by_key(checklist)
        return self._items[key]


def _report(
    path: Path,
    reading: SheetReading,
    unit: Unit | None,
    items: Mapping[ItemKey, Item],
    refusals: Mapping[ItemKey, Issue] = _NONE_REFUSED,
    idle: Collection[str] = (),
    *,
    is_refused: bool = False,
) -> SheetReport:
    numbers = {key: item.number for key, item in items.items()}
    return SheetReport(
        file=path.name,
        unit=unit,
        is_refused=is_refused,
        numbers=numbers,
        cells=() if is_refused else tuple(_told(reading, refusals, idle)),
        issues=(*reading.issues, *refusals.values()),
        missing_columns=reading.missing_columns,
        missing_items=tuple(numbers.get(key, "") for key in reading.missing_items),
    )


def _told(
    reading: SheetReading, refusals: Mapping[ItemKey, Issue], idle: Collection[str]
) -> Iterator[CellReport]:
    """Yield the cells: those of a refused item as refused, those that change nothing as ignored."""
    for cell in reading.cells():
        issue = refusals.get(cell.item) if cell.item else None
        if issue is not None:
            yield replace(cell, outcome=Outcome.REFUSED, issue=issue)
        elif cell.issue is None and cell.cell in idle:
            place = Place(file=reading.name, sheet=reading.sheet, cell=cell.cell)
            same = Issue(code="sheet.as_it_stands", severity=Severity.NOTE, place=place)
            yield replace(cell, outcome=Outcome.IGNORED, issue=same)
        else:
            yield cell


def _edits(change: _Change) -> Iterator[Edit]:
    """Yield a change's edits on the heads that the sheet went out with, as far as it says."""
    bases = _bases(change.claim)
    for edit in edits_between(change.before, change.after):
        known = bases.get(edit.field)
        yield edit if known is None else replace(edit, bases=known)


def _known_lists(
    desk: Desk, task: Inspection, parts: Sequence[tuple[Unit, Assessment]]
) -> KnownLists:
    return KnownLists(
        workspace=workspace_id(desk),
        lists=tuple(
            KnownList(
                inspection=task,
                checklist=desk.file.reader.checklist(one.edition),
                units=tuple(unit for unit, part in parts if task.class_of(part).key == one.key),
                items=None if task.items is None else frozenset(task.items),
            )
            for one in task.classes
        ),
    )


def _new_evidence(
    part: Assessment, claim: SelfClaim | WorkingClaim, known: frozenset[str]
) -> Iterator[Evidence]:
    """Yield what a sheet names as evidence and the workspace does not know yet, one a line."""
    if Field.EVIDENCE not in claim.edited:
        return
    for line in dict.fromkeys(filter(None, map(str.strip, claim.evidence.splitlines()))):
        if line in known:
            continue
        is_address = line.lower().startswith(("http://", "https://"))
        yield Evidence(
            id=EvidenceId(new_id()),
            inspection=part.inspection,
            unit=part.unit,
            item=claim.item,
            kind=EvidenceKind.LINK if is_address else EvidenceKind.OTHER,
            address=line if is_address else "",
            name="" if is_address else line,
            from_unit=isinstance(claim, SelfClaim),
        )


def _bases(claim: SelfClaim | WorkingClaim) -> Mapping[str, tuple[EditId, ...]]:
    return {
        JOURNAL_FIELD[column]: heads
        for column, heads in claim.bases.items()
        if heads is not None and column in JOURNAL_FIELD
    }


def about(code: str, path: Path, **parameters: str) -> Issue:
    """Return what keeps a file from being taken."""
    return Issue(
        code=code, severity=Severity.ERROR, place=Place(file=path.name), parameters=parameters
    )
