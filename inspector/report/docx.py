"""Papers as DOCX: real styles, grid, page-number fields and tables, to go on working in Word."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple

from inspector.domain.errors import Refused
from inspector.domain.issues import Issue
from inspector.report.document import (
    Document,
    Family,
)
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
from inspector.report.docx_xml import (
    NAMESPACES,
    bookmark,
    paragraph,
)
from inspector.report.forms import lay_out_form
from inspector.report.imprint import has_imprint
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
    pages = _laid_out(document)
    package = begun(grid_of(pages))
    parts = _parts(document, pages, Relations(package))
    marked = len(parts) > 1
    pieces = [
        piece
        for number, part in enumerate(parts, 1)
        for piece in part.pieces(number if marked else 0)
    ]
    data = finished(package, _body(pieces), document.head)
    return RenderedDocx(data, tuple(grid_changed(document.head, pages)))


def _laid_out(document: Document) -> list[Page]:
    """Return our own setting of an official paper, nothing where there are no fonts for it."""
    if document.family is not Family.OFFICIAL:
        return []
    try:
        return lay_out_official(document, typefaces())
    except Refused:
        return []


def _parts(document: Document, pages: Sequence[Page], relations: Relations) -> list["_Part"]:
    """Return the paper and its attachments, each numbered for itself."""
    attached = (
        part for one in document.attachments for part in _parts(one, _laid_out(one), relations)
    )
    return [_Part(document, pages, relations), *attached]


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


class _Part:
    """One document of the file: its pieces, one for each change of the sheet.

    `pages` is our own setting of an official paper, nothing where there is none.
    """

    def __init__(self, document: Document, pages: Sequence[Page], relations: Relations) -> None:
        self._document = document
        self._pages = pages
        self._relations = relations
        self._content = Content(document, pages, relations)

    def pieces(self, mark: int) -> Iterator[_Piece]:
        """Yield the pieces in order; those on the same kind of sheet share headers and footers.

        With a `mark`, a bookmark of that number on the last page of a form tells its page count.
        """
        runs = self._runs()
        end = ""
        if mark and self._document.family is Family.FORM:
            end = f"form_end_{mark}"
            sheet, content = runs[-1]
            runs[-1] = (sheet, content + bookmark(end, mark))
        count = _page_count(self._document)
        relations = {
            sheet: self._relations.of_edges(Edges(self._document, sheet, end, count))
            for sheet in dict.fromkeys(sheet for sheet, _content in runs)
        }
        for number, (sheet, content) in enumerate(runs):
            yield _Piece(content, section_xml(sheet, relations[sheet], starts_anew=number == 0))

    def _runs(self) -> list[tuple[Sheet, str]]:
        """Return the contents by sheet, neighbours on the same sheet joined."""
        contents = chain(self._content.by_sheet(), self._imprint())
        return [
            (sheet, "".join(content for _sheet, content in group))
            for sheet, group in groupby(contents, key=itemgetter(0))
        ]

    def _imprint(self) -> Iterator[tuple[Sheet, str]]:
        """Yield the 版记, on the last sheet or on an even page of its own.

        Our own setting says which; where it has no fonts, a page of its own is right.
        """
        head, sheet = self._document.head, IMPRINT
        if self._document.family is not Family.OFFICIAL or not has_imprint(head):
            return
        if self._pages:
            bare = replace(head, copied_to=(), printed_by="", printed_on=None)
            without = _laid_out(replace(self._document, head=bare))
            added = len(self._pages) - len(without)
            sheet = (OFFICIAL, IMPRINT, IMPRINT_BEHIND_BLANK)[added]
        yield sheet, imprint_xml(head)


def _page_count(document: Document) -> str:
    """Return how many pages our own setting of a form takes, a blank where it has no fonts."""
    if document.family is Family.OFFICIAL:
        return ""
    try:
        return str(len(lay_out_form(document, typefaces())))
    except Refused:
        return "　"
