"""What happened: undo and redo, the history of an answer, proof of the file, copies of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from inspector import settings
from inspector.domain.answer import Answer
from inspector.domain.edits import RecordKind
from inspector.domain.errors import Refused, refused
from inspector.domain.ids import InspectionId, ItemKey, UnitId, answer_key
from inspector.domain.inspection import Inspection
from inspector.domain.unit import Unit
from inspector.services import answers, approval, lookup
from inspector.services.desk import Desk
from inspector.storage import snapshots
from inspector.storage import undo as storage_undo
from inspector.storage import verify as storage_verify
from inspector.storage.entries import GroupEntry, HistoryEntry
from inspector.storage.undo import Undone
from inspector.storage.verify import Verification

_ANSWER_FIELDS: Final = ("self", "self_account", "self_note", "checked", "account", "note")
_FINDING_FIELDS: Final = ("fact", "sampled_at", "fixed_on_spot", "status_reason")
"""Of a finding, what is not part of the answer's checked side itself."""
_NAMED_BY_TIME: Final = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One change of one field of an answer."""

    field: str
    entry: HistoryEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """An action that undo or redo would act on, and where it can be seen."""

    entry: GroupEntry
    inspection: InspectionId | None = None
    unit: UnitId | None = None
    item: ItemKey | None = None
    """The item, where the action touched one only."""


def pending(desk: Desk) -> tuple[Pending | None, Pending | None]:
    """Return what undo would take back and what redo would do again; nothing where only reading."""
    if desk.file.read_only:
        return None, None
    found = (
        storage_undo.next_undo(desk.file, desk.author),
        storage_undo.next_redo(desk.file, desk.author),
    )
    undone, redone = (None if entry is None else place_of(desk, entry) for entry in found)
    return undone, redone


def place_of(desk: Desk, entry: GroupEntry) -> Pending:
    """Return an action with the place to go to for seeing what it did."""
    keys: dict[RecordKind, list[list[str]]] = {}
    for kind, key in sorted(desk.file.reader.touched(entry)):
        keys.setdefault(kind, []).append(key.split("/"))
    answers_touched = keys.get(RecordKind.ANSWER, [])
    parts = [*answers_touched, *keys.get(RecordKind.ASSESSMENT, [])]
    if not parts:
        return Pending(entry=entry)
    task, unit, *_ = parts[0]
    items = {key[2] for key in answers_touched}
    return Pending(
        entry=entry,
        inspection=InspectionId(task),
        unit=UnitId(unit),
        item=ItemKey(items.pop()) if len(items) == 1 else None,
    )


def undo(desk: Desk) -> Undone:
    """Take back this author's last action in this file; what others built on it is left.

    Raises Refused where it touched an assessment that is approved.
    """
    group = storage_undo.next_undo(desk.file, desk.author)
    if group is None:
        raise refused("history.nothing_to_undo", author=desk.author)
    approval.require_unlocked_group(desk, group)
    return storage_undo.undo(desk.file, desk.author)


def redo(desk: Desk) -> Undone:
    """Do again what this author last took back; refused where that touched what is approved."""
    group = storage_undo.next_redo(desk.file, desk.author)
    if group is None:
        raise refused("history.nothing_to_redo", author=desk.author)
    approval.require_unlocked_group(desk, group)
    return storage_undo.redo(desk.file, desk.author)


def actions(desk: Desk, limit: int) -> tuple[GroupEntry, ...]:
    """Return the latest actions, newest first."""
    return desk.file.reader.groups(limit)


def of_answer(desk: Desk, task: Inspection, unit: Unit, number: str) -> Sequence[FieldChange]:
    """Return every change of an answer and its findings in order of time."""
    part = lookup.assessment(desk, task, unit)
    item = lookup.item(lookup.checklist_of(desk, task, part), number)
    changes = [
        FieldChange(field=field, entry=entry)
        for field in _ANSWER_FIELDS
        for entry in desk.file.reader.history(
            RecordKind.ANSWER, answer_key(task.id, unit.id, item.key), field
        )
    ]
    changes += _corrections(desk, answers.stored(desk, part, item))
    return sorted(changes, key=lambda change: change.entry.edit.counter)


def _corrections(desk: Desk, answer: Answer | None) -> Iterator[FieldChange]:
    """Yield what was changed of findings after they were recorded."""
    for finding in answer.findings if answer is not None else ():
        for field in _FINDING_FIELDS:
            for entry in desk.file.reader.history(RecordKind.FINDING, finding.id, field):
                if entry.before:
                    yield FieldChange(field=field, entry=entry)


def verify(desk: Desk, head: str | None) -> Verification:
    """Prove that the journal is whole, and that a printed head was made from this file.

    Raises Refused with each problem found.
    """
    proof = storage_verify.verify(desk.file, head)
    if not proof.ok:
        raise Refused(*proof.problems)
    return proof


def backup(desk: Desk, target: Path | None) -> Path:
    """Copy the whole workspace, evidence included, to a file or into a folder.

    Without a target the copy goes to the machine's backup folder or beside the workspace. Raises
    Refused when something of the name is there already.
    """
    path = desk.file.path
    if target is None:
        chosen = settings.load().backup_folder
        target = Path(chosen) if chosen else path.parent
    if target.is_dir():
        now = datetime.now().strftime(_NAMED_BY_TIME)
        target = target / f"{path.stem}-{now}{path.suffix}"
    return snapshots.backup(desk.file, target)


def snapshots_of(workspace: Path) -> Sequence[tuple[int, snapshots.Snapshot]]:
    """Return a workspace's snapshots with the numbers by which they are restored, newest first."""
    return list(enumerate(snapshots.list_snapshots(workspace), start=1))


def restore(workspace: Path, number: int, password: str | None = None) -> Path:
    """Bring a snapshot back; the file as it was becomes a snapshot itself."""
    known = dict(snapshots_of(workspace))
    if number not in known:
        raise refused("history.no_snapshot", number=number)
    snapshots.restore(workspace, known[number], password)
    return workspace
