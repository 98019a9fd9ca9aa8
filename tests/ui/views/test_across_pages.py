"""按条目 and 按规则 in the running program: many units in one step, like treated alike."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QPushButton, QSpinBox, QTableView, QWidget
from pytestqt.qtbot import QtBot

from inspector.domain.answer import Conclusion
from inspector.services import history
from inspector.services.by_item import UnitRow
from inspector.services.by_rule import RuleRow
from inspector.ui.main import Program
from inspector.ui.models.table import TableModel
from inspector.ui.views.across import RowsView
from inspector.ui.views.scoring import ScoringScreen

Settle = Callable[[Program], None]


class Page:
    """A page over all units, as a person has it before them."""

    def __init__(self, program: Program, qtbot: QtBot, settle: Settle) -> None:
        self.program, self.qtbot, self._settle = program, qtbot, settle

    def settle(self) -> None:
        self._settle(self.program)

    def show(self, mode: str) -> None:
        self.program.window.go_to("scoring")
        self.settle()
        self.program.window.context.actions.trigger(f"scoring.{mode}")
        self.settle()

    def find(self, kind: type[QWidget], name: str) -> QWidget:
        found = self.program.window.findChild(kind, name)
        assert found is not None, name
        return found

    def table(self, name: str) -> RowsView:
        found = self.find(QTableView, name)
        assert isinstance(found, RowsView)
        return found

    def choose(self, table: QTableView, rows: range) -> None:
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        table.selectionModel().clearSelection()
        for row in rows:
            table.selectionModel().select(table.model().index(row, 0), flags)

    def click(self, name: str) -> None:
        self.qtbot.mouseClick(self.find(QPushButton, name), Qt.MouseButton.LeftButton)
        self.settle()

    @property
    def units(self) -> list[UnitRow]:
        model = self.table("by_item_units").model()
        assert isinstance(model, TableModel)
        return list(model.rows)

    @property
    def findings(self) -> list[RuleRow]:
        model = self.table("by_rule_findings").model()
        assert isinstance(model, TableModel)
        return list(model.rows)

    def item(self, number: str) -> None:
        search = self.find(QLineEdit, "by_item_items_search")
        assert isinstance(search, QLineEdit)
        search.setText(number)
        table = self.table("by_item_items")
        table.setCurrentIndex(table.model().index(0, 0))
        self.settle()
        assert self.units[0].item.number == number

    def undo(self) -> None:
        self.program.session.edit(history.undo, self.program.window)
        self.settle()


@pytest.fixture
def page(opened: Program, qtbot: QtBot, settled: Settle) -> Page:
    settled(opened)
    return Page(opened, qtbot, settled)


def test_one_item_is_set_for_several_units_filled_down_and_pasted(page: Page) -> None:
    page.show("by_item")
    page.item("1.3")
    table = page.table("by_item_units")
    tester = QAbstractItemModelTester(
        table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    before = [len(row.findings) for row in page.units]
    met = [place for place, row in enumerate(page.units) if not row.findings][:2]
    assert len(met) == 2

    what = page.find(QWidget, "many_what")
    rule = next(
        at
        for at in range(what.count())  # type: ignore[attr-defined]
        if what.itemText(at).startswith("c ")  # type: ignore[attr-defined]
    )
    what.setCurrentIndex(rule)  # type: ignore[attr-defined]
    fact = page.find(QLineEdit, "many_fact")
    page.qtbot.keyClicks(fact, "plan missing")
    page.choose(table, range(met[0], met[0] + 1))
    page.click("many_apply")
    assert page.units[met[0]].findings[-1].fact == "plan missing"

    first, last = min(met), max(met)
    page.choose(table, range(first, last + 1))
    page.program.window.context.actions.trigger("scoring.fill_down")
    page.settle()
    assert page.units[last].findings[-1].fact == "plan missing"
    page.undo()
    assert not page.units[last].findings
    page.undo()
    assert [len(row.findings) for row in page.units] == before

    QGuiApplication.clipboard().setText(f"{page.units[first].name}\tc\tpasted\there\n")
    page.qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page.settle()
    assert [one.fact for one in page.units[first].findings] == ["pasted"]
    assert page.units[first].conclusion is Conclusion.PARTLY_MET
    assert tester.model() is table.model()


def test_a_double_click_goes_to_the_unit_and_its_item(page: Page) -> None:
    page.show("by_item")
    page.item("2.2")
    table = page.table("by_item_units")
    table.activated.emit(table.model().index(1, 0))
    page.settle()
    screen = page.program.window.built_screen("scoring")
    assert isinstance(screen, ScoringScreen)
    sheet, key = screen.page.sheet, screen.page.item
    assert sheet is not None
    assert key is not None
    assert sheet.unit.id == page.units[1].unit
    assert sheet.lines[key].number == "2.2"
    assert screen.page.isVisible()


def test_findings_of_one_rule_are_given_one_count(page: Page) -> None:
    page.show("by_rule")
    search = page.find(QLineEdit, "by_rule_rules_search")
    assert isinstance(search, QLineEdit)
    search.setText("1.2b")
    rules = page.table("by_rule_rules")
    rules.setCurrentIndex(rules.model().index(0, 0))
    page.settle()
    assert len(page.findings) > 1
    table = page.table("by_rule_findings")
    tester = QAbstractItemModelTester(
        table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    page.choose(table, range(len(page.findings)))
    count = page.find(QSpinBox, "recount_count")
    count.setValue(3)  # type: ignore[attr-defined]
    page.click("recount_apply")
    assert {row.count for row in page.findings} == {3}
    page.undo()
    assert {row.count for row in page.findings} != {3}
    assert tester.model() is table.model()
