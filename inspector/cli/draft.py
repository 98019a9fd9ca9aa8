"""inspector draft: papers being written, held against the data, and as they were sent."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from inspector.cli.options import (
    AsJson,
    InspectionName,
    WorkspaceFile,
    command,
    noun,
    open_task,
)
from inspector.cli.output import moment, print_json, print_table
from inspector.cli.paper_options import (
    AboutUnit,
    Addressee,
    Dated,
    HeadKind,
    HeadLines,
    PaperKind,
    Practices,
    WithImprint,
    wish,
)
from inspector.i18n.gettext import _

if TYPE_CHECKING:
    from inspector.services.draft_changes import Described
    from inspector.services.drafts import Listed

group = noun(
    _("Drafts of papers: new, public, list, show, update, compare, export, batch, attach, remove."),
    "inspector draft list -w W.inspection",
)

DraftId = Annotated[str, typer.Argument(help=_("The draft's id or its first letters."))]


@command(
    group,
    "new",
    _("Make a draft of a paper from the data."),
    "inspector draft new -w W.inspection --kind feedback --unit 市外办",
)
def new(
    workspace: WorkspaceFile,
    kind: PaperKind,
    unit: AboutUnit = None,
    dated: Dated = None,
    practice: Practices = None,
    addressee: Addressee = "",
    red_head: HeadKind = None,
    imprint: WithImprint = False,
    head_line: HeadLines = None,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.services import drafts

    wanted = wish(
        kind,
        unit=unit,
        dated=dated,
        practice=practice,
        addressee=addressee,
        red_head=red_head,
        imprint=imprint,
        head_line=head_line,
    )
    with open_task(workspace, inspection) as (desk, task):
        made = drafts.make(desk, task, wanted)
        (listed,) = [one for one in drafts.every(desk, task) if one.draft == made]
    if as_json:
        print_json(_view(listed))
        return
    print(_("Made the draft {id}: {title}").format(id=made[:8], title=listed.title))


@command(
    group,
    "public",
    _("Make the public version of a draft, and say what was left out of it."),
    "inspector draft public 3f2a -w W.inspection",
)
def public(
    draft: DraftId,
    workspace: WorkspaceFile,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.i18n.messages import sentence
    from inspector.services import drafts, public_papers

    with open_task(workspace, inspection) as (desk, task):
        made = public_papers.make(desk, task, draft)
        (listed,) = [one for one in drafts.every(desk, task) if one.draft == made.draft.id]
    left_out = list(map(sentence, made.left_out))
    if as_json:
        print_json({**_view(listed), "left_out": left_out})
        return
    print(_("Made the draft {id}: {title}").format(id=listed.draft[:8], title=listed.title))
    for line in left_out or [_("Nothing had to be left out.")]:
        print(line)


@command(
    group,
    "list",
    _("List the drafts with their final papers."),
    "inspector draft list -w W.inspection",
)
def list_drafts(
    workspace: WorkspaceFile, inspection: InspectionName = None, as_json: AsJson = False
) -> None:
    from inspector.services import drafts

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        known = drafts.every(desk, task)
    if as_json:
        print_json([_view(one) for one in known])
        return
    print_table(
        (_("Id"), _("Name"), _("Unit"), _("Made"), _("Final paper"), _("Paper title")),
        [
            (
                one.draft[:8],
                one.kind_name,
                "、".join(one.units),
                moment(one.made_at),
                "、".join(final.name for final in one.final),
                one.title,
            )
            for one in known
        ],
    )


@command(
    group,
    "show",
    _("Print a draft as Markdown, to be changed and given back to update."),
    "inspector draft show 3f2a -w W.inspection",
)
def show(draft: DraftId, workspace: WorkspaceFile, inspection: InspectionName = None) -> None:
    from inspector.services import drafts

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        print(drafts.as_markdown(desk, task, draft), end="")


@command(
    group,
    "update",
    _("Take a changed text into a draft: the Markdown that show printed."),
    "inspector draft update 3f2a -w W.inspection --text 反馈.md",
)
def update(
    draft: DraftId,
    workspace: WorkspaceFile,
    text: Annotated[Path, typer.Option("--text", help=_("The Markdown file."))],
    inspection: InspectionName = None,
) -> None:
    from inspector.services import drafts

    with open_task(workspace, inspection) as (desk, task):
        changes = drafts.update_from_markdown(desk, task, draft, text)
    print(_("Taken into the draft.") if changes.touched else _("The draft says that already."))


@command(
    group,
    "compare",
    _("Show what the data changed since a draft was made; --take takes changes in."),
    "inspector draft compare 3f2a -w W.inspection --take 1 --take 3",
)
def compare(
    draft: DraftId,
    workspace: WorkspaceFile,
    take: Annotated[
        list[int] | None,
        typer.Option("--take", help=_("Number of a change to take; the others are left.")),
    ] = None,
    take_all: Annotated[bool, typer.Option("--take-all", help=_("Take every change."))] = False,
    keep_all: Annotated[
        bool, typer.Option("--keep-all", help=_("Leave every change; none is offered again."))
    ] = False,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.services import draft_changes, draft_settling, drafts

    is_settling = bool(take) or take_all or keep_all
    with open_task(workspace, inspection, read_only=not is_settling) as (desk, task):
        found = draft_settling.compare(desk, task, drafts.find(desk, task, draft))
        taken: Collection[str] = ()
        if is_settling:
            keys = [change.key for change in found.changes]
            taken = keys if take_all else draft_settling.numbered(found, take or ())
            draft_settling.settle(desk, task, draft, found, taken)
    views = [_change_view(draft_changes.described(change)) for change in found.changes]
    if as_json:
        print_json([{"number": number, **view} for number, view in enumerate(views, 1)])
        return
    if not views:
        print(_("The data makes the same paper as when the draft was made."))
        return
    print_table(
        ("", _("Part"), _("When made"), _("Draft"), _("Data now")),
        [
            (str(number), view["part"], view["base"], view["mine"], view["fresh"])
            for number, view in enumerate(views, 1)
        ],
    )
    if is_settling:
        print(_("Took {count} of {total} changes.").format(count=len(taken), total=len(views)))


@command(
    group,
    "export",
    _("Write a draft as PDF, DOCX or Markdown."),
    "inspector draft export 3f2a -w W.inspection -o 反馈.pdf",
)
def export(
    draft: DraftId,
    workspace: WorkspaceFile,
    out: Annotated[Path, typer.Option("-o", "--out", help=_("The file: .pdf, .docx or .md."))],
    inspection: InspectionName = None,
) -> None:
    import sys

    from inspector.i18n.messages import sentence
    from inspector.services import documents, draft_origin, drafts, paper_checks

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        kept = drafts.find(desk, task, draft)
        paper = drafts.paper(desk, task, kept)
        unit = draft_origin.unit_of(desk, kept)
        noticed = (
            *documents.write(paper, out),
            *paper_checks.looked_over(desk, task, paper, unit, drafts.base(kept)),
        )
    for line in dict.fromkeys(map(sentence, noticed)):
        print(line, file=sys.stderr)
    print(out)


@command(
    group,
    "batch",
    _("Write a kind of paper for many units: their drafts where there are any."),
    "inspector draft batch -w W.inspection --kind feedback -o 反馈 --format pdf",
)
def batch(
    workspace: WorkspaceFile,
    kind: PaperKind,
    out: Annotated[Path, typer.Option("-o", "--out", help=_("The folder to write to."))],
    file_format: Annotated[
        str, typer.Option("--format", help=_("The files' format: pdf, docx or md."))
    ] = "pdf",
    unit: Annotated[
        list[str] | None, typer.Option("--unit", help=_("Only this unit; repeat for several."))
    ] = None,
    red_head: HeadKind = None,
    imprint: WithImprint = False,
    head_line: HeadLines = None,
    inspection: InspectionName = None,
) -> None:
    import sys

    from inspector.i18n.messages import sentence
    from inspector.services import documents, drafts, lookup, paper_checks

    wanted = wish(kind, red_head=red_head, imprint=imprint, head_line=head_line)
    noticed: dict[str, None] = {}
    with open_task(workspace, inspection, read_only=True) as (desk, task):
        units = [one.id for one in lookup.units_or_all(desk, task, unit)]
        known = documents.known_words(desk, task)
        for paper in drafts.papers(desk, task, wanted, units):
            target = out / paper.file_name(f".{file_format.lower().lstrip('.')}")
            made, dossier = paper.document, paper.dossier
            issues = (
                *documents.write(made, target),
                *paper_checks.about_unit(desk, task, made, dossier, known, paper.base),
            )
            noticed |= dict.fromkeys(map(sentence, issues))
            print(target)
    for line in noticed:
        print(line, file=sys.stderr)


@command(
    group,
    "attach",
    _("Put the paper as it was signed and sent to its draft; --save gives it back."),
    "inspector draft attach 3f2a 反馈（定稿）.pdf -w W.inspection",
)
def attach(
    draft: DraftId,
    file: Annotated[Path, typer.Argument(help=_("A scan or a Word file."))],
    workspace: WorkspaceFile,
    detach: Annotated[
        bool, typer.Option("--detach", help=_("Take it off the draft again, by its name."))
    ] = False,
    save: Annotated[
        Path | None, typer.Option("--save", help=_("Write the attached file of this name here."))
    ] = None,
    inspection: InspectionName = None,
) -> None:
    from inspector.services import final_papers
    from inspector.services.files import write_file

    with open_task(workspace, inspection, read_only=save is not None) as (desk, task):
        if save is not None:
            print(write_file(save, final_papers.content_of(desk, task, draft, file.name)))
        elif detach:
            final_papers.detach(desk, task, draft, file.name)
            print(_("Taken off the draft."))
        else:
            final_papers.attach(desk, task, draft, file)
            print(_("Attached to the draft."))


@command(
    group,
    "remove",
    _("Remove a draft; the data stays as it is."),
    "inspector draft remove 3f2a -w W.inspection",
)
def remove(draft: DraftId, workspace: WorkspaceFile, inspection: InspectionName = None) -> None:
    from inspector.services import drafts

    with open_task(workspace, inspection) as (desk, task):
        drafts.remove(desk, task, draft)
    print(_("Removed the draft."))


def _change_view(change: "Described") -> dict[str, Any]:
    return {
        "part": change.part,
        "base": change.base,
        "mine": change.mine,
        "fresh": change.fresh,
        "edited": change.is_edited,
    }


def _view(listed: "Listed") -> dict[str, Any]:
    return {
        "id": listed.draft,
        "kind": listed.kind,
        "name": listed.kind_name,
        "units": list(listed.units),
        "title": listed.title,
        "made_at": None if listed.made_at is None else listed.made_at.isoformat(),
        "final": [one.name for one in listed.final],
    }
