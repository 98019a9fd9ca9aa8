"""How wide the columns and how high the rows of a DOCX's tables are, by plain squares."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from inspector.report import paper
from inspector.report.columns import Grid, column_widths, is_small
from inspector.report.document import Cell, Table
from inspector.report.docx_xml import TWIPS_PER_POINT, twips
from inspector.report.headline import balanced
from inspector.report.lines import ADDRESS_STROKES, NO_START, may_break
from inspector.report.squares import Squares
from inspector.report.tables import Needed, row_lines

_SIZES: Final = {"": paper.SIZE_SMALL_4, "Small": paper.SIZE_5}
"""The sizes of a table's text, by the end of the names of its styles."""
_SPARED: Final = 1.01
"""Columns leave their words a little room, as LibreOffice takes rules off a cell's width."""
_AIR: Final = 0.2
"""What LibreOffice puts between Chinese and Latin characters or digits, in squares; it cannot be
told to leave it out."""


class _Faces(NamedTuple):
    """A table's characters as plain squares: no font is asked, as another one may set it."""

    body: Squares
    strong: Squares


class TableMeasures(NamedTuple):
    """A table's widths and heights in points; `style` ends the names of its styles."""

    style: str
    widths: list[float]
    header: list[float]
    rows: list[float]


def size_of(style: str) -> float:
    """Return the size of text in a style of tables, in points, by the end of its name."""
    return _SIZES["Small" if style.endswith("Small") else ""]


def measured(table: Table, header: Sequence[Sequence[Cell]], width: float) -> TableMeasures:
    """Share a width out and reckon the rows, as high as in the PDF where no text is broader."""
    style = "Small" if is_small(table) else ""
    size = _SIZES[style]
    squares = Squares(size)
    head, body = Grid(header, len(table.columns)), Grid(table.rows, len(table.columns))
    spared = Squares(size * _SPARED)
    widths = column_widths(table, head, body, width, _Faces(spared, spared))
    return TableMeasures(
        style,
        widths,
        _heights(_needed(head, widths, squares, is_header=True), len(header), size),
        _heights(_needed(body, widths, squares, is_header=False), len(table.rows), size),
    )


def _heights(needed: Sequence[Needed], rows: int, size: float) -> list[float]:
    """Return the heights of rows, which the format counts in twips."""
    leading = twips(size * paper.TABLE_LEADING)
    room = twips(2 * paper.CELL_ROOM)
    return [(lines * leading + room) / TWIPS_PER_POINT for lines in row_lines(needed, rows)]


def _needed(
    grid: Grid, widths: Sequence[float], squares: Squares, *, is_header: bool
) -> list[Needed]:
    found = []
    for row, column, cell in grid.places:
        room = sum(widths[column : column + cell.across]) - 2 * paper.CELL_MARGIN
        room = max(room - cell.indent * squares.square, squares.square)
        lines = (
            len(balanced(cell.text, squares, room))
            if is_header
            else sum(lines_in(text, squares, room) for text in cell.text.split("\n"))
        )
        found.append(Needed(row, cell.down, lines))
    return found


def lines_in(text: str, squares: Squares, room: float) -> int:
    """Count the lines of a text as word processors fill them: each as full as it gets."""
    if text.isascii() and squares.width(text) <= room:
        return 1
    air = _AIR * squares.square
    lines, used, last = 1, 0.0, 0  # `last`: where the line may be cut, 0 for nowhere.
    widths = squares.widths(text)
    for at, (one, two) in enumerate(pairwise(f"{text[:1]}{text}")):
        if at and (may_break(text, at) or (one in ADDRESS_STROKES and two not in NO_START)):
            last = at
        widths[at] += air * (one.isalnum() and two.isalnum() and one.isascii() != two.isascii())
        used += widths[at]
        if used > room + paper.HAIR and two != " ":
            lines += 1
            last = last or at
            used = sum(widths[last : at + 1])
            last = 0
    return lines
