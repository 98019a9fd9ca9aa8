"""The hidden sheet: what a sheet is, its row keys, and the values and heads it went out with."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from inspector.domain.edits import EditId
from inspector.domain.ids import FindingId, InspectionId, ItemKey, UnitId
from inspector.domain.marks import parse_mark, plain_mark
from inspector.exchange.sheets.columns import Field, SheetKind
from inspector.exchange.sheets.hidden_text import checksum, chunks, json_text
from inspector.exchange.sheets.order import (
    CellValue,
    SheetOrder,
    SheetRow,
    input_fields,
)

MARKER: Final = "inspector.sheet"
FORMAT: Final = 1
TAB: Final = "_keys"
_MARKS: Final = frozenset({Field.SELF_MARK, Field.DEDUCTION})


@dataclass(frozen=True, slots=True)
class StampRow:
    """One row that went out: its keys, what its input cells held, and their heads as written."""

    item: ItemKey
    finding: FindingId | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """All that the hidden sheet says."""

    kind: SheetKind
    workspace: str
    inspection: InspectionId
    unit: UnitId
    sessions: tuple[str, ...]
    rows: tuple[StampRow, ...]

    def bases(self, row: StampRow, name: Field) -> tuple[EditId, ...]:
        """Return the heads that a field of a row went out with; none when it was untouched."""
        return tuple(
            EditId(self.sessions[int(session)], int(counter))
            for session, _, counter in (
                head.partition(":") for head in row.heads.get(name, "").split()
            )
        )


class StampBroken(Exception):
    """The hidden sheet is there and cannot be trusted; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def stamp_cells(order: SheetOrder, rows: Sequence[SheetRow]) -> list[list[str]]:
    """Return the hidden sheet's cells: marker, format and checksum first, then a head, then rows.

    Each line below the first is one JSON value cut into cells.
    """
    sessions: dict[str, int] = {}
    lines = [json_text(_row_value(order, row, sessions)) for row in rows]
    head = {
        "kind": order.kind.value,
        "workspace": order.workspace,
        "inspection": order.inspection.id,
        "unit": order.unit.id,
        "sessions": list(sessions),
        "rows": len(rows),
    }
    lines.insert(0, json_text(head))
    return [[MARKER, str(FORMAT), checksum(lines)], *(chunks(line) for line in lines)]


def _row_value(order: SheetOrder, row: SheetRow, sessions: dict[str, int]) -> list[Any]:
    fields = input_fields(order, row)
    values = {name.value: text for name in fields if (text := stamped(row.values.get(name)))}
    heads = order.heads.get(row.item.key, {}) if row.is_first else {}
    written = {
        name.value: " ".join(
            f"{sessions.setdefault(head.session, len(sessions))}:{head.counter}"
            for head in heads[name]
        )
        for name in fields
        if heads.get(name)
    }
    value: list[Any] = [row.item.key, row.finding.id if row.finding else "", values, written]
    while len(value) > 1 and not value[-1]:
        value.pop()
    return value


def stamped(value: CellValue) -> str:
    """Return a cell's value as the hidden sheet keeps it: texts as they are, marks in plain."""
    if value is None:
        return ""
    return value if isinstance(value, str) else plain_mark(value)


def is_stamp(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a sheet is our hidden one, whatever its name is by now."""
    return bool(rows) and bool(rows[0]) and rows[0][0] == MARKER


def read_stamp(rows: Sequence[Sequence[str]]) -> Stamp:
    """Read the hidden sheet back.

    Raises StampBroken with the code of the reason when it comes from a newer version or does not
    add up to its checksum.
    """
    first = [cell.strip() for cell in rows[0]]
    if len(first) < 3 or not first[1].isdecimal():
        raise StampBroken("sheet.stamp_broken")
    if int(first[1]) > FORMAT:
        raise StampBroken("sheet.stamp_newer")
    lines = ["".join(row) for row in rows[1:]]
    while lines and not lines[-1]:
        lines.pop()
    if not lines or checksum(lines) != first[2]:
        raise StampBroken("sheet.stamp_broken")
    try:
        stamp = _stamp(json.loads(lines[0]), json.loads(f"[{','.join(lines[1:])}]"))
        _check(stamp)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as forged:
        raise StampBroken("sheet.stamp_broken") from forged
    return stamp


def _check(stamp: Stamp) -> None:
    """Read what will be read later, so that a sheet made by hand cannot fail halfway.

    Raises ValueError or the like.
    """
    for row in stamp.rows:
        for name in row.heads:
            stamp.bases(row, Field(name))
        for name, text in row.values.items():
            if name in _MARKS:
                parse_mark(text)
            elif name == Field.SAMPLED_AT:
                datetime.fromisoformat(text)
            elif not isinstance(text, str):
                raise TypeError(name)


def _stamp(head: Mapping[str, Any], rows: Sequence[Sequence[Any]]) -> Stamp:
    return Stamp(
        kind=SheetKind(head["kind"]),
        workspace=head["workspace"],
        inspection=InspectionId(head["inspection"]),
        unit=UnitId(head["unit"]),
        sessions=tuple(head["sessions"]),
        rows=tuple(_rows(rows)),
    )


def _rows(rows: Sequence[Sequence[Any]]) -> Iterator[StampRow]:
    for row in rows:
        finding = FindingId(row[1]) if len(row) > 1 and row[1] else None
        values: Mapping[str, str] = row[2] if len(row) > 2 else {}
        heads: Mapping[str, str] = row[3] if len(row) > 3 else {}
        yield StampRow(ItemKey(row[0]), finding, values, heads)
