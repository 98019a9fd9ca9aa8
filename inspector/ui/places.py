"""Places: where on which screen something that was done can be seen."""

from inspector.services.history import Pending
from inspector.ui.screen import Spot
from inspector.ui.session import Session


def spot_of(session: Session, one: Pending) -> tuple[str, Spot] | None:
    """Return screen and place of an action, making its inspection the current one."""
    task = next((task for task in session.tasks if task.id == one.inspection), None)
    if task is None or one.unit is None:
        return None
    session.choose(task)
    return "scoring", Spot(unit=one.unit, item=one.item)
