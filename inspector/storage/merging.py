"""Merging: the union of journals on a copy of the file, verified, then swapped in at one stroke."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Final

from inspector.domain.edits import RecordKind
from inspector.domain.errors import Refused, refused
from inspector.domain.issues import Place
from inspector.storage import file_check
from inspector.storage.before_merge import before_file, forget_before, is_kept, swap_in
from inspector.storage.canonical import parse
from inspector.storage.derivation import TOUCHED, TOUCHED_EDITS, TOUCHED_RECORDS, derive
from inspector.storage.engine import Access, Database, connect
from inspector.storage.key import Key, Unlocking, key_for
from inspector.storage.lock import WorkspaceLock
from inspector.storage.migrations.steps import LATEST, migrate, version_of
from inspector.storage.purge import blank_files, blank_texts, scrub_beside
from inspector.storage.restating import restating_groups
from inspector.storage.sessions import head_of_file
from inspector.storage.snapshot_files import take_of
from inspector.storage.union import OTHER, Taken, take
from inspector.storage.verify import journal_problems, session_problems
from inspector.storage.vocabulary import BY_KIND
from inspector.storage.workspace_file import WorkspaceFile

IDENTITY: Final = "workspace"
"""The setting by which two files are known to have begun as one."""
SNAPSHOT: Final = "merge"

_PURGES: Final = f"SELECT key FROM record WHERE kind = {BY_KIND[RecordKind.PURGE].number}"
_ANSWER: Final = BY_KIND[RecordKind.ANSWER].number
_FINDING: Final = BY_KIND[RecordKind.FINDING].number
_ASSESSMENT: Final = BY_KIND[RecordKind.ASSESSMENT]
_APPROVED: Final = (
    f"FROM temp.{TOUCHED} t JOIN record a ON a.id = t.record AND a.kind = {_ASSESSMENT.number}"
    f" AND t.field = {_ASSESSMENT.by_name['state'].number} AND EXISTS (SELECT 1 FROM edit e"
    " WHERE e.record = a.id AND e.field = t.field AND e.after = '\"approved\"')"
)
_ALSO_TOUCHED: Final = (
    "SELECT record, field FROM edit WHERE after IS NULL",
    f"SELECT h.record, h.field {_APPROVED} JOIN head h ON h.record = a.id",
    f"SELECT h.record, h.field {_APPROVED} JOIN record r ON r.kind = {_ANSWER}"
    " AND r.key > a.key || '/' AND r.key < a.key || '0' JOIN head h ON h.record = r.id",
    f"SELECT h.record, h.field {_APPROVED} JOIN finding f"
    " ON f.inspection || '/' || f.unit = a.key"
    f" JOIN record r ON r.kind = {_FINDING} AND r.key = f.id JOIN head h ON h.record = r.id",
    f"SELECT h.record, 1 FROM temp.{TOUCHED} t JOIN head h ON h.record = t.record AND h.field = 1",
    "SELECT DISTINCT e.record, 1 FROM record a JOIN edit e ON e.record = a.id AND e.field = 1"
    f" WHERE a.kind = {_ASSESSMENT.number}",
)
"""What else is derived anew: purged values, all that an approval was made over, and removals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge brought."""

    sessions: int = 0
    edits: int = 0
    answers: int = 0
    """Answers that were added or changed, or whose conflict was settled."""
    findings: int = 0
    files: int = 0
    """Files of evidence."""
    purged: int = 0
    """Files and texts that were removed elsewhere for good and are now removed here."""
    conflicts: int = 0
    """Fields in conflict now."""
    new_conflicts: int = 0
    head: str = ""
    """The head that the journal has reached."""

    @property
    def is_nothing(self) -> bool:
        """Whether the others held nothing that was not here."""
        return not (self.edits or self.files)


@dataclass(frozen=True, slots=True)
class _Other:
    """A file that is merged from, where it can be read as it is."""

    path: Path
    place: Place
    """Its own name, for sentences."""
    key: Key | None


def merge(
    workspace: Path,
    others: Sequence[Path],
    unlocking: Unlocking = None,
    of_others: Mapping[Path, str] = MappingProxyType({}),
) -> Merged:
    """Take over all that other files hold and a workspace does not, or nothing.

    An encrypted file is opened with its password in `of_others`, or with what opens the
    workspace. The workspace must not be open. Raises Refused, and changes nothing, when it is;
    when one of the others is missing, damaged, changed past the program, of a newer version, of
    another workspace, or not opened by its password; or when there is no room.
    """
    with _held(workspace, unlocking) as key, TemporaryDirectory(prefix="inspector-") as folder:
        try:
            readable = []
            for number, path in enumerate(others):
                opens = of_others.get(path, unlocking)
                other = _readable(path, opens, Path(folder) / f"{number}.inspection")
                _verify_other(workspace, key, other)
                readable.append(other)
            return _merge_verified(workspace, key, readable)
        finally:
            with suppress(OSError):
                _partial(workspace).unlink(missing_ok=True)


def take_back(workspace: Path, unlocking: Unlocking = None) -> None:
    """Swap the file from before the last merge back in.

    The workspace must not be open. Raises Refused when it is, when there was no merge, or when
    somebody has gone on since.
    """
    with _held(workspace, unlocking) as key:
        kept = before_file(workspace, _head_of(workspace, key))
        if not kept.exists():
            raise refused("storage.merge_not_taken_back", Place(file=str(workspace)))
        kept.replace(workspace)


def forget_when_edited(workspace: WorkspaceFile) -> None:
    """Remove the file from before a merge once somebody has gone on from the merge."""
    if is_kept(workspace.path):
        forget_before(workspace.path, but=head_of_file(workspace.database).hex16)


@contextmanager
def _held(workspace: Path, unlocking: Unlocking) -> Iterator[Key | None]:
    """Hold a workspace that is whole in one file, and yield its key."""
    file_check.check(workspace)
    lock = WorkspaceLock(workspace)
    lock.acquire()
    try:
        key = key_for(workspace, unlocking)
        _fold_log(workspace, key)
        yield key
    except OSError as error:
        raise refused("storage.not_writable", Place(file=str(workspace))) from error
    finally:
        lock.release()


# The others --------------------------------------------------------------------------------------


def _readable(path: Path, unlocking: Unlocking, copy: Path) -> _Other:
    """Return where another file can be read as it is.

    One that was left with a log, or is of an older version, is read from a copy.
    """
    file_check.check(path)
    key = key_for(path, unlocking)
    place = Place(file=str(path))
    log = path.with_name(path.name + "-wal")
    has_log = log.exists() and log.stat().st_size > 0
    if not has_log and _version(path, key) == LATEST:
        return _Other(path, place, key)
    shutil.copyfile(path, copy)
    if has_log:
        shutil.copyfile(log, copy.with_name(copy.name + "-wal"))
    _fold_log(copy, key)
    return _Other(copy, place, key)


def _version(path: Path, key: Key | None) -> int:
    with closing(connect(path, Access.IMMUTABLE, key)) as database:
        file_check.check_unlocked(database)
        version = version_of(database)
    file_check.check_version(path, version)
    return version


def _verify_other(workspace: Path, key: Key | None, other: _Other) -> None:
    """Refuse a file whose journal does not hold, or that began as another workspace."""
    try:
        with closing(connect(other.path, Access.IMMUTABLE, other.key)) as database:
            problems = journal_problems(database)
            theirs = _identity(database)
    except Refused as refusal:
        raise refused("storage.merge_damaged", other.place) from refusal
    if any(issue.code == "storage.verify_pages" for issue in problems):
        raise refused("storage.merge_damaged", other.place)
    if problems:
        raise refused("storage.merge_tampered", other.place)
    with closing(connect(workspace, Access.READ, key)) as database:
        ours = _identity(database)
    if ours and theirs and ours != theirs:
        raise refused("storage.merge_foreign", other.place)


def _identity(database: Database) -> str:
    text = database.value("SELECT value FROM setting WHERE name = ? AND removed = 0", (IDENTITY,))
    return str(parse(text) or "") if text is not None else ""


# The copy ----------------------------------------------------------------------------------------


def _partial(workspace: Path) -> Path:
    return workspace.with_name(workspace.name + ".merging")


def _fold_log(path: Path, key: Key | None) -> None:
    """Fold what a log holds into the file, and bring the file to this version."""
    with closing(connect(path, Access.WRITE, key)) as database:
        file_check.check_unlocked(database)
        file_check.check_version(path, version_of(database))
        migrate(database)
        database.run("PRAGMA journal_mode=DELETE")


def _head_of(workspace: Path, key: Key | None) -> str:
    with closing(connect(workspace, Access.READ, key)) as database:
        return head_of_file(database).hex16


def _merge_verified(workspace: Path, key: Key | None, others: Sequence[_Other]) -> Merged:
    """Unite on a copy; when it holds, swap it in."""
    partial = _partial(workspace)
    shutil.copyfile(workspace, partial)
    with closing(connect(partial, Access.WRITE, key)) as copy:
        union = _Union(copy)
        for other in others:
            union.take(other)
        merged = union.finish()
        purges = union.purges
    if merged.is_nothing:
        return merged
    take_of(workspace, SNAPSHOT, key)
    swap_in(partial, workspace, None if merged.purged else merged.head)
    if merged.purged:
        scrub_beside(workspace, purges, key)
    return merged


class _Union:
    """One copy while other files are taken into it."""

    def __init__(self, copy: Database) -> None:
        self._copy = copy
        self._purges_before = frozenset(copy.rows(_PURGES))
        self._conflicts_before = self._conflicts()
        self._taken: list[Taken] = []
        for setting in (
            "journal_mode=OFF",
            "synchronous=OFF",
            "secure_delete=OFF",
            "temp_store=MEMORY",
            "cache_size=-64000",
            "foreign_keys=ON",
        ):
            copy.run(f"PRAGMA {setting}")

    @property
    def purges(self) -> frozenset[bytes]:
        """Digests of what is never taken in again."""
        return frozenset(bytes.fromhex(key) for (key,) in self._copy.rows(_PURGES))

    def take(self, other: _Other) -> None:
        """Take over what one other file holds."""
        self._copy.attach(other.path, OTHER, other.key, Access.IMMUTABLE)
        with self._copy.transaction():
            self._taken.append(take(self._copy, other.place))
        self._copy.run(f"DETACH DATABASE {OTHER}")

    def finish(self) -> Merged:
        """Blank what is purged, derive what grew, prove what was taken, and say what it was."""
        copy = self._copy
        grown = frozenset().union(*(one.sessions for one in self._taken))
        purges = self.purges
        with copy.transaction():
            if purges:
                blank_texts(copy, purges)
            self._derive()
            blank_files(copy)
        if session_problems(copy, grown):
            raise refused("storage.merge_tampered", Place(file=str(copy.path)))
        purged = len(frozenset(copy.rows(_PURGES)) - self._purges_before)
        if purged:
            copy.run("VACUUM")
        conflicts = self._conflicts()
        return Merged(
            sessions=len(grown),
            edits=sum(one.edits for one in self._taken),
            answers=self._touched(_ANSWER, grown),
            findings=self._touched(_FINDING, grown),
            files=sum(one.files for one in self._taken),
            purged=purged,
            conflicts=len(conflicts),
            new_conflicts=len(conflicts - self._conflicts_before),
            head=head_of_file(copy).hex16,
        )

    def _derive(self) -> None:
        copy = self._copy
        for query in _ALSO_TOUCHED:
            copy.run(f"INSERT OR IGNORE INTO temp.{TOUCHED} {query}")
        for table in ("head", "conflict"):
            copy.run(
                f"DELETE FROM {table} WHERE (record, field) IN"
                f" (SELECT record, field FROM temp.{TOUCHED})"
            )
        derive(copy, TOUCHED_EDITS, TOUCHED_RECORDS)

    def _touched(self, kind: int, grown: frozenset[int]) -> int:
        """Count the records of a kind that grew; what a package only says again did not."""
        query = (
            f"SELECT COUNT(DISTINCT t.record) FROM temp.{TOUCHED} t JOIN record r"
            " ON r.id = t.record AND r.kind = ?"
        )
        restating = [one for one in restating_groups(self._copy) if one[0] in grown]
        if restating:
            aliases = ",".join(map(str, grown))
            said_again = " OR ".join(
                f"(e.session={a} AND e.group_number={n})" for a, n in restating
            )
            query += (
                " WHERE EXISTS (SELECT 1 FROM edit e WHERE e.record = t.record"
                f" AND e.field = t.field AND e.session IN ({aliases}) AND NOT ({said_again}))"
            )
        found: int = self._copy.value(query, (kind,))
        return found

    def _conflicts(self) -> frozenset[tuple[int, int]]:
        return frozenset(
            (record, number)
            for record, number in self._copy.rows("SELECT record, field FROM conflict")
        )
