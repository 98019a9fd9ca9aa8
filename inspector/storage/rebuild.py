"""Rebuilding every derived table from the journal alone."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from inspector.storage.derivation import ALL_EDITS, ALL_RECORDS, derive
from inspector.storage.engine import Database
from inspector.storage.rows import TableClass, tables
from inspector.storage.workspace_file import WorkspaceFile

_DIALECT: Final = dialect()


def rebuild(workspace: WorkspaceFile) -> None:
    """Drop every derived table of an open workspace and rebuild it from the journal."""
    database = workspace.writing_database
    with database.transaction():
        rebuild_tables(database)


def rebuild_tables(database: Database) -> None:
    """Drop and rebuild the derived tables; the caller holds the transaction."""
    for statement in _fresh_tables():
        database.run(statement)
    derive(database, ALL_EDITS, ALL_RECORDS)


def _fresh_tables() -> Iterator[str]:
    for table in tables(TableClass.DERIVED):
        yield f'DROP TABLE IF EXISTS "{table.name}"'
        yield str(CreateTable(table).compile(dialect=_DIALECT))
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            yield str(CreateIndex(index).compile(dialect=_DIALECT))
