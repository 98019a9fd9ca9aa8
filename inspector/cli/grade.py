"""inspector grade: marks, grades, ranks and the working."""

from pathlib import Path
from typing import Annotated

import typer

from inspector.cli.options import (
    AnyUnitName,
    AsJson,
    InspectionName,
    WorkspaceFile,
    command,
    open_task,
)
from inspector.cli.output import known, print_json, print_views
from inspector.i18n.gettext import _


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    command(
        app,
        "grade",
        _("Grade units: mark, grade, rank and the working."),
        "inspector grade -w W.inspection --unit 市外办 --working",
    )(grade)


def grade(
    workspace: WorkspaceFile,
    unit: AnyUnitName = None,
    inspection: InspectionName = None,
    side: Annotated[
        str, typer.Option("--side", help=_("self, checked or approved: whose mark."))
    ] = "approved",
    working: Annotated[bool, typer.Option("--working", help=_("Print each step."))] = False,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help=_("Also write a workbook with the results."))
    ] = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.quota import quota_notes
    from inspector.cli.views import grading_views
    from inspector.domain.answer import Side
    from inspector.services import lookup, results

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        only = lookup.unit_or_none(desk, unit)
        views = grading_views(desk, task, lookup.member(Side, side), only)
        if out is not None:
            results.write(desk, task, out, only)
    if as_json:
        print_json(views)
        return
    print_views(
        views,
        {
            _("Unit"): "unit",
            _("Class"): "class",
            _("Still to check"): "open_items",
            _("Deducted"): "deducted",
            _("Mark"): known("mark"),
            _("Grade"): known("proposed_grade"),
            _("Rank"): known("rank"),
            _("For the appraisal"): known("appraisal_mark"),
        },
    )
    whole = only is None and lookup.member(Side, side) is Side.APPROVED
    for note in quota_notes(views if whole else ()):
        print(note)
    if working:
        for view in views:
            print(f"\n{view['unit']}")
            for line in view["working"]:
                print(f"  {line}")
