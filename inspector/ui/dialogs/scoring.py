"""The dialogs of scoring: what is to be confirmed in bulk, what the check found, a working."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.issues import Issue, Severity
from inspector.domain.results import Step
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.i18n.words import label
from inspector.i18n.working import working_line
from inspector.services.score_lines import ItemLine
from inspector.ui.models.table import Column, TableModel
from inspector.ui.theme import GAP, MARGIN, Theme

_SIZE = (640, 440)


class ConfirmRest(QDialog):
    """Lists the items that would be confirmed as met; `accepted` is the word to do it."""

    def __init__(self, unit: str, lines: Sequence[ItemLine], parent: QWidget) -> None:
        super().__init__(parent)
        said = QLabel(
            _(
                "These {count} items of {unit} are still open. All of them will be confirmed as "
                "met in one step that can be undone, each marked as confirmed in bulk by you."
            ).format(count=len(lines), unit=unit)
        )
        model: TableModel[ItemLine] = TableModel(
            (
                Column(_("No."), lambda line: line.number),
                Column(_("Content"), lambda line: line.title),
            ),
            self,
        )
        model.replace(lines)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        confirm = buttons.button(QDialogButtonBox.StandardButton.Ok)
        confirm.setText(_("Confirm {count} items").format(count=len(lines)))
        confirm.setDefault(True)
        confirm.setEnabled(bool(lines))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        _dress(self, "confirm_rest", _("Confirm the rest as met"), said)
        _fill(self, said, _table(model, _("Items to be confirmed")), buttons)


class CheckDialog(QDialog):
    """What the check of a unit found; `chosen` carries the number of the item of an entry."""

    chosen = Signal(str)

    def __init__(self, unit: str, issues: Sequence[Issue], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        errors = sum(issue.severity is Severity.ERROR for issue in issues)
        said = QLabel(_summary(unit, errors, len(issues)))
        model: TableModel[Issue] = TableModel(
            (
                Column(
                    _("Weight"),
                    lambda issue: label(issue.severity),
                    icon=lambda issue: theme.icon(*_SIGNS[issue.severity]),
                ),
                Column(_("Item"), lambda issue: issue.parameters.get("item", "")),
                Column(_("What the check found"), sentence),
            ),
            self,
        )
        model.replace(sorted(issues, key=lambda issue: issue.severity is not Severity.ERROR))
        table = _table(model, _("What the check found"))
        table.setWordWrap(True)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.activated.connect(lambda index: self._choose(model.value(index.row())))
        table.clicked.connect(lambda index: self._choose(model.value(index.row())))
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        close.rejected.connect(self.reject)
        _dress(self, "check_dialog", _("Check of {unit}").format(unit=unit), said)
        _fill(self, said, table, close)
        table.setVisible(bool(issues))

    def _choose(self, issue: Issue) -> None:
        number = issue.parameters.get("item", "")
        if number:
            self.chosen.emit(number)


class WorkingDialog(QDialog):
    """How a subtotal comes about, line by line, to re-add with a pocket calculator."""

    def __init__(self, title: str, summary: str, steps: Sequence[Step], parent: QWidget) -> None:
        super().__init__(parent)
        said = QLabel(summary)
        said.setProperty("kind", "heading")
        text = QPlainTextEdit("\n".join(map(working_line, steps)))
        text.setReadOnly(True)
        text.setAccessibleName(_("Working"))
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        close.rejected.connect(self.reject)
        _dress(self, "working_dialog", title, said)
        _fill(self, said, text, close)


_SIGNS = {
    Severity.ERROR: ("mdi6.close-octagon", "bad"),
    Severity.WARNING: ("mdi6.alert", "warning"),
    Severity.NOTE: ("mdi6.information", "muted"),
}


def _summary(unit: str, errors: int, every: int) -> str:
    if not every:
        return _("The check of {unit} found nothing; the unit may go on.").format(unit=unit)
    if not errors:
        return _(
            "Nothing keeps {unit} from going on; {count} entries are worth a look. "
            "Click one to go to its item."
        ).format(unit=unit, count=every)
    return _(
        "{errors} of {count} entries keep {unit} from going on. Click one to go to its item."
    ).format(unit=unit, errors=errors, count=every)


def _table(model: TableModel[ItemLine] | TableModel[Issue], name: str) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(name)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setStretchLastSection(True)
    return table


def _dress(dialog: QDialog, name: str, title: str, said: QLabel) -> None:
    dialog.setObjectName(name)
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.resize(*_SIZE)
    said.setWordWrap(True)


def _fill(dialog: QDialog, *parts: QWidget) -> None:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    column.setSpacing(GAP)
    for part in parts:
        column.addWidget(part)
