"""考核细则 by keys and mouse: lists looked through, taken in, compared, worked over, published."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from inspector.domain.checklist import Checklist, Item
from inspector.exchange.checklist_reader import read_checklist
from inspector.exchange.columns import Role
from inspector.i18n.column_words import column_word
from inspector.services import checklists, edition_drafts
from inspector.services.desk import Desk
from inspector.services.list_review import RowUse
from inspector.ui.dialogs.compare_lists import CompareLists
from inspector.ui.main import Program
from inspector.ui.screen import Spot
from inspector.ui.views.checklists import ChecklistsScreen
from tests.workbooks.making import xlsx

TITLE = "宁川市2026年考核细则"
ROWS: list[list[Any]] = [
    [TITLE],
    ["序号", "一级指标", "考核内容", "分值", "奇怪的列"],
    [1, "公开", "目录", 5, "缺项扣1分"],
    [2, "", "专栏", 3, "未设扣1分"],
    [3, "解读", "解读率", 2, ""],
    ["合计", "", "", 10, ""],
]


@pytest.fixture
def opened(reopened: Program) -> Program:
    """Return the program with a workspace of the demo's own open."""
    return reopened


@pytest.fixture
def screen(opened: Program, qtbot: QtBot) -> ChecklistsScreen:
    """The screen with all lists there."""
    opened.window.resize(1280, 720)
    opened.window.go_to("checklists")
    found = opened.window.built_screen("checklists")
    assert isinstance(found, ChecklistsScreen)
    qtbot.waitUntil(lambda: found.catalogue.is_whole)
    rest(opened, qtbot)
    return found


def type_in(widget: QWidget, text: str) -> None:
    """Type as an input method does, which is how Chinese comes in."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


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


def rest(program: Program, qtbot: QtBot) -> None:
    """Wait until neither the database thread nor a worker has anything to do."""
    quiet = 0

    def is_quiet() -> bool:
        nonlocal quiet
        is_idle = program.workers.is_idle and not program.session.is_busy
        quiet = quiet + 1 if is_idle else 0
        return quiet > 2

    qtbot.waitUntil(is_quiet)


def ask(program: Program, qtbot: QtBot, question: Callable[[Desk], Any]) -> Any:
    found: list[Any] = []
    program.session.ask(question, found.append, program.window)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def stored(program: Program, qtbot: QtBot, title: str) -> list[Checklist]:
    """Return the lists of a title that the workspace holds."""

    def question(desk: Desk) -> list[Checklist]:
        return [
            desk.file.reader.checklist(one.id)
            for one in desk.file.reader.editions()
            if one.title == title
        ]

    found = ask(program, qtbot, question)
    assert isinstance(found, list)
    return found


def written(folder: Path, rows: list[list[Any]], name: str = "细则.xlsx") -> Path:
    path = folder / name
    path.write_bytes(xlsx(rows))
    return path


def looked_through(
    program: Program, screen: ChecklistsScreen, qtbot: QtBot, path: Path
) -> ChecklistsScreen:
    screen.enter(Spot(more=f"import:{path}"))
    rest(program, qtbot)
    return screen


def give_meaning(
    program: Program, screen: ChecklistsScreen, qtbot: QtBot, column: int, role: Role
) -> None:
    """Click a column's header and choose a meaning from the menu by the mouse."""
    grid = screen.review.grid
    head = grid.horizontalHeader()
    at = QPoint(head.sectionViewportPosition(column) + 8, head.height() // 2)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
    menu = grid.menu
    assert menu is not None
    word = column_word(role.value).own
    action = next(one for one in menu.actions() if one.text() == word)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    rest(program, qtbot)


def shown_items(screen: ChecklistsScreen) -> list[Item]:
    root = screen.review.tree.model.root
    assert root is not None
    return [node.value.value for node in root.walk() if isinstance(node.value.value, Item)]


# The library --------------------------------------------------------------------------------------


def test_lists_of_the_workspace_and_those_that_ship_stand_in_groups(
    screen: ChecklistsScreen,
) -> None:
    root = screen.catalogue.lists.root
    assert root is not None
    groups = [node.value.title for node in root.children]
    assert groups == ["本资料库的评分细则", "随软件提供的评分细则", "随软件提供的任务清单"]
    assert len(root.children[0].children) == 2


def test_a_list_is_chosen_by_the_arrow_keys_and_seen_in_full(
    opened: Program, screen: ChecklistsScreen, qtbot: QtBot
) -> None:
    screen.catalogue.setFocus()
    first = screen.page.title.text()
    qtbot.keyClick(screen.catalogue, Qt.Key.Key_Down)
    rest(opened, qtbot)
    assert screen.page.title.text() != first
    screen.page.tree.tree.setFocus()
    for _step in range(3):
        qtbot.keyClick(screen.page.tree.tree, Qt.Key.Key_Down)
    line = screen.page.tree.line
    assert line is not None
    assert isinstance(line.value, Item)


def test_searching_leaves_only_items_with_the_words(screen: ChecklistsScreen, qtbot: QtBot) -> None:
    qtbot.keyClicks(screen.page.tree.search, "2.1")
    model = screen.page.tree.model

    def leaves(parent: QModelIndex) -> list[str]:
        rows = [model.index(row, 0, parent) for row in range(model.rowCount(parent))]
        return [
            text
            for row in rows
            for text in (leaves(row) if model.rowCount(row) else [str(row.data())])
        ]

    qtbot.waitUntil(lambda: all("2.1" in text for text in leaves(QModelIndex())))
    assert leaves(QModelIndex())


def test_the_list_shown_is_written_as_a_workbook_that_reads_back(
    opened: Program, screen: ChecklistsScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.keyClick(opened.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = screen.findChild(QFileDialog, "export_list")
    assert dialog is not None
    target = tmp_path / "细则.xlsx"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    rest(opened, qtbot)
    assert read_checklist(target.read_bytes(), target.name).checklist.points == 1_000_000


def test_a_list_that_ships_goes_into_the_workspace(
    opened: Program, screen: ChecklistsScreen, qtbot: QtBot
) -> None:
    screen.catalogue.go_to("shipped:suqian-2020")
    rest(opened, qtbot)
    title = screen.page.title.text()
    qtbot.mouseClick(screen.findChild(QWidget, "checklists_adopt"), Qt.MouseButton.LeftButton)
    rest(opened, qtbot)
    assert len(stored(opened, qtbot, title)) == 1
    assert screen.catalogue.key.startswith("edition:")


# Looking through ----------------------------------------------------------------------------------


def test_the_sheet_stands_beside_the_list_it_becomes(
    opened: Program, screen: ChecklistsScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    looked_through(opened, screen, qtbot, written(tmp_path, ROWS))
    assert screen.stack.currentWidget() is screen.review
    sheet = screen.review.grid.sheet
    assert sheet.index(2, 2).data() == "目录"
    assert [item.content for item in shown_items(screen)] == ["目录", "专栏", "解读率"]
    assert screen.review.head.title.text() == TITLE
    assert "考核内容" in sheet.headerData(2, Qt.Orientation.Horizontal)
    assert "表头" in sheet.headerData(1, Qt.Orientation.Vertical)


def test_esc_leaves_the_review_and_takes_nothing_in(
    screen: ChecklistsScreen, opened: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    looked_through(opened, screen, qtbot, written(tmp_path, ROWS))
    qtbot.keyClick(opened.window.focusWidget() or opened.window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: screen.stack.currentWidget() is not screen.review)
    assert stored(opened, qtbot, TITLE) == []


def test_a_meaning_chosen_at_the_header_changes_the_tree_and_is_remembered(
    opened: Program, screen: ChecklistsScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    looked_through(opened, screen, qtbot, written(tmp_path, ROWS))
    assert shown_items(screen)[0].criteria == ""
    give_meaning(opened, screen, qtbot, 4, Role.CRITERIA)
    assert shown_items(screen)[0].criteria == "缺项扣1分"
    assert len(shown_items(screen)[0].rules) == 1
    qtbot.mouseClick(screen.review.head.accept, Qt.MouseButton.LeftButton)
    rest(opened, qtbot)
    assert screen.stack.currentWidget() is not screen.review
    (taken,) = stored(opened, qtbot, TITLE)
    assert [item.criteria for _, item in taken.items()] == ["缺项扣1分", "未设扣1分", ""]
    later = [[TITLE], ROWS[1], [1, "公开", "答复", 4, "超期扣1分"]]
    looked_through(opened, screen, qtbot, written(tmp_path, later, "下年.xlsx"))
    assert shown_items(screen)[0].criteria == "超期扣1分"


def test_accepting_is_one_step_that_undo_takes_back_whole(
    opened: Program, screen: ChecklistsScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    looked_through(opened, screen, qtbot, written(tmp_path, ROWS))
    give_meaning(opened, screen, qtbot, 4, Role.CRITERIA)
    screen.review.head.title.selectAll()
    type_in(screen.review.head.title, "另一标题")
    qtbot.mouseClick(screen.review.head.accept, Qt.MouseButton.LeftButton)
    rest(opened, qtbot)
    assert len(stored(opened, qtbot, "另一标题")) == 1
    opened.session.undo(opened.window)
    rest(opened, qtbot)
    assert stored(opened, qtbot, "另一标题") == []
    assert ask(opened, qtbot, checklists.remembered_columns) == {}


def test_the_menu_of_meanings_opens_by_key_for_the_current_column(
    opened: Program, screen: ChecklistsScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    looked_through(opened, screen, qtbot, written(tmp_path, ROWS))
    screen.review.grid.setFocus()
    screen.review.grid.go_to_place(3, 3)
    opened.window.context.actions.trigger("checklists.column")
    menu = screen.review.grid.menu
    assert isinstance(menu, QMenu)
    (checked,) = [one.text() for one in menu.actions() if one.isChecked()]
    assert checked == "分值"
    menu.close()


def test_a_click_on_an_issue_goes_to_its_cell(
    opened: Program, screen: ChecklistsScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    looked_through(opened, screen, qtbot, written(tmp_path, ROWS))
    table = screen.review.issues
    issues = table.issues
    row = next(at for at, issue in enumerate(issues.rows) if issue.code == "list.column_unknown")
    at = table.visualRect(issues.index(row, 2)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    current = screen.review.grid.currentIndex()
    assert (current.row(), current.column()) == (1, 4)


def test_every_row_that_became_nothing_stands_among_the_issues(
    opened: Program, screen: ChecklistsScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    looked_through(opened, screen, qtbot, written(tmp_path, ROWS))
    issues = screen.review.issues.issues
    words = [str(issues.index(row, 2).data()) for row in range(issues.rowCount())]
    assert "第6行未读取：合计行。" in words


def test_tree_and_sheet_follow_each_other(
    opened: Program, screen: ChecklistsScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    looked_through(opened, screen, qtbot, written(tmp_path, ROWS))
    review = screen.review
    review.tree.tree.setFocus()
    review.tree.choose(0)
    qtbot.keyClick(review.tree.tree, Qt.Key.Key_Down)
    assert review.grid.currentIndex().row() == 2
    review.grid.setFocus()
    for _step in range(2):
        qtbot.keyClick(review.grid, Qt.Key.Key_Down)
    line = review.tree.line
    assert line is not None
    assert isinstance(line.value, Item)
    assert line.value.content == "解读率"


def test_a_header_that_was_not_recognised_is_pointed_at(
    opened: Program, screen: ChecklistsScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    rows: list[list[Any]] = [["清单"], ["甲", "乙", "丙"], ["公开", "目录", 5], ["解读", "率", 2]]
    looked_through(opened, screen, qtbot, written(tmp_path, rows))
    assert not screen.review.head.accept.isEnabled()
    screen.review.grid.setFocus()
    screen.review.grid.go_to_place(1, 0)
    opened.window.context.actions.trigger("checklists.header")
    rest(opened, qtbot)
    assert screen.review.grid.sheet.review is not None
    assert screen.review.grid.sheet.review.uses[1] is RowUse.HEADER
    give_meaning(opened, screen, qtbot, 1, Role.CONTENT)
    give_meaning(opened, screen, qtbot, 2, Role.POINTS)
    assert [item.content for item in shown_items(screen)] == ["目录", "率"]
    assert screen.review.head.accept.isEnabled()


def test_a_list_with_errors_cannot_be_accepted_until_it_is_corrected(
    opened: Program, screen: ChecklistsScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    bad = [*ROWS[:3], [2, "", "专栏", "三", ""]]
    path = written(tmp_path, bad)
    looked_through(opened, screen, qtbot, path)
    assert not screen.review.head.accept.isEnabled()
    written(tmp_path, ROWS)
    qtbot.keyClick(opened.window, Qt.Key.Key_F5)
    rest(opened, qtbot)
    assert screen.review.head.accept.isEnabled()


def test_what_is_no_workbook_is_told_and_nothing_is_shown(
    opened: Program, screen: ChecklistsScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"bad")
    looked_through(opened, screen, qtbot, path)
    assert screen.stack.currentWidget() is not screen.review


def test_a_table_is_taken_from_the_clipboard(
    opened: Program, screen: ChecklistsScreen, qtbot: QtBot
) -> None:
    lines = ["考核内容\t分值\t评分标准", '目录\t5\t"缺项扣1分\n缺两项不得分"', "专栏\t3\t"]
    QGuiApplication.clipboard().setText("\n".join(lines))
    opened.window.context.actions.trigger("checklists.paste")
    rest(opened, qtbot)
    assert [item.content for item in shown_items(screen)] == ["目录", "专栏"]
    assert "缺两项不得分" in shown_items(screen)[0].criteria
    QGuiApplication.clipboard().clear()


def test_a_dropped_file_is_looked_through(
    opened: Program, screen: ChecklistsScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    drop_on(screen, written(tmp_path, ROWS))
    rest(opened, qtbot)
    assert len(shown_items(screen)) == 3


# Against an earlier list --------------------------------------------------------------------------


def test_items_keep_their_identity_unless_the_match_is_refused(
    opened: Program, screen: ChecklistsScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    looked_through(opened, screen, qtbot, written(tmp_path, ROWS))
    qtbot.mouseClick(screen.review.head.accept, Qt.MouseButton.LeftButton)
    rest(opened, qtbot)
    (old,) = stored(opened, qtbot, TITLE)
    keys = {item.content: item.key for _, item in old.items()}
    changed = [
        ["宁川市2027年考核细则"],
        ROWS[1],
        [1, "公开", "公开目录", 5, ""],
        [2, "", "公开专栏", 3, ""],
    ]
    looked_through(opened, screen, qtbot, written(tmp_path, changed, "新.xlsx"))
    assert screen.review.head.followed is not None
    qtbot.mouseClick(screen.review.head.differences, Qt.MouseButton.LeftButton)
    dialog = opened.window.findChild(CompareLists)
    assert dialog is not None
    assert "公开目录" in dialog.new.toPlainText()
    dialog.table.selectRow(1)
    qtbot.mouseClick(dialog.toggle, Qt.MouseButton.LeftButton)
    done = dialog.findChild(QWidget, "compare_done")
    qtbot.mouseClick(done, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(screen.review.head.accept, Qt.MouseButton.LeftButton)
    rest(opened, qtbot)
    (new,) = stored(opened, qtbot, "宁川市2027年考核细则")
    kept = {item.content: item.key for _, item in new.items()}
    assert kept["公开目录"] == keys["目录"]
    assert kept["公开专栏"] not in keys.values()


def test_two_lists_are_shown_side_by_side_with_what_differs(
    opened: Program, screen: ChecklistsScreen, qtbot: QtBot
) -> None:
    assert len(screen.catalogue.editions) == 2
    qtbot.keyClick(opened.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    dialog = opened.window.findChild(CompareLists)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0)
    total = dialog.model.rowCount()
    chips = {chip.text().split()[0]: chip for chip in dialog.chips.buttons()}
    qtbot.mouseClick(chips["变化"], Qt.MouseButton.LeftButton)
    assert 0 < dialog.model.rowCount() < total
    assert dialog.old.toPlainText()
    assert dialog.new.toPlainText()
    assert dialog.old.toPlainText() != dialog.new.toPlainText()
    QAbstractItemModelTester(
        dialog.model, QAbstractItemModelTester.FailureReportingMode.Warning, dialog
    )
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


# Drafts -------------------------------------------------------------------------------------------


@pytest.fixture
def drafting(opened: Program, screen: ChecklistsScreen, qtbot: QtBot) -> ChecklistsScreen:
    """The screen with a draft of its first list."""
    qtbot.keyClick(opened.window, Qt.Key.Key_F2)
    rest(opened, qtbot)
    assert screen.work.draft is not None
    return screen


def go_to_item(screen: ChecklistsScreen, number: str) -> None:
    assert screen.work.draft is not None
    screen.page.tree.choose_named(screen.work.draft.item(number).ref)


def test_a_field_that_is_left_is_an_edit_and_the_rules_follow(
    opened: Program, drafting: ChecklistsScreen, qtbot: QtBot
) -> None:
    go_to_item(drafting, "1.2")
    form = drafting.page.form
    criteria = form.findChild(QWidget, "draft_criteria")
    assert criteria is not None
    criteria.setFocus()
    qtbot.keyClick(criteria, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_in(criteria, "每缺一项扣0.25分")
    qtbot.keyClick(criteria, Qt.Key.Key_Tab)
    rest(opened, qtbot)
    draft = drafting.work.draft
    assert draft is not None
    item = draft.item("1.2").value
    assert isinstance(item, Item)
    assert [rule.points for rule in item.rules] == [2_500]
    assert "每缺一项扣0.25分" in form.rules.text()


def test_points_that_are_no_number_are_told_beside_the_field(
    drafting: ChecklistsScreen, qtbot: QtBot
) -> None:
    go_to_item(drafting, "1.2")
    form = drafting.page.form
    form.points.setFocus()
    form.points.selectAll()
    type_in(form.points, "三")
    qtbot.keyClick(form.points, Qt.Key.Key_Tab)
    assert form.problem.isVisibleTo(form)
    draft = drafting.work.draft
    assert draft is not None
    assert draft.edits == 0


def test_an_item_is_added_named_moved_and_removed_by_keys(
    opened: Program, drafting: ChecklistsScreen, qtbot: QtBot
) -> None:
    go_to_item(drafting, "1.2")
    qtbot.keyClick(opened.window, Qt.Key.Key_Insert)
    rest(opened, qtbot)
    form = drafting.page.form
    qtbot.waitUntil(lambda: form.content.hasFocus())
    type_in(form.content, "新增的指标")
    qtbot.keyClick(form.content, Qt.Key.Key_Tab)
    rest(opened, qtbot)
    assert contents(drafting)[:3][-1] == "新增的指标"
    control = Qt.KeyboardModifier.ControlModifier
    shift = Qt.KeyboardModifier.ShiftModifier
    drafting.page.tree.tree.setFocus()
    qtbot.keyClick(opened.window, Qt.Key.Key_Up, control | shift)
    rest(opened, qtbot)
    assert contents(drafting)[1] == "新增的指标"
    qtbot.keyClick(opened.window, Qt.Key.Key_Delete, control)
    rest(opened, qtbot)
    assert "新增的指标" not in contents(drafting)


def contents(screen: ChecklistsScreen) -> list[str]:
    draft = screen.work.draft
    assert draft is not None
    return [item.content for _, item in draft.folded.checklist.items()]


def test_a_draft_is_published_as_a_new_edition(
    opened: Program, drafting: ChecklistsScreen, qtbot: QtBot
) -> None:
    go_to_item(drafting, "1.1")
    title = drafting.page.draft_title
    title.setFocus()
    title.selectAll()
    type_in(title, "2026年考核细则")
    qtbot.keyClick(title, Qt.Key.Key_Return)
    rest(opened, qtbot)
    qtbot.mouseClick(drafting.findChild(QWidget, "checklists_publish"), Qt.MouseButton.LeftButton)
    rest(opened, qtbot)
    assert len(stored(opened, qtbot, "2026年考核细则")) == 1
    assert ask(opened, qtbot, edition_drafts.drafts) == ()
    assert drafting.page.title.text() == "2026年考核细则"
    said = opened.window.statusBar().currentMessage()
    assert "已开始的任务仍用原版" in said, "what becomes of the inspection under way is told"


def test_faults_of_a_draft_stand_above_it_and_publishing_is_refused(
    opened: Program, drafting: ChecklistsScreen, qtbot: QtBot
) -> None:
    go_to_item(drafting, "1.2")
    form = drafting.page.form
    form.number.setFocus()
    form.number.selectAll()
    qtbot.keyClicks(form.number, "1.1")
    qtbot.keyClick(form.number, Qt.Key.Key_Tab)
    rest(opened, qtbot)
    assert drafting.page.faults_frame.isVisibleTo(drafting.page)
    assert "1.1" in drafting.page.faults.text()
    opened.window.context.actions.trigger("checklists.publish")
    rest(opened, qtbot)
    assert len(ask(opened, qtbot, edition_drafts.drafts)) == 1


def test_what_is_typed_survives_a_sudden_end(
    opened: Program, drafting: ChecklistsScreen, qtbot: QtBot
) -> None:
    go_to_item(drafting, "1.2")
    draft = drafting.work.draft
    assert draft is not None
    content = drafting.page.form.content
    content.setFocus()
    content.selectAll()
    type_in(content, "打到一半")
    qtbot.waitUntil(
        lambda: (
            [
                one.text
                for one in ask(
                    opened, qtbot, lambda desk: edition_drafts.unfinished(desk, draft.id)
                )
            ]
            == ["打到一半"]
        )
    )
    qtbot.keyClick(content, Qt.Key.Key_Tab)
    rest(opened, qtbot)
    assert ask(opened, qtbot, lambda desk: edition_drafts.unfinished(desk, draft.id)) == ()


def test_what_was_being_typed_when_the_program_ended_is_back(
    opened: Program, screen: ChecklistsScreen, qtbot: QtBot
) -> None:
    edition = screen.catalogue.editions[0].id

    def begin(desk: Desk) -> str:
        draft, _changes = edition_drafts.begin(desk, edition)
        ref = edition_drafts.open_draft(desk, draft).item("1.2").ref
        edition_drafts.keep_typed(desk, draft, ref, "content", "打到一半")
        return draft

    found: list[str] = []
    opened.session.edit(begin, opened.window, found.append)
    rest(opened, qtbot)
    screen.enter(Spot(more=f"draft:{found[0]}"))
    rest(opened, qtbot)
    form = screen.page.form
    assert form.content.toPlainText() == "打到一半"
    screen.leave()
    rest(opened, qtbot)
    assert contents(screen)[1] == "打到一半"


# Models -------------------------------------------------------------------------------------------


def test_the_models_keep_qts_rules(
    opened: Program, screen: ChecklistsScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [
        QAbstractItemModelTester(model, mode, screen)
        for model in (
            screen.catalogue.lists,
            screen.page.tree.model,
            screen.review.grid.sheet,
            screen.review.tree.model,
            screen.review.issues.issues,
        )
    ]
    looked_through(opened, screen, qtbot, written(tmp_path, ROWS))
    give_meaning(opened, screen, qtbot, 4, Role.CRITERIA)
    screen.review.tree.model.search("目录")
    screen.review.tree.model.search("")
    qtbot.mouseClick(screen.review.head.cancel, Qt.MouseButton.LeftButton)
    assert len(testers) == 5


# From anywhere ------------------------------------------------------------------------------------


def choose_in(program: Program, name: str, path: Path) -> None:
    dialog = next(one for one in program.window.findChildren(QFileDialog, name) if one.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.reject()


def test_the_start_page_imports_a_list_into_a_new_workspace(
    running: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    assert not running.session.is_open
    running.window.context.actions.trigger("checklists.import")
    choose_in(running, "import_list", written(tmp_path, ROWS))
    with qtbot.waitSignal(running.session.opened):
        choose_in(running, "import_place", tmp_path / "新.inspection")
    rest(running, qtbot)
    screen = running.window.built_screen("checklists")
    assert isinstance(screen, ChecklistsScreen)
    assert [item.content for item in shown_items(screen)] == ["目录", "专栏", "解读率"]
    qtbot.mouseClick(screen.review.head.accept, Qt.MouseButton.LeftButton)
    rest(running, qtbot)
    assert len(stored(running, qtbot, TITLE)) == 1
    running.window.close_workspace()


def test_a_workspace_that_may_only_be_read_takes_nothing_in(
    running: Program, demo_file: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(running.session.opened):
        running.window.open_workspace(demo_file, read_only=True)
    running.window.go_to("checklists")
    rest(running, qtbot)
    names = ("import", "paste", "draft", "adopt", "publish", "add_item", "remove")
    actions = running.window.context.actions
    assert not any(actions.action(f"checklists.{name}").isEnabled() for name in names)
    assert actions.action("checklists.export").isEnabled()
    running.window.close_workspace()
    assert actions.action("checklists.import").isEnabled()
