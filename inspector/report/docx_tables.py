"""Tables of a DOCX: repeated header rows, rows that are not torn, cells across and down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import ceil
from typing import Final, NamedTuple

from inspector.report import docx_styles, paper
from inspector.report.columns import Grid, column_widths, is_small
from inspector.report.document import Align, Cell, Column, Signature, Table
from inspector.report.docx_xml import KEEP_NEXT, TWIPS_PER_POINT, paragraph, run, tab, twips
from inspector.report.headline import Squares, balanced
from inspector.report.paper import Area
from inspector.report.signing import date_to_fill, in_rows, is_sealed, label

_ALIGN: Final = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_HEAD: Final = "TableHead"
_TEXT: Final = "TableText"
_SIZES: Final = {"": paper.SIZE_SMALL_4, "Small": paper.SIZE_5}
"""The sizes of a table's text, by the end of the names of its styles."""
_KEPT_ROWS: Final = 2
"""How many last rows stay with what follows the table."""
_FIRST_ROWS: Final = 2
"""How many first rows stay with the row after them, so that no table begins with less."""
_WHOLE: Final = 0.5
"""A table that takes no more than this part of a page stays on one, however much is left blank."""
_TALLEST_ROW: Final = 0.8
"""A row that may take more than this part of a page is torn; how high it is can only be guessed."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell in its place of the grid; `cell` is None where one from above reaches down."""

    column: int
    cell: Cell | None
    across: int


class _Faces(NamedTuple):
    """A table's characters as plain squares: no font is asked, as another one may set it."""

    body: Squares
    strong: Squares


class _Reckoned(NamedTuple):
    """The widths of a table's columns and about how high its rows come out, points."""

    widths: list[float]
    header: float
    rows: list[float]


def table_xml(table: Table, area: Area, *, kept: bool) -> str:
    """Return a table as wide as a page's area; `kept` keeps its end with what follows."""
    size = "Small" if is_small(table) else ""
    head, body = f"{_HEAD}{size}", f"{_TEXT}{size}"
    header = table.header or (tuple(Cell(text=one.title) for one in table.columns),)
    reckoned = _reckoned(table, header, area.width)
    edges = list(map(twips, accumulate(reckoned.widths, initial=0.0)))
    widths = [right - left for left, right in pairwise(edges)]
    rows = [
        _row(places, widths, table.columns, head, is_header=True, is_kept=True)
        for places in _placed(header, len(widths))
    ]
    placed = list(_placed(table.rows, len(widths)))
    last = len(placed) - (not kept)
    is_whole = reckoned.header + sum(reckoned.rows) <= _WHOLE * area.height
    first_rows = len(placed) if is_whole else _FIRST_ROWS
    rows += [
        _row(
            places,
            widths,
            table.columns,
            body,
            is_torn=reckoned.rows[number] > _TALLEST_ROW * area.height,
            is_kept=number < last
            and (
                number < first_rows
                or number >= len(placed) - _KEPT_ROWS
                or len(placed[number - 1]) == 1
            ),
        )
        for number, places in enumerate(placed)
    ]
    return _table(docx_styles.TABLE, widths, rows)


def _reckoned(table: Table, header: Sequence[Sequence[Cell]], width: float) -> _Reckoned:
    size = _SIZES["Small" if is_small(table) else ""]
    faces = _Faces(Squares(size), Squares(size))
    head, body = Grid(header, len(table.columns)), Grid(table.rows, len(table.columns))
    widths = column_widths(table, head, body, width, faces)
    heights = _heights(head, widths, size, len(header))
    return _Reckoned(widths, sum(heights), _heights(body, widths, size, len(table.rows)))


def _heights(grid: Grid, widths: Sequence[float], size: float, rows: int) -> list[float]:
    """Reckon the heights of rows; what a cell over several rows needs more is left out."""
    lines = [1] * rows
    squares = Squares(size)
    for row, column, cell in grid.places:
        room = sum(widths[column : column + cell.across]) - 2 * paper.CELL_MARGIN
        room = max(room - cell.indent * size, size)
        if cell.down == 1:
            needed = sum(max(ceil(squares.width(t) / room), 1) for t in cell.text.split("\n"))
            lines[row] = max(lines[row], needed)
    return [count * size * paper.TABLE_LEADING + 2 * paper.CELL_ROOM for count in lines]


def _table(style: str, widths: Sequence[int], rows: Sequence[str]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _placed(rows: Sequence[Sequence[Cell]], columns: int) -> Iterator[list[_Place]]:
    """Put cells into the grid; a place that a cell from above reaches holds none."""
    reaching: dict[int, tuple[int, int]] = {}
    for row in rows:
        places, cells, column = [], iter(row), 0
        while column < columns:
            if column in reaching:
                left, across = reaching.pop(column)
                if left > 1:
                    reaching[column] = (left - 1, across)
                places.append(_Place(column, None, across))
            else:
                cell = next(cells, Cell())
                across = min(max(cell.across, 1), columns - column)
                if cell.down > 1:
                    reaching[column] = (cell.down - 1, across)
                places.append(_Place(column, cell, across))
            column += places[-1].across
        yield places


def _row(
    places: Sequence[_Place],
    widths: Sequence[int],
    columns: Sequence[Column],
    style: str,
    *,
    is_header: bool = False,
    is_kept: bool = False,
    is_torn: bool = False,
) -> str:
    is_band = len(places) == 1 and not is_header
    cells = "".join(
        _cell(place, sum(widths[place.column : place.column + place.across]),
              None if is_header else columns[place.column].align, style,
              is_kept=is_kept or is_band)
        for place in places
    )  # fmt: skip
    repeated = "<w:tblHeader/>" if is_header else ""
    whole = "" if is_torn else "<w:cantSplit/>"
    return f"<w:tr><w:trPr>{whole}{repeated}</w:trPr>{cells}</w:tr>"


def _cell(place: _Place, width: int, align: Align | None, style: str, *, is_kept: bool) -> str:
    """Return a cell; one without an alignment heads a column, in even lines parted at words."""
    cell = place.cell
    span = f'<w:gridSpan w:val="{place.across}"/>' if place.across > 1 else ""
    merged = "<w:vMerge/>" if cell is None else ""
    if cell is not None and cell.down > 1:
        merged = '<w:vMerge w:val="restart"/>'
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merged}<w:vAlign w:val="center"/>'
    if align is None and cell is not None:
        size = Squares(_SIZES[style.removeprefix(_HEAD)])
        room = width / TWIPS_PER_POINT - 2 * paper.CELL_MARGIN
        cell = replace(cell, text="\n".join(balanced(cell.text, size, room)))
    text = _cell_text(cell or Cell(), align, style, is_kept=is_kept)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text}</w:tc>"


def _cell_text(cell: Cell, align: Align | None, style: str, *, is_kept: bool) -> str:
    chosen = cell.align or align
    aligned = f'<w:jc w:val="{_ALIGN[chosen]}"/>' if chosen is not None else ""
    if cell.indent:
        size = _SIZES[style.removeprefix(_TEXT)]
        aligned = f'<w:ind w:left="{twips(cell.indent * size)}"/>{aligned}'
    kept = KEEP_NEXT if is_kept else ""
    emphasis = docx_styles.EMPHASIS if cell.strong else ""
    return "".join(
        paragraph(style, run(line, emphasis), f"{kept}{aligned}") for line in cell.text.split("\n")
    )


def signature_xml(block: Signature, width: int) -> str:
    """Return the fields to be signed as a table without lines, kept together."""
    rows = in_rows(block.fields)
    each = len(rows[0]) if rows else 1
    parts = [width // each] * each
    made = [_signature_row(fields, parts, is_last=fields is rows[-1]) for fields in rows]
    return _table(docx_styles.BARE_TABLE, parts, made)


def _signature_row(fields: Sequence[str], widths: Sequence[int], *, is_last: bool) -> str:
    height = twips(paper.SEAL_ROOM if is_sealed(fields) else paper.SIGNATURE_ROOM)
    kept = "" if is_last else KEEP_NEXT
    filled = [*fields, *[""] * (len(widths) - len(fields))]
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="bottom"/></w:tcPr>'
        f"{_field_to_sign(field, width, kept)}</w:tc>"
        for width, field in zip(widths, filled, strict=True)
    )
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/></w:trPr>'
        f"{cells}</w:tr>"
    )


def _field_to_sign(field: str, width: int, kept: str) -> str:
    """Return a field with the words of a date, or with a line to write on."""
    if not field:
        return paragraph("Signature", "", kept)
    dated = date_to_fill(field)
    if dated:
        return paragraph("Signature", run(label(field) + dated), kept)
    end = width - twips(paper.SIZE_SMALL_4)
    stop = f'<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="{end}"/></w:tabs>'
    return paragraph("Signature", run(label(field)) + tab(), kept + stop)
