"""Which records stand on another one, so that it cannot go while they stay."""

from collections.abc import Iterator, Mapping
from typing import Final

from inspector.domain.edits import RecordKind
from inspector.storage.engine import Database
from inspector.storage.vocabulary import BY_KIND

_ANSWERS: Final = "SELECT inspection || '/' || unit || '/' || item FROM answer WHERE removed = 0"
_ASSESSMENTS: Final = "SELECT inspection || '/' || unit FROM assessment WHERE removed = 0"
_DRAFTS: Final = "SELECT id FROM draft WHERE removed = 0"
_EVIDENCE: Final = "SELECT id FROM evidence WHERE removed = 0"
_OBJECTIONS: Final = "SELECT id FROM objection WHERE removed = 0"
_RECTIFICATIONS: Final = "SELECT finding FROM rectification WHERE removed = 0"
_RETURNS: Final = "SELECT unit || '/' || year FROM yearly_return WHERE removed = 0"

_QUERIES: Final[Mapping[RecordKind, tuple[tuple[RecordKind, str], ...]]] = {
    RecordKind.UNIT: (
        (RecordKind.ASSESSMENT, _ASSESSMENTS + " AND unit = ?1"),
        (RecordKind.EVIDENCE, _EVIDENCE + " AND unit = ?1"),
        (RecordKind.DRAFT, _DRAFTS + " AND INSTR(units, ?1) > 0"),
        (RecordKind.RETURN, _RETURNS + " AND unit = ?1"),
    ),
    RecordKind.EDITION: (
        (
            RecordKind.INSPECTION,
            "SELECT id FROM inspection WHERE removed = 0 AND INSTR(classes, ?1) > 0",
        ),
    ),
    RecordKind.INSPECTION: (
        (RecordKind.ASSESSMENT, _ASSESSMENTS + " AND inspection = ?1"),
        (RecordKind.EVIDENCE, _EVIDENCE + " AND inspection = ?1"),
        (RecordKind.DRAFT, _DRAFTS + " AND inspection = ?1"),
    ),
    RecordKind.ASSESSMENT: (
        (RecordKind.ANSWER, _ANSWERS + " AND inspection = ?1 AND unit = ?2"),
        (RecordKind.EVIDENCE, _EVIDENCE + " AND inspection = ?1 AND unit = ?2"),
        (RecordKind.OBJECTION, _OBJECTIONS + " AND inspection = ?1 AND unit = ?2"),
        (RecordKind.RECTIFICATION, _RECTIFICATIONS + " AND inspection = ?1 AND unit = ?2"),
        (RecordKind.DRAFT, _DRAFTS + " AND inspection = ?1 AND INSTR(units, ?2) > 0"),
    ),
    RecordKind.FINDING: (
        (
            RecordKind.ANSWER,
            "SELECT a.inspection || '/' || a.unit || '/' || a.item FROM finding f JOIN answer a"
            " USING (inspection, unit, item)"
            " WHERE f.id = ?1 AND f.position IS NOT NULL AND a.removed = 0",
        ),
        (RecordKind.EVIDENCE, _EVIDENCE + " AND finding = ?1"),
        (
            RecordKind.OBJECTION,
            _OBJECTIONS + " AND INSTR(old_findings || new_findings, ?1) > 0",
        ),
        (RecordKind.RECTIFICATION, _RECTIFICATIONS + " AND finding = ?1"),
    ),
}
"""By kind: the kinds that may stand on it, each with a query for their keys."""


def dependents(database: Database, kind: RecordKind, key: str) -> Iterator[tuple[RecordKind, str]]:
    """Yield the records that stand on this one and are not removed."""
    for dependent, query in _QUERIES.get(kind, ()):
        for (found,) in database.rows(query, BY_KIND[kind].row_key(key)):
            yield dependent, found
