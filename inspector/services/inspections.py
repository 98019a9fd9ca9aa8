"""Inspections: set up with their classes, lists and units; listed and shown."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from inspector.domain.changes import Changes
from inspector.domain.checklist import Checklist
from inspector.domain.edits import Action
from inspector.domain.errors import refused
from inspector.domain.ids import InspectionId, UnitId, new_id
from inspector.domain.inspection import (
    Assessment,
    AssessmentState,
    Inspection,
    InspectionKind,
    Team,
    UnitClass,
)
from inspector.domain.unit import Unit, UnitRow
from inspector.services import units
from inspector.services.desk import WORKSPACE_SETTING, Desk, workspace_id
from inspector.storage.unit_of_work import UnitOfWork

ONE_TEAM: Final = "检查组"
"""The name of a team that nobody named, as it may stand in a paper."""
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d{2}(?=年)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an inspection starts from.

    `lists` holds one list per class key; "" is the key of a single one.
    """

    name: str
    kind: InspectionKind = InspectionKind.EVALUATION
    lists: Mapping[str, Checklist]
    class_names: Mapping[str, str] = field(default_factory=dict)
    units: Sequence[UnitRow] = ()
    basis: tuple[str, ...] = ()
    sampling_deadline: datetime | None = None
    unit_word: str = ""
    """What the units are called; empty follows the kind."""
    office: str = ""
    office_contact: str = ""
    office_phone: str = ""
    year: int | None = None
    """The lists' year, or the one in the name, where none is given."""
    period_start: date | None = None
    period_end: date | None = None
    inspectors: tuple[str, ...] = ()
    """Who checks all units together until the work is divided."""


def create(desk: Desk, plan: Plan) -> tuple[Inspection, Changes]:
    """Set up an inspection, its lists, its units and one assessment each as one action."""
    if not plan.name.strip():
        raise refused("inspections.no_name")
    name = plan.name.strip()
    if any(one.name == name for one in desk.file.reader.inspections()):
        raise refused("inspections.name_taken", name=name)
    if plan.period_start and plan.period_end and plan.period_end < plan.period_start:
        raise refused("inspections.period_backwards", start=plan.period_start, end=plan.period_end)
    with desk.file.unit_of_work(desk.author) as work:
        classes = tuple(
            UnitClass(key=key, name=plan.class_names.get(key, key), edition=work.add(checklist))
            for key, checklist in plan.lists.items()
        )
        task = Inspection(
            id=InspectionId(new_id()),
            name=name,
            kind=plan.kind,
            year=_year(plan),
            basis=plan.basis,
            sampling_deadline=plan.sampling_deadline,
            classes=classes,
            unit_word=plan.unit_word,
            office=plan.office,
            office_contact=plan.office_contact,
            office_phone=plan.office_phone,
            period_start=plan.period_start,
            period_end=plan.period_end,
            teams=_teams(plan),
        )
        work.add(task)
        if not workspace_id(desk):
            work.set_setting(WORKSPACE_SETTING, new_id())
        _let_take_part(desk, work, task, plan.units, set())
        changes = work.commit(Action(verb="inspection.new", parameters={"name": name}))
    return task, changes


def add_units(desk: Desk, task: Inspection, rows: Sequence[UnitRow]) -> tuple[int, Changes]:
    """Let further units take part; return how many were not in it before."""
    present = {part.unit for part in desk.file.reader.assessments(task.id)}
    with desk.file.unit_of_work(desk.author) as work:
        added = _let_take_part(desk, work, task, rows, present)
        changes = work.commit(Action(verb="unit.add", parameters={"count": str(added)}))
    return added, changes


def participants(desk: Desk, task: Inspection) -> tuple[tuple[Unit, Assessment], ...]:
    """Return the units that take part, in official order, each with its assessment."""
    parts = {part.unit: part for part in desk.file.reader.assessments(task.id)}
    return tuple((unit, parts[unit.id]) for unit in desk.file.reader.units() if unit.id in parts)


def _let_take_part(
    desk: Desk,
    work: UnitOfWork,
    task: Inspection,
    rows: Sequence[UnitRow],
    present: set[UnitId],
) -> int:
    """Add an assessment for each unit that has none; return how many were added."""
    before = len(present)
    for unit, row in zip(units.register(desk, work, rows), rows, strict=True):
        if unit.id not in present:
            present.add(unit.id)
            work.add(_assessment(task, unit, row.unit_class or unit.unit_class))
    return len(present) - before


def _teams(plan: Plan) -> tuple[Team, ...]:
    """Return one team of all inspectors named, or none."""
    names = tuple(dict.fromkeys(filter(None, (name.strip() for name in plan.inspectors))))
    return (Team(name=ONE_TEAM, members=names),) if names else ()


def _year(plan: Plan) -> int | None:
    """Return the year given, or of the first list that has one, or in the inspection's name."""
    if plan.year is not None:
        return plan.year
    known = [one.year for one in plan.lists.values() if one.year is not None]
    return next(iter(known), year_named(plan.name))


def year_named(name: str) -> int | None:
    """Return the year in an inspection's name, as in 2025年度考核."""
    return next(iter(years_named(name)), None)


def years_named(name: str) -> tuple[int, ...]:
    """Return every year in a name, as it stands there: 2025年."""
    return tuple(int(year) for year in _YEAR.findall(name))


def _assessment(task: Inspection, unit: Unit, unit_class: str) -> Assessment:
    known = [one.key for one in task.classes]
    if len(known) > 1 and unit_class not in known:
        raise refused("inspections.unknown_class", unit=unit.name, classes="、".join(known))
    together = next((one for one in task.teams if one.name == ONE_TEAM), Team(name=""))
    return Assessment(
        inspection=task.id,
        unit=unit.id,
        team=together.name,
        inspectors=together.members,
        unit_class=unit_class if len(known) > 1 else known[0],
        state=AssessmentState.AWAITING_SHEET,
    )
