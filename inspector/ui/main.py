"""The desktop program's start: the application, its parts, and its end."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from inspector import paths, settings
from inspector.i18n import gettext
from inspector.ui.errors import Hook
from inspector.ui.main_window import MainWindow
from inspector.ui.memory import Memory
from inspector.ui.session import Session
from inspector.ui.theme import Appearance, Theme
from inspector.ui.workers import Workers

_WARM_AFTER = 800
"""Milliseconds after the start at which a worker is made ready: when the first look is over."""


@dataclass(eq=False)
class Program:
    """The parts of a running program; whoever holds it keeps them alive."""

    window: MainWindow
    session: Session
    workers: Workers
    theme: Theme
    hook: Hook

    def stop(self) -> None:
        """Close the window, the thread and the processes."""
        self.window.close()
        self.hook.remove()


def build(application: QApplication, *, memory: Memory | None = None) -> Program:
    """Put the parts together; nothing is open yet."""
    chosen = settings.load()
    theme = Theme(application, Appearance(chosen.appearance or Appearance.SYSTEM))
    session, workers, hook = Session(), Workers(), Hook()
    window = MainWindow(session, workers, theme, memory or Memory(), hook)
    return Program(window, session, workers, theme, hook)


def run(arguments: Sequence[str]) -> int:
    """Open the window, at a workspace where one is named; return the exit status."""
    application = QApplication([sys.argv[0], *arguments])
    application.setApplicationName("inspector")
    application.setDesktopFileName("inspector")
    language = settings.load().language
    if language:
        gettext.use(language)
    application.setApplicationDisplayName(gettext._("Inspector"))
    application.setWindowIcon(QIcon(str(paths.resources() / "icons" / "inspector.svg")))
    translate_qt(application)
    program = build(application)
    program.hook.install()
    program.window.show()
    named = [Path(argument) for argument in arguments if not argument.startswith("-")]
    if named:
        program.window.open_workspace(named[0])
    QTimer.singleShot(_WARM_AFTER, program.workers.warm_up)
    status = application.exec()
    program.stop()
    return status


def translate_qt(application: QApplication) -> None:
    """Let Qt's own words, such as those of its file dialog, be in the language in use."""
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(gettext.current()), "qtbase", "_", folder):
        application.installTranslator(translator)
