"""Edits: the only way anything changes, one field of one record at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

JsonValue: TypeAlias = "bool | int | str | Sequence[JsonValue] | Mapping[str, JsonValue] | None"

BIRTH = "*"
"""The field of a record's first edit."""
REMOVAL = "-"
"""The field of a record's last edit."""


class RecordKind(StrEnum):
    """What kinds of record the journal knows; numbered for the file in `storage.journal`."""

    SETTINGS = "settings"
    UNIT = "unit"
    EDITION = "edition"
    INSPECTION = "inspection"
    ASSESSMENT = "assessment"
    ANSWER = "answer"
    FINDING = "finding"
    EVIDENCE = "evidence"
    OBJECTION = "objection"
    DRAFT = "draft"
    RECTIFICATION = "rectification"
    """What becomes of one finding; the key is the finding's."""
    RETURN = "return"
    """A unit's yearly return; the key is unit and year."""
    RETURN_CELL = "return_cell"
    """One cell of a yearly return; the key is unit, year and cell."""
    PURGE = "purge"
    """A value or file blanked for good; the key is the SHA-256 of what was removed."""


@dataclass(frozen=True, slots=True)
class EditId:
    """The identity of an edit everywhere: the session that made it and its Lamport counter."""

    session: str
    counter: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One field's new value.

    `bases` are the heads the author saw. None means the heads that stand at commit; a sheet that
    went out and came back names the heads it went out with, so that what changed meanwhile
    becomes a conflict.
    """

    kind: RecordKind
    key: str
    field: str
    after: JsonValue
    bases: tuple[EditId, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What the author did, as a verb code with parameters; never a sentence."""

    verb: str
    parameters: Mapping[str, str] = field(default_factory=dict)
