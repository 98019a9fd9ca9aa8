"""What committing one answer through the service costs above a raw SQLite commit."""

import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measurement import Measurement, growth
from bench.workspaces import build
from inspector.domain.edits import Action
from inspector.services import answers, inspections, lookup

ALLOWANCE = 0.001
"""Seconds that the service may add to the raw commit."""
SLOW_ENOUGH = 0.0002
"""Seconds a raw commit takes on the disks the limit was set for."""
TIMES = 300


def run() -> Sequence[Measurement]:
    """Measure with 12 and with 120 units in the workspace.

    The three take turns, so that a disk that is busy for a while is busy for all of them.
    """
    with TemporaryDirectory(dir=Path.cwd()) as folder, ExitStack() as open_files:
        jobs = (
            _raw(Path(folder) / "raw.db", open_files),
            _through_service(Path(folder) / "small.inspection", 12, open_files),
            _through_service(Path(folder) / "large.inspection", 120, open_files),
        )
        raw, few, many = _medians(jobs)
    small, large = _measured(raw, few, 12), _measured(raw, many, 120)
    return [large, growth(small, large)]


def _measured(raw: float, own: float, units: int) -> Measurement:
    remark = f"{units} units"
    if raw < SLOW_ENOUGH:
        remark += "; a raw commit takes less than 0.2 ms on this disk, so the limit says little"
    return Measurement(
        job="commit one answer through the service",
        against="raw sqlite3 INSERT commit",
        own=own,
        other=raw,
        limit="raw + 1 ms",
        kept=own <= raw + ALLOWANCE,
        remark=remark,
    )


def _medians(jobs: Sequence[Callable[[int], object]]) -> Sequence[float]:
    seconds: list[list[float]] = [[] for _ in jobs]
    for n in range(TIMES):
        for job, taken in zip(jobs, seconds, strict=True):
            start = time.perf_counter()
            job(n)
            taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in seconds]


def _raw(path: Path, open_files: ExitStack) -> Callable[[int], None]:
    connection = sqlite3.connect(path, isolation_level=None)
    open_files.callback(connection.close)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, text TEXT)")

    def commit(n: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO answer (text) VALUES (?)", (f"达到要求 {n}",))
        connection.execute("COMMIT")

    return commit


def _through_service(path: Path, units: int, open_files: ExitStack) -> Callable[[int], None]:
    desk, task = build(path, units=units, items=300, answered=True)
    open_files.callback(desk.file.close)
    unit, part = inspections.participants(desk, task)[0]
    items = [item for _, item in lookup.checklist_of(desk, task, part).items()]

    def commit(n: int) -> None:
        item = items[n % len(items)]
        action = Action(verb="answer.set", parameters={"unit": unit.label, "number": item.number})
        answers.change(desk, task, unit, item, action, note=f"第{n}次")

    return commit
