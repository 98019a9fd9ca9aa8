"""Answers: what the unit claims and what the inspectors conclude, item by item."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from inspector.domain import answer_rules
from inspector.domain.answer import Answer, Conclusion
from inspector.domain.changes import Changes
from inspector.domain.checklist import Item, ItemKind, Scoring
from inspector.domain.edits import Action
from inspector.domain.errors import Refused, refused
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.findings import metric_count, metric_finding
from inspector.domain.ids import FindingId, new_id
from inspector.domain.inspection import Assessment, AssessmentState, Inspection, is_locked
from inspector.domain.issues import Severity
from inspector.domain.marks import Mark, parse_mark
from inspector.domain.rules import RuleKind
from inspector.domain.unit import Unit
from inspector.services import lookup
from inspector.services.desk import Desk
from inspector.storage.unit_of_work import UnitOfWork

_UNMET = frozenset({Conclusion.PARTLY_MET, Conclusion.NOT_MET})


def stored(desk: Desk, part: Assessment, item: Item) -> Answer | None:
    """Return the answer as it stands, or None while nothing was said about the item."""
    return desk.file.reader.answer(part.inspection, part.unit, item.key)


def blank(part: Assessment, item: Item) -> Answer:
    """Return an answer in which nothing is said yet."""
    return Answer(inspection=part.inspection, unit=part.unit, item=item.key)


def require_unlocked(part: Assessment, unit: Unit) -> None:
    """Refuse to touch an approved assessment."""
    if is_locked(part.state):
        raise refused("answers.locked", unit=unit.label)


def change(
    desk: Desk, task: Inspection, unit: Unit, item: Item, action: Action, **fields: object
) -> Changes:
    """Change fields of one answer, checked against the rules of answers, as one action.

    Raises Refused when the assessment is approved or the answer would contradict itself.
    """
    part = lookup.assessment(desk, task, unit)
    require_unlocked(part, unit)
    before = stored(desk, part, item)
    after = replace(before or blank(part, item), **fields)  # type: ignore[arg-type]
    if item.scoring is Scoring.RATIO and "metrics" in fields:
        after = with_metric_finding(item, after, desk.author)
    errors = [
        issue for issue in answer_rules.problems(item, after) if issue.severity is Severity.ERROR
    ]
    if errors:
        raise Refused(*errors)
    with desk.file.unit_of_work(desk.author) as work:
        put(work, before, after)
        start_checking(work, part, before, after)
        return work.commit(action)


def put(work: UnitOfWork, before: Answer | None, after: Answer) -> None:
    """Write an answer, new or changed."""
    if before is None:
        work.add(after)
    else:
        work.replace(before, after)


def start_checking(
    work: UnitOfWork, part: Assessment, before: Answer | None, after: Answer
) -> None:
    """Let an assessment enter 检查中 with its first checked answer."""
    begun = before is not None and before.conclusion is not Conclusion.OPEN
    waiting = part.state in {
        AssessmentState.AWAITING_SHEET,
        AssessmentState.SHEET_RECEIVED,
        AssessmentState.OVERDUE,
    }
    if waiting and not begun and after.conclusion is not Conclusion.OPEN:
        work.replace(part, replace(part, state=AssessmentState.CHECKING))


def with_metric_finding(item: Item, answer: Answer, inspector: str) -> Answer:
    """Return a ratio item's answer with the finding that its figures make, or without one.

    The fact, place and time of a finding that was there before are kept.
    """
    rules = {rule.number for rule in item.rules if rule.kind is RuleKind.RATIO}
    others = tuple(one for one in answer.findings if one.rule not in rules)
    if metric_count(item, answer.metrics) is None:
        return answer
    made = metric_finding(item, answer.metrics)
    if made is None:
        conclusion = answer.conclusion if others else Conclusion.MET
        return replace(answer, findings=others, conclusion=conclusion)
    before = next((one for one in answer.findings if one.rule == made.rule.number), None)
    finding = before or Finding(
        id=FindingId(new_id()), rule=made.rule.number, points=made.points, inspector=inspector
    )
    finding = replace(finding, count=made.count, points=made.points, status=FindingStatus.STANDING)
    return with_findings(item, answer, (*others, finding))


def with_findings(item: Item, answer: Answer, findings: tuple[Finding, ...]) -> Answer:
    """Return the answer with these findings and the conclusion that goes with them.

    A scored item is not met when all of its points are lost and otherwise partly met; what an
    inspector has concluded already stands. Without a standing finding the item is open again.
    """
    standing = [one for one in findings if one.status is FindingStatus.STANDING]
    if not standing:
        return replace(answer, findings=findings, conclusion=Conclusion.OPEN)
    if item.kind is not ItemKind.SCORED or answer.conclusion in _UNMET:
        return replace(answer, findings=findings)
    whole = item.points is not None and sum(one.points for one in standing) >= item.points
    conclusion = Conclusion.NOT_MET if whole else Conclusion.PARTLY_MET
    return replace(answer, findings=findings, conclusion=conclusion, in_bulk=False)


def confirm_rest(desk: Desk, task: Inspection, unit: Unit) -> tuple[tuple[Item, ...], Changes]:
    """Confirm all open items of a unit as met, as one action; each is marked as done in bulk."""
    part = lookup.assessment(desk, task, unit)
    require_unlocked(part, unit)
    known = desk.file.reader.answers(task.id, unit.id)
    confirmed: list[Item] = []
    with desk.file.unit_of_work(desk.author) as work:
        for _, item in lookup.checklist_of(desk, task, part).items():
            before = known.get(item.key)
            if item.key in part.spared or not _is_untouched(item, before):
                continue
            after = replace(before or blank(part, item), conclusion=Conclusion.MET, in_bulk=True)
            put(work, before, after)
            confirmed.append(item)
        if confirmed:
            start_checking(work, part, None, after)
        changes = work.commit(
            Action(
                verb="answer.confirm_rest",
                parameters={"unit": unit.label, "count": str(len(confirmed))},
            )
        )
    return tuple(confirmed), changes


def _is_untouched(item: Item, answer: Answer | None) -> bool:
    if item.kind not in {ItemKind.SCORED, ItemKind.TASK}:
        return False
    return answer is None or (
        answer.conclusion is Conclusion.OPEN
        and not any(one.status is FindingStatus.STANDING for one in answer.findings)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Parts of an answer as a person types them; None leaves a part as it is."""

    conclusion: str | None = None
    self_conclusion: str | None = None
    self_mark: str | None = None
    account: str | None = None
    note: str | None = None
    metrics: tuple[str, ...] = ()
    """Each as NAME=VALUE."""
    reason: str | None = None
    allowed_by: str | None = None
    no_statement: bool = False


def set_given(desk: Desk, task: Inspection, unit: str, number: str, given: Given) -> Changes:
    """Set the given parts of one answer."""
    whom = lookup.unit(desk, unit)
    part = lookup.assessment(desk, task, whom)
    item = lookup.item(lookup.checklist_of(desk, task, part), number)
    fields = _fields(given, stored(desk, part, item))
    if not fields:
        raise refused("answers.nothing_given", number=number)
    action = Action(verb="answer.set", parameters={"unit": whom.label, "number": item.number})
    return change(desk, task, whom, item, action, **fields)


def _fields(given: Given, before: Answer | None) -> dict[str, object]:
    fields: dict[str, object] = {
        name: value
        for name, value in (
            ("account", given.account),
            ("note", given.note),
            ("reason", given.reason),
            ("allowed_by", given.allowed_by),
        )
        if value is not None
    }
    if given.conclusion is not None:
        fields["conclusion"] = lookup.member(Conclusion, given.conclusion)
        fields["in_bulk"] = False
        fields["statement_published"] = not given.no_statement
    if given.self_conclusion is not None:
        fields["self_conclusion"] = lookup.member(Conclusion, given.self_conclusion)
    if given.self_mark is not None:
        fields["self_mark"] = read_mark(given.self_mark)
    if given.metrics:
        fields["metrics"] = {**(before.metrics if before else {}), **_metrics(given.metrics)}
    return fields


def read_mark(text: str) -> Mark:
    """Return the mark that a person typed."""
    try:
        return parse_mark(text)
    except ValueError as error:
        raise refused("answers.no_mark", text=text) from error


def _metrics(texts: Sequence[str]) -> dict[str, int]:
    metrics = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise refused("answers.metric_form", text=text)
        metrics[name.strip()] = int(read_mark(value))
    return metrics
