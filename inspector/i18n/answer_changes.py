"""The words for a change of an answer: what a field is called and what its values say."""

from collections.abc import Mapping
from typing import Any, Final

from inspector.domain.answer import Conclusion
from inspector.domain.edits import JsonValue
from inspector.domain.finding import FindingStatus
from inspector.domain.marks import format_mark, parse_mark, plain_mark
from inspector.domain.rules import letter
from inspector.i18n.gettext import N_, _
from inspector.i18n.words import label

FIELDS: Final[Mapping[str, str]] = {
    "self": N_("Self-assessment"),
    "self_account": N_("The unit's account"),
    "self_note": N_("The unit's note"),
    "checked": N_("Checked side"),
    "account": N_("Account"),
    "note": N_("Note"),
    "fact": N_("Fact"),
    "sampled_at": N_("Seen at"),
    "fixed_on_spot": N_("Put right on the spot"),
    "status_reason": N_("Reason"),
}
"""What the fields of an answer and of its findings are called."""


def changed_words(field: str, before: JsonValue, after: JsonValue) -> str:
    """Return a change of an answer for people: 核查：待核查 → 部分达到，扣1.50分."""
    old, new = (value_words(field, plain_value(field, one)) or "—" for one in (before, after))
    return _("{field}: {before} → {after}").format(field=_(FIELDS[field]), before=old, after=new)


def plain_value(field: str, value: JsonValue) -> Any:
    """Return a value of the journal as machines read it, marks as strings."""
    if field == "self" and isinstance(value, list):
        conclusion, mark = value
        return {"conclusion": conclusion, "mark": None if mark is None else plain_mark(mark)}
    if field == "checked" and isinstance(value, Mapping):
        return _plain_checked(value)
    return value


def _plain_checked(value: Mapping[str, Any]) -> dict[str, Any]:
    findings = [
        {**one, "rule": letter(one["rule"]), "points": plain_mark(one["points"])}
        for one in value.get("findings", ())
    ]
    metrics = {name: plain_mark(figure) for name, figure in value.get("metrics", {}).items()}
    conclusion = value.get("conclusion", Conclusion.OPEN.value)
    return {**value, "conclusion": conclusion, "findings": findings, "metrics": metrics}


def value_words(field: str, value: Any) -> str:
    """Return a plain value for people."""
    if field == "self":
        said = value and value["conclusion"] and label(Conclusion(value["conclusion"]))
        return _(", ").join(filter(None, (said, value and value["mark"])))
    if field == "checked":
        return _checked_words(value or {})
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value or "")


def _checked_words(value: Mapping[str, Any]) -> str:
    """Return the conclusion, the reason it needs and what the findings come to."""
    words = [label(Conclusion(value.get("conclusion", Conclusion.OPEN.value)))]
    words += filter(None, (value.get("reason"), value.get("allowed_by")))
    words += [f"{name} {figure}" for name, figure in value.get("metrics", {}).items()]
    for one in value.get("findings", ()):
        status = FindingStatus(one.get("status", FindingStatus.STANDING.value))
        shown = "" if status is FindingStatus.STANDING else f"（{label(status)}）"
        words.append(f"{one['rule']} {format_mark(parse_mark(one['points']))}{shown}")
    return _(", ").join(words)
