"""Packages: a workspace file of its own that holds some records of another and merges back.

A package's first group says again what stands in the other file, each edit naming the one it
restates; after a merge it counts as that one (see `heads.heads_among`), so that only what was done
on the laptop is new.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from inspector.domain.edits import Action, Edit, EditId, RecordKind
from inspector.domain.errors import Refused
from inspector.domain.ids import BlobId
from inspector.storage import restating
from inspector.storage.engine import Database, Row
from inspector.storage.sessions import Sessions, seen_heads
from inspector.storage.spelling import read_bases
from inspector.storage.vocabulary import BIRTH_NUMBER, BY_KIND, Kind, value_of
from inspector.storage.workspace_file import WorkspaceFile

_HEADS: Final = (
    "SELECT h.field, e.session, e.counter, e.group_number, e.after, e.bases FROM record r"
    " JOIN head h ON h.record = r.id JOIN edit e ON e.session = h.session"
    " AND e.counter = h.counter WHERE r.kind = ? AND r.key = ?"
    " ORDER BY h.field, e.counter, e.session"
)
_PURGES: Final = f"SELECT key FROM record WHERE kind = {BY_KIND[RecordKind.PURGE].number}"
_SETTINGS: Final = f"SELECT key FROM record WHERE kind = {BY_KIND[RecordKind.SETTINGS].number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What goes into a package: records by kind, and files of evidence.

    Settings and purges go into every package; with an answer go the findings that any of its
    heads lists, so that a conflict can be settled where the package is opened.
    """

    records: Mapping[RecordKind, Collection[str]]
    only: Mapping[RecordKind, frozenset[str]] = field(default_factory=dict)
    """Of some kinds, the only fields that go along where a record is not in `whole`."""
    whole: frozenset[str] = frozenset()
    files: Collection[BlobId] = ()


def write_package(
    source: WorkspaceFile,
    target: Path,
    author: str,
    contents: Contents,
    parameters: Mapping[str, str],
    password: str | None = None,
) -> int:
    """Write a package to a file that is not there yet, and return how many edits it restates.

    Without a password of its own it has that of the workspace, if any.
    Raises Refused when something is there already or cannot be written; nothing is left then.
    """
    package = WorkspaceFile.create(target, password=password or source.database.key)
    try:
        with package:
            return _Packing(source, package).pack(author, contents, parameters)
    except Refused:
        with suppress(OSError):
            target.unlink(missing_ok=True)
        raise


class _Packing:
    """One package while it is written."""

    def __init__(self, source: WorkspaceFile, package: WorkspaceFile) -> None:
        self._source: Database = source.database
        self._package = package
        self._sessions = Sessions(source.database)
        self._restating = restating.restating_groups(source.database)
        self._count = 0
        self._listed: dict[str, None] = {}
        """The findings that the answers restated so far list, in order."""

    def pack(self, author: str, contents: Contents, parameters: Mapping[str, str]) -> int:
        """Write everything as the package's first group."""
        source, journal = self._source, self._package.writing_journal
        clock = source.value("SELECT MAX(counter) FROM edit") or 0
        with self._package.unit_of_work(author) as work:
            self._name_sessions()
            journal.begin_package(author, seen_heads(source), clock)
            work.write(self._edits(contents))
            for blob in contents.files:
                content = source.value("SELECT content FROM blob WHERE id = ?", (blob,))
                if content is not None:
                    work.put_blob(content)
            work.commit(Action(verb=restating.VERB, parameters=parameters))
        return self._count

    def _name_sessions(self) -> None:
        """Note the sessions whose edits are restated, so that the package can name them."""
        self._package.database.run_many(
            "INSERT INTO session (id, program, author, opened_at) VALUES (?, ?, ?, ?)",
            self._source.rows("SELECT id, program, author, opened_at FROM session ORDER BY alias"),
        )
        self._package.writing_journal.sessions.load()

    def _edits(self, contents: Contents) -> Iterator[Edit]:
        for kind, query in ((RecordKind.PURGE, _PURGES), (RecordKind.SETTINGS, _SETTINGS)):
            for (key,) in self._source.rows(query):
                yield from self._restated(BY_KIND[kind], key, None)
        for kind, keys in contents.records.items():
            for key in keys:
                only = None if key in contents.whole else contents.only.get(kind)
                yield from self._restated(BY_KIND[kind], key, only)
        for key in self._listed:
            yield from self._restated(BY_KIND[RecordKind.FINDING], key, None)

    def _restated(self, kind: Kind, key: str, only: frozenset[str] | None) -> Iterator[Edit]:
        for row in self._source.rows(_HEADS, (kind.number, key)):
            number, text = row[0], row[4]
            one = kind.by_number[number]
            if text is None or (only is not None and number > 1 and one.name not in only):
                continue
            self._count += number != BIRTH_NUMBER
            after = value_of(text, one)
            if one.name == "checked":
                self._listed.update((found["id"], None) for found in after.get("findings", ()))
            yield Edit(
                kind=kind.kind, key=key, field=one.name, after=after, bases=(self._origin(row),)
            )

    def _origin(self, row: Row) -> EditId:
        """Return the edit that is restated; one that restates itself passes its own on."""
        _, alias, counter, group, _, bases = row
        if (alias, group) in self._restating and bases:
            ((alias, counter),) = read_bases(bases, alias)
        return EditId(self._sessions.id_of(alias).hex(), counter)
