"""An objection is taken down: what a unit contests, why, since when, and what it hands in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from inspector.domain.errors import Refused
from inspector.domain.finding import Finding
from inspector.domain.inspection import Inspection
from inspector.domain.issues import Issue
from inspector.domain.marks import format_mark
from inspector.domain.objection import Objection
from inspector.domain.unit import Unit
from inspector.i18n.gettext import _
from inspector.services import objections
from inspector.services.evidence import Piece
from inspector.services.files import Hashed
from inspector.services.objections import Contestable, Protest
from inspector.ui.context import Context
from inspector.ui.dialogs.day_field import DayField
from inspector.ui.dialogs.form import FormDialog, fields, fit_to_screen, muted
from inspector.ui.views.unit_rows import UnitRow

_TEXT_HEIGHT: Final = 72


class AddObjectionDialog(FormDialog):
    """Takes down what a unit objects to: item, findings, reason, day and evidence."""

    def __init__(
        self,
        context: Context,
        task: Inspection,
        rows: Sequence[UnitRow],
        chosen: UnitRow | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, "add_objection", _("Register an objection"), _("Register"))
        self._context, self._task = context, task
        self._rows = tuple(rows)
        self._items: tuple[Contestable, ...] = ()
        self._build()
        fit_to_screen(self, 680, 560)
        if chosen is not None and chosen in self._rows:
            self._unit.setCurrentIndex(self._rows.index(chosen))
        self._unit.currentIndexChanged.connect(lambda _place: self._ask())
        self._ask()

    def submit(self) -> None:
        """Register it; the unit's assessment is then under review."""
        item, unit = self._item.currentData(), self._chosen_unit()
        if not isinstance(item, Contestable) or unit is None:
            self.complain(_("Choose the unit and the item that it objects to."))
            return
        if not self._reason.toPlainText().strip():
            self.complain(_("The unit's reason is missing; an objection is answered by it."))
            return
        protest = self._protest()
        if protest is None:
            return
        task, contested = self._task, item.item

        def keep(known: Sequence[Hashed]) -> None:
            pieces = tuple(Piece(source=str(one.path), hashed=one) for one in known)
            heard = replace(protest, evidence=pieces)
            self._context.session.edit(
                lambda desk: objections.add(desk, task, unit, contested, heard),
                self,
                then=self._tell,
                refused=self._let_go,
            )

        if not self._paths:
            keep(())
            return
        self.accept_button.setEnabled(False)  # while the files are read
        sources = [Path(path) for path in self._paths]
        self._context.workers.run(
            "files.read", {"sources": sources}, keep, self, failed=self._let_go
        )

    def _let_go(self, refusal: Refused) -> None:
        self.accept_button.setEnabled(True)
        self.refuse(refusal)

    # Parts ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._context.theme
        self._unit, self._item = QComboBox(), QComboBox()
        self._unit.setObjectName("unit")
        self._item.setObjectName("item")
        self._item.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for row in self._rows:
            self._unit.addItem(row.line.unit.label)
        self._findings = QListWidget()
        self._findings.setMaximumHeight(96)
        self._findings.setWordWrap(True)
        self._findings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._reason = QPlainTextEdit()
        self._reason.setObjectName("objection_reason")
        self._reason.setTabChangesFocus(True)
        self._reason.setMaximumHeight(_TEXT_HEIGHT)
        self._received = DayField(theme, date.today())
        self._late = QLineEdit()
        self._late.setPlaceholderText(_("Needed after the last day only"))
        self._files = QLineEdit()
        self._files.setReadOnly(True)
        self._paths: tuple[str, ...] = ()
        choose = QPushButton(_("Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose_files)
        beside = QWidget()
        row_of_files = QHBoxLayout(beside)
        row_of_files.setContentsMargins(0, 0, 0, 0)
        row_of_files.addWidget(self._files, 1)
        row_of_files.addWidget(choose)
        self._files.setAccessibleName(_("Evidence"))
        self.body.addLayout(
            fields(
                (_("Unit"), self._unit),
                (_("Item"), self._item),
                (_("Findings contested"), self._findings),
                (_("Reason of the objection"), self._reason),
                (_("Received on"), self._received),
                (_("Why it is heard late"), self._late),
                (_("Evidence"), beside),
            )
        )
        self._hint = muted("")
        self.body.addWidget(self._hint)
        self.body.addStretch(1)
        self._item.currentIndexChanged.connect(lambda _place: self._show_findings())

    def _chosen_unit(self) -> Unit | None:
        place = self._unit.currentIndex()
        return self._rows[place].line.unit if 0 <= place < len(self._rows) else None

    def _ask(self) -> None:
        unit, task = self._chosen_unit(), self._task
        if unit is None:
            self._hint.setText(_("No unit has been fed back to yet, so none can object."))
            self.accept_button.setEnabled(False)
            return
        deadline = self._rows[self._unit.currentIndex()].line.part.objection_deadline
        self._hint.setText(_("Last day for objections: {day}").format(day=deadline or "—"))
        self._context.session.ask(
            lambda desk: objections.contestable(desk, task, unit), self._show_items, self
        )

    def _show_items(self, items: tuple[Contestable, ...]) -> None:
        """List the items, those that cost marks first."""
        self._items = tuple(sorted(items, key=lambda one: not one.findings))
        self._item.clear()
        for one in self._items:
            text = one.item.title
            if one.findings:
                cost = format_mark(sum(finding.points for finding in one.findings))
                text = _("{item} (−{points})").format(item=one.item.title, points=cost)
            self._item.addItem(text, one)
        self._show_findings()

    def _show_findings(self) -> None:
        self._findings.clear()
        one = self._item.currentData()
        if not isinstance(one, Contestable):
            return
        for finding in one.findings:
            entry = QListWidgetItem(finding_words(finding))
            entry.setData(Qt.ItemDataRole.UserRole, str(finding.id))
            entry.setFlags(entry.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            entry.setCheckState(Qt.CheckState.Checked)
            self._findings.addItem(entry)

    def _choose_files(self) -> None:
        dialog = QFileDialog(self, _("Evidence of the objection"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._take_files)
        dialog.open()

    def _take_files(self, paths: list[str]) -> None:
        self._paths = tuple(paths)
        self._files.setText("；".join(paths))

    def _protest(self) -> Protest | None:
        try:
            received = self._received.day()
        except Refused as refusal:
            self.refuse(refusal)
            return None
        deadline = self._rows[self._unit.currentIndex()].line.part.objection_deadline
        late = self._late.text().strip()
        if received is None:
            self.complain(_("The day on which the objection came in is missing."))
            return None
        if deadline is not None and received > deadline and not late:
            self.complain(
                _("It came in after the last day {day}; say why it is heard.").format(day=deadline)
            )
            return None
        every = [self._findings.item(at) for at in range(self._findings.count())]
        checked = [one for one in every if one.checkState() is Qt.CheckState.Checked]
        named = () if len(checked) == len(every) else tuple(_id_of(one) for one in checked)
        return Protest(
            reason=self._reason.toPlainText().strip(),
            received_on=received,
            late_reason=late,
            findings=named,
        )

    def _tell(self, made: tuple[Objection, tuple[Issue, ...]]) -> None:
        if made[1]:
            self._context.frame.warn(made[1])
        self.accept()


def finding_words(finding: Finding) -> str:
    """Return one finding in a line: what it costs, the fact, where."""
    parts = (f"−{format_mark(finding.points)}", finding.fact, finding.place)
    return " | ".join(filter(None, parts))


def _id_of(entry: QListWidgetItem) -> str:
    return str(entry.data(Qt.ItemDataRole.UserRole))
