"""The journal: appends edits with their counters, bases and chain, and keeps heads and rows."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Final, TypeAlias

from inspector.domain.edits import BIRTH, REMOVAL, Action, Edit, EditId, JsonValue, RecordKind
from inspector.domain.ids import InspectionId, ItemKey, UnitId, answer_key
from inspector.storage.canonical import canonical, digest_of, parse
from inspector.storage.chain import Base, GroupChain
from inspector.storage.engine import Database
from inspector.storage.field_reader import FieldReader, LocalId, spell_bases
from inspector.storage.heads import standing
from inspector.storage.moments import microseconds
from inspector.storage.projection import Projection
from inspector.storage.sessions import Session, Sessions
from inspector.storage.vocabulary import (
    BIRTH_NUMBER,
    BY_KIND,
    REMOVAL_NUMBER,
    Field,
    Kind,
    value_of,
)

Clock: TypeAlias = Callable[[], datetime]
Slot: TypeAlias = tuple[int, int]
"""One field of one record: record number and field number."""
Touched: TypeAlias = frozenset[tuple[RecordKind, str]]

_BATCH: Final = 2000
_INSERT_EDIT: Final = (
    "INSERT INTO edit (session, counter, group_number, record, field, after, digest, bases)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


def utc_now() -> datetime:
    """Return the time now, in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class _Group:
    """The group being written."""

    session: Session
    number: int
    at: int
    author: str
    chain: GroupChain
    edits: int = 0
    head: bytes = b""
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


class Journal:
    """The journal of an open workspace, written by one group at a time."""

    def __init__(self, database: Database, program: str, clock: Clock = utc_now) -> None:
        self._database = database
        self._program = program
        self._clock = clock
        self.sessions = Sessions(database)
        self.fields = FieldReader(database, self.sessions)
        self._session: Session | None = None
        self._group: _Group | None = None
        self._load()

    def _load(self) -> None:
        database = self._database
        counters = database.rows(
            "SELECT MAX((SELECT COALESCE(MAX(counter), 0) FROM edit WHERE session = alias),"
            " (SELECT COALESCE(MAX(number), 0) FROM edit_group WHERE session = alias)) FROM session"
        )
        self._counter = max((row[0] for row in counters), default=0)
        self._next_record = (database.value("SELECT MAX(id) FROM record") or 0) + 1
        self._purged = {
            bytes.fromhex(digest)
            for (digest,) in database.rows("SELECT digest FROM purged WHERE what = 'text'")
        }

    # One group -----------------------------------------------------------------------------

    def begin(self, author: str) -> None:
        """Begin a group; the session is opened by the first one."""
        at = microseconds(self._clock())
        if self._session is None:
            self._session = self.sessions.open(self._program, author, at)
        session = self._session
        self._counter += 1
        self._group = _Group(session, self._counter, at, author, GroupChain(session.chain))
        self._database.run(
            "INSERT INTO edit_group (session, number, author, at, chain) VALUES (?, ?, ?, ?, x'')",
            (session.alias, self._counter, author, at),
        )

    @property
    def has_begun(self) -> bool:
        """Whether a group is being written."""
        return self._group is not None

    def append(self, edits: Iterable[Edit], reviving: bool = True) -> None:
        """Append edits to the group, in batches, and bring heads and rows up to date.

        A removed record whose key follows from others comes back with an edit of one of its
        fields, unless not `reviving`: undo brings back only what it names.
        """
        waiting = iter(edits)
        while batch := list(islice(waiting, _BATCH)):
            _Batch(self, self._database, self._open_group(), reviving).write(batch)

    def end(self, action: Action, undoes: LocalId | None = None) -> tuple[int, Touched]:
        """Close the group with what was done, and return its number and what it touched."""
        group = self._open_group()
        parameters = canonical(dict(action.parameters))
        undone: Base | None = None
        if undoes is not None:
            undone = (self.sessions.id_of(undoes[0]), undoes[1])
        head = group.chain.finish(
            number=group.number,
            at=group.at,
            edits=group.edits,
            verb=action.verb,
            author=group.author,
            parameters=digest_of(parameters),
            undoes=undone,
        )
        self._database.run(
            "UPDATE edit_group SET verb=?, parameters=?, undoes_session=?, undoes_number=?,"
            " edits=?, chain=? WHERE session=? AND number=?",
            (
                action.verb,
                parameters,
                *(undoes or (None, None)),
                group.edits,
                head,
                group.session.alias,
                group.number,
            ),
        )
        group.head = head
        return group.number, frozenset(group.touched)

    def confirm(self) -> None:
        """Take the closed group as the head of its chain, once its transaction is committed."""
        group, self._group = self._group, None
        if group is not None:
            group.session.number, group.session.chain = group.number, group.head

    def abandon(self) -> None:
        """Forget a group whose transaction was rolled back; without one there is nothing to do."""
        begun, self._group = self._group, None
        if begun is None:
            return
        self.sessions.load()
        if self.sessions.alias_of(begun.session.id.hex()) is None:
            self._session = None
        self._load()

    def _open_group(self) -> _Group:
        if self._group is None:
            raise RuntimeError("no group was begun")
        return self._group

    # What the batches share ------------------------------------------------------------------

    def next_counter(self) -> int:
        """Tick the Lamport clock of the file."""
        self._counter += 1
        return self._counter

    def new_record(self) -> int:
        """Return the number for a record that the file did not hold."""
        self._next_record += 1
        return self._next_record - 1

    def is_purged(self, digest: bytes) -> bool:
        """Whether a value with this digest was purged and must never be taken in again."""
        return digest in self._purged

    def note_purged(self, digests: Iterable[bytes]) -> None:
        """Remember digests of values that are never taken in again."""
        self._purged.update(digests)


class _Batch:
    """A few thousand edits on their way into the tables."""

    def __init__(self, journal: Journal, database: Database, group: _Group, reviving: bool) -> None:
        self._journal = journal
        self._database = database
        self._group = group
        self._reviving = reviving
        self._records: dict[tuple[int, str], int] = {}
        self._new: set[int] = set()
        self._before: dict[Slot, tuple[LocalId, ...]] = {}
        self._heads: dict[Slot, tuple[LocalId, ...]] = {}
        self._fields: dict[Slot, tuple[Kind, str, Field]] = {}
        self._projection = Projection()

    def write(self, edits: Sequence[Edit]) -> None:
        """Give the edits numbers, chain them, and write edits, heads and rows."""
        prepared = [_prepare(edit) for edit in edits]
        self._find_records(prepared)
        rows = [self._number(one) for one in self._with_births(prepared)]
        self._database.run_many(_INSERT_EDIT, rows)
        self._group.edits += len(rows)
        self._settle_contested()
        self._write_heads()
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
                record = self._journal.new_record()
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
            and any(self._journal.fields.head(head).text == "true" for head in heads)
        }

    # Numbering ---------------------------------------------------------------------------------

    def _number(self, one: _Prepared) -> tuple[Any, ...]:
        group, journal = self._group, self._journal
        kind, number = one.kind, one.field.number
        record = self._records[kind.number, one.key]
        slot = (record, number)
        bases, kept = self._bases(one, slot)
        counter = journal.next_counter()
        digest = digest_of(one.text)
        group.chain.add(
            counter, kind.number, number, one.key.encode(), digest, self._outside(bases)
        )
        self._heads[slot] = (*kept, (group.session.alias, counter))
        self._fields[slot] = (kind, one.key, one.field)
        purged = journal.is_purged(digest)
        if purged:
            one.text, one.value = one.field.default, parse(one.field.default)
        self._projection.put(kind, one.key, one.field, one.value, one.text)
        return (
            group.session.alias,
            counter,
            group.number,
            record,
            number,
            None if purged else one.text,
            digest if purged else None,
            spell_bases(bases, group.session.alias) if bases else "",
        )

    def _bases(self, one: _Prepared, slot: Slot) -> tuple[tuple[LocalId, ...], tuple[LocalId, ...]]:
        """Return the bases of an edit, and the heads that it does not name."""
        current = self._heads.get(slot, ())
        if one.bases is None:
            return current, ()
        named = self._known(one.bases, current, slot)
        return named, tuple(head for head in current if head not in named)

    def _known(
        self, bases: Sequence[EditId], current: tuple[LocalId, ...], slot: Slot
    ) -> tuple[LocalId, ...]:
        """Return those of the bases that this file holds as edits of this very field."""
        known = []
        for base in bases:
            alias = self._journal.sessions.alias_of(base.session)
            if alias is None:
                continue
            local = (alias, base.counter)
            if local in current or self._is_edit_of(local, slot):
                known.append(local)
        return tuple(known)

    def _is_edit_of(self, local: LocalId, slot: Slot) -> bool:
        found = self._database.rows(
            "SELECT record, field FROM edit WHERE session=? AND counter=?", local
        )
        return found == [slot]

    def _outside(self, bases: tuple[LocalId, ...]) -> list[Base]:
        id_of = self._journal.sessions.id_of
        return [(id_of(alias), counter) for alias, counter in bases]

    # Heads ---------------------------------------------------------------------------------------

    def _settle_contested(self) -> None:
        """Let the right head stand where several are left, and keep the list of conflicts."""
        for slot, (kind, key, one) in self._fields.items():
            heads = self._heads[slot]
            if len(heads) == 1 and len(self._before.get(slot, ())) < 2:
                continue
            head, in_conflict = standing(
                kind, one, [self._journal.fields.head(local) for local in heads]
            )
            self._projection.put(kind, key, one, value_of(head.text, one), head.text or one.default)
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
            gone.extend((*slot, *head) for head in before if head not in after)
            come.extend((*slot, *head) for head in after if head not in before)
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
