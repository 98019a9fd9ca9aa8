"""The sessions a file holds: their ids, local aliases, and the head each chain has reached."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from inspector.storage import chain
from inspector.storage.canonical import canonical, parse
from inspector.storage.engine import Database
from inspector.storage.entries import ChainHead
from inspector.storage.moments import moment


@dataclass(slots=True)
class Session:
    """One session as the file knows it; `number` and `chain` belong to its last group."""

    alias: int
    id: bytes
    number: int
    chain: bytes


class Sessions:
    """All sessions of a file, by alias and by id."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._by_alias: dict[int, bytes] = {}
        self._aliases: dict[bytes, int] = {}
        self.load()

    def load(self) -> None:
        """Read the sessions anew, after a rollback or a merge."""
        rows = self._database.rows("SELECT alias, id FROM session")
        self._by_alias = dict(rows)
        self._aliases = {identity: alias for alias, identity in rows}

    def id_of(self, alias: int) -> bytes:
        """Return the id of the session with this alias, opened meanwhile by a writer included."""
        if alias not in self._by_alias:
            self.load()
        return self._by_alias[alias]

    def alias_of(self, session: str) -> int | None:
        """Return the alias of a session named by its hex id, or None when the file has it not."""
        return self._aliases.get(bytes.fromhex(session))

    def open(self, program: str, author: str, at: int, seen: str | None = None) -> Session:
        """Add a session with a new random id, tied to the chains the file holds, or to others."""
        identity = secrets.token_bytes(16)
        alias = max(self._by_alias, default=0) + 1
        seen = seen_heads(self._database) if seen is None else seen
        self._database.run(
            "INSERT INTO session (alias, id, program, author, opened_at, seen)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (alias, identity, program, author, at, seen),
        )
        self._by_alias[alias] = identity
        self._aliases[identity] = alias
        return Session(alias, identity, 0, chain.start(identity, program, author, at, seen))


def seen_heads(database: Database) -> str:
    """Return the chain heads that a session begun now starts from, as its row holds them."""
    return canonical({one.id.hex(): [one.number, one.chain.hex()] for one in frontier(database)})


def last_groups(database: Database) -> list[Session]:
    """Return every session that made a group, with its last group's number and chain."""
    rows = database.rows(
        "SELECT s.alias, s.id, g.number, g.chain FROM session s JOIN edit_group g"
        " ON g.session = s.alias AND g.number ="
        " (SELECT MAX(number) FROM edit_group WHERE session = s.alias)"
    )
    return [Session(*row) for row in rows]


def frontier(database: Database) -> list[Session]:
    """Return the sessions whose last group no other session started from.

    Their chains hold all others: each session's first hash covers the heads it started from.
    """
    covered: dict[str, int] = {}
    for (seen,) in database.each("SELECT seen FROM session"):
        for identity, (number, _head) in parse(seen).items():
            covered[identity] = max(number, covered.get(identity, 0))
    found = [one for one in last_groups(database) if one.number > covered.get(one.id.hex(), 0)]
    return sorted(found, key=lambda one: one.id)


def head_of_file(database: Database) -> ChainHead:
    """Return the head over all chains of a file and the time of its last group."""
    reached = frontier(database)
    at = database.value("SELECT at FROM edit_group ORDER BY number DESC LIMIT 1")
    head = printed_head([(one.id, one.number, one.chain) for one in reached])
    return ChainHead(head, None if at is None else moment(at))


def printed_head(reached: Sequence[tuple[bytes, int, bytes]]) -> str:
    """Return 16 hex digits that stand for these chains: session, last group and chain of each.

    One chain stands for itself, so that every group that closed a file's only open chain can be
    found again by the head printed after it.
    """
    if not reached:
        return ""
    if len(reached) == 1:
        return reached[0][2].hex()[:16]
    joined = hashlib.sha256()
    for identity, number, head in sorted(reached):
        joined.update(identity + number.to_bytes(8, "big") + head)
    return joined.hexdigest()[:16]
