"""The archive: one folder a unit, readable without the program, each also bound into one PDF."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePath
from typing import Final

from inspector.domain.errors import Refused, refused
from inspector.domain.evidence import Evidence
from inspector.domain.inspection import Inspection
from inspector.domain.issues import Issue, Place, Severity
from inspector.domain.unit import Unit
from inspector.exchange.sheets.columns import SheetKind
from inspector.report import archive_papers
from inspector.report.archival import declares
from inspector.report.archive_papers import ArchiveSubject, Listed, NamedEvidence
from inspector.report.binding import Leaf, bind
from inspector.report.document import Document
from inspector.report.pdf import render_pdf
from inspector.services import documents, grading, inspections, lookup, rectification, sheets
from inspector.services.desk import Desk
from inspector.services.files import file_name, read_file, write_file

EVIDENCE_FOLDER: Final = "佐证材料"
_WHOLE: Final = "合订本"
MANIFEST: Final = "文件清单.txt"
_LONGEST_CAPTION: Final = 160
"""Characters over a picture; the list of evidence has the whole."""
_README: Final = (
    "{task}档案\n\n"
    "每个单位一个文件夹，文件名前的数字为卷内顺序；“合订本”为该单位全部材料合成的一份PDF。\n"
    "全部材料可用普通的PDF、表格和看图软件打开，不需要本程序。\n"
    "本程序生成的PDF为长期保存格式PDF/A-2b；合订本收有单位报送的PDF时，该合订本不作此声明。\n"
    "各行为：SHA-256　文件。核对文件是否被改动时，重新计算并与本清单比较。\n\n"
)


@dataclass(slots=True)
class _Folder:
    """One unit's folder as it is filled: its files in order, and what to bind."""

    path: Path
    written: list[Path] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    leaves: list[Leaf | None] = field(default_factory=list)
    """Of each listed paper what is bound, None where it lies in the folder only."""

    def put(self, title: str, name: str, content: bytes, leaf: Leaf | None) -> None:
        """Write a file and note it for contents and binding."""
        self.written.append(write_file(self.path / name, content))
        self.listed.append(Listed(title=title, file=name))
        self.leaves.append(leaf)

    def next_name(self, title: str, ending: str) -> str:
        """Return a name that keeps the order of the papers."""
        return f"{len(self.listed) + 2:02d}-{title}{ending}"


def build(
    desk: Desk, task: Inspection, target: Path, *, on: date, only: Unit | None = None
) -> Iterator[tuple[Path, tuple[Issue, ...]]]:
    """Write the archive of an inspection and yield each unit's folder with what to look at.

    The target must be new or an empty folder, so that no older archive is mixed with this one.
    """
    _require_empty(target)
    if only is not None:
        lookup.assessment(desk, task, only)
    chosen = [
        unit
        for unit, _part in inspections.participants(desk, task)
        if only is None or unit.id == only.id
    ]
    written: list[Path] = []
    for place, unit in enumerate(chosen, 1):
        folder = _Folder(target / _folder_name(place, unit))
        issues = _fill(desk, task, unit, folder, on)
        written += folder.written
        yield folder.path, issues
    lines = [
        f"{hashlib.sha256(read_file(path)).hexdigest()}　{path.relative_to(target).as_posix()}"
        for path in written
    ]
    text = _README.format(task=task.name) + "\n".join(lines) + "\n"
    write_file(target / MANIFEST, text.encode())


def require_pdf(target: Path) -> None:
    """Refuse a target that is no PDF before any work is done."""
    if target.suffix.lower() != ".pdf":
        raise refused("archive.no_pdf", Place(file=target.name))


def bind_all(folders: Sequence[Path], target: Path) -> Path:
    """Bind the bound wholes of several units' folders into one PDF, in their order."""
    paths = [path for folder in folders for path in sorted(folder.glob(f"{_WHOLE}-*.pdf"))]
    contents = [(path.stem, read_file(path)) for path in paths]
    leaves = [
        Leaf(title=title, content=content, from_outside=not declares(content))
        for title, content in contents
    ]
    return write_file(target, bind(leaves, title=target.stem).data)


def _require_empty(target: Path) -> None:
    if target.is_dir() and not any(target.iterdir()):
        return
    if target.exists():
        raise refused("archive.not_empty", Place(file=str(target)))


def _folder_name(place: int, unit: Unit) -> str:
    code = f"（{unit.code}）" if unit.code else ""
    return file_name(f"{place:02d}-{unit.label}{code}")


def _fill(desk: Desk, task: Inspection, unit: Unit, folder: _Folder, on: date) -> tuple[Issue, ...]:
    """Write all of one unit's papers and files, the contents and the bound whole last."""
    subject = _subject(desk, task, unit, on)
    issues = [
        *_put_sheet(desk, task, unit, folder, SheetKind.SELF, archive_papers.self_sheet(subject)),
        *_put_sheet(
            desk, task, unit, folder, SheetKind.WORKING, archive_papers.working_sheet(subject)
        ),
    ]
    feedback = documents.make(desk, task, documents.Wish(kind="feedback", unit=unit.name))
    _put_paper(folder, "情况反馈", feedback)
    _put_paper(folder, "异议及复核", archive_papers.objections(subject))
    _put_paper(folder, "整改通知问题清单", archive_papers.notice_list(subject))
    _put_paper(folder, "整改反馈和核查", archive_papers.replies(subject))
    named, missing = _named_evidence(desk, subject)
    _put_paper(
        folder,
        "佐证材料目录",
        archive_papers.evidence_list(subject, [one for one, _content in named]),
    )
    for one, content in named:
        if content is not None:
            title = PurePath(one.name).stem
            leaf = Leaf(title=title, content=content, caption=_caption(one), from_outside=True)
            folder.put(title, f"{EVIDENCE_FOLDER}/{one.name}", content, leaf)
    _bind(folder, subject)
    return (*issues, *missing)


def _subject(desk: Desk, task: Inspection, unit: Unit, on: date) -> ArchiveSubject:
    (dossier,) = grading.dossiers(desk, task, {unit.id})
    return ArchiveSubject(
        inspection=task,
        dossier=dossier,
        objections=desk.file.reader.objections(task.id, unit.id),
        rectifications=tuple(one.entry for one in rectification.problems(desk, task, unit)),
        chain_head=desk.file.reader.chain_head().hex16,
        closed_on=on,
    )


def _put_sheet(
    desk: Desk,
    task: Inspection,
    unit: Unit,
    folder: _Folder,
    kind: SheetKind,
    paper: Document,
) -> tuple[Issue, ...]:
    """Write a sheet as a workbook, and as pages of the bound whole.

    A workbook that cannot be written faithfully gives way to the pages, and the reason is said.
    """
    title = kind.paper_name
    name = folder.next_name(title, ".xlsx")
    try:
        path = sheets.export_one(desk, task, kind, unit, folder.path / name)
    except Refused as refusal:
        _put_paper(folder, title, paper)
        return refusal.issues
    folder.written.append(path)
    folder.listed.append(Listed(title=title, file=name))
    folder.leaves.append(Leaf(title=title, content=render_pdf(paper).data))
    return ()


def _put_paper(folder: _Folder, title: str, paper: Document) -> None:
    content = render_pdf(paper).data
    leaf = Leaf(title=title, content=content)
    folder.put(title, folder.next_name(title, ".pdf"), content, leaf)


# --- evidence -------------------------------------------------------------------------------------


def _named_evidence(
    desk: Desk, subject: ArchiveSubject
) -> tuple[list[tuple[NamedEvidence, bytes | None]], tuple[Issue, ...]]:
    """Return the evidence named 佐证-代字-指标-序号 in the order of the list, with its bytes."""
    unit = subject.dossier.unit
    items = {item.key: item for _path, item in subject.dossier.checklist.items()}
    places = {key: place for place, key in enumerate(items)}
    ordered = sorted(
        subject.dossier.evidence,
        key=lambda one: places.get(one.item, len(places)) if one.item else len(places),
    )
    counts: dict[str, int] = {}
    named: list[tuple[NamedEvidence, bytes | None]] = []
    issues: list[Issue] = []
    for one in ordered:
        item = items.get(one.item) if one.item else None
        number = "综合" if item is None else item.number
        counts[number] = counts.get(number, 0) + 1
        stem = f"佐证-{unit.code or unit.label}-{number}-{counts[number]:02d}"
        content, issue = _content(desk, one)
        if issue is not None:
            issues.append(issue)
        ending = "" if one.blob is None else PurePath(one.name).suffix.lower()
        listed = NamedEvidence(
            evidence=one, name=file_name(stem + ending), item=item, purged=issue is not None
        )
        named.append((listed, content))
    return named, tuple(issues)


def _content(desk: Desk, one: Evidence) -> tuple[bytes | None, Issue | None]:
    """Return a file's bytes; of one that was purged, what to say instead."""
    if one.blob is None:
        return None, None
    try:
        return desk.file.reader.blob(one.blob), None
    except Refused as refusal:
        return None, refusal.issues[0]
    except KeyError:
        parameters = {"name": one.name}
        return None, Issue(
            code="archive.file_missing", severity=Severity.WARNING, parameters=parameters
        )


def _caption(one: NamedEvidence) -> str:
    item = "" if one.item is None else one.item.title
    taken = one.evidence.taken_at
    when = "" if taken is None else f"采样时间：{taken:%Y-%m-%d %H:%M}"
    lines = (item, one.evidence.caption, when)
    return "\n".join(_short(line) for line in lines if line)


def _short(line: str) -> str:
    plain = " ".join(line.split())
    return plain if len(plain) <= _LONGEST_CAPTION else plain[: _LONGEST_CAPTION - 1] + "…"


# --- contents and binding -------------------------------------------------------------------------


def _bind(folder: _Folder, subject: ArchiveSubject) -> None:
    """Write cover and contents, and everything that is paper as one PDF.

    The contents name pages that lie behind them, so they are set twice: their own length does
    not depend on the figures.
    """
    cover = render_pdf(archive_papers.cover(subject))
    blank = render_pdf(archive_papers.contents(subject, _with_pages(folder.listed, (), 1)))
    leaves = [leaf for leaf in folder.leaves if leaf is not None]
    before = cover.pages + blank.pages
    bound = bind(leaves)
    pages = iter(bound.first_pages)
    first = [None if leaf is None else next(pages) for leaf in folder.leaves]
    listed = _with_pages(folder.listed, first, before)
    inside = render_pdf(archive_papers.contents(subject, listed))
    title = f"{subject.dossier.unit.label}{subject.inspection.name}档案"
    front = bind(
        [Leaf(title="", content=cover.data), Leaf(title="", content=inside.data)], title=title
    )
    folder.written.insert(0, write_file(folder.path / "01-封面和目录.pdf", front.data))
    rest = Leaf(title="", content=bound.data, from_outside=not bound.is_archival)
    whole = bind([Leaf(title="", content=front.data), rest], title=title)
    name = f"{_WHOLE}-{file_name(subject.dossier.unit.label)}.pdf"
    folder.written.append(write_file(folder.path / name, whole.data))


def _with_pages(listed: Sequence[Listed], pages: Sequence[int | None], before: int) -> list[Listed]:
    """Return the contents with pages counted from the front of the bound whole."""
    known = pages or [1] * len(listed)
    return [
        Listed(title=one.title, file=one.file, page=None if page is None else before + page)
        for one, page in zip(listed, known, strict=True)
    ]
