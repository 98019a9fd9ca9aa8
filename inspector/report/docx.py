"""Papers as DOCX: real styles, grid, page-number fields and tables, to go on working in Word."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from inspector.domain.errors import Refused
from inspector.domain.issues import Issue
from inspector.report.document import Document, Family
from inspector.report.docx_blocks import Content
from inspector.report.docx_outer import imprint_xml
from inspector.report.docx_package import Relations, begun, finished
from inspector.report.docx_sections import (
    IMPRINT,
    IMPRINT_BEHIND_BLANK,
    OFFICIAL,
    Edges,
    Sheet,
    section_xml,
)
from inspector.report.docx_xml import NAMESPACES, bookmark, paragraph
from inspector.report.forms import lay_out_form
from inspector.report.imprint import has_imprint, without_imprint
from inspector.report.official import lay_out_official
from inspector.report.page_issues import grid_changed
from inspector.report.pages import Page, grid_of
from inspector.report.typeface import typefaces


class RenderedDocx(NamedTuple):
    """A finished file, and where its lines or characters give way, as far as our fonts tell."""

    data: bytes
    noticed: tuple[Issue, ...]


def render_docx(document: Document) -> RenderedDocx:
    """Return a paper with its attached forms as a DOCX file; equal papers give equal bytes."""
    parts = list(_parts(document))
    pages = parts[0].pages
    package = begun(grid_of(pages))
    relations = Relations(package)
    marked = len(parts) > 1
    pieces = [
        piece
        for number, part in enumerate(parts, 1)
        for piece in part.pieces(relations, number if marked else 0)
    ]
    data = finished(package, _body(pieces), document.head)
    return RenderedDocx(data, tuple(grid_changed(document.head, pages)))


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands in one section: its content and its w:sectPr."""

    content: str
    section: str


def _body(pieces: Iterable[_Piece]) -> bytes:
    """Return the main part; each section but the last ends in a paragraph of its own."""
    *before, last = pieces
    contents = [piece.content + paragraph("SectionEnd", "", piece.section) for piece in before]
    body = f"{''.join(contents)}{last.content}{last.section}"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    ).encode()


@dataclass(frozen=True, slots=True)
class _Part:
    """One document of the file: its pieces, one for each change of the sheet.

    `pages` is our own setting of an official paper, nothing where there is none.
    """

    document: Document
    pages: Sequence[Page]

    def pieces(self, relations: Relations, mark: int) -> Iterator[_Piece]:
        """Yield the pieces in order; those on the same kind of sheet share headers and footers.

        With a `mark`, a bookmark of that number on the last page of a form tells its page count.
        """
        is_form = self.document.family is Family.FORM
        end = f"form_end_{mark}" if mark and is_form else ""
        contents = list(Content(self.document, self.pages, relations).by_sheet())
        if end:
            contents.append((contents[-1][0], bookmark(end, mark)))
        if not is_form and has_imprint(self.document.head):
            contents.append((self._imprint_sheet(), imprint_xml(self.document.head)))
        count = _page_count(self.document)
        edges = {
            sheet: relations.of_edges(Edges(self.document, sheet, end, count))
            for sheet in dict.fromkeys(sheet for sheet, _content in contents)
        }
        for number, (sheet, group) in enumerate(groupby(contents, key=itemgetter(0))):
            content = "".join(content for _sheet, content in group)
            yield _Piece(content, section_xml(sheet, edges[sheet], starts_anew=number == 0))

    def _imprint_sheet(self) -> Sheet:
        """Return where the 版记 stands: on the last sheet, or on an even page of its own.

        Our own setting says which; where it has no fonts, a page of its own is right.
        """
        if not self.pages:
            return IMPRINT
        bare = replace(self.document, head=without_imprint(self.document.head))
        return (OFFICIAL, IMPRINT, IMPRINT_BEHIND_BLANK)[len(self.pages) - len(_laid_out(bare))]


def _parts(document: Document) -> Iterator[_Part]:
    """Yield the paper and its attachments, each numbered for itself."""
    yield _Part(document, _laid_out(document))
    for attached in document.attachments:
        yield from _parts(attached)


def _laid_out(document: Document) -> list[Page]:
    """Return our own setting of an official paper, nothing where there are no fonts for it."""
    if document.family is not Family.OFFICIAL:
        return []
    try:
        return lay_out_official(document, typefaces())
    except Refused:
        return []


def _page_count(document: Document) -> str:
    """Return how many pages our own setting of a form takes, a blank where it has no fonts."""
    if document.family is Family.OFFICIAL:
        return ""
    try:
        return str(len(lay_out_form(document, typefaces())))
    except Refused:
        return "　"
