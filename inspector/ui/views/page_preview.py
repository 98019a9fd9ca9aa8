"""The pages of a paper as they will be printed; a click finds the text."""

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea

from inspector.i18n.gettext import _
from inspector.report.preview import BlockPlace, PagePicture, Preview
from inspector.ui.theme import GAP, Theme

_POINTS_PER_INCH: Final = 72
_A4: Final = 595.0
"""Points across an upright page, until one is known."""
_STEP: Final = 12
"""Densities are whole steps, so that a page is not painted again for each pixel of the splitter."""
_LEAST_DPI: Final = 48
_MOST_DPI: Final = 240
_MOST_UNPACKED: Final = 4
"""Pictures held ready to be drawn: as many as can be in sight."""
_ROWS: Final = 21.5
"""Points from line to line of an official paper; enough to tell which line was clicked."""


class PagePreview(QAbstractScrollArea):
    """Shows pages under one another, as wide as the view.

    `clicked` gives the block under a click and how far into it the click was, from 0 to 1;
    `resized` asks for pages in another density.
    """

    clicked = Signal(str, float)
    resized = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page_preview")
        self.setAccessibleName(_("Finished pages"))
        self.setAccessibleDescription(_("A click on a paragraph goes to its text."))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # A click goes on to the text.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = theme
        self._pages: tuple[PagePicture, ...] = ()
        self._places: tuple[BlockPlace, ...] = ()
        self._images: dict[str, bytes] = {}
        self._keys: list[str] = []
        """Of each page, the picture that is shown: its own, or an older one until that comes."""
        self._pictures: dict[str, QImage] = {}
        """The few that were drawn last; all others stay packed."""
        self._marked = ""
        theme.changed.connect(self.viewport().update)

    # What is shown -------------------------------------------------------------------------------

    @property
    def dpi(self) -> int:
        """The density in which a page fills the view."""
        narrow = min((page.width for page in self._pages), default=_A4)
        pixels = (self.viewport().width() - 2 * GAP) * self.devicePixelRatioF()
        steps = round(pixels / narrow * _POINTS_PER_INCH / _STEP)
        return max(_LEAST_DPI, min(steps * _STEP, _MOST_DPI))

    @property
    def known(self) -> frozenset[str]:
        """Keys of the pages whose pictures are held."""
        return frozenset(self._images)

    @property
    def count(self) -> int:
        """How many pages are shown."""
        return len(self._pages)

    @property
    def shown_page(self) -> int:
        """The page in the middle of the view, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        tops = self._tops()
        return max((number for number, top in enumerate(tops) if top <= middle), default=0)

    def show_preview(self, preview: Preview) -> None:
        """Show new pages; where a picture is still to come, the old one stays meanwhile.

        Without annexes the pages behind the body stay as they were.
        """
        for page in preview.pages:
            if page.image is not None:
                self._images[page.key] = page.image
        before = self._keys
        pages, places = preview.pages, preview.places
        if not preview.is_whole:
            count = len(pages)
            pages += self._pages[count:]
            places += tuple(place for place in self._places if place.page >= count)
        self._pages, self._places = pages, places
        older = [*before, *([""] * len(pages))]
        self._keys = [
            page.key if page.key in self._images else older[number]
            for number, page in enumerate(pages)
        ]
        if preview.is_whole:
            kept = {key: one for key, one in self._images.items() if key in self._keys}
            self._images = kept
        self._measure()
        self.viewport().update()

    def clear(self) -> None:
        """Show nothing."""
        self._pages, self._places, self._keys = (), (), []
        self._images.clear()
        self._pictures.clear()
        self._marked = ""
        self._measure()
        self.viewport().update()

    def mark(self, block: str) -> None:
        """Mark a block on its page, and bring it into view if it is out of sight."""
        if block == self._marked:
            return
        self._marked = block
        place = next((place for place in self._places if place.block == block), None)
        if place is not None and self.isVisible():
            box = self._box(place)
            bar = self.verticalScrollBar()
            if box.bottom() < 0 or box.top() > self.viewport().height():
                bar.setValue(int(bar.value() + box.top() - self.viewport().height() / 3))
        self.viewport().update()

    def point_of(self, block: str) -> QPoint | None:
        """Return a point of the view within a block, None where none is in sight."""
        for place in self._places:
            box = self._box(place)
            if place.block == block and self.viewport().rect().intersects(box.toRect()):
                return box.intersected(QRectF(self.viewport().rect())).center().toPoint()
        return None

    # Drawing -------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the pages that are in sight."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), self._theme.colour("window"))
        for number, top in enumerate(self._tops()):
            sheet = self._sheet(number, top)
            if not sheet.intersects(QRectF(event.rect())):
                continue
            painter.fillRect(sheet, Qt.GlobalColor.white)
            picture = self._picture(number)
            if picture is not None:
                painter.drawImage(sheet, picture, QRectF(picture.rect()))
            painter.setPen(self._theme.colour("border"))
            painter.drawRect(sheet)
        painter.setPen(self._theme.colour("accent"))
        for place in self._places:
            if place.block == self._marked and self._marked:
                box = self._box(place).adjusted(-3, -1, 3, 1)
                painter.drawLine(box.topLeft(), box.bottomLeft())
                painter.drawLine(box.topLeft() + QPointF(1, 0), box.bottomLeft() + QPointF(1, 0))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the same lines in sight."""
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._measure()
        bar.setValue(round(share * bar.maximum()))
        super().resizeEvent(event)
        self.resized.emit()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return room for a page that can be read."""
        return QSize(420, 600)

    # Mouse and keys ------------------------------------------------------------------------------

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Tell which block was clicked, and how far into it."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        point = event.position()
        hit = next((place for place in self._places if self._box(place).contains(point)), None)
        if hit is not None:
            self.clicked.emit(hit.block, self._share(hit, point))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Turn pages by the keys for it, one page each."""
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        tops = self._tops()
        if step is None or not tops:
            super().keyPressEvent(event)
            return
        number = min(max(self.shown_page + step, 0), len(tops) - 1)
        self.verticalScrollBar().setValue(int(tops[number]) - GAP)

    # Places --------------------------------------------------------------------------------------

    def _share(self, place: BlockPlace, point: QPointF) -> float:
        """Return how far into its block a point is, counting full lines over all its pages."""
        scale = self._scale(place.page)
        parts = [one for one in self._places if one.block == place.block]
        total = sum(one.height for one in parts)
        before = sum(one.height for one in parts[: parts.index(place)])
        box = self._box(place)
        row = (point.y() - box.top()) / scale // _ROWS * _ROWS
        across = (point.x() - box.left()) / max(box.width(), 1)
        return min(max((before + row + across * _ROWS) / max(total, 1.0), 0.0), 1.0)

    def _scale(self, number: int) -> float:
        """Return pixels a point; each page, upright or not, is as wide as the view."""
        return (self.viewport().width() - 2 * GAP) / self._pages[number].width

    def _tops(self) -> list[float]:
        """Return the upper edge of each page, in pixels from the top of the first."""
        tops, top = [], float(GAP)
        for number, page in enumerate(self._pages):
            tops.append(top)
            top += page.height * self._scale(number) + GAP
        return tops

    def _sheet(self, number: int, top: float) -> QRectF:
        page, scale = self._pages[number], self._scale(number)
        y = top - self.verticalScrollBar().value()
        return QRectF(GAP, y, page.width * scale, page.height * scale)

    def _box(self, place: BlockPlace) -> QRectF:
        sheet = self._sheet(place.page, self._tops()[place.page])
        scale = self._scale(place.page)
        return QRectF(
            sheet.left() + place.x * scale,
            sheet.top() + place.y * scale,
            place.width * scale,
            place.height * scale,
        )

    def _picture(self, number: int) -> QImage | None:
        key = self._keys[number]
        packed = self._images.get(key)
        if packed is None:
            return None
        picture = self._pictures.pop(key, None) or QImage.fromData(packed)
        self._pictures[key] = picture
        for stale in list(self._pictures)[:-_MOST_UNPACKED]:
            del self._pictures[stale]
        return picture

    def _measure(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        tops = self._tops()
        last = len(tops) - 1
        bottom = tops[last] + self._pages[last].height * self._scale(last) + GAP if tops else 0.0
        bar.setRange(0, max(0, int(bottom - height)))
        bar.setPageStep(height)
        bar.setSingleStep(3 * GAP)
