"""Lists, drafts, reviews, comparison and intake: nothing cut off, overlapping or unnamed."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from inspector.i18n import gettext
from inspector.ui.dialogs.compare_lists import CompareLists
from inspector.ui.dialogs.sheet_intake import SheetIntake
from inspector.ui.main import Program
from inspector.ui.screen import Spot
from inspector.ui.theme import Appearance
from inspector.ui.views.checklists import ChecklistsScreen
from tests.ui.looking import faults, unnamed_fields
from tests.workbooks.making import xlsx

CHOICES = [(gettext.CHINESE, Appearance.LIGHT), (gettext.ENGLISH, Appearance.DARK)]
ROWS = [
    ["宁川市2026年考核细则"],
    ["序号", "一级指标", "考核内容", "分值", "奇怪的列", "自评分"],
    [1, "公开", "目录", 5, "缺项扣1分", ""],
    [2, "", "专栏", "三", "未设扣1分", ""],
]


@pytest.fixture(autouse=True, params=CHOICES, ids=["chinese-light", "english-dark"])
def look(request: pytest.FixtureRequest, chinese: None) -> Appearance:  # noqa: ARG001
    """Choose the language before any window is built; return the appearance."""
    language, appearance = request.param
    gettext.use(language)
    assert isinstance(appearance, Appearance)
    return appearance


def expect_faultless(widget: QWidget) -> None:
    assert faults(widget) == []
    assert unnamed_fields(widget) == []


def rest(program: Program, qtbot: QtBot) -> None:
    for _turn in range(4):  # what was read may ask for more
        qtbot.waitUntil(lambda: not program.session.is_busy and program.workers.is_idle)
        qtbot.wait(1)


def test_every_page_and_dialog_of_the_lists_is_whole_in_the_smallest_window(
    opened: Program, qtbot: QtBot, tmp_path: Path, look: Appearance
) -> None:
    opened.theme.choose(look)
    window, actions = opened.window, opened.window.context.actions
    window.resize(1280, 720)
    window.go_to("checklists")
    screen = window.built_screen("checklists")
    assert isinstance(screen, ChecklistsScreen)
    qtbot.waitUntil(lambda: screen.catalogue.is_whole)
    rest(opened, qtbot)
    screen.page.tree.choose(2)
    expect_faultless(window)
    screen.page.tree.choose(0)
    expect_faultless(window)

    actions.trigger("checklists.draft")
    rest(opened, qtbot)
    screen.page.tree.choose(2)
    expect_faultless(window)
    screen.page.tree.choose(0)
    expect_faultless(window)

    path = tmp_path / "细则.xlsx"
    path.write_bytes(xlsx(ROWS))
    screen.enter(Spot(more=f"import:{path}"))
    rest(opened, qtbot)
    assert screen.review.grid.sheet.rowCount() == len(ROWS)
    expect_faultless(window)

    screen.review.cancel()
    rest(opened, qtbot)
    screen.compare()
    rest(opened, qtbot)
    compared = window.findChild(CompareLists)
    assert compared is not None
    expect_faultless(compared)
    asking = CompareLists(window.context, compared.model.rows, is_asking=True)
    asking.open()
    expect_faultless(asking)
    asking.reject()
    compared.reject()

    (tmp_path / "随便.xlsx").write_bytes(xlsx([["说明"], ["没有表"]]))
    intake = SheetIntake(window.context, [tmp_path / "随便.xlsx"])
    intake.open()
    expect_faultless(intake)
    rest(opened, qtbot)
    intake.tree.expandAll()
    expect_faultless(intake)
    intake.reject()
