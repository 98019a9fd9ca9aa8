"""How the command line shows one item or one rule over all units."""

from collections.abc import Sequence

from inspector.domain.marks import plain_mark
from inspector.i18n.gettext import _
from inspector.i18n.words import label
from inspector.services.by_item import UnitRow
from inspector.services.by_rule import RuleRow

Table = tuple[tuple[str, ...], list[tuple[str, ...]]]


def standing(row: UnitRow) -> dict[str, object]:
    """Return how a unit stands on the item, for machines; marks are texts."""
    return {
        "unit": row.name,
        "class": row.class_name,
        "conclusion": row.conclusion.value,
        "open": row.is_open,
        "self_mark": None if row.self_mark is None else plain_mark(row.self_mark),
        "deducted": plain_mark(row.deducted),
        "findings": [
            {
                "rule": one.name,
                "count": one.count,
                "points": plain_mark(one.points),
                "fact": one.fact,
                "place": one.place,
            }
            for one in row.findings
        ],
    }


def standing_table(rows: Sequence[UnitRow]) -> Table:
    """Return the same for people."""
    heads = (_("Unit"), _("Conclusion"), _("Deducted"), _("Facts"))
    return heads, [
        (
            row.name,
            label(row.conclusion),
            plain_mark(row.deducted) if row.deducted else "",
            "；".join(one.fact for one in row.findings),
        )
        for row in rows
    ]


def loss(row: RuleRow) -> dict[str, object]:
    """Return a finding with the unit that lost by it, for machines; marks are texts."""
    return {
        "unit": row.unit_name,
        "class": row.class_name,
        "id": row.finding,
        "count": row.count,
        "points": plain_mark(row.points),
        "fact": row.fact,
        "place": row.place,
        "sampled_at": None if row.sampled_at is None else row.sampled_at.isoformat(),
        "inspector": row.inspector,
    }


def loss_table(rows: Sequence[RuleRow]) -> Table:
    """Return the same for people."""
    heads = (_("Unit"), _("Count"), _("Deducted"), _("Fact"), _("Place"))
    return heads, [
        (row.unit_name, str(row.count), plain_mark(row.points), row.fact, row.place) for row in rows
    ]
