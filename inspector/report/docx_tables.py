"""Tables of a DOCX: repeated header rows, rows that are not torn, cells across and down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from inspector.report import docx_styles, paper
from inspector.report.columns import is_small
from inspector.report.document import Align, Cell, Column, Signature, Table
from inspector.report.docx_xml import KEEP_NEXT, paragraph, run, twips
from inspector.report.signing import date_to_fill, in_rows, is_sealed, label

_ALIGN: Final = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_LEAST_SHARE, _MOST_SHARE = 4, 24
"""Characters that a column without a width of its own is taken to want."""
_KEPT_ROWS: Final = 2
"""How many last rows stay with what follows the table."""
_FIRST_ROWS: Final = 2
"""How many first rows stay with the row after them, so that no table begins with less."""
_WHOLE_ROWS, _WHOLE_CELL = 15, 40
"""A table of up to so many rows, whose cells hold fewer characters, stays on one page."""
_TALLER_THAN_A_PAGE: Final = 400
"""A cell of so many characters may need more than a page of a narrow column: its row is torn."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell in its place of the grid; `cell` is None where one from above reaches down."""

    column: int
    cell: Cell | None
    across: int


def table_xml(table: Table, width: int, *, kept: bool) -> str:
    """Return a table `width` twips wide; `kept` keeps its end with what follows."""
    size = "Small" if is_small(table) else ""
    head, body = f"TableHead{size}", f"TableText{size}"
    widths = _widths(table, width)
    header = table.header or (tuple(Cell(text=one.title) for one in table.columns),)
    rows = [
        _row(places, widths, table.columns, head, is_header=True, is_kept=True)
        for places in _placed(header, len(widths))
    ]
    placed = list(_placed(table.rows, len(widths)))
    last = len(placed) - (not kept)
    is_whole = len(placed) <= _WHOLE_ROWS and _longest(table) < _WHOLE_CELL
    first_rows = len(placed) if is_whole else _FIRST_ROWS
    rows += [
        _row(
            places,
            widths,
            table.columns,
            body,
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


def _longest(table: Table) -> int:
    return max((len(cell.text) for row in table.rows for cell in row), default=0)


def _table(style: str, widths: Sequence[int], rows: Sequence[str]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _widths(table: Table, width: int) -> list[int]:
    """Share the width out by the columns' shares, or by what stands in columns without one."""
    shares = [one.width or _wanted(table, number) for number, one in enumerate(table.columns)]
    edges = [width * sum(shares[:number]) // sum(shares) for number in range(len(shares) + 1)]
    return [end - start for start, end in pairwise(edges)]


def _wanted(table: Table, number: int) -> int:
    texts = [table.columns[number].title]
    texts += [row[number].text for row in table.rows if len(row) == len(table.columns)]
    return min(max(max(map(len, texts)), _LEAST_SHARE), _MOST_SHARE)


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
) -> str:
    is_band = len(places) == 1 and not is_header
    cells = "".join(
        _cell(place, sum(widths[place.column : place.column + place.across]),
              None if is_header else columns[place.column].align, style,
              is_kept=is_kept or is_band)
        for place in places
    )  # fmt: skip
    repeated = "<w:tblHeader/>" if is_header else ""
    longest = max((len(place.cell.text) for place in places if place.cell), default=0)
    whole = "<w:cantSplit/>" if longest < _TALLER_THAN_A_PAGE else ""
    return f"<w:tr><w:trPr>{whole}{repeated}</w:trPr>{cells}</w:tr>"


def _cell(place: _Place, width: int, align: Align | None, style: str, *, is_kept: bool) -> str:
    cell = place.cell
    span = f'<w:gridSpan w:val="{place.across}"/>' if place.across > 1 else ""
    merged = "<w:vMerge/>" if cell is None else ""
    if cell is not None and cell.down > 1:
        merged = '<w:vMerge w:val="restart"/>'
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merged}<w:vAlign w:val="center"/>'
    text = _cell_text(cell or Cell(), align, style, is_kept=is_kept)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text}</w:tc>"


def _cell_text(cell: Cell, align: Align | None, style: str, *, is_kept: bool) -> str:
    chosen = cell.align or align
    aligned = f'<w:jc w:val="{_ALIGN[chosen]}"/>' if chosen is not None else ""
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
    texts = [label(field) + date_to_fill(field) for field in fields]
    texts += [""] * (len(widths) - len(texts))
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="bottom"/></w:tcPr>'
        f"{paragraph('Signature', run(text), kept)}</w:tc>"
        for width, text in zip(widths, texts, strict=True)
    )
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/></w:trPr>'
        f"{cells}</w:tr>"
    )
