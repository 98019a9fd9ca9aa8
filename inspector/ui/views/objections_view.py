"""The objections of an inspection: what is contested, who reviews it, what was decided."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from inspector.domain.finding import Finding
from inspector.domain.ids import UnitId
from inspector.i18n.gettext import _
from inspector.i18n.words import label
from inspector.services import objections
from inspector.services.objections import Registered
from inspector.ui.context import Context
from inspector.ui.later import later
from inspector.ui.models.table import Column, TableModel
from inspector.ui.theme import GAP
from inspector.ui.views.plain_table import plain_table

if TYPE_CHECKING:
    from inspector.ui.dialogs.objection_decision import Contested, DecisionDialog, ReviewerDialog
else:
    Contested = later("inspector.ui.dialogs.objection_decision", "Contested")
    DecisionDialog = later("inspector.ui.dialogs.objection_decision", "DecisionDialog")
    ReviewerDialog = later("inspector.ui.dialogs.objection_decision", "ReviewerDialog")


class ObjectionsView(QWidget):
    """One line an objection, undecided ones first."""

    opened = Signal(object)
    """The id of a unit that is to be scored."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._model = TableModel[Registered](self._columns(), self)
        self._table = plain_table(self._model, "objections", _("Objections"), is_sortable=True)
        context.memory.keep_header(self._table.horizontalHeader(), "overview/objections")
        self._build()
        self._table.selectionModel().selectionChanged.connect(self._settle)
        self._table.activated.connect(self._act)
        self._settle()

    @property
    def model(self) -> TableModel[Registered]:
        """The rows shown."""
        return self._model

    def load(self) -> None:
        """Read the objections of the current inspection."""
        task = self._context.session.task
        if task is None:
            self._show(())
            return
        self._context.session.ask(lambda desk: objections.every(desk, task), self._show, self)

    def chosen(self) -> Registered | None:
        """Return the objection chosen."""
        rows = self._table.selectionModel().selectedRows()
        return self._model.value(rows[0].row()) if rows else None

    # Parts ----------------------------------------------------------------------------------------

    def _columns(self) -> list[Column[Registered]]:
        return [
            Column(_("Unit"), lambda one: one.unit.label, width=130),
            Column(_("Item"), lambda one: one.item.title, width=200),
            Column(_("Reason of the objection"), lambda one: one.objection.reason, width=220),
            Column(_("Received on"), lambda one: one.objection.received_on.isoformat(), width=100),
            Column(_("Last day"), _deadline, width=120, colour=self._late_colour),
            Column(_("Reviewer"), lambda one: one.objection.reviewer or "—", width=90),
            Column(_("Decision"), _decision, width=120),
            Column(_("Reason of the decision"), lambda one: one.objection.decision_reason),
        ]

    def _build(self) -> None:
        theme = self._context.theme
        add = QPushButton(theme.icon("mdi6.comment-plus-outline"), _("Register an objection…"))
        add.setObjectName("objection_add")
        add.clicked.connect(lambda: self._context.actions.trigger("overview.object"))
        self._assign = QPushButton(
            theme.icon("mdi6.account-arrow-right-outline"), _("Name the reviewer…")
        )
        self._assign.setObjectName("objection_assign")
        self._assign.clicked.connect(self._name_reviewer)
        self._decide = QPushButton(theme.icon("mdi6.scale-balance"), _("Decide…"))
        self._decide.setObjectName("objection_decide")
        self._decide.clicked.connect(self._begin_decision)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for button in (add, self._assign, self._decide):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        column.addLayout(row)
        column.addWidget(self._table, 1)

    def _late_colour(self, one: Registered) -> QColor | None:
        return self._context.theme.colour("bad") if one.objection.is_late else None

    # Doing ----------------------------------------------------------------------------------------

    def _show(self, found: Sequence[Registered]) -> None:
        self._model.replace(sorted(found, key=lambda one: not one.objection.is_open))
        if found:
            self._table.selectRow(0)
        self._settle()

    def _settle(self) -> None:
        one, may_write = self.chosen(), not self._context.session.is_read_only
        is_open = one is not None and one.objection.is_open and may_write
        self._assign.setEnabled(is_open)
        self._decide.setEnabled(is_open)

    def _act(self) -> None:
        one = self.chosen()
        if one is not None and one.objection.is_open and not self._context.session.is_read_only:
            self._begin_decision()
        elif one is not None:
            self.opened.emit(UnitId(one.unit.id))

    def _name_reviewer(self) -> None:
        task, one = self._context.session.task, self.chosen()
        if task is not None and one is not None:
            ReviewerDialog(self._context, task, one, self._context.frame.window_widget).open()

    def _begin_decision(self) -> None:
        one = self.chosen()
        if one is not None:
            self._context.session.ask(
                lambda desk: objections.contested(desk, one.objection),
                partial(self._decide_on, one),
                self,
            )

    def _decide_on(self, one: Registered, findings: tuple[Finding, ...]) -> None:
        task = self._context.session.task
        if task is not None:
            contested = Contested(one, findings)
            DecisionDialog(self._context, task, contested, self._context.frame.window_widget).open()


def _deadline(one: Registered) -> str:
    day = "—" if one.objection.deadline is None else one.objection.deadline.isoformat()
    return _("{day} ⚠ late").format(day=day) if one.objection.is_late else day


def _decision(one: Registered) -> str:
    decision = one.objection.decision
    return _("undecided") if decision is None else label(decision)
