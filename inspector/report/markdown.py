"""Papers as Markdown, out and in: head, headings by level, paragraphs, and tables by their name.

The head stands between two lines of --- as 名：值. A heading of level n has n #; one that runs
into its paragraph is the paragraph's strong beginning. Numbers are written for the reader and
counted anew on the way in. What is data and not text (tables, annexes, places to sign) is a line
in 【】; a table is shown under it but comes back from the paper it was exported from.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from inspector.domain.errors import refused
from inspector.domain.ids import new_id
from inspector.domain.issues import Place
from inspector.report.document import (
    Annex,
    Block,
    Chart,
    Document,
    Family,
    Paragraph,
    Pictures,
    Run,
    RunStyle,
    Signature,
    Table,
)
from inspector.report.head_lines import KNOWN, NAMES, RULE, HeadName, head_of, lines_of, split_line
from inspector.report.numbering import LEVELS, Numbering

_DATA_BLOCKS: Final[dict[str, type[Table] | type[Chart] | type[Pictures]]] = {
    "表": Table,
    "图": Chart,
    "图册": Pictures,
}
"""What is made from data and named in a line of its own, by that line's word."""
_ATTACHED: Final = "【另附】"
_FLUSH: Final = "【顶格】"
_FORM: Final = "版式：表单"
_DIRECTIVE: Final = re.compile(r"【(表|图|图册|签字|附件|横排附件)：(.*)】")
_NUMBERS: Final = tuple(
    map(
        re.compile,
        (
            r"[一二三四五六七八九十百零]+、",
            r"（[一二三四五六七八九十百零]+）",
            r"[0-9]+[.．]",
            r"（[0-9]+）",
        ),
    )
)
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>&~|])")
_LEADING: Final = re.compile(r"^([#+\-=]|【|[0-9]+(?=[.)]))")
_OUTER_BREAKS: Final = re.compile(r"^(?:\\\n)+|(?:\\\n)+$")
_EDGES: Final = re.compile(r"^\s+|\s+$")
_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_STOP_WITHIN: Final = re.compile(r"^(\*\*[^*\n]+)。\*\*", re.MULTILINE)
"""A heading that runs in, its full stop within the strong words: between 。 and a character
CommonMark sees no end of them."""
_READER: Final = MarkdownIt("commonmark").enable("table")


# --- out -----------------------------------------------------------------------------------------


def to_markdown(document: Document) -> str:
    """Return a paper and the forms that go with it as Markdown."""
    return f"\n\n{_ATTACHED}\n\n".join(map("\n\n".join, _documents(document))) + "\n"


def _documents(document: Document) -> Iterator[list[str]]:
    form = [_FORM] if document.family is Family.FORM else []
    head = "\n".join(("---", *lines_of(document.head), *form, "---"))
    numbering = Numbering()
    yield [head, *filter(None, (_block(block, numbering) for block in document.blocks))]
    for attached in document.attachments:
        yield from _documents(attached)


def _block(block: Block, numbering: Numbering) -> str:
    match block:
        case Paragraph():
            return _paragraph(block, numbering)
        case Table():
            return _table(block)
        case Chart():
            return _chart(block)
        case Pictures():
            rows = ([one.caption[0], "；".join(one.caption[1:])] for one in block.pictures)
            return _shown("图册", block, ["图", "说明"], rows)
        case Signature():
            return f"【签字：{'；'.join(map(_one_line, block.fields))}】"
        case Annex():
            return f"【{'横排附件' if block.landscape else '附件'}：{_one_line(block.title)}】"


def _paragraph(block: Paragraph, numbering: Numbering) -> str:
    text = _text(block.runs)
    if not block.level:
        if not text:
            return ""
        return text if block.indent else f"{_FLUSH}{text}"
    number = numbering.next(block.level)
    heading = _escaped(_one_line(block.heading))
    if not text:
        return f"{'#' * block.level} {number}{heading}"
    if block.run_in or not heading:
        return f"**{number}{heading}**{'。' if heading else ' '}{text}"
    return f"{'#' * block.level} {number}{heading}\n\n{text}"


def _text(runs: Iterable[Run]) -> str:
    """Return runs as inline Markdown; emphasis as <em>, which Chinese marks do not disturb."""
    pieces = []
    for style, group in groupby(runs, key=lambda one: one.style):
        text = "".join(one.text for one in group)
        if text:
            written = "\\\n".join(map(_line, _clean(text).split("\n")))
            pieces.append(f"<em>{written}</em>" if style is RunStyle.EMPHASIS else written)
    return _LEADING.sub(_referenced, _OUTER_BREAKS.sub("", "".join(pieces)))


def _line(line: str) -> str:
    return _EDGES.sub(_referenced, _escaped(line))


def _referenced(found: re.Match[str]) -> str:
    """Return what would be taken for layout as character references."""
    first, rest = (found[0], "") if found[0].isspace() else (found[0][0], found[0][1:])
    return "".join(f"&#{ord(char)};" for char in first) + rest


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _clean(text: str) -> str:
    return _CONTROLS.sub("", text)


def _one_line(text: str) -> str:
    return " ".join(_clean(text).split())


def _table(table: Table) -> str:
    """Return the table's name and, for reading only, what it shows."""
    header = [column.title for column in table.columns]
    rows = ([cell.text for cell in row] for row in table.rows)
    return _shown("表", table, header, rows)


def _chart(chart: Chart) -> str:
    """Return the chart's name and, for reading only, its figures."""
    header = ["", *(chart.series or [""])]
    rows = ([row.label, *row.texts] for row in chart.rows)
    return _shown("图", chart, header, rows)


def _shown(
    word: str, block: Table | Chart | Pictures, header: Sequence[str], rows: Iterable[Sequence[str]]
) -> str:
    title = f"｜{_one_line(block.title)}" if block.title else ""
    notes_of = () if isinstance(block, Pictures) else block.notes
    lines = [_row(header), _row(["---"] * len(header), escape=False), *map(_row, rows)]
    notes = [f"> {_escaped(_one_line(note))}\n>" for note in notes_of]
    shown = "\n".join(lines) if header else ""
    parts = (f"【{word}：{block.name}{title}】", shown, "\n".join(notes))
    return "\n\n".join(filter(None, parts))


def _row(texts: Sequence[str], *, escape: bool = True) -> str:
    cells = (_escaped(_one_line(text)) if escape else text for text in texts)
    return f"| {' | '.join(cells)} |"


# --- in ------------------------------------------------------------------------------------------


def from_markdown(text: str, base: Document, name: str = "") -> Document:
    """Return the paper that a Markdown text says, based on the one it was exported from.

    Head, levels and text are the Markdown's; tables, status and foot are the base's, and a
    paragraph that is unchanged keeps its id. Raises Refused for a head without a title or with
    unknown words; `name` is the file, for its place.
    """
    parts = re.split(rf"^{_ATTACHED}[ \t]*$", text.replace("\r\n", "\n"), flags=re.MULTILINE)
    first, *attached = parts
    bases = iter(base.attachments)
    return replace(
        _document(first, base, name),
        attachments=tuple(_document(part, next(bases, base), name) for part in attached),
    )


def _document(text: str, base: Document, name: str) -> Document:
    head_text, body = _split_head(text, name)
    lines = [line for line in head_text.split("\n") if line.strip() and line.strip() != _FORM]
    head = head_of(_head_values(lines, name))
    if not head.title:
        raise refused("markdown.no_title", Place(file=name))
    blocks = _Blocks(base).read(_STOP_WITHIN.sub(r"\1**。", body))
    return replace(
        base,
        family=Family.FORM if _FORM in head_text else Family.OFFICIAL,
        head=replace(head, status=base.head.status, foot=base.head.foot),
        blocks=tuple(blocks),
        attachments=(),
    )


def _split_head(text: str, name: str) -> tuple[str, str]:
    lines = text.lstrip("\ufeff").strip().split("\n")
    rules = [number for number, line in enumerate(lines) if RULE.fullmatch(line.strip())]
    if len(rules) < 2 or rules[0]:
        raise refused("markdown.no_head", Place(file=name))
    return "\n".join(lines[1 : rules[1]]), "\n".join(lines[rules[1] + 1 :])


def _head_values(lines: Iterable[str], name: str) -> dict[HeadName, tuple[str, ...]]:
    values: dict[HeadName, tuple[str, ...]] = {}
    for line in lines:
        word, value = split_line(line.strip())
        if word not in NAMES:
            raise refused("markdown.unknown_head", Place(file=name), head=word, known=KNOWN)
        if value:
            values[NAMES[word]] = (*values.get(NAMES[word], ()), value)
    return values


class _Blocks:
    """Reads the blocks of one body, taking tables and ids from the base."""

    def __init__(self, base: Document) -> None:
        self._known = list(base.blocks)
        self._shows_table = False

    def read(self, body: str) -> Iterator[Block]:
        """Yield the blocks."""
        level = depth = 0
        for token in _READER.parse(body):
            if token.type in ("table_open", "blockquote_open"):
                depth += 1
            elif token.type in ("table_close", "blockquote_close"):
                depth -= 1
            elif token.type == "heading_open":
                level = min(int(token.tag[1:]), LEVELS)
            elif token.type in ("inline", "code_block", "fence", "html_block"):
                if not (depth and self._shows_table):
                    yield from self._block(token, level)
                level = 0

    def _block(self, token: Token, level: int) -> Iterator[Block]:
        runs = _runs(token)
        plain = "".join(run.text for run in runs)
        directive = _DIRECTIVE.fullmatch(token.content.strip())
        self._shows_table = directive is not None and directive[1] in _DATA_BLOCKS
        if directive is not None:
            yield self._named(directive[1], directive[2])
        elif level:
            yield self._kept(Paragraph(level=level, heading=_unnumbered(plain, level)))
        elif plain:
            yield self._kept(_text_paragraph(token, runs))

    def _named(self, word: str, subject: str) -> Block:
        if word == "签字":
            return self._kept(Signature(fields=tuple(filter(None, subject.split("；")))))
        if word not in _DATA_BLOCKS:
            return self._kept(Annex(title=subject, landscape=word == "横排附件"))
        name, _, title = subject.partition("｜")
        for number, known in enumerate(self._known):
            if not isinstance(known, Table | Chart | Pictures):
                continue
            made = (known.name, _one_line(known.title))
            if type(known) is _DATA_BLOCKS[word] and made == (name, title):
                return self._known.pop(number)
        return _DATA_BLOCKS[word](name=name, title=title)

    def _kept(self, block: Block) -> Block:
        """Return the base's own block where nothing but the id differs, else a new one."""
        for number, known in enumerate(self._known):
            if type(known) is type(block) and replace(known, id=block.id) == block:
                return self._known.pop(number)
        return replace(block, id=new_id())


def _text_paragraph(token: Token, runs: tuple[Run, ...]) -> Paragraph:
    strong = _strong_beginning(token)
    level = _level_of(strong)
    if level:
        heading = _unnumbered(strong, level).removesuffix("。")
        rest = _dropped(runs, len(strong))
        if rest and rest[0].text[0] == ("。" if heading else " "):
            rest = _dropped(rest, 1)
        return Paragraph(level=level, heading=heading, run_in=bool(rest), runs=rest)
    if runs[0].text.startswith(_FLUSH) and token.content.startswith(_FLUSH):
        return Paragraph(runs=_dropped(runs, len(_FLUSH)), indent=False)
    return Paragraph(runs=runs)


def _strong_beginning(token: Token) -> str:
    """Return the words a paragraph begins with in strong type, or ""."""
    children = token.children or []
    opening = next((n for n, child in enumerate(children) if child.content or child.nesting), None)
    if opening is None or children[opening].type != "strong_open":
        return ""
    texts = []
    for child in children[opening + 1 :]:
        if child.type == "strong_close":
            break
        texts.append(child.content)
    return "".join(texts)


def _level_of(strong: str) -> int:
    return next((n for n, one in enumerate(_NUMBERS, start=1) if one.match(strong)), 0)


def _unnumbered(text: str, level: int) -> str:
    found = _NUMBERS[level - 1].match(text)
    return (text[found.end() :] if found else text).strip()


def _dropped(runs: tuple[Run, ...], count: int) -> tuple[Run, ...]:
    """Return runs without their first characters."""
    kept = []
    for run in runs:
        kept.append(replace(run, text=run.text[count:]))
        count = max(count - len(run.text), 0)
    return tuple(run for run in kept if run.text)


def _runs(token: Token) -> tuple[Run, ...]:
    """Return a block's text as runs; strong and emphasised words are alike."""
    if not token.children:
        text = token.content.strip()
        return (Run(text=text),) if text else ()
    pieces: list[tuple[bool, str]] = []
    depth = 0
    for child in token.children:
        depth += _emphasis(child)
        text = "\n" if child.type == "hardbreak" else "" if _is_tag(child) else child.content
        if text:
            pieces.append((depth > 0, text))
    return tuple(
        Run(
            text="".join(text for _, text in group),
            style=RunStyle.EMPHASIS if emphasised else RunStyle.PLAIN,
        )
        for emphasised, group in groupby(pieces, key=lambda piece: piece[0])
    )


def _is_tag(child: Token) -> bool:
    return child.type == "html_inline" and child.content in ("<em>", "</em>")


def _emphasis(child: Token) -> int:
    """Return how a token changes the depth of emphasis."""
    if _is_tag(child):
        return 1 if child.content == "<em>" else -1
    return (
        child.nesting if child.type in ("em_open", "em_close", "strong_open", "strong_close") else 0
    )
