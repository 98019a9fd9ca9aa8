"""Answers: what the unit claims and what the inspectors conclude, item by item."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from inspector.domain import answer_rules
from inspector.domain.answer import Answer, Conclusion, Metrics, Side, counting
from inspector.domain.changes import Changes
from inspector.domain.checklist import Item, ItemKind, Scoring
from inspector.domain.edits import Action
from inspector.domain.errors import Refused, refused
from inspector.domain.evidence import Evidence
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.findings import metric_count, metric_finding
from inspector.domain.ids import FindingId, new_id
from inspector.domain.inspection import Assessment, AssessmentState, Inspection, is_locked
from inspector.domain.issues import Issue, Severity
from inspector.domain.marks import Mark, parse_mark, plain_mark
from inspector.domain.rules import RuleKind
from inspector.domain.unit import Unit
from inspector.services import lookup
from inspector.services.desk import Desk
from inspector.storage.unit_of_work import UnitOfWork

_UNMET: Final = frozenset({Conclusion.PARTLY_MET, Conclusion.NOT_MET})
_CONCLUDED: Final = _UNMET | {Conclusion.DID_NOT_OCCUR, Conclusion.NOT_APPLICABLE}
"""Conclusions that an inspector's finding does not replace; 达到要求 beside one makes no sense."""


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

    Figures of a ratio item make its finding. Raises Refused when the assessment is approved or
    the answer would contradict itself.
    """
    return change_along(desk, task, unit, item, action, fields, ())


def change_along(
    desk: Desk,
    task: Inspection,
    unit: Unit,
    item: Item,
    action: Action,
    fields: Mapping[str, object],
    pieces: Iterable[tuple[Evidence, Evidence]],
) -> Changes:
    """Change fields of one answer and pieces of evidence, before and after, as one action."""
    part = lookup.assessment(desk, task, unit)
    require_unlocked(part, unit)
    before = stored(desk, part, item)
    after = replace(before or blank(part, item), **fields)  # type: ignore[arg-type]
    if item.scoring is Scoring.RATIO and "metrics" in fields:
        known = {} if before is None else before.metrics
        after = replace(with_metric_finding(item, after, desk.author, known), **_said(fields))
    errors = contradictions(item, before, after)
    if errors:
        raise Refused(*errors)
    with desk.file.unit_of_work(desk.author) as work:
        put(work, before, after)
        start_checking(work, part, before, after)
        for piece, changed in pieces:
            work.replace(piece, changed)
        return work.commit(action)


def _said(fields: Mapping[str, object]) -> dict[str, Any]:
    """Return the conclusion, where a person named one, so that no finding replaces it unseen."""
    return {name: value for name, value in fields.items() if name == "conclusion"}


def contradictions(item: Item, before: Answer | None, after: Answer) -> tuple[Issue, ...]:
    """Return the errors of an answer that it did not have before."""
    known = set() if before is None else {issue.code for issue in _errors(item, before)}
    return tuple(issue for issue in _errors(item, after) if issue.code not in known)


def _errors(item: Item, answer: Answer) -> tuple[Issue, ...]:
    found = answer_rules.problems(item, answer)
    return tuple(issue for issue in found if issue.severity is Severity.ERROR)


def remarks(desk: Desk, task: Inspection, unit: str, number: str) -> tuple[Issue, ...]:
    """Return what a reader should know about an answer as it stands, errors aside."""
    part = lookup.assessment(desk, task, lookup.unit(desk, unit))
    item = lookup.item(lookup.checklist_of(desk, task, part), number)
    answer = stored(desk, part, item)
    if answer is None:
        return ()
    found = answer_rules.problems(item, answer)
    return tuple(issue for issue in found if issue.severity is not Severity.ERROR)


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
    waiting = part.state in {
        AssessmentState.AWAITING_SHEET,
        AssessmentState.SHEET_RECEIVED,
        AssessmentState.SENT_BACK,
        AssessmentState.OVERDUE,
    }
    if waiting and is_begun(after) and not is_begun(before):
        work.replace(part, replace(part, state=AssessmentState.CHECKING))


def is_begun(answer: Answer | None) -> bool:
    """Whether an inspector has concluded or found anything."""
    return answer is not None and (
        answer.conclusion is not Conclusion.OPEN or bool(answer.findings)
    )


def with_metric_finding(item: Item, answer: Answer, inspector: str, known: Metrics) -> Answer:
    """Return a ratio item's answer with the finding that its figures make, or without one.

    The figures are the fact as long as nobody has written another; `known` are those from before.
    Place and time of a finding that was there before are kept.
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
    own_words = finding.fact not in ("", told_figures(item, known))
    finding = replace(
        finding,
        count=made.count,
        points=made.points,
        fact=finding.fact if own_words else told_figures(item, answer.metrics),
        status=FindingStatus.STANDING,
    )
    return with_findings(item, answer, (*others, finding))


def told_figures(item: Item, metrics: Metrics) -> str:
    """Return an item's figures as a fact: 政策性文件9件，已解读8件."""
    return "，".join(
        f"{one.name}{plain_mark(metrics[one.name])}{one.unit}"
        for one in item.metrics
        if one.name in metrics
    )


def with_findings(item: Item, answer: Answer, findings: tuple[Finding, ...]) -> Answer:
    """Return the answer with these findings and the conclusion that goes with them.

    A scored item that was open or met is not met when all of its points are lost and otherwise
    partly met; so it stays as findings come and go. What an inspector has concluded besides
    stands, but an item said to be unmet is open again without a finding.
    """
    standing = counting(findings, Side.APPROVED)
    follows = answer.conclusion is concluded_from(item, answer.findings)
    if not standing and answer.conclusion in _UNMET:
        return replace(answer, findings=findings, conclusion=Conclusion.OPEN, in_bulk=False)
    if not standing or item.kind is not ItemKind.SCORED:
        return replace(answer, findings=findings)
    if answer.conclusion in _CONCLUDED and not follows:
        return replace(answer, findings=findings)
    conclusion = concluded_from(item, findings)
    return replace(answer, findings=findings, conclusion=conclusion, in_bulk=False)


def concluded_from(item: Item, findings: tuple[Finding, ...]) -> Conclusion:
    """Return the conclusion that findings speak for: open without any that stands."""
    standing = counting(findings, Side.APPROVED)
    if not standing:
        return Conclusion.OPEN
    whole = item.points is not None and sum(one.points for one in standing) >= item.points
    return Conclusion.NOT_MET if whole else Conclusion.PARTLY_MET


def confirm_rest(desk: Desk, task: Inspection, unit: Unit) -> tuple[tuple[Item, ...], Changes]:
    """Confirm all open items of a unit as met, as one action; each is marked as done in bulk."""
    part = lookup.assessment(desk, task, unit)
    require_unlocked(part, unit)
    known = desk.file.reader.answers(task.id, unit.id)
    confirmed: list[Item] = []
    with desk.file.unit_of_work(desk.author) as work:
        for _, item in lookup.checklist_of(desk, task, part).items():
            before = known.get(item.key)
            if item.key in part.spared or (task.items is not None and item.key not in task.items):
                continue
            if not _is_untouched(item, before):
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
    self_account: str | None = None
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
    fields = _fields(item, given, stored(desk, part, item))
    if not fields:
        raise refused("answers.nothing_given", number=number)
    action = Action(verb="answer.set", parameters={"unit": whom.label, "number": item.number})
    return change(desk, task, whom, item, action, **fields)


def _fields(item: Item, given: Given, before: Answer | None) -> dict[str, object]:
    fields: dict[str, object] = {
        name: value
        for name, value in (
            ("self_account", given.self_account),
            ("account", given.account),
            ("note", given.note),
            ("reason", given.reason),
            ("allowed_by", given.allowed_by),
        )
        if value is not None
    }
    if given.conclusion is not None:
        fields["conclusion"] = lookup.conclusion(given.conclusion)
        fields["in_bulk"] = False
        fields["statement_published"] = not given.no_statement
    if given.self_conclusion is not None:
        fields["self_conclusion"] = lookup.conclusion(given.self_conclusion)
    if given.self_mark is not None:
        fields["self_mark"] = read_mark(given.self_mark)
    if given.metrics:
        known = before.metrics if before else {}
        fields["metrics"] = {**known, **_metrics(item, given.metrics)}
    return fields


def read_mark(text: str) -> Mark:
    """Return the mark that a person typed: 3.5, ３．５分."""
    try:
        mark = parse_mark(unicodedata.normalize("NFKC", text).strip().removesuffix("分"))
    except ValueError:
        mark = Mark(-1)
    if mark < 0:
        raise refused("answers.no_mark", text=text)
    return mark


def _metrics(item: Item, texts: Sequence[str]) -> dict[str, int]:
    """Read figures; where the item says which it asks for, no others are taken."""
    asked = [metric.name for metric in item.metrics]
    metrics = {}
    for text in texts:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not name or not equals:
            raise refused("answers.metric_form", text=text)
        if asked and name not in asked:
            raise refused(
                "answers.unknown_metric", number=item.number, name=name, names="、".join(asked)
            )
        try:
            metrics[name] = int(parse_mark(unicodedata.normalize("NFKC", value)))
        except ValueError:
            raise refused("answers.metric_no_number", name=name, value=value) from None
    return metrics
