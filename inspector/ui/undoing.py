"""Undo and redo: the action's name in the menu, and a look at what an earlier sitting did."""

from datetime import UTC, datetime

from PySide6.QtCore import QObject

from inspector.i18n.actions import words_of_what_was_done
from inspector.i18n.gettext import _
from inspector.services import history
from inspector.services.desk import Desk
from inspector.services.history import Pending
from inspector.storage.undo import Undone
from inspector.ui.actions.table import Actions
from inspector.ui.context import Context
from inspector.ui.places import spot_of

UNDO, REDO = "frame.undo", "frame.redo"
_LONGEST = 40
"""Characters of an action's name in the menu; a fact can be a paragraph."""


class Undoing(QObject):
    """Keeps the two actions named and enabled, and carries them out.

    What was done before this file was opened is first shown where it stands; asked a second
    time, it is taken back.
    """

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._since = datetime.now(UTC)
        self._undo: Pending | None = None
        self._redo: Pending | None = None
        self._shown: tuple[str, int] | None = None
        """The earlier action that was gone to and named already."""
        actions = context.actions
        actions.bind(UNDO, self.undo)
        actions.bind(REDO, self.redo)
        actions.action("frame.field_mode").toggled.connect(lambda _on: self._name())
        context.session.opened.connect(self._begin)
        context.session.closed.connect(self._clear)
        context.session.changed.connect(lambda _changes: self._ask())
        self._clear()

    def undo(self) -> None:
        """Take the last action back, or first show it where it belongs to an earlier sitting."""
        one = self._undo
        if one is None or self._is_of_others(one):
            return
        place = (one.entry.session, one.entry.number)
        if one.entry.at < self._since and self._shown != place:
            self._shown = place
            self._show_earlier(one)
            return
        self._context.session.undo(self, self._tell_undone)

    def redo(self) -> None:
        """Do again what was taken back last."""
        one = self._redo
        if one is not None and not self._is_of_others(one):
            self._context.session.redo(self, self._tell_redone)

    def _is_of_others(self, one: Pending) -> bool:
        """In field mode, say of what was not done at the unit shown only that it must wait."""
        frame, task = self._context.frame, self._context.session.task
        if not frame.is_field_mode:
            return False
        spot = frame.spot
        is_here = task is not None and one.inspection == task.id
        if is_here and spot is not None and one.unit is not None and one.unit == spot.unit:
            return False
        frame.tell(_("The last action was not done at this unit; leave field mode to undo it."))
        return True

    # Following ------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._since = datetime.now(UTC)
        self._shown = None
        self._ask()

    def _clear(self) -> None:
        self._take((None, None))

    def _ask(self) -> None:
        if self._context.session.is_open:
            self._context.session.ask(_pending, self._take, self)

    def _take(self, found: tuple[Pending | None, Pending | None]) -> None:
        self._undo, self._redo = found
        self._name()

    def _name(self) -> None:
        actions = self._context.actions
        named = (
            (UNDO, self._undo, _("Undo: {action}"), _("Undo")),
            (REDO, self._redo, _("Redo: {action}"), _("Redo")),
        )
        for key, one, template, bare in named:
            actions.enable(key, one is not None)
            text = bare
            # In the field the paper on the table may be seen by the unit that is visited.
            if one is not None and not self._context.frame.is_field_mode:
                text = template.format(action=_short(words_of_what_was_done(one.entry.action)))
            _say(actions, key, text)

    def _show_earlier(self, one: Pending) -> None:
        found = spot_of(self._context.session, one)
        if found is not None:
            self._context.frame.go_to(*found)
        at = one.entry.at.astimezone()
        self._context.frame.tell(
            _("Earlier, on {time}: {action}. Undo once more to take it back.").format(
                time=f"{at:%Y-%m-%d %H:%M}",
                action=_short(words_of_what_was_done(one.entry.action)),
            )
        )

    def _tell_undone(self, done: Undone) -> None:
        self._tell(_("Took back: {action}"), done)

    def _tell_redone(self, done: Undone) -> None:
        self._tell(_("Did again: {action}"), done)

    def _tell(self, template: str, done: Undone) -> None:
        said = template.format(action=_short(words_of_what_was_done(done.group.action)))
        if done.left:
            said += " " + _("{count} fields that were changed since are left as they are.").format(
                count=len(done.left)
            )
        self._context.frame.tell(said)


def _pending(desk: Desk) -> tuple[Pending | None, Pending | None]:
    return history.pending(desk)


def _say(actions: Actions, key: str, text: str) -> None:
    action = actions.action(key)
    action.setText(text.replace("&", "&&"))
    action.setStatusTip(text)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
