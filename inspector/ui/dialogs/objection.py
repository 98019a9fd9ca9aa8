"""Objections: registered, given to a reviewer, decided with their effect shown first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from inspector.domain.errors import Refused
from inspector.domain.finding import Finding
from inspector.domain.inspection import Inspection
from inspector.domain.issues import Issue
from inspector.domain.marks import format_mark
from inspector.domain.objection import Objection, ObjectionDecision
from inspector.domain.results import Grading
from inspector.domain.unit import Unit
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.i18n.words import label
from inspector.services import objections
from inspector.services.evidence import Piece
from inspector.services.files import Hashed
from inspector.services.objections import Contestable, Effect, Protest, Registered, Ruling
from inspector.ui.context import Context
from inspector.ui.dialogs.day_field import DayField
from inspector.ui.dialogs.form import FormDialog, fields, fit_to_screen, heading, muted
from inspector.ui.dialogs.replacements import Replacements
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


class ReviewerDialog(FormDialog):
    """Gives an objection to a reviewer; whoever checked the item first is refused."""

    def __init__(
        self, context: Context, task: Inspection, one: Registered, parent: QWidget
    ) -> None:
        super().__init__(parent, "reviewer", _("Name the reviewer"), _("Name the reviewer"))
        self.setMinimumWidth(420)
        self._context, self._task, self._one = context, task, one
        self.body.addWidget(heading(f"{one.unit.label}  {one.item.title}"))
        self.body.addWidget(muted(_("The reviewer is somebody who did not check the item first.")))
        self._name = reviewer_field(task, one.objection.reviewer)
        self.body.addLayout(fields((_("Reviewer"), self._name)))

    def submit(self) -> None:
        """Name the reviewer."""
        name, one, task = self._name.currentText().strip(), self._one, self._task
        if not name:
            self.complain(_("Nobody is named yet; write a name."))
            return
        self._context.session.edit(
            lambda desk: objections.assign(desk, task, one.unit, one.item, name),
            self,
            then=self.done_with,
            refused=self.refuse,
        )


@dataclass(frozen=True, slots=True)
class Contested:
    """An undecided objection with the findings it contests, to be decided on."""

    one: Registered
    findings: tuple[Finding, ...]


class DecisionDialog(FormDialog):
    """Decides an objection: first its effect on marks and ranks is shown, then it is confirmed."""

    def __init__(
        self, context: Context, task: Inspection, contested: Contested, parent: QWidget
    ) -> None:
        super().__init__(parent, "decision", _("Decide the objection"), _("Show the effect"))
        self._context, self._task, self._contested = context, task, contested
        self._shown: Ruling | None = None
        self._build()
        fit_to_screen(self, 720, 600)

    def submit(self) -> None:
        """Show the effect; what was shown and not changed since is carried out."""
        ruling = self._ruling()
        if ruling is None:
            return
        if ruling == self._shown:
            self._decide(ruling)
            return
        door, one = self._context.session.door, self._contested.one
        if door is None:
            return
        self._effect.setText(_("Working out marks and ranks…"))
        self._context.workers.run(
            "overview.effect",
            {
                "door": door,
                "task": self._task.id,
                "unit": one.unit.id,
                "number": one.item.number,
                "ruling": ruling,
            },
            lambda effect: self._show_effect(ruling, effect),
            self,
            failed=self._no_effect,
            quiet=True,
        )

    # Parts ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        one = self._contested.one
        self.body.addWidget(heading(f"{one.unit.label}  {one.item.title}"))
        self.body.addWidget(muted(_("Reason: {reason}").format(reason=one.objection.reason)))
        for finding in self._contested.findings:
            self.body.addWidget(muted(f"· {finding_words(finding)}"))
        self._decisions = QButtonGroup(self)
        row = QHBoxLayout()
        for place, decision in enumerate(ObjectionDecision):
            button = QRadioButton(label(decision))
            button.setObjectName(decision.value)
            self._decisions.addButton(button, place)
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self._replacements = Replacements(self._context.theme, one.item)
        self._replacements.hide()
        self.body.addWidget(self._replacements)
        self._reason = QPlainTextEdit()
        self._reason.setObjectName("decision_reason")
        self._reason.setTabChangesFocus(True)
        self._reason.setMaximumHeight(_TEXT_HEIGHT)
        self._reviewer = reviewer_field(self._task, one.objection.reviewer)
        self._reviewer.setObjectName("reviewer_name")
        self._approver = QLineEdit()
        self._approver.setObjectName("approver")
        self._on = DayField(self._context.theme, date.today())
        self.body.addLayout(
            fields(
                (_("Reason of the decision"), self._reason),
                (_("Reviewer"), self._reviewer),
                (_("Approved by"), self._approver),
                (_("Decided on"), self._on),
            )
        )
        self._effect = QLabel()
        self._effect.setObjectName("effect")
        self._effect.setWordWrap(True)
        self.body.addWidget(self._effect)
        self.body.addStretch(1)
        self._follow_changes()

    def _follow_changes(self) -> None:
        self._decisions.idToggled.connect(lambda _place, _on: self._changed())
        self._reason.textChanged.connect(self._changed)
        self._reviewer.currentTextChanged.connect(lambda _text: self._changed())
        self._approver.textChanged.connect(lambda _text: self._changed())
        self._on.changed.connect(self._changed)
        self._replacements.changed.connect(self._changed)

    def _changed(self) -> None:
        """Forget what was shown: something else is entered now."""
        self._shown = None
        self._effect.clear()
        self.accept_button.setText(_("Show the effect"))
        self._replacements.setVisible(self._decision() is ObjectionDecision.CHANGED)

    def _decision(self) -> ObjectionDecision | None:
        place = self._decisions.checkedId()
        return None if place < 0 else tuple(ObjectionDecision)[place]

    # Deciding -------------------------------------------------------------------------------------

    def _ruling(self) -> Ruling | None:
        decision = self._decision()
        complaints = [
            text
            for text, is_there in (
                (_("Say whether the objection is upheld."), decision is not None),
                (_("The reason of the decision is missing."), self._reason.toPlainText().strip()),
                (_("The reviewer is missing."), self._reviewer.currentText().strip()),
                (_("The name of who approved the decision is missing."), self._approver.text()),
            )
            if not is_there
        ]
        try:
            day = self._on.day()
        except Refused as refusal:
            complaints += map(sentence, refusal.issues)
            day = None
        if complaints or decision is None:
            self.complain(*complaints)
            return None
        changes = decision is ObjectionDecision.CHANGED
        return Ruling(
            decision=decision,
            reason=self._reason.toPlainText().strip(),
            decided_on=day or date.today(),
            approver=self._approver.text().strip(),
            reviewer=self._reviewer.currentText().strip(),
            replacements=self._replacements.facts() if changes else (),
        )

    def _show_effect(self, ruling: Ruling, effect: Effect) -> None:
        self._shown = ruling
        self._effect.setText("\n".join(effect_words(self._contested.one.unit, effect)))
        self.accept_button.setText(_("Decide so"))
        self.accept_button.setEnabled(True)
        self.accept_button.setFocus()  # It lost the keys to Cancel while it was shut.

    def _no_effect(self, refusal: Refused) -> None:
        self._effect.clear()
        self.refuse(refusal)

    def _decide(self, ruling: Ruling) -> None:
        one, task = self._contested.one, self._task
        self._context.session.edit(
            lambda desk: objections.decide(desk, task, one.unit, one.item, ruling, confirmed=True),
            self,
            then=self.done_with,
            refused=self.refuse,
        )


def reviewer_field(task: Inspection, present: str) -> QComboBox:
    """Return a field for a name, with those of the teams to choose from."""
    field = QComboBox()
    field.setEditable(True)
    people = [name for team in task.teams for name in (team.leader, *team.members) if name]
    field.addItems([*dict.fromkeys(people)])
    field.setCurrentText(present)
    return field


def finding_words(finding: Finding) -> str:
    """Return one finding in a line: what it costs, the fact, where."""
    parts = (f"−{format_mark(finding.points)}", finding.fact, finding.place)
    return " | ".join(filter(None, parts))


def effect_words(unit: Unit, effect: Effect) -> list[str]:
    """Return what a decision does: the unit's mark and grade, its rank, the ranks of others."""
    lines = [
        _("{unit}: {before} → {after}").format(
            unit=unit.label, before=_result(effect.before), after=_result(effect.after)
        )
    ]
    if effect.own is not None:
        lines.append(
            _("Its rank: {before} → {after}").format(
                before=effect.own.before or "—", after=effect.own.after or "—"
            )
        )
    if effect.others:
        moved = objections.moves(effect.others)
        lines.append(_("⚠ Ranks of other units: {changes}").format(changes=moved))
    else:
        lines.append(_("The rank of no other unit moves."))
    return lines


def _result(graded: Grading) -> str:
    mark = "—" if graded.mark is None else format_mark(graded.mark)
    return f"{mark} {graded.grade or ''}".strip()


def _id_of(entry: QListWidgetItem) -> str:
    return str(entry.data(Qt.ItemDataRole.UserRole))
