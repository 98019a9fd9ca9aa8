"""What forms have in common: fields over a line of complaints over two buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QIcon, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.errors import Refused
from inspector.domain.issues import Issue
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.ui.theme import GAP, MARGIN

_MOST_LINES = 4
"""Complaints shown at once; the rest is counted."""


class FormDialog(QDialog):
    """A dialog that hands over what was entered, or says why it cannot."""

    def __init__(self, parent: QWidget, name: str, title: str, accept: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body = QVBoxLayout()
        self.body.setSpacing(GAP)
        self.problem = QLabel()
        self.problem.setObjectName("problem")
        self.problem.setProperty("kind", "bad")
        self.problem.setAccessibleName(_("What is missing"))
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.hide()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        for button in self.buttons.buttons():
            button.setIcon(QIcon())  # some desktops put pictures of another style there
        self.accept_button.setText(accept)
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setText(_("Cancel"))
        # Otherwise Enter would cancel once the other button was disabled for a moment.
        cancel.setAutoDefault(False)
        self.buttons.accepted.connect(self._submit)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addLayout(self.body, 1)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)
        # Only a button that is in the dialog already stays its default when the focus moves.
        self.accept_button.setDefault(True)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin in the first field; the buttons, which were made first, come last."""
        super().showEvent(event)
        if self.focusWidget() in (None, *self.buttons.buttons()):
            first = self._first_field()
            if first is not None:
                first.setFocus(Qt.FocusReason.TabFocusReason)

    def _first_field(self) -> QWidget | None:
        after = self.buttons.buttons()[-1].nextInFocusChain()
        while after is not None and not self.buttons.isAncestorOf(after):
            takes_tab = after.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes_tab and after.isVisibleTo(self) and after.isEnabled():
                return after
            after = after.nextInFocusChain()
        return None

    @property
    def accept_button(self) -> QPushButton:
        """The button that hands over."""
        return self.buttons.button(QDialogButtonBox.StandardButton.Ok)

    def submit(self) -> None:
        """Hand over what was entered; `done_with` or `refuse` ends it."""
        raise NotImplementedError

    def done_with(self, *_: object) -> None:
        """Close: everything was taken."""
        self.accept()

    def refuse(self, refusal: Refused) -> None:
        """Stay open and say why nothing was taken."""
        self.complain(*map(sentence, refusal.issues))

    def complain(self, *sentences: str) -> None:
        """Stay open with sentences at the foot; none puts them away."""
        shown = list(sentences[:_MOST_LINES])
        if len(sentences) > _MOST_LINES:
            shown.append(_("… and {count} more.").format(count=len(sentences) - _MOST_LINES))
        self.problem.setText("\n".join(shown))
        self.problem.setVisible(bool(shown))
        self.accept_button.setEnabled(True)
        self.accept_button.setDefault(True)

    def _submit(self) -> None:
        self.complain()
        self.accept_button.setEnabled(False)
        self.submit()


def fit_to_screen(dialog: QDialog, width: int, height: int) -> None:
    """Give a dialog a size, or less where the screen has less."""
    screen = dialog.screen() or QGuiApplication.primaryScreen()
    room = screen.availableSize()
    dialog.resize(min(width, room.width() - 2 * MARGIN), min(height, room.height() - 4 * MARGIN))


def fields(*rows: tuple[str, QWidget]) -> QFormLayout:
    """Return a form of labelled fields; each label is also the field's accessible name."""
    form = QFormLayout()
    form.setHorizontalSpacing(MARGIN)
    form.setVerticalSpacing(GAP)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for label, field in rows:
        add_field(form, label, field)
    return form


def add_field(form: QFormLayout, label: str, field: QWidget) -> None:
    """Add a labelled field to a form."""
    field.setAccessibleName(label)
    form.addRow(label, field)


def sentences_of(issues: Sequence[Issue]) -> str:
    """Return issues as lines, for tips."""
    return "\n".join(map(sentence, issues))


def muted(text: str, *, wrap: bool = True) -> QLabel:
    """Return a line of explanation."""
    label = QLabel(text)
    label.setProperty("kind", "muted")
    label.setWordWrap(wrap)
    return label


def heading(text: str) -> QLabel:
    """Return the heading of a group."""
    label = QLabel(text)
    label.setProperty("kind", "heading")
    label.setWordWrap(True)
    return label
