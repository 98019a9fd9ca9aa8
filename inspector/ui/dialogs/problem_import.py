"""Replies that came back as sheets: what would become of each, then taken in as one action."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QPlainTextEdit

from inspector.domain.errors import Refused
from inspector.domain.inspection import Inspection
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.services import reply_sheets
from inspector.services.reply_sheets import Read, ReplyReport
from inspector.ui.context import Context
from inspector.ui.dialogs.day_field import DayField
from inspector.ui.dialogs.form import FormDialog, fields, fit_to_screen, muted
from inspector.ui.models.table import Column, TableModel
from inspector.ui.views.plain_table import plain_table


class ReplyImportDialog(FormDialog):
    """Shows what each sheet brings, refused rows among it, before anything is taken in."""

    def __init__(
        self,
        context: Context,
        task: Inspection,
        read: Sequence[Read],
        reports: Sequence[ReplyReport],
    ) -> None:
        super().__init__(
            context.frame.window_widget, "problem_import", _("Take replies in"), _("Take in")
        )
        self._context, self._task, self._read = context, task, tuple(read)
        self._on = DayField(context.theme, date.today())
        self._on.setObjectName("replied_on")
        self.body.addLayout(fields((_("Came in on"), self._on)))
        model: TableModel[ReplyReport] = TableModel(_columns(), self)
        model.replace(reports)
        self.body.addWidget(plain_table(model, "reports", _("Sheets that came back")), 2)
        sentences = [sentence(issue) for one in reports for issue in one.issues]
        if sentences:
            self.body.addWidget(muted(_("To be looked at:")))
            issues = QPlainTextEdit("\n".join(sentences))
            issues.setObjectName("issues")
            issues.setAccessibleName(_("To be looked at:"))
            issues.setReadOnly(True)
            self.body.addWidget(issues, 1)
        self.accept_button.setEnabled(any(one.replied or one.begun for one in reports))
        fit_to_screen(self, 820, 520)

    def submit(self) -> None:
        """Take the sheets in."""
        try:
            on = self._on.day() or date.today()
        except Refused as refusal:
            self.refuse(refusal)
            return
        task, read = self._task, self._read
        self._context.session.edit(
            lambda desk: reply_sheets.take_in_read(desk, task, read, on),
            self,
            self._taken,
            self.refuse,
        )

    def _taken(self, reports: tuple[ReplyReport, ...]) -> None:
        replied = sum(len(one.replied) for one in reports)
        begun = sum(len(one.begun) for one in reports)
        self._context.frame.tell(
            _("{replied} replies were taken in, {begun} problems were taken up.").format(
                replied=replied, begun=begun
            )
        )
        self.done_with()


def _columns() -> tuple[Column[ReplyReport], ...]:
    return (
        Column(_("File"), lambda row: row.file, width=240),
        Column(_("Unit"), lambda row: row.unit.label if row.unit else "—", width=150),
        Column(
            _("Replies"),
            lambda row: str(len(row.replied)),
            is_number=True,
            width=80,
            tip=lambda row: "、".join(row.replied),
        ),
        Column(
            _("Taken up"),
            lambda row: str(len(row.begun)),
            is_number=True,
            width=80,
            tip=lambda row: "、".join(row.begun),
        ),
        Column(_("Unchanged"), lambda row: str(len(row.unchanged)), is_number=True, width=80),
        Column(
            _("To be looked at"),
            lambda row: str(len(row.issues)) if row.issues else "",
            tip=lambda row: "\n".join(map(sentence, row.issues)),
        ),
    )
