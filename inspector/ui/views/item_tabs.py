"""What lies behind an item, on four tabs: account, evidence, last time, history."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget

from inspector.domain.ids import BlobId
from inspector.i18n.gettext import _
from inspector.services.history import FieldChange
from inspector.services.item_view import ItemView
from inspector.ui.context import Context
from inspector.ui.views.account_view import AccountView
from inspector.ui.views.evidence_view import EDGE, EvidenceTiles
from inspector.ui.views.history_view import HistoryView
from inspector.ui.views.item_verbs import ItemVerbs
from inspector.ui.views.last_time_view import LastTimeView, tab_title

EVIDENCE, LAST, HISTORY = 1, 2, 3
Keep = Callable[[str, str], None]


class ItemTabs(QTabWidget):
    """Four tabs; the history is read when somebody looks at it."""

    evidence_wanted = Signal(str, object)
    """What is wanted, and the EvidenceView it is wanted of, or None."""

    def __init__(self, context: Context, verbs: ItemVerbs, keep: Keep, save: Keep) -> None:
        super().__init__()
        self.setObjectName("item_tabs")
        self._context, self._verbs = context, verbs
        self._view: ItemView | None = None
        self._in_work: set[BlobId] = set()
        self.account = AccountView(keep, save)
        self._tiles = EvidenceTiles(context.theme)
        self._last = LastTimeView(context.theme)
        self._history = HistoryView(context.memory)
        for part, title in (
            (self.account, _("Account")),
            (self._tiles, _("Evidence")),
            (self._last, _("Last time")),
            (self._history, _("History")),
        ):
            self.addTab(part, title)
        self._tiles.wanted.connect(self.evidence_wanted)
        context.actions.action("frame.field_mode").toggled.connect(self._show_tiles)
        self.currentChanged.connect(lambda _place: self._read_history())

    def show_view(self, view: ItemView) -> None:
        """Show what lies behind an item."""
        self._view = view
        self.account.show_view(view)
        self._show_tiles()
        self._last.show_before(view.before)
        count = len(view.evidence)
        told = _("Evidence {count}").format(count=count) if count else _("Evidence")
        self.setTabText(EVIDENCE, told)
        self.setTabText(LAST, tab_title(view.before))
        self._read_history()
        self._make_thumbnails()

    def _show_tiles(self) -> None:
        """Show the evidence; in field mode without a word on which other units hold it too."""
        view = self._view
        if view is None:
            return
        if self._context.frame.is_field_mode:
            view = replace(view, evidence=tuple(replace(one, twins=()) for one in view.evidence))
        self._tiles.show_view(view)

    def _read_history(self) -> None:
        if self._view is not None and self.currentIndex() == HISTORY:
            key = self._view.key
            self._verbs.read_changes(self._view, lambda changes: self._take_history(key, changes))

    def _take_history(self, key: str, changes: tuple[FieldChange, ...]) -> None:
        if self._view is not None and self._view.key == key:
            self._history.show_changes(changes)

    def _make_thumbnails(self) -> None:
        door = self._context.session.door
        missing = [blob for blob in self._tiles.missing() if blob not in self._in_work]
        if door is None or not missing:
            return
        self._in_work.update(missing)
        self._context.workers.run(
            "thumbnails.made",
            {"door": door, "blobs": tuple(missing), "edge": 2 * EDGE},
            self._tiles.take_thumbnails,
            self,
            quiet=True,
        )
