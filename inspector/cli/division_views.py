"""The shapes and lines of the division of work that commands print."""

from collections.abc import Iterator, Mapping, Sequence

from inspector.cli.views import View
from inspector.domain.ids import ItemKey, UnitId
from inspector.domain.inspection import Assignment, Inspection
from inspector.i18n.gettext import _
from inspector.i18n.words import label
from inspector.services import inspections
from inspector.services.desk import Desk
from inspector.services.division import Sparing


def division_view(desk: Desk, task: Inspection) -> View:
    """Return teams, assignments, the subset with its seed, and each unit's part in it."""
    parts = inspections.participants(desk, task)
    units = {unit.id: unit.label for unit, _part in parts}
    numbers: dict[ItemKey, str] = {
        item.key: item.number
        for one in task.classes
        for _path, item in desk.file.reader.checklist(one.edition).items()
    }
    return {
        "teams": [
            {"name": one.name, "leader": one.leader, "members": list(one.members)}
            for one in task.teams
        ],
        "assignments": [_assignment(one, units, numbers) for one in task.assignments],
        "items": None if task.items is None else [numbers.get(key, key) for key in task.items],
        "seed": task.seed,
        "units": [
            {
                "unit": unit.label,
                "team": part.team,
                "inspectors": list(part.inspectors),
                "spared": [numbers.get(key, key) for key in part.spared],
            }
            for unit, part in parts
        ],
    }


def sparing_views(done: Sequence[Sparing]) -> list[View]:
    """Return what each unit is newly spared, and what applies to it again."""
    return [
        {
            "unit": one.unit.label,
            "spared": [item.number for item in one.added],
            "applies_again": [item.number for item in one.taken_back],
        }
        for one in done
    ]


def sparing_lines(done: Sequence[Sparing]) -> Iterator[str]:
    """Yield the same for people."""
    if not done:
        yield _("Nothing changes.")
    for one in done:
        if one.added:
            yield _("{unit} is spared {numbers}.").format(
                unit=one.unit.label, numbers="、".join(item.number for item in one.added)
            )
        if one.taken_back:
            yield _("To {unit} apply again: {numbers}.").format(
                unit=one.unit.label, numbers="、".join(item.number for item in one.taken_back)
            )


def _assignment(
    one: Assignment, units: Mapping[UnitId, str], numbers: Mapping[ItemKey, str]
) -> View:
    view = {
        "inspector": one.inspector,
        "units": [units.get(unit, unit) for unit in one.units],
        "items": list(dict.fromkeys(numbers.get(item, item) for item in one.items)),
        "ways": [way.value for way in one.ways],
    }
    words = [
        "、".join(view["units"]) or _("all units"),
        "、".join(view["items"]) or _("all items"),
    ]
    if one.ways:
        words.append("、".join(label(way) for way in one.ways))
    return {**view, "words": _(", ").join(words)}
