"""Next time: a new inspection from an old one, and what the old one still has to say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from inspector.domain.answer import Answer, Side
from inspector.domain.answer_rules import is_open
from inspector.domain.checklist import Checklist, Item, ItemKind, digest
from inspector.domain.edits import Action
from inspector.domain.errors import refused
from inspector.domain.ids import InspectionId, ItemKey, new_id
from inspector.domain.inspection import Assessment, Assignment, Inspection, UnitClass
from inspector.domain.ledger import carry_over
from inspector.domain.marks import Mark, share
from inspector.domain.results import ItemGrade
from inspector.domain.unit import Unit
from inspector.exchange.checklist_diff import ItemChange, MatchedBy, compare, with_kept_keys
from inspector.services import grading, inspections, lookup, rectification
from inspector.services.desk import Desk
from inspector.services.rectification import Problem
from inspector.storage.unit_of_work import UnitOfWork

_SURE: Final = frozenset({MatchedBy.KEY, MatchedBy.DIGEST})
"""Ways of matching two items that need nobody's word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextPlan:
    """What the new inspection starts from besides the old one.

    `lists` holds the new list of each class that has one; the others keep theirs. `confirmed`
    holds numbers of items in the new lists that a person has recognised as the changed form of
    the old item proposed for them; `confirm_all` recognises every proposal.
    """

    name: str
    lists: Mapping[str, Checklist] = field(default_factory=dict)
    confirmed: frozenset[str] = frozenset()
    confirm_all: bool = False
    sampling_deadline: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassChanges:
    """What became of the items of one class's list; proposals that nobody confirmed apart."""

    key: str
    changes: tuple[ItemChange, ...]
    proposed: tuple[ItemChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """The new inspection and how its lists differ from the old ones."""

    task: Inspection
    classes: tuple[ClassChanges, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LastAnswer:
    """An item of the new list with what was said of it last time; nothing of it counts now."""

    item: Item
    before: Item
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What the last ledger left: problems pinned on top, and those to keep in sight."""

    pinned: tuple[Problem, ...]
    watched: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One unit over the items that can be compared: checked both times, text and points alike.

    Rates are in ten-thousandths, earned ÷ entitled over those items, None for 0 ÷ 0. `share` is
    the points of those items ÷ the points of all scored items of the new list.
    """

    unit: Unit
    items: int
    of_items: int
    share: int | None
    before: int | None
    now: int | None
    earned: tuple[Mark, Mark] = (Mark(0), Mark(0))
    """Before and now, over those items; so is `entitled`."""
    entitled: tuple[Mark, Mark] = (Mark(0), Mark(0))
    points: tuple[Mark, Mark] = (Mark(0), Mark(0))
    """The points of those items, and of all scored items of the new list."""


# --- setting up -----------------------------------------------------------------------------------


def create(desk: Desk, old: Inspection, plan: NextPlan) -> Following:
    """Set up a new inspection from an old one as one action.

    Units, their classes and teams, and what they are spared are taken over; answers are not, so
    nothing counts as checked. Items that are the same by key or digest keep their keys.
    """
    name = plan.name.strip()
    if not name:
        raise refused("inspections.no_name")
    if any(one.name == name for one in desk.file.reader.inspections()):
        raise refused("inspections.name_taken", name=name)
    unknown = plan.lists.keys() - {one.key for one in old.classes}
    if unknown:
        known = "、".join(one.key or "—" for one in old.classes)
        raise refused("next.unknown_class", classes="、".join(sorted(unknown)), known=known)
    with desk.file.unit_of_work(desk.author) as work:
        made = [_next_class(desk, work, one, plan) for one in old.classes]
        lists = {one.key: checklist for one, checklist, _changes in made}
        task = _next_task(old, plan, name, tuple(one for one, _list, _changes in made))
        task = replace(task, assignments=tuple(_kept_assignments(old, lists.values())))
        work.add(task)
        for _unit, part in inspections.participants(desk, old):
            key = old.class_of(part).key
            work.add(_next_part(task, part, lists[key]))
        work.commit(Action(verb="inspection.next", parameters={"name": name, "previous": old.name}))
    return Following(task=task, classes=tuple(changes for _one, _list, changes in made))


def _next_class(
    desk: Desk, work: UnitOfWork, one: UnitClass, plan: NextPlan
) -> tuple[UnitClass, Checklist, ClassChanges]:
    before = desk.file.reader.checklist(one.edition)
    given = plan.lists.get(one.key)
    if given is None:
        return one, before, ClassChanges(key=one.key, changes=compare(before, before), proposed=())
    found = compare(before, given)
    kept = [change for change in found if _is_kept(change, plan)]
    proposed = tuple(
        change for change in found if change.matched_by is not None and change not in kept
    )
    checklist = with_kept_keys(given, kept)
    edition = work.add(checklist)
    return (
        replace(one, edition=edition),
        checklist,
        ClassChanges(key=one.key, changes=found, proposed=proposed),
    )


def _is_kept(change: ItemChange, plan: NextPlan) -> bool:
    if change.new is None or change.matched_by is None:
        return False
    sure = change.matched_by in _SURE or plan.confirm_all
    return sure or change.new.number in plan.confirmed


def _next_task(
    old: Inspection, plan: NextPlan, name: str, classes: tuple[UnitClass, ...]
) -> Inspection:
    listed = [one.year for one in plan.lists.values() if one.year is not None]
    following = [] if old.year is None else [old.year + 1]
    year = inspections.year_named(name) or next(iter((*listed, *following)), None)
    return replace(
        old,
        id=InspectionId(new_id()),
        name=name,
        year=year,
        period_start=None,
        period_end=None,
        basis=(),
        sampling_deadline=plan.sampling_deadline,
        classes=classes,
        items=None,
        seed=None,
        previous=old.id,
    )


def _kept_assignments(old: Inspection, lists: Iterable[Checklist]) -> Iterator[Assignment]:
    """Yield who checks what, as far as its items are still there; no items at all mean all."""
    there = {item.key for checklist in lists for _path, item in checklist.items()}
    for one in old.assignments:
        items = tuple(key for key in one.items if key in there)
        if items or not one.items:
            yield replace(one, items=items)


def _next_part(task: Inspection, part: Assessment, checklist: Checklist) -> Assessment:
    there = {item.key for _path, item in checklist.items()}
    return Assessment(
        inspection=task.id,
        unit=part.unit,
        unit_class=part.unit_class,
        spared=tuple(key for key in part.spared if key in there),
        team=part.team,
        inspectors=part.inspectors,
    )


def latest(desk: Desk) -> Inspection:
    """Return the inspection of the latest year, the one that a new one follows."""
    known = desk.file.reader.inspections()
    if not known:
        raise refused("lookup.no_inspection")
    return known[-1]


# --- looking back ---------------------------------------------------------------------------------


def last_answers(
    desk: Desk, task: Inspection, earlier: Inspection, unit: Unit
) -> tuple[LastAnswer, ...]:
    """Return what was said last time of the items that are still there, in the new list's order."""
    part = lookup.assessment(desk, task, unit)
    before = _part_of(desk, earlier, unit)
    if before is None:
        return ()
    olds = lookup.items_by_key(lookup.checklist_of(desk, earlier, before))
    answers = desk.file.reader.answers(earlier.id, unit.id)
    return tuple(
        LastAnswer(item=item, before=olds[key], answer=answers[key])
        for key, item in lookup.items_by_key(lookup.checklist_of(desk, task, part)).items()
        if key in olds and key in answers
    )


def carried(desk: Desk, earlier: Inspection) -> Carried:
    """Return what an earlier ledger left open and what it keeps in sight."""
    found = {one.finding.id: one for one in rectification.problems(desk, earlier)}
    left = carry_over(one.entry for one in found.values())
    return Carried(
        pinned=tuple(found[entry.finding] for entry in left.pinned),
        watched=tuple(found[entry.finding] for entry in left.watched),
    )


def compared(desk: Desk, task: Inspection, earlier: Inspection) -> tuple[Compared, ...]:
    """Compare two inspections unit by unit, over the items alone that can be compared."""
    now = {unit.id: (unit, part) for unit, part in inspections.participants(desk, task)}
    marks_now = _item_marks(desk, task)
    marks_before = _item_marks(desk, earlier)
    found = []
    for unit, part in now.values():
        before = _part_of(desk, earlier, unit)
        if before is None:
            continue
        news = _scored(lookup.checklist_of(desk, task, part))
        olds = _scored(lookup.checklist_of(desk, earlier, before))
        same = [key for key, item in news.items() if _is_alike(olds.get(key), item)]
        both = [
            key
            for key in same
            if key in marks_now.get(unit.id, {}) and key in marks_before.get(unit.id, {})
        ]
        points = (Mark(_points(news, both)), Mark(_points(news, news)))
        marks = (marks_before.get(unit.id, {}), marks_now.get(unit.id, {}))
        old, new = (_sums(one, both) for one in marks)
        found.append(
            Compared(
                unit=unit,
                items=len(both),
                of_items=len(news),
                share=share(*points),
                before=share(*old),
                now=share(*new),
                earned=(old[0], new[0]),
                entitled=(old[1], new[1]),
                points=points,
            )
        )
    return tuple(found)


def _part_of(desk: Desk, task: Inspection, unit: Unit) -> Assessment | None:
    known = {part.unit: part for part in desk.file.reader.assessments(task.id)}
    return known.get(unit.id)


def _scored(checklist: Checklist) -> Mapping[ItemKey, Item]:
    items = lookup.items_by_key(checklist)
    return {key: item for key, item in items.items() if item.kind is ItemKind.SCORED}


def _is_alike(old: Item | None, new: Item) -> bool:
    return old is not None and _identity(old) == _identity(new)


def _identity(item: Item) -> tuple[str, Mark | None]:
    return digest(item.content, item.criteria), item.points


def _item_marks(desk: Desk, task: Inspection) -> Mapping[str, Mapping[ItemKey, ItemGrade]]:
    """Return the marks of each unit's items that are checked and in its total."""
    known = desk.file.reader.all_answers(task.id)
    marks: dict[str, dict[ItemKey, ItemGrade]] = {}
    for unit, part, graded in grading.grade_all(desk, task, Side.APPROVED):
        items = lookup.items_by_key(lookup.checklist_of(desk, task, part))
        answers = known.get(unit.id, {})
        marks[unit.id] = {
            one.key: one
            for one in graded.items
            if one.entitled and not is_open(items[one.key], answers.get(one.key))
        }
    return marks


def _points(items: Mapping[ItemKey, Item], keys: Sequence[ItemKey] | Mapping[ItemKey, Item]) -> int:
    return sum(_points_of(items[key]) for key in keys)


def _points_of(item: Item) -> int:
    return 0 if item.points is None else item.points


def _sums(marks: Mapping[ItemKey, ItemGrade], keys: Sequence[ItemKey]) -> tuple[Mark, Mark]:
    """Return what was earned of what could be."""
    earned = sum(marks[key].mark for key in keys)
    return Mark(earned), Mark(sum(marks[key].entitled for key in keys))
