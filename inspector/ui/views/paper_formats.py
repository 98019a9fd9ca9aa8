"""How a line of a paper stands in Qt's text: its formats, and what they say back."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit

from inspector.ui.models.paper_lines import Line, LineKind, Mark, Span, numbers_of

_ID: Final = QTextFormat.Property.UserProperty + 1
_KIND: Final = QTextFormat.Property.UserProperty + 2
_LEVEL: Final = QTextFormat.Property.UserProperty + 3
_INDENT: Final = QTextFormat.Property.UserProperty + 4
_MARK: Final = QTextFormat.Property.UserProperty + 5
SOFT_BREAK: Final = "\u2028"
POINTS: Final = 11.0
"""Size of the text: a little more than the window's own, as people read on it for hours."""
_LEADING: Final = 130
"""Per cent of a line's height."""
_GUTTER: Final = 4.2
"""Width of the margin for numbers, in characters."""
_HEAVY_LEVELS: Final = 2
"""Down to this level a heading is set in strong type."""
_STOP: Final = "。"
_REMOVING: Final = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_EDITS: Final = (
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.DeleteStartOfWord,
    QKeySequence.StandardKey.DeleteEndOfWord,
    QKeySequence.StandardKey.DeleteEndOfLine,
)


def blocks_in(document: QTextDocument) -> Iterator[QTextBlock]:
    """Yield the lines of a text."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def gutter(document: QTextDocument) -> float:
    """Return how wide the margin for numbers is."""
    return QFontMetricsF(document.defaultFont()).horizontalAdvance("一") * _GUTTER


def draw_numbers(view: QTextEdit, painter: QPainter) -> None:
    """Draw the numbers of the lines that are in sight into the margin."""
    document = view.document()
    blocks = list(blocks_in(document))
    numbers = numbers_of((kind_of(block), level_of(block)) for block in blocks)
    layout = document.documentLayout()
    top = QPointF(-view.horizontalScrollBar().value(), -view.verticalScrollBar().value())
    for block, number in zip(blocks, numbers, strict=True):
        if not number or not block.layout().lineCount():
            continue
        box = layout.blockBoundingRect(block).translated(top)
        if box.bottom() < 0 or box.top() > view.viewport().height():
            continue
        line = block.layout().lineAt(0)
        place = QRectF(top.x(), box.top() + line.y(), gutter(document), line.height())
        painter.setFont(_number_font(document.defaultFont(), level_of(block)))
        painter.drawText(place, Qt.AlignmentFlag.AlignRight, number + " ")


def is_edit(event: QKeyEvent) -> bool:
    """Whether a key changes the text."""
    if event.key() in _REMOVING or any(event.matches(one) for one in _EDITS):
        return True
    command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
    is_typing = bool(event.text()) and event.text().isprintable()
    return is_typing and not event.modifiers() & command


def nothing_to_take_back(event: QKeyEvent, document: QTextDocument) -> bool:
    """Whether a key is about to undo or redo typing where there is none left to."""
    if event.type() is not QEvent.Type.ShortcutOverride:
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return not document.isUndoAvailable()
    return event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable()


def joins_made(cursor: QTextCursor, event: QKeyEvent) -> bool:
    """Whether a key would join a line to one that the data made."""
    if cursor.hasSelection() or event.key() not in _REMOVING:
        return False
    forward = event.key() == Qt.Key.Key_Delete
    if not (cursor.atBlockEnd() if forward else cursor.atBlockStart()):
        return False
    block = cursor.block()
    neighbour = block.next() if forward else block.previous()
    return neighbour.isValid() and kind_of(neighbour) is not LineKind.TEXT


def ends_heading(cursor: QTextCursor) -> bool:
    """Whether what is typed here follows the full stop of a heading and is text, not heading."""
    text, at = cursor.block().text(), cursor.positionInBlock()
    is_heading = mark_of(cursor.charFormat()) is Mark.HEADING
    return is_heading and at > 0 and text[at - 1] == _STOP


def line_of(block: QTextBlock) -> Line:
    """Return a line as it stands."""
    spans = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        spans.append(
            Span(fragment.text().replace(SOFT_BREAK, "\n"), mark_of(fragment.charFormat()))
        )
        iterator += 1
    form = block.blockFormat()
    return Line(
        id=id_of(block),
        kind=kind_of(block),
        level=level_of(block),
        spans=tuple(spans),
        indent=not form.hasProperty(_INDENT) or form.boolProperty(_INDENT),
    )


def id_of(block: QTextBlock) -> str:
    """Return the id of the block a line stands for, "" for a new one."""
    return str(block.blockFormat().property(_ID) or "")


def kind_of(block: QTextBlock) -> LineKind:
    """Return what a line stands for."""
    return LineKind(block.blockFormat().property(_KIND) or LineKind.TEXT.value)


def level_of(block: QTextBlock) -> int:
    """Return the level of a line."""
    return block.blockFormat().intProperty(_LEVEL)


def mark_of(form: QTextCharFormat) -> Mark:
    """Return the mark that words stand under."""
    return Mark(form.property(_MARK) or Mark.PLAIN.value)


def block_format(line: Line) -> QTextBlockFormat:
    """Return the format that keeps a line's id, kind and level."""
    form = QTextBlockFormat()
    form.setProperty(_ID, line.id)
    form.setProperty(_KIND, line.kind.value)
    form.setProperty(_LEVEL, line.level)
    form.setProperty(_INDENT, line.indent)
    form.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if line.kind is LineKind.TEXT and not line.level and line.indent:
        form.setTextIndent(2 * POINTS * 96 / 72)
    return form


def char_format(mark: Mark, level: int) -> QTextCharFormat:
    """Return the format of words under a mark in a line of a level."""
    form = QTextCharFormat()
    form.setProperty(_MARK, mark.value)
    is_heavy = mark is Mark.EMPHASIS or (mark is Mark.HEADING and 0 < level <= _HEAVY_LEVELS)
    form.setFontWeight(QFont.Weight.DemiBold if is_heavy else QFont.Weight.Normal)
    return form


def _number_font(font: QFont, level: int) -> QFont:
    font = QFont(font)
    font.setWeight(QFont.Weight.DemiBold if level <= _HEAVY_LEVELS else QFont.Weight.Normal)
    return font
