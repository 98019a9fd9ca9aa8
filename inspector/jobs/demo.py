"""Building the demo workspace, with all its sheets and papers, beside the window."""

from pathlib import Path
from typing import Final

from inspector import bootstrap
from inspector.jobs.progress import Progress
from inspector.services import demo

NAME: Final = "宁川市示例"
_USUAL_FILES: Final = 54
"""How many files the demo writes, for the bar; one more or less does no harm."""


def build(progress: Progress, folder: Path) -> Path:
    """Build the demo of a city's year into a folder and return its workspace.

    One that is there already is returned as it is; what was begun and called off goes again.
    """
    known = folder / f"{NAME}.inspection"
    if known.exists():
        return known
    city = demo.workspace_path(folder, NAME)
    try:
        with bootstrap.open_desk(city, author=demo.AUTHOR, create=True) as desk:
            for done, written in enumerate(demo.build(desk, folder), 1):
                progress(min(done, _USUAL_FILES - 1), _USUAL_FILES, written.name)
    except BaseException:
        city.unlink(missing_ok=True)
        raise
    progress(1, 1)
    return city
