"""The words of yearly reports: how much of one stands in another, numbers and names aside."""

import re
import unicodedata
from collections.abc import Iterable
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


def clauses(text: str, names: Iterable[str] = ()) -> frozenset[str]:
    """Return the clauses of a report by which it is held against others.

    Numbers count as the same whatever they are, and so do the names given, the longest first: a
    report in which only these were exchanged has the same clauses.
    """
    plain = _NUMBER.sub("0", unicodedata.normalize("NFKC", text))
    for name in names:
        plain = plain.replace(name, "某单位")
    found = (_LEFT_OUT.sub("", clause) for clause in _CLAUSE.split(plain))
    return frozenset(clause for clause in found if len(clause) >= _SHORTEST)


def likeness(one: frozenset[str], other: frozenset[str]) -> int:
    """Return how much of the shorter report's clauses stands in the other, in ten-thousandths.

    0 where one is too short to tell.
    """
    shared = _length(one & other)
    if not shared:
        return 0
    shorter = min(_length(one), _length(other))
    return shared * 10_000 // shorter if shorter >= _LEAST else 0


def _length(of: frozenset[str]) -> int:
    return sum(map(len, of))
