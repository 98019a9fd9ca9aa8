"""Preferences of working days: public holidays that ship, and the office's own days."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
)

from inspector.domain.calendar import OwnDays
from inspector.domain.changes import Changes
from inspector.domain.errors import Refused
from inspector.i18n.gettext import _
from inspector.services import files, own_days, working_days
from inspector.services.desk import Desk
from inspector.settings import Settings
from inspector.ui.context import Context
from inspector.ui.dialogs.form import heading, muted
from inspector.ui.dialogs.preferences.page import PreferencePage


class HolidaysPage(PreferencePage):
    """The office's own days as lines of text, one date a line: quick to type, paste and read."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "holidays", _("Working days"))
        self._before = OwnDays()
        self._shipped = QPlainTextEdit()
        self._shipped.setReadOnly(True)
        self._shipped.setAccessibleName(_("Public holidays"))
        self._own = QPlainTextEdit()
        self._own.setAccessibleName(_("The office's own days"))
        self._own.setPlaceholderText(_("2026-01-05 off\n2026-01-10 worked"))
        read = self.button(_("Import a list…"))
        read.clicked.connect(self._choose_file)
        row = QHBoxLayout()
        row.addWidget(read)
        row.addStretch(1)
        self.column.addWidget(heading(_("Public holidays")))
        self.column.addWidget(self._shipped, 1)
        self.column.addWidget(heading(_("The office's own days")))
        self.column.addWidget(self._own, 1)
        self.column.addWidget(
            muted(_("One date a line, with off or worked; deadlines count by them."))
        )
        self.column.addLayout(row)

    def load(self, settings: Settings) -> None:  # noqa: ARG002
        """Show the days of the years that ship and the office's own."""
        self._shipped.setPlainText("\n".join(_notices()))
        session = self.context.session
        can_write = session.is_open and not session.is_read_only
        self._own.setEnabled(can_write)
        if session.is_open:
            session.ask(working_days.own_days, self._show_own, self)

    def write(self, refuse: Callable[[Refused], None]) -> None:
        """Set the days where they were changed."""
        if not self._own.isEnabled():
            return
        days = own_days.read(self._own.toPlainText())
        if days != self._before:
            session = self.context.session
            session.edit(partial(_set, days=days), session, refused=refuse)

    def _show_own(self, days: OwnDays) -> None:
        self._before = days
        self._own.setPlainText(own_days.written(days))

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, _("Import a list of days"))
        dialog.setNameFilter(_("Text (*.txt *.csv)"))
        dialog.fileSelected.connect(self._read)
        dialog.open()

    def _read(self, name: str) -> None:
        try:
            text = files.read_text(files.read_file(Path(name)), name)
            days = own_days.joined(own_days.read(self._own.toPlainText()), own_days.read(text))
        except Refused as refusal:
            self.context.frame.warn(refusal.issues)
            return
        self._own.setPlainText(own_days.written(days))


def _set(desk: Desk, days: OwnDays) -> Changes:
    return working_days.set_own_days(desk, days.holidays, days.shifted)


def _notices() -> list[str]:
    lines: list[str] = []
    for notice in working_days.notices():
        lines.append(notice.title)
        for holiday in notice.holidays:
            line = f"  {holiday.name}  {_span(holiday.first, holiday.last)}"
            if holiday.worked:
                days = "、".join(f"{day:%m-%d}" for day in holiday.worked)
                line += "  " + _("worked: {days}").format(days=days)
            lines.append(line)
    return lines


def _span(first: date, last: date) -> str:
    return str(first) if first == last else f"{first} – {last:%m-%d}"
