"""Chooses which inspection of the workspace is worked on."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView

from inspector.domain.inspection import Inspection
from inspector.i18n.gettext import _
from inspector.i18n.words import label
from inspector.ui.context import Context
from inspector.ui.dialogs.form import FormDialog, fit_to_screen
from inspector.ui.models.table import Column, TableModel


class ChoosingTask(FormDialog):
    """The workspace's inspections, the latest first."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context.frame.window_widget, "choose_task", _("Choose the inspection"), _("Choose")
        )
        fit_to_screen(self, 520, 320)
        self._session = context.session
        self._model = TableModel[Inspection]((Column("", _said),), self)
        self._model.replace(self._session.tasks[::-1])
        self._list = QListView()
        self._list.setAccessibleName(_("Inspections"))
        self._list.setModel(self._model)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.doubleClicked.connect(self._take)
        self.body.addWidget(self._list)
        present = [one.id for one in self._model.rows]
        if self._session.task is not None:
            row = present.index(self._session.task.id)
            self._list.setCurrentIndex(self._model.index(row, 0))
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Make the marked inspection the current one."""
        self._take(self._list.currentIndex())

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            self._session.choose(self._model.value(index.row()))
        self.done_with()


def _said(task: Inspection) -> str:
    return f"{task.name}  ·  {label(task.kind)}"
