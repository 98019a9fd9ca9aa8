"""What happened: undo and redo, the history of an answer, proof of the file, copies of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inspector.domain.edits import RecordKind
from inspector.domain.errors import Refused, refused
from inspector.domain.ids import answer_key
from inspector.domain.inspection import Inspection
from inspector.domain.unit import Unit
from inspector.services import lookup
from inspector.services.desk import Desk
from inspector.storage import snapshots
from inspector.storage import undo as storage_undo
from inspector.storage import verify as storage_verify
from inspector.storage.entries import GroupEntry, HistoryEntry
from inspector.storage.undo import Undone
from inspector.storage.verify import Verification

_ANSWER_FIELDS: Final = ("self", "self_account", "self_note", "checked", "account", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One change of one field of an answer."""

    field: str
    entry: HistoryEntry


def undo(desk: Desk) -> Undone:
    """Take back this author's last action in this file; what others built on it is left."""
    if storage_undo.next_undo(desk.file, desk.author) is None:
        raise refused("history.nothing_to_undo", author=desk.author)
    return storage_undo.undo(desk.file, desk.author)


def redo(desk: Desk) -> Undone:
    """Do again what this author last took back."""
    if storage_undo.next_redo(desk.file, desk.author) is None:
        raise refused("history.nothing_to_redo", author=desk.author)
    return storage_undo.redo(desk.file, desk.author)


def actions(desk: Desk, limit: int) -> tuple[GroupEntry, ...]:
    """Return the latest actions, newest first."""
    return desk.file.reader.groups(limit)


def of_answer(desk: Desk, task: Inspection, unit: Unit, number: str) -> Sequence[FieldChange]:
    """Return every change of an answer in order of time."""
    part = lookup.assessment(desk, task, unit)
    item = lookup.item(lookup.checklist_of(desk, task, part), number)
    key = answer_key(task.id, unit.id, item.key)
    changes = [
        FieldChange(field=field, entry=entry)
        for field in _ANSWER_FIELDS
        for entry in desk.file.reader.history(RecordKind.ANSWER, key, field)
    ]
    return sorted(changes, key=lambda change: change.entry.edit.counter)


def verify(desk: Desk, head: str | None) -> Verification:
    """Prove that the journal is whole, and that a printed head was made from this file.

    Raises Refused with each problem found.
    """
    proof = storage_verify.verify(desk.file, head)
    if not proof.ok:
        raise Refused(*proof.problems)
    return proof


def backup(desk: Desk, target: Path) -> Path:
    """Copy the whole workspace, evidence included."""
    snapshots.backup(desk.file, target)
    return target


def snapshots_of(workspace: Path) -> Sequence[tuple[int, snapshots.Snapshot]]:
    """Return a workspace's snapshots with the numbers by which they are restored, newest first."""
    return list(enumerate(snapshots.list_snapshots(workspace), start=1))


def restore(workspace: Path, number: int) -> Path:
    """Bring a snapshot back; the file as it was becomes a snapshot itself."""
    known = dict(snapshots_of(workspace))
    if number not in known:
        raise refused("history.no_snapshot", number=number)
    snapshots.restore(workspace, known[number])
    return workspace
