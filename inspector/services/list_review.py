"""An office's list before it is taken in: the sheet, what each row and column means, the tree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

from inspector.domain.checklist import Checklist, Item
from inspector.domain.errors import Refused
from inspector.domain.issues import Issue, Place, Severity
from inspector.exchange.checklist_reader import (
    ChecklistReading,
    Choice,
    ColumnRoles,
    collector_at_rest,
    read_list,
)
from inspector.exchange.columns import Role
from inspector.exchange.extents import Merge, column_letters
from inspector.exchange.grid import Grid, Workbook, read_workbook
from inspector.exchange.layout import known_columns
from inspector.exchange.list_header import Header
from inspector.exchange.list_stamp import is_list_stamp
from inspector.exchange.pasted import pasted_workbook
from inspector.i18n.gettext import _
from inspector.services.files import read_file

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 80
MOST_LETTERS: Final = 1_000
"""What is shown of a sheet at most; all of it is read."""


class RowUse(StrEnum):
    """What became of a row."""

    TITLE = "title"
    HEADER = "header"
    SECTION = "section"
    ITEM = "item"
    MORE = "more"
    """It goes on with the item or section above."""
    IGNORED = "ignored"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """One sheet of the file."""

    name: str
    is_hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewColumn:
    """One column of the sheet; `at` counts from 0."""

    at: int
    letters: str
    header: str = ""
    role: Role = Role.IGNORED
    is_chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSheet:
    """A sheet as it looks, as far as it is shown; rows count from 0."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    width: int
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReview:
    """One sheet of a file and the list that it becomes; without `checklist` it becomes none."""

    file: str
    sheets: tuple[SheetChoice, ...]
    sheet: SourceSheet
    columns: tuple[ReviewColumn, ...]
    uses: tuple[RowUse, ...]
    """Of each row shown."""
    reasons: Mapping[int, str] = field(default_factory=dict)
    """The code that says why a row was passed over, by row."""
    header: tuple[int, int] | None = None
    """First and last row of the header."""
    fingerprint: str = ""
    chosen: ColumnRoles = field(default_factory=dict)
    """What people said of the columns, now or when such a layout was last taken in."""
    checklist: Checklist | None = None
    places: tuple[tuple[int, int], ...] = ()
    """Row and column of each section and item, in the order of `Checklist.walk`."""
    issues: tuple[Issue, ...] = ()

    @property
    def errors(self) -> tuple[Issue, ...]:
        """The issues for which the list cannot be taken in."""
        return tuple(one for one in self.issues if one.severity is Severity.ERROR)


def review_pasted(text: str, choice: Choice) -> ListReview:
    """Read a table that was copied in Excel, WPS or Word; raises Refused when it is none."""
    return _reviewed(pasted_workbook(text, _("Clipboard")), None, choice)


def review(path: Path, *, sheet: str | None = None, choice: Choice) -> ListReview:
    """Read a file's list with everything that a person needs to judge it.

    A sheet in which no list was found is shown as well, with the reason among the issues. Raises
    Refused for what is no workbook or Word file, is damaged or encrypted, or holds no table.
    """
    with collector_at_rest():
        return _reviewed(_workbook(read_file(path), path.name), sheet, choice)


def _reviewed(workbook: Workbook, sheet: str | None, choice: Choice) -> ListReview:
    try:
        reading = read_list(workbook, sheet=sheet, choice=choice)
    except Refused as refusal:
        grid = _shown(workbook, sheet)
        if grid is None:
            raise
        return _unread(workbook, grid, choice, refusal.issues)
    grid = next(one for one in workbook.sheets if one.name == reading.sheet)
    return _read(workbook, grid, choice, reading)


@lru_cache(maxsize=1)
def _workbook(content: bytes, name: str) -> Workbook:
    """Keep the last workbook: a column's meaning is changed several times in a row."""
    return read_workbook(content, name)


def _shown(workbook: Workbook, sheet: str | None) -> Grid | None:
    """Return the sheet to show where none could be read: the one named, or the fullest."""
    if sheet is not None:
        return next((one for one in workbook.sheets if one.name == sheet), None)
    visible = [one for one in workbook.sheets if one.rows and not one.hidden]
    return max(visible, key=lambda one: len(one.rows), default=None)


def _read(workbook: Workbook, grid: Grid, choice: Choice, reading: ChecklistReading) -> ListReview:
    layout = reading.layout
    header = choice.header(grid)
    chosen = (choice.of(header) if header is not None else None) or {}
    meanings = layout.resolved.meanings()
    headers = {one.at: one.header for one in (*layout.columns, *layout.unknown)}
    source = _source(grid)
    return ListReview(
        file=workbook.name,
        sheets=_sheets(workbook),
        sheet=source,
        columns=_columns(source, headers, meanings, chosen),
        uses=_uses(source, reading),
        reasons={row.row - 1: row.code for row in reading.ignored},
        header=(layout.first_row, layout.last_row),
        fingerprint=layout.fingerprint,
        chosen=chosen,
        checklist=reading.checklist,
        places=reading.places,
        issues=reading.issues,
    )


def _unread(
    workbook: Workbook, grid: Grid, choice: Choice, issues: tuple[Issue, ...]
) -> ListReview:
    header = choice.header(grid)
    chosen = (choice.of(header) if header is not None else None) or {}
    source = _source(grid)
    known = known_columns(grid, header, chosen) if header is not None else ()
    uses = [RowUse.NONE] * len(source.rows)
    for row in range(header.first, header.last + 1) if header is not None else ():
        uses[row] = RowUse.HEADER
    return ListReview(
        file=workbook.name,
        sheets=_sheets(workbook),
        sheet=source,
        columns=_columns(
            source,
            {one.at: one.header for one in known},
            {one.at: _without_content(one.role) for one in known},
            chosen,
        ),
        uses=tuple(uses),
        header=None if header is None else (header.first, header.last),
        fingerprint="" if header is None else header.fingerprint,
        chosen=chosen,
        issues=_why(workbook, grid, header, issues),
    )


def _without_content(role: Role) -> Role:
    return Role.LEVEL if role is Role.NAME else role


def _why(
    workbook: Workbook, grid: Grid, header: Header | None, issues: tuple[Issue, ...]
) -> tuple[Issue, ...]:
    """Return why a sheet was not read, in words for somebody who can point at its cells."""
    if header is not None and any(one.code != "list.no_items" for one in issues):
        code = "list.no_content"
    elif header is None:
        code = "list.point_at_header"
    else:
        return issues
    place = Place(file=workbook.name, sheet=grid.name)
    return (Issue(code=code, severity=Severity.ERROR, place=place),)


def _sheets(workbook: Workbook) -> tuple[SheetChoice, ...]:
    return tuple(
        SheetChoice(one.name, one.hidden)
        for one in workbook.sheets
        if one.rows and not is_list_stamp(one.rows)
    )


def _source(grid: Grid) -> SourceSheet:
    rows = grid.rows[:MOST_ROWS]
    filled = (
        max((at for at, cell in enumerate(row, start=1) if cell.strip()), default=0) for row in rows
    )
    width = min(max(filled, default=0), MOST_COLUMNS)
    return SourceSheet(
        name=grid.name,
        rows=tuple(tuple(cell[:MOST_LETTERS] for cell in row[:width]) for row in rows),
        width=width,
        merges=tuple(one for one in grid.merges if one.top < MOST_ROWS and one.left < width),
    )


def _columns(
    source: SourceSheet,
    headers: Mapping[int, str],
    meanings: Mapping[int, Role],
    chosen: ColumnRoles,
) -> tuple[ReviewColumn, ...]:
    return tuple(
        ReviewColumn(
            at=at,
            letters=column_letters(at + 1),
            header=headers.get(at, ""),
            role=meanings.get(at, Role.IGNORED),
            is_chosen=column_letters(at + 1) in chosen,
        )
        for at in range(source.width)
    )


def _uses(source: SourceSheet, reading: ChecklistReading) -> tuple[RowUse, ...]:
    return tuple(_use_of_each(len(source.rows), reading))


def _use_of_each(count: int, reading: ChecklistReading) -> Iterator[RowUse]:
    layout = reading.layout
    begins: dict[int, RowUse] = {}
    for (_path, node), (row, _column) in zip(reading.checklist.walk(), reading.places, strict=True):
        if isinstance(node, Item):
            begins[row] = RowUse.ITEM
        else:
            begins.setdefault(row, RowUse.SECTION)
    ignored = {row.row - 1 for row in reading.ignored}
    for row in range(count):
        if layout.first_row <= row <= layout.last_row:
            yield RowUse.HEADER
        elif row in layout.title_rows:
            yield RowUse.TITLE
        elif row in begins:
            yield begins[row]
        elif row in ignored:
            yield RowUse.IGNORED
        else:
            yield RowUse.MORE if row in reading.lines else RowUse.NONE
