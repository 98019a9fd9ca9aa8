"""What tests of the window stand on: a demo workspace, a running program, and no leftovers."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import gc
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QEvent, QProcess, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector import bootstrap
from inspector.services import demo
from inspector.ui.main import Program, build
from inspector.ui.memory import Memory

PATIENCE: Final = 60_000
"""Milliseconds in which what a test waits for has to come, however busy the machine is."""


@pytest.fixture
def qtbot(qtbot: QtBot, qapp: QApplication) -> QtBot:
    """Wait as long as a busy machine may take; what comes sooner is not waited for."""
    for name in ("waitUntil", "waitSignal", "waitSignals", "waitExposed", "waitActive"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=PATIENCE))
    wait = qtbot.waitUntil

    def wait_until(condition: Callable[[], bool | None]) -> None:
        """Wait, and let go of widgets that were put away, so that none is found by its name."""
        wait(condition)
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    setattr(qtbot, "waitUntil", wait_until)  # noqa: B010  a method is not assigned to
    return qtbot


@pytest.fixture(scope="session")
def _demo_made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Set the demo's inspection up and check its units as its data says; nobody is approved."""
    path = tmp_path_factory.mktemp("demo") / "demo.inspection"
    with bootstrap.open_desk(path, author="吴敏", create=True) as desk:
        year = demo.year()
        task = demo.set_up(desk, year)
        for entry in year["units"]:
            demo.check(desk, task, entry)
    return path


@pytest.fixture
def demo_file(_demo_made_once: Path, tmp_path: Path) -> Path:
    """Return a workspace of the demo's own, checked but not yet fed back."""
    return Path(shutil.copy(_demo_made_once, tmp_path / "demo.inspection"))


def delete(window: QWidget) -> None:
    """Delete a window at once, so that it neither answers to keys nor slows each style sheet.

    Outside a loop of events nobody would.
    """
    window.deleteLater()
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """Run the program with nothing open; a thread, process, timer or window left fails."""
    before = {*threading.enumerate()}
    windows = {id(widget) for widget in qapp.topLevelWidgets() if widget.isVisible()}
    built = build(qapp, memory=Memory(file=tmp_path / "window.ini"))
    with qtbot.waitExposed(built.window):
        built.window.show()
    yield built
    built.stop()
    left_windows = [
        widget
        for widget in qapp.topLevelWidgets()
        if widget.isVisible() and id(widget) not in windows
    ]
    left_processes = [
        process.processId()
        for process in built.workers.findChildren(QProcess)
        if process.state() is not QProcess.ProcessState.NotRunning
    ]
    left_timers = [
        f"{type(timer.parent()).__name__} {timer.interval()} ms"
        for part in (built.window, built.session, built.workers, built.hook)
        for timer in part.findChildren(QTimer)
        if timer.isActive()
    ]
    left_threads = {*threading.enumerate()} - before
    delete(built.window)
    gc.collect()
    assert left_windows == []
    assert left_timers == []
    assert left_processes == []
    assert left_threads == set()


@pytest.fixture
def opened(program: Program, demo_file: Path, qtbot: QtBot) -> Program:
    """Run the program with the demo workspace open at the overview."""
    with qtbot.waitSignal(program.session.opened):
        program.window.open_workspace(demo_file)
    return program


@pytest.fixture(scope="module")
def running(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """One program with warm workers for all tests of a module."""
    memory = Memory(file=tmp_path_factory.mktemp("memory") / "window.ini")
    built = build(qapp, memory=memory)
    built.window.resize(1280, 720)
    built.window.show()
    yield built
    built.stop()
    delete(built.window)


@pytest.fixture
def reopened(running: Program, demo_file: Path, qtbot: QtBot) -> Iterator[Program]:
    """The module's program with a workspace of the demo's own open for one test."""
    with qtbot.waitSignal(running.session.opened):
        running.window.open_workspace(demo_file)
    running.window.activateWindow()
    qtbot.waitUntil(running.window.isActiveWindow)
    yield running
    running.window.close_workspace()


@pytest.fixture
def settled(qtbot: QtBot) -> Callable[[Program], None]:
    """Return what waits until the database thread has nothing more to do."""

    def wait(program: Program) -> None:
        qtbot.waitUntil(lambda: not program.session.is_busy)

    return wait


@pytest.fixture
def twice(tmp_path: Path) -> dict[str, str]:
    """Return what a process needs in its environment to paint at 200 % on a screen that has room.

    The screen is the smallest the program must work on, 1280×720, in doubled pixels.
    """
    screen = {"name": "one", "x": 0, "y": 0, "width": 2560, "height": 1440}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    screens = tmp_path / "screens.json"
    screens.write_text(json.dumps({"synchronousWindowSystemEvents": True, "screens": [screen]}))
    return {"QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": f"offscreen:configfile={screens}"}
