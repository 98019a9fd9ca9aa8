"""Rebuilding every derived table from the journal alone."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final

from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from inspector.storage.engine import Database, Row
from inspector.storage.field_reader import LocalId, read_bases
from inspector.storage.heads import Head, standing
from inspector.storage.projection import Projection
from inspector.storage.rows import TableClass, tables
from inspector.storage.vocabulary import BY_NUMBER, value_of
from inspector.storage.workspace_file import WorkspaceFile

_BATCH: Final = 2000
_EDITS: Final = (
    "SELECT e.record, e.field, r.kind, r.key, e.session, e.counter, s.id, e.after, e.digest,"
    " e.bases FROM edit e INDEXED BY edit_of_field JOIN record r ON r.id = e.record"
    " JOIN session s ON s.alias = e.session ORDER BY e.record, e.field"
)
_HEAD: Final = "INSERT INTO head (record, field, session, counter) VALUES (?, ?, ?, ?)"
_CONFLICT: Final = "INSERT INTO conflict (record, field) VALUES (?, ?)"


def rebuild(workspace: WorkspaceFile) -> None:
    """Drop every derived table of an open workspace and rebuild it from the journal."""
    database = workspace.writing_database
    with database.transaction():
        rebuild_tables(database)


def rebuild_tables(database: Database) -> None:
    """Drop and rebuild the derived tables; the caller holds the transaction."""
    for statement in _fresh_tables():
        database.run(statement)
    projection = Projection()
    fields = groupby(database.each(_EDITS), key=itemgetter(0, 1))
    for place, ((record, number), edits) in enumerate(fields, 1):
        _rebuild_field(database, projection, (record, number), list(edits))
        if place % _BATCH == 0:
            projection.write(database)
    projection.write(database)


def _fresh_tables() -> Iterator[str]:
    for table in tables(TableClass.DERIVED):
        yield f'DROP TABLE IF EXISTS "{table.name}"'
        yield str(CreateTable(table).compile(dialect=dialect()))
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            yield str(CreateIndex(index).compile(dialect=dialect()))


def _rebuild_field(
    database: Database, projection: Projection, slot: LocalId, edits: Sequence[Row]
) -> None:
    kind, key = BY_NUMBER[edits[0][2]], edits[0][3]
    field = kind.by_number[slot[1]]
    heads = _heads(edits)
    database.run_many(_HEAD, [(*slot, head.alias, head.counter) for head in heads])
    head, in_conflict = standing(kind, field, heads)
    if in_conflict:
        database.run(_CONFLICT, slot)
    text = field.default if head.text is None else head.text
    projection.put(kind, key, field, value_of(text, field), text)


def _heads(edits: Sequence[Row]) -> list[Head]:
    """Return the edits of one field that no other names."""
    named = {base for edit in edits for base in read_bases(edit[9], edit[4])}
    return [
        Head(counter, session, alias, text, digest)
        for _, _, _, _, alias, counter, session, text, digest, _ in edits
        if (alias, counter) not in named
    ]
