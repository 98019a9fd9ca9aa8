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
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTreeView,
)

from inspector.domain.errors import Refused
from inspector.domain.unit import Unit
from inspector.i18n.gettext import _
from inspector.services import inspections, intake
from inspector.services.intake import Prepared, TakenIn
from inspector.ui.context import Context
from inspector.ui.dialogs.form import FormDialog, fit_to_screen, muted
from inspector.ui.models.intake_lines import IntakeLine, IntakeModel
from inspector.ui.theme import GAP
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
        self.bar = QProgressBar()
        self.now = QLabel()
        self.stop_button = QPushButton(_("Stop reading"))
        self.model = IntakeModel(context.theme, self)
        self.tree = QTreeView()
        self.tally = muted(_("Choose files or folders, drop them here, or paste a table."))
        self.toggle = QPushButton(_("Leave this file out"))
        self._lay_out()
        self._connect()
        fit_to_screen(self, _WIDE, _TALL)
        self.accept_button.setEnabled(False)
        self._show_running(on=False)
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
            (self.stop_button, "intake_stop"),
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
        reading = QHBoxLayout()
        reading.addWidget(self.bar, 1)
        reading.addWidget(self.now, 1)
        reading.addWidget(self.stop_button)
        self.bar.setAccessibleName(_("Progress"))
        self.body.addLayout(reading)
        self._dress_tree()
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(self.tally)
        self.buttons.addButton(self.toggle, QDialogButtonBox.ButtonRole.ActionRole)
        self.toggle.setEnabled(False)
        for other in self.buttons.buttons():
            if other is not self.accept_button and isinstance(other, QPushButton):
                other.setAutoDefault(False)

    def _dress_tree(self) -> None:
        tree = self.tree
        tree.setObjectName("intake_tree")
        tree.setAccessibleName(_("Files and what becomes of them"))
        tree.setModel(self.model)
        tree.setUniformRowHeights(True)
        tree.setAlternatingRowColors(True)
        tree.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = tree.header()
        for at, width in enumerate((280, 120, 60, 60, 60)):
            title = str(self.model.headerData(at, Qt.Orientation.Horizontal))
            least = header.fontMetrics().horizontalAdvance(title) + 3 * GAP
            header.resizeSection(at, max(width, least))
        tree.header().setStretchLastSection(True)
        self._context.memory.keep_header(tree.header(), "intake_tree")

    def _connect(self) -> None:
        self.files.clicked.connect(lambda: self._choose(QFileDialog.FileMode.ExistingFiles))
        self.folder.clicked.connect(lambda: self._choose(QFileDialog.FileMode.Directory))
        self.paste_button.setToolTip(_("Read the table that was copied in Excel, WPS or Word."))
        self.paste_button.clicked.connect(self.paste)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste)
        self.whom.activated.connect(lambda _at: self._say_whose())
        self.clear.clicked.connect(lambda _on: self._read())
        self.stop_button.clicked.connect(self.stop)
        self.toggle.clicked.connect(self.toggle_current)
        QShortcut(QKeySequence(Qt.Key.Key_Space), self.tree, self.toggle_current)
        self.tree.selectionModel().currentRowChanged.connect(self._show_toggle)
        self.tree.expanded.connect(self._span_reasons)
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
            self.whom.addItem(unit.label, unit)

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
        self.bar.setRange(0, 0)
        self._show_running(on=True)
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
            progress=self._show_progress,
        )

    def _say_whose(self) -> None:
        """Take the current file for that of the unit chosen."""
        session, prepared, line = self._context.session, self._prepared, self._current_file()
        unit: Unit | None = self.whom.currentData()
        if prepared is None or line is None or line.path is None or session.door is None:
            return
        owners = {path: one for path, one in prepared.owners.items() if path != line.path}
        if unit is not None:
            owners[line.path] = unit.id
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
        self._show_running(on=False)

    def _show_running(self, *, on: bool) -> None:
        for widget in (self.bar, self.now, self.stop_button):
            widget.setVisible(on)

    def _show_progress(self, done: int, total: int, name: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.now.setText(name)

    def _not_read(self, refusal: Refused) -> None:
        self._running, self._sources, self._pasted = None, (), ()
        self._show_running(on=False)
        self.refuse(refusal)
        self.accept_button.setEnabled(False)

    # Looking through ------------------------------------------------------------------------------

    def _show(self, prepared: Prepared) -> None:
        self._running, self._prepared = None, prepared
        self._show_running(on=False)
        self._fill()
        self.tree.setFocus()

    def _fill(self) -> None:
        prepared = self._prepared
        if prepared is None:
            return
        folded = self._unfolded()
        row = self.tree.currentIndex().row()
        self.model.show(prepared, self._without)
        for at in folded:
            self.tree.setExpanded(self.model.index(at, 0), True)
        self.tree.setCurrentIndex(self.model.index(max(row, 0), 0))
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

    def _span_reasons(self, at: QModelIndex) -> None:
        """Give the reasons beneath a file the width of the table."""
        for row in range(self.model.rowCount(at)):
            self.tree.setFirstColumnSpanned(row, at, True)

    def _unfolded(self) -> list[int]:
        rows = range(self.model.rowCount())
        return [at for at in rows if self.tree.isExpanded(self.model.index(at, 0))]

    def _current_file(self) -> IntakeLine | None:
        node = self.model.node(self.tree.currentIndex())
        if node is not None and node.value.path is None and node.parent is not None:
            node = node.parent
        return None if node is None or node.value.path is None else node.value

    def _show_toggle(self, _now: QModelIndex, _was: QModelIndex) -> None:
        line = self._current_file()
        self.toggle.setEnabled(line is not None)
        self._show_whose(line)
        is_out = line is not None and line.path in self._without
        self.toggle.setText(_("Take this file in") if is_out else _("Leave this file out"))

    def _show_whose(self, line: IntakeLine | None) -> None:
        """Let the unit be said of a file that does not name one."""
        owners = self._prepared.owners if self._prepared is not None else {}
        owner = owners.get(line.path) if line is not None and line.path is not None else None
        self.whom.setEnabled(line is not None and (owner is not None or line.is_nobodys))
        at = next(
            (
                at
                for at in range(1, self.whom.count())
                if owner is not None and self.whom.itemData(at).id == owner
            ),
            0,
        )
        self.whom.setCurrentIndex(at)

    def toggle_current(self) -> None:
        """Leave the current file out, or take it in after all."""
        line = self._current_file()
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


def open_intake(context: Context, sources: Sequence[Path] = ()) -> SheetIntake:
    """Open the dialog, at once reading what is named."""
    dialog = SheetIntake(context, sources)
    dialog.open()
    return dialog
