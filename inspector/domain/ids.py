"""Identities: random ids for what people make, derived keys for what follows from them."""

import secrets
from typing import NewType

UnitId = NewType("UnitId", str)
InspectionId = NewType("InspectionId", str)
FindingId = NewType("FindingId", str)
EvidenceId = NewType("EvidenceId", str)
ObjectionId = NewType("ObjectionId", str)
DraftId = NewType("DraftId", str)
ItemKey = NewType("ItemKey", str)
"""Lives through all editions and years of an item; first made from the digest of its text."""
EditionId = NewType("EditionId", str)
"""SHA-256 (hex) of the stored form of a checklist edition."""
BlobId = NewType("BlobId", str)
"""SHA-256 (hex) of a file's bytes."""
AssessmentKey = NewType("AssessmentKey", str)
AnswerKey = NewType("AnswerKey", str)


def new_id() -> str:
    """Return 128 random bits as 32 hex digits; no identity is read from the machine."""
    return secrets.token_hex(16)


def assessment_key(inspection: InspectionId, unit: UnitId) -> AssessmentKey:
    """Return the derived key of one unit's assessment within one inspection."""
    return AssessmentKey(f"{inspection}/{unit}")


def return_key(unit: UnitId, year: int) -> str:
    """Return the derived key of a unit's yearly return."""
    return f"{unit}/{year}"


def return_cell_key(unit: UnitId, year: int, cell: str) -> str:
    """Return the derived key of one cell of a unit's yearly return."""
    return f"{unit}/{year}/{cell}"


def answer_key(inspection: InspectionId, unit: UnitId, item: ItemKey) -> AnswerKey:
    """Return the derived key of one answer."""
    return AnswerKey(f"{inspection}/{unit}/{item}")
