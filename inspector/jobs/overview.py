"""Work of the overview that takes long: figures of all units, the meeting's table, files out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from inspector import bootstrap
from inspector.domain.ids import InspectionId, UnitId
from inspector.domain.inspection import AssessmentState, Inspection
from inspector.domain.issues import Issue, Severity
from inspector.domain.unit import Unit, UnitRow
from inspector.exchange.sheets.columns import SheetKind
from inspector.jobs.door import Door, open_for_reading
from inspector.jobs.progress import Progress
from inspector.services import (
    checklists,
    inspections,
    meeting,
    objections,
    overview,
    packages,
    procedure,
    recent,
    sheets,
    unit_names,
)
from inspector.services.desk import Desk
from inspector.services.inspections import Plan
from inspector.services.meeting import Table
from inspector.services.overview import Figures
from inspector.services.procedure import Step
from inspector.services.recent import RecentWorkspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRead:
    """A list in a file: what it is called, how long it is, and what was noticed."""

    source: str
    title: str
    items: int
    issues: tuple[Issue, ...]

    @property
    def errors(self) -> tuple[Issue, ...]:
        """What keeps the list from being used."""
        return tuple(one for one in self.issues if one.severity is Severity.ERROR)


def figures(progress: Progress, door: Door, task: InspectionId) -> Mapping[UnitId, Figures]:
    """Count every unit's items, deductions and marks."""
    with open_for_reading(door) as desk:
        found = overview.figures(desk, _task(desk, task))
    progress(1, 1)
    return found


def step(
    progress: Progress,
    door: Door,
    task: InspectionId,
    chosen: Sequence[UnitId],
    to: AssessmentState,
    on: date,
    days: int | None,
) -> Step:
    """Return what would become of some units that are to enter a state."""
    with open_for_reading(door) as desk:
        ahead = procedure.step(desk, _task(desk, task), chosen, to, on, days)
    progress(1, 1)
    return ahead


def table(progress: Progress, door: Door, task: InspectionId) -> Table:
    """Return the meeting's table."""
    with open_for_reading(door) as desk:
        found = meeting.table(desk, _task(desk, task))
    progress(1, 1)
    return found


def effect(
    progress: Progress,
    door: Door,
    task: InspectionId,
    unit: UnitId,
    number: str,
    ruling: objections.Ruling,
) -> objections.Effect:
    """Return what deciding an objection would do."""
    with open_for_reading(door) as desk:
        found = objections.effect_at(desk, _task(desk, task), unit, number, ruling)
    progress(1, 1)
    return found


def self_sheets(
    progress: Progress, door: Door, task: InspectionId, chosen: Sequence[UnitId], folder: Path
) -> tuple[Path, ...]:
    """Write the 自评表 of some units into a folder; return the files."""
    written = []
    with open_for_reading(door) as desk:
        whole = _task(desk, task)
        every = _units(desk, whole, chosen)
        for done, unit in enumerate(every):
            progress(done, len(every), unit.label)
            written.append(sheets.export_one(desk, whole, SheetKind.SELF, unit, folder))
    progress(len(written), len(written))
    return tuple(written)


def packages_out(
    progress: Progress,
    door: Door,
    task: InspectionId,
    chosen: Sequence[UnitId],
    whom: str,
    target: Path,
    password: str | None,
) -> int:
    """Write one package of some units for one laptop; return how many units went."""
    with open_for_reading(door) as desk:
        whole = _task(desk, task)
        assigned = packages.by_units(desk, whole, _units(desk, whole, chosen), ())
        made = packages.export(desk, whole, target, whom, assigned, password)
    progress(1, 1)
    return len(made.units)


def packages_by_division(
    progress: Progress, door: Door, task: InspectionId, folder: Path, password: str | None
) -> tuple[Path, ...]:
    """Write a package for each inspector, or each team, of the division of work."""
    written = []
    with open_for_reading(door) as desk:
        for made in packages.export_all(desk, _task(desk, task), folder, password):
            written.append(made.path)
            progress(len(written), len(written) + 1, made.whom)
    progress(1, 1)
    return tuple(written)


def unit_rows(progress: Progress, source: str) -> tuple[UnitRow, ...]:
    """Read a file of units."""
    found = unit_names.read_names(source)
    progress(1, 1)
    return found


def list_read(progress: Progress, source: str) -> ListRead:
    """Read a list for a new inspection and say what it holds."""
    obtained = checklists.obtain(source)
    items = sum(1 for _ in obtained.checklist.items())
    progress(1, 1)
    return ListRead(
        source=source, title=obtained.checklist.title, items=items, issues=obtained.issues
    )


def recent_workspaces(
    progress: Progress, known: Sequence[RecentWorkspace], today: date
) -> tuple[RecentWorkspace, ...]:
    """Look into recent workspaces for what is unfinished."""
    found: list[RecentWorkspace] = []
    for done, one in enumerate(known):
        progress(done, len(known), one.path.stem)
        found += recent.look_into((one,), today)
    progress(len(known), len(known))
    return tuple(found)


def plan_with_lists(progress: Progress, plan: Plan, sources: Mapping[str, str]) -> Plan:
    """Complete a plan with the list of each class, by key or file.

    Raises Refused for a list that has errors.
    """
    lists = {
        key: checklists.require_faultless(checklists.obtain(source))
        for key, source in sources.items()
    }
    progress(1, 1)
    return replace(plan, lists=lists)


def new_workspace(
    progress: Progress, path: Path, author: str, plan: Plan, sources: Mapping[str, str]
) -> Path:
    """Make a workspace with an inspection in it; nothing is left where that is refused."""
    complete = plan_with_lists(Progress(), plan, sources)
    path.parent.mkdir(parents=True, exist_ok=True)
    with bootstrap.open_desk(path, author=author, create=True) as desk:
        inspections.create(desk, complete)
    progress(1, 1)
    return path


def _task(desk: Desk, task: InspectionId) -> Inspection:
    return next(one for one in desk.file.reader.inspections() if one.id == task)


def _units(desk: Desk, task: Inspection, chosen: Sequence[UnitId]) -> list[Unit]:
    wanted = frozenset(chosen)
    return [unit for unit, _part in inspections.participants(desk, task) if unit.id in wanted]
