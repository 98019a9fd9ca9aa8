"""The words that the start page shows of a recent workspace."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.i18n.progress import short_day, unfinished_words
from inspector.services.recent import RecentWorkspace, UnfinishedTask

_MOST_TASKS = 3
"""Inspections of one workspace that are named; the rest is counted."""


@dataclass(frozen=True, slots=True)
class RecentLines:
    """One workspace in words; `role` is the colour of the lines on what is unfinished."""

    path: Path
    name: str
    changed: str
    unfinished: tuple[str, ...]
    role: str
    folder: str

    @property
    def spoken(self) -> str:
        """All of it in one text, for tips and screen readers."""
        return "\n".join((self.name, *self.unfinished, self.folder, self.changed))


def lines_of(one: RecentWorkspace, today: date, *, is_looking: bool) -> RecentLines:
    """Return the words for one workspace; `is_looking` while it has not been looked into."""
    unfinished, role = _unfinished(one, is_looking)
    return RecentLines(
        path=one.path,
        name=one.path.stem,
        changed=_changed(one.changed, today),
        unfinished=unfinished,
        role=role,
        folder=str(one.path.parent),
    )


def _unfinished(one: RecentWorkspace, is_looking: bool) -> tuple[tuple[str, ...], str]:
    if one.has_password:
        return (_("Protected by a password; what is in it shows once it is open."),), "muted"
    if one.issues:
        return tuple(f"⚠ {sentence(issue)}" for issue in one.issues), "bad"
    if one.is_older:
        return (_("Made by an earlier version; brought up to date when opened."),), "muted"
    if is_looking:
        return (_("Looking what is unfinished…"),), "muted"
    if not one.tasks:
        return (_("No inspection in it yet"),), "muted"
    shown = tuple(map(_task_line, one.tasks[-_MOST_TASKS:]))
    rest = len(one.tasks) - len(shown)
    more = (_("… and {count} more.").format(count=rest),) if rest else ()
    return (*reversed(shown), *more), "text"


def _task_line(task: UnfinishedTask) -> str:
    return _("{name}: {unfinished}").format(
        name=task.name,
        unfinished=unfinished_words(task.states, task.late, task.objections, task.problems),
    )


def _changed(when: datetime | None, today: date) -> str:
    if when is None:
        return ""
    if when.date() == today:
        return _("today {time}").format(time=f"{when:%H:%M}")
    if when.year == today.year:
        return f"{short_day(when.date())} {when:%H:%M}"
    return f"{when:%Y-%m-%d}"
