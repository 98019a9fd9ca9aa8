"""The register of units: rows held against it and taken in, listed, corrected."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from inspector.domain.changes import Changes
from inspector.domain.edits import Action
from inspector.domain.errors import refused
from inspector.domain.ids import UnitId, new_id
from inspector.domain.unit import Unit, UnitRow
from inspector.services.desk import Desk
from inspector.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """One row of a list of units, held against the register and the rows before it."""

    row: UnitRow
    known: Unit | None = None
    """The unit of the register that goes by one of its names."""
    takes_part: bool = False
    """Whether that unit takes part already."""
    double_of: int | None = None
    """The place, from 0, of the earlier row that names the same unit."""

    @property
    def is_new(self) -> bool:
        """Whether taking the row in adds somebody to the inspection."""
        return not self.takes_part and self.double_of is None


def in_workspace(desk: Desk) -> tuple[Unit, ...]:
    """Return every unit of the workspace in official order."""
    return desk.file.reader.units()


def recognise(
    rows: Sequence[UnitRow],
    known: Sequence[Unit] = (),
    present: Collection[UnitId] = (),
) -> tuple[Recognised, ...]:
    """Return each row with the unit it means and the row it repeats, if any."""
    seen: dict[str, int] = {}
    found = []
    for place, row in enumerate(rows):
        unit = next((one for one in known if _is_named(one, row)), None)
        names = {_folded(name) for name in (row.name, row.short_name, *row.aliases)} - {""}
        if unit is not None:
            names |= {_folded(name) for name in (unit.name, unit.short_name)} - {""}
        double = next((seen[name] for name in sorted(names) if name in seen), None)
        for name in names:
            seen.setdefault(name, place)
        found.append(
            Recognised(
                row=row,
                known=unit,
                takes_part=unit is not None and unit.id in present,
                double_of=double,
            )
        )
    return tuple(found)


def class_meant(text: str, classes: Mapping[str, str]) -> str | None:
    """Return the key of the class that a text such as A, A类 or 县（区） means, by key and name."""
    wanted = _folded(text).removesuffix("类")
    for key, name in classes.items():
        if wanted and wanted in {_folded(key).removesuffix("类"), _folded(name).removesuffix("类")}:
            return key
    return None


def _folded(text: str) -> str:
    return "".join(text.split())


def add(desk: Desk, rows: Iterable[UnitRow]) -> tuple[tuple[Unit, ...], Changes]:
    """Put units into the register; one that is known already by any of its names is kept."""
    with desk.file.unit_of_work(desk.author) as work:
        units = register(desk, work, rows)
        changes = work.commit(Action(verb="unit.add", parameters={"count": str(len(units))}))
    return units, changes


def register(desk: Desk, work: UnitOfWork, rows: Iterable[UnitRow]) -> tuple[Unit, ...]:
    """Add what is new among the rows within a unit of work, and return the unit of each row."""
    known = list(desk.file.reader.units())
    order = max((unit.order for unit in known), default=0)
    found: list[Unit] = []
    for row in rows:
        unit = next((one for one in known if _is_named(one, row)), None)
        if unit is None:
            order += 1
            unit = _new_unit(row, order)
            work.add(unit)
            known.append(unit)
        found.append(unit)
    return tuple(found)


def _is_named(unit: Unit, row: UnitRow) -> bool:
    return unit.answers_to(row.name) or bool(row.short_name and unit.answers_to(row.short_name))


def update(desk: Desk, unit: Unit, **fields: object) -> Changes:
    """Change fields of a unit's entry in the register.

    Raises Refused when nothing is given, or a name that another unit has.
    """
    if not fields:
        raise refused("units.nothing_given", unit=unit.label)
    changed = replace(unit, **fields)  # type: ignore[arg-type]
    taken = [
        (name, other)
        for other in desk.file.reader.units()
        if other.id != unit.id
        for name in (changed.name, changed.short_name, changed.code, *changed.aliases)
        if name and other.answers_to(name)
    ]
    if taken:
        name, other = taken[0]
        raise refused("units.name_taken", name=name, other=other.name)
    with desk.file.unit_of_work(desk.author) as work:
        work.replace(unit, changed)
        return work.commit(Action(verb="unit.update", parameters={"unit": changed.label}))


def _new_unit(row: UnitRow, order: int) -> Unit:
    return Unit(
        id=UnitId(new_id()),
        name=row.name,
        short_name=row.short_name,
        aliases=row.aliases,
        code=row.code,
        order=row.order or order,
        unit_class=row.unit_class,
        contact=row.contact,
        phone=row.phone,
    )
