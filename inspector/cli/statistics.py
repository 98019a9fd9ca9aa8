"""inspector statistics: rates, ranking, units by items, losses, this time against last."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from inspector.cli.options import (
    AnyUnitName,
    AsJson,
    ClassName,
    InspectionName,
    WorkspaceFile,
    command,
    open_task,
)
from inspector.cli.output import print_json, print_table
from inspector.i18n.gettext import _

if TYPE_CHECKING:
    from inspector.domain.inspection import Inspection
    from inspector.domain.statistics import View
    from inspector.services.desk import Desk
    from inspector.services.statistic_figures import Comparison, Figures, Scope

_DPI: Final = 200


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    command(
        app,
        "statistics",
        _("Show rates, ranking, units by items and where marks were lost."),
        "inspector statistics -w W.inspection --view losses --class B",
    )(statistics)


def statistics(
    workspace: WorkspaceFile,
    view: Annotated[
        str,
        typer.Option(
            "--view",
            help=_(
                "Rates by part, rates by unit, ranking, units by items, where marks are lost, or "
                "against last time."
            ),
        ),
    ] = "rates",
    unit: AnyUnitName = None,
    unit_class: ClassName = None,
    inspection: InspectionName = None,
    before: Annotated[
        str | None,
        typer.Option("--before", help=_("The earlier inspection to compare with.")),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help=_("Also write a workbook with every view.")),
    ] = None,
    picture: Annotated[
        Path | None, typer.Option("--picture", help=_("Also write the chart as a picture."))
    ] = None,
    radar: Annotated[bool, typer.Option("--radar", help=_("Draw rates as a radar."))] = False,
    as_json: AsJson = False,
) -> None:
    from inspector.domain.statistics import View
    from inspector.services import lookup, repeats, statistic_charts, statistic_tables
    from inspector.services import statistics as service

    chosen = lookup.member(View, view)
    with open_task(workspace, inspection, read_only=True) as (desk, task):
        scope = _scope(desk, task, unit, unit_class)
        figures = service.figures(desk, task, scope)
        comparison = None
        if chosen is View.COMPARISON or before is not None:
            earlier = repeats.earlier_of(desk, task, before)
            comparison = service.compared(desk, task, earlier, scope)
        elif out is not None:
            comparison = service.compared_with_last(desk, task, scope)
    if out is not None:
        statistic_tables.write(figures, comparison, out)
    if picture is not None:
        if chosen is View.COMPARISON and comparison is not None:
            charts = statistic_charts.comparison_charts(comparison)
        else:
            charts = statistic_charts.charts(figures, chosen, scope, radar=radar)
        statistic_charts.write_pictures(charts, picture, _DPI)
    _show(figures, comparison, chosen, as_json=as_json)


def _scope(desk: "Desk", task: "Inspection", unit: str | None, unit_class: str | None) -> "Scope":
    from inspector.services import lookup
    from inspector.services.statistic_figures import Scope

    if unit is not None:
        return Scope(unit=lookup.unit(desk, unit).id)
    return Scope() if unit_class is None else Scope(lookup.class_key(task, unit_class))


def _show(
    figures: "Figures", comparison: "Comparison | None", view: "View", *, as_json: bool
) -> None:
    from inspector.cli.statistic_views import json_of, tables_of

    if as_json:
        print_json(json_of(figures, comparison, view))
        return
    for title, headers, rows, notes in tables_of(figures, comparison, view):
        if title:
            print(title)
        print_table(headers, rows)
        for note in notes:
            print(note)
    counted = figures.counted if comparison is None else comparison.counted
    if not counted.is_whole:
        print(
            _("Only the {complete} of {units} units whose items are all checked count.").format(
                complete=counted.complete, units=counted.units
            )
        )
