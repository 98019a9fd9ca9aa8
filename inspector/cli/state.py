"""inspector state: where each unit stands, going on, approval and the lock."""

from typing import TYPE_CHECKING, Annotated

import typer

from inspector.cli import meeting, objection, overview
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
from inspector.cli.output import known, print_json, print_views, word
from inspector.i18n.gettext import _

if TYPE_CHECKING:
    from datetime import date

    from inspector.cli.views import View
    from inspector.domain.inspection import Inspection
    from inspector.services.desk import Desk

group = noun(
    _("States: show, overview, go on, objections, approval, unlocking."),
    "inspector state show -w W.inspection",
)
group.add_typer(objection.group, name="objection")
overview.add_to(group)
meeting.add_to(group)

On = Annotated[
    str | None, typer.Option("--on", help=_("The day, such as 2025-12-19; today without it."))
]
AllUnits = Annotated[bool, typer.Option("--all", help=_("All units that stand right before."))]


@command(
    group,
    "show",
    _("Show each unit's state, mark, rank and grades."),
    "inspector state show -w W.inspection --json",
)
def show(
    workspace: WorkspaceFile,
    unit: AnyUnitName = None,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.quota import quota_notes
    from inspector.cli.state_views import standing_view
    from inspector.domain.inspection import AssessmentState
    from inspector.services import approval, lookup

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        only = lookup.unit_or_none(desk, unit)
        if only is not None:
            lookup.assessment(desk, task, only)
        every = approval.standings(desk, task)
        shown = [one for one in every if only is None or one.unit.id == only.id]
        views = [standing_view(one) for one in shown]
    if as_json:
        print_json(views)
        return
    print_views(
        views,
        {
            _("Unit"): "unit",
            _("State"): word("state", AssessmentState),
            _("Mark"): known("mark"),
            _("Rank"): known("rank"),
            _("Proposed"): known("proposed_grade"),
            _("Approved grade"): known("approved_grade"),
            _("Reason"): "approval_reason",
        },
    )
    for note in quota_notes(views if only is None else ()):
        print(note)


@command(
    group,
    "advance",
    _("Let a unit enter the next state; the check may hold it."),
    "inspector state advance -w W.inspection --unit 市外办 --to 已反馈 --on 2025-12-19",
)
def advance(
    workspace: WorkspaceFile,
    to: Annotated[str, typer.Option("--to", help=_("The state to enter."))],
    unit: AnyUnitName = None,
    every: AllUnits = False,
    on: On = None,
    days: Annotated[
        int | None,
        typer.Option("--days", min=1, max=60, help=_("Working days to object, 3 without it.")),
    ] = None,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.state_lines import moved_lines
    from inspector.cli.state_views import moved_view
    from inspector.domain.inspection import AssessmentState
    from inspector.services import lookup, procedure

    if every == (unit is not None):
        raise typer.BadParameter(_("Name one unit with --unit, or say --all."))
    with open_task(workspace, inspection) as (desk, task):
        state, day = lookup.member(AssessmentState, to), lookup.day_or_today(on)
        if unit is not None:
            whom = lookup.unit(desk, unit)
            every_moved = [procedure.advance(desk, task, whom, state, day, days)]
        else:
            every_moved = list(procedure.advance_all(desk, task, state, day, days)[0])
    if as_json:
        print_json([moved_view(one) for one in every_moved])
        return
    for one in every_moved:
        for line in moved_lines(one):
            print(line)


@command(
    group,
    "approve",
    _("Enter the meeting's decision on a unit and lock its marks."),
    "inspector state approve -w W.inspection --unit 市财政局 --grade 良好 --on 2025-12-26 "
    "--reason 当年被省通报批评，不评优秀",
)
def approve(
    workspace: WorkspaceFile,
    unit: AnyUnitName = None,
    every: Annotated[
        bool, typer.Option("--all", help=_("All whose mark alone says their grade."))
    ] = False,
    grade: Annotated[
        str | None, typer.Option("--grade", help=_("The grade; the proposed one without it."))
    ] = None,
    on: Annotated[str | None, typer.Option("--on", help=_("The day of the meeting."))] = None,
    reason: Annotated[
        str, typer.Option("--reason", help=_("The meeting's reason for another grade."))
    ] = "",
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.state_lines import approval_lines
    from inspector.cli.state_views import approved_view
    from inspector.services import approval, lookup

    if every == (unit is not None):
        raise typer.BadParameter(_("Name one unit with --unit, or say --all."))
    with open_task(workspace, inspection) as (desk, task):
        day = lookup.day_or_today(on)
        if unit is None:
            views, lines = _approve_every(desk, task, day)
        else:
            whom = lookup.unit(desk, unit)
            verdict = approval.Verdict(on=day, grade=grade, reason=reason)
            part, issues = approval.approve(desk, task, whom, verdict)
            views = [approved_view(whom, part, issues)]
            lines = list(approval_lines(whom, part, issues))
    if as_json:
        print_json(views)
        return
    for line in lines:
        print(line)


def _approve_every(desk: "Desk", task: "Inspection", on: "date") -> "tuple[list[View], list[str]]":
    """Approve all units whose mark alone says their grade; return them, and say who is left."""
    from inspector.cli.state_lines import issue_lines, left_line
    from inspector.cli.state_views import standing_view
    from inspector.services import approval, procedure

    going, left, _changes = approval.approve_plain(desk, task, on)
    lines = [_("Approved {count} units.").format(count=len(going))]
    for one in going:
        noticed = procedure.changed_since_feedback(desk, task, one.part)
        lines += [f"{one.unit.label}：{line.strip()}" for line in issue_lines(noticed)]
    lines += [left_line(one) for one in left]
    after = {one.unit.id: one for one in approval.standings(desk, task)}
    return [standing_view(after[one.unit.id]) for one in (*going, *left)], lines


@command(
    group,
    "unlock",
    _("Open an approved assessment again, with a reason and a second name."),
    "inspector state unlock -w W.inspection --unit 市外办 --reason 录入有误 --second 周明远",
)
def unlock(
    workspace: WorkspaceFile,
    unit: UnitName,
    reason: Annotated[str, typer.Option("--reason", help=_("Why it is opened again."))] = "",
    second: Annotated[str, typer.Option("--second", help=_("The second person who agrees."))] = "",
    inspection: InspectionName = None,
) -> None:
    from inspector.i18n.words import label
    from inspector.services import approval, lookup

    with open_task(workspace, inspection) as (desk, task):
        whom = lookup.unit(desk, unit)
        part = approval.unlock(desk, task, whom, reason, second)
    print(
        _("{unit} is open again ({state}), with {second}.").format(
            unit=whom.label, state=label(part.state), second=part.unlocked_by
        )
    )
