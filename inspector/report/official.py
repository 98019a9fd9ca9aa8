"""Official papers laid out by GB/T 9704-2012: 22 lines of 28 characters, and what goes where."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache as once
from itertools import takewhile
from typing import Final, NamedTuple

from inspector.report import paper
from inspector.report.document import (
    Annex,
    Block,
    Document,
    Head,
    Paragraph,
    RunStyle,
    Signature,
    Table,
)
from inspector.report.flow import Leaf, Paginator, Strip
from inspector.report.fonts import Role
from inspector.report.headline import balanced
from inspector.report.numbering import Numbering
from inspector.report.pages import Page, Rule, Spans, Text, on_one_line
from inspector.report.signing import signature_strips
from inspector.report.tables import LaidTable, TableStyles
from inspector.report.typeface import Style, Typefaces

_SIGN_LINE: Final = 1.5 * paper.LINE_PITCH
_HEADING_ROLES: Final = {1: Role.SANS, 2: Role.KAI, 3: Role.BODY, 4: Role.BODY}
"""7.3.3: 一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋."""
_WIDE_TABLE: Final = 6
"""From so many columns a table is set in 五号 instead of 小四."""
_MOST_KEPT_LINES: Final = 12
"""A list of annexes longer than this may be parted from the date."""
_BLANK: Final = Strip(height=paper.LINE_PITCH, is_blank=True)


class _Styles(NamedTuple):
    """The styles of official papers."""

    title: Style
    body: Style
    headings: dict[int, Style]
    emphasis: Style
    label: Style
    number: Style
    status: Style
    small: Style
    imprint: Style
    table_title: Style
    table: TableStyles
    wide_table: TableStyles


@once
def _styles(typefaces: Typefaces) -> _Styles:
    def style(role: Role, size: float, tracking: float = 0.0) -> Style:
        return Style(typefaces.typeface(role), size, tracking)

    def table(size: float) -> TableStyles:
        return TableStyles(style(Role.BODY, size), style(Role.SANS, size))

    def body(role: Role) -> Style:
        return style(role, paper.SIZE_3, paper.BODY_TRACKING)

    return _Styles(
        title=style(Role.TITLE, paper.SIZE_2),
        body=body(Role.BODY),
        headings={level: body(role) for level, role in _HEADING_ROLES.items()},
        emphasis=body(Role.SANS),
        label=body(Role.SANS),
        number=style(Role.SERIF, paper.SIZE_4),
        status=style(Role.SANS, paper.SIZE_4),
        small=style(Role.BODY, paper.SIZE_SMALL_5),
        imprint=style(Role.BODY, paper.SIZE_4),
        table_title=style(Role.SANS, paper.SIZE_4),
        table=table(paper.SIZE_SMALL_4),
        wide_table=table(paper.SIZE_5),
    )


def lay_out_official(document: Document, typefaces: Typefaces) -> list[Page]:
    """Return the pages of an official paper, without its attachments."""
    return _Paper(document, _styles(typefaces)).pages()


class _Paper:
    """One official paper being laid out."""

    def __init__(self, document: Document, styles: _Styles) -> None:
        self._document = document
        self._styles = styles
        self._flow = Paginator(paper.OFFICIAL, pitch=paper.LINE_PITCH)
        self._numbering = Numbering()
        self._annexes = [block for block in document.blocks if isinstance(block, Annex)]

    def pages(self) -> list[Page]:
        blocks = self._document.blocks
        body = list(takewhile(lambda block: not isinstance(block, Annex), blocks))
        self._head()
        self._blocks(body)
        self._sign_off()
        self._blocks(blocks[len(body) :])
        unnumbered = self._imprint()
        leaves = self._flow.finish()
        for number, leaf in enumerate(leaves, 1):
            self._decorate(leaf, number, numbered=number not in unnumbered)
        return [leaf.page for leaf in leaves]

    # --- head --------------------------------------------------------------------------------

    def _head(self) -> None:
        head, flow = self._document.head, self._flow
        if head.document_number or head.issuer_upward:
            flow.add(self._number_line(head))
            flow.add_all([_BLANK] * paper.BLANKS_AFTER_NUMBER)
        flow.add_all(list(self._title(head.title, bookmark=(head.title, 0))))
        flow.add_all([_BLANK] * paper.BLANKS_UNDER_TITLE)
        if head.addressee:
            spans = Spans.plain(f"{head.addressee}：", self._styles.body)
            flow.add_all(list(self._text_strips(spans, indent=0.0)))

    def _number_line(self, head: Head) -> Strip:
        """Set 发文字号, and 签发人 on its line in papers that go up (7.2.5, 7.2.6)."""
        styles, inset = self._styles, paper.CHARACTER_PITCH
        number = on_one_line(head.document_number)
        if not head.issuer_upward:
            x = (self._width - styles.body.width(number)) / 2
            return _line(Text(x, paper.FIRST_BASELINE, number, styles.body))
        label, name = "签发人：", on_one_line(head.issuer_upward)
        kai = styles.headings[2]
        name_x = self._width - inset - kai.width(name)
        return _line(
            Text(inset, paper.FIRST_BASELINE, number, styles.body),
            Text(name_x - styles.body.width(label), paper.FIRST_BASELINE, label, styles.body),
            Text(name_x, paper.FIRST_BASELINE, name, kai),
        )

    def _title(self, title: str, bookmark: tuple[str, int]) -> Iterator[Strip]:
        style = self._styles.title
        for number, line in enumerate(balanced(title, style, self._width)):
            x = (self._width - style.width(line)) / 2
            strip = _line(Text(x, paper.FIRST_BASELINE, line, style))
            yield _with(strip, keeps_next=True, bookmark=None if number else bookmark)

    # --- body --------------------------------------------------------------------------------

    @property
    def _width(self) -> float:
        return self._flow.area.width

    def _blocks(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            match block:
                case Paragraph():
                    self._flow.add_all(list(self._paragraph(block)))
                case Table():
                    self._table(block)
                case Signature():
                    body = self._styles.body
                    strips = signature_strips(block, body, self._width, _SIGN_LINE)
                    self._flow.close_with(_on_grid(strips))
                case Annex():
                    self._annex(block)

    def _paragraph(self, block: Paragraph) -> Iterator[Strip]:
        indent = paper.INDENT * paper.CHARACTER_PITCH if block.indent or block.level else 0.0
        runs = [(run.text, self._run_style(run.style)) for run in block.runs]
        if not block.level:
            heading = [(block.heading, self._styles.emphasis)]
            yield from self._text_strips(Spans.joined(heading + runs), indent)
            return
        style = self._styles.headings[block.level]
        words = self._numbering.next(block.level) + block.heading
        bookmark = (words, block.level)
        if block.run_in and runs:
            words = words if words.endswith(("。", "：", "？", "！")) else f"{words}。"
            spans = Spans.joined([(words, style), *runs])
            yield from self._text_strips(spans, indent, bookmark)
            return
        for strip in self._text_strips(Spans.plain(words, style), indent, bookmark):
            yield _with(strip, keeps_next=True)
        yield from self._text_strips(Spans.joined(runs), indent)

    def _run_style(self, style: RunStyle) -> Style:
        return self._styles.emphasis if style is RunStyle.EMPHASIS else self._styles.body

    def _text_strips(
        self, spans: Spans, indent: float, bookmark: tuple[str, int] | None = None
    ) -> Iterator[Strip]:
        """Set a paragraph; a line break in its text begins another."""
        for part in spans.paragraphs():
            for line in part.lines(self._width, indent=indent):
                x = 0.0 if line.start else indent
                yield Strip(
                    height=paper.LINE_PITCH,
                    texts=tuple(part.place(line, x, paper.FIRST_BASELINE)),
                    is_text=True,
                    bookmark=None if line.start else bookmark,
                )
            bookmark = None

    def _table(self, block: Table) -> None:
        """Set a table; one that wants a landscape page takes pages of its own."""
        flow = self._flow
        turned = block.landscape and not flow.turned
        if turned:
            flow.new_page(paper.OFFICIAL_LANDSCAPE, turned=True)
        if block.title:
            style = self._styles.table_title
            for line in balanced(block.title, style, self._width):
                x = (self._width - style.width(line)) / 2
                flow.add(_with(_line(Text(x, paper.FIRST_BASELINE, line, style)), keeps_next=True))
        wide = len(block.columns) >= _WIDE_TABLE
        styles = self._styles.wide_table if wide else self._styles.table
        flow.add_table(LaidTable(block, self._width, styles))
        if block.notes:
            notes = note_strips(block.notes, self._styles.small, self._width)
            flow.close_with(_on_grid(list(notes)))
        if turned:
            flow.new_page(paper.OFFICIAL)

    def _annex(self, block: Annex) -> None:
        """Begin an annex on a new page (7.3.7)."""
        flow = self._flow
        area = paper.OFFICIAL_LANDSCAPE if block.landscape else paper.OFFICIAL
        flow.new_page(area, turned=block.landscape)
        self._numbering = Numbering()
        label = "附件"
        if len(self._annexes) > 1:
            label += str(self._annexes.index(block) + 1)
        flow.add(_line(Text(0.0, paper.FIRST_BASELINE, label, self._styles.label)))
        flow.add_all([_BLANK] * (paper.ANNEX_TITLE_LINE - 2))
        flow.add_all(list(self._title(block.title, bookmark=(f"{label} {block.title}", 0))))
        flow.add(_BLANK)

    # --- foot --------------------------------------------------------------------------------

    def _annex_note(self) -> Iterator[Strip]:
        """Set 附件说明: one empty line, two characters in, later names under the first (7.3.4)."""
        names = self._document.head.annexes or tuple(annex.title for annex in self._annexes)
        if not names:
            return
        yield from [_BLANK] * paper.BLANKS_OVER_ANNEX_NOTE
        style = self._styles.body
        left = paper.INDENT * paper.CHARACTER_PITCH
        label = "附件："
        numbers = [f"{count}. " for count in range(1, len(names) + 1)] if len(names) > 1 else [""]
        inset = left + style.width(label)
        hang = inset + max(map(style.width, numbers))
        for count, (number, name) in enumerate(zip(numbers, names, strict=True)):
            lead = [Text(inset, paper.FIRST_BASELINE, number, style)] if number else []
            if not count:
                lead.insert(0, Text(left, paper.FIRST_BASELINE, label, style))
            spans = Spans.plain(name, style)
            for line in spans.lines(self._width - hang, justify=False):
                placed = spans.place(line, hang, paper.FIRST_BASELINE)
                yield _line(*([] if line.start else lead), *placed)

    def _sign_off(self) -> None:
        """Set 附件说明, 署名, 成文日期 and 附注, never alone on a page."""
        head = self._document.head
        note = list(self._annex_note())
        if len(note) > _MOST_KEPT_LINES:
            self._flow.add_all(note)
            note = []
        if not head.office and not head.dated:
            if note:
                self._flow.close_with(note)
            return
        lines = list(self._sealed(head) if head.sealed else self._unsealed(head))
        if head.note:
            spans = Spans.plain(f"（{head.note}）", self._styles.body)
            lines += self._text_strips(spans, paper.INDENT * paper.CHARACTER_PITCH)
        blanks = (
            range(paper.BLANKS_OVER_SEALED_OFFICE, paper.LEAST_BLANKS_OVER_SEALED_OFFICE - 1, -1)
            if head.sealed
            else [paper.BLANKS_OVER_UNSEALED_OFFICE]
        )
        self._flow.close_with(*(note + [_BLANK] * count + lines for count in blanks))

    def _sealed(self, head: Head) -> Iterator[Strip]:
        """Centre the name over the date, which ends four characters from the edge (7.3.5.1)."""
        style, pitch = self._styles.body, paper.CHARACTER_PITCH
        names = balanced(head.office, style, self._width - 2 * pitch)
        dated = _written(head.dated)
        broad = max([style.width(name) for name in names], default=0.0)
        inset = paper.SEALED_DATE_INDENT * pitch
        centre = min(self._width - inset - style.width(dated) / 2, self._width - broad / 2)
        for text in [*names, dated] if dated else names:
            x = centre - style.width(text) / 2
            yield _line(Text(x, paper.FIRST_BASELINE, text, style))

    def _unsealed(self, head: Head) -> Iterator[Strip]:
        """Set the name two characters in, the date two beyond its beginning (7.3.5.2)."""
        style, pitch = self._styles.body, paper.CHARACTER_PITCH
        names = balanced(head.office, style, self._width - 4 * pitch)
        dated = _written(head.dated)
        right = self._width - paper.UNSEALED_OFFICE_INDENT * pitch
        broad = max([style.width(name) for name in names], default=0.0)
        shift = paper.UNSEALED_DATE_SHIFT * pitch if names else 0.0
        x = min(right - broad, right - style.width(dated) - shift)
        for name in names:
            yield _line(Text(x, paper.FIRST_BASELINE, name, style))
        if dated:
            yield _line(Text(x + shift, paper.FIRST_BASELINE, dated, style))

    def _imprint(self) -> set[int]:
        """Set 抄送 at the foot of the last even page; return the pages that bear no number."""
        copied = self._document.head.copied_to
        if not copied:
            return set()
        flow, style = self._flow, self._styles.imprint
        strips = list(_imprint_strips(copied, style, paper.TYPE_WIDTH))
        height = sum(strip.height for strip in strips)
        number = len(flow.leaves) + 1
        fits = not flow.turned and flow.left >= height + paper.LINE_PITCH
        if fits and not number % 2:
            flow.add(Strip(height=flow.left - height))
            flow.add_all(strips)
            return set()
        flow.new_page(paper.OFFICIAL)
        unnumbered = {number + 1}
        if not number % 2:
            flow.add(Strip(height=paper.LINE_PITCH))
            flow.new_page(paper.OFFICIAL)
            unnumbered.add(number + 2)
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
            x = (paper.PAPER_WIDTH - styles.small.width(foot)) / 2
            texts.append(Text(x, paper.FOOT_BASELINE, foot, styles.small))


def _page_number(number: int, style: Style) -> Text:
    """Place — 1 — outside: right on odd pages, left on even ones (7.5)."""
    text = f"— {number} —"
    inset = paper.PAGE_NUMBER_INDENT * style.size
    area = paper.OFFICIAL
    x = area.right - inset - style.width(text) if number % 2 else area.left + inset
    y = area.bottom + paper.PAGE_NUMBER_DROP + paper.DASH_HEIGHT * style.size
    return Text(x, y, text, style)


def note_strips(notes: Sequence[str], style: Style, width: float) -> Iterator[Strip]:
    """Set the notes under a table: 注： once, several numbered."""
    label = "注："
    inset = style.width(label)
    leading = paper.LINE_PITCH / 2
    baseline = (leading - style.size) / 2 + paper.EM_ASCENT * style.size
    for count, note in enumerate(notes):
        text = f"{count + 1}.{note}" if len(notes) > 1 else note
        spans = Spans.plain(text, style)
        for line in spans.lines(width - inset):
            placed = spans.place(line, inset, baseline)
            if not count and not line.start:
                placed.insert(0, Text(0.0, baseline, label, style))
            yield Strip(height=leading, texts=tuple(placed))


def _imprint_strips(copied: Sequence[str], style: Style, width: float) -> Iterator[Strip]:
    """Set 抄送 between two thick rules, one character in from both sides (7.4.2)."""
    label = "抄送："
    inset = paper.IMPRINT_INDENT * style.size
    hang = inset + style.width(label)
    leading = style.size * paper.FORM_LEADING
    baseline = (leading - style.size) / 2 + paper.EM_ASCENT * style.size
    spans = Spans.plain("，".join(copied) + "。", style)
    lines = spans.lines(width - hang - inset)
    thick = paper.IMPRINT_THICK_RULE
    for number, line in enumerate(lines):
        texts = spans.place(line, hang, baseline)
        rules = []
        if not number:
            texts.insert(0, Text(inset, baseline, label, style))
            rules.append(Rule(0.0, 0.0, width, 0.0, thick))
        if number == len(lines) - 1:
            rules.append(Rule(0.0, leading, width, leading, thick))
        yield Strip(height=leading, texts=tuple(texts), rules=tuple(rules))


def _on_grid(strips: Sequence[Strip]) -> list[Strip]:
    """Add what brings strips of other heights back to the line grid."""
    height = sum(strip.height for strip in strips)
    over = height % paper.LINE_PITCH
    if over < 0.01 or paper.LINE_PITCH - over < 0.01:
        return list(strips)
    return [*strips, Strip(height=paper.LINE_PITCH - over)]


def _line(*texts: Text) -> Strip:
    return Strip(height=paper.LINE_PITCH, texts=texts)


def _with(strip: Strip, *, keeps_next: bool, bookmark: tuple[str, int] | None = None) -> Strip:
    return Strip(
        height=strip.height,
        texts=strip.texts,
        rules=strip.rules,
        keeps_next=keeps_next,
        bookmark=bookmark or strip.bookmark,
    )


def _written(day: date | None) -> str:
    """Write a date in Arabic digits without leading noughts (7.3.5)."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
