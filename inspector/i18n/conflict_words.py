"""The words for what merged files do not agree on: the field, and what each value says."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from inspector.domain.edits import REMOVAL, JsonValue
from inspector.domain.inspection import AssessmentState
from inspector.domain.marks import Mark, format_mark
from inspector.domain.rectification import RectificationState
from inspector.i18n.answer_changes import FIELDS, plain_value, value_words
from inspector.i18n.gettext import N_, _
from inspector.i18n.paper_words import draft_words
from inspector.i18n.words import label

_OTHERS: Final[Mapping[str, str]] = {
    REMOVAL: N_("Removal"),
    "state": N_("State"),
    "summary": N_("Summary"),
    "name": N_("Name"),
    "short_name": N_("Short name"),
    "approved_grade": N_("Approved grade"),
    "approved_on": N_("Approved on"),
    "approval_reason": N_("The meeting's reason"),
    "feedback_date": N_("Fed back on"),
    "objection_deadline": N_("Objections until"),
    "team": N_("Team"),
    "inspectors": N_("Inspectors"),
    "spared": N_("Spared"),
    "imported": N_("Marks from elsewhere"),
    "aliases": N_("Other names"),
    "contact": N_("Contact"),
    "phone": N_("Telephone"),
    "order": N_("Order"),
    "code": N_("Code"),
    "unit_class": N_("Class"),
    "caption": N_("Caption"),
    "address": N_("Address"),
    "course": N_("Reply and recheck"),
    "leader": N_("Leader in charge"),
    "person_in_charge": N_("Person in charge"),
    "deadline": N_("Deadline"),
    "noticed_on": N_("Notice served on"),
    "number": N_("Problem number"),
    "demand": N_("What is asked for"),
    "text": N_("Text of the draft"),
    "base": N_("Text made from the data"),
    "generated": N_("Tables and forms of the draft"),
    "final": N_("Final papers"),
    "form": N_("Form"),
    "received_on": N_("Received"),
    "filled": N_("Filled in"),
}
"""What fields are called that belong to no answer; the rest go by their code."""


def field_words(field: str) -> str:
    """Return what a contested field is called."""
    return _(FIELDS.get(field) or _OTHERS.get(field) or field)


def contested_words(field: str, value: JsonValue, mark: Mark | None = None) -> str:
    """Return what one value of a contested field says; with the item's mark where it has one."""
    if field == REMOVAL:
        words = _("removed") if value else _("kept")
    elif field == "course":
        words = _course_words(value if isinstance(value, Mapping) else {})
    elif field == "state":
        words = _word_of(AssessmentState, value)
    elif isinstance(value, Mapping) and field in ("text", "base", "generated"):
        words = draft_words(value)
    elif field == "final" and isinstance(value, Sequence):
        words = _(", ").join(str(one["name"]) for one in value if isinstance(one, Mapping)) or "—"
    elif isinstance(value, Sequence) and not isinstance(value, str) and field != "self":
        words = _(", ").join(map(str, value)) or "—"
    else:
        words = value_words(field, plain_value(field, value)) or "—"
    if mark is None:
        return words
    return _("{mark} marks: {value}").format(mark=format_mark(mark), value=words)


def _course_words(value: Mapping[str, Any]) -> str:
    """Return where a problem stands and what was answered and found."""
    state = value.get("state", RectificationState.PENDING.value)
    said = (value.get(name) for name in ("result", "measure", "link", "completed_on", "replied_on"))
    found = (value.get(name) for name in ("checked_by", "checked_on", "check_note", "again_by"))
    return _(", ").join(filter(None, (_word_of(RectificationState, state), *said, *found)))


def _word_of(kind: type[StrEnum], value: object) -> str:
    known = {one.value: one for one in kind}
    return label(known[value]) if isinstance(value, str) and value in known else str(value or "—")
