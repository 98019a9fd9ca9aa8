"""The form for a new finding: rule, fact with usual phrases, count, place and time."""

from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from inspector.domain.checklist import ItemKind
from inspector.domain.marks import plain_mark
from inspector.i18n.gettext import _
from inspector.services.findings import MOST_COUNTED
from inspector.services.item_view import ItemView, RuleView
from inspector.services.phrases import Phrase
from inspector.services.typing import TypedFinding
from inspector.ui.theme import GAP, Theme
from inspector.ui.views.fact_field import FactField
from inspector.ui.views.rule_buttons import rule_words, signed
from inspector.ui.views.typed_text import Beat

TIME_FORMAT: Final = "%Y-%m-%d %H:%M"
_NO_RULE: Final = 0


class FindingForm(QFrame):
    """One finding while it is typed; Enter saves, Esc gives it up."""

    saved = Signal()
    given_up = Signal()
    typed = Signal(object)
    """A TypedFinding worth keeping."""
    rule_chosen = Signal(int)
    """The number of a rule whose phrases are wanted."""
    picture_wanted = Signal()
    pasted = Signal(str)
    """Several lines that were pasted in the place of one fact."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("finding_form")
        self.setProperty("kind", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._rules: list[RuleView] = []
        self._is_setting = False
        self._beat = Beat(self._tell_typed, self)
        self._make_fields(theme)
        self._lay_out()
        self._connect()

    # What the panel asks of it --------------------------------------------------------------------

    def begin(self, view: ItemView, rule: int, now: datetime) -> None:
        """Begin a finding under a rule's number."""
        self._is_setting = True
        self._fill_rules(view)
        self._choose(rule)
        self._fact.clear()
        self._count.setValue(1)
        self._points.clear()
        self._place.clear()
        self._sampled_at.setText(now.strftime(TIME_FORMAT))
        self._fixed.setChecked(False)
        self.say_pictures(0)
        self._is_setting = False
        self.show()
        self._rule_changed()
        self._fact.setFocus()

    def restore(self, view: ItemView, typed: TypedFinding) -> None:
        """Go on with a finding that was being typed."""
        self.begin(view, typed.rule, datetime.now())
        self._fact.setText(typed.fact)
        self._count.setValue(int(typed.count) if typed.count.isdecimal() else 1)
        self._points.setText(typed.points)
        self._place.setText(typed.place)
        self._sampled_at.setText(typed.sampled_at)

    def end(self) -> None:
        """Put the form away."""
        self._beat.stop()
        self.hide()
        self._fact.clear()

    def offer(self, phrases: tuple[Phrase, ...]) -> None:
        """Offer these phrases for the fact."""
        self._fact.offer(phrases)

    def suggest_place(self, place: str) -> None:
        """Write a place where none stands."""
        if place and not self._place.text().strip():
            self._place.setText(place)

    def choose_rule(self, number: int) -> None:
        """Put what is being typed under another rule."""
        self._choose(number)
        self._fact.setFocus()

    def set_count(self, count: int) -> None:
        """Say how many facts."""
        self._count.setValue(count)

    def set_points(self, points: int) -> None:
        """Say what it costs, where no rule says so."""
        self._points.setText(plain_mark(points))

    def say_pictures(self, count: int) -> None:
        """Say how many pictures wait for this finding."""
        self._pictures.setText(_("Picture {count}").format(count=count) if count else "")

    def is_complete(self) -> bool:
        """Whether nothing is missing; otherwise the keys go where something is."""
        asked: list[QLineEdit] = [self._fact]
        if self.rule is None and self._asks_points:
            asked.append(self._points)
        for field in asked:
            if not field.text().strip():
                field.setFocus()
                return False
        return True

    @property
    def content(self) -> TypedFinding:
        """What stands in the boxes."""
        return TypedFinding(
            rule=self.rule.number if self.rule is not None else _NO_RULE,
            fact=self._fact.text().strip(),
            count=str(self._count.value()),
            points=self._points.text().strip(),
            place=self._place.text().strip(),
            sampled_at=self._sampled_at.text().strip(),
        )

    @property
    def is_fixed_on_spot(self) -> bool:
        """Whether it was put right at once."""
        return self._fixed.isChecked()

    @property
    def rule(self) -> RuleView | None:
        """The rule chosen; None where the points are typed."""
        place = self._rule.currentIndex()
        return self._rules[place] if 0 <= place < len(self._rules) else None

    # Fields ---------------------------------------------------------------------------------------

    def _make_fields(self, theme: Theme) -> None:
        self._rule = QComboBox()
        self._rule.setObjectName("finding_rule")
        self._rule.setAccessibleName(_("Rule"))
        self._rule.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._fact = FactField(theme)
        self._count = QSpinBox()
        self._count.setObjectName("finding_count")
        self._count.setAccessibleName(_("Count"))
        self._count.setRange(1, MOST_COUNTED)
        self._count.setPrefix("× ")
        self._count.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self._count.setFixedWidth(72)
        self._points = _field("finding_points", _("Points"), _("points"))
        self._points.setFixedWidth(72)
        self._worth = QLabel()
        self._worth.setObjectName("finding_worth")
        self._place = _field("finding_place", _("Place"), _("Address, column or document number"))
        self._sampled_at = _field("finding_time", _("Seen at"), "2025-12-09 10:12")
        self._sampled_at.setFixedWidth(150)
        self._fixed = QCheckBox(_("Put right on the spot"))
        self._fixed.setObjectName("finding_fixed")
        self._pictures = QLabel()
        self._pictures.setProperty("kind", "muted")
        self._paste = QPushButton(theme.icon("mdi6.image-plus-outline"), _("Screenshot"))
        self._paste.setToolTip(_("Paste a screenshot as evidence") + "  Ctrl+Shift+V")
        self._save = QPushButton(_("Save"))
        self._save.setToolTip("Enter")
        self._save.setProperty("kind", "primary")
        self._save.setObjectName("finding_save")
        self._cancel = QPushButton(_("Cancel"))
        self._cancel.setToolTip("Esc")
        for button in (self._paste, self._save, self._cancel):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(GAP, GAP, GAP, GAP)
        grid.setSpacing(GAP)
        first, second, third = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (first, second, third):
            row.setSpacing(GAP)
        first.addWidget(self._rule)
        first.addWidget(self._fact, 1)
        second.addWidget(self._place, 1)  # One Tab from the fact, whatever the rule counts.
        second.addWidget(self._count)
        second.addWidget(self._points)
        second.addWidget(self._worth)
        second.addWidget(self._sampled_at)
        third.addWidget(self._fixed)
        third.addWidget(self._paste)
        third.addWidget(self._pictures)
        third.addStretch(1)
        third.addWidget(self._cancel)
        third.addWidget(self._save)
        for place, row in enumerate((first, second, third)):
            grid.addLayout(row, place, 0)

    def _connect(self) -> None:
        self._rule.currentIndexChanged.connect(self._rule_changed)
        self._fact.pasted.connect(self.pasted)
        for field in (self._fact, self._points, self._place, self._sampled_at):
            field.textChanged.connect(self._strike)
            field.returnPressed.connect(self._enter)
        self._count.valueChanged.connect(self._strike)
        self._count.valueChanged.connect(lambda _count: self._show_worth())
        self._save.clicked.connect(self.saved)
        self._cancel.clicked.connect(self.given_up)
        self._paste.clicked.connect(self.picture_wanted)

    def _fill_rules(self, view: ItemView) -> None:
        self._rules = [rule for rule in view.rules if rule.number]
        self._rule.blockSignals(True)
        self._rule.clear()
        for rule in self._rules:
            self._rule.addItem(rule_words(rule))
            self._rule.setItemData(self._rule.count() - 1, rule.text, Qt.ItemDataRole.ToolTipRole)
        self._asks_points = view.item.kind is ItemKind.SCORED
        if self._asks_points or not self._rules:
            self._rule.addItem(_("By no rule"))
        self._rule.setVisible(bool(self._rules))
        self._rule.blockSignals(False)

    def _choose(self, number: int) -> None:
        numbers = [rule.number for rule in self._rules]
        place = numbers.index(number) if number in numbers else len(numbers)
        self._rule.setCurrentIndex(place)

    # Following the keys ---------------------------------------------------------------------------

    def _rule_changed(self) -> None:
        rule = self.rule
        self._points.setVisible(rule is None and self._asks_points)
        self._count.setVisible(rule is None or rule.is_counted)
        if rule is not None and not rule.is_counted:
            self._count.setValue(1)
        self._show_worth()
        if not self._is_setting:
            self.rule_chosen.emit(rule.number if rule is not None else _NO_RULE)

    def _show_worth(self) -> None:
        self._worth.setText(_worth_of(self.rule, self._count.value()))

    def _strike(self) -> None:
        if not self._is_setting and self.isVisible():
            self._beat.strike()

    def _tell_typed(self) -> None:
        self.typed.emit(self.content)

    def _enter(self) -> None:
        if not self._fact.is_choosing:
            self.saved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Give the finding up on Esc; save on Enter from any field, press a button that has it."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif isinstance(focused, QPushButton):
            focused.click()
        elif not isinstance(focused, QLineEdit):  # A line of text has said so itself.
            self._enter()


def _worth_of(rule: RuleView | None, count: int) -> str:
    """Return what so many facts cost or earn, where the rule says it."""
    if rule is None or rule.worth is None:
        return ""
    return signed(rule.worth * count, earns=rule.earns)


def _field(name: str, title: str, hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(title)
    field.setPlaceholderText(hint)
    return field
