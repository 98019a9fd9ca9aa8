"""The second step of a new inspection: which list each class of units is checked by."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.services import checklists
from inspector.ui.context import Context
from inspector.ui.dialogs.form import muted, sentences_of
from inspector.ui.theme import GAP

if TYPE_CHECKING:
    from inspector.jobs.overview import ListRead

_LETTERS: Final = "ABCDEFGH"
_LISTS: Final = "*.xlsx *.xls *.et *.xlsm *.xlsb *.ods *.docx *.yaml *.yml"


@dataclass(frozen=True, slots=True)
class _Choice:
    """One list that can be chosen: its source, and its words."""

    source: str
    text: str
    unit_class: str = ""


class ClassesStep(QWidget):
    """One list for all, or classes with a list each."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._choices = [_choice_of(one) for one in checklists.catalogue()]
        self._rows: list[_ClassRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(
            muted(
                _(
                    "Units of one class share a list and are ranked together. With one class only, "
                    "its key and name may stay empty."
                )
            )
        )
        self._column = QVBoxLayout()
        self._column.setSpacing(GAP)
        inner = QWidget()
        around = QVBoxLayout(inner)
        around.setContentsMargins(0, 0, 0, 0)
        around.addLayout(self._column)
        around.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        column.addWidget(scroll, 1)
        self._add = QPushButton(context.theme.icon("mdi6.plus"), _("Add a class"))
        self._add.setObjectName("add_class")
        self._add.setAutoDefault(False)
        self._add.clicked.connect(self.add_class)
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_class()

    def add_class(self) -> None:
        """Add a class with the next letter for a key."""
        if len(self._rows) >= len(_LETTERS):
            return
        row = _ClassRow(self._context, self._choices)
        row.removed.connect(lambda: self._remove(row))
        row.changed.connect(self.changed)
        self._rows.append(row)
        self._column.addWidget(row)
        self._settle()
        row.list.setFocus()

    def classes(self) -> dict[str, str]:
        """Return the classes, key to name."""
        return {row.key.text().strip(): row.name.text().strip() for row in self._rows}

    def sources(self) -> dict[str, str]:
        """Return where the list of each class comes from."""
        return {row.key.text().strip(): row.source for row in self._rows}

    def complaints(self) -> tuple[str, ...]:
        """Return what is missing or wrong, as sentences."""
        found: list[str] = []
        keys = [row.key.text().strip() for row in self._rows]
        if len(keys) > 1 and not all(keys):
            found.append(_("Each class needs a key, such as A; it stands in the list of units."))
        doubles = sorted({key for key in keys if key and keys.count(key) > 1})
        if doubles:
            found.append(_("Two classes have the key {key}; change one.").format(key=doubles[0]))
        for row in self._rows:
            found += row.complaints()
        return tuple(dict.fromkeys(found))

    def _remove(self, row: "_ClassRow") -> None:
        self._rows.remove(row)
        row.deleteLater()
        self._settle()

    def _settle(self) -> None:
        for place, row in enumerate(self._rows):
            row.set_alone(len(self._rows) == 1)
            if len(self._rows) > 1 and not row.key.text().strip():
                row.key.setText(_LETTERS[place])
        self._add.setEnabled(len(self._rows) < len(_LETTERS))
        self.changed.emit()


class _ClassRow(QWidget):
    """One class: key, name and list."""

    removed = Signal()
    changed = Signal()

    def __init__(self, context: Context, choices: Sequence[_Choice]) -> None:
        super().__init__()
        self._context, self._choices = context, list(choices)
        self._wrong: tuple[str, ...] = ()
        self.key, self.name, self.list = QLineEdit(), QLineEdit(), QComboBox()
        self.key.setMaximumWidth(60)
        self.key.setPlaceholderText("A")
        self.name.setPlaceholderText(_("Departments"))
        self.name.setMaximumWidth(200)
        self.list.addItem(_("Choose a list…"), None)
        for one in choices:
            self.list.addItem(one.text, one.source)
        self.list.insertSeparator(self.list.count())
        self.list.addItem(_("From a file…"), "")  # the last: arrow keys pass over all lists first
        self.list.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.list.setMinimumContentsLength(24)
        self.list.currentTextChanged.connect(self.list.setToolTip)
        self.list.activated.connect(self._chosen)
        self._note = muted("")
        self._note.hide()
        self._remove = QToolButton()
        self._remove.setIcon(context.theme.icon("mdi6.close"))
        self._remove.setToolTip(_("Remove this class"))
        self._remove.setAccessibleName(_("Remove this class"))
        self._remove.clicked.connect(self.removed)
        self._lay_out()
        for field in (self.key, self.name):
            field.textChanged.connect(lambda _text: self.changed.emit())

    @property
    def source(self) -> str:
        """Where the list comes from; empty where none is chosen."""
        return str(self.list.currentData() or "")

    def set_alone(self, is_alone: bool) -> None:
        """Say whether this is the only class."""
        self._remove.setEnabled(not is_alone)

    def complaints(self) -> tuple[str, ...]:
        """Return what is missing or wrong, as sentences."""
        if not self.source:
            return (_("A class has no list yet; choose one that ships, or a file."),)
        return self._wrong

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for text, field, stretch in (
            (_("Class"), self.key, 0),
            (_("Name"), self.name, 1),
            (_("List"), self.list, 3),
        ):
            word = QLabel(text)
            word.setBuddy(field)
            field.setAccessibleName(text)
            row.addWidget(word)
            row.addWidget(field, stretch)
        row.addWidget(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._note)

    def _chosen(self, place: int) -> None:
        source = self.list.itemData(place)
        if source == "":
            self._choose_file()
            return
        self._wrong = ()
        self._note.hide()
        known = next((one for one in self._choices if one.source == source), None)
        if known is not None and known.unit_class and not self.key.text().strip():
            self.key.setText(known.unit_class)
        self.changed.emit()

    def _choose_file(self) -> None:
        self.list.setCurrentIndex(0)
        dialog = QFileDialog(self, _("Choose a list"))
        dialog.setObjectName("list_file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Checklists ({endings})").format(endings=_LISTS))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.read_file)
        dialog.open()

    def read_file(self, name: str) -> None:
        """Choose the list in a file, once it has been read."""
        self._say(_("Reading {file}…").format(file=Path(name).name), "muted")
        self._context.workers.run(
            "overview.list_read",
            {"source": name},
            self._take_list,
            self,
            failed=lambda refusal: self._say(sentences_of(refusal.issues), "bad"),
        )

    def _take_list(self, read: "ListRead") -> None:
        place = self.list.findData("") - 1  # before the line that parts the file off
        self.list.insertItem(place, Path(read.source).name, read.source)
        self.list.setCurrentIndex(place)
        errors = read.errors
        self._wrong = tuple(map(sentence, errors))
        text = _("“{title}”: {items} items").format(title=read.title, items=read.items)
        if read.issues:
            noticed = _("{count} things noticed").format(count=len(read.issues))
            text = f"{text} · {noticed}"
        self._say(text if not errors else sentences_of(errors[:3]), "bad" if errors else "muted")
        self.changed.emit()

    def _say(self, text: str, kind: str) -> None:
        self._note.setText(text)
        self._note.setProperty("kind", kind)
        self._note.style().unpolish(self._note)
        self._note.style().polish(self._note)
        self._note.show()


def _choice_of(one: checklists.Shipped) -> _Choice:
    items = sum(1 for _ in one.checklist.items())
    text = _("{title} ({items} items)").format(title=one.checklist.title, items=items)
    return _Choice(one.key, text, one.checklist.unit_class)
