"""Tables on the clipboard as Word, WPS and Excel put them there in HTML, merged cells laid out."""

from html.parser import HTMLParser
from typing import Final

from inspector.exchange.grid import Grid

_CELLS: Final = ("td", "th")
_SKIPPED: Final = ("style", "script", "title")
_MOST_SPANNED: Final = 1_000
"""Rows or columns that one cell may take; more are no table that people fill in."""


def pasted_tables(html: str) -> tuple[Grid, ...]:
    """Return the tables of a piece of HTML; a merged cell's text stands in its first place."""
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:  # how HTMLParser says that a declaration is none
        return ()
    return tuple(Grid(name="", rows=_laid_out(rows)) for rows in reader.tables if rows)


Spanned = tuple[str, int, int]
"""A cell's text, how many columns it takes and how many rows."""


class _Reader(HTMLParser):
    """Collects the cells of each table, row by row; a table within a cell is part of its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[Spanned]]] = []
        self._depth = 0
        self._skipped = 0
        self._text: list[str] = []
        self._span = (0, 0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._skipped += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
        elif self._depth == 1 and tag == "tr":
            self.tables[-1].append([])
        elif self._depth == 1 and tag in _CELLS:
            given = dict(attrs)
            self._span = _count(given.get("colspan")), _count(given.get("rowspan"))
            self._text = []

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipped = max(0, self._skipped - 1)
        elif tag == "table":
            self._depth = max(0, self._depth - 1)
        elif self._depth == 1 and tag in _CELLS and self.tables[-1]:
            words = " ".join("".join(self._text).split())
            self.tables[-1][-1].append((words, *self._span))

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._text.append(data)


def _count(given: str | None) -> int:
    return min(int(given), _MOST_SPANNED) if given and given.isdecimal() and int(given) else 1


def _laid_out(rows: list[list[Spanned]]) -> tuple[tuple[str, ...], ...]:
    """Put each cell into its place, past those that reach into its row from above."""
    texts: list[dict[int, str]] = [{} for _ in rows]
    for down, row in enumerate(rows):
        place = 0
        for text, across, below in row:
            while place in texts[down]:
                place += 1
            for reached in range(down, min(down + below, len(rows))):
                texts[reached] |= dict.fromkeys(range(place, place + across), "")
            texts[down][place] = text
    return tuple(
        tuple(line.get(at, "") for at in range(max(line, default=-1) + 1)) for line in texts
    )
