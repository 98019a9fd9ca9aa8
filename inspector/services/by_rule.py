"""One rule over all units (按规则): who lost what under it, facts side by side."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from inspector.domain.answer import Answer, Side, counting
from inspector.domain.changes import Changes
from inspector.domain.checklist import Item
from inspector.domain.edits import Action
from inspector.domain.errors import Refused, refused
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.findings import rule_name, rule_of
from inspector.domain.ids import FindingId, ItemKey, UnitId
from inspector.domain.inspection import Inspection, is_locked
from inspector.domain.issues import Issue, Severity
from inspector.domain.marks import Mark
from inspector.domain.rules import RuleKind
from inspector.domain.unit import Unit
from inspector.i18n.messages import sentence
from inspector.services import answers, by_item, findings
from inspector.services.by_item import concerned
from inspector.services.desk import Desk
from inspector.services.findings import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """One rule of an item, with how much was found against it; rule 0 gathers typed points."""

    item: Item
    rule: int
    name: str
    text: str
    units: int
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """One finding under the rule, with the unit that lost by it."""

    finding: FindingId
    unit: UnitId
    unit_name: str
    class_name: str
    item: Item
    is_locked: bool
    count: int
    points: Mark
    fact: str
    place: str
    sampled_at: datetime | None
    inspector: str


def rules(desk: Desk, task: Inspection) -> tuple[RuleLine, ...]:
    """Return every rule of every item that is checked, in order, those found against or not."""
    counted = {
        (item, rule): (units, count)
        for item, rule, units, count in desk.file.reader.findings_by_rule(task.id)
    }
    found = []
    for item in by_item.items(desk, task):
        texts = {rule.number: rule.text for rule in item.rules}
        if not texts or (item.key, 0) in counted:
            texts[0] = ""
        for number, text in texts.items():
            units, count = counted.get((item.key, number), (0, 0))
            found.append(
                RuleLine(
                    item=item,
                    rule=number,
                    name=rule_name(item, number),
                    text=text,
                    units=units,
                    findings=count,
                )
            )
    return tuple(found)


def rows(desk: Desk, task: Inspection, key: ItemKey, rule: int) -> tuple[RuleRow, ...]:
    """Return the findings under one rule of an item that count now, units in official order."""
    known = desk.file.reader.answers_to(task.id, key)
    return tuple(
        RuleRow(
            finding=one.id,
            unit=unit.id,
            unit_name=unit.label,
            class_name=task.class_of(part).name,
            item=item,
            is_locked=is_locked(part.state),
            count=one.count,
            points=one.points,
            fact=one.fact,
            place=one.place,
            sampled_at=one.sampled_at,
            inspector=one.inspector,
        )
        for unit, part, item in concerned(desk, task, key)
        if unit.id in known
        for one in counting(known[unit.id].findings, Side.APPROVED)
        if one.rule == rule
    )


def recount(
    desk: Desk,
    task: Inspection,
    key: ItemKey,
    chosen: Collection[FindingId],
    *,
    count: int | None = None,
    fact: str | None = None,
) -> Changes:
    """Give findings under one item the same count (points follow) or the same words, as one action.

    Raises Refused with every approved unit, and where figures or typed points decide.
    """
    if not chosen or (count is None and fact is None):
        raise refused("filling.nothing")
    known = desk.file.reader.answers_to(task.id, key)
    issues: list[Issue] = []
    done: list[tuple[Answer, Answer]] = []
    number, touched = "", 0
    for unit, part, item in concerned(desk, task, key):
        answer = known.get(unit.id)
        wanted = [one for one in answer.findings if one.id in chosen] if answer else []
        if answer is None or not wanted:
            continue
        try:
            answers.require_unlocked(part, unit)
            changed = [_changed(item, answer, one, count, fact) for one in wanted]
        except Refused as refusal:
            issues += [_of_unit(unit, one) for one in refusal.issues]
            continue
        done.append((answer, _exchanged(item, answer, changed)))
        number, touched = item.number, touched + len(changed)
    if issues:
        raise Refused(*issues)
    action = Action(verb="finding.recount", parameters={"number": number, "count": str(touched)})
    with desk.file.unit_of_work(desk.author) as work:
        for before, after in done:
            answers.put(work, before, after)
        return work.commit(action)


def _changed(
    item: Item, answer: Answer, finding: Finding, count: int | None, fact: str | None
) -> Finding:
    if finding.status is not FindingStatus.STANDING:
        raise refused("filling.decided", number=item.number)
    rule = rule_of(item, finding.rule)
    if count is not None and (rule is None or rule.kind is RuleKind.RATIO):
        raise refused("filling.not_counted", number=item.number)
    wanted = Fact(
        fact=finding.fact if fact is None else fact,
        count=finding.count if count is None else count,
        points=finding.points if rule is None else None,
    )
    made = findings.made(item, rule, wanted, answer, finding.inspector)
    points = finding.points if count is None else made.points
    return replace(finding, fact=made.fact, count=made.count, points=points)


def _exchanged(item: Item, answer: Answer, changed: Sequence[Finding]) -> Answer:
    new = {one.id: one for one in changed}
    return answers.with_findings(
        item, answer, tuple(new.get(one.id, one) for one in answer.findings)
    )


def _of_unit(unit: Unit, issue: Issue) -> Issue:
    return Issue(
        code="filling.unit",
        severity=Severity.ERROR,
        parameters={"unit": unit.label, "cause": sentence(issue)},
    )
