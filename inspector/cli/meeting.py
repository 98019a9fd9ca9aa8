"""inspector state table: what lies before the meeting that approves grades."""

from typing import TYPE_CHECKING

import typer

from inspector.cli.options import AsJson, InspectionName, WorkspaceFile, command, open_task
from inspector.cli.output import known, print_json, print_views
from inspector.i18n.gettext import _

if TYPE_CHECKING:
    from inspector.cli.views import View
    from inspector.services.meeting import Candidate, Quota


def add_to(group: typer.Typer) -> None:
    """Add the command to the states."""
    command(
        group,
        "table",
        _("Show the meeting's table: ranks, marks, proposed and last year's grades."),
        "inspector state table -w W.inspection",
    )(table)


def table(
    workspace: WorkspaceFile, inspection: InspectionName = None, as_json: AsJson = False
) -> None:
    from inspector.services import meeting

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        found = meeting.table(desk, task)
    views = [_candidate_view(one) for one in found.candidates]
    if as_json:
        print_json(views)
        return
    print_views(
        views,
        {
            _("Class"): "class",
            _("Rank"): known("rank"),
            _("Unit"): "unit",
            _("First mark"): known("first_mark"),
            _("Mark"): known("mark"),
            _("Proposed"): known("proposed_grade"),
            _("Last year"): known("last_grade"),
            _("Approved grade"): known("approved_grade"),
        },
    )
    for quota in found.quotas:
        print(_quota_line(quota))


def _candidate_view(one: "Candidate") -> "View":
    from inspector.cli.views import issue_view
    from inspector.domain.marks import format_mark

    return {
        "class": one.class_key,
        "rank": one.rank,
        "unit": one.unit.label,
        "first_mark": None if one.first_mark is None else format_mark(one.first_mark),
        "mark": None if one.mark is None else format_mark(one.mark, one.places),
        "proposed_grade": one.proposed or None,
        "last_grade": one.last_grade or None,
        "approved_grade": one.part.approved_grade or None,
        "tied_across_quota": one.is_tied,
        "over_quota": one.is_over_quota,
        "unready": [issue_view(issue) for issue in one.unready],
    }


def _quota_line(quota: "Quota") -> str:
    line = _("{name}: at most {most} “{grade}”, {by_mark} by mark").format(
        name=quota.class_name or _("All units"),
        most=quota.most,
        grade=quota.grade,
        by_mark=quota.by_mark,
    )
    if quota.tied:
        line += _("; {count} tie across the quota").format(count=quota.tied)
    return line
