"""Text that is being typed: kept beside the journal, so that a crash loses a second at most."""

from dataclasses import dataclass
from datetime import datetime

from inspector.domain.edits import RecordKind
from inspector.storage.journal import utc_now
from inspector.storage.moments import microseconds, moment
from inspector.storage.workspace_file import WorkspaceFile


@dataclass(frozen=True, slots=True)
class Typed:
    """What was being typed into a field when it was last written down."""

    kind: RecordKind
    key: str
    field: str
    text: str
    at: datetime


def write(workspace: WorkspaceFile, kind: RecordKind, key: str, field: str, text: str) -> None:
    """Write down what is being typed into a field."""
    workspace.writing_database.run(
        "INSERT OR REPLACE INTO recovery (kind, key, field, text, at) VALUES (?, ?, ?, ?, ?)",
        (kind.value, key, field, text, microseconds(utc_now())),
    )


def read(workspace: WorkspaceFile) -> tuple[Typed, ...]:
    """Return all texts that were being typed and became no edit, the latest first."""
    rows = workspace.database.rows(
        "SELECT kind, key, field, text, at FROM recovery ORDER BY at DESC"
    )
    return tuple(
        Typed(RecordKind(kind), key, field, text, moment(at)) for kind, key, field, text, at in rows
    )


def clear_all(workspace: WorkspaceFile) -> None:
    """Forget all texts that became no edit, to the last byte in the file."""
    workspace.writing_database.run("DELETE FROM recovery")
    workspace.writing_database.rewrite()


def clear(workspace: WorkspaceFile, kind: RecordKind, key: str, field: str) -> None:
    """Forget what was being typed, once it is an edit or was given up."""
    workspace.writing_database.run(
        "DELETE FROM recovery WHERE kind = ? AND key = ? AND field = ?", (kind.value, key, field)
    )
