"""inspector template: the templates of papers, exported to be changed and checked afterwards."""

from pathlib import Path
from typing import Annotated

import typer

from inspector.cli.options import AsJson, command, noun
from inspector.cli.output import print_json
from inspector.i18n.gettext import _

group = noun(
    _("Templates of papers: export them, change them, check them."),
    "inspector template export feedback 公文模板",
)


@command(
    group,
    "export",
    _("Write the template of a kind of paper into a folder, or those of all."),
    "inspector template export feedback 公文模板",
)
def export(
    kind: Annotated[str, typer.Argument(help=_("Which paper, or all."))],
    folder: Annotated[Path, typer.Argument(help=_("The folder; 公文模板 beside a workspace."))],
) -> None:
    from inspector.services import paper_templates

    for path in paper_templates.export(kind, folder):
        print(path)


@command(
    group,
    "check",
    _("Check a changed template: fields, tables and what no template may do, line by line."),
    "inspector template check 公文模板/feedback.txt",
)
def check(
    file: Annotated[Path, typer.Argument(help=_("The template: a text, or a Word file (.docx)."))],
    kind: Annotated[
        str | None,
        typer.Option("--kind", help=_("Which paper it makes, where its name does not say so.")),
    ] = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.views import issue_view
    from inspector.i18n.messages import sentence
    from inspector.services import paper_templates

    found = paper_templates.check(file, kind)
    if as_json:
        print_json([issue_view(issue) for issue in found])
    elif found:
        for issue in found:
            print(sentence(issue))
    else:
        print(_("Nothing is wrong with {file}.").format(file=file.name))
    if found:
        raise typer.Exit(1)
