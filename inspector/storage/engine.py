"""The one place where a connection to a workspace file is made, and the thin cover around it."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any, Final, TypeAlias
from urllib.parse import quote

from inspector.domain.errors import refused
from inspector.domain.issues import Place

Row: TypeAlias = tuple[Any, ...]
Parameters: TypeAlias = Sequence[Any]

APPLICATION_ID: Final = 0x4947_5350
"""Stands in the header of every workspace: IGSP, for inspection of government, SQLite pages."""

_CAUSES: Final[Mapping[int, str]] = {
    sqlite3.SQLITE_CORRUPT: "storage.damaged",
    sqlite3.SQLITE_NOTADB: "storage.damaged",
    sqlite3.SQLITE_FULL: "storage.disk_full",
    sqlite3.SQLITE_BUSY: "storage.busy",
    sqlite3.SQLITE_LOCKED: "storage.busy",
    sqlite3.SQLITE_READONLY: "storage.not_writable",
    sqlite3.SQLITE_PERM: "storage.not_writable",
    sqlite3.SQLITE_CANTOPEN: "storage.unreadable",
    sqlite3.SQLITE_IOERR: "storage.unreadable",
}
"""What the driver's error codes mean to a user; any other is an error of ours."""


class Access(Enum):
    """How a file is opened."""

    CREATE = "mode=rwc"
    WRITE = "mode=rw"
    READ = "mode=ro"
    IMMUTABLE = "mode=ro&immutable=1"
    """For media that cannot be written and for files merged from: no lock, no side files."""


def connect(path: Path, access: Access) -> "Database":
    """Open a connection to a file; the only function that knows the driver.

    Raises Refused when the file cannot be opened.
    """
    with _refusing(path):
        driver = sqlite3.connect(
            _address(path, access), uri=True, isolation_level=None, cached_statements=512
        )
    return Database(driver, path)


def _address(path: Path, access: Access) -> str:
    """Return a file's address for SQLite, shares of a network (//server/share) included."""
    plain = path.absolute().as_posix()
    start = "file://" if plain.startswith("/") else "file:///"
    return f"{start}{quote(plain, safe='/:')}?{access.value}"


def connect_in_memory() -> "Database":
    """Open a database that is gone when it is closed, for working something out."""
    return Database(sqlite3.connect(":memory:", isolation_level=None), Path())


class Database:
    """One connection: statements run at once, transactions are begun and ended by name."""

    def __init__(self, driver: sqlite3.Connection, path: Path) -> None:
        self._driver = driver
        self.path = path

    def set_up_writing(self) -> None:
        """Set what holds for the connection that writes: write-ahead log, full synchronising."""
        self.run("PRAGMA foreign_keys=ON")
        self.run("PRAGMA journal_mode=WAL")
        self.run("PRAGMA synchronous=FULL")
        self.run("PRAGMA cache_size=-16000")

    def rows(self, statement: str, parameters: Parameters = ()) -> list[Row]:
        """Run a query and return all its rows."""
        try:
            return self._driver.execute(statement, parameters).fetchall()
        except sqlite3.Error as error:
            refuse(error, self.path)
            raise

    def each(self, statement: str, parameters: Parameters = ()) -> Iterator[Row]:
        """Run a query and yield its rows as they are read."""
        try:
            yield from self._driver.execute(statement, parameters)
        except sqlite3.Error as error:
            refuse(error, self.path)
            raise

    def value(self, statement: str, parameters: Parameters = ()) -> Any:
        """Return the first column of the first row, or None without rows."""
        found = self.rows(statement, parameters)
        return found[0][0] if found else None

    def run(self, statement: str, parameters: Parameters = ()) -> int:
        """Run a statement and return how many rows it changed."""
        try:
            return self._driver.execute(statement, parameters).rowcount
        except sqlite3.Error as error:
            refuse(error, self.path)
            raise

    def run_many(self, statement: str, parameters: Iterable[Parameters]) -> None:
        """Run a statement once for each set of parameters."""
        try:
            self._driver.executemany(statement, parameters)
        except sqlite3.Error as error:
            refuse(error, self.path)
            raise

    def attach(self, path: Path, name: str) -> None:
        """Make another file's tables readable under a name, beside this one's."""
        self.run(f"ATTACH DATABASE ? AS {name}", (_address(path, Access.READ),))

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction has begun and not ended."""
        return self._driver.in_transaction

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit what happens within, or nothing of it."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        finally:
            if self.in_transaction:
                self.run("ROLLBACK")

    def close(self) -> None:
        """Close the connection."""
        self._driver.close()


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        refuse(error, path)
        raise


def refuse(error: sqlite3.Error, path: Path) -> None:
    """Raise the refusal that fits an error of the file or the disk; return for one of ours."""
    cause = _CAUSES.get(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF)
    if isinstance(error, sqlite3.OperationalError) and "decode" in str(error):
        cause = "storage.damaged"  # a text that is no UTF-8
    if cause is not None:
        raise refused(cause, Place(file=str(path))) from error
