"""Titles over several lines: balanced, parted between words, never waisted like an hourglass.

Words are those of a list of our own, `resources/title_words.txt`. Measured on fourteen titles of
papers, a dictionary library parts them well but takes over a second and 89 MB to start (jieba); a
small model made for line breaks (BudouX) is quick, but parts 疫|情, 行政决|策 and 小组办|公室. What
the list does not hold may be torn: a person then breaks the title, and that break is kept.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from math import ceil, inf
from typing import Final, NamedTuple

from inspector import paths
from inspector.report import paper
from inspector.report.lines import may_break
from inspector.report.pages import printable
from inspector.report.squares import Measured, Squares

WORDS: Final = "title_words.txt"
"""The words that are not torn, in the resources."""
_LEADS: Final = ("关于", "对", "在", "第", "和", "与", "及")
"""What stands with the words that follow it."""
_TORN: Final = 25.0
_LEFT_BEHIND: Final = 4.0
_WAISTED: Final = 9.0
"""What a cut within a word, one behind a word that leads on, and a line shorter than those above
and below it cost; a line that is two squares off the mean costs 4."""


class _Cuts(NamedTuple):
    """Where the lines of a title end, from 0 to the text's end, and what that costs."""

    cost: float
    ends: list[int]


def title_lines(text: str, size: float, width: float, drawn: Measured | None = None) -> list[str]:
    """Cut a title into balanced lines, in PDF and DOCX alike; `size` and `width` in points.

    No font is asked, unless a line as it is `drawn` would be too wide.
    """
    lines = balanced(text, Squares(size), width)
    if drawn and any(drawn.width(line) > width + paper.HAIR for line in lines):
        return balanced(text, drawn, width)
    return lines


def balanced(text: str, style: Measured, width: float) -> list[str]:
    """Cut a title into lines of like length, none wider than `width` (points).

    A title that fits stays on one line; a line break in the text is kept.
    """
    return [
        line
        for part in printable(text).split("\n")
        for line in _balanced(part.strip(), style, width)
    ]


def _balanced(text: str, style: Measured, width: float) -> list[str]:
    """Cut into as few lines as hold the text, or one more where that saves a word."""
    sums = [0.0, *accumulate(style.widths(text))]
    if sums[-1] <= width + paper.HAIR:
        return [text]
    found: list[_Cuts] = []
    for count in range(max(ceil((sums[-1] - paper.HAIR) / width), 1), len(text)):
        if cuts := _best_cuts(text, sums, count, style.square, width):
            found.append(cuts)
        if found and (found[-1].cost < _TORN or len(found) > 1):
            break
    if not found:
        return [text]
    best = min(found, key=lambda cuts: (cuts.cost >= _TORN, len(cuts.ends)))
    return [text[a:b].strip() for a, b in pairwise(best.ends)]


def _best_cuts(
    text: str, sums: Sequence[float], count: int, square: float, width: float
) -> _Cuts | None:
    """Return the ends of `count` lines with the least cost, or None if they do not fit."""
    length = len(text)
    penalties = _penalties(text)
    mean = sums[-1] / count
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [0])}
    for number in range(count):
        ends = [length] if number == count - 1 else list(penalties)
        reached: dict[int, tuple[float, list[int]]] = {}
        for end in ends:
            cost, cuts = min(
                (
                    (cost + _line_cost(sums, cuts, end, mean, square, width), cuts)
                    for start, (cost, cuts) in best.items()
                    if start < end
                ),
                default=(inf, []),
            )
            if cost < inf:
                reached[end] = (cost + penalties.get(end, 0.0), [*cuts, end])
        best = reached
    return _Cuts(*best[length]) if length in best else None


def _line_cost(
    sums: Sequence[float], cuts: list[int], end: int, mean: float, square: float, width: float
) -> float:
    wide = sums[end] - sums[cuts[-1]]
    if wide > width + paper.HAIR:
        return inf
    cost = ((wide - mean) / square) ** 2
    if len(cuts) > 2:
        before, above = sums[cuts[-1]] - sums[cuts[-2]], sums[cuts[-2]] - sums[cuts[-3]]
        cost += _WAISTED * (before < min(above, wide) - square / 2)
    return cost


def _words_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where words stand in a text, from left to right, the longest at each place."""
    known, longest = words()
    at = 0
    while at < len(text):
        ends = range(min(at + longest, len(text)), at + 1, -1)
        end = next((end for end in ends if text[at:end] in known), at + 1)
        if end > at + 1:
            yield at, end
        at = end


@lru_cache(maxsize=1)
def words() -> tuple[frozenset[str], int]:
    """Return the words that are not torn, read once, and how long the longest is."""
    stored = (paths.resources() / WORDS).read_text(encoding="utf-8")
    lines = (line for line in stored.splitlines() if not line.startswith("#"))
    known = frozenset(word for line in lines for word in line.split())
    return known, max(map(len, known))


def _penalties(text: str) -> dict[int, float]:
    """Return the places where a title may be cut, with what each costs."""
    torn = {at for start, end in _words_in(text) for at in range(start + 1, end)}
    return {
        at: _TORN * (at in torn)
        + _TORN * (may_break(text, at) == 1)
        + _LEFT_BEHIND * text[:at].endswith(_LEADS)
        + _LEFT_BEHIND * text[at:].startswith(("的", "了"))
        for at in range(1, len(text))
        if may_break(text, at)
    }
