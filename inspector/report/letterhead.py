"""发文机关标志: the office in red over a paper, or several above each other beside 文件 (7.2.4)."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from inspector.report import paper, phrasing
from inspector.report.document import Head, RedHead
from inspector.report.headline import balanced
from inspector.report.pages import Text, on_one_line
from inspector.report.squares import Squares
from inspector.report.typeface import Style

ENDING: Final = "文件"
_SQUARES: Final = Squares(1.0)


class Letterhead(NamedTuple):
    """The lines of the mark, and the size that lets the longest fill the type area.

    With an `ending` the lines are offices, each spread to the breadth of the longest, and the
    ending stands beside them, mid-way between the first and the last.
    """

    lines: tuple[str, ...]
    size: float
    ending: str = ""

    @property
    def height(self) -> float:
        """Return how high its lines are together, in points."""
        return self.size * _height(len(self.lines))


def letterhead_of(head: Head) -> Letterhead:
    """Return what a full red head bears; one line of full size where only room is left.

    Several offices all stand in it, unless the office has put its own words there.
    """
    if head.red_head is not RedHead.FULL:
        return Letterhead(("",), paper.LETTERHEAD_LARGEST)
    words = on_one_line(head.letterhead)
    offices = tuple(filter(None, map(on_one_line, head.offices)))
    if not words and len(offices) > 1:
        return _joint(offices)
    office = head.office or phrasing.gap("发文机关")
    words = words or f"{on_one_line(office)}{ENDING}"
    lines = balanced(words, Squares(paper.LETTERHEAD_LEAST), paper.TYPE_WIDTH)
    size = min(paper.LETTERHEAD_LARGEST, paper.TYPE_WIDTH / _broadest(lines))
    return Letterhead(tuple(lines), size)


def _joint(offices: tuple[str, ...]) -> Letterhead:
    """Return the mark of several offices, as large as the type area and the page let it be."""
    across = _broadest(offices) + paper.LETTERHEAD_GAP + _SQUARES.width(ENDING)
    size = min(
        paper.LETTERHEAD_LARGEST,
        paper.TYPE_WIDTH / across,
        paper.LETTERHEAD_HIGHEST / _height(len(offices)),
    )
    return Letterhead(offices, size, ENDING)


def spread(name: str, taken: float, breadth: float) -> float:
    """Return what goes between the characters of a name for it to fill a breadth, in points."""
    return (breadth - taken) / max(len(name) - 1, 1)


def letterhead_texts(letterhead: Letterhead, style: Style) -> Iterator[Text]:
    """Place the mark in the type area, the ink of its first line at its distance from the top."""
    first = paper.LETTERHEAD_DROP + style.size * _ink_height(letterhead.lines[0], style)
    leading = style.size * paper.LETTERHEAD_LEADING
    if not letterhead.ending:
        for count, line in enumerate(letterhead.lines):
            yield Text.centred(line, paper.TYPE_WIDTH, first + count * leading, style)
        return
    breadth = max(map(style.width, letterhead.lines))
    beside = breadth + style.size * paper.LETTERHEAD_GAP
    left = (paper.TYPE_WIDTH - beside - style.width(letterhead.ending)) / 2
    for count, line in enumerate(letterhead.lines):
        spacing = spread(line, style.width(line), breadth)
        yield Text(left, first + count * leading, line, style, spacing)
    middle = first + (len(letterhead.lines) - 1) * leading / 2
    yield Text(left + beside, middle, letterhead.ending, style)


def _height(lines: int) -> float:
    """Return how high so many lines are together, in parts of their size."""
    return 1 + (lines - 1) * paper.LETTERHEAD_LEADING


def _broadest(lines: Sequence[str]) -> float:
    """Return how broad the broadest line is, in parts of its size."""
    return max(map(_SQUARES.width, lines))


def _ink_height(line: str, style: Style) -> float:
    """Return how high over the baseline a line is drawn, in parts of its size."""
    pieces = map(style.typeface.piece, line)
    return max(
        piece.glyph.box[3] / piece.outlines.metrics.units if piece.glyph else paper.EM_ASCENT
        for piece in pieces
    )
