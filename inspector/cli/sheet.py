"""inspector sheet: self-assessment and working sheets out and back."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from inspector.cli.options import (
    AnyUnitName,
    AsJson,
    InspectionName,
    WorkspaceFile,
    command,
    noun,
    open_task,
)
from inspector.cli.output import print_json
from inspector.cli.progress import shown
from inspector.i18n.gettext import _

group = noun(
    _("Sheets: export and import."),
    "inspector sheet export -w W.inspection --kind self --all 自评表/",
)


@command(
    group,
    "export",
    _("Write self-assessment sheets (自评表) or working sheets (检查工作底稿)."),
    "inspector sheet export -w W.inspection --kind self --all 自评表/",
)
def export(
    workspace: WorkspaceFile,
    out: Annotated[Path, typer.Argument(help=_("The workbook, or a folder for several."))],
    kind: Annotated[str, typer.Option("--kind", help=_("self or working."))] = "self",
    unit: AnyUnitName = None,
    every: Annotated[bool, typer.Option("--all", help=_("One sheet for each unit."))] = False,
    inspection: InspectionName = None,
) -> None:
    from inspector.services import lookup, sheets

    if every == (unit is not None):
        raise typer.BadParameter(_("Name one unit with --unit, or say --all."))
    with open_task(workspace, inspection, read_only=True) as (desk, task):
        chosen = sheets.kind_named(kind)
        if unit is not None:
            print(sheets.export_one(desk, task, chosen, lookup.unit(desk, unit), out))
            return
        count = len(desk.file.reader.assessments(task.id))
        written = sheets.export_all(desk, task, chosen, out)
        for path in shown(written, _("Writing sheets"), count):
            print(path)


@command(
    group,
    "import",
    _("Take in sheets that came back; several files are one action."),
    "inspector sheet import -w W.inspection 报送/ --dry-run",
)
def import_(
    workspace: WorkspaceFile,
    sources: Annotated[list[Path], typer.Argument(help=_("Workbooks, Word files or folders."))],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Only report; change nothing."))
    ] = False,
    clear_emptied: Annotated[
        bool, typer.Option("--clear-emptied", help=_("Cells that were emptied clear the answer."))
    ] = False,
    unit: Annotated[
        str | None,
        typer.Option("--unit", help=_("Whose sheet it is, where the file does not say.")),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", help=_("The day they came in; today without it."))
    ] = None,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.journal_views import sheet_report_view
    from inspector.services import intake, lookup

    with open_task(workspace, inspection, read_only=dry_run) as (desk, task):
        whom = lookup.unit_or_none(desk, unit)
        reports = intake.take_in(
            desk,
            task,
            sources,
            whom=whom,
            dry_run=dry_run,
            clear_emptied=clear_emptied,
            on=lookup.day_or_today(on),
            follow=lambda files: shown(files, _("Reading sheets"), len(files)),
        )
    views = [sheet_report_view(one) for one in reports]
    if as_json:
        print_json(views)
    for view in views:
        if view["refused_whole"]:
            for line in view["issues"]:
                print(line["message"], file=sys.stderr)
        elif not as_json:
            _print_report(view)
    if all(view["refused_whole"] for view in views):
        raise typer.Exit(1)
    if dry_run and not as_json:
        print(_("Nothing was changed; without --dry-run it is taken in."))


def _print_report(view: dict[str, Any]) -> None:
    if view["is_evidence"]:
        _print_evidence(view)
        return
    print(
        _("{file}: {unit}, {taken} cells taken, {ignored} ignored, {refused} refused.").format(
            file=view["file"],
            unit=view["unit"] or "—",
            taken=len(view["taken"]),
            ignored=len(view["ignored"]),
            refused=len(view["refused"]),
        )
    )
    if view["missing_columns"]:
        print(
            "  "
            + _("Columns that are gone: {names}").format(names="、".join(view["missing_columns"]))
        )
    for line in view["issues"]:
        print(f"  {line['message']}")


def _print_evidence(view: dict[str, Any]) -> None:
    number = view["evidence_of"]
    template = (
        _("{file}: {unit}, evidence of {number}.") if number else _("{file}: {unit}, a paper.")
    )
    print(template.format(file=view["file"], unit=view["unit"], number=number))
    for line in view["issues"]:
        print(f"  {line['message']}")
