"""Serving notices of rectification: to whom, on which day, until when, and what is asked for."""

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QListWidget, QPushButton, QSpinBox

from inspector.domain.calendar import Term
from inspector.domain.ids import UnitId
from inspector.domain.inspection import Inspection
from inspector.i18n import dates
from inspector.i18n.gettext import _
from inspector.services import problem_lines, rectification
from inspector.services.problem_lines import Waiting
from inspector.services.rectification import USUAL_TERM, Notice, Opened
from inspector.ui.context import Context
from inspector.ui.dialogs.day_field import DayField
from inspector.ui.dialogs.form import FormDialog, add_field, fields, fit_to_screen, muted
from inspector.ui.dialogs.problem_parts import check_all, check_item, checked_places, text_field
from inspector.ui.theme import GAP

_LONGEST = 365


class NoticeDialog(FormDialog):
    """Puts the problems of the units ticked on the ledger, with one deadline."""

    def __init__(
        self,
        context: Context,
        task: Inspection,
        waiting: Sequence[Waiting],
        chosen: Collection[UnitId],
    ) -> None:
        super().__init__(
            context.frame.window_widget, "problem_notice", _("Serve notices"), _("Serve")
        )
        self._context, self._task, self._waiting = context, task, tuple(waiting)
        self._build(chosen)
        self._ask_deadline()
        fit_to_screen(self, 620, 600)

    def _build(self, chosen: Collection[UnitId]) -> None:
        self._served = DayField(self._context.theme, date.today())
        self._served.setObjectName("served")
        self._days = QSpinBox()
        self._days.setObjectName("days")
        self._days.setAccessibleName(_("Days"))
        self._days.setRange(1, _LONGEST)
        self._days.setValue(USUAL_TERM.days)
        self._kind = QComboBox()
        self._kind.setObjectName("day_kind")
        self._kind.setAccessibleName(_("Which days count"))
        self._kind.addItem(_("working days"), True)
        self._kind.addItem(_("natural days"), False)
        term = QHBoxLayout()
        term.setSpacing(GAP)
        term.addWidget(self._days)
        term.addWidget(self._kind)
        term.addStretch(1)
        self._own = DayField(self._context.theme)
        self._own.setObjectName("own_deadline")
        self._own.setPlaceholderText(_("only where it is set otherwise"))
        self._until = QLabel()
        self._until.setObjectName("deadline")
        self._until.setAccessibleName(_("Last day for replies"))
        self._demand = text_field("demand", 2, grows=False)
        self._demand.setPlaceholderText(_("Empty: the standing sentence."))
        form = fields((_("Day of the notice"), self._served))
        form.addRow(_("Term"), term)
        add_field(form, _("Set deadline"), self._own)
        form.addRow(_("Last day for replies"), self._until)
        add_field(form, _("What is asked for"), self._demand)
        self.body.addLayout(form)
        self._list_units(chosen)
        for signal in (
            self._served.changed,
            self._own.changed,
            self._days.valueChanged,
            self._kind.currentIndexChanged,
        ):
            signal.connect(self._ask_deadline)

    def _list_units(self, chosen: Collection[UnitId]) -> None:
        self._units = QListWidget()
        self._units.setObjectName("units")
        self._units.setAccessibleName(_("Units to be served"))
        self._units.setSpacing(2)
        for one in self._waiting:
            words = _("{count} problems").format(count=one.problems)
            if not one.is_approved:
                words = "　".join((words, _("not approved yet")))
            is_chosen = not chosen or one.unit.id in chosen
            text = f"{one.unit.label}　{words}"
            self._units.addItem(check_item(text, is_checked=is_chosen))
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(
            muted(_("Only problems that no notice has named yet are put on the ledger.")), 1
        )
        for text, on in ((_("All"), True), (_("None"), False)):
            button = QPushButton(text)
            button.setProperty("kind", "flat")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, on=on: check_all(self._units, on=on))
            row.addWidget(button)
        self.body.addLayout(row)
        self.body.addWidget(self._units, 1)

    def _notice(self) -> Notice | None:
        served = self._served.day_or_none()
        if served is None:
            return None
        return Notice(
            served=served,
            term=Term(days=self._days.value(), working=bool(self._kind.currentData())),
            deadline=self._own.day_or_none(),
            demand=self._demand.toPlainText(),
        )

    def _ask_deadline(self, *_: object) -> None:
        notice = self._notice()
        if notice is None:
            self._until.clear()
            return
        self._context.session.ask(
            lambda desk: problem_lines.deadline(desk, notice), self._show_deadline, self
        )

    def _show_deadline(self, day: date) -> None:
        self._until.setText(dates.day_and_weekday(day))

    def submit(self) -> None:
        """Open the ledger for the units ticked."""
        notice, task = self._notice(), self._task
        units = [self._waiting[place].unit for place in checked_places(self._units)]
        if notice is None:
            self.complain(_("Give the day on which the notice is served, such as 2025-12-26."))
            return
        if not units:
            self.complain(_("Tick at least one unit."))
            return
        self._context.session.edit(
            lambda desk: rectification.open_problems(desk, task, notice, units),
            self,
            self._served_notice,
            self.refuse,
        )

    def _served_notice(self, result: tuple[Opened, object]) -> None:
        opened = result[0]
        self._context.frame.tell(
            _("{count} problems on the ledger, replies due by {day}.").format(
                count=opened.added + opened.noticed, day=dates.day(opened.deadline)
            )
        )
        self._context.frame.warn(opened.issues)
        self.done_with()
