"""inspector state table: what lies before the meeting that approves grades."""

import typer

from inspector.cli.options import AsJson, InspectionName, WorkspaceFile, command, open_task
from inspector.cli.output import print_json, print_table
from inspector.i18n.gettext import _


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
    from inspector.cli.views import View, issue_view
    from inspector.domain.marks import format_mark
    from inspector.services import meeting

    def view(one: meeting.Candidate) -> View:
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

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        found = meeting.table(desk, task)
    views = [view(one) for one in found.candidates]
    if as_json:
        print_json(views)
        return
    print_table(
        (
            _("Class"),
            _("Rank"),
            _("Unit"),
            _("First mark"),
            _("Mark"),
            _("Proposed"),
            _("Last year"),
            _("Approved grade"),
        ),
        [
            (
                one["class"],
                str(one["rank"] or "—"),
                one["unit"],
                one["first_mark"] or "—",
                one["mark"] or "—",
                one["proposed_grade"] or "—",
                one["last_grade"] or "—",
                one["approved_grade"] or "—",
            )
            for one in views
        ],
    )
    for quota in found.quotas:
        words = _("{name}: at most {most} “{grade}”, {by_mark} by mark").format(
            name=quota.class_name or _("All units"),
            most=quota.most,
            grade=quota.grade,
            by_mark=quota.by_mark,
        )
        if quota.tied:
            words += _("; {count} tie across the quota").format(count=quota.tied)
        print(words)
