"""The text of a paper: levels instead of markup, numbers in the margin, tables only by name."""

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QApplication, QTextEdit

from inspector.i18n.gettext import _
from inspector.ui.models.paper_lines import (
    Line,
    LineKind,
    Mark,
    Span,
    numbers_of,
    read_typed,
    with_level,
)
from inspector.ui.theme import Theme

_ID: Final = QTextFormat.Property.UserProperty + 1
_KIND: Final = QTextFormat.Property.UserProperty + 2
_LEVEL: Final = QTextFormat.Property.UserProperty + 3
_INDENT: Final = QTextFormat.Property.UserProperty + 4
_MARK: Final = QTextFormat.Property.UserProperty + 5
_SOFT_BREAK: Final = "\u2028"
_POINTS: Final = 11.0
"""Size of the text: a little more than the window's own, as people read on it for hours."""
_LEADING: Final = 130
"""Per cent of a line's height."""
_GUTTER: Final = 4.2
"""Width of the margin for numbers, in characters."""
_HEAVY_LEVELS: Final = 2
"""Down to this level a heading is set in strong type."""
_STOP: Final = "。"
_EDITS: Final = (
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.DeleteStartOfWord,
    QKeySequence.StandardKey.DeleteEndOfWord,
    QKeySequence.StandardKey.DeleteEndOfLine,
)


class PaperText(QTextEdit):
    """Lines of a paper. `typed` follows whatever a person does; `caret_moved` names the block."""

    typed = Signal()
    caret_moved = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("paper_text")
        self.setAccessibleName(_("Text of the paper"))
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self._theme = theme
        self._is_setting = False
        self._made: dict[str, str] = {}
        font = QFont(self.font())
        font.setPointSizeF(_POINTS)
        self.document().setDefaultFont(font)
        self.document().contentsChanged.connect(self._changed)
        self.cursorPositionChanged.connect(self._moved)
        theme.changed.connect(lambda: self.show_lines(self.lines()))

    # Lines ---------------------------------------------------------------------------------------

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; there is nothing to take back then. The caret stays near its place."""
        caret = self.caret()
        self._is_setting = True
        self._made = {line.id: line.text for line in lines if line.is_made}
        self.document().clear()
        self._set_gutter()
        cursor = QTextCursor(self.document())
        for number, line in enumerate(lines):
            if number:
                cursor.insertBlock()
            self._put(cursor, line)
        self.document().clearUndoRedoStacks()
        self._is_setting = False
        if not self.go_to_block(*caret):
            self.moveCursor(QTextCursor.MoveOperation.Start)

    def lines(self) -> tuple[Line, ...]:
        """Return the lines as they stand."""
        return tuple(map(_line, self._blocks()))

    def caret(self) -> tuple[str, float]:
        """Return the block the caret is in and how far into it, from 0 to 1."""
        cursor = self.textCursor()
        length = max(cursor.block().length() - 1, 1)
        return _id(cursor.block()), cursor.positionInBlock() / length

    def go_to_block(self, identity: str, share: float = 0.0) -> bool:
        """Put the caret into a block; False where there is none of this id."""
        for block in self._blocks():
            if identity and _id(block) == identity:
                cursor = QTextCursor(block)
                offset = round(share * (block.length() - 1))
                cursor.setPosition(block.position() + offset)
                self.setTextCursor(cursor)
                self.ensureCursorVisible()
                return True
        return False

    # Levels --------------------------------------------------------------------------------------

    def set_level(self, level: int) -> None:
        """Give the lines of the selection a level, 0 for body text."""
        cursor = self.textCursor()
        place, anchor = cursor.position(), cursor.anchor()
        cursor.beginEditBlock()
        for block in self._selected(cursor):
            line = _line(block)
            if not line.is_made:
                self._set_line(block, with_level(line, level))
        cursor.endEditBlock()
        cursor.setPosition(anchor)
        cursor.setPosition(place, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def toggle_emphasis(self) -> None:
        """Set the selected words in strong type, or in plain type again."""
        cursor = self.textCursor()
        if any(_kind(block) is not LineKind.TEXT for block in self._selected(cursor)):
            return
        is_on = _mark(cursor.charFormat()) is Mark.EMPHASIS
        mark = Mark.PLAIN if is_on else Mark.EMPHASIS
        cursor.setCharFormat(_char_format(mark, 0))
        self.setTextCursor(cursor)

    def level(self) -> int:
        """Return the level of the line that the caret is in."""
        return _level(self.textCursor().block())

    # Keys ----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Type, but never into what the data made."""
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_soft = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if is_return and not is_soft and not self.isReadOnly():
            self._begin_line()
            return
        if self._is_back_from_level(event):
            self.set_level(0)
            return
        if self._would_touch_made(event):
            QApplication.beep()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        """Compose, but never into what the data made."""
        is_closed = self.isReadOnly() or self._is_in_made()
        if is_closed and (event.commitString() or event.preeditString()):
            event.ignore()
            return
        super().inputMethodEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802
        """Take words only."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Paste words; several lines become paragraphs, their numbers levels."""
        if self._is_in_made():
            return
        parts = [part for part in source.text().replace("\r", "").split("\n") if part.strip()]
        cursor = self.textCursor()
        if len(parts) < 2:
            cursor.insertText("".join(parts))
            return
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        for number, part in enumerate(parts):
            if number or not cursor.atBlockStart():
                cursor.insertBlock(_block_format(Line()))
            self._put(cursor, read_typed(part))
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def _begin_line(self) -> None:
        """Begin a paragraph: body text after a heading or a table, else one of the same level."""
        cursor = self.textCursor()
        line = _line(cursor.block())
        if cursor.hasSelection() and self._is_in_made():
            QApplication.beep()
            return
        if line.is_made:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.insertBlock(_block_format(Line()), _char_format(Mark.PLAIN, 0))
        elif not line.text and line.level:
            self.set_level(0)
            return
        else:
            is_headed = bool(line.spans) and line.spans[0].mark is Mark.HEADING
            level = 0 if is_headed else line.level
            at_end = cursor.atBlockEnd()
            cursor.insertBlock(
                _block_format(Line(level=level) if at_end else Line(level=line.level)),
                _char_format(Mark.PLAIN, level) if at_end else cursor.charFormat(),
            )
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _is_back_from_level(self, event: QKeyEvent) -> bool:
        cursor = self.textCursor()
        return (
            event.key() == Qt.Key.Key_Backspace
            and not self.isReadOnly()
            and cursor.atBlockStart()
            and not cursor.hasSelection()
            and self.level() > 0
        )

    def _would_touch_made(self, event: QKeyEvent) -> bool:
        cursor = self.textCursor()
        is_removing = event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
        is_edit = is_removing or any(event.matches(one) for one in _EDITS)
        command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
        is_typing = event.text().isprintable() and bool(event.text())
        if not is_edit and not (is_typing and not event.modifiers() & command):
            return False
        if self._is_in_made():
            return True
        if cursor.hasSelection() or not is_removing:
            return False
        forward = event.key() == Qt.Key.Key_Delete
        if not (cursor.atBlockEnd() if forward else cursor.atBlockStart()):
            return False
        block = cursor.block()
        neighbour = block.next() if forward else block.previous()
        return neighbour.isValid() and _kind(neighbour) is not LineKind.TEXT

    def _is_in_made(self) -> bool:
        """Whether the caret or the selection is in what the data made."""
        blocks = self._selected(self.textCursor())
        return any(_kind(block) is not LineKind.TEXT for block in blocks)

    # Drawing -------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the text, and in the margin the numbers that stand before it."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(self._theme.colour("text"))
        blocks = list(self._blocks())
        numbers = numbers_of((_kind(block), _level(block)) for block in blocks)
        layout = self.document().documentLayout()
        top = QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        for block, number in zip(blocks, numbers, strict=True):
            if not number or not block.layout().lineCount():
                continue
            box = layout.blockBoundingRect(block).translated(top)
            if box.bottom() < 0 or box.top() > self.viewport().height():
                continue
            line = block.layout().lineAt(0)
            place = QRectF(top.x(), box.top() + line.y(), self._gutter(), line.height())
            painter.setFont(_number_font(self.document().defaultFont(), _level(block)))
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, number + " ")
        painter.end()

    def _gutter(self) -> float:
        metrics = QFontMetricsF(self.document().defaultFont())
        return metrics.horizontalAdvance("一") * _GUTTER

    def _set_gutter(self) -> None:
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        form.setLeftMargin(self._gutter())
        frame.setFrameFormat(form)

    # Parts ---------------------------------------------------------------------------------------

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _selected(self, cursor: QTextCursor) -> list[QTextBlock]:
        block = self.document().findBlock(cursor.selectionStart())
        last = self.document().findBlock(cursor.selectionEnd())
        found = [block]
        while block != last:
            block = block.next()
            found.append(block)
        return found

    def _put(self, cursor: QTextCursor, line: Line) -> None:
        cursor.setBlockFormat(_block_format(line))
        for span in line.spans:
            form = _char_format(span.mark, line.level)
            if line.is_made:
                form.setForeground(QBrush(self._theme.colour("muted")))
            cursor.insertText(span.text.replace("\n", _SOFT_BREAK), form)

    def _set_line(self, block: QTextBlock, line: Line) -> None:
        """Give a line another level and marks; its words stay where they are."""
        cursor = QTextCursor(block)
        cursor.setBlockFormat(_block_format(line))
        for span in line.spans:
            end = cursor.position() + len(span.text)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(_char_format(span.mark, line.level))
            cursor.setPosition(end)

    def _changed(self) -> None:
        if self._is_setting:
            return
        made = {_id(b): b.text() for b in self._blocks() if _kind(b) is not LineKind.TEXT}
        if made != self._made:
            # Words that came some other way, by the menu say, must not stay in a table's name.
            QTimer.singleShot(0, self, self.undo)
            return
        self.typed.emit()

    def _moved(self) -> None:
        if self._is_setting:
            return
        cursor = self.textCursor()
        if not cursor.hasSelection() and _ends_heading(cursor):
            self.setCurrentCharFormat(_char_format(Mark.PLAIN, 0))
        self.caret_moved.emit(_id(cursor.block()))


def _ends_heading(cursor: QTextCursor) -> bool:
    """Whether what is typed here follows the full stop of a heading and is text, not heading."""
    text, at = cursor.block().text(), cursor.positionInBlock()
    is_heading = _mark(cursor.charFormat()) is Mark.HEADING
    return is_heading and at > 0 and text[at - 1] == _STOP


def _line(block: QTextBlock) -> Line:
    spans = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        spans.append(Span(fragment.text().replace(_SOFT_BREAK, "\n"), _mark(fragment.charFormat())))
        iterator += 1
    form = block.blockFormat()
    return Line(
        id=_id(block),
        kind=_kind(block),
        level=_level(block),
        spans=tuple(spans),
        indent=not form.hasProperty(_INDENT) or form.boolProperty(_INDENT),
    )


def _id(block: QTextBlock) -> str:
    return str(block.blockFormat().property(_ID) or "")


def _kind(block: QTextBlock) -> LineKind:
    return LineKind(block.blockFormat().property(_KIND) or LineKind.TEXT.value)


def _level(block: QTextBlock) -> int:
    return block.blockFormat().intProperty(_LEVEL)


def _mark(form: QTextCharFormat) -> Mark:
    return Mark(form.property(_MARK) or Mark.PLAIN.value)


def _block_format(line: Line) -> QTextBlockFormat:
    form = QTextBlockFormat()
    form.setProperty(_ID, line.id)
    form.setProperty(_KIND, line.kind.value)
    form.setProperty(_LEVEL, line.level)
    form.setProperty(_INDENT, line.indent)
    form.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if line.kind is LineKind.TEXT and not line.level and line.indent:
        form.setTextIndent(2 * _POINTS * 96 / 72)
    return form


def _char_format(mark: Mark, level: int) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setProperty(_MARK, mark.value)
    is_heavy = mark is Mark.EMPHASIS or (mark is Mark.HEADING and 0 < level <= _HEAVY_LEVELS)
    form.setFontWeight(QFont.Weight.DemiBold if is_heavy else QFont.Weight.Normal)
    return form


def _number_font(font: QFont, level: int) -> QFont:
    font = QFont(font)
    font.setWeight(QFont.Weight.DemiBold if level <= _HEAVY_LEVELS else QFont.Weight.Normal)
    return font
