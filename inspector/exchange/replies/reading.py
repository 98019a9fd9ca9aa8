"""Reading a sheet of replies that came back, a workbook or a table in Word, with every fault."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from inspector.domain.edits import EditId
from inspector.domain.errors import refused
from inspector.domain.ids import FindingId, InspectionId, UnitId
from inspector.domain.issues import Issue, Place, Severity
from inspector.exchange.grid import Grid, cell_name, read_workbook
from inspector.exchange.replies.form import (
    COLUMNS,
    FOOT,
    FORMAT,
    HEADERS,
    KEY,
    MARKER,
    NUMBER,
    ReplyField,
)
from inspector.exchange.sheets.cell_text import same_text, shown
from inspector.exchange.sheets.cell_values import Unreadable, read_time
from inspector.exchange.sheets.hidden_text import checksum
from inspector.exchange.sheets.known import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedReply:
    """One row that came back. `changed` holds the cells that differ from what went out."""

    finding: FindingId
    number: str
    cell: str
    """Where the row begins, for messages."""
    went_out: Mapping[ReplyField, str]
    changed: Mapping[ReplyField, str]
    completed_on: date | None = None
    bases: Mapping[str, tuple[EditId, ...]] = field(default_factory=dict)
    """The heads it went out with; a field that had none has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyReading:
    """A whole sheet that came back."""

    name: str
    sheet: str
    workspace: str
    inspection: InspectionId
    unit: UnitId
    rows: tuple[ReturnedReply, ...]
    issues: tuple[Issue, ...]


def read_replies(data: bytes, name: str) -> ReplyReading:
    """Read a sheet that came back: rows by hidden key, then by number; every fault listed.

    A table in Word has no hidden sheet: its rows say their numbers only, and the reading neither
    workspace nor unit. Raises Refused when the file is no workbook, lost its hidden sheet, or
    holds no row of ours.
    """
    book = read_workbook(data, name)
    if name.lower().endswith(".docx"):
        return _from_word(*_table(book.sheets, name), name)
    stamp, went_out = _stamp(book.sheets, name)
    grid, header, columns = _table(book.sheets, name)
    issues: list[Issue] = list(book.issues)
    rows = _rows(grid, header, columns, went_out, name, issues)
    issues += [
        _issue("replies.row_missing", Place(file=name, sheet=grid.name), number=one.number)
        for finding, one in went_out.items()
        if finding not in rows
    ]
    return ReplyReading(
        name=name,
        sheet=grid.name,
        workspace=stamp["workspace"],
        inspection=InspectionId(stamp["inspection"]),
        unit=UnitId(stamp["unit"]),
        rows=tuple(rows.values()),
        issues=tuple(issues),
    )


def _from_word(grid: Grid, header: int, columns: Mapping[str, int], name: str) -> ReplyReading:
    issues: list[Issue] = []
    rows: dict[str, ReturnedReply] = {}
    for at in range(header + 1, len(grid.rows)):
        row, place = grid.rows[at], Place(file=name, sheet=grid.name, cell=cell_name(at, 0))
        number = _cell(row, columns, COLUMNS[NUMBER].header)
        if number in rows:
            issues.append(_issue("replies.twice", place, Severity.WARNING))
        elif number:
            nothing = _Stamped(number, {}, {})
            rows[number] = _returned(FindingId(""), nothing, row, columns, place, issues)
    if not rows:
        raise refused("replies.no_rows", Place(file=name, sheet=grid.name))
    return ReplyReading(
        name=name,
        sheet=grid.name,
        workspace="",
        inspection=InspectionId(""),
        unit=UnitId(""),
        rows=tuple(rows.values()),
        issues=tuple(issues),
    )


def _rows(
    grid: Grid,
    header: int,
    columns: Mapping[str, int],
    went_out: "_WentOut",
    name: str,
    issues: list[Issue],
) -> dict[FindingId, ReturnedReply]:
    by_number = {one.number: finding for finding, one in went_out.items()}
    rows: dict[FindingId, ReturnedReply] = {}
    for at in range(header + 1, len(grid.rows)):
        finding = _finding(grid.rows[at], columns, went_out, by_number)
        place = Place(file=name, sheet=grid.name, cell=cell_name(at, 0))
        if finding is None:
            if _is_foot(grid.rows[at]) or not any(text.strip() for text in grid.rows[at]):
                continue
            issues.append(_issue("replies.unknown_row", place, Severity.WARNING))
        elif finding in rows:
            issues.append(_issue("replies.twice", place, Severity.WARNING))
        else:
            rows[finding] = _returned(
                finding, went_out[finding], grid.rows[at], columns, place, issues
            )
    if not rows:
        raise refused("replies.no_rows", Place(file=name, sheet=grid.name))
    return rows


@dataclass(frozen=True, slots=True)
class _Stamped:
    """One row as it went out."""

    number: str
    values: Mapping[ReplyField, str]
    heads: Mapping[str, tuple[EditId, ...]]


_WentOut = dict[FindingId, _Stamped]


def _stamp(grids: Sequence[Grid], name: str) -> tuple[Mapping[str, str], _WentOut]:
    found = next(
        (one for one in grids if one.rows and one.rows[0] and one.rows[0][0] == MARKER), None
    )
    if found is None:
        raise refused("replies.no_stamp", Place(file=name))
    first = [text.strip() for text in found.rows[0]]
    lines = ["".join(row) for row in found.rows[1:]]
    while lines and not lines[-1]:
        lines.pop()
    if len(first) < 3 or not lines or first[2] != checksum(lines):
        raise refused("replies.stamp_broken", Place(file=name))
    if not first[1].isdecimal() or int(first[1]) > FORMAT:
        raise refused("replies.stamp_newer", Place(file=name))
    try:
        head: dict[str, str] = json.loads(lines[0])
        rows = dict(map(_stamp_row, map(json.loads, lines[1:])))
        return {key: str(head[key]) for key in ("workspace", "inspection", "unit")}, rows
    except (ValueError, KeyError, TypeError) as forged:
        raise refused("replies.stamp_broken", Place(file=name)) from forged


def _stamp_row(row: Sequence[Any]) -> tuple[FindingId, _Stamped]:
    finding, number, values, heads = row
    return FindingId(finding), _Stamped(
        str(number),
        {ReplyField(key): str(text) for key, text in values.items()},
        {str(name): _read_heads(text) for name, text in heads.items()},
    )


def _table(grids: Sequence[Grid], name: str) -> tuple[Grid, int, Mapping[str, int]]:
    """Return the sheet with the table, its header's row and the columns by header."""
    wanted = {column.header for column in COLUMNS}
    for grid in grids:
        for at, row in enumerate(grid.rows):
            columns = {
                folded(text): place for place, text in enumerate(row) if folded(text) in wanted
            }
            if {"问题编号", "整改情况"} <= columns.keys():
                return grid, at, columns
    raise refused("replies.no_rows", Place(file=name, sheet=grids[0].name if grids else ""))


def _finding(
    row: Sequence[str],
    columns: Mapping[str, int],
    went_out: _WentOut,
    by_number: Mapping[str, FindingId],
) -> FindingId | None:
    key = FindingId(_cell(row, columns, COLUMNS[KEY].header))
    if key in went_out:
        return key
    return by_number.get(_cell(row, columns, COLUMNS[NUMBER].header))


def _cell(row: Sequence[str], columns: Mapping[str, int], header: str) -> str:
    at = columns.get(header)
    return "" if at is None or at >= len(row) else row[at].strip()


def _is_foot(row: Sequence[str]) -> bool:
    return any(text.strip().startswith(FOOT[0][:6]) for text in row)


def _returned(
    finding: FindingId,
    went_out: _Stamped,
    row: Sequence[str],
    columns: Mapping[str, int],
    place: Place,
    issues: list[Issue],
) -> ReturnedReply:
    number = went_out.number
    changed = dict(_changed(row, columns, went_out.values))
    emptied = [one for one, text in changed.items() if not text]
    for one in emptied:
        del changed[one]
        issues.append(_issue("replies.emptied", place, number=number, header=HEADERS[one]))
    completed = None
    if ReplyField.COMPLETED in changed:
        try:
            completed = read_time(changed[ReplyField.COMPLETED], None).date()
        except Unreadable:
            issues.append(
                _issue(
                    "replies.no_day",
                    place,
                    Severity.ERROR,
                    number=number,
                    text=changed.pop(ReplyField.COMPLETED),
                )
            )
    return ReturnedReply(
        finding=finding,
        number=number,
        cell=place.cell,
        went_out=went_out.values,
        changed=changed,
        completed_on=completed,
        bases=went_out.heads,
    )


def _changed(
    row: Sequence[str], columns: Mapping[str, int], values: Mapping[ReplyField, str]
) -> Iterator[tuple[ReplyField, str]]:
    for one, header in HEADERS.items():
        if header not in columns:
            continue
        text, before = _cell(row, columns, header), values.get(one, "")
        if not same_text(text, shown(before).strip()) and not _same_day(one, text, before):
            yield one, text


def _same_day(one: ReplyField, text: str, before: str) -> bool:
    """Whether a day is the one that went out, whatever form a spreadsheet gave it."""
    if one is not ReplyField.COMPLETED or not text or not before:
        return False
    try:
        return read_time(text, None).date() == read_time(before, None).date()
    except Unreadable:
        return False


def _issue(
    code: str, place: Place, severity: Severity = Severity.WARNING, **parameters: str
) -> Issue:
    return Issue(code=code, severity=severity, place=place, parameters=parameters)


def _read_heads(text: str) -> tuple[EditId, ...]:
    named = (head.partition(":") for head in text.split())
    return tuple(EditId(session, int(counter)) for session, _, counter in named)
