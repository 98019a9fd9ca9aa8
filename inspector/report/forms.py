"""Forms: tables to be signed, with 第×页 共×页, the unit's and the table's name on each page."""

from collections.abc import Iterator
from functools import cache as once
from typing import Final, NamedTuple

from inspector.report import paper
from inspector.report.body_text import TextStyles, paragraph_strips, text_strips, title_strips
from inspector.report.chart_pages import chart_strips
from inspector.report.columns import table_styles
from inspector.report.document import (
    Annex,
    Chart,
    Document,
    PaperSize,
    Paragraph,
    Pictures,
    Signature,
    Table,
)
from inspector.report.endings import office_lines
from inspector.report.flow import Leaf, Paginator, Strip
from inspector.report.fonts import Role
from inspector.report.headline import balanced
from inspector.report.numbering import Numbering
from inspector.report.pages import HEAD_BLOCK, Page, Rule, Spans, Text, on_one_line
from inspector.report.phrasing import written
from inspector.report.picture_pages import TO_A_PAGE, picture_strips
from inspector.report.signing import signature_strips
from inspector.report.table_notes import note_strips
from inspector.report.tables import LaidTable
from inspector.report.typeface import Style, Typefaces

_LEADING: Final = paper.SIZE_SMALL_4 * paper.FORM_LEADING
_TITLE_ROOM: Final = 3 * _LEADING
"""What a page keeps for the title of a chart."""
_OVER_TABLE: Final = Strip(height=paper.OVER_TABLE, is_blank=True, keeps_next=True)


class _Styles(NamedTuple):
    """The styles of forms."""

    title: Style
    text: TextStyles
    running: Style


@once
def _styles(typefaces: Typefaces) -> _Styles:
    def style(role: Role, size: float) -> Style:
        return Style(typefaces.typeface(role), size)

    strong, kai = style(Role.SANS, paper.SIZE_SMALL_4), style(Role.KAI, paper.SIZE_SMALL_4)
    return _Styles(
        title=style(Role.TITLE, paper.SIZE_SMALL_2),
        text=TextStyles(
            body=style(Role.BODY, paper.SIZE_SMALL_4),
            emphasis=strong,
            headings={1: strong, 2: kai, 3: kai, 4: kai},
            leading=_LEADING,
        ),
        running=style(Role.BODY, paper.SIZE_SMALL_5),
    )


def form_area(document: Document) -> paper.Area:
    """Return what a form is printed on: upright, or lying where one of its tables wants it."""
    if not any(block.landscape for block in document.blocks if isinstance(block, Table | Annex)):
        return paper.FORM
    return paper.FORM_A3 if document.size is PaperSize.A3 else paper.FORM_LANDSCAPE


def lay_out_form(document: Document, typefaces: Typefaces) -> list[Page]:
    """Return the pages of a form, numbered for themselves."""
    return _Form(document, typefaces).pages()


class _Form:
    """One form being laid out."""

    def __init__(self, document: Document, typefaces: Typefaces) -> None:
        self._document = document
        self._typefaces = typefaces
        self._styles = _styles(typefaces)
        self._flow = Paginator(form_area(document))
        self._width = self._flow.area.width
        self._numbering = Numbering()

    def pages(self) -> list[Page]:
        self._flow.block = HEAD_BLOCK
        self._head()
        self._blocks()
        self._flow.block = HEAD_BLOCK
        self._sign_off()
        leaves = self._flow.finish()
        for number, leaf in enumerate(leaves, 1):
            self._decorate(leaf, number, len(leaves))
        return [leaf.page for leaf in leaves]

    def _head(self) -> None:
        head, flow, text = self._document.head, self._flow, self._styles.text
        flow.add_all(self._title(head.title, 0))
        if head.document_number:
            number = on_one_line(head.document_number)
            x = self._width - text.body.width(number)
            flow.add(_line(Text(x, text.baseline, number, text.body)))
        if head.addressee:
            spans = Spans.plain(f"{head.addressee}：", text.body)
            flow.add_all(text_strips(spans, text, self._width))

    def _title(self, title: str, level: int) -> Iterator[Strip]:
        style = self._styles.title
        leading = style.size * paper.TABLE_LEADING
        lines = balanced(title, style, self._width)
        for number, line in enumerate(lines):
            last = number == len(lines) - 1
            yield Strip(
                height=leading + paper.FORM_TITLE_ROOM * last,
                texts=(Text.centred(line, self._width, paper.EM_ASCENT * style.size, style),),
                keeps_next=True,
                bookmark=None if number else (title, level),
            )

    def _blocks(self) -> None:
        for block in self._document.blocks:
            self._flow.block = block.id
            match block:
                case Paragraph():
                    self._paragraph(block)
                case Table():
                    self._table(block)
                case Chart():
                    self._chart(block)
                case Pictures():
                    self._pictures(block)
                case Signature():
                    self._signature(block)
                case Annex():
                    self._flow.new_page()
                    self._numbering = Numbering()
                    self._flow.add_all(self._title(block.title, 1))

    def _paragraph(self, block: Paragraph) -> None:
        """Set a paragraph; the bookmarks of a form lead to its annexes, not to its headings."""
        for strip in paragraph_strips(block, self._styles.text, self._width, self._numbering):
            self._flow.add(strip._replace(bookmark=None))

    def _table(self, block: Table) -> None:
        flow = self._flow
        self._title_over(block)
        if not flow.is_empty:
            flow.add(_OVER_TABLE)
        flow.add_table(LaidTable(block, self._width, table_styles(block, self._typefaces)))
        if block.notes:
            flow.close_with(list(note_strips(block.notes, self._styles.running, self._width)))

    def _title_over(self, block: Table | Chart | Pictures) -> None:
        text = self._styles.text
        self._flow.add_all(title_strips(block.title, text.emphasis, text, self._width))

    def _chart(self, block: Chart) -> None:
        """Set a chart under its title, in pieces where it is higher than a page."""
        self._title_over(block)
        most = self._flow.area.height - _TITLE_ROOM
        self._flow.add_all(chart_strips(block, self._width, self._typefaces, most))
        self._flow.add_all(note_strips(block.notes, self._styles.running, self._width))

    def _pictures(self, block: Pictures) -> None:
        """Set an album, two pictures to a page whatever stands over them on the first."""
        self._title_over(block)
        self._flow.add(_OVER_TABLE)
        known, cell = self._document.pictures, self._flow.left / TO_A_PAGE
        self._flow.add_all(picture_strips(block, known, self._width, cell, self._typefaces))

    def _signature(self, block: Signature) -> None:
        """Set fields to be signed; the room for a seal gives way for them to stay on the page."""
        body = self._styles.text.body
        rooms = (paper.SEAL_ROOM, paper.LEAST_SEAL_ROOM)
        choices = (signature_strips(block, body, self._width, seal_room=room) for room in rooms)
        self._flow.close_with(*choices)

    def _sign_off(self) -> None:
        """Set office and date at the right, where a form bears them."""
        head, text = self._document.head, self._styles.text
        names = office_lines(head, text.body, self._width / 2)
        lines = [line for line in (*names, written(head.dated)) if line]
        if lines:
            broad = max(map(text.body.width, lines))
            centre = self._width - paper.INDENT * text.body.size - broad / 2
            strips = [
                _line(Text(centre - text.body.width(line) / 2, text.baseline, line, text.body))
                for line in lines
            ]
            self._flow.close_with([Strip(height=_LEADING, is_blank=True), *strips])

    def _decorate(self, leaf: Leaf, number: int, count: int) -> None:
        """Add what stands on each page: unit and table, status, page of pages, foot."""
        page, area, head = leaf.page, leaf.area, self._document.head
        style = self._styles.running
        texts = page.texts
        running = on_one_line(head.running_title or head.title)
        texts.append(Text(area.left, paper.FORM_RUNNING_BASELINE, running, style))
        status = on_one_line(head.status)
        if status:
            x = area.right - style.width(status)
            texts.append(Text(x, paper.FORM_RUNNING_BASELINE, status, style))
        rule = paper.FORM_RUNNING_RULE
        page.rules.append(Rule(area.left, rule, area.right, rule, paper.TABLE_RULE))
        for text, rise in (
            (f"第{number}页　共{count}页", paper.FORM_NUMBER_RISE),
            (on_one_line(head.foot), paper.FORM_FOOT_RISE),
        ):
            if text:
                y = area.page_height - rise
                texts.append(Text.centred(text, area.page_width, y, style))


def _line(text: Text) -> Strip:
    return Strip(height=_LEADING, texts=(text,))
