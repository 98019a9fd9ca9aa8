"""More time: as a unit asks for it, and as it is decided."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QLabel, QLineEdit, QRadioButton, QVBoxLayout

from inspector.domain.changes import Changes
from inspector.domain.errors import Refused
from inspector.i18n import dates
from inspector.i18n.gettext import _
from inspector.services import rectification
from inspector.services.desk import Desk
from inspector.services.rectification import Problem
from inspector.ui.context import Context
from inspector.ui.dialogs.day_field import DayField
from inspector.ui.dialogs.form import FormDialog, fields, fit_to_screen
from inspector.ui.dialogs.problem_parts import problem_list, text_field


def extension_dialog(context: Context, found: Sequence[Problem]) -> FormDialog:
    """Return the dialog that decides where all problems wait for it, else the one that asks."""
    is_asked = all(one.entry.asked is not None for one in found)
    return DecisionDialog(context, found) if is_asked else AskingDialog(context, found)


class AskingDialog(FormDialog):
    """Notes that a unit asks for more time; nothing changes until it is decided."""

    def __init__(self, context: Context, found: Sequence[Problem]) -> None:
        super().__init__(
            context.frame.window_widget,
            "problem_extension",
            _("A unit asks for more time"),
            _("Note down"),
        )
        self._context, self._found = context, tuple(found)
        self.body.addWidget(problem_list(found), 1)
        self._on = DayField(context.theme, date.today())
        self._on.setObjectName("asked_on")
        self._wanted = DayField(context.theme)
        self._wanted.setObjectName("wanted")
        self._reason = text_field("reason")
        self.body.addLayout(
            fields(
                (_("Asked on"), self._on),
                (_("Wanted until"), self._wanted),
                (_("Reason"), self._reason),
            )
        )
        self._wanted.setFocus()
        fit_to_screen(self, 560, 420)

    def submit(self) -> None:
        """Note the request."""
        try:
            on, wanted = self._on.day() or date.today(), self._wanted.day()
        except Refused as refusal:
            self.refuse(refusal)
            return
        if wanted is None:
            self.complain(_("Give the day until which more time is asked for."))
            return
        found, reason = self._found, self._reason.toPlainText()
        self._context.session.edit(
            lambda desk: rectification.ask_extension(desk, found, on, wanted, reason),
            self,
            self.done_with,
            self.refuse,
        )


class DecisionDialog(FormDialog):
    """Grants what was asked, grants another day, or refuses."""

    def __init__(self, context: Context, found: Sequence[Problem]) -> None:
        super().__init__(
            context.frame.window_widget, "problem_decision", _("Decide on more time"), _("Decide")
        )
        self._context, self._found = context, tuple(found)
        self.body.addWidget(problem_list(found), 1)
        self.body.addWidget(self._requests())
        self._as_asked = QRadioButton(_("Grant as asked"))
        self._other = QRadioButton(_("Grant until another day"))
        self._refused = QRadioButton(_("Refuse"))
        choices = QVBoxLayout()
        for button, name in (
            (self._as_asked, "as_asked"),
            (self._other, "other_day"),
            (self._refused, "refuse"),
        ):
            button.setObjectName(name)
            choices.addWidget(button)
        self._as_asked.setChecked(True)
        self.body.addLayout(choices)
        self._until = DayField(context.theme)
        self._until.setObjectName("until")
        self._until.setEnabled(False)
        self._other.toggled.connect(self._until.setEnabled)
        self._by = QLineEdit(context.session.author)
        self._by.setObjectName("decided_by")
        self._on = DayField(context.theme, date.today())
        self._on.setObjectName("decided_on")
        self.body.addLayout(
            fields(
                (_("Until"), self._until), (_("Decided by"), self._by), (_("Decided on"), self._on)
            )
        )
        fit_to_screen(self, 560, 480)

    def _requests(self) -> QLabel:
        asked = [(one.entry.number, one.entry.asked) for one in self._found]
        lines = [
            _("{number}: asked on {on} until {wanted}. {reason}").format(
                number=number,
                on=dates.day(one.asked_on),
                wanted=dates.day(one.wanted),
                reason=one.reason,
            )
            for number, one in asked
            if one is not None
        ]
        label = QLabel("\n".join(lines[:6]))
        label.setWordWrap(True)
        label.setProperty("kind", "muted")
        return label

    def submit(self) -> None:
        """Record the decision."""
        try:
            on, until = self._on.day() or date.today(), self._until.day()
        except Refused as refusal:
            self.refuse(refusal)
            return
        if self._other.isChecked() and until is None:
            self.complain(_("Give the day until which more time is granted."))
            return
        found, by = self._found, self._by.text()
        as_asked = self._as_asked.isChecked()
        granted = until if self._other.isChecked() else None

        def decide(desk: Desk) -> Changes:
            if as_asked:
                return rectification.grant_as_asked(desk, found, by, on)
            return rectification.decide_extension(desk, found, by, on, granted)

        self._context.session.edit(decide, self, self.done_with, self.refuse)
