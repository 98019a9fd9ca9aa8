"""Paints one row of a unit's sheet straight from its line: state, number, text, evidence, mark."""

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from inspector.domain.answer import Conclusion
from inspector.domain.marks import plain_mark
from inspector.services.score_lines import ItemLine, SectionLine
from inspector.ui.delegates.line_words import mark_text, mark_texts, points_text, subtotal_text
from inspector.ui.models.item_tree import ItemTreeModel
from inspector.ui.theme import GAP, Theme

_SIGN: Final = 16
_INDENT: Final = 14
_BAR: Final = 3
_MOST_KEPT: Final = 4_000
_STATES: Final[dict[Conclusion, tuple[str, str]]] = {
    Conclusion.OPEN: ("mdi6.circle-outline", "muted"),
    Conclusion.MET: ("mdi6.check-circle", "good"),
    Conclusion.PARTLY_MET: ("mdi6.circle-half-full", "warning"),
    Conclusion.NOT_MET: ("mdi6.close-circle", "bad"),
    Conclusion.DID_NOT_OCCUR: ("mdi6.minus-circle-outline", "off"),
    Conclusion.NOT_APPLICABLE: ("mdi6.cancel", "off"),
    Conclusion.ONGOING: ("mdi6.autorenew", "good"),
}
"""The sign of each conclusion, with the role of its colour; its word stands in the tooltip."""
_UNEXPLAINED: Final = ("mdi6.alert-circle-outline", "warning")
_EVIDENCE: Final = ("mdi6.paperclip", "muted")
_UNSUPPORTED: Final = ("mdi6.paperclip-off", "warning")
_OPENED: Final = ("mdi6.chevron-down", "muted")
_FOLDED: Final = ("mdi6.chevron-right", "muted")


class ItemLineDelegate(QStyledItemDelegate):
    """One delegate for all rows; fonts, signs and shortened texts are made once and kept."""

    def __init__(self, model: ItemTreeModel, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._theme = model, theme
        self.shows_subtotals = True
        self._signs: dict[tuple[str, str, float], QPixmap] = {}
        self._short: dict[tuple[str, int, bool], str] = {}
        self._is_ready = False
        theme.changed.connect(self._forget)

    def row_height(self, font: QFont) -> int:
        """Return the height of every row."""
        return QFontMetrics(font).height() + GAP + 2

    def subtotal_rect(self, row: QRect) -> QRect:
        """Return where a section's subtotal stands in its row, for who points at it."""
        width = self._width_of_mark if self._is_ready else 0
        return QRect(row.right() - GAP - 2 * width, row.top(), 2 * width + GAP, row.height())

    def fold_rect(self, row: QRect, depth: int) -> QRect:
        """Return where a section's folding sign stands."""
        return QRect(row.left(), row.top(), _BAR + GAP + depth * _INDENT + _SIGN, row.height())

    # Painting ------------------------------------------------------------------------------------

    def paint(
        self,
        painter: QPainter,
        option: Any,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row without asking the model for any role.

        `option` is a QStyleOptionViewItem, whose members the stubs of PySide6 leave out.
        """
        if not self._is_ready:
            self._prepare(option)
        row, rect = index.row(), option.rect
        line = self._model.line(row)
        is_section = isinstance(line, SectionLine)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour("selection"))
            if option.state & QStyle.StateFlag.State_HasFocus:
                bar = QRect(rect.left(), rect.top(), _BAR, rect.height())
                painter.fillRect(bar, self._theme.colour("accent"))
        elif is_section:
            painter.fillRect(rect, self._theme.colour("window"))
        left = rect.left() + _BAR + GAP // 2 + self._model.depth(row) * _INDENT
        if isinstance(line, SectionLine):
            self._paint_section(painter, rect, left, line)
        else:
            self._paint_item(painter, rect, left, line)

    def _paint_section(self, painter: QPainter, rect: QRect, left: int, line: SectionLine) -> None:
        sign = _FOLDED if self._model.is_folded(line.index) else _OPENED
        self._draw_sign(painter, rect, left, sign)
        left += _SIGN + GAP // 2
        right = rect.right() - GAP
        if self.shows_subtotals:
            text = subtotal_text(line)
            painter.setFont(self._digits)
            painter.setPen(self._theme.colour("text" if line.deducted else "muted"))
            width = self._metrics.horizontalAdvance(text)
            self._draw(painter, QRect(right - width, rect.top(), width, rect.height()), text, True)
            right -= width + GAP
        title = f"{line.number} {line.title}".strip()
        if line.points is not None:
            title += f"（{plain_mark(line.points)}）"
        painter.setFont(self._bold)
        painter.setPen(self._theme.colour("text"))
        space = QRect(left, rect.top(), right - left, rect.height())
        self._draw(painter, space, self._shortened(title, space.width(), True))

    def _paint_item(self, painter: QPainter, rect: QRect, left: int, line: ItemLine) -> None:
        unexplained = line.is_open and line.conclusion is not Conclusion.OPEN
        self._draw_sign(
            painter, rect, left, _UNEXPLAINED if unexplained else _STATES[line.conclusion]
        )
        left += _SIGN + GAP // 2 + 2
        right = rect.right() - GAP
        top, height = rect.top(), rect.height()
        is_out = line.conclusion is Conclusion.NOT_APPLICABLE
        right = self._draw_evidence(painter, rect, right, line)
        text = mark_text(line)
        if text:
            role = "bad" if line.deducted else "good" if line.earned else "muted"
            painter.setFont(self._digits)
            painter.setPen(self._theme.colour(role))
            place = QRect(right - self._width_of_mark, top, self._width_of_mark, height)
            self._draw(painter, place, text, True)
        right -= self._width_of_mark + GAP // 2
        painter.setFont(self._font)
        points = points_text(line)
        if points:
            painter.setPen(self._theme.colour("muted"))
            place = QRect(right - self._width_of_points, top, self._width_of_points, height)
            self._draw(painter, place, points, True)
        right -= self._width_of_points + GAP
        painter.setPen(self._theme.colour("off" if is_out else "text"))
        space = QRect(left, top, right - left, height)
        title = f"{line.number} {line.title}" if line.number else line.title
        self._draw(painter, space, self._shortened(title, space.width(), False))

    def _draw_evidence(self, painter: QPainter, rect: QRect, right: int, line: ItemLine) -> int:
        """Draw the paper clip with its count; return where what stands before it ends."""
        if line.evidence:
            count = str(line.evidence)
            painter.setFont(self._font)
            painter.setPen(self._theme.colour("muted"))
            width = self._width_of_count
            self._draw(painter, QRect(right - width, rect.top(), width, rect.height()), count)
        if line.evidence or line.lacks_evidence:
            sign = _UNSUPPORTED if line.lacks_evidence else _EVIDENCE
            self._draw_sign(painter, rect, right - self._width_of_count - _SIGN, sign)
        return right - self._width_of_count - _SIGN - GAP // 2

    @staticmethod
    def _draw(painter: QPainter, rect: QRect, text: str, at_right: bool = False) -> None:
        align = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(rect, flags, text)

    def _draw_sign(self, painter: QPainter, rect: QRect, left: int, sign: tuple[str, str]) -> None:
        name, role = sign
        ratio = painter.device().devicePixelRatioF()
        pixmap = self._signs.get((name, role, ratio))
        if pixmap is None:
            pixmap = self._theme.icon(name, role).pixmap(QSize(_SIGN, _SIGN), ratio)
            self._signs[name, role, ratio] = pixmap
        painter.drawPixmap(left, rect.top() + (rect.height() - _SIGN) // 2, pixmap)

    def _shortened(self, text: str, width: int, is_bold: bool) -> str:
        found = self._short.get((text, width, is_bold))
        if found is None:
            if len(self._short) > _MOST_KEPT:
                self._short.clear()
            metrics = self._bold_metrics if is_bold else self._metrics
            found = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._short[text, width, is_bold] = found
        return found

    def _prepare(self, option: Any) -> None:
        self._font = QFont(option.font)
        self._bold = QFont(option.font)
        self._bold.setBold(True)
        self._digits = self._theme.fixed_digits(option.font)
        self._metrics = QFontMetrics(self._font)
        self._bold_metrics = QFontMetrics(self._bold)
        self._width_of_mark = max(map(self._metrics.horizontalAdvance, mark_texts())) + 4
        self._width_of_points = self._metrics.horizontalAdvance("0.5 p.") + 2
        self._width_of_count = self._metrics.horizontalAdvance("00") + 2
        self._is_ready = True

    def _forget(self) -> None:
        self._signs.clear()
        self._short.clear()
        self._is_ready = False
