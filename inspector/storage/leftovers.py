"""What the program leaves beside a workspace: snapshots, side files, and what a crash cut short."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from inspector.storage.before_merge import kept_before
from inspector.storage.snapshot_files import folder_of, list_snapshots

_UNFINISHED: Final = (".part", ".merging", ".rekeyed", ".erased")
_SIDES: Final = ("-wal", "-shm", "-journal", ".lock", ".holder")
_DAMAGED: Final = ".damaged"


class LeftoverKind(StrEnum):
    """What a file beside a workspace is."""

    SNAPSHOT = "snapshot"
    BEFORE_MERGE = "before_merge"
    UNFINISHED = "unfinished"
    SIDE = "side"
    DAMAGED = "damaged"
    """Put aside on going back to a snapshot; it may hold what no other file does."""
    BACKUP = "backup"
    STRANGE = "strange"
    """In the folder of snapshots, but not made by the program."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """One file beside a workspace."""

    kind: LeftoverKind
    path: Path


def leftovers(workspace: Path) -> tuple[Leftover, ...]:
    """Return what lies beside a workspace because of it."""
    return tuple(_in_snapshots(workspace)) + tuple(_beside(workspace))


def _in_snapshots(workspace: Path) -> Iterator[Leftover]:
    known = {one.path for one in list_snapshots(workspace)}
    folder = folder_of(workspace)
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path in known:
            yield Leftover(LeftoverKind.SNAPSHOT, path)
        elif path.name.endswith((*_UNFINISHED, *_SIDES)):
            yield Leftover(LeftoverKind.UNFINISHED, path)
        else:
            yield Leftover(LeftoverKind.STRANGE, path)


def _beside(workspace: Path) -> Iterator[Leftover]:
    for path in sorted(kept_before(workspace)):
        yield Leftover(LeftoverKind.BEFORE_MERGE, path)
    for kind, endings in (
        (LeftoverKind.UNFINISHED, _UNFINISHED),
        (LeftoverKind.SIDE, _SIDES),
        (LeftoverKind.DAMAGED, (_DAMAGED,)),
    ):
        for ending in endings:
            path = workspace.with_name(workspace.name + ending)
            if path.exists():
                yield Leftover(kind, path)
    for path in sorted(workspace.parent.iterdir()):
        if path.name.startswith(f"{workspace.stem}-") and path.suffix == workspace.suffix:
            yield Leftover(LeftoverKind.BACKUP, path)
