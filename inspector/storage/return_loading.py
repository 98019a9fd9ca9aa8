"""Yearly returns put together from their rows and those of their cells."""

import json
from collections.abc import Mapping
from dataclasses import replace

from inspector.domain.edits import RecordKind
from inspector.domain.ids import UnitId
from inspector.domain.returns import Return
from inspector.storage.engine import Database, Row
from inspector.storage.records import load_records


def load_returns(database: Database, unit: UnitId | None = None) -> tuple[Return, ...]:
    """Return the yearly returns of all units, or of one, by year."""
    wanted = {} if unit is None else {"unit": unit}
    found = load_records(database, RecordKind.RETURN, Return, **wanted)
    filled = {(of, year): json.loads(cells) for of, year, cells in _filled(database, unit)}
    joined = (_with_cells(one, filled.get((one.unit, one.year), {})) for one in found)
    return tuple(sorted(joined, key=lambda one: (one.year, one.unit)))


def returned_ever(database: Database, unit: UnitId) -> Mapping[RecordKind, tuple[str, ...]]:
    """Return the keys of a unit's yearly returns and of all cells ever filled in in them."""
    returns = "SELECT unit || '/' || year FROM yearly_return WHERE unit = ?"
    cells = "SELECT unit || '/' || year || '/' || cell FROM return_cell WHERE unit = ?"
    kinds = {RecordKind.RETURN: returns, RecordKind.RETURN_CELL: cells}
    return {
        kind: tuple(key for (key,) in database.rows(query, (unit,)))
        for kind, query in kinds.items()
    }


def _filled(database: Database, unit: UnitId | None) -> list[Row]:
    """Return unit, year and the JSON of all cells, those left blank again included."""
    return database.rows(
        "SELECT unit, year, json_group_object(cell, filled) FROM return_cell"
        " WHERE removed = 0 AND (?1 IS NULL OR unit = ?1) GROUP BY unit, year",
        (unit,),
    )


def _with_cells(one: Return, filled: Mapping[str, str]) -> Return:
    """Return a yearly return with its cells; a blank one is not among them."""
    cells = {**one.cells, **filled}
    return replace(one, cells={cell: text for cell, text in sorted(cells.items()) if text})
