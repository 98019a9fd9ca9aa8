"""Charts as they stand in papers: pictures of one drawing, one under another, on white paper."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from inspector.i18n.gettext import _
from inspector.ui.theme import GAP

_SCREEN_DPI = 96
_LEAST_WIDTH = 642
"""A picture at 100 %, and what scrolls it."""


class ChartView(QScrollArea):
    """Shows pictures of charts at the size of paper."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("charts")
        self.setAccessibleName(_("Charts"))
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(_LEAST_WIDTH)
        self._pictures: tuple[bytes, ...] = ()
        self.show_pictures(())

    @property
    def dpi(self) -> int:
        """How fine pictures are to be for this screen."""
        return round(_SCREEN_DPI * self.devicePixelRatioF())

    @property
    def is_empty(self) -> bool:
        """Whether there is no picture."""
        return not self._pictures

    def show_pictures(self, pictures: tuple[bytes, ...]) -> None:
        """Show pictures (PNG) one under another."""
        self._pictures = pictures
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for data in pictures:
            label = QLabel()
            label.setProperty("kind", "paper")
            label.setAccessibleName(_("Chart; its figures stand in the table"))
            picture = QPixmap()
            picture.loadFromData(data)
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            label.setPixmap(picture)
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        column.addStretch(1)
        self.setWidget(page)


def one_image(pictures: tuple[bytes, ...]) -> QImage:
    """Return pictures of one width as one image, one under another."""
    images = [QImage.fromData(data) for data in pictures]
    width = max(image.width() for image in images)
    whole = QImage(width, sum(image.height() for image in images), QImage.Format.Format_RGB32)
    whole.fill(Qt.GlobalColor.white)
    painter = QPainter(whole)
    top = 0
    for image in images:
        painter.drawImage(0, top, image)
        top += image.height()
    painter.end()
    return whole
