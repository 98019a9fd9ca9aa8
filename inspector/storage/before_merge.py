"""The file from before a merge, kept beside the workspace until the next edit."""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from inspector.storage.snapshot_files import put_in_place

_MARK: Final = ".before-"


def before_file(workspace: Path, head: str) -> Path:
    """Return where the file is kept from before the merge that left the journal at a head."""
    return workspace.with_name(f"{workspace.name}{_MARK}{head}")


def swap_in(partial: Path, workspace: Path, head: str | None) -> None:
    """Put a merged file in a workspace's place, in one step.

    The file from before is kept under the head that the merged one has reached; without a head
    it goes.
    """
    forget_before(workspace)
    if head is not None:
        kept = before_file(workspace, head)
        try:
            os.link(workspace, kept)
        except OSError:  # a stick's file system knows no second names
            shutil.copyfile(workspace, kept)
    put_in_place(partial, workspace)


def forget_before(workspace: Path, but: str = "") -> None:
    """Remove the files kept from before merges, save the one under this head."""
    for path in kept_before(workspace):
        if path != before_file(workspace, but):
            with suppress(OSError):
                path.unlink()


def is_kept(workspace: Path) -> bool:
    """Whether any file from before a merge is kept."""
    return bool(kept_before(workspace))


def kept_before(workspace: Path) -> tuple[Path, ...]:
    """Return the files kept from before merges."""
    start = workspace.name + _MARK
    try:
        return tuple(path for path in workspace.parent.iterdir() if path.name.startswith(start))
    except OSError:
        return ()
