"""The overview: one plain line for each unit, what holds it back, and how far the whole work is."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from inspector.domain import checks, holds
from inspector.domain.answer import Answer, Side
from inspector.domain.changes import Changes
from inspector.domain.checklist import Checklist
from inspector.domain.edits import RecordKind
from inspector.domain.evidence import Evidence
from inspector.domain.holds import Held, Obstacles, Waiting
from inspector.domain.ids import InspectionId, ItemKey, UnitId
from inspector.domain.inspection import (
    Assessment,
    AssessmentState,
    Inspection,
    InspectionKind,
    is_locked,
)
from inspector.domain.issues import Severity
from inspector.domain.marks import Mark
from inspector.domain.rectification import RectificationState
from inspector.domain.results import Grading
from inspector.domain.unit import Unit
from inspector.services import grading, inspections, lookup
from inspector.services.desk import Desk
from inspector.storage.memory import no_collection

_OPEN: Final = frozenset({"check.open", "answer.open_without_finding"})
"""Errors of the check that say an item is open, which is counted apart."""
_SETTLED: Final = frozenset({RectificationState.CLOSED, RectificationState.FIXED_ON_SPOT})
_ALL_TOUCHED: Final = frozenset(
    {RecordKind.INSPECTION, RecordKind.EDITION, RecordKind.SETTINGS, RecordKind.PURGE}
)
"""Kinds of record that may move the figures of every unit."""
_BY_UNIT: Final = frozenset({RecordKind.ASSESSMENT, RecordKind.ANSWER})
"""Kinds whose keys begin with inspection and unit."""


AT_ONCE: Final = 3_000
"""Items of all units that are counted in less than a tenth of a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a unit's answers come to: how many items are checked, and what that deducts or earns.

    `mark` and `grade` are None while items are open; the grade is the one the mark gives.
    """

    items: int
    checked: int
    deducted: Mark
    mark: Mark | None
    places: int
    grade: str | None
    obstacles: Obstacles


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """One unit as the overview and the register of sheets show it, but for its figures."""

    unit: Unit
    part: Assessment
    class_name: str
    team: str
    place: int
    """Where it stands in the table: classes in their order, units in official order."""
    problems: int
    """Lines of the ledger that are not closed."""
    objections: int
    """Objections not decided yet."""
    is_late: bool
    """Whether its sheet is owed and was due before the day of reading."""

    @property
    def key(self) -> UnitId:
        """The unit's id, by which lines and figures are put together."""
        return self.unit.id

    @property
    def state(self) -> AssessmentState:
        """Where its assessment stands."""
        return self.part.state

    @property
    def is_locked(self) -> bool:
        """Whether no key may change its marks."""
        return is_locked(self.part.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """How far the whole work is; `is_counting` while the figures of some units are missing."""

    units: int
    items: int
    checked: int
    is_counting: bool
    states: tuple[tuple[AssessmentState, int], ...]
    waiting: tuple[Waiting, ...]


def lines(desk: Desk, task: Inspection, today: date) -> tuple[UnitLine, ...]:
    """Return every unit's line, class by class in official order, figures aside."""
    order = {one.key: place for place, one in enumerate(task.classes)}
    problems = _open_problems(desk, task)
    objections = _open_objections(desk, task)
    pairs = sorted(
        inspections.participants(desk, task),
        key=lambda pair: order.get(task.class_of(pair[1]).key, 0),
    )
    return tuple(
        UnitLine(
            unit=unit,
            part=part,
            class_name=task.class_of(part).name,
            team=part.team,
            place=place,
            problems=problems.get(unit.id, 0),
            objections=objections.get(unit.id, 0),
            is_late=holds.held(part, today, None).hold is holds.Hold.LATE,
        )
        for place, (unit, part) in enumerate(pairs)
    )


def first_look(
    desk: Desk, task: Inspection, today: date
) -> tuple[tuple[UnitLine, ...], Mapping[UnitId, Figures] | None]:
    """Return every line, with all figures where they are few enough to be counted at once."""
    every = lines(desk, task, today)
    sizes = {
        one.key: sum(1 for _ in desk.file.reader.checklist(one.edition).items())
        for one in task.classes
    }
    items = sum(sizes[task.class_of(line.part).key] for line in every)
    return every, figures(desk, task) if items <= AT_ONCE else None


def _open_problems(desk: Desk, task: Inspection) -> Mapping[UnitId, int]:
    found: dict[UnitId, int] = {}
    for entry in desk.file.reader.rectifications(task.id):
        if entry.state not in _SETTLED:
            found[entry.unit] = found.get(entry.unit, 0) + 1
    return found


def _open_objections(desk: Desk, task: Inspection) -> Mapping[UnitId, int]:
    found: dict[UnitId, int] = {}
    for one in desk.file.reader.objections(task.id):
        if one.is_open:
            found[one.unit] = found.get(one.unit, 0) + 1
    return found


def figures(
    desk: Desk, task: Inspection, only: Collection[UnitId] | None = None
) -> Mapping[UnitId, Figures]:
    """Count all units, or those named: a few milliseconds a unit of sixty items."""
    reader = desk.file.reader
    few = only is not None
    with no_collection():
        known = {} if few else reader.all_answers(task.id)
        evidence = {} if few else _by_unit(reader.evidence(task.id))
        disagreements = _disagreements(desk, task)
        schemes = grading.schemes(desk, task)
        found = {}
        for unit, part in inspections.participants(desk, task):
            if only is not None and unit.id not in only:
                continue
            answers = reader.answers(task.id, unit.id) if few else known.get(unit.id, {})
            shown = reader.evidence(task.id, unit.id) if few else evidence.get(unit.id, ())
            graded = schemes[task.class_of(part).key].grade(
                answers, side=Side.APPROVED, spared=part.spared, imported=part.imported
            )
            found[unit.id] = _figures(
                desk, task, part, graded, answers, shown, disagreements.get(unit.id, 0)
            )
    return found


def _by_unit(evidence: Iterable[Evidence]) -> Mapping[UnitId, list[Evidence]]:
    found: dict[UnitId, list[Evidence]] = {}
    for one in evidence:
        found.setdefault(one.unit, []).append(one)
    return found


def _disagreements(desk: Desk, task: Inspection) -> Mapping[UnitId, int]:
    """Count the checked sides on which merged files do not agree, by unit."""
    found: dict[UnitId, int] = {}
    for one in desk.file.reader.conflicts():
        unit = _unit_in(task.id, one.key)
        if one.kind is RecordKind.ANSWER and one.field == "checked" and unit is not None:
            found[unit] = found.get(unit, 0) + 1
    return found


def _figures(
    desk: Desk,
    task: Inspection,
    part: Assessment,
    graded: Grading,
    answers: Mapping[ItemKey, Answer],
    evidence: Sequence[Evidence],
    disagreements: int,
) -> Figures:
    checklist = lookup.checklist_of(desk, task, part)
    return Figures(
        items=graded.checked_items + graded.open_items,
        checked=graded.checked_items,
        deducted=graded.deducted,
        mark=graded.mark,
        places=lookup.rule_set_of(desk, task.class_of(part)).places,
        grade=graded.grade,
        obstacles=Obstacles(
            open_items=graded.open_items,
            faults=_faults(task, part, checklist, answers, evidence),
            disagreements=disagreements,
        ),
    )


def _faults(
    task: Inspection,
    part: Assessment,
    checklist: Checklist,
    answers: Mapping[ItemKey, Answer],
    evidence: Sequence[Evidence],
) -> int:
    """Count the errors of the check besides open items, where a unit is waiting for the check."""
    if part.state not in holds.LEFT_BY_CHECK:
        return 0
    found = checks.check(
        checklist,
        answers,
        evidence,
        spared=part.spared,
        items=task.items,
        summary=part.summary,
        by_unit=task.kind is InspectionKind.SELF_CHECK,
    )
    return sum(1 for one in found if one.severity is Severity.ERROR and one.code not in _OPEN)


# Putting it together, without a workspace ---------------------------------------------------------


def held(line: UnitLine, known: Figures | None, today: date) -> Held:
    """Return what keeps a unit from its next state."""
    obstacles = None if known is None else known.obstacles
    return holds.held(line.part, today, obstacles, line.objections)


def whole(every: Sequence[UnitLine], known: Mapping[UnitId, Figures], today: date) -> Whole:
    """Add the lines up: items checked, units by state, and what the work waits for."""
    counted = [known[line.key] for line in every if line.key in known]
    states = [line.state for line in every]
    return Whole(
        units=len(every),
        items=sum(one.items for one in counted),
        checked=sum(one.checked for one in counted),
        is_counting=len(counted) < len(every),
        states=tuple((one, states.count(one)) for one in AssessmentState if one in states),
        waiting=holds.waiting(held(line, known.get(line.key), today) for line in every),
    )


def touched(task: Inspection, changes: Changes) -> frozenset[UnitId] | None:
    """Return the units whose figures an action may have moved; None means all of them."""
    kinds = {kind for kind, _key in changes.touched}
    if kinds & _ALL_TOUCHED:
        return None
    units = {_unit_in(task.id, key) for kind, key in changes.touched if kind in _BY_UNIT}
    return frozenset(unit for unit in units if unit is not None)


def _unit_in(task: InspectionId, key: str) -> UnitId | None:
    """Return the unit named in the key of an assessment or an answer of this inspection."""
    inspection, _slash, rest = key.partition("/")
    return UnitId(rest.partition("/")[0]) if inspection == task and rest else None


def names_of(line: UnitLine) -> tuple[str, ...]:
    """Return every name by which a unit is searched for."""
    unit = line.unit
    return tuple(filter(None, (unit.name, unit.short_name, *unit.aliases, unit.code)))
