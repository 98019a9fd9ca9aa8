"""Drafts of papers: the text as people left it, beside the text as the data last gave it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from inspector.domain.ids import BlobId, DraftId, InspectionId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalPaper:
    """The paper as it was signed and sent: a scan or a Word file, kept by its bytes."""

    blob: BlobId
    name: str
    attached_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One paper being written.

    The written forms are JSON of plain values, as `report.draft_text` makes and reads them. What
    people write stands apart from what is only ever made from data, so that a save is small.
    """

    id: DraftId
    inspection: InspectionId
    kind: str
    """The key of the kind of paper."""
    units: tuple[UnitId, ...] = ()
    """Whom it is about; empty for a paper over all units."""
    text: Mapping[str, Any] = field(default_factory=dict)
    """Head and blocks as people left them."""
    base: Mapping[str, Any] = field(default_factory=dict)
    """Head and blocks as they were last made from the data."""
    generated: Mapping[str, Any] = field(default_factory=dict)
    """Tables and attached forms, which follow from the data alone."""
    template: str = ""
    """SHA-256 (hex) of the template that `base` was made with."""
    chain_head: str = ""
    """First 16 hex digits of the journal's head that `base` was made from."""
    made_at: datetime | None = None
    """When `base` was made."""
    wish: Mapping[str, Any] = field(default_factory=dict)
    """What the office asked for when it was made: date, addressee, chosen sentences."""
    final: tuple[FinalPaper, ...] = ()
