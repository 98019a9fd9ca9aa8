"""Work of 统计分析: figures over all units, their charts as pictures, and the workbook of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from inspector.domain.ids import InspectionId
from inspector.domain.inspection import Inspection
from inspector.domain.statistics import View
from inspector.jobs.door import Door, open_for_reading
from inspector.jobs.progress import Progress
from inspector.report.document import Chart
from inspector.services import repeats, statistic_charts, statistic_tables, statistics
from inspector.services.desk import Desk
from inspector.services.statistic_figures import Comparison, Figures, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One view: the figures it shows, and its charts as pictures (PNG)."""

    view: View
    scope: Scope
    figures: Figures | None = None
    comparison: Comparison | None = None
    pictures: tuple[bytes, ...] = ()


def show(
    progress: Progress,
    door: Door,
    task: InspectionId,
    view: View,
    scope: Scope,
    dpi: int,
    radar: bool = False,
    earlier: InspectionId | None = None,
) -> Shown:
    """Work out one view and draw it; without a name the earlier inspection is the last one."""
    made, charts = _drawn(door, task, view, scope, radar, earlier)
    pictures: list[bytes] = []
    for done, chart in enumerate(charts):
        progress(done, len(charts))
        pictures += statistic_charts.pictures((chart,), dpi)
    progress(1, 1)
    return replace(made, pictures=tuple(pictures))


def save_pictures(
    progress: Progress,
    door: Door,
    task: InspectionId,
    view: View,
    scope: Scope,
    dpi: int,
    target: Path,
    radar: bool = False,
    earlier: InspectionId | None = None,
) -> tuple[Path, ...]:
    """Write the charts of one view as pictures (PNG)."""
    _made, charts = _drawn(door, task, view, scope, radar, earlier)
    progress(1, 2)
    written = statistic_charts.write_pictures(charts, target, dpi)
    progress(2, 2)
    return written


def export(progress: Progress, door: Door, task: InspectionId, scope: Scope, target: Path) -> Path:
    """Write every view of a scope as a workbook; with the comparison where there is one to make."""
    with open_for_reading(door) as desk:
        whole = _task(desk.file.reader.inspections(), task)
        figures = statistics.figures(desk, whole, scope)
        progress(1, 3)
        comparison = statistics.compared_with_last(desk, whole, scope)
    progress(2, 3)
    written = statistic_tables.write(figures, comparison, target)
    progress(3, 3)
    return written


def _drawn(
    door: Door,
    task: InspectionId,
    view: View,
    scope: Scope,
    radar: bool,
    earlier: InspectionId | None,
) -> tuple[Shown, tuple[Chart, ...]]:
    with open_for_reading(door) as desk:
        whole = _task(desk.file.reader.inspections(), task)
        if view is View.COMPARISON:
            before = _earlier(desk, whole, earlier)
            found = statistics.compared(desk, whole, before, scope)
            charts = statistic_charts.comparison_charts(found)
            return Shown(view=view, scope=scope, comparison=found), charts
        figures = statistics.figures(desk, whole, scope)
    charts = statistic_charts.charts(figures, view, scope, radar=radar)
    return Shown(view=view, scope=scope, figures=_needed(figures, view)), charts


def _needed(figures: Figures, view: View) -> Figures:
    """Leave out what the view does not show: a grid is a hundred times as large as the rest."""
    return figures if view is View.GRID else replace(figures, grids=())


def _earlier(desk: Desk, task: Inspection, named: InspectionId | None) -> Inspection:
    if named is not None:
        return _task(desk.file.reader.inspections(), named)
    return repeats.earlier_of(desk, task, None)


def _task(known: Sequence[Inspection], task: InspectionId) -> Inspection:
    return next(one for one in known if one.id == task)
