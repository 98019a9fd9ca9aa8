"""The table of the ledger: its columns, and which lines a filter keeps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtGui import QColor, QIcon

from inspector.domain.ids import UnitId
from inspector.domain.rectification import RectificationState
from inspector.i18n.deadlines import remaining
from inspector.i18n.gettext import _
from inspector.i18n.words import label
from inspector.services.problem_lines import ProblemLine
from inspector.ui.models.table import Column
from inspector.ui.theme import Theme

_State = RectificationState
_LOOKS: Final[dict[RectificationState, tuple[str, str]]] = {
    _State.PENDING: ("mdi6.circle-outline", "muted"),
    _State.UNDER_WAY: ("mdi6.progress-wrench", "accent"),
    _State.FIXED_ON_SPOT: ("mdi6.flash-outline", "good"),
    _State.REPLIED: ("mdi6.inbox-arrow-down-outline", "accent"),
    _State.SENT_BACK: ("mdi6.arrow-u-left-top", "bad"),
    _State.EXTENDED: ("mdi6.calendar-clock-outline", "warning"),
    _State.CLOSED: ("mdi6.check-circle-outline", "good"),
    _State.NOT_REPLIED: ("mdi6.alert-circle-outline", "bad"),
    _State.LONG_TERM: ("mdi6.all-inclusive", "muted"),
}
"""Icon and colour of each state; its word stands beside them."""
_NEVER: Final = date.max


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """What is shown of the ledger; what is empty lets everything through."""

    unit: UnitId | None = None
    unit_class: str | None = None
    state: RectificationState | None = None
    overdue: bool = False
    words: str = ""

    def keeps(self, line: ProblemLine) -> bool:
        """Whether a line is shown."""
        if self.unit is not None and line.problem.unit.id != self.unit:
            return False
        if self.unit_class is not None and line.unit_class != self.unit_class:
            return False
        if self.state is not None and line.state is not self.state:
            return False
        if self.overdue and not line.is_overdue:
            return False
        words = self.words.casefold().split()
        return all(word in _searched(line) for word in words)


def _searched(line: ProblemLine) -> str:
    one = line.problem
    texts = (
        one.entry.number,
        one.unit.label,
        one.item.title,
        one.finding.fact,
        one.finding.place,
        one.entry.leader,
        one.entry.person_in_charge,
    )
    return "\n".join(texts).casefold()


def days_text(line: ProblemLine) -> str:
    """Return how much time is left: 剩余5个工作日."""
    return remaining(line.days_left, is_overdue=line.is_overdue)


def state_text(line: ProblemLine) -> str:
    """Return the state's word, and that an extension waits for a decision."""
    word = label(line.state)
    if line.problem.entry.asked is not None:
        word = _("{state}, more time asked").format(state=word)
    return word


def state_icon(theme: Theme, state: RectificationState) -> QIcon:
    """Return a state's icon."""
    return theme.icon(*_LOOKS[state])


def widest_texts() -> dict[int, str]:
    """Return by column what it must have room for: the longest term, the longest state."""
    states = (label(state) for state in RectificationState)
    return {5: remaining(-10, is_overdue=True), 7: max(states, key=len)}


def columns(theme: Theme) -> tuple[Column[ProblemLine], ...]:
    """Return the columns of the ledger."""
    return (
        Column(_("Unit"), lambda line: line.problem.unit.label, width=104),
        Column(_("Problem no."), lambda line: line.problem.entry.number, width=70),
        Column(
            _("Item"),
            lambda line: line.problem.item.number,
            tip=lambda line: line.problem.item.title,
            width=48,
        ),
        Column(_("Fact"), lambda line: line.problem.finding.fact, width=176),
        Column(_("Place"), lambda line: line.problem.finding.place, width=88),
        Column(
            _("Deadline"),
            lambda line: days_text(line) or _day(line),
            key=lambda line: line.problem.entry.awaited_by or _NEVER,
            tip=_day,
            colour=_days_colour(theme),
            width=108,
        ),
        Column(_("In charge"), _people, width=88),
        Column(
            _("State"),
            state_text,
            icon=lambda line: state_icon(theme, line.state),
            colour=lambda line: theme.colour(_LOOKS[line.state][1]),
            width=122,
        ),
        Column(
            _("Proof"),
            lambda line: str(line.evidence) if line.evidence else "",
            is_number=True,
            width=48,
        ),
    )


def _people(line: ProblemLine) -> str:
    entry = line.problem.entry
    return "、".join(filter(None, (entry.leader, entry.person_in_charge)))


def _days_colour(theme: Theme) -> Callable[[ProblemLine], QColor | None]:
    def colour(line: ProblemLine) -> QColor | None:
        if line.is_overdue:
            return theme.colour("bad")
        if line.days_left is not None and line.days_left <= 1:
            return theme.colour("warning")
        return None

    return colour


def _day(line: ProblemLine) -> str:
    day = line.problem.entry.awaited_by
    return "" if day is None else day.isoformat()
