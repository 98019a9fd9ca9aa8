"""The desk: an open workspace and the person working on it; most verbs take one."""

from dataclasses import dataclass
from typing import Final

from inspector.storage.key import Unlocking
from inspector.storage.merging import IDENTITY
from inspector.storage.workspace_file import WorkspaceFile

__all__ = ["WORKSPACE_SETTING", "Desk", "Unlocking", "unlocking_of", "workspace_id"]

WORKSPACE_SETTING: Final = IDENTITY
"""The setting that holds the workspace's random id, made with the first inspection."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a verb needs to know: the workspace and in whose name edits are made."""

    file: WorkspaceFile
    author: str


def workspace_id(desk: Desk) -> str:
    """Return the random id by which sheets know the workspace they left."""
    return str(desk.file.reader.settings().get(WORKSPACE_SETTING, ""))


def unlocking_of(desk: Desk) -> Unlocking:
    """Return what another process opens the same file with; None where it is not encrypted."""
    return desk.file.database.key
