"""The start page, the overview and their dialogs: nothing cut off, on top of another or unnamed."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import (
    QDialog,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from inspector.domain.inspection import AssessmentState
from inspector.i18n import gettext
from inspector.services import approval, lookup, objections, procedure
from inspector.services.approval import Verdict
from inspector.services.desk import Desk
from inspector.services.objections import Protest
from inspector.ui.main import Program
from inspector.ui.theme import Appearance
from inspector.ui.views.overview import OverviewScreen
from tests.ui.looking import faults, unnamed_fields

Settled = Callable[[Program], None]
DAY = date(2025, 12, 19)
PASTED = "单位\t类别\n市外办\tB\n市体育局\tB\n市体育局\tB\n"
CHOICES = [(gettext.CHINESE, Appearance.LIGHT), (gettext.ENGLISH, Appearance.DARK)]


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


def shown(program: Program, qtbot: QtBot) -> QDialog:
    def visible() -> list[QDialog]:
        return [one for one in program.window.findChildren(QDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(visible()))
    return visible()[0]


def gone(dialog: QDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog.isVisible())


def some_of_everything(desk: Desk) -> None:
    """Bring units into different states: one approved, one that objects, some fed back."""
    task = lookup.inspection(desk, None)
    names = ("临溪县", "安陵县", "河阳区", "市外办")
    for name in names:
        for to in (
            AssessmentState.CHECKED,
            AssessmentState.AWAITING_REVIEW,
            AssessmentState.FED_BACK,
        ):
            procedure.advance(desk, task, lookup.unit(desk, name), to, DAY)
    approval.approve(desk, task, lookup.unit(desk, "临溪县"), Verdict(on=DAY))
    unit = lookup.unit(desk, "市外办")
    contested = next(one for one in objections.contestable(desk, task, unit) if one.findings)
    protest = Protest(reason="材料已于截止日前公开，请予复核。", received_on=DAY)
    objections.add(desk, task, unit, contested.item, protest)


@pytest.fixture
def overview(opened: Program, look: Appearance, qtbot: QtBot, settled: Settled) -> OverviewScreen:
    """The overview at 1280×720 with units in all states."""
    opened.theme.choose(look)
    opened.window.resize(1280, 720)
    opened.session.edit(some_of_everything, opened.window)
    opened.window.go_to("overview")
    settled(opened)
    screen = opened.window.built_screen("overview")
    assert isinstance(screen, OverviewScreen)
    qtbot.waitUntil(lambda: any(row.line.is_locked for row in screen.units.model.rows))
    return screen


def test_the_start_page_and_each_step_of_a_new_task(
    program: Program, look: Appearance, qtbot: QtBot
) -> None:
    program.theme.choose(look)
    program.window.resize(1280, 720)
    expect_faultless(program.window)
    program.window.context.actions.trigger("frame.new")
    dialog = shown(program, qtbot)
    expect_faultless(dialog)
    dialog._show_step(1)  # type: ignore[attr-defined]
    expect_faultless(dialog)
    dialog._show_step(2)  # type: ignore[attr-defined]
    pasted = dialog.findChild(QPlainTextEdit, "pasted_units")
    assert pasted is not None
    pasted.setPlainText(PASTED)
    expect_faultless(dialog)
    dialog.reject()


def test_each_tab_and_dialog_of_the_overview(
    opened: Program, overview: OverviewScreen, qtbot: QtBot, settled: Settled
) -> None:
    tabs = overview.findChild(QTabWidget, "overview_tabs")
    assert tabs is not None
    for verb in ("add_units", "send_sheets", "take_sheets", "divide", "package", "object"):
        expect_dialog(opened, f"overview.{verb}", qtbot)
    for verb in ("advance", "papers", "approve"):
        expect_dialog(opened, f"overview.{verb}", qtbot)
    overview.units.go_to(overview.units.model.rows[0].key)
    expect_dialog(opened, "overview.unlock", qtbot)
    expect_faultless(opened.window)
    for tab, table, buttons in (
        (1, "register", ("register_sent", "register_received", "register_sent_back")),
        (2, "objections", ("objection_assign", "objection_decide")),
    ):
        tabs.setCurrentIndex(tab)
        settled(opened)
        expect_faultless(opened.window)
        for name in buttons:
            expect_dialog_of(opened, overview, table, name, qtbot)


def expect_dialog(program: Program, action: str, qtbot: QtBot) -> None:
    program.window.context.actions.trigger(action)
    dialog = shown(program, qtbot)
    qtbot.waitUntil(lambda: program.workers.is_idle and not program.session.is_busy)
    expect_faultless(dialog)
    dialog.reject()
    gone(dialog, qtbot)


def expect_dialog_of(
    program: Program, overview: OverviewScreen, table: str, name: str, qtbot: QtBot
) -> None:
    """Choose the first row of a table, press a button and look at what it opens."""
    view = overview.findChild(QTableView, table)
    button = overview.findChild(QPushButton, name)
    assert view is not None
    assert button is not None
    view.selectRow(0)
    button.click()
    dialog = shown(program, qtbot)
    expect_faultless(dialog)
    dialog.reject()
    gone(dialog, qtbot)
