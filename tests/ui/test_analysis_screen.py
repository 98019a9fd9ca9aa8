"""Statistics on the screen: tables with formulas, the papers' charts, and the way to an item."""

from pathlib import Path
from typing import TypeVar

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from inspector.domain.answer import Conclusion
from inspector.domain.edits import Action
from inspector.domain.statistics import View
from inspector.services import answers, lookup
from inspector.services.desk import Desk
from inspector.ui.main import Program
from inspector.ui.models.heat import HeatModel
from inspector.ui.screen import Spot
from inspector.ui.views.analysis import AnalysisScreen

W = TypeVar("W", bound=QWidget)
CLASS_B = "市直部门"


@pytest.fixture
def screen(opened: Program, qtbot: QtBot) -> AnalysisScreen:
    """The figures of the demo's year after the first check."""
    opened.window.go_to("analysis")
    shown = opened.window.built_screen("analysis")
    assert isinstance(shown, AnalysisScreen)
    settle(shown, qtbot)
    return shown


def settle(screen: AnalysisScreen, qtbot: QtBot) -> None:
    """Wait until the view in front is worked out and drawn."""
    session, workers = screen.context.session, screen.context.workers
    qtbot.waitUntil(lambda: not session.is_busy and workers.is_idle)
    qtbot.waitUntil(lambda: not session.is_busy and workers.is_idle)


def field(parent: QWidget, kind: type[W], name: str) -> W:
    found = parent.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def pick(screen: AnalysisScreen, qtbot: QtBot, name: str, text: str) -> None:
    box = field(screen, QComboBox, name)
    box.setCurrentIndex(box.findText(text))
    settle(screen, qtbot)


def turn_to(screen: AnalysisScreen, qtbot: QtBot, view: View) -> None:
    field(screen, QTabBar, "views").setCurrentIndex(list(View).index(view))
    settle(screen, qtbot)


def table(screen: AnalysisScreen) -> QTableView:
    return field(screen, QTableView, "figures")


def cells(screen: AnalysisScreen) -> list[list[str]]:
    model = table(screen).model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def pictures(screen: AnalysisScreen) -> list[QImage]:
    labels = field(screen, QWidget, "charts").findChildren(QLabel)
    return [label.pixmap().toImage() for label in labels if not label.pixmap().isNull()]


def is_drawn(picture: QImage) -> bool:
    """Whether more than blank paper is on a picture."""
    shades = {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 7)
        for y in range(0, picture.height(), 7)
    }
    return len(shades) > 3


def key(screen: AnalysisScreen, qtbot: QtBot, press: Qt.Key) -> None:
    screen.window().activateWindow()
    qtbot.waitUntil(screen.window().isActiveWindow)
    table(screen).setFocus()
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(table(screen), press, modifiers)


def test_rates_have_their_formula_and_the_chart_of_the_paper(
    screen: AnalysisScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    assert len(pictures(screen)) == 2
    pick(screen, qtbot, "class_choice", CLASS_B)
    rates = {row[0].strip(): row[1:] for row in cells(screen)}
    assert rates["主动公开"] == ["260.30", "298.00", "87.35%"]
    assert rates["平台建设"] == ["146.00", "178.00", "82.02%"]
    assert "＝86.65%" in field(screen, QLabel, "told").text()
    table(screen).setCurrentIndex(table(screen).model().index(0, 3))
    assert field(screen, QLabel, "formula").text() == "主动公开＝260.30÷298.00＝87.35%"
    (picture,) = pictures(screen)
    assert is_drawn(picture)
    key(screen, qtbot, Qt.Key.Key_C)
    settle(screen, qtbot)
    copied = QApplication.clipboard().image()
    assert copied.width() > 1_300
    assert is_drawn(copied)
    target = tmp_path / "统计.xlsx"
    screen.verbs.export_to(target)
    settle(screen, qtbot)
    assert "市直部门单位×指标" in load_workbook(target).sheetnames
    screen.verbs.save_picture_to(tmp_path / "图.png")
    settle(screen, qtbot)
    assert QImage(str(tmp_path / "图.png")).width() == copied.width()
    check_names(screen)
    pick(screen, qtbot, "unit_choice", "市外办")
    header = table(screen).model()
    titles = [header.headerData(n, Qt.Orientation.Horizontal) for n in range(3)]
    assert titles == ["部分", "市外办", CLASS_B]
    beside = {row[0].strip(): row[1:] for row in cells(screen)}
    assert beside["平台建设"] == ["52.78%", "82.02%"]
    key(screen, qtbot, Qt.Key.Key_A)
    settle(screen, qtbot)
    (radar,) = pictures(screen)
    assert radar.height() > 300
    screen.context.actions.trigger("analysis.radar")


def check_names(screen: AnalysisScreen) -> None:
    kinds = (QToolButton, QComboBox, QLineEdit, QTableView, QTabBar)
    for one in screen.findChildren(QWidget):
        if isinstance(one, kinds) and one.isVisible() and one.objectName() != "ScrollLeftButton":
            assert one.accessibleName(), one.objectName()


def test_each_view_has_a_sound_table_and_a_field_leads_to_its_item(
    screen: AnalysisScreen, qtbot: QtBot
) -> None:
    pick(screen, qtbot, "class_choice", CLASS_B)
    for view in (View.UNIT_RATES, View.RANKING, View.LOSSES, View.GRID):
        turn_to(screen, qtbot, view)
        model = table(screen).model()
        assert isinstance(model, HeatModel)
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
        assert pictures(screen)
        check_view(screen, view)
    click_on(screen, qtbot, "市外办", "4.2")
    qtbot.waitUntil(lambda: not screen.isVisible())
    turn_back(screen, qtbot)


def check_view(screen: AnalysisScreen, view: View) -> None:
    found = cells(screen)
    match view:
        case View.UNIT_RATES:
            assert next(row for row in found if row[0] == "市外办")[4] == "52.78%"
        case View.RANKING:
            assert found[0][:4] == ["1", "市发展改革委", "98.26", "优秀"]
            assert "市直部门平均分＝835.32÷10＝83.53" in field(screen, QLabel, "told").text()
        case View.LOSSES:
            assert found[0][0].startswith("4.2")
            assert found[0][1] == "10/10"
        case View.GRID:
            assert next(row for row in found if row[0] == "市外办")[1] == "22.35"
            shaded = background(screen, "市外办", "4.2")
            assert shaded is not None
            assert background(screen, "市外办", "1.3") is None


def place(screen: AnalysisScreen, unit: str, item: str) -> tuple[int, int]:
    model = table(screen).model()
    titles = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    row = next(n for n, found in enumerate(cells(screen)) if found[0] == unit)
    return row, titles.index(item)


def background(screen: AnalysisScreen, unit: str, item: str) -> QColor | None:
    index = table(screen).model().index(*place(screen, unit, item))
    found = index.data(Qt.ItemDataRole.BackgroundRole)
    assert found is None or isinstance(found, QColor)
    return found


def click_on(screen: AnalysisScreen, qtbot: QtBot, unit: str, item: str) -> None:
    view = table(screen)
    index = view.model().index(*place(screen, unit, item))
    view.scrollTo(index)
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
    )


def turn_back(screen: AnalysisScreen, qtbot: QtBot) -> None:
    """The view that was left is the one that is come back to."""
    screen.context.frame.go_to("analysis", Spot(more=str(View.GRID)))
    settle(screen, qtbot)
    assert screen.spot().more == str(View.GRID)
    timers = screen.window().findChildren(QTimer)
    qtbot.waitUntil(lambda: not any(one.isActive() for one in timers))


def test_class_and_unit_come_back_with_the_workspace(
    opened: Program, screen: AnalysisScreen, demo_file: Path, qtbot: QtBot
) -> None:
    pick(screen, qtbot, "class_choice", "市直部门")
    pick(screen, qtbot, "unit_choice", "市外办")
    opened.window.close_workspace()
    with qtbot.waitSignal(opened.session.opened):
        opened.window.open_workspace(demo_file)
    opened.window.go_to("analysis")
    settle(screen, qtbot)
    shown = [field(screen, QComboBox, f"{name}_choice").currentText() for name in ("class", "unit")]
    assert shown == ["市直部门", "市外办"]
    pick(screen, qtbot, "unit_choice", "全部单位")
    pick(screen, qtbot, "class_choice", "全部类别")
    opened.window.close_workspace()
    with qtbot.waitSignal(opened.session.opened):
        opened.window.open_workspace(demo_file)
    settle(screen, qtbot)
    shown = [field(screen, QComboBox, f"{name}_choice").currentText() for name in ("class", "unit")]
    assert shown == ["全部类别", "全部单位"]


def test_charts_that_were_still_being_drawn_are_not_shown_after_closing(
    opened: Program, screen: AnalysisScreen, qtbot: QtBot
) -> None:
    kinds = field(screen, QComboBox, "class_choice")
    kinds.setCurrentIndex(kinds.findText(CLASS_B))
    opened.window.close_workspace()
    settle(screen, qtbot)
    assert pictures(screen) == []


def test_units_with_open_items_are_left_out_and_the_screen_says_so(
    screen: AnalysisScreen, qtbot: QtBot
) -> None:
    def reopen(desk: Desk) -> object:
        task = lookup.inspection(desk, None)
        office, item = lookup.unit_and_item(desk, task, "市外办", "5.1")
        action = Action(verb="answer.set")
        return answers.change(desk, task, office, item, action, conclusion=Conclusion.OPEN)

    screen.context.session.edit(reopen, screen)
    settle(screen, qtbot)
    assert "共15家，只统计已全部核查完毕的14家" in field(screen, QLabel, "told").text()
    pick(screen, qtbot, "unit_choice", "市外办")
    assert "尚无单位全部核查完毕" in field(screen, QLabel, "nothing").text()
    assert not screen.context.actions.action("analysis.copy_picture").isEnabled()
    pick(screen, qtbot, "unit_choice", "全部单位")
    turn_to(screen, qtbot, View.COMPARISON)
    assert field(screen, QLabel, "nothing").isVisible()
