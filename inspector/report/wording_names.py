"""Names of units in a paper's text against the register: what is nearly a name and is none."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Final

from inspector.domain.unit import Unit

_LONGEST: Final = 18
"""No name that is looked for is longer; a register's longest are full names of districts."""
_SHORTEST: Final = 3
"""No shorter name is looked for."""
_MISTYPED: Final = 2
"""So many characters of a name may be others that are read alike."""
_SHORTENED: Final = 4
"""Characters from which a name with some left out is told from another's (市卫健委)."""
_MISSPELT: Final = 5
"""Characters from which one wrong character is a slip: 市教育局 and 市体育局 are two units."""
_LEVELS: Final = "省区县州盟旗"
"""Before a name: it is that of a place's own office."""
_TAKEN: Final = "\ufdd4"
"""Stands for the characters of a name that is right."""
_CHINESE: Final = re.compile("[一-鿿]+")


class Names:
    """The register's names, to find in a text what is nearly one of them.

    `also` are names that are right though no unit bears them, such as the office's own;
    `alike` says of two texts of one length whether they are read alike.
    """

    def __init__(
        self,
        units: Iterable[Unit],
        also: Iterable[str] = (),
        alike: Callable[[str, str], bool] | None = None,
    ) -> None:
        self._units = tuple(units)
        self._alike = alike
        right = {name for unit in self._units for name in (unit.name, unit.short_name)}
        self._right = frozenset(right | set(also)) - {""}

    def remarks(self, text: str) -> Iterator[tuple[str, int, int, dict[str, str]]]:
        """Yield the words that are nearly a unit's name: (code, start, end, the right name)."""
        plain = self._known.sub(lambda found: _TAKEN * len(found[0]), text)
        if self._others is not None:
            for found in self._others.finditer(plain):
                yield "paper.other_name", found.start(), found.end(), {"name": self._by[found[0]]}
            plain = self._others.sub(lambda found: _TAKEN * len(found[0]), plain)
        for run in _CHINESE.finditer(plain):
            yield from self._in_run(run[0], run.start())

    def _in_run(self, run: str, offset: int) -> Iterator[tuple[str, int, int, dict[str, str]]]:
        at = 0
        while at < len(run):
            # 区市场监督管理局 is another level's, whatever stands behind its first character.
            is_other = at > 0 and run[at - 1] in _LEVELS
            length, name = (0, "") if is_other else self._near(run, at)
            if name:
                yield "paper.near_name", offset + at, offset + at + length, {"name": name}
            at += max(length, 1)

    def _near(self, run: str, at: int) -> tuple[int, str]:
        """Return how many characters from here on are nearly a name, and which."""
        for end in range(min(at + _LONGEST, len(run)), at + _SHORTEST - 1, -1):
            for name in self._by_ends.get((run[at], run[end - 1]), ()):
                if is_near(run[at:end], name) or self._sounds_like(run[at:end], name):
                    return end - at, self._labels[name]
        return 0, ""

    def _sounds_like(self, words: str, name: str) -> bool:
        """Whether words were typed by the sound of a name, with a wrong character or two."""
        if self._alike is None or len(words) != len(name):
            return False
        differing = sum(one != other for one, other in zip(words, name, strict=True))
        return 0 < differing <= _MISTYPED and self._alike(words, name)

    @cached_property
    def _known(self) -> re.Pattern[str]:
        return _any_of(self._right) or re.compile("(?!)")

    @cached_property
    def _by(self) -> dict[str, str]:
        return {
            alias: unit.label
            for unit in self._units
            for alias in (*unit.aliases, *_clipped(unit.name))
            if len(alias) > 2 and alias not in self._right
        }

    @cached_property
    def _others(self) -> re.Pattern[str] | None:
        return _any_of(self._by)

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {
            name: unit.label
            for unit in self._units
            for name in (unit.name, unit.short_name)
            if len(name) >= _SHORTEST
        }

    @cached_property
    def _by_ends(self) -> dict[tuple[str, str], list[str]]:
        """Names by first and last character, which a slip seldom touches."""
        found: dict[tuple[str, str], list[str]] = {}
        for name in self._labels:
            found.setdefault((name[0], name[-1]), []).append(name)
        return found


def _clipped(name: str) -> Iterator[str]:
    """Yield a full name without its last two characters, as it is written in haste: 市外事办."""
    for ending in ("办公室", "委员会"):
        if name.endswith(ending):
            yield name[:-2]


def is_near(words: str, name: str) -> bool:
    """Whether words are a name with characters left out, or with one wrong or too many."""
    if len(words) < len(name):
        return len(words) >= _SHORTENED and 2 * len(words) >= len(name) and _is_within(words, name)
    if len(words) == len(name):
        differing = sum(one != other for one, other in zip(words, name, strict=True))
        return len(name) >= _MISSPELT and differing == 1
    return len(name) >= _MISSPELT and len(words) == len(name) + 1 and _is_within(name, words)


def _is_within(short: str, long: str) -> bool:
    """Whether the characters of one stand in the other in their order."""
    characters = iter(long)
    return all(char in characters for char in short)


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))) if longest_first else None
