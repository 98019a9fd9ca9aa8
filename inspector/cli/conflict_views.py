"""The shapes that commands print of what merged laptops do not agree on."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from inspector.cli.output import moment
from inspector.domain.edits import REMOVAL
from inspector.domain.marks import format_mark
from inspector.i18n.answer_changes import FIELDS, plain_value, value_words
from inspector.i18n.gettext import N_, _
from inspector.services.conflicts import Dispute, Side

View = dict[str, Any]

_OTHERS: Final[Mapping[str, str]] = {
    REMOVAL: N_("Removal"),
    "state": N_("State"),
    "summary": N_("Summary"),
    "name": N_("Name"),
    "short_name": N_("Short name"),
    "approved_grade": N_("Approved grade"),
    "leader": N_("Leader in charge"),
    "person_in_charge": N_("Person in charge"),
    "deadline": N_("Deadline"),
    "demand": N_("What is asked for"),
}
"""What fields are called that belong to no answer; the rest go by their code."""


def dispute_view(dispute: Dispute) -> View:
    """Return one conflict with base and sides, marks as strings."""
    field = dispute.entry.field
    return {
        "number": dispute.number,
        "inspection": dispute.task.name if dispute.task else None,
        "unit": dispute.unit.name if dispute.unit else None,
        "item": dispute.item or None,
        "kind": dispute.entry.kind.value,
        "field": field,
        "base": plain_value(field, dispute.base),
        "sides": [_side_view(number, side) for number, side in enumerate(dispute.sides, 1)],
    }


def _side_view(number: int, side: Side) -> View:
    return {
        "side": number,
        "author": side.author,
        "at": moment(side.at.astimezone()),
        "field": side.field,
        "value": plain_value(side.field, side.value),
        "mark": None if side.mark is None else format_mark(side.mark),
        "stands": side.stands,
        "evidence": [
            {"kind": one.kind.value, "name": one.name, "address": one.address}
            for one in side.evidence
        ],
    }


def dispute_rows(dispute: Dispute) -> Iterator[tuple[str, ...]]:
    """Yield lines of a table: what was there before, then one for each side."""
    field = dispute.entry.field
    unit = dispute.unit.label if dispute.unit else ""
    base = value_words(field, plain_value(field, dispute.base)) or "—"
    head = (str(dispute.number), unit, dispute.item, _field_words(field))
    yield (*head, "", "", "", _("before: {value}").format(value=base))
    for number, side in enumerate(dispute.sides, 1):
        at = moment(side.at.astimezone())
        yield ("", "", "", "", str(number), side.author, at, _side_words(side))


def _side_words(side: Side) -> str:
    if side.field == REMOVAL:
        words = _("removed") if side.value else _("kept")
    else:
        words = value_words(side.field, plain_value(side.field, side.value)) or "—"
    if side.mark is not None:
        words = _("{mark} marks: {value}").format(mark=format_mark(side.mark), value=words)
    if side.evidence:
        names = _(", ").join(one.name or one.address for one in side.evidence)
        words = _("{value} (evidence: {names})").format(value=words, names=names)
    return _("{value}, stands for now").format(value=words) if side.stands else words


def _field_words(field: str) -> str:
    return _(FIELDS.get(field) or _OTHERS.get(field) or field)
