"""What the command palette offers: actions that may be chosen now, units and items."""

from collections.abc import Iterator, Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer

from inspector.domain.changes import Changes
from inspector.domain.edits import RecordKind
from inspector.i18n.gettext import _
from inspector.jobs.door import Door
from inspector.services.places import Target
from inspector.ui.actions.table import MENU_TITLES
from inspector.ui.context import Context
from inspector.ui.dialogs.palette import Entry, PaletteDialog
from inspector.ui.screen import Spot

_PAUSE = 2500
"""Milliseconds after opening a workspace at which the index is made: the first look is over."""
_INDEXED = frozenset({RecordKind.UNIT, RecordKind.INSPECTION, RecordKind.ASSESSMENT})


class FindingPlaces(QObject):
    """Keeps the index of places, made by a worker, and opens the palette."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._targets: tuple[Target, ...] = ()
        self._letters: Mapping[str, str] = {}
        self._is_stale = True
        self._dialog: PaletteDialog | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._refresh)
        session = context.session
        session.opened.connect(self._outdate)
        session.task_changed.connect(self._outdate)
        session.changed.connect(self._hear)
        session.closed.connect(self._forget)
        context.actions.bind("frame.palette", self.open)

    def open(self) -> None:
        """Open the palette; what the index still lacks follows."""
        if self._dialog is not None:
            return
        dialog = PaletteDialog(self._context.frame.window_widget)
        dialog.finished.connect(self._let_go)
        self._dialog = dialog
        self._offer()
        dialog.open()
        self._refresh()

    def _offer(self) -> None:
        if self._dialog is not None:
            self._dialog.offer([*self._actions(), *self._places()], self._letters)

    def _actions(self) -> Iterator[Entry]:
        actions = self._context.actions
        for spec in actions.specs():
            action = actions.action(spec.key)
            if spec.in_palette and action.isEnabled():
                keys = " / ".join(key.toString() for key in action.shortcuts())
                yield Entry(
                    action.text().replace("&&", "&"),
                    keys or _(MENU_TITLES[spec.menu]),
                    action.icon(),
                    action.trigger,
                )

    def _places(self) -> Iterator[Entry]:
        theme, frame = self._context.theme, self._context.frame
        icons = theme.icon("mdi6.office-building-outline"), theme.icon("mdi6.file-tree-outline")
        for one in self._targets:
            if one.unit is not None and frame.is_field_mode:
                continue  # the names of others are not for the unit that is visited
            yield Entry(
                one.text,
                _("Unit") if one.unit is not None else _("Item"),
                icons[0] if one.unit is not None else icons[1],
                partial(frame.go_to, "scoring", Spot(unit=one.unit, item=one.item)),
                more=one.more,
            )

    # The index ------------------------------------------------------------------------------------

    def _outdate(self) -> None:
        self._is_stale = True
        self._pause.start()

    def _hear(self, changes: Changes) -> None:
        if any(kind in _INDEXED for kind, _key in changes.touched):
            self._is_stale = True

    def _forget(self) -> None:
        self._pause.stop()
        self._targets, self._is_stale = (), True

    def _refresh(self) -> None:
        session = self._context.session
        if not self._is_stale:
            return
        self._is_stale = False
        door, specs = session.door, self._context.actions.specs()
        self._context.workers.run(
            "places.index",
            {
                "door": door,
                "task": None if session.task is None else session.task.id,
                "texts": [_(spec.text) for spec in specs],
            },
            partial(self._take, door),
            self,
            failed=lambda _refusal: self._outdate() if door == session.door else None,
            quiet=True,
        )

    def _take(self, door: Door | None, made: tuple[tuple[Target, ...], Mapping[str, str]]) -> None:
        """Offer what a worker found, unless its workspace was closed meanwhile."""
        if door == self._context.session.door:
            self._targets, self._letters = made
            self._offer()

    def _let_go(self) -> None:
        self._dialog = None
