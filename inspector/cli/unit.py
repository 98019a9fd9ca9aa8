"""inspector unit: the register of units and who takes part."""

from typing import Annotated

import typer

from inspector.cli.options import (
    AsJson,
    InspectionName,
    UnitName,
    WorkspaceFile,
    command,
    noun,
    open_desk,
)
from inspector.cli.output import print_views, word
from inspector.i18n.gettext import _

group = noun(_("Units: list, add, update, remove, join."), "inspector unit list -w W.inspection")


@command(
    group, "list", _("List the units in official order."), "inspector unit list -w W.inspection"
)
def list_(
    workspace: WorkspaceFile, inspection: InspectionName = None, as_json: AsJson = False
) -> None:
    from inspector.cli.views import unit_views
    from inspector.domain.inspection import AssessmentState

    with open_desk(workspace, read_only=True) as desk:
        views = unit_views(desk, inspection)
    columns = {
        _("Unit"): "name",
        _("Short name"): "short_name",
        _("Class"): "class",
        _("State"): word("state", AssessmentState, ""),
    }
    print_views(views, columns, as_json=as_json)


@command(
    group,
    "add",
    _("Add units to the register, and to the inspection if there is one."),
    'inspector unit add "市民政局,市财政局" -w W.inspection',
)
def add(
    names: Annotated[str, typer.Argument(help=_("A file of units, or names with commas."))],
    workspace: WorkspaceFile,
    inspection: InspectionName = None,
) -> None:
    from inspector.services import inspections, lookup, unit_names, units

    rows = unit_names.read_names(names)
    with open_desk(workspace, create=True) as desk:
        if inspection is not None or len(lookup.in_hand(desk)) == 1:
            count, _changes = inspections.add_units(desk, lookup.inspection(desk, inspection), rows)
        else:
            before = len(desk.file.reader.units())
            units.add(desk, rows)
            count = len(desk.file.reader.units()) - before
    print(_("Added {count} units.").format(count=count))


@command(
    group,
    "update",
    _("Correct a unit's entry in the register."),
    "inspector unit update -w W.inspection --unit 市外办 --code WB",
)
def update(
    workspace: WorkspaceFile,
    unit: UnitName,
    name: Annotated[str | None, typer.Option("--name", help=_("Full name."))] = None,
    short_name: Annotated[str | None, typer.Option("--short-name", help=_("Short name."))] = None,
    code: Annotated[str | None, typer.Option("--code", help=_("Code in document numbers."))] = None,
    alias: Annotated[
        list[str] | None, typer.Option("--alias", help=_("Another name; may be repeated."))
    ] = None,
    order: Annotated[
        int | None, typer.Option("--order", help=_("Place in official order."))
    ] = None,
    contact: Annotated[str | None, typer.Option("--contact", help=_("Contact person."))] = None,
    phone: Annotated[str | None, typer.Option("--phone", help=_("Telephone."))] = None,
) -> None:
    from inspector.services import lookup, units

    given = {
        "name": name,
        "short_name": short_name,
        "code": code,
        "order": order,
        "contact": contact,
        "phone": phone,
        "aliases": tuple(alias) if alias else None,
    }
    fields = {field: value for field, value in given.items() if value is not None}
    with open_desk(workspace) as desk:
        units.update(desk, lookup.unit(desk, unit), **fields)
    print(_("Saved."))


@command(
    group,
    "remove",
    _("Take units out of an inspection; the register and the history keep them."),
    "inspector unit remove -w W.inspection 市外办",
)
def remove(
    names: Annotated[list[str], typer.Argument(help=_("The units that leave."))],
    workspace: WorkspaceFile,
    with_work: Annotated[
        bool,
        typer.Option("--with-work", help=_("Also units that work is recorded of; it stays kept.")),
    ] = False,
    inspection: InspectionName = None,
) -> None:
    from inspector.services import leaving, lookup

    with open_desk(workspace) as desk:
        units = lookup.units(desk, names)
        leaving.take_out(desk, lookup.inspection(desk, inspection), units, with_work=with_work)
    print(_("Took out {count} units.").format(count=len(units)))


@command(
    group,
    "join",
    _("Make one of two entries of one unit; the first stays and takes over the other's work."),
    "inspector unit join -w W.inspection 市教育局 宁川市教育局",
)
def join(
    kept: Annotated[str, typer.Argument(help=_("The unit that stays."))],
    other: Annotated[str, typer.Argument(help=_("The entry that goes."))],
    workspace: WorkspaceFile,
) -> None:
    from inspector.services import lookup
    from inspector.services import merging as service

    with open_desk(workspace) as desk:
        one = lookup.unit(desk, kept)
        service.join_units(desk, one, lookup.unit(desk, other))
        still_open = len(desk.file.reader.conflicts())
    print(_("Joined: {unit}").format(unit=one.name))
    if still_open:
        print(
            _("Not agreed on: {count}. See them with `inspector conflicts list`.").format(
                count=still_open
            )
        )
