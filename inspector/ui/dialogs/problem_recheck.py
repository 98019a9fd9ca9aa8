"""Re-checking problems: closed, sent back, or recognised as long-term; all chosen or none."""

from collections.abc import Sequence
from datetime import date
from enum import Enum

from PySide6.QtWidgets import QLineEdit

from inspector.domain.changes import Changes
from inspector.domain.errors import Refused
from inspector.i18n.gettext import N_, _
from inspector.services import rectification
from inspector.services.desk import Desk
from inspector.services.rectification import Problem
from inspector.ui.context import Context
from inspector.ui.dialogs.day_field import DayField
from inspector.ui.dialogs.form import FormDialog, add_field, fields, fit_to_screen
from inspector.ui.dialogs.problem_parts import problem_list, text_field


class Verdict(Enum):
    """What the re-check found: title, what the button says, what the text is."""

    CLOSE = (N_("Close problems"), N_("Close them"), N_("Remark"))
    SEND_BACK = (N_("Send back"), N_("Send back"), N_("Reason"))
    LONG_TERM = (N_("Recognise as long-term"), N_("Recognise"), N_("Reason"))


class RecheckDialog(FormDialog):
    """One verdict on the problems chosen."""

    def __init__(self, context: Context, found: Sequence[Problem], verdict: Verdict) -> None:
        title, accept, words = map(_, verdict.value)
        super().__init__(context.frame.window_widget, "problem_recheck", title, accept)
        self._context, self._found, self._verdict = context, tuple(found), verdict
        self.body.addWidget(problem_list(found), 1)
        self._by = QLineEdit(context.session.author)
        self._by.setObjectName("checked_by")
        self._on = DayField(context.theme, date.today())
        self._on.setObjectName("checked_on")
        self._words = text_field("note")
        form = fields(
            (_("Re-checked by"), self._by),
            (_("Re-checked on"), self._on),
            (words, self._words),
        )
        self._again_by = DayField(context.theme)
        self._again_by.setObjectName("again_by")
        if verdict is Verdict.SEND_BACK:
            add_field(form, _("To be fixed again by"), self._again_by)
        self.body.addLayout(form)
        self._words.setFocus()
        fit_to_screen(self, 560, 440)

    def submit(self) -> None:
        """Record the verdict."""
        try:
            on, again_by = self._on.day() or date.today(), self._again_by.day()
        except Refused as refusal:
            self.refuse(refusal)
            return
        found, by, words = self._found, self._by.text(), self._words.toPlainText()
        verdict = self._verdict

        def record(desk: Desk) -> Changes:
            match verdict:
                case Verdict.CLOSE:
                    return rectification.close(desk, found, by, on, words)
                case Verdict.SEND_BACK:
                    return rectification.send_back(desk, found, by, on, words, again_by)
                case Verdict.LONG_TERM:
                    return rectification.keep_watching(desk, found, by, on, words)

        self._context.session.edit(record, self, self.done_with, self.refuse)


class DemandDialog(FormDialog):
    """What is asked for in the problems chosen, in place of the standing sentence."""

    def __init__(self, context: Context, found: Sequence[Problem]) -> None:
        super().__init__(
            context.frame.window_widget, "problem_demand", _("What is asked for"), _("Set")
        )
        self._context, self._found = context, tuple(found)
        self.body.addWidget(problem_list(found), 1)
        self._words = text_field("demand")
        demands = {one.entry.demand for one in found}
        if len(demands) == 1:
            self._words.setPlainText(demands.pop())
        self._words.setPlaceholderText(_("Empty: the standing sentence."))
        self.body.addLayout(fields((_("What is asked for"), self._words)))
        self._words.setFocus()
        fit_to_screen(self, 560, 360)

    def submit(self) -> None:
        """Record what is asked for."""
        found, words = self._found, self._words.toPlainText()
        self._context.session.edit(
            lambda desk: rectification.demand(desk, found, words),
            self,
            self.done_with,
            self.refuse,
        )
