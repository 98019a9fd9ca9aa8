"""The line breaker: where Chinese text may be cut, and how each line is made to fill its measure.

Marks are tables. Widths come from outside, so that the breaker knows no fonts: `widths[i]` is how
far the pen moves after character i. A full-width mark has half a square of air. A tight line takes
all of it from the mark at its end, where nobody misses it, and a little from each of the others
alike; whatever remains is spread between the characters. Where that would look worse than pushing
a word to the next line, the word is pushed.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, takewhile
from math import inf
from typing import Final, NamedTuple

from inspector.report import paper

CLOSING: Final = frozenset("，。、；：？！）》」』】〕”’〉〗｝］")
"""Full-width marks with their air on the right."""
OPENING: Final = frozenset("（《「『【〔“‘〈〖｛［")
"""Full-width marks with their air on the left."""
NO_START: Final = CLOSING | frozenset("…—～·％‰℃°々,.;:?!)]}%>")
"""What never begins a line."""
NO_END: Final = OPENING | frozenset("([{<￥¥＄$№#□☐☑■")
"""What never ends a line."""
UNBROKEN: Final = frozenset("—…─⸺")
"""Marks made of two characters that are never parted."""
UNITS: Final = frozenset("年月日号条件项个次元万亿人家分页时点篇名岁届级")
"""What a number would rather keep by its side."""
LEADS: Final = frozenset("〕第扣减")
"""After which a number would rather stay on the line."""
ADDRESS_STROKES: Final = frozenset("/?&")
"""After which an address too long for its line is cut."""
_OF_ADDRESSES: Final = ADDRESS_STROKES | frozenset("@=_#\\")
"""Marks that tell an address from a word or a number."""
ADDRESS_MARKS: Final = frozenset("=._-@:,;%#+|\\")
"""After which it is cut where no stroke is near."""
_WORD_MARKS: Final = "!\"'()*+,-./:;<=>?@[\\]^_`{|}~%&#$"
WORD: Final = frozenset(
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    + _WORD_MARKS
    + "".join(map(chr, range(0xA1, 0x250)))
) - frozenset("·×÷°±¥")
"""Characters that make up Latin words, numbers and addresses."""
DIGITS: Final = frozenset("0123456789")

_REACH: Final = 3
"""How many characters beyond its natural end a line may take in by squeezing."""
_TIGHT: Final = 0.012
"""How far characters move together without being seen, in squares."""
_TIGHTEST: Final = 0.025
"""How far they move together at most."""
_AIR_TAKEN: Final = 0.25
"""How much of its air a mark within a line gives at most, in squares: it still looks full-width."""
_SQUEEZED_COST: Final = 0.4
"""What a line costs whose marks all give so much; an evenly loose one at `_LOOSE` costs 1."""
_LOOSE: Final = 0.12
"""From here a line looks loose; what would only rather stay together is parted."""
_TORN: Final = 0.25
"""From here an address is cut, and a last character stays alone."""
_TORN_WORD: Final = 1.0
"""From here a word or a number is cut."""
_NARROW: Final = 12
"""Lines of no more squares are those of cells, which are not filled where that would look loose."""
_LONGEST_WORD: Final = 26
"""What has so many characters, nearly half of a line, is cut like an address."""


class Line(NamedTuple):
    """One set line: `text[start:end]`, spaces at its end not drawn.

    `spacing` is added after each character; each of the marks at `squeezed` gives up `squeeze`
    points of its air; a line that `hangs` ends in a mark set in half a square. `width` is what the
    characters take before all that.
    """

    start: int
    end: int
    spacing: float
    squeezed: tuple[int, ...]
    width: float
    squeeze: float = 0.0
    hangs: bool = False

    @property
    def is_tight(self) -> bool:
        """Tell whether any mark gives up air."""
        return self.hangs or bool(self.squeezed)


class _Squeeze(NamedTuple):
    """How a tight line fits: as in `Line`, and the spacing that remains; points."""

    hangs: bool
    squeezed: tuple[int, ...]
    squeeze: float
    spacing: float


class Measure(NamedTuple):
    """What a paragraph is set to: `width` and `indent` of the first line, and the `square`.

    All in points. `squeezable` are the marks that this font can set in half a square; with
    `justify` off, lines stay as wide as they are.
    """

    width: float
    square: float
    indent: float = 0.0
    squeezable: frozenset[str] = CLOSING | OPENING
    justify: bool = True


def may_break(text: str, at: int) -> int:
    """Return 2 where a line may end before `text[at]`, 1 where it rather should not, else 0."""
    before, after = text[at - 1], text[at]
    if after in NO_START or before in NO_END or after == " ":
        return 0
    if before == " ":
        seen = at - 1
        while seen and text[seen] == " ":
            seen -= 1
        return 0 if text[seen] in NO_END else 2
    if before in WORD:
        if after in WORD:
            return 0
        return 1 if after in UNITS and before in DIGITS else 2
    if before in UNBROKEN and before == after:
        return 0
    if after in DIGITS and before in LEADS:
        return 1
    return 2


def break_lines(text: str, widths: Sequence[float], measure: Measure) -> list[Line]:
    """Cut one paragraph into lines that fill the measure, all but the last.

    The lines join up to the whole text. The first is shorter by the measure's indent.
    """
    length = len(text)
    if not length:
        return []
    setting = _Setting(text, [0.0, *accumulate(widths)], measure)
    ends = setting.sums
    lines: list[Line] = []
    start, room = 0, measure.width - measure.indent
    while ends[setting.seen(length, start)] - ends[start] > room + paper.HAIR:
        end = setting.choose_end(start, room)
        if end >= length:
            break
        lines.append(setting.line(start, end, room, filled=measure.justify))
        start, room = end, measure.width
    lines.append(setting.line(start, length, room, filled=False))
    if len(lines) > 1:
        setting.mend_tail(lines)
    return lines


class _Setting(NamedTuple):
    """A paragraph being set: its text, the running sums of its widths and its measure."""

    text: str
    sums: list[float]
    measure: Measure

    def seen(self, end: int, start: int) -> int:
        """Return where the visible part of a line ends: spaces at its end hang."""
        text = self.text
        while end > start + 1 and text[end - 1] == " ":
            end -= 1
        return end

    def choose_end(self, start: int, room: float) -> int:
        """Return where a line that begins at `start` ends: the best of a few legal places."""
        text, sums = self.text, self.sums
        natural = max(bisect_right(sums, sums[start] + room + paper.HAIR, start + 1) - 1, start + 1)
        length = len(text)
        if natural < length and may_break(text, natural) == 2:
            slack = sums[start] + room - sums[natural]
            if slack < _TIGHT * self.measure.square * (natural - start):
                return natural
        while natural < length and text[natural] == " ":
            natural += 1
        back = self._back(start, natural, room)
        ahead, ahead_cost = self._ahead(start, natural, room)
        if ahead and ahead_cost < self._cost(start, back, room):
            return ahead
        return back

    def _back(self, start: int, natural: int, room: float) -> int:
        """Return the last place at or before the natural end where the line may be cut."""
        text, rather_not = self.text, 0
        for at in range(min(natural, len(text) - 1), start, -1):
            kind = may_break(text, at)
            if kind == 2:
                if rather_not and self._looseness(start, at, room) > _LOOSE:
                    break
                if self._looseness(start, at, room) > self._bearable(at):
                    return self._tear(start, natural)
                return at
            if kind == 1 and not rather_not:
                rather_not = at
        return rather_not or self._tear(start, natural)

    def _bearable(self, at: int) -> float:
        """Return how loose a line may be for the sake of the word that begins at `at`."""
        text = self.text
        word = "".join(takewhile(WORD.__contains__, text[at : at + _LONGEST_WORD]))
        is_cut = len(word) == _LONGEST_WORD or not _OF_ADDRESSES.isdisjoint(word)
        return _TORN if is_cut else _TORN_WORD

    def _tear(self, start: int, natural: int) -> int:
        """Cut what has no good place: an address after its marks, else where the line is full."""
        text = self.text
        last = min(natural, len(text) - 1)
        middle = (start + natural) // 2
        for marks, first in ((ADDRESS_STROKES, middle), (ADDRESS_MARKS, start + 1)):
            for at in range(last, first, -1):
                if text[at - 1] in marks and text[at] in WORD:
                    return at
        for at in range(last, start + 1, -1):
            if text[at] not in NO_START and text[at - 1] not in NO_END:
                return at
        return natural

    def _ahead(self, start: int, natural: int, room: float) -> tuple[int, float]:
        """Return the first legal place beyond the natural end and its cost, or (0, 0)."""
        text = self.text
        length = len(text)
        for at in range(natural + 1, min(natural + _REACH, length) + 1):
            if at == length or may_break(text, at) == 2:
                cost = self._cost(start, at, room)
                return (at, cost) if cost < 1 else (0, 0.0)
        return 0, 0.0

    def _looseness(self, start: int, end: int, room: float) -> float:
        """Return the air between characters that fills the line, in squares."""
        end = self.seen(end, start)
        slack = room - self.sums[end] + self.sums[start]
        return slack / max(end - start - 1, 1) / self.measure.square

    def _cost(self, start: int, end: int, room: float) -> float:
        """Return how poor a line looks: stretched or squeezed; 1 and more is not to be had."""
        loose = self._looseness(start, end, room)
        if loose >= 0:
            return (loose / _LOOSE) ** 2
        tight = self._squeeze(start, self.seen(end, start), room)
        square = self.measure.square
        rest = tight.spacing / square
        if rest < -_TIGHTEST:
            return 1.0
        taken = tight.squeeze / square / _AIR_TAKEN
        return _SQUEEZED_COST * taken**2 + (rest / (2 * _TIGHTEST)) ** 2

    def _squeeze(self, start: int, end: int, room: float) -> _Squeeze:
        """Take the air of the mark at the end, then of all others alike, then of the gaps."""
        text, square, squeezable = self.text, self.measure.square, self.measure.squeezable
        excess = self.sums[end] - self.sums[start] - room
        hangs = end - start > 1 and text[end - 1] in squeezable & CLOSING
        excess -= hangs * square / 2
        squeezed: tuple[int, ...] = ()
        squeeze = 0.0
        if excess > 0:
            squeezed = tuple(at for at in range(start, end - hangs) if text[at] in squeezable)
            squeeze = min(excess / max(len(squeezed), 1), _AIR_TAKEN * square)
            excess -= squeeze * len(squeezed)
        gaps = max(end - start - 1, 1)
        return _Squeeze(hangs, squeezed, squeeze * bool(squeezed), -excess / gaps)

    def line(self, start: int, end: int, room: float, *, filled: bool) -> Line:
        """Set one line: spread its slack, or squeeze what is too much."""
        seen = self.seen(end, start)
        width = self.sums[seen] - self.sums[start]
        slack = room - width
        if slack < -paper.HAIR:
            tight = self._squeeze(start, seen, room)
            return Line(
                start, end, tight.spacing, tight.squeezed, width, tight.squeeze, tight.hangs
            )
        gaps = seen - start - 1
        spacing = slack / gaps if filled and gaps > 0 and slack > paper.HAIR else 0.0
        return Line(start, end, spacing, (), width)

    def mend_tail(self, lines: list[Line]) -> None:
        """Keep a last line from being one character and its mark: take it in, or give it more."""
        text, last, before = self.text, lines[-1], lines[-2]
        if self._letters(last.start, last.end) > 1:
            return
        first = len(lines) == 2
        room = self.measure.width - (self.measure.indent if first else 0.0)
        end = len(text)
        if self._cost(before.start, end, room) < 1 and self._looseness(before.start, end, room) < 0:
            lines[-2:] = [self.line(before.start, end, room, filled=False)]
            return
        bearable = _TORN if room > _NARROW * self.measure.square else inf
        for at in range(before.end - 1, before.start + 1, -1):
            if self._looseness(before.start, at, room) > bearable:
                return
            if may_break(text, at) == 2 and self._letters(at, end) > 1:
                filled = self.measure.justify
                lines[-2:] = [
                    self.line(before.start, at, room, filled=filled),
                    self.line(at, end, self.measure.width, filled=False),
                ]
                return

    def _letters(self, start: int, end: int) -> int:
        """Count what is no mark and no space; a Latin word counts its letters."""
        return sum(
            char not in NO_START and char not in NO_END and char != " "
            for char in self.text[start:end]
        )
