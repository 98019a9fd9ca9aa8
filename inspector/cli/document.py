"""inspector document: the official papers."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspector.cli.options import (
    AsJson,
    InspectionName,
    command,
    open_task,
)
from inspector.cli.output import print_table, print_views
from inspector.cli.paper_options import (
    AboutUnit,
    Addressee,
    Dated,
    HeadKind,
    HeadLines,
    Practices,
    WithImprint,
    wish,
)
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
    unit: AboutUnit = None,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template", help=_("A template of the office's own: a text, or a Word file (.docx).")
        ),
    ] = None,
    dated: Dated = None,
    practice: Practices = None,
    practices: Annotated[
        bool, typer.Option("--practices", help=_("List the sentences on offer with their numbers."))
    ] = False,
    addressee: Addressee = "",
    red_head: HeadKind = None,
    imprint: WithImprint = False,
    head_line: HeadLines = None,
    inspection: InspectionName = None,
    list_kinds: Annotated[bool, typer.Option("--list", help=_("Name the kinds."))] = False,
    as_json: AsJson = False,
) -> None:
    if list_kinds:
        _print_kinds(as_json)
        return
    if practices and workspace is not None:
        _print_practices(workspace, inspection)
        return
    if workspace is None or kind is None or out is None:
        raise typer.BadParameter(_("-w, --kind and -o are all needed; --list names the kinds."))
    wanted = wish(
        kind,
        unit=unit,
        template=template,
        dated=dated,
        practice=practice,
        addressee=addressee,
        red_head=red_head,
        imprint=imprint,
        head_line=head_line,
    )
    _write(workspace, inspection, wanted, out)


def _write(workspace: Path, inspection: str | None, wish: "Wish", out: Path) -> None:
    """Write the paper and say what to look at in it."""
    from inspector.i18n.messages import sentence
    from inspector.services import documents, paper_checks

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        if documents.is_word(wish.template):
            print(documents.write_own(desk, task, wish, out))
            return
        made, left_out = _made(desk, task, wish)
        noticed = (
            *left_out,
            *documents.write(made, out),
            *paper_checks.looked_over(desk, task, made, wish.unit),
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
