"""Veto, bonus and penalty items by the words of their sections; without points, tasks."""

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from typing import Final

from inspector.domain.checklist import ItemKind
from inspector.exchange.columns import Role
from inspector.exchange.list_text import one_line
from inspector.exchange.list_tree import Node, Tree

_LONGEST_TITLE: Final = 30
_THING: Final = "(?:项|指标|事项|项目|情形|内容|部分|条款)?(?:目)?"
_VETO: Final = re.compile(r"否决")
_BOTH: Final = re.compile(
    r"加减分|加扣分|加[、和及/]?减分|加分.{0,6}[减扣]分|[减扣]分.{0,6}加分|奖惩"
)
_BONUS: Final = re.compile(r"(?<![增参追])加分(?![类析配散期布])|奖励分|附加分|奖励项|创新加")
_PENALTY: Final = re.compile(r"减分|倒扣|负面扣|反向扣")
_DEDUCTIONS: Final = re.compile(rf"(?:\w{{0,4}}重大)?扣分{_THING}")
"""A penalty behind a scored part, but the scored part itself where there is no other."""
_WHOLE: Final = re.compile(
    rf"(?:单项|一票)?否决{_THING}|(?:特色|创新|附)?加分{_THING}|(?:减分|倒扣分?){_THING}"
)
_TAKES: Final = re.compile(r"扣|减|通报批评")
_GIVES: Final = re.compile(r"加|奖")


def assign_kinds(tree: Tree) -> None:
    """Give every item its kind by column, by the sections above it, or by its own name.

    A veto, bonus or penalty word in any section above counts; content that only mentions such a
    word does not.
    """
    soft: set[Node] = set()
    for leaf in tree.leaves():
        kind, is_soft = _kind(leaf)
        leaf.kind = kind
        if is_soft:
            soft.add(leaf)
    scored_elsewhere = any(
        leaf.kind is ItemKind.SCORED and (leaf.points_text or leaf.named_points)
        for leaf in tree.leaves()
        if leaf not in soft
    )
    for leaf in soft:
        leaf.kind = ItemKind.PENALTY if scored_elsewhere else ItemKind.SCORED


def _kind(leaf: Node) -> tuple[ItemKind, bool]:
    """Return an item's kind, and whether it follows only from the words for deductions."""
    for text in _titles(leaf):
        said = _said(text)
        if isinstance(said, ItemKind):
            return said, False
        if said is _Said.BOTH:
            return _by_criteria(leaf), False
        if said is _Said.DEDUCTIONS:
            return ItemKind.PENALTY, True
    if leaf.line is not None:
        by_header = _BY_HEADER.get(leaf.line.columns.points_role)
        if by_header is not None:
            return by_header, False
    return ItemKind.SCORED, False


_BY_HEADER: Final = {
    Role.PENALTY_POINTS: ItemKind.PENALTY,
    Role.BONUS_POINTS: ItemKind.BONUS,
}


def _titles(leaf: Node) -> Sequence[str]:
    """Return the names that may say a kind: the kind column, sections from below, its own."""
    titles = []
    if leaf.line is not None and leaf.line.columns.kind is not None:
        titles.append(one_line(leaf.line.cells[leaf.line.columns.kind]))
    above = leaf.parent
    while above is not None:
        titles.append(above.title)
        above = above.parent
    if len(leaf.title) <= _LONGEST_TITLE and _WHOLE.fullmatch(leaf.title):
        titles.append(leaf.title)
    return [title for title in titles if title and len(title) <= _LONGEST_TITLE]


class _Said(Enum):
    """What the name of a section says where it does not settle the kind."""

    BOTH = "both"
    DEDUCTIONS = "deductions"


@lru_cache(maxsize=4096)
def _said(title: str) -> ItemKind | _Said | None:
    if _VETO.search(title):
        return ItemKind.VETO
    if _BOTH.search(title):
        return _Said.BOTH
    if _BONUS.search(title):
        return ItemKind.BONUS
    if _PENALTY.search(title):
        return ItemKind.PENALTY
    return _Said.DEDUCTIONS if _DEDUCTIONS.fullmatch(title) else None


def kind_of_title(title: str) -> ItemKind | None:
    """Return the kind that the name of a section gives to what is beneath it, or None."""
    said = _said(title)
    return said if isinstance(said, ItemKind) else None


def _by_criteria(leaf: Node) -> ItemKind:
    text = f"{leaf.title}{''.join(leaf.criteria)}{leaf.points_text}"
    if leaf.points_text.startswith(("-", "－", "−")):
        return ItemKind.PENALTY
    takes, gives = _TAKES.search(text), _GIVES.search(text)
    if takes and (not gives or takes.start() < gives.start()):
        return ItemKind.PENALTY
    return ItemKind.BONUS
