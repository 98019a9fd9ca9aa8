"""From edits to heads, conflicts and rows, for all fields of a file or for some."""

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final

from inspector.storage.engine import Database, Row
from inspector.storage.heads import FieldEdit, Head, heads_among
from inspector.storage.judge import Judge
from inspector.storage.knowledge import GroupPlace
from inspector.storage.memory import no_collection
from inspector.storage.projection import Projection
from inspector.storage.restating import restating_groups
from inspector.storage.spelling import read_bases
from inspector.storage.vocabulary import BY_NUMBER, REMOVAL_NUMBER, value_of

_BATCH: Final = 2000
_COLUMNS: Final = (
    "SELECT e.record, e.field, r.kind, r.key, e.session, e.counter, s.id, e.after, e.digest,"
    " e.bases, e.group_number"
)
_FROM_EDIT: Final = (
    " JOIN record r ON r.id = e.record JOIN session s ON s.alias = e.session"
    " ORDER BY e.record, e.field"
)
ALL_EDITS: Final = f"{_COLUMNS} FROM edit e INDEXED BY edit_of_field{_FROM_EDIT}"
ALL_RECORDS: Final = "SELECT DISTINCT record FROM head WHERE field = 1"

TOUCHED: Final = "touched"
"""The temporary table that names fields to derive: record and field number."""
TOUCHED_EDITS: Final = (
    f"{_COLUMNS} FROM temp.{TOUCHED} t CROSS JOIN edit e INDEXED BY edit_of_field"
    " ON e.record = t.record AND e.field = t.field CROSS JOIN record r ON r.id = e.record"
    " CROSS JOIN session s ON s.alias = e.session ORDER BY t.record, t.field"
)
TOUCHED_RECORDS: Final = (
    f"SELECT DISTINCT h.record FROM temp.{TOUCHED} t CROSS JOIN head h"
    " ON h.record = t.record AND h.field = 1"
)


def derive(
    database: Database, edits: str, records: str, tick: Callable[[], None] | None = None
) -> None:
    """Derive the fields whose edits a query gives; no heads or conflicts of theirs are there yet.

    `records` is a query for the records whose removal is to be looked at; `tick` is called every
    few thousand fields and may raise to call it off.
    """
    with no_collection():
        _Derivation(database, tick).fields(edits)
    judge = Judge(database)
    contested = [
        (record, REMOVAL_NUMBER)
        for (record,) in database.rows(records)
        if judge.is_removal_contested(record)
    ]
    database.run_many("INSERT OR IGNORE INTO conflict (record, field) VALUES (?, ?)", contested)


class _Derivation:
    """One pass over edits, in the order of records and fields."""

    def __init__(self, database: Database, tick: Callable[[], None] | None) -> None:
        self._database = database
        self._tick = tick
        self._judge = Judge(database)
        self._restating = restating_groups(database)
        self._projection = Projection()
        self._heads: list[tuple[int, int, int, int]] = []
        self._conflicts: list[tuple[int, int]] = []

    def fields(self, query: str) -> None:
        """Derive every field the query gives."""
        fields = groupby(self._database.each(query), key=itemgetter(0, 1))
        for place, (slot, rows) in enumerate(fields, 1):
            self._field(slot, rows)
            if place % _BATCH == 0:
                self._write()
                if self._tick is not None:
                    self._tick()
        self._write()

    def _field(self, slot: tuple[int, int], rows: Iterator[Row]) -> None:
        first, *others = rows
        kind, key = BY_NUMBER[first[2]], first[3]
        field = kind.by_number[slot[1]]
        if others:
            heads = heads_among([_edit(row, self._restating) for row in (first, *others)])
        else:
            heads = [_head(first)]
        self._heads.extend((*slot, head.alias, head.counter) for head in heads)
        head, in_conflict = self._judge.standing(kind, key, field, slot[0], heads)
        if in_conflict:
            self._conflicts.append(slot)
        text = field.default if head.text is None else head.text
        self._projection.put(kind, key, field, value_of(text, field), text)

    def _write(self) -> None:
        database = self._database
        database.run_many(
            "INSERT INTO head (record, field, session, counter) VALUES (?, ?, ?, ?)", self._heads
        )
        database.run_many("INSERT INTO conflict (record, field) VALUES (?, ?)", self._conflicts)
        self._projection.write(database)
        self._heads.clear()
        self._conflicts.clear()


def _edit(row: Row, restating: frozenset[GroupPlace]) -> FieldEdit:
    alias, bases, group = row[4], row[9], row[10]
    return FieldEdit(
        _head(row),
        group,
        read_bases(bases, alias) if bases else (),
        bool(restating) and (alias, group) in restating,
    )


def _head(row: Row) -> Head:
    return Head(row[5], row[6], row[4], row[7], row[8])
