"""Recent workspaces: which are there still, and what is unfinished in each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from inspector import settings
from inspector.domain.errors import Refused
from inspector.domain.inspection import AssessmentState, Inspection, is_locked
from inspector.domain.issues import Issue
from inspector.services import overview, secrecy
from inspector.services.desk import Desk
from inspector.storage.migrations.steps import LATEST, version_of
from inspector.storage.workspace_file import WorkspaceFile

MOST: Final = 12
"""How many workspaces are remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedTask:
    """One inspection with where its units stand, and what is open beside them."""

    name: str
    units: int
    states: tuple[tuple[AssessmentState, int], ...]
    """How many units stand in each state, the approved ones left out."""
    late: int
    objections: int
    problems: int

    @property
    def is_done(self) -> bool:
        """Whether every unit is approved and every problem closed."""
        return not (self.problems or self.states)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentWorkspace:
    """One workspace that was open lately; with `issues` it could not be looked into."""

    path: Path
    changed: datetime | None = None
    """When the file was last written, in local time."""
    has_password: bool = False
    is_older: bool = False
    """Whether an earlier version of the program made it; it is brought up to date when opened."""
    tasks: tuple[UnfinishedTask, ...] = ()
    issues: tuple[Issue, ...] = ()


def files(file: Path | None = None) -> tuple[RecentWorkspace, ...]:
    """Return the workspaces remembered that are still there, the latest first, unopened."""
    return tuple(
        RecentWorkspace(path=path, changed=_changed(path), has_password=_has_password(path))
        for path in map(Path, settings.load(file).recent_files)
        if path.is_file()
    )


def look_into(known: Sequence[RecentWorkspace], today: date) -> tuple[RecentWorkspace, ...]:
    """Return workspaces with what is unfinished in each, opened for reading one after another.

    One with a password stays closed; one that cannot be read carries the reason.
    """
    return tuple(one if one.has_password else _looked_into(one, today) for one in known)


def remember(path: Path, file: Path | None = None) -> None:
    """Put a workspace at the head of those that were open lately."""
    before = settings.load(file)
    named = str(path.absolute())
    others = [one for one in before.recent_files if one != named]
    settings.save(replace(before, recent_files=(named, *others)[:MOST]), file)


def forget(path: Path, file: Path | None = None) -> None:
    """Offer a workspace no longer; the file itself is left alone."""
    before = settings.load(file)
    kept = tuple(one for one in before.recent_files if one != str(path.absolute()))
    settings.save(replace(before, recent_files=kept), file)


def _changed(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime)
    except OSError:
        return None


def _has_password(path: Path) -> bool:
    try:
        return secrecy.is_locked(path)
    except Refused:
        return False


def _looked_into(one: RecentWorkspace, today: date) -> RecentWorkspace:
    try:
        with WorkspaceFile.open(one.path, read_only=True) as file:
            if version_of(file.database) < LATEST:
                return replace(one, is_older=True)
            desk = Desk(file=file, author="")
            tasks = tuple(_unfinished(desk, task, today) for task in file.reader.inspections())
            return replace(one, tasks=tasks)
    except Refused as refusal:
        return replace(one, issues=refusal.issues)


def _unfinished(desk: Desk, task: Inspection, today: date) -> UnfinishedTask:
    lines = overview.lines(desk, task, today)
    return UnfinishedTask(
        name=task.name,
        units=len(lines),
        states=tuple(
            (state, count)
            for state, count in overview.whole(lines, {}, today).states
            if not is_locked(state)
        ),
        late=sum(line.is_late for line in lines),
        objections=sum(line.objections for line in lines),
        problems=sum(line.problems for line in lines),
    )
