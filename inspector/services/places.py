"""Places one may go to by typing: units and items, found by Chinese or first letters of pinyin."""

from dataclasses import dataclass

from inspector.domain.ids import ItemKey, UnitId
from inspector.domain.inspection import Inspection
from inspector.services import inspections
from inspector.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Target:
    """A unit or an item of the inspection, with the text it is found by."""

    text: str
    unit: UnitId | None = None
    item: ItemKey | None = None
    more: str = ""
    """Further names it is found by, which are not shown."""


def targets(desk: Desk, task: Inspection) -> tuple[Target, ...]:
    """Return the inspection's units in official order, then each item of its lists once."""
    found = [
        Target(unit.label, unit=unit.id, more=" ".join((unit.name, unit.short_name, *unit.aliases)))
        for unit, _ in inspections.participants(desk, task)
    ]
    seen: set[ItemKey] = set()
    for edition in dict.fromkeys(one.edition for one in task.classes):
        for _, item in desk.file.reader.checklist(edition).items():
            if item.key not in seen:
                seen.add(item.key)
                found.append(Target(f"{item.number} {item.content}", item=item.key))
    return tuple(found)
