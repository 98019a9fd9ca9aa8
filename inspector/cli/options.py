"""Options that several commands share, and opening the workspace they name."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ParamSpec, TypeVar

import typer

from inspector.cli import secret
from inspector.cli.help import Command, Group
from inspector.i18n.gettext import _

if TYPE_CHECKING:
    from inspector.domain.inspection import Inspection
    from inspector.services.desk import Desk

P = ParamSpec("P")
R = TypeVar("R")

WorkspaceFile = Annotated[
    Path,
    typer.Option("-w", "--workspace", envvar="INSPECTOR_WORKSPACE", help=_("The workspace file.")),
]
InspectionName = Annotated[
    str | None,
    typer.Option(
        "--inspection", help=_("The inspection's name; needed only where several are not over yet.")
    ),
]
UnitName = Annotated[
    str, typer.Option("--unit", help=_("The unit's full name, short name, alias or code."))
]
AnyUnitName = Annotated[
    str | None, typer.Option("--unit", help=_("Only this unit; all units without it."))
]
UnitNames = Annotated[
    list[str] | None,
    typer.Option("--unit", help=_("A unit; may be repeated or hold commas, all without it.")),
]
ClassName = Annotated[
    str | None, typer.Option("--class", help=_("The units of this class, such as B."))
]
ListClass = Annotated[str | None, typer.Option("--class", help=_("The class whose list is meant."))]
ItemNumber = Annotated[str, typer.Option("--item", help=_("The item's number in the list."))]
RuleName = Annotated[
    str | None,
    typer.Option("--rule", help=_("The rule's letter or number; needless for a single rule.")),
]
Count = Annotated[int, typer.Option("--count", help=_("How many pieces, times or items."))]
FactPlace = Annotated[str, typer.Option("--place", help=_("Address, column or document number."))]
Points = Annotated[
    str | None,
    typer.Option("--points", help=_("What it costs, where the criteria hold no parsed rule.")),
]
SamplingDeadline = Annotated[
    str | None,
    typer.Option(
        "--sampling-deadline", help=_("Facts count up to this time, such as 2025-12-10 24:00.")
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help=_("Write JSON for machines."))]


class Author:
    """In whose name this command works; set by the program's own option."""

    name: str = ""


def noun(description: str, example: str) -> typer.Typer:
    """Return an empty group of commands."""
    return typer.Typer(
        cls=Group,
        help=description,
        epilog=example,
        no_args_is_help=True,
        rich_markup_mode=None,
        add_completion=False,
    )


def command(
    group: typer.Typer, name: str, description: str, example: str
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return a decorator that adds a command with its description and one example."""
    return group.command(name, cls=Command, help=description, epilog=example)


@contextmanager
def open_desk(
    workspace: Path, *, read_only: bool = False, create: bool = False
) -> Iterator["Desk"]:
    """Open the workspace for one command."""
    from inspector import bootstrap

    with bootstrap.open_desk(
        workspace,
        author=Author.name,
        read_only=read_only,
        create=create,
        password=secret.password_of(workspace),
    ) as desk:
        yield desk


@contextmanager
def open_task(
    workspace: Path, inspection: str | None, *, read_only: bool = False
) -> Iterator[tuple["Desk", "Inspection"]]:
    """Open the workspace for one command on the inspection named, or the only one in hand."""
    from inspector.services import lookup

    with open_desk(workspace, read_only=read_only) as desk:
        yield desk, lookup.inspection(desk, inspection)
