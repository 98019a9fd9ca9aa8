"""Merging laptops into one workspace, taking that back, and joining units that are one."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from inspector.domain.answer import Answer
from inspector.domain.changes import Changes
from inspector.domain.edits import Action, Edit, RecordKind
from inspector.domain.errors import refused
from inspector.domain.finding import Finding
from inspector.domain.ids import FindingId, InspectionId, UnitId, new_id
from inspector.domain.inspection import Inspection, is_locked
from inspector.domain.likeness import alike
from inspector.domain.returns import Return
from inspector.domain.unit import Unit
from inspector.services import inspections
from inspector.services.desk import Desk, Unlocking
from inspector.storage import merging as storage_merging
from inspector.storage.mapping import edits_between
from inspector.storage.merging import Follow, Prepared
from inspector.storage.unit_of_work import UnitOfWork
from inspector.storage.uniting import Merged
from inspector.storage.workspace_file import WorkspaceFile

JOIN = "unit.join"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeReport:
    """What a merge brought, and what a person should look at now."""

    merged: Merged
    answers_in_all: int
    """Answers of all inspections together, as the workspace holds them now."""
    alike: tuple[tuple[Unit, Unit], ...]
    """Units of like name that may be one."""


def merge(
    workspace: Path,
    others: Sequence[Path],
    password: str | None = None,
    of_others: Mapping[Path, str] = MappingProxyType({}),
) -> MergeReport:
    """Take over all that other files hold, or nothing; the workspace must not be open.

    Files are opened with the workspace's password where none is given for them. Raises Refused,
    and changes nothing, when one of them cannot be merged.
    """
    merged = storage_merging.merge(workspace, others, password, of_others)
    with WorkspaceFile.open(workspace, read_only=True, unlocking=password) as file:
        return _reported(file, merged)


def _reported(file: WorkspaceFile, merged: Merged) -> MergeReport:
    return MergeReport(
        merged=merged,
        answers_in_all=sum(
            len(answers)
            for task in file.reader.inspections()
            for answers in file.reader.all_answers(task.id).values()
        ),
        alike=tuple(alike(file.reader.units())),
    )


# A union that is looked at before it counts ------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtToUnit:
    """What one person's work adds to one unit, None where it belongs to none."""

    unit: Unit | None
    author: str
    answers: int
    findings: int
    evidence: int
    conflicts: int
    """Fields of the unit on which people do not agree then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a workspace would become; `swap` in `carry_out` makes it so."""

    prepared: Prepared
    report: MergeReport
    units: tuple[BroughtToUnit, ...]
    """Units in official order, each with everybody who adds to it."""


def look_ahead(
    workspace: Path,
    others: Sequence[Path],
    unlocking: Unlocking = None,
    of_others: Mapping[Path, str] = MappingProxyType({}),
    follow: Follow = lambda _done, _total, _name: None,
) -> Outlook:
    """Unite a workspace, open or not, with other files on a copy, and say what that brings.

    Raises Refused, and changes nothing, when one of them cannot be merged.
    """
    prepared = storage_merging.prepare(workspace, others, unlocking, of_others, follow)
    try:
        with WorkspaceFile.open(prepared.copy, read_only=True, unlocking=unlocking) as file:
            return Outlook(
                prepared=prepared,
                report=_reported(file, prepared.merged),
                units=tuple(_by_unit(file, prepared)),
            )
    except BaseException:
        storage_merging.drop(workspace)
        raise


def carry_out(prepared: Prepared, unlocking: Unlocking = None) -> Merged:
    """Put a union in its workspace's place; the workspace must not be open.

    Raises Refused, and changes nothing, when somebody went on since it was made.
    """
    return storage_merging.swap(prepared, unlocking)


def call_off(workspace: Path) -> None:
    """Give up a union that waits beside a workspace."""
    storage_merging.drop(workspace)


def can_be_taken_back(desk: Desk) -> bool:
    """Whether the last thing that happened to a workspace was a merge whose file is kept."""
    head = desk.file.reader.chain_head().hex16
    return storage_merging.can_be_taken_back(desk.file.path, head)


def alike_units(desk: Desk) -> tuple[tuple[Unit, Unit], ...]:
    """Return the pairs of units of like name that may be one."""
    return tuple(alike(desk.file.reader.units()))


def _by_unit(file: WorkspaceFile, prepared: Prepared) -> Iterator[BroughtToUnit]:
    units = {unit.id: unit for unit in file.reader.units()}
    contested = Counter(_unit_of(file, kind, key) for kind, key in file.reader.contested())
    for one in prepared.brought:
        yield BroughtToUnit(
            unit=None if one.unit is None else units.get(one.unit),
            author=one.author,
            answers=one.answers,
            findings=one.findings,
            evidence=one.evidence,
            conflicts=0 if one.unit is None else contested[one.unit],
        )


def _unit_of(file: WorkspaceFile, kind: RecordKind, key: str) -> UnitId | None:
    """Return the unit that a record belongs to, None where it is of no unit."""
    if kind in (RecordKind.UNIT, RecordKind.RETURN, RecordKind.RETURN_CELL):
        return UnitId(key.partition("/")[0])
    if kind in (RecordKind.FINDING, RecordKind.RECTIFICATION):
        link = file.reader.history(RecordKind.FINDING, key, "*")
        after = link[0].after if link else None
        key = "/".join(map(str, after)) if isinstance(after, Sequence) else ""
    elif kind not in (RecordKind.ANSWER, RecordKind.ASSESSMENT):
        return None
    parts = key.split("/")
    return UnitId(parts[1]) if len(parts) > 1 else None


def take_back(workspace: Path, password: Unlocking = None) -> None:
    """Swap the file from before the last merge back in.

    Raises Refused when there was none or somebody has gone on since.
    """
    storage_merging.take_back(workspace, password)


# Units of like name ----------------------------------------------------------------------------


def join_units(desk: Desk, kept: Unit, other: Unit) -> Changes:
    """Make one unit of two as one action: what the other holds goes to the one that is kept.

    Where both hold a value and the values differ, the field is in conflict, to be settled.
    Raises Refused when the two are one entry, or an assessment of either is approved.
    """
    if kept.id == other.id:
        raise refused("merging.same_unit", unit=kept.label)
    tasks = desk.file.reader.inspections()
    for task in tasks:
        _require_unlocked(desk, task, kept, other)
    with desk.file.unit_of_work(desk.author) as work:
        for task in tasks:
            _move_part(desk, work, task, kept, other)
        _move_returns(desk, work, kept, other)
        names = (other.name, other.short_name, *other.aliases)
        known = {kept.name, kept.short_name, ""}
        aliases = dict.fromkeys((*kept.aliases, *(name for name in names if name not in known)))
        work.replace(kept, replace(kept, aliases=tuple(aliases)))
        work.remove(other)
        return work.commit(Action(verb=JOIN, parameters={"unit": kept.label, "other": other.label}))


def _require_unlocked(desk: Desk, task: Inspection, *units: Unit) -> None:
    for unit, part in inspections.participants(desk, task):
        if unit.id in {one.id for one in units} and is_locked(part.state):
            raise refused("answers.locked", unit=unit.label)


def _move_part(desk: Desk, work: UnitOfWork, task: Inspection, kept: Unit, other: Unit) -> None:
    """Move one unit's assessment with its answers and evidence to another unit."""
    parts = {part.unit: part for part in desk.file.reader.assessments(task.id)}
    moving = parts.get(other.id)
    if moving is None:
        return
    if kept.id not in parts:
        work.add(replace(moving, unit=kept.id))
    ours = desk.file.reader.answers(task.id, kept.id)
    theirs = desk.file.reader.answers(task.id, other.id)
    renamed: dict[FindingId, FindingId] = {}
    for key, answer in theirs.items():
        moved = _moved(answer, kept.id, renamed)
        known = ours.get(key)
        if known is None:
            work.add(moved)
        else:
            work.write(_beside(known, moved))
        work.remove(answer)
    _move_evidence(desk, work, task.id, kept, other, renamed)
    work.remove(moving)


def _moved(answer: Answer, unit: UnitId, renamed: dict[FindingId, FindingId]) -> Answer:
    """Return an answer as another unit's; its findings are records of their own."""
    findings: list[Finding] = []
    for finding in answer.findings:
        renamed[finding.id] = FindingId(new_id())
        findings.append(replace(finding, id=renamed[finding.id]))
    return replace(answer, unit=unit, findings=tuple(findings))


def _beside(known: Answer | Return, moved: Answer | Return) -> Iterator[Edit]:
    """Yield the edits that put one record's values beside those another one holds."""
    said = {(edit.kind, edit.key, edit.field) for edit in edits_between(None, known)}
    for edit in edits_between(None, moved):
        is_contested = (edit.kind, edit.key, edit.field) in said
        yield replace(edit, bases=()) if is_contested else edit


def _move_returns(desk: Desk, work: UnitOfWork, kept: Unit, other: Unit) -> None:
    ours = {one.year: one for one in desk.file.reader.returns(kept.id)}
    for one in desk.file.reader.returns(other.id):
        moved = replace(one, unit=kept.id)
        if one.year in ours:
            work.write(_beside(ours[one.year], moved))
        else:
            work.add(moved)
        work.remove(one)


def _move_evidence(
    desk: Desk,
    work: UnitOfWork,
    task: InspectionId,
    kept: Unit,
    other: Unit,
    renamed: Mapping[FindingId, FindingId],
) -> None:
    for piece in desk.file.reader.evidence(task, other.id):
        finding = None if piece.finding is None else renamed.get(piece.finding, piece.finding)
        work.replace(piece, replace(piece, unit=kept.id, finding=finding))
