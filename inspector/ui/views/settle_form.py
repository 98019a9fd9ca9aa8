"""How differing values are settled: a reason, then one line by one value or many by a rule."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from inspector.i18n.gettext import _
from inspector.ui.theme import GAP


class SettleForm(QWidget):
    """The reason and the two ways to settle; nothing is settled without a reason."""

    one_wanted = Signal(str)
    """The line that is shown is to be settled by the chosen value, for this reason."""
    rule_wanted = Signal(str, str, bool)
    """Whose values, for this reason, and whether only for the lines that are selected."""

    def __init__(self) -> None:
        super().__init__()
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Why this value holds"))
        self.one_button = QPushButton(_("Take the chosen value"))
        self.one_button.setToolTip(_("Settle this line by the value that is chosen above."))
        self.author = QComboBox()
        self.scope = QComboBox()
        self.scope.addItem(_("All lines shown"), False)
        self.scope.addItem(_("The lines selected"), True)
        self.rule_button = QPushButton(_("Take them all"))
        self.rule_button.setToolTip(_("Settle these lines by one person's values, as one action."))
        self._has_choice = self._has_lines = False
        for name, field, text in (
            ("conflict_reason", self.reason, _("The reason")),
            ("conflict_author", self.author, _("Whose values")),
            ("conflict_scope", self.scope, _("For which lines")),
        ):
            field.setObjectName(name)
            field.setAccessibleName(text)
        for name, button in (
            ("conflict_settle", self.one_button),
            ("conflict_settle_all", self.rule_button),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
        self.one_button.setDefault(True)
        self._lay_out()
        self.reason.textChanged.connect(lambda _text: self._enable())
        self.one_button.clicked.connect(lambda: self.one_wanted.emit(self._said()))
        self.rule_button.clicked.connect(
            lambda: self.rule_wanted.emit(
                self.author.currentText(), self._said(), self.scope.currentData()
            )
        )
        self._enable()

    def _lay_out(self) -> None:
        caption = QLabel(_("The reason"))
        caption.setBuddy(self.reason)
        rule = QLabel(_("By rule"))
        rule.setBuddy(self.author)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(caption, 0, 0, right)
        grid.addWidget(self.reason, 0, 1, 1, 3)
        grid.addWidget(self.one_button, 0, 4)
        grid.addWidget(rule, 1, 0, right)
        grid.addWidget(QLabel(_("take the values of")), 1, 1)
        grid.addWidget(self.author, 1, 2)
        grid.addWidget(self.scope, 1, 3)
        grid.addWidget(self.rule_button, 1, 4)
        grid.setColumnStretch(2, 1)
        grid.setColumnStretch(3, 1)

    def offer(self, authors: Iterable[str]) -> None:
        """Offer these people's values; the one chosen before stays chosen."""
        before = self.author.currentText()
        self.author.clear()
        self.author.addItems(sorted(authors))
        self.author.setCurrentIndex(max(self.author.findText(before), 0))

    def allow(self, *, choice: bool, lines: bool) -> None:
        """Say whether a value is chosen, and whether there are lines at all."""
        self._has_choice, self._has_lines = choice, lines
        self._enable()

    def _said(self) -> str:
        return self.reason.text().strip()

    def _enable(self) -> None:
        self.one_button.setEnabled(bool(self._said()) and self._has_choice)
        self.rule_button.setEnabled(bool(self._said()) and self._has_lines)
