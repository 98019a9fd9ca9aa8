"""inspector division: teams, who checks what, what units are spared, a subset drawn at random."""

from pathlib import Path
from typing import Annotated

import typer

from inspector.cli.options import (
    AsJson,
    InspectionName,
    UnitNames,
    WorkspaceFile,
    command,
    noun,
    open_task,
)
from inspector.cli.output import print_json, print_table
from inspector.i18n.gettext import _

group = noun(
    _("Dividing the work: teams, inspectors, what applies to whom, samples."),
    "inspector division show -w W.inspection",
)

Numbers = Annotated[
    list[str] | None,
    typer.Option("--item", help=_("An item's number; may be repeated, all without it.")),
]


@command(
    group,
    "show",
    _("Show teams, who checks what, what units are spared and what is checked at all."),
    "inspector division show -w W.inspection --json",
)
def show(
    workspace: WorkspaceFile, inspection: InspectionName = None, as_json: AsJson = False
) -> None:
    from inspector.cli.division_views import division_view

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        view = division_view(desk, task)
    if as_json:
        print_json(view)
        return
    for team in view["teams"]:
        print(
            _("Team {name}: leader {leader}; {members}").format(
                **{**team, "members": "、".join(team["members"])}
            )
        )
    for one in view["assignments"]:
        print(_("{inspector} checks {what}").format(inspector=one["inspector"], what=one["words"]))
    if view["items"] is not None:
        print(_("Only these items are checked: {numbers}").format(numbers="、".join(view["items"])))
    if view["seed"] is not None:
        print(_("Drawn by the seed {seed}.").format(seed=view["seed"]))
    print_table(
        (_("Unit"), _("Team"), _("Inspectors"), _("Spared")),
        [
            (one["unit"], one["team"], "、".join(one["inspectors"]), "、".join(one["spared"]))
            for one in view["units"]
        ],
    )


@command(
    group,
    "team",
    _("Set up a team, or change it."),
    "inspector division team -w W.inspection --name 考核一组 --leader 周明远 "
    "--member 林静 --member 赵启",
)
def team(
    workspace: WorkspaceFile,
    name: Annotated[str, typer.Option("--name", help=_("The team's name."))],
    leader: Annotated[str, typer.Option("--leader", help=_("Who leads it."))] = "",
    members: Annotated[
        list[str] | None, typer.Option("--member", help=_("A member; may be repeated."))
    ] = None,
    inspection: InspectionName = None,
) -> None:
    from inspector.domain.inspection import Team
    from inspector.services import division

    with open_task(workspace, inspection) as (desk, task):
        made = Team(name=name.strip(), leader=leader.strip(), members=tuple(members or ()))
        division.set_team(desk, task, made)
    print(_("Set up the team {name}.").format(name=made.name))


@command(
    group,
    "place",
    _("Give units to a team or to inspectors."),
    "inspector division place -w W.inspection --unit 市外办 --team 考核三组 --inspector 吴敏",
)
def place(
    workspace: WorkspaceFile,
    units: UnitNames = None,
    team_name: Annotated[
        str | None, typer.Option("--team", help=_("The team that checks them."))
    ] = None,
    inspectors: Annotated[
        list[str] | None, typer.Option("--inspector", help=_("Who checks them; may be repeated."))
    ] = None,
    inspection: InspectionName = None,
) -> None:
    from inspector.services import division, lookup

    if team_name is None and not inspectors:
        raise typer.BadParameter(_("Name a team with --team or an inspector with --inspector."))
    with open_task(workspace, inspection) as (desk, task):
        chosen = lookup.units_or_all(desk, task, units)
        division.place(desk, task, chosen, team_name, inspectors or None)
    print(_("Placed {count} units.").format(count=len(chosen)))


@command(
    group,
    "assign",
    _("Say what an inspector checks: units, items, ways of checking."),
    "inspector division assign -w W.inspection --inspector 甲 --item 4.2 --way 网上",
)
def assign(
    workspace: WorkspaceFile,
    inspector: Annotated[str, typer.Option("--inspector", help=_("Who checks."))],
    units: UnitNames = None,
    items: Numbers = None,
    ways: Annotated[
        list[str] | None,
        typer.Option("--way", help=_("网上, 查阅, 现场, 模拟申请, 系统数据 or 认定.")),
    ] = None,
    clear: Annotated[
        bool, typer.Option("--clear", help=_("Take all back that was assigned before."))
    ] = False,
    inspection: InspectionName = None,
) -> None:
    from inspector.services import division, lookup

    with open_task(workspace, inspection) as (desk, task):
        if clear:
            count = division.clear(desk, task, inspector)
            print(_("Took back {count} assignments.").format(count=count))
            return
        whom = lookup.units(desk, units or ())
        chosen = [lookup.way(one) for one in lookup.parts(ways)]
        made = division.assign(desk, task, inspector, whom, lookup.parts(items), chosen)
    print(_("Assigned to {name}.").format(name=made.inspector))


@command(
    group,
    "spare",
    _("Spare units some items from the start."),
    "inspector division spare -w W.inspection --unit 市外办 --item 1.4",
)
def spare(
    workspace: WorkspaceFile,
    items: Annotated[
        list[str], typer.Option("--item", help=_("An item's number; may be repeated."))
    ],
    units: UnitNames = None,
    take_back: Annotated[
        bool, typer.Option("--take-back", help=_("The items apply again."))
    ] = False,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.division_views import sparing_lines, sparing_views
    from inspector.services import division, lookup

    with open_task(workspace, inspection) as (desk, task):
        chosen = lookup.units_or_all(desk, task, units)
        done = division.spare(desk, task, chosen, lookup.parts(items), taking_back=take_back)
    if as_json:
        print_json(sparing_views(done))
        return
    for line in sparing_lines(done):
        print(line)


@command(
    group,
    "matrix",
    _("Take in a table of which items apply to which units (× spares)."),
    "inspector division matrix 适用表.xlsx -w W.inspection --dry-run",
)
def matrix(
    source: Annotated[Path, typer.Argument(help=_("The workbook, one row a unit."))],
    workspace: WorkspaceFile,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Report, and change nothing."))
    ] = False,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.division_views import sparing_lines, sparing_views
    from inspector.services import division

    with open_task(workspace, inspection, read_only=dry_run) as (desk, task):
        done = division.spare_by_matrix(desk, task, source, dry_run=dry_run)
    if as_json:
        print_json(sparing_views(done))
        return
    for line in sparing_lines(done):
        print(line)


@command(
    group,
    "subset",
    _("Check only some items, or all again."),
    "inspector division subset -w W.inspection --item 1.1 --item 4.2",
)
def subset(
    workspace: WorkspaceFile, items: Numbers = None, inspection: InspectionName = None
) -> None:
    from inspector.services import division, lookup

    with open_task(workspace, inspection) as (desk, task):
        division.choose(desk, task, lookup.parts(items))
    if items:
        print(_("Only these items are checked: {numbers}").format(numbers="、".join(items)))
    else:
        print(_("All items are checked."))


@command(
    group,
    "draw",
    _("Draw units and items at random; the seed is kept, so that the draw can be repeated."),
    "inspector division draw -w W.inspection --units 5 --items 8",
)
def draw(
    workspace: WorkspaceFile,
    unit_count: Annotated[
        int | None, typer.Option("--units", min=1, help=_("How many units of each class."))
    ] = None,
    item_count: Annotated[
        int | None, typer.Option("--items", min=1, help=_("How many items of each list."))
    ] = None,
    seed: Annotated[
        int | None, typer.Option("--seed", help=_("The seed; a random one without it."))
    ] = None,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.services import division

    with open_task(workspace, inspection) as (desk, task):
        done = division.draw(desk, task, unit_count=unit_count, item_count=item_count, seed=seed)
    units = [one.label for one in done.units]
    numbers = [one.number for one in done.items]
    if as_json:
        print_json({"seed": done.seed, "units": units, "items": numbers or None})
        return
    print(_("Drawn by the seed {seed}.").format(seed=done.seed))
    print(_("Units: {names}").format(names="、".join(units)))
    if numbers:
        print(_("Only these items are checked: {numbers}").format(numbers="、".join(numbers)))
