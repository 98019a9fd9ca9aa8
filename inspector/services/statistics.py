"""统计分析: rates, ranking, units by items, where marks are lost, this time against last."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from inspector.domain import statistics
from inspector.domain.checklist import Checklist, Item
from inspector.domain.errors import Refused
from inspector.domain.ids import ItemKey, UnitId
from inspector.domain.inspection import Assessment, Inspection, UnitClass
from inspector.domain.marks import Mark
from inspector.domain.results import ClassResult, Grading
from inspector.domain.statistics import ItemFigure
from inspector.domain.unit import Unit
from inspector.i18n.gettext import _
from inspector.services import grading, inspections, next_time, repeats
from inspector.services.desk import Desk
from inspector.services.statistic_figures import (
    EVERYTHING,
    Comparison,
    Counted,
    Figures,
    Grid,
    GridColumn,
    LineKind,
    Losses,
    Members,
    Ranking,
    RateLine,
    Scope,
    UnitLine,
)


def members(desk: Desk, task: Inspection) -> Members:
    """Return what can be chosen to look at."""
    found = inspections.participants(desk, task)
    present = {task.class_of(part).key for _unit, part in found}
    return Members(
        classes=tuple(
            (_class_name(task, one), one.key) for one in task.classes if one.key in present
        ),
        units=tuple((unit.label, unit.id, task.class_of(part).key) for unit, part in found),
        earlier=tuple(
            (one.name, one.id)
            for one in desk.file.reader.inspections()
            if one.id != task.id and (one.year or 0) <= (task.year or 0)
        ),
    )


def figures(desk: Desk, task: Inspection, scope: Scope = EVERYTHING) -> Figures:
    """Return the figures of an inspection; only units with every item checked are counted."""
    every = _standings(desk, task)
    chosen = [one for one in every if _is_within(one, task, scope)]
    groups = list(_groups(desk, task, every, chosen))
    return Figures(
        task=task.name,
        is_scored=any(group.checklist.is_scored for group in groups),
        counted=_counted(chosen),
        rates=tuple(_rates(task, every, chosen, groups, scope)),
        rankings=tuple(map(_ranking, groups)),
        grids=tuple(map(_grid, groups)),
        losses=tuple(map(_losses, groups)),
    )


def compared(
    desk: Desk, task: Inspection, earlier: Inspection, scope: Scope = EVERYTHING
) -> Comparison:
    """Compare with an earlier inspection over the units whose every item is checked now."""
    chosen = {
        one.unit.id: one.is_complete
        for one in _standings(desk, task)
        if _is_within(one, task, scope)
    }
    found = [one for one in next_time.compared(desk, task, earlier) if one.unit.id in chosen]
    lines = [one for one in found if chosen[one.unit.id]]
    return Comparison(
        now=task.name,
        before=earlier.name,
        counted=Counted(len(lines), len(found)),
        lines=tuple(lines),
        earned=_added([one.earned for one in lines]),
        entitled=_added([one.entitled for one in lines]),
        points=_added([one.points for one in lines]),
    )


def compared_with_last(
    desk: Desk, task: Inspection, scope: Scope = EVERYTHING
) -> Comparison | None:
    """Compare with the inspection before this one; None where there is none."""
    try:
        earlier = repeats.earlier_of(desk, task, None)
    except Refused:
        return None
    return compared(desk, task, earlier, scope)


# --- beneath --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Standing:
    """One unit as it stands."""

    unit: Unit
    part: Assessment
    grading: Grading
    unit_class: str

    @property
    def is_complete(self) -> bool:
        return statistics.is_complete(self.grading)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """One class within the scope; its result and ranks are those of the whole class."""

    unit_class: UnitClass
    name: str
    checklist: Checklist
    units: Sequence[_Standing]
    result: ClassResult

    @property
    def complete(self) -> list[_Standing]:
        return [one for one in self.units if one.is_complete]


def _standings(desk: Desk, task: Inspection) -> list[_Standing]:
    return [
        _Standing(unit, part, graded, task.class_of(part).key)
        for unit, part, graded in grading.grade_all(desk, task)
    ]


def _is_within(one: _Standing, task: Inspection, scope: Scope) -> bool:
    if scope.unit is not None:
        return one.unit.id == scope.unit
    return scope.unit_class is None or one.unit_class == task.unit_class(scope.unit_class).key


def _groups(
    desk: Desk, task: Inspection, every: Sequence[_Standing], chosen: Sequence[_Standing]
) -> Iterator[_Group]:
    results = grading.results(desk, task, tuple((one.unit, one.part, one.grading) for one in every))
    for one in task.classes:
        members = [standing for standing in chosen if standing.unit_class == one.key]
        if members:
            yield _Group(
                unit_class=one,
                name=_class_name(task, one),
                checklist=desk.file.reader.checklist(one.edition),
                units=members,
                result=results[one.key],
            )


def _class_name(task: Inspection, unit_class: UnitClass) -> str:
    """Return what a class is called; "" for a nameless one that is alone."""
    if unit_class.given_name or len(task.classes) == 1 or not unit_class.key:
        return unit_class.given_name
    return _("Class {key}").format(key=unit_class.key)


def _counted(units: Sequence[_Standing]) -> Counted:
    return Counted(sum(one.is_complete for one in units), len(units))


def _rates(
    task: Inspection,
    every: Sequence[_Standing],
    chosen: Sequence[_Standing],
    groups: Sequence[_Group],
    scope: Scope,
) -> Iterator[RateLine]:
    """Yield the lines; a single unit comes with its class to be held against."""
    if scope.unit is None and len(groups) > 1:
        whole = _line(LineKind.WHOLE, "", chosen)
        yield whole if _share_parts(groups) else replace(whole, parts=())
    for group in groups:
        key = group.unit_class.key
        members = [one for one in every if one.unit_class == key]
        kind = LineKind.CLASS if len(task.classes) > 1 else LineKind.WHOLE
        yield _line(kind, group.name, members, unit_class=key)
    for one in chosen:
        yield _line(LineKind.UNIT, one.unit.label, [one], unit_class=one.unit_class, of=one.unit.id)


def _share_parts(groups: Sequence[_Group]) -> bool:
    """Whether the classes' lists have the same first level, so that its sums mean something."""
    levels = [
        {part.path for part in statistics.part_rates([one.grading]) if len(part.path) == 1}
        for group in groups
        for one in group.units[:1]
    ]
    return all(level == levels[0] for level in levels)


def _line(
    kind: LineKind,
    label: str,
    units: Sequence[_Standing],
    *,
    unit_class: str | None = None,
    of: UnitId | None = None,
) -> RateLine:
    graded = [one.grading for one in units if one.is_complete]
    return RateLine(
        kind=kind,
        label=label,
        unit_class=unit_class,
        unit=of,
        counted=_counted(units),
        whole=statistics.whole_rate(graded),
        parts=statistics.part_rates(graded),
    )


def _ranking(group: _Group) -> Ranking:
    units = {one.unit.id: one for one in group.units}
    ranked = [one for one in group.result.ranked if one.unit in units]
    marks = [one.mark for one in ranked if one.mark is not None]
    is_whole = len(ranked) == len(group.result.ranked)
    return Ranking(
        unit_class=group.unit_class.key,
        name=group.name,
        counted=_counted(group.units),
        lines=tuple(
            _unit_line(units[one.unit], one.rank, is_over=one.over_quota) for one in ranked
        ),
        total=Mark(sum(marks)),
        marked=len(marks),
        average=group.result.average if is_whole else None,
    )


def _unit_line(one: _Standing, rank: int | None = None, *, is_over: bool = False) -> UnitLine:
    checked, of_items = _progress(one.grading)
    return UnitLine(
        unit=one.unit.id,
        label=one.unit.label,
        is_complete=one.is_complete,
        checked=checked,
        of_items=of_items,
        mark=one.grading.mark,
        rank=rank,
        grade=one.grading.grade or "",
        approved_grade=one.part.approved_grade,
        over_quota=is_over,
        deducted=one.grading.deducted,
    )


def _progress(graded: Grading) -> tuple[int, int]:
    for step in graded.working:
        if step.code == "progress":
            return step.numbers[0], step.numbers[1]
    return graded.checked_items, graded.checked_items + graded.open_items


def _grid(group: _Group) -> Grid:
    items = list(group.checklist.items())
    figures = {
        one.unit.id: statistics.item_figures(group.checklist, one.grading) for one in group.complete
    }
    ranks = {one.unit: one.rank for one in group.result.ranked}
    return Grid(
        unit_class=group.unit_class.key,
        name=group.name,
        counted=_counted(group.units),
        columns=tuple(
            _grid_column(path[0].title if path else "", item, list(figures.values()))
            for path, item in items
        ),
        rows=tuple(
            (
                _unit_line(one, ranks.get(one.unit.id)),
                tuple(figures.get(one.unit.id, {}).get(item.key) for _path, item in items),
            )
            for one in group.units
        ),
    )


def _grid_column(
    part: str, item: Item, figures: Sequence[Mapping[ItemKey, ItemFigure]]
) -> GridColumn:
    known = [found[item.key] for found in figures if item.key in found]
    return GridColumn(
        key=item.key,
        number=item.number,
        title=item.title,
        part=part,
        points=item.points,
        lost=Mark(sum(one.lost for one in known)),
        units=sum(one.is_lost for one in known),
    )


def _losses(group: _Group) -> Losses:
    complete = group.complete
    found = statistics.item_losses(
        group.checklist, [(one.unit.id, one.grading) for one in complete]
    )
    return Losses(
        unit_class=group.unit_class.key,
        name=group.name,
        counted=_counted(group.units),
        lost=Mark(sum(one.lost for one in found)),
        found=found,
        names={one.unit.id: one.unit.label for one in complete},
    )


def _added(pairs: Sequence[tuple[Mark, Mark]]) -> tuple[Mark, Mark]:
    return Mark(sum(one for one, _other in pairs)), Mark(sum(other for _one, other in pairs))
