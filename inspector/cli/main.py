"""The program's commands, one module for each noun."""

from pathlib import Path
from typing import Annotated, Any, Final

import typer

from inspector import __version__
from inspector.cli import (
    answer,
    archive,
    calendar,
    check,
    checklist_draft,
    clean,
    demo,
    division,
    document,
    draft,
    evidence,
    finding,
    grade,
    inspection,
    marks,
    merge,
    package,
    password,
    problem,
    register,
    returns,
    sheet,
    state,
    statistics,
    template,
    unit,
    window,
    workspace,
)
from inspector.cli.help import Group
from inspector.cli.options import Author
from inspector.cli.secret import VARIABLE, PasswordFile
from inspector.i18n.gettext import _

ORDER: Final = (
    "open",
    "demo",
    "checklist",
    "inspection",
    "unit",
    "division",
    "answer",
    "finding",
    "evidence",
    "grade",
    "sheet",
    "register",
    "marks",
    "check",
    "state",
    "package",
    "merge",
    "conflicts",
    "document",
    "draft",
    "template",
    "problem",
    "statistics",
    "returns",
    "archive",
    "calendar",
    "undo",
    "redo",
    "history",
    "verify",
    "backup",
    "restore",
    "password",
    "clean",
)
"""The commands as the help lists them: in the order of the work."""


class Program(Group):
    """All commands, in the order of the work."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the commands' names."""
        return sorted(super().list_commands(ctx), key=ORDER.index)


app = typer.Typer(
    cls=Program,
    help=_(
        "Inspector: the year's checklist in, scores with evidence in, the official report out. "
        "For material that is not secret only."
    ),
    epilog="inspector demo build/demo",
    invoke_without_command=True,
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
    context: typer.Context,
    lang: Annotated[
        str, typer.Option("--lang", envvar="INSPECTOR_LANG", help=_("zh or en."))
    ] = "zh",
    author: Annotated[
        str,
        typer.Option(
            "--author", envvar="INSPECTOR_AUTHOR", help=_("In whose name the work is done.")
        ),
    ] = "",
    password_file: Annotated[
        Path | None,
        typer.Option(
            "--password-file",
            help=_(
                "The file whose first line is the workspace's password, and whose others are those"
                " of the files that are merged; otherwise it is taken from {variable} or asked for."
            ).format(variable=VARIABLE),
        ),
    ] = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help=_("Show the version.")
        ),
    ] = False,
) -> None:
    """Take the options that come before the command; without a command, show the help."""
    del lang, version  # The entry has chosen the language before this module was loaded.
    Author.name = author
    PasswordFile.path = password_file
    if context.invoked_subcommand is None:
        print(context.get_help())


window.add_to(app)
demo.add_to(app)
app.add_typer(checklist_draft.group, name="checklist")
app.add_typer(inspection.group, name="inspection")
app.add_typer(unit.group, name="unit")
app.add_typer(division.group, name="division")
app.add_typer(answer.group, name="answer")
app.add_typer(finding.group, name="finding")
app.add_typer(evidence.group, name="evidence")
grade.add_to(app)
app.add_typer(sheet.group, name="sheet")
app.add_typer(register.group, name="register")
app.add_typer(marks.group, name="marks")
check.add_to(app)
app.add_typer(state.group, name="state")
app.add_typer(package.group, name="package")
merge.add_to(app)
document.add_to(app)
app.add_typer(draft.group, name="draft")
app.add_typer(template.group, name="template")
app.add_typer(problem.group, name="problem")
statistics.add_to(app)
app.add_typer(returns.group, name="returns")
archive.add_to(app)
app.add_typer(calendar.group, name="calendar")
workspace.add_to(app)
app.add_typer(password.group, name="password")
clean.add_to(app)
