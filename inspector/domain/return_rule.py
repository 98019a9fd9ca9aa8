"""The small language of check rules: sums and comparisons of cells, nothing else.

    new.total + carried.total = done.total + left.total
    sum(refused.*.natural) <= done.natural
    carried.total = last(left.total)
    new.total = units(new.total)
    trained.n > 0 => courses.n > 0

A name is a cell, `row.column`; a star stands for any part of it. `last(…)` asks last year's
return, `units(…)` the sum over all units, against which the whole's own return is held. `sum`,
`max` and `min` take names. A number before `*` multiplies. Comparisons: = <= >= < >. What follows
`=>` is asked only where what stands before it holds.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from operator import eq, ge, gt, le, lt
from typing import Final


class RuleError(ValueError):
    """A rule that cannot be read; the message quotes where."""


class Whose(StrEnum):
    """Which return a cell is asked from."""

    THIS = "this"
    LAST = "last"
    """The same unit's of the year before."""
    UNITS = "units"
    """The sum over all units of the same year."""


@dataclass(frozen=True, slots=True)
class Name:
    """A cell of a return."""

    cell: str
    whose: Whose = Whose.THIS


@dataclass(frozen=True, slots=True)
class Term:
    """A group of cells, added or compared among themselves, times a factor."""

    factor: int
    names: tuple[Name, ...]
    pick: str = "sum"
    """sum, max or min; a single cell is its own sum; no cells: the factor alone."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sums and what should be true of them."""

    left: tuple[Term, ...]
    sign: str
    right: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A comparison, asked always or only where another holds."""

    text: str
    then: Comparison
    condition: Comparison | None = None

    def names(self) -> tuple[Name, ...]:
        """Return every cell the rule asks for, in order, each once."""
        sides = [self.then] if self.condition is None else [self.condition, self.then]
        terms = [term for one in sides for term in (*one.left, *one.right)]
        return tuple(dict.fromkeys(name for term in terms for name in term.names))


SIGNS: Final[Mapping[str, Callable[[int, int], bool]]] = {
    "=": eq,
    "<=": le,
    ">=": ge,
    "<": lt,
    ">": gt,
}
_TOKEN: Final = re.compile(
    r"\s*(?:(?P<arrow>=>)|(?P<sign><=|>=|=|<|>)|(?P<number>\d+)(?![\w.])"
    r"|(?P<name>[A-Za-z_][\w*]*(?:\.[\w*]+)*)|(?P<mark>[-+*(),]))"
)
_PICKS: Final = ("sum", "max", "min")
_OTHERS: Final = (Whose.LAST, Whose.UNITS)
Resolve = Callable[[str], Sequence[str]]


def parse(text: str, resolve: Resolve) -> Rule:
    """Read a rule; `resolve` turns a name, perhaps with stars, into the cells it means.

    Raises RuleError for what is no rule and for a name that means no cell.
    """
    return _Reader(text, resolve).rule()


def matching(name: str, cells: Sequence[str]) -> tuple[str, ...]:
    """Return the cells a name means: itself, or all that its stars cover."""
    if "*" not in name:
        return (name,) if name in cells else ()
    return tuple(cell for cell in cells if fnmatchcase(cell, name))


class _Reader:
    """Reads one rule from left to right."""

    def __init__(self, text: str, resolve: Resolve) -> None:
        self._text = text
        self._resolve = resolve
        self._tokens = list(self._cut())
        self._at = 0

    def rule(self) -> Rule:
        first = self._comparison()
        if self._take("arrow") is None:
            self._end()
            return Rule(self._text, first)
        then = self._comparison()
        self._end()
        return Rule(self._text, then, first)

    def _cut(self) -> Iterator[tuple[str, str]]:
        place = 0
        text = self._text.rstrip()
        while place < len(text):
            found = _TOKEN.match(text, place)
            if found is None or found.lastgroup is None:
                raise RuleError(f"“{text[place : place + 12]}” in “{text}”")
            yield found.lastgroup, found[found.lastgroup]
            place = found.end()

    def _comparison(self) -> Comparison:
        left = self._sum()
        sign = self._take("sign")
        if sign is None:
            raise RuleError(f"no comparison in “{self._text}”")
        return Comparison(left, sign, self._sum())

    def _sum(self) -> tuple[Term, ...]:
        terms = [self._term(-1 if self._take("mark", "-") else 1)]
        while (mark := self._take("mark", "+", "-")) is not None:
            terms.append(self._term(-1 if mark == "-" else 1))
        return tuple(terms)

    def _term(self, factor: int) -> Term:
        number = self._take("number")
        if number is not None:
            factor *= int(number)
            if self._take("mark", "*") is None:
                return Term(factor, ())
        return self._cells(factor)

    def _cells(self, factor: int) -> Term:
        word = self._take("name")
        if word is None:
            raise RuleError(f"a cell is missing in “{self._text}”")
        if word in _OTHERS and self._take("mark", "("):
            term = self._cells(factor)
            self._close()
            names = tuple(Name(name.cell, Whose(word)) for name in term.names)
            return Term(factor, names, term.pick)
        if word in _PICKS and self._take("mark", "("):
            names = self._named()
            while self._take("mark", ",") is not None:
                names += self._named()
            self._close()
            return Term(factor, names, word)
        return Term(factor, self._meant(word))

    def _named(self) -> tuple[Name, ...]:
        word = self._take("name")
        if word is None:
            raise RuleError(f"a cell is missing in “{self._text}”")
        return self._meant(word)

    def _meant(self, word: str) -> tuple[Name, ...]:
        cells = self._resolve(word)
        if not cells:
            raise RuleError(f"“{word}” in “{self._text}” means no cell")
        return tuple(Name(cell) for cell in cells)

    def _close(self) -> None:
        if self._take("mark", ")") is None:
            raise RuleError(f"“)” is missing in “{self._text}”")

    def _end(self) -> None:
        if self._at < len(self._tokens):
            raise RuleError(f"“{self._tokens[self._at][1]}” in “{self._text}”")

    def _take(self, kind: str, *texts: str) -> str | None:
        if self._at >= len(self._tokens):
            return None
        found, text = self._tokens[self._at]
        if found != kind or (texts and text not in texts):
            return None
        self._at += 1
        return text
