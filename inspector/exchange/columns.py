"""What the header of a column means; the words themselves stand in resources/columns.toml."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final, NamedTuple

from inspector import paths


class Role(StrEnum):
    """What a column of a list holds."""

    NUMBER = "number"
    NAME = "name"
    """A level of the list or its content; which of them follows from its neighbours."""
    LEVEL = "level"
    """A name that a person chose to be a level above the items."""
    CONTENT = "content"
    """The name that a person chose to be that of the items."""
    POINTS = "points"
    GROUP_POINTS = "group_points"
    PENALTY_POINTS = "penalty_points"
    BONUS_POINTS = "bonus_points"
    CRITERIA = "criteria"
    WAY = "way"
    RESPONSIBLE = "responsible"
    LEAD = "lead"
    SUPPORT = "support"
    DEADLINE = "deadline"
    KIND = "kind"
    GUIDANCE = "guidance"
    REMARK = "remark"
    SELF_MARK = "self_mark"
    MARK = "mark"
    DEDUCTION = "deduction"
    REASON = "reason"
    RECTIFICATION = "rectification"
    ACCOUNT = "account"
    EVIDENCE = "evidence"
    CONCLUSION = "conclusion"
    PLACE = "place"
    SAMPLED_AT = "sampled_at"
    IGNORED = "ignored"
    """Known, and of no use in a list: ranks, signatures, who rectifies."""


CHOICES: Final = (
    Role.NUMBER,
    Role.LEVEL,
    Role.CONTENT,
    Role.POINTS,
    Role.GROUP_POINTS,
    Role.CRITERIA,
    Role.WAY,
    Role.RESPONSIBLE,
    Role.LEAD,
    Role.SUPPORT,
    Role.DEADLINE,
    Role.GUIDANCE,
    Role.REMARK,
    Role.KIND,
    Role.PENALTY_POINTS,
    Role.BONUS_POINTS,
    Role.SELF_MARK,
    Role.MARK,
    Role.DEDUCTION,
    Role.REASON,
    Role.PLACE,
    Role.ACCOUNT,
    Role.EVIDENCE,
    Role.CONCLUSION,
    Role.RECTIFICATION,
    Role.IGNORED,
)
"""What a person may say that a column holds, in the order of a menu."""

RESULT_ROLES: Final = frozenset(
    {
        Role.SELF_MARK,
        Role.MARK,
        Role.DEDUCTION,
        Role.REASON,
        Role.RECTIFICATION,
        Role.ACCOUNT,
        Role.EVIDENCE,
        Role.CONCLUSION,
        Role.PLACE,
        Role.SAMPLED_AT,
    }
)
"""Columns filled in after the list was issued."""


class HeaderWord(NamedTuple):
    """What a header means: its role, for names how specific it is, and what else it may mean.

    Specificity: 1 to 6 for the levels of a list, 10 for tasks, 20 for contents and 30 for the
    points of detail below them. `otherwise` is the role it takes where no other column has it.
    """

    role: Role
    specificity: int = 0
    otherwise: Role | None = None
    with_criteria: bool = False
    """A single column for content and criteria together."""


_LEVEL: Final = re.compile(
    "(?:第)?([一二三四五六1-6])级(?:考核|评估|测评|评价|考评)?"
    "(?:指标|栏目|目录|分类|任务|项目|内容|类别|标题|事项)?(?:名称|内容)?"
)
_LEVEL_POINTS: Final = re.compile(
    r"([一二三四五六1-6])级(?:指标|栏目|项目)?(?:分值|权重|总分|分数)"
)
_DIGITS: Final = {sign: value for value, sign in enumerate("一二三四五六", start=1)}
_BRACKETS: Final = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_SPACE: Final = re.compile(r"\s+")
LONGEST_HEADER: Final = 40
"""Letters; what is longer is a text and not the header of a column."""


def folded_header(text: str) -> str:
    """Return a header as it is compared: half-width, without white space and closing marks."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return _SPACE.sub("", folded).strip("*:.;,。、")


class _Words(NamedTuple):
    table: Mapping[str, HeaderWord]
    patterns: tuple[tuple[re.Pattern[str], HeaderWord], ...]


@cache
def _words() -> _Words:
    """Read the words of resources/columns.toml, once."""
    stored = tomllib.loads((paths.resources() / "columns.toml").read_text(encoding="utf-8"))
    table = {
        word: HeaderWord(Role(role))
        for role, words in stored["columns"].items()
        for word in words.split()
    }
    table |= {
        word: HeaderWord(Role.NAME, family["specificity"])
        for family in stored["names"].values()
        for word in family["words"].split()
    }
    table |= {
        word: HeaderWord(Role(role), otherwise=Role(otherwise))
        for word, (role, otherwise) in stored["otherwise"].items()
    }
    patterns = tuple(
        (re.compile(entry["header"]), _pattern_word(entry)) for entry in stored["patterns"]
    )
    return _Words(table, patterns)


def _pattern_word(entry: Mapping[str, object]) -> HeaderWord:
    return HeaderWord(
        Role(str(entry["role"])),
        int(str(entry.get("specificity", 0))),
        with_criteria=bool(entry.get("with_criteria")),
    )


@lru_cache(maxsize=4096)
def header_word(text: str) -> HeaderWord | None:
    """Return what a header cell means, or None when it is no header that is known."""
    if len(text) > LONGEST_HEADER:
        return None
    words = _words()
    folded = folded_header(text)
    bare = _BRACKETS.sub("", folded).strip("*:.;,。、")
    for candidate in (folded, bare):
        if candidate in words.table:
            return words.table[candidate]
    return _by_pattern(bare, words) if bare else None


def _by_pattern(bare: str, words: _Words) -> HeaderWord | None:
    level = _LEVEL.fullmatch(bare)
    if level is not None:
        return HeaderWord(Role.NAME, _digit(level[1]))
    points = _LEVEL_POINTS.fullmatch(bare)
    if points is not None:
        return HeaderWord(Role.POINTS, _digit(points[1]))
    return next((word for pattern, word in words.patterns if pattern.fullmatch(bare)), None)


def _digit(sign: str) -> int:
    return _DIGITS.get(sign) or int(sign)
