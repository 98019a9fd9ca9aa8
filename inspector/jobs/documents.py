"""Papers made beside the window: previews while typing, files, pages to print, drafts, batches."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from inspector.domain.draft import Draft
from inspector.domain.ids import DraftId, UnitId
from inspector.domain.inspection import Inspection
from inspector.domain.issues import Issue
from inspector.jobs.door import Door, open_for_reading
from inspector.jobs.progress import Progress
from inspector.report.document import Document
from inspector.report.images import opened_pages
from inspector.report.pdf import render_pdf
from inspector.report.practices import Practice
from inspector.report.preview import Preview
from inspector.report.preview import preview as painted
from inspector.services import documents, draft_origin, draft_settling, drafts, paper_checks
from inspector.services.documents import Wish
from inspector.services.draft_settling import Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The files that were written, and what to look at in them."""

    files: tuple[Path, ...]
    noticed: tuple[Issue, ...] = ()


def preview(
    progress: Progress,
    document: Document,
    dpi: int,
    known: Collection[str] = (),
    *,
    body_only: bool = False,
    near: int | None = None,
) -> Preview:
    """Lay a paper out and paint the pages that the window has no picture of."""
    progress(0, 1)
    return painted(document, dpi, known, body_only=body_only, near=near)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """How a paper is to be printed: dots per inch, pages from one (`last` 0: to the end)."""

    dpi: int
    first: int = 1
    last: int = 0
    is_backwards: bool = False
    is_grey: bool = False


class PrintPage(NamedTuple):
    """A page on its way to the printer: number, from one, of how many, and its PNG."""

    number: int
    of: int
    image: bytes


def pages(progress: Progress, document: Document, job: PrintJob) -> None:
    """Hand over a PrintPage for each page of the finished paper, as soon as it is painted."""
    with opened_pages(render_pdf(document).data) as finished:
        last = min(job.last or finished.count, finished.count)
        wanted = range(job.first - 1, last)
        count = len(wanted)
        for number, at in enumerate(reversed(wanted) if job.is_backwards else wanted, start=1):
            progress(number - 1, count, document.head.title)
            image = finished.image(at, job.dpi, is_grey=job.is_grey)
            progress.hand_over(PrintPage(number, count, image))


def export(
    progress: Progress,
    door: Door,
    task: Inspection,
    document: Document,
    target: Path,
    draft: DraftId,
) -> Written:
    """Write a draft as it stands on the screen, in the format of the file's ending."""
    progress(0, 1, target.name)
    noticed = documents.write(document, target)
    found = look_over(progress, door, task, document, draft)
    return Written(files=(target,), noticed=(*noticed, *found))


def look_over(
    progress: Progress, door: Door, task: Inspection, document: Document, draft: DraftId
) -> tuple[Issue, ...]:
    """Return what to look at in a draft as it stands on the screen before it goes out."""
    progress(0, 1, document.head.title)
    with open_for_reading(door) as desk:
        kept = drafts.find(desk, task, draft)
        unit, base = draft_origin.unit_of(desk, kept), drafts.base(kept)
        return paper_checks.looked_over(desk, task, document, unit, base)


def draft(
    progress: Progress, door: Door, task: Inspection, wishes: Sequence[Wish]
) -> tuple[Draft, ...]:
    """Prepare drafts from the data, one for each wish; the window keeps them."""
    made = []
    with open_for_reading(door) as desk:
        for done, wish in enumerate(wishes):
            progress(done, len(wishes), wish.unit or "")
            made.append(drafts.prepare(desk, task, wish))
    return tuple(made)


def practices(progress: Progress, door: Door, task: Inspection) -> tuple[Practice, ...]:
    """Return the sentences on what was done that a paper over all units may choose from."""
    progress(0, 1)
    with open_for_reading(door) as desk:
        return documents.practices_on_offer(desk, task)


def compare(progress: Progress, door: Door, task: Inspection, draft: str) -> Comparison:
    """Hold a draft against the paper that the data makes now."""
    progress(0, 1)
    with open_for_reading(door) as desk:
        return draft_settling.compare(desk, task, drafts.find(desk, task, draft))


def batch(
    progress: Progress,
    door: Door,
    task: Inspection,
    wish: Wish,
    units: Sequence[UnitId],
    folder: Path,
    ending: str,
) -> Written:
    """Write the paper wished for many units: their drafts where there are any, else from the data.

    Called off half-way, it leaves the files that are finished.
    """
    files: list[Path] = []
    noticed: list[Issue] = []
    with open_for_reading(door) as desk:
        known = documents.known_words(desk, task)
        for paper in drafts.papers(desk, task, wish, units):
            progress(len(files), len(units), paper.unit)
            target = folder / paper.file_name(ending)
            noticed += documents.write(paper.document, target)
            made, dossier = paper.document, paper.dossier
            noticed += paper_checks.about_unit(desk, task, made, dossier, known, paper.base)
            files.append(target)
    return Written(files=tuple(files), noticed=tuple(_each_once(noticed)))


def _each_once(issues: Sequence[Issue]) -> Iterator[Issue]:
    """Yield issues without repeating one that all papers share, such as a font that is missing."""
    seen: set[str] = set()
    for issue in issues:
        key = repr(issue)
        if key not in seen:
            seen.add(key)
            yield issue
