"""One open workspace file: created, opened and locked, read, written to, and closed."""

import os
import shutil
from contextlib import ExitStack, suppress
from functools import partial
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

    def __init__(self, database: Database, clock: Clock | None = None) -> None:
        """Wrap an open connection, to be written to if there is a clock."""
        self.database = database
        self._taken = ExitStack()
        """What opening took, given back by closing."""
        self.journal = None if clock is None else Journal(database, __version__, clock)
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
            with ExitStack() as taken:
                database = connect(path, _reading_access(path), key)
                taken.callback(database.close)
                file_check.check_unlocked(database)
                version = version_of(database)
                file_check.check_version(path, version)
                if version == LATEST:
                    return cls(database)._keeping(taken)
            return cls._open_older(path, key)
        if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
            raise refused("storage.not_writable", Place(file=str(path)))
        return cls._open_writing(path, Access.WRITE, clock, key)

    @classmethod
    def _open_older(cls, path: Path, key: Key | None) -> Self:
        """Read a file of an older version: a copy of it is migrated, the file stays as it is."""
        with ExitStack() as taken:
            folder = taken.enter_context(TemporaryDirectory(prefix="inspector-"))
            copy = Path(folder) / path.name
            shutil.copyfile(path, copy)
            database = connect(copy, Access.WRITE, key)
            taken.callback(database.close)
            migrate(database)
            database.run("PRAGMA query_only=ON")
            database.path = path
            return cls(database)._keeping(taken)

    @classmethod
    def _open_writing(cls, path: Path, access: Access, clock: Clock, key: Key | None) -> Self:
        with ExitStack() as taken:
            lock = WorkspaceLock(path)
            lock.acquire()
            taken.callback(lock.release)
            if access is Access.CREATE:
                taken.push(partial(_remove_failed, path))
            database = connect(path, access, key)
            taken.callback(database.close)
            if access is Access.WRITE:
                file_check.check_unlocked(database)
            version = version_of(database)
            file_check.check_version(path, version)
            if 0 < version < LATEST:
                take_of(path, "migration", key)
            migrate(database)
            database.set_up_writing()
            taken.callback(_fold_in, database)
            return cls(database, clock)._keeping(taken)

    def _keeping(self, taken: ExitStack) -> Self:
        """Take over what is to be given back, which until here a failure would have done."""
        self._taken = taken.pop_all()
        return self

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
        self._taken.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _remove_failed(path: Path, kind: type[BaseException] | None, *_error: object) -> None:
    """Leave no file behind that was not made whole."""
    if kind is not None:
        path.unlink(missing_ok=True)


def _fold_in(database: Database) -> None:
    with suppress(Refused):  # a reader still has it open and will leave the log behind
        database.run("PRAGMA journal_mode=DELETE")


def _reading_access(path: Path) -> Access:
    """Read past the write-ahead log where there can be none, on media that cannot be written."""
    if os.access(path.parent, os.W_OK):
        return Access.READ
    return Access.IMMUTABLE
