"""Printing through the system's dialog: the finished pages, each printed as it comes."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from inspector.domain.errors import refused
from inspector.i18n.gettext import _
from inspector.jobs.documents import PrintJob, PrintPage
from inspector.report.document import Document
from inspector.services.files import file_name
from inspector.ui.workers import Running, Workers

_POINTS_PER_INCH: Final = 72
_MOST_DPI: Final = 300
"""Finer than this no eye sees on paper, and a page would be tens of megabytes."""


class PaperPrinting(QObject):
    """Asks how to print a paper, has its pages painted beside the window, and prints them."""

    def __init__(self, parent: QWidget, workers: Workers, told: Callable[[str], None]) -> None:
        super().__init__(parent)
        self._window, self._workers, self._told = parent, workers, told
        self._under_way: dict[Running, _Sheets] = {}
        workers.ended.connect(self._ended)

    def ask(self, paper: Document, count: int, folder: Path) -> QPrintDialog:
        """Open the system's dialog for a paper of so many pages; a file goes to the folder."""
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
        file = dialog.findChild(QLineEdit, "filename")  # Qt's own dialog; Windows asks by itself
        if file is not None:  # a name given to the printer would choose the file for good
            file.setText(str(folder / f"{file_name(paper.head.title)}.pdf"))
        QDialog.open(dialog)
        return dialog

    def _make(self, paper: Document, printer: QPrinter) -> None:
        job = PrintJob(
            dpi=min(printer.resolution(), _MOST_DPI),
            first=max(printer.fromPage(), 1),
            last=printer.toPage(),
            is_backwards=printer.pageOrder() is QPrinter.PageOrder.LastPageFirst,
            is_grey=printer.colorMode() is QPrinter.ColorMode.GrayScale,
        )
        printer.setFromTo(0, 0)  # only what is asked for is painted at all
        sheets = _Sheets(printer, job.dpi)
        arguments = {"document": paper, "job": job}
        take = partial(self._print, sheets)
        running = self._workers.run("documents.pages", arguments, _nothing, self, part=take)
        self._under_way[running] = sheets

    def _print(self, sheets: "_Sheets", page: PrintPage) -> None:
        sheets.paint(page.image)
        if page.number == page.of:
            sheets.finish()
            self._told(sheets.told(page.of))

    def _ended(self, running: Running) -> None:
        sheets = self._under_way.pop(running, None)
        if sheets is not None:
            sheets.drop()


class _Sheets:
    """The sheets of one paper on their way to the printer, one page at a time."""

    def __init__(self, printer: QPrinter, dpi: int) -> None:
        self._printer, self._dpi = printer, dpi
        self._painter = QPainter()

    def paint(self, page: bytes) -> None:
        """Print a picture of a page on a sheet of its own size.

        Raises Refused (`drafts.not_printed`) where the printer takes nothing.
        """
        printer, painter = self._printer, self._painter
        image = QImage.fromData(page)
        _lay(printer, image, self._dpi)
        if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
            raise refused("drafts.not_printed", printer=printer.printerName() or "PDF")
        sheet = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
        painter.drawImage(sheet, image, QRectF(image.rect()))

    def finish(self) -> None:
        """Let the printer begin with what it was given."""
        self._painter.end()

    def told(self, count: int) -> str:
        """Say where so many pages went: to the printer, or to which file."""
        target = self._printer.outputFileName()
        if target:
            return _("Printed {count} pages to {path}.").format(count=count, path=target)
        return _("Sent {count} pages to the printer.").format(count=count)

    def drop(self) -> None:
        """Take back what was not finished."""
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()
            if self._printer.outputFileName():
                Path(self._printer.outputFileName()).unlink(missing_ok=True)


def _lay(printer: QPrinter, image: QImage, dpi: int) -> None:
    """Take a sheet of the page's size, turned as it is; its margins are in the picture."""
    points = sorted(side * _POINTS_PER_INCH / dpi for side in (image.width(), image.height()))
    match = QPageSize.SizeMatchPolicy.FuzzyMatch
    printer.setPageSize(QPageSize(QSizeF(*points), QPageSize.Unit.Point, "", match))
    is_wide = image.width() > image.height()
    wanted = QPageLayout.Orientation
    printer.setPageOrientation(wanted.Landscape if is_wide else wanted.Portrait)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))


def _nothing(_: object) -> None:
    """Do nothing: all there is to do was done page by page."""
