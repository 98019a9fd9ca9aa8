"""Correcting what an inspection says of itself: name, period, office, terms and basis."""

from dataclasses import replace

from PySide6.QtWidgets import QSpinBox, QWidget

from inspector.domain.inspection import Inspection
from inspector.i18n.gettext import _
from inspector.services import particulars
from inspector.ui.context import Context
from inspector.ui.dialogs.form import FormDialog, fit_to_screen, muted
from inspector.ui.dialogs.task_step import TaskStep


class CorrectTaskDialog(FormDialog):
    """Asks what the inspection is to say otherwise; lists, units and marks stay."""

    def __init__(self, context: Context, task: Inspection, parent: QWidget) -> None:
        super().__init__(parent, "correct_task", _("Correct the inspection"), _("Save"))
        self._context, self._task = context, task
        self._step = TaskStep(context.theme)
        self._step.show_task(task)
        self._days = QSpinBox()
        self._days.setObjectName("task_objection_days")
        self._days.setRange(1, particulars.MOST_OBJECTION_DAYS)
        self._days.setValue(task.objection_days)
        self._step.form.addRow(_("Working days to object"), self._days)
        self.body.addWidget(self._step, 1)
        self.body.addWidget(muted(_("Days already told to units stay, and so do papers made.")))
        fit_to_screen(self, 760, 470)

    def submit(self) -> None:
        """Write what reads otherwise now."""
        complaints = self._step.complaints()
        if complaints:
            self.complain(*complaints)
            return
        plan = self._step.plan()
        after = replace(
            self._task,
            **{name: getattr(plan, name) for name in particulars.OF_A_PLAN},
            objection_days=self._days.value(),
        )
        if after == self._task:
            self.accept()
            return
        self._context.session.edit(
            lambda desk: particulars.put(desk, self._task, after),
            self,
            then=self.done_with,
            refused=self.refuse,
        )
