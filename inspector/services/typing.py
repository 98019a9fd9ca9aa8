"""Text that is being typed: kept beside the journal, offered after a crash, forgotten if saved."""

from dataclasses import dataclass
from typing import Final

import msgspec

from inspector.domain.edits import RecordKind
from inspector.services.desk import Desk
from inspector.storage import recovery
from inspector.storage.recovery import Typed
from inspector.storage.vocabulary import BY_KIND

NEW_FINDING: Final = "new_finding"
"""Under this name a finding that is being typed is kept; it is no field of the journal."""
REST: Final = 300
"""Milliseconds of rest after a letter before the text is kept."""
AT_LEAST: Final = 1_000
"""Milliseconds after which it is kept even while letters go on coming."""
BECOMES_EDIT: Final = 30_000
"""Milliseconds of rest after which a text becomes an edit by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedFinding:
    """A finding as far as it was typed; every member as it stands in its box."""

    rule: int = 0
    fact: str = ""
    count: str = ""
    points: str = ""
    place: str = ""
    sampled_at: str = ""


def keep(desk: Desk, kind: RecordKind, key: str, field: str, text: str) -> None:
    """Keep what is being typed into a field; nothing is kept of an empty text."""
    if desk.file.read_only:
        return
    if text:
        recovery.write(desk.file, kind, key, field, text)
    else:
        recovery.clear(desk.file, kind, key, field)


def keep_finding(desk: Desk, answer: str, typed: TypedFinding) -> None:
    """Keep a finding that is being typed under an answer."""
    text = msgspec.json.encode(typed).decode() if typed.fact.strip() else ""
    keep(desk, RecordKind.ANSWER, answer, NEW_FINDING, text)


def forget(desk: Desk, kind: RecordKind, key: str, field: str) -> None:
    """Forget what was typed, once it is an edit or was given up."""
    if not desk.file.read_only:
        recovery.clear(desk.file, kind, key, field)


def offered(desk: Desk, kind: RecordKind, key: str) -> tuple[Typed, ...]:
    """Return texts of one record that were typed and became no edit, the latest first.

    A text that stands in the record by now is none of them.
    """
    return tuple(one for one in every(desk) if (one.kind, one.key) == (kind, key))


def every(desk: Desk) -> tuple[Typed, ...]:
    """Return all texts that were typed and became no edit, the latest first."""
    return tuple(one for one in recovery.read(desk.file) if not _stands(desk, one))


def finding_typed(typed: Typed) -> TypedFinding | None:
    """Return the finding that a kept text holds, or None where it holds another thing."""
    if typed.field != NEW_FINDING:
        return None
    try:
        return msgspec.json.decode(typed.text, type=TypedFinding)
    except msgspec.MsgspecError:  # written by another version of the program
        return TypedFinding(fact=typed.text)


def _stands(desk: Desk, typed: Typed) -> bool:
    if typed.field not in BY_KIND[typed.kind].by_name:
        return False
    history = desk.file.reader.history(typed.kind, typed.key, typed.field)
    heads = [entry for entry in history if entry.is_head]
    return bool(heads) and heads[-1].after == typed.text
