"""Undo and redo: a group is taken back field by field, where nobody has built on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from inspector.domain.changes import Changes
from inspector.domain.edits import BIRTH, REMOVAL, Action, Edit, RecordKind
from inspector.domain.errors import refused
from inspector.storage import restating
from inspector.storage.bases import Slot
from inspector.storage.canonical import parse
from inspector.storage.dependents import dependents
from inspector.storage.engine import Database
from inspector.storage.entries import GroupEntry
from inspector.storage.groups import COLUMNS, group_entry
from inspector.storage.heads import LocalId, standing
from inspector.storage.journal import Journal
from inspector.storage.spelling import read_bases
from inspector.storage.vocabulary import BIRTH_NUMBER, BY_NUMBER, REMOVAL_NUMBER, Kind, value_of
from inspector.storage.workspace_file import WorkspaceFile

UNDO: Final = "undo"
REDO: Final = "redo"
NEVER_UNDONE: Final = frozenset(
    {"purge", "merge", restating.VERB, "state.approve", "state.approve_all", "state.unlock"}
)
"""Verbs that are passed over: what they did cannot, or must not, be taken back by edits.

An approval is taken back by unlocking, with its reason and second name, and by nothing else; an
unlocking by a new approval, since marks may have changed in between.
"""

_OWN_GROUPS: Final = (
    f"SELECT {COLUMNS} FROM edit_group WHERE author = ?"
    " AND session NOT IN (SELECT session FROM merged_session) ORDER BY number DESC"
)


@dataclass(frozen=True, slots=True)
class Left:
    """A field that was left as it is because someone built on it; `*` is the whole record."""

    kind: RecordKind
    key: str
    field: str


@dataclass(frozen=True, slots=True)
class Undone:
    """What undo or redo did: the action it took back, what changed, and what was left."""

    group: GroupEntry
    changes: Changes
    left: tuple[Left, ...]

    def __iter__(self) -> Iterator[object]:
        """Unpack as group, changes and left."""
        return iter((self.group, self.changes, self.left))


def next_undo(workspace: WorkspaceFile, author: str) -> GroupEntry | None:
    """Return the action that undo would take back: this author's last one in this file."""
    undone: set[tuple[str, int]] = set()
    redone: set[tuple[str, int]] = set()
    for group in _own_groups(workspace, author):
        place = (group.session, group.number)
        if group.verb == REDO and group.undoes:
            redone.add(group.undoes)
        elif group.verb == UNDO and group.undoes:
            if place not in redone:
                undone.add(group.undoes)
        elif place not in undone and group.verb not in NEVER_UNDONE:
            return group
    return None


def next_redo(workspace: WorkspaceFile, author: str) -> GroupEntry | None:
    """Return the undo that redo would take back; a new action of the author leaves none."""
    redone: set[tuple[str, int]] = set()
    for group in _own_groups(workspace, author):
        if group.verb == REDO and group.undoes:
            redone.add(group.undoes)
        elif group.verb != UNDO:
            return None
        elif (group.session, group.number) not in redone:
            return group
    return None


def undo(workspace: WorkspaceFile, author: str) -> Undone:
    """Take back this author's last action in this file.

    Raises Refused when there is none.
    """
    group = next_undo(workspace, author)
    if group is None:
        raise refused("storage.nothing_to_undo", author=author)
    return _take_back(workspace, author, group, UNDO)


def redo(workspace: WorkspaceFile, author: str) -> Undone:
    """Do again what this author took back last; the group returned is the action done again.

    Raises Refused when there is nothing.
    """
    undoing = next_redo(workspace, author)
    if undoing is None:
        raise refused("storage.nothing_to_redo", author=author)
    return _take_back(workspace, author, undoing, REDO)


def _own_groups(workspace: WorkspaceFile, author: str) -> Iterator[GroupEntry]:
    sessions = workspace.writing_journal.sessions
    for row in workspace.database.each(_OWN_GROUPS, (author,)):
        yield group_entry(sessions, row)


def _take_back(workspace: WorkspaceFile, author: str, group: GroupEntry, verb: str) -> Undone:
    journal = workspace.writing_journal
    alias = journal.sessions.alias_of(group.session)
    assert alias is not None  # the group was read from this file
    with workspace.unit_of_work(author) as work:
        taking = _Taking(workspace.database, journal, (alias, group.number), group.edits)
        work.write_back(taking.edits())
        action = Action(verb=verb, parameters={**group.action.parameters, "verb": _verb_of(group)})
        changes = work.commit_undoing(action, (alias, group.number))
    return Undone(group, changes, tuple(taking.left))


def _verb_of(group: GroupEntry) -> str:
    """Return the verb of the action itself; an undo names what it took back."""
    return group.action.parameters.get("verb", "") if group.verb == UNDO else group.verb


@dataclass(slots=True)
class _Span:
    """The first and last edit of one group in one field."""

    first_bases: tuple[LocalId, ...]
    last: LocalId


class _Taking:
    """One group on its way back."""

    def __init__(self, database: Database, journal: Journal, group: LocalId, edits: int) -> None:
        self._database = database
        self._journal = journal
        self._group = group
        self._edits = edits
        self._spans = _spans(database, group, edits)
        self._keys: dict[int, tuple[Kind, str]] = {}
        self._going: set[tuple[RecordKind, str]] = set()
        self._held: set[int] = set()
        self.left: list[Left] = []

    def edits(self) -> Iterator[Edit]:
        """Yield the edits that take the group back, noting what is left.

        Records that were removed come back before their fields, records that were born go after.
        """
        born = [record for (record, number) in self._spans if number == BIRTH_NUMBER]
        own = {record for record in born if self._is_own(record)}
        whole = {record for record in born if not self._record(record)[0].derived_key}
        slots = sorted(self._spans, key=lambda slot: slot[1] != REMOVAL_NUMBER)
        for slot in slots:
            if slot[1] != BIRTH_NUMBER and slot[0] not in whole:
                yield from self._field_back(slot)
        for record in reversed(born):
            yield from self._birth_back(record, record in own)

    def _record(self, record: int) -> tuple[Kind, str]:
        known = self._keys.get(record)
        if known is None:
            ((number, key),) = self._database.rows(
                "SELECT kind, key FROM record WHERE id = ?", (record,)
            )
            known = self._keys[record] = (BY_NUMBER[number], key)
        return known

    # Fields --------------------------------------------------------------------------------------

    def _field_back(self, slot: Slot) -> Iterator[Edit]:
        kind, key = self._record(slot[0])
        field = kind.by_number[slot[1]]
        is_free = self._is_untouched(slot) and not self._shows_purged(slot[0])
        texts = self._texts_before(slot) if is_free else []
        if not texts:
            self._held.add(slot[0])
            self.left.append(Left(kind.kind, key, field.name))
            return
        if field.name == "checked":
            self._going.add((kind.kind, key))
        for place, text in enumerate(texts):
            bases = () if place else None  # beside the first, so that a conflict is one again
            after = value_of(text, field)
            yield Edit(kind=kind.kind, key=key, field=field.name, after=after, bases=bases)

    def _texts_before(self, slot: Slot) -> list[str]:
        """Return what contended before the group in a field it settled, else what stood there.

        The value that stands for the time being comes last; a purged one is none.
        """
        kind, _ = self._record(slot[0])
        field = kind.by_number[slot[1]]
        heads = [self._journal.fields.head(base) for base in self._spans[slot].first_bases]
        if len(heads) > 1 and standing(kind, field, heads)[1]:
            ordered = sorted(heads, key=lambda head: head.place)
            return [head.text for head in ordered if head.text is not None]
        text = self._text_before(slot)
        return [] if text is None else [text]

    def _shows_purged(self, record: int) -> bool:
        """Whether a piece of evidence showed a file before the group that was purged since."""
        kind, _ = self._record(record)
        if kind.kind is not RecordKind.EVIDENCE:
            return False
        slot = (record, kind.by_name["blob"].number)
        text = self._text_before(slot) if slot in self._spans else None
        return text is not None and bool(
            self._database.value("SELECT 1 FROM purged WHERE digest = ?", (parse(text),))
        )

    def _is_untouched(self, slot: Slot) -> bool:
        """Whether the heads are still the group's own, or the only one stands for its last edit."""
        heads = self._heads(slot)
        if len(heads) != 1:
            return bool(heads) and all(self._is_of_group(head) for head in heads)
        last = self._spans[slot].last
        return heads[0] == last or self._origin(heads[0], slot) == self._origin(last, slot)

    def _is_of_group(self, edit: LocalId) -> bool:
        alias, number = self._group
        return edit[0] == alias and number < edit[1] <= number + self._edits

    def _heads(self, slot: Slot) -> list[LocalId]:
        rows = self._database.rows(
            "SELECT session, counter FROM head WHERE record = ? AND field = ?", slot
        )
        return [(alias, counter) for alias, counter in rows]

    def _text_before(self, slot: Slot) -> str | None:
        """Return what the field held before the group; None when that was purged."""
        kind, _ = self._record(slot[0])
        field = kind.by_number[slot[1]]
        bases = self._spans[slot].first_bases
        if not bases:
            return field.default
        heads = [self._journal.fields.head(base) for base in bases]
        return standing(kind, field, heads)[0].text

    def _origin(self, edit: LocalId, slot: Slot) -> LocalId | None:
        """Return the edit whose value an undo or redo put back; any other edit is its own.

        None stands for the time before the field's first edit.
        """
        found: LocalId | None = edit
        while found is not None:
            undone = self._undone_by(found)
            if undone is None:
                return found
            bases = self._first_bases(undone, slot)
            if len(bases) > 1:
                return found
            found = bases[0] if bases else None
        return None

    def _undone_by(self, edit: LocalId) -> tuple[LocalId, int] | None:
        """Return the group that the edit's group took back, with its number of edits."""
        rows = self._database.rows(
            "SELECT h.session, h.number, h.edits FROM edit e"
            " JOIN edit_group g ON g.session = e.session AND g.number = e.group_number"
            " JOIN edit_group h ON h.session = g.undoes_session AND h.number = g.undoes_number"
            " WHERE e.session = ? AND e.counter = ?",
            edit,
        )
        return ((rows[0][0], rows[0][1]), rows[0][2]) if rows else None

    def _first_bases(self, group: tuple[LocalId, int], slot: Slot) -> tuple[LocalId, ...]:
        (alias, number), edits = group
        rows = self._database.rows(
            "SELECT bases FROM edit WHERE record = ? AND field = ? AND session = ?"
            " AND counter > ? AND counter <= ? ORDER BY counter LIMIT 1",
            (*slot, alias, number, number + edits),
        )
        return read_bases(rows[0][0], alias) if rows else ()

    # Births --------------------------------------------------------------------------------------

    def _birth_back(self, record: int, own: bool) -> Iterator[Edit]:
        kind, key = self._record(record)
        alone = own and record not in self._held
        if alone and all(one in self._going for one in dependents(self._database, kind.kind, key)):
            self._going.add((kind.kind, key))
            yield Edit(kind=kind.kind, key=key, field=REMOVAL, after=True)
        elif record not in self._held:
            self.left.append(Left(kind.kind, key, BIRTH))

    def _is_own(self, record: int) -> bool:
        """Whether every head of the record is the group's own, or was put back by undo or redo."""
        rows = self._database.rows(
            "SELECT h.field, h.session, h.counter, e.group_number FROM head h"
            " JOIN edit e ON e.session = h.session AND e.counter = h.counter WHERE h.record = ?",
            (record,),
        )
        return all(
            (alias, number) == self._group or self._is_put_back((record, field), (alias, counter))
            for field, alias, counter, number in rows
        )

    def _is_put_back(self, slot: Slot, head: LocalId) -> bool:
        span = self._spans.get(slot)
        origin = self._origin(head, slot)
        return origin is None or (span is not None and origin == self._origin(span.last, slot))


def _spans(database: Database, group: LocalId, edits: int) -> dict[Slot, _Span]:
    """Return the fields a group touched, in the order it did, with its first and last edit."""
    alias, number = group
    spans: dict[Slot, _Span] = {}
    for counter, record, field, bases in database.each(
        "SELECT counter, record, field, bases FROM edit"
        " WHERE session = ? AND counter > ? AND counter <= ? ORDER BY counter",
        (alias, number, number + edits),
    ):
        span = spans.get((record, field))
        if span is None:
            spans[record, field] = _Span(read_bases(bases, alias), (alias, counter))
        else:
            span.last = (alias, counter)
    return spans
