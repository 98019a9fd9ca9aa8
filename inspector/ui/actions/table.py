"""All actions, and what makes Qt's actions of them."""

from collections.abc import Callable, Iterator
from typing import Final, cast

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget

from inspector.i18n.gettext import N_, _
from inspector.ui.actions import (
    analysis,
    checklists,
    documents,
    frame,
    overview,
    rectification,
    returns,
    scoring,
)
from inspector.ui.actions.spec import ActionSpec, Menu
from inspector.ui.screens import SCREENS
from inspector.ui.theme import Theme

_KEYS_OF_FIELDS: Final = (
    *(QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo),
    *(QKeySequence.StandardKey.Cut, QKeySequence.StandardKey.Copy),
    *(QKeySequence.StandardKey.Paste, QKeySequence.StandardKey.SelectAll),
)
"""What a field does by itself, whatever action has the same keys."""

MENU_TITLES: Final[dict[Menu, str]] = {
    Menu.FILE: N_("File"),
    Menu.EDIT: N_("Edit"),
    Menu.VIEW: N_("View"),
    Menu.TASK: N_("Task"),
    Menu.SCORING: N_("Scoring"),
    Menu.RECTIFICATION: N_("Rectification"),
    Menu.ANALYSIS: N_("Statistics"),
    Menu.DOCUMENTS: N_("Documents"),
    Menu.RETURNS: N_("Yearly return"),
    Menu.CHECKLISTS: N_("Checklists"),
    Menu.HELP: N_("Help"),
}
_LETTERS: Final[dict[Menu, str]] = {
    Menu.FILE: "F",
    Menu.EDIT: "E",
    Menu.VIEW: "V",
    Menu.TASK: "K",
    Menu.SCORING: "S",
    Menu.RECTIFICATION: "R",
    Menu.ANALYSIS: "T",
    Menu.DOCUMENTS: "O",
    Menu.RETURNS: "Y",
    Menu.CHECKLISTS: "C",
    Menu.HELP: "H",
}
"""With Alt they open the menus; no action has one of them with Alt alone."""

_SCREEN_ACTIONS: Final = tuple(
    ActionSpec(
        key=f"frame.screen.{screen.key}",
        text=screen.title,
        tip=screen.tip,
        menu=Menu.VIEW,
        shortcut=f"Ctrl+{place}",
        icon=screen.icon,
        begins_group=place == 1,
    )
    for place, screen in enumerate(SCREENS, start=1)
)

ACTIONS: Final[tuple[ActionSpec, ...]] = (
    *frame.ACTIONS,
    *_SCREEN_ACTIONS,
    *overview.ACTIONS,
    *documents.ACTIONS,
    *scoring.ACTIONS,
    *rectification.ACTIONS,
    *analysis.ACTIONS,
    *returns.ACTIONS,
    *checklists.ACTIONS,
)


class Actions(QObject):
    """The window's QActions, made from the table, each bound by whoever carries it out."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._specs = {spec.key: spec for spec in ACTIONS}
        self._actions = {spec.key: self._made(spec, window, theme) for spec in ACTIONS}
        self._bound: dict[str, Callable[[], object]] = {}
        self._off: set[str] = set()
        self._screen = ""
        self._has_workspace = False
        self._composing = False
        self._allowed: Callable[[ActionSpec], bool] | None = None
        self._watched: QObject | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusObjectChanged.connect(self._watch)
        theme.changed.connect(lambda: self._draw_icons(theme))
        self._settle()

    def specs(self) -> Iterator[ActionSpec]:
        """Yield the table."""
        yield from self._specs.values()

    def action(self, key: str) -> QAction:
        """Return the QAction of a key."""
        return self._actions[key]

    def bind(self, key: str, do: Callable[[], object]) -> None:
        """Say what carries an action out; the latest binding holds."""
        if key not in self._specs:
            raise KeyError(key)
        self._bound[key] = do
        self._settle(key)

    def is_bound(self, key: str) -> bool:
        """Whether somebody carries an action out."""
        return key in self._bound

    def enable(self, key: str, on: bool) -> None:
        """Let an action be chosen or not, apart from its screen being in front."""
        (self._off.discard if on else self._off.add)(key)
        self._settle(key)

    def trigger(self, key: str) -> None:
        """Carry an action out, if it may be chosen now."""
        self._actions[key].trigger()

    @property
    def screen(self) -> str:
        """The key of the screen in front; empty on the start page."""
        return self._screen

    def show_screen(self, screen: str) -> None:
        """Say which screen is in front."""
        self._screen = screen
        self._settle()

    def set_workspace(self, is_open: bool) -> None:
        """Say whether a workspace is open."""
        self._has_workspace = is_open
        self._settle()

    def allow(self, condition: Callable[[ActionSpec], bool] | None) -> None:
        """Let only actions that meet a condition be chosen; all of them without one."""
        self._allowed = condition
        self._settle()

    def fill(self, bar: QMenuBar) -> None:
        """Fill a menu bar from the table."""
        for menu, title in MENU_TITLES.items():
            specs = [spec for spec in self._specs.values() if spec.menu is menu]
            if specs:
                self._fill_menu(bar.addMenu(_with_letter(_(title), _LETTERS[menu])), specs)

    def _fill_menu(self, menu: QMenu, specs: list[ActionSpec]) -> None:
        menu.setToolTipsVisible(True)
        for spec in specs:
            if spec.begins_group and not menu.isEmpty():
                menu.addSeparator()
            menu.addAction(self._actions[spec.key])

    def _made(self, spec: ActionSpec, window: QWidget, theme: Theme) -> QAction:
        action = QAction(_(spec.text), window)
        action.setObjectName(spec.key)
        keys = [QKeySequence(key) for key in spec.shortcut.split("; ") if key]
        action.setShortcuts(keys)
        shown = " / ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
        tip = _(spec.tip)
        action.setToolTip(f"{tip}  {shown}" if shown else tip)
        action.setStatusTip(tip)
        action.setCheckable(spec.is_checkable)
        if spec.icon:
            action.setIcon(theme.icon(spec.icon))
        action.triggered.connect(lambda _checked=False, key=spec.key: self._carry_out(key))
        window.addAction(action)
        return action

    def _carry_out(self, key: str) -> None:
        do = self._bound.get(key)
        if do is not None:
            do()

    def _settle(self, only: str | None = None) -> None:
        for key in self._specs if only is None else (only,):
            spec = self._specs[key]
            in_front = not spec.screen or spec.screen == self._screen
            has_place = self._has_workspace or not spec.needs_workspace
            allowed = self._allowed is None or self._allowed(spec)
            self._actions[key].setEnabled(
                in_front and has_place and allowed and key in self._bound and key not in self._off
            )

    def _draw_icons(self, theme: Theme) -> None:
        for key, spec in self._specs.items():
            if spec.icon:
                self._actions[key].setIcon(theme.icon(spec.icon))

    # While an input method composes, its keys are its own -----------------------------------------

    def _watch(self, focused: QObject | None) -> None:
        """Listen to the field that keys go to, and to nothing else: each event costs Python."""
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched, self._composing = focused, False
        if focused is not None:
            focused.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keep shortcuts from acting while an input method is composing."""
        kind = event.type()
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        elif kind == QEvent.Type.ShortcutOverride and self._composing:
            event.accept()
            return True
        elif kind == QEvent.Type.ShortcutOverride and self._is_meant(cast("QKeyEvent", event)):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _is_meant(self, event: QKeyEvent) -> bool:
        """Whether a key is an action's: X11 has fields take Ctrl+E, Ctrl+K and more for moving."""
        holds_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not holds_control or any(event.matches(one) for one in _KEYS_OF_FIELDS):
            return False
        keys = QKeySequence(event.keyCombination())
        is_letter = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z
        return is_letter and any(
            action.isEnabled() and keys in action.shortcuts() for action in self._actions.values()
        )


def _with_letter(title: str, letter: str) -> str:
    """Mark the letter that opens a menu: in the word, or behind it where it has none: 文件(F)."""
    at = title.casefold().find(letter.casefold())
    return f"{title}(&{letter})" if at < 0 else f"{title[:at]}&{title[at:]}"
