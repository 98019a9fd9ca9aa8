"""How the window looks: nothing cut off, nothing overlapping, no word of the other language."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QAbstractItemModel, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from inspector.domain.changes import Changes
from inspector.i18n import gettext
from inspector.services import answers, lookup
from inspector.services.desk import Desk
from inspector.ui.actions.table import ACTIONS
from inspector.ui.dialogs.failure import FailureDialog
from inspector.ui.icons import names
from inspector.ui.main import Program
from inspector.ui.screens import SCREENS
from inspector.ui.theme import Appearance
from tests.ui.looking import faults, texts, unnamed_fields

ROOT = Path(__file__).parent.parent.parent
WIDTH, HEIGHT = 1280, 720
PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
LANGUAGES = (gettext.CHINESE, gettext.ENGLISH)
APPEARANCES = (Appearance.LIGHT, Appearance.DARK)
UNTOUCHED: Final = frozenset(
    {"frame.close", "frame.quit", "frame.lock", "frame.field_mode", "frame.manual"}
)
"""Actions that end the visit, or open what is no dialog."""
LATIN: Final = re.compile(r"[A-Za-z]{4,}")
KEYS: Final = re.compile(r"(?:Ctrl|Alt|Shift)\+\S+")
SAID_IN_LATIN: Final = frozenset(
    {"Word", "Excel", "Ctrl", "Shift", "Enter", "Markdown", "English", "Delete", "Insert"}
)
"""Names of programs, formats and keys that Chinese sentences hold too."""

Quiet = Callable[[Program], None]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    gettext.use(request.param)
    yield request.param
    gettext.use(gettext.CHINESE)


@pytest.fixture
def quiet(qtbot: QtBot) -> Quiet:
    """Return what waits until neither the database nor a worker has anything more to do."""

    def wait(program: Program) -> None:
        for _turn in range(3):  # what was read may ask for more
            qtbot.waitUntil(lambda: not program.session.is_busy and program.workers.is_idle)
            qtbot.wait(1)

    return wait


def visits(program: Program, quiet: Quiet) -> Iterator[str]:
    """Bring every screen to the front in the smallest size it must work in."""
    program.window.resize(WIDTH, HEIGHT)
    for spec in SCREENS:
        program.window.go_to(spec.key)
        quiet(program)
        yield spec.key


def test_no_label_is_cut_off_and_nothing_overlaps_on_every_screen(
    language: str, opened: Program, quiet: Quiet
) -> None:
    found: list[str] = []
    quiet(opened)
    for screen in visits(opened, quiet):
        for appearance in APPEARANCES:
            opened.theme.choose(appearance)
            where = f"{language} {appearance} {screen}"
            found += [f"{where}: {fault}" for fault in faults(opened.window)]
    assert found == []


def test_the_start_page_shows_every_label_whole(
    language: str, program: Program, quiet: Quiet
) -> None:
    program.window.resize(WIDTH, HEIGHT)
    quiet(program)
    for appearance in APPEARANCES:
        program.theme.choose(appearance)
        assert faults(program.window) == [], language
    assert unnamed_fields(program.window) == []


def dialogs(program: Program, quiet: Quiet, screen: str) -> Iterator[tuple[str, QDialog]]:
    """Choose every action that may be chosen on a screen and yield the dialogs that open."""
    actions = program.window.context.actions
    for spec in ACTIONS:
        is_here = spec.screen == screen or (screen == SCREENS[0].key and not spec.screen)
        action = actions.action(spec.key)
        if not is_here or spec.key in UNTOUCHED or action.isCheckable() or not action.isEnabled():
            continue
        if spec.key.startswith("frame.screen"):
            continue
        action.trigger()
        quiet(program)
        for dialog in program.window.findChildren(QDialog):
            if dialog.isVisible():
                if not isinstance(dialog, QFileDialog):  # Qt's own
                    yield spec.key, dialog
                dialog.reject()
        if actions.screen != screen:
            program.window.go_to(screen)
        quiet(program)


def test_no_dialog_cuts_a_label_off_or_leaves_a_field_without_a_name(
    language: str, opened: Program, quiet: Quiet
) -> None:
    found: list[str] = []
    seen: set[str] = set()
    quiet(opened)
    for screen in visits(opened, quiet):
        for key, dialog in dialogs(opened, quiet, screen):
            seen.add(dialog.objectName())
            if isinstance(dialog, FailureDialog):
                found += [
                    f"{key}: {box.toPlainText()}" for box in dialog.findChildren(QPlainTextEdit)
                ]
            for appearance in APPEARANCES:
                opened.theme.choose(appearance)
                where = f"{language} {appearance} {key}"
                found += [f"{where}: {fault}" for fault in faults(dialog)]
            found += [f"{language} {key}: no name for {field}" for field in unnamed_fields(dialog)]
            if dialog.width() > WIDTH or dialog.height() > HEIGHT:
                found.append(f"{key}: {dialog.width()}×{dialog.height()}")
    assert found == []
    assert len(seen) > 10


def test_screens_and_dialogs_hold_at_twice_the_scale(twice: dict[str, str]) -> None:
    done = subprocess.run(
        [*PYTEST, str(Path(__file__)), "-k", "cut_off or cuts_a_label or label_whole"],
        env=os.environ | twice,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, "\n".join(_said(done.stdout))


def _said(output: str) -> list[str]:
    return [line for line in output.splitlines() if line.startswith(("E ", "FAILED", "ERROR"))]


def test_every_field_of_every_screen_has_an_accessible_name(opened: Program, quiet: Quiet) -> None:
    found = []
    for screen in visits(opened, quiet):
        found += [f"{screen}: {field}" for field in unnamed_fields(opened.window)]
    assert found == []


def test_every_menu_fits_on_the_smallest_screen(
    language: str, opened: Program, quiet: Quiet
) -> None:
    opened.window.resize(WIDTH, HEIGHT)
    quiet(opened)
    menus = opened.window.menuBar().findChildren(QMenu)
    assert len(menus) > 5
    for menu in menus:
        menu.ensurePolished()
        assert menu.sizeHint().height() <= HEIGHT, (language, menu.title())
        assert menu.sizeHint().width() <= WIDTH


def test_the_chinese_window_holds_no_english_word(opened: Program, quiet: Quiet) -> None:
    found: set[str] = set()
    account = opened.session.author
    for _screen in visits(opened, quiet):
        for text in texts(opened.window):
            words = set(LATIN.findall(KEYS.sub("", text))) - SAID_IN_LATIN - {account, "demo"}
            if words and not text.startswith(("<", "/")):
                found.add(text)
    assert found == set()


def test_every_word_of_an_action_is_translated() -> None:
    for spec in ACTIONS:
        for text in (spec.text, spec.tip):
            assert gettext._(text, gettext.CHINESE) != text, text


def test_every_model_of_the_window_keeps_qt_s_rules(
    opened: Program, quiet: Quiet, settled: Quiet
) -> None:
    said: list[str] = []

    def hear(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if text.startswith("FAIL!"):
            said.append(text)

    before = qInstallMessageHandler(hear)
    try:
        testers = [_tester(model) for model in opened.window.findChildren(QAbstractItemModel)]
        for _screen in visits(opened, quiet):
            known = {id(tester.model()) for tester in testers}
            testers += [
                _tester(model)
                for model in opened.window.findChildren(QAbstractItemModel)
                if id(model) not in known
            ]
        for screen in ("scoring", "overview"):
            opened.window.go_to(screen)
            opened.session.edit(_write, opened.window)
            settled(opened)
            opened.session.undo(opened.window)
            quiet(opened)
    finally:
        qInstallMessageHandler(before)
    assert len(testers) > 10
    assert said == []


def _tester(model: QAbstractItemModel) -> QAbstractItemModelTester:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    return QAbstractItemModelTester(model, mode, model)


def _write(desk: Desk) -> Changes:
    task = lookup.inspection(desk, None)
    return answers.set_given(desk, task, "市公安局", "1.1", answers.Given(account="已公开。"))


# Keys ---------------------------------------------------------------------------------------------


def test_every_action_has_a_shortcut_a_tooltip_and_a_place_in_a_menu(opened: Program) -> None:
    actions = opened.window.context.actions
    menus = opened.window.menuBar().findChildren(QMenu)
    in_menus = {action for menu in menus for action in menu.actions()}
    for spec in ACTIONS:
        action = actions.action(spec.key)
        assert action.shortcuts(), spec.key
        assert all(not key.isEmpty() for key in action.shortcuts()), spec.key
        assert action.toolTip().startswith(gettext._(spec.tip)), spec.key
        assert action in in_menus, spec.key


def test_no_two_actions_of_one_screen_share_a_shortcut(opened: Program) -> None:
    actions = opened.window.context.actions
    for screen in SCREENS:
        taken: dict[str, str] = {}
        for spec in ACTIONS:
            if spec.screen in ("", screen.key):
                for key in actions.action(spec.key).shortcuts():
                    assert taken.setdefault(key.toString(), spec.key) == spec.key, key.toString()


def test_every_menu_opens_by_a_letter_that_no_action_has(language: str, opened: Program) -> None:
    titles = [action.text() for action in opened.window.menuBar().actions()]
    letters = [title[title.index("&") + 1].upper() for title in titles]
    assert len({*letters}) == len(letters), (language, titles)
    shortcuts = {key for spec in ACTIONS for key in spec.shortcut.split("; ")}
    assert not {f"Alt+{letter}" for letter in letters} & shortcuts


def test_every_icon_that_is_named_exists() -> None:
    known = names()
    used = {spec.icon for spec in ACTIONS if spec.icon} | {spec.icon for spec in SCREENS}
    for file in (ROOT / "inspector" / "ui").rglob("*.py"):
        used |= set(re.findall(r'"(mdi6\.[a-z0-9-]+)"', file.read_text(encoding="utf-8")))
    assert used - known == set()


def test_every_action_is_carried_out_by_somebody(opened: Program, quiet: Quiet) -> None:
    for _screen in visits(opened, quiet):
        pass
    actions = opened.window.context.actions
    unbound = [spec.key for spec in ACTIONS if not actions.is_bound(spec.key)]
    assert unbound == []
