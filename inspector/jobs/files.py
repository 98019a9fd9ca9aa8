"""Files beside the window: hashed before they are taken in, and written out again."""

from collections.abc import Sequence
from pathlib import Path

from inspector.domain.errors import refused
from inspector.domain.ids import BlobId
from inspector.domain.issues import Place
from inspector.jobs.door import Door, open_for_reading
from inspector.jobs.progress import Progress
from inspector.services import files
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


def write_out(progress: Progress, door: Door, blob: BlobId, target: Path) -> Path:
    """Write a file that is kept in the workspace to a folder, and return where it is.

    Raises Refused for one that was purged, and where nothing can be written.
    """
    progress(0, 1, target.name)
    with open_for_reading(door) as desk:
        content = desk.file.reader.blob(blob)
    return files.write_file(target, content)
