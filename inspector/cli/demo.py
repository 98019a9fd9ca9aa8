"""inspector demo: a workspace from shipped data with all its papers."""

from pathlib import Path
from typing import Annotated

import typer

from inspector.cli.options import command
from inspector.cli.progress import shown
from inspector.i18n.gettext import _


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    command(
        app,
        "demo",
        _("Build a demo workspace from shipped data and write its sheets and papers."),
        "inspector demo build/demo",
    )(demo)


def demo(
    folder: Annotated[Path, typer.Argument(help=_("The folder to write into."))],
) -> None:
    from inspector import bootstrap
    from inspector.services import demo as demo_service

    city = demo_service.workspace_path(folder, "宁川市示例")
    office = demo_service.workspace_path(folder, "单位自查示例")
    with bootstrap.open_desk(city, author=demo_service.AUTHOR, create=True) as desk:
        for written in shown(demo_service.build(desk, folder), _("Building the demo")):
            print(written)
    with bootstrap.open_desk(office, author=demo_service.AUTHOR, create=True) as desk:
        for written in shown(demo_service.build_self_report(desk, folder), _("Building the demo")):
            print(written)
