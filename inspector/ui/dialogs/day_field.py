"""A field for a day: typed in any usual form, moved by arrows, or chosen from a calendar."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget

from inspector.domain.errors import Refused
from inspector.i18n.gettext import _
from inspector.services import lookup
from inspector.ui.theme import Theme

_WIDTH = 150


class DayField(QLineEdit):
    """One day, or none; `changed` follows when another one stands in it."""

    changed = Signal()

    def __init__(self, theme: Theme, day: date | None = None) -> None:
        super().__init__()
        self.setPlaceholderText(_("2025-12-31"))
        self.setMinimumWidth(_WIDTH)
        self.set_day(day)
        calendar = QAction(theme.icon("mdi6.calendar"), _("Choose from a calendar"), self)
        calendar.triggered.connect(self._show_calendar)
        self.addAction(calendar, QLineEdit.ActionPosition.TrailingPosition)
        self.editingFinished.connect(self._tidy)
        self.textChanged.connect(lambda _text: self.changed.emit())

    def day(self) -> date | None:
        """Return the day, None for an empty field; a year left out is this one.

        Raises Refused for what is no day.
        """
        text = self.text().strip()
        return lookup.moment(text, date.today().year).date() if text else None

    def day_or_none(self) -> date | None:
        """Return the day, None also for what is no day."""
        try:
            return self.day()
        except Refused:
            return None

    def set_day(self, day: date | None) -> None:
        """Put a day in."""
        self.setText("" if day is None else day.isoformat())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Let arrows move a day on and back."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.set_day((self.day_or_none() or date.today()) + timedelta(days=step))

    def _tidy(self) -> None:
        day = self.day_or_none()
        if day is not None and self.text() != day.isoformat():
            self.set_day(day)

    def _show_calendar(self) -> None:
        popup = _Calendar(self, self.day_or_none() or date.today())
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()


class _Calendar(QWidget):
    """A calendar that puts the day clicked into its field and goes."""

    def __init__(self, field: DayField, day: date) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._field = field
        calendar = QCalendarWidget()
        calendar.setAccessibleName(_("Choose from a calendar"))
        calendar.setGridVisible(False)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.clicked.connect(self._take)
        calendar.activated.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(calendar)
        calendar.setFocus()

    def _take(self, day: QDate) -> None:
        self._field.set_day(date(day.year(), day.month(), day.day()))
        self.close()
