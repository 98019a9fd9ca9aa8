"""What the journal tells its readers: history, groups, conflicts and heads, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from inspector.domain.edits import Action, EditId, JsonValue, RecordKind
from inspector.domain.ids import EditionId
from inspector.domain.marks import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionInfo:
    """One edition a workspace holds, without its items."""

    id: EditionId
    title: str
    year: int | None
    items: int
    points: Mark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One edit of a field: who, when, with which verb, from what to what."""

    edit: EditId
    author: str
    at: datetime
    action: Action
    before: JsonValue
    after: JsonValue
    purged: bool = False
    """Whether the value was purged; `after` is then the field's default."""
    is_head: bool = False
    in_conflict: bool = False
    """Whether this edit is one of several heads that do not agree."""

    @property
    def verb(self) -> str:
        """The verb code of the action that the edit was part of."""
        return self.action.verb


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupEntry:
    """One group of the journal: an action as it was done."""

    session: str
    number: int
    author: str
    at: datetime
    action: Action
    edits: int
    undoes: tuple[str, int] | None = None
    """Session and number of the group that this one took back."""

    @property
    def verb(self) -> str:
        """The verb code of the action."""
        return self.action.verb


@dataclass(frozen=True, slots=True)
class ConflictEntry:
    """A field whose heads do not agree, with each head's edit."""

    kind: RecordKind
    key: str
    field: str
    heads: tuple[HistoryEntry, ...]
    base: JsonValue = None
    """What the field held last in every contender's file; None where it was not set yet."""
    approved: HistoryEntry | None = None
    """What stands because it was approved, while the heads came later from elsewhere."""
    overlooked: tuple[tuple[str, HistoryEntry], ...] = ()
    """Of a removal: the edits, by field, that whoever removed the record did not know."""


@dataclass(frozen=True, slots=True)
class ChainHead:
    """What stands at the foot of papers: 16 hex digits and the time of the last group."""

    hex16: str
    at: datetime | None


Heads = Mapping[str, tuple[EditId, ...]]
"""The heads of a record's fields, by the field's name."""
