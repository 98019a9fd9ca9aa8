"""The head of a paper as a small form."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from inspector.i18n.gettext import N_, _
from inspector.i18n.paper_words import head_word, red_head_word
from inspector.report.document import Head, RedHead
from inspector.ui.dialogs.day_field import DayField
from inspector.ui.models.paper_lines import listed, names_in
from inspector.ui.theme import GAP, Theme

_HINTS: Final = {
    "document_number": N_("left to the office"),
    "joint_offices": N_("several parted by ；"),
    "issuer_upward": N_("several parted by 、"),
    "letterhead": N_("signing office and 文件"),
    "urgency": N_("such as 特急"),
    "annexes": N_("as in the text; several parted by ；"),
    "copied_to": N_("several parted by ；"),
    "printed_on": N_("left to the office"),
}
_TEXTS: Final = (
    "title", "document_number", "issuer_upward", "addressee", "office", "note", "letterhead",
    "urgency", "printed_by",
)  # fmt: skip
_LISTS: Final = ("joint_offices", "annexes", "copied_to")
_DAYS: Final = ("dated", "printed_on")
_ROWS: Final = (
    ("title",),
    ("addressee", "document_number"),
    ("office", "dated"),
    ("joint_offices", "sealed"),
    ("annexes", "note"),
    ("red_head", "letterhead"),
    ("urgency", "issuer_upward"),
    ("copied_to",),
    ("printed_by", "printed_on"),
)


class PaperHead(QWidget):
    """Fields for what stands around the text. `typed` follows whatever a person does."""

    typed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("paper_head")
        self._shown = Head(title="")
        self._is_setting = False
        self._is_upward = False
        self._texts = {name: QLineEdit() for name in _TEXTS}
        self._lists = {name: QLineEdit() for name in _LISTS}
        self._days = {name: DayField(theme) for name in _DAYS}
        self._red_head = QComboBox()
        for kind in RedHead:
            self._red_head.addItem(red_head_word(kind.value), kind.value)
        self._sealed = QCheckBox(head_word("sealed"))
        self._labels: dict[str, QLabel] = {}
        self._lay_out()
        for field in self.findChildren(QLineEdit):
            field.textChanged.connect(self._typed)
        self._red_head.currentIndexChanged.connect(self._follow_red_head)
        self._sealed.toggled.connect(self._typed)

    def show_head(self, head: Head) -> None:
        """Show a head; what the form has no field for stays as it is."""
        self._is_setting = True
        self._shown = head
        for name, field in self._texts.items():
            _put(field, getattr(head, name))
        for name, field in self._lists.items():
            _put(field, listed(getattr(head, name)))
        for name, day in self._days.items():
            if day.day_or_none() != getattr(head, name):
                day.set_day(getattr(head, name))
        self._red_head.setCurrentIndex(self._red_head.findData(head.red_head.value))
        self._sealed.setChecked(head.sealed)
        self._show_issuer(bool(head.issuer_upward) or self._is_upward)
        self._follow_red_head()
        self._is_setting = False

    def head(self) -> Head:
        """Return the head as it stands in the fields."""
        said: dict[str, Any] = {name: box.text().strip() for name, box in self._texts.items()}
        said["addressee"] = said["addressee"].rstrip("：:")
        said |= {name: names_in(box.text()) for name, box in self._lists.items()}
        said |= {name: box.day_or_none() for name, box in self._days.items()}
        said["red_head"] = RedHead(self._red_head.currentData())
        return replace(self._shown, sealed=self._sealed.isChecked(), **said)

    def set_upward(self, on: bool) -> None:
        """Offer a field for who issued the paper, as papers that go up name them."""
        self._is_upward = on
        self._show_issuer(on)

    def set_read_only(self, on: bool) -> None:
        """Let nobody type, in a workspace that is only read."""
        for field in self.findChildren(QLineEdit):
            field.setReadOnly(on)
        self._red_head.setEnabled(not on)
        self._sealed.setEnabled(not on)

    def take_focus(self) -> None:
        """Put the caret into the title."""
        self._texts["title"].setFocus()
        self._texts["title"].selectAll()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP // 2)
        fields: Mapping[str, QWidget] = {
            **self._texts, **self._lists, **self._days, "red_head": self._red_head,
        }  # fmt: skip
        for name, field in fields.items():
            field.setObjectName(f"head_{name}")
            field.setAccessibleName(head_word(name))
            if isinstance(field, QLineEdit) and name in _HINTS:
                field.setPlaceholderText(_(_HINTS[name]))
        for row, names in enumerate(_ROWS):
            for place, name in enumerate(names):
                if name == "sealed":
                    grid.addWidget(self._sealed, row, 3)
                    continue
                label = self._labels[name] = QLabel(head_word(name))
                label.setBuddy(fields[name])
                grid.addWidget(label, row, 2 * place)
                grid.addWidget(fields[name], row, 2 * place + 1, 1, 3 if len(names) == 1 else 1)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)

    def _follow_red_head(self) -> None:
        """Let the mark be typed only where it is printed."""
        is_full = self._red_head.currentData() == RedHead.FULL.value
        self._texts["letterhead"].setEnabled(is_full)
        self._typed()

    def _show_issuer(self, on: bool) -> None:
        self._texts["issuer_upward"].setVisible(on)
        self._labels["issuer_upward"].setVisible(on)

    def _typed(self) -> None:
        if not self._is_setting:
            self.typed.emit()


def _put(field: QLineEdit, text: str) -> None:
    """Put a text in, leaving the caret where it is already there."""
    if field.text() != text:
        field.setText(text)
