"""Sheets that came back are dropped, looked through, left out or taken in, all as one action."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector import bootstrap
from inspector.exchange.sheets.columns import SheetKind
from inspector.services import lookup, sheets
from inspector.services.desk import Desk
from inspector.ui.dialogs.sheet_intake import SheetIntake
from inspector.ui.main import Program
from tests.exchange.sheet_cases import changed, typed
from tests.workbooks.making import xlsx

UNITS = ("市外办", "市财政局")


@pytest.fixture
def opened(reopened: Program) -> Program:
    """Return the program with a workspace of the demo's own open."""
    return reopened


def open_intake(program: Program, sources: Sequence[Path] = ()) -> SheetIntake:
    """Open the dialog, at once reading what is named."""
    dialog = SheetIntake(program.window.context, sources)
    dialog.open()
    return dialog


@pytest.fixture
def folder(demo_file: Path, tmp_path: Path) -> Path:
    """A folder with two sheets that say something new, and a file that is nobody's."""
    found = tmp_path / "报送"
    found.mkdir()
    with bootstrap.open_desk(demo_file, read_only=True) as desk:
        task = lookup.inspection(desk, None)
        for name in UNITS:
            unit = lookup.unit(desk, name)
            path = sheets.export_one(desk, task, SheetKind.SELF, unit, found)
            content = changed(path.read_bytes(), typed({("5.2", "自评说明"): f"{name}已办"}))
            path.write_bytes(content)
    (found / "随便.xlsx").write_bytes(xlsx([["说明"], ["没有表"]]))
    return found


def drop_on(widget: QWidget, *paths: Path) -> None:
    """Drag files onto a widget and let go."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    rest_of_it = (
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, QDragEnterEvent(QPoint(200, 200), *rest_of_it))
    QApplication.sendEvent(widget, QDropEvent(QPointF(200, 200), *rest_of_it))


def read(dialog: SheetIntake, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.tree.lines.rowCount() > 0)


def results(dialog: SheetIntake) -> dict[str, str]:
    rows = range(dialog.tree.lines.rowCount())
    cells = [(dialog.tree.lines.index(row, 0), dialog.tree.lines.index(row, 5)) for row in rows]
    return {str(name.data()): str(result.data()) for name, result in cells}


def accounts(program: Program, qtbot: QtBot) -> list[str]:
    found: list[list[str]] = []

    def question(desk: Desk) -> list[str]:
        task = lookup.inspection(desk, None)
        said = []
        for name in UNITS:
            answers = desk.file.reader.answers(task.id, lookup.unit(desk, name).id)
            said += [one.self_account for one in answers.values() if "已办" in one.self_account]
        return said

    program.session.ask(question, found.append, program.window)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_a_dropped_folder_is_read_and_each_file_says_what_becomes_of_it(
    opened: Program, qtbot: QtBot, folder: Path
) -> None:
    dialog = open_intake(opened)
    assert not dialog.accept_button.isEnabled()
    drop_on(dialog, folder)
    read(dialog, qtbot)
    said = results(dialog)
    assert said["随便.xlsx"] == "无法导入"
    assert [said[f"{name}-自评表.xlsx"] for name in UNITS] == ["采用", "采用"]
    QAbstractItemModelTester(
        dialog.tree.lines, QAbstractItemModelTester.FailureReportingMode.Fatal, dialog
    )
    bad = next(
        row
        for row in range(dialog.tree.lines.rowCount())
        if dialog.tree.lines.index(row, 0).data() == "随便.xlsx"
    )
    parent = dialog.tree.lines.index(bad, 0)
    dialog.tree.setCurrentIndex(parent)
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Right)
    assert dialog.tree.isExpanded(parent)
    assert dialog.tree.lines.index(0, 0, parent).data()
    assert dialog.tree.isFirstColumnSpanned(0, parent)
    assert accounts(opened, qtbot) == []
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_accepting_takes_all_in_as_one_action_that_undo_takes_back(
    opened: Program, qtbot: QtBot, folder: Path
) -> None:
    dialog = open_intake(opened, [folder])
    read(dialog, qtbot)
    with qtbot.waitSignal(opened.session.saved):
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert len(accounts(opened, qtbot)) == 2
    with qtbot.waitSignal(opened.session.saved):
        opened.session.undo(opened.window)
    assert accounts(opened, qtbot) == []


def test_a_file_can_be_left_out_by_the_space_key(
    opened: Program, qtbot: QtBot, folder: Path
) -> None:
    dialog = open_intake(opened, [folder])
    read(dialog, qtbot)
    row = next(
        at
        for at in range(dialog.tree.lines.rowCount())
        if str(dialog.tree.lines.index(at, 0).data()).startswith("市财政局")
    )
    dialog.tree.setFocus()
    dialog.tree.setCurrentIndex(dialog.tree.lines.index(row, 0))
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)
    assert results(dialog)["市财政局-自评表.xlsx"] == "不导入"
    with qtbot.waitSignal(opened.session.saved):
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert accounts(opened, qtbot) == ["市外办已办"]


def test_reading_can_be_stopped(opened: Program, qtbot: QtBot, folder: Path) -> None:
    dialog = open_intake(opened, [folder])
    qtbot.mouseClick(dialog.bar.button, Qt.MouseButton.LeftButton)
    assert not dialog.bar.isVisibleTo(dialog)
    assert dialog.tree.lines.rowCount() == 0
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_folder_with_nothing_in_it_is_told(opened: Program, qtbot: QtBot, tmp_path: Path) -> None:
    empty = tmp_path / "空"
    empty.mkdir()
    dialog = open_intake(opened, [empty])
    qtbot.waitUntil(lambda: dialog.problem.isVisibleTo(dialog))
    assert "空" in dialog.problem.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_table_that_was_copied_is_read_like_a_file(opened: Program, qtbot: QtBot) -> None:
    lines = [
        "填报单位：市外办\t\t\t",
        "指标编号\t考核内容\t自评分\t自评说明",
        "5.2\t\t1\t市外办已办",
    ]
    QGuiApplication.clipboard().setText("\n".join(lines))
    dialog = open_intake(opened)
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    read(dialog, qtbot)
    assert list(results(dialog)) == ["剪贴板1"]
    with qtbot.waitSignal(opened.session.saved):
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert accounts(opened, qtbot) == ["市外办已办"]
    QGuiApplication.clipboard().clear()


def test_a_file_that_names_no_unit_is_given_one(
    opened: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = [["指标编号", "考核内容", "自评分", "自评说明"], ["5.2", "", 1, "市财政局已办"]]
    (tmp_path / "表.xlsx").write_bytes(xlsx(rows))
    dialog = open_intake(opened, [tmp_path / "表.xlsx"])
    read(dialog, qtbot)
    assert results(dialog) == {"表.xlsx": "无法导入"}
    qtbot.waitUntil(lambda: dialog.whom.findText("市财政局") > 0)
    assert dialog.whom.isEnabled()
    dialog.whom.setCurrentIndex(dialog.whom.findText("市财政局") - 1)
    qtbot.keyClick(dialog.whom, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: results(dialog) == {"表.xlsx": "采用"})
    with qtbot.waitSignal(opened.session.saved):
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert accounts(opened, qtbot) == ["市财政局已办"]
