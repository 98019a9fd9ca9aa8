"""Official papers laid out by GB/T 9704-2012: 22 lines of 28 characters, and what goes where."""

from collections.abc import Iterator, Sequence
from functools import cache as once
from itertools import takewhile
from typing import Final, NamedTuple

from inspector.report import paper
from inspector.report.body_text import TextStyles, paragraph_strips, text_strips, title_strips
from inspector.report.chart_pages import chart_strips
from inspector.report.columns import table_styles
from inspector.report.document import (
    Annex,
    Block,
    Chart,
    Document,
    Paragraph,
    Pictures,
    RedHead,
    Signature,
    Table,
)
from inspector.report.endings import annex_strips, signing_strips
from inspector.report.flow import Leaf, Paginator, Strip
from inspector.report.fonts import Role
from inspector.report.grid_lines import BLANK, grid_line, on_grid
from inspector.report.headline import title_lines
from inspector.report.imprint import has_imprint, imprint_strips
from inspector.report.numbering import Numbering, annex_label
from inspector.report.pages import HEAD_BLOCK, Page, Spans, Text, on_one_line
from inspector.report.paper import TextGrid
from inspector.report.picture_pages import TO_A_PAGE, picture_strips
from inspector.report.red_head import number_strips, red_head_strip, urgency_texts
from inspector.report.signing import signature_strips
from inspector.report.table_notes import note_strips
from inspector.report.tables import LaidTable
from inspector.report.typeface import Style, Typefaces

_SIGN_LINE: Final = 1.5 * paper.LINE_PITCH
"""Height of a row of fields to be signed."""
_HEADING_ROLES: Final = {1: Role.SANS, 2: Role.KAI, 3: Role.BODY, 4: Role.BODY}
"""7.3.3: 一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋."""
_TITLE_ROOM: Final = 3 * paper.LINE_PITCH
"""What a page keeps for the title of a chart or an album."""
_MOST_KEPT_LINES: Final = 12
"""A list of annexes longer than this may be parted from the date."""


class _Styles(NamedTuple):
    """The styles of official papers."""

    title: Style
    text: TextStyles
    number: Style
    status: Style
    small: Style
    imprint: Style
    table_title: Style


@once
def _styles(typefaces: Typefaces, grid: TextGrid = paper.STANDARD_GRID) -> _Styles:
    def style(role: Role, size: float, tracking: float = 0.0) -> Style:
        return Style(typefaces.typeface(role), size, tracking)

    def body(role: Role) -> Style:
        return style(role, paper.SIZE_3, grid.tracking)

    return _Styles(
        title=style(Role.TITLE, paper.SIZE_2),
        text=TextStyles(
            body=body(Role.BODY),
            emphasis=body(Role.SANS),
            headings={level: body(role) for level, role in _HEADING_ROLES.items()},
            leading=paper.LINE_PITCH,
        ),
        number=style(Role.SERIF, paper.SIZE_4),
        status=style(Role.SANS, paper.SIZE_4),
        small=style(Role.BODY, paper.SIZE_SMALL_5),
        imprint=style(Role.BODY, paper.SIZE_4),
        table_title=style(Role.SANS, paper.SIZE_4),
    )


def lay_out_official(document: Document, typefaces: Typefaces) -> list[Page]:
    """Return the pages of an official paper, without its attachments.

    Where office and date find no room under the text, this is set in another grid as far as the
    standard's exception goes (7.3.5.5); where that does not help, lines of it go to their page.
    """
    usual = _Paper(document, typefaces, paper.STANDARD_GRID)
    if usual.is_signed_with_text:
        return usual.pages()
    others = (_Paper(document, typefaces, grid) for grid in usual.other_grids())
    return next((one for one in others if one.is_signed_with_text), usual).pages()


class _Paper:
    """One official paper being laid out: its text at once, what stands behind it when asked for."""

    def __init__(self, document: Document, typefaces: Typefaces, grid: TextGrid) -> None:
        self._document = document
        self._typefaces = typefaces
        self._grid = grid
        self._styles = _styles(typefaces, grid)
        share = paper.LINES_PER_PAGE / grid.lines
        self._flow = Paginator(paper.OFFICIAL, pitch=paper.LINE_PITCH, line_share=share)
        self._numbering = Numbering()
        blocks = document.blocks
        self._annexes = [block for block in blocks if isinstance(block, Annex)]
        self._text = list(takewhile(lambda one: not isinstance(one, Annex), blocks))
        self.is_signed_with_text = self._set_text()

    def other_grids(self) -> Iterator[TextGrid]:
        """Yield the other grids it may be set in; lines among tables keep their pitch."""
        has_lines_only = all(isinstance(block, Paragraph) for block in self._text)
        for grid in paper.OTHER_GRIDS:
            if has_lines_only or grid.lines == paper.LINES_PER_PAGE:
                yield grid

    def _set_text(self) -> bool:
        """Set what stands before the annexes; return whether office and date had room under it."""
        self._flow.block = HEAD_BLOCK
        self._head()
        self._blocks(self._text)
        self._flow.block = HEAD_BLOCK
        return self._sign_off()

    def pages(self) -> list[Page]:
        """Return all pages; what stands behind the text does so in the standard's grid."""
        flow = self._flow
        flow.line_share, self._styles = 1.0, _styles(self._typefaces)
        self._blocks(self._document.blocks[len(self._text) :])
        flow.block = HEAD_BLOCK
        unnumbered = self._imprint()
        leaves = flow.finish()
        for number, leaf in enumerate(leaves, 1):
            self._decorate(leaf, number, numbered=number not in unnumbered)
        leaves[0].page.grid = self._grid
        return [leaf.page for leaf in leaves]

    # --- head --------------------------------------------------------------------------------

    def _head(self) -> None:
        head, flow, usual = self._document.head, self._flow, _styles(self._typefaces).text
        body, name = usual.body, usual.headings[2]
        if head.red_head is not RedHead.NONE:
            flow.add(red_head_strip(head, self._typefaces, body, name))
        else:
            if head.urgency:
                flow.add(grid_line(*urgency_texts(head, self._typefaces, body)))
            if head.document_number or head.signers:
                flow.add_all(number_strips(head, body, name))
                flow.add_all([BLANK] * paper.BLANKS_AFTER_NUMBER)
        flow.add_all(self._title(head.title, bookmark=(head.title, 0)))
        flow.add_all([BLANK] * paper.BLANKS_UNDER_TITLE)
        if head.addressee:
            text = self._styles.text
            spans = Spans.plain(f"{head.addressee}：", text.body)
            flow.add_all(text_strips(spans, text, self._width))

    def _title(self, title: str, bookmark: tuple[str, int]) -> Iterator[Strip]:
        style = self._styles.title
        for number, line in enumerate(title_lines(title, style.size, self._width, style)):
            strip = grid_line(Text.centred(line, self._width, paper.FIRST_BASELINE, style))
            yield strip._replace(keeps_next=True, bookmark=None if number else bookmark)

    # --- body --------------------------------------------------------------------------------

    @property
    def _width(self) -> float:
        return self._flow.area.width

    def _blocks(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            self._flow.block = block.id
            match block:
                case Paragraph():
                    text = self._styles.text
                    strips = paragraph_strips(block, text, self._width, self._numbering)
                    self._flow.add_all(strips)
                case Table():
                    self._table(block)
                case Chart():
                    self._chart(block)
                case Pictures():
                    self._pictures(block)
                case Signature():
                    body = self._styles.text.body
                    fields = signature_strips(block, body, self._width, _SIGN_LINE)
                    self._flow.close_with(on_grid(fields))
                case Annex():
                    self._annex(block)

    def _table(self, block: Table) -> None:
        """Set a table; one that wants a landscape page takes pages of its own."""
        flow = self._flow
        turned = block.landscape and not flow.turned
        if turned:
            flow.new_page(paper.OFFICIAL_LANDSCAPE, turned=True)
        self._title_over(block)
        flow.add_table(LaidTable(block, self._width, table_styles(block, self._typefaces)))
        if block.notes:
            flow.close_with(on_grid(note_strips(block.notes, self._styles.small, self._width)))
        if turned:
            flow.new_page(paper.OFFICIAL)

    def _title_over(self, block: Table | Chart | Pictures) -> None:
        styles = self._styles
        self._flow.add_all(title_strips(block.title, styles.table_title, styles.text, self._width))

    def _chart(self, block: Chart) -> None:
        """Set a chart under its title, in pieces where it is higher than a page."""
        most = self._flow.area.height - _TITLE_ROOM
        self._title_over(block)
        for strip in chart_strips(block, self._width, self._typefaces, most):
            self._flow.add_all(on_grid([strip]))
        notes = note_strips(block.notes, self._styles.small, self._width)
        self._flow.add_all(on_grid(notes))

    def _pictures(self, block: Pictures) -> None:
        """Set an album, each picture on half of the lines of a page."""
        self._title_over(block)
        lines = (self._flow.area.height - _TITLE_ROOM) // paper.LINE_PITCH // TO_A_PAGE
        known, cell = self._document.pictures, lines * paper.LINE_PITCH
        self._flow.add_all(picture_strips(block, known, self._width, cell, self._typefaces))

    def _annex(self, block: Annex) -> None:
        """Begin an annex on a new page (7.3.7)."""
        flow = self._flow
        area = paper.OFFICIAL_LANDSCAPE if block.landscape else paper.OFFICIAL
        flow.new_page(area, turned=block.landscape)
        self._numbering = Numbering()
        label = annex_label(self._annexes.index(block) + 1, len(self._annexes))
        marked = grid_line(Text(0.0, paper.FIRST_BASELINE, label, self._styles.text.emphasis))
        flow.add(marked._replace(keeps_next=True))
        flow.add_all([BLANK] * (paper.ANNEX_TITLE_LINE - 2))
        flow.add_all(self._title(block.title, bookmark=(f"{label} {block.title}", 0)))
        flow.add(BLANK)

    # --- foot --------------------------------------------------------------------------------

    def _sign_off(self) -> bool:
        """Set 附件说明, 署名, 成文日期 and 附注, never alone on a page.

        Return whether they had room under the text, without lines of it taken along.
        """
        head, body = self._document.head, _styles(self._typefaces).text.body
        names = head.annexes or tuple(annex.title for annex in self._annexes)
        note = list(annex_strips(names, body, self._width))
        if len(note) > _MOST_KEPT_LINES:
            self._flow.add_all(note)
            note = []
        closing = note + signing_strips(head, body, self._width)
        return not closing or self._flow.close_with(closing)

    def _imprint(self) -> set[int]:
        """Set 版记 at the foot of the last even page; return the pages that bear no number.

        Both sides of a sheet are printed, so that a paper of one page bears it on its back. Only
        behind a blank page it stands without a number (7.5).
        """
        head = self._document.head
        if not has_imprint(head):
            return set()
        flow = self._flow
        strips = imprint_strips(head, self._styles.imprint, paper.TYPE_WIDTH)
        height = sum(strip.height for strip in strips)
        number = len(flow.leaves) + 1
        fits = not flow.turned and flow.left >= height + paper.LINE_PITCH
        is_even = number % 2 == 0
        unnumbered = set()
        if not (fits and is_even):
            flow.new_page(paper.OFFICIAL)
        if not fits and is_even:
            flow.add(Strip(height=paper.LINE_PITCH))
            flow.new_page(paper.OFFICIAL)
            unnumbered = {number + 1, number + 2}
        flow.add(Strip(height=flow.left - height))
        flow.add_all(strips)
        return unnumbered

    def _decorate(self, leaf: Leaf, number: int, *, numbered: bool) -> None:
        """Add page number, status and foot, which stand alike on turned pages."""
        page, head, styles = leaf.page, self._document.head, self._styles
        texts = page.upright if page.turned else page.texts
        if numbered:
            texts.append(_page_number(number, styles.number))
        status, foot = on_one_line(head.status), on_one_line(head.foot)
        if status:
            texts.append(Text(paper.OFFICIAL.left, paper.STATUS_BASELINE, status, styles.status))
        if foot:
            texts.append(Text.centred(foot, paper.PAPER_WIDTH, paper.FOOT_BASELINE, styles.small))


def _page_number(number: int, style: Style) -> Text:
    """Place — 1 — outside: right on odd pages, left on even ones (7.5)."""
    text = f"— {number} —"
    inset = paper.PAGE_NUMBER_INDENT * style.size
    area = paper.OFFICIAL
    x = area.right - inset - style.width(text) if number % 2 else area.left + inset
    dash = style.typeface.piece(text[0])
    top = dash.glyph.box[3] / dash.outlines.metrics.units if dash.glyph else paper.DASH_HEIGHT
    y = area.bottom + paper.PAGE_NUMBER_DROP + top * style.size
    return Text(x, y, text, style)
