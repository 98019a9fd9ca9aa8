"""One item of all units: how each stands, and setting many of them in one step."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.domain.changes import Changes
from inspector.domain.checklist import Item, ItemKind
from inspector.domain.edits import RecordKind
from inspector.domain.ids import ItemKey
from inspector.domain.inspection import Inspection
from inspector.domain.marks import plain_mark, whole_mark
from inspector.i18n.gettext import _
from inspector.i18n.words import conclusion_label
from inspector.services import by_item, filling
from inspector.services.by_item import UnitRow
from inspector.services.desk import Desk
from inspector.services.filling import Entry
from inspector.ui.context import Context
from inspector.ui.delegates.line_words import MINUS
from inspector.ui.models.table import Column, TableModel
from inspector.ui.views.across import (
    OF_ANSWERS,
    Finder,
    choose_again,
    chosen_rows,
    heading,
    split_page,
    table_view,
)
from inspector.ui.views.many_form import ManyForm


class ByItemPage(QWidget):
    """The items on the left, the units of the chosen one on the right, a form beneath them."""

    unit_asked = Signal(object, object)
    """A unit and an item to go to."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("by_item_page")
        self._context = context
        self._asked = 0
        self._items: Finder[Item] = Finder(
            "by_item_items",
            _("Items of the lists"),
            _("Number, text or first letters of pinyin"),
            (
                Column(_("No."), lambda item: item.number, width=64),
                Column(_("Content"), lambda item: " ".join(item.content.split())),
            ),
        )
        self._said = heading()
        self._model: TableModel[UnitRow] = TableModel(_columns(), self)
        self._table = table_view(self._model, "by_item_units", _("List of units"))
        context.memory.keep_header(self._table.horizontalHeader(), "scoring/by_item")
        self._form = ManyForm()
        split = split_page(
            self._items, (self._said, self._table, self._form), context.memory, "scoring/by_item"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)
        self._items.chosen.connect(self._show_item)
        self._table.activated.connect(lambda index: self._go_to(self._model.value(index.row())))
        self._table.pasted.connect(self.paste)
        self._table.selectionModel().selectionChanged.connect(self._count)
        self._form.applied.connect(self._apply)
        self._form.fill_asked.connect(self.fill_down)
        self._form.paste_asked.connect(self.paste)

    def load(self) -> None:
        """Read the items anew."""
        task = self._context.session.task
        if task is not None:
            self._context.session.ask(partial(by_item.items, task=task), self._show_items, self)

    def clear(self) -> None:
        """Forget everything."""
        self._asked += 1
        self._items.show_rows((), None)
        self._model.replace(())

    def refresh(self, changes: Changes) -> None:
        """Read the units again after an edit."""
        kinds = {kind for kind, _key in changes.touched}
        item = self._items.current()
        if kinds & {RecordKind.INSPECTION, RecordKind.EDITION}:
            self.load()
        elif kinds & OF_ANSWERS and item is not None:
            self._show_item(item)

    def fill_down(self) -> None:
        """Bring the units chosen to where the first of them stands."""
        rows = chosen_rows(self._table, self._model)
        if len(rows) > 1:
            self._set([filling.like(rows[0], row.unit) for row in rows[1:]])

    def paste(self) -> None:
        """Take rows copied from a sheet: unit, conclusion or deduction, fact, place, time."""
        task, item = self._context.session.task, self._items.current()
        text = QGuiApplication.clipboard().text()
        if task is not None and item is not None and text.strip() and not self._is_shut():
            self._context.session.edit(
                partial(_pasted, task=task, key=item.key, text=text), self, self._tell
            )

    def _is_shut(self) -> bool:
        return self._context.session.is_read_only

    def _apply(self) -> None:
        rows = chosen_rows(self._table, self._model)
        self._set([self._form.entry(row.unit) for row in rows])

    def _set(self, entries: Sequence[Entry]) -> None:
        task, item = self._context.session.task, self._items.current()
        if task is None or item is None or not entries or self._is_shut():
            return
        verb = partial(filling.set_many, task=task, key=item.key, entries=tuple(entries))
        self._context.session.edit(
            lambda desk: (len(entries), verb(desk)), self, lambda done: self._tell(done)
        )

    def _tell(self, done: tuple[int, Changes]) -> None:
        self._form.clear()
        self._context.frame.tell(_("Set {count} units in one step.").format(count=done[0]))

    def _show_items(self, items: tuple[Item, ...]) -> None:
        before = self._items.current()
        current = next((one for one in items if before and one.key == before.key), None)
        current = current or next(iter(items), None)
        self._items.show_rows(items, current)
        if current is not None:
            self._show_item(current)

    def _show_item(self, item: Item) -> None:
        task = self._context.session.task
        if task is None:
            return
        self._asked += 1
        self._context.session.ask(
            partial(by_item.rows, task=task, key=item.key),
            partial(self._show_units, self._asked, item),
            self,
        )

    def _show_units(self, token: int, item: Item, rows: tuple[UnitRow, ...]) -> None:
        if token != self._asked:
            return
        chosen = [row.unit for row in chosen_rows(self._table, self._model)]
        is_same = bool(self._model.rows) and self._model.rows[0].item.key == item.key
        points = "" if item.points is None else f"（{plain_mark(item.points)}）"
        self._said.setText(f"{item.number} {' '.join(item.content.split())}{points}")
        self._said.setToolTip(item.criteria)
        self._model.replace(rows)
        self._table.setColumnHidden(1, len({row.class_name for row in rows}) < 2)
        if is_same:
            choose_again(self._table, self._model, chosen, lambda row: row.unit)
        else:
            self._form.show_item(item)
        self._count()

    def _count(self) -> None:
        rows = chosen_rows(self._table, self._model)
        self._form.show_count(len(rows), is_shut=self._is_shut())

    def _go_to(self, row: UnitRow) -> None:
        self.unit_asked.emit(row.unit, row.item.key)


def _columns() -> Sequence[Column[UnitRow]]:
    return (
        Column(_("Unit"), lambda row: row.name, width=130),
        Column(_("Class"), lambda row: row.class_name, width=80),
        Column(_("Self-assessed"), _claim, width=110),
        Column(_("Conclusion"), _conclusion, width=110),
        Column(_("Deducted"), _deducted, is_number=True, width=72, key=lambda row: row.deducted),
        Column(_("Facts"), lambda row: "；".join(one.fact for one in row.findings), width=260),
        Column(
            _("Place"), lambda row: "；".join(filter(None, (one.place for one in row.findings)))
        ),
    )


def _claim(row: UnitRow) -> str:
    said = row.self_conclusion
    is_task = row.item.kind is ItemKind.TASK
    parts = [] if said is None else [conclusion_label(said, task=is_task)]
    if row.self_mark is not None:
        parts.append(whole_mark(row.self_mark))
    return " ".join(parts)


def _conclusion(row: UnitRow) -> str:
    if row.is_spared:
        return _("Spared from the start")
    word = conclusion_label(row.conclusion, task=row.item.kind is ItemKind.TASK)
    return _("{conclusion} (approved)").format(conclusion=word) if row.is_locked else word


def _deducted(row: UnitRow) -> str:
    return MINUS + whole_mark(row.deducted) if row.deducted else ""


def _pasted(desk: Desk, task: Inspection, key: ItemKey, text: str) -> tuple[int, Changes]:
    entries = filling.read_entries(desk, task, key, text, task.year)
    return len(entries), filling.set_many(desk, task, key, entries)
