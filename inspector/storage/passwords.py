"""The password of a workspace: set, changed and removed by rewriting the file and its snapshots.

Every file is copied under the new key and held against the old one before the first is replaced.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from inspector.domain.errors import Refused, refused
from inspector.domain.issues import Place
from inspector.storage import file_check
from inspector.storage.before_merge import kept_before
from inspector.storage.engine import Access, Database, Row, connect
from inspector.storage.erasing import replace_and_erase
from inspector.storage.key import Key, Unlocking, is_encrypted, key_for, new_key
from inspector.storage.lock import WorkspaceLock
from inspector.storage.snapshot_files import copy_tables, list_snapshots, new_file

_PARTIAL: Final = ".rekeyed"
_FOREIGN: Final = frozenset({"storage.password_needed", "storage.password_wrong"})


def set_password(workspace: Path, password: str, unlocking: Unlocking = None) -> tuple[Path, ...]:
    """Encrypt a workspace and its snapshots with a password, in place of the one they have.

    Returns the files that were rewritten, the workspace first, then its snapshots and the file
    from before a merge; one of those that has another password stays as it is. Raises Refused,
    with nothing changed, when the workspace is open anywhere, `unlocking` does not open it, or the
    password is too short.
    """
    return _rewrite(workspace, key_for(workspace, unlocking), new_key(password))


def remove_password(workspace: Path, unlocking: Unlocking) -> tuple[Path, ...]:
    """Write a workspace and its snapshots anew without encryption; returns them as above.

    Raises Refused when the workspace is open anywhere, is not encrypted, or is not opened by what
    is given.
    """
    key = key_for(workspace, unlocking)
    if key is None:
        file_check.check(workspace)
        raise refused("storage.no_password", Place(file=str(workspace)))
    return _rewrite(workspace, key, None)


def opens(file: Path, password: str) -> bool:
    """Tell whether a password opens a file that is encrypted."""
    try:
        connect(file, Access.READ, key_for(file, password)).close()
    except Refused as refusal:
        if {one.code for one in refusal.issues} == {"storage.password_wrong"}:
            return False
        raise
    return True


def copy_under(source: Path, old: Key | None, target: Path, new: Key | None) -> None:
    """Copy a whole database file to one that is not there yet, under another key or none.

    Raises Refused (`storage.copy_differs`) when the copy is not what the file is.
    """
    with new_file(target, new) as copy:
        copy.attach(source, "source", key=old)
        copy_tables(copy)
        for pragma in ("application_id", "user_version"):
            value = copy.value(f"PRAGMA source.{pragma}")
            copy.run(f"PRAGMA main.{pragma}={value}")
        copy.run("DETACH DATABASE source")
    if _contents(target, new) != _contents(source, old):
        raise refused("storage.copy_differs", Place(file=str(source)))
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _rewrite(workspace: Path, old: Key | None, new: Key | None) -> tuple[Path, ...]:
    file_check.check(workspace)
    lock = WorkspaceLock(workspace)
    lock.acquire()
    snapshots = [one.path for one in list_snapshots(workspace)]
    beside = (path for path in (*snapshots, *kept_before(workspace)) if not _is_foreign(path, old))
    files = (workspace, *beside)
    copies = [path.with_name(path.name + _PARTIAL) for path in files]
    try:
        _fold(workspace, old)
        for path, copy in zip(files, copies, strict=True):
            copy_under(path, old, copy, new)
        for path, copy in zip(files, copies, strict=True):
            replace_and_erase(copy, path)
    except OSError as error:
        raise refused("storage.not_writable", Place(file=str(workspace))) from error
    finally:
        for copy in copies:
            with suppress(OSError):
                copy.unlink()
        lock.release()
    return files


def _is_foreign(path: Path, key: Key | None) -> bool:
    """Whether a file is encrypted with another key, as one is that a crash left behind."""
    if not is_encrypted(path):
        return False
    try:
        connect(path, Access.READ, key).close()
    except Refused as refusal:
        return {one.code for one in refusal.issues} <= _FOREIGN
    return False


def _fold(workspace: Path, key: Key | None) -> None:
    """Fold the write-ahead log into the file, so that the file is all there is."""
    database = connect(workspace, Access.WRITE, key)
    try:
        file_check.check_unlocked(database)
        database.run("PRAGMA journal_mode=DELETE")
    finally:
        database.close()


def _contents(path: Path, key: Key | None) -> list[Row]:
    """Return what tells a damaged or partial copy: the pages' state, the tables, their sizes."""
    database = connect(path, Access.READ, key)
    try:
        return [
            *database.rows("PRAGMA quick_check(1)"),
            *database.rows("PRAGMA application_id"),
            *database.rows("PRAGMA user_version"),
            *_sizes(database),
        ]
    finally:
        database.close()


def _sizes(database: Database) -> list[Row]:
    """Return each table and index with its definition, and how much a table holds."""
    found = []
    for kind, name, statement in database.rows(
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
    ):
        size: Row = ()
        if kind == "table":
            columns = [column for (_, column, *_) in database.rows(f'PRAGMA table_info("{name}")')]
            lengths = " + ".join(f'IFNULL(LENGTH("{column}"), 0)' for column in columns)
            (size,) = database.rows(f'SELECT COUNT(*), SUM({lengths}) FROM "{name}"')
        found.append((kind, name, statement, *size))
    return found
