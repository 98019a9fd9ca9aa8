"""Looking for the fonts of papers, which opens every font file of the machine the first time."""

from inspector.domain.typeface import Typeface
from inspector.jobs.progress import Progress
from inspector.services import typefaces


def overview(progress: Progress) -> tuple[Typeface, ...]:
    """Return which face sets each role of a paper."""
    found = typefaces.overview()
    progress(1, 1)
    return found
