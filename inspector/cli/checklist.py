"""inspector checklist: lists that ship and lists from any office's file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from inspector.cli.options import AsJson, WorkspaceFile, command, noun, open_desk
from inspector.cli.output import Column, known, print_json, print_table, print_views
from inspector.i18n.gettext import N_, _

if TYPE_CHECKING:
    from inspector.domain.checklist import Checklist
    from inspector.services.checklists import Obtained

group = noun(
    _("Checklists: list, show, add, export, compare, edit as drafts and publish."),
    "inspector checklist show 考核细则.xlsx",
)

_EXAMPLE_KEY = "ningchuan-2025-b"
_CHANGES: Final = {
    "new": N_("New"),
    "changed": N_("Changed"),
    "same": N_("Same"),
    "missing": N_("Gone"),
}
Source = Annotated[str, typer.Argument(help=_("A shipped list's key, or a file."))]
Columns = Annotated[
    list[str] | None,
    typer.Option("--column", help=_("What a column holds, such as 评分标准=E; may be repeated.")),
]
SheetName = Annotated[
    str | None, typer.Option("--sheet", help=_("The sheet to read; found by itself without it."))
]


@command(group, "list", _("List the checklists that ship."), "inspector checklist list")
def list_(as_json: AsJson = False) -> None:
    from inspector.domain.marks import plain_mark
    from inspector.services import checklists

    views = [
        {
            "key": one.key,
            "title": one.checklist.title,
            "year": one.checklist.year,
            "items": sum(1 for _item in one.checklist.items()),
            "points": (None if one.checklist.points is None else plain_mark(one.checklist.points)),
        }
        for one in checklists.catalogue()
    ]
    columns = {
        _("Key"): "key",
        _("Year"): known("year", ""),
        _("Items"): "items",
        _("Points"): known("points"),
        _("Title"): "title",
    }
    print_views(views, columns, as_json=as_json)


@command(
    group,
    "show",
    _("Show a list and everything noticed while reading it."),
    "inspector checklist show 考核细则.xlsx",
)
def show(
    source: Source,
    sheet: SheetName = None,
    column: Columns = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.views import checklist_view
    from inspector.exchange.checklist_reader import Choice
    from inspector.services import checklists

    choice = Choice(columns=checklists.columns_named(column or ()))
    obtained = checklists.obtain(source, sheet=sheet, choice=choice)
    checklist = obtained.checklist
    if as_json:
        print_json(checklist_view(obtained))
    else:
        _print_list(checklist)
        _print_noticed(obtained)
    checklists.require_faultless(obtained)


def _print_list(checklist: "Checklist") -> None:
    from inspector.domain.marks import plain_mark

    print(checklist.title)
    print_table(
        (_("Number"), _("Points"), _("Path"), _("Content")),
        [
            (
                item.number,
                "" if item.points is None else plain_mark(item.points),
                " / ".join(section.title for section in path),
                item.content,
            )
            for path, item in checklist.items()
        ],
    )


@command(
    group,
    "add",
    _("Put a list into a workspace."),
    f"inspector checklist add {_EXAMPLE_KEY} -w 2025.inspection",
)
def add(
    source: Source,
    workspace: WorkspaceFile,
    sheet: SheetName = None,
    column: Columns = None,
    replaces: Annotated[
        str | None,
        typer.Option("--replaces", help=_("Title of the list in the workspace that it follows.")),
    ] = None,
) -> None:
    from inspector.exchange.checklist_reader import Choice
    from inspector.services import checklists

    columns = checklists.columns_named(column or ())
    with open_desk(workspace, create=True) as desk:
        choice = Choice(columns=columns, remembered=checklists.remembered_columns(desk))
        obtained = checklists.obtain(source, sheet=sheet, choice=choice)
        checklist = checklists.require_faultless(obtained)
        checklists.add(desk, checklist, replaces, checklists.layout_of(obtained, columns))
    _print_noticed(obtained)
    print(
        _("Added “{title}” with {count} items.").format(
            title=checklist.title, count=sum(1 for _item in checklist.items())
        )
    )


@command(
    group,
    "export",
    _("Write a list as a workbook."),
    f"inspector checklist export {_EXAMPLE_KEY} 细则.xlsx",
)
def export(
    source: Source,
    out: Annotated[Path, typer.Argument(help=_("The workbook to write."))],
) -> None:
    from inspector.services import checklists

    print(checklists.export(checklists.obtain(source).checklist, out))


@command(
    group,
    "diff",
    _("Compare two lists item by item."),
    "inspector checklist diff national-2021 national-2022",
)
def diff(old: Source, new: Source, as_json: AsJson = False) -> None:
    from inspector.cli.views import change_view
    from inspector.services import checklists

    found = checklists.difference(
        checklists.obtain(old).checklist, checklists.obtain(new).checklist
    )
    views = [change_view(one) for one in found]
    words = {change: _(word) for change, word in _CHANGES.items()}
    columns: dict[str, Column] = {
        _("Change"): lambda view: words[view["change"]],
        _("Old number"): known("old_number", ""),
        _("New number"): known("new_number", ""),
        _("Content"): "content",
    }
    print_views(views, columns, as_json=as_json)


def _print_noticed(obtained: "Obtained") -> None:
    """Print what a reader should know; errors are for refusing."""
    from inspector.cli.views import left_out
    from inspector.domain.issues import Severity
    from inspector.i18n.messages import sentence
    from inspector.i18n.words import label

    for issue in obtained.issues:
        if issue.severity is not Severity.ERROR:
            print(f"{label(issue.severity)}  {sentence(issue)}")
    reading = obtained.reading
    if reading is not None and reading.ignored:
        print(_("Rows that were left out:"))
        reasons = [sentence(issue) for issue in left_out(obtained)]
        print_table(
            (_("Row"), _("Reason"), _("Text")),
            [
                (str(row.row), reason, row.text)
                for row, reason in zip(reading.ignored, reasons, strict=True)
            ],
        )
