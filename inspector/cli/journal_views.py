"""The shapes that commands print of what happened: actions, changes, sheets taken in."""

from collections.abc import Mapping
from typing import Any, Final

from inspector.cli.output import moment
from inspector.domain.answer import Conclusion
from inspector.domain.edits import JsonValue
from inspector.domain.finding import FindingStatus
from inspector.domain.marks import format_mark, parse_mark, plain_mark
from inspector.domain.rules import letter
from inspector.exchange.sheets.claims import Outcome
from inspector.i18n.actions import action_words
from inspector.i18n.gettext import N_, _
from inspector.i18n.messages import sentence
from inspector.i18n.words import label
from inspector.services.history import FieldChange
from inspector.services.intake import SheetReport
from inspector.storage.entries import GroupEntry

View = dict[str, Any]

FIELDS: Final[Mapping[str, str]] = {
    "self": N_("Self-assessment"),
    "self_account": N_("The unit's account"),
    "self_note": N_("The unit's note"),
    "checked": N_("Check"),
    "account": N_("Account"),
    "note": N_("Note"),
    "fact": N_("Fact"),
    "sampled_at": N_("Seen at"),
    "fixed_on_spot": N_("Put right on the spot"),
    "status_reason": N_("Reason"),
}
"""What the fields of an answer and of its findings are called."""


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


def changed_words(view: View) -> str:
    """Return a change of an answer for people: 核查：待核查 → 部分达到，扣1.50分."""
    field = view["field"]
    before, after = (value_words(field, view[side]) or "—" for side in ("before", "after"))
    name = FIELDS[field]
    return _("{field}: {before} → {after}").format(field=_(name), before=before, after=after)


def plain_value(field: str, value: JsonValue) -> Any:
    """Return a value of the journal as machines read it."""
    if field == "self" and isinstance(value, list):
        conclusion, mark = value
        return {"conclusion": conclusion, "mark": None if mark is None else plain_mark(mark)}
    if field == "checked" and isinstance(value, Mapping):
        return _plain_checked(value)
    return value


def _plain_checked(value: Mapping[str, Any]) -> View:
    findings = [
        {**one, "rule": letter(one["rule"]), "points": plain_mark(one["points"])}
        for one in value.get("findings", ())
    ]
    metrics = {name: plain_mark(figure) for name, figure in value.get("metrics", {}).items()}
    conclusion = value.get("conclusion", Conclusion.OPEN.value)
    return {**value, "conclusion": conclusion, "findings": findings, "metrics": metrics}


def value_words(field: str, value: Any) -> str:
    if field == "self":
        said = value and value["conclusion"] and label(Conclusion(value["conclusion"]))
        return _(", ").join(filter(None, (said, value and value["mark"])))
    if field == "checked":
        return _checked_words(value or {})
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value or "")


def _checked_words(value: View) -> str:
    """Return the conclusion, the reason it needs and what the findings come to."""
    words = [label(Conclusion(value.get("conclusion", Conclusion.OPEN.value)))]
    words += filter(None, (value.get("reason"), value.get("allowed_by")))
    words += [f"{name} {figure}" for name, figure in value.get("metrics", {}).items()]
    for one in value.get("findings", ()):
        status = FindingStatus(one.get("status", FindingStatus.STANDING.value))
        shown = "" if status is FindingStatus.STANDING else f"（{label(status)}）"
        words.append(f"{one['rule']} {format_mark(parse_mark(one['points']))}{shown}")
    return _(", ").join(words)
