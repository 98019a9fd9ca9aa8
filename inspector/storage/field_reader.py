"""The journal read by field: its heads, what stands, and how it came to be."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from inspector.domain.edits import REMOVAL, Action, EditId, JsonValue, RecordKind
from inspector.domain.ids import ItemKey
from inspector.storage.canonical import parse
from inspector.storage.engine import Database, Row
from inspector.storage.entries import ConflictEntry, Heads, HistoryEntry
from inspector.storage.heads import Head, LocalId, common_ancestor, standing
from inspector.storage.judge import Judge
from inspector.storage.memory import no_collection
from inspector.storage.moments import moment
from inspector.storage.sessions import Sessions
from inspector.storage.spelling import read_bases
from inspector.storage.vocabulary import BY_NUMBER, Field, Kind, value_of

HISTORY: Final = (
    "SELECT e.session, e.counter, e.after, e.bases, g.author, g.at, g.verb, g.parameters"
    " FROM edit e JOIN edit_group g ON g.session = e.session AND g.number = e.group_number"
    " WHERE e.record = ? AND e.field = ?"
)
"""All edits of one field; found through the index `edit_of_field`."""

_HEADS: Final = (
    "SELECT h.field, h.session, h.counter, e.after, e.digest FROM head h JOIN edit e"
    " ON e.session = h.session AND e.counter = h.counter WHERE h.record = ?"
)


class FieldReader:
    """Looks up single fields of single records in the journal."""

    def __init__(self, database: Database, sessions: Sessions) -> None:
        self._database = database
        self._sessions = sessions

    def record(self, kind: Kind, key: str) -> int | None:
        """Return the number of a record, or None when the file does not hold it."""
        found: int | None = self._database.value(
            "SELECT id FROM record WHERE kind=? AND key=?", (kind.number, key)
        )
        return found

    def head(self, local: LocalId) -> Head:
        """Return an edit as one of the heads of its field."""
        ((text, digest),) = self._database.rows(
            "SELECT after, digest FROM edit WHERE session=? AND counter=?", local
        )
        return self._as_head(*local, text, digest)

    def heads(self, record: int) -> dict[int, list[Head]]:
        """Return the heads of all fields of a record, by the field's number."""
        found: dict[int, list[Head]] = {}
        for number, *columns in self._database.rows(_HEADS, (record,)):
            found.setdefault(number, []).append(self._as_head(*columns))
        return found

    def _as_head(self, alias: int, counter: int, text: str | None, digest: bytes | None) -> Head:
        return Head(counter, self._sessions.id_of(alias), alias, text, digest)

    def head_ids(self, record: int, kind: Kind) -> Heads:
        """Return the heads of all fields of a record as edits have them outside this file."""
        return {
            kind.by_number[number].name: tuple(
                EditId(head.session.hex(), head.counter)
                for head in sorted(heads, key=lambda head: head.place)
            )
            for number, heads in self.heads(record).items()
        }

    def heads_under(self, kind: Kind, prefix: str) -> dict[ItemKey, Heads]:
        """Return the heads of all records whose key begins so, by the rest of the key."""
        found: dict[ItemKey, dict[str, tuple[EditId, ...]]] = {}
        for key, number, alias, counter in self._database.rows(
            "SELECT r.key, h.field, h.session, h.counter FROM record r JOIN head h"
            " ON h.record = r.id WHERE r.kind = ? AND r.key >= ? AND r.key < ?"
            " ORDER BY h.record, h.field, h.counter",
            (kind.number, prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)),
        ):
            heads = found.setdefault(ItemKey(key[len(prefix) :]), {})
            name = kind.by_number[number].name
            edit = EditId(self._sessions.id_of(alias).hex(), counter)
            heads[name] = (*heads.get(name, ()), edit)
        return dict(found)

    def standing(self, kind: Kind, key: str) -> dict[str, str] | None:
        """Return the text that stands in each edited field of a record; None for no record."""
        record = self.record(kind, key)
        if record is None:
            return None
        contested = self._contested(record)
        texts = {}
        for number, heads in self.heads(record).items():
            one = kind.by_number[number]
            if number in contested:
                text = Judge(self._database).standing(kind, key, one, record, heads)[0].text
            else:
                text = standing(kind, one, heads)[0].text
            texts[one.name] = one.default if text is None else text
        return texts

    def _contested(self, record: int) -> set[int]:
        """Return the numbers of a record's fields that are in conflict."""
        rows = self._database.rows("SELECT field FROM conflict WHERE record = ?", (record,))
        return {number for (number,) in rows}

    def history(self, record: int, one: Field) -> tuple[HistoryEntry, ...]:
        """Return all edits of one field of a record, the eldest first."""
        heads = self.heads(record).get(one.number, [])
        return self._history(record, one, heads, one.number in self._contested(record))

    def _history(
        self, record: int, one: Field, heads: Sequence[Head], is_contested: bool
    ) -> tuple[HistoryEntry, ...]:
        rows = self._database.rows(HISTORY, (record, one.number))
        values = {(row[0], row[1]): value_of(row[2], one) for row in rows}
        local_heads = {(head.alias, head.counter) for head in heads}
        contested = local_heads if is_contested else set()
        rows.sort(key=lambda row: (row[1], self._sessions.id_of(row[0])))
        return tuple(self._entry(row, one, values, local_heads, contested) for row in rows)

    def _entry(
        self,
        row: Row,
        one: Field,
        values: dict[LocalId, Any],
        heads: set[LocalId],
        contested: set[LocalId],
    ) -> HistoryEntry:
        alias, counter, text, bases, author, at, verb, parameters = row
        known = [base for base in read_bases(bases, alias) if base in values]
        before: JsonValue = values[max(known, key=lambda base: base[1])] if known else None
        return HistoryEntry(
            edit=EditId(self._sessions.id_of(alias).hex(), counter),
            author=author,
            at=moment(at),
            action=action_of(verb, parameters),
            before=before,
            after=value_of(text, one),
            purged=text is None,
            is_head=(alias, counter) in heads,
            in_conflict=(alias, counter) in contested,
        )

    def conflicts(self) -> tuple[ConflictEntry, ...]:
        """Return every field whose heads do not agree, with the edits that contend."""
        rows = self._database.rows(
            "SELECT c.record, c.field, r.kind, r.key FROM conflict c JOIN record r"
            " ON r.id = c.record ORDER BY r.kind, r.key, c.field"
        )
        judge = Judge(self._database)
        found = []
        with no_collection():  # Many values are made that all stay.
            for record, fields in groupby(rows, key=itemgetter(0)):
                heads = self.heads(record)
                for _, number, kind, key in fields:
                    one = BY_NUMBER[kind].by_number[number]
                    found.append(self._conflict(judge, record, BY_NUMBER[kind], one, key, heads))
        return tuple(found)

    def contested(self) -> tuple[tuple[RecordKind, str], ...]:
        """Return the record of every field whose heads do not agree, a record once a field."""
        rows = self._database.rows(
            "SELECT r.kind, r.key FROM conflict c JOIN record r ON r.id = c.record"
        )
        return tuple((BY_NUMBER[kind].kind, key) for kind, key in rows)

    def _conflict(
        self,
        judge: Judge,
        record: int,
        kind: Kind,
        one: Field,
        key: str,
        heads: Mapping[int, Sequence[Head]],
    ) -> ConflictEntry:
        entries = self._history(record, one, heads[one.number], is_contested=True)
        standing, _ = judge.standing(kind, key, one, record, heads[one.number])
        place = EditId(standing.session.hex(), standing.counter)
        approved = next((each for each in entries if each.edit == place), None)
        contenders = [*heads[one.number], standing]
        base = common_ancestor(judge.edits(record, one.number), contenders)
        return ConflictEntry(
            kind.kind,
            key,
            one.name,
            tuple(entry for entry in entries if entry.is_head),
            None if base is None or one.name == REMOVAL else value_of(base.text, one),
            None if approved is None or approved.is_head else approved,
            tuple(self._overlooked(judge, record)) if one.name == REMOVAL else (),
        )

    def _overlooked(self, judge: Judge, record: int) -> Iterator[tuple[str, HistoryEntry]]:
        for place, number, alias, counter in judge.overlooked(record):
            kind = self._database.value("SELECT kind FROM record WHERE id = ?", (place,))
            field = BY_NUMBER[kind].by_number[number]
            edit = EditId(self._sessions.id_of(alias).hex(), counter)
            for entry in self.history(place, field):
                if entry.edit == edit:
                    yield field.name, entry


def action_of(verb: str, parameters: str | None) -> Action:
    """Return what a group did; purged parameters are gone."""
    return Action(verb=verb, parameters={} if parameters is None else parse(parameters))
