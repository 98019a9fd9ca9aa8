"""What each block of a document becomes in a DOCX, and the sheet that it stands on."""

from collections.abc import Iterator, Sequence

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
from inspector.report.docx_flow import Bands, Filling, goes_over, lines_of
from inspector.report.docx_notes import gap_xml, notes_height, notes_xml
from inspector.report.docx_outer import sign_off_xml
from inspector.report.docx_package import Relations
from inspector.report.docx_pictures import album_xml
from inspector.report.docx_red_head import head_xml
from inspector.report.docx_sections import OFFICIAL, OFFICIAL_LANDSCAPE, Sheet, form_sheet
from inspector.report.docx_signing import signature_height, signature_xml
from inspector.report.docx_tables import WordTable
from inspector.report.docx_text import paragraphs, title, word_wrap
from inspector.report.docx_xml import KEEP_NEXT, paragraph, run, twips
from inspector.report.headline import balanced
from inspector.report.numbering import Numbering, annex_label, closing_mark
from inspector.report.pages import HEAD_BLOCK, Page, grid_of
from inspector.report.squares import Squares


class Content:
    """What stands in one document, sheet by sheet: its head, its blocks and what is signed.

    `pages` is our own setting of an official paper, nothing where there is none.
    """

    def __init__(self, document: Document, pages: Sequence[Page], relations: Relations) -> None:
        self._document = document
        self._relations = relations
        self._lines = lines_of(pages)
        self._grid = self._text_grid = grid_of(pages)
        self._is_official = document.family is Family.OFFICIAL
        self._upright = OFFICIAL if self._is_official else form_sheet(document)
        self._filling = Filling.of(self._upright.area, docx_styles.line_of(self._grid))
        self._numbering = Numbering()
        blocks = document.blocks
        self._annexes = [block for block in blocks if isinstance(block, Annex)]
        self._end = blocks.index(self._annexes[0]) if self._annexes else len(blocks)
        """How many blocks stand over the signature."""
        self._sign_off = list(self._signed())

    def by_sheet(self) -> Iterator[tuple[Sheet, str]]:
        """Yield the content in order; neighbours may stand on the same sheet."""
        yield self._upright, "".join(self._head())
        sheet = last = self._upright
        for number, block in enumerate(self._document.blocks):
            if number == self._end:
                yield self._upright, "".join(self._sign_off)
            if isinstance(block, Annex):
                self._grid = paper.STANDARD_GRID
            if isinstance(block, Annex) and self._is_official:
                sheet = OFFICIAL_LANDSCAPE if block.landscape else OFFICIAL
            own = self._sheet_of(block, sheet)
            if isinstance(block, Annex) or own != last:
                self._filling = Filling.of(own.area, docx_styles.line_of(self._grid))
            yield own, self._block(block, own, number, breaks=own == last)
            last = own
        if self._end == len(self._document.blocks):
            yield self._upright, "".join(self._sign_off)

    def _sheet_of(self, block: Block, sheet: Sheet) -> Sheet:
        if self._is_official and isinstance(block, Table) and block.landscape:
            return OFFICIAL_LANDSCAPE
        return sheet

    def _head(self) -> Iterator[str]:
        self._filling.add_lines(*self._lines.get(HEAD_BLOCK, ()))
        if self._is_official:
            yield from head_xml(self._document.head)
        else:
            yield paragraph("FormTitle", run(self._document.head.title))

    def _signed(self) -> Iterator[str]:
        if self._is_official:
            head = self._document.head
            yield from sign_off_xml(head, head.annexes or tuple(one.title for one in self._annexes))

    def _block(self, block: Block, sheet: Sheet, number: int, *, breaks: bool) -> str:
        match block:
            case Paragraph():
                return self._paragraph(block, number)
            case Table():
                return self._table(block, sheet, number)
            case Chart():
                return self._chart(block, sheet, number)
            case Pictures():
                return self._pictures(block, sheet, number)
            case Signature():
                return self._signature(block, sheet, number)
            case Annex():
                self._filling.add_lines(*self._lines.get(block.id, ()))
                return "".join(self._annex(block, sheet, breaks=breaks))

    def _closing(self, number: int) -> float:
        """Return how high what is signed is that must not stand alone under a block; points."""
        following = self._following(number)
        if isinstance(following, Signature):
            return signature_height(following)
        is_last = number == self._end - 1
        return len(self._sign_off) * self._filling.line if is_last else 0.0

    def _kept(self, number: int) -> str:
        """Return what keeps a last paragraph with what is signed under it.

        One that goes over to the page of the signature stands there anyway: LibreOffice would take
        the whole of it along, and nothing may be left of the page before.
        """
        lines = self._lines.get(self._document.blocks[number].id, ())
        return KEEP_NEXT if self._closing(number) and not goes_over(lines) else ""

    def _parted(self, number: int) -> str:
        """Return what parts a form's text from its table."""
        room = not self._is_official and isinstance(self._following(number), Table)
        return f'<w:spacing w:after="{twips(paper.OVER_TABLE)}"/>' if room else ""

    def _paragraph(self, block: Paragraph, number: int) -> str:
        """Return a paragraph, or several: text may break in it."""
        heading, lead = "", run(block.heading, docx_styles.EMPHASIS)
        if block.level:
            words = self._numbering.next(block.level) + block.heading
            if block.runs_on:
                words += closing_mark(block.heading)
                lead = run(words, docx_styles.HEADING_RUNS[block.level])
            else:
                style = self._in_grid(docx_styles.HEADINGS[block.level])
                heading, lead = paragraph(style, run(words)), ""
        self._filling.add_lines(*self._lines.get(block.id, ()), is_headed=bool(heading))
        style = self._text_style(block)
        *texts, last = paragraphs(block.runs, lead) or [""]
        wrap = word_wrap("".join(one.text for one in block.runs))
        before = "".join(paragraph(style, text, wrap) for text in texts)
        properties = self._kept(number) + wrap + self._parted(number)
        closing = paragraph(style, last, properties) if last or not heading else ""
        return heading + before + closing

    def _text_style(self, block: Paragraph) -> str:
        if not self._is_official:
            return "FormText"
        return self._in_grid("BodyText" if block.indent or block.level else "Flush")

    def _in_grid(self, style: str) -> str:
        """Return a style of the text, or its like in an annex where the text gave way."""
        return style if self._grid == self._text_grid else docx_styles.in_annex(style)

    def _table(self, block: Table, sheet: Sheet, number: int) -> str:
        """Return a table; text under it on its page goes on from the next line of the grid."""
        closing = self._closing(number)
        kept = KEEP_NEXT if closing else ""
        kept_rows = bool(block.notes or closing)
        title = _table_title(block.title)
        under = notes_height(block.notes, sheet.area.width)
        if not (sheet.has_grid and self._is_followed(number)):
            table = WordTable(block, sheet.area, kept=kept_rows, under=under)
            foot = notes_xml(block.notes, kept) if block.notes else self._gap(number, kept)
            following = self._following(number)
            if isinstance(following, Signature):
                signed = foot + signature_xml(following, sheet.width) + paragraph("SectionEnd")
                return title + table.xml(closing=signed)
            if block.notes:
                return title + table.xml(closing=foot) + self._gap(number, kept)
            return title + table.xml() + foot
        over = _title_lines(block.title, sheet) * self._filling.line
        room = self._filling.left - over
        table = WordTable(block, sheet.area, kept=kept_rows, room=room)
        bands = Bands(table.bands, table.header_height, over, under, closing)
        grown, joined, room = self._filling.add_table(bands)
        foot = notes_xml(block.notes, kept, room) if block.notes else gap_xml(room, kept)
        return title + table.xml(grown, joined) + foot

    def _signature(self, block: Signature, sheet: Sheet, number: int) -> str:
        made = signature_xml(block, sheet.width)
        if not sheet.has_grid:
            is_in_table = number > 0 and isinstance(self._document.blocks[number - 1], Table)
            return ("" if is_in_table else made) + self._gap(number)
        if not self._is_followed(number):
            return made + self._gap(number)
        return made + gap_xml(self._filling.add_table(Bands((signature_height(block),))).room)

    def _chart(self, block: Chart, sheet: Sheet, number: int) -> str:
        closing, filling = self._closing(number), self._filling
        kept = bool(block.notes or closing)
        relate = self._relations.of_picture
        under = notes_height(block.notes, sheet.area.width)
        made, room = self._title(block.title, sheet), 0.0
        pieces = list(chart_xml(block, sheet.area, number + 1, relate, kept=kept))
        for text, height in pieces:
            is_last = text is pieces[-1][0]
            room = filling.add_picture(height, under if is_last else 0.0)
            made += text
        bond = KEEP_NEXT if closing else ""
        if block.notes or sheet.has_grid:
            return made + notes_xml(block.notes, bond, room if sheet.has_grid else 0.0)
        return made + self._gap(number, bond)

    def _pictures(self, block: Pictures, sheet: Sheet, number: int) -> str:
        known, relate = self._document.pictures, self._relations.of_picture
        filling = self._filling if sheet.has_grid else None
        title = self._title(block.title, sheet)
        return title + "".join(album_xml(block, known, sheet.area, number + 1, relate, filling))

    def _title(self, words: str, sheet: Sheet) -> str:
        """Return the title of a chart or an album, and fill its lines."""
        self._filling.add_lines(_title_lines(words, sheet), is_headed=True)
        return _table_title(words)

    def _gap(self, number: int, kept: str = "") -> str:
        """Return the short paragraph under a table, which Word needs between two of them.

        Before a new page, where it might fall on one of its own, it takes next to nothing.
        """
        return paragraph("TableNote" if self._is_followed(number) else "SectionEnd", "", kept)

    def _is_followed(self, number: int) -> bool:
        """Whether anything stands under a block on its page."""
        following = self._following(number)
        return not (following is None or isinstance(following, Annex)) or bool(
            number == self._end - 1 and self._sign_off
        )

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


def _table_title(words: str) -> str:
    return paragraph("TableTitle", run(words)) if words else ""


def _title_lines(words: str, sheet: Sheet) -> int:
    """Return how many lines a title of a table takes, by plain squares."""
    return len(balanced(words, Squares(paper.SIZE_4), sheet.area.width)) if words else 0
