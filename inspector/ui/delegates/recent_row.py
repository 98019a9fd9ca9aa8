"""Paints one recent workspace: its name and day, what is unfinished in it, where it lies."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from inspector.ui.models.table import VALUE_ROLE
from inspector.ui.theme import GAP, Theme
from inspector.ui.views.recent_lines import RecentLines

Index = QModelIndex | QPersistentModelIndex


class RecentRow(QStyledItemDelegate):
    """Draws `RecentLines` as a small card of text lines.

    The options are Any because PySide's stubs leave their members out.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: Any, index: Index) -> QSize:  # noqa: N802
        """As many lines as there are to show."""
        lines = _lines_of(index)
        height = QFontMetrics(option.font).height()
        count = 2 + len(lines.unfinished)
        return QSize(200, count * height + 3 * GAP)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Paint ground and lines; what does not fit is shortened at its end or in its middle."""
        lines = _lines_of(index)
        painter.save()
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self._theme.colour("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self._theme.colour("hover"))
        painter.setPen(self._theme.colour("border"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        self._paint_lines(painter, option, lines)
        painter.restore()

    def _paint_lines(self, painter: QPainter, option: Any, lines: RecentLines) -> None:
        metrics = QFontMetrics(option.font)
        box = option.rect.adjusted(2 * GAP, GAP, -2 * GAP, -GAP)
        line = QRect(box.left(), box.top(), box.width(), metrics.height())
        painter.setFont(option.font)
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, lines.changed)
        room = line.width() - metrics.horizontalAdvance(lines.changed) - 2 * GAP
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(self._theme.colour("text"))
        name = QFontMetrics(bold).elidedText(lines.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(option.font)
        for text in lines.unfinished:
            line.translate(0, metrics.height() + GAP // 4)
            painter.setPen(self._theme.colour(lines.role))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft, shown)
        line.translate(0, metrics.height() + GAP // 4)
        painter.setPen(self._theme.colour("muted"))
        folder = metrics.elidedText(lines.folder, Qt.TextElideMode.ElideMiddle, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, folder)


def _lines_of(index: Index) -> RecentLines:
    lines = index.data(VALUE_ROLE)
    assert isinstance(lines, RecentLines)
    return lines
