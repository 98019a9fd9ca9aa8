"""Units of like name: two entries of the register that may be one unit, for a person to say."""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from inspector.domain.unit import Unit

_SHORTEST: Final = 4
"""Characters with which a name must end another one to be like it: 市教育局 and 宁川市教育局."""
_MARKS: Final = str.maketrans("", "", "()（）·-—、，")


def alike(units: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Yield each pair of units of which a name of one is, or ends, a name of the other."""
    for one, other in combinations(units, 2):
        names = _names(one), _names(other)
        if any(_are_alike(left, right) for left in names[0] for right in names[1]):
            yield one, other


def _names(unit: Unit) -> frozenset[str]:
    names = (unit.name, unit.short_name, *unit.aliases)
    plain = (unicodedata.normalize("NFKC", "".join(name.split())) for name in names)
    return frozenset(filter(None, (name.translate(_MARKS) for name in plain)))


def _are_alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= _SHORTEST and long.endswith(short))
