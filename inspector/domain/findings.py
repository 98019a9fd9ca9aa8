"""What a finding is worth: one rule applied to a count or to the figures an item asks for."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from inspector.domain.answer import Metrics
from inspector.domain.checklist import Item, ItemKind, Scoring
from inspector.domain.errors import refused
from inspector.domain.finding import Finding
from inspector.domain.marks import Mark, ceil_div, round_half_up
from inspector.domain.rule_set import SHARE_ONE
from inspector.domain.rules import GAINS, Rule, RuleKind, letter

_COUNTED: Final = frozenset({RuleKind.EACH, RuleKind.GAIN_EACH})
_NOT_MARKED: Final = frozenset({ItemKind.VETO, ItemKind.TASK})


@dataclass(frozen=True, slots=True)
class MetricFinding:
    """The finding that an item's figures make: its rule, the steps begun and what they cost."""

    rule: Rule
    count: int
    points: Mark


def rule_of(item: Item, number: int) -> Rule | None:
    """Return the item's rule with this number, or None."""
    return next((rule for rule in item.rules if rule.number == number), None)


def earns(item: Item, finding: Finding) -> bool:
    """Whether a finding earns marks: a bonus, or a demand met under a rule that adds up."""
    rule = rule_of(item, finding.rule)
    return item.kind is ItemKind.BONUS or (rule is not None and rule.kind in GAINS)


def rule_name(item: Item, number: int) -> str:
    """Return how people call a rule: 1.2b; an item that has no such rule is called by itself.

    A bonus, penalty or veto item with a single rule is called by itself too: J1.
    """
    alone = item.kind is not ItemKind.SCORED and len(item.rules) < 2
    return item.number if alone or rule_of(item, number) is None else item.number + letter(number)


def finding_points(
    item: Item, rule: Rule | None, *, count: int = 1, metrics: Metrics | None = None
) -> Mark:
    """Return what one finding is worth under a rule, before any cap.

    For RATIO the figures decide the number of steps; without them `count` is that number.
    Raises Refused for a negative count, and where neither rule nor points say what a fact costs.
    """
    if count < 0:
        raise refused("finding.count_negative", item=item.number, count=count)
    if rule is None:
        return _points_without_rule(item, count)
    match rule.kind:
        case RuleKind.EACH | RuleKind.GAIN_EACH:
            return Mark(rule.points * count)
        case RuleKind.RATIO:
            steps = ratio_steps(item, rule, metrics or {})
            return Mark(rule.points * (count if steps is None else steps))
        case RuleKind.VETO:
            return Mark(0)
        case _:
            return _points_once(item, rule) if count else Mark(0)


def ratio_steps(item: Item, rule: Rule, metrics: Metrics) -> int | None:
    """Return how many steps a rate lies below the rule's target, each begun step counted whole.

    The item's first metric is the whole, its second the part that meets the demand. With nothing
    to be done (a whole of 0) nothing is short. None while one of the two figures is missing.
    """
    if len(item.metrics) < 2:
        return None
    whole, part = (metrics.get(metric.name) for metric in item.metrics[:2])
    if whole is None or part is None:
        return None
    short = rule.target * whole - SHARE_ONE * part
    if whole <= 0 or short <= 0:
        return 0
    return ceil_div(short, rule.step * whole) if rule.step else 1


def metric_count(item: Item, metrics: Metrics) -> int | None:
    """Return the steps that the figures of a ratio item are short, or None if they do not say."""
    rule = _ratio_rule(item)
    return None if rule is None else ratio_steps(item, rule, metrics)


def metric_finding(item: Item, metrics: Metrics) -> MetricFinding | None:
    """Return the finding a ratio item's figures make, or None when they make none."""
    rule = _ratio_rule(item)
    steps = None if rule is None else ratio_steps(item, rule, metrics)
    if rule is None or not steps:
        return None
    return MetricFinding(rule, steps, finding_points(item, rule, metrics=metrics))


def rule_of_size(item: Item, points: Mark) -> tuple[Rule, int] | None:
    """Return the rule under which one fact costs (or earns) so much, with the count that does.

    A rule that says just this goes before one that says it several times over; of equals the
    first. Rules that figures decide are left out. None where no rule comes to it.
    """
    several: tuple[Rule, int] | None = None
    for rule in item.rules:
        if rule.kind is RuleKind.RATIO or rule.kind is RuleKind.VETO:
            continue
        worth = finding_points(item, rule)
        if worth == points > 0:
            return rule, 1
        if several is None and is_counted(rule) and worth > 0 and points > 0 == points % worth:
            several = rule, points // worth
    return several


def is_counted(rule: Rule) -> bool:
    """Whether a rule's cost grows with the number of facts."""
    return rule.kind in _COUNTED


def _ratio_rule(item: Item) -> Rule | None:
    if item.scoring is not Scoring.RATIO:
        return None
    return next((rule for rule in item.rules if rule.kind is RuleKind.RATIO), None)


def _points_without_rule(item: Item, count: int) -> Mark:
    """Where the criteria hold no rule: 倒扣分值 is the cost of one fact, a veto costs no points."""
    if item.kind in _NOT_MARKED:
        return Mark(0)
    if item.kind is ItemKind.PENALTY and item.points is not None:
        return Mark(item.points * count)
    raise refused("finding.points_needed", item=item.number)


def _points_once(item: Item, rule: Rule) -> Mark:
    base = rule.base if rule.base is not None else (item.points or Mark(0))
    if rule.kind is RuleKind.SHARE:
        return round_half_up(Fraction(base * rule.share, SHARE_ONE), 4)
    return base if rule.kind is RuleKind.ALL else rule.points
