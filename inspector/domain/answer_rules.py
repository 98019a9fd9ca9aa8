"""Whether one answer is coherent, and whether it still keeps its item open.

Conclusions carry no marks; findings do. So 部分达到 and 未达到 without a finding explain nothing
and leave the item open, and 达到要求 beside a finding is refused.
"""

from collections.abc import Iterator
from typing import Final, Protocol

from inspector.domain.answer import Answer, Conclusion, Side
from inspector.domain.checklist import Item, ItemKind, Scoring
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.findings import earns, finding_points, metric_finding, rule_name, rule_of
from inspector.domain.issues import Issue, Place, Severity
from inspector.domain.marks import plain_mark
from inspector.domain.rules import RuleKind

_NEEDS_FINDING: Final = frozenset({Conclusion.PARTLY_MET, Conclusion.NOT_MET})
_WAITS_FOR_CONCLUSION: Final = frozenset({ItemKind.SCORED, ItemKind.TASK})
_STEPS: Final = frozenset({RuleKind.SHARE, RuleKind.ALL})


class Checked(Protocol):
    """The checked side of an answer as far as it decides whether its item is open."""

    @property
    def conclusion(self) -> Conclusion:
        """What was concluded."""
        ...

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings on record."""
        ...


def is_open(item: Item, answer: Checked | None) -> bool:
    """Whether an item keeps the unit's mark back.

    A scored item waits for a conclusion, or for a finding, which is one; a task for a
    conclusion. A bonus, penalty or veto item without an answer says that nothing of the kind
    was claimed or found, and is not open. An item of any of these kinds, bonus aside, is open
    while it is said to be unmet and no finding says why. A finding that was overturned on an
    objection still explains the conclusion it once stood for; one withdrawn does not.
    """
    if answer is None:
        return item.kind in _WAITS_FOR_CONCLUSION
    if item.kind is ItemKind.BONUS:
        return False
    if answer.conclusion is Conclusion.OPEN:
        return item.kind in _WAITS_FOR_CONCLUSION and not (
            item.kind is ItemKind.SCORED and _explained(answer)
        )
    if item.kind is ItemKind.TASK:
        return False
    return answer.conclusion in _NEEDS_FINDING and not _explained(answer)


def problems(item: Item, answer: Answer) -> tuple[Issue, ...]:
    """Return what does not fit together in one answer; errors are for refusing, the rest to show.

    The place of each issue is the item's number.
    """
    return (
        *_conclusion_problems(item, answer),
        *_metric_problems(item, answer),
        *(
            issue
            for finding in answer.findings
            for issue in _finding_problems(item, finding, answer)
        ),
        *_self_problems(item, answer),
    )


def _explained(answer: Checked) -> bool:
    return any(finding.status is not FindingStatus.WITHDRAWN for finding in answer.findings)


def _conclusion_problems(item: Item, answer: Answer) -> Iterator[Issue]:
    standing = answer.counting(Side.APPROVED)
    costs = [finding for finding in standing if not earns(item, finding)]
    match answer.conclusion:
        case Conclusion.MET if costs:
            yield _issue("answer.met_with_finding", item, count=len(costs))
        case Conclusion.NOT_APPLICABLE:
            if not answer.reason.strip():
                yield _issue("answer.not_applicable_without_reason", item)
            if not answer.allowed_by.strip():
                yield _issue("answer.not_applicable_without_approver", item)
            if standing:
                yield _issue("answer.not_applicable_with_finding", item, count=len(standing))
        case Conclusion.DID_NOT_OCCUR if standing and answer.statement_published:
            yield _issue("answer.did_not_occur_with_finding", item, count=len(standing))
        case Conclusion.ONGOING if item.kind is not ItemKind.TASK:
            yield _issue("answer.ongoing_on_scored", item)
        case Conclusion.PARTLY_MET | Conclusion.NOT_MET if is_open(item, answer):
            yield _issue("answer.open_without_finding", item, Severity.NOTE)
        case _:
            pass
    if item.scoring is Scoring.STEPS and len(_steps_chosen(item, standing)) > 1:
        yield _issue("answer.several_steps", item, Severity.WARNING)


def _steps_chosen(item: Item, findings: tuple[Finding, ...]) -> list[Finding]:
    rules = {rule.number for rule in item.rules if rule.kind in _STEPS}
    return [finding for finding in findings if finding.rule in rules]


def _metric_problems(item: Item, answer: Answer) -> Iterator[Issue]:
    for name, value in answer.metrics.items():
        if value < 0:
            yield _issue("answer.metric_negative", item, metric=name, value=plain_mark(value))
    if item.scoring is not Scoring.RATIO or len(item.metrics) < 2:
        return
    whole, part = (metric.name for metric in item.metrics[:2])
    if answer.metrics.get(part, 0) > answer.metrics.get(whole, answer.metrics.get(part, 0)):
        yield _issue("answer.metric_part_exceeds_whole", item, whole=whole, part=part)
        return
    expected = metric_finding(item, answer.metrics)
    if expected is None or answer.conclusion is not Conclusion.MET:
        return
    standing = answer.counting(Side.APPROVED)
    if all(finding.rule != expected.rule.number for finding in standing):
        yield _issue("answer.metric_demands_finding", item, points=plain_mark(expected.points))


def _finding_problems(item: Item, finding: Finding, answer: Answer) -> Iterator[Issue]:
    if finding.status is FindingStatus.WITHDRAWN:
        return
    if not finding.fact.strip():
        yield _issue("finding.without_fact", item, Severity.WARNING)
    if finding.points < 0:
        yield _issue("finding.points_negative", item, points=plain_mark(finding.points))
    rule = rule_of(item, finding.rule)
    if rule is None:
        if finding.rule != 0:
            yield _issue("finding.unknown_rule", item, rule=finding.rule, rules=len(item.rules))
        return
    if finding.count < 1:
        yield _issue("finding.count_not_positive", item, count=finding.count)
        return
    due = finding_points(item, rule, count=finding.count, metrics=answer.metrics)
    if due != finding.points:
        yield _issue(
            "finding.points_differ",
            item,
            Severity.WARNING,
            rule=rule_name(item, finding.rule),
            points=plain_mark(finding.points),
            due=plain_mark(due),
        )


def _self_problems(item: Item, answer: Answer) -> Iterator[Issue]:
    mark = answer.self_mark
    if answer.self_conclusion is Conclusion.ONGOING and item.kind is not ItemKind.TASK:
        yield _issue("answer.ongoing_on_scored", item)
    if mark is None or item.kind is ItemKind.PENALTY:
        return
    given, warning = plain_mark(mark), Severity.WARNING
    if mark < 0:
        yield _issue("answer.self_mark_negative", item, warning, mark=given)
    elif item.kind is ItemKind.SCORED and item.points is not None and mark > item.points:
        most = plain_mark(item.points)
        yield _issue("answer.self_mark_too_high", item, warning, mark=given, points=most)


def _issue(
    code: str, item: Item, severity: Severity = Severity.ERROR, **parameters: object
) -> Issue:
    texts = {name: str(value) for name, value in parameters.items()}
    return Issue(
        code=code,
        severity=severity,
        place=Place(),
        parameters={"item": item.number, **texts},
    )
