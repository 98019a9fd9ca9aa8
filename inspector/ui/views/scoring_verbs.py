"""What is done to a unit as a whole: confirming the rest, and its check."""

import gc
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.domain.issues import Issue
from inspector.services import answers, unit_check
from inspector.services.score_sheet import ScoreSheet
from inspector.ui.context import Context
from inspector.ui.dialogs.scoring import CheckDialog, ConfirmRest
from inspector.ui.views.unit_page import UnitPage

_QUIET: Final = 800
"""Milliseconds without an edit after which the check is counted anew."""
_MOST_COUNTED: Final = 1_000
"""Items beyond which the check runs only when somebody asks for it."""


class UnitVerbs(QObject):
    """Asks before it writes; the check is counted when the hands rest."""

    counted = Signal(object)
    """How many entries the check has, or None while that is not known."""

    def __init__(self, context: Context, page: UnitPage, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._page = context, page
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET)
        self._timer.timeout.connect(self._rest)
        self._settled: ScoreSheet | None = None
        """The large sheet that the collector of garbage was told to pass over."""

    def confirm_rest(self) -> None:
        """List the items of which nothing is said yet, and confirm them as met if that is meant."""
        sheet = self._page.sheet
        if sheet is None:
            return
        self._page.panel.commit_pending()
        dialog = ConfirmRest(sheet.unit.label, sheet.rest(), self._context.frame.window_widget)
        dialog.accepted.connect(partial(self._confirm_all, sheet))
        dialog.open()

    def check(self) -> None:
        """Show what the check finds."""
        self._page.panel.commit_pending()
        self._ask(self._show)

    def count_later(self) -> None:
        """Count what the check finds when nothing was entered for a while."""
        sheet = self._page.sheet
        if sheet is None:
            self._timer.stop()
        elif len(sheet.lines) <= _MOST_COUNTED or sheet is not self._settled:
            self._timer.start()

    def stop_counting(self) -> None:
        """Leave the count be."""
        self._timer.stop()

    def _confirm_all(self, sheet: ScoreSheet) -> None:
        task = self._context.session.task
        if task is not None:
            verb = partial(answers.confirm_rest, task=task, unit=sheet.unit)
            self._context.session.edit(verb, self)

    def _rest(self) -> None:
        """Use the moment in which nothing is entered."""
        sheet = self._page.sheet
        if sheet is not None and len(sheet.lines) > _MOST_COUNTED:
            self._settled = sheet
            _set_aside()
        else:
            self._count()

    def _count(self) -> None:
        self._ask(lambda _sheet, issues: self.counted.emit(len(issues)))

    def _ask(self, then: Callable[[ScoreSheet, tuple[Issue, ...]], None]) -> None:
        task, sheet = self._context.session.task, self._page.sheet
        if task is not None and sheet is not None:
            verb = partial(unit_check.check, task=task, unit=sheet.unit)
            self._context.session.ask(verb, partial(then, sheet), self)

    def _show(self, sheet: ScoreSheet, issues: tuple[Issue, ...]) -> None:
        self.counted.emit(len(issues))
        window = self._context.frame.window_widget
        dialog = CheckDialog(sheet.unit.label, issues, self._context.theme, window)
        dialog.chosen.connect(partial(self._go_to_number, sheet))
        dialog.setModal(False)
        dialog.show()

    def _go_to_number(self, sheet: ScoreSheet, number: str) -> None:
        """Go to an item of the unit that was checked, while it is still the one shown."""
        shown = self._page.sheet
        if shown is not None and shown.unit.id == sheet.unit.id:
            for key, line in shown.lines.items():
                if line.number == number:
                    self._page.choose(key)


def _set_aside() -> None:
    """Let the collector of garbage pass over what is there now: a large sheet, most of it.

    Going through 10,000 items takes it a tenth of a second, and it would choose its moment while
    somebody types. What an earlier sheet left is taken back first.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
