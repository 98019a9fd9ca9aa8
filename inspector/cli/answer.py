"""inspector answer: what a unit claims and what was concluded, item by item."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from inspector.cli.options import (
    AsJson,
    InspectionName,
    ItemNumber,
    ListClass,
    UnitName,
    WorkspaceFile,
    command,
    noun,
    open_desk,
    open_task,
)
from inspector.cli.output import known, moment, print_json, print_table, print_views, word
from inspector.i18n.gettext import _

group = noun(
    _("Answers: set, show, confirm the rest, one item across units, unsaved texts."),
    "inspector answer show -w W.inspection --unit 市外办",
)


@command(
    group,
    "set",
    _("Set parts of one answer."),
    "inspector answer set -w W.inspection --unit 市外办 --item 1.3 --conclusion 达到要求",
)
def set_(
    workspace: WorkspaceFile,
    unit: UnitName,
    item: ItemNumber,
    inspection: InspectionName = None,
    conclusion: Annotated[
        str | None,
        typer.Option("--conclusion", help=_("达到要求, 部分达到, 未达到, 本年度未发生 or 不涉及.")),
    ] = None,
    self_mark: Annotated[
        str | None, typer.Option("--self-mark", help=_("The mark that the unit claims."))
    ] = None,
    self_conclusion: Annotated[
        str | None,
        typer.Option("--self-conclusion", help=_("The conclusion that the unit claims.")),
    ] = None,
    self_account: Annotated[
        str | None, typer.Option("--self-account", help=_("The account that the unit gives."))
    ] = None,
    account: Annotated[
        str | None, typer.Option("--account", help=_("How the work was done, for the papers."))
    ] = None,
    note: Annotated[str | None, typer.Option("--note", help=_("A note for ourselves."))] = None,
    metric: Annotated[
        list[str] | None, typer.Option("--metric", help=_("A figure as NAME=VALUE; repeatable."))
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", help=_("Why the item does not apply."))
    ] = None,
    allowed_by: Annotated[
        str | None, typer.Option("--allowed-by", help=_("Who allowed that it does not apply."))
    ] = None,
    no_statement: Annotated[
        bool, typer.Option("--no-statement", help=_("Nothing occurred and no statement says so."))
    ] = False,
) -> None:
    from inspector.i18n.messages import sentence
    from inspector.services import answers

    given = answers.Given(
        conclusion=conclusion,
        self_mark=self_mark,
        self_conclusion=self_conclusion,
        self_account=self_account,
        account=account,
        note=note,
        metrics=tuple(metric or ()),
        reason=reason,
        allowed_by=allowed_by,
        no_statement=no_statement,
    )
    with open_task(workspace, inspection) as (desk, task):
        answers.set_given(desk, task, unit, item, given)
        noticed = answers.remarks(desk, task, unit, item)
    print(_("Saved."))
    for issue in noticed:
        print(sentence(issue), file=sys.stderr)


@command(
    group,
    "show",
    _("Show the answers of a unit."),
    "inspector answer show -w W.inspection --unit 市外办 --json",
)
def show(
    workspace: WorkspaceFile,
    unit: UnitName,
    item: Annotated[str | None, typer.Option("--item", help=_("Only this item."))] = None,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.views import answer_views
    from inspector.domain.answer import Conclusion
    from inspector.services import lookup

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        views = answer_views(desk, task, lookup.unit(desk, unit), item)
    if as_json:
        print_json(views)
        return
    print_views(
        views,
        {
            _("Number"): "number",
            _("Conclusion"): word("conclusion", Conclusion),
            _("Points"): known("points", ""),
            _("Mark"): known("checked_mark"),
            _("Content"): "content",
        },
    )
    for view in views:
        for finding in view["findings"]:
            print(f"{view['number']} {finding['rule']}  −{finding['points']}  {finding['fact']}")


@command(
    group,
    "unsaved",
    _("Show texts that were being typed in the window and never saved."),
    "inspector answer unsaved -w W.inspection",
)
def unsaved(
    workspace: WorkspaceFile,
    forget: Annotated[bool, typer.Option("--forget", help=_("Forget them all."))] = False,
    as_json: AsJson = False,
) -> None:
    from inspector.services import typing

    with open_desk(workspace, read_only=not forget) as desk:
        found = typing.every(desk)
        for one in found if forget else ():
            typing.forget(desk, one.kind, one.key, one.field)
    if as_json:
        print_json(
            [
                {"at": one.at.astimezone().isoformat(), "field": one.field, "text": one.text}
                for one in found
            ]
        )
        return
    print_table(
        (_("Time"), _("Field"), _("Text")),
        [(moment(one.at.astimezone()), one.field, one.text) for one in found],
    )


@command(
    group,
    "confirm-rest",
    _("Confirm all items of a unit that are still open as met."),
    "inspector answer confirm-rest -w W.inspection --unit 市外办",
)
def confirm_rest(
    workspace: WorkspaceFile, unit: UnitName, inspection: InspectionName = None
) -> None:
    from inspector.services import answers, lookup

    with open_task(workspace, inspection) as (desk, task):
        confirmed, _changes = answers.confirm_rest(desk, task, lookup.unit(desk, unit))
    if confirmed:
        print_table((_("Number"), _("Content")), [(one.number, one.content) for one in confirmed])
    print(_("Confirmed {count} items as met.").format(count=len(confirmed)))


@command(
    group,
    "across",
    _("Show how all units stand on one item."),
    "inspector answer across -w W.inspection --item 1.3",
)
def across(
    workspace: WorkspaceFile,
    item: ItemNumber,
    unit_class: ListClass = None,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.across import standing, standing_table
    from inspector.services import by_item

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        one = by_item.named(desk, task, item, unit_class)
        rows = by_item.rows(desk, task, one.key)
    if as_json:
        print_json([standing(row) for row in rows])
        return
    print_table(*standing_table(rows))


@command(
    group,
    "fill",
    _("Set one item for several units as one action, from rows copied from a sheet."),
    "inspector answer fill 行.txt -w W.inspection --item 1.3",
)
def fill(
    source: Annotated[
        str,
        typer.Argument(
            help=_(
                "A text file, - for standard input: unit, conclusion or deduction, fact, place, "
                "time, with tabs between."
            )
        ),
    ],
    workspace: WorkspaceFile,
    item: ItemNumber,
    unit_class: ListClass = None,
    inspection: InspectionName = None,
) -> None:
    from inspector.services import by_item, filling
    from inspector.services.files import read_file, read_text

    text = sys.stdin.read() if source == "-" else read_text(read_file(Path(source)), source)
    with open_task(workspace, inspection) as (desk, task):
        one = by_item.named(desk, task, item, unit_class)
        entries = filling.read_entries(desk, task, one.key, text, task.year)
        filling.set_many(desk, task, one.key, entries)
    print(_("Set {count} units in one step.").format(count=len(entries)))
