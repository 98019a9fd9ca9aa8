"""Taking in sheets that came back: all files as one action, or none; every cell accounted for."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from inspector.domain.changes import Changes
from inspector.domain.edits import Action
from inspector.domain.errors import Refused, refused
from inspector.domain.ids import UnitId
from inspector.domain.inspection import Inspection, is_locked
from inspector.domain.issues import Place, Severity
from inspector.domain.unit import Unit
from inspector.services import inspections
from inspector.services.desk import Desk
from inspector.services.evidence_files import Filed, Filing, keep, others_in
from inspector.services.weighing import ReadFile, SheetReport, Weighing, about
from inspector.storage import snapshots
from inspector.storage.unit_of_work import UnitOfWork

ENDINGS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".xlsb", ".ods", ".docx"})
"""Endings of files that are taken for sheets in a folder; a file named by itself may have any."""

SCANS: Final = frozenset({".pdf", ".ofd", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp"})
"""Endings of what is never a sheet, even where a file is named by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Files that were read and wait for somebody to look them through."""

    files: tuple[ReadFile, ...] = ()
    pieces: tuple[Filed, ...] = ()
    strangers: tuple[Path, ...] = ()
    reports: tuple[SheetReport, ...] = ()
    """Of the files, the pieces and the strangers, in this order."""
    whom: Unit | None = None
    owners: Mapping[Path, UnitId] = field(default_factory=dict)
    """Whose files are that do not say so themselves, as a person said."""
    clear_emptied: bool = False

    def paths(self) -> tuple[Path, ...]:
        """Return where the file of each report lies."""
        return (
            *(one.path for one in self.files),
            *(one.path for one in self.pieces),
            *self.strangers,
        )


def files_in(sources: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files that are named or lie in the folders named, in order of name."""
    found: list[Path] = []
    for source in sources:
        inside = sorted(
            path
            for path in (source.rglob("*") if source.is_dir() else ())
            if path.suffix.lower() in ENDINGS and not path.name.startswith(("~$", "."))
        )
        if source.is_dir() and not inside:
            raise refused("sheets.nothing_found", Place(file=str(source)))
        found.extend(inside if source.is_dir() else [source])
    return tuple(dict.fromkeys(found))


def take_in(
    desk: Desk,
    task: Inspection,
    sources: Sequence[Path],
    *,
    whom: Unit | None = None,
    dry_run: bool = False,
    clear_emptied: bool = False,
    on: date | None = None,
    follow: Callable[[Sequence[Path]], Iterable[Path]] = iter,
) -> tuple[SheetReport, ...]:
    """Take in sheets, and the evidence that lies with them, and return a report of each file.

    Evidence is known by its name (单位-指标编号-序号) or its folders; a file that names a unit and
    no item is a paper of the whole unit. A 自评表 writes the self side only. A file that cannot be
    read is reported and leaves the others as they are; `whom` says whose a file is where it does
    not. They came in on a day, today where none is given. With `dry_run` nothing changes. A
    snapshot is taken before the first file is. `follow` is given the sheets and hands them on,
    to show how far it is.
    """
    prepared = prepare(desk, task, sources, whom=whom, clear_emptied=clear_emptied, follow=follow)
    return prepared.reports if dry_run else accept(desk, task, prepared, on=on).reports


def prepare(
    desk: Desk,
    task: Inspection,
    sources: Sequence[Path],
    *,
    whom: Unit | None = None,
    clear_emptied: bool = False,
    pasted: Sequence[str] = (),
    follow: Callable[[Sequence[Path]], Iterable[Path]] = iter,
) -> Prepared:
    """Read files, and tables that were pasted, without changing anything; see `take_in`."""
    pieces, strangers = _sorted_out(desk, task, sources, whom)
    apart = {*(one.path for one in pieces), *strangers}
    intake = Weighing(desk, task, whom, clear_emptied)
    files = [intake.read(path) for path in follow(_sheets_in(sources, apart))]
    files += [intake.read_pasted(text, number) for number, text in enumerate(pasted, start=1)]
    return Prepared(
        files=tuple(files),
        pieces=tuple(pieces),
        strangers=tuple(strangers),
        reports=(
            *(intake.weigh(one).report for one in files),
            *map(_filed, pieces),
            *map(_stranger, strangers),
        ),
        whom=whom,
        clear_emptied=clear_emptied,
    )


def reconsider(
    desk: Desk, task: Inspection, prepared: Prepared, owners: Mapping[Path, UnitId]
) -> Prepared:
    """Read files again, now that somebody said whose they are: each class has its own list.

    Evidence is not affected: it is known by its name.
    """
    units = {unit.id: unit for unit, _part in inspections.participants(desk, task)}
    intake = Weighing(desk, task, prepared.whom, prepared.clear_emptied)
    files = tuple(
        one
        if prepared.owners.get(one.path) == owners.get(one.path)
        else intake.read_again(one, units.get(owners.get(one.path, UnitId(""))))
        for one in prepared.files
    )
    sheets = tuple(intake.weigh(one).report for one in files)
    reports = (*sheets, *prepared.reports[len(sheets) :])
    return replace(prepared, files=files, owners=owners, reports=reports)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What became of the files."""

    reports: tuple[SheetReport, ...]
    changes: Changes


def accept(
    desk: Desk,
    task: Inspection,
    prepared: Prepared,
    without: Collection[Path] = (),
    *,
    on: date | None = None,
) -> TakenIn:
    """Take in what was read, as one action, held against what stands in the workspace now.

    Files in `without` are left out. A snapshot is taken before the first file is.
    """
    files = [one for one in prepared.files if one.path not in without]
    standing = {unit.id: part for unit, part in inspections.participants(desk, task)}
    pieces = [
        replace(one, part=standing.get(one.unit.id, one.part))
        for one in prepared.pieces
        if one.path not in without
    ]
    intake = Weighing(desk, task, prepared.whom, prepared.clear_emptied, on)
    with desk.file.unit_of_work(desk.author) as work:
        reports = []
        for one in files:
            sheet = intake.weigh(one)
            if sheet.part is not None:
                if not intake.taken:
                    snapshots.take(desk.file, "import")
                intake.write(work, sheet, sheet.part)
            reports.append(sheet.report)
        if pieces and not intake.taken:
            snapshots.take(desk.file, "import")
        reports += [_keep(desk, work, piece) for piece in pieces]
        kept = sum(1 for one in reports if one.is_evidence and not one.is_refused)
        verb = "sheet.import_with_evidence" if kept else "sheet.import"
        counts = {"count": str(intake.taken), "evidence": str(kept)}
        changes = work.commit(Action(verb=verb, parameters=counts))
    strangers = [_stranger(path) for path in prepared.strangers if path not in without]
    return TakenIn(reports=(*reports, *strangers), changes=changes)


def _sorted_out(
    desk: Desk, task: Inspection, sources: Sequence[Path], whom: Unit | None
) -> tuple[list[Filed], list[Path]]:
    """Return the files that are evidence, and those that are no sheets and name no unit."""
    filing = Filing(desk, task, whom)
    pieces: list[Filed] = []
    strangers: list[Path] = []
    for path, root in others_in(sources, ENDINGS):
        filed = filing.filed(path, root)
        ending = path.suffix.lower()
        may_be_sheet = ending in ENDINGS or (path == root and ending not in SCANS)
        if filed is not None and (filed.item is not None or not may_be_sheet):
            pieces.append(filed)
        elif not may_be_sheet:
            strangers.append(path)
    return pieces, strangers


def _sheets_in(sources: Sequence[Path], apart: Collection[Path]) -> tuple[Path, ...]:
    """Return the files to read as sheets; a folder of nothing but evidence holds none."""
    holding = [
        source
        for source in sources
        if source not in apart
        and not (
            any(one.is_relative_to(source) for one in apart)
            and not any(one.suffix.lower() in ENDINGS for one in source.rglob("*"))
        )
    ]
    return tuple(path for path in files_in(holding) if path not in apart)


def _keep(desk: Desk, work: UnitOfWork, piece: Filed) -> SheetReport:
    """Keep one file as evidence, and say what became of it."""
    report = _filed(piece)
    if report.is_refused:
        return report
    try:
        is_new = keep(desk, work, piece)
    except Refused as refusal:
        return replace(report, is_refused=True, issues=refusal.issues)
    if is_new:
        return report
    note = about("evidence.there_already", piece.path, unit=piece.unit.label)
    return replace(report, issues=(replace(note, severity=Severity.NOTE),))


def _filed(piece: Filed) -> SheetReport:
    locked = is_locked(piece.part.state)
    issues = (about("sheets.locked", piece.path, unit=piece.unit.label),) if locked else ()
    return SheetReport(
        file=piece.path.name,
        unit=piece.unit,
        numbers={},
        is_evidence=True,
        is_refused=locked,
        item=piece.item.number if piece.item else None,
        issues=issues,
    )


def _stranger(path: Path) -> SheetReport:
    issues = (about("evidence.whose", path),)
    return SheetReport(file=path.name, numbers={}, is_evidence=True, is_refused=True, issues=issues)
