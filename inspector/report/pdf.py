"""From a document to its PDF."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspector.domain.issues import Issue, Place, Severity
from inspector.report import paper
from inspector.report.document import Annex, Document, Family, Head
from inspector.report.drawing import Metadata, write_pdf
from inspector.report.embedding import Embedding
from inspector.report.fonts import Substitution
from inspector.report.forms import lay_out_form
from inspector.report.official import lay_out_official
from inspector.report.pages import HEAD_BLOCK, Page
from inspector.report.phrasing import written
from inspector.report.typeface import Typefaces, typefaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A finished file, how many pages it has, and which fonts stood in for others."""

    data: bytes
    pages: int
    substitutions: tuple[Substitution, ...]
    noticed: tuple[Issue, ...] = ()
    """What the setting of the pages could not mend."""


def render_pdf(document: Document, *, fonts: Typefaces | None = None) -> Rendered:
    """Set a document, its attachments after it, as PDF; equal input gives equal bytes.

    `fonts` defaults to those of this machine. Raises Refused (`report.no_font`) if none of them
    sets Chinese.
    """
    fonts = fonts or typefaces()
    pages = list(pages_of(document, fonts))
    embedding = Embedding()
    metadata = Metadata(document.head.title, document.head.office)
    data = write_pdf(pages, metadata, embedding)
    fonts.keep()
    used = [(typeface.role, chars) for typeface, chars in embedding.used()]
    return Rendered(
        data=data,
        pages=len(pages),
        substitutions=fonts.substitutions(used),
        noticed=tuple(noticed(document, pages)),
    )


def noticed(document: Document, pages: Sequence[Page]) -> Iterator[Issue]:
    """Yield what the setting of a paper's pages changed or could not mend."""
    head = document.head
    yield from drawn_together(head, pages)
    yield from signed_alone(head, pages)
    has_text = document.family is Family.OFFICIAL and bool(document.blocks)
    if has_text and not isinstance(document.blocks[0], Annex) and _is_bare(pages[0]):
        place = Place(file=head.title)
        yield Issue(code="paper.no_text_first", severity=Severity.WARNING, place=place)


def _is_bare(page: Page) -> bool:
    """Whether nothing but the head stands on a page."""
    return all(mark.block == HEAD_BLOCK for mark in page.marks)


def drawn_together(head: Head, pages: Sequence[Page]) -> Iterator[Issue]:
    """Say where lines stand closer than usual, for office and date to stay with the text."""
    for pitch in filter(None, (page.line_pitch for page in pages)):
        yield Issue(
            code="paper.drawn_together",
            severity=Severity.NOTE,
            place=Place(file=head.title),
            parameters={
                "pitch": f"{pitch:.1f}",
                "usual": f"{paper.LINE_PITCH:.1f}",
                "lines": str(round(paper.TYPE_HEIGHT / pitch)),
            },
        )


def signed_alone(head: Head, pages: Sequence[Page]) -> Iterator[Issue]:
    """Yield each page of an official paper on which office and date stand without any text."""
    signed = {text for text in (head.office, written(head.dated)) if text}
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


def pages_of(document: Document, fonts: Typefaces) -> Iterator[Page]:
    """Yield the pages of a document and of its attachments after it."""
    lay_out = lay_out_form if document.family is Family.FORM else lay_out_official
    yield from lay_out(document, fonts)
    for attachment in document.attachments:
        yield from pages_of(attachment, fonts)
