"""One open workspace file: created, opened and locked, read, written to, and closed."""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from inspector import __version__
from inspector.domain.errors import Refused, refused
from inspector.domain.issues import Place
from inspector.storage import file_check
from inspector.storage.engine import Access, Database, connect
from inspector.storage.journal import Clock, Journal, utc_now
from inspector.storage.key import Key, Unlocking, key_for, new_key
from inspector.storage.lock import WorkspaceLock
from inspector.storage.migrations.steps import LATEST, migrate, version_of
from inspector.storage.reader import Reader
from inspector.storage.sessions import Sessions
from inspector.storage.snapshot_files import take_of
from inspector.storage.unit_of_work import UnitOfWork


class WorkspaceFile:
    """An open workspace; close it, or use it as a context manager."""

    def __init__(
        self, database: Database, lock: WorkspaceLock | None, clock: Clock = utc_now
    ) -> None:
        """Wrap an open connection; `create` and `open` are the doors."""
        self.database = database
        self._lock = lock
        self._copy: TemporaryDirectory[str] | None = None
        """Where the migrated copy of an older file lies while it is read."""
        self.journal = None if lock is None else Journal(database, __version__, clock)
        sessions = Sessions(database) if self.journal is None else self.journal.sessions
        self.reader = Reader(database, sessions)

    @classmethod
    def create(cls, path: Path, clock: Clock = utc_now, password: Unlocking = None) -> Self:
        """Make an empty workspace, encrypted when a password, or an open file's key, is given.

        Raises Refused when something is there already, the folder is missing or not writable, or
        the password too short.
        """
        place = Place(file=str(path))
        if path.exists():
            raise refused("storage.exists", place)
        if not path.parent.is_dir():
            raise refused("storage.no_folder", place, folder=path.absolute().parent)
        if not os.access(path.parent, os.W_OK):
            raise refused("storage.folder_not_writable", place, folder=path.absolute().parent)
        key = new_key(password) if isinstance(password, str) else password
        return cls._open_writing(path, Access.CREATE, clock, key)

    @classmethod
    def open(
        cls,
        path: Path,
        read_only: bool = False,
        clock: Clock = utc_now,
        unlocking: Unlocking = None,
    ) -> Self:
        """Open a workspace, migrating it where it is of an older version.

        Raises Refused when it is no workspace, damaged, of a newer version, encrypted and not
        opened by what was given, or, unless it is only to be read, not writable or open in
        another process (which is named).
        """
        file_check.check(path)
        key = key_for(path, unlocking)
        if read_only:
            database = connect(path, _reading_access(path), key)
            try:
                file_check.check_unlocked(database)
                version = version_of(database)
                file_check.check_version(path, version)
                if version == LATEST:
                    return cls(database, None)
            except BaseException:
                database.close()
                raise
            database.close()
            return cls._open_older(path, key)
        if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
            raise refused("storage.not_writable", Place(file=str(path)))
        return cls._open_writing(path, Access.WRITE, clock, key)

    @classmethod
    def _open_older(cls, path: Path, key: Key | None) -> Self:
        """Read a file of an older version: a copy of it is migrated, the file stays as it is."""
        folder = TemporaryDirectory(prefix="inspector-")
        try:
            copy = Path(folder.name) / path.name
            shutil.copyfile(path, copy)
            database = connect(copy, Access.WRITE, key)
            try:
                migrate(database)
                database.run("PRAGMA query_only=ON")
            except BaseException:
                database.close()
                raise
        except BaseException:
            folder.cleanup()
            raise
        database.path = path
        opened = cls(database, None)
        opened._copy = folder
        return opened

    @classmethod
    def _open_writing(cls, path: Path, access: Access, clock: Clock, key: Key | None) -> Self:
        lock = WorkspaceLock(path)
        lock.acquire()
        database = None
        try:
            database = connect(path, access, key)
            if access is Access.WRITE:
                file_check.check_unlocked(database)
            version = version_of(database)
            file_check.check_version(path, version)
            if 0 < version < LATEST:
                take_of(path, "migration", key)
            migrate(database)
            database.set_up_writing()
            return cls(database, lock, clock)
        except BaseException:
            if database is not None:
                database.close()
            if access is Access.CREATE:
                path.unlink(missing_ok=True)
            lock.release()
            raise

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self.database.path

    @property
    def read_only(self) -> bool:
        """Whether the file was opened only to be read."""
        return self.journal is None

    @property
    def writing_journal(self) -> Journal:
        """The journal, for appending. Raises Refused when the file is only read."""
        if self.journal is None:
            raise refused("storage.read_only", Place(file=str(self.path)))
        return self.journal

    @property
    def writing_database(self) -> Database:
        """The connection, for writing beside the journal. Raises Refused when only reading."""
        if self.read_only:
            raise refused("storage.read_only", Place(file=str(self.path)))
        return self.database

    def unit_of_work(self, author: str) -> UnitOfWork:
        """Return the door for changes in an author's name. Raises Refused when only reading."""
        return UnitOfWork(self.database, self.writing_journal, author)

    def close(self) -> None:
        """Close the file; what was written is folded in, so that one file remains."""
        if self._lock is not None:
            with suppress(Refused):  # a reader still has it open and will leave the log behind
                self.database.run("PRAGMA journal_mode=DELETE")
        self.database.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None
        if self._copy is not None:
            self._copy.cleanup()
            self._copy = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _reading_access(path: Path) -> Access:
    """Read past the write-ahead log where there can be none, on media that cannot be written."""
    if os.access(path.parent, os.W_OK):
        return Access.READ
    return Access.IMMUTABLE
