"""What an inspection says of itself (name, office, terms), corrected after it was set up."""

from dataclasses import replace
from datetime import date, datetime
from typing import Final

from inspector.domain.changes import Changes
from inspector.domain.edits import Action
from inspector.domain.errors import refused
from inspector.domain.inspection import Inspection, InspectionKind
from inspector.services.desk import Desk

MOST_OBJECTION_DAYS: Final = 60
OF_A_PLAN: Final = (
    "name",
    "kind",
    "unit_word",
    "year",
    "period_start",
    "period_end",
    "sampling_deadline",
    "basis",
    "office",
    "office_contact",
    "office_phone",
)
"""What a plan says of an inspection that can be corrected later."""


def correct(
    desk: Desk,
    task: Inspection,
    *,
    name: str | None = None,
    kind: InspectionKind | None = None,
    unit_word: str | None = None,
    basis: tuple[str, ...] | None = None,
    period_start: date | None = None,
    period_end: date | None = None,
    sampling_deadline: datetime | None = None,
    objection_days: int | None = None,
    office: str | None = None,
    office_contact: str | None = None,
    office_phone: str | None = None,
) -> tuple[Inspection, Changes]:
    """Change what is given and leave the rest; deadlines already told to units stay.

    `objection_days` are working days after the feedback. Raises Refused for an empty or taken
    name, a period that ends before it begins, days out of range, and where nothing is given.
    """
    given = {
        "name": None if name is None else name.strip(),
        "kind": kind,
        "unit_word": None if unit_word is None else unit_word.strip(),
        "basis": basis,
        "period_start": period_start,
        "period_end": period_end,
        "sampling_deadline": sampling_deadline,
        "objection_days": objection_days,
        "office": office,
        "office_contact": office_contact,
        "office_phone": office_phone,
    }
    changed = {field: value for field, value in given.items() if value is not None}
    if not changed:
        raise refused("particulars.nothing_given", name=task.name)
    after = replace(task, **changed)  # type: ignore[arg-type]
    return after, put(desk, task, after)


def put(desk: Desk, task: Inspection, after: Inspection) -> Changes:
    """Let an inspection say all that `after` says of it; raises Refused as `correct` does."""
    _require_sound(desk, task, after)
    with desk.file.unit_of_work(desk.author) as work:
        work.replace(task, after)
        return work.commit(Action(verb="inspection.set", parameters={"name": after.name}))


def _require_sound(desk: Desk, task: Inspection, after: Inspection) -> None:
    if not after.name:
        raise refused("inspections.no_name")
    if any(one.name == after.name and one.id != task.id for one in desk.file.reader.inspections()):
        raise refused("inspections.name_taken", name=after.name)
    start, end = after.period_start, after.period_end
    if start and end and end < start:
        raise refused("inspections.period_backwards", start=start, end=end)
    if not 1 <= after.objection_days <= MOST_OBJECTION_DAYS:
        raise refused(
            "particulars.objection_days", days=after.objection_days, most=MOST_OBJECTION_DAYS
        )
