"""A program that enters findings in the real window and says each step, until it is killed.

What it needs is loaded once: each line that comes in, a workspace and a number with a tab between,
begins a process of its own that shares what was loaded and nothing else.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from inspector.ui.main import Program, build
from inspector.ui.views import scoring  # noqa: F401  loaded before the first process begins
from inspector.ui.views.item_panel import ItemPanel
from tests.ui.item_bench import press_enter, type_into

_PACE = 1
"""Milliseconds between looks at how far the window is."""


class Typist:
    """Types one finding after the other as soon as the one before is saved."""

    def __init__(self, program: Program, first: int) -> None:
        self._program, self._number = program, first
        self._is_waiting = False
        self._timer = QTimer()
        self._timer.setInterval(_PACE)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        panel = self._panel()
        if panel is None or panel.view is None:
            return
        if not self._is_waiting:
            self._type(panel)
        elif not panel.has_finding_form:
            say("saved", self._number)
            self._number += 1
            self._is_waiting = False

    def _type(self, panel: ItemPanel) -> None:
        panel.start_finding(0)
        field = panel.findChild(QLineEdit, "finding_fact")
        assert isinstance(field, QLineEdit)
        type_into(field, f"第{self._number}件")
        say("typed", self._number)
        press_enter(field)
        self._is_waiting = True
        say("sent", self._number)

    def _panel(self) -> ItemPanel | None:
        window = self._program.window
        if not self._program.session.is_open:
            return None
        if window.built_screen("scoring") is None:
            window.go_to("scoring")
        return window.findChild(ItemPanel)


def say(step: str, number: int) -> None:
    """Tell whoever listens, at once."""
    print(step, number, flush=True)


def enter(path: Path, first: int) -> None:
    """Open a workspace and type until the end."""
    application = QApplication(sys.argv[:1])
    program = build(application, author="甲")
    program.window.show()
    program.window.open_workspace(path)
    typist = Typist(program, first)
    application.exec()
    del typist


def main() -> None:
    """Begin a process for each line, and tell its number and its end."""
    for line in sys.stdin:
        path, first = line.rstrip("\n").split("\t")
        child = os.fork()
        if not child:
            enter(Path(path), int(first))
            os._exit(0)
        say("process", child)
        os.waitpid(child, 0)
        say("ended", child)


if __name__ == "__main__":
    main()
