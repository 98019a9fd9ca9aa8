"""Yearly returns read beside the window."""

from collections.abc import Sequence
from pathlib import Path

from inspector.jobs.progress import Progress
from inspector.services import returns
from inspector.services.returns import FileReading


def read(progress: Progress, paths: Sequence[Path], year: int) -> tuple[FileReading, ...]:
    """Read the units' files, one after another."""
    found = []
    for done, path in enumerate(paths):
        progress(done, len(paths), path.name)
        found.append(returns.read(path, year))
    progress(len(paths), len(paths))
    return tuple(found)
