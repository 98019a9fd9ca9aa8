"""Scoring a unit by keys and mouse alone, in the running program."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from inspector.domain.answer import Answer, Conclusion
from inspector.domain.changes import Changes
from inspector.domain.edits import Action
from inspector.domain.ids import UnitId
from inspector.domain.inspection import AssessmentState
from inspector.services import answers, history, lookup, score_sheet
from inspector.services.desk import Desk
from inspector.services.score_filter import Show
from inspector.services.score_lines import ItemLine
from inspector.services.score_sheet import ScoreSheet
from inspector.ui.dialogs.scoring import CheckDialog, ConfirmRest, WorkingDialog
from inspector.ui.main import Program
from inspector.ui.screen import Spot
from inspector.ui.views.by_item import ByItemPage
from inspector.ui.views.scoring import ScoringScreen

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
Key = Qt.Key
Settle = Callable[[Program], None]


class Scoring:
    """The scoring screen of a running program, as a person at the keyboard has it."""

    def __init__(self, program: Program, qtbot: QtBot, settle: Settle) -> None:
        self.program, self.qtbot, self._settle = program, qtbot, settle
        self.window = program.window
        self.actions = program.window.context.actions

    @property
    def screen(self) -> ScoringScreen:
        screen = self.window.built_screen("scoring")
        assert isinstance(screen, ScoringScreen)
        return screen

    @property
    def sheet(self) -> ScoreSheet:
        sheet = self.screen.page.sheet
        assert sheet is not None
        return sheet

    @property
    def line(self) -> ItemLine:
        key = self.screen.page.item
        assert key is not None
        return self.sheet.lines[key]

    @property
    def numbers(self) -> list[str]:
        return [line.number for line in self.sheet.lines.values()]

    def settle(self) -> None:
        self._settle(self.program)

    def go(self, number: str) -> None:
        key = next(key for key, line in self.sheet.lines.items() if line.number == number)
        self.screen.enter(Spot(item=key))
        self.settle()
        self.screen.page.tree.setFocus()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the keys go now, as a shortcut or as what the widget makes of it."""
        target = QApplication.focusWidget() or self.window
        self.qtbot.keyClick(target, key, modifiers or Qt.KeyboardModifier.NoModifier)
        self.settle()

    def ask(self, question: Callable[[Desk], object]) -> None:
        self.program.session.edit(question, self.window)
        self.settle()

    def reopen(self, conclusions: dict[str, Conclusion]) -> None:
        """Bring items of the unit to a conclusion and to no finding, behind the screen's back."""

        def change(desk: Desk) -> object:
            task = lookup.inspection(desk, None)
            done = Changes()
            for number, conclusion in conclusions.items():
                item = next(one for one in self.items() if one.number == number)
                action = Action(verb="answer.set", parameters={"unit": "", "number": ""})
                done |= answers.change(
                    desk,
                    task,
                    self.sheet.unit,
                    self.sheet.item(item.key),
                    action,
                    conclusion=conclusion,
                    findings=(),
                )
            return done

        self.ask(change)

    def items(self) -> list[ItemLine]:
        return list(self.sheet.lines.values())

    def stored(self, number: str) -> Answer:
        line = next(one for one in self.items() if one.number == number)
        answer = self.sheet.answer(line.key)
        assert answer is not None
        return answer

    def child(self, kind: type[QWidget], name: str) -> QWidget:
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def dialog(self, kind: type[QDialog]) -> QDialog:
        self.qtbot.waitUntil(lambda: bool(self._dialogs(kind)))
        return self._dialogs(kind)[-1]

    def _dialogs(self, kind: type[QDialog]) -> list[QDialog]:
        return [one for one in self.window.findChildren(kind) if one.isVisible()]


@pytest.fixture
def scoring(opened: Program, qtbot: QtBot, settled: Settle) -> Scoring:
    made = Scoring(opened, qtbot, settled)
    opened.window.activateWindow()
    opened.window.go_to("scoring")
    made.settle()
    qtbot.waitUntil(lambda: made.screen.page.sheet is not None)
    made.screen.page.tree.setFocus()
    return made


def test_the_screen_opens_at_a_unit_and_says_how_far_it_is(scoring: Scoring) -> None:
    assert scoring.screen.head.chooser.text().startswith(scoring.sheet.unit.label)
    assert scoring.child(QWidget, "checked_count").text() == "已检查 28/28"  # type: ignore[attr-defined]
    assert scoring.screen.page.panel.view is not None


def test_a_first_visit_to_a_certain_unit_names_it_and_offers_the_others(
    opened: Program, qtbot: QtBot, settled: Settle
) -> None:
    units: list[UnitId] = []
    opened.session.ask(
        lambda desk: [unit.id for unit in desk.file.reader.units()], units.extend, opened.window
    )
    settled(opened)
    opened.window.go_to("scoring", Spot(unit=units[2]))
    made = Scoring(opened, qtbot, settled)
    qtbot.waitUntil(lambda: made.screen.page.sheet is not None)
    made.settle()
    current = made.screen.head.chooser.current()
    assert current is not None
    assert current.unit == units[2]
    assert made.screen.head.chooser.neighbour(1) == units[3]


def test_arrows_go_from_item_to_item_and_with_alt_from_inside_text(scoring: Scoring) -> None:
    scoring.go("1.1")
    scoring.press(Key.Key_Down)
    assert scoring.line.number == "1.2"
    text = scoring.screen.page.panel.findChildren(QPlainTextEdit)[0]
    text.setFocus()
    scoring.press(Key.Key_Down)
    assert scoring.line.number == "1.2"
    scoring.press(Key.Key_Down, ALT)
    assert scoring.line.number == "1.3"
    scoring.press(Key.Key_Up, ALT)
    assert scoring.line.number == "1.2"


def test_arrows_pass_over_open_sections_and_stop_at_folded_ones(scoring: Scoring) -> None:
    tree = scoring.screen.page.tree
    items = list(tree.lines.items())[:9]
    scoring.go(items[0].number)
    seen = [scoring.line.number]
    for _step in items[1:]:
        scoring.press(Key.Key_Down)
        seen.append(scoring.line.number)
    assert seen == [line.number for line in items]
    scoring.press(Key.Key_Left)
    folded = tree.currentIndex().row()
    scoring.press(Key.Key_Up)
    scoring.press(Key.Key_Down)
    assert tree.currentIndex().row() == folded


def test_tab_takes_a_size_that_was_typed_as_enter_does(scoring: Scoring) -> None:
    scoring.go("1.2")
    tree = scoring.screen.page.tree
    scoring.qtbot.keyClicks(tree, "-0.5")
    scoring.qtbot.keyClick(scoring.child(QLineEdit, "size_field"), Key.Key_Tab)
    scoring.settle()
    assert scoring.screen.page.panel.has_finding_form


def test_plain_arrows_go_on_from_a_button_of_the_item(scoring: Scoring) -> None:
    scoring.go("1.2")
    button = scoring.child(QWidget, "conclusion_met")
    button.setFocus()
    scoring.press(Key.Key_Down)
    assert scoring.line.number == "1.3"
    assert scoring.stored("1.2").conclusion is Conclusion.PARTLY_MET


@pytest.mark.parametrize(
    ("key", "conclusion"), [(Key.Key_1, Conclusion.MET), (Key.Key_4, Conclusion.DID_NOT_OCCUR)]
)
def test_alt_and_a_number_conclude(scoring: Scoring, key: Qt.Key, conclusion: Conclusion) -> None:
    scoring.reopen({"1.3": Conclusion.OPEN})
    scoring.go("1.3")
    assert scoring.line.is_open
    assert scoring.sheet.totals().mark is None
    scoring.press(key, ALT)
    assert scoring.line.conclusion is conclusion
    assert not scoring.line.is_open


def test_ctrl_enter_confirms_and_goes_to_the_next_open_item(scoring: Scoring) -> None:
    scoring.reopen(dict.fromkeys(("1.3", "2.1", "3.1"), Conclusion.OPEN))
    scoring.go("1.3")
    scoring.press(Key.Key_Return, CTRL)
    assert scoring.stored("1.3").conclusion is Conclusion.MET
    assert not scoring.stored("1.3").in_bulk
    assert scoring.line.number == "2.1"
    scoring.press(Key.Key_Return, CTRL)
    assert scoring.line.number == "3.1"
    scoring.press(Key.Key_Return, CTRL)
    assert scoring.sheet.counts[Show.OPEN] == 0
    assert scoring.sheet.totals().mark is not None


def test_several_quick_confirmations_each_hit_the_item_they_were_meant_for(
    scoring: Scoring,
) -> None:
    """The keys are not held up by what is still being read."""
    wanted = ["1.3", "1.4", "1.5", "1.6"]
    scoring.reopen(dict.fromkeys([*wanted, "3.1"], Conclusion.OPEN))
    scoring.go("1.3")
    for _ in wanted:
        scoring.qtbot.keyClick(scoring.screen.page.tree, Key.Key_Return, CTRL)
    scoring.settle()
    assert [scoring.stored(number).conclusion for number in wanted] == [Conclusion.MET] * 4
    assert scoring.line.number == "3.1"
    assert scoring.line.is_open


def test_an_unmet_item_without_a_finding_is_not_confirmed_as_met(scoring: Scoring) -> None:
    scoring.reopen({"1.3": Conclusion.NOT_MET, "2.1": Conclusion.OPEN})
    scoring.go("1.3")
    scoring.press(Key.Key_Return, CTRL)
    assert scoring.stored("1.3").conclusion is Conclusion.NOT_MET
    assert scoring.line.number == "2.1"


def test_ctrl_page_keys_go_to_the_same_item_of_the_next_unit(scoring: Scoring) -> None:
    scoring.go("2.2")
    first = scoring.sheet.unit.id
    scoring.press(Key.Key_PageDown, CTRL)
    assert scoring.sheet.unit.id != first
    assert scoring.line.number == "2.2"
    scoring.press(Key.Key_PageUp, CTRL)
    assert scoring.sheet.unit.id == first
    assert scoring.line.number == "2.2"


def test_typing_in_the_list_never_searches_and_ctrl_f_does(scoring: Scoring) -> None:
    scoring.go("1.1")
    scoring.qtbot.keyClicks(scoring.screen.page.tree, "jg")
    assert scoring.line.number == "1.1"
    scoring.press(Key.Key_F, CTRL)
    search = scoring.child(QLineEdit, "item_search")
    assert search.hasFocus()
    scoring.qtbot.keyClicks(search, "msss")  # 民生实事
    shown = [line.number for line in scoring.screen.page.tree.lines.items()]
    assert shown == ["1.7"]


def test_a_size_typed_in_the_list_begins_a_finding_of_that_size(scoring: Scoring) -> None:
    """1.2 costs 0.5 for each document not published, so a whole mark is two of them."""
    scoring.go("1.3")
    scoring.go("1.2")
    tree = scoring.screen.page.tree
    scoring.qtbot.keyClicks(tree, "-")
    field = tree.findChild(QLineEdit, "size_field")
    assert field is not None
    assert field.hasFocus()
    scoring.qtbot.keyClicks(field, "0.5")
    scoring.qtbot.keyClick(field, Key.Key_Return)
    scoring.settle()
    panel = scoring.screen.page.panel
    assert panel.has_finding_form
    fact = QApplication.focusWidget()
    assert fact is not None
    assert panel.isAncestorOf(fact)
    scoring.qtbot.keyClicks(fact, "one more")
    scoring.press(Key.Key_Return, CTRL)
    scoring.settle()
    assert [one.points for one in scoring.stored("1.2").findings][-1] == 5_000


def test_escape_gives_a_size_up(scoring: Scoring) -> None:
    tree = scoring.screen.page.tree
    scoring.qtbot.keyClicks(tree, "2")
    field = tree.findChild(QLineEdit, "size_field")
    assert field is not None
    scoring.qtbot.keyClick(field, Key.Key_Escape)
    assert not field.isVisible()
    assert tree.hasFocus()
    assert not scoring.screen.page.panel.has_finding_form


def test_alt_d_begins_a_finding_and_alt_shift_d_takes_the_last_one_back(
    scoring: Scoring,
) -> None:
    scoring.go("1.1")
    scoring.press(Key.Key_D, ALT)
    assert scoring.screen.page.panel.has_finding_form
    scoring.go("1.2")
    assert scoring.line.findings == 1
    scoring.press(Key.Key_D, ALT | SHIFT)
    assert scoring.line.findings == 0


def test_no_shortcut_acts_while_an_input_method_composes(scoring: Scoring) -> None:
    scoring.go("1.2")
    before = scoring.line
    text = scoring.screen.page.panel.findChildren(QPlainTextEdit)[0]
    text.setFocus()
    QApplication.sendEvent(text, QInputMethodEvent("biao", []))
    for key, modifiers in ((Key.Key_1, ALT), (Key.Key_Down, ALT), (Key.Key_Return, CTRL)):
        scoring.press(key, modifiers)
    assert scoring.line == before
    QApplication.sendEvent(text, QInputMethodEvent("", []))
    scoring.press(Key.Key_Down, ALT)
    assert scoring.line.number == "1.3"


def test_the_rest_is_confirmed_in_one_step_after_showing_it(scoring: Scoring) -> None:
    scoring.reopen({"1.3": Conclusion.OPEN, "2.1": Conclusion.OPEN})
    scoring.press(Key.Key_Return, CTRL | SHIFT)
    dialog = scoring.dialog(ConfirmRest)
    (table,) = dialog.findChildren(QTableView)
    listed = [table.model().index(row, 0).data() for row in range(table.model().rowCount())]
    assert listed == ["1.3", "2.1"]
    scoring.qtbot.keyClick(dialog, Key.Key_Return)
    scoring.settle()
    assert scoring.stored("2.1").in_bulk
    assert scoring.sheet.counts[Show.OPEN] == 0
    scoring.ask(history.undo)
    assert scoring.sheet.counts[Show.OPEN] == 2


def test_escape_confirms_nothing(scoring: Scoring) -> None:
    scoring.reopen({"1.3": Conclusion.OPEN})
    scoring.press(Key.Key_Return, CTRL | SHIFT)
    scoring.qtbot.keyClick(scoring.dialog(ConfirmRest), Key.Key_Escape)
    scoring.settle()
    assert scoring.sheet.counts[Show.OPEN] == 1


def test_an_entry_of_the_check_leads_to_its_item(scoring: Scoring) -> None:
    scoring.reopen({"3.1": Conclusion.OPEN})
    scoring.go("1.1")
    scoring.press(Key.Key_F7)
    dialog = scoring.dialog(CheckDialog)
    (table,) = dialog.findChildren(QTableView)
    assert table.model().index(0, 1).data() == "3.1"
    rect = table.visualRect(table.model().index(0, 2))
    scoring.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    scoring.settle()
    assert scoring.line.number == "3.1"
    dialog.close()


def test_a_click_on_a_subtotal_shows_its_working(scoring: Scoring) -> None:
    tree = scoring.screen.page.tree
    rect = tree.visualRect(tree.model().index(0, 0))
    at = QPoint(rect.right() - 20, rect.center().y())
    scoring.qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    dialog = scoring.dialog(WorkingDialog)
    (text,) = dialog.findChildren(QPlainTextEdit)
    assert "应得24.00分" in text.toPlainText()
    dialog.close()


def test_chips_filter_and_count(scoring: Scoring) -> None:
    chip = scoring.child(QWidget, "filter_deducted")
    scoring.qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    shown = list(scoring.screen.page.tree.lines.items())
    assert shown
    assert all(line.deducted for line in shown)
    assert chip.text() == f"有扣分 {len(shown)}"  # type: ignore[attr-defined]


def test_an_item_that_the_filter_hides_is_shown_when_one_goes_there(scoring: Scoring) -> None:
    scoring.qtbot.mouseClick(scoring.child(QWidget, "filter_deducted"), Qt.MouseButton.LeftButton)
    scoring.go("1.1")
    assert scoring.line.number == "1.1"
    assert len(list(scoring.screen.page.tree.lines.items())) == len(scoring.sheet.lines)


def test_a_unit_is_chosen_by_typing(scoring: Scoring) -> None:
    scoring.press(Key.Key_U, CTRL)
    field = scoring.screen.head.chooser.findChild(QLineEdit, "unit_search")
    assert field is not None
    scoring.qtbot.keyClicks(field, "yt")  # 云台县
    scoring.qtbot.keyClick(field, Key.Key_Return)
    scoring.settle()
    assert scoring.sheet.unit.label == "云台县"


def test_field_mode_shows_no_totals_and_no_other_unit(scoring: Scoring) -> None:
    unit = scoring.sheet.unit.id
    scoring.actions.action("frame.field_mode").setChecked(True)
    assert not scoring.child(QWidget, "deducted_total").isVisible()
    assert not scoring.child(QWidget, "unit_mark").isVisible()
    assert not scoring.screen.head.chooser.isEnabled()
    scoring.press(Key.Key_PageDown, CTRL)
    assert scoring.sheet.unit.id == unit
    scoring.press(Key.Key_2, CTRL | ALT)
    assert not scoring.window.findChildren(ByItemPage)
    scoring.actions.action("frame.field_mode").setChecked(False)
    assert scoring.child(QWidget, "deducted_total").isVisible()


def test_after_approval_no_key_and_no_paste_changes_a_mark(scoring: Scoring) -> None:
    """Every shortcut of the table but undo's own is tried, with a picture and text to paste."""

    def approve(desk: Desk) -> object:
        task = lookup.inspection(desk, None)
        part = desk.file.reader.assessment(task.id, scoring.sheet.unit.id)
        with desk.file.unit_of_work("甲") as work:
            work.replace(part, replace(part, state=AssessmentState.APPROVED))
            return work.commit(Action(verb="state.approve"))

    scoring.ask(approve)
    assert scoring.sheet.is_locked
    before = scoring.sheet.totals(), dict(scoring.sheet.lines)
    clipboard = QGuiApplication.clipboard()
    for number in ("1.1", "1.2"):
        scoring.go(number)
        for spec in scoring.actions.specs():
            if spec.screen == "scoring" and spec.key not in _LEAD_AWAY:
                clipboard.setImage(QImage(8, 8, QImage.Format.Format_RGB32))
                scoring.actions.action(spec.key).trigger()
        scoring.qtbot.keyClicks(scoring.screen.page.tree, "-0.5\r")
        for text in ("临溪县\t-0.5\t空白", "一\n二"):
            clipboard.setText(text)
            for widget in scoring.screen.page.panel.findChildren(QWidget):
                if widget.isVisible() and widget.isEnabled():
                    scoring.qtbot.keyClick(widget, Key.Key_V, CTRL)
        scoring.settle()
    for dialog in scoring.window.findChildren(QDialog):
        dialog.close()
    after: list[object] = []
    scoring.program.session.ask(
        lambda desk: score_sheet.SheetReader().read(
            desk, lookup.inspection(desk, None), scoring.sheet.unit.id
        ),
        after.append,
        scoring.window,
    )
    scoring.settle()
    (anew,) = after
    assert isinstance(anew, ScoreSheet)
    assert (anew.totals(), anew.lines) == before


_LEAD_AWAY = {
    "scoring.next_unit",
    "scoring.previous_unit",
    "scoring.by_item",
    "scoring.by_rule",
    "scoring.choose_unit",
}


def test_the_place_and_the_filter_are_there_again_after_the_workspace_was_closed(
    scoring: Scoring, qtbot: QtBot
) -> None:
    scoring.press(Key.Key_PageDown, CTRL)
    scoring.go("2.2")
    scoring.qtbot.mouseClick(scoring.child(QWidget, "filter_deducted"), Qt.MouseButton.LeftButton)
    unit, path = scoring.sheet.unit.id, scoring.program.session.path
    assert path is not None
    scoring.window.close_workspace()
    scoring.settle()
    with qtbot.waitSignal(scoring.program.session.opened):
        scoring.window.open_workspace(path)
    scoring.window.go_to("scoring")
    scoring.settle()
    assert scoring.sheet.unit.id == unit
    assert scoring.line.number == "2.2"
    assert all(line.deducted for line in scoring.screen.page.tree.lines.items())
