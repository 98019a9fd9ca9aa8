"""inspector finding: facts under a rule, one record each."""

import sys
from typing import Annotated

import typer

from inspector.cli.options import (
    AnyUnitName,
    AsJson,
    Count,
    FactPlace,
    InspectionName,
    ItemNumber,
    ListClass,
    Points,
    RuleName,
    UnitName,
    WorkspaceFile,
    command,
    noun,
    open_task,
)
from inspector.cli.output import Column, print_json, print_table, print_views, word
from inspector.i18n.gettext import _

group = noun(
    _("Findings: add, paste, list, update, withdraw, take back, phrases, import, across units."),
    "inspector finding list -w W.inspection",
)

FindingStart = Annotated[
    str, typer.Argument(help=_("The finding's id or its first letters, as the list shows it."))
]
Fact = Annotated[str, typer.Option("--fact", help=_("The fact in a sentence."))]
SampledAt = Annotated[
    str | None,
    typer.Option("--sampled-at", help=_("When it was seen, such as 2025-12-09T10:12.")),
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
    rule: RuleName = None,
    count: Count = 1,
    place: FactPlace = "",
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

    with open_task(workspace, inspection) as (desk, task):
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


@command(
    group,
    "paste",
    _("Record several facts under one rule as one action: one a line, or cells of a sheet."),
    "inspector finding paste 事实.txt -w W.inspection --unit 市外办 --item 4.2 --rule a",
)
def paste(
    source: Annotated[str, typer.Argument(help=_("A text file; - reads standard input."))],
    workspace: WorkspaceFile,
    unit: UnitName,
    item: ItemNumber,
    rule: RuleName = None,
    points: Points = None,
    inspection: InspectionName = None,
) -> None:
    from dataclasses import replace
    from pathlib import Path

    from inspector.domain.marks import format_mark
    from inspector.services import files, findings, lookup, pasting
    from inspector.services.answers import read_mark

    text = sys.stdin.read() if source == "-" else ""
    if not text:
        text = files.read_text(files.read_file(Path(source)), source)
    with open_task(workspace, inspection) as (desk, task):
        whom, one = lookup.unit_and_item(desk, task, unit, item)
        cost = None if points is None else read_mark(points)
        facts = [replace(fact, points=cost) for fact in pasting.read_facts(text, task.year)]
        found, _changes = findings.add_all(
            desk, task, whom, one, findings.rule_meant(one, rule), facts
        )
    for finding in found:
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
    from inspector.services import findings, lookup

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        whom = lookup.unit_or_none(desk, unit)
        views = [located_view(one) for one in findings.every(desk, task, whom)]
    columns: dict[str, Column] = {
        _("Id"): lambda view: view["id"][:8],
        _("Unit"): "unit",
        _("Number"): "number",
        _("Rule"): "rule",
        _("Points"): "points",
        _("Status"): word("status", FindingStatus),
        _("Fact"): "fact",
    }
    print_views(views, columns, as_json=as_json)


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

    with open_task(workspace, inspection) as (desk, task):
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
    from inspector.services import findings

    with open_task(workspace, inspection) as (desk, task):
        findings.withdraw(desk, task, findings.locate(desk, task, finding), reason)
    print(_("Saved."))


@command(
    group,
    "take-back",
    _("Take back the finding recorded last under an item."),
    "inspector finding take-back -w W.inspection --unit 市外办 --item 4.2",
)
def take_back(
    workspace: WorkspaceFile,
    unit: UnitName,
    item: ItemNumber,
    reason: Annotated[str, typer.Option("--reason", help=_("Why, where it stays on record."))] = "",
    inspection: InspectionName = None,
) -> None:
    from inspector.services import findings, lookup

    with open_task(workspace, inspection) as (desk, task):
        whom, one = lookup.unit_and_item(desk, task, unit, item)
        findings.take_back_last(desk, task, whom, one, reason or _("entered by mistake"))
    print(_("Saved."))


@command(
    group,
    "phrases",
    _("Show the usual phrases for facts under a rule; --keep, --drop, --reword change those kept."),
    "inspector finding phrases -w W.inspection --unit 市外办 --item 4.2 --rule a --typed kblm",
)
def phrases(
    workspace: WorkspaceFile,
    unit: UnitName,
    item: ItemNumber,
    rule: RuleName = None,
    typed: Annotated[
        str, typer.Option("--typed", help=_("Part of the text, or initials of its pinyin."))
    ] = "",
    keep: Annotated[str | None, typer.Option("--keep", help=_("A phrase to keep."))] = None,
    drop: Annotated[str | None, typer.Option("--drop", help=_("A kept phrase to drop."))] = None,
    reword: Annotated[
        tuple[str, str] | None,
        typer.Option("--reword", help=_("A kept phrase, and its new words.")),
    ] = None,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.services import findings, lookup
    from inspector.services import phrases as service

    only_shown = keep is None and drop is None and reword is None
    with open_task(workspace, inspection, read_only=only_shown) as (desk, task):
        _whom, one = lookup.unit_and_item(desk, task, unit, item)
        meant = findings.rule_meant(one, rule)
        number = meant.number if meant else 0
        if keep is not None:
            service.keep(desk, one, number, keep)
        if drop is not None:
            service.drop(desk, one, number, drop)
        if reword is not None:
            service.reword(desk, one, number, *reword)
        found = service.narrowed(service.of_rule(desk, one, number), typed)
    columns: dict[str, Column] = {
        _("Used"): "used",
        _("Kept"): lambda view: "✓" if view["kept"] else "",
        _("Phrase"): "text",
    }
    views = [{"text": one.text, "used": one.used, "kept": one.kept} for one in found]
    print_views(views, columns, as_json=as_json)


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

    with open_task(workspace, inspection) as (desk, task):
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


@command(
    group,
    "across",
    _("Show the findings of all units under one rule side by side."),
    "inspector finding across -w W.inspection --item 1.3 --rule a",
)
def across(
    workspace: WorkspaceFile,
    item: ItemNumber,
    rule: RuleName = None,
    unit_class: ListClass = None,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.across import loss, loss_table
    from inspector.services import by_item, by_rule, findings

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        one = by_item.named(desk, task, item, unit_class)
        meant = findings.rule_meant(one, rule)
        rows = by_rule.rows(desk, task, one.key, meant.number if meant is not None else 0)
    if as_json:
        print_json([loss(row) for row in rows])
        return
    print_table(*loss_table(rows))
