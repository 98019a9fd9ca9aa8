"""Units are taken out, and the inspection itself corrected, from the menu of the task."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from inspector.ui.dialogs.day_field import DayField
from inspector.ui.main import Program
from inspector.ui.views.overview import OverviewScreen
from tests.ui.test_overview_screen import (
    FIRST,
    UNITS,
    accept,
    accept_and_go,
    choose,
    complaint,
    dialog,
    find,
    screen,
    type_in,
)

__all__ = ["screen"]


def test_a_unit_that_was_added_by_mistake_is_taken_out_after_what_it_holds_was_shown(
    opened: Program, screen: OverviewScreen, qtbot: QtBot
) -> None:
    actions = opened.window.context.actions
    assert not actions.action("overview.take_out").isEnabled(), "which ones?"
    choose(screen, FIRST)
    qtbot.waitUntil(lambda: actions.action("overview.take_out").isEnabled())
    table = find(screen, QTableView, "units")
    assert actions.action("overview.take_out") in table.actions(), "under the right button, too"
    assert table.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu
    actions.trigger("overview.take_out")
    one = dialog(opened, "take_out", qtbot)
    held = find(one, QTableView, "leaving").model()
    qtbot.waitUntil(lambda: held.rowCount() == 1)
    assert int(held.index(0, 2).data()) > 0
    assert "重新加入该单位即可恢复" in find(one, QLabel, "take_out_note").text()
    accept_and_go(one, qtbot)
    qtbot.waitUntil(lambda: len(screen.units.model.rows) == UNITS - 1)
    qtbot.waitUntil(lambda: FIRST in actions.action("frame.undo").text())
    actions.trigger("frame.undo")
    qtbot.waitUntil(lambda: len(screen.units.model.rows) == UNITS)


@pytest.mark.usefixtures("screen")
def test_the_inspection_is_corrected_in_the_window_and_given_back_by_undo(
    opened: Program, qtbot: QtBot
) -> None:
    actions = opened.window.context.actions
    actions.trigger("overview.correct_task")
    one = dialog(opened, "correct_task", qtbot)
    before = opened.session.task
    assert before is not None
    name = find(one, QLineEdit, "task_name")
    assert name.text() == before.name
    type_in(name, "")
    accept(one, qtbot)
    assert "名称" in complaint(one)
    type_in(name, "更正后的考核")
    start, end = one.findChildren(DayField)
    start.set_day(date(2025, 12, 1))
    end.set_day(date(2025, 11, 1))
    accept(one, qtbot)
    assert "考核期" in complaint(one)
    end.set_day(date(2025, 12, 31))
    accept_and_go(one, qtbot)
    after = opened.session.task
    assert after == replace(
        before,
        name="更正后的考核",
        period_start=date(2025, 12, 1),
        period_end=date(2025, 12, 31),
    ), "nothing else"
    undo = actions.action("frame.undo")
    qtbot.waitUntil(lambda: "更正后的考核" in undo.text())
    actions.trigger("frame.undo")
    qtbot.waitUntil(lambda: opened.session.task == before)
