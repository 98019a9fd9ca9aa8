"""What every screen of the rail has in common."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from inspector.domain.changes import Changes
from inspector.domain.ids import ItemKey, UnitId
from inspector.ui.context import Context

LAST_UNIT: Final = "unit"
"""Under this key the memory keeps the unit that one worked on last, on whatever screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on a screen that can be gone to and remembered."""

    unit: UnitId | None = None
    item: ItemKey | None = None
    more: str = ""
    """The screen's own: a kind of paper, say, or a draft."""


class Screen(QWidget):
    """A screen: shows the current inspection and follows what changes in it.

    A screen that is not in front does nothing until it is shown again.
    """

    def __init__(self, context: Context, key: str) -> None:
        super().__init__()
        self.context = context
        self.key = key
        self.setObjectName(key)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._is_stale = True
        self._missed: Changes | None = None
        context.session.opened.connect(self._outdate)
        context.session.task_changed.connect(self._outdate)
        context.session.closed.connect(self.clear)
        context.session.changed.connect(self._hear)

    def load(self) -> None:
        """Show the current inspection from scratch."""
        raise NotImplementedError

    def clear(self) -> None:
        """Forget everything: the workspace was closed."""

    def refresh(self, changes: Changes) -> None:  # noqa: ARG002
        """Follow changes; from scratch unless a screen knows better."""
        self.load()

    def enter(self, spot: Spot) -> None:
        """Go to a place on this screen; called after `load` was asked for."""

    def spot(self) -> Spot:
        """Return the place that is shown now."""
        return Spot()

    def leave(self) -> None:
        """Hand over what is being typed: another screen comes to the front, or the file closes."""

    def take_keys(self) -> None:
        """Give the keys to the first list of the screen, or to its first field without one."""
        fields = [one for one in self.findChildren(QWidget) if _takes_keys(one, self)]
        lists = [one for one in fields if isinstance(one, QAbstractItemView)]
        for first in (*lists, *fields)[:1]:
            first.setFocus()

    def _outdate(self) -> None:
        self._is_stale, self._missed = True, None
        if self.isVisible():
            self._catch_up()

    def _hear(self, changes: Changes) -> None:
        if self._is_stale:
            return
        if self.isVisible():
            self.refresh(changes)
        else:
            self._missed = changes if self._missed is None else self._missed | changes

    def _catch_up(self) -> None:
        if not self.context.session.is_open:
            return
        if self._is_stale:
            self._is_stale, self._missed = False, None
            self.load()
        elif self._missed is not None:
            missed, self._missed = self._missed, None
            self.refresh(missed)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Catch up with what happened while another screen was in front."""
        self._catch_up()
        super().showEvent(event)


def _takes_keys(field: QWidget, screen: QWidget) -> bool:
    by_tab = bool(field.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and field.isEnabled() and field.isVisibleTo(screen)
