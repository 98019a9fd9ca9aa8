"""What is done with findings that are there: corrected, marked, withdrawn, kept as phrases."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from inspector.domain.finding import Finding
from inspector.i18n.gettext import _
from inspector.services.item_view import ItemView
from inspector.ui.context import Context
from inspector.ui.dialogs.reason import ReasonDialog
from inspector.ui.views.findings_list import Correction, FindingsList
from inspector.ui.views.item_verbs import ItemVerbs


class RecordedFindings(QObject):
    """Carries out what is wished of the findings in the list."""

    def __init__(
        self, context: Context, verbs: ItemVerbs, rows: FindingsList, owner: QObject
    ) -> None:
        super().__init__(owner)
        self._context, self._verbs = context, verbs
        self._view: ItemView | None = None
        rows.corrected.connect(self._correct)
        rows.marked.connect(self._mark)
        rows.withdrawal_wanted.connect(self._ask_to_withdraw)
        rows.phrase_kept.connect(self._keep_phrase)

    def show_view(self, view: ItemView | None) -> None:
        """Go on with another view."""
        self._view = view

    def take_back_last(self) -> None:
        """Take back the finding recorded last under the item."""
        if self._view is not None and not self._view.is_locked:
            self._verbs.take_back_last(self._view)

    def _correct(self, correction: Correction) -> None:
        if self._view is not None:
            self._verbs.correct(self._view, correction)

    def _mark(self, finding: Finding, name: str, is_so: bool) -> None:
        if self._view is not None:
            self._verbs.mark(self._view, finding, name, is_so)

    def _keep_phrase(self, finding: Finding) -> None:
        if self._view is not None:
            self._verbs.keep_phrase(self._view, finding)
            self._context.frame.tell(_("Kept as a usual phrase."))

    def _ask_to_withdraw(self, finding: Finding) -> None:
        view = self._view
        if view is None:
            return
        given: Callable[[str], None] = partial(self._verbs.withdraw, view, finding)
        question = _("“{fact}” stays on record as withdrawn and counts nothing. Why?")
        ReasonDialog(
            _("Withdraw"),
            question.format(fact=finding.fact),
            given,
            self._context.frame.window_widget,
        ).open()
