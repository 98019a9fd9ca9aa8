"""The charts of 统计分析: figures as blocks of papers, and those as pictures for the screen."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from inspector.domain.errors import refused
from inspector.domain.marks import share
from inspector.domain.statistics import PartRate, View
from inspector.report import chart_pages
from inspector.report import statistic_charts as drawn
from inspector.report.document import Chart, ChartKind
from inspector.report.statistic_charts import Place, Twice
from inspector.services.files import write_file
from inspector.services.statistic_figures import (
    Comparison,
    Counted,
    Figures,
    LineKind,
    RateLine,
    Scope,
)

_ALL_UNITS: Final = "参评单位"
_MOST_COLUMNS: Final = 36
"""Items in one chart; a hundred can be read in a table only."""


def charts(figures: Figures, view: View, scope: Scope, *, radar: bool = False) -> tuple[Chart, ...]:
    """Return the charts of one view, one a class; none where there is nothing to draw."""
    if view is View.RATES:
        return tuple(_rates(figures, scope, radar=radar))
    return tuple(_MAKERS[view](figures))


def comparison_charts(found: Comparison) -> tuple[Chart, ...]:
    """Return the chart of this time against last, all units together last."""
    lines = [Twice(one.unit.label, one.now, one.before, one.share) for one in found.lines]
    if not lines:
        return ()
    if len(lines) > 1:
        before, now = (share(*pair) for pair in zip(found.earned, found.entitled, strict=True))
        lines.append(Twice("合计", now, before, share(*found.points)))
    made = drawn.twice("可比指标得分率与上次比较", (found.now, found.before), lines)
    return (_noted(made, found.counted),)


def pictures(found: tuple[Chart, ...], dpi: int) -> tuple[bytes, ...]:
    """Return charts as pictures (PNG) in dots per inch."""
    return tuple(chart_pages.picture(one, dpi) for one in found)


def write_pictures(found: tuple[Chart, ...], target: Path, dpi: int) -> tuple[Path, ...]:
    """Write charts as pictures; several get a number each. Raises Refused where there is none."""
    if not found:
        raise refused("statistics.nothing_to_draw")
    names = (
        [target]
        if len(found) == 1
        else [target.with_stem(f"{target.stem}-{number}") for number in range(1, len(found) + 1)]
    )
    return tuple(
        write_file(name, data) for name, data in zip(names, pictures(found, dpi), strict=True)
    )


# --- beneath --------------------------------------------------------------------------------------


def _rates(figures: Figures, scope: Scope, *, radar: bool) -> Iterator[Chart]:
    """Yield the rates by part: a unit's beside its class's, else a chart for each line."""
    if scope.unit is not None:
        yield from _unit_against_class(figures, radar=radar)
        return
    for line in figures.rates:
        parts = first_level(line)
        if line.kind is LineKind.UNIT or not parts:
            continue
        name = line.label or _ALL_UNITS
        made = drawn.rates(f"{name}各部分得分率", parts, line.whole)
        if radar:
            made = replace(made, kind=ChartKind.RADAR, rows=made.rows[: len(parts)])
        yield _noted(made, line.counted)


def _unit_against_class(figures: Figures, *, radar: bool) -> Iterator[Chart]:
    unit = next((one for one in figures.rates if one.kind is LineKind.UNIT), None)
    others = figures.overall
    if unit is None or others is None or not unit.counted.complete:
        return
    beside = {part.path: part for part in first_level(others)}
    parts: list[tuple[PartRate, PartRate | None]] = [
        (part, beside.get(part.path)) for part in first_level(unit)
    ]
    if not radar:
        parts.append((unit.whole, others.whole))
    names = (unit.label, others.label or _ALL_UNITS)
    kind = ChartKind.RADAR if radar else ChartKind.PAIRS
    yield _noted(drawn.against(f"{unit.label}各部分得分率", names, parts, kind), others.counted)


def _unit_rates(figures: Figures) -> Iterator[Chart]:
    for group in figures.rankings:
        lines = [
            one
            for one in figures.rates
            if one.kind is LineKind.UNIT
            and one.unit_class == group.unit_class
            and one.counted.complete
        ]
        paths = list(dict.fromkeys(part.path for one in lines for part in first_level(one)))
        if not paths:
            continue
        rows = []
        for one in lines:
            known = {part.path: part for part in one.parts}
            rows.append((one.label, one.whole, [known.get(path) for path in paths]))
        made = drawn.part_grid(
            f"{group.name or _ALL_UNITS}各单位得分率", [path[-1] for path in paths], rows
        )
        yield _noted(made, group.counted)


def _rankings(figures: Figures) -> Iterator[Chart]:
    for group in figures.rankings:
        places = [
            Place(one.label, one.mark, one.rank, one.approved_grade or one.grade)
            for one in group.lines
            if one.is_complete
        ]
        if any(one.mark is not None for one in places):
            made = drawn.ranking(f"{group.name or _ALL_UNITS}得分排名", places)
            yield _noted(made, group.counted)


def _grids(figures: Figures) -> Iterator[Chart]:
    for group in figures.grids:
        losing = [number for number, column in enumerate(group.columns) if column.units]
        losing.sort(key=lambda number: (-group.columns[number].units, -group.columns[number].lost))
        at = sorted(losing[:_MOST_COLUMNS])
        rows = [
            (line.label, [found[number] for number in at])
            for line, found in group.rows
            if line.is_complete
        ]
        if rows and at:
            names = [group.columns[number].number for number in at]
            made = drawn.grid(f"{group.name or _ALL_UNITS}各单位失分情况", names, rows)
            if len(losing) > len(at):
                left_out = f"只列失分单位最多的{len(at)}项指标，失分指标共{len(losing)}项。"
                made = replace(made, notes=(*made.notes, left_out))
            yield _noted(made, group.counted)


def _losses(figures: Figures) -> Iterator[Chart]:
    for group in figures.losses:
        if group.found:
            made = drawn.losses(f"{group.name or _ALL_UNITS}失分集中指标", group.found)
            yield _noted(made, group.counted)


_MAKERS: Final[Mapping[View, Callable[[Figures], Iterator[Chart]]]] = {
    View.UNIT_RATES: _unit_rates,
    View.RANKING: _rankings,
    View.GRID: _grids,
    View.LOSSES: _losses,
}


def first_level(line: RateLine) -> list[PartRate]:
    """Return the parts of the first level that marks can be earned under."""
    return [part for part in line.parts if len(part.path) == 1 and part.entitled]


def _noted(chart: Chart, counted: Counted) -> Chart:
    return replace(
        chart, notes=(*chart.notes, *drawn.counted_note(counted.complete, counted.units))
    )
