"""The desktop program's start: the application, its parts, and its end."""

import gc
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from inspector import paths, settings
from inspector.domain.errors import Refused
from inspector.i18n import gettext
from inspector.i18n.messages import sentence, speak_in_window
from inspector.settings import Settings
from inspector.ui.errors import Hook
from inspector.ui.main_window import MainWindow
from inspector.ui.memory import Memory
from inspector.ui.session import Session
from inspector.ui.theme import Appearance, Theme
from inspector.ui.workers import Workers

_WRONG_USAGE = 2
_WARM_AFTER = 800
"""Milliseconds after the start at which the first look is over and a worker is made ready."""


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
        self.window.shut()
        self.hook.remove()
        speak_in_window(False)


def build(
    application: QApplication,
    *,
    memory: Memory | None = None,
    author: str = "",
    opens_file: bool = False,
) -> Program:
    """Put the parts together; nothing is open yet."""
    speak_in_window(True)
    chosen, refusal = chosen_settings()
    theme = Theme(application, Appearance(chosen.appearance or Appearance.SYSTEM))
    session, workers, hook = Session(), Workers(), Hook()
    window = MainWindow(
        session, workers, theme, memory or Memory(), hook, author, opens_file=opens_file
    )
    if refusal is not None:
        window.warn(refusal.issues)
    return Program(window, session, workers, theme, hook)


def chosen_settings() -> tuple[Settings, Refused | None]:
    """Return this machine's settings, or the usual ones and why its own cannot be read."""
    try:
        return settings.load(), None
    except Refused as refusal:
        return Settings(), refusal


def run(files: Sequence[str], language: str = "", author: str = "") -> int:
    """Open the window, at a workspace where one is named; return the exit status."""
    try:
        if language or chosen_settings()[0].language:
            gettext.use(language or chosen_settings()[0].language)
    except Refused as refusal:
        print("\n".join(sentence(issue) for issue in refusal.issues), file=sys.stderr)
        return _WRONG_USAGE
    application = QApplication([sys.argv[0]])
    dress(application)
    program = build(application, author=author, opens_file=bool(files))
    program.hook.install()
    program.window.show()
    if files:
        program.window.open_workspace(Path(files[0]))
    QTimer.singleShot(_WARM_AFTER, program.workers, lambda: _settle(program))
    status = application.exec()
    program.stop()
    return status


def _settle(program: Program) -> None:
    """Do what can wait until the first look is over."""
    gc.freeze()  # what was loaded stays, and need not be looked through each time
    gc.enable()
    program.workers.warm_up()


def dress(application: QApplication) -> None:
    """Give the application its name, icon and Qt's own words in the language in use."""
    application.setApplicationName("inspector")
    application.setDesktopFileName("inspector")
    application.setApplicationDisplayName(gettext._("Inspector"))
    application.setWindowIcon(QIcon(str(paths.resources() / "icons" / "inspector.svg")))
    translate_qt(application)


def translate_qt(application: QApplication) -> None:
    """Let Qt's own words, such as those of its file dialog, be in the language in use."""
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(gettext.current()), "qtbase", "_", folder):
        application.installTranslator(translator)
