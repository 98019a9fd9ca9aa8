"""The journal read by group: what was done, by whom, and what it took back."""

from typing import Final

from inspector.domain.edits import RecordKind
from inspector.storage.engine import Database, Row
from inspector.storage.entries import GroupEntry
from inspector.storage.field_reader import action_of
from inspector.storage.moments import moment
from inspector.storage.sessions import Sessions
from inspector.storage.vocabulary import BY_KIND, BY_NUMBER

COLUMNS: Final = (
    "session, number, author, at, verb, parameters, edits, undoes_session, undoes_number"
)

_TOUCHED: Final = (
    "SELECT DISTINCT r.kind, r.key FROM edit e JOIN record r ON r.id = e.record"
    " WHERE e.session = ? AND e.counter > ? AND e.counter <= ?"
)
_ANSWER_OF_FINDING: Final = "SELECT inspection, unit, item FROM finding WHERE id = ?"


def touched_by(
    database: Database, sessions: Sessions, group: GroupEntry
) -> frozenset[tuple[RecordKind, str]]:
    """Return the records a group touched; with a finding, also the answer it was made for."""
    alias = sessions.alias_of(group.session)
    rows = database.rows(_TOUCHED, (alias, group.number, group.number + group.edits))
    touched = {(BY_NUMBER[number].kind, key) for number, key in rows}
    for kind, key in tuple(touched):
        if kind is RecordKind.FINDING:
            links = database.rows(_ANSWER_OF_FINDING, BY_KIND[kind].row_key(key))
            touched |= {(RecordKind.ANSWER, "/".join(link)) for link in links}
    return frozenset(touched)


def group_entries(
    database: Database, sessions: Sessions, limit: int | None
) -> tuple[GroupEntry, ...]:
    """Return the groups of a file, the latest first, at most so many."""
    rows = database.rows(
        f"SELECT {COLUMNS} FROM edit_group ORDER BY number DESC LIMIT ?",
        (-1 if limit is None else limit,),
    )
    return tuple(group_entry(sessions, row) for row in rows)


def group_entry(sessions: Sessions, row: Row) -> GroupEntry:
    """Build an entry from the columns of a group."""
    alias, number, author, at, verb, parameters, edits, undone_alias, undone_number = row
    undoes = None
    if undone_alias is not None:
        undoes = (sessions.id_of(undone_alias).hex(), undone_number)
    return GroupEntry(
        session=sessions.id_of(alias).hex(),
        number=number,
        author=author,
        at=moment(at),
        action=action_of(verb, parameters),
        edits=edits,
        undoes=undoes,
    )
