"""What was noticed in a file, each with its weight, its cell and its sentence."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from inspector.domain.issues import Issue, Severity
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.i18n.words import label
from inspector.ui.models.table import Column, TableModel
from inspector.ui.theme import GAP, Theme

_ICONS: Final[Mapping[Severity, tuple[str, str]]] = {
    Severity.ERROR: ("mdi6.close-circle-outline", "bad"),
    Severity.WARNING: ("mdi6.alert-outline", "warning"),
    Severity.NOTE: ("mdi6.information-outline", "muted"),
}
_CELL = 90


class IssueTable(QTableView):
    """Issues; `gone_to` names the cell of the one that is clicked or walked to."""

    gone_to = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.issues: TableModel[Issue] = TableModel(_columns(theme), self)
        self.setObjectName("review_issues")
        self.setAccessibleName(_("What was noticed"))
        self.setModel(self.issues)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + GAP)
        header = self.horizontalHeader()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.resizeSection(1, _CELL)
        self.selectionModel().currentRowChanged.connect(lambda now, _was: self._go_to(now))
        self.clicked.connect(self._go_to)

    def _go_to(self, at: QModelIndex) -> None:
        if at.isValid():
            self.gone_to.emit(self.issues.value(at.row()).place.cell)


def _columns(theme: Theme) -> Sequence[Column[Issue]]:
    return (
        Column(
            _("Weight"),
            lambda issue: label(issue.severity),
            colour=lambda issue: theme.colour(_ICONS[issue.severity][1]),
            icon=lambda issue: theme.icon(*_ICONS[issue.severity]),
        ),
        Column(_("Cell or row"), lambda issue: issue.place.cell, width=_CELL),
        Column(_("What was noticed"), _words),
    )


def _words(issue: Issue) -> str:
    if issue.code.startswith("ignored."):
        return _("Row {row} was left out: {reason}.").format(
            row=issue.place.cell, reason=sentence(issue)
        )
    return sentence(issue)
