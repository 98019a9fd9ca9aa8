"""The line above the scoring screen: the unit, how far it is, and the ways to work."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from inspector.domain.ids import UnitId
from inspector.domain.marks import whole_mark
from inspector.i18n.gettext import _
from inspector.i18n.words import label
from inspector.services.score_lines import Totals
from inspector.services.score_sheet import ScoreSheet
from inspector.services.unit_choices import Choice
from inspector.ui.context import Context
from inspector.ui.theme import GAP
from inspector.ui.views.unit_chooser import UnitChooser

_SIGN: Final = 16
MODES: Final = ("by_unit", "by_item", "by_rule")
"""The ways to work, as the actions name them."""


class ScoringHead(QFrame):
    """Shows the unit's state and totals; everything on it is an action of the table."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("scoring_head")
        self._context = context
        self.chooser = UnitChooser()
        self._state = QLabel()
        self._state.setObjectName("unit_state")
        self._checked = QLabel()
        self._checked.setObjectName("checked_count")
        self._deducted = QPushButton()
        self._deducted.setObjectName("deducted_total")
        self._deducted.setProperty("kind", "flat")
        self._deducted.setToolTip(_("Show how the deduction comes about."))
        self._mark = QLabel()
        self._mark.setObjectName("unit_mark")
        self._lock = QLabel()
        self._modes = QButtonGroup(self)
        self._arrange()

    @property
    def deducted(self) -> QPushButton:
        """The button that shows the working of the whole deduction."""
        return self._deducted

    def show_choices(self, choices: Sequence[Choice], unit: UnitId | None) -> None:
        """Offer units."""
        self.chooser.show_choices(choices, unit)
        self.follow_field_mode()

    def show_unit(self, sheet: ScoreSheet | None) -> None:
        """Show a unit's state and how far it is."""
        for part in (self._state, self._checked, self._deducted, self._mark, self._lock):
            part.setVisible(sheet is not None)
        if sheet is None:
            return
        self._state.setText(label(sheet.part.state))
        is_shut = sheet.is_locked or self._context.session.is_read_only
        why = _("Approved: no mark changes") if sheet.is_locked else _("Opened for reading only")
        self._lock.setVisible(is_shut)
        self._lock.setPixmap(self._context.theme.icon("mdi6.lock", "warning").pixmap(_SIGN))
        self._lock.setToolTip(why)
        self._lock.setAccessibleName(why)
        self.show_totals(sheet.totals())

    def show_totals(self, totals: Totals) -> None:
        """Show what is checked and deducted; mark and grade only once nothing is open."""
        hides = self._context.frame.is_field_mode
        self._checked.setText(
            _("Checked {checked}/{items}").format(checked=totals.checked, items=totals.items)
        )
        self._deducted.setText(
            _("Deducted {marks} marks").format(marks=whole_mark(totals.deducted))
        )
        self._deducted.setVisible(not hides)
        self._mark.setVisible(totals.mark is not None and not hides)
        if totals.mark is not None:
            parts = [_("Mark {mark}").format(mark=whole_mark(totals.mark)), totals.grade or ""]
            self._mark.setText("  ".join(filter(None, parts)))

    def show_mode(self, mode: str) -> None:
        """Mark the way of working that is in use; what is said of one unit belongs to the first."""
        for key in MODES:
            self._context.actions.action(f"scoring.{key}").setChecked(key == mode)
        self._unit_part.setVisible(mode == MODES[0])

    def follow_field_mode(self) -> None:
        """Hide what others' eyes need not see, or show it again."""
        self.chooser.setEnabled(not self._context.frame.is_field_mode)

    def _arrange(self) -> None:
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(GAP // 2)
        self._unit_part = QWidget(self)
        row = QHBoxLayout(self._unit_part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP // 2)
        row.addWidget(self._button("scoring.previous_unit"))
        row.addWidget(self.chooser)
        row.addWidget(self._button("scoring.next_unit"))
        row.addSpacing(GAP)
        for label_ in (self._state, self._checked):
            label_.setProperty("kind", "muted")
            row.addWidget(label_)
            row.addSpacing(GAP)
        row.addWidget(self._deducted)
        self._mark.setProperty("kind", "heading")
        row.addWidget(self._mark)
        row.addWidget(self._lock)
        outer.addWidget(self._unit_part)
        outer.addStretch(1)
        for key in MODES:
            outer.addWidget(self._button(f"scoring.{key}", with_text=True))
        outer.addSpacing(GAP)
        self._check = self._button("scoring.check", with_text=True)
        for button in (
            self._check,
            self._button("frame.undo"),
            self._button("frame.redo"),
            self._button("frame.field_mode", with_text=True),
        ):
            outer.addWidget(button)

    def show_issues(self, count: int | None) -> None:
        """Show on its button how much the check finds; None while nobody counted."""
        word = self._context.actions.action("scoring.check").text()
        self._check.setText(word if count is None else f"{word} {count}")

    def _button(self, key: str, *, with_text: bool = False) -> QToolButton:
        action: QAction = self._context.actions.action(key)
        button = QToolButton()
        button.setDefaultAction(action)
        button.setObjectName(f"{key}_button")
        button.setAccessibleName(action.text())
        if with_text:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        return button
