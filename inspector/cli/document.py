"""inspector document: the official papers."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspector.cli.options import (
    AsJson,
    HeadKind,
    HeadLines,
    InspectionName,
    WithImprint,
    command,
    open_task,
)
from inspector.cli.output import print_table, print_views
from inspector.i18n.gettext import _

if TYPE_CHECKING:
    from inspector.domain.inspection import Inspection
    from inspector.domain.issues import Issue
    from inspector.report.document import Document
    from inspector.services.desk import Desk
    from inspector.services.documents import Wish


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    command(
        app,
        "document",
        _("Write a paper as PDF, DOCX or Markdown; --list names the kinds."),
        "inspector document -w W.inspection --kind feedback --unit 市外办 -o 反馈.pdf",
    )(document)


def document(
    workspace: Annotated[
        Path | None,
        typer.Option(
            "-w", "--workspace", envvar="INSPECTOR_WORKSPACE", help=_("The workspace file.")
        ),
    ] = None,
    kind: Annotated[str | None, typer.Option("--kind", help=_("Which paper."))] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help=_("The file: .pdf, .docx or .md."))
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", help=_("The unit that the paper is about."))
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template", help=_("A template of the office's own: a text, or a Word file (.docx).")
        ),
    ] = None,
    dated: Annotated[
        str | None, typer.Option("--dated", help=_("The paper's date, such as 2025-12-19."))
    ] = None,
    practice: Annotated[
        list[int] | None,
        typer.Option("--practice", help=_("Number of an offered sentence on what was done.")),
    ] = None,
    practices: Annotated[
        bool, typer.Option("--practices", help=_("List the sentences on offer with their numbers."))
    ] = False,
    addressee: Annotated[str, typer.Option("--addressee", help=_("Whom the paper goes to."))] = "",
    red_head: HeadKind = None,
    imprint: WithImprint = False,
    head_line: HeadLines = None,
    inspection: InspectionName = None,
    list_kinds: Annotated[bool, typer.Option("--list", help=_("Name the kinds."))] = False,
    as_json: AsJson = False,
) -> None:
    from inspector.services import documents

    if list_kinds:
        _print_kinds(as_json)
        return
    if practices and workspace is not None:
        _print_practices(workspace, inspection)
        return
    if workspace is None or kind is None or out is None:
        raise typer.BadParameter(_("-w, --kind and -o are all needed; --list names the kinds."))
    from inspector.i18n.messages import sentence
    from inspector.report.document import RedHead
    from inspector.services import lookup, paper_checks

    wish = documents.Wish(
        kind=kind,
        unit=unit,
        template=template,
        practices=tuple(practice or ()),
        addressee=addressee,
        dated=None if dated is None else lookup.day(dated),
        red_head=None if red_head is None else RedHead(red_head),
        imprint=imprint,
        head_lines=tuple(head_line or ()),
    )
    with open_task(workspace, inspection, read_only=True) as (desk, task):
        if documents.is_word(template):
            print(documents.write_own(desk, task, wish, out))
            return
        made, left_out = _made(desk, task, wish)
        noticed = (
            *left_out,
            *documents.write(made, out),
            *paper_checks.looked_over(desk, task, made, unit),
        )
    for line in dict.fromkeys(map(sentence, noticed)):
        print(line, file=sys.stderr)
    print(out)


def _made(desk: "Desk", task: "Inspection", wish: "Wish") -> "tuple[Document, tuple[Issue, ...]]":
    """Return a paper, and what a public version leaves out."""
    from inspector.services import documents, public_papers

    kind = documents.every_kind(desk.file.path).get(wish.kind)
    if kind is None or not kind.public_of:
        return documents.make(desk, task, wish), ()
    made = public_papers.published(desk, task, wish)
    return made.document, made.left_out


def _print_practices(workspace: Path, inspection: str | None) -> None:
    from inspector.services import documents

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        offered = documents.practices_on_offer(desk, task)
    print_table(
        (_("Number"), _("Unit"), _("Text")),
        [(str(one.number), one.unit, one.text) for one in offered],
    )


def _print_kinds(as_json: bool) -> None:
    from inspector.services import documents

    views = [{"kind": one.key, "name": one.name, "scope": one.scope} for one in documents.kinds()]
    print_views(views, {_("Kind"): "kind", _("Name"): "name"}, as_json=as_json)
