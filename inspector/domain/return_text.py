"""The words of yearly reports: how much of one stands in another, numbers and names aside."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

ALIKE: Final = 6_000
"""Ten-thousandths of a report's words: as many in common are more than a common template."""
_LEAST: Final = 200
"""Characters a report must have to be like another: shorter ones say the same by chance."""
_SHORTEST: Final = 6
"""Characters of a clause that counts."""
_CLAUSE: Final = re.compile(r"[。；，！？：;,!?:\n]+")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_LEFT_OUT: Final = re.compile(r"[\s“”\"'《》（）()、]+")


def likeness(one: str, other: str, names: tuple[str, ...] = ()) -> int:
    """Return how much of the shorter report's clauses stands in the other, in ten-thousandths.

    Numbers count as the same whatever they are, and so do the names given, the longest first: a
    report in which only these were exchanged is wholly alike. 0 where one is too short to tell.
    """
    left, right = _clauses(one, names), _clauses(other, names)
    shorter = min(_length(left), _length(right))
    if shorter < _LEAST:
        return 0
    return _length(left & right) * 10_000 // shorter


@lru_cache(maxsize=2048)  # Each report is held against every other one.
def _clauses(text: str, names: tuple[str, ...]) -> frozenset[str]:
    plain = _NUMBER.sub("0", unicodedata.normalize("NFKC", text))
    for name in names:
        plain = plain.replace(name, "某单位")
    clauses = (_LEFT_OUT.sub("", clause) for clause in _CLAUSE.split(plain))
    return frozenset(clause for clause in clauses if len(clause) >= _SHORTEST)


def _length(clauses: frozenset[str]) -> int:
    return sum(map(len, clauses))
