"""After approval no key and no paste changes a mark, whichever screen has the keys."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from inspector.domain.answer import Conclusion
from inspector.domain.changes import Changes
from inspector.domain.edits import Action
from inspector.domain.inspection import AssessmentState
from inspector.services import answers, inspections, lookup, score_sheet
from inspector.services.desk import Desk
from inspector.ui.actions.table import ACTIONS
from inspector.ui.main import Program
from inspector.ui.screens import SCREENS
from inspector.ui.views.across import RowsView
from inspector.ui.views.message_bar import MessageBar

Settled = Callable[[Program], None]
UNTOUCHED: Final = frozenset({"frame.quit", "frame.close", "frame.lock", "frame.field_mode"})
"""What ends the visit."""
CTRL: Final = Qt.KeyboardModifier.ControlModifier
PASTED: Final = "临溪县\t-0.5\t空白\t专栏"


def approve(desk: Desk) -> Changes:
    """Approve every unit, as the meeting would."""
    task = lookup.inspection(desk, None)
    with desk.file.unit_of_work("组长") as work:
        for part in desk.file.reader.assessments(task.id):
            work.replace(part, replace(part, state=AssessmentState.APPROVED))
        return work.commit(Action(verb="state.approve"))


def conclude(desk: Desk) -> Changes:
    """Change a mark in this sitting, so that there is something to take back."""
    given = answers.Given(
        conclusion=Conclusion.NOT_APPLICABLE, reason="无此职能", allowed_by="组长"
    )
    return answers.set_given(desk, lookup.inspection(desk, None), "临溪县", "1.1", given)


def marks(desk: Desk) -> dict[str, Any]:
    """Return every unit's totals and all lines of its sheet."""
    task = lookup.inspection(desk, None)
    reader = score_sheet.SheetReader()
    sheets = [reader.read(desk, task, unit.id) for unit, _ in inspections.participants(desk, task)]
    return {one.unit.label: (one.totals(), dict(one.lines)) for one in sheets if one is not None}


@pytest.fixture
def approved(opened: Program, settled: Settled) -> Program:
    opened.session.edit(conclude, opened.window)
    opened.session.edit(approve, opened.window)
    settled(opened)
    return opened


def asked(program: Program, settled: Settled) -> dict[str, Any]:
    heard: list[dict[str, Any]] = []
    program.session.ask(marks, heard.append, program.window)
    settled(program)
    return heard[0]


def told(program: Program) -> str:
    bar = program.window.findChild(MessageBar)
    assert bar is not None
    return bar.text


def copy_something(place: int) -> None:
    clipboard = QGuiApplication.clipboard()
    if place % 2:
        clipboard.setText(PASTED)
    else:
        clipboard.setImage(QImage(8, 8, QImage.Format.Format_RGB32))


def put_dialogs_away(program: Program) -> None:
    for dialog in program.window.findChildren(QDialog):
        dialog.close()


def test_every_key_and_paste_on_every_screen_leaves_the_marks(
    approved: Program, qtbot: QtBot, settled: Settled
) -> None:
    before = asked(approved, settled)
    assert len(before) > 10
    actions = approved.window.context.actions
    for screen in SCREENS:
        approved.window.go_to(screen.key)
        settled(approved)
        for place, spec in enumerate(ACTIONS):
            if spec.screen in ("", screen.key) and spec.key not in UNTOUCHED:
                copy_something(place)
                actions.action(spec.key).trigger()
                settled(approved)
                put_dialogs_away(approved)
                approved.window.go_to(screen.key)
        shown = [one for one in approved.window.findChildren(QWidget) if one.isVisible()]
        for place, widget in enumerate(one for one in shown if one.focusPolicy()):
            if isinstance(widget, (QLineEdit, QAbstractSpinBox)):
                continue  # they take what is pasted, and hold it for a button that comes below
            copy_something(place)
            QTest.keyClick(widget, Qt.Key.Key_V, CTRL)
            put_dialogs_away(approved)
        settled(approved)
        qtbot.waitUntil(lambda: approved.workers.is_idle)
    assert asked(approved, settled) == before


@pytest.mark.parametrize(
    ("mode", "table", "button"),
    [("by_item", "by_item_units", "many_apply"), ("by_rule", "by_rule_findings", "recount_apply")],
)
def test_many_units_at_once_are_refused_with_a_sentence(
    approved: Program, qtbot: QtBot, settled: Settled, mode: str, table: str, button: str
) -> None:
    before = asked(approved, settled)
    approved.window.go_to("scoring")
    settled(approved)
    actions = approved.window.context.actions
    actions.trigger(f"scoring.{mode}")
    settled(approved)
    rows = approved.window.findChild(RowsView, table)
    assert rows is not None
    if mode == "by_rule":
        search = approved.window.findChild(QLineEdit, "by_rule_rules_search")
        assert search is not None
        search.setText("1.2b")
        rules = approved.window.findChild(RowsView, "by_rule_rules")
        assert rules is not None
        rules.setCurrentIndex(rules.model().index(0, 0))
        settled(approved)
        count = approved.window.findChild(QAbstractSpinBox, "recount_count")
        assert count is not None
        count.stepUp()
    else:
        fact = approved.window.findChild(QLineEdit, "many_fact")
        assert fact is not None
        fact.setText("空白")
    assert rows.model().rowCount() > 1
    rows.selectAll()
    apply = approved.window.findChild(QPushButton, button)
    assert apply is not None
    qtbot.mouseClick(apply, Qt.MouseButton.LeftButton)
    actions.trigger("scoring.fill_down")
    copy_something(1)
    QTest.keyClick(rows, Qt.Key.Key_V, CTRL)
    settled(approved)
    assert "审定" in told(approved)
    assert asked(approved, settled) == before


def test_undo_leaves_what_was_done_before_the_approval(approved: Program, settled: Settled) -> None:
    before = asked(approved, settled)
    undo = approved.window.context.actions.action("frame.undo")
    assert "临溪县" in undo.text()
    for _time in range(3):
        undo.trigger()
        settled(approved)
    assert "审定" in told(approved)
    assert asked(approved, settled) == before
