"""The form that sets one item for all units chosen: a conclusion, or a fact under a rule."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from inspector.domain.answer import Conclusion
from inspector.domain.checklist import Item, ItemKind
from inspector.domain.ids import UnitId
from inspector.domain.marks import Mark
from inspector.domain.rules import Rule, RuleKind, letter
from inspector.i18n.gettext import _
from inspector.i18n.words import conclusion_label
from inspector.services.answers import read_mark
from inspector.services.filling import Entry, Noted
from inspector.services.findings import MOST_COUNTED, Fact
from inspector.ui.theme import GAP

_SCORED = (Conclusion.MET, Conclusion.DID_NOT_OCCUR, Conclusion.NOT_APPLICABLE)
_TASK = (Conclusion.MET, Conclusion.PARTLY_MET, Conclusion.NOT_MET, Conclusion.ONGOING)


class ManyForm(QFrame):
    """What is to be set; `applied` asks for it, after which `entry` says it for a unit."""

    applied = Signal()
    fill_asked = Signal()
    paste_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("many_form")
        self.setProperty("kind", "card")
        self._choices: list[Conclusion | Rule | None] = []
        """What can be chosen, by place: Qt would hand an enum back as a bare text."""
        self._what = QComboBox()
        self._what.setObjectName("many_what")
        self._what.setAccessibleName(_("What to set"))
        self._what.currentIndexChanged.connect(self._ask)
        self._count = QSpinBox()
        self._count.setRange(1, MOST_COUNTED)
        self._count.setAccessibleName(_("Count"))
        self._points = _field("many_points", _("Points"))
        self._fact = _field("many_fact", _("Fact"))
        self._place = _field("many_place", _("Place"))
        self._apply = QPushButton()
        self._apply.setObjectName("many_apply")
        self._apply.setProperty("kind", "primary")
        self._apply.clicked.connect(self.applied)
        self._fill = QPushButton(_("Fill down"))
        self._fill.setObjectName("many_fill")
        self._fill.setToolTip(
            _("Bring the units chosen to where the first of them stands.") + "  Ctrl+D"
        )
        self._fill.clicked.connect(self.fill_asked)
        self._paste = QPushButton(_("Paste from a sheet"))
        self._paste.setObjectName("many_paste")
        self._paste.setToolTip(
            _("Columns: unit, conclusion or deduction, fact, place, time.") + "  Ctrl+V"
        )
        self._paste.clicked.connect(self.paste_asked)
        self._arrange()
        self.show_count(0, is_shut=False)

    def show_item(self, item: Item) -> None:
        """Offer what can be said of an item."""
        is_task = item.kind is ItemKind.TASK
        conclusions = _TASK if is_task else _SCORED
        rules = [rule for rule in item.rules if rule.kind is not RuleKind.RATIO]
        self._choices = [*conclusions, *rules]
        names = [conclusion_label(one, task=is_task) for one in conclusions]
        names += [_shortened(f"{letter(rule.number)} {rule.text}") for rule in rules]
        if not item.rules and not is_task:
            self._choices.append(None)
            names.append(_("A finding with typed points"))
        self._what.clear()
        self._what.addItems(names)
        self.clear()

    def show_count(self, count: int, *, is_shut: bool) -> None:
        """Say for how many units it would be set."""
        said = _("Set for {count} units").format(count=count)
        self._apply.setText(said if count else _("Choose units first"))
        self._apply.setEnabled(count > 0 and not is_shut)
        self._fill.setEnabled(count > 1 and not is_shut)
        self._paste.setEnabled(not is_shut)

    def clear(self) -> None:
        """Empty the fields for the next facts."""
        for field in (self._fact, self._place, self._points):
            field.clear()
        self._count.setValue(1)
        self._ask()

    def entry(self, unit: UnitId) -> Entry:
        """Return what to set for a unit. Raises Refused for points that are no number."""
        what = self._chosen()
        if isinstance(what, Conclusion):
            return Entry(
                unit=unit,
                conclusion=what,
                reason=self._fact.text().strip(),
                allowed_by=self._place.text().strip(),
            )
        points: Mark | None = None if what is not None else read_mark(self._points.text() or "0")
        fact = Fact(
            fact=self._fact.text().strip(),
            count=self._count.value(),
            place=self._place.text().strip(),
            points=points,
        )
        return Entry(
            unit=unit, findings=(Noted(rule=0 if what is None else what.number, fact=fact),)
        )

    def _chosen(self) -> Conclusion | Rule | None:
        place = self._what.currentIndex()
        return self._choices[place] if 0 <= place < len(self._choices) else Conclusion.MET

    def _ask(self) -> None:
        """Show the fields that what was chosen asks for."""
        what = self._chosen()
        is_finding = not isinstance(what, Conclusion)
        asks_reason = what is Conclusion.NOT_APPLICABLE
        self._count.setVisible(isinstance(what, Rule))
        self._points.setVisible(is_finding and what is None)
        for field, finding_word, reason_word in (
            (self._fact, _("Fact"), _("Why it does not apply")),
            (self._place, _("Place"), _("Allowed by")),
        ):
            word = reason_word if asks_reason else finding_word
            field.setVisible(is_finding or asks_reason)
            field.setPlaceholderText(word)
            field.setAccessibleName(word)

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(GAP, GAP, GAP, GAP)
        grid.setSpacing(GAP)
        said = QLabel(_("For the units chosen"))
        said.setProperty("kind", "muted")
        first = QHBoxLayout()
        for part, stretch in ((said, 0), (self._what, 1), (self._count, 0), (self._points, 0)):
            first.addWidget(part, stretch)
        second = QHBoxLayout()
        second.addWidget(self._fact, 2)
        second.addWidget(self._place, 1)
        third = QHBoxLayout()
        third.addWidget(self._fill)
        third.addWidget(self._paste)
        third.addStretch(1)
        third.addWidget(self._apply)
        for row, line in enumerate((first, second, third)):
            grid.addLayout(line, row, 0)


_LONGEST = 40


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _field(name: str, word: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(word)
    field.setPlaceholderText(word)
    return field
