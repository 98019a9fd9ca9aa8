"""Work of 问题整改 that takes long: reply sheets out and in, the ledger as a workbook."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from inspector.domain.ids import InspectionId, UnitId
from inspector.domain.inspection import Inspection
from inspector.domain.unit import Unit
from inspector.jobs.door import Door, open_for_reading
from inspector.jobs.progress import Progress
from inspector.services import inspections, ledgers, problem_lines, reply_sheets
from inspector.services.desk import Desk
from inspector.services.problem_lines import LedgerView
from inspector.services.reply_sheets import Read, ReplyReport


def view(progress: Progress, door: Door, task: InspectionId, day: date) -> LedgerView:
    """Return the ledger of a day as a screen shows it."""
    with open_for_reading(door) as desk:
        found = problem_lines.view(desk, _task(desk, task), day)
    progress(1, 1)
    return found


def reply_sheets_out(
    progress: Progress, door: Door, task: InspectionId, units: Sequence[UnitId], folder: Path
) -> tuple[Path, ...]:
    """Write the 整改反馈表 of some units, or of all without any, into a folder."""
    written: list[Path] = []
    with open_for_reading(door) as desk:
        whole = _task(desk, task)
        if not units:
            return reply_sheets.export(desk, whole, folder)
        chosen = _units(desk, whole, units)
        for done, unit in enumerate(chosen):
            progress(done, len(chosen), unit.label)
            written += reply_sheets.export(desk, whole, folder, [unit])
    progress(1, 1)
    return tuple(written)


def read_replies(
    progress: Progress, door: Door, task: InspectionId, sources: Sequence[Path], on: date
) -> tuple[tuple[Read, ...], tuple[ReplyReport, ...]]:
    """Read sheets that came back; return what they say, and what would become of each row."""
    read: list[Read] = []
    for done, path in enumerate(sources):
        progress(done, len(sources), path.name)
        read += reply_sheets.read([path], on)
    with open_for_reading(door) as desk:
        reports = reply_sheets.take_in_read(desk, _task(desk, task), read, on, dry_run=True)
    progress(1, 1)
    return tuple(read), reports


def ledger_out(
    progress: Progress,
    door: Door,
    task: InspectionId,
    day: date,
    units: Sequence[UnitId],
    target: Path,
) -> Path:
    """Write the ledger of a day, of some units or of all, as a workbook."""
    with open_for_reading(door) as desk:
        whole = _task(desk, task)
        written = ledgers.write(desk, whole, day, target, _units(desk, whole, units) or None)
    progress(1, 1)
    return written


def _task(desk: Desk, task: InspectionId) -> Inspection:
    return next(one for one in desk.file.reader.inspections() if one.id == task)


def _units(desk: Desk, task: Inspection, chosen: Sequence[UnitId]) -> list[Unit]:
    wanted = frozenset(chosen)
    return [unit for unit, _part in inspections.participants(desk, task) if unit.id in wanted]
