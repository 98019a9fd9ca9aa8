"""One answer: what a unit claims and what the inspectors found, two sides that never mix."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.ids import InspectionId, ItemKey, UnitId
from inspector.domain.marks import Mark

Metrics = Mapping[str, int]
"""Figures by name, in ten-thousandths like marks: 9 files are 90000."""


class Conclusion(StrEnum):
    """What was concluded about an item; carries no marks."""

    OPEN = "open"  # 待核查
    MET = "met"  # 达到要求, 已完成
    PARTLY_MET = "partly_met"  # 部分达到, 推进中
    NOT_MET = "not_met"  # 未达到, 未完成
    DID_NOT_OCCUR = "did_not_occur"  # 本年度未发生
    NOT_APPLICABLE = "not_applicable"  # 不涉及
    ONGOING = "ongoing"  # 长期推进, tasks only


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer of one unit to one item."""

    inspection: InspectionId
    unit: UnitId
    item: ItemKey
    self_conclusion: Conclusion | None = None
    self_mark: Mark | None = None
    self_account: str = ""
    self_note: str = ""
    """The unit's own remark (备注 of its 自评表)."""
    conclusion: Conclusion = Conclusion.OPEN
    statement_published: bool = True
    """For DID_NOT_OCCUR: whether the unit published a statement saying so."""
    reason: str = ""
    """Why the item does not apply."""
    allowed_by: str = ""
    """Who allowed it not to apply."""
    in_bulk: bool = False
    """Confirmed together with all other open items rather than one by one."""
    metrics: Metrics = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    account: str = ""
    note: str = ""

    def counting(self, side: "Side") -> tuple[Finding, ...]:
        """Return the findings that count in the mark of one side."""
        return counting(self.findings, side)


class Side(StrEnum):
    """Whose mark: the unit's own claim, the inspectors' first mark, or the approved one."""

    SELF = "self"
    CHECKED = "checked"
    APPROVED = "approved"


def counting(findings: Iterable[Finding], side: Side) -> tuple[Finding, ...]:
    """Return those findings that count in the mark of one side, in their order."""
    if side is Side.SELF:
        return ()
    also = _OVERTURNED if side is Side.CHECKED else _DECIDED
    return tuple([each for each in findings if each.status is _STANDING or each.status is also])


# Bound once and compared by identity: hashing a member or looking it up on its enum costs far
# more, and this runs for every finding.
_STANDING = FindingStatus.STANDING
_OVERTURNED = FindingStatus.OVERTURNED
_DECIDED = FindingStatus.DECIDED
