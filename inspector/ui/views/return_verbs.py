"""What is done with yearly returns from their screen: begun, filled, taken in, sent out."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from inspector.i18n.gettext import _
from inspector.services import returns
from inspector.services.desk import Desk
from inspector.services.returns import FileReading
from inspector.ui.context import Context
from inspector.ui.dialogs.return_intake import ReturnIntake

if TYPE_CHECKING:
    from inspector.ui.views.yearly_returns import ReturnsScreen


class ReturnVerbs:
    """The actions of the screen, on the unit and the year that are chosen in it."""

    def __init__(self, context: Context, screen: "ReturnsScreen") -> None:
        self._context, self._screen = context, screen

    def bind(self) -> None:
        """Say what carries each action out."""
        for name, do in (
            ("import", self.choose_files),
            ("begin", self.begin),
            ("paste", self.paste),
            ("whole", self.set_whole),
            ("export", self.export),
            ("export_years", self.export_years),
        ):
            self._context.actions.bind(f"returns.{name}", do)

    # On the return of a unit ----------------------------------------------------------------------

    def begin(self) -> None:
        """Begin a blank return."""
        unit, year = self._screen.unit, self._screen.year
        if unit is not None:
            self._edit(lambda desk: returns.begin(desk, unit, year))

    def fill(self, cell: str, text: str) -> None:
        """Write what was typed into a cell."""
        unit, year = self._screen.unit, self._screen.year
        if unit is not None:
            self._edit(lambda desk: returns.set_cells(desk, unit, year, {cell: text}))

    def keep_text(self, text: str) -> None:
        """Write the text that goes with the tables."""
        unit, year = self._screen.unit, self._screen.year
        if unit is not None:
            self._edit(lambda desk: returns.set_text(desk, unit, year, text))

    def paste(self) -> None:
        """Fill cells from the current one on with what was copied from a sheet or a document."""
        unit, year, cell = self._screen.unit, self._screen.year, self._screen.current_cell
        copied = QGuiApplication.clipboard().mimeData()
        text, html = copied.text(), copied.html()
        if unit is not None and cell is not None and text:
            self._edit(lambda desk: returns.paste(desk, unit, year, cell, text, html))

    def set_whole(self) -> None:
        """Let the unit's return be that of the whole, or no longer."""
        unit = self._screen.unit
        if unit is not None:
            chosen = None if unit == self._screen.whole else unit
            self._edit(lambda desk: returns.set_whole_unit(desk, chosen))

    def _edit(self, verb: Callable[[Desk], Any]) -> None:
        self._context.session.edit(verb, self._screen)

    # Files ----------------------------------------------------------------------------------------

    def choose_files(self) -> None:
        """Ask for the units' files."""
        dialog = QFileDialog(self._screen, _("Take in returns"))
        dialog.setObjectName("return_files")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(_("Word and Excel (*.docx *.xlsx *.xls *.et *.ods)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.read_files([Path(one) for one in names]))
        dialog.open()

    def read_files(self, paths: Sequence[Path]) -> None:
        """Read files in a worker, then show what would be taken in."""
        year = self._screen.year

        def look_through(files: tuple[FileReading, ...]) -> None:
            ReturnIntake(files, year, self._context, self._screen.show_taken).open()

        self._run("returns.read", {"paths": tuple(paths), "year": year}, look_through)

    def export(self) -> None:
        """Ask where to, and write the form as it is shown."""
        given, unit = self._screen.shown_return, self._screen.unit
        if given is None:
            return
        name = _("all units") if unit is None else unit.name
        self._ask_target(
            _("Export the form"),
            _("{unit} {year} yearly return.xlsx").format(unit=name, year=self._screen.year),
            "returns.export",
            {"given": given, "name": name},
        )

    def export_years(self) -> None:
        """Ask where to, and write the returns of all years beside one another."""
        unit = self._screen.unit
        name = _("all units") if unit is None else unit.name
        self._ask_target(
            _("Export all years"),
            _("{unit} yearly returns.xlsx").format(unit=name),
            "returns.export_years",
            {"door": self._context.session.door, "unit": unit},
        )

    def _ask_target(self, title: str, name: str, job: str, arguments: dict[str, Any]) -> None:
        dialog = QFileDialog(self._screen, title)
        dialog.setObjectName(job.replace(".", "_"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(
            lambda target: self._run(job, {**arguments, "target": Path(target)}, self._tell)
        )
        dialog.open()

    def _tell(self, target: Path) -> None:
        self._context.frame.tell(_("Written: {file}").format(file=target))

    def _run(self, job: str, arguments: dict[str, Any], then: Callable[[Any], None]) -> None:
        self._context.workers.run(job, arguments, then, self._screen)
