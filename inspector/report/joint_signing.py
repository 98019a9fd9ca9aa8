"""署名 of several offices beneath their seals: in rows, 成文日期 under the last (7.3.5.1)."""

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from inspector.report import paper
from inspector.report.document import Head
from inspector.report.headline import balanced
from inspector.report.pages import on_one_line
from inspector.report.phrasing import written
from inspector.report.signing import MOST_IN_A_ROW, in_rows
from inspector.report.squares import Measured


class Centred(NamedTuple):
    """A text and where its middle stands, in points from the left of the type area."""

    middle: float
    text: str


def sealed_lines(head: Head, style: Measured) -> Iterator[tuple[Centred, ...]]:
    """Yield what stands on each line, nothing on an empty one.

    Each row of names has room for its seals; the last ends at the right, where the date has its
    place.
    """
    rows = in_rows(head.offices, _most_in_a_row(head.offices, style))
    dated = written(head.dated)
    middles = _middles(len(rows[0]), style.width(dated), style.square)
    room = paper.TYPE_WIDTH / len(middles) - style.square
    for names in rows:
        stacks = [balanced(on_one_line(name), style, room) for name in names]
        if names is rows[-1]:
            stacks[-1] += filter(None, [dated])
        places = list(zip(middles[-len(names) :], stacks, strict=True))
        depth = max(map(len, stacks))
        for line in range(depth):
            yield tuple(Centred(x, stack[line]) for x, stack in places if line < len(stack))
        if names is not rows[-1]:
            yield from [()] * _blanks_under(depth)


def _middles(columns: int, dated: float, pitch: float) -> tuple[float, ...]:
    """Return the middles of columns that share the type area; `dated` is how broad the date is.

    Two are moved, alike, to where a date in the right one ends four characters from the edge.
    """
    part = paper.TYPE_WIDTH / columns
    if columns == 2 and dated:
        inset = paper.SEALED_DATE_INDENT * pitch + dated / 2
        return inset, paper.TYPE_WIDTH - inset
    return tuple((at + 0.5) * part for at in range(columns))


def _most_in_a_row(offices: tuple[str, ...], style: Measured) -> int:
    """Return three, as many as there is room for, or two where a name is too long for that."""
    broadest = max(style.width(on_one_line(office)) for office in offices)
    has_room = broadest + style.square <= paper.TYPE_WIDTH / MOST_IN_A_ROW
    return MOST_IN_A_ROW if has_room else MOST_IN_A_ROW - 1


def _blanks_under(lines: int) -> int:
    """Return how many lines stay empty between names of so many lines and those beneath them."""
    over = paper.BLANKS_OVER_SEALED_OFFICE
    return max(ceil(paper.SEAL / paper.LINE_PITCH) - lines, over)
