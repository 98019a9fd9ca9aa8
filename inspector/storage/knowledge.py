"""What the author of an edit could know: which groups were in the file when a group was made."""

from typing import TypeAlias

from inspector.storage.canonical import parse
from inspector.storage.engine import Database

GroupPlace: TypeAlias = tuple[int, int]
"""A group as this file's tables name it: the session's alias and the group's number."""


class Knowledge:
    """Answers from the chain heads that each session started from; clocks are never asked."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: dict[int, dict[int, int]] = {}
        self._reached: dict[int, dict[int, int]] = {}
        self._load()

    def _load(self) -> None:
        rows = self._database.rows("SELECT alias, id, seen FROM session")
        aliases = {identity.hex(): alias for alias, identity, _ in rows}
        self._seen = {
            alias: {
                aliases[identity]: number
                for identity, (number, _head) in parse(seen).items()
                if identity in aliases
            }
            for alias, _, seen in rows
        }

    def knows(self, who: GroupPlace, what: GroupPlace) -> bool:
        """Whether a group was made in a file that held the other one already, or is that one."""
        if who[0] == what[0]:
            return what[1] <= who[1]
        return self._held_by(who[0]).get(what[0], 0) >= what[1]

    def _held_by(self, alias: int) -> dict[int, int]:
        """Return the last group of each session that the file held when a session began."""
        known = self._reached.get(alias)
        if known is None:
            known = self._reached[alias] = {}
            waiting = [alias]
            visited = {alias}
            while waiting:
                for session, number in self._seen[waiting.pop()].items():
                    known[session] = max(number, known.get(session, 0))
                    if session not in visited:
                        visited.add(session)
                        waiting.append(session)
        return known
