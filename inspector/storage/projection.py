"""Rows as the projection of edits: the one function that turns standing values into rows."""

from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from sqlalchemy import Table, bindparam
from sqlalchemy.dialects.sqlite import dialect, insert

from inspector.domain.edits import JsonValue, RecordKind
from inspector.storage.engine import Database
from inspector.storage.rows import METADATA
from inspector.storage.vocabulary import BY_KIND, LISTED_DEFAULTS, Field, Kind

_DIALECT: Final = dialect(paramstyle="qmark")
_LISTED: Final = (
    "inspection",
    "unit",
    "item",
    "position",
    "rule",
    "count",
    "points",
    "place",
    "status",
)
_UNLIST: Final = (
    "UPDATE finding SET position=NULL, rule=0, count=1, points=0, place='', status='withdrawn'"
    " WHERE inspection=? AND unit=? AND item=? AND position IS NOT NULL"
)


class Projection:
    """Standing values of fields, gathered and then written to the rows all at once."""

    def __init__(self) -> None:
        self._rows: dict[RecordKind, dict[str, dict[str, object]]] = {}
        self._listings: dict[str, Any] = {}

    def put(self, kind: Kind, key: str, field: Field, value: JsonValue, text: str) -> None:
        """Gather the value that stands in one field of one record."""
        row = self._rows.setdefault(kind.kind, {}).setdefault(key, {})
        row.update(zip(field.columns, field.fill(value, text), strict=True))
        if field.name == "checked":
            self._listings[key] = value

    def write(self, database: Database) -> None:
        """Write what was gathered, each record's columns in one statement."""
        for kind, rows in self._rows.items():
            _write_rows(database, BY_KIND[kind], rows)
        self._write_listings(database)
        self._rows.clear()
        self._listings.clear()

    def _write_listings(self, database: Database) -> None:
        if not self._listings:
            return
        answers = BY_KIND[RecordKind.ANSWER]
        keys = {key: answers.row_key(key) for key in self._listings}
        database.run_many(_UNLIST, keys.values())
        listed = [
            (one["id"], *keys[key], position, *_listed_content(one))
            for key, value in self._listings.items()
            for position, one in enumerate(value.get("findings", ()))
        ]
        if listed:
            database.run_many(_upsert(METADATA.tables["finding"], ("id",), _LISTED), listed)


def _listed_content(one: dict[str, Any]) -> tuple[object, ...]:
    return (
        one["rule"],
        one.get("count", LISTED_DEFAULTS["count"]),
        one["points"],
        one.get("place", LISTED_DEFAULTS["place"]),
        one.get("status", LISTED_DEFAULTS["status"]),
    )


def _write_rows(database: Database, kind: Kind, rows: dict[str, dict[str, object]]) -> None:
    table = METADATA.tables[kind.table]
    alike: dict[tuple[str, ...], list[tuple[object, ...]]] = {}
    for key, row in rows.items():
        alike.setdefault(tuple(row), []).append((*kind.row_key(key), *row.values()))
    for columns, parameters in alike.items():
        database.run_many(_upsert(table, kind.keys, columns), parameters)


@cache
def _upsert(table: Table, keys: tuple[str, ...], columns: tuple[str, ...]) -> str:
    """Compose the statement that makes a row or sets some columns of one that is there."""
    statement = insert(table).values({name: bindparam(name) for name in (*keys, *columns)})
    conflicting = [table.c[name] for name in keys]
    if columns:
        updated = {name: statement.excluded[name] for name in columns}
        composed = statement.on_conflict_do_update(index_elements=conflicting, set_=updated)
    else:
        composed = statement.on_conflict_do_nothing(index_elements=conflicting)
    compiled = composed.compile(dialect=_DIALECT)
    return _in_order(str(compiled), compiled.positiontup or [], (*keys, *columns))


def _in_order(statement: str, composed: Iterable[str], wanted: tuple[str, ...]) -> str:
    """Return the statement with its parameters numbered in the order they are given."""
    places = {name: place for place, name in enumerate(wanted, 1)}
    parts = statement.split("?")
    numbered = [parts[0]]
    for name, part in zip(composed, parts[1:], strict=True):
        numbered.append(f"?{places[name]}{part}")
    return "".join(numbered)
