"""The one place where a connection to a workspace file is made, and the thin cover around it."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from enum import Enum
from pathlib import Path
from typing import Any, Final, TypeAlias
from urllib.parse import quote

from sqlcipher3 import dbapi2 as sqlcipher

from inspector.domain.errors import Refused, refused
from inspector.domain.issues import Place
from inspector.storage.key import Key, key_for

Row: TypeAlias = tuple[Any, ...]
Parameters: TypeAlias = Sequence[Any]

APPLICATION_ID: Final = 0x4947_5350
"""Stands in the header of every workspace: IGSP, for inspection of government, SQLite pages."""

_CAUSES: Final[Mapping[int, str]] = {
    sqlcipher.SQLITE_CORRUPT: "storage.damaged",
    sqlcipher.SQLITE_NOTADB: "storage.damaged",
    sqlcipher.SQLITE_FULL: "storage.disk_full",
    sqlcipher.SQLITE_BUSY: "storage.busy",
    sqlcipher.SQLITE_LOCKED: "storage.busy",
    sqlcipher.SQLITE_READONLY: "storage.not_writable",
    sqlcipher.SQLITE_PERM: "storage.not_writable",
    sqlcipher.SQLITE_CANTOPEN: "storage.unreadable",
    sqlcipher.SQLITE_IOERR: "storage.unreadable",
}
"""What the driver's error codes mean to a user; any other is an error of ours."""

_PAGES_OF_LOG: Final = 4_000
"""Pages after which what was written is carried over into the file; with SQLite's own thousand
every seventieth finding waits 4 ms for it."""


class Access(Enum):
    """How a file is opened."""

    CREATE = "mode=rwc"
    WRITE = "mode=rw"
    READ = "mode=ro"
    IMMUTABLE = "mode=ro&immutable=1"
    """For media that cannot be written and for files merged from: no lock, no side files."""


def connect(path: Path, access: Access, key: Key | None = None) -> "Database":
    """Open a connection to a file; the only function that knows the driver.

    A key is left aside for a file that is there and not encrypted. Raises Refused when the file
    cannot be opened, when it needs a key, and when the key is not its own.
    """
    if access is not Access.CREATE or (path.exists() and path.stat().st_size > 0):
        key = key_for(path, key)
    with _refusing(path):
        driver = sqlcipher.connect(
            _address(path, access), uri=True, isolation_level=None, cached_statements=512
        )
        # The library reports each failed page on standard error, where only our sentences belong.
        driver.execute("PRAGMA cipher_log_level = NONE")
    database = Database(driver, path, key)
    if key is not None:
        database.unlock(key)
    return database


def _address(path: Path, access: Access) -> str:
    """Return a file's address for SQLite, shares of a network (//server/share) included."""
    plain = path.absolute().as_posix()
    start = "file://" if plain.startswith("/") else "file:///"
    return f"{start}{quote(plain, safe='/:')}?{access.value}"


def connect_in_memory() -> "Database":
    """Open a database that is gone when it is closed, for working something out."""
    return Database(sqlcipher.connect(":memory:", isolation_level=None), Path())


class Database:
    """One connection: statements run at once, transactions are begun and ended by name."""

    def __init__(self, driver: sqlcipher.Connection, path: Path, key: Key | None = None) -> None:
        self._driver = driver
        self.path = path
        self.key = key
        """The key, for as long as the connection is open; None where nothing is encrypted."""
        self._synced = 0
        """How many rows had been changed when `sync` last waited for the disk."""

    def unlock(self, key: Key) -> None:
        """Hand over the key and read a page with it, so that a wrong one is refused at once."""
        try:
            self._driver.execute(f'PRAGMA key = "{key.spelled}"')
            self._driver.execute("SELECT COUNT(*) FROM sqlite_master").fetchall()
        except sqlcipher.Error as error:
            self.close()
            if _code(error) == sqlcipher.SQLITE_NOTADB:
                raise refused("storage.password_wrong", Place(file=str(self.path))) from error
            refuse(error, self.path)
            raise

    def set_up_writing(self) -> None:
        """Set what holds for the connection that writes: write-ahead log, full synchronising."""
        self.run("PRAGMA foreign_keys=ON")
        self.run("PRAGMA journal_mode=WAL")
        self.run("PRAGMA synchronous=FULL")
        self.run(f"PRAGMA wal_autocheckpoint={_PAGES_OF_LOG}")
        self.run("PRAGMA cache_size=-16000")

    def sync_apart(self) -> None:
        """Let a transaction end before the disk has it; whoever asks for this calls `sync`.

        It is whole and in the log by then, so that the end of the program takes nothing of it;
        only of a failing power supply it is not safe yet.
        """
        self.run("PRAGMA synchronous=NORMAL")
        self._synced = self._driver.total_changes

    def sync(self) -> None:
        """Wait until the disk has all that was written. Raises Refused where it fails."""
        changed = self._driver.total_changes
        if changed == self._synced:
            return
        try:
            # Closing another handle of the log lets go of no lock: these lie in other files.
            with Path(f"{self.path}-wal").open("rb+") as log:
                os.fsync(log.fileno())
        except OSError as error:
            raise refused("storage.not_on_disk", Place(file=str(self.path))) from error
        self._synced = changed

    def rows(self, statement: str, parameters: Parameters = ()) -> list[Row]:
        """Run a query and return all its rows."""
        try:
            found: list[Row] = self._driver.execute(statement, parameters).fetchall()
            return found
        except sqlcipher.Error as error:
            refuse(error, self.path)
            raise

    def fill_blob(self, table: str, column: str, row: int, pieces: Iterable[bytes]) -> None:
        """Write into a value that has its size already, piece by piece."""
        try:
            with closing(self._driver.open_blob(table, column, row, False)) as value:
                for piece in pieces:
                    value.write(piece)
        except sqlcipher.Error as error:
            refuse(error, self.path)
            raise

    def each(self, statement: str, parameters: Parameters = ()) -> Iterator[Row]:
        """Run a query and yield its rows as they are read."""
        try:
            yield from self._driver.execute(statement, parameters)
        except sqlcipher.Error as error:
            refuse(error, self.path)
            raise

    def value(self, statement: str, parameters: Parameters = ()) -> Any:
        """Return the first column of the first row, or None without rows."""
        found = self.rows(statement, parameters)
        return found[0][0] if found else None

    def run(self, statement: str, parameters: Parameters = ()) -> int:
        """Run a statement and return how many rows it changed."""
        try:
            changed: int = self._driver.execute(statement, parameters).rowcount
            return changed
        except sqlcipher.Error as error:
            refuse(error, self.path)
            raise

    def run_many(self, statement: str, parameters: Iterable[Parameters]) -> None:
        """Run a statement once for each set of parameters."""
        try:
            self._driver.executemany(statement, parameters)
        except sqlcipher.Error as error:
            refuse(error, self.path)
            raise

    def attach(
        self, path: Path, name: str, key: Key | None = None, access: Access = Access.READ
    ) -> None:
        """Make another file's tables readable under a name, beside this one's.

        An encrypted one is read with the key given, otherwise with this file's own.
        """
        own = key_for(path, key or self.key)
        spelled = "" if own is None else own.spelled
        try:
            self.run(f"ATTACH DATABASE ? AS {name} KEY ?", (_address(path, access), spelled))
        except Refused as refusal:
            if own is not None and "storage.damaged" in {one.code for one in refusal.issues}:
                raise refused("storage.password_wrong", Place(file=str(path))) from refusal
            raise

    def rewrite(self) -> bool:
        """Write every page anew, so that nothing stands in a freed one, and empty the log.

        Returns False where another process that reads holds on to the old pages. The pages are
        gathered in a file, encrypted as this one is, since they may be gigabytes.
        """
        self.run("PRAGMA temp_store=FILE")
        try:
            self.run("VACUUM")
        finally:
            self.run("PRAGMA temp_store=DEFAULT")
        return not self.value("PRAGMA wal_checkpoint(TRUNCATE)")

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction has begun and not ended."""
        return bool(self._driver.in_transaction)

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
        """Close the connection and forget the key."""
        self._driver.close()
        self.key = None


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlcipher.Error as error:
        refuse(error, path)
        raise


def refuse(error: sqlcipher.Error, path: Path) -> None:
    """Raise the refusal that fits an error of the file or the disk; return for one of ours."""
    cause = _CAUSES.get(_code(error))
    if isinstance(error, sqlcipher.OperationalError) and "decode" in str(error):
        cause = "storage.damaged"  # a text that is no UTF-8
    if cause is not None:
        raise refused(cause, Place(file=str(path))) from error


def _code(error: sqlcipher.Error) -> int:
    """Return the library's primary result code."""
    code: int = getattr(error, "sqlite_errorcode", sqlcipher.SQLITE_ERROR)
    return code & 0xFF
