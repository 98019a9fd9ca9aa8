"""What an inspector types on the screen of one item, made records: findings, texts, conclusions."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from inspector.domain.answer import Conclusion
from inspector.domain.changes import Changes
from inspector.domain.checklist import Item
from inspector.domain.edits import RecordKind
from inspector.domain.errors import refused
from inspector.domain.finding import Finding
from inspector.domain.findings import rule_of
from inspector.domain.ids import EvidenceId, FindingId, answer_key
from inspector.domain.inspection import Inspection
from inspector.domain.marks import Mark
from inspector.domain.unit import Unit
from inspector.services import answers, findings, lookup, pasting, typing
from inspector.services.answers import Given
from inspector.services.desk import Desk
from inspector.services.findings import Fact, Located
from inspector.services.typing import TypedFinding

_SIGNS: Final = "−-－+＋"


def conclude(
    desk: Desk, task: Inspection, unit: Unit, item: Item, conclusion: Conclusion, **more: object
) -> Changes:
    """Conclude an item: `reason` and `allowed_by` for 不涉及, `statement_published` for 未发生."""
    action = findings.action_on("answer.set", unit, item)
    fields = {"conclusion": conclusion, "in_bulk": False, **more}
    return answers.change(desk, task, unit, item, action, **fields)


def set_figures(
    desk: Desk, task: Inspection, unit: Unit, item: Item, figures: Sequence[str]
) -> Changes:
    """Set the figures an item asks for, each as NAME=VALUE; they make its finding."""
    given = Given(metrics=tuple(figures))
    return answers.set_given(desk, task, unit.name, item.number, given)


def set_text(
    desk: Desk, task: Inspection, unit: Unit, item: Item, field: str, text: str
) -> Changes:
    """Make a text an edit, and forget that it was being typed."""
    action = findings.action_on("answer.set", unit, item)
    changes = answers.change(desk, task, unit, item, action, **{field: text})
    typing.forget(desk, RecordKind.ANSWER, answer_key(task.id, unit.id, item.key), field)
    return changes


def record(
    desk: Desk,
    task: Inspection,
    unit: Unit,
    item: Item,
    typed: TypedFinding,
    *,
    fixed_on_spot: bool = False,
    pictures: Sequence[EvidenceId] = (),
) -> tuple[Finding, Changes]:
    """Record a finding as it was typed, and put the pictures to it that were pasted meanwhile."""
    fact = replace(fact_of(typed, task.year), fixed_on_spot=fixed_on_spot)
    rule = rule_of(item, typed.rule)
    finding, changes = findings.add(desk, task, unit, item, rule, fact, pictures)
    key = answer_key(task.id, unit.id, item.key)
    typing.forget(desk, RecordKind.ANSWER, key, typing.NEW_FINDING)
    return finding, changes


def fact_of(typed: TypedFinding, year: int | None) -> Fact:
    """Return what was typed as a fact. Raises Refused for what is no count, mark or time."""
    return Fact(
        fact=typed.fact,
        count=_count(typed.count) if typed.count.strip() else 1,
        place=typed.place,
        sampled_at=lookup.moment(typed.sampled_at, year) if typed.sampled_at.strip() else None,
        points=points_of(typed.points) if typed.points.strip() else None,
    )


def paste(
    desk: Desk,
    task: Inspection,
    unit: Unit,
    item: Item,
    text: str,
    *,
    rule: int = 0,
    points: str = "",
    now: datetime | None = None,
) -> tuple[tuple[Finding, ...], Changes]:
    """Record several facts as they were pasted, under one rule, as one action."""
    cost = points_of(points) if points.strip() else None
    facts = [replace(one, points=cost) for one in pasting.read_facts(text, task.year, now)]
    return findings.add_all(desk, task, unit, item, rule_of(item, rule), facts)


def correct(
    desk: Desk,
    task: Inspection,
    unit: Unit,
    item: Item,
    finding: FindingId,
    field: str,
    text: str,
) -> Changes:
    """Correct one member of a finding as it was typed: fact, place, sampled_at, count, points."""
    located = _located(desk, task, unit, item, finding)
    match field:
        case "count":
            return findings.update(desk, task, located, count=_count(text))
        case "points":
            return findings.update(desk, task, located, points=points_of(text))
        case "sampled_at":
            at = lookup.moment(text, task.year) if text.strip() else None
            return findings.update(desk, task, located, sampled_at=at)
        case _:
            texts: dict[str, Any] = {field: text.strip()}
            return findings.update(desk, task, located, **texts)


def mark(
    desk: Desk,
    task: Inspection,
    unit: Unit,
    item: Item,
    finding: FindingId,
    name: str,
    is_so: bool,
) -> Changes:
    """Say of a finding that it was put right at once (fixed_on_spot) or seen before."""
    located = _located(desk, task, unit, item, finding)
    said: dict[str, Any] = {name: is_so}
    return findings.update(desk, task, located, **said)


def withdraw(
    desk: Desk, task: Inspection, unit: Unit, item: Item, finding: FindingId, reason: str
) -> Changes:
    """Take a finding back for a reason that stays on record."""
    return findings.withdraw(desk, task, _located(desk, task, unit, item, finding), reason)


def points_of(text: str) -> Mark:
    """Return points as they are typed, with or without the sign that tells what they do: −0.5.

    Raises Refused for what is no mark.
    """
    plain = unicodedata.normalize("NFKC", text).strip().lstrip(_SIGNS).strip()
    return answers.read_mark(plain or text)


def _located(desk: Desk, task: Inspection, unit: Unit, item: Item, finding: FindingId) -> Located:
    answer = desk.file.reader.answer(task.id, unit.id, item.key)
    for one in answer.findings if answer is not None else ():
        if one.id == finding:
            return Located(unit=unit, item=item, finding=one)
    raise refused("findings.unknown", start=finding[:8], count=0)


def _count(text: str) -> int:
    plain = unicodedata.normalize("NFKC", text).strip().lstrip("×x ").strip()
    if not plain.isdecimal() or len(plain) > 9:
        raise refused("findings.no_count", text=text)
    return int(plain)
