"""Reminders: whom to remind of what on a day, and noting that it was done."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit

from inspector.domain.changes import Changes
from inspector.domain.errors import Refused
from inspector.domain.inspection import Inspection
from inspector.domain.ledger import UnitReminder
from inspector.domain.unit import Unit
from inspector.i18n.gettext import _
from inspector.services import rectification
from inspector.services.desk import Desk
from inspector.ui.context import Context
from inspector.ui.dialogs.day_field import DayField
from inspector.ui.dialogs.form import FormDialog, fields, fit_to_screen, muted
from inspector.ui.models.table import Column, TableModel
from inspector.ui.views.plain_table import plain_table

Due = tuple[Unit, UnitReminder]


@dataclass(frozen=True, slots=True)
class _Line:
    unit: Unit
    sent_back: int
    not_replied: int
    numbers: str


class RemindersDialog(FormDialog):
    """Lists whom to remind; the units chosen, or all, are noted as reminded."""

    def __init__(self, context: Context, task: Inspection, day: date) -> None:
        super().__init__(
            context.frame.window_widget,
            "problem_reminders",
            _("Remind units"),
            _("Note as reminded"),
        )
        self._context, self._task = context, task
        self._day = DayField(context.theme, day)
        self._day.setObjectName("day")
        self._note = QLineEdit()
        self._note.setObjectName("note")
        self._note.setPlaceholderText(_("by telephone, in the working group, …"))
        self._until = DayField(context.theme)
        self._until.setObjectName("until")
        self._until.setToolTip(_("The day stands in the reminder; what was late stays late."))
        self.body.addLayout(
            fields((_("Day"), self._day), (_("To reply by"), self._until), (_("How"), self._note))
        )
        self._model: TableModel[_Line] = TableModel(_columns(), self)
        self._table = plain_table(self._model, "reminders", _("Units to remind"))
        self.body.addWidget(
            muted(_("Whoever is chosen is noted as reminded; without a choice, all of them."))
        )
        self.body.addWidget(self._table, 1)
        copy = self.buttons.addButton(_("Copy the list"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.setObjectName("copy")
        copy.setAutoDefault(False)
        copy.clicked.connect(self._copy)
        self._day.changed.connect(self._ask)
        self._ask()
        fit_to_screen(self, 860, 480)

    def _ask(self) -> None:
        day, task = self._day.day_or_none(), self._task
        if day is not None:
            self._context.session.ask(
                lambda desk: rectification.to_remind(desk, task, day), self._show, self
            )

    def _show(self, due: tuple[Due, ...]) -> None:
        self._model.replace([_line(unit, one) for unit, one in due])
        self.complain(*([] if due else [_("Nobody has to be reminded on that day.")]))
        self.accept_button.setEnabled(bool(due))

    def _copy(self) -> None:
        lines = ["\t".join(column.title for column in self._model.columns)]
        lines += ["\t".join(c.text(row) for c in self._model.columns) for row in self._model.rows]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self._context.frame.tell(_("The list was copied."))

    def submit(self) -> None:
        """Note the reminders."""
        day, task, note = self._day.day_or_none(), self._task, self._note.text()
        try:
            until = self._until.day()
        except Refused as refusal:
            self.refuse(refusal)
            return
        if day is None or not self._model.rows:
            self.complain(_("Nobody has to be reminded on that day."))
            return
        places = {index.row() for index in self._table.selectionModel().selectedRows()}
        rows = [self._model.value(place) for place in sorted(places)] or list(self._model.rows)
        units = [row.unit for row in rows]

        def note_down(desk: Desk) -> tuple[int, Changes]:
            return rectification.note_reminders(desk, task, day, note, units, until)

        self._context.session.edit(note_down, self, self._noted, self.refuse)

    def _noted(self, result: tuple[int, Changes]) -> None:
        self._context.frame.tell(
            _("Reminders of {count} problems were noted.").format(count=result[0])
        )
        self.done_with()


def _line(unit: Unit, due: UnitReminder) -> _Line:
    numbers = (one.number for one in (*due.sent_back, *due.not_replied))
    return _Line(unit, len(due.sent_back), len(due.not_replied), "、".join(numbers))


def _columns() -> tuple[Column[_Line], ...]:
    return (
        Column(_("Unit"), lambda row: row.unit.label, width=150),
        Column(_("Sent back"), lambda row: str(row.sent_back), is_number=True, width=90),
        Column(_("Not replied"), lambda row: str(row.not_replied), is_number=True, width=100),
        Column(_("Contact"), lambda row: row.unit.contact, width=90),
        Column(_("Telephone"), lambda row: row.unit.phone, width=120),
        Column(_("Problems"), lambda row: row.numbers),
    )
