"""Taking in a hundred and twenty filled sheets against openpyxl reading the same cells.

Both take seconds, in which a shared machine is busy with other things as well; so both are told
in seconds of this program's own computing, which on this path is all but a few of the whole.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook

from bench.measurement import Measurement, growth, ratio
from bench.workspaces import build
from inspector.domain.answer import Conclusion
from inspector.domain.marks import ONE, Mark
from inspector.exchange.sheets.columns import Field, SheetKind
from inspector.exchange.sheets.filling import CellInput, fill_self_sheet
from inspector.services import inspections, intake, lookup, sheets
from inspector.services.desk import Desk
from inspector.storage.workspace_file import WorkspaceFile

ITEMS = 300
MOST_MEGABYTES = 150


def run() -> Sequence[Measurement]:
    """Measure 12 and 120 sheets of 300 items, each filled in whole; memory at 120."""
    with TemporaryDirectory(dir=Path.cwd()) as folder:
        small, _ = _measured(Path(folder) / "small", 12)
        large, peak = _measured(Path(folder) / "large", 120)
    memory = Measurement(
        job="peak memory for the 120 sheets",
        against="150 MB",
        own=peak,
        other=MOST_MEGABYTES,
        limit="150 MB",
        kept=peak <= MOST_MEGABYTES,
        unit="MB",
    )
    return [large, growth(small, large), memory]


def _measured(folder: Path, units: int) -> tuple[Measurement, float]:
    folder.mkdir()
    workspace, returned = folder / "w.inspection", folder / "returned"
    _prepare(workspace, returned, units)
    start = time.process_time()
    _read_with_openpyxl(returned)
    other = time.process_time() - start
    run = subprocess.run(
        [sys.executable, "-m", "bench.sheets", workspace, returned],
        capture_output=True,
        check=True,
        text=True,
    )
    seconds, peak = json.loads(run.stdout)
    measured = ratio(
        f"take in {units} filled sheets of {ITEMS} items",
        "openpyxl (read_only) reading the same files",
        seconds,
        other,
        1.5,
        size=units,
    )
    return measured, peak


def _prepare(workspace: Path, returned: Path, units: int) -> None:
    desk, task = build(workspace, units=units, items=ITEMS, answered=False)
    returned.mkdir()
    _unit, part = inspections.participants(desk, task)[0]
    claims: dict[str, dict[Field, CellInput]] = {
        item.number: {
            Field.SELF_CONCLUSION: Conclusion.MET,
            Field.SELF_MARK: Mark(2 * ONE),
            Field.SELF_ACCOUNT: f"已按要求公开，详见网站专栏第{n + 1}条。",
        }
        for n, (_, item) in enumerate(lookup.checklist_of(desk, task, part).items())
    }
    for path in sheets.export_all(desk, task, SheetKind.SELF, returned):
        path.write_bytes(fill_self_sheet(path.read_bytes(), claims))
    desk.file.close()


def _read_with_openpyxl(folder: Path) -> int:
    cells = 0
    for path in sorted(folder.glob("*.xlsx")):
        book = load_workbook(path, read_only=True)
        for sheet in book.worksheets:
            for row in sheet.iter_rows(values_only=True):
                cells += len(row)
        book.close()
    return cells


def _take_in(workspace: Path, returned: Path) -> tuple[float, float]:
    """Return the seconds of computing and the peak memory of this process in megabytes."""
    with WorkspaceFile.open(workspace) as file:
        desk = Desk(file=file, author="bench")
        task = lookup.inspection(desk, None)
        start = time.process_time()
        reports = intake.take_in(desk, task, [returned])
        seconds = time.process_time() - start
    assert not any(report.is_refused for report in reports)
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(_take_in(Path(sys.argv[1]), Path(sys.argv[2]))))
