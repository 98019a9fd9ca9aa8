"""The unit of work: the only door for changes, all of them or none, as one group of the journal."""

import hashlib
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Final, Self, overload

from inspector.domain.changes import Changes
from inspector.domain.checklist import Checklist
from inspector.domain.edits import BIRTH, REMOVAL, Action, Edit, JsonValue, RecordKind
from inspector.domain.errors import refused
from inspector.domain.ids import BlobId, EditionId
from inspector.storage.engine import Database
from inspector.storage.heads import LocalId
from inspector.storage.journal import Journal
from inspector.storage.mapping import Storable, birth_edits, edits_between, record_of
from inspector.storage.vocabulary import BY_KIND, Kind

MOST_BYTES: Final = 200 * 1024 * 1024
"""The largest file of evidence that is taken in."""


class UnitOfWork:
    """Edits on their way into the file; rolls back unless committed."""

    def __init__(self, database: Database, journal: Journal, author: str) -> None:
        self._database = database
        self._journal = journal
        self._author = author

    def __enter__(self) -> Self:
        self._database.run("BEGIN IMMEDIATE")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._database.in_transaction:
            self._database.run("ROLLBACK")
        self._journal.abandon()

    @overload
    def add(self, value: Checklist) -> EditionId: ...

    @overload
    def add(self, value: Storable) -> str: ...

    def add(self, value: Storable) -> str:
        """Add a value and return its key; what is there already is brought to this state."""
        self.write(self._adding(value))
        return record_of(value)[1]

    def add_all(self, values: Iterable[Storable]) -> None:
        """Add many values at little cost each; what is there already is brought to their state."""
        self.write(edit for value in values for edit in self._adding(value))

    def _adding(self, value: Storable) -> Iterator[Edit]:
        kind, key = record_of(value)
        is_new = self._journal.fields.record(BY_KIND[kind], key) is None
        return birth_edits(value) if is_new else self._edits_towards(value)

    def replace(self, old: Storable, new: Storable) -> None:
        """Change a value from one state to another, field by field.

        Raises Refused when a field that changes no longer holds what `old` says.
        """
        edits = list(edits_between(old, new))
        self._check_still_stands(old, edits)
        self.write(edits)

    def remove(self, value: Storable) -> None:
        """Remove a value; its history stays."""
        kind, key = record_of(value)
        self.write([Edit(kind=kind, key=key, field=REMOVAL, after=True)])

    def set_setting(self, name: str, value: JsonValue) -> None:
        """Set one of the workspace's settings; None takes it away."""
        if (
            self._journal.fields.standing(BY_KIND[RecordKind.SETTINGS], name) is None
            and value is None
        ):
            return
        self.write([Edit(kind=RecordKind.SETTINGS, key=name, field="value", after=value)])

    def write(self, edits: Iterable[Edit]) -> None:
        """Write edits as they are, many at little cost; a sheet's edits name their own bases."""
        self._append(edits, reviving=True)

    def write_back(self, edits: Iterable[Edit]) -> None:
        """Write the edits of an undo, which bring no removed record back but those they name."""
        self._append(edits, reviving=False)

    def _append(self, edits: Iterable[Edit], reviving: bool) -> None:
        waiting = iter(edits)
        first = next(waiting, None)
        if first is None:
            return
        if not self._journal.has_begun:
            self._journal.begin(self._author)
        self._journal.append(_again(first, waiting), reviving)

    def put_blob(self, content: bytes) -> BlobId:
        """Keep a file's bytes, once, and return their SHA-256.

        Raises Refused over 200 MB and for a file that was purged.
        """
        identity = BlobId(hashlib.sha256(content).hexdigest())
        self._check_is_wanted(identity, len(content))
        self._database.run(
            "INSERT OR IGNORE INTO blob (id, size, content) VALUES (?, ?, ?)",
            (identity, len(content), content),
        )
        return identity

    def put_hashed_blob(self, identity: BlobId, size: int, pieces: Iterable[bytes]) -> BlobId:
        """Keep a file whose SHA-256 is known, piece by piece; one that is kept is not read.

        Raises Refused as `put_blob` does, and where the pieces are not what was hashed.
        """
        self._check_is_wanted(identity, size)
        if self._database.value("SELECT 1 FROM blob WHERE id = ?", (identity,)):
            return identity
        statement = (
            "INSERT INTO blob (id, size, content) VALUES (?, ?, zeroblob(?)) RETURNING rowid"
        )
        row = int(self._database.rows(statement, (identity, size, size))[0][0])
        self._database.fill_blob("blob", "content", row, _checked(identity, size, pieces))
        return identity

    def _check_is_wanted(self, identity: BlobId, size: int) -> None:
        if size > MOST_BYTES:
            raise refused("storage.blob_too_large", limit=MOST_BYTES // 1024 // 1024)
        if self._database.value("SELECT 1 FROM purged WHERE digest = ?", (identity,)):
            raise refused("storage.blob_purged", digest=identity[:16])

    def commit(self, action: Action) -> Changes:
        """Close the group with what was done and make it last; nothing written is no group."""
        return self._finish(action)

    def commit_undoing(self, action: Action, undone: LocalId) -> Changes:
        """Close a group that takes back another one, even when no edit was left to take back."""
        if not self._journal.has_begun:
            self._journal.begin(self._author)
        return self._finish(action, undone)

    def _finish(self, action: Action, undone: LocalId | None = None) -> Changes:
        changes = Changes()
        if self._journal.has_begun:
            number, touched = self._journal.end(action, undone)
            changes = Changes(number, touched)
        self._database.run("COMMIT")
        self._journal.confirm()
        return changes

    # Edits against what stands ---------------------------------------------------------------

    def _edits_towards(self, value: Storable) -> Iterator[Edit]:
        """Yield the edits that bring records that are there already to the state of a value."""
        wanted: dict[tuple[RecordKind, str], dict[str, Edit]] = {record_of(value): {}}
        for edit in birth_edits(value):
            wanted.setdefault((edit.kind, edit.key), {})[edit.field] = edit
        for (kind, key), edits in wanted.items():
            yield from self._towards(BY_KIND[kind], key, edits)

    def _towards(self, kind: Kind, key: str, edits: dict[str, Edit]) -> Iterator[Edit]:
        stands = self._journal.fields.standing(kind, key)
        if stands is None:
            yield from edits.values()
            return
        for field in kind.fields:
            edit = edits.get(field.name)
            after = False if field.name == REMOVAL else edit.after if edit else None
            if field.name == BIRTH:
                continue
            if field.text_of(after) != stands.get(field.name, field.default):
                yield Edit(kind=kind.kind, key=key, field=field.name, after=after)

    def _check_still_stands(self, old: Storable, edits: Iterable[Edit]) -> None:
        """Refuse edits of fields that no longer hold what the caller saw."""
        kind, key = record_of(old)
        changed = {edit.field for edit in edits if (edit.kind, edit.key) == (kind, key)}
        if not changed:
            return
        seen = {edit.field: edit.after for edit in edits_between(None, old)}
        stands = self._journal.fields.standing(BY_KIND[kind], key) or {}
        for name in changed:
            field = BY_KIND[kind].by_name[name]
            if field.text_of(seen.get(name)) != stands.get(name, field.default):
                raise refused("storage.changed_meanwhile")


def _again(first: Edit, rest: Iterator[Edit]) -> Iterator[Edit]:
    yield first
    yield from rest


def _checked(identity: BlobId, size: int, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield pieces on; refuse them once they are more, or others, than what was hashed."""
    digest = hashlib.sha256()
    length = 0
    for piece in pieces:
        digest.update(piece)
        length += len(piece)
        if length > size:
            break
        yield piece
    if length != size or digest.hexdigest() != identity:
        raise refused("storage.blob_changed")
