"""What the setting of a paper's pages changed or could not mend, for whoever sends it out."""

from collections.abc import Iterator, Sequence

from inspector.domain.issues import Issue, Place, Severity
from inspector.report import paper
from inspector.report.document import Annex, Document, Family, Head
from inspector.report.pages import HEAD_BLOCK, Page
from inspector.report.phrasing import written


def page_issues(document: Document, pages: Sequence[Page]) -> Iterator[Issue]:
    """Yield what the setting of a paper's pages changed or could not mend."""
    head = document.head
    yield from grid_changed(head, pages)
    yield from signed_alone(head, pages)
    has_text = document.family is Family.OFFICIAL and bool(document.blocks)
    if has_text and not isinstance(document.blocks[0], Annex) and _is_bare(pages[0]):
        place = Place(file=head.title)
        yield Issue(code="paper.no_text_first", severity=Severity.WARNING, place=place)


def grid_changed(head: Head, pages: Sequence[Page]) -> Iterator[Issue]:
    """Say where lines or characters give way, for office and date to stay with the text."""
    for grid in (page.grid for page in pages if page.grid != paper.STANDARD_GRID):
        yield Issue(
            code="paper.grid_changed",
            severity=Severity.NOTE,
            place=Place(file=head.title),
            parameters={
                "lines": str(grid.lines),
                "characters": str(grid.characters),
                "line_pitch": f"{grid.line_pitch:.1f}",
                "character_pitch": f"{grid.character_pitch:.1f}",
            },
        )


def signed_alone(head: Head, pages: Sequence[Page]) -> Iterator[Issue]:
    """Yield each page of an official paper on which office and date stand without any text."""
    signed = {text for text in (*head.offices, written(head.dated)) if text}
    for number, page in enumerate(pages, start=1):
        # 版记 may stand alone, though it names the office in 4号; name and date in 3号 may not.
        body = {text.text for text in page.texts if text.style.size == paper.SIZE_3}
        if number > 1 and _is_bare(page) and signed & body:
            yield Issue(
                code="paper.signed_alone",
                severity=Severity.WARNING,
                place=Place(file=head.title),
                parameters={"page": str(number)},
            )


def _is_bare(page: Page) -> bool:
    """Whether nothing but the head stands on a page."""
    return all(mark.block == HEAD_BLOCK for mark in page.marks)
