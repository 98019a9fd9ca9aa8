"""inspector open: named here for the help; the door of the program opens the window itself."""

from pathlib import Path
from typing import Annotated

import typer

from inspector.cli.options import command
from inspector.i18n.gettext import _


def add_to(app: typer.Typer) -> None:
    """Add the command."""

    @command(
        app,
        "open",
        _("Open the desktop program, at a workspace if one is named; so does no command at all."),
        "inspector open W.inspection",
    )
    def open_(
        workspace: Annotated[
            Path | None, typer.Argument(help=_("The workspace to open."), metavar=_("FILE"))
        ] = None,
    ) -> None:
        del workspace
        # With these the door hands over to the window; what else stands on the line is a mistake.
        raise typer.BadParameter(_("the window takes one file, --lang and --author only"))
