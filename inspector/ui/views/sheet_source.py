"""Where the sheet on the screen comes from: read in the database thread, kept up to date here."""

from functools import partial
from typing import Final, TypeAlias

from PySide6.QtCore import QObject, Signal

from inspector.domain.changes import Changes
from inspector.domain.edits import RecordKind
from inspector.domain.ids import UnitId
from inspector.domain.inspection import Inspection
from inspector.services import score_sheet, unit_choices
from inspector.services.desk import Desk
from inspector.services.score_sheet import Fresh, ScoreSheet, SheetReader
from inspector.services.unit_choices import Choice
from inspector.ui.session import Session

_LISTED: Final = frozenset({RecordKind.UNIT, RecordKind.ASSESSMENT, RecordKind.INSPECTION})
"""Kinds of record that change what the list of units shows."""
_Opened: TypeAlias = tuple[tuple[Choice, ...], ScoreSheet | None]


class SheetSource(QObject):
    """Holds the units to choose from and the sheet of one of them."""

    opened = Signal()
    """Another sheet is there, or none."""
    listed = Signal()
    """The units to choose from, or their states, are other ones."""
    touched = Signal(object, bool)
    """What an edit Touched of the sheet, and whether the state of its unit with it."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._reader = SheetReader()
        self._asked = 0
        self._shown: tuple[Inspection, UnitId] | None = None
        self._taken: Changes | None = None
        self.choices: tuple[Choice, ...] = ()
        self.sheet: ScoreSheet | None = None
        self.unit: UnitId | None = None
        """The unit that is shown or being read."""
        self.is_opening = False
        session.watch(self._read_along, self._take_along)

    def load(self, unit: UnitId | None) -> None:
        """Read the units anew and the sheet of one of them, the first where it is not there."""
        task = self._session.task
        self.unit, token = unit, self._next()
        if task is None:
            self._show_loaded(token, ((), None))
            return
        question = partial(_opened, self._reader, task, unit)
        self._session.ask(question, partial(self._show_loaded, token), self)

    def open(self, unit: UnitId) -> None:
        """Read the sheet of another unit, and the units with it while they are not known yet."""
        task = self._session.task
        if not self.choices:
            self.load(unit)
        elif task is not None:
            self.unit, token = unit, self._next()
            question = partial(self._reader.read, task=task, unit=unit)
            self._session.ask(question, partial(self._show, token), self)

    def clear(self) -> None:
        """Forget the workspace that was closed."""
        self._reader = SheetReader()
        self.choices = ()
        self._show(self._next(), None)

    def refresh(self, changes: Changes) -> None:
        """Read again what an edit touched, and nothing else."""
        task, sheet = self._session.task, self.sheet
        if task is None:
            return
        if {kind for kind, _key in changes.touched} & _LISTED:
            self._session.ask(partial(unit_choices.choices, task=task), self._list, self)
        wanted = None if sheet is None else sheet.wanted(changes)
        if sheet is None or wanted is None or changes is self._taken:
            return
        if wanted.everything:
            self.open(sheet.unit.id)
            return
        question = partial(score_sheet.fresh, task=task, unit=sheet.unit.id, wanted=wanted)
        self._session.ask(question, partial(self._take, sheet), self)

    def _show_loaded(self, token: int, opened: _Opened) -> None:
        if token == self._asked:
            self.choices = opened[0]
            self._show(token, opened[1])

    def _show(self, token: int, sheet: ScoreSheet | None) -> None:
        if token != self._asked:
            return
        task = self._session.task
        self.is_opening, self.sheet = False, sheet
        self.unit = None if sheet is None else sheet.unit.id
        self._shown = None if task is None or sheet is None else (task, sheet.unit.id)
        self.opened.emit()

    def _list(self, choices: tuple[Choice, ...]) -> None:
        self.choices = choices
        self.listed.emit()

    def _take(self, sheet: ScoreSheet, fresh: Fresh) -> None:
        if sheet is not self.sheet:
            return
        touched = sheet.take(fresh)
        if touched is None:
            self.open(sheet.unit.id)
        else:
            self.touched.emit(touched, fresh.part is not None)

    def _next(self) -> int:
        """Return the number of a question; answers to earlier ones are not wanted any more."""
        self._asked += 1
        self.is_opening = True
        return self._asked

    # Along with each edit ------------------------------------------------------------------------

    def _read_along(self, desk: Desk, changes: Changes) -> tuple[UnitId, Fresh] | None:
        """Read in the turn of an edit what it touched of the unit shown, where that is enough.

        Runs in the database thread and looks at one value of this object, which is never changed.
        """
        shown = self._shown
        if shown is None:
            return None
        task, unit = shown
        fresh = score_sheet.answers_touched(desk, task, unit, changes)
        return None if fresh is None else (unit, fresh)

    def _take_along(self, changes: Changes, read: tuple[UnitId, Fresh] | None) -> None:
        sheet = self.sheet
        if read is not None and sheet is not None and sheet.unit.id == read[0]:
            self._taken = changes
            self._take(sheet, read[1])


def _opened(reader: SheetReader, task: Inspection, unit: UnitId | None, desk: Desk) -> _Opened:
    """Read the units and the sheet of one of them: the one named, or the first."""
    choices = unit_choices.choices(desk, task)
    units = [one.unit for one in choices]
    if not units:
        return choices, None
    chosen = unit if unit in units else units[0]
    return choices, reader.read(desk, task, chosen)
