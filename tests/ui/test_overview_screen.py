"""The overview: rows, filters, states, register, objections, approval and the lock, by keys."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTableView,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from inspector.domain.answer import Conclusion
from inspector.domain.holds import Hold
from inspector.domain.inspection import Assessment, AssessmentState
from inspector.domain.unit import UnitRow
from inspector.services import answers, inspections, lookup, procedure
from inspector.services.desk import Desk
from inspector.ui.dialogs.approval import ApprovalDialog
from inspector.ui.dialogs.paper_batch import PaperBatchDialog
from inspector.ui.main import Program
from inspector.ui.views.overview import OverviewScreen
from inspector.ui.views.unit_picker import UnitPicker

Settled = Callable[[Program], None]
W = TypeVar("W", bound=QWidget)
LEFT = Qt.MouseButton.LeftButton
FIRST = "临溪县"
UNITS = 15


@pytest.fixture
def screen(opened: Program, qtbot: QtBot) -> OverviewScreen:
    """The overview of the demo, every unit counted."""
    opened.window.go_to("overview")
    shown = opened.window.built_screen("overview")
    assert isinstance(shown, OverviewScreen)
    counted(shown, qtbot)
    return shown


def counted(screen: OverviewScreen, qtbot: QtBot) -> None:
    def all_counted() -> bool:
        rows = screen.units.model.rows
        return bool(rows) and all(row.figures is not None for row in rows)

    qtbot.waitUntil(all_counted)


def find(parent: QWidget, kind: type[W], name: str) -> W:
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def choose(screen: OverviewScreen, *units: str) -> None:
    """Choose units by clicking with Ctrl, as a hand does."""
    table = find(screen, QTableView, "units")
    table.clearSelection()
    for row, one in enumerate(screen.units.model.rows):
        if one.line.unit.label in units:
            index = screen.units.model.index(row, 1)
            table.scrollTo(index)
            at = table.visualRect(index).center()
            QTest.mouseClick(table.viewport(), LEFT, Qt.KeyboardModifier.ControlModifier, at)


def dialog(program: Program, name: str, qtbot: QtBot) -> QDialog:
    def shown() -> list[QDialog]:
        return [one for one in program.window.findChildren(QDialog, name) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0]


def accept(one: QDialog, qtbot: QtBot) -> None:
    box = one.findChild(QDialogButtonBox)
    assert box is not None
    button = box.button(QDialogButtonBox.StandardButton.Ok)
    qtbot.waitUntil(button.isEnabled)
    qtbot.mouseClick(button, LEFT)


def accept_and_go(one: QDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(one.finished):
        accept(one, qtbot)


def complaint(one: QDialog) -> str:
    return find(one, QLabel, "problem").text()


def type_in(field: QWidget, text: str) -> None:
    QApplication.clipboard().setText(text)
    field.setFocus()
    field.selectAll()  # type: ignore[attr-defined]
    field.paste()  # type: ignore[attr-defined]


def part(program: Program, unit: str, qtbot: QtBot) -> Assessment:
    """Return what the workspace holds of a unit."""
    found: list[Assessment] = []

    def read(desk: Desk) -> Assessment:
        task = lookup.inspection(desk, None)
        return lookup.assessment(desk, task, lookup.unit(desk, unit))

    program.session.ask(read, found.append, program.window)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def state(program: Program, unit: str, qtbot: QtBot) -> AssessmentState:
    return part(program, unit, qtbot).state


def feed_back(program: Program, settled: Settled, *, on: date = date(2025, 12, 19)) -> None:
    """Let every unit go through to its feedback."""

    def go(desk: Desk) -> None:
        for to in (
            AssessmentState.CHECKED,
            AssessmentState.AWAITING_REVIEW,
            AssessmentState.FED_BACK,
        ):
            procedure.advance_all(desk, lookup.inspection(desk, None), to, on)

    program.session.edit(go, program.window)
    settled(program)


def row_of(screen: OverviewScreen, unit: str) -> int:
    names = [one.line.unit.label for one in screen.units.model.rows]
    return names.index(unit)


# Rows ---------------------------------------------------------------------------------------------


def test_units_stand_in_official_order_by_class_with_what_they_come_to(
    screen: OverviewScreen,
) -> None:
    rows = screen.units.model.rows
    assert len(rows) == UNITS
    assert rows[0].line.unit.label == FIRST
    assert [row.line.place for row in rows] == [*range(UNITS)]
    figures = rows[0].figures
    assert figures is not None
    assert (figures.checked, figures.items) == (28, 28)
    assert "已检查370/370项" in find(screen.strip, QLabel, "progress").text()


def test_every_model_passes_the_model_tester(screen: OverviewScreen, qtbot: QtBot) -> None:
    models: list[QAbstractItemModel] = [
        screen.units.model,
        screen.register.model,
        screen.objections.model,
    ]
    for model in models:
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    screen.load()
    counted(screen, qtbot)
    screen.units.model.sort(6, Qt.SortOrder.DescendingOrder)
    search = find(screen, QLineEdit, "search_units")
    qtbot.keyClicks(search, "lxx")
    search.clear()
    screen.units.model.sort(-1)
    assert len(screen.units.model.rows) == UNITS


def test_units_are_searched_by_the_initials_of_their_pinyin(
    screen: OverviewScreen, qtbot: QtBot
) -> None:
    qtbot.keyClicks(find(screen, QLineEdit, "search_units"), "lxx")
    assert [row.line.unit.label for row in screen.units.model.rows] == [FIRST]


def test_a_chip_shows_only_the_units_that_one_thing_holds(
    opened: Program, screen: OverviewScreen, qtbot: QtBot, settled: Settled
) -> None:
    choose(screen, FIRST)
    opened.session.edit(
        lambda desk: procedure.advance(
            desk,
            lookup.inspection(desk, None),
            lookup.unit(desk, FIRST),
            AssessmentState.CHECKED,
            date(2025, 12, 1),
        ),
        opened.window,
    )
    settled(opened)
    box = find(screen, QComboBox, "filter_state")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_End)
    box.activated.emit(box.currentIndex())
    assert {row.line.state for row in screen.units.model.rows} == {AssessmentState.CHECKED}
    box.setCurrentIndex(0)
    box.activated.emit(0)
    chip = find(screen.strip, QPushButton, f"hold_{Hold.NOTHING.value}")
    qtbot.mouseClick(chip, LEFT)
    assert {row.held.hold for row in screen.units.model.rows} == {Hold.NOTHING}


def test_an_edit_elsewhere_changes_one_row_and_leaves_what_is_chosen(
    opened: Program, screen: OverviewScreen, settled: Settled
) -> None:
    choose(screen, FIRST)
    changed: list[int] = []
    screen.units.model.modelReset.connect(lambda: changed.append(-1))

    def reopen(desk: Desk) -> object:
        task = lookup.inspection(desk, None)
        return answers.set_given(
            desk, task, FIRST, "1.2", answers.Given(conclusion=Conclusion.OPEN)
        )

    opened.session.edit(reopen, opened.window, refused=lambda _refusal: None)
    settled(opened)
    assert changed == [], "rows were put in the place of others, not all shown from scratch"
    assert [row.line.unit.label for row in screen.units.selected()] == [FIRST]


def test_enter_opens_the_unit_for_scoring(
    opened: Program, screen: OverviewScreen, qtbot: QtBot
) -> None:
    table = find(screen, QTableView, "units")
    choose(screen, "河阳区")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.window.built_screen("scoring") is not None)
    scoring = opened.window.built_screen("scoring")
    assert scoring is not None
    qtbot.waitUntil(scoring.isVisible)
    qtbot.waitUntil(lambda: scoring.spot().unit == screen.rows()[3].key)


# Going on -----------------------------------------------------------------------------------------


def test_units_go_on_after_a_look_at_what_holds_each(
    opened: Program, screen: OverviewScreen, qtbot: QtBot
) -> None:
    choose(screen, FIRST, "河阳区")
    opened.window.context.actions.trigger("overview.advance")
    one = dialog(opened, "advance", qtbot)
    steps = find(one, QTableView, "steps").model()
    assert steps is not None
    qtbot.waitUntil(lambda: steps.rowCount() == 2)
    assert find(one, QComboBox, "target_state").currentText() == "初评完成"
    assert state(opened, FIRST, qtbot) is AssessmentState.CHECKING
    accept_and_go(one, qtbot)
    assert state(opened, FIRST, qtbot) is AssessmentState.CHECKED
    assert state(opened, "安陵县", qtbot) is AssessmentState.CHECKING
    qtbot.waitUntil(lambda: screen.units.model.rows[0].line.state is AssessmentState.CHECKED)


def test_a_unit_that_is_held_says_why_and_stays(
    opened: Program, screen: OverviewScreen, qtbot: QtBot
) -> None:
    choose(screen, FIRST)
    opened.window.context.actions.trigger("overview.advance")
    one = dialog(opened, "advance", qtbot)
    target = find(one, QComboBox, "target_state")
    qtbot.keyClick(target, Qt.Key.Key_End)
    steps = find(one, QTableView, "steps").model()
    assert steps is not None
    qtbot.waitUntil(
        lambda: steps.rowCount() == 1 and "不能直接" in str(steps.index(0, 3).data()),
    )
    box = one.findChild(QDialogButtonBox)
    assert box is not None
    assert not box.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    one.reject()


def test_units_are_given_to_a_new_team(
    opened: Program, screen: OverviewScreen, qtbot: QtBot
) -> None:
    choose(screen, FIRST)
    opened.window.context.actions.trigger("overview.divide")
    one = dialog(opened, "division", qtbot)
    team = find(one, QComboBox, "team").lineEdit()
    assert team is not None
    type_in(team, "第三组")
    type_in(find(one, QLineEdit, "inspectors"), "丙、丁")
    accept_and_go(one, qtbot)
    found = part(opened, FIRST, qtbot)
    assert (found.team, found.inspectors) == ("第三组", ("丙", "丁"))
    assert opened.session.task is not None
    assert "第三组" in {one.name for one in opened.session.task.teams}


def test_units_are_added_by_pasting_a_column(
    opened: Program, screen: OverviewScreen, qtbot: QtBot, settled: Settled
) -> None:
    opened.window.context.actions.trigger("overview.add_units")
    one = dialog(opened, "add_units", qtbot)
    settled(opened)
    pasted = find(one, QPlainTextEdit, "pasted_units")
    type_in(pasted, "单位\t类别\n市外办\tB\n市体育局\tB\n市体育局\tB\n")
    table = find(one, QTableView, "recognised_units").model()
    assert table is not None
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    words = [str(table.index(row, 4).data()) for row in range(table.rowCount())]
    assert "已参加" in words[0]
    assert "新单位" in words[1]
    assert "与第2行重复" in words[2]
    accept_and_go(one, qtbot)
    qtbot.waitUntil(lambda: len(screen.units.model.rows) == UNITS + 1)
    assert screen.units.model.rows[-1].line.unit.label == "市体育局"


def test_sheets_go_out_into_a_folder_and_are_noted_as_sent(
    opened: Program, screen: OverviewScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(screen, FIRST, "河阳区")
    opened.window.context.actions.trigger("overview.send_sheets")
    one = dialog(opened, "sheets_out", qtbot)
    type_in(find(one, QLineEdit, "folder"), str(tmp_path / "out"))
    type_in(find(one, QLineEdit, "due"), "2099-12-31")
    accept_and_go(one, qtbot)
    assert len([*(tmp_path / "out").glob("*自评表.xlsx")]) == 2
    assert part(opened, FIRST, qtbot).sheet_due == date(2099, 12, 31)


def test_a_package_of_the_units_chosen_is_written(
    opened: Program, screen: OverviewScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(screen, FIRST)
    opened.window.context.actions.trigger("overview.package")
    one = dialog(opened, "package", qtbot)
    type_in(find(one, QLineEdit, "whom"), "三组")
    type_in(find(one, QLineEdit, "folder"), str(tmp_path))
    accept_and_go(one, qtbot)
    assert (tmp_path / "demo-三组.inspection").exists()


def test_papers_are_made_for_the_units_chosen(
    opened: Program, screen: OverviewScreen, qtbot: QtBot
) -> None:
    choose(screen, FIRST, "河阳区")
    opened.window.context.actions.trigger("overview.papers")
    one = dialog(opened, "paper_batch", qtbot)
    assert isinstance(one, PaperBatchDialog)
    picker = one.findChild(UnitPicker)
    assert picker is not None
    assert [unit.label for unit in picker.units()] == [FIRST, "河阳区"]
    one.reject()


# The register -------------------------------------------------------------------------------------


@pytest.fixture
def register(opened: Program, screen: OverviewScreen, qtbot: QtBot) -> OverviewScreen:
    """The register of a new inspection, in which no sheet went out yet."""

    def begin(desk: Desk) -> object:
        task = lookup.inspection(desk, None)
        from_list = desk.file.reader.checklist(task.classes[1].edition)
        plan = inspections.Plan(
            name="专项检查",
            lists={"": from_list},
            units=[UnitRow(name="市外办"), UnitRow(name="市财政局")],
        )
        return inspections.create(desk, plan)

    opened.session.edit(begin, opened.window)
    qtbot.waitUntil(lambda: len(opened.session.tasks) == 2)
    opened.session.choose(next(one for one in opened.session.tasks if one.name == "专项检查"))
    qtbot.waitUntil(lambda: len(screen.units.model.rows) == 2)
    find(screen, QTabWidget, "overview_tabs").setCurrentIndex(1)
    return screen


def test_sheets_are_noted_as_sent_received_and_sent_back(
    opened: Program, register: OverviewScreen, qtbot: QtBot
) -> None:
    table = find(register, QTableView, "register")
    table.selectAll()
    qtbot.mouseClick(find(register, QPushButton, "register_sent"), LEFT)
    one = dialog(opened, "register_sent", qtbot)
    type_in(find(one, QLineEdit, "due"), "2020-01-01")
    accept(one, qtbot)
    qtbot.waitUntil(lambda: bool(complaint(one)))
    assert "2020-01-01" in complaint(one)
    type_in(find(one, QLineEdit, "due"), "2099-01-01")
    accept_and_go(one, qtbot)
    table.selectRow(0)
    qtbot.mouseClick(find(register, QPushButton, "register_received"), LEFT)
    accept_and_go(dialog(opened, "register_received", qtbot), qtbot)
    qtbot.waitUntil(
        lambda: register.register.model.rows[0].line.state is AssessmentState.SHEET_RECEIVED
    )
    table.selectRow(0)
    qtbot.mouseClick(find(register, QPushButton, "register_sent_back"), LEFT)
    one = dialog(opened, "register_sent_back", qtbot)
    accept(one, qtbot)
    assert "请写明需要补正的内容" in complaint(one)
    type_in(find(one, QPlainTextEdit, "sent_back_reason"), "缺盖章页")
    accept_and_go(one, qtbot)
    qtbot.waitUntil(
        lambda: register.register.model.rows[0].line.part.sent_back_reason == "缺盖章页"
    )


# Objections ---------------------------------------------------------------------------------------


def choose_paper(dialog: QDialog, file: Path) -> None:
    """Choose a file in the dialog of files that a button opens."""
    button = next(one for one in dialog.findChildren(QPushButton) if one.text() == "选择…")
    button.click()
    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    chooser.filesSelected.emit([str(file)])
    chooser.reject()


def test_an_objection_is_registered_reviewed_and_decided_with_its_effect_shown(
    opened: Program, screen: OverviewScreen, qtbot: QtBot, settled: Settled, tmp_path: Path
) -> None:
    feed_back(opened, settled, on=date.today())
    counted(screen, qtbot)
    choose(screen, "市外办")
    opened.window.context.actions.trigger("overview.object")
    one = dialog(opened, "add_objection", qtbot)
    settled(opened)
    item = find(one, QComboBox, "item")
    assert "−" in item.currentText(), "items that cost marks stand first"
    accept(one, qtbot)
    assert "异议理由未填写" in complaint(one)
    type_in(find(one, QPlainTextEdit, "objection_reason"), "材料已公开")
    paper = tmp_path / "异议函.txt"
    choose_paper(one, paper)
    accept(one, qtbot)
    qtbot.waitUntil(lambda: "异议函" in complaint(one))
    paper.write_text("请予复核", encoding="utf-8")
    accept_and_go(one, qtbot)
    assert state(opened, "市外办", qtbot) is AssessmentState.UNDER_OBJECTION
    find(screen, QTabWidget, "overview_tabs").setCurrentIndex(2)
    qtbot.waitUntil(lambda: len(screen.objections.model.rows) == 1)
    refuse_the_first_inspector(opened, screen, qtbot)
    qtbot.waitUntil(lambda: screen.objections.model.rows[0].objection.reviewer == "郑审")
    find(screen, QTableView, "objections").selectRow(0)
    qtbot.mouseClick(find(screen, QPushButton, "objection_decide"), LEFT)
    one = dialog(opened, "decision", qtbot)
    qtbot.mouseClick(find(one, QRadioButton, "upheld"), LEFT)
    type_in(find(one, QPlainTextEdit, "decision_reason"), "经复核属实")
    type_in(find(one, QLineEdit, "approver"), "周明远")
    accept(one, qtbot)
    effect = find(one, QLabel, "effect")
    qtbot.waitUntil(lambda: "→" in effect.text())
    assert state(opened, "市外办", qtbot) is AssessmentState.UNDER_OBJECTION, "nothing done yet"
    accept_and_go(one, qtbot)
    assert state(opened, "市外办", qtbot) is AssessmentState.FED_BACK


def refuse_the_first_inspector(program: Program, screen: OverviewScreen, qtbot: QtBot) -> None:
    """Name who checked first, which is refused, then somebody else."""
    find(screen, QTableView, "objections").selectRow(0)
    first = part(program, "市外办", qtbot).inspectors[0]
    qtbot.mouseClick(find(screen, QPushButton, "objection_assign"), LEFT)
    one = dialog(program, "reviewer", qtbot)
    name = one.findChild(QComboBox)
    assert name is not None
    name.setCurrentText(first)
    accept(one, qtbot)
    qtbot.waitUntil(lambda: first in complaint(one))
    name.setCurrentText("郑审")
    accept_and_go(one, qtbot)


# Approval -----------------------------------------------------------------------------------------


def meeting(program: Program, qtbot: QtBot) -> tuple[ApprovalDialog, QTableView]:
    program.window.context.actions.trigger("overview.approve")
    one = dialog(program, "approval", qtbot)
    assert isinstance(one, ApprovalDialog)
    table = find(one, QTableView, "meeting")
    model = table.model()
    assert model is not None
    qtbot.waitUntil(lambda: model.rowCount() == UNITS)
    return one, table


def entry_row(table: QTableView, unit: str) -> int:
    model = table.model()
    assert model is not None
    names = [str(model.index(row, 2).data()) for row in range(model.rowCount())]
    return names.index(unit)


def type_into_cell(table: QTableView, row: int, column: int, text: str, qtbot: QtBot) -> None:
    """Press F2 in a cell, put a text into what opens, and press Enter."""
    model = table.model()
    assert model is not None
    table.setFocus()
    table.setCurrentIndex(model.index(row, column))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    if isinstance(editor, QComboBox):
        place = editor.findText(text)
        assert place >= 0
        editor.setCurrentIndex(place)
        editor.activated.emit(place)
    elif isinstance(editor, QLineEdit):
        type_in(editor, text)
        qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_the_meeting_approves_by_its_table_and_then_no_key_changes_a_mark(
    opened: Program, screen: OverviewScreen, qtbot: QtBot, settled: Settled
) -> None:
    feed_back(opened, settled)
    one, table = meeting(opened, qtbot)
    model = table.model()
    assert model is not None
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    row = entry_row(table, FIRST)
    assert str(model.index(row, 7).data()) == str(model.index(row, 5).data()) == "优秀"
    assert not model.index(row, 9).data()
    day = find(one, QLineEdit, "meeting_day")
    today = day.text()
    day.setText("2025-12-20")
    assert "异议期至2025-12-24" in str(model.index(row, 9).data()), "said before it is approved"
    day.setText(today)
    beyond = entry_row(table, "河阳区")
    assert "暂不审定" in str(model.index(beyond, 7).data()), "beyond the quota"
    type_into_cell(table, row, 7, "良好", qtbot)
    accept(one, qtbot)
    assert FIRST in complaint(one)
    assert "会议理由" in complaint(one)
    type_into_cell(table, row, 8, "当年被通报批评", qtbot)
    accept_and_go(one, qtbot)
    approved = part(opened, FIRST, qtbot)
    assert (approved.state, approved.approved_grade, approved.approval_reason) == (
        AssessmentState.APPROVED,
        "良好",
        "当年被通报批评",
    )
    assert state(opened, "河阳区", qtbot) is AssessmentState.FED_BACK
    settled(opened)
    place = row_of(screen, FIRST)
    cells = [str(screen.units.model.index(place, column).data()) for column in range(11)]
    assert "已审定" in cells
    assert "良好" in cells
    nothing_moves_what_is_approved(opened, qtbot)


def nothing_moves_what_is_approved(program: Program, qtbot: QtBot) -> None:
    one, table = meeting(program, qtbot)
    row = entry_row(table, FIRST)
    for column, text in ((7, "优秀"), (8, "另一个理由")):
        type_into_cell(table, row, column, text, qtbot)
    one.reject()
    approved = part(program, FIRST, qtbot)
    assert (approved.approved_grade, approved.approval_reason) == ("良好", "当年被通报批评")


def test_unlocking_asks_for_a_reason_and_a_second_name(
    opened: Program, screen: OverviewScreen, qtbot: QtBot, settled: Settled
) -> None:
    feed_back(opened, settled)
    table, _cells = meeting(opened, qtbot)
    accept_and_go(table, qtbot)
    qtbot.waitUntil(lambda: screen.units.model.rows[0].line.is_locked)
    choose(screen, FIRST)
    opened.window.context.actions.trigger("overview.unlock")
    one = dialog(opened, "unlock", qtbot)
    accept(one, qtbot)
    assert "须写明理由" in complaint(one)
    type_in(find(one, QLineEdit, "reason"), "录入有误")
    type_in(find(one, QLineEdit, "second"), opened.session.author)
    accept(one, qtbot)
    assert "不能是操作人本人" in complaint(one)
    type_in(find(one, QLineEdit, "second"), "郑审")
    accept_and_go(one, qtbot)
    found = part(opened, FIRST, qtbot)
    assert (found.state, found.unlocked_by) == (AssessmentState.CHECKING, "郑审")


def test_a_unit_pasted_with_a_wrong_name_is_corrected_and_the_name_given_back_by_undo(
    opened: Program, screen: OverviewScreen, qtbot: QtBot
) -> None:
    actions = opened.window.context.actions
    assert not actions.action("overview.correct_unit").isEnabled(), "which one?"
    choose(screen, FIRST)
    qtbot.waitUntil(lambda: actions.action("overview.correct_unit").isEnabled())
    actions.trigger("overview.correct_unit")
    one = dialog(opened, "correct_unit", qtbot)
    name = find(one, QLineEdit, "unit_name")
    before = name.text()
    type_in(name, "")
    accept(one, qtbot)
    assert "全称未填写" in complaint(one)
    type_in(name, before)
    type_in(find(one, QLineEdit, "unit_short_name"), "市财政局")
    accept(one, qtbot)
    qtbot.waitUntil(lambda: "市财政局" in complaint(one))
    type_in(find(one, QLineEdit, "unit_short_name"), "新简称")
    accept_and_go(one, qtbot)
    qtbot.waitUntil(lambda: "新简称" in {row.line.unit.label for row in screen.units.model.rows})
    actions.trigger("frame.undo")
    qtbot.waitUntil(lambda: FIRST in {row.line.unit.label for row in screen.units.model.rows})


def test_nothing_of_other_units_is_shown_in_field_mode(
    opened: Program, screen: OverviewScreen
) -> None:
    opened.window.context.actions.action("frame.field_mode").setChecked(True)
    assert not find(screen, QTableView, "units").isVisible()
    opened.window.context.actions.action("frame.field_mode").setChecked(False)
