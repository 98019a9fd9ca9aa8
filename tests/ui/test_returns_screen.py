"""年报数据: files taken in, cells typed and pasted, each check beside its numbers."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from inspector import bootstrap
from inspector.services import checklists, inspections, returns
from inspector.services.units import read_names
from inspector.ui.main import Program
from inspector.ui.models.return_grid import ReturnGrid
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
    lines = [line for line in screen._model.rows if line.review is not None and line.unit]
    return {
        line.unit.label: tuple(int(column.text(line) or 0) for column in screen._model.columns[1:3])
        for line in lines
        if line.unit is not None
    }


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
    empty.read_files(files)
    qtbot.waitUntil(lambda: intake(opened) is not None, timeout=30_000)
    dialog = intake(opened)
    assert dialog is not None
    ok = dialog.findChildren(QDialogButtonBox)[0].button(QDialogButtonBox.StandardButton.Ok)
    qtbot.waitUntil(ok.isEnabled)
    assert counts(empty) == {}
    qtbot.mouseClick(ok, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: counts(empty).get("市住房城乡建设局") == (3, 4))


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


def test_each_check_stands_beside_its_row_with_both_numbers(screen: ReturnsScreen) -> None:
    choose(screen, "市住房城乡建设局")
    grid, _view = grid_of(screen)
    done = grid.index_of("req.done.total")
    beside = done.siblingAtColumn(done.column() + 1)
    assert "不符" in beside.data()
    assert "52＋4＋0＋1＋2＋0＝59" in beside.data(Qt.ItemDataRole.ToolTipRole)


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
