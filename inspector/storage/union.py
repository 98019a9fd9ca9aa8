"""The union of two journals: what an attached file holds and this one does not is taken over.

Only numbers that are local to a file are told anew: aliases of sessions and numbers of records.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from inspector.domain.errors import Refused, refused
from inspector.domain.issues import Place
from inspector.storage.derivation import TOUCHED
from inspector.storage.engine import Database, Row
from inspector.storage.spelling import read_bases, spell_bases

OTHER: Final = "other"
"""The name under which the file that is taken from is attached."""

_BATCH: Final = 5000
_LAST_GROUPS: Final = (
    "SELECT s.alias, s.id, g.number, g.chain, g.edits FROM {file}.session s"
    " LEFT JOIN {file}.edit_group g ON g.session = s.alias AND g.number ="
    " (SELECT MAX(number) FROM {file}.edit_group WHERE session = s.alias)"
)
_TAKEN_EDITS: Final = (
    f" FROM temp.taken m CROSS JOIN {OTHER}.edit e ON e.session = m.theirs AND e.counter > m.after"
)
_TABLES: Final = (
    "CREATE TEMP TABLE taken (theirs INTEGER PRIMARY KEY, ours INTEGER, known INTEGER,"
    " after INTEGER)",
    "CREATE TEMP TABLE alias (theirs INTEGER PRIMARY KEY, ours INTEGER)",
    "CREATE TEMP TABLE numbered (theirs INTEGER PRIMARY KEY, ours INTEGER)",
    f"CREATE TEMP TABLE IF NOT EXISTS {TOUCHED} (record INTEGER, field INTEGER,"
    " PRIMARY KEY (record, field)) WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was new in another file."""

    sessions: frozenset[int] = frozenset()
    """Our aliases of the sessions whose groups were taken."""
    groups: int = 0
    edits: int = 0
    files: int = 0


@dataclass(frozen=True, slots=True)
class _Reached:
    """How far a file holds a session; `number` is 0 where it holds no group of it."""

    alias: int
    number: int
    chain: bytes
    counter: int


def take(database: Database, place: Place, tick: Callable[[], None] | None = None) -> Taken:
    """Take over what the attached file holds and this one does not; rows are not derived yet.

    The fields whose edits grew stand in the temporary table `touched`. The caller holds the
    transaction and has verified the other file's chains. Raises Refused when the two files hold
    one session with different groups, or a file of evidence does not have its digest. `tick` is
    called after each file of evidence and may raise to call it off.
    """
    for statement in _TABLES:
        database.run(statement)
    sessions = _sessions(database, place)
    groups = _groups(database)
    edits = _edits(database) if groups else 0
    files = _files(database, place, tick)
    for table in ("taken", "alias", "numbered"):
        database.run(f"DROP TABLE temp.{table}")
    return Taken(sessions=sessions, groups=groups, edits=edits, files=files)


# Sessions ----------------------------------------------------------------------------------------


def _sessions(database: Database, place: Place) -> frozenset[int]:
    """Add the sessions that are new, and note from which group on each is taken."""
    ours, theirs = _reached(database, "main"), _reached(database, OTHER)
    following = max((one.alias for one in ours.values()), default=0) + 1
    grown = []
    for identity, their in theirs.items():
        our = ours.get(identity)
        if our is None:
            our = _Reached(following, 0, b"", 0)
            following += 1
            _add_session(database, our.alias, their)
        elif our.number == 0 < their.number:
            database.run("DELETE FROM main.session WHERE alias = ?", (our.alias,))
            _add_session(database, our.alias, their)
        else:
            _require_same_past(database, our, their, place)
        database.run("INSERT INTO temp.alias VALUES (?, ?)", (their.alias, our.alias))
        if their.number > our.number:
            grown.append((their.alias, our.alias, our.number, our.counter))
    database.run_many("INSERT INTO temp.taken VALUES (?, ?, ?, ?)", grown)
    database.run(
        "INSERT OR IGNORE INTO main.merged_session SELECT ours FROM temp.taken WHERE known = 0"
    )
    return frozenset(alias for _, alias, _, _ in grown)


def _reached(database: Database, file: str) -> dict[bytes, _Reached]:
    return {
        identity: _Reached(alias, number or 0, chain or b"", (number or 0) + (edits or 0))
        for alias, identity, number, chain, edits in database.rows(_LAST_GROUPS.format(file=file))
    }


def _add_session(database: Database, alias: int, their: _Reached) -> None:
    database.run(
        "INSERT INTO main.session (alias, id, program, author, opened_at, seen)"
        f" SELECT ?, id, program, author, opened_at, seen FROM {OTHER}.session WHERE alias = ?",
        (alias, their.alias),
    )


def _require_same_past(database: Database, our: _Reached, their: _Reached, place: Place) -> None:
    """Refuse two files in which one session went on in different ways."""
    number = min(our.number, their.number)
    if number == 0:
        return
    query = "SELECT chain FROM {}.edit_group WHERE session = ? AND number = ?"
    one = database.value(query.format("main"), (our.alias, number))
    other = database.value(query.format(OTHER), (their.alias, number))
    if one is None or one != other:
        raise refused("storage.merge_forked", place)


# Groups and edits --------------------------------------------------------------------------------


def _groups(database: Database) -> int:
    return database.run(
        "INSERT INTO main.edit_group (session, number, verb, parameters, digest, author, at,"
        " undoes_session, undoes_number, edits, chain)"
        " SELECT m.ours, g.number, g.verb, g.parameters, g.digest, g.author, g.at, u.ours,"
        " g.undoes_number, g.edits, g.chain"
        f" FROM temp.taken m CROSS JOIN {OTHER}.edit_group g"
        " ON g.session = m.theirs AND g.number > m.known"
        " LEFT JOIN temp.alias u ON u.theirs = g.undoes_session"
    )


def _edits(database: Database) -> int:
    _records(database)
    columns = "session, counter, group_number, record, field, after, digest, bases"
    straight = database.run(
        f"INSERT INTO main.edit ({columns})"
        " SELECT m.ours, e.counter, e.group_number, r.ours, e.field, e.after, e.digest, e.bases"
        f"{_TAKEN_EDITS} JOIN temp.numbered r ON r.theirs = e.record"
        " WHERE INSTR(e.bases, ':') = 0"
    )
    crossing = database.rows(
        "SELECT m.ours, e.counter, e.group_number, r.ours, e.field, e.after, e.digest, e.bases,"
        f" e.session{_TAKEN_EDITS} JOIN temp.numbered r ON r.theirs = e.record"
        " WHERE INSTR(e.bases, ':') > 0"
    )
    database.run_many(
        f"INSERT INTO main.edit ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        _respelled(crossing, dict(database.rows("SELECT theirs, ours FROM temp.alias"))),
    )
    database.run(
        f"INSERT OR IGNORE INTO temp.{TOUCHED} SELECT r.ours, e.field"
        f"{_TAKEN_EDITS} JOIN temp.numbered r ON r.theirs = e.record"
    )
    return straight + len(crossing)


def _records(database: Database) -> None:
    """Give the records of the edits taken their numbers here."""
    theirs = f"(SELECT DISTINCT e.record{_TAKEN_EDITS})"
    database.run(
        "INSERT OR IGNORE INTO main.record (kind, key)"
        f" SELECT kind, key FROM {OTHER}.record WHERE id IN {theirs} ORDER BY id"
    )
    database.run(
        "INSERT INTO temp.numbered SELECT o.id, r.id FROM"
        f" {OTHER}.record o CROSS JOIN main.record r ON r.kind = o.kind AND r.key = o.key"
        f" WHERE o.id IN {theirs}"
    )


def _respelled(rows: list[Row], aliases: dict[int, int]) -> Iterator[Row]:
    for ours, *columns, bases, theirs in rows:
        named = [(aliases[alias], counter) for alias, counter in read_bases(bases, theirs)]
        yield (ours, *columns, spell_bases(named, ours))


# Files of evidence -------------------------------------------------------------------------------


def _files(database: Database, place: Place, tick: Callable[[], None] | None) -> int:
    new = database.rows(f"SELECT id FROM {OTHER}.blob WHERE id NOT IN (SELECT id FROM main.blob)")
    for (identity,) in new:
        size, content = database.rows(
            f"SELECT size, content FROM {OTHER}.blob WHERE id = ?", (identity,)
        )[0]
        if content is not None and hashlib.sha256(content).hexdigest() != identity:
            raise _damaged_file(identity, place)
        database.run("INSERT INTO main.blob VALUES (?, ?, ?)", (identity, size, content))
        if tick is not None:
            tick()
    return len(new)


def _damaged_file(identity: object, place: Place) -> Refused:
    return refused("storage.merge_blob", place, digest=str(identity)[:16])
