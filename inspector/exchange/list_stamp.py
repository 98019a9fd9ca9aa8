"""The hidden sheet of a list's workbook: what the table has no column for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import msgspec

from inspector.domain.checklist import Checklist, Item, Metric, Scoring, Section, Source, digest
from inspector.domain.ids import ItemKey
from inspector.domain.rule_set import RuleSet
from inspector.domain.rules import Rule
from inspector.exchange.sheets.hidden_text import checksum, chunks, shielded

MARKER: Final = "inspector.list"
TAB: Final = "_list"
_FORMAT: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredItem:
    """What is kept of an item, for as long as its text is the same."""

    key: ItemKey
    digest: str
    scoring: Scoring
    rules: tuple[Rule, ...] = ()
    metrics: tuple[Metric, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredList:
    """What is kept of a list. Items are found by number, sections by the titles down to them."""

    year: int | None = None
    issuer: str = ""
    unit_class: str = ""
    basis: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    rule_set: RuleSet = field(default_factory=RuleSet)
    level_headers: tuple[str, ...] = ()
    sections: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, StoredItem] = field(default_factory=dict)


def list_stamp_cells(checklist: Checklist) -> list[list[str]]:
    """Return the hidden sheet's cells: marker, format and checksum, then one value cut up."""
    stored = StoredList(
        year=checklist.year,
        issuer=checklist.issuer,
        unit_class=checklist.unit_class,
        basis=checklist.basis,
        sources=checklist.sources,
        rule_set=checklist.rule_set,
        level_headers=checklist.level_headers,
        sections={
            _titles((*path, node)): node.number
            for path, node in checklist.walk()
            if isinstance(node, Section)
        },
        items={item.number: _stored(item) for _, item in checklist.items()},
    )
    text = shielded(msgspec.json.encode(stored).decode())
    return [[MARKER, str(_FORMAT), checksum([text])], *([chunk] for chunk in chunks(text))]


def _stored(item: Item) -> StoredItem:
    return StoredItem(
        key=item.key,
        digest=digest(item.content, item.criteria),
        scoring=item.scoring,
        rules=item.rules,
        metrics=item.metrics,
    )


def _titles(path: Sequence[Section]) -> str:
    return "\n".join(section.title for section in path)


def is_list_stamp(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a sheet is the hidden one of a list's workbook, whatever its name is by now."""
    return bool(rows) and rows[0][:1] == (MARKER,)


def restored(checklist: Checklist, grids: Sequence[Sequence[Sequence[str]]]) -> Checklist:
    """Return a list as read from its table, with what its hidden sheet keeps.

    `grids` are the rows of the workbook's sheets. An item whose text was changed is as new; a
    hidden sheet that was changed, or comes from a newer program, is left aside.
    """
    stored = next((found for rows in grids if (found := _read(rows)) is not None), None)
    if stored is None:
        return checklist
    return replace(
        checklist,
        year=checklist.year or stored.year,
        issuer=stored.issuer,
        unit_class=checklist.unit_class or stored.unit_class,
        basis=stored.basis,
        sources=stored.sources,
        rule_set=stored.rule_set,
        level_headers=stored.level_headers,
        children=tuple(_restored(node, (), stored) for node in checklist.children),
    )


def _read(rows: Sequence[Sequence[str]]) -> StoredList | None:
    if not is_list_stamp(rows) or list(rows[0][1:2]) != [str(_FORMAT)]:
        return None
    text = "".join("".join(row) for row in rows[1:])
    if list(rows[0][2:3]) != [checksum([text])]:
        return None
    try:
        return msgspec.json.decode(text, type=StoredList)
    except msgspec.DecodeError:
        return None


def _restored(
    node: Section | Item, path: tuple[Section, ...], stored: StoredList
) -> Section | Item:
    if isinstance(node, Section):
        below = (*path, node)
        return replace(
            node,
            number=stored.sections.get(_titles(below), node.number),
            children=tuple(_restored(child, below, stored) for child in node.children),
        )
    kept = stored.items.get(node.number)
    if kept is None or kept.digest != digest(node.content, node.criteria):
        return node
    return replace(node, key=kept.key, scoring=kept.scoring, rules=kept.rules, metrics=kept.metrics)
