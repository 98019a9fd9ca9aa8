"""Names of persons in a Chinese text that nobody entered, by the words that stand with them.

A name is a surname and one or two characters more; by itself it looks like any other word (高度 is
no Mr Gao). So one is sought only where a title or a form of address says that somebody is named:
behind it (副主任赵六), before it (张三同志), or in brackets after it (王五（科员）).
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from inspector import paths

TABLE: Final = "persons.toml"
"""Surnames, titles and words that are no names, in the resources."""
_CHINESE: Final = re.compile("[一-鿿]")
_BEFORE_A_NAME: Final = frozenset(
    "局委办室厅院所站处科部县区市镇乡会组队校长任由经请与和及对向报送给为是"
)
"""A name may follow these where a title ends it: 市财政局李四局长, 由李四副局长带队."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Facts:
    """The table, ready for use."""

    surnames: frozenset[str]
    weak: frozenset[str]
    compound: frozenset[str]
    never: frozenset[str]
    words: frozenset[str]
    addressed: re.Pattern[str]
    """同志 and the like."""
    titled: re.Pattern[str]
    """A title behind a name."""
    introduced: re.Pattern[str]
    """A title before a name, with what may stand between."""
    bracketed: re.Pattern[str]
    """Brackets that hold a title and nothing more than where."""
    goes_on: re.Pattern[str]
    """What follows a name in a sentence."""


def persons_in(text: str) -> tuple[Span, ...]:
    """Return where persons are named in a text, in its order, titles left out."""
    found = {span for span in _found(text, facts()) if span is not None}
    whole = [span for span in found if not any(_holds(other, span) for other in found)]
    return tuple(sorted(whole))


def _holds(other: Span, span: Span) -> bool:
    return other != span and other[0] <= span[0] and span[1] <= other[1]


def _found(text: str, known: _Facts) -> Iterator[Span | None]:
    for match in known.addressed.finditer(text):
        yield from _row_before(text, match.start(), known)
    for match in known.titled.finditer(text):
        span = _name_before(text, match.start(), known)
        if span and _may_begin(text, span[0]):
            yield from _row_before(text, match.start(), known)
    for match in known.bracketed.finditer(text):
        span = _name_before(text, match.start(), known)
        if span and _is_edge(text, span[0] - 1):
            yield span
    for match in known.introduced.finditer(text):
        yield from _row_behind(text, match.end(), known)


def _row_before(text: str, end: int, known: _Facts) -> Iterator[Span | None]:
    """Yield the name that ends here, and those of a row (王五、赵六同志) before it."""
    span = _name_before(text, end, known)
    while span:
        yield span
        start = span[0]
        span = _name_before(text, start - 1, known) if text[start - 1 : start] == "、" else None
        if span and not _is_edge(text, span[0] - 1):
            return


def _row_behind(text: str, start: int, known: _Facts) -> Iterator[Span]:
    """Yield the name that begins here, and those of a row behind it."""
    span = _name_behind(text, start, known)
    while span:
        yield span
        end = span[1]
        span = _name_behind(text, end + 1, known) if text[end : end + 1] == "、" else None


def _name_before(text: str, end: int, known: _Facts) -> Span | None:
    """Return the name that ends here: the longest, but not one that a common word would begin."""
    spans = [(end - length, end) for length in (4, 3, 2) if end - length >= 0]
    names = [span for span in spans if _is_name(text[slice(*span)], known)]
    strong = [span for span in names if text[span[0]] not in known.weak]
    return next(iter(strong or names), None)


def _name_behind(text: str, start: int, known: _Facts) -> Span | None:
    """Return the name that begins here, the longest behind which a sentence may go on."""
    for length in (4, 3, 2):
        end = start + length
        if end > len(text) or not _is_name(text[start:end], known):
            continue
        if _is_edge(text, end) or known.goes_on.match(text, end):
            return start, end
    return None


def _is_name(words: str, known: _Facts) -> bool:
    """Whether words could be a name: a surname, one or two characters, and no common word."""
    given = words[2:] if words[:2] in known.compound else words[1:]
    if words[:2] not in known.compound and words[0] not in known.surnames:
        return False
    if not 1 <= len(given) <= 2 or not all(map(_CHINESE.match, given)):
        return False
    return words[:2] not in known.words and known.never.isdisjoint(given)


def _may_begin(text: str, at: int) -> bool:
    return _is_edge(text, at - 1) or text[at - 1] in _BEFORE_A_NAME


def _is_edge(text: str, at: int) -> bool:
    """Whether no Chinese character stands at a place."""
    return not 0 <= at < len(text) or not _CHINESE.match(text[at])


@lru_cache(maxsize=1)
def facts() -> _Facts:
    """Return the table, read once."""
    stored = _stored()
    weak = frozenset("".join(stored["weak"].split()))
    titles = _either(stored["titles"])
    before = _either([*stored["titles"], *stored["before"]])
    return _Facts(
        surnames=frozenset("".join(stored["surnames"].split())) | weak,
        weak=weak,
        compound=frozenset(stored["compound"].split()),
        never=frozenset(stored["never"]),
        words=frozenset(stored["words"]),
        addressed=re.compile(_either(stored["addresses"])),
        titled=re.compile(f"副?(?:{titles})"),
        introduced=re.compile(f"(?:{before})(?:{_either(stored['between'])})*"),
        bracketed=re.compile(rf"[（(](?=[^（）()]{{0,16}}(?:{titles})[）)])"),
        goes_on=re.compile(_either(stored["behind"])),
    )


def titles() -> tuple[str, ...]:
    """Return the words that say of a name whose it is, the longest first."""
    stored = _stored()
    every = (*stored["titles"], *stored["before"], *stored["addresses"])
    return tuple(sorted(every, key=len, reverse=True))


@lru_cache(maxsize=1)
def _stored() -> dict[str, Any]:
    return tomllib.loads((paths.resources() / TABLE).read_text(encoding="utf-8"))


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
