"""Which value of a field stands when several edits of it were made without knowing each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from inspector.domain.edits import RecordKind
from inspector.storage.canonical import parse
from inspector.storage.vocabulary import LISTED_DEFAULTS, Field, Kind

_CONTENT: Final = ("rule", "count", "points", "place", "status")
"""What makes two findings the same; their ids do not."""


@dataclass(frozen=True, slots=True)
class Head:
    """One head of a field: its place in the order of all edits, and its value."""

    counter: int
    session: bytes
    alias: int
    text: str | None
    digest: bytes | None = None

    @property
    def place(self) -> tuple[int, bytes]:
        """The place in the one order that is the same in every copy of the journal."""
        return self.counter, self.session


def standing(kind: Kind, field: Field, heads: Sequence[Head]) -> tuple[Head, bool]:
    """Return the head that stands for the time being, and whether the heads are in conflict.

    Heads that agree are one: the eldest stands, so that in every copy the same findings keep
    their ids. Otherwise the latest stands until an edit names them all.
    """
    ordered = sorted(heads, key=lambda head: head.place)
    contents = [_content(kind, field, head) for head in ordered]
    if all(content == contents[0] for content in contents):
        return ordered[0], False
    return ordered[-1], True


def _content(kind: Kind, field: Field, head: Head) -> Any:
    if head.text is None:
        return head.digest
    if kind.kind is not RecordKind.ANSWER or field.name != "checked":
        return head.text
    checked = parse(head.text)
    listed = [
        tuple(one.get(name, LISTED_DEFAULTS.get(name)) for name in _CONTENT)
        for one in checked.pop("findings", ())
    ]
    return checked, sorted(listed)
