"""The composition root: settings, log and workspace become a desk to work at."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector import logs, settings
from inspector.services.desk import Desk
from inspector.storage.workspace_file import WorkspaceFile


@contextmanager
def open_desk(
    workspace: Path, *, author: str = "", read_only: bool = False, create: bool = False
) -> Iterator[Desk]:
    """Open a workspace, or make it where `create` allows, and close it in the end.

    The author is the one named, else this machine's setting, else the account's name.
    """
    logs.start()
    name = author or settings.load().author or getpass.getuser()
    opened = (
        WorkspaceFile.create(workspace)
        if create and not workspace.exists()
        else WorkspaceFile.open(workspace, read_only=read_only)
    )
    with opened as file:
        yield Desk(file=file, author=name)
