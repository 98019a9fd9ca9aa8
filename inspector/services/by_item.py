"""One item over all units (按条目): how each unit stands on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from inspector.domain.answer import Answer, Conclusion, Side, counting
from inspector.domain.checklist import Item
from inspector.domain.findings import rule_name
from inspector.domain.grading import Scheme, prepare
from inspector.domain.ids import FindingId, ItemKey, UnitId
from inspector.domain.inspection import Assessment, AssessmentState, Inspection, is_locked
from inspector.domain.marks import Mark
from inspector.domain.rule_set import NotApplicable
from inspector.domain.unit import Unit
from inspector.services import inspections, lookup
from inspector.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One finding as the table shows it."""

    id: FindingId
    name: str
    """What people call its rule: 1.2b."""
    rule: int
    count: int
    points: Mark
    fact: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """How one unit stands on the item."""

    unit: UnitId
    name: str
    class_name: str
    state: AssessmentState
    item: Item
    is_locked: bool
    is_spared: bool
    conclusion: Conclusion
    is_open: bool
    self_conclusion: Conclusion | None
    self_mark: Mark | None
    deducted: Mark
    findings: tuple[Listed, ...]
    reason: str
    allowed_by: str


def items(desk: Desk, task: Inspection) -> tuple[Item, ...]:
    """Return the items that are checked in any class, each once, in the order of the lists."""
    chosen = None if task.items is None else frozenset(task.items)
    found: dict[ItemKey, Item] = {}
    for one in task.classes:
        for _, item in desk.file.reader.checklist(one.edition).items():
            if chosen is None or item.key in chosen:
                found.setdefault(item.key, item)
    return tuple(found.values())


def named(desk: Desk, task: Inspection, number: str, unit_class: str | None = None) -> Item:
    """Return the item of this number in the list of a class, or in the first that has it."""
    wanted = None if unit_class is None else lookup.class_key(task, unit_class)
    lists = [
        desk.file.reader.checklist(one.edition)
        for one in task.classes
        if wanted is None or one.key == wanted
    ]
    for checklist in lists[:-1]:
        for _, item in checklist.items():
            if item.number == number.strip():
                return item
    return lookup.item(lists[-1], number)


def rows(desk: Desk, task: Inspection, key: ItemKey) -> tuple[UnitRow, ...]:
    """Return how each unit whose list has the item stands on it, in official order."""
    known = desk.file.reader.answers_to(task.id, key)
    graders = _Graders(desk, task, key)
    return tuple(
        _row(task, unit, part, item, known.get(unit.id), graders)
        for unit, part, item in concerned(desk, task, key)
    )


def concerned(
    desk: Desk, task: Inspection, key: ItemKey
) -> Iterator[tuple[Unit, Assessment, Item]]:
    """Yield the units whose list has the item, each with the item as its list has it."""
    lists: dict[str, Item | None] = {}
    for unit, part in inspections.participants(desk, task):
        one = task.class_of(part)
        if one.key not in lists:
            known = lookup.items_by_key(desk.file.reader.checklist(one.edition))
            lists[one.key] = known.get(key)
        item = lists[one.key]
        if item is not None:
            yield unit, part, item


def listed(item: Item, answer: Answer | None) -> tuple[Listed, ...]:
    """Return the findings of an answer that count now."""
    found = () if answer is None else counting(answer.findings, Side.APPROVED)
    return tuple(
        Listed(
            id=one.id,
            name=rule_name(item, one.rule),
            rule=one.rule,
            count=one.count,
            points=one.points,
            fact=one.fact,
            place=one.place,
        )
        for one in found
    )


def _row(
    task: Inspection,
    unit: Unit,
    part: Assessment,
    item: Item,
    answer: Answer | None,
    graders: "_Graders",
) -> UnitRow:
    deducted, conclusion, is_open = graders.stand(unit, part, item, answer)
    return UnitRow(
        unit=unit.id,
        name=unit.label,
        class_name=task.class_of(part).name,
        state=part.state,
        item=item,
        is_locked=is_locked(part.state),
        is_spared=item.key in part.spared,
        conclusion=conclusion,
        is_open=is_open,
        self_conclusion=None if answer is None else answer.self_conclusion,
        self_mark=None if answer is None else answer.self_mark,
        deducted=deducted,
        findings=listed(item, answer),
        reason="" if answer is None else answer.reason,
        allowed_by="" if answer is None else answer.allowed_by,
    )


class _Graders:
    """Grades one item of many units: alone, or with its unit where points are spread over it."""

    def __init__(self, desk: Desk, task: Inspection, key: ItemKey) -> None:
        self._desk = desk
        self._task = task
        self._key = key
        self._schemes: dict[str, tuple[Scheme, bool]] = {}

    def stand(
        self, unit: Unit, part: Assessment, item: Item, answer: Answer | None
    ) -> tuple[Mark, Conclusion, bool]:
        """Return what is deducted, the conclusion that counts, and whether the item is open."""
        scheme, is_whole = self._scheme(part)
        known: Mapping[ItemKey, Answer] = {} if answer is None else {item.key: answer}
        if is_whole:
            known = self._desk.file.reader.answers(self._task.id, unit.id)
        running = scheme.running(known, side=Side.APPROVED, spared=part.spared)
        counted = running.counted(item.key)
        deducted = max(counted.grade.deducted, Mark(0))
        return deducted, counted.grade.conclusion, counted.open_items > 0

    def _scheme(self, part: Assessment) -> tuple[Scheme, bool]:
        one = self._task.class_of(part)
        found = self._schemes.get(one.key)
        if found is None:
            checklist = self._desk.file.reader.checklist(one.edition)
            rules = lookup.rule_set_of(self._desk, one)
            is_whole = rules.not_applicable is NotApplicable.SPREAD
            found = (
                prepare(checklist, rules, self._task.items if is_whole else {self._key}),
                is_whole,
            )
            self._schemes[one.key] = found
        return found
