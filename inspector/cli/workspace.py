"""inspector undo, redo, history, verify, backup, restore: the workspace as a whole."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from inspector.cli import secret
from inspector.cli.options import (
    AsJson,
    InspectionName,
    WorkspaceFile,
    command,
    open_desk,
)
from inspector.cli.output import moment, print_json, print_table
from inspector.i18n.gettext import N_, _

if TYPE_CHECKING:
    from inspector.storage.undo import Undone


_REASONS: Final = {
    "import": N_("taking in sheets"),
    "merge": N_("a merge"),
    "migration": N_("a new version"),
    "restore": N_("a restore"),
    "daily": N_("the day's work"),
}


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    example = "inspector {name} -w W.inspection"
    command(app, "undo", _("Take back your last action."), example.format(name="undo"))(undo)
    command(app, "redo", _("Do again what was taken back."), example.format(name="redo"))(redo)
    command(
        app,
        "history",
        _("Show the latest actions, or who set an answer to what and when."),
        "inspector history -w W.inspection --unit 市外办 --item 3.2",
    )(history)
    command(
        app,
        "verify",
        _("Prove that nothing in the journal was changed."),
        "inspector verify -w W.inspection --head 9f86d081884c7d65",
    )(verify)
    command(
        app,
        "backup",
        _("Copy the whole workspace, evidence included; the copy is a workspace of its own."),
        "inspector backup -w W.inspection E:/备份.inspection",
    )(backup)
    command(
        app,
        "restore",
        _("List snapshots, or bring one back."),
        "inspector restore -w W.inspection --snapshot 1",
    )(restore)


def undo(workspace: WorkspaceFile) -> None:
    from inspector.services import history as service

    with open_desk(workspace) as desk:
        _say(service.undo(desk), _("Undone: {action}"))


def redo(workspace: WorkspaceFile) -> None:
    from inspector.services import history as service

    with open_desk(workspace) as desk:
        _say(service.redo(desk), _("Redone: {action}"))


def history(
    workspace: WorkspaceFile,
    unit: Annotated[str | None, typer.Option("--unit", help=_("The unit."))] = None,
    item: Annotated[str | None, typer.Option("--item", help=_("The item's number."))] = None,
    inspection: InspectionName = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help=_("How many actions."))] = 20,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.journal_views import action_view, change_of_answer_view
    from inspector.cli.views import answer_views, marks_in_turn
    from inspector.i18n.answer_changes import changed_words
    from inspector.services import history as service
    from inspector.services import lookup

    marks = ""
    if (unit is None) != (item is None):
        raise typer.BadParameter(_("--unit and --item go together."))
    with open_desk(workspace, read_only=True) as desk:
        if unit is None or item is None:
            views = [action_view(one) for one in service.actions(desk, limit)]
            rows = [(view["at"], view["author"], view["words"]) for view in views]
        else:
            task = lookup.inspection(desk, inspection)
            whom = lookup.unit(desk, unit)
            entries = service.of_answer(desk, task, whom, item)
            marks = marks_in_turn(answer_views(desk, task, whom, item)[0])
            views = [change_of_answer_view(one) for one in entries]
            rows = [
                (
                    view["at"],
                    view["author"],
                    changed_words(one.field, one.entry.before, one.entry.after),
                )
                for view, one in zip(views, entries, strict=True)
            ]
    if as_json:
        print_json(views)
        return
    if marks:
        print(marks)
    print_table((_("Time"), _("Who"), _("What")), rows)


def verify(
    workspace: WorkspaceFile,
    head: Annotated[
        str | None, typer.Option("--head", help=_("The 16 digits at the foot of a paper."))
    ] = None,
    as_json: AsJson = False,
) -> None:
    from inspector.services import history as service

    with open_desk(workspace, read_only=True) as desk:
        proof = service.verify(desk, head)
    if as_json:
        print_json(
            {"ok": True, "edits": proof.edits, "sessions": proof.sessions, "head": proof.head}
        )
        return
    print(
        _("The journal is whole: {edits} edits in {sessions} sessions. Head: {head}").format(
            edits=proof.edits, sessions=proof.sessions, head=proof.head
        )
    )
    if head is not None:
        print(_("The paper with this head was made from this file."))


def backup(
    workspace: WorkspaceFile,
    out: Annotated[
        Path | None,
        typer.Argument(help=_("The copy to write, or its folder; beside the workspace without.")),
    ] = None,
) -> None:
    from inspector.services import history as service

    with open_desk(workspace, read_only=True) as desk:
        print(service.backup(desk, out))


def restore(
    workspace: WorkspaceFile,
    snapshot: Annotated[
        int | None, typer.Option("--snapshot", help=_("The snapshot's number in the list."))
    ] = None,
) -> None:
    from inspector.services import history as service

    known = service.snapshots_of(workspace)
    if snapshot is None and not known:
        print(_("There are no snapshots yet; one is taken before each import and once a day."))
    elif snapshot is None:
        print_table(
            (_("Snapshot"), _("Time"), _("Taken before")),
            [
                (str(n), moment(one.taken_at.astimezone()), _(_REASONS.get(one.reason, one.reason)))
                for n, one in known
            ],
        )
    else:
        service.restore(workspace, snapshot, secret.password_of(workspace))
        print(_("The workspace is as it was then; what it was until now is snapshot 1."))


def _say(undone: "Undone", template: str) -> None:
    from inspector.i18n.actions import words_of_what_was_done

    print(template.format(action=words_of_what_was_done(undone.group.action)))
    if undone.left:
        print(
            _("Left as they are, because somebody has gone on from there: {count} fields.").format(
                count=len(undone.left)
            )
        )
