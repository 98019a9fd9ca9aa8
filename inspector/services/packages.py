"""Packages for laptops: each holds the assessments somebody is to check, and merges back."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inspector.domain.answer import Answer
from inspector.domain.checklist import Checklist
from inspector.domain.edits import RecordKind
from inspector.domain.errors import refused
from inspector.domain.evidence import Evidence
from inspector.domain.ids import BlobId, ItemKey, UnitId, answer_key, assessment_key
from inspector.domain.inspection import Assessment, Assignment, Inspection, is_locked
from inspector.domain.unit import Unit
from inspector.services import inspections, lookup
from inspector.services.desk import Desk
from inspector.storage.packages import Contents, write_package

Assigned = Mapping[UnitId, frozenset[ItemKey] | None]
"""The items to be checked of each unit; None where all of them are."""

_NAMES: Final = frozenset({"name", "short_name", "aliases", "code", "order", "unit_class"})
"""What a package tells of a unit that is not assigned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What was written for one laptop."""

    path: Path
    whom: str
    units: tuple[Unit, ...]
    answers: int
    files: int


def by_units(
    desk: Desk, task: Inspection, units: Sequence[Unit], numbers: Sequence[str]
) -> Assigned:
    """Assign units, all that take part where none is named, and items, all where none is named.

    Raises Refused for a unit that does not take part and a number that no list has.
    """
    parts = dict(inspections.participants(desk, task))
    chosen = {unit: lookup.assessment(desk, task, unit) for unit in units} if units else parts
    if not numbers:
        return {unit.id: None for unit in chosen}
    return {
        unit.id: frozenset(
            lookup.item(lookup.checklist_of(desk, task, part), number).key for number in numbers
        )
        for unit, part in chosen.items()
    }


def by_team(desk: Desk, task: Inspection, team: str) -> Assigned:
    """Assign the units that a team checks. Raises Refused when it has none."""
    found = {
        unit.id: None
        for unit, part in inspections.participants(desk, task)
        if part.team == team.strip()
    }
    if not found:
        known = {part.team for part in desk.file.reader.assessments(task.id)} - {""}
        raise refused("packages.no_team", team=team, names="、".join(sorted(known)) or "—")
    return found


def by_inspector(desk: Desk, task: Inspection, inspector: str) -> Assigned:
    """Assign what an inspection's division of work gives an inspector.

    Raises Refused when it gives nothing.
    """
    parts = {part.unit: part for part in desk.file.reader.assessments(task.id)}
    found: dict[UnitId, frozenset[ItemKey] | None] = {}
    for one in task.assignments:
        if one.inspector != inspector.strip():
            continue
        for unit in one.units or parts:
            items = _items(one, lookup.checklist_of(desk, task, parts[unit]))
            before = found.get(unit, frozenset())
            found[unit] = None if items is None or before is None else before | items
    found = {unit: items for unit, items in found.items() if items is None or items}
    if not found:
        names = "、".join(dict.fromkeys(one.inspector for one in task.assignments))
        raise refused("packages.no_inspector", inspector=inspector, names=names or "—")
    return found


def _items(one: Assignment, checklist: Checklist) -> frozenset[ItemKey] | None:
    """Return the items of a list that an assignment means, None for all of them."""
    if not (one.items or one.ways):
        return None
    return frozenset(
        item.key
        for _, item in checklist.items()
        if (not one.items or item.key in one.items)
        and (not one.ways or set(one.ways) & set(item.ways))
    )


def export(
    desk: Desk,
    task: Inspection,
    target: Path,
    whom: str,
    assigned: Assigned,
    password: str | None = None,
) -> Package:
    """Write the package of one laptop: what is assigned, all units' names and the whole lists.

    An approved assessment is not sent out again. Raises Refused when nothing is left, or there
    is a file of this name.
    """
    parts = [
        part
        for part in desk.file.reader.assessments(task.id)
        if part.unit in assigned and not is_locked(part.state)
    ]
    if not parts:
        raise refused("packages.nothing", whom=whom)
    answers = _answers(desk, task, parts, assigned)
    contents = _contents(desk, task, parts, assigned)
    units = tuple(unit for unit in desk.file.reader.units() if unit.id in {p.unit for p in parts})
    parameters = {"whom": whom, "count": str(len(units)), "name": task.name}
    write_package(desk.file, target, desk.author, contents, parameters, password)
    return Package(
        path=target,
        whom=whom,
        units=units,
        answers=len(answers),
        files=len(contents.files),
    )


def export_all(
    desk: Desk, task: Inspection, folder: Path, password: str | None = None
) -> Iterator[Package]:
    """Write one package for each inspector of the division of work, otherwise for each team.

    Raises Refused when the work is not divided yet.
    """
    inspectors = dict.fromkeys(one.inspector for one in task.assignments)
    teams = dict.fromkeys(part.team for part in desk.file.reader.assessments(task.id) if part.team)
    shares = {name: by_inspector(desk, task, name) for name in inspectors} or {
        name: by_team(desk, task, name) for name in teams
    }
    if not shares:
        raise refused("packages.not_divided", inspection=task.name)
    folder.mkdir(parents=True, exist_ok=True)
    for name, assigned in shares.items():
        target = folder / f"{desk.file.path.stem}-{name}{desk.file.path.suffix}"
        yield export(desk, task, target, name, assigned, password)


# What goes along -------------------------------------------------------------------------------


def _answers(
    desk: Desk, task: Inspection, parts: Collection[Assessment], assigned: Assigned
) -> list[Answer]:
    return [
        answer
        for part in parts
        for key, answer in desk.file.reader.answers(task.id, part.unit).items()
        if _is_assigned(assigned, part.unit, key)
    ]


def _contents(
    desk: Desk, task: Inspection, parts: Collection[Assessment], assigned: Assigned
) -> Contents:
    reader = desk.file.reader
    mine = {part.unit for part in parts}
    said = [
        answer_key(task.id, unit, key)
        for unit in mine
        for key in reader.answered_ever(task.id, unit)
        if _is_assigned(assigned, unit, key)
    ]
    evidence = [
        piece
        for unit in mine
        for piece in reader.evidence(task.id, unit)
        if piece.item is None or _is_assigned(assigned, unit, piece.item)
    ]
    returned = [reader.returned_ever(unit) for unit in mine]
    return Contents(
        records={
            RecordKind.UNIT: [unit.id for unit in reader.units()],
            RecordKind.EDITION: list(dict.fromkeys(one.edition for one in task.classes)),
            RecordKind.INSPECTION: [task.id],
            RecordKind.ASSESSMENT: [assessment_key(task.id, unit) for unit in mine],
            RecordKind.ANSWER: said,
            RecordKind.EVIDENCE: [piece.id for piece in evidence],
            RecordKind.RETURN: [key for one in returned for key in one[RecordKind.RETURN]],
            RecordKind.RETURN_CELL: [
                key for one in returned for key in one[RecordKind.RETURN_CELL]
            ],
        },
        only={RecordKind.UNIT: _NAMES},
        whole=frozenset(mine),
        files=_files(evidence),
    )


def _is_assigned(assigned: Assigned, unit: UnitId, item: ItemKey) -> bool:
    items = assigned[unit]
    return items is None or item in items


def _files(evidence: Collection[Evidence]) -> list[BlobId]:
    return list(dict.fromkeys(one.blob for one in evidence if one.blob is not None))
