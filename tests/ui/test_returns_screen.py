"""年报数据: files taken in, cells typed and pasted, each check beside its numbers."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from inspector import bootstrap
from inspector.domain.changes import Changes
from inspector.services import checklists, inspections, lookup, returns
from inspector.services.desk import Desk
from inspector.services.unit_names import read_names
from inspector.ui.main import Program
from inspector.ui.models.return_grid import ReturnGrid
from inspector.ui.views.return_table import ReturnTable
from inspector.ui.views.yearly_returns import ReturnsScreen
from tests.exchange.test_return_files import as_a_unit_sends_it
from tests.golden import return_cases as given

Settled = Callable[[Program], None]


FIRST = (given.FOREIGN_AFFAIRS, given.FINANCE, given.HOUSING_FIRST)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Return the three units' reports as they first sent them."""
    made = []
    for one in FIRST:
        path = tmp_path / f"{one.unit}年报.docx"
        path.write_bytes(as_a_unit_sends_it(one))
        made.append(path)
    return made


@pytest.fixture
def demo_file(tmp_path: Path) -> Path:
    """Stand in for the demo with three units that send returns."""
    path = tmp_path / "returns.inspection"
    with bootstrap.open_desk(path, author="甲", create=True) as desk:
        plan = inspections.Plan(
            name="2025年度政务公开工作考核",
            lists={"": checklists.obtain("ningchuan-2025-b").checklist},
            units=read_names("市外办,市财政局,市住房城乡建设局"),
        )
        inspections.create(desk, plan)
    return path


@pytest.fixture
def empty(opened: Program, settled: Settled) -> ReturnsScreen:
    """Show the screen before anything was taken in."""
    opened.window.go_to("returns")
    shown = opened.window.built_screen("returns")
    assert isinstance(shown, ReturnsScreen)
    shown._year.setCurrentIndex(shown._year.findData(2025))
    settled(opened)
    return shown


@pytest.fixture
def screen(empty: ReturnsScreen, opened: Program, files: list[Path], qtbot: QtBot) -> ReturnsScreen:
    """Show three units' returns of 2025 as they were first sent."""
    readings = [returns.read(path, 2025) for path in files]
    opened.session.edit(lambda desk: returns.take_in(desk, readings, 2025), empty)
    qtbot.waitUntil(lambda: "市住房城乡建设局" in counts(empty))
    return empty


def intake(program: Program) -> QDialog | None:
    found = program.window.findChildren(QDialog, "return_intake")
    return found[0] if found else None


def counts(screen: ReturnsScreen) -> dict[str, tuple[int, ...]]:
    """How many checks fail and how many cannot be made, as the tips of the list tell it."""
    told = screen._model.columns[1].tip
    assert told is not None
    found = {}
    for line in screen._model.rows:
        if line.review is not None and line.unit is not None:
            found[line.unit.label] = tuple(map(int, re.findall(r"\d+", told(line))))[:2]
    return found


def choose(screen: ReturnsScreen, name: str) -> None:
    place = next(
        row
        for row, line in enumerate(screen._model.rows)
        if line.unit is not None and line.unit.label == name
    )
    screen._table.selectRow(place)


def grid_of(screen: ReturnsScreen) -> tuple[ReturnGrid, QTableView]:
    view = screen._sheet.findChild(QTableView, "return_three")
    assert isinstance(view, QTableView)
    grid = view.model()
    assert isinstance(grid, ReturnGrid)
    return grid, view


def is_shown(screen: ReturnsScreen, cell: str, text: str) -> bool:
    return bool(grid_of(screen)[0].index_of(cell).data() == text)


def type_into(screen: ReturnsScreen, cell: str, text: str, qtbot: QtBot) -> None:
    screen._sheet.go_to(cell)
    _grid, view = grid_of(screen)
    view.edit(view.currentIndex())
    (field,) = [one for one in view.findChildren(QLineEdit) if one.isVisible()]
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_files_are_looked_through_before_they_are_taken_in(
    empty: ReturnsScreen, opened: Program, files: list[Path], qtbot: QtBot
) -> None:
    empty.verbs.read_files(files)
    qtbot.waitUntil(lambda: intake(opened) is not None)
    dialog = intake(opened)
    assert dialog is not None
    ok = dialog.findChildren(QDialogButtonBox)[0].button(QDialogButtonBox.StandardButton.Ok)
    qtbot.waitUntil(ok.isEnabled)
    assert counts(empty) == {}
    qtbot.mouseClick(ok, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: counts(empty).get("市住房城乡建设局") == (3, 4))


def test_the_unit_whose_return_was_taken_in_is_shown(
    empty: ReturnsScreen, opened: Program, files: list[Path], qtbot: QtBot
) -> None:
    choose(empty, "市住房城乡建设局")
    (file,) = [one for one in files if "市财政局" in one.name]
    empty.verbs.read_files([file])
    qtbot.waitUntil(lambda: intake(opened) is not None)
    dialog = intake(opened)
    assert dialog is not None
    ok = dialog.findChildren(QDialogButtonBox)[0].button(QDialogButtonBox.StandardButton.Ok)
    qtbot.waitUntil(ok.isEnabled)
    qtbot.mouseClick(ok, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: empty.shown_return is not None)
    assert empty.unit is not None
    assert empty.unit.label == "市财政局"


def test_each_unit_s_checks_are_counted_in_the_list(screen: ReturnsScreen) -> None:
    assert counts(screen) == {
        "市外办": (0, 0),
        "市财政局": (0, 0),
        "市住房城乡建设局": (3, 4),
    }


def test_corrections_typed_into_the_grid_put_the_checks_right(
    screen: ReturnsScreen, opened: Program, settled: Settled, qtbot: QtBot
) -> None:
    choose(screen, "市住房城乡建设局")
    for cell, text in (
        ("req.done.natural", "51"),
        ("req.refused.3.welfare", "0"),
        ("req.unprocessed.3.others", "0"),
    ):
        type_into(screen, cell, text, qtbot)
        settled(opened)
    qtbot.waitUntil(lambda: counts(screen)["市住房城乡建设局"] == (0, 0))
    with qtbot.waitSignal(opened.session.changed):
        opened.session.undo(screen)
    settled(opened)
    qtbot.waitUntil(lambda: counts(screen)["市住房城乡建设局"] == (0, 2))


def test_what_is_being_typed_stays_while_another_cell_is_saved(
    screen: ReturnsScreen, qtbot: QtBot
) -> None:
    choose(screen, "市住房城乡建设局")
    screen._sheet.go_to("req.new.natural")
    grid, view = grid_of(screen)
    view.edit(view.currentIndex())
    (field,) = [one for one in view.findChildren(QLineEdit) if one.isVisible()]
    field.setText("4")
    screen.verbs.fill("req.done.natural", "51")
    qtbot.waitUntil(lambda: grid.index_of("req.done.natural").data() == "51")
    assert (field.isVisible(), field.text()) == (True, "4")
    assert grid.cell(view.currentIndex()) == "req.new.natural"


def test_after_an_edit_the_lists_say_what_reviewing_afresh_says(
    screen: ReturnsScreen, opened: Program, settled: Settled, qtbot: QtBot
) -> None:
    choose(screen, "市住房城乡建设局")
    for cell, text in (("req.done.natural", "51"), ("req.new.natural", "9")):
        type_into(screen, cell, text, qtbot)
        qtbot.waitUntil(partial(is_shown, screen, cell, text))
    settled(opened)
    followed = screen._model.rows
    screen.load()
    settled(opened)
    assert screen._model.rows == followed


def test_each_check_stands_beside_its_row_with_both_numbers(screen: ReturnsScreen) -> None:
    choose(screen, "市住房城乡建设局")
    grid, _view = grid_of(screen)
    done = grid.index_of("req.done.total")
    beside = done.siblingAtColumn(done.column() + 1)
    assert "不符" in beside.data()
    assert "52＋4＋0＋1＋2＋0＝59" in beside.data(Qt.ItemDataRole.ToolTipRole)


def test_the_list_says_with_signs_what_wants_a_look(screen: ReturnsScreen) -> None:
    shown = {
        line.unit.label: [column.text(line) for column in screen._model.columns[1:]]
        for line in screen._model.rows
        if line.unit is not None
    }
    assert shown["市住房城乡建设局"] == ["✗ 3  ? 4  ! 1", "退回补正"]
    assert shown["市财政局"] == ["", "无误"]


def test_the_list_of_units_fits_beside_the_form(screen: ReturnsScreen) -> None:
    assert screen._table.horizontalScrollBar().maximum() == 0


def test_the_longest_outcome_is_read_whole_beside_its_row(screen: ReturnsScreen) -> None:
    choose(screen, "市住房城乡建设局")
    grid, view = grid_of(screen)
    last = grid.columnCount() - 1
    words = [str(grid.index(row, last).data()) for row in range(grid.rowCount())]
    needed = max(map(view.fontMetrics().horizontalAdvance, words))
    assert any("无法核对" in one for one in words)
    assert view.columnWidth(last) >= needed + 6


def test_no_part_of_the_form_scrolls_sideways_once_its_tab_is_in_front(
    screen: ReturnsScreen, opened: Program, settled: Settled
) -> None:
    """A tab that was never shown knows no width; the fourth part has fifteen columns."""
    opened.window.resize(1280, 720)
    choose(screen, "市财政局")
    settled(opened)
    seen = set()
    for place in range(screen._sheet.count()):
        screen._sheet.setCurrentIndex(place)
        settled(opened)
        for view in screen._sheet.widget(place).findChildren(ReturnTable):
            assert view.horizontalScrollBar().maximum() == 0, view.objectName()
            seen.add(view.objectName())
    assert {"return_three", "return_four"} <= seen


def test_all_units_stand_against_all_checks(screen: ReturnsScreen) -> None:
    matrix = screen._sheet.findChild(QTableView, "return_matrix")
    assert isinstance(matrix, QTableView)
    model = matrix.model()
    titles = [
        model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())
    ]
    assert titles[:7] == ["单位", "报送日期", "不符", "无法核对", "提醒", "雷同", "核查结论"]
    assert [model.index(2, place).data() for place in (0, 2, 3, 4)] == [
        *("市住房城乡建设局", "3", "4", "1"),
    ]
    assert len(titles) == 7 + len(returns.forms()[-1].checks)


def test_the_years_of_the_unit_chosen_stand_side_by_side(
    screen: ReturnsScreen, opened: Program, settled: Settled
) -> None:
    def last_year(desk: Desk) -> Changes:
        unit = lookup.unit(desk, "市财政局")
        returns.begin(desk, unit, 2024)
        return returns.set_cells(desk, unit, 2024, given.BEFORE["市财政局"].cells)

    opened.session.edit(last_year, screen)
    choose(screen, "市财政局")
    settled(opened)
    years = screen._sheet.findChild(QTableView, "return_years")
    assert isinstance(years, QTableView)
    model = years.model()
    rows = {
        model.index(row, 0).data(): [model.index(row, place).data() for place in (1, 2, 3)]
        for row in range(model.rowCount())
    }
    assert rows["一、本年新收政府信息公开申请数量·总计"] == ["12", "14", "26"]


def test_a_unit_s_return_is_taken_for_that_of_the_whole_and_no_more(
    screen: ReturnsScreen, opened: Program, settled: Settled
) -> None:
    choose(screen, "市财政局")
    settled(opened)
    whole = opened.window.context.actions.action("returns.whole")
    for is_checked in (True, False):
        whole.trigger()
        settled(opened)
        assert whole.isChecked() is is_checked
        assert (counts(screen)["市财政局"][0] > 0) is is_checked


def test_trying_with_zeros_changes_no_cell(
    screen: ReturnsScreen, opened: Program, settled: Settled, qtbot: QtBot
) -> None:
    opened.window.context.actions.trigger("returns.as_zero")
    settled(opened)
    qtbot.waitUntil(lambda: counts(screen)["市住房城乡建设局"] == (3, 0))
    choose(screen, "市住房城乡建设局")
    grid, _view = grid_of(screen)
    assert grid.index_of("req.unprocessed.3.others").data() == "/"


def test_cells_copied_elsewhere_are_pasted_from_the_current_cell_on(
    screen: ReturnsScreen, opened: Program, settled: Settled, qtbot: QtBot
) -> None:
    choose(screen, "市外办")
    screen._sheet.go_to("req.new.natural")
    QGuiApplication.clipboard().setText("7\t1\t0\t0\t0\t0\t8")
    opened.window.context.actions.trigger("returns.paste")
    settled(opened)
    grid, _view = grid_of(screen)
    qtbot.waitUntil(lambda: grid.index_of("req.new.total").data() == "8")


def test_the_models_keep_qt_s_rules(screen: ReturnsScreen) -> None:
    choose(screen, "市住房城乡建设局")
    for model in (screen._model, *(grid for _table, grid, _view in screen._sheet._grids)):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    choose(screen, "市外办")


def test_the_form_and_all_years_are_written_as_workbooks_by_a_worker(
    screen: ReturnsScreen, opened: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(screen, "市外办")
    for verb in ("export", "export_years"):
        target = tmp_path / f"{verb}.xlsx"
        opened.window.context.actions.trigger(f"returns.{verb}")
        (asked,) = screen.findChildren(QFileDialog, f"returns_{verb}")
        asked.selectFile(str(target))
        asked.accept()
        qtbot.waitUntil(target.is_file)
        qtbot.waitUntil(lambda: opened.workers.is_idle)
        sheet = load_workbook(target).worksheets[0]
        assert any("市外办" in str(value) for row in sheet.values for value in row)
