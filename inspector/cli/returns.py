"""inspector returns: the yearly return, taken in, filled in, checked, added up."""

from pathlib import Path
from typing import Annotated

import typer

from inspector.cli.options import (
    AnyUnitName,
    AsJson,
    UnitName,
    WorkspaceFile,
    command,
    noun,
    open_desk,
)
from inspector.cli.output import print_json, print_table
from inspector.i18n.gettext import _

group = noun(
    _("The yearly return: forms, new, import, fill, show, check, total, years, whole, export."),
    "inspector returns check -w W.inspection --year 2025",
)

Year = Annotated[int, typer.Option("--year", help=_("The year the return is about."))]
AsZero = Annotated[
    bool, typer.Option("--as-zero", help=_("Try with blank cells and “/” counted as nothing."))
]


@command(group, "forms", _("Name the forms that ship."), "inspector returns forms")
def forms(as_json: AsJson = False) -> None:
    from inspector.cli.return_views import form_view
    from inspector.services import returns

    views = [form_view(form) for form in returns.forms()]
    if as_json:
        print_json(views)
        return
    headers = (_("Key"), _("Title"), _("Source"), _("Years"), _("Cells"), _("Checks"))
    keys = ("key", "title", "source", "years", "cells", "checks")
    print_table(headers, [[str(view[key]) for key in keys] for view in views])


@command(
    group,
    "new",
    _("Begin a blank return of a unit."),
    "inspector returns new -w W.inspection --unit 市外办 --year 2025",
)
def new(
    workspace: WorkspaceFile,
    unit: UnitName,
    year: Year,
    form: Annotated[
        str | None, typer.Option("--form", help=_("A form other than the year's own."))
    ] = None,
) -> None:
    from inspector.services import lookup, returns

    with open_desk(workspace) as desk:
        begun, _changes = returns.begin(desk, lookup.unit(desk, unit), year, form)
        title = returns.form_of(begun).title
    print(_("Begun: {unit}, {year}, {form}.").format(unit=unit, year=year, form=title))


@command(
    group,
    "fill",
    _("Fill in cells by their keys, as `show` names them."),
    "inspector returns fill -w W.inspection --unit 市外办 --year 2025 req.new.natural=2",
)
def fill(
    workspace: WorkspaceFile,
    unit: UnitName,
    year: Year,
    cells: Annotated[list[str], typer.Argument(help=_("Each as CELL=VALUE."))],
) -> None:
    from inspector.services import lookup, returns

    pairs = [one.partition("=") for one in cells]
    if any(not equals for _key, equals, _value in pairs):
        raise typer.BadParameter(_("Write a cell as CELL=VALUE."))
    given = {key.strip(): value for key, _equals, value in pairs}
    with open_desk(workspace) as desk:
        returns.set_cells(desk, lookup.unit(desk, unit), year, given)
    print(_("Filled in {count} cells.").format(count=len(given)))


@command(
    group,
    "import",
    _("Take in returns from workbooks and Word files."),
    "inspector returns import 年报/*.docx -w W.inspection --year 2025",
)
def import_(
    sources: Annotated[list[Path], typer.Argument(help=_("The units' files."))],
    workspace: WorkspaceFile,
    year: Year,
    unit: AnyUnitName = None,
    received_on: Annotated[
        str | None, typer.Option("--on", help=_("The day the files were received."))
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Report, and change nothing."))
    ] = False,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.return_views import file_view, print_files
    from inspector.services import lookup, returns

    readings = [returns.read(path, year) for path in sources]
    with open_desk(workspace, read_only=dry_run) as desk:
        reports, _changes = returns.take_in(
            desk,
            readings,
            year,
            unit=lookup.unit_or_none(desk, unit),
            on=None if received_on is None else lookup.day(received_on),
            dry_run=dry_run,
        )
    if as_json:
        print_json([file_view(one) for one in reports])
    else:
        print_files(reports)
    if not any(one.taken or one.same for one in reports):
        raise typer.Exit(1)


@command(
    group,
    "show",
    _("Show the cells of a unit's return."),
    "inspector returns show -w W.inspection --unit 市外办 --year 2025",
)
def show(workspace: WorkspaceFile, unit: UnitName, year: Year, as_json: AsJson = False) -> None:
    from inspector.i18n.return_words import cell_words
    from inspector.services import lookup, returns

    with open_desk(workspace, read_only=True) as desk:
        given = returns.of_unit(desk, lookup.unit(desk, unit), year)
        form = returns.form_of(given)
    if as_json:
        print_json({key: given.cells.get(key, "") for key in form.cells})
        return
    rows = [[key, cell_words(form, key), given.cells.get(key, "")] for key in form.cells]
    print_table((_("Cell"), _("Words"), _("Value")), rows)


@command(
    group,
    "check",
    _("Check the returns of a year: what disagrees, what cannot be checked, what is odd."),
    "inspector returns check -w W.inspection --year 2025",
)
def check(
    workspace: WorkspaceFile,
    year: Year,
    unit: AnyUnitName = None,
    as_zero: AsZero = False,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.return_views import print_reviews, review_view
    from inspector.services import lookup, review_reader

    with open_desk(workspace, read_only=True) as desk:
        only = lookup.unit_or_none(desk, unit)
        found = review_reader.review(desk, year, only, as_zero=as_zero)
    if as_json:
        print_json([review_view(one) for one in found])
        return
    print_reviews(found)


@command(
    group,
    "total",
    _("Add up all units' returns of a year, as a workbook where one is named."),
    "inspector returns total -w W.inspection --year 2025 -o 全市.xlsx",
)
def total(
    workspace: WorkspaceFile,
    year: Year,
    target: Annotated[Path | None, typer.Option("-o", help=_("The workbook to write."))] = None,
    as_json: AsJson = False,
) -> None:
    from inspector.i18n.return_words import cell_words
    from inspector.services import returns

    with open_desk(workspace, read_only=True) as desk:
        form, whole, count = returns.total(desk, year)
    if target is not None:
        name = _("all units ({count})").format(count=count)
        print(returns.export(form, whole, name, target))
        return
    if as_json:
        print_json({"units": count, "cells": dict(whole.cells)})
        return
    rows = [[cell_words(form, key), whole.cells.get(key, "")] for key in form.cells]
    print_table((_("Words"), _("Value")), rows)


@command(
    group,
    "years",
    _("Lay the years of a unit, or of all units together, side by side."),
    "inspector returns years -w W.inspection --unit 市外办 -o 历年.xlsx",
)
def years(
    workspace: WorkspaceFile,
    unit: AnyUnitName = None,
    first: Annotated[int, typer.Option("--from", help=_("The first year."))] = 0,
    last: Annotated[int, typer.Option("--to", help=_("The last year."))] = 9999,
    target: Annotated[Path | None, typer.Option("-o", help=_("The workbook to write."))] = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.return_views import print_years, years_view
    from inspector.services import lookup, return_years

    with open_desk(workspace, read_only=True) as desk:
        whom = lookup.unit_or_none(desk, unit)
        found = return_years.look(desk, whom, first, last)
    if target is not None:
        print(return_years.write(found, target))
    elif as_json:
        print_json(years_view(found))
    else:
        print_years(found)


@command(
    group,
    "whole",
    _("Say whose return is that of the whole, to be held against the sum over the units."),
    "inspector returns whole -w W.inspection --unit 市政府办公室",
)
def whole(
    workspace: WorkspaceFile,
    unit: AnyUnitName = None,
    nobody: Annotated[bool, typer.Option("--none", help=_("Nobody's is."))] = False,
) -> None:
    from inspector.services import lookup, returns

    with open_desk(workspace, read_only=unit is None and not nobody) as desk:
        if unit is not None or nobody:
            returns.set_whole_unit(desk, lookup.unit_or_none(desk, unit))
        found = returns.whole_unit(desk)
    print(_("The return of the whole: {unit}").format(unit="—" if found is None else found.label))


@command(
    group,
    "export",
    _("Write a unit's return as a workbook like the official form."),
    "inspector returns export 市外办.xlsx -w W.inspection --unit 市外办 --year 2025",
)
def export(
    target: Annotated[Path, typer.Argument(help=_("The workbook to write."))],
    workspace: WorkspaceFile,
    unit: UnitName,
    year: Year,
) -> None:
    from inspector.services import lookup, returns

    with open_desk(workspace, read_only=True) as desk:
        whom = lookup.unit(desk, unit)
        given = returns.of_unit(desk, whom, year)
        form = returns.form_of(given)
    print(returns.export(form, given, whom.name, target))
