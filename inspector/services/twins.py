"""The same file used as evidence against two units: most likely one of them got the wrong one."""

from collections.abc import Mapping
from dataclasses import dataclass

from inspector.domain.evidence import Evidence
from inspector.domain.ids import InspectionId, UnitId
from inspector.domain.inspection import Inspection
from inspector.services import inspections, lookup
from inspector.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """Another unit's piece of evidence that holds the same file."""

    unit: str
    number: str
    """The item's number; empty where the file was put to the unit as a whole."""
    inspection: str


def of_piece(desk: Desk, piece: Evidence) -> tuple[Twin, ...]:
    """Return where else a piece's file stands for another unit, in any inspection."""
    if piece.blob is None:
        return ()
    others = [
        one for one in desk.file.reader.evidence_showing(piece.blob) if one.unit != piece.unit
    ]
    if not others:
        return ()
    tasks = {one.id: one for one in desk.file.reader.inspections()}
    return tuple(_twin(desk, tasks, one) for one in others if one.inspection in tasks)


def of_inspection(desk: Desk, task: Inspection) -> Mapping[str, tuple[Twin, ...]]:
    """Return all pieces of an inspection that have twins, by their ids, in official order."""
    order = {unit.id: place for place, (unit, _) in enumerate(inspections.participants(desk, task))}
    pieces = [one for one in desk.file.reader.evidence(task.id) if one.unit in order]
    pieces.sort(key=lambda one: order[one.unit])
    found = {piece.id: of_piece(desk, piece) for piece in pieces}
    return {identity: twins for identity, twins in found.items() if twins}


def _twin(desk: Desk, tasks: Mapping[InspectionId, Inspection], one: Evidence) -> Twin:
    task = tasks[one.inspection]
    return Twin(unit=_name(desk, one.unit), number=_number(desk, task, one), inspection=task.name)


def _name(desk: Desk, unit: UnitId) -> str:
    return next((one.label for one in desk.file.reader.units() if one.id == unit), "—")


def _number(desk: Desk, task: Inspection, one: Evidence) -> str:
    parts = {part.unit: part for part in desk.file.reader.assessments(task.id)}
    if one.item is None or one.unit not in parts:
        return ""
    items = lookup.items_by_key(lookup.checklist_of(desk, task, parts[one.unit]))
    return items[one.item].number if one.item in items else ""
