"""Grading a whole inspection, loading included, against one grouped query over the same rows."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measurement import Measurement, fastest, growth, ratio
from bench.workspaces import build
from inspector.services import grading
from inspector.services.desk import Desk
from inspector.storage.workspace_file import WorkspaceFile

ITEMS = 300
_SUM = """
SELECT answer.unit, answer.item, SUM(finding.points) FROM answer
LEFT JOIN finding USING (inspection, unit, item) GROUP BY answer.unit, answer.item
"""


def run() -> Sequence[Measurement]:
    """Measure 12 and 120 units of 300 items."""
    with TemporaryDirectory(dir=Path.cwd()) as folder:
        small, large = (_measured(Path(folder), units) for units in (12, 120))
    return [large, growth(small, large)]


def _measured(folder: Path, units: int) -> Measurement:
    path = folder / f"{units}.inspection"
    desk, task = build(path, units=units, items=ITEMS, answered=True)
    author = desk.author
    desk.file.close()
    with WorkspaceFile.open(path, read_only=True) as file:
        opened = Desk(file=file, author=author)
        own = fastest(lambda: grading.grade_all(opened, task))
    other = fastest(lambda: _summed(path))
    return ratio(
        f"grade {units} units × {ITEMS} items, loading included",
        "SELECT unit, item, SUM(points) … GROUP BY unit, item",
        own,
        other,
        6,
        size=units * ITEMS,
    )


def _summed(path: Path) -> list[tuple[str, str, int]]:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return connection.execute(_SUM).fetchall()
    finally:
        connection.close()
