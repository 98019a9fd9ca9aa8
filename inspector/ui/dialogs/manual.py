"""The manual in a window of its own: its pages on the left, the page of the present screen open."""

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QListView,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from inspector import paths
from inspector.i18n import gettext
from inspector.i18n.gettext import _
from inspector.ui.dialogs.form import fit_to_screen
from inspector.ui.models.table import Column, TableModel
from inspector.ui.theme import GAP, Theme

PAGES: Final = (
    "start",
    "overview",
    "scoring",
    "checklists",
    "rectification",
    "analysis",
    "documents",
    "papers",
    "returns",
    "merging",
    "preferences",
    "keys",
)
"""The manual's pages in order; the first is where nothing says otherwise."""
_ENDING: Final = ".md"
_WIDTH, _HEIGHT = 1080, 760
_SCROLL_BAR: Final = 24


def page_file(page: str) -> Path:
    """Return the file of a page in the language in use; the Chinese one where there is no other."""
    folder = paths.manual()
    if gettext.current() == gettext.ENGLISH:
        english = folder / "en" / f"{page}{_ENDING}"
        if english.is_file():
            return english
    return folder / f"{page}{_ENDING}"


def title_of(file: Path) -> str:
    """Return a page's title: its first line, without the mark of a heading."""
    with file.open(encoding="utf-8") as lines:
        return next(lines, "").lstrip("# ").strip()


class ManualWindow(QDialog):
    """Stands beside the window and may stay open while one works."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("manual")
        self.setWindowTitle(_("Manual"))
        fit_to_screen(self, _WIDTH, _HEIGHT)
        self._files = [file for file in map(page_file, PAGES) if file.is_file()]
        self._model = TableModel[Path]((Column("", title_of),), self)
        self._model.replace(self._files)
        self._list = QListView()
        self._list.setAccessibleName(_("Pages of the manual"))
        self._list.setModel(self._model)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.setSpacing(2)
        self._list.selectionModel().currentChanged.connect(self._show_chosen)
        self._pages = _Pages(theme)
        self._pages.setAccessibleName(_("Page of the manual"))
        self._pages.sourceChanged.connect(self._mark)
        splitter = QSplitter()
        splitter.addWidget(self._list)
        splitter.addWidget(self._pages)
        splitter.setSizes([200, _WIDTH - 200])
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.addWidget(splitter)
        theme.changed.connect(self._pages.reload)

    def open_at(self, page: str) -> None:
        """Show a page and come to the front."""
        file = page_file(page)
        self._pages.setSource(QUrl.fromLocalFile(str(file if file in self._files else self._first)))
        self.show()
        self.raise_()
        self.activateWindow()

    @property
    def page(self) -> str:
        """The key of the page that is shown."""
        return Path(self._pages.source().toLocalFile()).stem

    @property
    def text(self) -> str:
        """What the page says."""
        return self._pages.toPlainText()

    @property
    def _first(self) -> Path:
        return self._files[0] if self._files else page_file(PAGES[0])

    def _show_chosen(self, chosen: QModelIndex, _before: QModelIndex) -> None:
        file = str(self._model.value(chosen.row()))
        if self._pages.source().toLocalFile() != file:
            self._pages.setSource(QUrl.fromLocalFile(file))

    def _mark(self, url: QUrl) -> None:
        file = Path(url.toLocalFile())
        if file in self._files:
            self._list.setCurrentIndex(self._model.index(self._files.index(file), 0))


class _Pages(QTextBrowser):
    """Markdown pages; pictures fit the width, and are the dark ones on dark ground."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setOpenLinks(True)
        self.setOpenExternalLinks(False)
        self.document().setDocumentMargin(2 * GAP)
        self.anchorClicked.connect(self._follow_outside)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802
        """Hand over a picture in the width there is."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        file = Path(self.source().resolved(QUrl(name)).toLocalFile())
        dark = file.parent / "dark" / file.name
        image = QImage(str(dark if self._theme.is_dark and dark.is_file() else file))
        if image.isNull():
            return super().loadResource(kind, name)
        ratio = self.devicePixelRatioF()
        room = int((self.viewport().width() - 4 * GAP - _SCROLL_BAR) * ratio)
        if image.width() > room > 0:
            image = image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(ratio)
        return image

    @staticmethod
    def _follow_outside(url: QUrl) -> None:
        if url.scheme() in {"http", "https"}:
            QDesktopServices.openUrl(url)
