"""The shapes that commands print of the ledger of problems; marks and rates as strings."""

from datetime import date
from typing import Any

from inspector.cli.output import iso_day
from inspector.domain.ledger import LedgerLine, Outcome, UnitReminder, outcome
from inspector.domain.marks import format_mark, percent
from inspector.domain.rectification import is_overdue, state_on
from inspector.domain.unit import Unit
from inspector.i18n.messages import sentence
from inspector.i18n.rates import formula
from inspector.services.ledgers import Ledger
from inspector.services.rectification import Problem
from inspector.services.repeats import Repeat
from inspector.services.reply_sheets import ReplyReport

View = dict[str, Any]


def problem_view(problem: Problem, day: date) -> View:
    """Return one line of the ledger as it stands on a day."""
    entry = problem.entry
    return {
        "number": entry.number,
        "unit": problem.unit.label,
        "item": problem.item.number,
        "part": problem.part,
        "finding": problem.finding.id,
        "fact": problem.finding.fact,
        "place": problem.finding.place,
        "points": format_mark(problem.finding.points),
        "seen_before": problem.finding.seen_before,
        "state": state_on(entry, day).value,
        "outcome": outcome(entry, day).value,
        "overdue": is_overdue(entry, day),
        "noticed_on": iso_day(entry.noticed_on),
        "deadline": iso_day(entry.deadline),
        "due": iso_day(entry.due),
        "demand": entry.demand,
        "leader": entry.leader,
        "person_in_charge": entry.person_in_charge,
        "measure": entry.measure,
        "result": entry.result,
        "link": entry.link,
        "completed_on": iso_day(entry.completed_on),
        "replied_on": iso_day(entry.replied_on),
        "checked_by": entry.checked_by,
        "checked_on": iso_day(entry.checked_on),
        "check_note": entry.check_note,
        "again_by": iso_day(entry.again_by),
        "extensions": [
            {
                "asked_on": iso_day(one.asked_on),
                "wanted": iso_day(one.wanted),
                "reason": one.reason,
                "granted": one.granted,
                "until": iso_day(one.until),
                "decided_by": one.decided_by,
            }
            for one in entry.extensions
        ],
        "reminders": [
            {
                "sent_on": iso_day(one.sent_on),
                "sent_by": one.sent_by,
                "note": one.note,
                "until": iso_day(one.until),
            }
            for one in entry.reminders
        ],
    }


def ledger_view(counted: Ledger) -> View:
    """Return the ledger's counts and rates on a day."""
    return {
        "day": iso_day(counted.day),
        "units": [{"unit": unit.label, **_line_view(line)} for unit, line in counted.units],
        "total": _line_view(counted.total),
        "rates": [
            {
                "kind": rate.kind.value,
                "without_long_term": rate.left_out is not None,
                "value": None if rate.value is None else percent(rate.value),
                "formula": formula(rate),
            }
            for rate in counted.rates
        ],
    }


def reminder_view(unit: Unit, one: UnitReminder) -> View:
    """Return what one unit is reminded of."""
    return {
        "unit": unit.label,
        "problems": len(one.sent_back) + len(one.not_replied),
        "sent_back": [entry.number for entry in one.sent_back],
        "not_replied": [entry.number for entry in one.not_replied],
        "contact": unit.contact,
        "phone": unit.phone,
    }


def reply_report_view(report: ReplyReport) -> View:
    """Return what became of one sheet of replies."""
    return {
        "file": report.file,
        "unit": None if report.unit is None else report.unit.label,
        "replied": list(report.replied),
        "begun": list(report.begun),
        "unchanged": list(report.unchanged),
        "refused_whole": report.is_refused,
        "issues": [
            {"code": one.code, "severity": one.severity.value, "message": sentence(one)}
            for one in report.issues
        ],
    }


def repeat_view(repeat: Repeat) -> View:
    """Return a finding with the earlier one that it may repeat."""
    return {
        "unit": repeat.now.unit.label,
        "number": repeat.now.item.number,
        "finding": repeat.now.finding.id,
        "fact": repeat.now.finding.fact,
        "place": repeat.now.finding.place,
        "earlier_fact": repeat.before.fact,
        "earlier_place": repeat.before.place,
        "same_place": repeat.same_place,
        "seen_before": repeat.now.finding.seen_before,
    }


def _line_view(line: LedgerLine) -> View:
    return {"problems": line.problems, **{one.value: line.count(one) for one in Outcome}}
