"""How the bases of an edit are written in its row."""

from collections.abc import Sequence

from inspector.storage.heads import LocalId


def spell_bases(bases: Sequence[LocalId], alias: int) -> str:
    """Write the bases of an edit compactly: the alias stands only where it is another session's."""
    return " ".join(
        str(counter) if session == alias else f"{session}:{counter}" for session, counter in bases
    )


def read_bases(text: str, alias: int) -> tuple[LocalId, ...]:
    """Read bases as `spell_bases` wrote them for an edit of the session with this alias."""
    bases = []
    for word in text.split():
        session, colon, counter = word.rpartition(":")
        bases.append((int(session) if colon else alias, int(counter)))
    return tuple(bases)
