"""What of the list is shown: chips with counts, the way of checking, one's own part, a text."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.checklist import CheckingWay
from inspector.i18n.gettext import N_, _
from inspector.i18n.words import label
from inspector.services.score_filter import Filter, Show
from inspector.ui.memory import Memory
from inspector.ui.theme import GAP
from inspector.ui.views.flow_layout import FlowLayout

_WORDS: Final[Mapping[Show, str]] = {
    Show.ALL: N_("All"),
    Show.OPEN: N_("Not yet checked"),
    Show.DEDUCTED: N_("With deductions"),
    Show.UNSUPPORTED: N_("Without evidence"),
    Show.DID_NOT_OCCUR: N_("Did not occur"),
    Show.NOT_APPLICABLE: N_("Not applicable"),
}
_TIPS: Final[Mapping[Show, str]] = {
    Show.ALL: N_("All items of the list."),
    Show.OPEN: N_("Items that keep the mark back."),
    Show.DEDUCTED: N_("Items with a deduction."),
    Show.UNSUPPORTED: N_("Items with a deduction that no evidence of ours shows."),
    Show.DID_NOT_OCCUR: N_("Items of which nothing occurred this year."),
    Show.NOT_APPLICABLE: N_("Items that do not apply to the unit."),
}
_MEMORY: Final = "scoring/filter"


class ItemFilter(QWidget):
    """Holds the filter; `changed` carries it. What was typed is not remembered, the rest is."""

    changed = Signal(object)

    def __init__(self, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("item_filter")
        self._memory = memory
        self.filter = Filter()
        self._is_telling = True
        self._search = QLineEdit()
        self._search.setObjectName("item_search")
        self._search.setAccessibleName(_("Find an item"))
        self._search.setPlaceholderText(_("Number, text or first letters of pinyin"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(lambda text: self._change(typed=text))
        self._chips = {show: self._chip(show) for show in Show}
        self._mine = self._made(_("My part"), _("Only what the division of work gives me."))
        self._mine.setObjectName("filter_mine")
        self._mine.toggled.connect(lambda on: self._change(mine=on))
        self._ways = QComboBox()
        self._ways.setObjectName("filter_way")
        self._ways.setAccessibleName(_("Way of checking"))
        self._ways.setToolTip(_("Only items that are checked in this way."))
        self._ways.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._offered: tuple[CheckingWay | None, ...] = (None,)
        self._ways.currentIndexChanged.connect(self._way_chosen)
        self._arrange()

    @property
    def search(self) -> QLineEdit:
        """The field for a text to find."""
        return self._search

    def recall(self) -> None:
        """Take the filter that was in use in this workspace."""
        show, mine = [*(self._memory.value(_MEMORY) or []), "", ""][:2]
        known = {one.value: one for one in Show}
        self._is_telling = False
        self._chips[known.get(show, Show.ALL)].setChecked(True)
        self._mine.setChecked(mine == "mine")
        self._search.clear()
        self._is_telling = True
        self.filter = Filter(show=known.get(show, Show.ALL), mine=mine == "mine")

    def remember(self) -> None:
        """Keep the filter for the next time; not at each click, as it goes to the disk."""
        mine = "mine" if self.filter.mine else ""
        self._memory.put(_MEMORY, [self.filter.show.value, mine])

    def show_counts(self, counts: Mapping[Show, int]) -> None:
        """Show how many items each chip stands for."""
        for show, chip in self._chips.items():
            word = _(_WORDS[show])
            text = word if show is Show.ALL else f"{word} {counts.get(show, 0)}"
            if chip.text() != text:
                chip.setText(text)

    def offer(self, ways: Sequence[CheckingWay], has_division: bool) -> None:
        """Offer the ways of checking a list asks for, and one's own part where there is one."""
        self._is_telling = False
        self._offered = (None, *ways)
        self._ways.clear()
        self._ways.addItems([_("Any way"), *map(label, ways)])
        known = self.filter.way in self._offered
        self._ways.setCurrentIndex(self._offered.index(self.filter.way) if known else 0)
        self._ways.setVisible(len(ways) > 1)
        self._mine.setVisible(has_division)
        if not has_division:
            self._mine.setChecked(False)
        self._is_telling = True
        self.filter = replace(self.filter, way=self._way(), mine=self._mine.isChecked())

    def clear(self) -> None:
        """Show everything again."""
        self._is_telling = False
        self._search.clear()
        self._chips[Show.ALL].setChecked(True)
        self._mine.setChecked(False)
        self._ways.setCurrentIndex(0)
        self._is_telling = True
        self.filter = Filter()
        self.changed.emit(self.filter)

    def _way(self) -> CheckingWay | None:
        """Return the way chosen; Qt would hand an enum back as a bare text."""
        return self._offered[max(self._ways.currentIndex(), 0)]

    def _way_chosen(self, _place: int) -> None:
        self._change(way=self._way())

    def _change(self, **parts: object) -> None:
        if not self._is_telling:
            return
        self.filter = replace(self.filter, **parts)  # type: ignore[arg-type]
        self.changed.emit(self.filter)

    def _arrange(self) -> None:
        self._group = QButtonGroup(self)
        chips = FlowLayout(gap=GAP // 2)
        for chip in self._chips.values():
            self._group.addButton(chip)
            chips.addWidget(chip)
        chips.addWidget(self._mine)
        chips.addWidget(self._ways)
        self._chips[Show.ALL].setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._search)
        column.addLayout(chips)

    def _chip(self, show: Show) -> QPushButton:
        chip = self._made(_(_WORDS[show]), _(_TIPS[show]))
        chip.setObjectName(f"filter_{show.value}")
        chip.clicked.connect(lambda _on=False: self._change(show=show))
        return chip

    def _made(self, text: str, tip: str) -> QPushButton:
        chip = QPushButton(text)
        chip.setProperty("kind", "chip")
        chip.setCheckable(True)
        chip.setToolTip(tip)
        return chip
