"""Searching thousands of short texts while one types: what stands there, or pinyin initials."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from inspector.services.pinyin import initials

_END: Final = "\n"
"""Ends each text in the joined one; what is typed never holds it."""
_MOST_TYPED: Final = 60


class TextIndex:
    """Texts by their place, folded once and searched as one.

    Letters that were typed may also be the first letters of pinyin readings; which characters a
    letter may stand for is learned from the texts when somebody first types letters.
    """

    def __init__(self, texts: Iterable[str], letters: Mapping[str, str] | None = None) -> None:
        """Take texts and, where somebody has made them already, `letters_of` them."""
        folded = [_folded(text) for text in texts]
        self._starts: list[int] = []
        at = 0
        for text in folded:
            self._starts.append(at)
            at += len(text) + len(_END)
        self._joined = _END.join([*folded, ""])
        self._by_letter = letters

    def find(self, typed: str) -> frozenset[int]:
        """Return the places of the texts that hold what was typed; all of them for nothing."""
        wanted = _folded(typed)[:_MOST_TYPED]
        if not wanted:
            return frozenset(range(len(self._starts)))
        pattern = re.escape(wanted)
        if wanted.isascii() and any(char.isalpha() for char in wanted):
            pattern = "".join(self._class_of(char) for char in wanted)
        return frozenset(self._places(pattern))

    def _places(self, pattern: str) -> Iterator[int]:
        """Yield the place of each text with a match, by one pass over all of them."""
        place, last = 0, len(self._starts)
        for match in re.finditer(pattern, self._joined):
            at = match.start()
            while place + 1 < last and self._starts[place + 1] <= at:
                place += 1
            yield place

    def _class_of(self, char: str) -> str:
        """Return a pattern for the characters that a letter may stand for."""
        if not char.isalpha():
            return re.escape(char)
        if self._by_letter is None:
            self._by_letter = letters_of((self._joined,))
        return f"[{re.escape(char)}{self._by_letter.get(char, '')}]"


def letters_of(texts: Iterable[str]) -> dict[str, str]:
    """Return for each letter the characters of some texts a reading of which begins with it."""
    found: dict[str, list[str]] = {}
    for char in sorted(set().union(*map(_folded, texts))):
        if char.isascii():
            continue
        for letter in initials(char):
            found.setdefault(letter, []).append(re.escape(char))
    return {letter: "".join(chars) for letter, chars in found.items()}


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
