"""What committing one answer through the service costs above a raw SQLite commit."""

import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
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
    """Measure with 10 and with 100 units in the workspace."""
    with TemporaryDirectory(dir=Path.cwd()) as folder:
        raw = _raw(Path(folder) / "raw.db")
        small = _measured(raw, _through_service(Path(folder) / "small.inspection", 12), 12)
        large = _measured(raw, _through_service(Path(folder) / "large.inspection", 120), 120)
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


def _median(job: Callable[[int], object]) -> float:
    seconds = []
    for n in range(TIMES):
        start = time.perf_counter()
        job(n)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def _raw(path: Path) -> float:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, text TEXT)")

    def commit(n: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO answer (text) VALUES (?)", (f"达到要求 {n}",))
        connection.execute("COMMIT")

    try:
        return _median(commit)
    finally:
        connection.close()


def _through_service(path: Path, units: int) -> float:
    desk, task = build(path, units=units, items=300, answered=True)
    unit, part = inspections.participants(desk, task)[0]
    items = [item for _, item in lookup.checklist_of(desk, task, part).items()]

    def commit(n: int) -> None:
        item = items[n % len(items)]
        action = Action(verb="answer.set", parameters={"unit": unit.label, "number": item.number})
        answers.change(desk, task, unit, item, action, note=f"第{n}次")

    try:
        return _median(commit)
    finally:
        desk.file.close()
