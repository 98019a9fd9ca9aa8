"""Problems seen before: proposed by item and place, with the earlier fact beside; confirmed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from inspector.domain.answer import Side, counting
from inspector.domain.changes import Changes
from inspector.domain.checklist import Item, digest, normalised
from inspector.domain.dossier import EarlierProblem
from inspector.domain.errors import refused
from inspector.domain.finding import Finding
from inspector.domain.ids import FindingId, UnitId
from inspector.domain.inspection import Inspection
from inspector.domain.rectification import Rectification, RectificationState
from inspector.domain.unit import Unit
from inspector.services import findings, inspections, lookup
from inspector.services.desk import Desk
from inspector.services.findings import Located


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A finding and an earlier one of the same unit under the same item."""

    now: Located
    before: Finding
    same_place: bool
    """Whether both were seen in the same place, which makes it most likely one problem."""


def proposed(
    desk: Desk, task: Inspection, earlier: Inspection, unit: Unit | None = None
) -> tuple[Repeat, ...]:
    """Return the findings that stand and may repeat one of an earlier inspection.

    The item is the same by its key or by the digest of its text; of several earlier findings the
    one in the same place, then the one under the same rule stands beside. A person decides.
    """
    return tuple(_proposed(desk, task, earlier, None if unit is None else {unit.id}))


def confirmed(
    desk: Desk, task: Inspection, units: Collection[UnitId]
) -> Mapping[FindingId, EarlierProblem]:
    """Return what the findings of some units repeat that a person said are there again.

    Nothing where no earlier inspection is in the workspace to look it up.
    """
    earlier = _earlier(desk, task) if units else None
    if earlier is None:
        return {}
    entries = {one.finding: one for one in desk.file.reader.rectifications(earlier.id)}
    return {
        one.now.finding.id: _told(earlier, one.before, entries.get(one.before.id))
        for one in _proposed(desk, task, earlier, units)
        if one.now.finding.seen_before
    }


def _told(earlier: Inspection, before: Finding, entry: Rectification | None) -> EarlierProblem:
    is_closed = entry is not None and entry.state is RectificationState.CLOSED
    return EarlierProblem(
        year=earlier.year,
        number="" if entry is None else entry.number,
        fact=before.fact,
        closed_on=entry.checked_on if entry is not None and is_closed else None,
    )


def confirm(desk: Desk, task: Inspection, start: str, *, seen_before: bool = True) -> Changes:
    """Say of a finding that it repeats one of an earlier year, or that it does not."""
    located = findings.locate(desk, task, start)
    if located.finding.seen_before is seen_before:
        raise refused("repeats.said_already", id=located.finding.id[:8])
    return findings.update(desk, task, located, seen_before=seen_before)


def likeliest(now: Finding, olds: Sequence[Finding]) -> Finding | None:
    """Return which of earlier findings under the same item one most likely repeats, if any."""
    return max(olds, key=lambda other: _closeness(now, other)) if olds else None


def earlier_of(desk: Desk, task: Inspection, name: str | None) -> Inspection:
    """Return the inspection that a task is compared with.

    The one named, else the one it was made from, else the latest of an earlier year.
    """
    if name is not None:
        found = lookup.inspection(desk, name)
        if found.id == task.id:
            raise refused("repeats.same_inspection", name=task.name)
        return found
    before = _earlier(desk, task)
    if before is None:
        raise refused("repeats.nothing_earlier", name=task.name)
    return before


def _earlier(desk: Desk, task: Inspection) -> Inspection | None:
    others = [one for one in desk.file.reader.inspections() if one.id != task.id]
    before = [one for one in others if one.id == task.previous] or [
        one for one in others if one.year is not None and one.year < (task.year or 0)
    ]
    return before[-1] if before else None


def _proposed(
    desk: Desk, task: Inspection, earlier: Inspection, units: Collection[UnitId] | None
) -> Iterator[Repeat]:
    for unit, _part in inspections.participants(desk, task):
        if units is None or unit.id in units:
            yield from _of_unit(desk, task, earlier, unit)


def _of_unit(desk: Desk, task: Inspection, earlier: Inspection, unit: Unit) -> Iterator[Repeat]:
    before = dict(_by_item(desk, earlier, unit))
    if not before:
        return
    for one in findings.every(desk, task, unit):
        if not counting((one.finding,), Side.APPROVED):
            continue
        old = before.get(one.item.key) or before.get(_digest(one.item))
        if old:
            best = max(old, key=lambda other: _closeness(one.finding, other))
            yield Repeat(now=one, before=best, same_place=_same_place(one.finding, best))


def _by_item(desk: Desk, task: Inspection, unit: Unit) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """Yield a unit's findings that counted, by the item's key and by the digest of its text."""
    parts = {part.unit: part for part in desk.file.reader.assessments(task.id)}
    if unit.id not in parts:
        return
    answers = desk.file.reader.answers(task.id, unit.id)
    for item in lookup.items_by_key(lookup.checklist_of(desk, task, parts[unit.id])).values():
        answer = answers.get(item.key)
        found = () if answer is None else answer.counting(Side.APPROVED)
        if found:
            yield item.key, found
            yield _digest(item), found


def _digest(item: Item) -> str:
    return digest(item.content, item.criteria)


def _closeness(now: Finding, before: Finding) -> tuple[bool, bool]:
    return _same_place(now, before), now.rule == before.rule


def _same_place(now: Finding, before: Finding) -> bool:
    return bool(now.place) and normalised(now.place) == normalised(before.place)
