"""Options for what an office asks of a paper, and the wish they make."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from inspector.i18n.gettext import _

if TYPE_CHECKING:
    from inspector.services.documents import Wish

PaperKind = Annotated[str, typer.Option("--kind", help=_("Which paper."))]
AboutUnit = Annotated[
    str | None, typer.Option("--unit", help=_("The unit that the paper is about."))
]
Dated = Annotated[
    str | None, typer.Option("--dated", help=_("The paper's date, such as 2025-12-19."))
]
Practices = Annotated[
    list[int] | None,
    typer.Option("--practice", help=_("Number of an offered sentence on what was done.")),
]
Addressee = Annotated[str, typer.Option("--addressee", help=_("Whom the paper goes to."))]
HeadKind = Annotated[
    Literal["none", "room", "full"] | None,
    typer.Option("--head", help=_("Over the title: none, room for a red head, or full.")),
]
WithImprint = Annotated[
    bool,
    typer.Option("--imprint", help=_("End with the printing office and the day of printing.")),
]
HeadLines = Annotated[
    list[str] | None,
    typer.Option(
        "--head-line", help=_("A line of the head, such as 抄送机关:市委办公室; may be repeated.")
    ),
]


def wish(
    kind: str,
    *,
    red_head: str | None,
    imprint: bool,
    head_line: list[str] | None,
    unit: str | None = None,
    template: Path | None = None,
    dated: str | None = None,
    practice: list[int] | None = None,
    addressee: str = "",
) -> "Wish":
    """Return what was asked for as the services take it."""
    from inspector.report.document import RedHead
    from inspector.services import documents, lookup

    return documents.Wish(
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
