"""The window around the screens: undo, palette, field mode, locking, preferences, closing."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from inspector import bootstrap, settings
from inspector.domain.changes import Changes
from inspector.domain.issues import Issue, Severity
from inspector.services import answers, lookup, secrecy, working_days
from inspector.services.desk import Desk
from inspector.ui.dialogs.manual import PAGES, ManualWindow
from inspector.ui.idling import Idling
from inspector.ui.main import Program
from inspector.ui.screens import SCREENS
from inspector.ui.views.message_bar import MessageBar

Settled = Callable[[Program], None]
UNIT, NUMBER = "市公安局", "1.1"
PASSWORD = "宁川-2025-open"


def write(text: str) -> Callable[[Desk], Changes]:
    def verb(desk: Desk) -> Changes:
        task = lookup.inspection(desk, None)
        return answers.set_given(desk, task, UNIT, NUMBER, answers.Given(account=text))

    return verb


def account(desk: Desk) -> str:
    task = lookup.inspection(desk, None)
    part = lookup.assessment(desk, task, lookup.unit(desk, UNIT))
    found = answers.stored(desk, part, lookup.item(lookup.checklist_of(desk, task, part), NUMBER))
    return found.account if found is not None else ""


def written(file: Path) -> str:
    with bootstrap.open_desk(file, read_only=True) as desk:
        return account(desk)


def press(
    widget: QWidget,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    QTest.keyClick(widget, key, modifiers)


CTRL = Qt.KeyboardModifier.ControlModifier


def dialog(program: Program, name: str) -> QDialog | None:
    return next(
        (one for one in program.window.findChildren(QDialog, name) if one.isVisible()), None
    )


def shown(program: Program, qtbot: QtBot, name: str) -> QDialog:
    qtbot.waitUntil(lambda: dialog(program, name) is not None)
    found = dialog(program, name)
    assert found is not None
    return found


def trigger(program: Program, key: str) -> None:
    action = program.window.context.actions.action(key)
    assert action.isEnabled(), key
    action.trigger()


def text_of(program: Program, key: str) -> str:
    return program.window.context.actions.action(key).text()


def test_the_keys_go_to_the_list_of_the_screen_that_comes_to_the_front(
    program: Program, demo_file: Path, qtbot: QtBot, settled: Settled
) -> None:
    """Down in a workspace just opened moves in the list of units, and not along the rail."""
    program.window.open_workspace(demo_file)
    qtbot.waitUntil(lambda: program.session.is_open)
    for screen, wanted in (
        ("overview", "units"),
        ("scoring", "item_tree"),
        ("documents", "draft_tree"),
        ("returns", "return_units"),
    ):
        program.window.go_to(screen)
        settled(program)
        focus = program.window.focusWidget()
        assert focus is not None
        assert focus.objectName() == wanted
        press(focus, Qt.Key.Key_Down)
        assert program.window.context.actions.screen == screen


# Undo ---------------------------------------------------------------------------------------------


def test_undo_and_redo_name_the_action_and_are_off_where_there_is_none(
    opened: Program, settled: Settled, demo_file: Path
) -> None:
    settled(opened)
    actions = opened.window.context.actions
    assert not actions.action("frame.redo").isEnabled()
    opened.session.edit(write("第一句。"), opened.window)
    settled(opened)
    assert "1.1" in text_of(opened, "frame.undo")
    assert UNIT in text_of(opened, "frame.undo")
    trigger(opened, "frame.undo")
    settled(opened)
    assert actions.action("frame.redo").isEnabled()
    assert "1.1" in text_of(opened, "frame.redo")
    trigger(opened, "frame.redo")
    settled(opened)
    assert not actions.action("frame.redo").isEnabled()
    assert written(demo_file) == "第一句。"


def test_what_an_earlier_sitting_did_is_shown_first_and_taken_back_when_asked_again(
    program: Program, demo_file: Path, qtbot: QtBot, settled: Settled
) -> None:
    with bootstrap.open_desk(demo_file, author="吴敏") as desk:
        write("上次写的。")(desk)
    program.session.open(demo_file, author="吴敏")
    qtbot.waitUntil(lambda: program.session.is_open)
    settled(program)
    assert UNIT in text_of(program, "frame.undo")
    trigger(program, "frame.undo")
    settled(program)
    assert written(demo_file) == "上次写的。"
    assert program.window.context.actions.screen == "scoring"
    said = program.window.statusBar().currentMessage()
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d", said)
    assert UNIT in said
    trigger(program, "frame.undo")
    settled(program)
    assert written(demo_file) == ""


def test_in_a_text_box_ctrl_z_is_the_boxes_own(
    opened: Program, qtbot: QtBot, settled: Settled, demo_file: Path
) -> None:
    opened.session.edit(write("不撤销我。"), opened.window)
    settled(opened)
    box = QLineEdit(opened.window)
    box.show()
    box.setFocus()
    qtbot.keyClicks(box, "abc")
    press(box, Qt.Key.Key_Z, CTRL)
    settled(opened)
    assert box.text() != "abc"
    assert written(demo_file) == "不撤销我。"


def test_the_history_lists_every_action_newest_first_and_can_be_searched(
    opened: Program, qtbot: QtBot, settled: Settled
) -> None:
    opened.session.edit(write("写入。"), opened.window)
    settled(opened)
    trigger(opened, "frame.history")
    history = shown(opened, qtbot, "history")
    table = history.findChild(QTableView)
    assert isinstance(table, QTableView)
    qtbot.waitUntil(lambda: table.model().rowCount() > 1)
    everything = table.model().rowCount()
    assert "1.1" in table.model().index(0, 2).data()
    field = history.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "1.1")
    qtbot.waitUntil(lambda: 0 < table.model().rowCount() < everything)
    who = history.findChild(QComboBox)
    assert isinstance(who, QComboBox)
    assert who.findData("吴敏") > 0
    table.setCurrentIndex(table.model().index(0, 0))
    press(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.window.context.actions.screen == "scoring")


# Opening ------------------------------------------------------------------------------------------


def test_who_has_the_file_is_told_and_it_can_be_read(
    program: Program, demo_file: Path, qtbot: QtBot, settled: Settled
) -> None:
    with bootstrap.open_desk(demo_file, author="李强"):
        program.window.open_workspace(demo_file)
        settled(program)
        messages = program.window.findChild(QWidget, "messages")
        assert isinstance(messages, QWidget)
        qtbot.waitUntil(messages.isVisible)
        assert not program.session.is_open
        offer = next(
            one
            for one in program.window.findChildren(QPushButton)
            if one.isVisible() and one.objectName() == "open_read_only"
        )
        qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: program.session.is_open)
        assert program.session.is_read_only
        settled(program)
        assert not program.window.context.actions.action("frame.undo").isEnabled()
        program.window.close_workspace()
        settled(program)


def test_the_last_screen_comes_back_with_the_workspace(
    opened: Program, demo_file: Path, settled: Settled, qtbot: QtBot
) -> None:
    opened.window.go_to("checklists")
    opened.window.close_workspace()
    settled(opened)
    opened.window.open_workspace(demo_file)
    qtbot.waitUntil(lambda: opened.session.is_open)
    assert opened.window.context.actions.screen == "checklists"


def test_a_workspace_that_is_closed_while_a_screen_reads_it_gives_no_message(
    opened: Program, qtbot: QtBot
) -> None:
    opened.window.go_to("checklists")
    opened.window.close_workspace()
    qtbot.waitUntil(lambda: not opened.session.is_busy and opened.workers.is_idle)
    messages = opened.window.findChild(MessageBar)
    assert messages is not None
    assert messages.isHidden(), messages.text


def test_a_password_is_asked_for_until_it_is_right(
    program: Program, demo_file: Path, qtbot: QtBot, settled: Settled
) -> None:
    secrecy.set_password(demo_file, PASSWORD, None)
    program.window.open_workspace(demo_file)
    for password in ("错的", PASSWORD):
        asked = shown(program, qtbot, "password")
        field = asked.findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        field.setText(password)
        press(field, Qt.Key.Key_Return)
        settled(program)
    qtbot.waitUntil(lambda: program.session.is_open)
    assert program.window.context.actions.action("frame.lock").isEnabled()


# Locking ------------------------------------------------------------------------------------------


def test_locking_closes_file_and_dialogs_and_asks_for_the_password(
    program: Program, demo_file: Path, qtbot: QtBot, settled: Settled
) -> None:
    secrecy.set_password(demo_file, PASSWORD, None)
    program.session.open(demo_file, unlocking=PASSWORD)
    qtbot.waitUntil(lambda: program.session.is_open)
    settled(program)
    trigger(program, "frame.history")
    trigger(program, "frame.lock")
    assert not program.session.is_open
    assert dialog(program, "history") is None
    asked = shown(program, qtbot, "password")
    asked.reject()


def test_locking_in_field_mode_closes_the_file_and_shows_no_other_files(
    program: Program, demo_file: Path, qtbot: QtBot, settled: Settled
) -> None:
    secrecy.set_password(demo_file, PASSWORD, None)
    program.session.open(demo_file, unlocking=PASSWORD)
    qtbot.waitUntil(lambda: program.session.is_open)
    trigger(program, "frame.field_mode")
    settled(program)
    (idling,) = program.window.findChildren(Idling)
    idling.too_long.emit()
    assert not program.session.is_open
    recent_files = program.window.findChild(QListView, "recent")
    assert isinstance(recent_files, QListView)
    assert recent_files.model().rowCount() == 0
    asked = shown(program, qtbot, "password")
    field = asked.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setText(PASSWORD)
    press(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.session.is_open)
    settled(program)
    assert program.window.is_field_mode
    assert program.window.context.actions.screen == "scoring"
    trigger(program, "frame.lock")
    shown(program, qtbot, "password").reject()
    trigger(program, "frame.field_mode")
    assert recent_files.model().rowCount() > 0


def test_only_an_encrypted_workspace_is_watched_for_idleness(
    program: Program, demo_file: Path, qtbot: QtBot, settled: Settled
) -> None:
    (idling,) = program.window.findChildren(Idling)
    program.window.open_workspace(demo_file)
    qtbot.waitUntil(lambda: program.session.is_open)
    settled(program)
    assert not idling.is_watching
    program.window.close_workspace()
    settled(program)
    secrecy.set_password(demo_file, PASSWORD, None)
    program.session.open(demo_file, unlocking=PASSWORD)
    qtbot.waitUntil(lambda: program.session.is_open)
    settled(program)
    assert idling.is_watching
    idling.too_long.emit()
    assert not program.session.is_open
    shown(program, qtbot, "password").reject()


# Palette ------------------------------------------------------------------------------------------


def typed_into_palette(program: Program, qtbot: QtBot, text: str) -> QDialog:
    trigger(program, "frame.palette")
    palette = shown(program, qtbot, "palette")
    field = palette.findChild(QLineEdit, "typed")
    table = palette.findChild(QTableView, "found")
    assert isinstance(field, QLineEdit)
    assert isinstance(table, QTableView)
    field.insert(text)  # QTest types no Chinese
    qtbot.waitUntil(lambda: 0 < table.model().rowCount() < 12)
    return palette


@pytest.mark.parametrize("typed", ["公安局", "gaj", "GAJ"])
def test_a_unit_is_found_by_chinese_and_by_first_letters_and_gone_to_by_enter(
    opened: Program, qtbot: QtBot, settled: Settled, typed: str
) -> None:
    settled(opened)
    palette = typed_into_palette(opened, qtbot, typed)
    table = palette.findChild(QTableView, "found")
    assert isinstance(table, QTableView)
    rows = [table.model().index(row, 0).data() for row in range(table.model().rowCount())]
    assert any(UNIT in row for row in rows)
    field = palette.findChild(QLineEdit, "typed")
    assert isinstance(field, QLineEdit)
    press(field, Qt.Key.Key_Return)
    assert opened.window.context.actions.screen == "scoring"


def test_an_action_is_found_by_first_letters_and_carried_out(
    opened: Program, qtbot: QtBot, settled: Settled
) -> None:
    settled(opened)
    palette = typed_into_palette(opened, qtbot, "sxx")  # 首选项
    field = palette.findChild(QLineEdit, "typed")
    assert isinstance(field, QLineEdit)
    press(field, Qt.Key.Key_Return)
    shown(opened, qtbot, "preferences").reject()


def test_a_workspace_that_was_closed_meanwhile_offers_no_place_any_more(
    opened: Program, qtbot: QtBot, settled: Settled
) -> None:
    settled(opened)
    trigger(opened, "frame.palette")  # which has its places looked up
    shown(opened, qtbot, "palette").reject()
    opened.window.close_workspace()
    qtbot.waitUntil(lambda: opened.workers.is_idle)
    trigger(opened, "frame.palette")
    palette = shown(opened, qtbot, "palette")
    table = palette.findChild(QTableView, "found")
    assert isinstance(table, QTableView)
    texts = [table.model().index(row, 0).data() for row in range(table.model().rowCount())]
    assert texts
    assert not any(UNIT in text for text in texts)
    palette.reject()


# Field mode ---------------------------------------------------------------------------------------


def test_field_mode_leaves_no_other_unit_and_no_total_on_the_window(
    opened: Program, qtbot: QtBot, settled: Settled
) -> None:
    opened.session.edit(write("写入。"), opened.window)
    settled(opened)
    task = opened.session.task
    assert task is not None
    trigger(opened, "frame.field_mode")
    settled(opened)
    window = opened.window
    assert window.is_field_mode
    assert task.name not in window.windowTitle()
    assert UNIT not in text_of(opened, "frame.undo")
    actions = window.context.actions
    for key in ("frame.history", "frame.open", "frame.close", "frame.merge", "frame.task"):
        assert not actions.action(key).isEnabled(), key
    window.go_to("overview")
    assert actions.screen == "scoring"
    trigger(opened, "frame.palette")
    palette = shown(opened, qtbot, "palette")
    table = palette.findChild(QTableView, "found")
    assert isinstance(table, QTableView)
    texts = [table.model().index(row, 0).data() for row in range(table.model().rowCount())]
    assert not any("市财政局" in text for text in texts)
    palette.reject()
    trigger(opened, "frame.field_mode")
    assert task.name in window.windowTitle()
    assert actions.action("frame.history").isEnabled()


def test_in_field_mode_undo_leaves_what_was_done_at_another_unit(
    opened: Program, qtbot: QtBot, settled: Settled, demo_file: Path
) -> None:
    opened.session.edit(write("写入。"), opened.window)
    settled(opened)
    opened.window.close_workspace()  # so that it was done in an earlier sitting
    opened.window.open_workspace(demo_file)
    qtbot.waitUntil(lambda: opened.session.is_open)
    settled(opened)
    opened.window.go_to("scoring")
    settled(opened)
    spot = opened.window.spot
    trigger(opened, "frame.field_mode")
    settled(opened)
    for _again in range(2):
        trigger(opened, "frame.undo")
        settled(opened)
    assert opened.window.spot == spot
    assert UNIT not in opened.window.statusBar().currentMessage()
    trigger(opened, "frame.field_mode")
    assert UNIT in text_of(opened, "frame.undo"), "it was not taken back"
    trigger(opened, "frame.undo")
    settled(opened)
    there = opened.window.spot
    assert there is not None
    assert there != spot
    trigger(opened, "frame.field_mode")
    trigger(opened, "frame.undo")
    settled(opened)
    trigger(opened, "frame.field_mode")
    assert UNIT not in text_of(opened, "frame.undo"), "at its own unit it is taken back"


# Preferences --------------------------------------------------------------------------------------


def preferences(program: Program, qtbot: QtBot, page: str) -> tuple[QDialog, QWidget]:
    trigger(program, "frame.preferences")
    found = shown(program, qtbot, "preferences")
    names = found.findChild(QListWidget)
    here = found.findChild(QWidget, page)
    assert isinstance(names, QListWidget)
    assert isinstance(here, QWidget)
    for row in range(names.count()):
        names.setCurrentRow(row)
        if here.isVisible():
            break
    return found, here


def keep(asked: QDialog, qtbot: QtBot) -> None:
    button = next(one for one in asked.findChildren(QPushButton) if one.isDefault())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def field_named(page: QWidget, name: str) -> QLineEdit:
    return next(one for one in page.findChildren(QLineEdit) if one.accessibleName() == name)


def test_the_name_set_in_the_preferences_signs_what_follows(
    opened: Program, qtbot: QtBot, settled: Settled
) -> None:
    settled(opened)
    asked, page = preferences(opened, qtbot, "general")
    field_named(page, "检查人员姓名").setText("郑华")
    keep(asked, qtbot)
    settled(opened)
    qtbot.waitUntil(lambda: opened.session.author == "郑华")
    assert settings.load().author == "郑华"


def test_the_words_of_the_task_are_written_as_one_undoable_action(
    opened: Program, qtbot: QtBot, settled: Settled
) -> None:
    settled(opened)
    asked, page = preferences(opened, qtbot, "task")
    field_named(page, "发文机关署名").setText("宁川市政务公开办公室")
    units = field_named(page, "单位称谓")
    assert units.placeholderText() == "考核对象"
    units.setText("被考核单位")
    keep(asked, qtbot)
    settled(opened)
    assert opened.session.task is not None
    assert opened.session.task.office == "宁川市政务公开办公室"
    assert opened.session.task.unit_word == "被考核单位"
    trigger(opened, "frame.undo")
    settled(opened)
    assert opened.session.task.office != "宁川市政务公开办公室"


def test_own_days_are_typed_as_lines_and_a_bad_line_is_named(
    opened: Program, qtbot: QtBot, settled: Settled
) -> None:
    settled(opened)
    asked, page = preferences(opened, qtbot, "holidays")
    settled(opened)
    own = next(one for one in page.findChildren(QPlainTextEdit) if not one.isReadOnly())
    own.setPlainText("2026-03-02 休息\n明天休息")
    keep(asked, qtbot)
    problem = asked.findChild(QLabel, "problem")
    assert isinstance(problem, QLabel)
    assert "明天休息" in problem.text()
    own.setPlainText("2026-03-02 休息\n2026年3月7日 上班")
    keep(asked, qtbot)
    settled(opened)
    found: list[object] = []
    opened.session.ask(working_days.own_days, found.append, opened.window)
    settled(opened)
    (days,) = found
    assert days.holidays == (date(2026, 3, 2),)  # type: ignore[attr-defined]
    assert days.shifted == (date(2026, 3, 7),)  # type: ignore[attr-defined]


def test_a_password_is_set_and_removed_from_the_preferences(
    opened: Program, qtbot: QtBot, settled: Settled, demo_file: Path
) -> None:
    settled(opened)
    asked, page = preferences(opened, qtbot, "secrecy")
    field_named(page, "新密码").setText(PASSWORD)
    field_named(page, "再次输入新密码").setText("宁川二〇二六")
    button = next(one for one in page.findChildren(QPushButton) if one.text() == "设置密码")
    said = page.findChild(QLabel, "said")
    assert isinstance(said, QLabel)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert said.text()
    assert not secrecy.is_locked(demo_file)
    field_named(page, "再次输入新密码").setText(PASSWORD)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settled(opened)
    assert opened.session.is_open
    assert secrecy.is_locked(demo_file)
    field_named(page, "当前密码").setText("不对")
    remove = next(one for one in page.findChildren(QPushButton) if one.text() == "取消密码")
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    settled(opened)
    assert opened.session.is_open
    assert secrecy.is_locked(demo_file)
    field_named(page, "当前密码").setText(PASSWORD)
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    settled(opened)
    assert opened.session.is_open
    assert not secrecy.is_locked(demo_file)
    asked.reject()


def test_the_fonts_of_papers_are_listed_with_what_stands_in_for_them(
    program: Program, qtbot: QtBot
) -> None:
    asked, page = preferences(program, qtbot, "fonts")
    table = page.findChild(QTableView)
    assert isinstance(table, QTableView)
    qtbot.waitUntil(lambda: table.model().rowCount() > 4)
    roles = [table.model().index(row, 0).data() for row in range(table.model().rowCount())]
    assert {"仿宋", "小标宋", "楷体", "黑体"} <= set(roles)
    asked.reject()


# Manual -------------------------------------------------------------------------------------------


def test_f1_opens_the_manual_at_the_page_of_the_screen(opened: Program, settled: Settled) -> None:
    settled(opened)
    for spec in SCREENS:
        opened.window.go_to(spec.key)
        trigger(opened, "frame.manual")
        (manual,) = opened.window.findChildren(ManualWindow)
        assert manual.page == spec.manual
        assert manual.text.strip()
    manual.close()


def test_f1_in_a_dialog_opens_the_manual_over_it_and_both_can_be_used(
    opened: Program, settled: Settled, qtbot: QtBot
) -> None:
    settled(opened)
    opened.window.go_to("analysis")
    asked, _page = preferences(opened, qtbot, "general")
    qtbot.waitUntil(asked.isActiveWindow)
    first = asked.focusWidget()
    assert first is not None
    qtbot.keyClick(first, Qt.Key.Key_F1)
    (manual,) = asked.findChildren(ManualWindow)
    assert manual.isVisible()
    assert manual.page == "preferences"
    pages = manual.findChild(QListView)
    assert isinstance(pages, QListView)
    qtbot.waitUntil(manual.isActiveWindow)
    qtbot.keyClick(pages, Qt.Key.Key_Home)
    assert manual.page == "start", "the dialog does not silence the manual"
    asked.activateWindow()
    qtbot.keyClick(first, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not asked.isVisible())
    assert manual.isVisible(), "it outlives the dialog"
    assert manual.parentWidget() is opened.window
    trigger(opened, "frame.manual")
    assert manual.page == "analysis"
    manual.close()


def test_every_screen_has_its_page_in_the_manual() -> None:
    assert {spec.manual for spec in SCREENS} <= set(PAGES)


# Closing ------------------------------------------------------------------------------------------


def test_closing_asks_while_a_paper_is_being_made_and_nothing_otherwise(
    program: Program, qtbot: QtBot
) -> None:
    heard: list[int] = []
    program.workers.run("warm.up", {}, heard.append, program.window)
    program.window.close()
    assert program.window.isVisible()
    asked = shown(program, qtbot, "closing")
    asked.reject()
    qtbot.waitUntil(lambda: bool(heard))
    program.window.close()
    assert not program.window.isVisible()


def test_the_window_closes_by_itself_when_the_work_is_done(program: Program, qtbot: QtBot) -> None:
    program.workers.run("warm.up", {}, lambda _: None, program.window)
    program.window.close()
    shown(program, qtbot, "closing")
    qtbot.waitUntil(lambda: not program.window.isVisible())


def test_what_the_work_brings_is_written_before_the_window_closes_by_itself(
    opened: Program, demo_file: Path, qtbot: QtBot, settled: Settled
) -> None:
    """Evidence that was still being read, say, and is written once it is."""
    settled(opened)

    def keep(_made: object) -> None:
        opened.session.edit(write("做完才写。"), opened.window)

    opened.workers.run("warm.up", {}, keep, opened.window)
    opened.window.close()
    shown(opened, qtbot, "closing")
    qtbot.waitUntil(lambda: not opened.window.isVisible())
    assert written(demo_file) == "做完才写。"


def test_keys_of_an_input_method_are_never_shortcuts(opened: Program) -> None:
    box = QLineEdit(opened.window)
    box.show()
    box.setFocus()
    QApplication.sendEvent(box, QInputMethodEvent("gong", []))
    asked = QKeyEvent(QKeyEvent.Type.ShortcutOverride, Qt.Key.Key_K, CTRL)
    QApplication.sendEvent(box, asked)
    assert asked.isAccepted()
    QApplication.sendEvent(box, QInputMethodEvent("", []))
    asked = QKeyEvent(QKeyEvent.Type.ShortcutOverride, Qt.Key.Key_K, CTRL)
    QApplication.sendEvent(box, asked)
    assert not asked.isAccepted()


class _FieldOfX11(QLineEdit):
    """Claims every key before shortcuts, as fields under X11 claim Ctrl+E and Ctrl+K for moving."""

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


def test_a_field_leaves_the_keys_of_actions_to_them_and_keeps_those_of_editing(
    opened: Program, qtbot: QtBot
) -> None:
    """In a field Ctrl+K finds an action, and Ctrl+Z and Ctrl+V are the field's."""
    box = _FieldOfX11(opened.window)
    box.show()
    box.setFocus()
    QGuiApplication.clipboard().setText("贴上的")
    press(box, Qt.Key.Key_V, CTRL)
    assert box.text() == "贴上的"
    press(box, Qt.Key.Key_Z, CTRL)
    assert box.text() == ""
    press(box, Qt.Key.Key_K, CTRL)
    found = shown(opened, qtbot, "palette")
    found.reject()
    qtbot.waitUntil(lambda: dialog(opened, "palette") is None)


def test_what_was_noticed_on_a_screen_waits_there_while_another_is_in_front(
    opened: Program, qtbot: QtBot
) -> None:
    window = opened.window
    issue = Issue(code="answers.nothing_given", parameters={"number": NUMBER})
    window.warn((issue,))
    bar = window.findChild(MessageBar, "messages")
    assert isinstance(bar, MessageBar)
    qtbot.waitUntil(bar.isVisible)
    window.go_to("returns")
    assert not bar.isVisible()
    window.go_to("overview")
    assert bar.isVisible()
    bar.put_away()
    window.go_to("returns")
    window.go_to("overview")
    assert not bar.isVisible()


def test_a_message_moves_nothing_that_the_mouse_is_aimed_at(opened: Program, qtbot: QtBot) -> None:
    window = opened.window
    screen = window.built_screen("overview")
    assert screen is not None
    before = screen.mapTo(window, QPoint(0, 0))
    told = {"number": NUMBER}
    issue = Issue(code="answers.nothing_given", severity=Severity.ERROR, parameters=told)
    window.warn((issue,))
    bar = window.findChild(MessageBar, "messages")
    assert isinstance(bar, MessageBar)
    qtbot.waitUntil(bar.isVisible)
    assert screen.mapTo(window, QPoint(0, 0)) == before
    assert bar.mapTo(window, QPoint(0, 0)).y() > before.y()
