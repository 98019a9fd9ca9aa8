"""Merging laptops: files chosen, united beside the workspace, looked through, then swapped in."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.errors import Refused
from inspector.i18n.gettext import _
from inspector.services import merging
from inspector.services.merging import BroughtToUnit, MergeReport, Outlook
from inspector.ui.context import Context
from inspector.ui.dialogs.form import FormDialog, fit_to_screen, heading, muted
from inspector.ui.dialogs.unlocking import ask_password
from inspector.ui.models.table import Column, TableModel
from inspector.ui.theme import GAP
from inspector.ui.views.merge_pages import MergeFiles, MergeOutcome, dropped, said
from inspector.ui.views.plain_table import plain_table
from inspector.ui.workers import Running

_WIDE, _TALL = 940, 600
_LOCKED: Final = frozenset({"storage.password_needed", "storage.password_wrong"})


class MergeDialog(FormDialog):
    """Shows what other files would bring before anything comes in, and what came of it after."""

    conflicts_wanted = Signal()
    alike_wanted = Signal()

    def __init__(self, context: Context, files: Sequence[Path] = ()) -> None:
        super().__init__(
            context.frame.window_widget, "merge", _("Merge other groups' data"), _("Merge")
        )
        self.setAcceptDrops(True)
        self._context = context
        self._passwords: dict[Path, str] = {}
        self._outlook: Outlook | None = None
        self._running: Running | None = None
        self._is_merged = False
        self.files = MergeFiles()
        self.bar = QProgressBar()
        self.now = QLabel()
        self.stop_button = QPushButton(_("Stop"))
        self.model: TableModel[BroughtToUnit] = TableModel(_columns(), self)
        self.tally = muted("")
        self.outcome = MergeOutcome(context.theme)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._choosing())
        self._pages.addWidget(self.outcome)
        self.body.addWidget(self._pages, 1)
        self._connect()
        fit_to_screen(self, _WIDE, _TALL)
        self._show_running(on=False)
        self._show_outlook(None)
        context.session.ask(merging.can_be_taken_back, self.files.earlier_button.setVisible, self)
        self.add(files)

    def _choosing(self) -> QWidget:
        self.bar.setAccessibleName(_("Progress"))
        self.bar.setTextVisible(False)
        self.now.setMinimumWidth(220)
        self.stop_button.setObjectName("merge_stop")
        self.stop_button.setAutoDefault(False)
        self.tally.setObjectName("merge_tally")
        running = QHBoxLayout()
        running.setSpacing(GAP)
        running.addWidget(self.bar, 1)
        running.addWidget(self.now)
        running.addWidget(self.stop_button)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.files)
        column.addLayout(running)
        column.addWidget(heading(_("What comes in")))
        column.addWidget(plain_table(self.model, "merge_units", _("What comes in")), 1)
        column.addWidget(self.tally)
        return page

    def _connect(self) -> None:
        self.files.changed.connect(self.look_ahead)
        self.files.earlier_unwanted.connect(self.take_back)
        self.stop_button.clicked.connect(self.stop)
        self.outcome.unwanted.connect(self.take_back)
        self.outcome.conflicts_wanted.connect(partial(self._go_on, self.conflicts_wanted))
        self.outcome.alike_wanted.connect(partial(self._go_on, self.alike_wanted))
        self.finished.connect(lambda _result: self._leave())

    # Files ----------------------------------------------------------------------------------------

    def add(self, paths: Sequence[Path]) -> None:
        """Add files and look into all of them; the open workspace itself is left out."""
        self.files.add(paths, but=self._context.session.path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take workspace files until something was merged."""
        if not self._is_merged and dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Add the files that were dropped."""
        event.acceptProposedAction()
        self.add(dropped(event))

    # Looking ahead --------------------------------------------------------------------------------

    def look_ahead(self) -> None:
        """Unite the workspace with the files beside it, in a worker."""
        self.stop()
        self.complain()
        self._show_outlook(None)
        door = self._context.session.door
        if door is None or not self.files.paths:
            return
        self.bar.setRange(0, 0)
        self.now.setText("")
        self._show_running(on=True)
        self._running = self._context.workers.run(
            "merging.look_ahead",
            {"door": door, "others": self.files.paths, "passwords": dict(self._passwords)},
            self._looked,
            self,
            failed=self._not_looked,
            progress=self._show_progress,
        )

    def stop(self) -> None:
        """Call the looking off."""
        if self._running is not None:
            self._running.cancel()
            self._running = None
        self._show_running(on=False)

    def _looked(self, outlook: Outlook) -> None:
        self._running = None
        self._show_running(on=False)
        self._show_outlook(outlook)
        self.accept_button.setFocus()

    def _not_looked(self, refusal: Refused) -> None:
        self._running = None
        self._show_running(on=False)
        self.refuse(refusal)
        self.accept_button.setEnabled(False)
        locked = next((one for one in refusal.issues if one.code in _LOCKED), None)
        if locked is None:
            return
        for path in self.files.paths:
            if locked.place.file in {str(path), path.name}:
                ask_password(self, path, refusal, self._take_password)

    def _take_password(self, path: Path, password: str) -> None:
        self._passwords[path] = password
        self.look_ahead()

    def _show_outlook(self, outlook: Outlook | None) -> None:
        self._outlook = outlook
        self.model.replace(() if outlook is None else outlook.units)
        self.tally.setText(
            _("Choose the packages or copies that came back, or drop them here.")
            if outlook is None
            else said(outlook.report)
        )
        self.accept_button.setEnabled(outlook is not None and not outlook.report.merged.is_nothing)

    def _show_progress(self, done: int, total: int, name: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.now.setText(name or _("Working out what stands…"))

    def _show_running(self, *, on: bool) -> None:
        for widget in (self.bar, self.now, self.stop_button):
            widget.setVisible(on)

    # Merging --------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Close the file, put the union in its place, open it again."""
        outlook, door = self._outlook, self._context.session.door
        if outlook is None or door is None:
            self.accept()
            return
        self.buttons.setEnabled(False)
        self._context.session.reopen(
            lambda: merging.carry_out(outlook.prepared, door.unlocking),
            lambda _merged: self._show_merged(outlook.report),
            self,
            self._not_merged,
        )

    def _not_merged(self, refusal: Refused) -> None:
        self.buttons.setEnabled(True)
        self.look_ahead()
        self.refuse(refusal)
        self.accept_button.setEnabled(False)

    def _show_merged(self, report: MergeReport) -> None:
        self._is_merged, self._outlook = True, None
        self.buttons.setEnabled(True)
        self.outcome.show_report(report)
        self._pages.setCurrentWidget(self.outcome)
        self.accept_button.setText(_("Close"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).hide()
        self.accept_button.setEnabled(True)
        self.accept_button.setFocus()
        self._context.frame.tell(_("Merged."))

    def take_back(self) -> None:
        """Put the file from before the last merge in place again."""
        door = self._context.session.door
        if door is None:
            return
        self.stop()
        self._context.session.reopen(
            lambda: merging.take_back(door.path, door.unlocking),
            lambda _nothing: self._taken_back(),
            self,
            self.refuse,
        )

    def _taken_back(self) -> None:
        self._context.frame.tell(_("The merge was taken back."))
        self.accept()

    def _go_on(self, wanted: SignalInstance) -> None:
        self.accept()
        wanted.emit()

    def _leave(self) -> None:
        """Give up what was being united, unless it has come in."""
        self.stop()
        path = self._context.session.path
        if path is not None and not self._is_merged:
            merging.call_off(path)


def _columns() -> tuple[Column[BroughtToUnit], ...]:
    def number(value: int) -> str:
        return str(value) if value else ""

    return (
        Column(_("Unit"), lambda row: row.unit.label if row.unit else "—", width=180),
        Column(_("Recorded by"), lambda row: row.author, width=110),
        Column(_("Answers"), lambda row: number(row.answers), is_number=True, width=80),
        Column(_("Findings"), lambda row: number(row.findings), is_number=True, width=80),
        Column(_("Evidence"), lambda row: number(row.evidence), is_number=True, width=80),
        Column(_("Differing"), lambda row: number(row.conflicts), is_number=True, width=80),
        Column("", lambda _row: ""),
    )
