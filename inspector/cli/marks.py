"""inspector marks: marks made elsewhere, taken in for the year's composite."""

from pathlib import Path
from typing import Annotated, Any

import typer

from inspector.cli.options import AsJson, InspectionName, WorkspaceFile, command, noun, open_task
from inspector.cli.output import Column, print_json, print_views
from inspector.i18n.gettext import _

group = noun(
    _("Marks made elsewhere: import, show."),
    "inspector marks import 平时得分.xlsx -w W.inspection",
)


@command(
    group,
    "import",
    _("Take in a workbook's columns as sources of the year's mark."),
    "inspector marks import 平时得分.xlsx -w W.inspection --column 第一季度抽查=一季度",
)
def import_(
    source: Annotated[Path, typer.Argument(help=_("The workbook, one row a unit."))],
    workspace: WorkspaceFile,
    columns: Annotated[
        list[str] | None,
        typer.Option("--column", help=_("A header that stands for a source: HEADER=SOURCE.")),
    ] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", help=_("The sheet to read."))] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Report, and change nothing."))
    ] = False,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.state_lines import issue_lines
    from inspector.cli.state_views import marks_view
    from inspector.domain.marks import format_mark
    from inspector.services import marks

    pairs = [one.partition("=") for one in columns or ()]
    if any(not (header.strip() and name.strip()) for header, _equals, name in pairs):
        raise typer.BadParameter(_("Write a column as HEADER=SOURCE."))
    with open_task(workspace, inspection, read_only=dry_run) as (desk, task):
        report = marks.import_marks(
            desk,
            task,
            source,
            columns={header.strip(): name.strip() for header, _equals, name in pairs},
            sheet=sheet,
            dry_run=dry_run,
        )
    if as_json:
        print_json(marks_view(report))
        return
    print(
        _("Took in {count} marks; {same} stood there already.").format(
            count=len(report.changes), same=report.same
        )
    )
    for one in report.changes:
        before, after = (
            "—" if mark is None else format_mark(mark) for mark in (one.before, one.after)
        )
        print(f"  {one.unit.label}  {one.source}  {before} → {after}")
    if report.ignored:
        print(_("Columns left aside: {headers}").format(headers=_(", ").join(report.ignored)))
    for line in issue_lines(report.issues):
        print(line)


@command(
    group,
    "show",
    _("Show the marks taken in, unit by unit."),
    "inspector marks show -w W.inspection --json",
)
def show(
    workspace: WorkspaceFile, inspection: InspectionName = None, as_json: AsJson = False
) -> None:
    from inspector.domain.marks import format_mark
    from inspector.services import inspections, marks

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        views: list[dict[str, Any]] = [
            {
                "unit": unit.label,
                "class": part.unit_class,
                "sources": list(marks.sources_of(desk, task, part)),
                "marks": {name: format_mark(mark) for name, mark in part.imported.items()},
            }
            for unit, part in inspections.participants(desk, task)
        ]
    columns: dict[str, Column] = {
        _("Unit"): "unit",
        _("Class"): "class",
        _("Marks"): lambda view: _(", ").join(
            f"{name} {mark}" for name, mark in view["marks"].items()
        ),
    }
    print_views(views, columns, as_json=as_json)
