"""The door to a workspace that another process may read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from inspector import bootstrap
from inspector.services.desk import Desk, Unlocking


@dataclass(frozen=True, slots=True)
class Door:
    """Where a workspace is, who works at it, and the key where it is encrypted."""

    path: Path
    author: str = ""
    unlocking: Unlocking = field(default=None, repr=False)


@contextmanager
def open_for_reading(door: Door) -> Iterator[Desk]:
    """Open the workspace beside whoever writes to it, for the length of one job."""
    with bootstrap.open_desk(
        door.path, author=door.author, read_only=True, password=door.unlocking
    ) as desk:
        yield desk
