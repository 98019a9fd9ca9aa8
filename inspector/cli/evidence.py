"""inspector evidence: files and addresses that show a fact."""

from typing import Annotated, Any

import typer

from inspector.cli.options import (
    AsJson,
    InspectionName,
    ItemNumber,
    UnitName,
    WorkspaceFile,
    command,
    noun,
    open_desk,
    open_task,
)
from inspector.cli.output import Column, known, print_views, word
from inspector.i18n.gettext import _

group = noun(
    _("Evidence: add, list, correct, remove, twins, black out, purge."),
    "inspector evidence list -w W.inspection --unit 市外办",
)

PieceStart = Annotated[str, typer.Argument(help=_("The evidence's id or its first letters."))]
KindName = Annotated[str | None, typer.Option("--kind", help=_("What kind of evidence it is."))]
TakenAt = Annotated[
    str | None, typer.Option("--taken-at", help=_("When it was taken, such as 2025-12-09T10:12."))
]


@command(
    group,
    "add",
    _("Put files, folders or web addresses to an item or one of its findings."),
    "inspector evidence add 截图.png https://wsb.example -w W.inspection --unit 市外办 --item 4.2",
)
def add(
    sources: Annotated[
        list[str],
        typer.Argument(
            help=_("Files, web addresses, or folders whose files go where their names say.")
        ),
    ],
    workspace: WorkspaceFile,
    unit: UnitName,
    item: ItemNumber,
    finding: Annotated[
        str | None, typer.Option("--finding", help=_("The finding's id or its first letters."))
    ] = None,
    kind: KindName = None,
    caption: Annotated[str, typer.Option("--caption", help=_("What it shows."))] = "",
    taken_at: TakenAt = None,
    inspection: InspectionName = None,
) -> None:
    from pathlib import Path

    from inspector.domain.evidence import EvidenceKind
    from inspector.services import evidence, evidence_files, lookup

    chosen = None if kind is None else lookup.member(EvidenceKind, kind)
    with open_task(workspace, inspection) as (desk, task):
        taken = lookup.moment_or_none(taken_at, task.year)
        pieces = tuple(
            evidence.Piece(source=one, kind=chosen, caption=caption, taken_at=taken)
            for one in sources
        )
        whom = lookup.unit(desk, unit)
        part = lookup.assessment(desk, task, whom)
        one = lookup.item(lookup.checklist_of(desk, task, part), item)
        fact = None if finding is None else evidence.finding_of(desk, task, whom, one, finding)
        paths = [Path(source) for source in sources if not evidence.is_address(source)]
        if any(path.is_dir() for path in paths):
            links = tuple(piece for piece in pieces if evidence.is_address(piece.source))
            if links:
                evidence.add(desk, task, whom, one, links, fact)
            filed = evidence_files.file_in(desk, task, whom, one, paths, fact)
            for number, count in filed.placed:
                print(_("{number}: {count} pieces of evidence").format(number=number, count=count))
            return
        added, _changes = evidence.add(desk, task, whom, one, pieces, fact)
    for piece in added:
        print(f"{piece.id[:8]}  {piece.name or piece.address}")


@command(
    group, "list", _("List evidence."), "inspector evidence list -w W.inspection --unit 市外办"
)
def list_(
    workspace: WorkspaceFile,
    unit: UnitName,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.views import evidence_views
    from inspector.domain.evidence import EvidenceKind
    from inspector.services import lookup

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        views = evidence_views(desk, task, lookup.unit(desk, unit))
    columns: dict[str, Column] = {
        _("Id"): lambda view: view["id"][:8],
        _("Number"): known("number", ""),
        _("Kind"): word("kind", EvidenceKind),
        _("Evidence"): _named,
    }
    print_views(views, columns, as_json=as_json)


@command(
    group,
    "update",
    _("Correct what is known of a piece of evidence."),
    "inspector evidence update 3f2a -w W.inspection --caption 栏目首页",
)
def update(
    piece: PieceStart,
    workspace: WorkspaceFile,
    caption: Annotated[str | None, typer.Option("--caption", help=_("What it shows."))] = None,
    address: Annotated[
        str | None, typer.Option("--address", help=_("The page that it was taken from."))
    ] = None,
    kind: KindName = None,
    taken_at: TakenAt = None,
    inspection: InspectionName = None,
) -> None:
    from inspector.domain.evidence import EvidenceKind
    from inspector.services import evidence, lookup

    with open_task(workspace, inspection) as (desk, task):
        given: dict[str, object] = {
            "caption": caption,
            "address": address,
            "kind": None if kind is None else lookup.member(EvidenceKind, kind),
            "taken_at": lookup.moment_or_none(taken_at, task.year),
        }
        fields = {name: value for name, value in given.items() if value is not None}
        evidence.update(desk, task, evidence.locate(desk, task, piece), **fields)
    print(_("Saved."))


@command(
    group,
    "remove",
    _("Take a piece of evidence away from its item; undo brings it back."),
    "inspector evidence remove 3f2a -w W.inspection",
)
def remove(piece: PieceStart, workspace: WorkspaceFile, inspection: InspectionName = None) -> None:
    from inspector.services import evidence

    with open_task(workspace, inspection) as (desk, task):
        evidence.remove(desk, task, evidence.locate(desk, task, piece))
    print(_("Saved."))


@command(
    group,
    "twins",
    _("Show files that are evidence for several units: one of them may have the wrong one."),
    "inspector evidence twins -w W.inspection",
)
def twins(
    workspace: WorkspaceFile, inspection: InspectionName = None, as_json: AsJson = False
) -> None:
    from inspector.services import twins as service

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        pieces = {str(one.id): one for one in desk.file.reader.evidence(task.id)}
        names = {one.id: one.label for one in desk.file.reader.units()}
        views: list[dict[str, Any]] = [
            {
                "id": identity,
                "unit": names[pieces[identity].unit],
                "name": pieces[identity].name,
                "also": [{"unit": one.unit, "number": one.number} for one in found],
            }
            for identity, found in service.of_inspection(desk, task).items()
        ]
    columns: dict[str, Column] = {
        _("Id"): lambda view: view["id"][:8],
        _("Unit"): "unit",
        _("Evidence"): "name",
        _("Also used for"): lambda view: "、".join(
            f"{one['unit']} {one['number']}".strip() for one in view["also"]
        ),
    }
    print_views(views, columns, as_json=as_json)


@command(
    group,
    "black-out",
    _("Black out parts of a picture, burnt in; --box once for each part."),
    "inspector evidence black-out 3f2a -w W.inspection --box 120,80,300,40 --purge 含个人信息",
)
def black_out(
    piece: PieceStart,
    workspace: WorkspaceFile,
    boxes: Annotated[
        list[str],
        typer.Option("--box", help=_("Left, top, width and height in pixels: 120,80,300,40.")),
    ],
    purge: Annotated[
        str | None,
        typer.Option("--purge", help=_("Why the original is removed for good; kept without.")),
    ] = None,
    inspection: InspectionName = None,
) -> None:
    from inspector.services import blackout, evidence

    parts = [blackout.box(one) for one in boxes]
    with open_task(workspace, inspection) as (desk, task):
        blackout.black_out(desk, evidence.locate(desk, task, piece), parts, purge)
    if purge is None:
        print(_("Blacked out. The original is still in the file's history; --purge removes it."))
    else:
        print(_("Blacked out; the original is removed for good."))


@command(
    group,
    "purge",
    _("Remove a file or a text taken in by mistake for good, from every snapshot too."),
    "inspector evidence purge 3f2a -w W.inspection --reason 含个人信息",
)
def purge(
    workspace: WorkspaceFile,
    reason: Annotated[str, typer.Option("--reason", help=_("Why it is removed."))],
    piece: Annotated[
        str | None, typer.Argument(help=_("The evidence's id or its first letters."))
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", help=_("A text to remove wherever it stands."))
    ] = None,
    inspection: InspectionName = None,
) -> None:
    from inspector.services import evidence, lookup

    if (piece is None) == (text is None):
        raise typer.BadParameter(_("name either a piece of evidence or a text with --text."))
    with open_desk(workspace) as desk:
        if text is not None:
            evidence.purge_text(desk, text, reason)
        elif piece is not None:
            task = lookup.inspection(desk, inspection)
            evidence.purge(desk, evidence.locate(desk, task, piece), reason)
    print(_("Removed; its digest, who and when stay on record."))


def _named(view: dict[str, object]) -> str:
    """Return what a piece of evidence is called, and whether its file is gone for good."""
    name = str(view["name"] or view["address"])
    return _("{name} (removed for good)").format(name=name) if view["purged"] else name
