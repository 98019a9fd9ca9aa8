"""Blacks out parts of a picture: boxes drawn by mouse, or added, moved and sized by keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.evidence import Box
from inspector.i18n.gettext import _
from inspector.report.thumbnails import Shrunk
from inspector.ui.theme import GAP, MARGIN, Theme

_SIZE: Final = QSize(900, 620)
_STEP: Final = 10
EDGE: Final = 2400
"""Pixels that a picture is shown with at most: a large screen's."""
_LEAST: Final = 4
"""Pixels of the picture; a smaller box is a slip of the mouse."""
_ARROWS: Final = {
    Qt.Key.Key_Left: QPoint(-_STEP, 0),
    Qt.Key.Key_Right: QPoint(_STEP, 0),
    Qt.Key.Key_Up: QPoint(0, -_STEP),
    Qt.Key.Key_Down: QPoint(0, _STEP),
}


@dataclass(frozen=True, slots=True)
class BlackedOut:
    """What is to be black, and why the original goes for good; it stays without a reason."""

    boxes: tuple[Box, ...]
    purge_reason: str | None


class BlackOutDialog(QDialog):
    """The picture with boxes over it; `given` gets what was decided."""

    def __init__(
        self, picture: Shrunk, given: Callable[[BlackedOut], None], theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("black_out")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Black out"))
        self.resize(_SIZE)
        self._given = given
        image = QImage.fromData(picture.content)
        self._scale = picture.width / image.width(), picture.height / image.height()
        self._canvas = Canvas(image, theme)
        self._canvas.changed.connect(self._follow)
        hint = QLabel(
            _(
                "Drag over what must not be read. Keys: Insert adds a box, arrows move it, Shift"
                " with arrows sizes it, Delete takes it away, Tab goes to the next."
            )
        )
        hint.setWordWrap(True)
        hint.setProperty("kind", "muted")
        self._purge = QCheckBox(_("Remove the original for good"))
        self._purge.setObjectName("purge_original")
        self._reason = QLineEdit()
        self._reason.setObjectName("purge_reason")
        self._reason.setAccessibleName(_("Why the original is removed"))
        self._reason.setPlaceholderText(_("Why the original is removed"))
        self._reason.setEnabled(False)
        self._purge.toggled.connect(self._reason.setEnabled)
        self._purge.toggled.connect(lambda _on: self._follow())
        self._reason.textChanged.connect(lambda _text: self._follow())
        self._lay_out(hint)
        self._follow()
        self._canvas.setFocus()

    def _lay_out(self, hint: QLabel) -> None:
        add = QPushButton(_("Add a box"))
        add.setObjectName("add_box")
        add.setAutoDefault(False)
        add.clicked.connect(self._canvas.add_box)
        self._remove = QPushButton(_("Remove the box"))
        self._remove.setObjectName("remove_box")
        self._remove.setAutoDefault(False)
        self._remove.clicked.connect(self._canvas.remove_box)
        tools = QHBoxLayout()
        tools.setSpacing(GAP)
        for widget in (add, self._remove, self._purge):
            tools.addWidget(widget)
        tools.addWidget(self._reason, 1)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._accept = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._accept.setText(_("Black out"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        buttons.accepted.connect(self._hand_over)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addWidget(hint)
        column.addWidget(self._canvas, 1)
        column.addLayout(tools)
        column.addWidget(buttons)

    def _follow(self) -> None:
        boxes = self._canvas.boxes
        lacks_reason = self._purge.isChecked() and not self._reason.text().strip()
        self._accept.setEnabled(bool(boxes) and not lacks_reason)
        self._remove.setEnabled(bool(boxes))

    def _hand_over(self) -> None:
        reason = self._reason.text().strip() if self._purge.isChecked() else None
        decided = BlackedOut(tuple(_as_box(one, self._scale) for one in self._canvas.boxes), reason)
        self.accept()
        self._given(decided)


class Canvas(QWidget):
    """A picture as large as fits, and boxes counted in its own pixels."""

    changed = Signal()

    def __init__(self, picture: QImage, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("black_out_canvas")
        self.setAccessibleName(_("Picture"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 200)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._picture, self._theme = picture, theme
        self._boxes: list[QRect] = []
        self._current = -1
        self._start: QPoint | None = None

    @property
    def boxes(self) -> Sequence[QRect]:
        """The boxes, in pixels of the picture."""
        return tuple(self._boxes)

    def add_box(self) -> None:
        """Add a box in the middle and select it."""
        size = QSize(
            max(self._picture.width() // 5, _LEAST), max(self._picture.height() // 12, _LEAST)
        )
        box = QRect(QPoint(0, 0), size)
        box.moveCenter(self._picture.rect().center())
        self._put(box)
        self.setFocus()

    def remove_box(self) -> None:
        """Take the selected box away."""
        if 0 <= self._current < len(self._boxes):
            del self._boxes[self._current]
            self._current = len(self._boxes) - 1
            self._tell()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the picture, the boxes, and a frame around the selected one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self._shown(), self._picture)
        for place, box in enumerate(self._boxes):
            shown = self._to_screen(box)
            painter.fillRect(shown, Qt.GlobalColor.black)
            if place == self._current:
                painter.setPen(QPen(self._theme.colour("accent"), 2))
                painter.drawRect(shown)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Select the box that was pressed, or begin another."""
        at = self._to_picture(event.position().toPoint())
        pressed = [place for place, box in enumerate(self._boxes) if box.contains(at)]
        if pressed:
            self._current = pressed[-1]
            self.update()
            return
        self._start = at
        self._boxes.append(QRect(at, QSize(1, 1)))
        self._current = len(self._boxes) - 1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Draw the box out."""
        if self._start is not None:
            at = self._to_picture(event.position().toPoint())
            self._boxes[self._current] = self._inside(QRect(self._start, at).normalized())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Keep the box, unless it is a slip."""
        if self._start is None:
            return
        self.mouseMoveEvent(event)
        self._start = None
        box = self._boxes[self._current]
        if box.width() < _LEAST or box.height() < _LEAST:
            self.remove_box()
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Add, move, size and remove boxes."""
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Insert:
            self.add_box()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._boxes:
            self.remove_box()
        elif key in _ARROWS and self._boxes:
            is_sizing = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._shift(_ARROWS[key], is_sizing=is_sizing)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Go through the boxes by Tab before leaving the picture."""
        after = self._current + (1 if forward else -1)
        if len(self._boxes) > 1 and 0 <= after < len(self._boxes):
            self._current = after
            self.update()
            return True
        return super().focusNextPrevChild(forward)

    def _shift(self, by: QPoint, *, is_sizing: bool) -> None:
        box = QRect(self._boxes[self._current])
        if is_sizing:
            box.setSize(
                QSize(max(box.width() + by.x(), _LEAST), max(box.height() + by.y(), _LEAST))
            )
            box = self._inside(box)
        else:
            box.translate(by)
            whole = self._picture.rect()
            box.moveLeft(min(max(box.left(), 0), whole.width() - box.width()))
            box.moveTop(min(max(box.top(), 0), whole.height() - box.height()))
        self._boxes[self._current] = box
        self._tell()

    def _put(self, box: QRect) -> None:
        self._boxes.append(self._inside(box))
        self._current = len(self._boxes) - 1
        self._tell()

    def _tell(self) -> None:
        self.update()
        self.changed.emit()

    def _inside(self, box: QRect) -> QRect:
        return box.intersected(self._picture.rect())

    def _shown(self) -> QRect:
        room = self.rect()
        size = self._picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        shown = QRect(QPoint(0, 0), size)
        shown.moveCenter(room.center())
        return shown

    def _to_picture(self, at: QPoint) -> QPoint:
        shown = self._shown()
        x = (at.x() - shown.left()) * self._picture.width() // max(shown.width(), 1)
        y = (at.y() - shown.top()) * self._picture.height() // max(shown.height(), 1)
        return QPoint(
            min(max(x, 0), self._picture.width() - 1), min(max(y, 0), self._picture.height() - 1)
        )

    def _to_screen(self, box: QRect) -> QRect:
        shown = self._shown()
        scale = shown.width() / max(self._picture.width(), 1)
        return QRect(
            shown.left() + round(box.left() * scale),
            shown.top() + round(box.top() * scale),
            round(box.width() * scale),
            round(box.height() * scale),
        )


def _as_box(shown: QRect, scale: tuple[float, float]) -> Box:
    """Return a box in the pixels of the picture itself, which covers all that it covers here."""
    across, down = scale
    left, top = floor(shown.left() * across), floor(shown.top() * down)
    right = ceil((shown.left() + shown.width()) * across)
    bottom = ceil((shown.top() + shown.height()) * down)
    return Box(left, top, right - left, bottom - top)
