"""Merging two workspaces that differ in 36,000 answers, against copying the journal's rows."""

import math
import shutil
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measurement import Measurement, fastest, ratio
from bench.workspaces import build
from inspector.domain.answer import Answer, Conclusion
from inspector.domain.edits import Action
from inspector.domain.inspection import Inspection
from inspector.storage.engine import Access, connect
from inspector.storage.merging import merge
from inspector.storage.snapshot_files import folder_of
from inspector.storage.workspace_file import WorkspaceFile

UNITS, ITEMS = 120, 300
IN_CONFLICT = 10
"""One in so many answers was checked on both laptops, with different results."""
AT_MOST = 20
_JOURNALLED = ("session", "record", "edit_group", "edit")


def run() -> Sequence[Measurement]:
    """Measure the merge of a laptop that checked everything into one that checked a tenth."""
    with TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        base, laptop = folder / "base.inspection", folder / "laptop.inspection"
        desk, task = build(base, units=UNITS, items=ITEMS, answered=False)
        desk.file.close()
        shutil.copy(base, laptop)
        _check(base, task, Conclusion.NOT_APPLICABLE, IN_CONFLICT)
        _check(laptop, task, Conclusion.MET, 1)
        own = other = math.inf
        for _ in range(3):  # by turns, since the machine has other things to do as well
            own = min(own, fastest(lambda: _merge(folder, base, laptop), 1))
            other = min(other, fastest(lambda: _copy_rows(folder, laptop), 1))
    return [
        ratio(
            f"merging {UNITS * ITEMS:,} answers, {UNITS * ITEMS // IN_CONFLICT:,} in conflict",
            "INSERT … SELECT of the journal's rows",
            own,
            other,
            AT_MOST,
        )
    ]


def _check(path: Path, task: Inspection, conclusion: Conclusion, one_in: int) -> None:
    """Conclude every so-many-th item of every unit, a unit at a time."""
    with WorkspaceFile.open(path) as file:
        checklist = file.reader.checklist(task.classes[0].edition)
        for unit in file.reader.units():
            with file.unit_of_work("bench") as work:
                work.add_all(
                    Answer(inspection=task.id, unit=unit.id, item=item.key, conclusion=conclusion)
                    for n, (_, item) in enumerate(checklist.items())
                    if n % one_in == 0
                )
                work.commit(Action(verb="answer.set"))


def _merge(folder: Path, base: Path, laptop: Path) -> None:
    target = folder / "merged.inspection"
    shutil.rmtree(folder_of(target), ignore_errors=True)
    shutil.copy(base, target)
    merged = merge(target, [laptop])
    assert merged.answers == UNITS * ITEMS
    assert merged.conflicts == UNITS * ITEMS // IN_CONFLICT


def _copy_rows(folder: Path, laptop: Path) -> None:
    target = folder / "rows.inspection"
    target.unlink(missing_ok=True)
    WorkspaceFile.create(target).close()
    with closing(connect(target, Access.WRITE)) as database:
        database.set_up_writing()
        database.attach(laptop, "other")
        with database.transaction():
            for table in _JOURNALLED:
                database.run(f"INSERT INTO main.{table} SELECT * FROM other.{table}")
