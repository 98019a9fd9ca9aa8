"""The composition root: settings, log and workspace become a desk to work at."""

import getpass
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from inspector import logs, settings
from inspector.domain.errors import Refused
from inspector.services.desk import Desk, Unlocking
from inspector.storage import merging, snapshots
from inspector.storage.workspace_file import WorkspaceFile

NOBODY: Final = "?"
"""Who works where neither a setting nor the system names anyone."""

_log = logging.getLogger(__name__)


@contextmanager
def open_desk(
    workspace: Path,
    *,
    author: str = "",
    read_only: bool = False,
    create: bool = False,
    password: Unlocking = None,
) -> Iterator[Desk]:
    """Open a workspace, or make it where `create` allows, and close it in the end.

    A password opens a workspace that has one, and is given to one that is made. The author is
    the one named, else this machine's setting, else the account's name. Before a workspace is
    written to after a pause, a snapshot of it is taken. A new one in which nothing was done is not
    left behind.
    """
    with suppress(OSError):  # a log that cannot be written is no reason to stop work
        logs.start()
    is_new = create and not workspace.exists()
    is_empty = False
    try:
        with (
            WorkspaceFile.create(workspace, password=password)
            if is_new
            else WorkspaceFile.open(workspace, read_only=read_only, unlocking=password)
        ) as file:
            if not (is_new or read_only):
                _take_snapshot(file)
            try:
                yield Desk(file=file, author=author or settings.load().author or _account())
            finally:
                is_empty = is_new and not file.reader.groups(1)
            if not read_only:
                merging.forget_when_edited(file)
    finally:
        if is_empty:  # what was to be its first action was refused
            workspace.unlink(missing_ok=True)


def _take_snapshot(file: WorkspaceFile) -> None:
    try:
        snapshots.take_when_due(file)
    except Refused as refusal:
        _log.warning("No snapshot of %s was taken: %s", file.path, refusal)


def _account() -> str:
    """Return the name of this machine's account, as far as the system knows one."""
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return NOBODY
