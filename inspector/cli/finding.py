"""inspector finding: facts under a rule, one record each."""

import sys
from typing import Annotated

import typer

from inspector.cli.options import (
    AnyUnitName,
    AsJson,
    InspectionName,
    ItemNumber,
    UnitName,
    WorkspaceFile,
    command,
    noun,
    open_desk,
)
from inspector.cli.output import print_json, print_table
from inspector.i18n.gettext import _

group = noun(
    _("Findings: add, list, update, withdraw, import."), "inspector finding list -w W.inspection"
)

FindingStart = Annotated[
    str, typer.Argument(help=_("The finding's id or its first letters, as the list shows it."))
]
Fact = Annotated[str, typer.Option("--fact", help=_("The fact in a sentence."))]
Count = Annotated[int, typer.Option("--count", help=_("How many pieces, times or items."))]
PlaceOption = Annotated[str, typer.Option("--place", help=_("Address, column or document number."))]
SampledAt = Annotated[
    str | None,
    typer.Option("--sampled-at", help=_("When it was seen, such as 2025-12-09T10:12.")),
]
Points = Annotated[
    str | None,
    typer.Option("--points", help=_("What it costs, where the criteria hold no parsed rule.")),
]
Fixed = Annotated[
    bool | None, typer.Option("--fixed/--not-fixed", help=_("It was put right on the spot."))
]


@command(
    group,
    "add",
    _("Record one fact under a rule."),
    "inspector finding add -w W.inspection --unit 市外办 --item 4.2 --rule a --count 2 "
    "--fact 空白栏目2个 --place 政府信息公开专栏 --sampled-at 2025-12-09T10:12",
)
def add(
    workspace: WorkspaceFile,
    unit: UnitName,
    item: ItemNumber,
    fact: Fact,
    rule: Annotated[
        str | None,
        typer.Option("--rule", help=_("The rule's letter or number; needless for a single rule.")),
    ] = None,
    count: Count = 1,
    place: PlaceOption = "",
    sampled_at: SampledAt = None,
    fixed: Annotated[
        bool, typer.Option("--fixed", help=_("It was put right on the spot."))
    ] = False,
    points: Points = None,
    inspection: InspectionName = None,
) -> None:
    from inspector.domain.marks import format_mark
    from inspector.services import findings, lookup
    from inspector.services.answers import read_mark

    with open_desk(workspace) as desk:
        task = lookup.inspection(desk, inspection)
        whom = lookup.unit(desk, unit)
        part = lookup.assessment(desk, task, whom)
        one = lookup.item(lookup.checklist_of(desk, task, part), item)
        finding, _changes = findings.add(
            desk,
            task,
            whom,
            one,
            findings.rule_meant(one, rule),
            findings.Fact(
                fact=fact,
                count=count,
                place=place,
                sampled_at=lookup.moment_or_none(sampled_at, task.year),
                fixed_on_spot=fixed,
                points=None if points is None else read_mark(points),
            ),
        )
    print(
        _("Recorded {finding}: {points} marks.").format(
            finding=finding.id[:8], points=format_mark(finding.points)
        )
    )


@command(group, "list", _("List findings."), "inspector finding list -w W.inspection --json")
def list_(
    workspace: WorkspaceFile,
    unit: AnyUnitName = None,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.views import located_view
    from inspector.domain.finding import FindingStatus
    from inspector.i18n.words import label
    from inspector.services import findings, lookup

    with open_desk(workspace, read_only=True) as desk:
        task = lookup.inspection(desk, inspection)
        whom = None if unit is None else lookup.unit(desk, unit)
        views = [located_view(one) for one in findings.every(desk, task, whom)]
    if as_json:
        print_json(views)
        return
    print_table(
        (_("Id"), _("Unit"), _("Number"), _("Rule"), _("Points"), _("Status"), _("Fact")),
        [
            (
                view["id"][:8],
                view["unit"],
                view["number"],
                view["rule"],
                view["points"],
                label(FindingStatus(view["status"])),
                view["fact"],
            )
            for view in views
        ],
    )


@command(
    group,
    "update",
    _("Correct a finding."),
    "inspector finding update 3f2a -w W.inspection --count 3",
)
def update(
    finding: FindingStart,
    workspace: WorkspaceFile,
    fact: Annotated[str | None, typer.Option("--fact", help=_("The fact in a sentence."))] = None,
    count: Annotated[int | None, typer.Option("--count", help=_("How many."))] = None,
    place: Annotated[str | None, typer.Option("--place", help=_("Where it was seen."))] = None,
    sampled_at: SampledAt = None,
    fixed: Fixed = None,
    points: Points = None,
    inspection: InspectionName = None,
) -> None:
    from inspector.services import findings, lookup
    from inspector.services.answers import read_mark

    with open_desk(workspace) as desk:
        task = lookup.inspection(desk, inspection)
        given: dict[str, object] = {
            "fact": fact,
            "place": place,
            "sampled_at": lookup.moment_or_none(sampled_at, task.year),
            "fixed_on_spot": fixed,
        }
        findings.update(
            desk,
            task,
            findings.locate(desk, task, finding),
            count=count,
            points=None if points is None else read_mark(points),
            **{name: value for name, value in given.items() if value is not None},
        )
    print(_("Saved."))


@command(
    group,
    "withdraw",
    _("Take a finding back; it stays on record and counts nothing."),
    "inspector finding withdraw 3f2a -w W.inspection --reason 误记",
)
def withdraw(
    finding: FindingStart,
    workspace: WorkspaceFile,
    reason: Annotated[str, typer.Option("--reason", help=_("Why it is taken back."))],
    inspection: InspectionName = None,
) -> None:
    from inspector.services import findings, lookup

    with open_desk(workspace) as desk:
        task = lookup.inspection(desk, inspection)
        findings.withdraw(desk, task, findings.locate(desk, task, finding), reason)
    print(_("Saved."))


@command(
    group,
    "import",
    _("Take in results that a list brought along (得分, 扣分, 失分原因) as findings of a unit."),
    "inspector finding import 测评表.xlsx -w W.inspection --unit 市外办",
)
def import_(
    source: Annotated[str, typer.Argument(help=_("The list's file."))],
    workspace: WorkspaceFile,
    unit: UnitName,
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", help=_("The sheet to read; found by itself without it.")),
    ] = None,
    inspection: InspectionName = None,
) -> None:
    from inspector.i18n.messages import sentence
    from inspector.services import earlier_results, lookup

    with open_desk(workspace) as desk:
        task = lookup.inspection(desk, inspection)
        whom = lookup.unit(desk, unit)
        taken = earlier_results.take_in(desk, task, whom, source, sheet=sheet)
    print(
        _("Took in {count} findings under {items} items.").format(
            count=taken.findings, items=len(taken.items)
        )
    )
    for content in taken.unknown:
        print(_("Not an item of the unit's list: {content}").format(content=content))
    for issue in taken.refusals:
        print(sentence(issue), file=sys.stderr)
