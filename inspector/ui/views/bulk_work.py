"""What can be done with the units chosen: each action of the overview and when it may be."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from inspector.domain.ids import UnitId
from inspector.domain.inspection import AssessmentState, Inspection
from inspector.i18n.gettext import _
from inspector.ui.context import Context
from inspector.ui.later import later
from inspector.ui.views.unit_rows import UnitRow
from inspector.ui.views.units_view import UnitsView

if TYPE_CHECKING:
    from inspector.services.drafts import Shelf
    from inspector.services.drafts import shelf as papers_of
    from inspector.ui.dialogs.advance import AdvanceDialog
    from inspector.ui.dialogs.approval import ApprovalDialog, UnlockDialog
    from inspector.ui.dialogs.correct_task import CorrectTaskDialog
    from inspector.ui.dialogs.correct_unit import CorrectUnitDialog
    from inspector.ui.dialogs.division import DivisionDialog, PackageDialog
    from inspector.ui.dialogs.objection_registering import AddObjectionDialog
    from inspector.ui.dialogs.paper_batch import BatchPlan, PaperBatchDialog
    from inspector.ui.dialogs.paste_units import AddUnitsDialog
    from inspector.ui.dialogs.sheet_intake import SheetIntake
    from inspector.ui.dialogs.sheets_out import SheetsOutDialog
    from inspector.ui.dialogs.take_out_units import TakeOutDialog
    from inspector.ui.views.overview import OverviewScreen
else:
    AdvanceDialog = later("inspector.ui.dialogs.advance", "AdvanceDialog")
    ApprovalDialog = later("inspector.ui.dialogs.approval", "ApprovalDialog")
    UnlockDialog = later("inspector.ui.dialogs.approval", "UnlockDialog")
    CorrectTaskDialog = later("inspector.ui.dialogs.correct_task", "CorrectTaskDialog")
    CorrectUnitDialog = later("inspector.ui.dialogs.correct_unit", "CorrectUnitDialog")
    DivisionDialog = later("inspector.ui.dialogs.division", "DivisionDialog")
    PackageDialog = later("inspector.ui.dialogs.division", "PackageDialog")
    AddObjectionDialog = later("inspector.ui.dialogs.objection_registering", "AddObjectionDialog")
    papers_of = later("inspector.services.drafts", "shelf")
    BatchPlan = later("inspector.ui.dialogs.paper_batch", "BatchPlan")
    PaperBatchDialog = later("inspector.ui.dialogs.paper_batch", "PaperBatchDialog")
    AddUnitsDialog = later("inspector.ui.dialogs.paste_units", "AddUnitsDialog")
    SheetIntake = later("inspector.ui.dialogs.sheet_intake", "SheetIntake")
    SheetsOutDialog = later("inspector.ui.dialogs.sheets_out", "SheetsOutDialog")
    TakeOutDialog = later("inspector.ui.dialogs.take_out_units", "TakeOutDialog")


_MAY_OBJECT: Final = frozenset({AssessmentState.FED_BACK, AssessmentState.UNDER_OBJECTION})
_FEEDBACK: Final = "feedback"
"""The kind of paper that most units are made at once."""
_WRITING: Final = (
    "overview.add_units",
    "overview.correct_task",
    "overview.send_sheets",
    "overview.take_sheets",
    "overview.divide",
    "overview.advance",
    "overview.approve",
)
"""Actions that change the workspace, whatever is chosen."""


class BulkWork(QObject):
    """Binds the actions of the overview to their dialogs."""

    def __init__(self, context: Context, units: UnitsView, screen: "OverviewScreen") -> None:
        super().__init__(screen)
        self._context, self._units, self._screen = context, units, screen
        bind = context.actions.bind
        bind("overview.add_units", partial(self._with_task, self._add_units))
        bind("overview.correct_unit", self._correct_unit)
        bind("overview.take_out", partial(self._with_task, self._take_out))
        bind("overview.correct_task", partial(self._with_task, self._correct_task))
        bind("overview.send_sheets", partial(self._with_units, SheetsOutDialog))
        bind("overview.take_sheets", partial(self._with_task, self._take_sheets))
        bind("overview.divide", partial(self._with_units, DivisionDialog))
        bind("overview.package", partial(self._with_units, PackageDialog))
        bind("overview.advance", partial(self._with_units, AdvanceDialog))
        bind("overview.papers", partial(self._with_task, self._make_papers))
        bind("overview.object", partial(self._with_task, self._object))
        bind("overview.approve", partial(self._with_task, self._approve))
        bind("overview.unlock", partial(self._with_task, self._unlock))
        self.settle()

    def settle(self) -> None:
        """Let what makes no sense with the units chosen not be chosen."""
        session = self._context.session
        rows = self._units.model.rows
        may_write = session.task is not None and not session.is_read_only
        for key in _WRITING:
            self._context.actions.enable(key, may_write)
        enable = self._context.actions.enable
        enable("overview.correct_unit", may_write and len(self._units.selected()) == 1)
        enable("overview.take_out", may_write and bool(self._units.selected()))
        enable("overview.package", bool(rows))
        enable("overview.papers", bool(rows))
        enable("overview.object", may_write and any(map(_may_object, self._screen.rows())))
        enable("overview.unlock", may_write and self._locked() is not None)

    # Doing ----------------------------------------------------------------------------------------

    def _with_task(self, do: Callable[[Inspection], None]) -> None:
        task = self._context.session.task
        if task is not None:
            do(task)

    def _with_units(
        self,
        dialog: Callable[[Context, Inspection, Sequence[UnitRow], QWidget], QDialog],
    ) -> None:
        task, chosen = self._context.session.task, self._units.chosen()
        if task is not None and chosen:
            dialog(self._context, task, chosen, self._context.frame.window_widget).open()

    def _add_units(self, task: Inspection) -> None:
        AddUnitsDialog(self._context, task, self._context.frame.window_widget).open()

    def _correct_unit(self) -> None:
        chosen = self._units.selected()
        if len(chosen) == 1:
            parent = self._context.frame.window_widget
            CorrectUnitDialog(self._context, chosen[0].line.unit, parent).open()

    def _take_out(self, task: Inspection) -> None:
        chosen = [row.line.unit for row in self._units.selected()]
        if chosen:
            TakeOutDialog(self._context, task, chosen, self._context.frame.window_widget).open()

    def _correct_task(self, task: Inspection) -> None:
        CorrectTaskDialog(self._context, task, self._context.frame.window_widget).open()

    def _take_sheets(self, _task: Inspection) -> None:
        SheetIntake(self._context).open()

    def _make_papers(self, task: Inspection) -> None:
        chosen = frozenset(row.key for row in self._units.chosen())
        if chosen:
            self._context.session.ask(
                lambda desk: papers_of(desk, task), partial(self._begin_batch, chosen), self
            )

    def _begin_batch(self, chosen: frozenset[UnitId], shelf: "Shelf") -> None:
        path = self._context.session.path
        if path is not None:
            folder = path.parent / _("Papers")
            plan = BatchPlan(kind=_FEEDBACK, folder=folder, chosen=chosen)
            PaperBatchDialog(self._context.frame.window_widget, self._context, shelf, plan).open()

    def _object(self, task: Inspection) -> None:
        rows = [row for row in self._screen.rows() if _may_object(row)]
        chosen = next((row for row in self._units.selected() if _may_object(row)), None)
        AddObjectionDialog(
            self._context, task, rows, chosen, self._context.frame.window_widget
        ).open()

    def _approve(self, task: Inspection) -> None:
        ApprovalDialog(self._context, task, self._context.frame.window_widget).open()

    def _unlock(self, task: Inspection) -> None:
        row = self._locked()
        if row is not None:
            UnlockDialog(self._context, task, row, self._context.frame.window_widget).open()

    def _locked(self) -> UnitRow | None:
        """Return the one unit chosen, where it is approved."""
        selected = self._units.selected()
        return selected[0] if len(selected) == 1 and selected[0].line.is_locked else None


def _may_object(row: UnitRow) -> bool:
    return row.line.state in _MAY_OBJECT
