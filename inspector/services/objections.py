"""Objections: registered in time, given to another reviewer, decided with their effect."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from inspector.domain import objection as rules
from inspector.domain.answer import Answer, Side
from inspector.domain.checklist import Item
from inspector.domain.errors import Refused, refused
from inspector.domain.finding import Finding
from inspector.domain.ids import EvidenceId, FindingId, ObjectionId, UnitId, new_id
from inspector.domain.inspection import Assessment, AssessmentState, Inspection
from inspector.domain.issues import Issue, Severity
from inspector.domain.objection import Objection, ObjectionDecision
from inspector.domain.ranking import RankChange, rank_changes
from inspector.domain.results import Grading
from inspector.domain.unit import Unit
from inspector.i18n.words import label
from inspector.services import answers, evidence, findings, grading, inspections, lookup
from inspector.services.desk import Desk
from inspector.services.evidence import Piece
from inspector.services.findings import Fact
from inspector.storage.unit_of_work import UnitOfWork

_MAY_OBJECT = frozenset({AssessmentState.FED_BACK, AssessmentState.UNDER_OBJECTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Protest:
    """What a unit hands in; without named findings it contests all that stand under the item."""

    reason: str
    received_on: date
    late_reason: str = ""
    findings: tuple[str, ...] = ()
    """First letters of their ids."""
    evidence: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What was decided; `replacements` are the facts that take the place of those contested."""

    decision: ObjectionDecision
    reason: str
    decided_on: date
    approver: str
    reviewer: str | None = None
    """Who reviewed, where nobody was named before."""
    replacements: tuple[tuple[str | None, Fact], ...] = ()
    """Rule (letter or number, None for the only one) and fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """An objection with its unit and item, as lists show it."""

    unit: Unit
    item: Item
    objection: Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a decision does: the unit's result before and after, and whose ranks it moves."""

    objection: Objection
    before: Grading
    after: Grading
    own: RankChange | None
    others: tuple[tuple[Unit, RankChange], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestable:
    """One item of a unit with what counts against it, for choosing what is objected to."""

    item: Item
    findings: tuple[Finding, ...]
    is_contested: bool
    """Whether an undecided objection to it is there already."""


def contestable(desk: Desk, task: Inspection, unit: Unit) -> tuple[Contestable, ...]:
    """Return a unit's items in the order of its list, each with the findings that count."""
    part = lookup.assessment(desk, task, unit)
    known = desk.file.reader.answers(task.id, unit.id)
    waiting = {one.item for one in _of_unit(desk, task, unit) if one.is_open}
    return tuple(
        Contestable(
            item=item,
            findings=known[item.key].counting(Side.APPROVED) if item.key in known else (),
            is_contested=item.key in waiting,
        )
        for _, item in lookup.checklist_of(desk, task, part).items()
        if item.key not in part.spared
    )


def contested(desk: Desk, one: Objection) -> tuple[Finding, ...]:
    """Return the findings that an objection contests."""
    answer = desk.file.reader.answer(one.inspection, one.unit, one.item)
    known = () if answer is None else answer.findings
    return tuple(finding for finding in known if finding.id in one.old_findings)


def every(desk: Desk, task: Inspection, only: Unit | None = None) -> tuple[Registered, ...]:
    """Return the objections of the units that take part, or of one of them, by day of receipt."""
    parts = {unit.id: (unit, part) for unit, part in inspections.participants(desk, task)}
    found = []
    for one in desk.file.reader.objections(task.id, None if only is None else only.id):
        if one.unit not in parts:
            continue
        unit, part = parts[one.unit]
        items = lookup.items_by_key(lookup.checklist_of(desk, task, part))
        found.append(Registered(unit=unit, item=items[one.item], objection=one))
    return tuple(found)


def add(
    desk: Desk, task: Inspection, unit: Unit, item: Item, protest: Protest
) -> tuple[Objection, tuple[Issue, ...]]:
    """Register an objection to one item; the unit's assessment is then under review.

    One that comes in after the last day needs a reason why it is heard. Returns it with what to
    look at; raises Refused before the feedback, after approval, or while another one to the item
    is undecided.
    """
    part = lookup.assessment(desk, task, unit)
    answers.require_unlocked(part, unit)
    if part.state not in _MAY_OBJECT:
        raise refused("objection.not_fed_back", unit=unit.label, state=label(part.state))
    if any(one.item == item.key and one.is_open for one in _of_unit(desk, task, unit)):
        raise refused("objection.open_already", unit=unit.label, item=item.number)
    answer = _contested_answer(desk, part, item)
    made = Objection(
        id=ObjectionId(new_id()),
        inspection=task.id,
        unit=unit.id,
        item=item.key,
        reason=protest.reason.strip(),
        received_on=protest.received_on,
        deadline=part.objection_deadline,
        late_reason=protest.late_reason.strip(),
        old_findings=_contested(answer, item, protest.findings),
    )
    _require_in_time(part, unit, item, made)
    issues = _sound(rules.problems(made, answer, (), number=item.number))
    with desk.file.unit_of_work(desk.author) as work:
        made = replace(made, evidence=_keep(work, part, item, protest.evidence))
        work.add(made)
        work.replace(part, replace(part, state=AssessmentState.UNDER_OBJECTION))
        work.commit(findings.action_on("objection.add", unit, item))
    return made, issues


def assign(desk: Desk, task: Inspection, unit: Unit, item: Item, reviewer: str) -> Objection:
    """Give an undecided objection to a reviewer; whoever checked first is refused."""
    part = lookup.assessment(desk, task, unit)
    before = _open(desk, task, unit, item)
    answer = _contested_answer(desk, part, item)
    if not reviewer.strip():
        raise refused("objection.no_reviewer", item=item.number)
    after = replace(before, reviewer=reviewer.strip())
    _sound(rules.problems(after, answer, _first(after, answer, part), number=item.number))
    with desk.file.unit_of_work(desk.author) as work:
        work.replace(before, after)
        work.commit(findings.action_on("objection.assign", unit, item))
    return after


def effect(desk: Desk, task: Inspection, unit: Unit, item: Item, ruling: Ruling) -> Effect:
    """Return what a decision would do, without doing it."""
    return _judged(desk, task, unit, item, ruling)[0]


def effect_at(desk: Desk, task: Inspection, unit: UnitId, number: str, ruling: Ruling) -> Effect:
    """Return what a decision on the item of this number would do, without doing it."""
    whom = desk.file.reader.unit(unit)
    part = lookup.assessment(desk, task, whom)
    item = lookup.item(lookup.checklist_of(desk, task, part), number)
    return effect(desk, task, whom, item, ruling)


def decide(
    desk: Desk, task: Inspection, unit: Unit, item: Item, ruling: Ruling, *, confirmed: bool
) -> Effect:
    """Decide an objection; the checked mark stays, the approved one follows the decision.

    A decision that moves other units' ranks is carried out only when `confirmed`; otherwise
    Refused says whose. With its last objection decided the unit is fed back again.
    """
    found, before, pair = _judged(desk, task, unit, item, ruling)
    if found.others and not confirmed:
        raise refused("objection.moves_ranks", unit=unit.label, changes=moves(found.others))
    part = lookup.assessment(desk, task, unit)
    last = not any(one.is_open and one.id != before.id for one in _of_unit(desk, task, unit))
    with desk.file.unit_of_work(desk.author) as work:
        work.replace(before, found.objection)
        if pair[0] != pair[1]:
            work.replace(*pair)
        if last and part.state is AssessmentState.UNDER_OBJECTION:
            work.replace(part, replace(part, state=AssessmentState.FED_BACK))
        work.commit(findings.action_on("objection.decide", unit, item))
    return found


def moves(changes: Sequence[tuple[Unit, RankChange]]) -> str:
    """Return rank changes as a list such as 市公安局7→8."""
    return "、".join(
        f"{unit.label}{change.before or '—'}→{change.after or '—'}" for unit, change in changes
    )


def _judged(
    desk: Desk, task: Inspection, unit: Unit, item: Item, ruling: Ruling
) -> tuple[Effect, Objection, tuple[Answer, Answer]]:
    part = lookup.assessment(desk, task, unit)
    answers.require_unlocked(part, unit)
    before = _open(desk, task, unit, item)
    answer = _contested_answer(desk, part, item)
    new = tuple(_finding(desk, item, answer, name, fact) for name, fact in ruling.replacements)
    ruled = replace(
        before,
        decision=ruling.decision,
        decision_reason=ruling.reason.strip(),
        decided_on=ruling.decided_on,
        approver=ruling.approver.strip(),
        reviewer=before.reviewer if ruling.reviewer is None else ruling.reviewer.strip(),
    )
    first = _first(ruled, answer, part)
    decided, changed = rules.decide(ruled, answer, first, new, number=item.number)
    return _effect(desk, task, unit, decided, changed), before, (answer, changed)


def _effect(
    desk: Desk, task: Inspection, unit: Unit, decided: Objection, changed: Answer
) -> Effect:
    now = grading.grade_all(desk, task, Side.APPROVED)
    then = grading.with_changed(desk, task, now, changed)
    earlier, later = (grading.results(desk, task, graded) for graded in (now, then))
    units = {one.id: one for one, _part, _graded in now}
    changes = [
        change for key, result in later.items() for change in rank_changes(earlier[key], result)
    ]
    return Effect(
        objection=decided,
        before=next(graded for one, _part, graded in now if one.id == unit.id),
        after=next(graded for one, _part, graded in then if one.id == unit.id),
        own=next((change for change in changes if change.unit == unit.id), None),
        others=tuple((units[one.unit], one) for one in changes if one.unit != unit.id),
    )


def _of_unit(desk: Desk, task: Inspection, unit: Unit) -> tuple[Objection, ...]:
    return desk.file.reader.objections(task.id, unit.id)


def _open(desk: Desk, task: Inspection, unit: Unit, item: Item) -> Objection:
    for one in _of_unit(desk, task, unit):
        if one.item == item.key and one.is_open:
            return one
    raise refused("objection.none_open", unit=unit.label, item=item.number)


def _contested_answer(desk: Desk, part: Assessment, item: Item) -> Answer:
    return answers.stored(desk, part, item) or answers.blank(part, item)


def _contested(answer: Answer, item: Item, starts: Sequence[str]) -> tuple[FindingId, ...]:
    standing = [one.id for one in answer.counting(Side.APPROVED)]
    if not starts:
        return tuple(standing)
    found = []
    for start in starts:
        matching = [one for one in standing if start and one.startswith(start)]
        if len(matching) != 1:
            raise refused("objection.unknown_finding", item=item.number, start=start)
        found += matching
    return tuple(dict.fromkeys(found))


def _first(objection: Objection, answer: Answer, part: Assessment) -> frozenset[str]:
    """Return who checked first: whoever recorded the contested findings, else the unit's team."""
    return rules.first_inspectors(objection, answer) or frozenset(part.inspectors)


def _require_in_time(part: Assessment, unit: Unit, item: Item, made: Objection) -> None:
    if part.feedback_date is not None and made.received_on < part.feedback_date:
        raise refused(
            "objection.before_feedback",
            unit=unit.label,
            received=made.received_on,
            fed_back=part.feedback_date,
        )
    if made.is_late and not made.late_reason:
        raise refused(
            "objection.late_without_reason",
            item=item.number,
            received=made.received_on,
            deadline=made.deadline,
        )


def _sound(issues: tuple[Issue, ...]) -> tuple[Issue, ...]:
    """Return the issues that do not forbid; raise Refused with those that do."""
    wrong = [one for one in issues if one.severity is Severity.ERROR]
    if wrong:
        raise Refused(*wrong)
    return issues


def _keep(
    work: UnitOfWork, part: Assessment, item: Item, pieces: Sequence[Piece]
) -> tuple[EvidenceId, ...]:
    kept = []
    for piece in pieces:
        one = replace(evidence.evidence_of(work, part, item, piece, None), from_unit=True)
        work.add(one)
        kept.append(one.id)
    return tuple(kept)


def _finding(desk: Desk, item: Item, answer: Answer, name: str | None, fact: Fact) -> Finding:
    return findings.made(item, findings.rule_meant(item, name), fact, answer, desk.author)
