"""Taking units out of an inspection, after showing what is recorded of each."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from inspector.domain.inspection import Inspection
from inspector.domain.unit import Unit
from inspector.i18n.gettext import _
from inspector.i18n.words import label
from inspector.services import leaving
from inspector.services.leaving import Recorded
from inspector.ui.context import Context
from inspector.ui.dialogs.form import FormDialog, fit_to_screen, muted
from inspector.ui.models.table import Column, TableModel
from inspector.ui.views.plain_table import plain_table


class TakeOutDialog(FormDialog):
    """Shows what the inspection holds of the units chosen, and lets them leave."""

    def __init__(
        self, context: Context, task: Inspection, units: Sequence[Unit], parent: QWidget
    ) -> None:
        super().__init__(parent, "take_out", _("Take units out"), _("Take out"))
        self._context, self._task, self._units = context, task, tuple(units)
        self._note = muted("")
        self._note.setObjectName("take_out_note")
        self._model = TableModel[Recorded](_columns(), self)
        table = plain_table(self._model, "leaving", _("What is recorded of the units"))
        self.body.addWidget(self._note)
        self.body.addWidget(table, 1)
        self.accept_button.setEnabled(False)
        fit_to_screen(self, 860, 320)
        context.session.ask(
            lambda desk: leaving.recorded(desk, task, self._units),
            self._show,
            self,
            refused=self.refuse,
        )

    def submit(self) -> None:
        """Take them out; what is recorded was shown."""
        self._context.session.edit(
            lambda desk: leaving.take_out(desk, self._task, self._units, with_work=True),
            self,
            then=self.done_with,
            refused=self.refuse,
        )

    def _show(self, found: Sequence[Recorded]) -> None:
        self._model.replace(found)
        self._note.setText(
            _("Nothing is recorded yet. The units stay in the register, with their history.")
            if all(one.is_untouched for one in found)
            else _(
                "What is recorded counts nowhere any more: not in marks, ranks, tables or papers. "
                "It stays in the file with its history, and is there again when the unit is added "
                "again. Papers already made stay as they are."
            )
        )
        self.accept_button.setEnabled(True)


def _columns() -> list[Column[Recorded]]:
    return [
        Column(_("Unit"), lambda one: one.unit.label, width=150),
        Column(_("State"), lambda one: label(one.part.state), width=110),
        _counted(_("Items answered"), lambda one: one.answers),
        _counted(_("Findings"), lambda one: one.findings),
        _counted(_("Evidence"), lambda one: one.evidence),
        _counted(_("Objections"), lambda one: one.objections),
        _counted(_("Problems"), lambda one: one.problems),
        _counted(_("Papers"), lambda one: one.papers),
    ]


def _counted(title: str, count: Callable[[Recorded], int]) -> Column[Recorded]:
    return Column(title, lambda one: str(count(one)), is_number=True, width=76)
