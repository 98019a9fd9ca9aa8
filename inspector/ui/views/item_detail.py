"""One item of a list in full: what the tree has no room for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from inspector.domain.checklist import Item, Section
from inspector.domain.marks import plain_mark
from inspector.i18n.gettext import _
from inspector.i18n.words import label
from inspector.ui.models.outline import rule_words
from inspector.ui.theme import GAP, MARGIN


class ItemDetail(QScrollArea):
    """Shows an item's texts and the rules read from its criteria."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("item_detail")
        self.setAccessibleName(_("The item in full"))
        self.setWidgetResizable(True)
        self._title = _text("")
        self._title.setProperty("kind", "heading")
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(MARGIN)
        self._form.setVerticalSpacing(GAP // 2)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        column.setSpacing(GAP)
        column.addWidget(self._title)
        column.addLayout(self._form)
        column.addStretch(1)
        self.setWidget(inside)

    def show_value(self, value: Section | Item | None) -> None:
        """Show an item or a section; nothing empties the pane."""
        while self._form.rowCount():
            self._form.removeRow(0)
        if value is None:
            self._title.setText(_("Choose a line to see it in full."))
            return
        name = value.content if isinstance(value, Item) else value.title
        self._title.setText(f"{value.number}  {name}".strip())
        for word, text in _rows(value):
            if text:
                self._form.addRow(word, _text(text))


def _rows(value: Section | Item) -> list[tuple[str, str]]:
    points = "" if value.points is None else plain_mark(value.points)
    if isinstance(value, Section):
        return [(_("Points"), points)]
    return [
        (_("Points"), points),
        (_("Kind"), f"{label(value.kind)}　{label(value.scoring)}"),
        (_("Criteria"), value.criteria),
        (_("Rules read"), "\n".join(rule_words(rule) for rule in value.rules)),
        (_("Ways"), "、".join(label(way) for way in value.ways)),
        (_("Responsible office"), value.responsible),
        (_("Leading office"), value.lead),
        (_("Time to be done by"), value.deadline),
        (_("Figures asked for"), "、".join(f"{one.name}{one.unit}" for one in value.metrics)),
        (_("Guidance"), value.guidance),
        (_("Remark"), value.remark),
    ]


def _text(text: str) -> QLabel:
    made = QLabel(text)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made
