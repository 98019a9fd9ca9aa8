"""The tables of a Word file as rows of text with their merged ranges and the words above them."""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final, Protocol
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from inspector.domain.errors import refused
from inspector.domain.issues import Place
from inspector.exchange.extents import Merge

MOST_COLUMNS: Final = 256
MOST_CELLS: Final = 1_000_000
_HEADING_LINES: Final = 12
_TEXT, _TAB, _BREAK, _RETURN = qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr")
_HYPHEN = qn("w:noBreakHyphen")
_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_CELL_PROPERTIES, _SPAN, _VERTICAL = qn("w:tcPr"), qn("w:gridSpan"), qn("w:vMerge")
_ROW_PROPERTIES, _BEFORE, _VALUE = qn("w:trPr"), qn("w:gridBefore"), qn("w:val")
_WRAPPERS: Final = frozenset({qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")})
_PASSED_OVER: Final = frozenset(
    {qn("w:pPr"), qn("w:rPr"), qn("w:del"), qn("w:moveFrom"), _PARAGRAPH, _TABLE}
)
"""Properties hold tab stops under the name of a tab; what was deleted is no text."""
_BROKEN: Final = (
    *(OpcError, BadZipFile, zlib.error, SyntaxError),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError),
)
"""What the library lets through of a file whose parts do not fit together."""
_SPACE: Final = re.compile(r"\s+")


class _Node(Protocol):
    """What is asked of an element of the document's tree."""

    tag: str
    text: str | None

    def __iter__(self) -> Iterator["_Node"]: ...
    def find(self, path: str) -> "_Node | None": ...
    def get(self, key: str) -> str | None: ...


@dataclass(slots=True)
class WordTable:
    """One table, or several with one header that follow each other."""

    heading: list[str]
    rows: list[list[str]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)


def read_word_tables(data: bytes, name: str) -> list[WordTable]:
    """Return the tables of a .docx in order.

    A list often stands in several tables, one a section or a page: a table that repeats the
    header of the one before, or follows it with as many columns and nothing between, goes on
    with it; the words between become a row of their own. Raises Refused for a damaged file and
    for one without tables.
    """
    place = Place(file=name)
    body = _body(data, place)
    tables: list[WordTable] = []
    words: list[str] = []
    cells = 0
    for block in _blocks(body):
        if block.tag == _PARAGRAPH:
            words.append(_paragraph_text(block).strip())
            continue
        table = _table(block)
        cells += sum(map(len, table.rows))
        if cells > MOST_CELLS:
            raise refused("workbook.too_many_cells", place, rows=len(table.rows), columns=cells)
        _add(tables, table, [word for word in words if word])
        words = []
    if not tables:
        raise refused("workbook.no_tables", place)
    return tables


def read_word_text(data: bytes, name: str) -> str:
    """Return the paragraphs of a .docx outside its tables. Raises Refused for a damaged file."""
    blocks = _blocks(_body(data, Place(file=name)))
    paragraphs = (_paragraph_text(block) for block in blocks if block.tag == _PARAGRAPH)
    return "\n".join(words for text in paragraphs if (words := text.strip()))


def _body(data: bytes, place: Place) -> Iterable[_Node]:
    try:
        body: Iterable[_Node] = Document(BytesIO(data)).element.body
    except _BROKEN as broken:
        raise refused("workbook.damaged", place) from broken
    return body


def _blocks(parent: Iterable[_Node]) -> Iterator[_Node]:
    for child in parent:
        if child.tag in (_PARAGRAPH, _TABLE):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _add(tables: list[WordTable], table: WordTable, words: list[str]) -> None:
    last = tables[-1] if tables else None
    if last is None or not _continues(last, table, words):
        table.heading = words[-_HEADING_LINES:]
        tables.append(table)
        return
    shift = len(last.rows) + len(words)
    width = max(map(len, last.rows))
    for word in words:
        last.merges.append(Merge(len(last.rows), 0, len(last.rows), width - 1))
        last.rows.append([word, *[""] * (width - 1)])
    last.rows += table.rows
    last.merges += [
        Merge(top + shift, left, bottom + shift, right) for top, left, bottom, right in table.merges
    ]


def _continues(last: WordTable, table: WordTable, words: list[str]) -> bool:
    if not last.rows or not table.rows:
        return False
    header = _folded(table.rows[0])
    if sum(map(bool, header)) > 1 and any(_folded(row) == header for row in last.rows[:4]):
        return True
    return not words and max(map(len, last.rows)) == max(map(len, table.rows))


def _folded(row: Iterable[str]) -> list[str]:
    return [_SPACE.sub("", cell) for cell in row]


def _table(element: Iterable[_Node]) -> WordTable:
    table = WordTable([])
    starts: list[tuple[int, int, int]] = []
    continued: set[tuple[int, int]] = set()
    for number, row in enumerate(_children(element, _ROW)):
        texts = [""] * _row_start(row)
        for cell in _children(row, _CELL):
            left, (span, goes_on) = len(texts), _cell_shape(cell)
            if left + span > MOST_COLUMNS:
                break
            if goes_on:
                continued.add((number, left))
            else:
                starts.append((number, left, span))
            texts += ["" if goes_on else _cell_text(cell), *[""] * (span - 1)]
        table.rows.append(texts)
    for top, left, span in starts:
        bottom = top
        while (bottom + 1, left) in continued:
            bottom += 1
        if bottom > top or span > 1:
            table.merges.append(Merge(top, left, bottom, left + span - 1))
    return table


def _children(parent: Iterable[_Node], tag: str) -> Iterator[_Node]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _row_start(row: _Node) -> int:
    """Return how many columns a row leaves out before its first cell."""
    properties = row.find(_ROW_PROPERTIES)
    skipped = properties.find(_BEFORE) if properties is not None else None
    return min(_number(skipped, 0), MOST_COLUMNS)


def _cell_shape(cell: _Node) -> tuple[int, bool]:
    """Return how many columns a cell spans, and whether it goes on with the one above."""
    properties = cell.find(_CELL_PROPERTIES)
    if properties is None:
        return 1, False
    vertical = properties.find(_VERTICAL)
    goes_on = vertical is not None and vertical.get(_VALUE) in (None, "continue")
    return max(1, _number(properties.find(_SPAN), 1)), goes_on


def _number(element: _Node | None, otherwise: int) -> int:
    text = element.get(_VALUE) if element is not None else None
    return int(text) if text is not None and text.isdecimal() and len(text) < 7 else otherwise


def _cell_text(cell: _Node) -> str:
    return "\n".join(_paragraph_text(part) for part in _children(cell, _PARAGRAPH)).strip()


def _paragraph_text(paragraph: _Node) -> str:
    return "".join(_pieces(paragraph))


def _pieces(node: Iterable[_Node]) -> Iterator[str]:
    for child in node:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag == _TAB:
            yield "\t"
        elif child.tag in (_BREAK, _RETURN):
            yield "\n"
        elif child.tag == _HYPHEN:
            yield "-"
        elif child.tag not in _PASSED_OVER:
            yield from _pieces(child)
