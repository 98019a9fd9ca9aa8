"""What a command prints: JSON for machines, plain tables and lines for people."""

import json
import re
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

Column = str | Callable[[Any], str]
"""What a table shows of each view: the value under a key, or what a function makes of it."""

_GAP = "  "
_ELLIPSIS = "…"
_WIDTH_OF_A_PIPE = 200
_LEAST_ROOM = 20
_PIECE = re.compile(r"(?:[^\s\u2e80-\uffff]+|[\u2e80-\uffff])[，。；：、）》”！？]*\s*")
"""What is not torn at a line's end: a Latin word or one character, with the marks that close it."""


def print_json(value: object) -> None:
    """Print a value as JSON, Chinese readable as it is."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under headers in columns as wide as their text, the last one cut to the screen."""
    lines = [[_one_line(cell) for cell in row] for row in (headers, *rows)]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    screen = shutil.get_terminal_size((_WIDTH_OF_A_PIPE, 0)).columns
    if not sys.stdout.isatty():
        screen = max(screen, _WIDTH_OF_A_PIPE)
    room = screen - sum(widths[:-1]) - len(_GAP) * (len(widths) - 1)
    for line in lines:
        cells = [padded(cell, wide) for cell, wide in zip(line[:-1], widths, strict=False)]
        print(_GAP.join([*cells, _cut(line[-1], max(room, _LEAST_ROOM))]).rstrip())


def print_views(
    views: Sequence[Any], columns: Mapping[str, Column], *, as_json: bool = False
) -> None:
    """Print what was found as JSON, or as a table: under each header what its column shows."""
    if as_json:
        print_json(views)
        return
    print_table(
        tuple(columns), [[_shown(view, column) for column in columns.values()] for view in views]
    )


def known(key: str, otherwise: str = "—") -> Column:
    """Return the column of a value that may be missing."""
    return lambda view: str(view[key] or otherwise)


def word(key: str, kind: type[StrEnum], otherwise: str = "—") -> Column:
    """Return the column of a code, which the reader sees as a word."""
    from inspector.i18n.words import label

    return lambda view: label(kind(view[key])) if view[key] else otherwise


def moment(at: datetime | None) -> str:
    """Return a time as people write it, to the minute."""
    return "" if at is None else at.strftime("%Y-%m-%d %H:%M")


def iso_day(day: date | None) -> str | None:
    """Return a day as --json prints it."""
    return None if day is None else day.isoformat()


def width(text: str) -> int:
    """Return how many columns of a screen a text takes; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def padded(text: str, wide: int) -> str:
    """Return a text with blanks up to a width."""
    return text + " " * (wide - width(text))


def wrapped(text: str, room: int) -> Iterator[str]:
    """Yield a text in lines of at most that many columns."""
    line = ""
    for piece in _PIECE.findall(text):
        if line and width(line + piece.rstrip()) > room:
            yield line.rstrip()
            line = ""
        line += piece
    if line:
        yield line.rstrip()


def _shown(view: Any, column: Column) -> str:
    return str(view[column]) if isinstance(column, str) else column(view)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _cut(text: str, room: int) -> str:
    if width(text) <= room:
        return text
    kept = ""
    for char in text:
        if width(kept + char) > room - width(_ELLIPSIS):
            break
        kept += char
    return kept + _ELLIPSIS
