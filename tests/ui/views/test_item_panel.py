"""One item entered by keys and mouse, and what the workspace then holds."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTableView,
    QTabWidget,
    QToolButton,
    QWidget,
)

from inspector.domain.answer import Conclusion
from inspector.domain.edits import RecordKind
from inspector.domain.finding import FindingStatus
from inspector.domain.ids import answer_key
from inspector.domain.marks import ONE
from inspector.i18n import gettext
from inspector.i18n.gettext import CHINESE, ENGLISH
from inspector.services import answers, findings, history, lookup, next_time, typing
from inspector.services.desk import Desk
from inspector.services.findings import Fact
from inspector.services.typing import TypedFinding
from inspector.ui.dialogs.reason import ReasonDialog
from inspector.ui.main import Program
from inspector.ui.views.item_panel import ItemPanel
from inspector.ui.views.message_bar import MessageBar
from tests.ui.item_bench import (
    ITEMS,
    Bench,
    _made_once,
    accept,
    add_finding,
    bench,
    dialog,
    drop,
    open_windows,
    paste_picture,
    picture,
    put_picture,
    type_into,
)

__all__ = ["_made_once", "bench"]

PASTE = (Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def message_bar(bench: Bench) -> MessageBar:
    """The strip in which the window says what was refused."""
    bar = bench.program.window.findChild(MessageBar, "messages")
    assert isinstance(bar, MessageBar)
    return bar


# findings -----------------------------------------------------------------------------------------


def test_a_rule_button_a_fact_and_enter_are_a_finding(bench: Bench) -> None:
    bench.click(bench.find(QPushButton, "rule_2"))
    bench.type("finding_place", "政府信息公开专栏")
    bench.enter(bench.type("finding_fact", "超过6个月未更新栏目1个"))
    answer = bench.answer("4.2")
    assert answer is not None
    (finding,) = answer.findings
    assert (finding.rule, finding.points, finding.place) == (2, ONE // 2, "政府信息公开专栏")
    assert finding.sampled_at is not None
    assert answer.conclusion is Conclusion.PARTLY_MET
    assert bench.find(QRadioButton, "conclusion_partly_met").isChecked()
    assert not bench.panel.has_finding_form
    assert "0.50" in bench.find(QLabel, "item_marks").text()


def test_esc_gives_a_finding_up_and_nothing_of_it_is_offered_again(bench: Bench) -> None:
    bench.panel.start_finding(0)
    field = bench.type("finding_fact", "看错了")
    bench.qtbot.keyClick(field, Qt.Key.Key_Escape)
    bench.settle()
    assert bench.facts("4.2") == []
    bench.show("4.1")
    bench.show("4.2")
    assert bench.notice == ""


def test_a_size_finds_the_rule_that_costs_it(bench: Bench) -> None:
    bench.panel.start_finding(points_text="-0.5")
    bench.enter(bench.type("finding_fact", "未更新栏目1个"))
    bench.panel.start_finding(points_text="−0.3")
    bench.enter(bench.type("finding_fact", "断链3处"))
    answer = bench.answer("4.2")
    assert answer is not None
    assert [(one.rule, one.count) for one in answer.findings] == [(2, 1), (3, 3)]


def test_a_size_no_rule_costs_is_typed(bench: Bench) -> None:
    bench.panel.start_finding(points_text="-0.77")
    assert bench.find(QLineEdit, "finding_points").text() == "0.77"
    bench.enter(bench.type("finding_fact", "栏目设置混乱"))
    answer = bench.answer("4.2")
    assert answer is not None
    assert [(one.rule, one.points) for one in answer.findings] == [(0, 7_700)]


def test_a_finding_that_says_nothing_or_costs_nothing_yet_asks_for_it(bench: Bench) -> None:
    bench.panel.start_finding(points_text="-0.77")
    bench.enter(bench.find(QLineEdit, "finding_place"))
    assert bench.find(QLineEdit, "finding_fact").hasFocus()
    bench.find(QLineEdit, "finding_points").clear()
    bench.enter(bench.type("finding_fact", "栏目设置混乱"))
    assert bench.find(QLineEdit, "finding_points").hasFocus()
    assert bench.facts("4.2") == []
    bench.enter(bench.type("finding_points", "0.5"))
    assert bench.facts("4.2") == ["栏目设置混乱"]


def test_a_finding_that_cannot_be_saved_stays_in_the_form(bench: Bench) -> None:
    bench.panel.start_finding(0)
    bench.type("finding_time", "昨天")
    bench.enter(bench.type("finding_fact", "空白栏目1个"))
    assert bench.facts("4.2") == []
    assert bench.find(QLineEdit, "finding_fact").text() == "空白栏目1个"
    bench.enter(bench.type("finding_time", "12-09 10:12"))
    assert bench.facts("4.2") == ["空白栏目1个"]


def test_enter_saves_from_the_count_and_the_button_and_the_place_is_one_tab_away(
    bench: Bench,
) -> None:
    for rule, count in ((0, 2), (1, 3)):
        bench.panel.start_finding(rule)
        fact = bench.type("finding_fact", f"空白栏目{count}个")
        bench.qtbot.keyClick(fact, Qt.Key.Key_Tab)
        assert bench.find(QLineEdit, "finding_place").hasFocus()
        box = bench.find(QSpinBox, "finding_count")
        box.setValue(count)
        last = box if count == 2 else bench.find(QPushButton, "finding_save")
        last.setFocus()
        bench.enter(last)
        assert not bench.panel.has_finding_form
    assert bench.facts("4.2") == ["空白栏目2个", "空白栏目3个"]


def test_what_was_wrong_is_put_away_when_it_was_put_right(bench: Bench) -> None:
    bench.panel.start_finding(0)
    bench.type("finding_time", "昨天")
    bench.enter(bench.type("finding_fact", "空白栏目1个"))
    assert not message_bar(bench).isHidden()
    bench.enter(bench.type("finding_time", "12-09 10:12"))
    assert message_bar(bench).isHidden()
    bench.panel.start_finding(0)
    bench.type("finding_time", "昨天")
    field = bench.type("finding_fact", "空白栏目2个")
    bench.enter(field)
    assert not message_bar(bench).isHidden()
    bench.qtbot.keyClick(field, Qt.Key.Key_Escape)
    bench.settle()
    assert message_bar(bench).isHidden()


def test_the_fields_of_a_finding_stay_in_place_when_the_panel_loses_height(bench: Bench) -> None:
    bench.panel.resize(760, 700)
    bench.panel.start_finding(0)
    save = bench.find(QPushButton, "finding_save")
    bench.settle()
    before = save.mapTo(bench.panel, QPoint(0, 0))
    bench.panel.resize(760, 660)
    bench.settle()
    assert save.mapTo(bench.panel, QPoint(0, 0)) == before


def test_going_to_another_item_saves_the_finding_that_is_typed(bench: Bench) -> None:
    bench.panel.start_finding(0)
    bench.type("finding_fact", "空白栏目1个")
    bench.show("4.1")
    assert bench.facts("4.2") == ["空白栏目1个"]
    assert not bench.panel.has_finding_form


def test_usual_phrases_are_offered_by_initials(bench: Bench) -> None:
    add_finding(bench, "空白栏目2个")
    bench.panel.start_finding(0)
    bench.settle()
    field = bench.type("finding_fact", "kblm")
    popup = field.completer().popup()
    bench.qtbot.waitUntil(popup.isVisible)
    bench.qtbot.keyClick(popup, Qt.Key.Key_Down)
    bench.qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.text() == "空白栏目2个"


def test_lines_pasted_into_the_fact_become_findings_at_once(bench: Bench) -> None:
    QGuiApplication.clipboard().setText("空白栏目1个\t首页\n空白栏目2个\t栏目页\n")
    bench.panel.start_finding(0)
    bench.qtbot.keyClick(bench.find(QLineEdit, "finding_fact"), *PASTE)
    bench.settle()
    assert bench.facts("4.2") == ["空白栏目1个", "空白栏目2个"]
    bench.program.session.undo(bench.panel)
    bench.settle()
    assert bench.facts("4.2") == []


def test_lines_pasted_into_the_list_go_under_the_rule_of_the_selected_finding(bench: Bench) -> None:
    add_finding(bench, "断链1处", rule=3)
    table = bench.find(QTableView, "findings_table")
    table.selectRow(0)
    QGuiApplication.clipboard().setText("断链2处\n断链3处")
    bench.qtbot.keyClick(table, *PASTE)
    bench.settle()
    answer = bench.answer("4.2")
    assert answer is not None
    assert [one.rule for one in answer.findings] == [3, 3, 3]


def test_a_cell_of_the_list_is_corrected_in_place(bench: Bench) -> None:
    add_finding(bench, "空白栏目1个")
    table = bench.find(QTableView, "findings_table")
    for column, text in ((4, "空白栏目3个"), (3, "3")):
        table.setCurrentIndex(table.model().index(0, column))
        bench.qtbot.keyClick(table, Qt.Key.Key_F2)
        editor = table.findChild(QLineEdit)
        assert isinstance(editor, QLineEdit)
        editor.selectAll()
        type_into(editor, text)
        bench.enter(editor)
        bench.qtbot.waitUntil(lambda: table.findChild(QLineEdit) is None)
    bench.settle()
    answer = bench.answer("4.2")
    assert answer is not None
    (finding,) = answer.findings
    assert (finding.fact, finding.count, finding.points) == ("空白栏目3个", 3, 3 * ONE)


def test_a_cell_that_is_typed_into_is_left_alone_by_what_changes_meanwhile(bench: Bench) -> None:
    add_finding(bench, "空白栏目1个")
    table = bench.find(QTableView, "findings_table")
    table.setCurrentIndex(table.model().index(0, 4))
    bench.qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_into(editor, "空白栏目5个")
    view = bench.view
    bench.program.session.edit(
        lambda desk: findings.add(
            desk, view.task, view.unit, view.item, view.item.rules[1], Fact(fact="别处记录")
        ),
        bench.panel,
    )
    bench.qtbot.waitUntil(lambda: len(bench.view.findings) == 2)
    bench.qtbot.keyClick(editor, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: bench.facts("4.2") == ["空白栏目5个", "别处记录"])
    bench.qtbot.waitUntil(lambda: table.model().rowCount() == 2)


def test_marks_on_a_finding_and_its_withdrawal_stay_on_record(bench: Bench) -> None:
    add_finding(bench, "空白栏目1个")
    bench.find(QTableView, "findings_table").selectRow(0)
    bench.click(bench.find(QToolButton, "finding_fixed_on_spot"))
    bench.click(bench.find(QToolButton, "finding_seen_before"))
    answer = bench.answer("4.2")
    assert answer is not None
    assert (answer.findings[0].fixed_on_spot, answer.findings[0].seen_before) == (True, True)
    bench.click(bench.find(QToolButton, "finding_withdraw"))
    asked = dialog(bench, ReasonDialog)
    reason = asked.findChild(QLineEdit)
    assert isinstance(reason, QLineEdit)
    type_into(reason, "误记")
    accept(bench, asked)
    answer = bench.answer("4.2")
    assert answer is not None
    assert answer.findings[0].status is FindingStatus.WITHDRAWN
    assert answer.findings[0].status_reason == "误记"
    assert answer.conclusion is Conclusion.OPEN


def test_the_last_finding_is_taken_back(bench: Bench) -> None:
    add_finding(bench, "空白栏目1个")
    bench.panel.take_back_last()
    bench.settle()
    assert bench.facts("4.2") == []


# conclusions --------------------------------------------------------------------------------------


def test_each_conclusion_has_its_number(bench: Bench) -> None:
    for number, conclusion in ((1, Conclusion.MET), (3, Conclusion.NOT_MET)):
        bench.panel.conclude(number)
        bench.settle()
        answer = bench.answer("4.2")
        assert answer is not None
        assert answer.conclusion is conclusion
    assert "Alt+1" in bench.find(QRadioButton, "conclusion_met").toolTip()


def test_keys_faster_than_the_screen_hit_the_item_they_were_meant_for(bench: Bench) -> None:
    unit = bench.view.unit.id
    for number, conclusion in (("1.1", 1), ("1.3", 3), ("1.5", 1)):
        bench.panel.show_item(unit, ITEMS[number].key)
        bench.panel.conclude(conclusion)
    bench.panel.show_item(unit, ITEMS["1.6"].key)
    bench.qtbot.waitUntil(lambda: bench.view.item.number == "1.6")
    bench.settle()
    said = [bench.answer(number) for number in ("1.1", "1.3", "1.5", "1.6", "4.2")]
    assert [one and one.conclusion for one in said] == [
        Conclusion.MET,
        Conclusion.NOT_MET,
        Conclusion.MET,
        None,
        None,
    ]


def test_not_applicable_waits_for_its_reason_and_who_allowed_it(bench: Bench) -> None:
    bench.panel.conclude(5)
    bench.settle()
    assert bench.answer("4.2") is None
    bench.enter(bench.type("reason", "无此事项"))
    assert bench.answer("4.2") is None
    bench.enter(bench.type("allowed_by", "组长"))
    answer = bench.answer("4.2")
    assert answer is not None
    assert answer.conclusion is Conclusion.NOT_APPLICABLE
    assert (answer.reason, answer.allowed_by) == ("无此事项", "组长")
    assert bench.find(QLabel, "item_marks").text() == ""


def test_esc_asks_no_more_for_a_reason_and_hands_the_keys_back(bench: Bench) -> None:
    bench.panel.conclude(5)
    bench.settle()
    reason = bench.find(QLineEdit, "reason")
    with bench.qtbot.waitSignal(bench.panel.done):
        bench.qtbot.keyClick(reason, Qt.Key.Key_Escape)
    assert not reason.isVisible()
    assert not bench.find(QRadioButton, "conclusion_not_applicable").isChecked()
    assert bench.answer("4.2") is None


def test_a_reason_is_asked_no_more_once_another_conclusion_came_from_elsewhere(
    bench: Bench,
) -> None:
    bench.panel.conclude(5)
    bench.settle()
    bench.program.session.edit(_confirm_rest, bench.panel)
    bench.settle()
    bench.panel.show_item(bench.view.unit.id, bench.view.item.key)
    bench.settle()
    assert bench.find(QRadioButton, "conclusion_met").isChecked()
    assert not bench.find(QLineEdit, "reason").isVisible()


def _confirm_rest(desk: Desk) -> object:
    return answers.confirm_rest(desk, lookup.inspection(desk, None), lookup.unit(desk, "市外办"))


def test_a_long_rule_keeps_on_its_button_what_one_fact_costs(bench: Bench) -> None:
    view = bench.show("1.2")
    button = bench.find(QPushButton, "rule_3")
    assert "…" in button.text()
    assert button.text().endswith("每件扣0.25分")
    assert button.accessibleName().endswith(view.rules[2].text)


def test_a_reason_that_is_given_hands_the_keys_back(bench: Bench) -> None:
    bench.panel.conclude(5)
    bench.settle()
    bench.type("reason", "无此事项")
    bench.type("allowed_by", "组长")
    confirm = bench.find(QPushButton, "confirm_excuse")
    confirm.setFocus()
    with bench.qtbot.waitSignal(bench.panel.done):
        bench.enter(confirm)
    answer = bench.answer("4.2")
    assert answer is not None
    assert answer.conclusion is Conclusion.NOT_APPLICABLE


def test_what_did_not_occur_asks_for_the_statement(bench: Bench) -> None:
    bench.panel.conclude(4)
    bench.settle()
    box = bench.find(QCheckBox, "statement_published")
    assert box.isVisible()
    assert box.isChecked()
    bench.qtbot.keyClick(box, Qt.Key.Key_Space)
    bench.settle()
    answer = bench.answer("4.2")
    assert answer is not None
    assert answer.conclusion is Conclusion.DID_NOT_OCCUR
    assert not answer.statement_published


def test_met_beside_a_finding_is_refused_and_the_choice_goes_back(bench: Bench) -> None:
    add_finding(bench, "空白栏目1个")
    bench.panel.conclude(1)
    bench.settle()
    assert bench.find(QRadioButton, "conclusion_partly_met").isChecked()
    answer = bench.answer("4.2")
    assert answer is not None
    assert answer.conclusion is Conclusion.PARTLY_MET


def test_figures_make_the_finding_of_a_rate(bench: Bench) -> None:
    bench.show("2.1")
    bench.panel.start_finding(0)
    assert bench.find(QLineEdit, "metric_0").hasFocus()
    bench.enter(bench.type("metric_0", "9"))
    bench.enter(bench.type("metric_1", "8"))
    answer = bench.answer("2.1")
    assert answer is not None
    assert answer.metrics == {
        metric.name: n * ONE for metric, n in zip(ITEMS["2.1"].metrics, (9, 8), strict=True)
    }
    assert [one.fact for one in answer.findings] == ["政策性文件9件，已解读8件"]
    bench.click(bench.find(QPushButton, "rule_1"))
    bench.enter(bench.type("finding_fact", "9件解读8件"))
    assert bench.facts("2.1") == ["9件解读8件"]


# texts --------------------------------------------------------------------------------------------


def test_a_word_in_the_place_of_a_figure_is_told_by_the_name_of_its_box(bench: Bench) -> None:
    bench.show("2.1")
    bench.enter(bench.type("metric_0", "九件"))
    told = message_bar(bench).text
    assert ITEMS["2.1"].metrics[0].name in told
    assert "九件" in told
    assert "=" not in told


def test_a_text_is_one_edit_when_its_box_is_left(bench: Bench) -> None:
    groups = len(bench.read(lambda desk: desk.file.reader.groups()))
    bench.type_text("account", "栏目设置规范")
    bench.find(QLineEdit, "finding_place").setFocus()
    bench.panel.setFocus()
    bench.settle()
    answer = bench.answer("4.2")
    assert answer is not None
    assert answer.account == "栏目设置规范"
    assert len(bench.read(lambda desk: desk.file.reader.groups())) == groups + 1


def test_a_text_goes_with_its_own_item_when_another_is_shown(bench: Bench) -> None:
    bench.type_text("note", "待补截图")
    bench.show("4.1")
    first, second = bench.answer("4.2"), bench.answer("4.1")
    assert first is not None
    assert (first.note, second) == ("待补截图", None)


def test_what_is_typed_is_kept_beside_the_journal_within_a_second(bench: Bench) -> None:
    groups = len(bench.read(lambda desk: desk.file.reader.groups()))
    bench.type_text("account", "栏目设置较")
    bench.panel.start_finding(1)
    bench.type("finding_fact", "超过6个")
    bench.find(QLineEdit, "finding_place").setFocus()

    def kept() -> dict[str, str]:
        return {one.field: one.text for one in bench.read(typing.every)}

    bench.qtbot.waitUntil(lambda: typing.NEW_FINDING in kept())
    assert "超过6个" in kept()[typing.NEW_FINDING]
    made = bench.read(lambda desk: desk.file.reader.groups())
    assert len(made) == groups + 1  # The account was left and became its edit; the finding is none.


def test_typing_that_a_crash_cut_off_is_offered_and_restored(bench: Bench) -> None:
    key = bench.view.key
    typed = TypedFinding(rule=2, fact="超过6个月", count="7")
    bench.program.session.ask(
        lambda desk: typing.keep(desk, RecordKind.ANSWER, key, "account", "栏目设置较为规"),
        None,
        bench.panel,
    )
    bench.program.session.ask(
        lambda desk: typing.keep_finding(desk, key, typed),
        None,
        bench.panel,
    )
    bench.show("4.1")
    bench.show("4.2")
    assert "未保存" in bench.notice
    bench.click(bench.find(QPushButton, "restore_typed"))
    assert bench.find(QLineEdit, "finding_fact").text() == "超过6个月"
    bench.panel.commit_pending()
    bench.settle()
    answer = bench.answer("4.2")
    assert answer is not None
    assert answer.account == "栏目设置较为规"
    assert [(one.rule, one.count) for one in answer.findings] == [(2, 7)]
    assert bench.read(typing.every) == ()


def test_typing_that_was_cut_off_can_be_given_up(bench: Bench) -> None:
    key = bench.view.key
    bench.program.session.ask(
        lambda desk: typing.keep(desk, RecordKind.ANSWER, key, "note", "半句话"), None, bench.panel
    )
    bench.show("4.1")
    bench.show("4.2")
    bench.click(bench.find(QPushButton, "discard_typed"))
    assert bench.read(typing.every) == ()
    assert bench.notice == ""


def test_a_change_elsewhere_leaves_what_is_being_typed(bench: Bench) -> None:
    bench.type_text("account", "正在写")
    view = bench.view
    bench.program.session.edit(
        lambda desk: findings.add(
            desk, view.task, view.unit, view.item, view.item.rules[0], Fact(fact="别处记录")
        ),
        bench.panel,
    )
    bench.qtbot.waitUntil(lambda: len(bench.view.findings) == 1)
    assert bench.find(QWidget, "account").toPlainText() == "正在写"  # type: ignore[attr-defined]


# the past -----------------------------------------------------------------------------------------


def test_history_says_who_changed_what(bench: Bench) -> None:
    add_finding(bench, "空白栏目1个")
    bench.find(QTabWidget, "item_tabs").setCurrentIndex(3)
    table = bench.find(QTableView, "history_table")
    bench.qtbot.waitUntil(lambda: table.model().rowCount() == 1)
    said = [table.model().index(0, column).data() for column in (1, 2)]
    assert said[0] == "甲"
    assert "部分达到" in said[1]


def test_last_time_stands_greyed_beside_and_counts_nothing(bench: Bench) -> None:
    add_finding(bench, "空白栏目2个")
    task = bench.view.task
    bench.program.session.edit(
        lambda desk: next_time.create(desk, task, next_time.NextPlan(name="2026年度考核")),
        bench.panel,
    )
    bench.settle()
    made = next(one for one in bench.program.session.tasks if one.year == 2026)
    bench.program.session.choose(made)
    bench.qtbot.waitUntil(lambda: bench.panel.view is not None and bench.view.task.id == made.id)
    view = bench.view
    assert view.answer.conclusion is Conclusion.OPEN
    assert "内容未变" in bench.find(QTabWidget, "item_tabs").tabText(2)
    page = bench.find(QWidget, "last_time_page")
    assert "空白栏目2个" in page.toPlainText()  # type: ignore[attr-defined]


# approved -----------------------------------------------------------------------------------------


def test_after_approval_no_key_paste_or_drop_changes_anything(bench: Bench) -> None:
    add_finding(bench, "空白栏目1个")
    put_picture(bench)
    bench.approve()
    bench.qtbot.waitUntil(lambda: bench.view.is_locked)
    groups = bench.read(lambda desk: desk.file.reader.groups())
    assert "已审定" in bench.notice
    panel = bench.panel
    for number in range(1, 6):
        panel.conclude(number)
    panel.start_finding(0)
    assert not panel.has_finding_form
    panel.start_finding(points_text="-0.5")
    panel.take_back_last()
    paste_picture(bench, picture("#117733"))
    held = QMimeData()
    held.setUrls([QUrl("https://wsb.example/c")])
    drop(bench, held)
    table = bench.find(QTableView, "findings_table")
    table.selectRow(0)
    QGuiApplication.clipboard().setText("一\n二")
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Return):
        bench.qtbot.keyClick(table, key)
    bench.qtbot.keyClick(table, *PASTE)
    for widget in panel.findChildren(QWidget):
        is_button = isinstance(widget, QPushButton | QRadioButton | QCheckBox | QToolButton)
        if not widget.isVisible() or widget.objectName() == "evidence_open":
            continue
        if isinstance(widget, QLineEdit) and widget.isEnabled():
            type_into(widget, "改")
        elif is_button:
            bench.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
    bench.type_text("account", "改")
    bench.type_text("note", "改")
    panel.commit_pending()
    bench.settle()
    assert not [one for one in open_windows() if isinstance(one, QDialog)]
    assert bench.read(lambda desk: desk.file.reader.groups()) == groups


def test_a_workspace_open_for_reading_shows_and_takes_nothing(
    bench: Bench, program: Program
) -> None:
    bench.panel.clear()
    program.session.close()
    with bench.qtbot.waitSignal(program.session.opened):
        program.session.open(bench.path, read_only=True)
    view = bench.show("4.2")
    assert view.is_locked
    assert "只读" in bench.notice


def test_an_undo_in_the_window_is_seen_at_once(bench: Bench) -> None:
    add_finding(bench, "空白栏目1个")
    bench.program.session.edit(history.undo, bench.panel)
    bench.qtbot.waitUntil(lambda: bench.view.findings == ())
    assert bench.find(QLabel, "item_marks").text() == ""


def test_the_key_of_an_answer_is_the_one_that_changes_name(bench: Bench) -> None:
    view = bench.view
    assert view.key == answer_key(view.task.id, view.unit.id, view.item.key)


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_every_field_can_be_named_by_a_screen_reader(
    bench: Bench, program: Program, language: str
) -> None:
    gettext.use(language)
    panel = ItemPanel(program.window.context)
    fields = (QLineEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox, QAbstractItemView)
    found = [one for kind in fields for one in panel.findChildren(kind)]
    inner = "qt_spinbox_lineedit"
    nameless = [
        one
        for one in found
        if not one.accessibleName()
        and one.objectName() != inner
        and not isinstance(one, QHeaderView)
        and one.parent() not in found
        and one.window() is panel
    ]
    assert nameless == []
    assert len(found) > len(fields)
    assert bench.panel is not panel
    panel.deleteLater()
