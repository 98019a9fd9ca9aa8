"""The journal: appends edits with their counters, bases and chain, and keeps heads and rows."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from itertools import islice
from typing import TypeAlias

from inspector.domain.edits import Action, Edit, RecordKind
from inspector.storage.batch import Batch, Group, Ledger
from inspector.storage.canonical import canonical, digest_of
from inspector.storage.chain import Base, GroupChain
from inspector.storage.engine import Database
from inspector.storage.field_reader import FieldReader
from inspector.storage.heads import LocalId
from inspector.storage.memory import no_collection
from inspector.storage.moments import microseconds
from inspector.storage.restating import restating_groups
from inspector.storage.sessions import Session, Sessions

Clock: TypeAlias = Callable[[], datetime]
Touched: TypeAlias = frozenset[tuple[RecordKind, str]]

BATCH = 3_000
"""Edits that go through the tables together; more gain nothing and take memory."""


def utc_now() -> datetime:
    """Return the time now, in UTC."""
    return datetime.now(UTC)


class Journal:
    """The journal of an open workspace, written by one group at a time."""

    def __init__(self, database: Database, program: str, clock: Clock = utc_now) -> None:
        self._database = database
        self._program = program
        self._clock = clock
        self.sessions = Sessions(database)
        self.fields = FieldReader(database, self.sessions)
        self._session: Session | None = None
        self._group: Group | None = None
        self._load()

    def _load(self) -> None:
        """Read where the file's counters stand."""
        database = self._database
        counters = database.rows(
            "SELECT MAX((SELECT COALESCE(MAX(counter), 0) FROM edit WHERE session = alias),"
            " (SELECT COALESCE(MAX(number), 0) FROM edit_group WHERE session = alias)) FROM session"
        )
        self._ledger = Ledger(
            database=database,
            sessions=self.sessions,
            fields=self.fields,
            counter=max((row[0] for row in counters), default=0),
            last_record=database.value("SELECT MAX(id) FROM record") or 0,
            purged={
                bytes.fromhex(digest)
                for (digest,) in database.rows("SELECT digest FROM purged WHERE what = 'text'")
            },
            holds_packages=bool(restating_groups(database)),
        )

    # One group -----------------------------------------------------------------------------

    def begin(self, author: str) -> None:
        """Begin a group; the session is opened by the first one."""
        at = microseconds(self._clock())
        if self._session is None:
            self._session = self.sessions.open(self._program, author, at)
        session = self._session
        self._ledger.counter += 1
        number = self._ledger.counter
        self._group = Group(session, number, at, author, GroupChain(session.chain))
        self._database.run(
            "INSERT INTO edit_group (session, number, author, at, chain) VALUES (?, ?, ?, ?, x'')",
            (session.alias, number, author, at),
        )

    def begin_package(self, author: str, seen: str, counter: int) -> None:
        """Begin the group a package starts with, in a session that goes on from another file.

        `seen` and `counter` are that file's chain heads and Lamport clock. The group's edits name
        edits of that file, which this one does not hold.
        """
        self._ledger.counter = max(self._ledger.counter, counter)
        at = microseconds(self._clock())
        self._session = self.sessions.open(self._program, author, at, seen)
        self.begin(author)
        self._open_group().restates = True

    @property
    def counter(self) -> int:
        """The file's Lamport clock."""
        return self._ledger.counter

    @property
    def has_begun(self) -> bool:
        """Whether a group is being written."""
        return self._group is not None

    def append(self, edits: Iterable[Edit], reviving: bool = True) -> None:
        """Append edits to the group, in batches, and bring heads and rows up to date.

        A removed record whose key follows from others comes back with an edit of one of its
        fields, unless not `reviving`: undo brings back only what it names.
        """
        waiting = iter(edits)
        while batch := list(islice(waiting, BATCH)):
            with no_collection():
                Batch(self._ledger, self._open_group(), reviving).write(batch)

    def end(self, action: Action, undoes: LocalId | None = None) -> tuple[int, Touched]:
        """Close the group with what was done, and return its number and what it touched."""
        group = self._open_group()
        parameters = canonical(dict(action.parameters))
        undone: Base | None = None
        if undoes is not None:
            undone = (self.sessions.id_of(undoes[0]), undoes[1])
        head = group.chain.finish(
            number=group.number,
            at=group.at,
            edits=group.edits,
            verb=action.verb,
            author=group.author,
            parameters=digest_of(parameters),
            undoes=undone,
        )
        self._database.run(
            "UPDATE edit_group SET verb=?, parameters=?, undoes_session=?, undoes_number=?,"
            " edits=?, chain=? WHERE session=? AND number=?",
            (
                action.verb,
                parameters,
                *(undoes or (None, None)),
                group.edits,
                head,
                group.session.alias,
                group.number,
            ),
        )
        group.head = head
        return group.number, frozenset(group.touched)

    def confirm(self) -> None:
        """Take the closed group as the head of its chain, once its transaction is committed."""
        group, self._group = self._group, None
        if group is not None:
            group.session.number, group.session.chain = group.number, group.head

    def abandon(self) -> None:
        """Forget a group whose transaction was rolled back; without one there is nothing to do."""
        begun, self._group = self._group, None
        if begun is None:
            return
        self.sessions.load()
        if self.sessions.alias_of(begun.session.id.hex()) is None:
            self._session = None
        self._load()

    def _open_group(self) -> Group:
        if self._group is None:
            raise RuntimeError("no group was begun")
        return self._group

    def note_purged(self, digests: Iterable[bytes]) -> None:
        """Remember digests of values that are never taken in again."""
        self._ledger.purged.update(digests)
