"""The snapshot files beside a workspace: naming, taking, listing and keeping the ten latest."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from inspector.domain.errors import refused
from inspector.domain.issues import Place
from inspector.storage.engine import Access, Database, connect
from inspector.storage.key import Key

KEPT: Final = 10
"""How many snapshots of a workspace are kept."""
SNAPSHOT_ID: Final = 0x4947_5353
"""Application id of a snapshot, so that none is opened as if it were a workspace."""

_SUFFIX: Final = ".snapshot"
_STAMP: Final = "%Y%m%dT%H%M%S%fZ"
_NAME: Final = re.compile(r"(\d{8}T\d{12}Z)-(.*)\.snapshot")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One snapshot: every table but the files of evidence."""

    path: Path
    taken_at: datetime
    reason: str
    """A code: import, merge, migration, restore, daily."""
    size: int


def folder_of(workspace: Path) -> Path:
    """Return the folder in which a workspace's snapshots are."""
    return workspace.with_name(workspace.name + ".snapshots")


def list_snapshots(workspace: Path) -> tuple[Snapshot, ...]:
    """Return the snapshots of a workspace, the latest first."""
    found = []
    for path in folder_of(workspace).glob("*" + _SUFFIX):
        parts = _NAME.fullmatch(path.name)
        if parts is not None:
            taken_at = datetime.strptime(parts[1], _STAMP).replace(tzinfo=UTC)
            found.append(Snapshot(path, taken_at, parts[2], path.stat().st_size))
    return tuple(sorted(found, key=lambda one: one.path.name, reverse=True))


def take_of(workspace: Path, reason: str, key: Key | None = None) -> Snapshot:
    """Copy every table but the files of evidence beside the workspace; the ten latest are kept.

    The copy is read through a connection of its own, in this process or another, so that writing
    goes on meanwhile. It is encrypted with the workspace's own key, or not, as the workspace is.
    """
    taken_at = datetime.now(UTC)
    folder = folder_of(workspace)
    final = folder / f"{taken_at.strftime(_STAMP)}-{reason}{_SUFFIX}"
    partial = final.with_suffix(".part")
    try:
        folder.mkdir(exist_ok=True)
        with new_file(partial, key) as copy:
            copy.attach(workspace, "source")
            copy_tables(copy, leaving_out=frozenset({"blob"}))
            copy.run(f"PRAGMA application_id={SNAPSHOT_ID}")
        put_in_place(partial, final)
    except OSError as error:
        raise refused("storage.folder_not_writable", Place(file=str(final)), folder=folder) from (
            error
        )
    for old in list_snapshots(workspace)[KEPT:]:
        with suppress(OSError):
            old.path.unlink()
    return Snapshot(final, taken_at, reason, final.stat().st_size)


@contextmanager
def opened(snapshot: Path, key: Key | None = None) -> Iterator[Database]:
    """Open a snapshot for rewriting it."""
    database = connect(snapshot, Access.WRITE, key)
    try:
        database.run("PRAGMA secure_delete=ON")
        yield database
    finally:
        database.close()


@contextmanager
def new_file(path: Path, key: Key | None = None) -> Iterator[Database]:
    """Open a file that is being filled and is worth nothing until it is whole."""
    path.unlink(missing_ok=True)
    database = connect(path, Access.CREATE, key)
    try:
        database.run("PRAGMA journal_mode=OFF")
        database.run("PRAGMA synchronous=OFF")
        yield database
    finally:
        database.close()


def copy_tables(target: Database, leaving_out: frozenset[str] = frozenset()) -> None:
    """Copy the tables of the attached file `source`, as they stand at one moment."""
    with target.transaction():
        indexes = []
        for kind, name, statement in target.rows(
            "SELECT type, name, sql FROM source.sqlite_master WHERE tbl_name NOT LIKE 'sqlite_%'"
            " AND sql IS NOT NULL ORDER BY rowid"
        ):
            if kind == "index":
                indexes.append(statement)
            elif name not in leaving_out:
                target.run(statement)
                target.run(f'INSERT INTO main."{name}" SELECT * FROM source."{name}"')
        for statement in indexes:
            target.run(statement)
        version = target.value("PRAGMA source.user_version")
        target.run(f"PRAGMA main.user_version={version}")


def put_in_place(partial: Path, final: Path) -> None:
    """Give a whole file its name, once its bytes are on the disk."""
    with partial.open("rb+") as file:
        os.fsync(file.fileno())
    partial.replace(final)
