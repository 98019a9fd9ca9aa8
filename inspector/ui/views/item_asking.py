"""Asking for the item that is wanted: only the last wish counts, and what waits for it is kept."""

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

from inspector.domain.errors import Refused
from inspector.domain.ids import InspectionId, ItemKey, UnitId
from inspector.services import item_view
from inspector.services.item_view import ItemView
from inspector.ui.session import Session

Wanted: TypeAlias = tuple[InspectionId, UnitId, ItemKey]


class ItemAsking(QObject):
    """Knows which item is wanted, and whether it is the one that came last."""

    came = Signal(object)
    """The ItemView that is wanted."""
    missing = Signal(object)
    """The Refused for an item that is not there."""

    def __init__(self, session: Session, owner: QObject) -> None:
        super().__init__(owner)
        self._session = session
        self.wanted: Wanted | None = None
        self._here: Wanted | None = None
        self._is_asking = self._is_stale = False
        self._waiting: list[Callable[[], None]] = []

    def want(self, wanted: Wanted | None) -> None:
        """Ask for another item."""
        self.wanted = wanted
        self.ask()

    def ask(self) -> None:
        """Ask for what is wanted as it is now; while one answer is awaited, ask after that."""
        task = self._session.task
        if self.wanted is None or task is None:
            return
        if self._is_asking:
            self._is_stale = True
            return
        self._is_asking, self._is_stale = True, False
        _task, unit, item = self.wanted
        self._session.ask(
            lambda desk: item_view.of(desk, task, unit, item), self._take, self, self._miss
        )

    def forget(self) -> None:
        """Want nothing any more."""
        self.wanted = self._here = None
        self._waiting.clear()

    def soon(self, do: Callable[[], None]) -> None:
        """Do something to the item that is wanted: now, or as soon as it is here."""
        if self._is_here:
            do()
        elif self.wanted is not None:
            self._waiting.append(do)

    def in_turn(self, do: Callable[[], None]) -> None:
        """Do something after all that waits; now, where nothing does."""
        if self._waiting:
            self._waiting.append(do)
        else:
            do()

    @property
    def _is_here(self) -> bool:
        return self.wanted is not None and self.wanted == self._here

    def _take(self, view: ItemView) -> None:
        self._is_asking = False
        came = (view.task.id, view.unit.id, view.item.key)
        if self.wanted == came:
            self._here = came
            self.came.emit(view)
        while self._waiting and self._is_here:
            self._waiting.pop(0)()
        if self._is_stale:
            self.ask()

    def _miss(self, refusal: Refused) -> None:
        self._is_asking = False
        if self._is_stale or self.wanted is None:
            self.ask()
        else:
            self.missing.emit(refusal)
