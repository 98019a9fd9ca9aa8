"""Forms: tables to be signed, with 第×页 共×页, the unit's and the table's name on each page."""

from collections.abc import Iterator
from functools import cache as once
from typing import Final, NamedTuple

from inspector.report import paper
from inspector.report.chart_pages import chart_strips
from inspector.report.columns import TableStyles, is_small
from inspector.report.document import (
    Annex,
    Chart,
    Document,
    PaperSize,
    Paragraph,
    Pictures,
    RunStyle,
    Signature,
    Table,
)
from inspector.report.endings import note_strips
from inspector.report.flow import Leaf, Paginator, Strip
from inspector.report.fonts import Role
from inspector.report.headline import balanced
from inspector.report.numbering import Numbering, closing_mark
from inspector.report.pages import HEAD_BLOCK, Page, Rule, Spans, Text, on_one_line
from inspector.report.phrasing import written
from inspector.report.picture_pages import TO_A_PAGE, picture_strips
from inspector.report.signing import signature_strips
from inspector.report.tables import LaidTable
from inspector.report.typeface import Style, Typefaces

_LEADING: Final = paper.SIZE_SMALL_4 * paper.FORM_LEADING
_BASELINE: Final = paper.baseline(_LEADING, paper.SIZE_SMALL_4)


class _Styles(NamedTuple):
    """The styles of forms."""

    title: Style
    text: Style
    strong: Style
    kai: Style
    running: Style
    table: TableStyles
    small_table: TableStyles


@once
def _styles(typefaces: Typefaces) -> _Styles:
    def style(role: Role, size: float) -> Style:
        return Style(typefaces.typeface(role), size)

    return _Styles(
        title=style(Role.TITLE, paper.SIZE_SMALL_2),
        text=style(Role.BODY, paper.SIZE_SMALL_4),
        strong=style(Role.SANS, paper.SIZE_SMALL_4),
        kai=style(Role.KAI, paper.SIZE_SMALL_4),
        running=style(Role.BODY, paper.SIZE_SMALL_5),
        table=TableStyles.sized(typefaces, paper.SIZE_SMALL_4),
        small_table=TableStyles.sized(typefaces, paper.SIZE_5),
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
        for block in self._document.blocks:
            self._flow.block = block.id
            match block:
                case Paragraph():
                    self._flow.add_all(list(self._paragraph(block)))
                case Table():
                    self._table(block)
                case Chart():
                    self._chart(block)
                case Pictures():
                    self._pictures(block)
                case Signature():
                    rooms = (paper.SEAL_ROOM, paper.LEAST_SEAL_ROOM)
                    choices = [
                        signature_strips(block, self._styles.text, self._width, seal_room=room)
                        for room in rooms
                    ]
                    self._flow.close_with(*choices)
                case Annex():
                    self._flow.new_page()
                    self._flow.add_all(list(self._title(block.title, 1)))
        self._flow.block = HEAD_BLOCK
        self._sign_off()
        leaves = self._flow.finish()
        for number, leaf in enumerate(leaves, 1):
            self._decorate(leaf, number, len(leaves))
        return [leaf.page for leaf in leaves]

    def _head(self) -> None:
        head, flow = self._document.head, self._flow
        flow.add_all(list(self._title(head.title, 0)))
        if head.document_number:
            number = on_one_line(head.document_number)
            x = self._width - self._styles.text.width(number)
            flow.add(_line(Text(x, _BASELINE, number, self._styles.text)))
        if head.addressee:
            flow.add_all(list(self._text(Spans.plain(f"{head.addressee}：", self._styles.text), 0)))

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

    def _paragraph(self, block: Paragraph) -> Iterator[Strip]:
        styles = self._styles
        indent = paper.INDENT * styles.text.size if block.indent or block.level else 0.0
        runs = [
            (run.text, styles.strong if run.style is RunStyle.EMPHASIS else styles.text)
            for run in block.runs
        ]
        style = styles.strong if block.level < 2 else styles.kai
        number = self._numbering.next(block.level) if block.level else ""
        heading = number + block.heading
        if block.level and not block.runs_on:
            yield from self._text(Spans.plain(heading, style), indent, keeps_next=True)
            heading = ""
        elif block.level:
            heading += closing_mark(block.heading)
        yield from self._text(Spans.joined([(heading, style), *runs]), indent)

    def _text(self, spans: Spans, indent: float, *, keeps_next: bool = False) -> Iterator[Strip]:
        for part in spans.paragraphs():
            for line in part.lines(self._width, indent=indent):
                placed = part.place(line, 0.0 if line.start else indent, _BASELINE)
                yield Strip(
                    height=_LEADING, texts=tuple(placed), is_text=True, keeps_next=keeps_next
                )

    def _table(self, block: Table) -> None:
        flow, styles = self._flow, self._styles
        self._table_title(block.title)
        if not flow.is_empty:
            flow.add(Strip(height=paper.OVER_TABLE, is_blank=True, keeps_next=True))
        table_styles = styles.small_table if is_small(block) else styles.table
        flow.add_table(LaidTable(block, self._width, table_styles))
        if block.notes:
            flow.close_with(list(note_strips(block.notes, styles.running, self._width)))

    def _table_title(self, title: str) -> None:
        style = self._styles.strong
        for line in balanced(title, style, self._width) if title else ():
            text = Text.centred(line, self._width, _BASELINE, style)
            self._flow.add(_line(text, keeps_next=True))

    def _chart(self, block: Chart) -> None:
        """Set a chart under its title, in pieces where it is higher than a page."""
        self._table_title(block.title)
        most = self._flow.area.height - 3 * _LEADING
        self._flow.add_all(chart_strips(block, self._width, self._typefaces, most))
        self._flow.add_all(list(note_strips(block.notes, self._styles.running, self._width)))

    def _pictures(self, block: Pictures) -> None:
        """Set an album, two pictures to a page whatever stands over them on the first."""
        self._table_title(block.title)
        self._flow.add(Strip(height=paper.OVER_TABLE, is_blank=True, keeps_next=True))
        known, cell = self._document.pictures, self._flow.left / TO_A_PAGE
        for strip in picture_strips(block, known, self._width, cell, self._typefaces):
            self._flow.add(strip)

    def _sign_off(self) -> None:
        """Set office and date at the right, where a form bears them."""
        head, style = self._document.head, self._styles.text
        names = [
            line for office in head.offices for line in balanced(office, style, self._width / 2)
        ]
        lines = [text for text in (*names, written(head.dated)) if text]
        if lines:
            broad = max(map(style.width, lines))
            centre = self._width - paper.INDENT * style.size - broad / 2
            strips = [
                _line(Text(centre - style.width(text) / 2, _BASELINE, text, style))
                for text in lines
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


def _line(text: Text, *, keeps_next: bool = False) -> Strip:
    return Strip(height=_LEADING, texts=(text,), keeps_next=keeps_next)
