"""Tables on pages: cells by the breaker, slices that fit a page."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from typing import Final, NamedTuple

from inspector.report import paper
from inspector.report.columns import Grid, TableStyles, column_widths
from inspector.report.document import Align, Cell, Table
from inspector.report.headline import balanced
from inspector.report.lines import Line
from inspector.report.pages import Page, Rule, Spans
from inspector.report.typeface import Style

_CONTINUED: Final = "（续）"
_TICK_BOX: Final = " □"
_LOOSE: Final = 0.08
"""Lines of a cell that would need more air between characters (squares) stay ragged."""
_ROWS_UNDER_CAPTION: Final = 2
"""So many rows follow a caption on its page."""
_LAST_ROWS: Final = 4
"""So many rows stand on a table's last page, if the page before keeps as many as it hands on."""
_LEAST_TORN_LINES: Final = 4
"""A row taller than a page begins where at least so many of its lines fit."""


@dataclass(slots=True)
class _Box:
    """A cell in its place: columns and rows it covers, and its broken lines."""

    row: int
    column: int
    across: int
    down: int
    align: Align
    indent: float
    """Points by which its lines are set in."""
    lines: list[tuple[Spans, Line]]


class Needed(NamedTuple):
    """How many lines a cell takes of its row, or of the rows that it covers."""

    row: int
    down: int
    lines: int


class Position(NamedTuple):
    """A place in a table's body: before a row, or before a line within a torn row."""

    row: int
    line: int = 0


class Slice(NamedTuple):
    """What stands on one page: the body from `start` to `end` and the heights of its rows."""

    start: Position
    end: Position
    heights: tuple[float, ...]
    height: float
    """Of the whole, header included."""


class LaidTable:
    """A table set to a width in points: ask for slices, then draw them."""

    def __init__(self, table: Table, width: float, styles: TableStyles) -> None:
        self._styles = styles
        self._table = table
        header = table.header or (tuple(Cell(text=column.title) for column in table.columns),)
        if not any(cell.text for row in header for cell in row):
            header = ()
        count = len(table.columns)
        head, body = Grid(header, count), Grid(table.rows, count)
        widths = column_widths(table, head, body, width, styles)
        self._edges = [0.0, *accumulate(widths)]
        self._head_boxes = self._boxes(head, header=True)
        self._boxes_by_row = _by_row(self._boxes(body, header=False), len(table.rows))
        self._head_owners, self._owners = head.owners, body.owners
        head_lines = row_lines(_needed(self._head_boxes), len(header))
        self._head_heights = list(map(self._height, head_lines))
        body_boxes = [box for boxes in self._boxes_by_row for box in boxes]
        self._row_lines = row_lines(_needed(body_boxes), len(table.rows))
        self._spanning = [box for box in body_boxes if box.down > 1]
        self.head_height = sum(self._head_heights)
        self._captions = [row for row in range(len(table.rows)) if self._is_caption(row)]

    @property
    def end(self) -> Position:
        """Return the place after the last row."""
        return Position(len(self._row_lines))

    def take(self, start: Position, room: float, page_room: float) -> Slice | None:
        """Return as much as fits from `start`, or None if not a row does.

        A row is torn only if it is taller than `page_room`, a page's whole room.
        """
        left = room - self._height_over(start) + paper.HAIR
        fresh = room > page_room - paper.HAIR
        if left < 0 and not fresh:
            return None
        row, line = start
        while row < len(self._row_lines):
            height = self._height(self._row_lines[row] - line)
            if height > left:
                break
            left -= height
            row, line = row + 1, 0
        else:
            return self.cut(start, self.end)
        if height > page_room - self._height_over(Position(row, 1)) + paper.HAIR:
            fitting = int((left - 2 * paper.CELL_ROOM) // self._styles.leading)
            alone = fresh and (row, line) == start
            if alone or fitting >= _LEAST_TORN_LINES:
                single = self._row_lines[row] - line - fitting == 1  # Not one line by itself.
                return self.cut(start, Position(row, line + max(fitting - single, 1)))
        if not line:
            row -= self._handed_on(start.row, row, page_room)
            row = self._before_captions(start.row + fresh, row)
        return self.cut(start, Position(row, line)) if (row, line) > start else None

    def _handed_on(self, first: int, row: int, page_room: float) -> int:
        """Return how many rows of a page go on to the last one, which would hold too few."""
        left = len(self._row_lines) - row
        for more in range(_LAST_ROWS - left, 0, -1):
            end = self.cut(Position(row - more), self.end)
            if row - first - more >= left + more and end.height <= page_room + paper.HAIR:
                return more
        return 0

    def _before_captions(self, first: int, row: int) -> int:
        """Step back over captions with fewer than their first rows beside them, but to `first`."""
        for at in range(row - 1, max(row - 1 - _ROWS_UNDER_CAPTION, first - 1), -1):
            if self._is_caption(at):
                row = at
        return row

    def _is_caption(self, row: int) -> bool:
        """Tell whether a row is one strong cell over all columns, which opens those below it."""
        cells = self._table.rows[row]
        return len(cells) == 1 and cells[0].strong and cells[0].across >= len(self._edges) - 1

    def cut(self, start: Position, end: Position) -> Slice:
        """Return the slice between two places."""
        lines = self._lines_between(start, end)
        heights = tuple(map(self._height, lines))
        return Slice(start, end, heights, self._height_over(start) + sum(heights))

    def _running_caption(self, start: Position) -> _Box | None:
        """Return the caption to say again over a slice that begins below it, marked （续）."""
        above = bisect_left(self._captions, start.row + bool(start.line))
        if not above or not (start.line or not self._is_caption(start.row)):
            return None
        (box,) = self._boxes_by_row[self._captions[above - 1]]
        cell = self._table.rows[box.row][0]
        again = replace(cell, text=cell.text + _CONTINUED, across=box.across)
        return replace(box, lines=self._lines(again, box.column, box.align, False))

    def _height_over(self, start: Position) -> float:
        """Return what stands over the rows of a slice: the header, and a caption said again."""
        caption = self._running_caption(start) if start != self.end else None
        return self.head_height + (self._height(len(caption.lines)) if caption else 0.0)

    def tails(self, piece: Slice, count: int) -> Iterator[Slice]:
        """Give the ends of a slice that may stand by themselves: `count` rows, or fewer."""
        if not piece.end.line:
            for row in range(max(piece.end.row - count, piece.start.row + 1), piece.end.row):
                yield self.cut(Position(row), piece.end)

    def torn_tails(self, piece: Slice, count: int) -> Iterator[Slice]:
        """Give the ends of a slice that tear its last row: `count` lines of it, or fewer."""
        start, end = piece.start, piece.end
        if start == end:
            return
        last = end.row if end.line else end.row - 1
        lines = end.line or self._row_lines[last]
        first = start.line if last == start.row else 0
        for line in range(max(lines - count, first + 1), lines):
            yield self.cut(Position(last, line), end)

    def draw(self, piece: Slice, page: Page, left: float, top: float) -> None:
        """Draw a slice with the header over it."""
        heads = [top, *accumulate(self._head_heights, initial=top)][1:]
        edges = [left + edge for edge in self._edges]
        page.rules.extend(_rules(edges, heads, self._head_owners))
        for box in self._head_boxes:
            self._draw_box(page, box, left, heads[box.row], heads[box.row + box.down], box.lines)
        if not piece.heights:
            return
        first = heads[-1]
        if caption := self._running_caption(piece.start):
            bottom = first + self._height(len(caption.lines))
            page.rules.extend(_rules(edges, [first, bottom], [self._owners[caption.row]]))
            self._draw_box(page, caption, left, first, bottom, caption.lines)
            first = bottom
        tops = list(accumulate(piece.heights, initial=first))
        rows = range(piece.start.row, piece.start.row + len(piece.heights))
        page.rules.extend(_rules(edges, tops, [self._owners[row] for row in rows]))
        for row in rows:
            for box in self._boxes_by_row[row]:
                if box.down == 1:
                    at = row - rows.start
                    shown = self._shown(box, piece)
                    self._draw_box(page, box, left, tops[at], tops[at + 1], shown)
        for box in self._spanning:
            self._draw_spanning(page, box, left, piece, tops)

    # --- measuring -------------------------------------------------------------------------

    def _boxes(self, grid: Grid, *, header: bool) -> list[_Box]:
        return [
            _Box(
                row,
                column,
                cell.across,
                cell.down,
                align,
                self._indent(cell),
                self._lines(cell, column, align, header),
            )
            for row, column, cell in grid.places
            for align in [Align.CENTRE if header else self._align(cell, column)]
        ]

    def _align(self, cell: Cell, column: int) -> Align:
        if cell.align is not None:
            return cell.align
        return self._table.columns[column].align

    def _indent(self, cell: Cell) -> float:
        return cell.indent * self._styles.body.size

    def _lines(
        self, cell: Cell, column: int, align: Align, header: bool
    ) -> list[tuple[Spans, Line]]:
        style = self._styles.strong if header or cell.strong else self._styles.body
        room = self._edges[column + cell.across] - self._edges[column]
        room -= 2 * paper.CELL_MARGIN + self._indent(cell)
        lines: list[tuple[Spans, Line]] = []
        for paragraph in _paragraphs(cell.text, style, room, header):
            spans = Spans.plain(paragraph, style)
            for line in spans.lines(room, justify=align is Align.LEFT):
                loose = line.spacing > _LOOSE * style.square
                lines.append((spans, line._replace(spacing=0.0) if loose else line))
        return lines

    def _height(self, lines: int) -> float:
        """Return the height of a row, or of a part of one, of so many lines."""
        return lines * self._styles.leading + 2 * paper.CELL_ROOM

    def _lines_between(self, start: Position, end: Position) -> list[int]:
        """Return how many lines of each row stand between two places."""
        lines = self._row_lines[start.row : end.row]
        if end.line:
            lines.append(end.line)
        if start.line:
            lines[0] -= start.line
        return lines

    # --- drawing ---------------------------------------------------------------------------

    def _shown(self, box: _Box, piece: Slice) -> list[tuple[Spans, Line]]:
        """Return the lines of a cell that stand in this slice; a torn row shows a part."""
        first = piece.start.line if box.row == piece.start.row else 0
        last = piece.end.line if box.row == piece.end.row else len(box.lines)
        return box.lines[first:last]

    def _draw_spanning(
        self, page: Page, box: _Box, left: float, piece: Slice, tops: Sequence[float]
    ) -> None:
        """Draw what a cell over several rows says on this page.

        Its lines go on over a page break; a text that was said whole is said again, so that each
        page can be read by itself.
        """
        first = piece.start.row
        covered = range(max(box.row, first), min(box.row + box.down, first + len(tops) - 1))
        if not covered:
            return
        begun = Position(box.row)
        said = sum(self._lines_between(begun, max(begun, piece.start)))
        room = sum(
            self._lines_between(
                max(begun, piece.start), min(piece.end, Position(box.row + box.down))
            )
        )
        lines = box.lines[said : said + room]
        if said >= len(box.lines) <= room:
            lines = box.lines
        top, bottom = tops[covered.start - first], tops[covered.stop - first]
        self._draw_box(page, box, left, top, bottom, lines)

    def _draw_box(
        self,
        page: Page,
        box: _Box,
        left: float,
        top: float,
        bottom: float,
        lines: Sequence[tuple[Spans, Line]],
    ) -> None:
        """Draw a cell's lines, in the middle of its height."""
        leading, size = self._styles.leading, self._styles.body.size
        x = left + self._edges[box.column] + paper.CELL_MARGIN + box.indent
        room = self._edges[box.column + box.across] - self._edges[box.column]
        room -= 2 * paper.CELL_MARGIN + box.indent
        baseline = top + (bottom - top - len(lines) * leading) / 2
        baseline += paper.baseline(leading, size)
        for spans, line in lines:
            slack = room - line.width if not line.spacing and not line.is_tight else 0.0
            shift = {Align.LEFT: 0.0, Align.CENTRE: slack / 2, Align.RIGHT: slack}[box.align]
            page.texts.extend(spans.place(line, x + max(shift, 0.0), baseline))
            baseline += leading


def _rules(
    edges: Sequence[float], tops: Sequence[float], owners: Sequence[Sequence[int]]
) -> Iterator[Rule]:
    """Give the lines between fields of different owners, each as long as it goes."""
    last = len(owners)
    for row in range(last + 1):
        drawn = [
            row in (0, last) or owners[row - 1][column] != owners[row][column]
            for column in range(len(edges) - 1)
        ]
        for start, stop in _runs(drawn):
            yield Rule(edges[start], tops[row], edges[stop], tops[row], paper.TABLE_RULE)
    for column in range(len(edges)):
        drawn = [column in (0, len(edges) - 1) or row[column - 1] != row[column] for row in owners]
        for start, stop in _runs(drawn):
            yield Rule(edges[column], tops[start], edges[column], tops[stop], paper.TABLE_RULE)


def _needed(boxes: Iterable[_Box]) -> list[Needed]:
    return [Needed(box.row, box.down, len(box.lines)) for box in boxes]


def row_lines(needed: Sequence[Needed], rows: int) -> list[int]:
    """Return of how many lines each row is; what covers several rows is shared among them."""
    lines = [1] * rows
    for row, down, count in needed:
        if down == 1:
            lines[row] = max(lines[row], count)
    for row, down, count in needed:
        if down > 1:
            covered = range(row, row + down)
            missing = count - sum(lines[one] for one in covered)
            for number, one in enumerate(reversed(covered)):
                lines[one] += max(missing + number, 0) // down
    return lines


def _paragraphs(text: str, style: Style, room: float, header: bool) -> list[str]:
    """Cut a cell's text where it must be: titles into even lines, boxes to tick one by one."""
    if header:
        return balanced(text, style, room)
    if _TICK_BOX in text and style.width(text) > room:
        text = text.replace(_TICK_BOX, _TICK_BOX.replace(" ", "\n"))
    return text.splitlines()


def _runs(drawn: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Give the stretches of true values as (start, stop)."""
    at = 0
    for value, group in groupby(drawn):
        length = sum(1 for _ in group)
        if value:
            yield at, at + length
        at += length


def _by_row(boxes: Sequence[_Box], rows: int) -> list[list[_Box]]:
    found: list[list[_Box]] = [[] for _ in range(rows)]
    for box in boxes:
        found[box.row].append(box)
    return found
