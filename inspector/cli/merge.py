"""inspector merge and conflicts: laptops become one workspace, and disagreement is settled."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspector.cli import secret
from inspector.cli.options import AsJson, WorkspaceFile, command, noun, open_desk
from inspector.cli.output import print_json, print_table
from inspector.i18n.gettext import _

if TYPE_CHECKING:
    from inspector.services.conflicts import Dispute
    from inspector.services.desk import Desk
    from inspector.services.merging import MergeReport, Outlook

conflicts = noun(
    _("What merged laptops do not agree on: list, settle."),
    "inspector conflicts list -w W.inspection",
)

Units = Annotated[
    list[str] | None, typer.Option("--unit", help=_("Only this unit; may be given several times."))
]
Items = Annotated[
    list[str] | None, typer.Option("--item", help=_("Only this item; may be given several times."))
]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    command(
        app,
        "merge",
        _("Take over what other laptops' files hold; all of them or none."),
        "inspector merge -w W.inspection E:/甲.inspection E:/乙.inspection",
    )(merge)
    app.add_typer(conflicts, name="conflicts")


def merge(
    workspace: WorkspaceFile,
    others: Annotated[
        list[Path] | None, typer.Argument(help=_("Copies and packages of this workspace."))
    ] = None,
    take_back: Annotated[
        bool,
        typer.Option("--take-back", help=_("Take the last merge back, as long as nobody went on.")),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Only say what would come in; change nothing."))
    ] = False,
    as_json: AsJson = False,
) -> None:
    from inspector.services import merging as service

    if take_back == bool(others):
        raise typer.BadParameter(_("name the files to merge, or --take-back."))
    password = secret.password_of(workspace)
    if take_back:
        service.take_back(workspace, password)
        print(_("The workspace is as it was before the merge."))
        return
    opened_by = secret.passwords_of(others or (), password)
    if dry_run:
        outlook = service.look_ahead(workspace, others or (), password, opened_by)
        service.call_off(workspace)
        if as_json:
            print_json({**_merge_view(outlook.report), "units": _brought_views(outlook)})
        else:
            _print_brought(outlook)
        return
    report = service.merge(workspace, others or (), password, opened_by)
    if as_json:
        print_json(_merge_view(report))
    else:
        _say_merged(report)


def _merge_view(report: "MergeReport") -> dict[str, object]:
    merged = report.merged
    return {
        "sessions": merged.sessions,
        "edits": merged.edits,
        "answers": merged.answers,
        "answers_in_all": report.answers_in_all,
        "findings": merged.findings,
        "files": merged.files,
        "purged": merged.purged,
        "conflicts": merged.conflicts,
        "new_conflicts": merged.new_conflicts,
        "head": merged.head,
        "alike": [[one.name, other.name] for one, other in report.alike],
    }


def _brought_views(outlook: "Outlook") -> list[dict[str, object]]:
    return [
        {
            "unit": None if one.unit is None else one.unit.name,
            "author": one.author,
            "answers": one.answers,
            "findings": one.findings,
            "evidence": one.evidence,
            "conflicts": one.conflicts,
        }
        for one in outlook.units
    ]


def _print_brought(outlook: "Outlook") -> None:
    if outlook.report.merged.is_nothing:
        print(_("There was nothing in them that is not here already."))
        return
    print_table(
        (
            _("Unit"),
            _("Recorded by"),
            _("Answers"),
            _("Findings"),
            _("Evidence"),
            _("Differing"),
        ),
        [
            (
                one.unit.label if one.unit is not None else "—",
                one.author,
                *map(str, (one.answers, one.findings, one.evidence, one.conflicts)),
            )
            for one in outlook.units
        ],
    )
    print(_("Nothing was merged; without --dry-run it comes in."))


def _say_merged(report: "MergeReport") -> None:
    merged = report.merged
    if merged.is_nothing:
        print(_("There was nothing in them that is not here already."))
    else:
        print(
            _(
                "Merged: {answers} answers, {findings} findings and {files} files of evidence are "
                "new or changed; {all} answers in all."
            ).format(
                answers=merged.answers,
                findings=merged.findings,
                files=merged.files,
                all=report.answers_in_all,
            )
        )
    if merged.purged:
        print(_("Removed for good, as elsewhere before: {count}.").format(count=merged.purged))
    if merged.conflicts:
        print(
            _("Not agreed on: {count}. See them with `inspector conflicts list`.").format(
                count=merged.conflicts
            )
        )
    for one, other in report.alike:
        print(
            _("The same unit? “{one}” and “{other}”. Join them with `inspector unit join`.").format(
                one=one.name, other=other.name
            )
        )


@command(
    conflicts,
    "list",
    _("List what is not agreed on: what it was before, who set what and when, with evidence."),
    "inspector conflicts list -w W.inspection --unit 市卫生健康委",
)
def list_(
    workspace: WorkspaceFile, units: Units = None, items: Items = None, as_json: AsJson = False
) -> None:
    from inspector.cli.conflict_views import dispute_rows, dispute_view

    with open_desk(workspace, read_only=True) as desk:
        found = _disputes(desk, units, items)
    if as_json:
        print_json([dispute_view(one) for one in found])
    elif not found:
        print(_("All agree."))
    else:
        headers = (_("No."), _("Unit"), _("Item"), _("Field"), _("Side"), _("Who"), _("Time"))
        print_table(
            (*headers, _("Recorded value")), [row for one in found for row in dispute_rows(one)]
        )


@command(
    conflicts,
    "settle",
    _("Settle by one side's value, or for many at once by the values of one person."),
    "inspector conflicts settle -w W.inspection --unit 市卫生健康委 --of 丙 --reason 网站故障",
)
def settle(
    workspace: WorkspaceFile,
    number: Annotated[
        int | None, typer.Option("--number", min=1, help=_("The conflict's number in the list."))
    ] = None,
    which: Annotated[
        int | None, typer.Option("--side", min=1, help=_("The side to take, by its number."))
    ] = None,
    of: Annotated[
        str | None, typer.Option("--of", help=_("Take the values that this person set."))
    ] = None,
    units: Units = None,
    items: Items = None,
    reason: Annotated[str, typer.Option("--reason", help=_("Why it is settled so."))] = "",
) -> None:
    from inspector.services import conflicts as service

    if (of is None) == (which is None) or (which is not None and number is None):
        raise typer.BadParameter(_("name the person with --of, or --number and --side."))
    with open_desk(workspace) as desk:
        found = _numbered(_disputes(desk, units, items), number)
        if which is not None:
            service.settle(desk, found[0], service.side_of(found[0], which), reason)
            left: tuple[Dispute, ...] = ()
        else:
            left, _changes = service.settle_by_author(desk, found, of or "", reason)
        still_open = len(service.disputes(desk))
    print(_("Settled: {count}.").format(count=len(found) - len(left)))
    if still_open:
        print(_("Still open: {count}.").format(count=still_open))


def _disputes(
    desk: "Desk", units: list[str] | None, items: list[str] | None
) -> "tuple[Dispute, ...]":
    from inspector.services import conflicts as service
    from inspector.services import lookup

    return service.disputes(desk, [lookup.unit(desk, name) for name in units or ()], items or ())


def _numbered(found: "tuple[Dispute, ...]", number: int | None) -> "tuple[Dispute, ...]":
    from inspector.services import conflicts as service

    return found if number is None else (service.numbered(found, number),)
