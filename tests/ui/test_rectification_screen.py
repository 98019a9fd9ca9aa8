"""The ledger on the screen: from the notice to closing, by keys, with each rate's formula."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from docx import Document
from openpyxl import load_workbook
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QRadioButton,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from inspector.domain.rectification import RectificationState
from inspector.services import documents, findings, lookup, next_time, rectification
from inspector.services.desk import Desk
from inspector.services.documents import Wish
from inspector.services.next_time import NextPlan
from inspector.services.problem_lines import LedgerView
from inspector.services.rectification import Notice, Reply
from inspector.ui.dialogs.day_field import DayField
from inspector.ui.dialogs.problem_repeats import RepeatsModel
from inspector.ui.main import Program
from inspector.ui.models.table import TableModel
from inspector.ui.screen import Spot
from inspector.ui.views.rectification import RectificationScreen

W = TypeVar("W", bound=QWidget)
SERVED, CAME, COUNTED = date(2025, 12, 26), date(2026, 1, 9), date(2026, 1, 16)
PROBLEMS = 158
UNIT, NUMBER, DEADLINE, PEOPLE, STATE, PAPERS = 0, 1, 5, 6, 7, 8
_State = RectificationState


@pytest.fixture
def bare(opened: Program, qtbot: QtBot) -> RectificationScreen:
    """The demo's ledger before any notice."""
    opened.window.go_to("rectification")
    shown = opened.window.built_screen("rectification")
    assert isinstance(shown, RectificationScreen)
    qtbot.waitUntil(lambda: shown.view is not None)
    return shown


@pytest.fixture
def screen(bare: RectificationScreen, qtbot: QtBot) -> RectificationScreen:
    """The same after all notices were served on 26 December, counted on 16 January."""

    def serve(desk: Desk) -> object:
        task = lookup.inspection(desk, None)
        return rectification.open_problems(desk, task, Notice(served=SERVED))

    change(bare, serve)
    field(bare, DayField, "counted_on").set_day(COUNTED)
    shown_when(bare, qtbot, lambda: rows(bare) == PROBLEMS and ledger(bare).day == COUNTED)
    return bare


def change(screen: RectificationScreen, verb: Callable[[Desk], object]) -> None:
    screen.context.session.edit(verb, screen)


def shown_when(screen: RectificationScreen, qtbot: QtBot, condition: Callable[[], bool]) -> None:
    assert screen.view is not None
    qtbot.waitUntil(condition)


def ledger(screen: RectificationScreen) -> LedgerView:
    assert screen.view is not None
    return screen.view


def field(parent: QWidget, kind: type[W], name: str) -> W:
    found = parent.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def table(screen: RectificationScreen) -> QTableView:
    return field(screen, QTableView, "ledger")


def model(screen: RectificationScreen) -> TableModel[object]:
    found = table(screen).model()
    assert isinstance(found, TableModel)
    return found


def rows(screen: RectificationScreen) -> int:
    return model(screen).rowCount()


def texts(screen: RectificationScreen, column: int) -> list[str]:
    of = model(screen)
    return [str(of.index(row, column).data()) for row in range(of.rowCount())]


def choose(screen: RectificationScreen, *places: int) -> None:
    selection = table(screen).selectionModel()
    selection.clearSelection()
    flags = QItemSelectionModel.SelectionFlag
    for place in places:
        index = model(screen).index(place, 0)
        selection.setCurrentIndex(index, flags.Select | flags.Rows)


def key(screen: RectificationScreen, qtbot: QtBot, press: Qt.Key, *, shift: bool = False) -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier
    if shift:
        modifiers |= Qt.KeyboardModifier.ShiftModifier
    window = screen.window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    table(screen).setFocus()
    qtbot.keyClick(table(screen), press, modifiers)


def write(target: QLineEdit | QPlainTextEdit, text: str) -> None:
    """Paste: simulated keys know no Chinese."""
    QApplication.clipboard().setText(text)
    target.setFocus()
    target.paste()


def dialog(qtbot: QtBot, name: str) -> QDialog:
    def found() -> QDialog | None:
        for one in QApplication.topLevelWidgets():
            if isinstance(one, QDialog) and one.objectName() == name and one.isVisible():
                return one
        return None

    qtbot.waitUntil(lambda: found() is not None)
    shown = found()
    assert shown is not None
    return shown


def accept(shown: QDialog, qtbot: QtBot) -> None:
    box = shown.findChild(QDialogButtonBox)
    assert isinstance(box, QDialogButtonBox)
    button = box.button(QDialogButtonBox.StandardButton.Ok)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def gone(qtbot: QtBot, name: str) -> None:
    def is_gone() -> bool:
        return not any(
            one.objectName() == name and one.isVisible() for one in QApplication.topLevelWidgets()
        )

    qtbot.waitUntil(is_gone)


def state_of(screen: RectificationScreen, place: int) -> RectificationState:
    return ledger(screen).lines[place].state


def test_an_empty_ledger_says_what_waits_and_a_notice_fills_it(
    bare: RectificationScreen, qtbot: QtBot
) -> None:
    assert str(PROBLEMS) in field(bare, QLabel, "ledger_empty").text()
    key(bare, qtbot, Qt.Key.Key_O, shift=True)
    notice = dialog(qtbot, "problem_notice")
    field(notice, DayField, "served").setText("")
    accept(notice, qtbot)
    assert "2025-12-26" in field(notice, QLabel, "problem").text()
    field(notice, DayField, "served").set_day(SERVED)
    qtbot.waitUntil(
        lambda: field(notice, QLabel, "deadline").text() == "2026年1月12日（星期一）",
    )
    units = field(notice, QListWidget, "units")
    for place in range(1, units.count()):
        units.item(place).setCheckState(Qt.CheckState.Unchecked)
    accept(notice, qtbot)
    shown_when(bare, qtbot, lambda: rows(bare) == 6)
    assert set(texts(bare, UNIT)) == {"临溪县"}
    assert set(texts(bare, NUMBER)) == {f"LX-{n:02d}" for n in range(1, 7)}
    gone(qtbot, "problem_notice")


def test_the_ledger_shows_days_left_and_formulas_and_is_narrowed_by_filters(
    screen: RectificationScreen, qtbot: QtBot
) -> None:
    assert set(texts(screen, DEADLINE)) == {"逾期4个工作日"}
    assert field(screen, QLabel, "rate_completed_all").text() == "整改完成率＝0÷158＝0.00%"
    assert "逾期未反馈 158" in field(screen, QLabel, "counts").text()
    check_steps(screen)
    check_model(screen)
    check_filters(screen)
    check_names(screen)
    field(screen, DayField, "counted_on").set_day(date(2026, 1, 5))
    shown_when(screen, qtbot, lambda: set(texts(screen, DEADLINE)) == {"剩余5个工作日"})
    choose(screen, 0)
    key(screen, qtbot, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: not screen.isVisible())


def check_steps(screen: RectificationScreen) -> None:
    """A step that cannot be taken with all that is chosen is not offered."""
    actions = screen.context.actions
    choose(screen)
    assert not actions.action("rectification.reply").isEnabled()
    choose(screen, 0)
    assert actions.action("rectification.reply").isEnabled()
    assert not actions.action("rectification.close").isEnabled()
    choose(screen, 0, 1)
    assert not actions.action("rectification.reply").isEnabled()
    assert actions.action("rectification.extend").isEnabled()


def check_model(screen: RectificationScreen) -> None:
    tester = QAbstractItemModelTester(
        model(screen), QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    for column in range(model(screen).columnCount()):
        model(screen).sort(column, Qt.SortOrder.DescendingOrder)
    model(screen).sort(-1)
    write(field(screen, QLineEdit, "ledger_search"), "LX")
    assert rows(screen) == 6
    assert tester.model() is model(screen)
    field(screen, QLineEdit, "ledger_search").clear()


def test_filters_come_back_with_the_workspace(
    opened: Program, screen: RectificationScreen, demo_file: Path, qtbot: QtBot
) -> None:
    kinds = field(screen, QComboBox, "class_filter")
    kinds.setCurrentIndex(kinds.findText("市直部门"))
    states = field(screen, QComboBox, "state_filter")
    states.setCurrentIndex(states.findData(_State.CLOSED))
    opened.window.close_workspace()
    with qtbot.waitSignal(opened.session.opened):
        opened.window.open_workspace(demo_file)
    opened.window.go_to("rectification")
    qtbot.waitUntil(lambda: screen.view is not None)
    assert kinds.currentText() == "市直部门"
    assert states.currentData() == _State.CLOSED
    assert rows(screen) == 0


def test_a_ledger_that_was_still_being_read_is_not_shown_after_closing(
    opened: Program, qtbot: QtBot
) -> None:
    opened.window.go_to("rectification")
    shown = opened.window.built_screen("rectification")
    assert isinstance(shown, RectificationScreen)
    opened.window.close_workspace()
    qtbot.waitUntil(lambda: not opened.session.is_busy and opened.workers.is_idle)
    assert shown.view is None


def check_filters(screen: RectificationScreen) -> None:
    write(field(screen, QLineEdit, "ledger_search"), "公共文化 AL")
    assert texts(screen, NUMBER) == ["AL-08"]
    field(screen, QLineEdit, "ledger_search").clear()
    kinds = field(screen, QComboBox, "class_filter")
    kinds.setCurrentIndex(kinds.findText("市直部门"))
    assert rows(screen) == 105
    units = field(screen, QComboBox, "unit_filter")
    units.setCurrentIndex(units.findText("市外办"))
    assert rows(screen) == 14
    states = field(screen, QComboBox, "state_filter")
    states.setCurrentIndex(states.findData(_State.CLOSED))
    assert rows(screen) == 0
    states.setCurrentIndex(0)
    field(screen, QCheckBox, "overdue").click()
    assert rows(screen) == 14
    field(screen, QCheckBox, "overdue").click()
    for box in (kinds, units):
        box.setCurrentIndex(0)
    office = next(unit for unit, _line in ledger(screen).units if unit.label == "市外办")
    screen.enter(Spot(unit=office.id))
    assert screen.spot() == Spot(unit=office.id)
    units.setCurrentIndex(0)


def check_names(screen: RectificationScreen) -> None:
    """Whoever cannot see the screen hears what each field is."""
    kinds = (QToolButton, QComboBox, QLineEdit, QTableView)
    for one in screen.findChildren(QWidget):
        if isinstance(one, kinds) and one.isVisible() and not isinstance(one.parent(), QLineEdit):
            assert one.accessibleName()


def test_replies_are_closed_sent_back_or_recognised_as_lasting(
    screen: RectificationScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    paper = tmp_path / "整改照片.txt"
    paper.write_text("已整改", encoding="utf-8")
    choose(screen, 0)
    key(screen, qtbot, Qt.Key.Key_R)
    reply = dialog(qtbot, "problem_reply")
    field(reply, DayField, "replied_on").set_day(CAME)
    write(field(reply, QPlainTextEdit, "result"), "已纳入统一文件库")
    write(field(reply, QLineEdit, "leader"), "王某")
    drop(reply, paper)
    accept(reply, qtbot)
    shown_when(screen, qtbot, lambda: state_of(screen, 0) is _State.REPLIED)
    assert (texts(screen, PEOPLE)[0], texts(screen, PAPERS)[0]) == ("王某", "1")
    assert len(screen.chosen()) == 1
    key(screen, qtbot, Qt.Key.Key_Return)
    rechecked(qtbot)
    shown_when(screen, qtbot, lambda: state_of(screen, 0) is _State.CLOSED)
    assert field(screen, QLabel, "rate_on_time_all").text() == "按期整改率＝1÷158＝0.63%"
    check_sending_back(screen, qtbot)
    choose(screen, 4)
    key(screen, qtbot, Qt.Key.Key_L)
    rechecked(qtbot, "须持续更新")
    shown_when(screen, qtbot, lambda: state_of(screen, 4) is _State.LONG_TERM)
    told = field(screen, QLabel, "rate_completed_without").text()
    assert told == "整改完成率（剔除长期坚持1个）＝1÷（158－1）＝0.64%"


def check_sending_back(screen: RectificationScreen, qtbot: QtBot) -> None:
    """Several at once, and none without a reason."""
    found = [line.problem for line in ledger(screen).lines[1:3]]

    def reply(desk: Desk) -> None:
        for one in found:
            rectification.reply(desk, one, Reply(on=CAME, result="已整改"))

    change(screen, reply)
    shown_when(screen, qtbot, lambda: state_of(screen, 2) is _State.REPLIED)
    choose(screen, 1, 2)
    key(screen, qtbot, Qt.Key.Key_Backspace)
    check = dialog(qtbot, "problem_recheck")
    field(check, DayField, "checked_on").set_day(COUNTED)
    accept(check, qtbot)
    qtbot.waitUntil(lambda: field(check, QLabel, "problem").isVisible())
    assert state_of(screen, 1) is _State.REPLIED
    field(check, DayField, "again_by").set_day(date(2026, 1, 23))
    rechecked(qtbot, "仍有空白栏目")
    shown_when(screen, qtbot, lambda: state_of(screen, 2) is _State.SENT_BACK)
    assert state_of(screen, 1) is _State.SENT_BACK
    assert texts(screen, DEADLINE)[1] == "剩余5个工作日"
    page = field(screen, QWidget, "detail_page")
    assert "仍有空白栏目" in [label.text() for label in page.findChildren(QLabel)]


def rechecked(qtbot: QtBot, words: str = "") -> None:
    check = dialog(qtbot, "problem_recheck")
    field(check, DayField, "checked_on").set_day(COUNTED)
    if words:
        write(field(check, QPlainTextEdit, "note"), words)
    accept(check, qtbot)
    gone(qtbot, "problem_recheck")


def drop(target: QDialog, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(QPoint(5, 5)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    target.dropEvent(event)


def test_more_time_is_asked_for_and_granted_and_reminders_are_noted(
    screen: RectificationScreen, qtbot: QtBot
) -> None:
    choose(screen, 6)
    key(screen, qtbot, Qt.Key.Key_T)
    asking = dialog(qtbot, "problem_extension")
    field(asking, DayField, "asked_on").set_day(date(2026, 1, 5))
    field(asking, DayField, "wanted").set_day(date(2026, 1, 30))
    write(field(asking, QPlainTextEdit, "reason"), "系统升级")
    accept(asking, qtbot)
    gone(qtbot, "problem_extension")
    shown_when(screen, qtbot, lambda: "申请延期" in texts(screen, STATE)[6])
    key(screen, qtbot, Qt.Key.Key_T)
    deciding = dialog(qtbot, "problem_decision")
    field(deciding, QRadioButton, "other_day").click()
    field(deciding, DayField, "until").set_day(date(2026, 1, 23))
    accept(deciding, qtbot)
    shown_when(screen, qtbot, lambda: state_of(screen, 6) is _State.EXTENDED)
    assert texts(screen, DEADLINE)[6] == "剩余5个工作日"
    key(screen, qtbot, Qt.Key.Key_M)
    shown = dialog(qtbot, "problem_reminders")
    units = field(shown, QTableView, "reminders")
    qtbot.waitUntil(lambda: units.model().rowCount() == 15)
    units.selectRow(0)
    until = (field(shown, DayField, "day").day() or CAME) + timedelta(days=5)
    field(shown, DayField, "until").set_day(until)
    accept(shown, qtbot)
    gone(qtbot, "problem_reminders")

    def reminded() -> set[tuple[str, date | None]]:
        entries = [line.problem for line in ledger(screen).lines]
        return {(one.unit.label, sent.until) for one in entries for sent in one.entry.reminders}

    shown_when(screen, qtbot, lambda: reminded() == {("临溪县", until)})


def test_reply_sheets_go_out_and_come_back_through_a_review_and_the_ledger_is_written(
    screen: RectificationScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    units = field(screen, QComboBox, "unit_filter")
    units.setCurrentIndex(units.findText("市外办"))
    folder = tmp_path / "整改反馈表"
    screen.verbs.write_sheets_to(folder)
    qtbot.waitUntil(lambda: len(list(folder.glob("*.xlsx"))) == 1)
    (sheet,) = folder.glob("*.xlsx")
    book = load_workbook(sheet)
    cells = {str(one.value): one.coordinate for row in book.worksheets[0].rows for one in row}
    result = next(at for name, at in cells.items() if name.startswith("整改情况"))
    book.worksheets[0][result[0] + cells["WB-01"][1:]] = "已更新领导信息"
    book.save(sheet)
    screen.verbs.take_sheets_from([sheet])
    review = dialog(qtbot, "problem_import")
    assert field(review, QTableView, "reports").model().index(0, 2).data() == "1"
    field(review, DayField, "replied_on").set_day(CAME)
    accept(review, qtbot)
    shown_when(screen, qtbot, lambda: texts(screen, STATE)[0] == "已反馈待核查")
    target = tmp_path / "台账.xlsx"
    screen.verbs.write_ledger_to(target)
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: screen.context.workers.is_idle)
    assert load_workbook(target).sheetnames == ["整改台账", "整改情况统计", "催办清单"]


def test_a_form_filled_in_in_word_comes_back_through_the_same_review(
    screen: RectificationScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    units = field(screen, QComboBox, "unit_filter")
    units.setCurrentIndex(units.findText("市外办"))
    form = tmp_path / "反馈.docx"

    def printed(desk: Desk) -> object:
        task = lookup.inspection(desk, None)
        wish = Wish(kind="rectification_reply", unit="市外办")
        return documents.write(documents.make(desk, task, wish), form)

    written: list[object] = []
    screen.context.session.ask(printed, written.append, screen)
    qtbot.waitUntil(lambda: bool(written))
    word = Document(str(form))
    numbers = [cell.text for cell in word.tables[0].columns[1].cells]
    cells = word.tables[0].rows[numbers.index("WB-01")].cells
    cells[4].text, cells[5].text = "已更新领导信息\nhttps://a.example.gov.cn", "近期"
    word.save(str(form))
    screen.verbs.take_sheets()
    chooser = dialog(qtbot, "choose_sheets")
    assert isinstance(chooser, QFileDialog)
    assert "*.docx" in chooser.nameFilters()[0]
    chooser.filesSelected.emit([str(form)])
    chooser.close()
    review = dialog(qtbot, "problem_import")
    reports = field(review, QTableView, "reports").model()
    assert [reports.index(0, column).data() for column in range(3)] == ["反馈.docx", "市外办", "1"]
    assert "近期" in field(review, QPlainTextEdit, "issues").toPlainText()
    field(review, DayField, "replied_on").set_day(CAME)
    accept(review, qtbot)
    shown_when(screen, qtbot, lambda: texts(screen, STATE)[0] == "已反馈待核查")


def test_repeats_are_proposed_with_the_earlier_fact_and_a_person_decides(
    screen: RectificationScreen, qtbot: QtBot
) -> None:
    session = screen.context.session

    def next_year(desk: Desk) -> None:
        before = lookup.inspection(desk, None)
        task = next_time.create(desk, before, NextPlan(name="2026年度考核")).task
        office, item = lookup.unit_and_item(desk, task, "市外办", "4.1")
        rule = findings.rule_meant(item, "a")
        findings.add(desk, task, office, item, rule, findings.Fact(fact="仍缺“制度”栏目"))

    change(screen, next_year)
    qtbot.waitUntil(lambda: len(session.tasks) == 2)
    session.choose(session.tasks[-1])
    key(screen, qtbot, Qt.Key.Key_P)
    shown = dialog(qtbot, "problem_repeats")
    found = field(shown, QTableView, "repeats").model()
    assert isinstance(found, RepeatsModel)
    qtbot.waitUntil(lambda: found.rowCount() == 1)
    QAbstractItemModelTester(found, QAbstractItemModelTester.FailureReportingMode.Fatal, found)
    assert "“政府信息公开制度”栏目" in str(found.index(0, 5).data())
    tick = Qt.ItemDataRole.CheckStateRole
    found.setData(found.index(0, 0), Qt.CheckState.Checked, tick)
    assert len(found.changed()) == 1
    accept(shown, qtbot)
    gone(qtbot, "problem_repeats")
    key(screen, qtbot, Qt.Key.Key_P)
    again = dialog(qtbot, "problem_repeats")
    seen = field(again, QTableView, "repeats").model()
    assert isinstance(seen, RepeatsModel)
    qtbot.waitUntil(lambda: seen.rowCount() == 1)
    assert seen.value(0).is_confirmed
    qtbot.keyClick(again, Qt.Key.Key_Escape)
