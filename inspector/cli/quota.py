"""What a quota leaves to the meeting, said under tables of results."""

from collections.abc import Iterable, Iterator
from typing import Any

from inspector.domain.inspection import AssessmentState, is_locked
from inspector.i18n.gettext import _


def quota_notes(views: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield for each class what its quota leaves to the meeting, as long as that is undecided.

    Each view has the unit, its class, state, quota, and whether it is tied across or beyond it.
    """
    tied: dict[tuple[str, int], list[str]] = {}
    beyond: dict[tuple[str, int], list[str]] = {}
    for view in views:
        if view["quota"] is None or is_locked(AssessmentState(view["state"])):
            continue
        where = (view["class"], view["quota"])
        if view["tied_across_quota"]:
            tied.setdefault(where, []).append(view["unit"])
        if view["over_quota"]:
            beyond.setdefault(where, []).append(view["unit"])
    for (_key, quota), units in tied.items():
        yield _(
            "{units} share a rank; the best grade for all of them goes beyond the quota of "
            "{quota}. The meeting decides."
        ).format(units="、".join(units), quota=quota)
    for (_key, quota), units in beyond.items():
        yield _(
            "{units} have the mark for the best grade but rank beyond the quota of {quota}."
        ).format(units="、".join(units), quota=quota)
