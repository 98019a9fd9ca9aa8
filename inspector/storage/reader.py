"""Queries that return domain values; nothing here changes the file."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final, TypeVar

from sqlalchemy.dialects.sqlite import dialect

from inspector.domain.answer import Answer
from inspector.domain.checklist import Checklist
from inspector.domain.draft import Draft
from inspector.domain.edits import BIRTH, EditId, JsonValue, RecordKind
from inspector.domain.errors import refused
from inspector.domain.evidence import Evidence
from inspector.domain.ids import BlobId, EditionId, InspectionId, ItemKey, UnitId, assessment_key
from inspector.domain.inspection import Assessment, Inspection
from inspector.domain.objection import Objection
from inspector.domain.rectification import Rectification
from inspector.domain.returns import Return
from inspector.domain.unit import Unit
from inspector.storage.canonical import as_checklist, parse
from inspector.storage.engine import Database
from inspector.storage.entries import (
    ChainHead,
    ConflictEntry,
    EditionInfo,
    GroupEntry,
    Heads,
    HistoryEntry,
)
from inspector.storage.field_reader import FieldReader
from inspector.storage.groups import group_entries, touched_by
from inspector.storage.loading import load_answer, load_answers, load_answers_to
from inspector.storage.records import load_records
from inspector.storage.restating import packed_units
from inspector.storage.return_loading import load_returns, returned_ever
from inspector.storage.sessions import Sessions, head_of_file
from inspector.storage.vocabulary import BY_KIND

Value = TypeVar("Value")

_DIALECT: Final = dialect(paramstyle="qmark")


class Reader:
    """What an open workspace holds."""

    def __init__(self, database: Database, sessions: Sessions) -> None:
        self._database = database
        self._sessions = sessions
        self._fields = FieldReader(database, sessions)
        self._checklists: dict[EditionId, Checklist] = {}

    # Rows ----------------------------------------------------------------------------------------

    def settings(self) -> dict[str, JsonValue]:
        """Return the workspace's settings by name."""
        rows = self._database.rows("SELECT name, value FROM setting WHERE removed = 0")
        return {name: parse(text) for name, text in sorted(rows) if text != "null"}

    def units(self) -> tuple[Unit, ...]:
        """Return all units in official order."""
        units = self._values(RecordKind.UNIT, Unit)
        return tuple(sorted(units, key=lambda unit: (unit.order, unit.name, unit.id)))

    def unit(self, unit: UnitId) -> Unit:
        """Return one unit. Raises KeyError when there is none of this id."""
        return _one(self._values(RecordKind.UNIT, Unit, id=unit), unit)

    def inspections(self) -> tuple[Inspection, ...]:
        """Return all inspections by year and name."""
        found = self._values(RecordKind.INSPECTION, Inspection)
        return tuple(sorted(found, key=lambda one: (one.year or 0, one.name, one.id)))

    def editions(self) -> tuple[EditionInfo, ...]:
        """Return what editions of lists there are, by year and title."""
        rows = self._database.rows(
            "SELECT id, title, year, items, points FROM edition WHERE removed = 0"
        )
        found = [
            EditionInfo(id=identity, title=title, year=year, items=items, points=points)
            for identity, title, year, items, points in rows
        ]
        return tuple(sorted(found, key=lambda one: (one.year or 0, one.title, one.id)))

    def checklist(self, edition: EditionId) -> Checklist:
        """Return one edition whole, read once. Raises KeyError when there is none of this id."""
        known = self._checklists.get(edition)
        if known is None:
            texts = self._fields.standing(BY_KIND[RecordKind.EDITION], edition)
            if texts is None or texts[BIRTH] == "null":
                raise KeyError(edition)
            known = self._checklists[edition] = as_checklist(texts[BIRTH])
        return known

    def assessments(self, inspection: InspectionId) -> tuple[Assessment, ...]:
        """Return the assessments of one inspection in the official order of the units."""
        found = self._values(RecordKind.ASSESSMENT, Assessment, inspection=inspection)
        places = self._places()
        return tuple(sorted(found, key=lambda one: (places[one.unit], one.unit)))

    def assessment(self, inspection: InspectionId, unit: UnitId) -> Assessment:
        """Return one unit's assessment. Raises KeyError when there is none."""
        found = self._values(RecordKind.ASSESSMENT, Assessment, inspection=inspection, unit=unit)
        return _one(found, assessment_key(inspection, unit))

    def answer(self, inspection: InspectionId, unit: UnitId, item: ItemKey) -> Answer | None:
        """Return one answer with its findings, or None while nothing was said about the item."""
        return load_answer(self._database, inspection, unit, item)

    def answers(self, inspection: InspectionId, unit: UnitId) -> dict[ItemKey, Answer]:
        """Return one unit's answers with their findings, by item."""
        return load_answers(self._database, inspection, unit).get(unit, {})

    def all_answers(self, inspection: InspectionId) -> dict[UnitId, dict[ItemKey, Answer]]:
        """Return all answers of an inspection with their findings, by unit and item."""
        return load_answers(self._database, inspection)

    def facts(self, findings: Collection[str]) -> Mapping[str, str]:
        """Return what findings of these ids say happened, also of those no answer lists now."""
        rows = self._database.rows(
            "SELECT f.id, f.fact FROM json_each(?) j CROSS JOIN finding f ON f.id = j.value",
            (json.dumps(list(findings)),),
        )
        return dict(rows)

    def answered_ever(self, inspection: InspectionId, unit: UnitId) -> tuple[ItemKey, ...]:
        """Return the items of a unit that something was ever said about, also what was taken back.

        What was emptied or removed has heads, too: who goes on from it has to name them.
        """
        rows = self._database.rows(
            "SELECT item FROM answer WHERE inspection = ? AND unit = ? ORDER BY item",
            (inspection, unit),
        )
        return tuple(ItemKey(item) for (item,) in rows)

    def answers_to(self, inspection: InspectionId, item: ItemKey) -> dict[UnitId, Answer]:
        """Return all units' answers to one item with their findings."""
        return load_answers_to(self._database, inspection, item)

    def findings_by_rule(
        self, inspection: InspectionId
    ) -> tuple[tuple[ItemKey, int, int, int], ...]:
        """Return for each rule found against: item, rule, units and findings that count now.

        Units that were taken out of the inspection are not among them.
        """
        rows = self._database.rows(
            "SELECT item, rule, COUNT(DISTINCT unit), COUNT(*) FROM finding"
            " WHERE inspection = ?1 AND position IS NOT NULL AND removed = 0 AND unit NOT IN"
            " (SELECT unit FROM assessment WHERE inspection = ?1 AND removed = 1)"
            " AND status IN ('standing', 'decided') GROUP BY item, rule",
            (inspection,),
        )
        return tuple((ItemKey(item), rule, units, count) for item, rule, units, count in rows)

    def evidence(
        self, inspection: InspectionId, unit: UnitId | None = None
    ) -> tuple[Evidence, ...]:
        """Return the evidence of an inspection, or of one unit in it, in the order it came."""
        unlisted = self._unlisted(inspection)
        return tuple(
            replace(one, finding=None) if one.finding in unlisted else one
            for one in self._values(RecordKind.EVIDENCE, Evidence, **_whose(inspection, unit))
        )

    def evidence_showing(self, blob: BlobId) -> tuple[Evidence, ...]:
        """Return every piece of evidence that holds a file, of all inspections."""
        return self._values(RecordKind.EVIDENCE, Evidence, blob=blob)

    def facts_under(self, item: ItemKey) -> tuple[tuple[int, str, int], ...]:
        """Return the facts that stand under an item anywhere: rule, fact, how often."""
        rows = self._database.rows(
            "SELECT rule, fact, COUNT(*) FROM finding WHERE item = ? AND fact <> ''"
            " AND removed = 0 AND position IS NOT NULL AND status <> 'withdrawn'"
            " GROUP BY rule, fact",
            (item,),
        )
        return tuple((rule, fact, count) for rule, fact, count in rows)

    def _unlisted(self, inspection: InspectionId) -> frozenset[str]:
        """Return the findings that no answer lists: what was put to them is the item's then."""
        rows = self._database.rows(
            "SELECT id FROM finding WHERE inspection = ? AND position IS NULL", (inspection,)
        )
        return frozenset(identity for (identity,) in rows)

    def rectifications(
        self, inspection: InspectionId, unit: UnitId | None = None
    ) -> tuple[Rectification, ...]:
        """Return the ledger's lines of an inspection, or of one unit, units in official order."""
        found = self._values(RecordKind.RECTIFICATION, Rectification, **_whose(inspection, unit))
        places = self._places()
        return tuple(sorted(found, key=lambda one: (places[one.unit], one.number, one.finding)))

    def objections(
        self, inspection: InspectionId, unit: UnitId | None = None
    ) -> tuple[Objection, ...]:
        """Return the objections of an inspection, or of one unit in it, by day of receipt."""
        found = self._values(RecordKind.OBJECTION, Objection, **_whose(inspection, unit))
        return tuple(sorted(found, key=lambda one: (one.received_on, one.unit, one.item, one.id)))

    def drafts(self, inspection: InspectionId) -> tuple[Draft, ...]:
        """Return the drafts of an inspection, the latest made first."""
        found = self._values(RecordKind.DRAFT, Draft, inspection=inspection)
        return tuple(sorted(found, key=lambda one: (one.made_at or datetime.min, one.id)))[::-1]

    def returns(self, unit: UnitId | None = None) -> tuple[Return, ...]:
        """Return the yearly returns of all units, or of one, by year."""
        return load_returns(self._database, unit)

    def returned_ever(self, unit: UnitId) -> Mapping[RecordKind, tuple[str, ...]]:
        """Return the keys of a unit's yearly returns and of all cells ever filled in in them.

        What was emptied or removed has heads, too: who goes on from it has to name them.
        """
        return returned_ever(self._database, unit)

    def blob(self, blob: BlobId) -> bytes:
        """Return a file's bytes. Raises KeyError for an unknown file, Refused for a purged one."""
        rows = self._database.rows("SELECT content FROM blob WHERE id = ?", (blob,))
        if not rows:
            raise KeyError(blob)
        content: bytes | None = rows[0][0]
        if content is None:
            raise refused("storage.blob_purged", digest=blob[:16])
        return content

    def blob_sizes(self, blobs: Collection[BlobId]) -> dict[BlobId, int]:
        """Return how many bytes each of these files has; one that was purged is left out."""
        rows = self._database.rows(
            "SELECT b.id, b.size FROM json_each(?) j JOIN blob b ON b.id = j.value"
            " WHERE b.content IS NOT NULL",
            (json.dumps(sorted(blobs)),),
        )
        return {BlobId(identity): size for identity, size in rows}

    def _places(self) -> Mapping[UnitId, int]:
        """Return each unit's place in the official order; units that were removed come last."""
        units = self.units()
        places = {unit.id: place for place, unit in enumerate(units)}
        return defaultdict(lambda: len(units), places)

    def _values(self, kind: RecordKind, owner: type[Value], **wanted: str) -> tuple[Value, ...]:
        return load_records(self._database, kind, owner, **wanted)

    # Journal -------------------------------------------------------------------------------------

    def history(self, kind: RecordKind, key: str, field: str) -> tuple[HistoryEntry, ...]:
        """Return every edit of one field, the eldest first."""
        named = BY_KIND[kind]
        record = self._fields.record(named, key)
        if record is None:
            return ()
        return self._fields.history(record, named.by_name[field])

    def heads(self, kind: RecordKind, key: str, field: str) -> tuple[EditId, ...]:
        """Return the heads of one field."""
        named = BY_KIND[kind]
        record = self._fields.record(named, key)
        return () if record is None else self._fields.head_ids(record, named).get(field, ())

    def heads_of_answers(self, inspection: InspectionId, unit: UnitId) -> Mapping[ItemKey, Heads]:
        """Return the heads of all answers of one unit, by item and field, for sheets going out."""
        return self._fields.heads_under(
            BY_KIND[RecordKind.ANSWER], assessment_key(inspection, unit) + "/"
        )

    def conflicts(self) -> tuple[ConflictEntry, ...]:
        """Return every field whose heads do not agree."""
        return self._fields.conflicts()

    def contested(self) -> tuple[tuple[RecordKind, str], ...]:
        """Return the kind and key of the record of each field whose heads do not agree."""
        return self._fields.contested()

    def groups(self, limit: int | None = None) -> tuple[GroupEntry, ...]:
        """Return the journal's groups, the latest first."""
        return group_entries(self._database, self._sessions, limit)

    def touched(self, group: GroupEntry) -> frozenset[tuple[RecordKind, str]]:
        """Return the records a group touched; with a finding, also the answer it was made for."""
        return touched_by(self._database, self._sessions, group)

    def packed_units(self) -> int | None:
        """Return how many units this file was packed for, or None where it is no package."""
        return packed_units(self._database)

    def chain_head(self) -> ChainHead:
        """Return the journal's head as papers print it, with the time of its last group."""
        return head_of_file(self._database)


def _whose(inspection: InspectionId, unit: UnitId | None) -> dict[str, str]:
    """Return what is wanted of records of an inspection, or of one unit in it."""
    return {"inspection": inspection} | ({} if unit is None else {"unit": unit})


def _one(found: tuple[Value, ...], key: str) -> Value:
    if not found:
        raise KeyError(key)
    return found[0]
