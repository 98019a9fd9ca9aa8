"""An objection is given to a reviewer, and decided with its effect shown first."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from inspector.domain.errors import Refused
from inspector.domain.finding import Finding
from inspector.domain.inspection import Inspection
from inspector.domain.marks import format_mark
from inspector.domain.objection import ObjectionDecision
from inspector.domain.results import Grading
from inspector.domain.unit import Unit
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.i18n.words import label
from inspector.services import objections
from inspector.services.objections import Effect, Registered, Ruling
from inspector.ui.context import Context
from inspector.ui.dialogs.day_field import DayField
from inspector.ui.dialogs.form import FormDialog, fields, fit_to_screen, heading, muted
from inspector.ui.dialogs.objection_registering import finding_words
from inspector.ui.dialogs.replacements import Replacements

_TEXT_HEIGHT: Final = 72


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
