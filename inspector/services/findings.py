"""Findings: added under a rule, corrected, withdrawn; never deleted."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from inspector.domain.answer import Answer
from inspector.domain.changes import Changes
from inspector.domain.checklist import Item, ItemKind
from inspector.domain.edits import Action
from inspector.domain.errors import refused
from inspector.domain.evidence import Evidence
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.findings import finding_points, is_counted, metric_count, rule_of
from inspector.domain.ids import EvidenceId, FindingId, new_id
from inspector.domain.inspection import Inspection
from inspector.domain.marks import Mark
from inspector.domain.rules import Rule, RuleKind
from inspector.domain.unit import Unit
from inspector.i18n.words import label
from inspector.services import answers, history, inspections, lookup
from inspector.services.desk import Desk
from inspector.storage.undo import next_undo

MOST_COUNTED: Final = 100_000
"""What nobody counts by hand; a larger count is a slip of the keyboard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A finding with where it belongs."""

    unit: Unit
    item: Item
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What an inspector notes down about one finding."""

    fact: str
    count: int = 1
    place: str = ""
    sampled_at: datetime | None = None
    fixed_on_spot: bool = False
    points: Mark | None = None
    """Typed points, only where the criteria hold no parsed rule."""


def add(
    desk: Desk,
    task: Inspection,
    unit: Unit,
    item: Item,
    rule: Rule | None,
    fact: Fact,
    pictures: Collection[EvidenceId] = (),
) -> tuple[Finding, Changes]:
    """Record one fact under a rule; an item that was open or met becomes partly or not met.

    Evidence that was put to the item while the finding was being typed becomes the finding's.

    Where the criteria hold no parsed rule the fact's points are typed. Under a ratio rule the
    figures of the item say what the finding is worth, and there is one finding only.
    """
    _require_sound(item, rule, fact)
    part = lookup.assessment(desk, task, unit)
    before = answers.stored(desk, part, item) or answers.blank(part, item)
    others = before.findings
    if rule is not None and rule.kind is RuleKind.RATIO:
        if not metric_count(item, before.metrics):
            raise refused("findings.no_metrics", number=item.number, metrics=_asked(item))
        others = tuple(one for one in others if one.rule != rule.number)
    finding = _new(item, rule, fact, before, desk.author)
    after = answers.with_findings(item, before, (*others, finding))
    shown = [
        (one, replace(one, finding=finding.id))
        for one in desk.file.reader.evidence(task.id, unit.id)
        if one.id in pictures
    ]
    action = action_on("finding.add", unit, item)
    return finding, _write(desk, task, unit, item, action, after, shown)


def add_all(
    desk: Desk,
    task: Inspection,
    unit: Unit,
    item: Item,
    rule: Rule | None,
    facts: Sequence[Fact],
) -> tuple[tuple[Finding, ...], Changes]:
    """Record several facts under one rule as one action, all or none.

    Raises Refused as `add` does, and for a rate, of which an item has one finding only.
    """
    if rule is not None and rule.kind is RuleKind.RATIO:
        raise refused("findings.counted_by_figures", number=item.number, metrics=_asked(item))
    if not facts:
        raise refused("findings.no_fact", number=item.number)
    part = lookup.assessment(desk, task, unit)
    before = answers.stored(desk, part, item) or answers.blank(part, item)
    found = tuple(made(item, rule, fact, before, desk.author) for fact in facts)
    after = answers.with_findings(item, before, (*before.findings, *found))
    action = Action(
        verb="finding.add_several",
        parameters={"unit": unit.label, "number": item.number, "count": str(len(found))},
    )
    return found, _write(desk, task, unit, item, action, after)


def take_back_last(desk: Desk, task: Inspection, unit: Unit, item: Item, reason: str) -> Changes:
    """Take back the finding recorded last under an item.

    Undone where recording it was this author's last action, as if it had never been typed;
    otherwise withdrawn for the reason, on record. Raises Refused when none stands.
    """
    part = lookup.assessment(desk, task, unit)
    answers.require_unlocked(part, unit)
    known = answers.stored(desk, part, item)
    standing = [] if known is None else [one for one in known.findings if _stands(one)]
    if not standing:
        raise refused("findings.none_to_take_back", number=item.number)
    last = next_undo(desk.file, desk.author)
    if last is not None and last.verb == "finding.add":
        touched = {key for kind, key in desk.file.reader.touched(last)}
        if standing[-1].id in touched:
            return history.undo(desk).changes
    return withdraw(desk, task, Located(unit=unit, item=item, finding=standing[-1]), reason)


def made(item: Item, rule: Rule | None, fact: Fact, answer: Answer, inspector: str) -> Finding:
    """Return the finding that a fact under a rule makes, without recording it."""
    _require_sound(item, rule, fact)
    return _new(item, rule, fact, answer, inspector)


def _new(item: Item, rule: Rule | None, fact: Fact, answer: Answer, inspector: str) -> Finding:
    return Finding(
        id=FindingId(new_id()),
        rule=rule.number if rule else 0,
        count=fact.count,
        points=_points(item, rule, fact, answer),
        fact=fact.fact.strip(),
        place=fact.place.strip(),
        sampled_at=fact.sampled_at,
        inspector=inspector,
        fixed_on_spot=fact.fixed_on_spot,
    )


def rule_meant(item: Item, name: str | None) -> Rule | None:
    """Return the rule of this letter or number; the only rule without one; None where none is.

    Raises Refused when there are several and none is named.
    """
    if name is not None:
        return lookup.rule(item, name)
    if len(item.rules) > 1:
        raise refused("findings.which_rule", number=item.number, rules=lookup.rules_of(item))
    return item.rules[0] if item.rules else None


def update(
    desk: Desk,
    task: Inspection,
    located: Located,
    *,
    count: int | None = None,
    points: Mark | None = None,
    **texts: object,
) -> Changes:
    """Correct a finding's count (its points follow) or its fact, place, time and marks on it.

    Points are typed only where the criteria hold no parsed rule. Raises Refused when nothing is
    given or the finding no longer stands.
    """
    item, old = located.item, located.finding
    _require_standing(old)
    if count is None and points is None and not texts:
        raise refused("findings.nothing_given", id=old.id[:8])
    before = _answer(desk, task, located)
    new = replace(old, **texts)  # type: ignore[arg-type]
    if "fact" in texts:
        _require_fact(item, new.fact)
    if points is not None:
        _require_typed(item, rule_of(item, old.rule), points)
        new = replace(new, points=points)
    if count is not None:
        new = _recounted(item, new, count, before)
    return _exchange(desk, task, located, before, new, "finding.update")


def _recounted(item: Item, finding: Finding, count: int, answer: Answer) -> Finding:
    """Return a finding with another count; its points follow unless they were typed."""
    _require_count(item, count)
    rule = rule_of(item, finding.rule)
    if rule is not None and rule.kind is RuleKind.RATIO:
        raise refused("findings.counted_by_figures", number=item.number, metrics=_asked(item))
    points = finding.points
    if rule is not None or item.kind is ItemKind.PENALTY:
        points = finding_points(item, rule, count=count, metrics=answer.metrics)
    return replace(finding, count=count, points=points)


def withdraw(desk: Desk, task: Inspection, located: Located, reason: str) -> Changes:
    """Take a finding back; it stays on record with the reason and counts nothing.

    The item is open again when no other finding stands. Raises Refused for a finding that no
    longer stands.
    """
    _require_standing(located.finding)
    before = _answer(desk, task, located)
    if not reason.strip():
        raise refused("findings.no_reason", number=located.item.number)
    gone = replace(located.finding, status=FindingStatus.WITHDRAWN, status_reason=reason.strip())
    return _exchange(desk, task, located, before, gone, "finding.withdraw")


def every(desk: Desk, task: Inspection, unit: Unit | None = None) -> Iterator[Located]:
    """Yield the findings of an inspection, or of one unit, in the order of units and items."""
    answers_of = (
        desk.file.reader.all_answers(task.id)
        if unit is None
        else {unit.id: desk.file.reader.answers(task.id, unit.id)}
    )
    for whom, part in inspections.participants(desk, task):
        known = answers_of.get(whom.id, {})
        for _, item in lookup.checklist_of(desk, task, part).items():
            if item.key in known:
                for finding in known[item.key].findings:
                    yield Located(unit=whom, item=item, finding=finding)


def locate(desk: Desk, task: Inspection, start: str) -> Located:
    """Return the one finding whose id begins with these letters."""
    found = [one for one in every(desk, task) if one.finding.id.startswith(start)]
    if not start or len(found) != 1:
        raise refused("findings.unknown", start=start, count=len(found))
    return found[0]


def action_on(verb: str, unit: Unit, item: Item) -> Action:
    """Return what the history says of something done to one item of a unit."""
    return Action(verb=verb, parameters={"unit": unit.label, "number": item.number})


def _answer(desk: Desk, task: Inspection, located: Located) -> Answer:
    known = desk.file.reader.answer(task.id, located.unit.id, located.item.key)
    assert known is not None  # the finding was located in it
    return known


def _exchange(
    desk: Desk, task: Inspection, located: Located, before: Answer, new: Finding, verb: str
) -> Changes:
    after = answers.with_findings(
        located.item, before, tuple(new if one.id == new.id else one for one in before.findings)
    )
    action = action_on(verb, located.unit, located.item)
    return _write(desk, task, located.unit, located.item, action, after)


def _write(
    desk: Desk,
    task: Inspection,
    unit: Unit,
    item: Item,
    action: Action,
    after: Answer,
    along: Sequence[tuple[Evidence, Evidence]] = (),
) -> Changes:
    fields = {
        "findings": after.findings,
        "conclusion": after.conclusion,
        "in_bulk": after.in_bulk,
    }
    return answers.change_along(desk, task, unit, item, action, fields, along)


def _require_sound(item: Item, rule: Rule | None, fact: Fact) -> None:
    _require_fact(item, fact.fact)
    _require_count(item, fact.count)
    if fact.points is not None:
        _require_typed(item, rule, fact.points)
    elif rule is None and item.kind is ItemKind.SCORED:
        raise refused("findings.points_needed", number=item.number)


def _require_fact(item: Item, fact: str) -> None:
    if not fact.strip():
        raise refused("findings.no_fact", number=item.number)


def _require_count(item: Item, count: int) -> None:
    if not 1 <= count <= MOST_COUNTED:
        raise refused("findings.count", number=item.number, count=count, most=MOST_COUNTED)


def _require_typed(item: Item, rule: Rule | None, points: Mark) -> None:
    if rule is not None or points < 0:
        raise refused("findings.points_typed", number=item.number)


def _stands(finding: Finding) -> bool:
    return finding.status is FindingStatus.STANDING


def _require_standing(finding: Finding) -> None:
    if not _stands(finding):
        raise refused("findings.not_standing", id=finding.id[:8], status=label(finding.status))


def _asked(item: Item) -> str:
    return "、".join(metric.name for metric in item.metrics)


def _points(item: Item, rule: Rule | None, fact: Fact, before: Answer) -> Mark:
    if fact.points is not None:
        return fact.points
    return finding_points(item, rule, count=fact.count, metrics=before.metrics)


def of_size(item: Item, points: Mark) -> tuple[Rule | None, int]:
    """Return the rule under which a fact costs just these points, and how many facts it takes.

    Rules that cost it at once come before those that cost it by counting; None where no rule
    does, so that the points have to be typed.
    """
    worths = [(rule, _worth_of_one(item, rule)) for rule in item.rules]
    for rule, worth in worths:
        if worth == points:
            return rule, 1
    for rule, worth in worths:
        if is_counted(rule) and worth and points % worth == 0:
            return rule, points // worth
    return None, 1


def _worth_of_one(item: Item, rule: Rule) -> Mark:
    return Mark(0) if rule.kind is RuleKind.RATIO else finding_points(item, rule)
