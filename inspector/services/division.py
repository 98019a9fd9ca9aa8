"""Dividing the work: teams, who checks what, what a unit is spared, a subset drawn at random."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from inspector.domain.changes import Changes
from inspector.domain.checklist import CheckingWay, Item, ItemKind
from inspector.domain.draw import drawn
from inspector.domain.edits import Action
from inspector.domain.errors import Refused, refused
from inspector.domain.finding import FindingStatus
from inspector.domain.ids import ItemKey
from inspector.domain.inspection import (
    Assessment,
    AssessmentState,
    Assignment,
    Inspection,
    Team,
    is_locked,
)
from inspector.domain.issues import Issue, Place, Severity
from inspector.domain.unit import Unit
from inspector.exchange.matrix_reader import Matrix, read_matrix
from inspector.services import answers, approval, inspections, lookup
from inspector.services.desk import Desk
from inspector.services.files import read_file

_DRAWN: Final = frozenset({ItemKind.SCORED, ItemKind.TASK})
"""Kinds of item that a draw chooses from; bonus, penalty and veto items concern every unit."""
_MOST_SEED: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What a draw chose, and by which seed."""

    seed: int
    units: tuple[Unit, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sparing:
    """What one unit is spared after a change: items added to it and taken back."""

    unit: Unit
    added: tuple[Item, ...]
    taken_back: tuple[Item, ...]


def set_team(desk: Desk, task: Inspection, team: Team) -> Changes:
    """Set up a team, or change the one of its name."""
    if not team.name.strip():
        raise refused("division.no_name")
    others = [one for one in task.teams if one.name != team.name]
    names = {"name": team.name}
    return _write(desk, task, replace(task, teams=(*others, team)), "division.team", **names)


def place(
    desk: Desk,
    task: Inspection,
    units: Sequence[Unit],
    team: str | None,
    inspectors: Sequence[str] | None,
) -> Changes:
    """Give units to a team and to its inspectors; None leaves either as it is."""
    known = {one.name for one in task.teams}
    if team is not None and team not in known:
        raise refused("division.no_team", team=team, teams="、".join(sorted(known)) or "—")
    with desk.file.unit_of_work(desk.author) as work:
        for unit in units:
            part = lookup.assessment(desk, task, unit)
            after = part if team is None else replace(part, team=team)
            if inspectors is not None:
                after = replace(after, inspectors=tuple(inspectors))
            work.replace(part, after)
        return work.commit(Action(verb="division.place", parameters={"count": str(len(units))}))


def hand_over(desk: Desk, task: Inspection, units: Sequence[Unit], team: Team) -> Changes:
    """Give units to a team and all its members as one action, setting the team up where needed.

    A team without a name stands for inspectors alone; the units then leave the team they had.
    """
    others = [one for one in task.teams if one.name != team.name]
    known = next((one for one in task.teams if one.name == team.name), None)
    with desk.file.unit_of_work(desk.author) as work:
        if team.name.strip() and known != team:
            work.replace(task, replace(task, teams=(*others, team)))
        for unit in units:
            part = lookup.assessment(desk, task, unit)
            work.replace(part, replace(part, team=team.name, inspectors=team.members))
        return work.commit(Action(verb="division.place", parameters={"count": str(len(units))}))


def assign(
    desk: Desk,
    task: Inspection,
    inspector: str,
    units: Sequence[Unit] = (),
    numbers: Sequence[str] = (),
    ways: Sequence[CheckingWay] = (),
) -> Assignment:
    """Add to what an inspector checks: units, items or ways of checking, all where none is named.

    Raises Refused for an item that no list of the inspection has.
    """
    if not inspector.strip():
        raise refused("division.no_inspector")
    made = Assignment(
        inspector=inspector.strip(),
        units=tuple(lookup.assessment(desk, task, unit).unit for unit in units),
        items=_keys(desk, task, numbers),
        ways=tuple(ways),
    )
    after = replace(task, assignments=(*task.assignments, made))
    _write(desk, task, after, "division.assign", name=made.inspector)
    return made


def clear(desk: Desk, task: Inspection, inspector: str) -> int:
    """Take back all that was assigned to an inspector; return how many assignments that were."""
    kept = tuple(one for one in task.assignments if one.inspector != inspector.strip())
    _write(desk, task, replace(task, assignments=kept), "division.clear", name=inspector)
    return len(task.assignments) - len(kept)


def spare(
    desk: Desk,
    task: Inspection,
    units: Sequence[Unit],
    numbers: Sequence[str],
    *,
    taking_back: bool = False,
) -> tuple[Sparing, ...]:
    """Spare units some items from the start, or take that back, as one action.

    Raises Refused for an approved unit and for an item under which something was found.
    """
    wanted: list[tuple[Unit, Assessment, dict[ItemKey, bool]]] = []
    for unit in units:
        part = lookup.assessment(desk, task, unit)
        checklist = lookup.checklist_of(desk, task, part)
        items = [lookup.item(checklist, number) for number in numbers]
        wanted.append((unit, part, {item.key: not taking_back for item in items}))
    return _spare(desk, task, wanted)


def spare_by_matrix(
    desk: Desk, task: Inspection, path: Path, *, dry_run: bool = False
) -> tuple[Sparing, ...]:
    """Take in an applicability matrix: one row a unit, one column an item by number.

    Raises Refused with every unknown unit or sign, approved unit and found item at once.
    """
    parts = inspections.participants(desk, task)
    numbers = {number for key in _lists(desk, task) for number in key}
    matrix = read_matrix(read_file(path), path.name, numbers)
    issues = [*matrix.issues, *_unknown_units(path.name, matrix, parts)]
    if issues:
        raise Refused(*issues)
    wanted = []
    for row in matrix.rows:
        unit, part = next(pair for pair in parts if pair[0].answers_to(row.unit))
        items = {one.number: one.key for _, one in lookup.checklist_of(desk, task, part).items()}
        chosen = {items[n]: spared for n, spared in row.spared.items() if n in items}
        wanted.append((unit, part, chosen))
    return _spare(desk, task, wanted, dry_run=dry_run)


def choose(desk: Desk, task: Inspection, numbers: Sequence[str]) -> Changes:
    """Check only the items of these numbers; no number means the whole lists again."""
    approval.require_nothing_locked(desk, task)
    items = _keys(desk, task, numbers) if numbers else None
    after = replace(task, items=items, seed=None)
    return _write(desk, task, after, "division.choose", count=str(len(items or ())))


def draw(
    desk: Desk,
    task: Inspection,
    *,
    unit_count: int | None = None,
    item_count: int | None = None,
    seed: int | None = None,
) -> Drawn:
    """Draw units of each class and items of each list at random; the seed is kept.

    Units that are not drawn leave the inspection, which only those may of which nothing is said
    yet. Bonus, penalty and veto items stay in.
    """
    if not (unit_count or item_count):
        raise refused("division.nothing_to_draw")
    approval.require_nothing_locked(desk, task)
    chosen = secrets.randbelow(_MOST_SEED) if seed is None else seed
    parts = inspections.participants(desk, task)
    units = [unit for unit, _part in parts]
    if unit_count:
        units = _drawn_units(task, parts, unit_count, chosen)
    items = _drawn_items(desk, task, item_count, chosen) if item_count else ()
    leaving = [(unit, part) for unit, part in parts if unit not in units]
    for unit, part in leaving:
        _require_untouched(desk, unit, part)
    after = replace(task, seed=chosen)
    if items:
        after = replace(after, items=tuple(one.key for one in items))
    with desk.file.unit_of_work(desk.author) as work:
        for _unit, part in leaving:
            work.remove(part)
        work.replace(task, after)
        work.commit(Action(verb="division.draw", parameters={"seed": str(chosen)}))
    return Drawn(seed=chosen, units=tuple(units), items=tuple(items))


def _drawn_units(
    task: Inspection, parts: Sequence[tuple[Unit, Assessment]], count: int, seed: int
) -> list[Unit]:
    found: list[Unit] = []
    for one in task.classes:
        members = [u for u, part in parts if task.class_of(part).key == one.key]
        names = [unit.name for unit in members]
        found += [members[at] for at in drawn(names, count, seed)]
    return found


def _drawn_items(desk: Desk, task: Inspection, count: int, seed: int) -> list[Item]:
    found: list[Item] = []
    for edition in dict.fromkeys(one.edition for one in task.classes):
        every = [item for _, item in desk.file.reader.checklist(edition).items()]
        items = [item for item in every if item.kind in _DRAWN]
        places = set(drawn([item.number for item in items], count, seed))
        chosen = {item.key for at, item in enumerate(items) if at in places}
        found += [item for item in every if item.kind not in _DRAWN or item.key in chosen]
    return found


def _spare(
    desk: Desk,
    task: Inspection,
    wanted: Sequence[tuple[Unit, Assessment, dict[ItemKey, bool]]],
    *,
    dry_run: bool = False,
) -> tuple[Sparing, ...]:
    done, changes, issues = [], [], []
    for unit, part, chosen in wanted:
        spared = [key for key in part.spared if chosen.get(key, True)]
        spared += [key for key, is_spared in chosen.items() if is_spared and key not in spared]
        if set(spared) == set(part.spared):
            continue
        items = lookup.items_by_key(lookup.checklist_of(desk, task, part))
        added = tuple(items[key] for key in spared if key not in part.spared)
        back = tuple(items[key] for key in part.spared if key not in spared and key in items)
        issues += _objections(desk, unit, part, added)
        changes.append((part, replace(part, spared=tuple(spared))))
        done.append(Sparing(unit=unit, added=added, taken_back=back))
    if issues:
        raise Refused(*issues)
    if changes and not dry_run:
        with desk.file.unit_of_work(desk.author) as work:
            for before, after in changes:
                work.replace(before, after)
            work.commit(Action(verb="division.spare", parameters={"count": str(len(changes))}))
    return tuple(done)


def _objections(desk: Desk, unit: Unit, part: Assessment, added: Sequence[Item]) -> list[Issue]:
    """Return why a unit may not be spared more."""
    if is_locked(part.state):
        return [_issue("answers.locked", unit=unit.label)]
    return [
        _issue("division.found_under", unit=unit.label, item=item.number)
        for item in added
        if _is_found(desk, part, item)
    ]


def _is_found(desk: Desk, part: Assessment, item: Item) -> bool:
    answer = answers.stored(desk, part, item)
    return answer is not None and any(
        one.status is not FindingStatus.WITHDRAWN for one in answer.findings
    )


def _unknown_units(
    file: str, matrix: Matrix, parts: Sequence[tuple[Unit, Assessment]]
) -> list[Issue]:
    return [
        Issue(
            code="marks.unknown_unit",
            severity=Severity.ERROR,
            place=Place(file=file, sheet=matrix.sheet, cell=row.cell),
            parameters={"unit": row.unit},
        )
        for row in matrix.rows
        if not any(unit.answers_to(row.unit) for unit, _part in parts)
    ]


def _require_untouched(desk: Desk, unit: Unit, part: Assessment) -> None:
    is_new = part.state is AssessmentState.AWAITING_SHEET
    if not is_new or desk.file.reader.answers(part.inspection, part.unit):
        raise refused("division.touched", unit=unit.label)


def _lists(desk: Desk, task: Inspection) -> list[dict[str, ItemKey]]:
    editions = dict.fromkeys(one.edition for one in task.classes)
    return [
        {item.number: item.key for _, item in desk.file.reader.checklist(edition).items()}
        for edition in editions
    ]


def _keys(desk: Desk, task: Inspection, numbers: Sequence[str]) -> tuple[ItemKey, ...]:
    """Return the items of these numbers in every list that has them."""
    lists = _lists(desk, task)
    found: list[ItemKey] = []
    for number in numbers:
        keys = [known[number.strip()] for known in lists if number.strip() in known]
        if not keys:
            raise refused("division.no_item", number=number, inspection=task.name)
        found += keys
    return tuple(dict.fromkeys(found))


def _write(
    desk: Desk, task: Inspection, after: Inspection, verb: str, **parameters: str
) -> Changes:
    with desk.file.unit_of_work(desk.author) as work:
        work.replace(task, after)
        return work.commit(Action(verb=verb, parameters=parameters))


def _issue(code: str, **parameters: str) -> Issue:
    return Issue(code=code, severity=Severity.ERROR, parameters=parameters)
