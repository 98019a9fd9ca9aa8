"""inspector inspection: set one up, list them, show one."""

from typing import Annotated, Final

import typer

from inspector.cli import next_inspection
from inspector.cli.options import (
    AsJson,
    InspectionName,
    SamplingDeadline,
    WorkspaceFile,
    command,
    noun,
    open_desk,
    open_task,
)
from inspector.cli.output import known, print_json, print_table, print_views, word
from inspector.i18n.gettext import _

group = noun(
    _("Inspections: new, set, list, show, next, last, compare."),
    "inspector inspection show -w W.inspection",
)
next_inspection.add_to(group)

_UNIT_WORD: Final = _("What the units are called, such as 被督查单位; empty follows the kind.")


@command(
    group,
    "new",
    _("Set up an inspection; the workspace is made if it is not there yet."),
    'inspector inspection new -w 2025.inspection --name "2025年度考核" '
    '--checklist ningchuan-2025-b --units "市外办,市财政局"',
)
def new(
    workspace: WorkspaceFile,
    name: Annotated[str, typer.Option("--name", help=_("The inspection's name."))],
    units: Annotated[
        str,
        typer.Option("--units", help=_("A file of units, or names with commas (甲局=A,乙局=B).")),
    ],
    checklist: Annotated[
        str | None, typer.Option("--checklist", help=_("A shipped list's key, or a file."))
    ] = None,
    classes: Annotated[
        list[str] | None,
        typer.Option(
            "--class", help=_("A class with its own list, as A=KEY or A:name=KEY; may be repeated.")
        ),
    ] = None,
    kind: Annotated[
        str, typer.Option("--kind", help=_("督查, 检查, 考核, 测评 or 自查."))
    ] = "考核",
    unit_word: Annotated[str, typer.Option("--unit-word", help=_UNIT_WORD)] = "",
    office: Annotated[str, typer.Option("--office", help=_("The office that signs papers."))] = "",
    contact: Annotated[str, typer.Option("--contact", help=_("Whom units may ask."))] = "",
    phone: Annotated[str, typer.Option("--phone", help=_("The office's telephone."))] = "",
    basis: Annotated[
        list[str] | None,
        typer.Option(
            "--basis", help=_("A document it rests on, with its number; may be repeated.")
        ),
    ] = None,
    sampling_deadline: SamplingDeadline = None,
) -> None:
    from inspector.domain.inspection import InspectionKind
    from inspector.services import inspections, unit_names
    from inspector.services.checklists import lists_of_classes, names_of_classes
    from inspector.services.lookup import member, moment_or_none

    plan = inspections.Plan(
        name=name,
        kind=member(InspectionKind, kind),
        unit_word=unit_word.strip(),
        lists=lists_of_classes(checklist, classes or []),
        class_names=names_of_classes(classes or []),
        units=unit_names.read_names(units),
        basis=tuple(basis or ()),
        sampling_deadline=moment_or_none(sampling_deadline),
        office=office,
        office_contact=contact,
        office_phone=phone,
    )
    with open_desk(workspace, create=True) as desk:
        task, _changes = inspections.create(desk, plan)
        count = len(inspections.participants(desk, task))
    print(_("Set up “{name}” with {count} units.").format(name=task.name, count=count))


@command(
    group,
    "set",
    _("Change what an inspection says of itself: name, office, deadlines."),
    "inspector inspection set -w W.inspection --objection-days 5",
)
def set_(
    workspace: WorkspaceFile,
    name: Annotated[str | None, typer.Option("--name", help=_("Its new name."))] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help=_("督查, 检查, 考核, 测评 or 自查."))
    ] = None,
    unit_word: Annotated[str | None, typer.Option("--unit-word", help=_UNIT_WORD)] = None,
    objection_days: Annotated[
        int | None,
        typer.Option(
            "--objection-days", help=_("How many working days units have to object, 3 at first.")
        ),
    ] = None,
    period_start: Annotated[
        str | None, typer.Option("--period-start", help=_("First day of the period."))
    ] = None,
    period_end: Annotated[
        str | None, typer.Option("--period-end", help=_("Last day of the period."))
    ] = None,
    sampling_deadline: SamplingDeadline = None,
    office: Annotated[
        str | None, typer.Option("--office", help=_("The office that signs papers."))
    ] = None,
    contact: Annotated[str | None, typer.Option("--contact", help=_("Whom units may ask."))] = None,
    phone: Annotated[str | None, typer.Option("--phone", help=_("The office's telephone."))] = None,
    basis: Annotated[
        list[str] | None,
        typer.Option(
            "--basis", help=_("A document it rests on, with its number; may be repeated.")
        ),
    ] = None,
    inspection: InspectionName = None,
) -> None:
    from inspector.domain.inspection import InspectionKind
    from inspector.services import lookup, particulars

    with open_task(workspace, inspection) as (desk, task):
        particulars.correct(
            desk,
            task,
            name=name,
            kind=None if kind is None else lookup.member(InspectionKind, kind),
            unit_word=unit_word,
            basis=None if basis is None else tuple(basis),
            period_start=None if period_start is None else lookup.day(period_start),
            period_end=None if period_end is None else lookup.day(period_end),
            sampling_deadline=lookup.moment_or_none(sampling_deadline, task.year),
            objection_days=objection_days,
            office=office,
            office_contact=contact,
            office_phone=phone,
        )
    print(_("Saved."))


@command(group, "list", _("List the inspections."), "inspector inspection list -w 2025.inspection")
def list_(workspace: WorkspaceFile, as_json: AsJson = False) -> None:
    from inspector.cli.views import inspection_view
    from inspector.domain.inspection import InspectionKind

    with open_desk(workspace, read_only=True) as desk:
        views = [inspection_view(desk, one) for one in desk.file.reader.inspections()]
    columns = {
        _("Name"): "name",
        _("Kind"): word("kind", InspectionKind),
        _("Year"): known("year", ""),
        _("Units"): "units",
    }
    print_views(views, columns, as_json=as_json)


@command(
    group,
    "show",
    _("Show an inspection with its classes, lists and progress."),
    "inspector inspection show -w 2025.inspection",
)
def show(
    workspace: WorkspaceFile, inspection: InspectionName = None, as_json: AsJson = False
) -> None:
    from inspector.cli.views import inspection_view
    from inspector.domain.inspection import AssessmentState, InspectionKind
    from inspector.i18n.words import label

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        view = inspection_view(desk, task)
    if as_json:
        print_json(view)
        return
    print(f"{view['name']}  {label(InspectionKind(view['kind']))}  {view['year'] or ''}")
    for document in view["basis"]:
        print(_("Basis: {document}").format(document=document))
    print_table(
        (_("Class"), _("List")), [(one["key"] or "—", one["checklist"]) for one in view["classes"]]
    )
    print_table(
        (_("State"), _("Units")),
        [(label(AssessmentState(one)), str(count)) for one, count in view["states"].items()],
    )
