"""inspector register: which self-assessment sheets are out, back, late or sent back."""

from typing import Annotated

import typer

from inspector.cli.options import (
    AnyUnitName,
    AsJson,
    InspectionName,
    UnitName,
    WorkspaceFile,
    command,
    noun,
    open_task,
)
from inspector.cli.output import Column, known, print_views, word
from inspector.i18n.gettext import _

group = noun(
    _("The register of self-assessment sheets: show, send, receive, send-back, late."),
    "inspector register show -w W.inspection",
)

On = Annotated[
    str | None, typer.Option("--on", help=_("The day, such as 2025-12-19; today without it."))
]
Due = Annotated[str | None, typer.Option("--due", help=_("The last day for the sheet."))]


@command(
    group,
    "show",
    _("Show which sheets are out, back, late or sent back."),
    "inspector register show -w W.inspection --json",
)
def show(
    workspace: WorkspaceFile,
    on: On = None,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.state_views import register_view
    from inspector.domain.inspection import AssessmentState
    from inspector.services import inspections, lookup, register

    today = lookup.day_or_today(on)
    with open_task(workspace, inspection, read_only=True) as (desk, task):
        views = [
            register_view(task, unit, part, register.is_late(part, today))
            for unit, part in inspections.participants(desk, task)
        ]
    columns: dict[str, Column] = {
        _("Unit"): "unit",
        _("Sent"): known("sent_on"),
        _("Due"): known("due"),
        _("Received"): known("received_on"),
        _("State"): word("state", AssessmentState),
        _("Remark"): lambda view: view["sent_back_reason"] or (_("late") if view["late"] else ""),
    }
    print_views(views, columns, as_json=as_json)


@command(
    group,
    "send",
    _("Note that sheets went out, and when they are due."),
    "inspector register send -w W.inspection --all --on 2025-11-03 --due 2025-11-28",
)
def send(
    workspace: WorkspaceFile,
    unit: AnyUnitName = None,
    every: Annotated[bool, typer.Option("--all", help=_("The sheets of all units."))] = False,
    on: On = None,
    due: Due = None,
    inspection: InspectionName = None,
) -> None:
    from inspector.services import inspections, lookup, register

    if every == (unit is not None):
        raise typer.BadParameter(_("Name one unit with --unit, or say --all."))
    with open_task(workspace, inspection) as (desk, task):
        units = (
            [lookup.unit(desk, unit)]
            if unit is not None
            else [one for one, _part in inspections.participants(desk, task)]
        )
        day = lookup.day_or_today(on)
        register.send(desk, task, units, day, None if due is None else lookup.day(due))
    print(_("Noted {count} sheets as sent on {day}.").format(count=len(units), day=day))


@command(
    group,
    "receive",
    _("Note the day a unit's sheet came in."),
    "inspector register receive -w W.inspection --unit 市外办 --on 2025-11-27",
)
def receive(
    workspace: WorkspaceFile, unit: UnitName, on: On = None, inspection: InspectionName = None
) -> None:
    from inspector.services import lookup, register

    with open_task(workspace, inspection) as (desk, task):
        whom = lookup.unit(desk, unit)
        part = register.receive(desk, task, whom, lookup.day_or_today(on))
    print(
        _("The sheet of {unit} came in on {day}.").format(
            unit=whom.label, day=part.sheet_received_on
        )
    )


@command(
    group,
    "send-back",
    _("Send a unit's sheet back to be completed."),
    "inspector register send-back -w W.inspection --unit 市外办 --reason 缺盖章页 --due 2025-12-02",
)
def send_back(
    workspace: WorkspaceFile,
    unit: UnitName,
    reason: Annotated[str, typer.Option("--reason", help=_("What is missing."))],
    due: Due = None,
    inspection: InspectionName = None,
) -> None:
    from inspector.services import lookup, register

    with open_task(workspace, inspection) as (desk, task):
        whom = lookup.unit(desk, unit)
        day = None if due is None else lookup.day(due)
        register.send_back(desk, task, whom, reason, day)
    print(_("The sheet of {unit} was sent back.").format(unit=whom.label))


@command(
    group,
    "late",
    _("Mark every unit whose sheet is due and not in as overdue."),
    "inspector register late -w W.inspection --on 2025-11-29",
)
def late(workspace: WorkspaceFile, on: On = None, inspection: InspectionName = None) -> None:
    from inspector.services import lookup, register

    with open_task(workspace, inspection) as (desk, task):
        units = register.mark_late(desk, task, lookup.day_or_today(on))
    print(_("Overdue: {count} units.").format(count=len(units)))
    for one in units:
        print(f"  {one.label}")
