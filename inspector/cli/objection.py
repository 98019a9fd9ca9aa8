"""inspector state objection: registered, given to a reviewer, decided."""

from typing import TYPE_CHECKING, Annotated

import typer

from inspector.cli.options import (
    AnyUnitName,
    AsJson,
    Count,
    FactPlace,
    InspectionName,
    ItemNumber,
    Points,
    UnitName,
    WorkspaceFile,
    command,
    noun,
    open_task,
)
from inspector.cli.output import known, print_json, print_views, word
from inspector.i18n.gettext import _

if TYPE_CHECKING:
    from inspector.services.findings import Fact

group = noun(
    _("Objections: add, assign a reviewer, decide, list."),
    "inspector state objection list -w W.inspection",
)


@command(
    group,
    "add",
    _("Register a unit's objection to an item."),
    "inspector state objection add -w W.inspection --unit 市外办 --item 3.2 "
    "--received 2025-12-23 --reason 延期告知书10月15日送达申请人 --evidence 延期告知书.pdf",
)
def add(
    workspace: WorkspaceFile,
    unit: UnitName,
    item: ItemNumber,
    reason: Annotated[str, typer.Option("--reason", help=_("What the unit says against it."))],
    received: Annotated[
        str | None,
        typer.Option("--received", help=_("The day it came in; today without it.")),
    ] = None,
    findings: Annotated[
        list[str] | None,
        typer.Option("--finding", help=_("A finding it contests; all that stand without it.")),
    ] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option("--evidence", help=_("A file or an address that comes with it.")),
    ] = None,
    late_reason: Annotated[
        str, typer.Option("--late-reason", help=_("Why one after the last day is heard."))
    ] = "",
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.state_lines import issue_lines
    from inspector.cli.state_views import objection_view
    from inspector.services import lookup, objections
    from inspector.services.evidence import Piece

    protest = objections.Protest(
        reason=reason,
        received_on=lookup.day_or_today(received),
        late_reason=late_reason,
        findings=tuple(findings or ()),
        evidence=tuple(Piece(source=source) for source in evidence or ()),
    )
    with open_task(workspace, inspection) as (desk, task):
        whom, one = lookup.unit_and_item(desk, task, unit, item)
        made, issues = objections.add(desk, task, whom, one, protest)
    if as_json:
        print_json(objection_view(objections.Registered(unit=whom, item=one, objection=made)))
        return
    print(
        _("Registered the objection of {unit} to {number}, received {received}.").format(
            unit=whom.label, number=one.number, received=made.received_on
        )
    )
    for line in issue_lines(issues):
        print(line)


@command(
    group,
    "assign",
    _("Name who reviews an objection; not whoever checked first."),
    "inspector state objection assign -w W.inspection --unit 市外办 --item 3.2 --reviewer 何川",
)
def assign(
    workspace: WorkspaceFile,
    unit: UnitName,
    item: ItemNumber,
    reviewer: Annotated[str, typer.Option("--reviewer", help=_("Who reviews it."))],
    inspection: InspectionName = None,
) -> None:
    from inspector.services import lookup, objections

    with open_task(workspace, inspection) as (desk, task):
        whom, one = lookup.unit_and_item(desk, task, unit, item)
        made = objections.assign(desk, task, whom, one, reviewer)
    print(
        _("{reviewer} reviews the objection of {unit} to {number}.").format(
            reviewer=made.reviewer, unit=whom.label, number=one.number
        )
    )


@command(
    group,
    "decide",
    _("Decide an objection; other units whose ranks move are shown first."),
    "inspector state objection decide -w W.inspection --unit 市外办 --item 3.2 "
    "--decision 异议成立 --reason 已依法延期，未超期 --approver 周明远 --on 2025-12-24 --confirm",
)
def decide(
    workspace: WorkspaceFile,
    unit: UnitName,
    item: ItemNumber,
    decision: Annotated[
        str, typer.Option("--decision", help=_("upheld, changed or refused, or their words."))
    ],
    reason: Annotated[str, typer.Option("--reason", help=_("The reason the unit will read."))] = "",
    approver: Annotated[str, typer.Option("--approver", help=_("Who approved it."))] = "",
    on: Annotated[
        str | None, typer.Option("--on", help=_("The day of the decision; today without it."))
    ] = None,
    reviewer: Annotated[
        str | None, typer.Option("--reviewer", help=_("Who reviewed it, if not assigned before."))
    ] = None,
    fact: Annotated[
        str | None,
        typer.Option("--fact", help=_("Upheld in part: the fact that takes the old one's place.")),
    ] = None,
    rule: Annotated[
        str | None, typer.Option("--rule", help=_("The rule of that fact, by letter or number."))
    ] = None,
    count: Count = 1,
    place: FactPlace = "",
    points: Points = None,
    preview: Annotated[
        bool, typer.Option("--preview", help=_("Only show what the decision would do."))
    ] = False,
    confirm: Annotated[
        bool, typer.Option("--confirm", help=_("Decide so although other ranks move."))
    ] = False,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.state_lines import effect_lines
    from inspector.cli.state_views import effect_view
    from inspector.domain.objection import ObjectionDecision
    from inspector.services import lookup, objections

    ruling = objections.Ruling(
        decision=lookup.member(ObjectionDecision, decision),
        reason=reason,
        decided_on=lookup.day_or_today(on),
        approver=approver,
        reviewer=reviewer,
        replacements=() if fact is None else ((rule, _fact(fact, count, place, points)),),
    )
    with open_task(workspace, inspection, read_only=preview) as (desk, task):
        whom, one = lookup.unit_and_item(desk, task, unit, item)
        if preview:
            effect = objections.effect(desk, task, whom, one, ruling)
        else:
            effect = objections.decide(desk, task, whom, one, ruling, confirmed=confirm)
    if as_json:
        print_json(effect_view(effect, done=not preview))
        return
    for line in effect_lines(whom, effect):
        print(line)
    print(_("Nothing was changed yet.") if preview else _("Decided."))


def _fact(fact: str, count: int, place: str, points: str | None) -> "Fact":
    from inspector.services.answers import read_mark
    from inspector.services.findings import Fact

    mark = None if points is None else read_mark(points)
    return Fact(fact=fact, count=count, place=place, points=mark)


@command(
    group,
    "list",
    _("List objections."),
    "inspector state objection list -w W.inspection --json",
)
def list_(
    workspace: WorkspaceFile,
    unit: AnyUnitName = None,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.state_views import objection_view
    from inspector.domain.objection import ObjectionDecision
    from inspector.services import lookup, objections

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        only = lookup.unit_or_none(desk, unit)
        views = [objection_view(one) for one in objections.every(desk, task, only)]
    columns = {
        _("Unit"): "unit",
        _("Number"): "number",
        _("Received"): "received_on",
        _("Last day"): known("deadline"),
        _("Reviewer"): known("reviewer"),
        _("Decision"): word("decision", ObjectionDecision),
        _("Reason"): "reason",
    }
    print_views(views, columns, as_json=as_json)
