"""Units by pasting a column, from a file or by typing: what is recognised is shown beside it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.ids import UnitId
from inspector.domain.inspection import Inspection
from inspector.domain.unit import Unit, UnitRow
from inspector.i18n.gettext import _
from inspector.i18n.words import units_called
from inspector.services import inspections, overview, unit_names, units
from inspector.services.desk import Desk
from inspector.services.units import Recognised
from inspector.ui.context import Context
from inspector.ui.delegates.choice import ChoiceDelegate
from inspector.ui.dialogs.form import FormDialog, fit_to_screen, muted
from inspector.ui.models.table import Column, TableModel
from inspector.ui.theme import GAP

_MOST_NAMED: Final = 5
_FILES: Final = "*.xlsx *.xls *.et *.xlsm *.xlsb *.ods *.csv *.txt *.docx"


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """One line with what was recognised in it and the class it goes to ("" where none)."""

    place: int
    found: Recognised
    unit_class: str


class UnitsEditor(QWidget):
    """A field to paste into, and the table of what it holds."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._classes: Mapping[str, str] = {}
        self._known: tuple[Unit, ...] = ()
        self._present: frozenset[UnitId] = frozenset()
        self._chosen: dict[str, str] = {}
        self._build()

    # What stands in it ----------------------------------------------------------------------------

    def set_classes(self, classes: Mapping[str, str]) -> None:
        """Say into which classes units may go, key to name; one or none leaves no choice."""
        self._classes = dict(classes) if len(classes) > 1 else {}
        before = self._default.currentData()
        self._default.clear()
        for key, name in self._classes.items():
            self._default.addItem(_class_word(key, name), key)
        self._default.setCurrentIndex(max(self._default.findData(before), 0))
        self._default_row.setVisible(bool(self._classes))
        self._table.setColumnHidden(_CLASS_COLUMN, not self._classes)
        self._recognise()

    def set_register(self, known: Sequence[Unit], present: Collection[UnitId]) -> None:
        """Say which units the workspace knows and which take part already."""
        self._known, self._present = tuple(known), frozenset(present)
        self._recognise()

    def text(self) -> str:
        """Return what was pasted or typed."""
        return self._text.toPlainText()

    def rows(self) -> tuple[UnitRow, ...]:
        """Return the units to be added, each with its class; doubles are left out."""
        return tuple(
            replace(entry.found.row, unit_class=entry.unit_class)
            for entry in self._model.rows
            if entry.found.is_new
        )

    def complaints(self) -> tuple[str, ...]:
        """Return why nobody can be added, as sentences."""
        if not self.rows():
            return (_("No unit is named yet; paste a column of names, or choose a file."),)
        return ()

    # Parts ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._text = QPlainTextEdit()
        self.setFocusProxy(self._text)
        self._text.setObjectName("pasted_units")
        self._text.setAccessibleName(_("Names of units, one a line"))
        self._text.setPlaceholderText(
            _("Paste a column from Excel here, with or without headers, or type names line by line")
        )
        self._text.setTabChangesFocus(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.textChanged.connect(self._recognise)
        choose = QPushButton(self._context.theme.icon("mdi6.file-table-outline"), _("From a file…"))
        choose.setObjectName("units_from_file")
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose_file)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._text, 1)
        column.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self._made_table())
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter, 1)
        outer.addWidget(self._made_default())

    def _made_table(self) -> QWidget:
        columns: list[Column[UnitEntry]] = [
            Column(_("#"), lambda one: str(one.place), is_number=True),
            Column(_("Unit"), lambda one: one.found.row.name),
            Column(_("Short name"), lambda one: one.found.row.short_name),
            Column(_("Class"), self._class_text, edit=self._set_class),
            Column(_("Recognised as"), _recognised_words, colour=self._colour),
        ]
        self._model = TableModel[UnitEntry](columns, self)
        self._table = QTableView()
        self._table.setObjectName("recognised_units")
        self._table.setAccessibleName(_("Units recognised"))
        self._table.setModel(self._model)
        self._table.verticalHeader().hide()
        self._table.setWordWrap(False)
        self._table.setTabKeyNavigation(False)
        self._delegate = ChoiceDelegate(
            lambda _index: [_class_word(*one) for one in self._classes.items()], _("Class")
        )
        self._table.setItemDelegateForColumn(_CLASS_COLUMN, self._delegate)
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        self._summary = QLabel()
        self._summary.setWordWrap(True)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._table, 1)
        column.addWidget(self._summary)
        return right

    def _made_default(self) -> QWidget:
        self._default = QComboBox()
        self._default.setObjectName("default_class")
        label = QLabel(_("Class of units that name none"))
        label.setBuddy(self._default)
        self._default.setAccessibleName(label.text())
        self._default.currentIndexChanged.connect(lambda _place: self._recognise())
        self._default_row = QWidget()
        row = QHBoxLayout(self._default_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(label)
        row.addWidget(self._default)
        row.addStretch(1)
        self._default_row.hide()
        return self._default_row

    # Recognising ----------------------------------------------------------------------------------

    def _recognise(self) -> None:
        found = units.recognise(unit_names.read_pasted(self.text()), self._known, self._present)
        self._model.replace(
            [UnitEntry(place, one, self._class_of(one)) for place, one in enumerate(found, 1)]
        )
        self._table.setColumnHidden(_CLASS_COLUMN, not self._classes)
        self._table.setColumnHidden(2, not any(one.row.short_name for one in found))
        self._summary.setText(_summary(found))
        self.changed.emit()

    def _class_of(self, one: Recognised) -> str:
        if not self._classes:
            return one.row.unit_class
        written = one.row.unit_class or (one.known.unit_class if one.known else "")
        meant = units.class_meant(written, self._classes)
        return self._chosen.get(one.row.name) or meant or str(self._default.currentData() or "")

    def _class_text(self, entry: UnitEntry) -> str:
        name = self._classes.get(entry.unit_class)
        return "" if name is None else _class_word(entry.unit_class, name)

    def _set_class(self, entry: UnitEntry, text: str) -> bool:
        key = next(
            (key for key, name in self._classes.items() if _class_word(key, name) == text), None
        )
        if key is None:
            return False
        self._chosen[entry.found.row.name] = key
        self._model.update([replace(entry, unit_class=key)], lambda one: one.place)
        return True

    def _colour(self, entry: UnitEntry) -> QColor:
        role = "muted" if not entry.found.is_new else "good" if entry.found.known else "text"
        return self._context.theme.colour(role)

    # A file ---------------------------------------------------------------------------------------

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, _("Choose a file of units"))
        dialog.setObjectName("units_file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Tables and texts ({endings})").format(endings=_FILES))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.read_file)
        dialog.open()

    def read_file(self, name: str) -> None:
        """Take the units of a file in, as if they had been pasted."""
        self._context.workers.run(
            "overview.unit_rows",
            {"source": name},
            lambda rows: self._text.setPlainText(unit_names.written(rows)),
            self,
        )


_CLASS_COLUMN: Final = 3


def _class_word(key: str, name: str) -> str:
    return f"{key} {name}" if name and name != key else key


def _recognised_words(entry: UnitEntry) -> str:
    found = entry.found
    if found.double_of is not None:
        return _("✕ Same as line {line}, left out").format(line=found.double_of + 1)
    if found.known is None:
        return _("+ New unit")
    if found.takes_part:
        return _("✕ {unit} takes part already").format(unit=found.known.label)
    return _("✓ Known: {unit}").format(unit=found.known.name)


def _summary(found: Sequence[Recognised]) -> str:
    if not found:
        return ""
    parts = [_("{count} units to be added").format(count=sum(one.is_new for one in found))]
    for template, names in (
        (_("doubles left out: {names}"), [o.row.name for o in found if o.double_of is not None]),
        (_("taking part already: {names}"), [o.row.name for o in found if o.takes_part]),
    ):
        if names:
            more = "…" if len(names) > _MOST_NAMED else ""
            parts.append(template.format(names="、".join(names[:_MOST_NAMED]) + more))
    return " · ".join(parts)


class AddUnitsDialog(FormDialog):
    """Lets further units take part in the current inspection."""

    def __init__(self, context: Context, task: Inspection, parent: QWidget) -> None:
        super().__init__(parent, "add_units", _("Add units"), _("Add"))
        self._context, self._task = context, task
        hint = _("{unit}: paste a column of names; short names and aliases are recognised.")
        self.body.addWidget(muted(hint.format(unit=units_called(task))))
        self._editor = UnitsEditor(context)
        self._editor.set_classes({one.key: one.name for one in task.classes})
        self.body.addWidget(self._editor, 1)
        fit_to_screen(self, 860, 520)
        context.session.ask(self._read_register, self._take_register, self)

    def submit(self) -> None:
        """Add those that are new."""
        complaints = self._editor.complaints()
        if complaints:
            self.complain(*complaints)
            return
        rows, task = self._editor.rows(), self._task
        self._context.session.edit(
            lambda desk: inspections.add_units(desk, task, rows),
            self,
            then=self.done_with,
            refused=self.refuse,
        )

    def _read_register(self, desk: Desk) -> tuple[tuple[Unit, ...], frozenset[UnitId]]:
        lines = overview.lines(desk, self._task, date.today())
        return units.in_workspace(desk), frozenset(line.key for line in lines)

    def _take_register(self, found: tuple[tuple[Unit, ...], frozenset[UnitId]]) -> None:
        self._editor.set_register(*found)
