"""The header of a list in a grid: its one to three rows, and what the words over a column mean."""

import hashlib
from collections.abc import Mapping, Sequence
from itertools import islice, pairwise
from typing import Final, NamedTuple

from inspector.exchange.columns import HeaderWord, Role, folded_header, header_word
from inspector.exchange.grid import Grid, Row, cell_at, filled_rows

DEEPEST_HEADER: Final = 3
_SEARCHED_ROWS: Final = 120
"""Filled rows in which a header is looked for."""
_NEARLY_BEST: Final = 0.7
"""Of several rows that look like headers the first is taken that comes this near the best."""


class Header(NamedTuple):
    """A header found in a grid: its rows (from 0, both included), texts by column, and score."""

    first: int
    last: int
    texts: dict[int, tuple[str, ...]]
    score: int

    @property
    def folded(self) -> tuple[str, ...]:
        """The words over every column, folded so that two prints of one list agree."""
        return tuple(folded_header("/".join(texts)) for texts in self.texts.values())

    @property
    def fingerprint(self) -> str:
        """The layout's, known before anything is made of the columns."""
        return fingerprint_of(self.folded)

    @property
    def has_names(self) -> bool:
        """Whether a column is headed as holding names of items."""
        words = [meaning(texts) for texts in self.texts.values()]
        return any(word is not None and word.role is Role.NAME for word in words)


def fingerprint_of(headers: Sequence[str]) -> str:
    """Return 16 hex digits of folded headers, under which a choice is remembered."""
    return hashlib.sha256("\x1f".join(headers).encode()).hexdigest()[:16]


_WEIGHTS: Final[Mapping[Role, int]] = {
    Role.NAME: 3,
    Role.POINTS: 3,
    Role.CRITERIA: 3,
    Role.RESPONSIBLE: 2,
    Role.LEAD: 2,
    Role.DEADLINE: 2,
    Role.PENALTY_POINTS: 2,
    Role.BONUS_POINTS: 2,
}


def find_header(grid: Grid) -> Header | None:
    """Return the header of the list in a grid, or None when no row looks like one."""
    found: list[Header] = []
    for number in islice(filled_rows(grid), _SEARCHED_ROWS):
        if found and number <= found[-1].last:
            continue
        if looks_like_header(grid.rows[number]):
            found.append(header_at(grid, number))
    named = [header for header in found if _names(header)]
    best = max((header.score for header in named), default=0)
    return next((header for header in named if header.score >= best * _NEARLY_BEST), None)


def looks_like_header(row: Row) -> bool:
    """Whether most filled cells of a row, and at least two, are headers that are known."""
    filled = [cell for cell in row if cell.strip()]
    known = sum(header_word(cell) is not None for cell in filled)
    distinct = {folded_header(cell) for cell in filled if header_word(cell) is not None}
    return len(distinct) >= 2 and known * 10 >= len(filled) * 6


def _names(header: Header) -> bool:
    """Whether a header names items, or leaves room for names left of other columns.

    A header without words at all leaves room only beside three that are known.
    """
    if header.has_names:
        return True
    words = [meaning(texts) for texts in header.texts.values()]
    known = sum(word is not None for word in words)
    unknown = [
        column
        for (column, texts), word in zip(header.texts.items(), words, strict=True)
        if word is None and is_left_of_details(header, column) and (texts or known >= 3)
    ]
    return bool(unknown)


def header_at(grid: Grid, first: int) -> Header:
    """Return the header that begins in a row."""
    last = _last_header_row(grid, first)
    texts = _header_texts(grid, first, last)
    words = [meaning(column) for column in texts.values()]
    roles = {word.role for word in words if word is not None}
    return Header(first, last, texts, sum(_WEIGHTS.get(role, 1) for role in roles))


def _last_header_row(grid: Grid, first: int) -> int:
    """Return the header's last row, told by merged cells or by headers under the gaps above."""
    limit = min(first + DEEPEST_HEADER - 1, len(grid.rows) - 1)
    filled = {column for column, cell in enumerate(grid.rows[first]) if cell.strip()}
    last = max(
        (m.bottom for m in grid.merges if m.top == first and m.left in filled), default=first
    )
    last = min(last, limit)
    while last < limit and _is_below_header(grid, first, last + 1):
        last += 1
    return last


def _is_below_header(grid: Grid, first: int, number: int) -> bool:
    """Whether a row goes on with the header: headers that stand under gaps or under themselves."""
    row, above = grid.rows[number], grid.rows[first]
    filled = [(column, cell) for column, cell in enumerate(row) if cell.strip()]
    known = sum(header_word(cell) is not None for _, cell in filled)
    if not filled or known * 2 < len(filled):
        return False
    spanned = _spanned_columns(grid, first)
    repeats = 0
    for column, cell in filled:
        top = cell_at(above, column)
        if folded_header(top) == folded_header(cell):
            repeats += 1
        elif top.strip() and column not in spanned and cell_at(above, column + 1).strip():
            return False
    return repeats < len(filled)


def _spanned_columns(grid: Grid, number: int) -> set[int]:
    return {
        column
        for m in grid.merges
        if m.top == number and m.right > m.left
        for column in range(m.left, min(m.right + 1, m.left + 64))
    }


def _header_texts(grid: Grid, first: int, last: int) -> dict[int, tuple[str, ...]]:
    """Return the header of each column from top to bottom, merged cells spread out."""
    width = max(len(grid.rows[number]) for number in range(first, last + 1))
    lines = [
        [cell_at(grid.rows[number], column).strip() for column in range(width)]
        for number in range(first, last + 1)
    ]
    for merge in grid.merges:
        if first <= merge.top <= last and merge.left < width:
            _spread(lines, merge.top - first, merge.left, merge.right, merge.bottom - first)
    for above, below in pairwise(lines):
        _fill_right(above, below)
    texts = {}
    for column in range(width):
        stack = [line[column] for line in lines if line[column]]
        texts[column] = tuple(dict.fromkeys(stack))
    return texts


def _spread(lines: list[list[str]], top: int, left: int, right: int, bottom: int) -> None:
    text = lines[top][left]
    for line in lines[top : bottom + 1]:
        for column in range(left, min(right + 1, len(line))):
            line[column] = line[column] or text


def _fill_right(above: list[str], below: Sequence[str]) -> None:
    """Give a gap the header on its left where something stands beneath: an unmerged heading."""
    for column in range(1, len(above)):
        if not above[column] and below[column] and below[column - 1]:
            above[column] = above[column - 1]


_GENERIC: Final = frozenset(
    {"名称", "内容", "项目", "说明", "指标", "分", "标准", "要求", "编号", "序号"}
)
"""Words under a heading that say little by themselves: 一级指标 over 名称 and 分值."""


def meaning(texts: Sequence[str]) -> HeaderWord | None:
    """Return what the headers of one column, from top to bottom, mean together."""
    if not texts:
        return None
    last = header_word(texts[-1])
    above = next((word for text in texts[-2::-1] if (word := header_word(text))), None)
    if last is None:
        return header_word("".join(texts)) or above
    if above is not None and _is_under(above, last, texts[-1]):
        return above
    return last


def _is_under(above: HeaderWord, last: HeaderWord, text: str) -> bool:
    """Whether the heading above says what a column is, and the header only which part of it."""
    if above.role is Role.POINTS and last.role is Role.NAME:
        return True
    return folded_header(text) in _GENERIC and last.role is Role.NAME and above.role is Role.NAME


def is_left_of_details(header: Header, index: int) -> bool:
    """Whether a column without a header stands where the names are, before points and criteria."""
    words = {column: meaning(texts) for column, texts in header.texts.items()}
    details = [
        column
        for column, word in words.items()
        if word is not None and word.role not in (Role.NAME, Role.NUMBER)
    ]
    return index < min(details, default=0)


def shown(words: Sequence[str]) -> str:
    """Return the header as a person is shown it: the lowest of its words."""
    return "".join(words[-1].split()) if words else ""
