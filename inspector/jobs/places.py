"""Making the index of places that are found by typing, away from the typing."""

from collections.abc import Mapping, Sequence

from inspector.domain.ids import InspectionId
from inspector.jobs.door import Door, open_for_reading
from inspector.jobs.progress import Progress
from inspector.services import places, text_search
from inspector.services.places import Target


def index(
    progress: Progress, door: Door | None, task: InspectionId | None, texts: Sequence[str]
) -> tuple[tuple[Target, ...], Mapping[str, str]]:
    """Return the inspection's places, and the letters of their characters and of `texts`."""
    found: tuple[Target, ...] = ()
    if door is not None and task is not None:
        with open_for_reading(door) as desk:
            known = [one for one in desk.file.reader.inspections() if one.id == task]
            found = places.targets(desk, known[0]) if known else ()
    letters = text_search.letters_of([*texts, *(f"{one.text}{one.more}" for one in found)])
    progress(1, 1)
    return found, letters
