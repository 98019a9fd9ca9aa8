"""Tells from a file's first bytes whether it is a workspace that this version can open."""

import struct
from pathlib import Path
from typing import Final

from inspector.domain.errors import refused
from inspector.domain.issues import Place
from inspector.storage.engine import APPLICATION_ID, Database
from inspector.storage.key import PLAIN, is_encrypted
from inspector.storage.migrations.steps import LATEST

_HEADER: Final = struct.Struct(">16sH10xI36xI")
"""Magic, page size, pages in the file, application id (offsets 0, 16, 28 and 68)."""


def check(path: Path) -> None:
    """Refuse what is missing, no workspace, or shorter than it says it is.

    Of an encrypted file nothing can be told before it is open; see `check_unlocked`.
    """
    place = Place(file=str(path))
    if not path.is_file():
        raise refused("storage.not_workspace" if path.exists() else "storage.missing", place)
    try:
        with path.open("rb") as file:
            start = file.read(_HEADER.size)
        size = path.stat().st_size
    except OSError as error:
        raise refused("storage.unreadable", place) from error
    if len(start) < _HEADER.size:
        raise refused("storage.not_workspace", place)
    if is_encrypted(path):
        return
    magic, page_size, pages, application = _HEADER.unpack(start)
    if magic != PLAIN or application != APPLICATION_ID:
        raise refused("storage.not_workspace", place)
    logged = path.with_name(path.name + "-wal")
    if size < pages * (65536 if page_size == 1 else page_size) and not logged.exists():
        raise refused("storage.damaged", place)


def check_unlocked(database: Database) -> None:
    """Refuse an encrypted file that turns out, once open, to be no workspace."""
    if database.key is not None and database.value("PRAGMA application_id") != APPLICATION_ID:
        raise refused("storage.not_workspace", Place(file=str(database.path)))


def check_version(path: Path, version: int) -> None:
    """Refuse a file that a later version of the program has migrated."""
    if version > LATEST:
        raise refused("storage.newer_version", Place(file=str(path)))
