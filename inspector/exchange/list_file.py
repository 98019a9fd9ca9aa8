"""The shape of a checklist file: what may stand where in the YAML, rule by rule of its README."""

from typing import Annotated, TypeAlias

from msgspec import Meta, Struct, field

from inspector.domain.checklist import CheckingWay, ItemKind, Scoring
from inspector.domain.rule_set import DidNotOccur, NotApplicable, RoundingOrder
from inspector.domain.rules import RuleKind

MarkText: TypeAlias = Annotated[str, Meta(pattern=r"^\d{1,6}(\.\d{1,4})?$")]
"""Marks stay text until they are exact: 4, 0.5, 1.2345."""
ShareText: TypeAlias = Annotated[str, Meta(pattern=r"^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)%$")]
"""Shares are written in percent: 30%, 33.33%."""
Text: TypeAlias = Annotated[str, Meta(min_length=1)]


class SourceEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """Where the list comes from and what of it is unconfirmed."""

    title: Text
    document_number: str = ""
    address: str = ""
    unconfirmed: str = ""


class MetricEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """A figure an item asks for."""

    name: Text
    unit: str = ""


class RuleEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """A rule given in the file instead of being read from the criteria."""

    text: Text
    kind: RuleKind
    points: MarkText = "0"
    share: ShareText = "0%"
    base: MarkText | None = None
    cap: MarkText | None = None
    counter: str = ""
    target: ShareText = "100%"
    step: ShareText = "0%"


class Node(Struct, forbid_unknown_fields=True, frozen=True):
    """A section (with a title) or an item (with content)."""

    number: str = ""
    points: MarkText | None = None
    title: str = ""
    children: tuple["Node", ...] = ()
    content: str = ""
    criteria: str = ""
    kind: ItemKind | None = None
    scoring: Scoring | None = None
    rules: tuple[RuleEntry, ...] | None = None
    ways: tuple[CheckingWay, ...] = ()
    metrics: tuple[MetricEntry, ...] | None = None
    lead: str = ""
    responsible: str = ""
    deadline: str = ""
    guidance: str = ""
    remark: str = ""


class CapsEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """Where deductions stop."""

    item: bool = True
    section_level: Annotated[int, Meta(ge=0, le=9)] = 0


class GateEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """A threshold."""

    at_least: MarkText
    inclusive: bool = True
    sections: tuple[str, ...] = ()


class BonusEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """What bonus items may earn together, and from which mark on."""

    cap: MarkText | None = None
    gates: tuple[GateEntry, ...] = ()


class PartGateEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """A part that must reach a mark."""

    gate: GateEntry
    grade: Text


class VetoEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """What a veto does."""

    grade: Text = "不合格"
    mark_limit: MarkText | None = None
    ends_scoring: bool = False


class BandEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """A grade and its least mark."""

    grade: Text
    at_least: MarkText
    inclusive: bool = True


class CompositeEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """A source of the yearly mark."""

    name: Text
    weight: ShareText = "100%"
    graded: bool = False
    parts: tuple["CompositeEntry", ...] = ()
    published: bool = True


class RuleSetEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """The scheme the list is graded by."""

    name: str = ""
    full: MarkText = "100"
    caps: CapsEntry = field(default_factory=CapsEntry)
    not_applicable: NotApplicable = NotApplicable.RATIO
    spread_over: tuple[str, ...] = ()
    did_not_occur: DidNotOccur = DidNotOccur.FULL
    missing_statement_share: ShareText = "40%"
    weights: dict[str, ShareText] = field(default_factory=dict)
    bonus: BonusEntry = field(default_factory=BonusEntry)
    part_gates: tuple[PartGateEntry, ...] = ()
    veto: VetoEntry = field(default_factory=VetoEntry)
    composite: tuple[CompositeEntry, ...] = ()
    bands: tuple[BandEntry, ...] = ()
    quota: ShareText | None = None
    places: Annotated[int, Meta(ge=0, le=4)] = 2
    rounding: RoundingOrder = RoundingOrder.EACH_PUBLISHED
    grade_places: Annotated[int, Meta(ge=0, le=4)] | None = None
    appraisal_share: ShareText = "4%"


class ListFile(Struct, forbid_unknown_fields=True, frozen=True):
    """A whole file."""

    title: Text
    children: Annotated[tuple[Node, ...], Meta(min_length=1)]
    year: int | None = None
    issuer: str = ""
    unit_class: str = ""
    basis: tuple[str, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    content_header: Text = "考核内容"
    level_headers: tuple[str, ...] = ()
    rule_set: RuleSetEntry = field(default_factory=RuleSetEntry)
