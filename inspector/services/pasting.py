"""Several facts pasted at once: lines of text, or cells of a sheet with fact, place and time."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Final

from inspector.domain.errors import Refused, refused
from inspector.services import lookup
from inspector.services.findings import Fact

_HEADS: Final = frozenset({"扣分原因", "事实", "问题", "存在问题", "失分原因", "fact"})
"""What the first cell of a heading row says, which is no fact."""
_COUNTED_OUT: Final = re.compile(r"^\s*(?:[（(]\d{1,2}[)）]|\d{1,2}[、.．)）](?!\d)|[①-⑳•·])\s*")
"""A number at the head of a line, which our own list gives anew."""


def read_facts(text: str, year: int | None = None, now: datetime | None = None) -> tuple[Fact, ...]:
    """Return the facts of pasted text: one a line, or one a row of cells.

    In a row the first cell is the fact; of the others what reads as a time is when it was seen,
    the first that does not is the place. `now` stands where no time is given. Raises Refused
    when no line says anything.
    """
    facts = tuple(
        _fact(row, year, now)
        for place, row in enumerate(_rows(text))
        if row and not (place == 0 and row[0] in _HEADS)
    )
    if not facts:
        raise refused("findings.no_lines")
    return facts


def is_several(text: str) -> bool:
    """Whether pasted text is more than one fact to type: several lines, or several cells."""
    return len(list(_rows(text))) > 1 or "\t" in text.strip()


def _rows(text: str) -> Iterator[list[str]]:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    lines: Iterator[list[str]] | list[list[str]]
    if "\t" in plain:
        lines = csv.reader(io.StringIO(plain, newline=""), csv.excel_tab)
    else:
        lines = [[line] for line in plain.split("\n")]
    for cells in lines:
        row = [" ".join(cell.split()) for cell in cells]
        if any(row):
            yield row


def _fact(row: Sequence[str], year: int | None, now: datetime | None) -> Fact:
    said = [cell for cell in row if cell]
    at, place = now, ""
    for cell in said[1:]:
        seen = _time(cell, year)
        if seen is not None:
            at = seen
        elif not place:
            place = cell
    return Fact(fact=_COUNTED_OUT.sub("", said[0]), place=place, sampled_at=at)


def _time(text: str, year: int | None) -> datetime | None:
    with suppress(Refused):
        return lookup.moment(text, year)
    return None
