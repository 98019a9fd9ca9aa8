"""inspector archive: everything on each unit as folders and PDFs, readable without the program."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from inspector.cli.options import (
    AnyUnitName,
    AsJson,
    InspectionName,
    WorkspaceFile,
    command,
    open_task,
)
from inspector.cli.output import print_json
from inspector.cli.progress import shown
from inspector.i18n.gettext import _


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    command(
        app,
        "archive",
        _("Write the archive: one folder a unit with all papers, replies and evidence."),
        "inspector archive 2025年度档案 -w W.inspection",
    )(archive)


def archive(
    workspace: WorkspaceFile,
    out: Annotated[Path, typer.Argument(help=_("A new or empty folder."))],
    bound: Annotated[
        Path | None, typer.Option("--bound", help=_("Also bind all units into this one PDF."))
    ] = None,
    unit: AnyUnitName = None,
    on: Annotated[
        str | None, typer.Option("--on", help=_("The day of filing; today without it."))
    ] = None,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.i18n.messages import sentence
    from inspector.services import archive as archives
    from inspector.services import lookup

    day = date.today() if on is None else lookup.day(on)
    views: list[dict[str, Any]] = []
    if bound is not None:
        archives.require_pdf(bound)
    with open_task(workspace, inspection, read_only=True) as (desk, task):
        whom = lookup.unit_or_none(desk, unit)
        count = 1 if whom else len(desk.file.reader.assessments(task.id))
        written = archives.build(desk, task, out, on=day, only=whom)
        for folder, issues in shown(written, _("Writing archives"), count):
            said = [sentence(issue) for issue in issues]
            files = sorted(
                path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
            )
            views.append({"folder": str(folder), "files": files, "issues": said})
            for line in said:
                print(line, file=sys.stderr)
    if bound is not None:
        archives.bind_all([Path(view["folder"]) for view in views], bound)
    if as_json:
        print_json(views)
        return
    for view in views:
        print(view["folder"])
