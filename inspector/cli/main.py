"""The program's commands, one module for each noun."""

from typing import Annotated

import typer

from inspector import __version__
from inspector.cli import (
    answer,
    checklist,
    demo,
    document,
    evidence,
    finding,
    grade,
    inspection,
    sheet,
    unit,
    workspace,
)
from inspector.cli.options import Author
from inspector.cli.wording import Group
from inspector.i18n.gettext import _

app = typer.Typer(
    cls=Group,
    help=_(
        "Inspector: the year's checklist in, scores with evidence in, the official report out. "
        "For material that is not secret only."
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"inspector {__version__}")
        raise typer.Exit


@app.callback()
def options(
    lang: Annotated[
        str, typer.Option("--lang", envvar="INSPECTOR_LANG", help=_("zh or en."))
    ] = "zh",
    author: Annotated[
        str,
        typer.Option(
            "--author", envvar="INSPECTOR_AUTHOR", help=_("In whose name the work is done.")
        ),
    ] = "",
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help=_("Show the version.")
        ),
    ] = False,
) -> None:
    """Take the options that come before the command."""
    del lang, version  # The entry has chosen the language before this module was loaded.
    Author.name = author


demo.add_to(app)
app.add_typer(checklist.group, name="checklist")
app.add_typer(inspection.group, name="inspection")
app.add_typer(unit.group, name="unit")
app.add_typer(answer.group, name="answer")
app.add_typer(finding.group, name="finding")
app.add_typer(evidence.group, name="evidence")
grade.add_to(app)
app.add_typer(sheet.group, name="sheet")
document.add_to(app)
workspace.add_to(app)
