"""Which value of a field stands when several edits of it were made without knowing each other."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from inspector.domain.edits import RecordKind
from inspector.storage.canonical import parse
from inspector.storage.vocabulary import LISTED_DEFAULTS, Field, Kind

LocalId: TypeAlias = tuple[int, int]
"""An edit as this file's tables name it: the session's alias and the counter."""

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


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """One edit of a field with what it builds on."""

    head: Head
    group: int
    bases: tuple[LocalId, ...]
    restates: bool = False
    """Whether it says again, in a package, what the edit it names said: it counts as that one."""

    @property
    def local(self) -> LocalId:
        """Session's alias and counter."""
        return self.head.alias, self.head.counter

    @property
    def place(self) -> tuple[int, int]:
        """The group it belongs to."""
        return self.head.alias, self.group


def heads_among(edits: Sequence[FieldEdit]) -> list[Head]:
    """Return the edits that none of the others names.

    An edit that restates another is that other: whoever names the one names both, and where the
    other is there too, or is restated twice, one of them is left.
    """
    if len(edits) == 1:
        return [edits[0].head]
    origins = {one.local: one.bases[0] for one in edits if one.restates and one.bases}
    superseded = _superseded(edits, origins)
    if not origins:
        return [one.head for one in edits if one.local not in superseded]
    held = {one.local for one in edits}
    heads = []
    for one in sorted(edits, key=lambda edit: edit.head.place):
        if one.local in superseded:
            continue
        origin = origins.get(one.local)
        if origin is not None:
            if origin in held or origin in superseded:
                continue
            held.add(origin)
        heads.append(one.head)
    return heads


def _superseded(edits: Iterable[FieldEdit], origins: dict[LocalId, LocalId]) -> set[LocalId]:
    named: set[LocalId] = set()
    for one in edits:
        if one.local not in origins:
            named.update(one.bases)
            named.update(origins[base] for base in one.bases if base in origins)
    return named


def common_ancestor(edits: Iterable[FieldEdit], heads: Iterable[Head]) -> Head | None:
    """Return the latest edit that all of the heads build on, or None where there is none."""
    known = {one.local: one for one in edits}
    shared: set[LocalId] | None = None
    for head in heads:
        reached: set[LocalId] = set()
        waiting = [(head.alias, head.counter)]
        while waiting:
            local = waiting.pop()
            if local in known and local not in reached:
                reached.add(local)
                waiting.extend(known[local].bases)
        shared = reached if shared is None else shared & reached
    ancestors = [known[local].head for local in shared or ()]
    return max(ancestors, key=lambda head: head.place, default=None)


def standing(kind: Kind, field: Field, heads: Sequence[Head]) -> tuple[Head, bool]:
    """Return the head that stands for the time being, and whether the heads are in conflict.

    Heads that agree are one: the eldest stands, so that in every copy the same findings keep
    their ids. Otherwise the latest stands until an edit names them all.
    """
    if len(heads) == 1:
        return heads[0], False
    ordered = sorted(heads, key=lambda head: head.place)
    if agree(kind, field, ordered):
        return ordered[0], False
    return ordered[-1], True


def agree(kind: Kind, field: Field, heads: Collection[Head]) -> bool:
    """Whether all heads say the same; findings are compared by what they say, not by their ids."""
    first, *others = [_content(kind, field, head) for head in heads]
    return all(other == first for other in others)


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
