"""Papers as DOCX: real styles, grid, page-number fields and tables, to go on working in Word."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import floor
from typing import NamedTuple

from inspector.domain.errors import Refused
from inspector.domain.issues import Issue
from inspector.report import docx_styles, paper
from inspector.report.document import (
    Annex,
    Block,
    Chart,
    Document,
    Family,
    Paragraph,
    Pictures,
    Signature,
    Table,
)
from inspector.report.docx_charts import chart_xml
from inspector.report.docx_outer import imprint_xml, sign_off_xml
from inspector.report.docx_package import Relations, begun, finished
from inspector.report.docx_pictures import album_xml
from inspector.report.docx_red_head import head_xml
from inspector.report.docx_sections import (
    IMPRINT,
    IMPRINT_BEHIND_BLANK,
    OFFICIAL,
    OFFICIAL_LANDSCAPE,
    Edges,
    Sheet,
    form_sheet,
    section_xml,
)
from inspector.report.docx_tables import signature_xml, table_xml
from inspector.report.docx_text import paragraphs, title
from inspector.report.docx_xml import (
    KEEP_NEXT,
    NAMESPACES,
    TWIPS_PER_POINT,
    indent,
    paragraph,
    run,
    twips,
)
from inspector.report.forms import lay_out_form
from inspector.report.imprint import has_imprint
from inspector.report.numbering import Numbering, annex_label, closing_mark
from inspector.report.official import lay_out_official
from inspector.report.page_issues import drawn_together
from inspector.report.pages import Page
from inspector.report.typeface import typefaces


class RenderedDocx(NamedTuple):
    """A finished file, and where its lines stand closer than usual, as far as our fonts tell."""

    data: bytes
    noticed: tuple[Issue, ...]


def render_docx(document: Document) -> RenderedDocx:
    """Return a paper with its attached forms as a DOCX file; equal papers give equal bytes."""
    pages = _laid_out(document)
    package = begun(_line(pages))
    parts = _parts(document, pages, Relations(package))
    marked = len(parts) > 1
    pieces = [
        piece
        for number, part in enumerate(parts, 1)
        for piece in part.pieces(number if marked else 0)
    ]
    data = finished(package, _body(pieces), document.head)
    return RenderedDocx(data, tuple(drawn_together(document.head, pages)))


def _line(pages: Sequence[Page]) -> int:
    """Return how high a line is, in twips: less where office and date then stay with the text."""
    pitch = pages[0].line_pitch if pages else 0.0
    # Less a twip: LibreOffice rounds each line, up if need be, to hundredths of a millimetre.
    return floor(pitch * TWIPS_PER_POINT) - 1 if pitch else docx_styles.LINE


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
        self._is_official = document.family is Family.OFFICIAL
        self._numbering = Numbering()
        self._annexes = [block for block in document.blocks if isinstance(block, Annex)]

    def pieces(self, mark: int) -> Iterator[_Piece]:
        """Yield the pieces in order; those on the same kind of sheet share headers and footers.

        With a `mark`, a bookmark of that number on the last page of a form tells its page count.
        """
        runs = self._runs()
        end = ""
        if mark and not self._is_official:
            end = f"form_end_{mark}"
            sheet, content = runs[-1]
            runs[-1] = (sheet, _bookmarked(content, end, mark))
        count = _page_count(self._document)
        relations = {
            sheet: self._relations.of_edges(Edges(self._document, sheet, end, count))
            for sheet in dict.fromkeys(sheet for sheet, _content in runs)
        }
        for number, (sheet, content) in enumerate(runs):
            yield _Piece(content, section_xml(sheet, relations[sheet], starts_anew=number == 0))

    def _runs(self) -> list[tuple[Sheet, str]]:
        """Return the contents by sheet, neighbours on the same sheet joined."""
        joined: list[tuple[Sheet, list[str]]] = []
        for sheet, content in self._contents():
            if joined and joined[-1][0] == sheet:
                joined[-1][1].append(content)
            else:
                joined.append((sheet, [content]))
        return [(sheet, "".join(contents)) for sheet, contents in joined]

    def _contents(self) -> Iterator[tuple[Sheet, str]]:
        upright = OFFICIAL if self._is_official else form_sheet(self._document)
        yield upright, "".join(self._head())
        blocks = self._document.blocks
        end = next((n for n, one in enumerate(blocks) if isinstance(one, Annex)), len(blocks))
        sheet = upright
        for number, block in enumerate(blocks):
            if number == end:
                yield upright, "".join(self._sign_off())
            if isinstance(block, Annex) and self._is_official:
                sheet = OFFICIAL_LANDSCAPE if block.landscape else OFFICIAL
            own = self._sheet_of(block, sheet)
            yield own, self._block(block, own, number, breaks=own == sheet and sheet == upright)
        if end == len(blocks):
            yield upright, "".join(self._sign_off())
        if self._is_official and has_imprint(self._document.head):
            yield (
                _imprint_sheet(self._document, self._pages, sheet),
                imprint_xml(self._document.head),
            )

    def _sheet_of(self, block: Block, sheet: Sheet) -> Sheet:
        if self._is_official and isinstance(block, Table) and block.landscape:
            return OFFICIAL_LANDSCAPE
        return sheet

    def _block(self, block: Block, sheet: Sheet, number: int, *, breaks: bool) -> str:
        match block:
            case Paragraph():
                return self._paragraph(block, self._bond(number))
            case Table():
                return self._table(block, sheet, number)
            case Chart():
                return self._chart(block, sheet, number)
            case Pictures():
                title = paragraph("TableTitle", run(block.title)) if block.title else ""
                known, relate = self._document.pictures, self._relations.of_picture
                return title + album_xml(block, known, sheet.area, number + 1, relate)
            case Signature():
                return signature_xml(block, sheet.width) + self._gap(number)
            case Annex():
                return "".join(self._annex(block, sheet, breaks=breaks))

    def _is_last_text(self, number: int) -> bool:
        """Whether a block is the last before the signature, which must not stand alone."""
        head = self._document.head
        following = self._following(number)
        if following is not None and not isinstance(following, Annex):
            return isinstance(following, Signature)
        return self._is_official and bool(head.offices or head.dated or head.annexes)

    # --- head --------------------------------------------------------------------------------

    def _head(self) -> Iterator[str]:
        if self._is_official:
            yield from head_xml(self._document.head)
        else:
            yield paragraph("FormTitle", run(self._document.head.title))

    # --- body --------------------------------------------------------------------------------

    def _bond(self, number: int) -> str:
        """Return what binds a paragraph to what follows it, or parts it from a form's table."""
        room = not self._is_official and isinstance(self._following(number), Table)
        parted = f'<w:spacing w:after="{twips(paper.OVER_TABLE)}"/>' if room else ""
        return (KEEP_NEXT if self._is_last_text(number) else "") + parted

    def _paragraph(self, block: Paragraph, bond: str) -> str:
        """Return a paragraph; `bond` is a property of its last part, as text may break in it."""
        heading, lead = "", run(block.heading, docx_styles.EMPHASIS)
        if block.level:
            words = self._numbering.next(block.level) + block.heading
            if block.runs_on:
                words += closing_mark(block.heading)
                lead = run(words, docx_styles.HEADING_RUNS[block.level])
            else:
                heading, lead = paragraph(docx_styles.HEADINGS[block.level], run(words)), ""
        style = self._text_style(block)
        *texts, last = paragraphs(block.runs, lead) or [""]
        before = "".join(paragraph(style, text) for text in texts)
        closing = paragraph(style, last, bond) if last or not heading else ""
        return heading + before + closing

    def _text_style(self, block: Paragraph) -> str:
        if not self._is_official:
            return "FormText"
        return "BodyText" if block.indent or block.level else "Flush"

    def _table(self, block: Table, sheet: Sheet, number: int) -> str:
        title = paragraph("TableTitle", run(block.title)) if block.title else ""
        before_signature = isinstance(self._following(number), Signature)
        made = table_xml(block, sheet.area, kept=bool(block.notes) or before_signature)
        kept = KEEP_NEXT if before_signature else ""
        return title + made + ("".join(_notes(block.notes, kept)) or self._gap(number, kept))

    def _chart(self, block: Chart, sheet: Sheet, number: int) -> str:
        title = paragraph("TableTitle", run(block.title)) if block.title else ""
        made = chart_xml(block, sheet.area, number + 1, self._relations.of_picture)
        return title + made + ("".join(_notes(block.notes, "")) or self._gap(number))

    def _gap(self, number: int, kept: str = "") -> str:
        """Return the short paragraph under a table or chart, which Word needs between two tables.

        Before a new page, where it might fall on one of its own, it takes next to nothing.
        """
        following = self._following(number)
        ends = following is None or isinstance(following, Annex)
        return paragraph("SectionEnd" if ends else "TableNote", "", kept)

    def _following(self, number: int) -> Block | None:
        return next(iter(self._document.blocks[number + 1 : number + 2]), None)

    def _annex(self, block: Annex, sheet: Sheet, *, breaks: bool) -> Iterator[str]:
        self._numbering = Numbering()
        opening = "<w:pageBreakBefore/>" if breaks else ""
        if not self._is_official:
            yield paragraph("FormTitle", run(block.title), opening)
            return
        label = annex_label(self._annexes.index(block) + 1, len(self._annexes))
        yield paragraph("AnnexLabel", run(label), opening)
        yield paragraph("AnnexLabel") * (paper.ANNEX_TITLE_LINE - 2)
        yield title("AnnexTitle", block.title, sheet.area.width)
        yield paragraph("AnnexLabel")

    # --- foot --------------------------------------------------------------------------------

    def _sign_off(self) -> Iterator[str]:
        if self._is_official:
            head = self._document.head
            titles = tuple(annex.title for annex in self._annexes)
            yield from sign_off_xml(head, head.annexes or titles)


def _bookmarked(content: str, name: str, number: int) -> str:
    """Put a bookmark into the last paragraph."""
    before, end, after = content.rpartition("</w:p>")
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{before}{start}<w:bookmarkEnd w:id="{number}"/>{end}{after}'


def _page_count(document: Document) -> str:
    """Return how many pages our own setting of a form takes, a blank where it has no fonts."""
    if document.family is Family.OFFICIAL:
        return ""
    try:
        return str(len(lay_out_form(document, typefaces())))
    except Refused:
        return "　"


def _imprint_sheet(document: Document, pages: Sequence[Page], last: Sheet) -> Sheet:
    """Return where the 版记 stands: on the last sheet, or on an even page of its own.

    Our own setting of the pages says which; where it has no fonts, a page of its own is right.
    """
    if not pages:
        return IMPRINT
    head = replace(document.head, copied_to=(), printed_by="", printed_on=None)
    without = _laid_out(replace(document, head=head))
    return (last, IMPRINT, IMPRINT_BEHIND_BLANK)[len(pages) - len(without)]


def _notes(notes: tuple[str, ...], kept: str) -> Iterator[str]:
    for number, note in enumerate(notes, start=1):
        label = "注：" if number == 1 else "　　"
        count = f"{number}." if len(notes) > 1 else ""
        hang = indent(left=twips(2 * paper.SIZE_SMALL_5), hanging=twips(2 * paper.SIZE_SMALL_5))
        yield paragraph("TableNote", run(f"{label}{count}{note}"), kept + hang)
