"""Changes: which records an action touched, so that a screen refreshes only those."""

from dataclasses import dataclass

from inspector.domain.edits import RecordKind


@dataclass(frozen=True, slots=True)
class Changes:
    """The records an action touched, as (kind, key) pairs, and the number of its group."""

    group: int | None = None
    touched: frozenset[tuple[RecordKind, str]] = frozenset()

    def __or__(self, other: "Changes") -> "Changes":
        """Join two sets of changes; the later group names the whole."""
        return Changes(other.group or self.group, self.touched | other.touched)

    def keys(self, kind: RecordKind) -> frozenset[str]:
        """Return the keys of the touched records of one kind."""
        return frozenset(key for touched, key in self.touched if touched is kind)
