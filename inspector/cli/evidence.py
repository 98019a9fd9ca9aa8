"""inspector evidence: files and addresses that show a fact."""

from datetime import datetime
from typing import Annotated

import typer

from inspector.cli.options import (
    InspectionName,
    ItemNumber,
    UnitName,
    WorkspaceFile,
    command,
    noun,
    open_desk,
)
from inspector.cli.output import print_table
from inspector.i18n.gettext import _

group = noun(_("Evidence: add, list, purge."))


@command(
    group,
    "add",
    _("Put files or web addresses to an item or one of its findings."),
    "inspector evidence add 截图.png https://wsb.example -w W.inspection --unit 市外办 --item 4.2",
)
def add(
    sources: Annotated[list[str], typer.Argument(help=_("Files or web addresses."))],
    workspace: WorkspaceFile,
    unit: UnitName,
    item: ItemNumber,
    finding: Annotated[
        str | None, typer.Option("--finding", help=_("The finding's id or its first letters."))
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help=_("What kind of evidence it is."))
    ] = None,
    caption: Annotated[str, typer.Option("--caption", help=_("What it shows."))] = "",
    taken_at: Annotated[
        datetime | None, typer.Option("--taken-at", help=_("When it was taken."))
    ] = None,
    inspection: InspectionName = None,
) -> None:
    from inspector.domain.evidence import EvidenceKind
    from inspector.services import evidence, findings, lookup

    chosen = None if kind is None else lookup.member(EvidenceKind, kind)
    pieces = tuple(
        evidence.Piece(source=one, kind=chosen, caption=caption, taken_at=taken_at)
        for one in sources
    )
    with open_desk(workspace) as desk:
        task = lookup.inspection(desk, inspection)
        whom = lookup.unit(desk, unit)
        part = lookup.assessment(desk, task, whom)
        one = lookup.item(lookup.checklist_of(desk, task, part), item)
        fact = None if finding is None else findings.locate(desk, task, finding).finding
        added, _changes = evidence.add(desk, task, whom, one, pieces, fact)
    for piece in added:
        print(f"{piece.id[:8]}  {piece.name or piece.address}")


@command(
    group, "list", _("List evidence."), "inspector evidence list -w W.inspection --unit 市外办"
)
def list_(workspace: WorkspaceFile, unit: UnitName, inspection: InspectionName = None) -> None:
    from inspector.i18n.words import label
    from inspector.services import lookup

    with open_desk(workspace, read_only=True) as desk:
        task = lookup.inspection(desk, inspection)
        whom = lookup.unit(desk, unit)
        checklist = lookup.checklist_of(desk, task, lookup.assessment(desk, task, whom))
        numbers = {key: item.number for key, item in lookup.items_by_key(checklist).items()}
        found = desk.file.reader.evidence(task.id, whom.id)
    print_table(
        (_("Id"), _("Number"), _("Kind"), _("Evidence")),
        [
            (
                one.id[:8],
                numbers.get(one.item, "") if one.item else "",
                label(one.kind),
                one.name or one.address,
            )
            for one in found
        ],
    )


@command(
    group,
    "purge",
    _("Remove a file taken in by mistake for good, from every snapshot too."),
    "inspector evidence purge 3f2a -w W.inspection --reason 含个人信息",
)
def purge(
    piece: Annotated[str, typer.Argument(help=_("The evidence's id or its first letters."))],
    workspace: WorkspaceFile,
    reason: Annotated[str, typer.Option("--reason", help=_("Why it is removed."))],
    inspection: InspectionName = None,
) -> None:
    from inspector.services import evidence, lookup

    with open_desk(workspace) as desk:
        task = lookup.inspection(desk, inspection)
        evidence.purge(desk, evidence.locate(desk, task, piece), reason)
    print(_("Removed; its digest, who and when stay on record."))
