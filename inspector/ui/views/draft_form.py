"""The chosen line of a draft as fields; each is an edit when it is left."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.checklist import CheckingWay, Item, ItemKind, Section
from inspector.domain.errors import Refused
from inspector.domain.marks import plain_mark
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.i18n.words import label
from inspector.services.answers import read_mark
from inspector.services.list_outline import OutlineLine
from inspector.ui.models.outline import rule_words
from inspector.ui.theme import GAP, MARGIN
from inspector.ui.views.typed_text import TypedText

_LINES = 2
_WAYS_ACROSS = 3
_ITEM_ONLY = ("criteria", "responsible", "deadline", "lead", "guidance", "remark")


class DraftForm(QScrollArea):
    """Fields of an item or a section; `edited` tells what was changed of which line."""

    edited = Signal(str, object)
    """The line's name in the draft, and the changed fields as plain values."""
    typed = Signal(str, str, str)
    """The line's name, a field, and what is being typed there; empty once it is handed over."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("draft_form")
        self.setAccessibleName(_("The line in full"))
        self.setWidgetResizable(True)
        self._line: OutlineLine | None = None
        self._is_filling = False
        self._is_same = False
        """Whether the line shown is the one from before, with what others changed in it."""
        self.number = QLineEdit()
        self.content = _area()
        self.points = QLineEdit()
        self.kind = QComboBox()
        self.texts: Mapping[str, QLineEdit | QPlainTextEdit] = {
            "criteria": _area(),
            "responsible": QLineEdit(),
            "lead": QLineEdit(),
            "deadline": QLineEdit(),
            "guidance": QLineEdit(),
            "remark": QLineEdit(),
        }
        self._typing = {
            name: TypedText(box, partial(self._keep, name), partial(self._save, name))
            for name, box in (("content", self.content), ("criteria", self.texts["criteria"]))
            if isinstance(box, QPlainTextEdit)
        }
        self.ways = {way: QCheckBox(label(way)) for way in CheckingWay}
        self.rules = QLabel()
        self.rules.setWordWrap(True)
        self.rules.setTextFormat(Qt.TextFormat.PlainText)
        self.rules.setProperty("kind", "muted")
        self.problem = QLabel()
        self.problem.setProperty("kind", "bad")
        self.problem.setWordWrap(True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for kind in ItemKind:
            self.kind.addItem(label(kind), kind.value)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        self._rows: list[tuple[QLabel, QWidget]] = []
        self._add(grid, 0, 0, _("Number"), self.number)
        self._add(grid, 0, 2, _("Points"), self.points)
        self._add(grid, 0, 4, _("Kind"), self.kind)
        self._add(grid, 1, 0, _("Content"), self.content, 5)
        self._add(grid, 2, 0, _("Criteria"), self.texts["criteria"], 5)
        self._add(grid, 3, 0, _("Rules read"), self.rules, 5)
        self._add(grid, 4, 0, _("Ways"), self._made_ways(), 5)
        self._add(grid, 5, 0, _("Responsible office"), self.texts["responsible"])
        self._add(grid, 5, 2, _("Leading office"), self.texts["lead"])
        self._add(grid, 5, 4, _("Time to be done by"), self.texts["deadline"])
        self._add(grid, 6, 0, _("Guidance"), self.texts["guidance"], 5)
        self._add(grid, 7, 0, _("Remark"), self.texts["remark"], 5)
        for at in (1, 3, 5):
            grid.setColumnStretch(at, 1)
        for name, field in self._fields().items():
            field.setObjectName(f"draft_{name}")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        column.addWidget(self.problem)
        column.addLayout(grid)
        column.addStretch(1)
        self.setWidget(inside)
        self.problem.hide()

    def _made_ways(self) -> QWidget:
        holder = QWidget()
        boxes = QGridLayout(holder)
        boxes.setContentsMargins(0, 0, 0, 0)
        for at, (way, box) in enumerate(self.ways.items()):
            box.setObjectName(f"draft_way_{way.value}")
            boxes.addWidget(box, at // _WAYS_ACROSS, at % _WAYS_ACROSS)
        return holder

    def _add(
        self, grid: QGridLayout, row: int, at: int, words: str, field: QWidget, wide: int = 1
    ) -> None:
        """Put a field beside its label; what only items have is hidden for a section."""
        name = QLabel(words)
        name.setBuddy(field)
        field.setAccessibleName(words)
        top = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        middle = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(name, row, at, top if isinstance(field, QPlainTextEdit) else middle)
        grid.addWidget(field, row, at + 1, 1, wide)
        if field not in (self.number, self.points, self.content):
            self._rows.append((name, field))

    def _fields(self) -> Mapping[str, QWidget]:
        return {
            "number": self.number,
            "content": self.content,
            "points": self.points,
            "kind": self.kind,
            **self.texts,
        }

    def _connect(self) -> None:
        for name, field in self._fields().items():
            if isinstance(field, QLineEdit):
                field.editingFinished.connect(lambda name=name: self._left(name))
        self.kind.activated.connect(lambda _at: self._left("kind"))
        for box in self.ways.values():
            box.clicked.connect(lambda _on: self._left("ways"))

    # Showing --------------------------------------------------------------------------------------

    def show_line(self, line: OutlineLine | None) -> None:
        """Show another line, after handing over what was typed; what is being typed stays."""
        self._is_same = line is not None and self._line is not None and line.ref == self._line.ref
        if not self._is_same:
            self.leave()
        self._line = line
        self._is_filling = True
        self.setEnabled(line is not None)
        if line is not None:
            self._fill(line.value)
        self._is_filling = False
        self.problem.hide()

    def _fill(self, value: Section | Item) -> None:
        is_item = isinstance(value, Item)
        points = "" if value.points is None else plain_mark(value.points)
        content = value.content if isinstance(value, Item) else value.title
        self._put(self.number, value.number)
        self._show_typed("content", content)
        self._put(self.points, points)
        for name, field in self.texts.items():
            text = getattr(value, name) if is_item else ""
            if isinstance(field, QLineEdit):
                self._put(field, text)
            else:
                self._show_typed(name, text)
        for name_of_row, of_item in self._rows:
            name_of_row.setVisible(is_item)
            of_item.setVisible(is_item)
        if isinstance(value, Item):
            self.kind.setCurrentIndex(self.kind.findData(value.kind.value))
            words = "\n".join(rule_words(rule) for rule in value.rules)
            self.rules.setText(words or _("No rule was read from the criteria."))
            for way, box in self.ways.items():
                box.setChecked(way in value.ways)

    def _put(self, field: QLineEdit, text: str) -> None:
        """Fill a field, unless somebody is typing in it what is not handed over yet."""
        if not (self._is_same and field.hasFocus()) and field.text() != text:
            field.setText(text)

    def _show_typed(self, name: str, text: str) -> None:
        box = self._typing[name]
        (box.show if self._is_same else box.start_over)(text)

    def restore(self, name: str, text: str) -> None:
        """Put back what was being typed when the program ended."""
        if name in self._typing:
            self._typing[name].restore(text)

    def _keep(self, name: str, text: str) -> None:
        if self._line is not None:
            self.typed.emit(self._line.ref, name, text)

    def _save(self, name: str, _text: str) -> None:
        if self._line is not None:
            ref = self._line.ref
            self._left(name)
            self.typed.emit(ref, name, "")

    def focus_content(self) -> None:
        """Let the content be typed."""
        self.content.setFocus()
        self.content.selectAll()

    def leave(self) -> None:
        """Hand over what was typed and not left yet."""
        for typed in self._typing.values():
            typed.commit()
        for name, field in self._fields().items():
            if field.hasFocus() and isinstance(field, QLineEdit):
                self._left(name)

    # Handing over ---------------------------------------------------------------------------------

    def _left(self, name: str) -> None:
        if self._line is None or self._is_filling:
            return
        try:
            fields = self._read(name, self._line.value)
        except Refused as refusal:
            self.problem.setText("\n".join(map(sentence, refusal.issues)))
            self.problem.show()
            return
        self.problem.hide()
        if fields:
            self.edited.emit(self._line.ref, fields)

    def _read(self, name: str, value: Section | Item) -> dict[str, Any]:
        """Return a field that differs from what the line says, as a plain value."""
        if name == "points":
            text = self.points.text().strip()
            points = int(read_mark(text)) if text else None
            return {} if points == value.points else {"points": points}
        if name == "ways":
            return {"ways": [way.value for way, box in self.ways.items() if box.isChecked()]}
        if name == "kind":
            return {"kind": self.kind.currentData()}
        field: Callable[[], str] = lambda: _typed(self._fields()[name])  # noqa: E731
        known = "title" if name == "content" and isinstance(value, Section) else name
        if name in _ITEM_ONLY and isinstance(value, Section):
            return {}
        return {} if field() == getattr(value, known) else {known: field()}


def _typed(field: QWidget) -> str:
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText().strip()
    return field.text().strip() if isinstance(field, QLineEdit) else ""


def _area() -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setFixedHeight(field.fontMetrics().lineSpacing() * _LINES + 3 * GAP)
    return field
