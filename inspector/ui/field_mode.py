"""Field mode: while a unit looks on, nothing of the other units is on the screen.

It outlasts a lock: the password may be typed with the unit looking on too.
"""

from typing import Final

from PySide6.QtCore import QObject, Signal

from inspector.i18n.gettext import _
from inspector.ui.actions.spec import ActionSpec
from inspector.ui.context import Context

KEY: Final = "frame.field_mode"
SCREEN: Final = "scoring"
_KEPT: Final = frozenset(
    {KEY, "frame.undo", "frame.redo", "frame.palette", "frame.manual", "frame.lock", "frame.quit"}
)
"""Of the window's own actions, those that show nobody else."""


class FieldMode(QObject):
    """Turns the mode on and off; `changed` tells the window's parts."""

    changed = Signal(bool)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._action = context.actions.action(KEY)
        self._action.toggled.connect(self._turn)
        context.actions.bind(KEY, lambda: None)
        context.session.opened.connect(self._settle)
        context.session.closed.connect(self._settle)
        self._settle()

    @property
    def is_on(self) -> bool:
        """Whether only the unit being visited may be shown."""
        return self._action.isChecked()

    def _settle(self) -> None:
        """Let it be turned on where there is a unit, and off anywhere."""
        self._context.actions.enable(KEY, self._context.session.is_open or self.is_on)

    def _turn(self, on: bool) -> None:
        self._settle()
        if on:
            self._context.frame.go_to(SCREEN)
        self._context.actions.allow(_shows_nobody_else if on else None)
        self.changed.emit(on)
        self._context.frame.tell(
            _("Field mode: only this unit is shown.") if on else _("Field mode is off.")
        )


def _shows_nobody_else(spec: ActionSpec) -> bool:
    return spec.key in _KEPT or (spec.screen == SCREEN and not spec.shows_others)
