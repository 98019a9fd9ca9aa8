"""Sheets that came back: chosen or dropped, read in a worker, looked through, taken in at once."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
)

from inspector.domain.errors import Refused
from inspector.domain.ids import UnitId
from inspector.domain.unit import Unit
from inspector.i18n.gettext import _
from inspector.services import inspections, intake
from inspector.services.intake import Prepared, TakenIn
from inspector.ui.context import Context
from inspector.ui.dialogs.form import FormDialog, fit_to_screen, muted
from inspector.ui.models.intake_lines import IntakeLine
from inspector.ui.theme import GAP
from inspector.ui.views.intake_tree import IntakeTree
from inspector.ui.views.reading_bar import ReadingBar
from inspector.ui.workers import Running

_WIDE, _TALL = 980, 600


class SheetIntake(FormDialog):
    """Files and what becomes of each; accepting takes all in as one action."""

    def __init__(self, context: Context, sources: Sequence[Path] = ()) -> None:
        super().__init__(
            context.frame.window_widget, "sheet_intake", _("Take in sheets"), _("Take in")
        )
        self.setAcceptDrops(True)
        self._context = context
        self._sources: tuple[Path, ...] = ()
        self._pasted: tuple[str, ...] = ()
        self._prepared: Prepared | None = None
        self._without: frozenset[Path] = frozenset()
        self._running: Running | None = None
        self.files = QPushButton(_("Files…"))
        self.folder = QPushButton(_("Folder…"))
        self.paste_button = QPushButton(_("Paste"))
        self.whom = QComboBox()
        self.clear = QCheckBox(_("Emptied cells clear the answer"))
        self.bar = ReadingBar()
        self.tree = IntakeTree(context.theme, context.memory)
        self.tally = muted(_("Choose files or folders, drop them here, or paste a table."))
        self.toggle = QPushButton(_("Leave this file out"))
        self._lay_out()
        self._connect()
        fit_to_screen(self, _WIDE, _TALL)
        self.accept_button.setEnabled(False)
        self._ask_units()
        if sources:
            self.add(sources)

    # Parts ----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        whose = QLabel(_("Whose the chosen file is"))
        whose.setBuddy(self.whom)
        self.whom.setAccessibleName(whose.text())
        self.whom.setObjectName("intake_whom")
        self.whom.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.whom.setMinimumContentsLength(10)
        self.whom.currentTextChanged.connect(self.whom.setToolTip)
        for button, name in (
            (self.files, "intake_files"),
            (self.folder, "intake_folder"),
            (self.paste_button, "intake_paste"),
            (self.toggle, "intake_toggle"),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
        row.addWidget(self.files)
        row.addWidget(self.folder)
        row.addWidget(self.paste_button)
        row.addStretch(1)
        row.addWidget(whose)
        row.addWidget(self.whom)
        row.addWidget(self.clear)
        self.body.addLayout(row)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(self.tally)
        self.buttons.addButton(self.toggle, QDialogButtonBox.ButtonRole.ActionRole)
        self.toggle.setEnabled(False)
        for other in self.buttons.buttons():
            if other is not self.accept_button and isinstance(other, QPushButton):
                other.setAutoDefault(False)

    def _connect(self) -> None:
        self.files.clicked.connect(lambda: self._choose(QFileDialog.FileMode.ExistingFiles))
        self.folder.clicked.connect(lambda: self._choose(QFileDialog.FileMode.Directory))
        self.paste_button.setToolTip(_("Read the table that was copied in Excel, WPS or Word."))
        self.paste_button.clicked.connect(self.paste)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste)
        self.whom.activated.connect(lambda _at: self._say_whose())
        self.clear.clicked.connect(lambda _on: self._read())
        self.bar.stopped.connect(self.stop)
        self.toggle.clicked.connect(self.toggle_current)
        QShortcut(QKeySequence(Qt.Key.Key_Space), self.tree, self.toggle_current)
        self.tree.selectionModel().currentRowChanged.connect(self._show_toggle)
        self.finished.connect(lambda _result: self.stop())

    def _ask_units(self) -> None:
        task = self._context.session.task
        self.whom.addItem(_("Not said"), None)
        if task is not None:
            self._context.session.ask(
                lambda desk: [unit for unit, _part in inspections.participants(desk, task)],
                self._show_units,
                self,
            )

    def _show_units(self, units: list[Unit]) -> None:
        for unit in units:
            self.whom.addItem(unit.label, unit.id)

    # Files in -------------------------------------------------------------------------------------

    def _choose(self, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self, _("Sheets that came back"))
        dialog.setObjectName("intake_chooser")
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.add([Path(name) for name in names]))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take files and folders."""
        if any(one.isLocalFile() for one in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Read what was dropped."""
        urls = event.mimeData().urls()
        paths = [Path(one.toLocalFile()) for one in urls if one.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.add(paths)

    def add(self, sources: Sequence[Path]) -> None:
        """Read more files or folders, those from before with them."""
        self._sources = tuple(dict.fromkeys((*self._sources, *sources)))
        self._read()

    def paste(self) -> None:
        """Read the table on the clipboard too."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self._pasted = tuple(dict.fromkeys((*self._pasted, text)))
            self._read()

    def _read(self) -> None:
        session = self._context.session
        if not (self._sources or self._pasted) or session.task is None or session.door is None:
            return
        self.stop()
        self.complain()
        self.accept_button.setEnabled(False)
        self.bar.begin()
        arguments = {
            "door": session.door,
            "task": session.task,
            "sources": self._sources,
            "pasted": self._pasted,
            "clear_emptied": self.clear.isChecked(),
        }
        self._running = self._context.workers.run(
            "sheets.prepare",
            arguments,
            self._show,
            self,
            failed=self._not_read,
            progress=self.bar.follow,
        )

    def _say_whose(self) -> None:
        """Take the current file for that of the unit chosen."""
        session, prepared, line = self._context.session, self._prepared, self.tree.file
        unit: UnitId | None = self.whom.currentData()
        if prepared is None or line is None or line.path is None or session.door is None:
            return
        owners = {path: one for path, one in prepared.owners.items() if path != line.path}
        if unit is not None:
            owners[line.path] = unit
        arguments = {
            "door": session.door,
            "task": session.task,
            "prepared": prepared,
            "owners": owners,
        }
        self._running = self._context.workers.run(
            "sheets.reconsider", arguments, self._show, self, failed=self._not_read
        )

    def stop(self) -> None:
        """Call the reading off."""
        if self._running is not None:
            self._running.cancel()
            self._running = None
        self.bar.hide()

    def _not_read(self, refusal: Refused) -> None:
        self._running, self._sources, self._pasted = None, (), ()
        self.bar.hide()
        self.refuse(refusal)
        self.accept_button.setEnabled(False)

    # Looking through ------------------------------------------------------------------------------

    def _show(self, prepared: Prepared) -> None:
        self._running, self._prepared = None, prepared
        self.bar.hide()
        self._fill()
        self.tree.setFocus()

    def _fill(self) -> None:
        prepared = self._prepared
        if prepared is None:
            return
        self.tree.show_prepared(prepared, self._without)
        usable = sum(
            not report.is_refused and path not in self._without
            for path, report in zip(prepared.paths(), prepared.reports, strict=True)
        )
        self.tally.setText(
            _("{count} files: {usable} can be taken in, {rest} cannot or are left out.").format(
                count=len(prepared.reports), usable=usable, rest=len(prepared.reports) - usable
            )
        )
        self.accept_button.setEnabled(usable > 0)
        self.accept_button.setDefault(True)

    def _show_toggle(self, _now: QModelIndex, _was: QModelIndex) -> None:
        line = self.tree.file
        self.toggle.setEnabled(line is not None)
        self._show_whose(line)
        is_out = line is not None and line.path in self._without
        self.toggle.setText(_("Take this file in") if is_out else _("Leave this file out"))

    def _show_whose(self, line: IntakeLine | None) -> None:
        """Let the unit be said of a file that does not name one."""
        owners = self._prepared.owners if self._prepared is not None else {}
        owner = owners.get(line.path) if line is not None and line.path is not None else None
        self.whom.setEnabled(line is not None and (owner is not None or line.is_nobodys))
        self.whom.setCurrentIndex(max(self.whom.findData(owner), 0))

    def toggle_current(self) -> None:
        """Leave the current file out, or take it in after all."""
        line = self.tree.file
        if line is not None and line.path is not None:
            self._without ^= {line.path}
            self._fill()
            self._show_toggle(QModelIndex(), QModelIndex())

    # The end --------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Take the files in, as one action."""
        task, prepared = self._context.session.task, self._prepared
        if task is None or prepared is None:
            return
        verb = partial(intake.accept, task=task, prepared=prepared, without=self._without)
        self._context.session.edit(verb, self, then=self._taken, refused=self.refuse)

    def _taken(self, taken: TakenIn) -> None:
        count = sum(not report.is_refused for report in taken.reports)
        self._context.frame.tell(_("{count} files were taken in.").format(count=count))
        self.accept()
