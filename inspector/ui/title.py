"""What the window's title says: the inspection and the workspace, or in field mode neither."""

from inspector.i18n.gettext import _
from inspector.ui.session import Session


def title_of(session: Session, *, is_field_mode: bool) -> str:
    """Return the title; where nothing is open it is the program's name."""
    if is_field_mode:
        return _("Field mode")
    parts = [session.task.name] if session.task is not None else []
    if session.path is not None:
        parts.append(session.path.stem)
    if session.is_read_only:
        parts.append(_("read-only"))
    return " — ".join(parts) or _("Inspector")
