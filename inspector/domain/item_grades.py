"""What one item earns on one side, with the lines of working that show it."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Protocol

from inspector.domain.answer import Conclusion, Metrics, Side, counting
from inspector.domain.answer_rules import is_open
from inspector.domain.checklist import ItemKind, Scoring
from inspector.domain.finding import Finding
from inspector.domain.marks import Mark, round_half_up
from inspector.domain.results import ItemGrade, Step
from inspector.domain.rule_set import SHARE_ONE, DidNotOccur, NotApplicable, RuleSet
from inspector.domain.rules import GAINS, Rule, RuleKind
from inspector.domain.scheme import Line

# Bound once: looking a member up on its enum costs seven times as much as a name of the module,
# and these are asked for every answer and every finding.
_OPEN, _MET = Conclusion.OPEN, Conclusion.MET
_NOT_APPLICABLE, _DID_NOT_OCCUR = Conclusion.NOT_APPLICABLE, Conclusion.DID_NOT_OCCUR
_PARTLY_MET, _NOT_MET = Conclusion.PARTLY_MET, Conclusion.NOT_MET
_SELF, _ADD = Side.SELF, Scoring.ADD
_EACH, _GAIN_EACH = RuleKind.EACH, RuleKind.GAIN_EACH


class Gradable(Protocol):
    """What grading reads of an answer; a loader in a hurry may supply less than an Answer."""

    @property
    def conclusion(self) -> Conclusion:
        """What the inspectors concluded."""
        ...

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings on record, whatever their status."""
        ...

    @property
    def statement_published(self) -> bool:
        """Whether the unit published that nothing occurred."""
        ...

    @property
    def reason(self) -> str:
        """Why the item does not apply."""
        ...

    @property
    def allowed_by(self) -> str:
        """Who allowed it not to apply."""
        ...

    @property
    def metrics(self) -> Metrics:
        """Figures by name."""
        ...

    @property
    def self_conclusion(self) -> Conclusion | None:
        """What the unit concluded."""
        ...

    @property
    def self_mark(self) -> Mark | None:
        """What the unit gave itself."""
        ...


def is_out(answer: Gradable, side: Side, rule_set: RuleSet) -> bool:
    """Whether one side says that an item does not apply, or the rule set takes it so."""
    conclusion = answer.self_conclusion if side is _SELF else answer.conclusion
    return conclusion is _NOT_APPLICABLE or (
        conclusion is _DID_NOT_OCCUR and rule_set.did_not_occur is DidNotOccur.AS_NOT_APPLICABLE
    )


def grade_out(
    line: Line, answer: Gradable | None, rule_set: RuleSet, steps: list[Step]
) -> ItemGrade:
    """Return the grade of an item that does not apply; without an answer, of one spared."""
    mode = rule_set.not_applicable
    keeps = line.points if mode is NotApplicable.FULL else Mark(0)
    occurred = answer is None or answer.conclusion is not _DID_NOT_OCCUR
    if line.item.kind is ItemKind.SCORED:
        points = (line.item.points or 0,)
        if occurred:
            why = ("", "") if answer is None else (answer.reason, answer.allowed_by)
            steps.append(Step(f"item.not_applicable.{mode}", line.item.number, points, why))
        else:
            steps.append(Step("item.did_not_occur.out", line.item.number, points))
    conclusion = _NOT_APPLICABLE if occurred else _DID_NOT_OCCUR
    return ItemGrade(line.key, line.item.number, conclusion, keeps, Mark(0), Mark(0), keeps)


def grade_scored(
    line: Line, answer: Gradable, side: Side, rule_set: RuleSet, steps: list[Step]
) -> ItemGrade | None:
    """Return what a scored item earns on one side, or None while it is open."""
    if side is _SELF:
        return _self_grade(line, answer, steps)
    findings = counting(answer.findings, side)
    if findings:
        return _grade_findings(line, answer, findings, rule_set, steps)
    if is_open(line.item, answer):
        return None
    if answer.conclusion is _DID_NOT_OCCUR:
        return _grade_nothing_occurred(line, answer, rule_set, steps)
    return line.met


def grade_bonus(line: Line, answer: Gradable, side: Side, steps: list[Step]) -> ItemGrade:
    """Return what a bonus item earns before the gates and the cap over all bonus items.

    A claim that nobody has decided earns nothing on the inspectors' side; the working names it.
    """
    item = line.item
    if side is _SELF:
        due = kept = max(answer.self_mark or 0, 0)
        caps = [rule.cap for rule in item.rules]
        if caps and all(cap is not None for cap in caps):
            kept = min(kept, sum(cap or 0 for cap in caps))
        if due:
            steps.append(Step("bonus.claimed", item.number, (due,)))
    else:
        findings = counting(answer.findings, side)
        if not findings and answer.self_mark and answer.conclusion is _OPEN:
            steps.append(Step("bonus.undecided", item.number, (answer.self_mark,)))
        due, kept = _sum_findings(line, answer, findings, steps)
    if item.points is not None:
        kept = min(kept, item.points)
    if kept != due:
        steps.append(Step("bonus.item_capped", item.number, (due, kept)))
    return _flat_grade(line, answer, side, Mark(due), Mark(0), Mark(kept))


def grade_penalty(line: Line, answer: Gradable, side: Side, steps: list[Step]) -> ItemGrade:
    """Return what a penalty item costs; no cap but that of a rule that states one."""
    if side is _SELF:
        due = kept = abs(answer.self_mark or 0)
        if due:
            steps.append(Step("penalty.claimed", line.item.number, (due,)))
    else:
        due, kept = _sum_findings(line, answer, counting(answer.findings, side), steps)
    return _flat_grade(line, answer, side, Mark(due), Mark(kept), Mark(-kept))


def grade_unmarked(line: Line, answer: Gradable, side: Side) -> ItemGrade:
    """Return the grade of a veto item or a task, which carry no marks."""
    return _flat_grade(line, answer, side, Mark(0), Mark(0), Mark(0))


def _self_grade(line: Line, answer: Gradable, steps: list[Step]) -> ItemGrade | None:
    stated = line.item.points or 0
    claimed = answer.self_mark
    conclusion = answer.self_conclusion or _MET
    if claimed is None:
        if answer.self_conclusion not in {_MET, _DID_NOT_OCCUR}:
            return None
        claimed = Mark(stated)
    claimed = Mark(min(max(claimed, 0), stated))
    lost = Mark(stated - claimed if claimed else line.points)
    if lost:
        steps.append(Step("self.less", line.item.number, (line.points, lost, line.points - lost)))
    mark = Mark(line.points - lost)
    return ItemGrade(line.key, line.item.number, conclusion, line.points, lost, lost, mark)


def _grade_findings(
    line: Line,
    answer: Gradable,
    findings: Sequence[Finding],
    rule_set: RuleSet,
    steps: list[Step],
) -> ItemGrade:
    if line.item.scoring is _ADD:
        due, deducted = _lost_by_adding(line, answer, findings, steps)
    else:
        due, deducted = _sum_findings(line, answer, findings, steps)
    if rule_set.caps.item:
        deducted = min(deducted, line.points)
    mark = line.points - deducted
    conclusion = answer.conclusion
    if deducted and (conclusion is _OPEN or conclusion is _MET):
        conclusion = _PARTLY_MET if mark > 0 else _NOT_MET
    number = line.item.number
    if deducted != due:
        steps.append(Step("item.capped", number, (due, deducted, mark)))
    elif len(findings) > 1 and line.item.scoring is not _ADD:
        parts = [_worth(line, finding) for finding in findings]
        steps.append(Step("item.deducted", number, (line.points, deducted, mark, *parts)))
    return ItemGrade(
        line.key, number, conclusion, line.points, Mark(due), Mark(deducted), Mark(mark)
    )


def _lost_by_adding(
    line: Line, answer: Gradable, findings: Sequence[Finding], steps: list[Step]
) -> tuple[int, int]:
    """Return what an item that is earned fact by fact falls short of its points."""
    gains = [finding for finding in findings if _earns(line, finding)]
    losses = [finding for finding in findings if not _earns(line, finding)]
    due, deducted = _sum_findings(line, answer, losses, steps)
    if not gains:
        return due, deducted
    _, earned = _sum_findings(line, answer, gains, steps)
    short = max(line.points - earned, 0)
    steps.append(Step("item.added", line.item.number, (line.points, earned, short)))
    return due + short, deducted + short


def _earns(line: Line, finding: Finding) -> bool:
    rule = line.rules.get(finding.rule)
    return rule is not None and rule.kind in GAINS


def _grade_nothing_occurred(
    line: Line, answer: Gradable, rule_set: RuleSet, steps: list[Step]
) -> ItemGrade:
    number = line.item.number
    lost = Mark(0)
    if rule_set.did_not_occur is DidNotOccur.FULL_WITH_STATEMENT and not answer.statement_published:
        share = rule_set.missing_statement_share
        lost = round_half_up(Fraction(line.points * share, SHARE_ONE), 4)
        steps.append(Step("item.no_statement", number, (line.points, share, lost)))
    else:
        steps.append(Step("item.did_not_occur", number, (line.points,)))
    mark = Mark(line.points - lost)
    return ItemGrade(line.key, number, _DID_NOT_OCCUR, line.points, lost, lost, mark)


def _flat_grade(
    line: Line, answer: Gradable, side: Side, due: Mark, deducted: Mark, mark: Mark
) -> ItemGrade:
    conclusion = answer.self_conclusion if side is _SELF else answer.conclusion
    return ItemGrade(line.key, line.item.number, conclusion or _OPEN, Mark(0), due, deducted, mark)


def _sum_findings(
    line: Line, answer: Gradable, findings: Sequence[Finding], steps: list[Step]
) -> tuple[int, int]:
    """Return the sum of findings before any cap and after the caps of their rules."""
    due = 0
    for finding in findings:
        worth = _worth(line, finding)
        due += worth
        steps.append(_finding_step(line, answer, finding, worth))
    if not line.has_capped_rules:
        return due, due
    return due, _cap_rules(line, findings, steps)


def _cap_rules(line: Line, findings: Iterable[Finding], steps: list[Step]) -> int:
    by_rule: dict[int, int] = {}
    for finding in findings:
        by_rule[finding.rule] = by_rule.get(finding.rule, 0) + _worth(line, finding)
    kept = 0
    for number, total in by_rule.items():
        rule = line.rules.get(number)
        if rule is not None and rule.cap is not None and total > rule.cap:
            steps.append(Step("rule.capped", line.names[number], (total, rule.cap)))
            total = rule.cap
        kept += total
    return kept


def _worth(line: Line, finding: Finding) -> int:
    """Return what a finding is worth here.

    Where points of other items were spread over this one, a rule that costs the whole item or a
    share of it costs as much of the raised points; a rule with a price of its own keeps it.
    """
    if not line.is_raised:
        return finding.points
    stated = line.item.points or 0
    rule = line.rules.get(finding.rule)
    if rule is None:
        return line.points if finding.points >= stated else finding.points
    if rule.kind in {RuleKind.ALL, RuleKind.SHARE} and rule.base is None:
        return round_half_up(Fraction(finding.points * line.points, stated), 4)
    return finding.points


def _finding_step(line: Line, answer: Gradable, finding: Finding, worth: int) -> Step:
    """Return the line that shows one finding's arithmetic, or its points where they are typed."""
    rule = line.rules.get(finding.rule)
    if rule is None:
        return Step("finding.typed", line.item.number, (worth,), (finding.fact,))
    name, count, kind = line.names[rule.number], finding.count, rule.kind
    if kind is _EACH or kind is _GAIN_EACH:
        if rule.points * count == worth:
            numbers = (rule.points, count, worth)
            return Step("finding.each", name, numbers, (rule.text, rule.counter))
    elif kind is RuleKind.RATIO:
        if rule.points * count == worth:
            return _rate_step(line, answer, rule, count)
    elif kind is RuleKind.SHARE:
        base = rule.base if rule.base is not None else line.points
        if base * rule.share == worth * SHARE_ONE:
            return Step("finding.share", name, (base, rule.share, worth), (rule.text,))
    return Step("finding.once", name, (worth,), (rule.text,))


def _rate_step(line: Line, answer: Gradable, rule: Rule, count: int) -> Step:
    name = line.names[rule.number]
    cost = rule.points * count
    figures = [answer.metrics.get(metric.name) for metric in line.item.metrics[:2]]
    if len(figures) == 2 and figures[0] and figures[1] is not None:
        whole, part = figures[0], figures[1]
        share = round_half_up(Fraction(part * SHARE_ONE, whole), 4)
        numbers = (part, whole, share, count, rule.step, rule.points, cost)
        return Step("finding.rate", name, numbers, (rule.text,))
    return Step("finding.steps", name, (count, rule.step, rule.points, cost), (rule.text,))
