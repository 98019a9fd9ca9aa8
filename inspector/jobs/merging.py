"""The union of several laptops' files, made on a copy while the workspace stays open."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from inspector.jobs.door import Door
from inspector.jobs.progress import Progress
from inspector.services import merging
from inspector.services.merging import Outlook


def look_ahead(
    progress: Progress,
    *,
    door: Door,
    others: Sequence[Path],
    passwords: Mapping[Path, str],
) -> Outlook:
    """Unite the workspace with other files beside it, and say what that brings."""
    return merging.look_ahead(door.path, others, door.unlocking, passwords, progress)
