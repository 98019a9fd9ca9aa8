"""inspector clean: leave nothing on a borrowed laptop but the workspace."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from inspector.cli import secret
from inspector.cli.options import AsJson, WorkspaceFile, command
from inspector.cli.output import print_json, print_table
from inspector.i18n.gettext import N_, _

if TYPE_CHECKING:
    from inspector.services.cleaning import Cleaning, Kept

_WHAT: Final[Mapping[str, str]] = {
    "snapshot": N_("Snapshot"),
    "before_merge": N_("The file from before a merge"),
    "unfinished": N_("A file that was never finished"),
    "side": N_("Lock or log of a process that was cut off"),
    "recovery": N_("Texts that were being typed: {count}"),
    "log": N_("Log or failure report"),
    "cache": N_("Files made for speed: {count}"),
    "window": N_("Filters, folders and places that the window remembered"),
    "recent_files": N_("Names of workspaces opened lately: {count}"),
}
_OF_ALL: Final = frozenset({"log", "cache", "window", "recent_files"})
"""What a computer keeps for all workspaces together."""
_WHY: Final[Mapping[str, str]] = {
    "workspace": N_("the workspace itself; hand it over, then delete it yourself"),
    "damaged": N_("put aside as damaged; it may be the only file that holds something"),
    "backup": N_("a copy somebody made on purpose; delete it yourself"),
    "strange": N_("not made by this program"),
    "settings": N_("this computer's settings; they say nothing of the work"),
    "failed": N_("could not be removed ({cause}); close other programs and clean again"),
}


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    command(
        app,
        "clean",
        _("Remove what the work left on this computer, and list it; --yes does it unasked."),
        "inspector clean -w W.inspection --yes",
    )(clean)


def clean(
    workspace: WorkspaceFile,
    yes: Annotated[bool, typer.Option("--yes", help=_("Remove without asking."))] = False,
    as_json: AsJson = False,
) -> None:
    from inspector.services import cleaning

    password = secret.password_of(workspace)
    found = cleaning.survey(workspace, password)
    is_agreed = yes or _agrees(found, as_json)
    if is_agreed:
        found = cleaning.clean(workspace, password)
    if as_json:
        print_json(_view(found, is_agreed))
    elif is_agreed:
        _print_removed(found, _("Removed"))
        _print_kept(found)
    else:
        _print_kept(found)
        print(_("Nothing was removed; --yes removes what is listed first."))


def _agrees(found: "Cleaning", as_json: bool) -> bool:
    """Show what would go and ask, where somebody is there to answer."""
    if as_json:
        return False
    _print_removed(found, _("To be removed"))
    if any(one.what in _OF_ALL for one in found.removed):
        print(_("Logs and names of files lately opened are those of all workspaces here."))
    if not sys.stdin.isatty():
        return False
    return typer.confirm(_("Remove all of this for good?"))


def _print_removed(found: "Cleaning", header: str) -> None:
    rows = [(_(_WHAT[one.what]).format(count=one.count), str(one.path)) for one in found.removed]
    print_table((header, _("Where")), rows or [(_("nothing"), "")])


def _print_kept(found: "Cleaning") -> None:
    print()
    print_table((_("Left"), _("Why")), [(str(one.path), _why(one)) for one in found.kept])


def _why(one: "Kept") -> str:
    return _(_WHY[one.why]).format(cause=one.cause)


def _view(found: "Cleaning", is_done: bool) -> dict[str, Any]:
    return {
        "done": is_done,
        "removed": [
            {"what": one.what, "path": str(one.path), "count": one.count} for one in found.removed
        ],
        "left": [{"path": str(one.path), "why": one.why} for one in found.kept],
    }
