"""How much time is left until a deadline, in the words of a ledger."""

from typing import Final

from inspector.i18n.gettext import N_, _

_LEFT: Final = N_("{days} working days left")
_LAST: Final = N_("due today")
_PAST: Final = N_("{days} working days overdue")
_JUST_PAST: Final = N_("overdue")


def remaining(days: int | None, *, is_overdue: bool, language: str | None = None) -> str:
    """Return what is left, such as 剩余5个工作日; "" where nothing is awaited.

    A deadline may pass on days off: then no working day is overdue yet.
    """
    if days is None:
        return ""
    if is_overdue:
        sentence = _PAST if days else _JUST_PAST
        return _(sentence, language).format(days=abs(days))
    return _(_LEFT if days else _LAST, language).format(days=days)
