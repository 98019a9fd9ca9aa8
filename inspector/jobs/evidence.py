"""Evidence read beside the window: files hashed before they are taken in, pictures blacked out."""

from collections.abc import Sequence
from pathlib import Path

from inspector.domain.errors import refused
from inspector.domain.evidence import Box, Evidence
from inspector.domain.issues import Place
from inspector.jobs.door import Door, open_for_reading
from inspector.jobs.progress import Progress
from inspector.report.thumbnails import Shrunk, shrunk
from inspector.services import blackout, evidence, files
from inspector.services.blackout import Blackened
from inspector.services.evidence_files import others_in
from inspector.services.files import Hashed

_NO_SHEETS: frozenset[str] = frozenset()


def read(progress: Progress, sources: Sequence[Path]) -> tuple[Hashed, ...]:
    """Hash files and all files of folders, so that taking them in is copying alone.

    Raises Refused for a file that is missing, unreadable or too large.
    """
    for source in sources:
        if not source.exists():
            raise refused("files.not_found", Place(file=str(source)))
    paths = [path for path, _root in others_in(sources, _NO_SHEETS)]
    total = sum(path.stat().st_size for path in paths) // 1024 + 1
    done = 0
    found = []
    for path in paths:

        def step(length: int, name: str = path.name) -> None:
            nonlocal done
            done += length
            progress(min(done // 1024, total - 1), total, name)

        found.append(files.hashed(path, step))
    return tuple(found)


def picture(progress: Progress, door: Door, piece: Evidence, edge: int) -> Shrunk:
    """Return a piece's picture upright, within a square of `edge` pixels.

    Raises Refused (`report.no_picture`) where it is none.
    """
    progress(0, 1, piece.name)
    with open_for_reading(door) as desk:
        content = evidence.content_of(desk, piece)
    found = shrunk(content, edge)
    if found is None:
        raise refused("report.no_picture")
    return found


def black_out(progress: Progress, door: Door, piece: Evidence, boxes: Sequence[Box]) -> Blackened:
    """Return a piece's picture with parts of it black; the window puts it in its place."""
    progress(0, 1, piece.name)
    with open_for_reading(door) as desk:
        return blackout.blackened(desk, piece, boxes)
