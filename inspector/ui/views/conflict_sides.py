"""One thing people do not agree on: what was there before, and each value with its author."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.evidence import Evidence
from inspector.domain.finding import Finding
from inspector.domain.ids import BlobId
from inspector.domain.marks import format_mark
from inspector.domain.rules import letter
from inspector.i18n.conflict_words import contested_words, field_words
from inspector.i18n.gettext import _
from inspector.services.conflicts import Dispute, Side, Told
from inspector.ui.dialogs.form import heading, muted
from inspector.ui.theme import GAP
from inspector.ui.views.flow_layout import FlowLayout

EDGE: Final = 192
"""Pixels that a small picture of evidence has at most; it is shown half as large, and fine."""
_FINE: Final = 2
_MOST_KEYS = 9


class ConflictSides(QScrollArea):
    """The values of one conflict as cards, of which one is chosen."""

    chosen = Signal(int)
    """The place of the side that was chosen, from zero."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("conflict_sides")
        self.setAccessibleName(_("Differing values"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pictures: dict[BlobId, list[QLabel]] = {}
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        for number in range(1, _MOST_KEYS + 1):
            keys = QShortcut(QKeySequence(f"Alt+{number}"), self)
            keys.setContext(Qt.ShortcutContext.WindowShortcut)
            keys.activated.connect(partial(self.choose, number - 1))
        self.clear()

    @property
    def choice(self) -> int | None:
        """The place of the side that is chosen."""
        at = self._group.checkedId()
        return None if at < 0 else at

    def choose(self, place: int) -> None:
        """Choose a side, if there are so many."""
        button = self._group.button(place)
        if button is not None:
            button.setChecked(True)
            self.chosen.emit(place)

    @property
    def blobs(self) -> tuple[BlobId, ...]:
        """The files of evidence that are named; those that are pictures can be shown."""
        return tuple(self._pictures)

    def take_thumbnails(self, made: Mapping[BlobId, bytes]) -> None:
        """Show small pictures, PNG each, with the sides whose evidence they are."""
        for blob, content in made.items():
            for picture in self._pictures.get(blob, ()):
                shown = QPixmap()
                shown.loadFromData(content)
                shown.setDevicePixelRatio(_FINE)
                picture.setPixmap(shown)
                picture.show()

    def clear(self) -> None:
        """Show nothing."""
        self._show(muted(_("Choose a line on the left.")))

    def show_dispute(self, dispute: Dispute, told: Told) -> None:
        """Show a conflict's values; none is chosen yet."""
        unit = dispute.unit.label if dispute.unit is not None else ""
        title = " · ".join(filter(None, (unit, dispute.item, field_words(dispute.entry.field))))
        parts: list[QWidget] = [heading(title)]
        if told.content:
            parts.append(muted(told.content))
        before = contested_words(dispute.entry.field, dispute.base)
        parts.append(muted(_("before: {value}").format(value=before)))
        self._show(*parts)
        for place, side in enumerate(dispute.sides):
            self._add_card(place, side, told.findings[place])
        self._column.addStretch(1)

    def _show(self, *parts: QWidget) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
        self._pictures = {}
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, GAP, 0)
        self._column.setSpacing(GAP)
        for part in parts:
            self._column.addWidget(part)
        self.setWidget(page)
        if len(parts) == 1:
            self._column.addStretch(1)

    def _add_card(self, place: int, side: Side, findings: tuple[Finding, ...]) -> None:
        card = QFrame()
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP // 2)
        who = _("{author}, {time}").format(
            author=side.author, time=f"{side.at.astimezone():%Y-%m-%d %H:%M}"
        )
        if side.stands:
            who = _("{value}, stands for now").format(value=who)
        button = QRadioButton(who)
        button.setObjectName(f"side_{place + 1}")
        button.setToolTip(_("Take this value (Alt+{number})").format(number=place + 1))
        self._group.addButton(button, place)
        column.addWidget(button)
        value = side.value
        if findings and isinstance(value, Mapping):
            value = {**value, "findings": ()}  # each has a line of its own
        lines = [contested_words(side.field, value, side.mark)]
        lines += [finding_line(one) for one in findings]
        if side.evidence:
            names = "、".join(one.name or one.address for one in side.evidence)
            lines.append(_("Evidence: {names}").format(names=names))
        text = QLabel("\n".join(lines))
        text.setObjectName(f"side_text_{place + 1}")
        text.setWordWrap(True)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setContentsMargins(3 * GAP, 0, 0, 0)
        column.addWidget(text)
        if any(one.blob is not None for one in side.evidence):
            column.addLayout(self._room_for_pictures(side.evidence))
        self._column.addWidget(card)

    def _room_for_pictures(self, evidence: Sequence[Evidence]) -> QHBoxLayout:
        row = FlowLayout()
        for one in evidence:
            if one.blob is not None:
                picture = QLabel()
                picture.setAccessibleName(one.name)
                picture.setToolTip(one.caption or one.name)
                picture.hide()
                self._pictures.setdefault(one.blob, []).append(picture)
                row.addWidget(picture)
        beneath = QHBoxLayout()
        beneath.setContentsMargins(3 * GAP, 0, 0, 0)
        beneath.addLayout(row)
        return beneath


def finding_line(finding: Finding) -> str:
    """Return a finding as one line: a −1.00　空白栏目1个（门户网站）."""
    parts = [f"{letter(finding.rule)} −{format_mark(finding.points)}", finding.fact]
    place = f"（{finding.place}）" if finding.place else ""
    return "  ".join(filter(None, parts)) + place
