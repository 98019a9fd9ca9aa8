"""inspector package: a workspace file for each laptop, which is merged back with `merge`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspector.cli import secret
from inspector.cli.options import AsJson, InspectionName, WorkspaceFile, command, noun, open_task
from inspector.cli.output import print_json, print_table
from inspector.i18n.gettext import _

if TYPE_CHECKING:
    from inspector.domain.inspection import Inspection
    from inspector.services.desk import Desk
    from inspector.services.packages import Assigned, Package

group = noun(
    _("Packages for laptops, merged back with `inspector merge`: export."),
    "inspector package export -w W.inspection --team 考核一组 一组.inspection",
)


@command(
    group,
    "export",
    _(
        "Write a package that holds the assessments somebody is to check, the units' names and the "
        "whole lists, and nothing of other units."
    ),
    "inspector package export -w W.inspection --unit 市外办 --unit 市财政局 甲.inspection",
)
def export(
    workspace: WorkspaceFile,
    out: Annotated[Path, typer.Argument(help=_("The package to write; with --all its folder."))],
    units: Annotated[
        list[str] | None,
        typer.Option("--unit", help=_("A unit to check; may be given several times.")),
    ] = None,
    items: Annotated[
        list[str] | None,
        typer.Option("--item", help=_("Only this item of each; may be given several times.")),
    ] = None,
    team: Annotated[str | None, typer.Option("--team", help=_("What this team checks."))] = None,
    inspector: Annotated[
        str | None,
        typer.Option("--inspector", help=_("What the division of work gives this inspector.")),
    ] = None,
    everybody: Annotated[
        bool, typer.Option("--all", help=_("One package for each inspector, or each team."))
    ] = False,
    package_password_file: Annotated[
        Path | None,
        typer.Option(
            "--package-password-file",
            help=_("The file whose first line becomes the password of what is written."),
        ),
    ] = None,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.services import packages as service

    if sum((bool(units or items), team is not None, inspector is not None, everybody)) != 1:
        raise typer.BadParameter(
            _("say what to pack: --unit or --item, --team, --inspector or --all.")
        )
    password = None if package_password_file is None else secret.from_file(package_password_file)
    with open_task(workspace, inspection, read_only=True) as (desk, task):
        if everybody:
            written = list(service.export_all(desk, task, out, password))
        else:
            assigned = _assigned(desk, task, units or (), items or (), team, inspector)
            whom = team or inspector or out.stem
            written = [service.export(desk, task, out, whom, assigned, password)]
    if as_json:
        print_json([_view(one) for one in written])
        return
    print_table(
        (_("Package"), _("For"), _("Answers"), _("Files of evidence"), _("Unit")),
        [_row(one) for one in written],
    )


def _assigned(
    desk: "Desk",
    task: "Inspection",
    units: "list[str] | tuple[str, ...]",
    items: "list[str] | tuple[str, ...]",
    team: str | None,
    inspector: str | None,
) -> "Assigned":
    from inspector.services import lookup
    from inspector.services import packages as service

    if team is not None:
        return service.by_team(desk, task, team)
    if inspector is not None:
        return service.by_inspector(desk, task, inspector)
    return service.by_units(desk, task, lookup.units(desk, units), lookup.parts(items))


def _view(package: "Package") -> dict[str, object]:
    return {
        "path": str(package.path),
        "for": package.whom,
        "units": [unit.name for unit in package.units],
        "answers": package.answers,
        "files": package.files,
    }


def _row(package: "Package") -> tuple[str, ...]:
    return (
        str(package.path),
        package.whom,
        str(package.answers),
        str(package.files),
        _(", ").join(unit.label for unit in package.units),
    )
