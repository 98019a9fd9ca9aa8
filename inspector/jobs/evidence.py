"""Pictures of evidence beside the window: shrunk to be shown, blacked out in parts."""

from collections.abc import Sequence

from inspector.domain.errors import refused
from inspector.domain.evidence import Box, Evidence
from inspector.jobs.door import Door, open_for_reading
from inspector.jobs.progress import Progress
from inspector.report.thumbnails import Shrunk, shrunk
from inspector.services import blackout, evidence
from inspector.services.blackout import Blackened


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
