"""inspector checklist draft …: an edition worked over and published as a new one."""

from typing import Annotated, Any

import typer

from inspector.cli.checklist import group as group
from inspector.cli.options import AsJson, WorkspaceFile, command, open_desk
from inspector.cli.output import print_views
from inspector.i18n.gettext import _

_EXAMPLE = "-w 2025.inspection --draft 2026年考核细则"
Draft = Annotated[str, typer.Option("--draft", help=_("Title of the draft."))]


@command(
    group,
    "draft",
    _("Begin a draft of a list in the workspace."),
    "inspector checklist draft -w 2025.inspection --of 2025年考核细则 --title 2026年考核细则",
)
def draft(
    workspace: WorkspaceFile,
    of: Annotated[str, typer.Option("--of", help=_("Title of the list in the workspace."))],
    title: Annotated[str | None, typer.Option("--title", help=_("The new list's title."))] = None,
    year: Annotated[int | None, typer.Option("--year", help=_("The new list's year."))] = None,
) -> None:
    from inspector.services import checklists, edition_drafts

    with open_desk(workspace) as desk:
        made, _changes = edition_drafts.begin(desk, checklists.edition_titled(desk, of))
        head = {"title": title, "year": year}
        edition_drafts.change_head(desk, made, **{k: v for k, v in head.items() if v is not None})
    print(_("Began a draft of “{title}”.").format(title=of))


@command(
    group, "drafts", _("List the drafts of lists."), "inspector checklist drafts -w 2025.inspection"
)
def drafts(workspace: WorkspaceFile, as_json: AsJson = False) -> None:
    from inspector.services import edition_drafts

    with open_desk(workspace, read_only=True) as desk:
        known = edition_drafts.drafts(desk)
    views = [{"title": one.title, "of": one.base_title, "edits": one.edits} for one in known]
    columns = {_("Title"): "title", _("Draft of"): "of", _("Changes"): "edits"}
    print_views(views, columns, as_json=as_json)


@command(
    group,
    "edit",
    _("Change, add, move or remove an item of a draft."),
    f"inspector checklist edit {_EXAMPLE} --item 1.1 --points 3",
)
def edit(
    workspace: WorkspaceFile,
    title: Draft,
    item: Annotated[str, typer.Option("--item", help=_("Number of the item."))],
    number: Annotated[str | None, typer.Option("--number", help=_("Its new number."))] = None,
    content: Annotated[str | None, typer.Option("--content", help=_("Content."))] = None,
    criteria: Annotated[str | None, typer.Option("--criteria", help=_("Criteria."))] = None,
    points: Annotated[str | None, typer.Option("--points", help=_("Points."))] = None,
    ways: Annotated[
        str | None, typer.Option("--ways", help=_("Ways of checking, such as 网上,现场."))
    ] = None,
    responsible: Annotated[
        str | None, typer.Option("--responsible", help=_("Responsible office."))
    ] = None,
    deadline: Annotated[str | None, typer.Option("--deadline", help=_("Deadline."))] = None,
    add: Annotated[
        bool, typer.Option("--add", help=_("Add an item behind this one instead."))
    ] = False,
    remove: Annotated[bool, typer.Option("--remove", help=_("Remove the item."))] = False,
    move: Annotated[
        int, typer.Option("--move", help=_("Move it up (-1) or down (1) so many places."))
    ] = 0,
) -> None:
    from inspector.services import answers, edition_drafts, lookup

    if (add and remove) or (remove and move) or (add and move):
        raise typer.BadParameter(_("Say one of --add, --remove and --move."))
    texts = {
        "number": number,
        "content": content,
        "criteria": criteria,
        "responsible": responsible,
        "deadline": deadline,
    }
    fields: dict[str, Any] = {name: text for name, text in texts.items() if text is not None}
    if points is not None:
        fields["points"] = answers.read_mark(points)
    if ways is not None:
        words = [word for word in ways.replace("，", ",").replace("、", ",").split(",") if word]
        fields["ways"] = [lookup.way(word.strip()).value for word in words]
    with open_desk(workspace) as desk:
        key = edition_drafts.draft_titled(desk, title)
        known = edition_drafts.open_draft(desk, key)
        ref = known.item(item).ref
        if remove:
            edition_drafts.remove(desk, key, ref)
        elif add:
            edition_drafts.add_item(desk, key, parent=known.parent(ref), after=ref, **fields)
        else:
            if fields:
                edition_drafts.change_node(desk, key, ref, **fields)
            for _step in range(abs(move)):
                edition_drafts.move_by(desk, key, ref, 1 if move > 0 else -1)


@command(
    group,
    "publish",
    _("Make a draft a list of the workspace."),
    f"inspector checklist publish {_EXAMPLE}",
)
def publish(workspace: WorkspaceFile, title: Draft) -> None:
    from inspector.services import edition_drafts

    with open_desk(workspace) as desk:
        key = edition_drafts.draft_titled(desk, title)
        edition_drafts.publish(desk, key)
    print(_("Published “{title}”.").format(title=title))
