"""What a command prints: JSON for machines, plain tables and lines for people."""

import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime

_GAP = "  "
_ELLIPSIS = "…"
_WIDTH_OF_A_PIPE = 200


def print_json(value: object) -> None:
    """Print a value as JSON, Chinese readable as it is."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under headers in columns as wide as their text, the last one cut to the screen."""
    lines = [[_one_line(cell) for cell in row] for row in (headers, *rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    screen = shutil.get_terminal_size((_WIDTH_OF_A_PIPE, 0)).columns
    if not sys.stdout.isatty():
        screen = max(screen, _WIDTH_OF_A_PIPE)
    room = screen - sum(widths[:-1]) - len(_GAP) * (len(widths) - 1)
    for line in lines:
        cells = [_padded(cell, width) for cell, width in zip(line[:-1], widths, strict=False)]
        print(_GAP.join([*cells, _cut(line[-1], max(room, 20))]).rstrip())


def moment(at: datetime | None) -> str:
    """Return a time as people write it, to the minute."""
    return "" if at is None else at.strftime("%Y-%m-%d %H:%M")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    kept = ""
    for char in text:
        if _width(kept + char) > width - 2:
            break
        kept += char
    return kept + _ELLIPSIS
