"""Printing through the system's dialog: the finished pages, painted from pictures."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from inspector.domain.errors import refused
from inspector.i18n.gettext import _
from inspector.report.document import Document
from inspector.ui.workers import Workers

_POINTS_PER_INCH: Final = 72
_MOST_DPI: Final = 300
"""Finer than this no eye sees on paper, and a page would be tens of megabytes."""


class PaperPrinting(QObject):
    """Asks how to print a paper, has its pages painted beside the window, and prints them."""

    def __init__(self, parent: QWidget, workers: Workers, told: Callable[[str], None]) -> None:
        super().__init__(parent)
        self._window, self._workers, self._told = parent, workers, told
        self._printer: QPrinter | None = None

    def ask(self, paper: Document, count: int) -> QPrintDialog:
        """Open the system's dialog for a paper of so many pages."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(paper.head.title)
        printer.setFullPage(True)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))  # until the pages are known
        dialog = QPrintDialog(printer, self._window)
        dialog.setObjectName("print_paper")
        dialog.setWindowTitle(_("Print"))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
        dialog.setMinMax(1, max(count, 1))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._make(paper, printer))
        QDialog.open(dialog)
        return dialog

    def _make(self, paper: Document, printer: QPrinter) -> None:
        self._printer = printer
        arguments: dict[str, Any] = {
            "document": paper,
            "dpi": min(printer.resolution(), _MOST_DPI),
            "first": max(printer.fromPage(), 1),
            "last": printer.toPage() or None,
        }
        done = partial(self._print, arguments["dpi"])
        self._workers.run("documents.pages", arguments, done, self)

    def _print(self, dpi: int, pages: Sequence[bytes]) -> None:
        printer, self._printer = self._printer, None
        if printer is None or not pages:
            return
        is_backwards = printer.pageOrder() is QPrinter.PageOrder.LastPageFirst
        ordered = pages[::-1] if is_backwards else pages
        printer.setFromTo(0, 0)
        painter = QPainter()
        for number, page in enumerate(ordered):
            image = QImage.fromData(page)  # one at a time: each takes 35 MB at 300 dpi
            _lay(printer, image, dpi)
            begun = printer.newPage() if number else painter.begin(printer)
            if not begun:
                raise refused("drafts.not_printed", printer=printer.printerName() or "PDF")
            sheet = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
            painter.drawImage(sheet, image, QRectF(image.rect()))
        painter.end()
        self._told(_("Sent {count} pages to the printer.").format(count=len(ordered)))


def _lay(printer: QPrinter, image: QImage, dpi: int) -> None:
    """Take a sheet of the page's size, turned as it is; its margins are in the picture."""
    points = sorted(side * _POINTS_PER_INCH / dpi for side in (image.width(), image.height()))
    match = QPageSize.SizeMatchPolicy.FuzzyMatch
    printer.setPageSize(QPageSize(QSizeF(*points), QPageSize.Unit.Point, "", match))
    is_wide = image.width() > image.height()
    wanted = QPageLayout.Orientation
    printer.setPageOrientation(wanted.Landscape if is_wide else wanted.Portrait)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
