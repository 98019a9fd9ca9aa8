"""A list being worked over: an edition, the edits made to it in order, and the list they make."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, Final

from inspector.domain.checklist import CheckingWay, Checklist, Item, ItemKind, Section
from inspector.domain.ids import ItemKey
from inspector.domain.issues import Issue, Place, Severity
from inspector.domain.marks import Mark, plain_mark
from inspector.domain.phrases import parse_rules

NodeRef = str
"""Names a section or item of a draft for as long as the draft is open."""
TOP: Final[NodeRef] = ""
"""Stands for the list itself where a parent is named, and for “first” where a sibling is."""


class EditKind(Enum):
    """What an edit does."""

    HEAD = "head"
    CHANGE = "change"
    ADD_ITEM = "add_item"
    ADD_SECTION = "add_section"
    REMOVE = "remove"
    MOVE = "move"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftEdit:
    """One edit. `fields` are plain values: marks as integers, ways and kinds by their codes."""

    kind: EditKind
    ref: NodeRef = TOP
    parent: NodeRef = TOP
    after: NodeRef = TOP
    """The sibling behind which a node is put; TOP puts it first."""
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DraftNode:
    """A section or item of the draft; a section's own `children` are left empty."""

    ref: NodeRef
    value: Section | Item
    children: tuple["DraftNode", ...] = ()

    def walk(self) -> Iterator["DraftNode"]:
        """Yield the node and all beneath it in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """What a list has become by its edits."""

    checklist: Checklist
    nodes: tuple[DraftNode, ...]


ITEM_FIELDS: Final = (
    "number",
    "content",
    "criteria",
    "points",
    "kind",
    "ways",
    "responsible",
    "lead",
    "deadline",
    "guidance",
    "remark",
)
SECTION_FIELDS: Final = ("number", "title", "points")
HEAD_FIELDS: Final = ("title", "year", "issuer", "unit_class")
_RULE_FIELDS: Final = frozenset({"content", "criteria", "points", "kind"})
"""An item's rules follow from these."""


def fold(base: Checklist, edits: Sequence[DraftEdit]) -> Folded:
    """Return the list that a base becomes; edits of what is gone meanwhile change nothing."""
    tree = _Tree(base)
    for edit in edits:
        tree.apply(edit)
    return tree.folded()


def item_ref(key: ItemKey) -> NodeRef:
    """Return what names an item in a draft."""
    return f"i:{key}"


@dataclass(slots=True, eq=False)
class _Node:
    ref: NodeRef
    value: Section | Item
    parent: "_Node | None" = None
    children: list["_Node"] = field(default_factory=list)
    follows: bool = False
    """Whether a section's stated points are the sum of its items', and go on being that."""


class _Tree:
    """The list while edits are being applied."""

    def __init__(self, base: Checklist) -> None:
        self._base = self._head = base
        self._root = _Node(TOP, Section(number="", title=""))
        self._known: dict[NodeRef, _Node] = {TOP: self._root}
        self._sections = 0
        for child in base.children:
            self._take_in(child, self._root)

    def _take_in(self, value: Section | Item, parent: _Node) -> None:
        if isinstance(value, Item):
            node = _Node(item_ref(value.key), value, parent)
        else:
            self._sections += 1
            node = _Node(f"s:{self._sections}", replace(value, children=()), parent)
        self._known[node.ref] = node
        parent.children.append(node)
        if isinstance(value, Section):
            for child in value.children:
                self._take_in(child, node)
            node.follows = value.points is not None and value.points == _sum(node)

    def apply(self, edit: DraftEdit) -> None:
        """Apply one edit, where what it speaks of is still there."""
        if edit.kind is EditKind.HEAD:
            self._head = replace(self._head, **_chosen(edit.fields, HEAD_FIELDS))
        elif edit.kind in (EditKind.ADD_ITEM, EditKind.ADD_SECTION):
            self._add(edit)
        elif edit.ref != TOP and (node := self._known.get(edit.ref)) is not None:
            if edit.kind is EditKind.REMOVE:
                self._remove(node)
            elif edit.kind is EditKind.MOVE:
                self._move(node, edit)
            else:
                _change(node, edit.fields)

    def _add(self, edit: DraftEdit) -> None:
        if edit.ref in self._known:
            return
        value: Section | Item
        if edit.kind is EditKind.ADD_ITEM:
            kind = ItemKind.SCORED if self._base.is_scored else ItemKind.TASK
            value = Item(key=ItemKey(edit.ref.partition(":")[2]), number="", content="", kind=kind)
        else:
            value = Section(number="", title="")
        node = _Node(edit.ref, value)
        self._known[edit.ref] = node
        _change(node, edit.fields)
        self._put(node, edit)

    def _put(self, node: _Node, edit: DraftEdit) -> None:
        parent = self._known.get(edit.parent, self._root)
        if isinstance(parent.value, Item):
            parent = parent.parent or self._root
        node.parent = parent
        places = [at for at, one in enumerate(parent.children, 1) if one.ref == edit.after]
        at = places[0] if places else (len(parent.children) if edit.after else 0)
        parent.children.insert(at, node)

    def _remove(self, node: _Node) -> None:
        if node.parent is not None:
            node.parent.children.remove(node)
        for child in list(node.children):
            self._remove(child)
        del self._known[node.ref]

    def _move(self, node: _Node, edit: DraftEdit) -> None:
        above: _Node | None = self._known.get(edit.parent, self._root)
        while above is not None:
            if above is node:
                return
            above = above.parent
        if node.parent is not None:
            node.parent.children.remove(node)
        self._put(node, edit)

    def folded(self) -> Folded:
        """Return the list as it stands."""
        for node in self._known.values():
            if node.follows and isinstance(node.value, Section):
                node.value = replace(node.value, points=_sum(node))
        nodes = tuple(_frozen(node) for node in self._root.children)
        checklist = replace(self._head, children=tuple(_whole(node) for node in nodes))
        rule_set = checklist.rule_set
        if rule_set.full == self._base.points and checklist.points:
            rule_set = replace(rule_set, full=checklist.points)
        return Folded(checklist=replace(checklist, rule_set=rule_set), nodes=nodes)


def _chosen(fields: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name in names}


def _change(node: _Node, fields: Mapping[str, Any]) -> None:
    if isinstance(node.value, Section):
        node.follows = node.follows and "points" not in fields
        node.value = replace(node.value, **_chosen(fields, SECTION_FIELDS))
        return
    values = _chosen(fields, ITEM_FIELDS)
    if "kind" in values:
        values["kind"] = ItemKind(values["kind"])
    if "ways" in values:
        values["ways"] = tuple(CheckingWay(way) for way in values["ways"])
    changed = replace(node.value, **values)
    node.value = _with_rules(changed) if _RULE_FIELDS & values.keys() else changed


def _with_rules(item: Item) -> Item:
    """Return an item whose rules are those of its criteria as they now read."""
    parsed = parse_rules(item.criteria, item.points, item.kind, item.content)
    return replace(item, scoring=parsed.scoring, rules=parsed.rules, metrics=parsed.metrics)


def _sum(node: _Node) -> Mark:
    if isinstance(node.value, Item):
        return node.value.points or Mark(0)
    return Mark(sum(_sum(child) for child in node.children))


def _frozen(node: _Node) -> DraftNode:
    return DraftNode(node.ref, node.value, tuple(_frozen(child) for child in node.children))


def _whole(node: DraftNode) -> Section | Item:
    if isinstance(node.value, Item):
        return node.value
    return replace(node.value, children=tuple(_whole(child) for child in node.children))


# What a draft lacks ------------------------------------------------------------------------------


def faults(folded: Folded) -> tuple[Issue, ...]:
    """Return what stands against publishing a draft (errors), and what deserves a look."""
    found: list[Issue] = []
    if not folded.checklist.title.strip():
        found.append(_issue("checklists.no_title", Severity.ERROR))
    numbers: set[str] = set()
    for node in _walk(folded.nodes):
        found += _faults_of(node, numbers)
    return tuple(found)


def _faults_of(node: DraftNode, numbers: set[str]) -> Iterator[Issue]:
    value = node.value
    if isinstance(value, Section):
        name = value.title.strip() or value.number
        if not node.children:
            yield _issue("checklists.draft_empty_section", Severity.ERROR, name=name)
        total = Mark(
            sum(one.value.points or 0 for one in node.walk() if isinstance(one.value, Item))
        )
        if value.points is not None and value.points != total:
            stated, points = plain_mark(value.points), plain_mark(total)
            yield _issue(
                "checklists.draft_sum", Severity.WARNING, name=name, stated=stated, sum=points
            )
        return
    if not value.content.strip():
        yield _issue("checklists.draft_no_content", Severity.ERROR, number=value.number)
    if not value.number.strip():
        yield _issue("checklists.draft_no_number", Severity.ERROR, name=value.content[:30])
    elif value.number in numbers:
        yield _issue("checklists.draft_number_repeated", Severity.ERROR, number=value.number)
    numbers.add(value.number)
    if value.kind is ItemKind.SCORED and value.points is None:
        yield _issue("checklists.draft_no_points", Severity.WARNING, number=value.number)


def _walk(nodes: Sequence[DraftNode]) -> Iterator[DraftNode]:
    for node in nodes:
        yield from node.walk()


def _issue(code: str, severity: Severity, **parameters: str) -> Issue:
    return Issue(code=code, severity=severity, place=Place(), parameters=parameters)


_LAST_FIGURE: Final = re.compile(r"(\d+)(\D*)$")


def next_number(folded: Folded, after: NodeRef) -> str:
    """Return a free number for an item put behind a node: the one after its, or its first child.

    A number without any figure to count on gets one behind it.
    """
    used = {one.value.number for one in _walk(folded.nodes) if isinstance(one.value, Item)}
    found = next((one for one in _walk(folded.nodes) if one.ref == after), None)
    before = _last_item_number(found) if found is not None else "0"
    while True:
        figure = _LAST_FIGURE.search(before)
        if figure is None:
            before = f"{before}-1" if before else "1"
        else:
            before = f"{before[: figure.start()]}{int(figure[1]) + 1}{figure[2]}"
        if before not in used:
            return before


def _last_item_number(node: DraftNode) -> str:
    items = [one.value.number for one in node.walk() if isinstance(one.value, Item)]
    return items[-1] if items else f"{node.value.number}.0"
