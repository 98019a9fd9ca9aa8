"""The card of one item: what is checked, what was concluded, and the rules to find against."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from inspector.i18n.gettext import _
from inspector.services.item_view import ItemView
from inspector.ui.theme import GAP, MARGIN
from inspector.ui.views.conclusion_row import ConclusionRow
from inspector.ui.views.item_head import ItemHead, claim_words, row_label
from inspector.ui.views.rule_buttons import RuleButtons


class ItemCard(QFrame):
    """Item, conclusions and rules in aligned rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._head = ItemHead()
        self.conclusions = ConclusionRow()
        self.rules = RuleButtons()
        self._rules_name = row_label(_("Rules"))
        self._shown: object = None
        rows = QGridLayout(self)
        rows.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        rows.setHorizontalSpacing(MARGIN)
        rows.setVerticalSpacing(GAP)
        rows.setColumnStretch(1, 1)
        rows.setRowStretch(0, 1)
        rows.addWidget(self._head, 0, 0, 1, 2)
        rows.addWidget(row_label(_("Verdict")), 1, 0, Qt.AlignmentFlag.AlignTop)
        rows.addWidget(self.conclusions, 1, 1)
        rows.addWidget(self._rules_name, 2, 0, Qt.AlignmentFlag.AlignVCenter)
        rows.addWidget(self.rules, 2, 1)

    def show_view(self, view: ItemView) -> None:
        """Show an item; its text is left as it is while the item is the same."""
        shown = (view.key, view.item, claim_words(view))
        if shown != self._shown:
            self._shown = shown
            self._head.show_view(view)
        self.conclusions.show_view(view)
        self.rules.show_view(view)

    def make_room(self, is_needed: bool) -> None:
        """Put the rules away while one is chosen elsewhere."""
        self._rules_name.setVisible(not is_needed)
        self.rules.setVisible(not is_needed)
