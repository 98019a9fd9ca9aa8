"""Large offices and large evidence: ranking from cold, a thousand units, and two gigabytes.

Ranking is told in seconds of computing, since a shared machine is busy with other things as well.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measurement import Measurement, fastest
from bench.workspaces import AUTHOR, build
from inspector.domain.edits import Action
from inspector.services import grading, lookup
from inspector.services.desk import Desk
from inspector.storage.workspace_file import WorkspaceFile

ITEMS = 300
COLD_SECONDS = 1.0
LARGE_SECONDS = 2.0
MOST_MEGABYTES = 500
FILES, FILE_BYTES = 20, 100 * 1024 * 1024
NO_LONGER = 1.2
"""What two openings of the same file may differ by on a busy machine."""


def run() -> Sequence[Measurement]:
    """Measure ranking 120 and 1,000 units in processes of their own, and two openings."""
    with TemporaryDirectory(dir=Path.cwd()) as folder:
        return [
            *_ranked(Path(folder), 120, COLD_SECONDS),
            *_ranked(Path(folder), 1000, LARGE_SECONDS),
            _opened(Path(folder)),
        ]


def _ranked(folder: Path, units: int, seconds: float) -> Sequence[Measurement]:
    path = folder / f"{units}.inspection"
    desk, _task = build(path, units=units, items=ITEMS, answered=True)
    desk.file.close()
    child = subprocess.run(
        [sys.executable, "-m", "bench.large", path], capture_output=True, check=True, text=True
    )
    own, peak = json.loads(child.stdout)
    job = f"summary and ranking of {units} units × {ITEMS} items, from cold"
    return [
        Measurement(
            job=job,
            against=f"{seconds:g} s",
            own=own,
            other=seconds,
            limit=f"{seconds:g} s",
            kept=own <= seconds,
        ),
        Measurement(
            job=f"{job}: peak memory",
            against=f"{MOST_MEGABYTES} MB",
            own=peak,
            other=MOST_MEGABYTES,
            limit=f"{MOST_MEGABYTES} MB",
            kept=peak <= MOST_MEGABYTES,
            unit="MB",
        ),
    ]


def _opened(folder: Path) -> Measurement:
    plain, heavy = folder / "plain.inspection", folder / "heavy.inspection"
    for path, files in ((plain, 0), (heavy, FILES)):
        desk, _task = build(path, units=12, items=ITEMS, answered=True)
        for n in range(files):
            with desk.file.unit_of_work(AUTHOR) as work:
                work.put_blob(n.to_bytes(4, "big") + os.urandom(FILE_BYTES))
                work.set_setting(f"file {n}", True)
                work.commit(Action(verb="evidence.add"))
        desk.file.close()
    own = fastest(lambda: _open(heavy), 5)
    other = fastest(lambda: _open(plain), 5)
    return Measurement(
        job="open a workspace with 2 GB of evidence",
        against="the same without",
        own=own,
        other=other,
        limit=f"{NO_LONGER:g} ×",
        kept=own <= NO_LONGER * other,
    )


def _open(path: Path) -> None:
    with WorkspaceFile.open(path) as file:
        file.reader.inspections()


def _rank(path: Path) -> tuple[float, float]:
    """Return the seconds of computing to open, grade and rank, and the peak memory in megabytes."""
    start = time.process_time()
    with WorkspaceFile.open(path, read_only=True) as file:
        desk = Desk(file=file, author=AUTHOR)
        task = lookup.inspection(desk, None)
        ranked = grading.results(desk, task, grading.grade_all(desk, task))
    seconds = time.process_time() - start
    assert all(one.rank for result in ranked.values() for one in result.ranked)
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(_rank(Path(sys.argv[1]))))
