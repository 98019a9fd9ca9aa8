"""The demo's rectification: notices served, replies, rechecks, extensions and reminders."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from inspector.domain.inspection import Inspection
from inspector.domain.unit import Unit
from inspector.services import lookup, rectification
from inspector.services.demo_data import Entry, day, finding_key
from inspector.services.desk import Desk
from inspector.services.rectification import Notice, Problem, Reply

_ON_TIME: Final[Entry] = {"how": "on_time"}


def follow_up(desk: Desk, task: Inspection, ledger: Entry) -> None:
    """Serve the notices that a file of the demo tells of, and go on as it says."""
    units = [lookup.unit(desk, name) for name in ledger["units"]]
    served = date.fromisoformat(ledger["served"])
    rectification.open_problems(desk, task, Notice(served=served), units)
    for unit in units:
        _extend(desk, task, ledger, unit)
        _reply(desk, task, ledger, unit)
        _recheck(desk, task, ledger, unit)
    for one in ledger.get("reminders", ()):
        day, until = (date.fromisoformat(one[name]) for name in ("day", "until"))
        rectification.note_reminders(desk, task, day, one["note"], until=until)


def _told(
    desk: Desk, task: Inspection, ledger: Entry, unit: Unit
) -> Iterator[tuple[Problem, str, Entry]]:
    """Yield a unit's problems as they stand, each with its key and the way it takes."""
    apart = {
        key: one
        for one in ledger["apart"]
        if unit.answers_to(one["unit"])
        for key in one["problems"]
    }
    for problem in rectification.problems(desk, task, unit):
        key = finding_key(problem.item, problem.finding)
        yield problem, key, apart.get(key, _ON_TIME)


def _extend(desk: Desk, task: Inspection, ledger: Entry, unit: Unit) -> None:
    for problem, _key, way in _told(desk, task, ledger, unit):
        if way["how"] == "extended":
            asked, wanted, decided, until = (
                date.fromisoformat(way[name]) for name in ("asked", "wanted", "decided", "until")
            )
            rectification.ask_extension(desk, [problem], asked, wanted, way["reason"])
            again = rectification.locate(desk, task, problem.entry.number)
            rectification.decide_extension(desk, [again], desk.author, decided, until)


def _reply(desk: Desk, task: Inspection, ledger: Entry, unit: Unit) -> None:
    given = ledger["units"][unit.label]
    site = f"https://{unit.websites[0]}" if unit.websites else ""
    for problem, key, way in _told(desk, task, ledger, unit):
        if way["how"] == "silent":
            continue
        measure, result, *path = ledger["replies"][key]
        replied = ledger["late"]["replied"] if way["how"] == "late" else given["replied"]
        completed = replied if way["how"] == "late" else given["completed"]
        said = Reply(
            on=date.fromisoformat(replied),
            completed_on=date.fromisoformat(completed),
            measure=measure,
            result=result,
            link=site + path[0] if site and path else "",
            leader=given["leader"],
            person_in_charge=f"{unit.contact} {unit.phone}",
        )
        rectification.reply(desk, problem, said)


def _recheck(desk: Desk, task: Inspection, ledger: Entry, unit: Unit) -> None:
    by = lookup.assessment(desk, task, unit).inspectors[0]
    closed: dict[str, list[Problem]] = {}
    for problem, _key, way in _told(desk, task, ledger, unit):
        checked = ledger["late" if way["how"] == "late" else "rest"]["checked"]
        on = date.fromisoformat(checked)
        if way["how"] == "sent_back":
            again_by = day(way.get("again_by"))
            rectification.send_back(desk, [problem], by, on, way["reason"], again_by)
        elif way["how"] == "long_term":
            rectification.keep_watching(desk, [problem], by, on, way["reason"])
        elif way["how"] != "silent":
            closed.setdefault(checked, []).append(problem)
    for checked, problems in closed.items():
        rectification.close(desk, problems, by, date.fromisoformat(checked))
