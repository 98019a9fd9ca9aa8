"""Veto, bonus and penalty items by the words of their sections; without points, tasks."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache
from typing import Final

from inspector.domain.checklist import ItemKind
from inspector.exchange.columns import Role
from inspector.exchange.list_text import KIND_THING, begins_with_kind, is_kind_word, one_line
from inspector.exchange.list_tree import Node, Tree

_LONGEST_TITLE: Final = 30
_VETO: Final = re.compile(r"否决")
_BOTH: Final = re.compile(
    r"加减分|加扣分|加[、和及/]?减分|加分.{0,6}[减扣]分|[减扣]分.{0,6}加分|奖惩"
)
_BONUS: Final = re.compile(r"(?<![增参追])加分(?![类析配散期布])|奖励分|附加分|奖励项|创新加")
_PENALTY: Final = re.compile(r"减分|倒扣|负面扣|反向扣")
_DEDUCTIONS: Final = re.compile(rf"(?:\w{{0,4}}重大)?扣分{KIND_THING}")
"""A penalty behind a scored part, but the scored part itself where there is no other."""
_TAKES: Final = re.compile(r"扣|减|通报批评")
_GIVES: Final = re.compile(r"加|奖")


def assign_kinds(tree: Tree) -> None:
    """Give every item its kind by column, by the sections above it, or by its own name.

    A veto, bonus or penalty word in any section above counts; content that only mentions such a
    word does not.
    """
    soft: list[tuple[Node, Node | None]] = []
    scored = False
    for leaf, above, section in _items_with_words(tree.roots, None, None):
        said = _said_of(leaf) or above
        if isinstance(said, ItemKind):
            leaf.kind = said
        elif said is _Said.BOTH:
            leaf.kind = _by_criteria(leaf)
        elif said is _Said.DEDUCTIONS:
            soft.append((leaf, section))
        else:
            leaf.kind = _by_header(leaf)
            has_points = leaf.points_text or leaf.named_points
            scored = scored or (leaf.kind is ItemKind.SCORED and bool(has_points))
    main = None if scored or not soft else soft[0][1]
    for leaf, section in soft:
        is_main = not scored and section is main
        leaf.kind = ItemKind.SCORED if is_main else ItemKind.PENALTY


def _items_with_words(
    nodes: Sequence[Node], above: "ItemKind | _Said | None", section: Node | None
) -> "Iterator[tuple[Node, ItemKind | _Said | None, Node | None]]":
    """Yield the items, each with what the nearest section above it that says a kind says."""
    for node in nodes:
        if node.children:
            said = _said(node.title)
            yield from _items_with_words(
                node.children, said or above, node if said is not None else section
            )
        else:
            yield node, above, section


def _said_of(leaf: Node) -> "ItemKind | _Said | None":
    """Return what an item's kind column says, or its own name if that is such a word."""
    line = leaf.line
    if line is not None and line.columns.kind is not None:
        said = _said(one_line(line.cells[line.columns.kind]))
        if said is not None:
            return said
    if ("：" in leaf.title or ":" in leaf.title) and begins_with_kind(leaf.title):
        return _said(re.split("[:：]", leaf.title, maxsplit=1)[0])
    is_word = len(leaf.title) <= _LONGEST_TITLE and is_kind_word(leaf.title)
    return _said(leaf.title) if is_word else None


def _by_header(leaf: Node) -> ItemKind:
    if leaf.line is None:
        return ItemKind.SCORED
    return _BY_HEADER.get(leaf.line.columns.points_role, ItemKind.SCORED)


_BY_HEADER: Final = {
    Role.PENALTY_POINTS: ItemKind.PENALTY,
    Role.BONUS_POINTS: ItemKind.BONUS,
}


class _Said(Enum):
    """What the name of a section says where it does not settle the kind."""

    BOTH = "both"
    DEDUCTIONS = "deductions"


@lru_cache(maxsize=4096)
def _said(title: str) -> ItemKind | _Said | None:
    if len(title) > _LONGEST_TITLE:
        return None
    if _VETO.search(title):
        return ItemKind.VETO
    if _BOTH.search(title):
        return _Said.BOTH
    if _BONUS.search(title):
        return ItemKind.BONUS
    if _PENALTY.search(title):
        return ItemKind.PENALTY
    return _Said.DEDUCTIONS if _DEDUCTIONS.fullmatch(title) else None


def _by_criteria(leaf: Node) -> ItemKind:
    text = f"{leaf.title}{''.join(leaf.criteria)}{leaf.points_text}"
    if leaf.points_text.startswith(("-", "－", "−")):
        return ItemKind.PENALTY
    takes, gives = _TAKES.search(text), _GIVES.search(text)
    if takes and (not gives or takes.start() < gives.start()):
        return ItemKind.PENALTY
    return ItemKind.BONUS
