"""The conclusions to choose from, what some of them ask besides, and the figures of an item."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.answer import Conclusion, Metrics
from inspector.domain.checklist import ItemKind, Metric
from inspector.domain.issues import Issue, Severity
from inspector.domain.marks import plain_mark
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.i18n.words import conclusion_label
from inspector.services.item_view import ItemView
from inspector.ui.theme import GAP, MARGIN
from inspector.ui.views.flow_layout import FlowRow

_SHOWN_ISSUES: Final = 2


class ConclusionRow(QWidget):
    """Five conclusions; 不涉及 asks for a reason and who allowed it, 未发生 for the statement."""

    chosen = Signal(object)
    """A Conclusion that asks for nothing more."""
    excused = Signal(str, str)
    """不涉及, with its reason and the person who allowed it."""
    stated = Signal(bool)
    """本年度未发生, and whether a statement was published."""
    measured = Signal(object)
    """The figures of the item, as a tuple of NAME=VALUE."""
    dropped = Signal()
    """不涉及 is not to be said after all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conclusions")
        self._view: ItemView | None = None
        self._group = QButtonGroup(self)
        self._buttons: list[QRadioButton] = []
        self._choices = FlowRow(gap=MARGIN)
        self._said = QLabel()
        self._said.setObjectName("said_by")
        self._said.setProperty("kind", "muted")
        self._metrics = Figures()
        self._metrics.entered.connect(self.measured)
        self._issues = QLabel()
        self._issues.setObjectName("answer_issues")
        self._issues.setProperty("kind", "warning")
        self._issues.setWordWrap(True)
        self._is_asking = False
        self._excuse = Excuse()
        self._excuse.given.connect(self._excused)
        self._excuse.dropped.connect(self._drop)
        self._statement = QCheckBox(_("A statement that nothing occurred was published"))
        self._statement.setObjectName("statement_published")
        self._statement.clicked.connect(self.stated)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP // 2)
        first = QHBoxLayout()
        first.setSpacing(GAP)
        first.addWidget(self._choices, 1)
        first.addWidget(self._said, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(first)
        for part in (self._excuse, self._statement, self._metrics, self._issues):
            column.addWidget(part)

    def show_view(self, view: ItemView) -> None:
        """Show what was concluded."""
        before, self._view = self._view, view
        if before is None or _choices(before) != _choices(view):
            self._make_buttons(view)
        self._mark(view.answer.conclusion)
        is_same = before is not None and before.key == view.key
        self._excuse.show_excuse(view.answer.reason, view.answer.allowed_by, anew=not is_same)
        self._statement.setChecked(view.answer.statement_published)
        self._metrics.show_figures(view.item.metrics, view.answer.metrics)
        self._say(view)
        stands = before is not None and before.answer.conclusion is view.answer.conclusion
        asks = is_same and stands and self._is_asking
        self._is_asking = asks
        self._show_questions(Conclusion.NOT_APPLICABLE if asks else view.answer.conclusion)
        self.set_locked(view.is_locked)

    def choose(self, conclusion: Conclusion) -> None:
        """Choose a conclusion as if its button were pressed."""
        self._is_asking = conclusion is Conclusion.NOT_APPLICABLE
        self._mark(conclusion)
        self._show_questions(conclusion)
        match conclusion:
            case Conclusion.NOT_APPLICABLE:
                self._excuse.ask()
            case Conclusion.DID_NOT_OCCUR:
                self.stated.emit(self._statement.isChecked())
                self._statement.setFocus()
            case _:
                self.chosen.emit(conclusion)

    def mark_again(self) -> None:
        """Mark what stands after a choice was refused."""
        if self._view is not None:
            self._is_asking = False
            self.show_view(self._view)

    def commit(self) -> None:
        """Hand over figures that are being typed."""
        self._metrics.commit()

    def ask_figures(self) -> None:
        """Put the keys into the first figure."""
        self._metrics.focus_first()

    def set_locked(self, is_locked: bool) -> None:
        """Let nothing be chosen, or everything."""
        for one in (*self._buttons, self._excuse, self._statement, self._metrics):
            one.setEnabled(not is_locked)

    # Parts ----------------------------------------------------------------------------------------

    def _make_buttons(self, view: ItemView) -> None:
        for button in self._buttons:
            self._group.removeButton(button)
        self._choices.flow.clear()
        self._buttons = []
        for place, conclusion in enumerate(view.conclusions, start=1):
            button = QRadioButton(
                conclusion_label(conclusion, task=view.item.kind is ItemKind.TASK)
            )
            button.setObjectName(f"conclusion_{conclusion.value}")
            button.setToolTip(f"{button.text()}  Alt+{place}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _on=False, one=conclusion: self.choose(one))
            self._group.addButton(button)
            self._choices.flow.addWidget(button)
            self._buttons.append(button)

    def _mark(self, conclusion: Conclusion) -> None:
        self._group.setExclusive(False)
        for button in self._buttons:
            button.setChecked(button.objectName() == f"conclusion_{conclusion.value}")
        self._group.setExclusive(True)

    def _show_questions(self, conclusion: Conclusion) -> None:
        self._excuse.setVisible(conclusion is Conclusion.NOT_APPLICABLE)
        self._statement.setVisible(conclusion is Conclusion.DID_NOT_OCCUR)

    def _excused(self, reason: str, allowed_by: str) -> None:
        self._is_asking = False
        self.excused.emit(reason, allowed_by)

    def _drop(self) -> None:
        self.mark_again()
        self.dropped.emit()

    def _say(self, view: ItemView) -> None:
        said = ""
        if view.said_at is not None and view.answer.conclusion is not Conclusion.OPEN:
            at = view.said_at.astimezone().strftime("%m-%d %H:%M")
            said = f"{view.said_by}  {at}"
            if view.answer.in_bulk:
                said = _("Confirmed in bulk: {who}").format(who=said)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        told = [sentence(issue) for issue in _worth_telling(view.issues)]
        if view.in_conflict:
            told.insert(0, _("Two groups recorded this item differently; settle it first."))
        self._issues.setText("\n".join(told))
        self._issues.setVisible(bool(told))


class Excuse(QWidget):
    """Why an item does not apply to the unit, and who allowed that."""

    given = Signal(str, str)
    dropped = Signal()
    """Nothing is asked for any more."""

    def __init__(self) -> None:
        super().__init__()
        self._reason = _line("reason", _("Why it does not apply"))
        self._allowed_by = _line("allowed_by", _("Allowed by"))
        self._allowed_by.setMaximumWidth(160)
        confirm = QPushButton(_("Confirm"))
        confirm.setObjectName("confirm_excuse")
        confirm.setAutoDefault(False)
        confirm.clicked.connect(self._hand_over)
        for field in (self._reason, self._allowed_by):
            field.returnPressed.connect(self._hand_over)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self._reason, 1)
        row.addWidget(self._allowed_by)
        row.addWidget(confirm)

    def show_excuse(self, reason: str, allowed_by: str, *, anew: bool) -> None:
        """Show what stands; what is being typed stays unless it is another item's."""
        if anew or not (self._reason.hasFocus() or self._allowed_by.hasFocus()):
            self._reason.setText(reason)
            self._allowed_by.setText(allowed_by)

    def ask(self) -> None:
        """Put the keys where something is missing."""
        (self._allowed_by if self._reason.text().strip() else self._reason).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Press the button on Enter when it has the keys; ask no more on Esc."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and isinstance(self.focusWidget(), QPushButton):
            self._hand_over()
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def _hand_over(self) -> None:
        reason, allowed_by = self._reason.text().strip(), self._allowed_by.text().strip()
        if reason and allowed_by:
            self.given.emit(reason, allowed_by)
        else:
            self.ask()


class Figures(QWidget):
    """The figures that an item asks for, one field each."""

    entered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._row = FlowRow(gap=MARGIN)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)
        self._fields: dict[str, QLineEdit] = {}
        self._asked: tuple[Metric, ...] = ()
        self._stand: dict[str, str] = {}

    def show_figures(self, asked: tuple[Metric, ...], figures: Metrics) -> None:
        """Show fields for what is asked, with what is known."""
        if asked != self._asked:
            self._make(asked)
        self._stand = {name: plain_mark(value) for name, value in figures.items()}
        for name, field in self._fields.items():
            if not field.hasFocus():
                field.setText(self._stand.get(name, ""))
        self.setVisible(bool(asked))

    def focus_first(self) -> None:
        """Put the keys into the first field."""
        for field in self._fields.values():
            field.setFocus()
            field.selectAll()
            return

    def commit(self) -> None:
        """Hand over what is being typed."""
        if any(field.hasFocus() for field in self._fields.values()):
            self._hand_over()

    def _make(self, asked: tuple[Metric, ...]) -> None:
        self._asked = asked
        self._row.flow.clear()
        self._fields = {}
        for place, metric in enumerate(asked):
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(GAP // 2)
            field = _line(f"metric_{place}", metric.name)
            field.setPlaceholderText("")
            field.setFixedWidth(80)
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.editingFinished.connect(self._hand_over)
            name = QLabel(metric.name)
            name.setBuddy(field)
            row.addWidget(name)
            row.addWidget(field)
            row.addWidget(QLabel(metric.unit))
            self._fields[metric.name] = field
            self._row.flow.addWidget(holder)

    def _hand_over(self) -> None:
        given = {name: field.text().strip() for name, field in self._fields.items()}
        given = {name: text for name, text in given.items() if text}
        if given and given != self._stand:
            self._stand = given
            self.entered.emit(tuple(f"{name}={text}" for name, text in given.items()))


def _line(name: str, title: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setPlaceholderText(title)
    field.setAccessibleName(title)
    return field


def _choices(view: ItemView) -> tuple[object, ...]:
    return (view.conclusions, view.item.kind is ItemKind.TASK)


def _worth_telling(issues: Sequence[Issue]) -> list[Issue]:
    told = [issue for issue in issues if issue.code != "finding.without_fact"]
    told.sort(key=lambda issue: list(Severity).index(issue.severity))
    return told[:_SHOWN_ISSUES]
