"""What a selection in the text of a paper covers: its lines, what the data made, one paragraph."""

from collections.abc import Sequence

from PySide6.QtGui import QKeyEvent, QTextBlock, QTextCursor

from inspector.ui.models.paper_lines import LineKind
from inspector.ui.views.paper_formats import joins_made, kind_of


def blocks_of(cursor: QTextCursor) -> Sequence[QTextBlock]:
    """Return the lines that a selection reaches into; without one, the caret's."""
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd())
    found = [block]
    while block != last:
        block = block.next()
        found.append(block)
    return found


def covers_made(cursor: QTextCursor) -> bool:
    """Whether the caret or the selection is in what the data made."""
    return any(kind_of(block) is not LineKind.TEXT for block in blocks_of(cursor))


def would_touch_made(cursor: QTextCursor, event: QKeyEvent) -> bool:
    """Whether a key would change what the data made, or join a line to it."""
    return covers_made(cursor) or joins_made(cursor, event)


def without_end_mark(cursor: QTextCursor) -> QTextCursor | None:
    """Return a selection of one whole paragraph without the mark at its end; None for any other.

    A triple click selects that mark too, and typing would join the next paragraph to this one.
    """
    first = cursor.document().findBlock(cursor.anchor())
    is_whole = cursor.anchor() == first.position()
    if not is_whole or cursor.position() != first.next().position():
        return None
    trimmed = QTextCursor(cursor)
    trimmed.setPosition(cursor.anchor())
    trimmed.setPosition(cursor.position() - 1, QTextCursor.MoveMode.KeepAnchor)
    return trimmed
