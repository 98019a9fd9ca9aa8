"""One parsed rule of the criteria, and what it costs or earns for a given count or metric."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from inspector.domain.marks import Mark


class RuleKind(StrEnum):
    """How a rule turns facts into marks."""

    EACH = "each"
    """Each fact costs `points`: 每少一项扣0.5分, 各扣2分, 每超期一件扣3分."""
    ONCE = "once"
    """Costs `points`, once: 未公开目录的扣2分."""
    ALL = "all"
    """Costs the whole item: 不得分."""
    SHARE = "share"
    """Costs `share` of `base`, or of the item's points without one: 可得60%, 扣分值的40%."""
    RATIO = "ratio"
    """Each `step` (or begun part of one) by which a rate falls below `target` costs `points`."""
    GAIN_EACH = "gain_each"
    """Each fact earns `points`: 每次加3分，最高加10分; 一项可得2分，最高不超过6分."""
    GAIN_ONCE = "gain_once"
    """Earns `points`, once: 公开政策1分."""
    VETO = "veto"
    """One fact is a veto: 出现即不合格."""


GAINS: Final = frozenset({RuleKind.GAIN_EACH, RuleKind.GAIN_ONCE})
"""Rules whose findings earn; those of every other rule cost, bonus items aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule as it stands in an item's criteria.

    `number` counts from 1 in the order of the cell; people say a, b, c. Shares and rates are
    ten-thousandths of one (60 % is 6000).
    """

    number: int
    text: str
    kind: RuleKind
    points: Mark = Mark(0)
    share: int = 0
    """For SHARE: the share that is *lost*."""
    base: Mark | None = None
    """For SHARE and ALL: the part of the item's points meant (该3分可得50%)."""
    cap: Mark | None = None
    """The most this rule can cost or earn in all (最高加10分); none means the item's own cap."""
    counter: str = ""
    """What is counted: 项, 处, 件, 次, 条, 个."""
    target: int = 10_000
    step: int = 0


def letter(number: int) -> str:
    """Return the letter people use for the rule with this number: 1 is a, 27 is aa."""
    text = ""
    while number > 0:
        number, digit = divmod(number - 1, 26)
        text = chr(ord("a") + digit) + text
    return text
