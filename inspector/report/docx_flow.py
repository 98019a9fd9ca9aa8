"""How far a DOCX's pages are filled: what stands under a table has to go back to the grid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final, NamedTuple

from inspector.report import paper
from inspector.report.docx_xml import TWIPS_PER_POINT
from inspector.report.pages import HEAD_BLOCK, Page
from inspector.report.paper import Area

_UNDER_PICTURE: Final = 4.0
"""What a font adds to the line of a picture, at most; points."""
_ASTRAY: Final = 3
"""By so many lines text may end elsewhere with the fonts of another machine or program."""
_ROUND_AN_END: Final = 6
"""So many lines before and behind the end of a page a table may then go over."""
_CHAINED: Final = 3
"""So many bands may share what one alone would lack of whole lines,"""
_HIGHEST_CHAIN: Final = 4
"""if they take no more lines than these together."""


def lines_of(pages: Sequence[Page]) -> Mapping[str, tuple[int, ...]]:
    """Return how many lines each block takes, and the head, on each of its pages as we set it."""
    found: dict[str, tuple[int, ...]] = {}
    for page in pages:
        for mark in page.marks:
            if mark.block != HEAD_BLOCK or mark.block not in found:
                lines = round(mark.height / paper.LINE_PITCH)
                found[mark.block] = (*found.get(mark.block, ()), lines)
    return found


def goes_over(lines: Sequence[int]) -> bool:
    """Whether text goes over to another page, with other fonts too."""
    return len(lines) > 1 and lines[-1] >= _ASTRAY


class Bands(NamedTuple):
    """A table as a page takes it, in points: its header, and what of it stays on one page each.

    It stays with its title, its header is said again on each page, `under` it stand notes, and so
    much of what is `closing` stays with its end.
    """

    heights: tuple[float, ...]
    header: float = 0.0
    title: float = 0.0
    under: float = 0.0
    closing: float = 0.0


class Settled(NamedTuple):
    """What becomes of a table: how much each band grows, whether it stays with the next one.

    `room` is what is left under the whole to the next line; lengths in points.
    """

    grown: tuple[float, ...]
    joined: tuple[bool, ...]
    room: float


@dataclass(slots=True)
class Filling:
    """A page being filled with lines and what is higher or lower than they are; points.

    Word processors break pages as they go and move no line back to the grid: what a table leaves
    of its last line is to be reckoned from what stands on its last page.
    """

    height: float
    """That of the page's type area."""
    line: float
    used: float = 0.0

    @classmethod
    def of(cls, area: Area, line: int) -> "Filling":
        """Return an empty page; `line` is how high a line is, in twips."""
        return cls(area.height, line / TWIPS_PER_POINT)

    @property
    def left(self) -> float:
        """Return the height that is left on the page."""
        return self.height - self.used

    def turn(self) -> None:
        """Begin another page of the same kind."""
        self.used = 0.0

    def add_lines(self, *lines: int, is_headed: bool = False) -> None:
        """Put lines of text; a first one that heads the others does not stand alone."""
        count = sum(lines)
        most = int((self.height + paper.HAIR) / self.line)
        begun = round(self.used / self.line)
        if is_headed and begun + 1 == most:
            begun = 0
        if count:
            self.used = ((begun + count - 1) % most + 1) * self.line

    def add_table(self, bands: Bands) -> Settled:
        """Put a table.

        Around the last end of a page that it reaches, its bands take whole lines, and so do those
        before it together: wherever it goes over there, the room under it is the same. One that
        ends near such an end may go over or not, and is held to the end before it as well.
        """
        plain = _Settling(self, bands, first=None)
        plain.fill()
        settling = plain
        if plain.pages or plain.is_near_an_end:
            settling = _Settling(self, bands, first=plain.pages - 1 - plain.is_near_an_end)
            settling.fill()
        self.used = settling.bottom + bands.under + paper.TABLE_RULE
        return Settled(tuple(settling.grown), tuple(settling.joined), self._to_next_line())

    def add_picture(self, height: float, under: float) -> float:
        """Put a picture on lines of its own; return the room under what stands `under` it."""
        lines = ceil((height + _UNDER_PICTURE) / self.line) * self.line
        if self.used + lines + under > self.height + paper.HAIR:
            self.turn()
        self.used += lines + under
        return self._to_next_line()

    def whole_lines(self, height: float) -> float:
        """Return how high a picture may be for its line not to take more than a height does."""
        return height // self.line * self.line - _UNDER_PICTURE

    def missing(self, height: float) -> float:
        """Return what a height lacks of whole lines."""
        rest = -height % self.line
        return rest if self.line - rest > paper.HAIR else 0.0

    def _to_next_line(self) -> float:
        rest = self.missing(self.used)
        self.used += rest
        return rest


class _Settling:
    """A table being put on one page after another.

    From the end of page `first` on its bands grow as they are put there; where it is None, nowhere.
    """

    def __init__(self, filling: Filling, bands: Bands, first: int | None) -> None:
        self._filling = filling
        self._bands = bands
        self._first = first
        self._reach = _ROUND_AN_END * filling.line
        self._over = bands.header + (bands.title if filling.used else 0.0)
        """What stands over the first band if it finds no room on its page."""
        self.pages = 0
        """How many it has filled; none is left that it found no room on."""
        self.bottom = filling.used + bands.title + bands.header
        self.grown: list[float] = []
        self.joined: list[bool] = []
        self._pushed = 0.0

    def fill(self) -> None:
        """Put all bands."""
        while self._fill_page():
            self._turn()

    @property
    def is_near_an_end(self) -> bool:
        """Whether it ends so near an end of a page that with other fonts it might elsewhere."""
        on_last = self.bottom - self._bands.header
        return bool(self.pages and on_last < self._reach) or (
            self.bottom > self._filling.height - self._reach
        )

    @property
    def _grows(self) -> bool:
        return self._first is not None and self.pages >= self._first

    @property
    def _left(self) -> int:
        return len(self._bands.heights) - len(self.grown)

    def _fill_page(self) -> bool:
        """Put the bands that fit on the page; return whether any are left."""
        if self._grows:
            self._put_over_foot()
        while self._left and self._fits():
            self._put_next()
        if self._left and self._grows:
            self._push()
        return self._left > 0

    def _put_over_foot(self) -> None:
        """Put the bands that end clear of the page's foot; if others follow, on whole lines."""
        heights, foot = self._bands.heights, self._filling.height - self._reach
        first = last = len(self.grown)
        end = self.bottom
        while last < len(heights) and end + heights[last] + self._beneath(last) <= foot:
            end += heights[last]
            last += 1
        if first == last:
            return
        missing = self._filling.missing(end - self.bottom) if last < len(heights) else 0.0
        self._put(last - first, missing)

    def _push(self) -> None:
        """Grow last bands that move on for what is under them, which not all programs see."""
        count, missing = self._chain()
        end = self.bottom + sum(self._next(count)) + missing
        left = self._filling.height - end
        if count == self._left and left > -paper.HAIR:
            self._pushed = (left // self._filling.line + 1) * self._filling.line

    def _turn(self) -> None:
        """Go over to another page, and put what stands around its head."""
        header, grows = self._bands.header, self._grows
        self.bottom = header if self.grown else self._over
        self._put_next()
        while grows and self._left and self.bottom < header + self._reach:
            self._put_next()
        self.pages += 1
        while self.bottom > self._filling.height + paper.HAIR > header:
            self.bottom -= self._filling.height - header

    def _fits(self) -> bool:
        count, missing = self._chain()
        last = len(self.grown) + count - 1
        end = self.bottom + sum(self._next(count)) + missing + self._beneath(last)
        return end <= self._filling.height + paper.HAIR

    def _next(self, count: int) -> Sequence[float]:
        first = len(self.grown)
        return self._bands.heights[first : first + count]

    def _beneath(self, number: int) -> float:
        """Return how high what stays with a band is."""
        bands = self._bands
        return bands.under + bands.closing if number == len(bands.heights) - 1 else 0.0

    def _chain(self) -> tuple[int, float]:
        """Return how many of the next bands best take whole lines together, and what they lack.

        A table of one band needs none.
        """
        if not self._grows or len(self._bands.heights) == 1:
            return 1, 0.0
        counts = range(1, min(_CHAINED, self._left) + 1)
        found = {count: self._filling.missing(sum(self._next(count))) for count in counts}
        most = _HIGHEST_CHAIN * self._filling.line
        low = [count for count in counts if count == 1 or sum(self._next(count)) <= most]
        best = min(low, key=lambda count: found[count] / count)
        return best, found[best]

    def _put_next(self) -> None:
        count, missing = self._chain()
        self._put(count, missing + self._pushed, joined=True)

    def _put(self, count: int, more: float, *, joined: bool = False) -> None:
        """Put bands that grow by so much together, and that stay together if they are joined."""
        self.bottom += sum(self._next(count)) + more
        self.grown += [more / count] * count
        self.joined += [joined] * (count - 1) + [False]
