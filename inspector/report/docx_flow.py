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
"""By so many lines another program with other fonts may break a page elsewhere than reckoned."""


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
    """By how much each band is to grow, and the room under the whole to the next line; points."""

    grown: tuple[float, ...]
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

        Around each end of a page that it reaches, its bands take whole lines, and so do together
        those between two such places: wherever it goes over, the room under it is the same.
        """
        settling = _Settling(self, bands)
        while settling.fill_page():
            settling.turn()
        self.used = settling.bottom + bands.under + paper.TABLE_RULE
        return Settled(tuple(settling.grown), self._to_next_line())

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
    """A table being put on one page after another, its bands grown as they are put there."""

    def __init__(self, filling: Filling, bands: Bands) -> None:
        self._filling = filling
        self._bands = bands
        self._reach = _ASTRAY * filling.line
        self._over = bands.header + (bands.title if filling.used else 0.0)
        """What stands over the first band if it finds no room on its page."""
        self.bottom = filling.used + bands.title + bands.header
        self.grown: list[float] = []
        self._pushed = 0.0

    def fill_page(self) -> bool:
        """Put the bands that fit on the page; return whether any are left."""
        heights, foot = self._bands.heights, self._filling.height - self._reach
        first = len(self.grown)
        last, end = first, self.bottom
        while last < len(heights) and end + heights[last] + self._beneath(last) <= foot:
            end += heights[last]
            last += 1
        if last == len(heights):
            self._put(first, last, 0.0)
            return False
        self._put(first, last, self._filling.missing(end - self.bottom))
        while len(self.grown) < len(heights) and self._fits(len(self.grown)):
            self._put_whole()
        if len(self.grown) == len(heights) - 1:
            self._push(heights[-1])
        return len(self.grown) < len(heights)

    def _push(self, height: float) -> None:
        """Grow a last band that moves on for what is under it, which not all programs see."""
        left = self._filling.height - self.bottom - height - self._growth(len(self.grown))
        if left > -paper.HAIR:
            self._pushed = (left // self._filling.line + 1) * self._filling.line

    def turn(self) -> None:
        """Go over to another page, and put what stands around its head."""
        heights, header = self._bands.heights, self._bands.header
        self.bottom = header if self.grown else self._over
        self._put_whole()
        while len(self.grown) < len(heights) and self.bottom < header + self._reach:
            self._put_whole()
        while self.bottom > self._filling.height + paper.HAIR > header:
            self.bottom -= self._filling.height - header

    def _fits(self, number: int) -> bool:
        height = self._bands.heights[number]
        end = self.bottom + height + self._growth(number) + self._beneath(number)
        return end <= self._filling.height + paper.HAIR

    def _growth(self, number: int) -> float:
        """Return what a band lacks of whole lines; one that is the table needs none."""
        heights = self._bands.heights
        return self._filling.missing(heights[number]) if len(heights) > 1 else 0.0

    def _beneath(self, number: int) -> float:
        """Return how high what stays with a band is."""
        bands = self._bands
        return bands.under + bands.closing if number == len(bands.heights) - 1 else 0.0

    def _put_whole(self) -> None:
        """Put a band, grown to whole lines."""
        number = len(self.grown)
        self._put(number, number + 1, self._growth(number) + self._pushed)

    def _put(self, first: int, last: int, more: float) -> None:
        """Put bands that grow by so much together."""
        count = last - first
        self.grown += [more / max(count, 1)] * count
        self.bottom += sum(self._bands.heights[first:last]) + (more if count else 0.0)
