"""A list that is read, held against the earlier one it follows: what is new, changed and gone."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from inspector.domain.checklist import Checklist
from inspector.domain.ids import EditionId, ItemKey
from inspector.exchange.checklist_diff import ChangeKind, ItemChange, kept_keys
from inspector.i18n.gettext import _
from inspector.services import checklists
from inspector.ui.context import Context
from inspector.ui.dialogs.compare_lists import CompareLists


class ListFollowing(QObject):
    """Has two lists compared in a worker; matches by likeness can be refused one by one."""

    compared = Signal()
    """The differences are there, or were looked at anew."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._changes: tuple[ItemChange, ...] = ()
        self._apart: frozenset[ItemKey] = frozenset()
        self._asked = 0

    @property
    def has_differences(self) -> bool:
        """Whether two lists were compared."""
        return bool(self._changes)

    @property
    def words(self) -> str:
        """How many items are new, changed, the same and gone; nothing before that is known."""
        return tally_words(self._changes, self._apart) if self._changes else ""

    @property
    def keys(self) -> Mapping[ItemKey, ItemKey]:
        """For items that are one with an item of the earlier list: the key of that item."""
        kept = [one for one in self._changes if one.new and one.new.key not in self._apart]
        return kept_keys(kept)

    def separate_none(self) -> None:
        """Forget which matches were refused: another list is read."""
        self._apart = frozenset()

    def compare(self, new: Checklist | None, followed: EditionId | None) -> None:
        """Compare a list with an edition of the workspace; without either there is nothing to say.

        An answer that is still on its way is not heard any more.
        """
        self._changes = ()
        self._asked += 1
        if new is None or followed is None:
            return
        asked = self._asked
        self._context.session.ask(
            partial(checklists.edition, key=followed),
            lambda old: self._run(asked, old, new),
            self,
        )

    def show_differences(self) -> None:
        """Show what is new, changed, the same or gone; matches by likeness can be refused there."""
        if self._changes:
            dialog = CompareLists(self._context, self._changes, apart=self._apart, is_asking=True)
            dialog.decided.connect(self._take_decision)
            dialog.open()

    def _run(self, asked: int, old: Checklist, new: Checklist) -> None:
        if asked == self._asked:
            self._context.workers.run(
                "checklists.compare",
                {"old": old, "new": new},
                partial(self._take, asked),
                self,
                quiet=True,
            )

    def _take(self, asked: int, changes: tuple[ItemChange, ...]) -> None:
        if asked == self._asked:
            self._changes = changes
            self.compared.emit()

    def _take_decision(self, apart: frozenset[ItemKey]) -> None:
        self._apart = apart
        self.compared.emit()


def tally_words(changes: Sequence[ItemChange], apart: frozenset[ItemKey] = frozenset()) -> str:
    """Return how many items are new, changed, the same and gone."""
    kinds = [
        ChangeKind.NEW if one.new is not None and one.new.key in apart else one.kind
        for one in changes
    ]
    return _(
        "Against the list chosen: {new} new, {changed} changed, {same} same, {gone} gone."
    ).format(
        new=kinds.count(ChangeKind.NEW),
        changed=kinds.count(ChangeKind.CHANGED),
        same=kinds.count(ChangeKind.SAME),
        gone=kinds.count(ChangeKind.MISSING),
    )
