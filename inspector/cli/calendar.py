"""inspector calendar: which days are worked, and the office's own exceptions."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from inspector.cli.options import AsJson, WorkspaceFile, command, noun, open_desk
from inspector.cli.output import print_json, print_table
from inspector.i18n.gettext import _

group = noun(
    _("Working days: public holidays, and the office's own days."),
    "inspector calendar show 2026 -w W.inspection",
)


@command(
    group,
    "show",
    _("Show a year's public holidays, the weekend days worked, and the office's own days."),
    "inspector calendar show 2026 -w W.inspection",
)
def show(
    year: Annotated[int, typer.Argument(help=_("The year."))],
    workspace: WorkspaceFile,
    as_json: AsJson = False,
) -> None:
    from inspector.services import working_days

    with open_desk(workspace, read_only=True) as desk:
        notice = working_days.notice_of(year)
        own = working_days.own_days(desk)
    view = {
        "year": year,
        "notice": notice.title,
        "holidays": [
            {
                "name": one.name,
                "first": str(one.first),
                "last": str(one.last),
                "worked": [str(day) for day in one.worked],
            }
            for one in notice.holidays
        ],
        "own_days_off": [str(day) for day in own.holidays],
        "own_days_worked": [str(day) for day in own.shifted],
    }
    if as_json:
        print_json(view)
        return
    print(notice.title)
    print_table(
        (_("Holiday"), _("From"), _("To"), _("Worked instead")),
        [
            (one.name, str(one.first), str(one.last), "、".join(map(str, one.worked)))
            for one in notice.holidays
        ],
    )
    if own.holidays:
        print(_("Own days off: {days}").format(days="、".join(map(str, own.holidays))))
    if own.shifted:
        print(_("Own days worked: {days}").format(days="、".join(map(str, own.shifted))))


@command(
    group,
    "set",
    _("Set the office's own days off and days worked, in place of those set before."),
    "inspector calendar set -w W.inspection --off 2026-01-05 --worked 2026-01-10",
)
def set_(
    workspace: WorkspaceFile,
    off: Annotated[
        list[str] | None, typer.Option("--off", help=_("A day off; may be repeated."))
    ] = None,
    worked: Annotated[
        list[str] | None, typer.Option("--worked", help=_("A day worked; may be repeated."))
    ] = None,
) -> None:
    from inspector.services import lookup, working_days

    def days(texts: list[str] | None) -> list[date]:
        return [lookup.day(text) for text in texts or ()]

    with open_desk(workspace) as desk:
        working_days.set_own_days(desk, days(off), days(worked))
    print(_("Saved."))


@command(
    group,
    "import",
    _("Add the days off and worked of a text file, one date a line, to those set before."),
    "inspector calendar import days.txt -w W.inspection",
)
def import_(
    file: Annotated[Path, typer.Argument(help=_("The text file: 2026-01-05 off, and so on."))],
    workspace: WorkspaceFile,
) -> None:
    from inspector.services import files, own_days, working_days

    read = own_days.read(files.read_text(files.read_file(file), file.name))
    with open_desk(workspace) as desk:
        days = own_days.joined(working_days.own_days(desk), read)
        working_days.set_own_days(desk, days.holidays, days.shifted)
    print(_("Saved."))


@command(
    group,
    "deadline",
    _("Count a deadline: the last of so many working days after a day."),
    "inspector calendar deadline 2025-12-26 --days 10 -w W.inspection",
)
def deadline(
    start: Annotated[str, typer.Argument(help=_("The day it begins on, which is not counted."))],
    workspace: WorkspaceFile,
    days: Annotated[int, typer.Option("--days", min=1, help=_("How many days units have."))] = 10,
    natural: Annotated[
        bool, typer.Option("--natural", help=_("Count natural days, not working days."))
    ] = False,
) -> None:
    from inspector.domain.calendar import Term
    from inspector.i18n.messages import sentence
    from inspector.services import lookup, working_days

    term, day = Term(days=days, working=not natural), lookup.day(start)
    with open_desk(workspace, read_only=True) as desk:
        calendar = working_days.calendar_of(desk)
    for issue in term.noticed(calendar, day):
        typer.echo(sentence(issue), err=True)
    print(term.deadline(calendar, day))
