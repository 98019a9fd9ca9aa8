"""Papers as DOCX: real styles, grid, page-number fields and tables, to go on working in Word."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, Final, cast

import docx
from docx.document import Document as Package
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from inspector.domain.errors import Refused
from inspector.i18n import dates
from inspector.report import docx_styles, paper, phrasing
from inspector.report.document import (
    Annex,
    Block,
    Chart,
    Document,
    Family,
    Head,
    Paragraph,
    Pictures,
    Run,
    RunStyle,
    Signature,
    Table,
)
from inspector.report.docx_charts import chart_xml
from inspector.report.docx_pictures import album_xml
from inspector.report.docx_sections import (
    OFFICIAL,
    OFFICIAL_LANDSCAPE,
    Frame,
    Sheet,
    form_sheet,
    section_xml,
)
from inspector.report.docx_settings import settings_xml
from inspector.report.docx_tables import signature_xml, table_xml
from inspector.report.docx_xml import KEEP_NEXT, NAMESPACES, indent, paragraph, run, tab, twips
from inspector.report.endings import USUAL_DATE, closing_mark
from inspector.report.forms import lay_out_form
from inspector.report.headline import balanced
from inspector.report.numbering import Numbering
from inspector.report.typeface import typefaces

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The time every part of the file bears, so that equal papers are equal files."""
_MAIN_PART: Final = "word/document.xml"
_UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)


def render_docx(document: Document) -> bytes:
    """Return a paper with its attached forms as a DOCX file; equal papers give equal bytes."""
    package = docx.Document()
    _set_styles(package)
    frames = _Frames(package)
    parts = _parts(document, frames)
    marked = len(parts) > 1
    pieces = [
        piece
        for number, part in enumerate(parts, 1)
        for piece in part.pieces(number if marked else 0)
    ]
    _set_properties(package, document)
    written = io.BytesIO()
    package.save(written)
    return _finished(written.getvalue(), _body(pieces))


def _parts(document: Document, frames: "_Frames") -> list["_Part"]:
    """Return the paper and its attachments, each numbered for itself."""
    attached = (part for one in document.attachments for part in _parts(one, frames))
    return [_Part(document, frames), *attached]


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands in one section: its content and its w:sectPr."""

    content: str
    section: str


class _Frames:
    """Makes the parts of headers, footers and pictures and names their relations."""

    def __init__(self, package: Package) -> None:
        self._package = package

    def relations(self, frame: Frame) -> dict[str, str]:
        """Return the relation of each header and footer of a frame, by its place."""
        return {place: self._relation(place, xml) for place, xml in frame.parts().items()}

    def picture(self, data: bytes) -> str:
        """Return the relation of a picture."""
        relation, _image = self._package.part.get_or_add_image(io.BytesIO(data))
        return relation

    def _relation(self, place: str, xml: str) -> str:
        main = self._package.part
        add = main.add_header_part if place.startswith("header") else main.add_footer_part
        made, relation = cast("tuple[Any, str]", add())  # type: ignore[no-untyped-call]
        _replace_children(made.element, parse_xml(xml))
        return relation


class _Part:
    """One document of the file: its pieces, one for each change of the sheet."""

    def __init__(self, document: Document, frames: _Frames) -> None:
        self._document = document
        self._frames = frames
        self._is_official = document.family is Family.OFFICIAL
        self._numbering = Numbering()
        self._annexes = [block for block in document.blocks if isinstance(block, Annex)]

    def pieces(self, mark: int) -> Iterator[_Piece]:
        """Yield the pieces in order; all share one frame of headers and footers.

        With a `mark`, a bookmark of that number on the last page of a form tells its page count.
        """
        runs = self._runs()
        end = ""
        if mark and not self._is_official:
            end = f"form_end_{mark}"
            sheet, content = runs[-1]
            runs[-1] = (sheet, _bookmarked(content, end, mark))
        relations = self._frames.relations(Frame(self._document, end, _page_count(self._document)))
        for number, (sheet, content) in enumerate(runs):
            yield _Piece(content, section_xml(sheet, relations, starts_anew=number == 0))

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
        if self._document.head.copied_to:
            yield sheet, _imprint(self._document.head)

    def _sheet_of(self, block: Block, sheet: Sheet) -> Sheet:
        if self._is_official and isinstance(block, Table) and block.landscape:
            return OFFICIAL_LANDSCAPE
        return sheet

    def _block(self, block: Block, sheet: Sheet, number: int, *, breaks: bool) -> str:
        match block:
            case Paragraph():
                return self._paragraph(block, kept=self._is_last_text(number))
            case Table():
                return self._table(block, sheet, number)
            case Chart():
                return self._chart(block, sheet, number)
            case Pictures():
                title = paragraph("TableTitle", run(block.title)) if block.title else ""
                known, relate = self._document.pictures, self._frames.picture
                return title + album_xml(block, known, sheet.area, number + 1, relate)
            case Signature():
                return signature_xml(block, sheet.width) + _gap()
            case Annex():
                return "".join(self._annex(block, breaks=breaks))

    def _is_last_text(self, number: int) -> bool:
        """Whether a block is the last before the signature, which must not stand alone."""
        head = self._document.head
        following = self._document.blocks[number + 1 : number + 2]
        if following and not isinstance(following[0], Annex):
            return isinstance(following[0], Signature)
        return self._is_official and bool(head.office or head.dated or head.annexes)

    # --- head --------------------------------------------------------------------------------

    def _head(self) -> Iterator[str]:
        head = self._document.head
        if not self._is_official:
            yield paragraph("FormTitle", run(head.title))
            return
        if head.document_number or head.issuer_upward:
            yield _number_line(head)
            yield paragraph("Flush") * paper.BLANKS_AFTER_NUMBER
        yield from _title("Title", head.title)
        yield paragraph("Flush") * paper.BLANKS_UNDER_TITLE
        if head.addressee:
            yield paragraph("Addressee", _text_run(f"{head.addressee}："))

    # --- body --------------------------------------------------------------------------------

    def _paragraph(self, block: Paragraph, *, kept: bool) -> str:
        keep = KEEP_NEXT if kept else ""
        text = "".join(map(_run, block.runs))
        if not block.level:
            plain = run(block.heading, docx_styles.EMPHASIS) if block.heading else ""
            return paragraph(self._text_style(block), plain + text, keep)
        words = self._numbering.next(block.level) + block.heading
        if block.runs and (block.run_in or not block.heading):
            lead = run(words + closing_mark(block.heading), docx_styles.HEADING_RUNS[block.level])
            return paragraph(self._text_style(block), lead + text, keep)
        heading = paragraph(docx_styles.HEADINGS[block.level], run(words))
        return heading + (paragraph(self._text_style(block), text, keep) if text else "")

    def _text_style(self, block: Paragraph) -> str:
        if not self._is_official:
            return "FormText"
        return "BodyText" if block.indent or block.level else "Flush"

    def _table(self, block: Table, sheet: Sheet, number: int) -> str:
        title = paragraph("TableTitle", run(block.title)) if block.title else ""
        following = self._document.blocks[number + 1 : number + 2]
        before_signature = bool(following) and isinstance(following[0], Signature)
        made = table_xml(block, sheet.area, kept=bool(block.notes) or before_signature)
        kept = KEEP_NEXT if before_signature else ""
        return title + made + ("".join(_notes(block.notes, kept)) or _gap(kept))

    def _chart(self, block: Chart, sheet: Sheet, number: int) -> str:
        title = paragraph("TableTitle", run(block.title)) if block.title else ""
        made = chart_xml(block, sheet.area, number + 1, self._frames.picture)
        return title + made + ("".join(_notes(block.notes, "")) or _gap())

    def _annex(self, block: Annex, *, breaks: bool) -> Iterator[str]:
        self._numbering = Numbering()
        opening = "<w:pageBreakBefore/>" if breaks else ""
        if not self._is_official:
            yield paragraph("FormTitle", run(block.title), opening)
            return
        label = "附件"
        if len(self._annexes) > 1:
            label += str(self._annexes.index(block) + 1)
        yield paragraph("AnnexLabel", run(label), opening)
        yield paragraph("AnnexLabel") * (paper.ANNEX_TITLE_LINE - 2)
        yield from _title("AnnexTitle", block.title)
        yield paragraph("AnnexLabel")

    # --- foot --------------------------------------------------------------------------------

    def _sign_off(self) -> Iterator[str]:
        head = self._document.head
        if not self._is_official:
            return
        names = head.annexes or tuple(annex.title for annex in self._annexes)
        if names:
            yield paragraph("Flush", "", KEEP_NEXT) * paper.BLANKS_OVER_ANNEX_NOTE
            yield from _annex_note(names)
        if head.office or head.dated:
            yield from _signed(head)
        if head.note:
            yield paragraph("Note", run(f"（{head.note}）"))


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


def _gap(properties: str = "") -> str:
    """Return the short paragraph that Word needs between two tables."""
    return paragraph("TableNote", "", properties)


class _Squares:
    """A title's characters as plain squares: Latin ones take half of one."""

    def __init__(self, size: float) -> None:
        self.square = size

    def widths(self, text: str) -> list[float]:
        """Return how far each character moves the pen, points."""
        return [self.square / 2 if char.isascii() else self.square for char in text]


def _title(style: str, title: str) -> Iterator[str]:
    """Yield a title in balanced lines, as one paragraph."""
    lines = balanced(title, _Squares(paper.SIZE_2), paper.TYPE_WIDTH)
    yield paragraph(style, run("\n".join(lines)))


def _number_line(head: Head) -> str:
    if not head.issuer_upward:
        return paragraph("DocumentNumber", run(head.document_number))
    inset = twips(paper.CHARACTER_PITCH)
    stop = f'<w:tabs><w:tab w:val="right" w:pos="{twips(paper.TYPE_WIDTH) - inset}"/></w:tabs>'
    issuer = run("签发人：") + run(head.issuer_upward, docx_styles.HEADING_RUNS[2])
    content = run(head.document_number) + tab() + issuer
    return paragraph("Flush", content, stop + indent(left=inset))


def _run(one: Run) -> str:
    style = docx_styles.EMPHASIS if one.style is RunStyle.EMPHASIS else ""
    return _text_run(one.text, style)


def _text_run(text: str, style: str = "") -> str:
    """Return text with the gaps that are still to be filled marked in yellow."""
    made, rest = "", text
    while (start := rest.find(phrasing.GAP_OPENING)) >= 0:
        end = rest.find("〕", start) + 1 or len(rest)
        made += run(rest[:start], style) + run(rest[start:end], docx_styles.GAP)
        rest = rest[end:]
    return made + run(rest, style)


def _notes(notes: tuple[str, ...], kept: str) -> Iterator[str]:
    for number, note in enumerate(notes, start=1):
        label = "注：" if number == 1 else "　　"
        count = f"{number}." if len(notes) > 1 else ""
        hang = indent(left=twips(2 * paper.SIZE_SMALL_5), hanging=twips(2 * paper.SIZE_SMALL_5))
        yield paragraph("TableNote", run(f"{label}{count}{note}"), kept + hang)


def _annex_note(names: tuple[str, ...]) -> Iterator[str]:
    """Yield 附件说明: two characters in, later names under the first (7.3.4)."""
    pitch = twips(paper.CHARACTER_PITCH)
    for number, name in enumerate(names, start=1):
        count = f"{number}. " if len(names) > 1 else ""
        hang = 3 * pitch + (pitch if count else 0)
        label = "附件：" if number == 1 else "　　　"
        place = indent(left=paper.INDENT * pitch + hang, hanging=hang)
        yield paragraph("AnnexNote", run(f"{label}{count}{name}"), KEEP_NEXT + place)


def _signed(head: Head) -> Iterator[str]:
    """Yield 署名 and 成文日期: centred over each other where sealed, shifted where not (7.3.5)."""
    dated = dates.day(head.dated) if head.dated else ""
    blanks = paper.BLANKS_OVER_SEALED_OFFICE if head.sealed else paper.BLANKS_OVER_UNSEALED_OFFICE
    yield paragraph("Flush", "", KEEP_NEXT) * blanks
    office_right, dated_right = (_sealed if head.sealed else _unsealed)(
        head.office, dated or USUAL_DATE
    )
    if head.office:
        yield paragraph("Office", run(head.office), KEEP_NEXT + indent(right=twips(office_right)))
    if dated:
        yield paragraph("Dated", run(dated), indent(right=twips(dated_right)))


def _sealed(office: str, dated: str) -> tuple[float, float]:
    """Return how far from the right edge name and date end, the name centred over the date."""
    broad, day = _breadth(office), _breadth(dated)
    inset = paper.SEALED_DATE_INDENT * paper.CHARACTER_PITCH
    middle = max(inset + day / 2, broad / 2)
    return middle - broad / 2, middle - day / 2


def _unsealed(office: str, dated: str) -> tuple[float, float]:
    """Return the same without a seal: the date begins two characters right of the name."""
    pitch = paper.CHARACTER_PITCH
    name_end = paper.UNSEALED_OFFICE_INDENT * pitch
    date_end = name_end + _breadth(office) - paper.UNSEALED_DATE_SHIFT * pitch - _breadth(dated)
    short = max(name_end - date_end, 0.0)
    return name_end + short, date_end + short


def _breadth(text: str) -> float:
    return sum(_Squares(paper.CHARACTER_PITCH).widths(text))


def _imprint(head: Head) -> str:
    """Return 抄送 between two rules in a frame at the foot of its page (7.4.2)."""
    rule = (
        f'w:val="single" w:sz="{round(paper.IMPRINT_THICK_RULE * 8)}" w:space="1" w:color="000000"'
    )
    frame = (
        f'<w:framePr w:w="{twips(paper.TYPE_WIDTH)}" w:hSpace="0" w:wrap="around" '
        'w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/>'
        f"<w:pBdr><w:top {rule}/><w:bottom {rule}/></w:pBdr>"
    )
    inset = twips(paper.SIZE_4)
    place = indent(left=4 * inset, right=inset, hanging=3 * inset)
    return paragraph("Imprint", run(f"抄送：{'，'.join(head.copied_to)}。"), frame + place)


# --- the package ---------------------------------------------------------------------------------


def _set_styles(package: Package) -> None:
    _replace_children(package.styles.element, parse_xml(docx_styles.styles_xml()))
    _replace_children(package.settings.element, parse_xml(settings_xml()))


def _replace_children(element: BaseOxmlElement, new: BaseOxmlElement) -> None:
    for child in list(element):
        element.remove(child)
    element.extend(list(new))


def _body(pieces: Iterable[_Piece]) -> bytes:
    """Return the main part; each section but the last ends in a paragraph of its own."""
    *before, last = pieces
    contents = [piece.content + paragraph("SectionEnd", "", piece.section) for piece in before]
    body = f"{''.join(contents)}{last.content}{last.section}"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    ).encode()


def _set_properties(package: Package, document: Document) -> None:
    head, properties = document.head, package.core_properties
    dated = datetime.combine(head.dated, time(), UTC) if head.dated else _UNDATED
    properties.title = head.title
    properties.author = head.office
    properties.last_modified_by = head.office
    properties.created = properties.modified = dated
    properties.comments = ""


def _finished(data: bytes, body: bytes) -> bytes:
    """Return a package with its main part put in, and no part bearing a time of making.

    The main part is put in as text: moving a long body's elements into python-docx's tree takes
    the square of their number (20 s for 400 pages).
    """
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as made,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as finished,
    ):
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            finished.writestr(entry, body if name == _MAIN_PART else made.read(name))
    return written.getvalue()
