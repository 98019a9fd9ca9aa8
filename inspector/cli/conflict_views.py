"""The shapes that commands print of what merged laptops do not agree on."""

from collections.abc import Iterator
from typing import Any

from inspector.cli.output import moment
from inspector.domain.marks import format_mark
from inspector.i18n.answer_changes import plain_value
from inspector.i18n.conflict_words import contested_words, field_words
from inspector.i18n.gettext import _
from inspector.services.conflicts import Dispute, Side

View = dict[str, Any]


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
    base = contested_words(field, dispute.base)
    head = (str(dispute.number), unit, dispute.item, field_words(field))
    yield (*head, "", "", "", _("before: {value}").format(value=base))
    for number, side in enumerate(dispute.sides, 1):
        at = moment(side.at.astimezone())
        yield ("", "", "", "", str(number), side.author, at, _side_words(side))


def _side_words(side: Side) -> str:
    words = contested_words(side.field, side.value, side.mark)
    if side.evidence:
        names = _(", ").join(one.name or one.address for one in side.evidence)
        words = _("{value} (evidence: {names})").format(value=words, names=names)
    return _("{value}, stands for now").format(value=words) if side.stands else words
