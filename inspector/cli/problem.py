"""inspector problem: the ledger of problems, from the notice to the closing."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspector.cli.options import (
    AnyUnitName,
    AsJson,
    ClassName,
    InspectionName,
    UnitNames,
    WorkspaceFile,
    command,
    noun,
    open_task,
)
from inspector.cli.output import Column, known, print_json, print_table, print_views, word
from inspector.i18n.gettext import _

if TYPE_CHECKING:
    from inspector.domain.inspection import Inspection
    from inspector.domain.unit import Unit
    from inspector.services.desk import Desk
    from inspector.services.rectification import Problem

group = noun(
    _("Problems: notice, replies, recheck, more time, reminders, ledger."),
    "inspector problem list -w W.inspection",
)

Number = Annotated[str, typer.Argument(help=_("The problem's number, as the list shows it."))]
Numbers = Annotated[
    list[str] | None,
    typer.Argument(help=_("Numbers of problems, as the list shows them.")),
]
Day = Annotated[
    str | None, typer.Option("--on", help=_("The day, such as 2026-01-16; today without it."))
]
By = Annotated[
    str | None, typer.Option("--by", help=_("Who did it; the author of the work without it."))
]


@command(
    group,
    "notice",
    _("Put the problems that stand on the ledger, with the day of the notice and a deadline."),
    "inspector problem notice -w W.inspection --served 2025-12-26 --days 10",
)
def notice(
    workspace: WorkspaceFile,
    served: Annotated[
        str, typer.Option("--served", help=_("The day the notice is served on the units."))
    ],
    days: Annotated[int, typer.Option("--days", min=1, help=_("How many days units have."))] = 10,
    natural: Annotated[
        bool, typer.Option("--natural", help=_("Count natural days, not working days."))
    ] = False,
    deadline: Annotated[
        str | None, typer.Option("--deadline", help=_("The last day, in place of --days."))
    ] = None,
    demand: Annotated[
        str, typer.Option("--demand", help=_("What is asked for, in place of the usual sentence."))
    ] = "",
    unit: UnitNames = None,
    unit_class: ClassName = None,
    inspection: InspectionName = None,
) -> None:
    from inspector.domain.calendar import Term
    from inspector.i18n.messages import sentence
    from inspector.services import lookup, rectification

    given = rectification.Notice(
        served=lookup.day(served),
        term=Term(days=days, working=not natural),
        deadline=None if deadline is None else lookup.day(deadline),
        demand=demand,
    )
    with open_task(workspace, inspection) as (desk, task):
        whom = _whom(desk, task, unit, unit_class)
        opened, _changes = rectification.open_problems(desk, task, given, whom)
    for issue in opened.issues:
        print(sentence(issue), file=sys.stderr)
    print(
        _("{added} problems put on the ledger, {noticed} given a deadline: {deadline}.").format(
            added=opened.added, noticed=opened.added + opened.noticed, deadline=opened.deadline
        )
    )


@command(
    group,
    "list",
    _("List the problems with their states and deadlines."),
    "inspector problem list -w W.inspection --unit 市外办 --json",
)
def list_(
    workspace: WorkspaceFile,
    unit: UnitNames = None,
    unit_class: ClassName = None,
    state: Annotated[
        str | None, typer.Option("--state", help=_("Only those in this state, such as 待整改."))
    ] = None,
    on: Day = None,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.problem_views import problem_view
    from inspector.domain.rectification import RectificationState
    from inspector.i18n.messages import sentence
    from inspector.services import lookup, rectification

    day = _day(on)
    wanted = None if state is None else lookup.member(RectificationState, state)
    with open_task(workspace, inspection, read_only=True) as (desk, task):
        whom = _whom(desk, task, unit, unit_class)
        found = rectification.problems(desk, task, whom)
    for issue in rectification.doubled(found):
        print(sentence(issue), file=sys.stderr)
    views = [problem_view(one, day) for one in found]
    views = [view for view in views if wanted is None or view["state"] == wanted.value]
    columns = {
        _("Problem"): "number",
        _("Unit"): "unit",
        _("Number"): "item",
        _("State"): word("state", RectificationState),
        _("Deadline"): known("due"),
        _("Fact"): "fact",
    }
    print_views(views, columns, as_json=as_json)


@command(
    group,
    "reply",
    _("Take in a unit's reply by hand; without a result, note who has taken the problem up."),
    "inspector problem reply 市外办-03 -w W.inspection --on 2026-01-09 --result 已补充公开3件",
)
def reply(
    number: Number,
    workspace: WorkspaceFile,
    on: Day = None,
    result: Annotated[str, typer.Option("--result", help=_("What was done."))] = "",
    measure: Annotated[str, typer.Option("--measure", help=_("How it is put right."))] = "",
    leader: Annotated[str, typer.Option("--leader", help=_("The leader who answers for it."))] = "",
    person: Annotated[str, typer.Option("--person", help=_("Who puts it right."))] = "",
    link: Annotated[str, typer.Option("--link", help=_("Where the fix can be seen."))] = "",
    completed: Annotated[
        str | None, typer.Option("--completed", help=_("The day it was put right."))
    ] = None,
    files: Annotated[
        list[Path] | None,
        typer.Option("--file", help=_("A file that shows the fix; may be repeated.")),
    ] = None,
    inspection: InspectionName = None,
) -> None:
    from inspector.services import lookup, rectification

    given = rectification.Reply(
        on=_day(on),
        result=result,
        measure=measure,
        leader=leader,
        person_in_charge=person,
        link=link,
        completed_on=None if completed is None else lookup.day(completed),
        files=tuple(files or ()),
    )
    with open_task(workspace, inspection) as (desk, task):
        rectification.reply(desk, rectification.locate(desk, task, number), given)
    print(_("Saved."))


@command(
    group,
    "sheet",
    _("Write the sheets on which units answer (整改反馈表)."),
    "inspector problem sheet 整改反馈表/ -w W.inspection",
)
def sheet(
    workspace: WorkspaceFile,
    out: Annotated[Path, typer.Argument(help=_("The workbook, or a folder for several."))],
    unit: UnitNames = None,
    unit_class: ClassName = None,
    inspection: InspectionName = None,
) -> None:
    from inspector.services import reply_sheets

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        whom = _whom(desk, task, unit, unit_class)
        written = reply_sheets.export(desk, task, out, whom)
    for path in written:
        print(path)


@command(
    group,
    "import",
    _("Take in sheets of replies that came back; several files are one action."),
    "inspector problem import 反馈/ -w W.inspection --on 2026-01-09",
)
def import_(
    workspace: WorkspaceFile,
    sources: Annotated[list[Path], typer.Argument(help=_("Workbooks, Word files or folders."))],
    on: Day = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Only report; change nothing."))
    ] = False,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.problem_views import reply_report_view
    from inspector.services import reply_sheets

    with open_task(workspace, inspection, read_only=dry_run) as (desk, task):
        reports = reply_sheets.take_in(desk, task, sources, _day(on), dry_run=dry_run)
    views = [reply_report_view(one) for one in reports]
    if as_json:
        print_json(views)
    for view in views:
        if not (view["refused_whole"] or as_json):
            print(
                _("{file}: {unit}, {replied} replies, {begun} taken up.").format(
                    file=view["file"],
                    unit=view["unit"],
                    replied=len(view["replied"]),
                    begun=len(view["begun"]),
                )
            )
        if view["refused_whole"] or not as_json:
            for line in view["issues"]:
                print(line["message"], file=sys.stderr)
    if all(view["refused_whole"] for view in views):
        raise typer.Exit(1)


@command(
    group,
    "demand",
    _("Say what problems ask for, in place of the usual sentence."),
    "inspector problem demand 市外办-03 市外办-04 -w W.inspection --text 补充公开目录",
)
def demand(
    workspace: WorkspaceFile,
    numbers: Numbers = None,
    text: Annotated[
        str, typer.Option("--text", help=_("What is asked for; the usual sentence without it."))
    ] = "",
    inspection: InspectionName = None,
) -> None:
    from inspector.services import rectification

    with open_task(workspace, inspection) as (desk, task):
        found = _named(desk, task, numbers)
        rectification.demand(desk, found, text)
    print(_("Saved."))


@command(
    group,
    "check",
    _("Enter what the recheck found: closed, sent back, or kept in sight."),
    "inspector problem check 市外办-03 -w W.inspection --close --by 乙 --on 2026-01-14",
)
def check(
    workspace: WorkspaceFile,
    numbers: Numbers = None,
    close: Annotated[bool, typer.Option("--close", help=_("It is fixed; close it."))] = False,
    send_back: Annotated[
        bool, typer.Option("--send-back", help=_("It is not fixed; send it back."))
    ] = False,
    long_term: Annotated[
        bool, typer.Option("--long-term", help=_("It needs lasting effort; keep it in sight."))
    ] = False,
    by: By = None,
    on: Day = None,
    note: Annotated[str, typer.Option("--note", help=_("Why, or what was seen."))] = "",
    again_by: Annotated[
        str | None,
        typer.Option("--again-by", help=_("The day until which it is to be fixed after all.")),
    ] = None,
    inspection: InspectionName = None,
) -> None:
    from inspector.domain.errors import refused
    from inspector.services import lookup, rectification

    if close + send_back + long_term != 1:
        raise refused("rectification.one_verdict")
    again = None if again_by is None else lookup.day(again_by)
    with open_task(workspace, inspection) as (desk, task):
        found = _named(desk, task, numbers)
        who, day = by or desk.author, _day(on)
        if close:
            rectification.close(desk, found, who, day, note)
        elif send_back:
            rectification.send_back(desk, found, who, day, note, again)
        else:
            rectification.keep_watching(desk, found, who, day, note)
    print(_("Saved."))


@command(
    group,
    "extend",
    _("Note that a unit asks for more time; with --grant or --refuse, decide it."),
    "inspector problem extend 市外办-03 -w W.inspection --until 2026-01-30 --reason 等待系统升级",
)
def extend(
    workspace: WorkspaceFile,
    numbers: Numbers = None,
    until: Annotated[
        str | None, typer.Option("--until", help=_("The last day that is asked for or granted."))
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help=_("Why more time is needed."))] = "",
    grant: Annotated[bool, typer.Option("--grant", help=_("Grant what was asked for."))] = False,
    refuse: Annotated[bool, typer.Option("--refuse", help=_("Refuse it."))] = False,
    by: By = None,
    on: Day = None,
    inspection: InspectionName = None,
) -> None:
    from inspector.domain.errors import refused
    from inspector.services import lookup, rectification

    if grant + refuse > 1 or (refuse and until is not None) or not (until or grant or refuse):
        raise refused("rectification.extension_unclear")
    last = None if until is None else lookup.day(until)
    with open_task(workspace, inspection) as (desk, task):
        found = _named(desk, task, numbers)
        if grant and last is None:
            rectification.grant_as_asked(desk, found, by or desk.author, _day(on))
        elif grant or last is None:
            rectification.decide_extension(desk, found, by or desk.author, _day(on), last)
        else:
            rectification.ask_extension(desk, found, _day(on), last, reason)
    print(_("Saved."))


@command(
    group,
    "remind",
    _("List whom to remind of what; with --sent, record that the reminders went out."),
    "inspector problem remind -w W.inspection --on 2026-01-16",
)
def remind(
    workspace: WorkspaceFile,
    on: Day = None,
    sent: Annotated[
        bool, typer.Option("--sent", help=_("Record that the reminders went out."))
    ] = False,
    note: Annotated[str, typer.Option("--note", help=_("How, and to whom."))] = "",
    until: Annotated[
        str | None, typer.Option("--until", help=_("The last day for the reply that they give."))
    ] = None,
    unit: UnitNames = None,
    unit_class: ClassName = None,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.problem_views import reminder_view
    from inspector.services import lookup, rectification

    day, last = _day(on), None if until is None else lookup.day(until)
    with open_task(workspace, inspection, read_only=not sent) as (desk, task):
        whom = _whom(desk, task, unit, unit_class)
        views = [
            reminder_view(one, reminder)
            for one, reminder in rectification.to_remind(desk, task, day, whom)
        ]
        if sent:
            rectification.note_reminders(desk, task, day, note, whom, last)
    columns: dict[str, Column] = {
        _("Unit"): "unit",
        _("Problems"): "problems",
        _("Sent back"): lambda view: str(len(view["sent_back"])),
        _("No reply"): lambda view: str(len(view["not_replied"])),
        _("Numbers"): lambda view: "、".join((*view["sent_back"], *view["not_replied"])),
    }
    print_views(views, columns, as_json=as_json)


@command(
    group,
    "ledger",
    _("Count the ledger on a day, with the rates and their formulas; or write it as a workbook."),
    "inspector problem ledger 整改台账.xlsx -w W.inspection --on 2026-01-16",
)
def ledger(
    workspace: WorkspaceFile,
    out: Annotated[Path | None, typer.Argument(help=_("The workbook to write."))] = None,
    on: Day = None,
    unit: UnitNames = None,
    unit_class: ClassName = None,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.problem_views import ledger_view
    from inspector.domain.ledger import Outcome
    from inspector.i18n.words import label
    from inspector.services import ledgers

    day = _day(on)
    with open_task(workspace, inspection, read_only=True) as (desk, task):
        whom = _whom(desk, task, unit, unit_class)
        if out is not None:
            ledgers.write(desk, task, day, out, whom)
        view = ledger_view(ledgers.on_day(desk, task, day, whom))
    if as_json:
        print_json(view)
        return
    if out is not None:
        print(out)
        return
    shown = [one for one in Outcome if view["total"][one.value]]
    print_table(
        (_("Unit"), _("Problems"), *(label(one) for one in shown)),
        [
            (line["unit"], str(line["problems"]), *(str(line[one.value]) for one in shown))
            for line in (*view["units"], {"unit": _("Total"), **view["total"]})
        ],
    )
    for rate in view["rates"]:
        print(rate["formula"])


@command(
    group,
    "repeat",
    _("List findings that may repeat one of an earlier year; with --confirm, mark them so."),
    "inspector problem repeat -w W.inspection --inspection 2026年度考核 --from 2025年度考核",
)
def repeat(
    workspace: WorkspaceFile,
    earlier: Annotated[
        str | None, typer.Option("--from", help=_("The earlier inspection to compare with."))
    ] = None,
    confirm: Annotated[
        list[str] | None,
        typer.Option("--confirm", help=_("Id of a finding that is a repeat; may be repeated.")),
    ] = None,
    unit: AnyUnitName = None,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.cli.problem_views import repeat_view
    from inspector.services import lookup, repeats

    with open_task(workspace, inspection, read_only=not confirm) as (desk, task):
        for start in confirm or ():
            repeats.confirm(desk, task, start)
        whom = lookup.unit_or_none(desk, unit)
        before = repeats.earlier_of(desk, task, earlier)
        views = [repeat_view(one) for one in repeats.proposed(desk, task, before, whom)]
    columns: dict[str, Column] = {
        _("Id"): lambda view: view["finding"][:8],
        _("Unit"): "unit",
        _("Number"): "number",
        _("Confirmed"): lambda view: "√" if view["seen_before"] else "",
        _("Same place"): lambda view: "√" if view["same_place"] else "",
        _("Now"): "fact",
        _("Earlier"): "earlier_fact",
    }
    print_views(views, columns, as_json=as_json)


@command(
    group,
    "renumber",
    _("Give a problem another number, where a merge brought two of one number."),
    "inspector problem renumber 3f2a9c01 市外办-14 -w W.inspection",
)
def renumber(
    number: Number,
    wanted: Annotated[str, typer.Argument(help=_("The number it is to have."))],
    workspace: WorkspaceFile,
    inspection: InspectionName = None,
) -> None:
    from inspector.services import rectification

    with open_task(workspace, inspection) as (desk, task):
        rectification.renumber(desk, task, rectification.locate(desk, task, number), wanted)
    print(_("Saved."))


def _whom(
    desk: "Desk", task: "Inspection", names: list[str] | None, unit_class: str | None
) -> "tuple[Unit, ...] | None":
    from inspector.services import lookup

    if not names and unit_class is None:
        return None
    return lookup.units_or_all(desk, task, names, unit_class)


def _named(desk: "Desk", task: "Inspection", numbers: list[str] | None) -> list["Problem"]:
    from inspector.services import lookup, rectification

    return [rectification.locate(desk, task, number) for number in lookup.parts(numbers)]


def _day(text: str | None) -> date:
    from inspector.services import lookup

    return date.today() if text is None else lookup.day(text)
