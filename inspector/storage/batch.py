"""A few thousand edits on their way into the tables: numbered, chained, and projected to rows."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from inspector.domain.edits import BIRTH, REMOVAL, Edit, EditId, JsonValue, RecordKind
from inspector.domain.ids import InspectionId, ItemKey, UnitId, answer_key
from inspector.storage.bases import Bases, Slot
from inspector.storage.canonical import digest_of, parse
from inspector.storage.chain import Base, GroupChain
from inspector.storage.engine import Database
from inspector.storage.field_reader import FieldReader
from inspector.storage.heads import LocalId
from inspector.storage.judge import Judge
from inspector.storage.projection import Projection
from inspector.storage.sessions import Session, Sessions
from inspector.storage.spelling import spell_bases
from inspector.storage.vocabulary import (
    BIRTH_NUMBER,
    BY_KIND,
    BY_NUMBER,
    REMOVAL_NUMBER,
    Field,
    Kind,
    value_of,
)

_INSERT_EDIT: Final = (
    "INSERT INTO edit (session, counter, group_number, record, field, after, digest, bases)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(slots=True, kw_only=True)
class Ledger:
    """What all batches of an open file go on from."""

    database: Database
    sessions: Sessions
    fields: FieldReader
    counter: int
    """The file's Lamport clock: the highest counter it holds."""
    last_record: int
    purged: set[bytes]
    """Digests of values that are never taken in again."""
    holds_packages: bool
    """Whether the file is a package or was merged with one."""


@dataclass(slots=True)
class Group:
    """The group of the journal that is being written."""

    session: Session
    number: int
    at: int
    author: str
    chain: GroupChain
    edits: int = 0
    head: bytes = b""
    restates: bool = False
    """Whether its edits name edits of another file; see `restating`."""
    touched: set[tuple[RecordKind, str]] = field(default_factory=set)


@dataclass(slots=True)
class _Prepared:
    """One edit ready to be numbered."""

    kind: Kind
    key: str
    field: Field
    value: JsonValue
    text: str
    bases: tuple[EditId, ...] | None


class Batch:
    """A few thousand edits on their way into the tables."""

    def __init__(self, ledger: Ledger, group: Group, reviving: bool) -> None:
        self._ledger = ledger
        self._database = ledger.database
        self._group = group
        self._reviving = reviving
        self._records: dict[tuple[int, str], int] = {}
        self._new: set[int] = set()
        self._before: dict[Slot, tuple[LocalId, ...]] = {}
        self._heads: dict[Slot, tuple[LocalId, ...]] = {}
        self._contested: set[Slot] = set()
        self._fields: dict[Slot, tuple[Kind, str, Field]] = {}
        self._projection = Projection()
        self._bases = Bases(
            ledger.database,
            ledger.sessions,
            restates=group.restates,
            holds_packages=ledger.holds_packages,
        )

    def write(self, edits: Sequence[Edit]) -> None:
        """Give the edits numbers, chain them, and write edits, heads and rows."""
        prepared = [_prepare(edit) for edit in edits]
        self._find_records(prepared)
        rows = [self._number(one) for one in self._with_births(prepared)]
        self._database.run_many(_INSERT_EDIT, rows)
        self._group.edits += len(rows)
        self._settle_contested()
        self._write_heads()
        self._settle_removals()
        self._projection.write(self._database)
        self._note_touched()

    # Records -----------------------------------------------------------------------------------

    def _find_records(self, prepared: Sequence[_Prepared]) -> None:
        wanted: dict[int, dict[str, None]] = {}
        for one in prepared:
            wanted.setdefault(one.kind.number, {})[one.key] = None
        for number, keys in wanted.items():
            self._find_kind(number, keys)
        known = [record for record in self._records.values() if record not in self._new]
        if known:
            self._load_heads(known)

    def _find_kind(self, number: int, keys: Mapping[str, None]) -> None:
        found: dict[str, int] = dict(
            self._database.rows(
                "SELECT r.key, r.id FROM json_each(?) j CROSS JOIN record r"
                " ON r.kind = ? AND r.key = j.value",
                (json.dumps(list(keys)), number),
            )
        )
        made = []
        for key in keys:
            record = found.get(key)
            if record is None:
                self._ledger.last_record = record = self._ledger.last_record + 1
                self._new.add(record)
                made.append((record, number, key))
            self._records[number, key] = record
        if made:
            self._database.run_many("INSERT INTO record (id, kind, key) VALUES (?, ?, ?)", made)

    def _load_heads(self, records: Sequence[int]) -> None:
        for record, number, alias, counter in self._database.rows(
            "SELECT h.record, h.field, h.session, h.counter FROM json_each(?) j"
            " CROSS JOIN head h ON h.record = j.value",
            (json.dumps(records),),
        ):
            slot = (record, number)
            self._before[slot] = (*self._before.get(slot, ()), (alias, counter))
        self._heads.update(self._before)
        self._contested.update(
            (record, number)
            for record, number in self._database.rows(
                "SELECT c.record, c.field FROM json_each(?) j"
                " CROSS JOIN conflict c ON c.record = j.value",
                (json.dumps(records),),
            )
        )

    def _with_births(self, prepared: Sequence[_Prepared]) -> Iterator[_Prepared]:
        """Put a birth, or a return, before the first edit of a record that it implies."""
        unborn = set(self._new)
        removed = self._removed()
        for one in prepared:
            record = self._records[one.kind.number, one.key]
            if record in unborn:
                unborn.discard(record)
                if one.field.number != BIRTH_NUMBER:
                    yield _implied(one, BIRTH, None)
            if one.field.number == REMOVAL_NUMBER:
                removed.discard(record)
            elif record in removed and one.kind.derived_key:
                removed.discard(record)
                yield _implied(one, REMOVAL, False)
            yield one

    def _removed(self) -> set[int]:
        """Return the records of the batch that are removed as it begins and may come back."""
        if not self._reviving:
            return set()
        return {
            record
            for (record, number), heads in self._before.items()
            if number == REMOVAL_NUMBER
            and any(self._ledger.fields.head(head).text == "true" for head in heads)
        }

    # Numbering ---------------------------------------------------------------------------------

    def _number(self, one: _Prepared) -> tuple[Any, ...]:
        """Give an edit its counter, chain it, and return its row."""
        group, kind, field = self._group, one.kind, one.field
        slot = (self._records[kind.number, one.key], field.number)
        bases, kept = self._bases.of(one.bases, self._heads.get(slot, ()), slot)
        self._ledger.counter = counter = self._ledger.counter + 1
        digest = digest_of(one.text)
        outside = self._outside(bases) if bases else ()
        group.chain.add(counter, kind.number, field.number, one.key.encode(), digest, outside)
        alias = group.session.alias
        self._heads[slot] = (*kept, (alias, counter))
        self._fields[slot] = (kind, one.key, field)
        purged = digest in self._ledger.purged
        if purged:
            one.text, one.value = field.default, parse(field.default)
        self._projection.put(kind, one.key, field, one.value, one.text)
        return (
            alias,
            counter,
            group.number,
            *slot,
            None if purged else one.text,
            digest if purged else None,
            spell_bases(bases, alias) if bases else "",
        )

    def _outside(self, bases: tuple[LocalId, ...]) -> list[Base]:
        id_of = self._ledger.sessions.id_of
        return [(id_of(alias), counter) for alias, counter in bases]

    # Heads ---------------------------------------------------------------------------------------

    def _settle_contested(self) -> None:
        """Let the right head stand where several are left, and keep the list of conflicts."""
        judge: Judge | None = None
        for slot, (kind, key, one) in self._fields.items():
            heads = self._heads[slot]
            if len(heads) == 1 and slot not in self._contested:
                continue
            judge = judge or Judge(self._database)
            seen = [self._ledger.fields.head(local) for local in heads]
            head, in_conflict = judge.standing(kind, key, one, slot[0], seen)
            self._projection.put(kind, key, one, value_of(head.text, one), head.text or one.default)
            self._note_conflict(slot, in_conflict)

    def _settle_removals(self) -> None:
        """Look again at removals that were contested; what is written now knows of them."""
        contested = self._database.rows(
            "SELECT r.id, r.kind, r.key FROM conflict c JOIN record r ON r.id = c.record"
            f" WHERE c.field = {REMOVAL_NUMBER}"
        )
        if not contested:
            return
        judge = Judge(self._database)
        for record, number, key in contested:
            kind = BY_NUMBER[number]
            seen = self._ledger.fields.heads(record)[REMOVAL_NUMBER]
            _, late = judge.standing(kind, key, kind.by_number[REMOVAL_NUMBER], record, seen)
            in_conflict = late or judge.is_removal_contested(record)
            self._note_conflict((record, REMOVAL_NUMBER), in_conflict)

    def _note_conflict(self, slot: Slot, in_conflict: bool) -> None:
        self._database.run(
            "INSERT OR IGNORE INTO conflict (record, field) VALUES (?, ?)"
            if in_conflict
            else "DELETE FROM conflict WHERE record=? AND field=?",
            slot,
        )

    def _write_heads(self) -> None:
        gone: list[tuple[int, ...]] = []
        come: list[tuple[int, ...]] = []
        for slot in self._fields:
            before, after = self._before.get(slot, ()), self._heads[slot]
            if before:
                gone.extend((*slot, *head) for head in before if head not in after)
            for head in after:
                if head not in before:
                    come.append((*slot, *head))
        if gone:
            self._database.run_many(
                "DELETE FROM head WHERE record=? AND field=? AND session=? AND counter=?", gone
            )
        self._database.run_many(
            "INSERT INTO head (record, field, session, counter) VALUES (?, ?, ?, ?)", come
        )

    def _note_touched(self) -> None:
        touched = self._group.touched
        findings = []
        for kind, key, _ in self._fields.values():
            touched.add((kind.kind, key))
            if kind.kind is RecordKind.FINDING:
                findings.append(key)
        if findings:
            touched.update(self._answers_of(findings))

    def _answers_of(self, findings: Sequence[str]) -> Iterator[tuple[RecordKind, str]]:
        for row in self._database.rows(
            "SELECT DISTINCT f.inspection, f.unit, f.item FROM json_each(?) j"
            " CROSS JOIN finding f ON f.id = j.value",
            (json.dumps(findings),),
        ):
            inspection, unit, item = row
            key = answer_key(InspectionId(inspection), UnitId(unit), ItemKey(item))
            yield RecordKind.ANSWER, key


def _prepare(edit: Edit) -> _Prepared:
    kind = BY_KIND[edit.kind]
    one = kind.by_name[edit.field]
    text = one.text_of(edit.after)
    value = edit.after
    if value is None or one.trimmed:
        value = parse(text)
    return _Prepared(kind, edit.key, one, value, text, edit.bases)


def _implied(one: _Prepared, name: str, value: JsonValue) -> _Prepared:
    """Return the edit of birth or return that another edit of the record implies."""
    if not one.kind.derived_key:
        raise ValueError(f"{one.kind.kind} {one.key} was never added")
    field = one.kind.by_name[name]
    return _Prepared(one.kind, one.key, field, value, field.text_of(value), None)
