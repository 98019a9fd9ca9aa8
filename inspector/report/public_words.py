"""What the public is not to read in a text: addresses, persons and their numbers, and its removal.

What stands in brackets or in a clause of its own goes with them. What stands in the middle of a
sentence leaves a mark there, for a person to write the sentence anew: no text is mangled silently.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from inspector.report import person_names

_ADDRESS: Final = (
    r"(?:[A-Za-z0-9._-]+@)(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}"
    r"|(?:https?://|www\.)[!-'*-~]+"
    r"|(?:[A-Za-z0-9-]+\.)+(?:cn|com|net|org)(?![A-Za-z0-9])(?:[/:?][!-'*-~]*)?"
)
_GAP: Final = r"[ \-—－]?"
_IDENTITY: Final = rf"\d{{6}}{_GAP}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])\d\d{_GAP}\d{{3}}[\dXx]"
IDENTITY_NUMBER: Final = re.compile(rf"(?<!\d){_IDENTITY}(?!\d)")
"""公民身份号码, which no paper prints."""
_NUMBER: Final = (
    rf"(?<!\d)(?:{_IDENTITY}"
    rf"|\d{{17}}[\dXx]|\d{{15}}|1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}"
    r"|0\d{2,3}[-—－]\d{7,8})(?!\d)"
    r"|(?<=电话)[：:]?\d{7,8}(?!\d)|(?<=[卡账]号)[：:]?\d{12,19}(?!\d)"
    r"|(?<=微信号)[：:]?[A-Za-z][\w-]{5,19}|(?:QQ|qq)[号群]?[：:]?[1-9]\d{4,10}(?!\d)"
    r"|(?<=住址)(?:[：:]|为)[^，。；！？（）]+"
)
_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９Ｘｘ＠．", "0123456789Xx@.")
_INTRODUCED: Final = r"(?<=[人员导][：:])[一-鿿]{2,4}(?=$|[，。；、）)\s\d])"
_LEADS: Final = (
    "拍摄人|姓名|网页链接|网页地址|网址|链接地址|链接|网页|页面地址|地址|邮箱|联系电话|电话|手机号码|手机|微信号"
    r"|公民身份号码|身份证号码?|银行卡号|卡号|账号|家庭住址|住址|详见|参见|见|为|是|及|和|由|等|[\s：:、，,；;（）()]"
)
"""Words that say nothing once what they introduce is gone, titles besides."""
_BRACKETS: Final = re.compile(r"（[^（）]*）|\([^()]*\)")
_CLAUSE: Final = re.compile(r"[^，。；！？]*[，。；！？]?")
_STRONG: Final = "。；！？"
_HIDDEN: Final = "\ufdd5"
"""Stands for the characters of an office's name: 高新 may be a person, 高新区 is none."""


class Private(StrEnum):
    """What is not for the public."""

    ADDRESS = "address"
    PERSON = "person"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Removed:
    """One thing that was left out, and whether its sentence has to be written anew."""

    private: Private
    words: str
    is_broken: bool


class PublicWords:
    """Leaves addresses, persons and their numbers out of texts.

    `persons` are the names of people, besides whom those are found that a title or a form of
    address names; `offices` those of units, within which no person is sought.
    """

    def __init__(self, persons: Collection[str], offices: Collection[str] = ()) -> None:
        by_length = sorted(filter(None, persons), key=len, reverse=True)
        names = "|".join((*map(re.escape, by_length), _INTRODUCED))
        self._private = re.compile(
            f"(?P<address>{_ADDRESS})|(?P<number>{_NUMBER})|(?P<person>{names})"
        )
        known = sorted(filter(None, offices), key=len, reverse=True)
        self._offices = re.compile("|".join(map(re.escape, known)) or "(?!)")

    def is_private(self, text: str) -> bool:
        """Whether a text holds anything that is not for the public."""
        return next(self._found(text), None) is not None

    def without(self, text: str, mark: str) -> tuple[str, tuple[Removed, ...]]:
        """Return a text without what is private; `mark` stands where a sentence lacks it now."""
        removed: list[Removed] = []
        cleared = _BRACKETS.sub(lambda found: self._bracket(found[0], removed), text)
        clauses: list[str] = []
        for clause in _CLAUSE.findall(cleared):
            if self._is_bare(clause):
                removed += self._told(clause, is_broken=False)
                _close(clauses, clause[-1])
            elif clause:
                removed += self._told(clause, is_broken=True)
                clauses.append(self._replaced(clause, mark))
        return "".join(clauses), tuple(removed)

    def _bracket(self, bracket: str, removed: list[Removed]) -> str:
        """Return brackets with those clauses only that say something else."""
        if not self.is_private(bracket):
            return bracket
        kept = []
        for clause in _CLAUSE.findall(bracket[1:-1]):
            if self._is_bare(clause):
                removed += self._told(clause, is_broken=False)
            elif clause:
                kept.append(clause)
        inner = "".join(kept).rstrip("，；")
        return f"{bracket[0]}{inner}{bracket[-1]}" if inner else ""

    def _is_bare(self, clause: str) -> bool:
        """Whether nothing is left of a clause but words that introduced what goes."""
        if not self.is_private(clause):
            return False
        return not _leads().sub("", self._replaced(clause, "").rstrip(_STRONG + "，"))

    def _replaced(self, text: str, mark: str) -> str:
        parts, at = [], 0
        for start, end, _private in self._found(text):
            parts += [text[at:start], mark]
            at = end
        return "".join((*parts, text[at:]))

    def _told(self, text: str, *, is_broken: bool) -> Iterator[Removed]:
        for start, end, private in self._found(text):
            yield Removed(private, text[start:end], is_broken)

    def _found(self, text: str) -> Iterator[tuple[int, int, Private]]:
        plain = self._offices.sub(lambda office: _HIDDEN * len(office[0]), text)
        plain = plain.translate(_FULL_WIDTH)
        found = [
            (one.start(), one.end(), Private(str(one.lastgroup)))
            for one in self._private.finditer(plain)
        ]
        found += [(start, end, Private.PERSON) for start, end in person_names.persons_in(plain)]
        at = 0
        for start, end, private in sorted(found):
            if start >= at:
                yield start, end, private
                at = end


@lru_cache(maxsize=1)
def _leads() -> re.Pattern[str]:
    return re.compile(f"副?(?:{'|'.join(person_names.titles())})|{_LEADS}")


def _close(clauses: list[str], closing: str) -> None:
    """End what stands before a clause that goes as that clause ended."""
    if clauses and closing != "，":
        clauses[-1] = clauses[-1].removesuffix("，")
        if closing in _STRONG and clauses[-1][-1] not in _STRONG:
            clauses[-1] += closing
