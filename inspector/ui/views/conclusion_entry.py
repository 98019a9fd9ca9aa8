"""From a conclusion that is chosen to one that stands."""

from PySide6.QtCore import QObject, Signal

from inspector.domain.answer import Conclusion
from inspector.domain.errors import Refused
from inspector.services.item_view import ItemView
from inspector.ui.context import Context
from inspector.ui.views.conclusion_row import ConclusionRow
from inspector.ui.views.item_verbs import ItemVerbs


class ConclusionEntry(QObject):
    """Carries out what is wished of conclusions and figures."""

    done = Signal()
    """A conclusion was said to its end, with what it asks for besides, or not after all."""

    def __init__(
        self, context: Context, verbs: ItemVerbs, row: ConclusionRow, owner: QObject
    ) -> None:
        super().__init__(owner)
        self._context, self._verbs, self._row = context, verbs, row
        self._view: ItemView | None = None
        row.chosen.connect(self._conclude)
        row.excused.connect(self._excuse)
        row.dropped.connect(self.done)
        row.stated.connect(self._state)
        row.measured.connect(self._measure)

    def show_view(self, view: ItemView | None) -> None:
        """Go on with another view."""
        self._view = view

    def choose(self, number: int) -> None:
        """Choose the conclusion of this number, from 1."""
        view = self._view
        if view is not None and not view.is_locked and 1 <= number <= len(view.conclusions):
            self._row.choose(view.conclusions[number - 1])

    def _conclude(self, conclusion: Conclusion, **more: object) -> None:
        if self._view is not None:
            self._verbs.conclude(self._view, conclusion, self._not_concluded, **more)

    def _excuse(self, reason: str, allowed_by: str) -> None:
        self._conclude(Conclusion.NOT_APPLICABLE, reason=reason, allowed_by=allowed_by)
        self.done.emit()

    def _state(self, is_published: bool) -> None:
        self._conclude(Conclusion.DID_NOT_OCCUR, statement_published=is_published)

    def _measure(self, figures: tuple[str, ...]) -> None:
        if self._view is not None:
            self._verbs.set_figures(self._view, figures)

    def _not_concluded(self, refusal: Refused) -> None:
        self._row.mark_again()
        self._context.frame.warn(refusal.issues)
