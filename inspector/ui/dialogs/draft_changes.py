"""What the data changed since a draft was made: offered place by place, never applied by itself."""

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from inspector.i18n.gettext import _
from inspector.services.draft_changes import Described
from inspector.ui.dialogs.form import FormDialog, fit_to_screen, muted
from inspector.ui.theme import GAP, Theme

_SIZE = (760, 620)
_WORDS = re.compile(r"[0-9]+(?:\.[0-9]+)?%?|[A-Za-z]+|.", re.DOTALL)
"""A number is one word: a changed digit makes another number."""

Hand = Callable[[Sequence[str]], None]


class DraftChangesDialog(FormDialog):
    """Hands over the keys of the changes that are ticked; the others are left for good."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        changes: Sequence[Described],
        template_changed: bool,
        hand: Hand,
    ) -> None:
        super().__init__(
            parent, "draft_changes", _("Changes in the data"), _("Take what is ticked")
        )
        self._hand = hand
        self._boxes: dict[str, QCheckBox] = {}
        told = _("What is not ticked stays as the draft says and is not offered again.")
        if template_changed:
            told = _("The template was changed as well.") + " " + told
        self.body.addWidget(muted(told))
        self.body.addLayout(self._bulk())
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(GAP)
        for number, change in enumerate(changes):
            column.addWidget(self._card(theme, number, change))
        column.addStretch()
        area = QScrollArea()
        area.setAccessibleName(_("Changes in the data"))
        area.setWidgetResizable(True)
        area.setWidget(inside)
        self.body.addWidget(area, 1)
        fit_to_screen(self, *_SIZE)

    def submit(self) -> None:
        """Hand over what is ticked."""
        self.accept()
        self._hand([key for key, box in self._boxes.items() if box.isChecked()])

    def _bulk(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for text, name, on in (
            (_("Take all"), "take_all", True),
            (_("Keep all"), "keep_all", False),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, on=on: self._tick_all(on))
            row.addWidget(button)
        row.addStretch()
        return row

    def _tick_all(self, on: bool) -> None:
        for box in self._boxes.values():
            box.setChecked(on)

    def _card(self, theme: Theme, number: int, change: Described) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        column.setSpacing(GAP // 2)
        column.addWidget(self._question(number, change))
        column.addWidget(_rich(compared(theme, change.base, change.fresh)))
        if change.is_edited:
            mine = change.mine or _("(left out of the draft)")
            told = _("Written in the draft, and overwritten if taken: {text}").format(text=mine)
            label = muted(told)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        return card

    def _question(self, number: int, change: Described) -> QWidget:
        """Return a box to tick, or a word where there is nothing to choose."""
        if not change.is_choice:
            return QLabel(_("Follows the data: {part}").format(part=change.part))
        box = QCheckBox(_("Take: {part}").format(part=change.part))
        box.setObjectName(f"take_{number}")
        box.setAccessibleName(_("Take: {part}").format(part=change.part))
        # What a person had written is not overwritten unless somebody says so.
        box.setChecked(not change.is_edited)
        self._boxes[change.key] = box
        return box


def compared(theme: Theme, before: str, now: str) -> str:
    """Return two texts as one: what went is struck out, what came is underlined."""
    if not before:
        return _came(theme, now)
    if not now:
        return _went(theme, before)
    old, new = _WORDS.findall(before), _WORDS.findall(now)
    parts = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(_escaped("".join(old[i1:i2])))
            continue
        if i2 > i1:
            parts.append(_went(theme, "".join(old[i1:i2])))
        if j2 > j1:
            parts.append(_came(theme, "".join(new[j1:j2])))
    return "".join(parts)


def _went(theme: Theme, text: str) -> str:
    colour = theme.colours.bad
    return f'<span style="color:{colour};text-decoration:line-through">{_escaped(text)}</span>'


def _came(theme: Theme, text: str) -> str:
    colour = theme.colours.good
    return f'<span style="color:{colour};text-decoration:underline">{_escaped(text)}</span>'


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _rich(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
