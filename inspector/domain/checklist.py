"""The year's checklist: a tree of sections and items of any depth, never changed once published."""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from inspector.domain.ids import ItemKey
from inspector.domain.marks import Mark
from inspector.domain.rule_set import RuleSet
from inspector.domain.rules import Rule


class ItemKind(StrEnum):
    """What an item does to the total."""

    SCORED = "scored"
    BONUS = "bonus"
    PENALTY = "penalty"
    VETO = "veto"
    TASK = "task"


class Scoring(StrEnum):
    """How a scored item's mark comes about."""

    DEDUCT = "deduct"
    ADD = "add"
    STEPS = "steps"
    RATIO = "ratio"


class CheckingWay(StrEnum):
    """Where an inspector looks."""

    ONLINE = "online"
    PAPERS = "papers"
    ON_SITE = "on_site"
    MOCK_REQUEST = "mock_request"
    SYSTEM = "system"
    RECOGNITION = "recognition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A figure that an item asks for; `name` is what the paper prints, `unit` its counter word."""

    name: str
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line that is checked."""

    key: ItemKey
    number: str
    content: str
    criteria: str = ""
    points: Mark | None = None
    kind: ItemKind = ItemKind.SCORED
    scoring: Scoring = Scoring.DEDUCT
    rules: tuple[Rule, ...] = ()
    ways: tuple[CheckingWay, ...] = ()
    responsible: str = ""
    lead: str = ""
    deadline: str = ""
    guidance: str = ""
    remark: str = ""
    metrics: tuple[Metric, ...] = ()
    """For RATIO the first metric is the whole and the second the part that meets the demand."""
    row: int = 0
    """The sheet row it was read from, 0 when it came from elsewhere."""

    @property
    def title(self) -> str:
        """Number and content, as tables name an item."""
        return f"{self.number} {self.content}".strip()

    @property
    def is_marked(self) -> bool:
        """Whether the item's points are part of the basic mark."""
        return self.kind is ItemKind.SCORED


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with its own stated points or none, over sections and items."""

    number: str
    title: str
    points: Mark | None = None
    children: tuple["Section | Item", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a list comes from and what about it is unconfirmed."""

    title: str
    document_number: str = ""
    address: str = ""
    unconfirmed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """One edition of a list."""

    title: str
    year: int | None = None
    issuer: str = ""
    unit_class: str = ""
    basis: tuple[str, ...] = ()
    """Documents the list rests on, each with its number: 《…的通知》（宁政办发〔2025〕1号）."""
    sources: tuple[Source, ...] = ()
    rule_set: RuleSet = field(default_factory=RuleSet)
    content_header: str = "考核内容"
    level_headers: tuple[str, ...] = ()
    children: tuple[Section | Item, ...] = ()

    def walk(self) -> Iterator[tuple[tuple[Section, ...], Section | Item]]:
        """Yield every node in order with the sections above it."""
        yield from _walk((), self.children)

    def items(self) -> Iterator[tuple[tuple[Section, ...], Item]]:
        """Yield the items in order, each with the sections above it."""
        for path, node in self.walk():
            if isinstance(node, Item):
                yield path, node

    @property
    def is_scored(self) -> bool:
        """Whether any item carries marks; otherwise it is a list of tasks."""
        return any(item.kind is not ItemKind.TASK for _, item in self.items())

    @property
    def points(self) -> Mark | None:
        """The sum of the scored items' points, or None for a list of tasks."""
        if not self.is_scored:
            return None
        return Mark(sum(item.points or 0 for _, item in self.items() if item.is_marked))


def _walk(
    path: tuple[Section, ...], nodes: tuple[Section | Item, ...]
) -> Iterator[tuple[tuple[Section, ...], Section | Item]]:
    for node in nodes:
        yield path, node
        if isinstance(node, Section):
            yield from _walk((*path, node), node.children)


@lru_cache(maxsize=4096)
def normalised(text: str) -> str:
    """Return text as it is compared: half-width, without white space or closing punctuation."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(folded.split()).rstrip("。.;；,，:：")


def digest(content: str, criteria: str = "") -> str:
    """Return 16 hex digits of the normalised text, by which an item is found in a later list."""
    text = f"{normalised(content)}\n{normalised(criteria)}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]
