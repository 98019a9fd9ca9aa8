"""Merging: the union of journals on a copy of the file, verified, then swapped in at one stroke."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Final, TypeAlias

from inspector.domain.errors import Refused, refused
from inspector.domain.issues import Place
from inspector.storage import file_check
from inspector.storage.before_merge import before_file, forget_before, is_kept, swap_in
from inspector.storage.canonical import parse
from inspector.storage.engine import Access, Database, connect
from inspector.storage.key import Key, Unlocking, key_for
from inspector.storage.lock import WorkspaceLock
from inspector.storage.migrations.steps import LATEST, migrate, version_of
from inspector.storage.purge import scrub_beside
from inspector.storage.sessions import head_of_file
from inspector.storage.snapshot_files import take_of
from inspector.storage.uniting import Brought, Merged, Uniting
from inspector.storage.verify import journal_problems
from inspector.storage.workspace_file import WorkspaceFile

IDENTITY: Final = "workspace"
"""The setting by which two files are known to have begun as one."""
SNAPSHOT: Final = "merge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A union that waits beside its workspace to take its place."""

    workspace: Path
    copy: Path
    base: str
    """The head of the workspace that the union was made on."""
    merged: Merged
    brought: tuple[Brought, ...] = ()
    purges: frozenset[bytes] = frozenset()


Follow: TypeAlias = Callable[[int, int, str], None]
"""Told how many steps of how many are done, and of which file; may raise to call it off."""


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


def prepare(
    workspace: Path,
    others: Sequence[Path],
    unlocking: Unlocking = None,
    of_others: Mapping[Path, str] = MappingProxyType({}),
    follow: Follow = lambda _done, _total, _name: None,
) -> Prepared:
    """Unite a workspace with other files on a copy beside it; the workspace may be open meanwhile.

    `swap` puts the copy in its place, `drop` gives it up. Raises Refused like `merge`, and leaves
    nothing behind then, or when `follow` raises.
    """
    file_check.check(workspace)
    key = key_for(workspace, unlocking)
    partial = _partial(workspace)
    steps = _Steps(follow, 2 * len(others) + 2)
    with TemporaryDirectory(prefix="inspector-") as folder:
        try:
            readable = []
            for number, path in enumerate(others):
                steps.begin(path)
                opens = of_others.get(path, unlocking)
                other = _readable(path, opens, Path(folder) / f"{number}.inspection")
                _verify_other(workspace, key, other)
                readable.append(other)
            steps.begin(workspace)
            _copy_while_open(workspace, partial, key)
            return _prepared(workspace, key, readable, partial=partial, steps=steps)
        except OSError as error:
            drop(workspace)
            raise refused("storage.not_writable", Place(file=str(partial))) from error
        except BaseException:
            drop(workspace)
            raise


class _Steps:
    """How far a union is, told to whoever follows."""

    def __init__(self, follow: Follow, total: int) -> None:
        self._follow, self._total = follow, total
        self._done, self._name = -1, ""

    def begin(self, path: Path | None) -> None:
        """Begin the next step: with a file, or with none the last one."""
        self._done, self._name = self._done + 1, "" if path is None else path.name
        self.tick()

    def tick(self) -> None:
        """Say that the present step goes on."""
        self._follow(self._done, self._total, self._name)


def swap(prepared: Prepared, unlocking: Unlocking = None) -> Merged:
    """Put a union in its workspace's place; the workspace must not be open.

    The file from before is kept for `take_back`. Raises Refused, and changes nothing, when the
    workspace went on since the union was made, or the union is not there any more.
    """
    workspace, copy = prepared.workspace, prepared.copy
    with _held(workspace, unlocking) as key:
        if not copy.exists() or _head_of(copy, key) != prepared.merged.head:
            raise refused("storage.merge_gone", Place(file=str(workspace)))
        if _head_of(workspace, key) != prepared.base:
            raise refused("storage.merge_moved_on", Place(file=str(workspace)))
        _swap(prepared, key)
    return prepared.merged


def drop(workspace: Path) -> None:
    """Give up a union that was prepared beside a workspace."""
    for ending in ("", "-wal", "-shm", "-journal"):
        partial = _partial(workspace)
        with suppress(OSError):
            partial.with_name(partial.name + ending).unlink(missing_ok=True)


def can_be_taken_back(workspace: Path, head: str) -> bool:
    """Whether the file from before the merge that left a journal at a head is still there."""
    return before_file(workspace, head).exists()


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


def _copy_while_open(workspace: Path, partial: Path, key: Key | None) -> None:
    """Copy a file that may be open, with its log, as it stood at one commit.

    While a reader is at work nobody folds more of the log into the file than the copy of the log
    holds, or begins the log anew.
    """
    log = workspace.with_name(workspace.name + "-wal")
    with closing(connect(workspace, Access.READ, key)) as database, database.transaction():
        file_check.check_unlocked(database)
        database.value("SELECT COUNT(*) FROM session")
        shutil.copyfile(workspace, partial)
        if log.exists():
            shutil.copyfile(log, partial.with_name(partial.name + "-wal"))
    _fold_log(partial, key)


def _merge_verified(workspace: Path, key: Key | None, others: Sequence[_Other]) -> Merged:
    """Unite on a copy; when it holds, swap it in."""
    partial = _partial(workspace)
    shutil.copyfile(workspace, partial)
    prepared = _prepared(workspace, key, others, partial=partial)
    if not prepared.merged.is_nothing:
        _swap(prepared, key)
    return prepared.merged


def _prepared(
    workspace: Path,
    key: Key | None,
    others: Sequence[_Other],
    *,
    partial: Path,
    steps: _Steps | None = None,
) -> Prepared:
    with closing(connect(partial, Access.WRITE, key)) as copy:
        base = head_of_file(copy).hex16
        union = Uniting(copy, None if steps is None else steps.tick)
        for other in others:
            if steps is not None:
                steps.begin(Path(other.place.file))
            union.take(other.path, other.place, other.key)
        if steps is not None:
            steps.begin(None)
        merged = union.finish()
        return Prepared(
            workspace=workspace,
            copy=partial,
            base=base,
            merged=merged,
            brought=() if steps is None else tuple(union.brought()),
            purges=union.purges,
        )


def _swap(prepared: Prepared, key: Key | None) -> None:
    workspace, merged = prepared.workspace, prepared.merged
    take_of(workspace, SNAPSHOT, key)
    swap_in(prepared.copy, workspace, None if merged.purged else merged.head)
    if merged.purged:
        scrub_beside(workspace, prepared.purges, key)
