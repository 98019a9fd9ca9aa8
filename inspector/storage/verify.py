"""Proof of a file: every chain is computed anew, and rows and files are held against it."""

import hashlib
import struct
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any, Final

import msgspec

from inspector.domain.errors import Refused
from inspector.domain.issues import Issue, Severity
from inspector.storage import chain, restating
from inspector.storage.canonical import digest_of, parse
from inspector.storage.engine import Database, Row, connect_in_memory
from inspector.storage.migrations.steps import LATEST, migrate, version_of
from inspector.storage.moments import moment
from inspector.storage.rebuild import rebuild_tables
from inspector.storage.rows import BLOB, TableClass, tables
from inspector.storage.sessions import head_of_file, printed_head
from inspector.storage.spelling import read_bases, spell_bases
from inspector.storage.workspace_file import WorkspaceFile

_SESSIONS: Final = "SELECT alias, id, program, author, opened_at, seen FROM session ORDER BY alias"
_GROUPS: Final = (
    "SELECT number, verb, parameters, digest, author, at, undoes_session, undoes_number, edits,"
    " chain FROM edit_group WHERE session = ? ORDER BY number"
)
_EDITS: Final = (
    "SELECT e.counter, r.kind, r.key, e.field, e.after, e.digest, e.bases, e.group_number"
    " FROM edit e JOIN record r ON r.id = e.record"
    " WHERE e.session = ? AND e.counter > ? AND e.counter <= ? ORDER BY e.counter"
)
_MALFORMED: Final = (KeyError, ValueError, TypeError, AttributeError, OverflowError, struct.error)
"""What working with columns raises that hold what no program of ours wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What verifying found."""

    ok: bool
    problems: tuple[Issue, ...]
    sessions: int
    edits: int
    head: str
    """The head of the file as papers print it; empty when the journal does not hold."""
    printed_at: datetime | None = None
    """When the file stood at the head that was asked for; None when it never did."""


def verify(workspace: WorkspaceFile, head: str | None = None) -> Verification:
    """Compute every chain anew, and hold values, files of evidence and rows against the journal.

    `head` is one printed on a paper (16 hex digits): the file must have stood at it once.
    """
    database = workspace.database
    problems: list[Issue] = []
    sessions = edits = 0
    reached, printed_at = "", None
    try:
        problems.extend(_Proof(database).problems())
        sessions = database.value("SELECT COUNT(*) FROM session")
        edits = database.value("SELECT COUNT(*) FROM edit")
        if not problems:
            reached = head_of_file(database).hex16
            if head is not None:
                printed_at = _moment_of(database, head.strip().lower())
                if printed_at is None:
                    problems.append(_problem("storage.verify_head", head=head))
    except Refused as refusal:
        problems.extend(refusal.issues)
    return Verification(
        ok=not problems,
        problems=tuple(problems),
        sessions=sessions,
        edits=edits,
        head=reached,
        printed_at=printed_at,
    )


def _problem(code: str, **parameters: object) -> Issue:
    texts = {name: str(value) for name, value in parameters.items()}
    return Issue(code=code, severity=Severity.ERROR, parameters=texts)


def journal_problems(database: Database) -> tuple[Issue, ...]:
    """Return what does not hold in a file's pages and chains; rows and files are left aside."""
    proof = _Proof(database)
    return (*proof.of_pages(), *proof.of_journal())


def session_problems(database: Database, aliases: Collection[int]) -> tuple[Issue, ...]:
    """Return what does not hold in the chains of some sessions."""
    return tuple(_Proof(database).of_journal(aliases))


class _Proof:
    """One pass over a file's journal."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ids: dict[int, bytes] = {}
        self._purged: set[bytes] = set()

    def problems(self) -> list[Issue]:
        """Return what does not hold; rows are looked at only when the journal holds."""
        found = [*self.of_pages()] or [*self.of_journal(), *self._of_blobs()]
        return found or list(_row_problems(self._database))

    def of_pages(self) -> Iterator[Issue]:
        """Yield a problem when the file's pages do not fit together."""
        if self._database.value("PRAGMA quick_check(1)") != "ok":
            yield _problem("storage.verify_pages")

    def of_journal(self, only: Collection[int] | None = None) -> Iterator[Issue]:
        """Yield what does not hold in the chains of all sessions, or of some."""
        sessions = self._database.rows(_SESSIONS)
        self._ids = {row[0]: row[1] for row in sessions}
        self._purged = {
            bytes.fromhex(digest)
            for (digest,) in self._database.rows(
                "SELECT r.key FROM record r WHERE r.kind = 11 AND LENGTH(r.key) = 64"
            )
        }
        for row in sessions:
            if only is None or row[0] in only:
                yield from self._of_session(row)
        yield from self._strays()

    # Chains ----------------------------------------------------------------------------------

    def _of_session(self, row: Row) -> Iterator[Issue]:
        alias, identity, program, author, opened_at, seen = row
        try:
            head = chain.start(identity, program, author, opened_at, seen)
        except _MALFORMED:
            yield _problem("storage.verify_session", author=author)
            return
        edits = 0
        for group in self._database.rows(_GROUPS, (alias,)):
            number, stored = group[0], group[-1]
            if self._chain_of(alias, group, head) != stored:
                at = _as_text(group[5])
                yield _problem("storage.verify_chain", number=number, author=group[4], at=at)
                return
            head = stored
            edits += group[8]
        if edits != self._count_of(alias):
            yield _problem("storage.verify_session", author=author)
        yield from self._of_seen(alias, seen, author)

    def _count_of(self, alias: int) -> int:
        count: int = self._database.value("SELECT COUNT(*) FROM edit WHERE session = ?", (alias,))
        return count

    def _chain_of(self, alias: int, group: Row, head: bytes) -> bytes | None:
        """Return what the chain should be after a group, None when its columns make no sense."""
        number, verb, parameters, digest, author, at, undone, undone_number, edits, _ = group
        if (undone is None) != (undone_number is None):
            return None
        try:
            computed = chain.GroupChain(head)
            rows = self._database.rows(_EDITS, (alias, number, number + edits))
            if len(rows) != edits:
                return None
            for row in rows:
                self._add(computed, alias, number, row)
            return computed.finish(
                number=number,
                at=at,
                edits=edits,
                verb=verb,
                author=author,
                parameters=self._digest(parameters, digest),
                undoes=None if undone is None else (self._ids[undone], undone_number),
            )
        except _MALFORMED:
            return None

    def _add(self, computed: chain.GroupChain, alias: int, number: int, row: Row) -> None:
        counter, kind, key, field, after, digest, bases, group_number = row
        outside: list[chain.Base] = []
        if group_number != number:
            raise ValueError("written by no program of ours")
        if bases != "":
            named = read_bases(bases, alias)
            if spell_bases(named, alias) != bases:
                raise ValueError("written by no program of ours")
            outside = [(self._ids[session], base) for session, base in named]
        computed.add(counter, kind, field, key.encode(), self._digest(after, digest), outside)

    def _digest(self, text: str | None, purged: bytes | None) -> bytes:
        """Return the digest of a value, or of the purged value that stood there."""
        if text is not None and purged is None:
            return digest_of(text)
        if text is None and purged in self._purged and purged is not None:
            return purged
        raise ValueError("neither a value nor a purged one")

    def _of_seen(self, alias: int, seen: str, author: str) -> Iterator[Issue]:
        """Yield a problem when the groups that a session started from are no longer there.

        Those that a package started from need not be there, but are the same where they are.
        """
        try:
            wanted = parse(seen).items()
        except (msgspec.DecodeError, *_MALFORMED):
            yield _problem("storage.verify_session", author=author)
            return
        for identity, (number, head) in wanted:
            found = self._database.value(
                "SELECT g.chain FROM edit_group g JOIN session s ON s.alias = g.session"
                " WHERE s.id = ? AND g.number = ?",
                (bytes.fromhex(identity), number),
            )
            is_elsewhere = found is None and self._begins_package(alias)
            if not is_elsewhere and (found is None or found.hex() != head):
                yield _problem("storage.verify_cut", author=author)

    def _begins_package(self, alias: int) -> bool:
        verb = self._database.value(
            "SELECT verb FROM edit_group WHERE session = ? ORDER BY number LIMIT 1", (alias,)
        )
        return bool(verb == restating.VERB)

    def _strays(self) -> Iterator[Issue]:
        """Yield a problem for groups and edits that belong to no session or no record."""
        known = "(SELECT alias FROM session)"
        strays = self._database.value(
            f"SELECT (SELECT COUNT(*) FROM edit_group WHERE session NOT IN {known})"
            f" + (SELECT COUNT(*) FROM edit WHERE session NOT IN {known})"
        )
        if strays:
            yield _problem("storage.verify_stray", count=strays)

    # Files of evidence -----------------------------------------------------------------------

    def _of_blobs(self) -> Iterator[Issue]:
        for identity, size in self._database.rows("SELECT id, size FROM blob ORDER BY id"):
            content = self._database.value("SELECT content FROM blob WHERE id = ?", (identity,))
            if content is None:
                holds = _is_hex(identity) and bytes.fromhex(identity) in self._purged
            else:
                holds = (
                    isinstance(content, bytes)
                    and len(content) == size
                    and hashlib.sha256(content).hexdigest() == identity
                )
            if not holds:
                yield _problem("storage.verify_blob", digest=str(identity)[:16])


def _is_hex(text: Any) -> bool:
    return isinstance(text, str) and len(text) == 64 and not text.strip("0123456789abcdef")


def _as_text(at: Any) -> str:
    """Return a moment of the journal as text; what is none stands as it is."""
    try:
        return moment(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except _MALFORMED:
        return str(at)


# Rows ----------------------------------------------------------------------------------------


def _row_problems(database: Database) -> Iterator[Issue]:
    """Yield a problem for each derived table that is not what the journal makes it."""
    if version_of(database) < LATEST:
        return  # Only read, the file keeps the tables of its time; its journal is what counts.
    fresh = connect_in_memory()
    try:
        migrate(fresh)
        for table in tables(TableClass.JOURNALLED):
            if table is not BLOB:
                _copy(database, fresh, table.name, len(table.columns))
        rebuild_tables(fresh)
        for table in tables(TableClass.DERIVED):
            if not _are_equal(database, fresh, table.name, _ordering(table)):
                yield _problem("storage.verify_rows", table=table.name)
    finally:
        fresh.close()


def _copy(source: Database, target: Database, name: str, columns: int) -> None:
    marks = ", ".join("?" * columns)
    target.run_many(f"INSERT INTO {name} VALUES ({marks})", source.each(f"SELECT * FROM {name}"))


def _ordering(table: Any) -> str:
    return ", ".join(f'"{column.name}"' for column in table.primary_key)


def _are_equal(one: Database, other: Database, name: str, ordering: str) -> bool:
    query = f"SELECT * FROM {name} ORDER BY {ordering}"
    return all(a == b for a, b in zip_longest(one.each(query), other.each(query)))


# Printed heads -------------------------------------------------------------------------------


def _moment_of(database: Database, head: str) -> datetime | None:
    """Return when the file stood at a printed head, or None when it never did.

    A head is the chain after one group, or it stands for several chains: those the file holds
    now, or those that a later session started from.
    """
    at = database.value(
        "SELECT MAX(at) FROM edit_group WHERE SUBSTR(LOWER(HEX(chain)), 1, 16) = ?", (head,)
    )
    if at is not None:
        return moment(at)
    now = head_of_file(database)
    if now.hex16 == head:
        return now.at
    for seen, opened_at in database.rows("SELECT seen, opened_at FROM session"):
        reached = [
            (bytes.fromhex(identity), number, bytes.fromhex(chain_head))
            for identity, (number, chain_head) in parse(seen).items()
        ]
        if printed_head(reached) == head:
            return moment(opened_at)
    return None
