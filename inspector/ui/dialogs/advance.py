"""Going on in the procedure: what becomes of each unit and what holds it, before it is done."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QHeaderView, QSpinBox, QWidget

from inspector.domain import holds
from inspector.domain.errors import Refused
from inspector.domain.inspection import Assessment, AssessmentState, Inspection
from inspector.domain.issues import Issue, Severity
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.i18n.words import label
from inspector.services import procedure
from inspector.services.procedure import Moved, Step
from inspector.ui.context import Context
from inspector.ui.dialogs.day_field import DayField
from inspector.ui.dialogs.form import FormDialog, fields, fit_to_screen, muted, sentences_of
from inspector.ui.models.table import Column, TableModel
from inspector.ui.views.plain_table import plain_table
from inspector.ui.views.unit_rows import UnitRow
from inspector.ui.workers import Running

_TARGETS: Final = (
    AssessmentState.CHECKING,
    AssessmentState.CHECKED,
    AssessmentState.AWAITING_REVIEW,
    AssessmentState.FED_BACK,
)
"""States that need no more than a word; sheets, objections and approval have their own ways."""
Pair = tuple[Assessment, Moved]


class AdvanceDialog(FormDialog):
    """Shows each unit with the state it would enter, then lets those go that nothing holds."""

    def __init__(
        self, context: Context, task: Inspection, rows: Sequence[UnitRow], parent: QWidget
    ) -> None:
        super().__init__(parent, "advance", _("Go on in the procedure"), _("Go on"))
        self._context, self._task = context, task
        self._units = [row.key for row in rows]
        self._ahead: Step | None = None
        self._asking: Running | None = None
        self._build(rows)
        fit_to_screen(self, 900, 560)
        self._to.setFocus()
        self._ask()

    def submit(self) -> None:
        """Carry out what is shown."""
        ahead = self._ahead
        if ahead is None or not ahead.going:
            self.complain(_("No unit can go on; see what holds each in the table."))
            return
        self._context.session.edit(
            lambda desk: procedure.take_step(desk, ahead),
            self,
            then=self.done_with,
            refused=self._ask_again,
        )

    # Parts ----------------------------------------------------------------------------------------

    def _build(self, rows: Sequence[UnitRow]) -> None:
        self._to = QComboBox()
        self._to.setObjectName("target_state")
        for state in _TARGETS:
            self._to.addItem(label(state), state)
        self._to.setCurrentIndex(max(self._to.findData(_usual_target(rows)), 0))
        self._on = DayField(self._context.theme, date.today())
        self._days = QSpinBox()
        self._days.setRange(1, 60)
        self._days.setValue(self._task.objection_days)
        self._form = fields(
            (_("Enter the state"), self._to),
            (_("Day of the feedback"), self._on),
            (_("Working days to object"), self._days),
        )
        self.body.addLayout(self._form)
        self._model = TableModel[Pair](self._columns(), self)
        table = plain_table(self._model, "steps", _("Units and what holds them"))
        table.setWordWrap(True)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.body.addWidget(table, 1)
        self._table = table
        self._summary = muted("")
        self.body.addWidget(self._summary)
        self._to.currentIndexChanged.connect(lambda _place: self._ask())
        self._on.editingFinished.connect(self._ask)
        self._days.editingFinished.connect(self._ask)

    def _columns(self) -> list[Column[Pair]]:
        return [
            Column(_("Unit"), lambda pair: pair[1].unit.label, width=140),
            Column(_("At present"), lambda pair: label(pair[0].state), width=100),
            Column(_("Then"), _then, width=240, colour=self._colour),
            Column(_("What holds it, or is to be looked at"), _why, tip=_why_all),
        ]

    def _colour(self, pair: Pair) -> QColor:
        return self._context.theme.colour("bad" if pair[1].is_held else "good")

    # Asking ---------------------------------------------------------------------------------------

    def _ask(self) -> None:
        door = self._context.session.door
        state = AssessmentState(self._to.currentData())
        is_feedback = state is AssessmentState.FED_BACK
        self._form.setRowVisible(1, is_feedback)
        self._form.setRowVisible(2, is_feedback)
        if door is None:
            return
        if self._asking is not None:
            self._asking.cancel()
        self._ahead = None
        self.accept_button.setEnabled(False)
        self._summary.setText(_("Looking what holds each unit…"))
        self._asking = self._context.workers.run(
            "overview.step",
            {
                "door": door,
                "task": self._task.id,
                "chosen": self._units,
                "to": state,
                "on": self._on.day_or_none() or date.today(),
                "days": self._days.value(),
            },
            self._show,
            self,
            failed=self.refuse,
            quiet=True,
        )

    def _ask_again(self, refusal: Refused) -> None:
        self._ask()
        self.refuse(refusal)

    def _show(self, ahead: Step) -> None:
        self._asking = None
        self._ahead = ahead
        self._model.replace(sorted(ahead.moves, key=lambda pair: pair[1].is_held))
        for place in range(len(self._model.columns) - 1):
            self._table.resizeColumnToContents(place)  # what is left is the remarks'
        going, held = len(ahead.going), len(ahead.moves) - len(ahead.going)
        self._summary.setText(
            _("{going} units go on, {held} stay where they are.").format(going=going, held=held)
        )
        self.accept_button.setText(_("Let {count} go on").format(count=going))
        self.accept_button.setEnabled(going > 0)

    def done(self, result: int) -> None:
        """Call off what is still being asked."""
        if self._asking is not None:
            self._asking.cancel()
        super().done(result)


def _usual_target(rows: Sequence[UnitRow]) -> AssessmentState:
    """Return the state that the earliest of the units goes on to."""
    order = tuple(AssessmentState)
    ahead = [holds.FORWARD.get(row.line.state, AssessmentState.CHECKING) for row in rows]
    plain = [state for state in ahead if state in _TARGETS]
    return min(plain, key=order.index, default=AssessmentState.CHECKING)


def _then(pair: Pair) -> str:
    _part, moved = pair
    if moved.is_held:
        return _("✕ stays")
    if moved.part.state is AssessmentState.FED_BACK and moved.part.objection_deadline is not None:
        return _("✓ {state}, objections until {day}").format(
            state=label(moved.part.state), day=moved.part.objection_deadline
        )
    return f"✓ {label(moved.part.state)}"


def _matters(pair: Pair) -> list[Issue]:
    """Return what holds a unit, or else what is to be looked at."""
    errors = [issue for issue in pair[1].issues if issue.severity is Severity.ERROR]
    return errors or list(pair[1].issues)


def _why(pair: Pair) -> str:
    found = _matters(pair)
    if not found:
        return ""
    more = _(" (and {count} more)").format(count=len(found) - 1) if len(found) > 1 else ""
    return sentence(found[0]) + more


def _why_all(pair: Pair) -> str:
    return sentences_of(_matters(pair)[:20])
