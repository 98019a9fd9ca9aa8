"""What a returned sheet is compared with: the lists that are out, their items and their units."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from inspector.domain.checklist import Checklist, Item, ItemKind, normalised
from inspector.domain.ids import InspectionId, ItemKey, UnitId
from inspector.domain.inspection import Inspection
from inspector.domain.marks import plain_mark
from inspector.domain.unit import Unit


@dataclass(frozen=True, kw_only=True)
class KnownList:
    """One list within one inspection, and the units that are assessed on it."""

    inspection: Inspection
    checklist: Checklist
    units: tuple[Unit, ...]
    items: frozenset[ItemKey] | None = None
    """The items that went out, or None for the whole list."""

    @cached_property
    def index(self) -> "ItemIndex":
        """The list's items by key, number and text; made once for all sheets."""
        chosen = [
            (tuple(section.title for section in path), item)
            for path, item in self.checklist.items()
            if self.items is None or item.key in self.items
        ]
        return ItemIndex(chosen)


class ItemIndex:
    """The items of one list, found by key, by number and by text."""

    def __init__(self, items: Iterable[tuple[tuple[str, ...], Item]]) -> None:
        self.by_key: dict[str, Item] = {}
        self.by_number: dict[str, Item] = {}
        self.by_text: defaultdict[str, list[Item]] = defaultdict(list)
        self.titles: dict[ItemKey, tuple[str, ...]] = {}
        self.points: dict[ItemKey, str] = {}
        for titles, item in items:
            self.by_key[item.key] = item
            self.by_number.setdefault(folded(item.number), item)
            self.by_text[normalised(item.content)].append(item)
            self.titles[item.key] = titles
            self.points[item.key] = "" if item.points is None else plain_mark(item.points)
        items_seen = self.by_key.values()
        self.depth = max((len(titles) for titles in self.titles.values()), default=0)
        self.is_marked = any(item.kind is not ItemKind.TASK for item in items_seen)
        self.has_criteria = self.is_marked or any(item.criteria for item in items_seen)


@dataclass(frozen=True, kw_only=True)
class KnownLists:
    """All lists of a workspace that sheets may belong to."""

    workspace: str
    lists: tuple[KnownList, ...] = field(default_factory=tuple)

    def of_unit(self, inspection: InspectionId, unit: UnitId) -> KnownList | None:
        """Return the list that a unit is assessed on in an inspection, or None."""
        return self._by_unit.get((inspection, unit))

    @cached_property
    def _by_unit(self) -> Mapping[tuple[InspectionId, UnitId], KnownList]:
        return {(one.inspection.id, unit.id): one for one in self.lists for unit in one.units}

    @cached_property
    def units(self) -> Mapping[UnitId, Unit]:
        """Every unit of every list."""
        return {unit.id: unit for one in self.lists for unit in one.units}

    def unit_in(self, text: str) -> Unit | None:
        """Return the unit whose name is the longest one within a text, or None.

        None as well when two units are named equally long.
        """
        plain = folded(text)
        found = [(len(name), unit) for name, unit in self._names if name in plain]
        longest = max((length for length, _ in found), default=0)
        units = {unit.id: unit for length, unit in found if length == longest}
        return next(iter(units.values())) if len(units) == 1 else None

    def unit_coded(self, text: str) -> Unit | None:
        """Return the one unit whose code a name begins with, as evidence is named: WB-1.1-1."""
        code = text.replace("_", "-").partition("-")[0].strip()
        found = [unit for unit in self.units.values() if unit.code and unit.code == code]
        return found[0] if len(found) == 1 else None

    @cached_property
    def _names(self) -> tuple[tuple[str, Unit], ...]:
        return tuple(
            (folded(name), unit)
            for unit in self.units.values()
            for name in (unit.name, unit.short_name, *unit.aliases)
            if len(name) > 1
        )


def folded(text: str) -> str:
    """Return text half-width and without white space, as headers, numbers and names compare."""
    if text.isascii() and text.isalnum():
        return text
    return "".join(unicodedata.normalize("NFKC", text).split())
