"""inspector check: what blocks a unit's next state, and what to look at first (校核)."""

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
from inspector.i18n.gettext import _


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    command(
        app,
        "check",
        _("Check units before they go on: errors block, warnings are to be looked at."),
        "inspector check -w W.inspection --unit 市外办",
    )(check)


def check(
    workspace: WorkspaceFile,
    unit: AnyUnitName = None,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.state_lines import issue_lines
    from inspector.cli.views import issue_view
    from inspector.domain.checks import blocks
    from inspector.services import inspections, lookup, unit_check

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        whom = lookup.unit_or_none(desk, unit)
        if whom is not None:
            lookup.assessment(desk, task, whom)
        found = [
            (one, unit_check.check(desk, task, one))
            for one, _part in inspections.participants(desk, task)
            if whom is None or one.id == whom.id
        ]
    if as_json:
        print_json(
            [
                {
                    "unit": one.label,
                    "blocked": blocks(issues),
                    "issues": [
                        {**issue_view(issue), "number": issue.parameters.get("item")}
                        for issue in issues
                    ],
                }
                for one, issues in found
            ]
        )
        return
    for one, issues in found:
        held = _("blocked") if blocks(issues) else _("may go on")
        print(f"{one.label}  {held}")
        for line in issue_lines(issues):
            print(line)
