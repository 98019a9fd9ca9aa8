"""Thumbnails of pictures of evidence."""

from collections.abc import Sequence

from inspector.domain.errors import Refused
from inspector.domain.ids import BlobId
from inspector.jobs.door import Door, open_for_reading
from inspector.jobs.progress import Progress
from inspector.report.thumbnails import thumbnail


def made(
    progress: Progress, *, door: Door, blobs: Sequence[BlobId], edge: int
) -> dict[BlobId, bytes]:
    """Return PNGs that fit a square of `edge` pixels, of those files that are pictures."""
    found: dict[BlobId, bytes] = {}
    with open_for_reading(door) as desk:
        for place, blob in enumerate(blobs):
            progress(place, len(blobs))
            try:
                small = thumbnail(desk.file.reader.blob(blob), edge)
            except (KeyError, Refused):  # purged meanwhile
                continue
            if small is not None:
                found[blob] = small
    return found
