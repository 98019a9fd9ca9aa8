"""The words for what keeps a unit, or a whole inspection, from its next step."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from inspector.domain.holds import Held, Hold, Waiting
from inspector.domain.inspection import AssessmentState
from inspector.i18n.gettext import CHINESE, N_, _, current
from inspector.i18n.words import label

_OF_UNIT: Final[Mapping[Hold, str]] = {
    Hold.AWAITED: N_("Sheet due on {day}"),
    Hold.LATE: N_("Sheet overdue since {day}"),
    Hold.TO_COMPLETE: N_("To be completed by {day}"),
    Hold.DISAGREEMENT: N_("{count} disagreements to settle"),
    Hold.OPEN_ITEMS: N_("{count} items not yet checked"),
    Hold.FAULTS: N_("{count} faults found by the check"),
    Hold.OBJECTION: N_("{count} objections undecided"),
    Hold.MAY_OBJECT: N_("May object until {day}"),
}
"""What is said of one unit where there is a number or a day to say."""
_OF_ALL: Final[Mapping[Hold, str]] = {
    Hold.NOT_SENT: N_("{units} without a sheet sent"),
    Hold.AWAITED: N_("{units} still to send their sheet"),
    Hold.LATE: N_("{units} late with their sheet"),
    Hold.TO_COMPLETE: N_("{units} completing their sheet"),
    Hold.NOT_BEGUN: N_("{units} not begun"),
    Hold.COUNTING: N_("{units} being counted"),
    Hold.DISAGREEMENT: N_("{units} with disagreements to settle"),
    Hold.OPEN_ITEMS: N_("{units} with {count} items not yet checked"),
    Hold.FAULTS: N_("{units} held by the check"),
    Hold.OBJECTION: N_("{units} with undecided objections"),
    Hold.MAY_OBJECT: N_("{units} within the time to object"),
    Hold.NOTHING: N_("{units} ready to go on"),
    Hold.DONE: N_("{units} approved"),
}


def held_words(held: Held) -> str:
    """Return what keeps one unit, with its number or day."""
    has_figure = held.count > 0 or held.day is not None
    if not has_figure or held.hold not in _OF_UNIT:
        return label(held.hold)
    return _(_OF_UNIT[held.hold]).format(count=held.count, day=short_day(held.day))


def waiting_words(waiting: Waiting) -> str:
    """Return how many units one hold keeps."""
    return _(_OF_ALL[waiting.hold]).format(units=waiting.units, count=waiting.count)


def unfinished_words(
    states: Sequence[tuple[AssessmentState, int]], late: int, objections: int, problems: int
) -> str:
    """Return what is unfinished in one inspection, what presses first; else that all is done."""
    parts = [
        template.format(count=count)
        for template, count in (
            (_("{count} late"), late),
            (_("{count} objections undecided"), objections),
            (_("{count} problems not closed"), problems),
        )
        if count
    ]
    parts += [
        _("{state}: {units}").format(state=label(state), units=units) for state, units in states
    ]
    return " · ".join(parts) or _("All done")


def short_day(day: date | None) -> str:
    """Return a day as narrow columns show it: without the year; nothing for none."""
    if day is None:
        return ""
    return f"{day.month}月{day.day}日" if current() == CHINESE else f"{day:%m-%d}"
