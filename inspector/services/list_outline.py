"""A list as nested lines, each with what a tree shows of it; for editions, reviews and drafts."""

from collections.abc import Iterator
from dataclasses import dataclass

from inspector.domain.checklist import Checklist, Item, Section
from inspector.domain.edition_draft import DraftNode, NodeRef
from inspector.domain.marks import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineLine:
    """One section or item. `place` counts all lines from 0 in the order of `Checklist.walk`."""

    place: int
    value: Section | Item
    points: Mark | None
    """Its own, or for a section that states none the sum beneath it."""
    items: int
    """Items at or beneath it."""
    ref: NodeRef = ""
    """What names it in a draft."""
    children: tuple["OutlineLine", ...] = ()

    def walk(self) -> Iterator["OutlineLine"]:
        """Yield the line and all beneath it in order."""
        yield self
        for child in self.children:
            yield from child.walk()


def outline(checklist: Checklist) -> tuple[OutlineLine, ...]:
    """Return the lines of a list."""
    return _lines(tuple(_node(child) for child in checklist.children), 0)


def outline_of_draft(nodes: tuple[DraftNode, ...]) -> tuple[OutlineLine, ...]:
    """Return the lines of a draft, each under the name that the draft knows it by."""
    return _lines(nodes, 0)


def _node(value: Section | Item) -> DraftNode:
    if isinstance(value, Item):
        return DraftNode("", value)
    return DraftNode("", value, tuple(_node(child) for child in value.children))


def _lines(nodes: tuple[DraftNode, ...], place: int) -> tuple[OutlineLine, ...]:
    lines: list[OutlineLine] = []
    for node in nodes:
        children = _lines(node.children, place + 1)
        made = _line(node, place, children)
        lines.append(made)
        place += 1 + sum(1 for child in children for _ in child.walk())
    return tuple(lines)


def _line(node: DraftNode, place: int, children: tuple[OutlineLine, ...]) -> OutlineLine:
    value = node.value
    is_item = isinstance(value, Item)
    points = value.points
    if points is None and not is_item:
        known = [child.points for child in children if child.points is not None]
        points = Mark(sum(known)) if known else None
    return OutlineLine(
        place=place,
        value=value,
        points=points,
        items=1 if is_item else sum(child.items for child in children),
        ref=node.ref,
        children=children,
    )
