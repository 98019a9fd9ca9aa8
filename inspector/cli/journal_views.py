"""The shapes that commands print of what happened: actions, changes, sheets taken in."""

from typing import Any

from inspector.cli.output import moment
from inspector.exchange.sheets.claims import Outcome
from inspector.i18n.actions import action_words
from inspector.i18n.answer_changes import plain_value
from inspector.i18n.messages import sentence
from inspector.services.history import FieldChange
from inspector.services.weighing import SheetReport
from inspector.storage.entries import GroupEntry

View = dict[str, Any]


def sheet_report_view(report: SheetReport) -> View:
    """Return what became of each cell of a sheet."""
    by_outcome: dict[Outcome, list[View]] = {outcome: [] for outcome in Outcome}
    for cell in report.cells:
        by_outcome[cell.outcome].append(
            {
                "cell": cell.cell,
                "number": report.numbers.get(cell.item) if cell.item else None,
                "field": cell.field.value if cell.field else None,
                "message": sentence(cell.issue) if cell.issue else None,
            }
        )
    return {
        "file": report.file,
        "unit": report.unit.label if report.unit else None,
        **{outcome.value: cells for outcome, cells in by_outcome.items()},
        "refused_whole": report.is_refused,
        "is_evidence": report.is_evidence,
        "evidence_of": report.item,
        "missing_columns": list(report.missing_columns),
        "missing_items": list(report.missing_items),
        "issues": [
            {"code": one.code, "severity": one.severity.value, "message": sentence(one)}
            for one in report.issues
        ],
    }


def action_view(group: GroupEntry) -> View:
    """Return one action of the journal."""
    return {
        "at": moment(group.at.astimezone()),
        "author": group.author,
        "verb": group.action.verb,
        "words": action_words(group.action),
    }


def change_of_answer_view(change: FieldChange) -> View:
    """Return one change of one field of an answer, marks as strings."""
    entry = change.entry
    return {
        "at": moment(entry.at.astimezone()),
        "author": entry.author,
        "verb": entry.action.verb,
        "words": action_words(entry.action),
        "field": change.field,
        "before": plain_value(change.field, entry.before),
        "after": plain_value(change.field, entry.after),
        "in_conflict": entry.in_conflict,
    }
