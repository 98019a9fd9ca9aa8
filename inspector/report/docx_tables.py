"""Tables of a DOCX: repeated header rows, rows that are not torn, cells across and down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import inf
from typing import Final

from inspector.report import docx_styles, paper
from inspector.report.document import Align, Cell, Column, Table
from inspector.report.docx_rows import TableMeasures, measured, size_of
from inspector.report.docx_xml import (
    KEEP_NEXT,
    TWIPS_PER_POINT,
    cell_margins,
    paragraph,
    row_height,
    run,
    table,
    table_cell,
    table_row,
    twips,
)
from inspector.report.headline import balanced
from inspector.report.paper import Area
from inspector.report.squares import Squares

_ALIGN: Final = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_HEAD: Final = "TableHead"
_TEXT: Final = "TableText"
_LAST_ROWS: Final = 4
"""So many last rows stay together and with what follows the table,"""
_TALL_LAST_ROWS: Final = 2
"""or so many where more would take too much of a page."""
_FIRST_ROWS: Final = 2
"""How many first rows stay with the row after them, so that no table begins with less."""
_WHOLE: Final = 0.5
"""A table that takes no more than this part of a page stays on one, however much is left blank."""
_SLACK: Final = 2 * paper.TABLE_RULE
"""What a cell's text leaves free over and under it of a row of given height: so neither rules nor
lines rounded up make it higher."""
_TALLEST_ROW: Final = 0.8
"""A row that may take more than this part of a page is torn; how high it is can only be guessed."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell in its place of the grid; `cell` is None where one from above reaches down."""

    column: int
    cell: Cell | None
    across: int


class WordTable:
    """A table as wide as a page's area; `kept` keeps its end with what follows.

    `room` is what is left for it on the page that it begins on, `under` how high the notes are
    that close it, in points.
    """

    def __init__(
        self, table: Table, area: Area, *, kept: bool, room: float = inf, under: float = 0.0
    ) -> None:
        self._table = table
        self._header = table.header or (tuple(Cell(text=one.title) for one in table.columns),)
        self._measures = measured(table, self._header, area.width)
        self._placed = list(_placed(table.rows, len(table.columns)))
        keeps = _keeps(self._placed, self._measures, area, room, under, kept=kept)
        self._keeps = list(keeps)
        tallest = _TALLEST_ROW * area.height
        self._torn = [height > tallest for height in self._measures.rows]

    @property
    def header_height(self) -> float:
        """Return how high what is said again on each page is, in points."""
        return sum(self._measures.header)

    @property
    def bands(self) -> tuple[float, ...]:
        """Return how high the rows are, in points, those together that stay on one page."""
        return tuple(map(sum, self._by_band()))

    def xml(
        self, grown: Sequence[float] = (), joined: Sequence[bool] = (), closing: str = ""
    ) -> str:
        """Return the table as text; with `grown` (points) its rows have the heights of its bands.

        They are then higher by so much, and higher than what they hold; those `joined` stay with
        the next band. What is `closing` stands in a last row without lines: on its page,
        LibreOffice then keeps rows with it.
        """
        measures, columns = self._measures, self._table.columns
        edges = list(map(twips, accumulate(measures.widths, initial=0.0)))
        widths = [right - left for left, right in pairwise(edges)]
        head, body = f"{_HEAD}{measures.style}", f"{_TEXT}{measures.style}"
        header = [
            _row(places, widths, columns, head, height if grown else 0.0,
                 is_header=True, is_kept=True)
            for places, height in zip(_placed(self._header, len(widths)), measures.header,
                                      strict=True)
        ]  # fmt: skip
        rows = [
            _row(places, widths, columns, body, height, is_kept=is_kept, is_torn=is_torn)
            for places, height, is_kept, is_torn in zip(
                self._placed, self._heights(grown), self._kept(joined), self._torn, strict=True
            )
        ]
        if closing:
            rows.append(_closing_row(closing, widths))
        return table(
            docx_styles.TABLE,
            widths,
            header + rows,
            cell_margins(paper.CELL_ROOM - _SLACK) if grown else "",
        )

    def _heights(self, grown: Sequence[float]) -> list[float]:
        """Return the heights to give to the rows, 0 where what they hold decides."""
        if not grown:
            return [0.0] * len(self._placed)
        grown_bands = zip(self._by_band(), grown, strict=True)
        return [height + more / len(band) for band, more in grown_bands for height in band]

    def _kept(self, joined: Sequence[bool]) -> list[bool]:
        """Tell of each row whether it stays with the next one, where some bands are joined."""
        ends = iter(joined)
        return [is_kept or next(ends, False) for is_kept in self._keeps]

    def _by_band(self) -> Iterator[list[float]]:
        band: list[float] = []
        for height, is_kept in zip(self._measures.rows, self._keeps, strict=True):
            band.append(height)
            if not is_kept:
                yield band
                band = []
        if band:
            yield band


def _keeps(
    placed: Sequence[Sequence[_Place]],
    measures: TableMeasures,
    area: Area,
    room: float,
    under: float,
    *,
    kept: bool,
) -> Iterator[bool]:
    """Tell of each row whether it stays with what comes after it.

    A long table that finds room for one row, but not for several, begins with less: LibreOffice
    would take them to the next page, but then leave the rest of that blank. One with notes that
    is not kept whole can be parted, lest it leave its title behind.
    """
    last = len(placed) - (not kept)
    header, rows = sum(measures.header), measures.rows
    several = header + sum(rows[: _FIRST_ROWS + 1]) + paper.LINE_PITCH  # They may have to grow.
    first_rows = 0 if header + sum(rows[:1]) <= room < several else _FIRST_ROWS
    most = _WHOLE * area.height - under
    if header + sum(rows) <= most:
        first_rows = len(placed)
    may_part = len(placed) > first_rows + _LAST_ROWS
    is_low = sum(rows[-_LAST_ROWS:]) <= most
    last_rows = _LAST_ROWS if is_low and (may_part or not under) else _TALL_LAST_ROWS
    captions = [len(places) == 1 < len(measures.widths) for places in placed]
    for number, is_caption in enumerate(captions):
        is_opening = is_caption or any(captions[max(number - 1, 0) : number])
        is_end = number < first_rows or number >= len(placed) - last_rows
        yield number < last and (is_end or is_opening)


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
    height: float,
    *,
    is_header: bool = False,
    is_kept: bool = False,
    is_torn: bool = False,
) -> str:
    cells = "".join(
        _cell(place, sum(widths[place.column : place.column + place.across]),
              None if is_header else columns[place.column].align, style, is_kept=is_kept)
        for place in places
    )  # fmt: skip
    repeated = "<w:tblHeader/>" if is_header else ""
    whole = "" if is_torn else "<w:cantSplit/>"
    least = row_height(twips(height)) if height and not is_torn else ""
    return f"<w:tr><w:trPr>{whole}{least}{repeated}</w:trPr>{cells}</w:tr>"


def _closing_row(content: str, widths: Sequence[int]) -> str:
    """Return a row of one cell without lines and margins."""
    borders = "".join(f'<w:{side} w:val="nil"/>' for side in ("left", "bottom", "right"))
    sides = ("top", "left", "bottom", "right")
    margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in sides)
    properties = (
        f'<w:gridSpan w:val="{len(widths)}"/><w:tcBorders>{borders}</w:tcBorders>'
        f"<w:tcMar>{margins}</w:tcMar>"
    )
    return table_row([table_cell(sum(widths), content, properties)])


def _cell(place: _Place, width: int, align: Align | None, style: str, *, is_kept: bool) -> str:
    """Return a cell; one without an alignment heads a column, in even lines parted at words."""
    cell = place.cell
    span = f'<w:gridSpan w:val="{place.across}"/>' if place.across > 1 else ""
    merged = "<w:vMerge/>" if cell is None else ""
    if cell is not None and cell.down > 1:
        merged = '<w:vMerge w:val="restart"/>'
    if align is None and cell is not None:
        size = Squares(size_of(style))
        room = width / TWIPS_PER_POINT - 2 * paper.CELL_MARGIN
        cell = replace(cell, text="\n".join(balanced(cell.text, size, room)))
    text = _cell_text(cell or Cell(), align, style, is_kept=is_kept)
    return table_cell(width, text, f'{span}{merged}<w:vAlign w:val="center"/>')


def _cell_text(cell: Cell, align: Align | None, style: str, *, is_kept: bool) -> str:
    chosen = cell.align or align
    aligned = f'<w:jc w:val="{_ALIGN[chosen]}"/>' if chosen is not None else ""
    if cell.indent:
        aligned = f'<w:ind w:left="{twips(cell.indent * size_of(style))}"/>{aligned}'
    kept = KEEP_NEXT if is_kept else ""
    emphasis = docx_styles.EMPHASIS if cell.strong else ""
    return "".join(
        paragraph(style, run(line, emphasis), f"{kept}{aligned}") for line in cell.text.split("\n")
    )
