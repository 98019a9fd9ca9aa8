"""One finding (扣分点): one fact, one record, from the first note to the closed problem."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inspector.domain.ids import FindingId
from inspector.domain.marks import Mark


class FindingStatus(StrEnum):
    """Whether a finding counts, and in which mark."""

    STANDING = "standing"
    WITHDRAWN = "withdrawn"
    """Taken back by the inspectors or lost in a merge: counts nowhere, stays on record."""
    OVERTURNED = "overturned"
    """An objection was upheld: counts in the checked mark and no longer in the approved one."""
    DECIDED = "decided"
    """Put in place by an objection's decision: counts in the approved mark only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fact under one rule.

    `points` is what the rule says this fact is worth before any cap; for a bonus item it is
    earned, for every other item deducted.
    """

    id: FindingId
    rule: int
    """Number of the item's rule; 0 where the criteria hold no parsed rule."""
    count: int = 1
    points: Mark
    fact: str = ""
    place: str = ""
    sampled_at: datetime | None = None
    inspector: str = ""
    fixed_on_spot: bool = False
    seen_before: bool = False
    status: FindingStatus = FindingStatus.STANDING
    status_reason: str = ""
