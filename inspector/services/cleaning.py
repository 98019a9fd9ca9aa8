"""Cleaning a laptop at the end: what the work left on it goes, and what stays is named."""

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from inspector import logs, paths, settings
from inspector.domain.errors import Refused
from inspector.storage import recovery
from inspector.storage.erasing import erase
from inspector.storage.leftovers import LeftoverKind, leftovers
from inspector.storage.snapshot_files import folder_of
from inspector.storage.workspace_file import WorkspaceFile

_KEPT: Final = frozenset({LeftoverKind.DAMAGED, LeftoverKind.BACKUP, LeftoverKind.STRANGE})


@dataclass(frozen=True, slots=True)
class Trace:
    """Something the work left: what it is (a code) and where; a count where it is no file."""

    what: str
    path: Path
    count: int = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that stays: where it is, and why (a code); the system's words where it failed."""

    path: Path
    why: str
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaning:
    """What goes, or is gone, and what stays."""

    removed: tuple[Trace, ...]
    kept: tuple[Kept, ...]


def survey(workspace: Path, password: str | None = None) -> Cleaning:
    """Return what cleaning would remove and leave; nothing is touched.

    Raises Refused when the workspace cannot be read.
    """
    sides = _sides(workspace)
    with WorkspaceFile.open(workspace, read_only=True, unlocking=password) as file:
        typed = len(recovery.read(file))
    return Cleaning(removed=(*sides, *_traces(workspace, typed)), kept=tuple(_kept(workspace)))


def clean(workspace: Path, password: str | None = None) -> Cleaning:
    """Remove what the work left on this computer beside the workspace itself.

    Files are written over before they are removed. Raises Refused, with nothing removed, when the
    workspace is open anywhere.
    """
    sides = _sides(workspace)
    with WorkspaceFile.open(workspace, unlocking=password) as file:
        typed = len(recovery.read(file))
        found = tuple(_traces(workspace, typed))
        if typed:
            recovery.clear_all(file)
        failed = [kept for one in found if (kept := _remove(one)) is not None]
    with suppress(OSError):
        folder_of(workspace).rmdir()
    failed += [_failed(one.path, errno.EBUSY) for one in sides if one.path.exists()]
    stays = {one.path for one in failed}
    removed = tuple(one for one in (*sides, *found) if one.path not in stays)
    return Cleaning(removed=removed, kept=(*_kept(workspace), *failed))


def _sides(workspace: Path) -> tuple[Trace, ...]:
    """Return what a process that was cut off left; it goes when the file is opened and closed."""
    sides = (one for one in leftovers(workspace) if one.kind is LeftoverKind.SIDE)
    return tuple(Trace(one.kind.value, one.path) for one in sides)


def _traces(workspace: Path, typed: int) -> Iterator[Trace]:
    """Yield what goes, the workspace's own first, then this computer's."""
    for one in leftovers(workspace):
        if one.kind not in _KEPT and one.kind is not LeftoverKind.SIDE:
            yield Trace(one.kind.value, one.path)
    if typed:
        yield Trace("recovery", workspace, typed)
    for path in logs.files():
        yield Trace("log", path)
    cached = [path for path in paths.cache().rglob("*") if path.is_file()]
    if cached:
        yield Trace("cache", paths.cache(), len(cached))
    if paths.window_memory().is_file():
        yield Trace("window", paths.window_memory())
    with suppress(Refused):
        if recent := len(settings.load().recent_files):
            yield Trace("recent_files", settings.settings_file(), recent)


def _kept(workspace: Path) -> Iterator[Kept]:
    yield Kept(workspace, "workspace")
    for one in leftovers(workspace):
        if one.kind in _KEPT:
            yield Kept(one.path, one.kind.value)
    yield from _backups_elsewhere(workspace)
    if settings.settings_file().exists():
        yield Kept(settings.settings_file(), "settings")


def _backups_elsewhere(workspace: Path) -> Iterator[Kept]:
    folder = ""
    with suppress(Refused):
        folder = settings.load().backup_folder
    if folder and Path(folder).is_dir() and Path(folder).resolve() != workspace.parent.resolve():
        for path in sorted(Path(folder).glob(f"*{workspace.suffix}")):
            if path.name.startswith(f"{workspace.stem}-"):
                yield Kept(path, LeftoverKind.BACKUP.value)


def _remove(trace: Trace) -> Kept | None:
    """Remove a trace; return why it stays where it cannot be removed."""
    try:
        match trace.what:
            case "recovery":
                return None  # went with the connection that was open
            case "recent_files":
                settings.save(replace(settings.load(), recent_files=()))
            case "cache":
                _empty(trace.path)
            case _:
                erase(trace.path)
    except OSError as error:
        return _failed(trace.path, error.errno)
    except Refused:
        return _failed(trace.path, errno.EACCES)
    return None


def _failed(path: Path, cause: int | None) -> Kept:
    return Kept(path, "failed", os.strerror(cause or errno.EIO))


def _empty(folder: Path) -> None:
    """Remove all that a folder holds, from the bottom up."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            erase(path)
