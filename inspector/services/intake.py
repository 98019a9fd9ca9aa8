"""Taking in sheets that came back: all files as one action, or none; every cell accounted for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from inspector.domain.answer import Answer
from inspector.domain.checklist import Item
from inspector.domain.edits import Action, Edit, EditId
from inspector.domain.errors import Refused, refused
from inspector.domain.evidence import Evidence, EvidenceKind
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.findings import finding_points
from inspector.domain.ids import EvidenceId, FindingId, ItemKey, new_id
from inspector.domain.inspection import Assessment, AssessmentState, Inspection, is_locked
from inspector.domain.issues import Issue, Place, Severity
from inspector.domain.unit import Unit
from inspector.exchange.sheets.claims import (
    CellReport,
    FindingClaim,
    Outcome,
    SelfClaim,
    SheetReading,
    WorkingClaim,
)
from inspector.exchange.sheets.columns import Field, SheetKind
from inspector.exchange.sheets.known import KnownList, KnownLists
from inspector.exchange.sheets.reading import read_sheet
from inspector.services import answers, inspections, lookup
from inspector.services.desk import Desk, workspace_id
from inspector.services.files import read_file
from inspector.services.sheets import JOURNAL_FIELD
from inspector.storage import snapshots
from inspector.storage.mapping import edits_between
from inspector.storage.unit_of_work import UnitOfWork

ENDINGS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".xlsb", ".ods", ".docx"})
"""Endings of files that are taken for sheets in a folder; a file named by itself may have any."""

_WAITING: Final = frozenset(
    {AssessmentState.AWAITING_SHEET, AssessmentState.SENT_BACK, AssessmentState.OVERDUE}
)


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

    def count(self, outcome: Outcome) -> int:
        """Return how many cells had this outcome."""
        return sum(1 for cell in self.cells if cell.outcome is outcome)


def files_in(sources: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files that are named or lie in the folders named, in order of name."""
    found: list[Path] = []
    for source in sources:
        inside = sorted(
            path
            for path in (source.rglob("*") if source.is_dir() else ())
            if path.suffix.lower() in ENDINGS and not path.name.startswith(("~$", "."))
        )
        if source.is_dir() and not inside:
            raise refused("sheets.nothing_found", Place(file=str(source)))
        found.extend(inside if source.is_dir() else [source])
    return tuple(dict.fromkeys(found))


def take_in(
    desk: Desk,
    task: Inspection,
    sources: Sequence[Path],
    *,
    whom: Unit | None = None,
    dry_run: bool = False,
    clear_emptied: bool = False,
) -> tuple[SheetReport, ...]:
    """Take in sheets and return a report of every cell.

    A 自评表 writes the self side only. A file that cannot be read is reported and leaves the
    others as they are; `whom` says whose sheet it is where the file does not. With `dry_run`
    nothing changes. A snapshot is taken first.
    """
    files = files_in(sources)
    intake = _Intake(desk, task, whom, clear_emptied)
    if dry_run:
        return tuple(intake.report(path)[0] for path in files)
    snapshots.take(desk.file, "import")
    with desk.file.unit_of_work(desk.author) as work:
        reports = []
        for path in files:
            report, reading = intake.report(path)
            if reading is not None and report.unit is not None:
                intake.write(work, report.unit, reading)
            reports.append(report)
        work.commit(Action(verb="sheet.import", parameters={"count": str(intake.taken)}))
    return tuple(reports)


class _Intake:
    """One taking in: what the sheets are compared with, and which units were seen."""

    def __init__(
        self, desk: Desk, task: Inspection, whom: Unit | None, clear_emptied: bool
    ) -> None:
        self._desk, self._task, self._whom, self._clear = desk, task, whom, clear_emptied
        self._parts = {unit.id: (unit, part) for unit, part in _participants(desk, task)}
        self._known = _known_lists(desk, task)
        self._seen: set[tuple[str, SheetKind]] = set()
        self._items: dict[str, Mapping[ItemKey, Item]] = {}
        self.taken = 0

    def report(self, path: Path) -> tuple[SheetReport, SheetReading | None]:
        """Read one file; the reading is None where nothing of it may be taken."""
        try:
            reading = read_sheet(read_file(path), path.name, self._known)
        except Refused as refusal:
            report = SheetReport(file=path.name, is_refused=True, numbers={}, issues=refusal.issues)
            return report, None
        if reading.unit is None and self._whom is not None:
            reading = replace(reading, unit=self._whom.id)
        problem = self._problem(path, reading)
        unit = self._parts[reading.unit][0] if reading.unit in self._parts else None
        items = self._items_of(unit) if unit is not None else {}
        numbers = {key: item.number for key, item in items.items()}
        report = SheetReport(
            file=path.name,
            unit=unit,
            is_refused=problem is not None,
            numbers=numbers,
            cells=() if problem else tuple(reading.cells()),
            issues=(*reading.issues, *((problem,) if problem else ())),
            missing_columns=reading.missing_columns,
            missing_items=tuple(numbers.get(key, "") for key in reading.missing_items),
        )
        return report, None if problem else reading

    def write(self, work: UnitOfWork, unit: Unit, reading: SheetReading) -> None:
        """Write what one sheet changes."""
        part = self._parts[unit.id][1]
        known = self._desk.file.reader.answers(self._task.id, unit.id)
        items = self._items_of(unit)
        claims: tuple[SelfClaim | WorkingClaim, ...] = (
            *reading.claims,
            *reading.working_claims,
        )
        work.write(
            edit
            for claim in claims
            for edit in self._edits(part, items[claim.item], known.get(claim.item), claim)
        )
        named: dict[ItemKey | None, frozenset[str]] = {}
        for one in self._desk.file.reader.evidence(self._task.id, unit.id):
            named[one.item] = named.get(one.item, frozenset()) | {one.name or one.address}
        for claim in claims:
            for piece in _new_evidence(part, claim, named.get(claim.item, frozenset())):
                work.add(piece)
        if reading.kind is SheetKind.SELF and part.state in _WAITING:
            work.replace(part, replace(part, state=AssessmentState.SHEET_RECEIVED))
        self.taken += 1

    def _edits(
        self,
        part: Assessment,
        item: Item,
        before: Answer | None,
        claim: SelfClaim | WorkingClaim,
    ) -> Iterator[Edit]:
        went_out = before or answers.blank(part, item)
        if isinstance(claim, SelfClaim):
            after = _with_self_claim(went_out, claim, self._clear)
        else:
            after = self._with_working_claim(item, went_out, claim)
        bases = _bases(claim)
        for edit in edits_between(before, after):
            known = bases.get(edit.field)
            yield edit if known is None else replace(edit, bases=known)

    def _with_working_claim(self, item: Item, answer: Answer, claim: WorkingClaim) -> Answer:
        chosen = _chosen(claim.edited, claim.emptied, self._clear)
        values = {
            Field.CONCLUSION: ("conclusion", claim.conclusion),
            Field.ACCOUNT: ("account", claim.account),
            Field.NOTE: ("note", claim.note),
        }
        changed = {
            name: ("" if column in claim.emptied else value)
            for column, (name, value) in values.items()
            if column in chosen and not (column is Field.CONCLUSION and column in claim.emptied)
        }
        gone = set(claim.missing_findings) if self._clear else set()
        kept = {one.id: one for one in answer.findings}
        for found in claim.findings:
            if found.id in kept:
                kept[found.id] = _corrected(kept[found.id], found, self._clear)
            elif found.edited:
                made = _new_finding(item, answer, found, self._desk.author)
                kept[made.id] = made
        for key in gone & set(kept):
            kept[key] = replace(kept[key], status=FindingStatus.WITHDRAWN)
        return replace(answer, findings=tuple(kept.values()), **changed)  # type: ignore[arg-type]

    def _problem(self, path: Path, reading: SheetReading) -> Issue | None:
        if reading.unit is None or reading.unit not in self._parts:
            return _issue("sheets.unit_unknown", path)
        unit, part = self._parts[reading.unit]
        if is_locked(part.state):
            return _issue("sheets.locked", path, unit=unit.label)
        if (unit.id, reading.kind) in self._seen:
            return _issue("sheets.twice", path, unit=unit.label)
        self._seen.add((unit.id, reading.kind))
        return None

    def _items_of(self, unit: Unit) -> Mapping[ItemKey, Item]:
        part = self._parts[unit.id][1]
        key = self._task.unit_class(part.unit_class).key
        if key not in self._items:
            checklist = lookup.checklist_of(self._desk, self._task, part)
            self._items[key] = lookup.items_by_key(checklist)
        return self._items[key]


def _participants(desk: Desk, task: Inspection) -> tuple[tuple[Unit, Assessment], ...]:
    return inspections.participants(desk, task)


def _known_lists(desk: Desk, task: Inspection) -> KnownLists:
    parts = inspections.participants(desk, task)
    return KnownLists(
        workspace=workspace_id(desk),
        lists=tuple(
            KnownList(
                inspection=task,
                checklist=desk.file.reader.checklist(one.edition),
                units=tuple(
                    unit for unit, part in parts if task.unit_class(part.unit_class).key == one.key
                ),
                items=None if task.items is None else frozenset(task.items),
            )
            for one in task.classes
        ),
    )


def _chosen(edited: Sequence[Field], emptied: Sequence[Field], clear: bool) -> frozenset[Field]:
    return frozenset((*edited, *emptied)) if clear else frozenset(edited)


def _with_self_claim(answer: Answer, claim: SelfClaim, clear: bool) -> Answer:
    chosen = _chosen(claim.edited, claim.emptied, clear)
    values: dict[Field, tuple[str, object, object]] = {
        Field.SELF_CONCLUSION: ("self_conclusion", claim.self_conclusion, None),
        Field.SELF_MARK: ("self_mark", claim.self_mark, None),
        Field.SELF_ACCOUNT: ("self_account", claim.self_account, ""),
        Field.SELF_NOTE: ("self_note", claim.self_note, ""),
    }
    changed = {
        name: (empty if column in claim.emptied else value)
        for column, (name, value, empty) in values.items()
        if column in chosen
    }
    return replace(answer, **changed) if changed else answer  # type: ignore[arg-type]


def _corrected(finding: Finding, claim: FindingClaim, clear: bool) -> Finding:
    chosen = _chosen(claim.edited, claim.emptied, clear)
    values = {
        Field.FACT: ("fact", claim.fact, ""),
        Field.PLACE: ("place", claim.place, ""),
        Field.SAMPLED_AT: ("sampled_at", claim.sampled_at, None),
    }
    changed = {
        name: (empty if column in claim.emptied else value)
        for column, (name, value, empty) in values.items()
        if column in chosen
    }
    corrected = replace(finding, **changed)  # type: ignore[arg-type]
    if Field.DEDUCTION in claim.edited:
        corrected = replace(corrected, points=claim.points)
    return corrected


def _new_finding(item: Item, answer: Answer, claim: FindingClaim, author: str) -> Finding:
    """Return a finding for a row that was added on the sheet, under the one rule that fits.

    A sheet has no column for the rule: where several rules cost as much, none is claimed.
    """
    costs = {
        rule.number: finding_points(item, rule, count=1, metrics=answer.metrics)
        for rule in item.rules
    }
    fitting = [number for number, one in costs.items() if one and claim.points % one == 0]
    rule = fitting[0] if len(fitting) == 1 else 0
    return Finding(
        id=FindingId(new_id()),
        rule=rule,
        count=claim.points // costs[rule] if rule else 1,
        points=claim.points,
        fact=claim.fact,
        place=claim.place,
        sampled_at=claim.sampled_at,
        inspector=author,
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


def _issue(code: str, path: Path, **parameters: str) -> Issue:
    return Issue(
        code=code, severity=Severity.ERROR, place=Place(file=path.name), parameters=parameters
    )
