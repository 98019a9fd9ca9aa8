"""整改反馈表: one unit's problems as a workbook that goes out, is filled in and comes back."""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from inspector.domain.edits import EditId
from inspector.domain.errors import refused
from inspector.domain.ids import FindingId, InspectionId, UnitId
from inspector.domain.issues import Issue, Place, Severity
from inspector.exchange.grid import Grid, cell_name, read_workbook
from inspector.exchange.sheets import styles
from inspector.exchange.sheets.cell_text import same_text, shown
from inspector.exchange.sheets.cell_values import Unreadable, read_time
from inspector.exchange.sheets.hidden_text import checksum, chunks, json_text
from inspector.exchange.sheets.known import folded
from inspector.exchange.sheets.print_setup import fit_to_width, number_pages
from inspector.exchange.sheets.writing import put_text, write_hidden

MARKER: Final = "inspector.replies"
FORMAT: Final = 1
PAPER_NAME: Final = "整改反馈表"
_TAB: Final = "_keys"
_GUIDE: Final = (
    "填表说明：请逐条填写浅黄色单元格，整改到位的必须填写“整改情况”和“完成时间”（如2026-01-08），"
    "“整改链接”填可查验的网址。请勿改动问题编号和问题描述。"
)
_FOOT: Final = (
    "填报单位（盖章）：",
    "主要负责人（签字）：",
    "填报人：",
    "联系电话：",
    "填报日期：",
)
HEADER_ROW: Final = 4


class ReplyField(StrEnum):
    """What a unit fills in."""

    MEASURE = "measure"
    LEADER = "leader"
    PERSON = "person"
    RESULT = "result"
    LINK = "link"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class _Column:
    header: str
    width: float
    field: ReplyField | None = None


_COLUMNS: Final = (
    _Column("序号", 5),
    _Column("问题编号", 11),
    _Column("指标", 24),
    _Column("问题描述", 30),
    _Column("位置", 20),
    _Column("整改时限", 12),
    _Column("整改措施", 26, ReplyField.MEASURE),
    _Column("责任领导", 10, ReplyField.LEADER),
    _Column("责任人", 10, ReplyField.PERSON),
    _Column("整改情况", 30, ReplyField.RESULT),
    _Column("整改链接", 24, ReplyField.LINK),
    _Column("完成时间", 12, ReplyField.COMPLETED),
    _Column("行标识", 12),
)
"""Left to right; the last one is hidden and carries the row's key."""
_NUMBER: Final = 1
_FACT: Final = 3
_KEY: Final = len(_COLUMNS) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRow:
    """One problem as it goes out: what it is, and what is known of its rectification."""

    finding: FindingId
    number: str
    item: str
    fact: str
    place: str
    deadline: date | None
    values: Mapping[ReplyField, str] = field(default_factory=dict)
    heads: Mapping[str, tuple[EditId, ...]] = field(default_factory=dict)
    """The journal's heads by the name of its field: what an answer on this sheet builds on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyOrder:
    """One sheet to be written."""

    workspace: str
    inspection: InspectionId
    unit: UnitId
    inspection_name: str
    unit_name: str
    rows: tuple[ReplyRow, ...]


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


# --- out ------------------------------------------------------------------------------------------


def write_replies(order: ReplyOrder, name: str) -> bytes:
    """Return the workbook (.xlsx); `name` is its file's, for messages.

    Raises Refused when what is read back is not what was written.
    """
    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = PAPER_NAME
    for style in styles.named_styles():
        book.add_named_style(style)
    _write_head(sheet, order)
    _write_rows(book, sheet, order.rows)
    _write_foot(sheet, HEADER_ROW + len(order.rows) + 2)
    _set_up(sheet, order)
    _write_stamp(book, order)
    buffer = io.BytesIO()
    book.save(buffer)
    data = buffer.getvalue()
    _check(data, name, order)
    return data


def _write_head(sheet: Worksheet, order: ReplyOrder) -> None:
    lines = (
        (1, f"{order.inspection_name}{PAPER_NAME}", styles.TITLE, 36),
        (2, f"填报单位：{order.unit_name}", styles.LINE, 22),
        (3, _GUIDE, styles.LINE, 34),
    )
    for row, text, style, height in lines:
        sheet.cell(row, 1).style = style
        put_text(sheet.cell(row, 1), text)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=_KEY)
        sheet.row_dimensions[row].height = height
    for number, column in enumerate(_COLUMNS, 1):
        sheet.cell(HEADER_ROW, number).style = styles.HEADER
        put_text(sheet.cell(HEADER_ROW, number), column.header)
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = column.width
        dimension.hidden = number == _KEY + 1
    sheet.row_dimensions[HEADER_ROW].height = 32


def _write_rows(book: Workbook, sheet: Worksheet, rows: Sequence[ReplyRow]) -> None:
    names = []
    for column in _COLUMNS:
        style = styles.body_style(
            is_input=column.field is not None, is_centred=column.width < 20, number_format="@"
        )
        if style.name not in book.style_names:
            book.add_named_style(style)
        names.append(style.name)
    for place, row in enumerate(rows, 1):
        lines = 1
        texts = _cells(place, row)
        for number, text in enumerate(texts):
            cell = sheet.cell(HEADER_ROW + place, number + 1)
            cell.style = names[number]
            if text:
                put_text(cell, text)
            if number != _KEY:
                lines = max(lines, styles.line_count(text, _COLUMNS[number].width))
        sheet.row_dimensions[HEADER_ROW + place].height = styles.row_height(lines)


def _cells(place: int, row: ReplyRow) -> tuple[str, ...]:
    deadline = "" if row.deadline is None else row.deadline.isoformat()
    fixed = iter((str(place), row.number, row.item, row.fact, row.place, deadline, row.finding))
    return tuple(
        next(fixed) if column.field is None else row.values.get(column.field, "")
        for column in _COLUMNS
    )


def _write_foot(sheet: Worksheet, row: int) -> None:
    sheet.row_dimensions[row].height = 30
    for number in range(1, _KEY + 1):
        sheet.cell(row, number).style = styles.FOOT
    for text, number in zip(_FOOT, (1, 4, 7, 9, 11), strict=True):
        put_text(sheet.cell(row, number), text)


def _set_up(sheet: Worksheet, order: ReplyOrder) -> None:
    last = HEADER_ROW + len(order.rows)
    sheet.freeze_panes = f"C{HEADER_ROW + 1}"
    fit_to_width(sheet, HEADER_ROW)
    sheet.print_area = f"A1:{get_column_letter(_KEY)}{last + 2}"
    number_pages(sheet, order.unit_name)
    protection = sheet.protection
    protection.sheet = True
    protection.formatCells = protection.formatColumns = protection.formatRows = False
    protection.sort = protection.autoFilter = False
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(_KEY + 1)}{max(last, HEADER_ROW)}"


def _write_stamp(book: Workbook, order: ReplyOrder) -> None:
    head = {
        "workspace": order.workspace,
        "inspection": order.inspection,
        "unit": order.unit,
    }
    lines = [json_text(head)]
    lines += [
        json_text(
            [
                row.finding,
                row.number,
                {one.value: text for one, text in row.values.items()},
                {name: _spelled(heads) for name, heads in row.heads.items() if heads},
            ]
        )
        for row in order.rows
    ]
    cells = [[MARKER, str(FORMAT), checksum(lines)]]
    write_hidden(book, _TAB, cells + [chunks(line) for line in lines])


def _spelled(heads: Sequence[EditId]) -> str:
    return " ".join(f"{head.session}:{head.counter}" for head in heads)


def _read_heads(text: str) -> tuple[EditId, ...]:
    named = (head.partition(":") for head in text.split())
    return tuple(EditId(session, int(counter)) for session, _, counter in named)


def _check(data: bytes, name: str, order: ReplyOrder) -> None:
    reading = read_replies(data, name)
    came = [(row.finding, dict(row.changed)) for row in reading.rows]
    if came != [(row.finding, {}) for row in order.rows]:
        raise refused("sheet.not_identical", Place(file=name), number=order.unit_name)


# --- back -----------------------------------------------------------------------------------------


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
        number = _cell(row, columns, _COLUMNS[_NUMBER].header)
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
    wanted = {column.header for column in _COLUMNS}
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
    key = FindingId(_cell(row, columns, _COLUMNS[_KEY].header))
    if key in went_out:
        return key
    return by_number.get(_cell(row, columns, _COLUMNS[_NUMBER].header))


def _cell(row: Sequence[str], columns: Mapping[str, int], header: str) -> str:
    at = columns.get(header)
    return "" if at is None or at >= len(row) else row[at].strip()


def _is_foot(row: Sequence[str]) -> bool:
    return any(text.strip().startswith(_FOOT[0][:6]) for text in row)


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
        issues.append(_issue("replies.emptied", place, number=number, header=_HEADERS[one]))
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


_HEADERS: Final[Mapping[ReplyField, str]] = {
    column.field: column.header for column in _COLUMNS if column.field is not None
}


def _changed(
    row: Sequence[str], columns: Mapping[str, int], values: Mapping[ReplyField, str]
) -> Iterator[tuple[ReplyField, str]]:
    for one, header in _HEADERS.items():
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
