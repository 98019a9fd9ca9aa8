"""The tree of a list as a checklist: items with their texts, rules, ways and keys."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from inspector.domain.checklist import CheckingWay, Item, ItemKind, Section, digest
from inspector.domain.ids import ItemKey
from inspector.domain.phrases import parse_rules
from inspector.exchange.columns import Role
from inspector.exchange.list_numbers import Numbers
from inspector.exchange.list_points import PointsReading
from inspector.exchange.list_text import begins_with_kind
from inspector.exchange.list_tree import Node, Tree

_WAYS: Final[tuple[tuple[CheckingWay, re.Pattern[str]], ...]] = (
    (CheckingWay.MOCK_REQUEST, re.compile("模拟|暗访申请|实际申请|申请测试")),
    (CheckingWay.SYSTEM, re.compile("系统|后台|数据平台|平台数据|监测数据|数据统计")),
    (CheckingWay.RECOGNITION, re.compile("认定|评定|组织评议")),
    (CheckingWay.ON_SITE, re.compile("现场|实地|走访|暗访(?!申请)")),
    (CheckingWay.PAPERS, re.compile("查阅|资料|台账|材料|档案|书面|查看文件|听取汇报")),
    (CheckingWay.ONLINE, re.compile("网上|网络|网站|在线|线上|网页|门户")),
)
_SUPPORT: Final = "配合单位："
_WAY_BREAK: Final = re.compile(r"[、，,；;/\s和与及+]+")


@dataclass(slots=True)
class ItemMaker:
    """Makes items and sections from nodes; `nodes` tells which node became which item."""

    reading: PointsReading
    numbers: Numbers
    nodes: list[tuple[Node, Item]] = field(default_factory=list)
    _keys: set[str] = field(default_factory=set)

    def make(self, tree: Tree) -> tuple[Section | Item, ...]:
        """Return the list's children."""
        return tuple(self._made(node, {}) for node in tree.roots)

    def _made(self, node: Node, told_above: Mapping[Role, str]) -> Section | Item:
        """Return a node; what stands beside a section holds for the items that say nothing."""
        told = told_above
        if node.texts:
            told = {**told, **{role: "\n".join(texts) for role, texts in node.texts.items()}}
        if not node.children:
            item = self._item(node, told)
            self.nodes.append((node, item))
            return item
        return Section(
            number=self.numbers.of[node],
            title=node.title,
            points=self.reading.points(node),
            children=tuple(self._made(child, told) for child in node.children),
        )

    def _item(self, node: Node, told: Mapping[Role, str]) -> Item:
        content, criteria = _content(node), _criteria(node)
        kind = node.kind
        if kind is ItemKind.SCORED and not self.reading.is_scored:
            kind = ItemKind.TASK
        points = self.reading.points(node)
        parsed = parse_rules(criteria, points, kind, content)
        ways, unknown = _ways(told.get(Role.WAY, ""))
        guidance = told.get(Role.GUIDANCE, "")
        return Item(
            key=self._key(node, content, criteria),
            number=self.numbers.of[node],
            content=content,
            criteria=criteria,
            points=points,
            kind=kind,
            scoring=parsed.scoring,
            rules=parsed.rules,
            ways=ways,
            responsible=_responsible(told),
            lead=told.get(Role.LEAD, ""),
            deadline=told.get(Role.DEADLINE, ""),
            guidance=f"{guidance}\n{unknown}".strip() if unknown else guidance,
            remark=told.get(Role.REMARK, ""),
            metrics=parsed.metrics,
            row=node.row + 1,
        )

    def _key(self, node: Node, content: str, criteria: str) -> ItemKey:
        """Return the digest of an item's text; like items are told apart by their sections."""
        key = digest(content, criteria)
        if key in self._keys:
            above = "/".join(section.title for section in node.path())
            key = digest(f"{above}/{content}", criteria)
        base, again = key, 1
        while key in self._keys:
            again += 1
            key = digest(f"{base}-{again}")
        self._keys.add(key)
        return ItemKey(key)


def _responsible(told: Mapping[Role, str]) -> str:
    responsible = told.get(Role.RESPONSIBLE, "")
    support = told.get(Role.SUPPORT, "")
    if not support:
        return responsible
    return f"{responsible}；{_SUPPORT}{support}" if responsible else support


_AFTER_NUMBER: Final = re.compile(r"[\s、.．:：)）]+")


def _content(node: Node) -> str:
    """Return an item's text without the number that another column already tells."""
    line, text = node.line, node.title
    number = line.number.strip() if line is not None else ""
    if not number or not text.startswith(number):
        return text
    rest = text[len(number) :]
    marks = _AFTER_NUMBER.match(rest)
    if marks is not None:
        return rest[marks.end() :] or text
    is_plain = number.isdecimal() or rest[:1].isdecimal() or rest[:1] in "."
    return text if is_plain or not rest else rest


def _criteria(node: Node) -> str:
    if node.criteria:
        return "\n".join(node.criteria)
    if node.line is not None and node.line.columns.content_has_criteria:
        return node.title
    return re.split("[:：]", node.title, maxsplit=1)[1] if begins_with_kind(node.title) else ""


@lru_cache(maxsize=1024)
def _ways(text: str) -> tuple[tuple[CheckingWay, ...], str]:
    """Return the ways of checking that a cell names, and the words that name none."""
    found: list[CheckingWay] = []
    unknown = []
    for word in _WAY_BREAK.split(text):
        ways = [way for way, pattern in _WAYS if pattern.search(word)]
        found += [way for way in ways if way not in found]
        if word and not ways:
            unknown.append(word)
    return tuple(found), "、".join(unknown)


def sections_of_kind(tree: Tree, kind: ItemKind) -> Iterator[Node]:
    """Yield the topmost sections, or items on the top level, all of whose items are of one kind."""
    yield from _of_kind(tree.roots, kind)


def _of_kind(nodes: Sequence[Node], kind: ItemKind) -> Iterator[Node]:
    for node in nodes:
        if node.children and all(leaf.kind is kind for leaf in node.leaves()):
            yield node
        else:
            yield from _of_kind(node.children, kind)
