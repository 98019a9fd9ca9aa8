"""The text of a paper: levels instead of markup, numbers in the margin, tables only by name."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QBrush,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QTextEdit

from inspector.i18n.gettext import _
from inspector.ui.models.paper_lines import (
    Line,
    LineKind,
    Mark,
    read_typed,
    with_level,
)
from inspector.ui.theme import Theme
from inspector.ui.views.paper_formats import (
    POINTS,
    SOFT_BREAK,
    block_format,
    blocks_in,
    char_format,
    draw_numbers,
    ends_heading,
    gutter,
    id_of,
    is_edit,
    kind_of,
    level_of,
    line_of,
    mark_of,
    nothing_to_take_back,
)
from inspector.ui.views.paper_selection import (
    blocks_of,
    covers_made,
    without_end_mark,
    would_touch_made,
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
        font.setPointSizeF(POINTS)
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
        return tuple(map(line_of, blocks_in(self.document())))

    def caret(self) -> tuple[str, float]:
        """Return the block the caret is in and how far into it, from 0 to 1."""
        cursor = self.textCursor()
        length = max(cursor.block().length() - 1, 1)
        return id_of(cursor.block()), cursor.positionInBlock() / length

    def go_to_block(self, identity: str, share: float = 0.0) -> bool:
        """Put the caret into a block; False where there is none of this id."""
        for block in blocks_in(self.document()):
            if identity and id_of(block) == identity:
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
        for block in blocks_of(cursor):
            line = line_of(block)
            if not line.is_made:
                self._set_line(block, with_level(line, level))
        cursor.endEditBlock()
        cursor.setPosition(anchor)
        cursor.setPosition(place, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def toggle_emphasis(self) -> None:
        """Set the selected words in strong type, or in plain type again."""
        cursor = self.textCursor()
        if any(kind_of(block) is not LineKind.TEXT for block in blocks_of(cursor)):
            return
        is_on = mark_of(cursor.charFormat()) is Mark.EMPHASIS
        mark = Mark.PLAIN if is_on else Mark.EMPHASIS
        cursor.setCharFormat(char_format(mark, 0))
        self.setTextCursor(cursor)

    def level(self) -> int:
        """Return the level of the line that the caret is in."""
        return level_of(self.textCursor().block())

    # Keys ----------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where no typing is left to take back."""
        if isinstance(event, QKeyEvent) and nothing_to_take_back(event, self.document()):
            event.ignore()
            return True
        return super().event(event)

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
        if is_edit(event) and would_touch_made(self.textCursor(), event):
            QApplication.beep()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        """Compose, but never into what the data made."""
        is_closed = self.isReadOnly() or covers_made(self.textCursor())
        if is_closed and (event.commitString() or event.preeditString()):
            event.ignore()
            return
        super().inputMethodEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Select by the mouse; a third click takes the paragraph without the mark at its end."""
        super().mousePressEvent(event)
        trimmed = without_end_mark(self.textCursor())
        if trimmed is not None and not event.modifiers():
            self.setTextCursor(trimmed)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802
        """Take words only."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Paste words; several lines become paragraphs, their numbers levels."""
        if covers_made(self.textCursor()):
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
                cursor.insertBlock(block_format(Line()))
            self._put(cursor, read_typed(part))
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def _begin_line(self) -> None:
        """Begin a paragraph: body text after a heading or a table, else one of the same level."""
        cursor = self.textCursor()
        line = line_of(cursor.block())
        if cursor.hasSelection() and covers_made(self.textCursor()):
            QApplication.beep()
            return
        if line.is_made:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.insertBlock(block_format(Line()), char_format(Mark.PLAIN, 0))
        elif not line.text and line.level:
            self.set_level(0)
            return
        else:
            is_headed = bool(line.spans) and line.spans[0].mark is Mark.HEADING
            level = 0 if is_headed else line.level
            at_end = cursor.atBlockEnd()
            cursor.insertBlock(
                block_format(Line(level=level) if at_end else Line(level=line.level)),
                char_format(Mark.PLAIN, level) if at_end else cursor.charFormat(),
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

    # Drawing -------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the text, and in the margin the numbers that stand before it."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(self._theme.colour("text"))
        draw_numbers(self, painter)
        painter.end()

    def _set_gutter(self) -> None:
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        form.setLeftMargin(gutter(self.document()))
        frame.setFrameFormat(form)

    # Parts ---------------------------------------------------------------------------------------

    def _put(self, cursor: QTextCursor, line: Line) -> None:
        cursor.setBlockFormat(block_format(line))
        for span in line.spans:
            form = char_format(span.mark, line.level)
            if line.is_made:
                form.setForeground(QBrush(self._theme.colour("muted")))
            cursor.insertText(span.text.replace("\n", SOFT_BREAK), form)

    def _set_line(self, block: QTextBlock, line: Line) -> None:
        """Give a line another level and marks; its words stay where they are."""
        cursor = QTextCursor(block)
        cursor.setBlockFormat(block_format(line))
        for span in line.spans:
            end = cursor.position() + len(span.text)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(char_format(span.mark, line.level))
            cursor.setPosition(end)

    def _changed(self) -> None:
        if self._is_setting:
            return
        made = {
            id_of(b): b.text()
            for b in blocks_in(self.document())
            if kind_of(b) is not LineKind.TEXT
        }
        if made != self._made:
            # Words that came some other way, by the menu say, must not stay in a table's name.
            QTimer.singleShot(0, self, self.undo)
            return
        self.typed.emit()

    def _moved(self) -> None:
        if self._is_setting:
            return
        cursor = self.textCursor()
        if not cursor.hasSelection() and ends_heading(cursor):
            self.setCurrentCharFormat(char_format(Mark.PLAIN, 0))
        self.caret_moved.emit(id_of(cursor.block()))
