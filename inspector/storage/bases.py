"""Which edits a new edit goes on from: all heads of its field, or those that it names itself."""

from collections.abc import Sequence
from typing import TypeAlias

from inspector.domain.edits import EditId
from inspector.storage.engine import Database
from inspector.storage.heads import LocalId
from inspector.storage.judge import Judge
from inspector.storage.sessions import Sessions

Slot: TypeAlias = tuple[int, int]
"""One field of one record: record number and field number."""


class Bases:
    """Finds the bases of the edits of one group."""

    def __init__(
        self, database: Database, sessions: Sessions, *, restates: bool, holds_packages: bool
    ) -> None:
        """`restates`: the group's edits name edits of another file, which this one may lack.

        `holds_packages`: the file is a package or was merged with one.
        """
        self._database = database
        self._sessions = sessions
        self._restates = restates
        self._holds_packages = holds_packages

    def of(
        self, named: Sequence[EditId] | None, heads: tuple[LocalId, ...], slot: Slot
    ) -> tuple[tuple[LocalId, ...], tuple[LocalId, ...]]:
        """Return the bases of an edit, and those of its field's heads that it does not name."""
        if named is None or not (named or heads):
            return heads, ()
        known = self._known(named, heads, slot)
        if self._holds_packages and not self._restates:
            known = self._with_restated(known, named, slot)
        return known, tuple(head for head in heads if head not in known)

    def _known(
        self, bases: Sequence[EditId], heads: tuple[LocalId, ...], slot: Slot
    ) -> tuple[LocalId, ...]:
        """Return those of the bases that this file holds as edits of this very field."""
        known = []
        for base in bases:
            alias = self._sessions.alias_of(base.session)
            if alias is None:
                continue
            local = (alias, base.counter)
            if self._restates or local in heads or self._is_edit_of(local, slot):
                known.append(local)
        return tuple(known)

    def _with_restated(
        self, named: tuple[LocalId, ...], asked: Sequence[EditId], slot: Slot
    ) -> tuple[LocalId, ...]:
        """Return the bases with those that restate them or that they restate: they count as one."""
        alias_of = self._sessions.alias_of
        edits = Judge(self._database).edits(*slot)
        meant = {*named, *((alias_of(one.session) or 0, one.counter) for one in asked)}
        meant.update(one.bases[0] for one in edits if one.restates and one.local in meant)
        found = [
            one.local
            for one in edits
            if one.local in meant or (one.restates and one.bases[0] in meant)
        ]
        return tuple(dict.fromkeys((*named, *found)))

    def _is_edit_of(self, local: LocalId, slot: Slot) -> bool:
        found = self._database.rows(
            "SELECT record, field FROM edit WHERE session=? AND counter=?", local
        )
        return found == [slot]
