"""The one place where a connection to a workspace file is made, and the thin cover around it."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any, Final, TypeAlias

from inspector.domain.errors import refused
from inspector.domain.issues import Place

Row: TypeAlias = tuple[Any, ...]
Parameters: TypeAlias = Sequence[Any]

APPLICATION_ID: Final = 0x4947_5350
"""Stands in the header of every workspace: IGSP, for inspection of government, SQLite pages."""

_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_FULL: Final = frozenset({sqlite3.SQLITE_FULL})
_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_READ_ONLY: Final = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM})


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
    address = f"{path.absolute().as_uri()}?{access.value}"
    try:
        driver = sqlite3.connect(address, uri=True, isolation_level=None, cached_statements=512)
    except sqlite3.Error as error:
        raise refusal(error, path) from error
    return Database(driver, path)


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
            raise refusal(error, self.path) from error

    def each(self, statement: str, parameters: Parameters = ()) -> Iterator[Row]:
        """Run a query and yield its rows as they are read."""
        try:
            yield from self._driver.execute(statement, parameters)
        except sqlite3.Error as error:
            raise refusal(error, self.path) from error

    def value(self, statement: str, parameters: Parameters = ()) -> Any:
        """Return the first column of the first row, or None without rows."""
        found = self.rows(statement, parameters)
        return found[0][0] if found else None

    def run(self, statement: str, parameters: Parameters = ()) -> int:
        """Run a statement and return how many rows it changed."""
        try:
            return self._driver.execute(statement, parameters).rowcount
        except sqlite3.Error as error:
            raise refusal(error, self.path) from error

    def run_many(self, statement: str, parameters: Iterable[Parameters]) -> None:
        """Run a statement once for each set of parameters."""
        try:
            self._driver.executemany(statement, parameters)
        except sqlite3.Error as error:
            raise refusal(error, self.path) from error

    def attach(self, path: Path, name: str) -> None:
        """Make another file's tables readable under a name, beside this one's."""
        self.run(f"ATTACH DATABASE ? AS {name}", (f"{path.absolute().as_uri()}?mode=ro",))

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


def refusal(error: sqlite3.Error, path: Path) -> Exception:
    """Return the refusal that fits a driver's error; an error of ours stays what it is."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    place = Place(file=str(path))
    if code in _DAMAGED:
        return refused("storage.damaged", place)
    if code in _FULL:
        return refused("storage.disk_full", place)
    if code in _BUSY:
        return refused("storage.busy", place)
    if code in _READ_ONLY:
        return refused("storage.not_writable", place)
    if isinstance(error, sqlite3.OperationalError) and "decode" in str(error):
        return refused("storage.damaged", place)  # a text that is no UTF-8
    if code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR}:
        return refused("storage.unreadable", place)
    return error
