"""The start page, and a new task set up from it by keys and mouse alone."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from inspector import bootstrap, paths, settings
from inspector.domain.inspection import InspectionKind
from inspector.services import inspections, lookup, recent
from inspector.ui.dialogs.classes_step import ClassesStep
from inspector.ui.dialogs.new_task import NewTaskDialog
from inspector.ui.main import Program
from inspector.ui.views.overview import OverviewScreen
from inspector.ui.views.start import StartPage

PASTED = (
    "单位名称\t简称\n宁川市外事办公室\t市外办\n宁川市财政局\t市财政局\n宁川市财政局\t市财政局\n"
)
W = TypeVar("W", bound=QWidget)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def nothing_recent() -> None:
    """Begin as on a machine where nothing was open yet."""
    for one in recent.files():
        recent.forget(one.path)


def type_chinese(field: QWidget, text: str) -> None:
    """Commit a text as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def page(program: Program) -> StartPage:
    found = program.window.findChild(StartPage)
    assert isinstance(found, StartPage)
    return found


def widget(parent: QWidget, kind: type[W], name: str) -> W:
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def dialog_of(program: Program, qtbot: QtBot) -> NewTaskDialog:
    def shown() -> bool:
        return any(one.isVisible() for one in program.window.findChildren(NewTaskDialog))

    qtbot.waitUntil(shown)
    return next(one for one in program.window.findChildren(NewTaskDialog) if one.isVisible())


def begin(program: Program, qtbot: QtBot) -> NewTaskDialog:
    qtbot.mouseClick(widget(program.window, QPushButton, "frame.new"), LEFT)
    return dialog_of(program, qtbot)


def complaint(dialog: QDialog) -> str:
    return widget(dialog, QLabel, "problem").text()


def list_boxes(dialog: NewTaskDialog) -> list[QComboBox]:
    classes = dialog.findChild(ClassesStep)
    assert classes is not None
    return classes.findChildren(QComboBox)


def choose_list(dialog: NewTaskDialog, qtbot: QtBot, letters: str) -> None:
    """Choose the list whose title begins with some letters, by keys."""
    box = list_boxes(dialog)[0]
    box.setFocus()
    while letters not in box.currentText():
        before = box.currentIndex()
        qtbot.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() > before, f"no list {letters}"


def screen(program: Program, qtbot: QtBot) -> OverviewScreen:
    qtbot.waitUntil(lambda: program.window.built_screen("overview") is not None)
    shown = program.window.built_screen("overview")
    assert isinstance(shown, OverviewScreen)
    return shown


def test_a_new_task_is_set_up_from_the_start_page_and_opened(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = begin(program, qtbot)
    name = widget(dialog, QLineEdit, "task_name")
    name.selectAll()
    type_chinese(name, "2026年度政务公开考核")
    type_chinese(widget(dialog, QLineEdit, "task_who"), "张三")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    choose_list(dialog, qtbot, "B类：市直部门")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    QApplication.clipboard().setText(PASTED)
    pasted = widget(dialog, QPlainTextEdit, "pasted_units")
    assert dialog.focusWidget() is pasted, "the column may be pasted at once"
    qtbot.keyClick(pasted, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    path = widget(dialog, QLineEdit, "workspace_path")
    path.selectAll()
    qtbot.keyClicks(path, str(tmp_path / "2026"))
    with qtbot.waitSignal(program.session.opened):
        qtbot.keyClick(path, Qt.Key.Key_Return)
    assert program.session.path == tmp_path / "2026.inspection"
    assert (program.session.author, settings.load().author) == ("张三", "张三")
    overview = screen(program, qtbot)
    qtbot.waitUntil(lambda: len(overview.units.model.rows) == 2)
    qtbot.waitUntil(lambda: overview.units.model.rows[0].figures is not None)
    labels = [row.line.unit.label for row in overview.units.model.rows]
    assert labels == ["市外办", "市财政局"]
    task = program.session.task
    assert task is not None
    assert (task.name, task.year, task.kind) == (
        "2026年度政务公开考核",
        2026,
        InspectionKind.EVALUATION,
    )


def test_each_step_says_what_is_missing_before_it_lets_go(program: Program, qtbot: QtBot) -> None:
    dialog = begin(program, qtbot)
    following = widget(dialog, QPushButton, "next")
    name = widget(dialog, QLineEdit, "task_name")
    name.selectAll()
    qtbot.keyClick(name, Qt.Key.Key_Delete)
    qtbot.mouseClick(following, LEFT)
    assert "任务名称未填写" in complaint(dialog)
    type_chinese(name, "考核")
    qtbot.mouseClick(following, LEFT)
    qtbot.mouseClick(following, LEFT)
    assert "尚未选定细则" in complaint(dialog)
    qtbot.mouseClick(widget(dialog, QPushButton, "step_3"), LEFT)
    assert "尚未选定细则" in complaint(dialog), "a step cannot be jumped over"
    choose_list(dialog, qtbot, "B类：市直部门")
    qtbot.mouseClick(following, LEFT)
    qtbot.mouseClick(following, LEFT)
    assert "尚无单位" in complaint(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not program.session.is_open


def test_the_name_follows_kind_and_year_until_somebody_names_it(
    program: Program, qtbot: QtBot
) -> None:
    dialog = begin(program, qtbot)
    name = widget(dialog, QLineEdit, "task_name")
    assert name.text().endswith("年度政务公开考核")
    kind = widget(dialog, QComboBox, "task_kind")
    qtbot.keyClick(kind, Qt.Key.Key_Home)
    assert name.text().endswith("督查")
    assert widget(dialog, QLineEdit, "task_unit_word").placeholderText() == "督查对象"
    name.end(False)
    type_chinese(name, "专项")
    qtbot.keyClick(kind, Qt.Key.Key_End)
    assert name.text().endswith("督查专项")
    dialog.reject()


def test_with_classes_each_unit_goes_to_the_class_it_names(
    program: Program, qtbot: QtBot, tmp_path: Path, settled: Callable[[Program], None]
) -> None:
    dialog = begin(program, qtbot)
    following = widget(dialog, QPushButton, "next")
    qtbot.mouseClick(following, LEFT)
    qtbot.mouseClick(widget(dialog, QPushButton, "add_class"), LEFT)
    boxes = list_boxes(dialog)
    for box, letter in zip(boxes, "AB", strict=True):
        while f"{letter}类" not in box.currentText():
            qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.mouseClick(following, LEFT)
    pasted = widget(dialog, QPlainTextEdit, "pasted_units")
    pasted.setPlainText("单位\t类别\n临溪县\tA类\n市外办\tB\n市体育局\t\n")
    path = widget(dialog, QLineEdit, "workspace_path")
    path.setText(str(tmp_path / "classes.inspection"))
    with qtbot.waitSignal(program.session.opened):
        qtbot.mouseClick(following, LEFT)
    program.session.close()
    settled(program)
    with bootstrap.open_desk(tmp_path / "classes.inspection", read_only=True) as desk:
        task = lookup.inspection(desk, None)
        found = {u.name: part.unit_class for u, part in inspections.participants(desk, task)}
    assert found == {"临溪县": "A", "市外办": "B", "市体育局": "A"}


def test_a_second_inspection_joins_the_workspace_that_is_open(
    opened: Program, qtbot: QtBot, settled: Callable[[Program], None]
) -> None:
    opened.window.context.actions.trigger("frame.new")
    dialog = dialog_of(opened, qtbot)
    following = widget(dialog, QPushButton, "next")
    qtbot.mouseClick(following, LEFT)
    choose_list(dialog, qtbot, "B类：市直部门")
    qtbot.mouseClick(following, LEFT)
    settled(opened)
    widget(dialog, QPlainTextEdit, "pasted_units").setPlainText("市外办\n市体育局")
    join = widget(dialog, QRadioButton, "join_open")
    join.setFocus()
    qtbot.keyClick(join, Qt.Key.Key_Space)
    with qtbot.waitSignal(opened.session.changed):
        qtbot.mouseClick(following, LEFT)
    qtbot.waitUntil(lambda: len(opened.session.tasks) == 2)
    settled(opened)
    assert opened.session.task is not None
    assert opened.session.task.name.endswith("年度政务公开考核")


# Recent workspaces --------------------------------------------------------------------------------


def test_recent_workspaces_are_offered_with_what_is_unfinished_in_each(
    program: Program, qtbot: QtBot, demo_file: Path
) -> None:
    recent.remember(demo_file)
    start = page(program)
    start.load()
    recents = widget(program.window, QListView, "recent")
    model = recents.model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.waitUntil(
        lambda: "检查中" in str(model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)),
    )
    with qtbot.waitSignal(program.session.opened):
        qtbot.keyClick(recents, Qt.Key.Key_Return)
    assert program.session.path == demo_file


def test_a_workspace_taken_off_the_list_is_left_alone_as_a_file(
    program: Program, qtbot: QtBot, demo_file: Path
) -> None:
    recent.remember(demo_file)
    page(program).load()
    recents = widget(program.window, QListView, "recent")
    recents.setFocus()
    qtbot.waitUntil(recents.hasFocus)
    qtbot.keyClick(recents, Qt.Key.Key_Delete)
    assert recents.model().rowCount() == 0
    assert recent.files() == ()
    assert demo_file.exists()
    qtbot.waitUntil(lambda: program.workers.is_idle)
    assert recents.model().rowCount() == 0, "what was looked into meanwhile brings it not back"


def test_the_notice_on_secrets_is_shown_until_it_is_acknowledged(
    program: Program, qtbot: QtBot
) -> None:
    notice = widget(program.window, QWidget, "notice")
    assert notice.isVisible()
    assert "严禁录入、存储国家秘密" in notice.findChildren(QLabel)[0].text()
    demo = widget(program.window, QPushButton, "demo")
    before = demo.mapToGlobal(demo.rect().topLeft())
    qtbot.mouseClick(widget(program.window, QPushButton, "understood"), LEFT)
    QApplication.processEvents()
    assert demo.mapToGlobal(demo.rect().topLeft()) == before, "the buttons stay under the mouse"
    assert not notice.isVisible()
    again = StartPage(program.window.context)
    assert widget(again, QWidget, "notice").isHidden()


def test_a_workspace_file_that_is_dropped_is_opened(
    program: Program, qtbot: QtBot, demo_file: Path
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(demo_file))])
    drop = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        mime,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(program.session.opened):
        page(program).dropEvent(drop)
    assert program.session.path == demo_file


def test_demo_data_is_built_in_the_background_and_opened(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(paths, "documents", lambda: tmp_path)
    with qtbot.waitSignal(program.session.opened):
        qtbot.mouseClick(widget(program.window, QPushButton, "demo"), LEFT)
    assert program.session.path is not None
    assert program.session.path.name == "宁川市示例.inspection"
