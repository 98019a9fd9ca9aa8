"""Asks which paper is to be drafted, about whom, and what the office says about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from inspector.domain.errors import Refused
from inspector.domain.ids import UnitId
from inspector.i18n.gettext import _
from inspector.i18n.paper_words import head_word
from inspector.report.kinds import Kind, Scope
from inspector.report.practices import Practice
from inspector.services.documents import Wish
from inspector.services.drafts import Shelf
from inspector.ui.dialogs.day_field import DayField
from inspector.ui.dialogs.form import FormDialog, fields, fit_to_screen
from inspector.ui.theme import Theme
from inspector.ui.views.head_choice import HeadChoice
from inspector.ui.views.unit_picker import UnitPicker

_SIZE = (560, 600)
_NUMBER = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What the dialog begins with."""

    kind: str = ""
    unit: UnitId | None = None


Hand = Callable[[Sequence[Wish]], None]


class NewDraftDialog(FormDialog):
    """Hands over one wish for each unit that is ticked, or one over all units."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        shelf: Shelf,
        begin: Beginning,
        hand: Hand,
    ) -> None:
        super().__init__(parent, "new_draft", _("Draft a paper"), _("Draft it"))
        # A public version is made from the draft of its paper, and not from the data.
        self._kinds = tuple(one for one in shelf.kinds if not one.public_of)
        self._hand = hand
        whole = {one.key: one.public_of for one in shelf.kinds if one.public_of}
        self._kind = QComboBox()
        self._kind.setObjectName("new_draft_kind")
        for one in self._kinds:
            self._kind.addItem(one.name, one.key)
        wanted = whole.get(begin.kind, begin.kind)
        self._kind.setCurrentIndex(max(self._kind.findData(wanted), 0))
        self._kind.currentIndexChanged.connect(self._follow_kind)
        self._dated = DayField(theme)
        self._addressee = QLineEdit()
        self._addressee.setObjectName("new_draft_addressee")
        self._addressee.setPlaceholderText(_("as the template says"))
        self._head = HeadChoice()
        self.body.addLayout(
            fields(
                (_("Kind of paper"), self._kind),
                (_("Date of the paper"), self._dated),
                (_("Addressee"), self._addressee),
                (head_word("red_head"), self._head),
            )
        )
        self._whom = QLabel(_("About these units, one draft each:"))
        self._units = UnitPicker(shelf.units, () if begin.unit is None else (begin.unit,))
        self._done_label = QLabel(_("What was done, to be named in the paper:"))
        self._done = QListWidget()
        self._done.setObjectName("new_draft_practices")
        self._done.setAccessibleName(_("What was done"))
        self._done.setWordWrap(True)
        self.body.addWidget(self._whom)
        self.body.addWidget(self._units, 1)
        self.body.addWidget(self._done_label)
        self.body.addWidget(self._done, 1)
        self._follow_kind()
        fit_to_screen(self, *_SIZE)

    @property
    def kind(self) -> Kind:
        """The kind of paper that is chosen."""
        return self._kinds[max(self._kind.currentIndex(), 0)]

    def offer(self, practices: Sequence[Practice]) -> None:
        """Offer sentences on what was done; they came from a worker meanwhile."""
        for one in practices:
            item = QListWidgetItem(f"{one.unit} {one.item}　{one.text}", self._done)
            item.setData(_NUMBER, one.number)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self._follow_kind()

    def submit(self) -> None:
        """Hand over the wishes."""
        try:
            dated = self._dated.day()
        except Refused as refusal:
            self.refuse(refusal)
            return
        units = self._units.units() if self.kind.scope is Scope.UNIT else ()
        if self.kind.scope is Scope.UNIT and not units:
            self.complain(_("Tick at least one unit that the paper is to be about."))
            return
        names: list[str | None] = [unit.name for unit in units]
        wishes = [
            Wish(
                kind=self.kind.key,
                unit=name,
                practices=self._practices(),
                dated=dated,
                addressee=self._addressee.text().strip(),
                red_head=self._head.red_head,
                imprint=self._head.imprint,
            )
            for name in names or [None]
        ]
        self.accept()
        self._hand(wishes)

    def _practices(self) -> tuple[int, ...]:
        if self.kind.scope is Scope.UNIT:
            return ()
        items = [self._done.item(row) for row in range(self._done.count())]
        return tuple(
            item.data(_NUMBER) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def _follow_kind(self) -> None:
        is_unit = self.kind.scope is Scope.UNIT
        self._whom.setVisible(is_unit)
        self._units.setVisible(is_unit)
        self._head.suit(self.kind)
        has_practices = not is_unit and self._done.count() > 0
        self._done_label.setVisible(has_practices)
        self._done.setVisible(has_practices)
