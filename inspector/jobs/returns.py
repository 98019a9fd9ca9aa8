"""Yearly returns beside the window: units' files read, forms written as workbooks."""

from collections.abc import Sequence
from pathlib import Path

from inspector.domain.returns import Return
from inspector.domain.unit import Unit
from inspector.jobs.door import Door, open_for_reading
from inspector.jobs.progress import Progress
from inspector.services import return_years, returns
from inspector.services.returns import FileReading


def read(progress: Progress, paths: Sequence[Path], year: int) -> tuple[FileReading, ...]:
    """Read the units' files, one after another."""
    found = []
    for done, path in enumerate(paths):
        progress(done, len(paths), path.name)
        found.append(returns.read(path, year))
    progress(len(paths), len(paths))
    return tuple(found)


def export(progress: Progress, given: Return, name: str, target: Path) -> Path:
    """Write a return as its form looks, in the name of a unit."""
    progress(0, 1, target.name)
    return returns.export(returns.form_of(given), given, name, target)


def export_years(progress: Progress, door: Door, unit: Unit | None, target: Path) -> Path:
    """Write the returns of all years of one unit, or of all together, beside one another."""
    progress(0, 1, target.name)
    with open_for_reading(door) as desk:
        return return_years.write(return_years.look(desk, unit), target)
