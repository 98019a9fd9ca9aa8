"""From strips and tables to pages: what fills a page, what stays together, what moves on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from inspector.report import paper
from inspector.report.pages import Box, Mark, Outline, Page, Photo, Rule, Text
from inspector.report.paper import Area
from inspector.report.tables import LaidTable, Position, Slice

_ROWS_WITH_CLOSING: Final = 2
"""So many lines of text or rows of a table go with a signature to its page."""
_LEAST_ROWS_BEGUN: Final = 3
"""A table that fits on a page begins there unless so many rows, and half of them, go before."""
_MOST_LEFT_BLANK: Final = 0.5
"""No more than this part of a page is left blank for that."""


class Strip(NamedTuple):
    """A horizontal strip of a page, in points; texts and rules count from its upper left corner."""

    height: float
    texts: tuple[Text, ...] = ()
    rules: tuple[Rule, ...] = ()
    boxes: tuple[Box, ...] = ()
    outlines: tuple[Outline, ...] = ()
    photos: tuple[Photo, ...] = ()
    is_text: bool = False
    """Body text, beside which a date or a signature may stand."""
    is_blank: bool = False
    """Dropped at the top of a page."""
    keeps_next: bool = False
    """Never the last on a page, such as a heading."""
    bookmark: tuple[str, int] | None = None
    block: str = ""
    """Which block it is part of; the paginator says so where it is left empty."""


class _PlacedTable(NamedTuple):
    table: LaidTable
    slice: Slice
    block: str = ""


_Item = Strip | _PlacedTable


@dataclass(slots=True)
class Leaf:
    """A finished page with the area it was set in."""

    page: Page
    area: Area


@dataclass(slots=True)
class Paginator:
    """Fills pages from top to bottom; on a grid of lines of a `pitch` (points), if there is one."""

    area: Area
    pitch: float = 0.0
    line_share: float = 1.0
    """What is left of the height of a line where lines have to be drawn together."""
    turned: bool = False
    """Whether the page lies on its side."""
    block: str = ""
    """The block that what comes next is part of."""
    leaves: list[Leaf] = field(default_factory=list)
    _items: list[_Item] = field(default_factory=list)
    _used: float = 0.0
    _page_before: list[_Item] = field(default_factory=list)
    """What stands on it, as long as lines may still be fetched from there."""

    def add(self, strip: Strip) -> None:
        """Put a strip on the page, or on the next if it does not fit."""
        strip = self._tightened(strip)
        if strip.is_blank and not self._items:
            return
        if self._used + strip.height > self.area.height + paper.HAIR and not strip.is_blank:
            self._turn(self._headings())
        self._put(strip)

    def add_all(self, strips: Iterable[Strip]) -> None:
        """Put strips on the page, one after another."""
        for strip in strips:
            self.add(strip)

    def add_table(self, table: LaidTable) -> None:
        """Set a table over as many pages as it takes."""
        at = Position(0)
        while at != table.end or not table.end.row:
            # Under a title that must not stand alone, what is left is all the room there is.
            titled = self._headings() == len(self._items)
            whole = self.left if titled else self.area.height
            piece = table.take(at, self.left, whole)
            if piece is None or (not titled and self._rather_whole(table, piece)):
                self._turn(self._headings())
                continue
            self._put(_PlacedTable(table, piece, self.block))
            at = piece.end
            if not table.end.row:
                return
            if at != table.end:
                self._turn(0)

    def _rather_whole(self, table: LaidTable, piece: Slice) -> bool:
        """Tell whether a table of which this piece fits here had better go whole to the next."""
        begun, count = piece.end.row, table.end.row
        is_torn_early = begun < _LEAST_ROWS_BEGUN or begun * 2 < count
        if piece.start.row or piece.end == table.end or not is_torn_early:
            return False
        carried = sum(map(_item_height, self._items[len(self._items) - self._headings() :]))
        if self.left + carried > self.area.height * _MOST_LEFT_BLANK:
            return False
        return table.cut(piece.start, table.end).height <= self.area.height - carried + paper.HAIR

    def close_with(self, *choices: Sequence[Strip]) -> bool:
        """Put what must stay whole and beside text: the first choice that fits, roomiest first.

        If none does, the last lines or rows go to the next page with it. Return whether one did.
        """
        self._fetch_text()
        for choice in choices:
            strips = list(map(self._tightened, choice))
            if self._used + _height(strips) <= self.area.height + paper.HAIR:
                self._put_all(strips)
                return True
        strips = list(map(self._tightened, choices[0]))
        if self._items:
            self._turn_with_text(_height(strips))
        self._put_all(strips)
        return False

    def new_page(self, area: Area | None = None, *, turned: bool = False) -> None:
        """Begin a new page, of another shape if need be."""
        self._turn(0)
        self._page_before = []
        if area:
            self.area = area
        self.turned = turned

    def finish(self) -> list[Leaf]:
        """Return all pages."""
        self._turn(0)
        return self.leaves

    @property
    def left(self) -> float:
        """Return the height that is left on the page."""
        return self.area.height - self._used

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing stands on the page yet."""
        return not self._items

    def _tightened(self, strip: Strip) -> Strip:
        """Return a line of the grid as high as lines may be here; all else as it is."""
        if self.line_share == 1.0 or strip.height != self.pitch:
            return strip
        over = strip.height * (1.0 - self.line_share)
        texts = tuple(text._replace(y=text.y - over / 2) for text in strip.texts)
        return strip._replace(height=strip.height - over, texts=texts)

    def _put_all(self, strips: Sequence[Strip]) -> None:
        for strip in strips:
            if not strip.is_blank or self._items:
                self._put(strip)

    def _put(self, item: _Item) -> None:
        if self.block and isinstance(item, Strip) and not item.block:
            item = item._replace(block=self.block)
        self._items.append(item)
        self._used += _item_height(item)
        if self.pitch and isinstance(item, _PlacedTable):
            lines = -(-(self._used - paper.HAIR) // self.pitch)
            self._used = lines * self.pitch

    def _headings(self, after: int = 0) -> int:
        """Count the headings over the last `after` items, the blanks under each with it."""
        over = self._items[: len(self._items) - after]
        count = 0
        for number, item in enumerate(reversed(over), 1):
            if _keeps_next(item):
                count = number
            elif not _is_blank(item):
                break
        return count

    def _turn_with_text(self, height: float) -> None:
        """Begin a page with the last text of this one."""
        items = self._items
        carried = 0
        texts = 0
        while carried < len(items) and texts < _ROWS_WITH_CLOSING:
            item = items[-carried - 1]
            if isinstance(item, _PlacedTable) and not texts:
                self._split_last_table(carried, height)
                return
            if isinstance(item, _PlacedTable) or (texts and not item.is_text):
                break
            texts += item.is_text
            carried += 1
        self._turn(carried + self._headings(carried))

    def _fetch_text(self) -> None:
        """Bring over lines from the page before where a last one stands here by itself."""
        items, before = self._items, self._page_before
        missing = _ROWS_WITH_CLOSING - len(items)
        if not items or missing <= 0 or not all(map(_is_line, items)):
            return
        while missing < len(before) and _keeps_next(before[-missing - 1]):
            missing += 1
        if missing >= len(before) or not all(map(_is_line, before[-missing:])):
            return
        self._items, self._used = before[:-missing], 0.0
        self.leaves.pop()
        self._turn(0)
        for item in (*before[-missing:], *items):
            self._put(item)

    def _split_last_table(self, after: int, height: float) -> None:
        """Take the last rows of a table, and what follows it, to a new page.

        A table of one row goes whole; a row too tall for that is torn.
        """
        items = self._items
        table, piece, block = items[-after - 1]  # type: ignore[misc]
        followers = items[len(items) - after :]
        room = self.area.height - sum(map(_item_height, followers)) - height - self.pitch
        fitting = (tail for tail in table.tails(piece, _ROWS_WITH_CLOSING) if tail.height <= room)
        tail = next(fitting, None)
        carried = after + 1 + self._headings(after + 1)
        if tail is None and piece.height <= room and carried < len(items):
            self._turn(carried)
            return
        tail = tail or next(table.torn_tails(piece, _ROWS_WITH_CLOSING), None)
        if tail is None:
            self._turn(after)
            return
        left = table.cut(piece.start, tail.start)
        items[len(items) - after - 1 :] = [_PlacedTable(table, left, block)]
        self._turn(0)
        for item in (_PlacedTable(table, tail, block), *followers):
            self._put(item)

    def _turn(self, carried: int) -> None:
        """Finish the page; its last items go over to the next, unless nothing would be left."""
        kept = len(self._items) - (carried if carried < len(self._items) else 0)
        items, moved = self._items[:kept], self._items[kept:]
        if items:
            self.leaves.append(Leaf(self._drawn(items), self.area))
            self._page_before = items
        self._items, self._used = [], 0.0
        for item in moved:
            if not _is_blank(item) or self._items:
                self._put(item)

    def _drawn(self, items: Sequence[_Item]) -> Page:
        area = self.area
        page = Page(area.page_width, area.page_height, turned=self.turned)
        y = area.top
        for item in items:
            if isinstance(item, Strip):
                _draw_strip(item, page, area.left, y)
            else:
                item.table.draw(item.slice, page, area.left, y)
            if item.block:
                _note_place(page, item.block, area, y, _item_height(item))
            y += _item_height(item)
            if self.pitch and isinstance(item, _PlacedTable):
                y = area.top - (area.top - y + paper.HAIR) // self.pitch * self.pitch
        return page


def _note_place(page: Page, block: str, area: Area, y: float, height: float) -> None:
    """Note where a block stands; what follows of it on the page widens its rectangle."""
    last = page.marks[-1] if page.marks else None
    if last is not None and last.block == block:
        page.marks[-1] = last._replace(height=y + height - last.y)
    else:
        page.marks.append(Mark(block, area.left, y, area.width, height))


def _height(strips: Sequence[Strip]) -> float:
    return sum(strip.height for strip in strips)


def _item_height(item: _Item) -> float:
    return item.height if isinstance(item, Strip) else item.slice.height


def _is_line(item: _Item) -> bool:
    return isinstance(item, Strip) and (item.is_text or item.keeps_next)


def _keeps_next(item: _Item) -> bool:
    return isinstance(item, Strip) and item.keeps_next


def _is_blank(item: _Item) -> bool:
    return isinstance(item, Strip) and item.is_blank


def _draw_strip(strip: Strip, page: Page, x: float, y: float) -> None:
    for text in strip.texts:
        page.texts.append(text._replace(x=text.x + x, y=text.y + y))
    for rule in strip.rules:
        page.rules.append(Rule(rule.x0 + x, rule.y0 + y, rule.x1 + x, rule.y1 + y, rule.thickness))
    for box in strip.boxes:
        page.boxes.append(box._replace(x=box.x + x, y=box.y + y))
    for line in strip.outlines:
        moved = tuple((right + x, down + y) for right, down in line.points)
        page.outlines.append(line._replace(points=moved))
    for photo in strip.photos:
        page.photos.append(photo._replace(x=photo.x + x, y=photo.y + y))
    if strip.bookmark:
        page.bookmarks.append(strip.bookmark)
