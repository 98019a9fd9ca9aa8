"""From a document to its PDF."""

from collections.abc import Iterator
from dataclasses import dataclass

from inspector.domain.issues import Issue
from inspector.report.document import Document, Family
from inspector.report.drawing import Metadata, write_pdf
from inspector.report.embedding import Embedding
from inspector.report.fonts import Substitution
from inspector.report.forms import lay_out_form
from inspector.report.official import lay_out_official
from inspector.report.page_issues import page_issues
from inspector.report.pages import Page
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
        noticed=tuple(page_issues(document, pages)),
    )


def pages_of(document: Document, fonts: Typefaces) -> Iterator[Page]:
    """Yield the pages of a document and of its attachments after it."""
    lay_out = lay_out_form if document.family is Family.FORM else lay_out_official
    yield from lay_out(document, fonts)
    for attachment in document.attachments:
        yield from pages_of(attachment, fonts)
