"""Sheets that came back, read in a process of their own and looked through before they count."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from inspector.domain.ids import UnitId
from inspector.domain.inspection import Inspection
from inspector.domain.unit import Unit
from inspector.jobs.door import Door, open_for_reading
from inspector.jobs.progress import Progress
from inspector.services import intake
from inspector.services.intake import Prepared


def prepare(
    progress: Progress,
    *,
    door: Door,
    task: Inspection,
    sources: Sequence[Path],
    whom: Unit | None = None,
    clear_emptied: bool = False,
    pasted: Sequence[str] = (),
) -> Prepared:
    """Read files, folders and pasted tables and report what each would change."""

    def follow(files: Sequence[Path]) -> Iterator[Path]:
        for done, file in enumerate(files):
            progress(done, len(files), file.name)
            yield file

    with open_for_reading(door) as desk:
        found = intake.prepare(
            desk,
            task,
            sources,
            whom=whom,
            clear_emptied=clear_emptied,
            pasted=pasted,
            follow=follow,
        )
    progress(1, 1)
    return found


def reconsider(
    progress: Progress,
    *,
    door: Door,
    task: Inspection,
    prepared: Prepared,
    owners: Mapping[Path, UnitId],
) -> Prepared:
    """Report again what files would change, now that somebody said whose they are."""
    progress(0, 1)
    with open_for_reading(door) as desk:
        return intake.reconsider(desk, task, prepared, owners)
