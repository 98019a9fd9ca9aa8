"""Snapshots of an open workspace, going back to one, and whole copies of the file."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateTable

from inspector.domain.edits import BIRTH, Action, Edit, RecordKind
from inspector.domain.errors import Refused, refused
from inspector.domain.issues import Place
from inspector.storage import purge
from inspector.storage.canonical import parse
from inspector.storage.engine import APPLICATION_ID, Access, Row, connect
from inspector.storage.key import Key, Unlocking, has_salt_of, is_encrypted, key_for
from inspector.storage.lock import WorkspaceLock
from inspector.storage.rebuild import rebuild
from inspector.storage.rows import BLOB
from inspector.storage.snapshot_files import (
    Snapshot,
    copy_tables,
    list_snapshots,
    new_file,
    put_in_place,
    take_of,
)
from inspector.storage.workspace_file import WorkspaceFile

DUE: Final = timedelta(hours=12)
"""Age at which the last snapshot is old."""

_BEYOND_KEEPING: Final = frozenset({"storage.damaged", "storage.not_workspace"})
_PURGES: Final = (
    "SELECT r.key, e.after, g.author FROM record r JOIN edit e ON e.record = r.id AND e.field = 0"
    " JOIN edit_group g ON g.session = e.session AND g.number = e.group_number"
    " WHERE r.kind = 11 ORDER BY e.counter"
)


def take(workspace: WorkspaceFile, reason: str) -> Snapshot:
    """Copy every table but the files of evidence beside the workspace; the ten latest are kept."""
    return take_of(workspace.path, reason, workspace.database.key)


def take_when_due(workspace: WorkspaceFile, reason: str = "daily") -> Snapshot | None:
    """Take a snapshot when the last one is old, otherwise none."""
    known = list_snapshots(workspace.path)
    if known and datetime.now(UTC) - known[0].taken_at < DUE:
        return None
    return take(workspace, reason)


def backup(workspace: WorkspaceFile, target: Path) -> Path:
    """Copy the whole workspace, files of evidence included, to a file that is not there yet."""
    place = Place(file=str(target))
    if target.exists():
        raise refused("storage.exists", place)
    if not target.parent.is_dir():
        raise refused("storage.no_folder", place, folder=target.absolute().parent)
    partial = target.with_name(target.name + ".part")
    try:
        partial.unlink(missing_ok=True)
        workspace.database.run("VACUUM INTO ?", (str(partial),))
        put_in_place(partial, target)
    except OSError as error:
        raise refused("storage.not_writable", place) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return target


def restore(workspace: Path, snapshot: Snapshot, unlocking: Unlocking = None) -> Snapshot | None:
    """Go back to a snapshot, joined with the files of evidence the workspace holds now.

    What was purged since stays purged. The state left behind is kept as a snapshot, which is
    returned; a file too damaged for that is put aside under the ending .damaged and None is
    returned. Raises Refused when the workspace is open anywhere, and when what is given does not
    open the snapshot.
    """
    key = _key_of(workspace, snapshot.path, unlocking)
    lock = WorkspaceLock(workspace)
    lock.acquire()
    try:
        kept = _keep_present(workspace, snapshot.path, key)
        partial = workspace.with_name(workspace.name + ".part")
        purges = _join(snapshot.path, workspace if kept else None, partial, key)
        _purge_again(partial, purges, key)
        if kept is None and workspace.exists():
            workspace.replace(workspace.with_name(workspace.name + ".damaged"))
        for leftover in ("-wal", "-shm"):
            workspace.with_name(workspace.name + leftover).unlink(missing_ok=True)
        put_in_place(partial, workspace)
    finally:
        lock.release()
    return kept


def _key_of(workspace: Path, snapshot: Path, unlocking: Unlocking) -> Key | None:
    """Return the key of workspace and snapshot, proven on the snapshot."""
    key = key_for(workspace, unlocking) if is_encrypted(workspace) else None
    key = key or key_for(snapshot, unlocking)
    connect(snapshot, Access.READ, key).close()
    return key


def _keep_present(workspace: Path, snapshot: Path, key: Key | None) -> Snapshot | None:
    """Fold the log into the file and take a snapshot, as far as the file is still whole."""
    if not workspace.exists():
        return None
    try:
        database = connect(workspace, Access.WRITE, key)
        try:
            database.run("PRAGMA journal_mode=DELETE")
        finally:
            database.close()
        return take_of(workspace, "restore", key)
    except Refused as refusal:
        codes = {issue.code for issue in refusal.issues}
        if key is not None and has_salt_of(snapshot, key) and has_salt_of(workspace, key):
            codes.discard("storage.password_wrong")  # it opens the snapshot: the file is damaged
        if codes <= _BEYOND_KEEPING:
            return None
        raise


def _join(snapshot: Path, present: Path | None, target: Path, key: Key | None) -> list[Row]:
    """Make a workspace of a snapshot's tables and the present files; return the present purges."""
    purges: list[Row] = []
    with new_file(target, key) as joined:
        joined.attach(snapshot, "source")
        copy_tables(joined)
        joined.run("DETACH DATABASE source")
        joined.run(str(CreateTable(BLOB).compile(dialect=dialect())))
        if present is not None:
            joined.attach(present, "present")
            with joined.transaction():
                joined.run("INSERT INTO main.blob SELECT * FROM present.blob")
            joined.run("DETACH DATABASE present")
            purges = _purges_of(present, key)
        joined.run(f"PRAGMA application_id={APPLICATION_ID}")
    return purges


def _purges_of(path: Path, key: Key | None) -> list[Row]:
    database = connect(path, Access.READ, key)
    try:
        return database.rows(_PURGES)
    finally:
        database.close()


def _purge_again(path: Path, purges: list[Row], key: Key | None) -> None:
    """Purge anew what was purged after the snapshot, in the name of who did it."""
    with WorkspaceFile.open(path, unlocking=key) as restored:
        database = restored.database
        known = {row[0] for row in database.rows(_PURGES)}
        missing = [row for row in purges if row[0] not in known]
        for digest, after, author in missing:
            with restored.unit_of_work(author) as work:
                purged = parse(after)
                work.write([Edit(kind=RecordKind.PURGE, key=digest, field=BIRTH, after=purged)])
                purge.blank_files(database)
                purge.blank_texts(database, frozenset({bytes.fromhex(digest)}))
                work.commit(Action(verb=purge.VERB, parameters={"reason": purged["reason"]}))
        database.run("DELETE FROM recovery")  # what was being typed then is long done with
        if missing:
            rebuild(restored)
            database.run("VACUUM")


__all__ = [
    "Snapshot",
    "backup",
    "list_snapshots",
    "restore",
    "take",
    "take_of",
    "take_when_due",
]
