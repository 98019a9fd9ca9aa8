"""One button for each rule of the criteria, and the item's marks beside them."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from inspector.domain.answer import Conclusion
from inspector.domain.checklist import ItemKind
from inspector.domain.marks import whole_mark
from inspector.i18n.gettext import _
from inspector.services.item_view import ItemView, RuleView
from inspector.ui.theme import MARGIN
from inspector.ui.views.flow_layout import FlowRow

_LONGEST: Final = 18
"""Characters of a rule's text on its button; the whole stands in the tooltip."""
_ENDING: Final = 9
"""Characters kept of a longer text's ending: there stands what one fact costs."""


class RuleButtons(QWidget):
    """Each button begins a finding under its rule."""

    chosen = Signal(int)
    """The place of a rule in the view's rules."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rules")
        self._rules: tuple[RuleView, ...] = ()
        self._row = FlowRow()
        self._marks = QLabel()
        self._marks.setObjectName("item_marks")
        self._marks.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MARGIN)
        row.addWidget(self._row, 1)
        row.addWidget(self._marks, 0, Qt.AlignmentFlag.AlignBottom)

    def show_view(self, view: ItemView) -> None:
        """Show an item's rules and marks."""
        if view.rules != self._rules:
            self._rules = view.rules
            self._row.flow.clear()
            for place, rule in enumerate(view.rules):
                self._row.flow.addWidget(self._button(place, rule))
        for button in self.findChildren(QPushButton):
            button.setEnabled(not view.is_locked)
        self._marks.setText(marks_words(view))

    def _button(self, place: int, rule: RuleView) -> QPushButton:
        button = QPushButton(rule_words(rule))
        button.setObjectName(f"rule_{rule.number}")
        button.setToolTip(rule_tip(rule) + ("  Alt+D" if place == 0 else ""))
        button.setAccessibleName(f"{rule.name} {rule.text}")
        button.setAutoDefault(False)
        button.clicked.connect(partial(self._chosen, place))
        return button

    def _chosen(self, place: int, _checked: bool = False) -> None:
        self.chosen.emit(place)


def rule_words(rule: RuleView) -> str:
    """Return a rule as short as a button: a 仅文字 −0.50."""
    text = rule.text or _("New finding")
    short = text
    if len(text) > _LONGEST:
        short = f"{text[: _LONGEST - _ENDING - 1]}…{text[-_ENDING:]}"
    return "  ".join(filter(None, (rule.letter, short)))


def rule_tip(rule: RuleView) -> str:
    """Return a rule's whole text with what one fact is worth."""
    told = [rule.text] if rule.text else []
    if rule.worth is not None:
        told.append(signed(rule.worth, earns=rule.earns))
    elif rule.by_figures:
        told.append(_("by the figures of the item"))
    return "  ".join(told) or _("New finding")


def signed(points: int, *, earns: bool) -> str:
    """Return points with the sign they have in the mark: −0.50, +3.00."""
    if not points:
        return whole_mark(0)
    return f"{'+' if earns else '−'}{whole_mark(points)}"


def _is_marked(view: ItemView) -> bool:
    """Whether a mark of ours says something: none does of an item that leaves the sum."""
    leaves = view.answer.conclusion is Conclusion.NOT_APPLICABLE and not view.marks.checked
    return view.item.kind in {ItemKind.SCORED, ItemKind.BONUS} and not leaves


def marks_words(view: ItemView) -> str:
    """Return the marks of both sides and what is lost: 自评 2.40  初评 2.40  扣 1.60."""
    marks = view.marks
    told = []
    if marks.claimed is not None:
        told.append(_("Self {mark}").format(mark=whole_mark(marks.claimed)))
    if _is_marked(view) and marks.checked is not None:
        told.append(_("Checked {mark}").format(mark=whole_mark(marks.checked)))
    if marks.approved is not None and marks.approved != marks.checked:
        told.append(_("Approved {mark}").format(mark=whole_mark(marks.approved)))
    if marks.deducted or marks.due:
        told.append(_("Lost {mark}").format(mark=whole_mark(marks.deducted)))
    if marks.due != marks.deducted:
        told.append(_("(due {mark}, capped)").format(mark=whole_mark(marks.due)))
    return "   ".join(told)
