"""The units of an inspection to choose from, by every name they are known by."""

from dataclasses import dataclass

from inspector.domain.ids import UnitId
from inspector.domain.inspection import AssessmentState, Inspection
from inspector.services import inspections
from inspector.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Choice:
    """One unit to choose from: every name it is known by, its class and its state."""

    unit: UnitId
    label: str
    names: tuple[str, ...]
    class_name: str
    state: AssessmentState


def choices(desk: Desk, task: Inspection) -> tuple[Choice, ...]:
    """Return the units that take part, class by class in official order."""
    order = {one.key: place for place, one in enumerate(task.classes)}
    pairs = sorted(
        inspections.participants(desk, task),
        key=lambda pair: order.get(task.class_of(pair[1]).key, 0),
    )
    return tuple(
        Choice(
            unit.id,
            unit.label,
            tuple(filter(None, (unit.name, unit.short_name, *unit.aliases, unit.code))),
            task.class_of(part).name,
            part.state,
        )
        for unit, part in pairs
    )
