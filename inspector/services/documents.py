"""Papers: composed from a dossier, written as PDF, DOCX or Markdown."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from inspector.domain.dossier import InspectionDossier
from inspector.domain.errors import refused
from inspector.domain.ids import BlobId, UnitId
from inspector.domain.inspection import Inspection
from inspector.domain.issues import Issue, Place, Severity
from inspector.report import docx_template, wording
from inspector.report.compose import compose, filling
from inspector.report.document import Document, Pictures, RedHead
from inspector.report.docx import render_docx
from inspector.report.head_issues import head_issues
from inspector.report.kinds import Kind, Scope
from inspector.report.kinds import kinds as all_kinds
from inspector.report.markdown import to_markdown
from inspector.report.pdf import render_pdf
from inspector.report.picture_files import prepared
from inspector.report.practices import Practice, offered
from inspector.report.subject import PaperOptions, UnitSubject
from inspector.report.wording import NOTHING_KNOWN, Known
from inspector.report.wording_names import Names
from inspector.services import grading, lookup, persons, repeats, returns, working_days
from inspector.services.desk import Desk
from inspector.services.files import read_file, write_file
from inspector.services.pinyin import sound_alike

TEMPLATE_FOLDER: Final = "公文模板"
"""An office's own templates, in a folder of this name beside the workspace."""
WORD: Final = ".docx"
"""What a template that was made in Word ends in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which paper is wanted, and what the office says about it."""

    kind: str
    unit: str | None = None
    template: Path | None = None
    practices: tuple[int, ...] = ()
    dated: date | None = None
    addressee: str = ""
    red_head: RedHead | None = None
    """None takes what the template or the kind says."""
    imprint: bool = False
    """Whether 版记 is wanted though neither template nor kind says so."""
    head_lines: tuple[str, ...] = ()
    """Lines of 名：值 for the head, such as 抄送机关：市委办公室."""


def kinds(beside: Path | None = None) -> tuple[Kind, ...]:
    """Return the kinds of papers that are asked for by themselves, forms that go along aside."""
    return tuple(every_kind(beside).values())


def every_kind(beside: Path | None = None) -> Mapping[str, Kind]:
    """Return every kind by key, the office's own among them."""
    return all_kinds(template_folder(beside))


def public_kind(desk: Desk, kind: str) -> Kind | None:
    """Return the kind of a paper's public version, or None where it has none."""
    known = every_kind(desk.file.path).values()
    return next((one for one in known if one.public_of == kind), None)


def make(desk: Desk, task: Inspection, wish: Wish) -> Document:
    """Compose a paper from the workspace's data.

    Raises Refused for an unknown kind, a missing or needless unit, or a faulty template.
    """
    return composed(desk, wish, _subject_of(desk, task, wish))


def composed(desk: Desk, wish: Wish, subject: UnitSubject | InspectionDossier) -> Document:
    """Compose a paper on what was read of the data already; the wish names its kind."""
    return with_pictures(desk, compose(wish.kind, subject, _options(desk, wish)))


def with_pictures(desk: Desk, document: Document) -> Document:
    """Return a paper with the pictures of its albums, fit for print; what is none is left out."""
    albums = [block for block in document.blocks if isinstance(block, Pictures)]
    blobs = dict.fromkeys(one.blob for album in albums for one in album.pictures)
    attached = tuple(with_pictures(desk, form) for form in document.attachments)
    there = desk.file.reader.blob_sizes([BlobId(blob) for blob in blobs])
    found = ((blob, prepared(desk.file.reader.blob(blob))) for blob in there)
    pictures = {str(blob): data for blob, data in found if data is not None}
    return replace(document, attachments=attached, pictures=pictures)


def is_word(template: Path | None) -> bool:
    """Whether a template is a Word file of the office's own, which makes DOCX and nothing else."""
    return template is not None and template.suffix.lower() == WORD


def write_own(desk: Desk, task: Inspection, wish: Wish, target: Path) -> Path:
    """Write a paper by the office's own Word file.

    Raises Refused for another format than DOCX, and naming each unknown field with its place.
    """
    if wish.template is None or not is_word(wish.template):
        raise refused("documents.no_word_template")
    if target.suffix.lower() != WORD:
        raise refused("documents.word_only", Place(file=target.name), template=wish.template.name)
    if wish.red_head is not None or wish.imprint or wish.head_lines:
        raise refused("documents.word_has_head", Place(file=wish.template.name))
    told = filling(wish.kind, _subject_of(desk, task, wish), _options(desk, wish))
    data = read_file(wish.template)
    return write_file(target, docx_template.filled(data, wish.template.name, told))


def _subject_of(desk: Desk, task: Inspection, wish: Wish) -> UnitSubject | InspectionDossier:
    known = every_kind(desk.file.path)
    if wish.kind not in known:
        raise refused("documents.unknown_kind", kind=wish.kind, kinds="、".join(known))
    return _subject(desk, task, known[wish.kind], wish)


def _options(desk: Desk, wish: Wish) -> PaperOptions:
    chosen = PaperOptions(
        dated=wish.dated,
        addressee=wish.addressee,
        practices=wish.practices,
        template=wish.template,
        red_head=wish.red_head,
        imprint=wish.imprint,
        head_lines=wish.head_lines,
        folder=template_folder(desk.file.path),
    )
    if not every_kind(desk.file.path)[wish.kind].public_of:
        return chosen
    return replace(chosen, public_words=persons.public_words(desk))


def notices(desk: Desk, document: Document, known: Known | None = None) -> tuple[Issue, ...]:
    """Return what to look at before a paper goes out: gaps, words, names of units and last days.

    `known` is what its words are held against, by default the register and the working days.
    """
    kind = every_kind(desk.file.path).get(document.kind)
    by_unit = kind is not None and kind.by_unit
    return words(document, by_unit=by_unit, known=known or known_words(desk))


def words(document: Document, *, by_unit: bool, known: Known = NOTHING_KNOWN) -> tuple[Issue, ...]:
    """Return what to look at in a paper's head and words; `by_unit`: the unit itself speaks."""
    noticed = wording.noticed(document, by_unit=by_unit, known=known)
    return (*head_issues(document.head), *noticed)


def known_words(desk: Desk, task: Inspection | None = None) -> Known:
    """Return the register's names and the working days, against which words are held."""
    tasks = desk.file.reader.inspections() if task is None else (task,)
    names = Names(desk.file.reader.units(), [one.office for one in tasks], sound_alike)
    return Known(names=names, calendar=working_days.calendar_of(desk))


def practices_on_offer(desk: Desk, task: Inspection) -> tuple[Practice, ...]:
    """Return the sentences on what was done that a report over all units may choose from."""
    return offered(grading.dossier(desk, task))


def write(document: Document, target: Path) -> tuple[Issue, ...]:
    """Write a paper in the format of the file's ending; return what the reader should know."""
    writer = _WRITERS.get(target.suffix.lower())
    if writer is None:
        raise refused("documents.unknown_format", Place(file=target.name))
    content, noticed = writer(document)
    write_file(target, content)
    return noticed


def _subject(
    desk: Desk, task: Inspection, kind: Kind, wish: Wish
) -> UnitSubject | InspectionDossier:
    if kind.scope is Scope.INSPECTION:
        if wish.unit is not None:
            raise refused("documents.over_all", name=kind.name)
        return _whole(desk, task)
    if wish.unit is None:
        raise refused("documents.needs_unit", name=kind.name)
    unit = lookup.unit(desk, wish.unit)
    lookup.assessment(desk, task, unit)
    (subject,) = subjects(desk, task, {unit.id})
    return subject


def _whole(desk: Desk, task: Inspection) -> InspectionDossier:
    dossier = grading.dossier(desk, task)
    units = {
        one.unit.id
        for one in dossier.units
        for answer in one.answers.values()
        if any(finding.seen_before for finding in answer.findings)
    }
    return replace(
        dossier,
        filed=returns.filed(desk, task.year),
        repeated=repeats.confirmed(desk, task, units),
    )


def subjects(desk: Desk, task: Inspection, units: Collection[UnitId]) -> Iterator[UnitSubject]:
    """Yield what papers about units show, in official order; the data are read once for all."""
    head = desk.file.reader.chain_head().hex16
    for plain in grading.dossiers(desk, task, units):
        dossier = replace(plain, filed=returns.filed(desk, task.year, plain.unit.id))
        yield UnitSubject(inspection=task, dossier=dossier, chain_head=head)


def template_folder(workspace: Path | None) -> Path | None:
    """Return the folder of an office's own templates beside a workspace, if there is one."""
    if workspace is None:
        return None
    folder = workspace.parent / TEMPLATE_FOLDER
    return folder if folder.is_dir() else None


def _as_pdf(document: Document) -> tuple[bytes, tuple[Issue, ...]]:
    rendered = render_pdf(document)
    substituted = (
        Issue(
            code="fonts.substituted",
            severity=Severity.NOTE,
            parameters={"role": one.role, "wanted": one.wanted, "used": one.used},
        )
        for one in rendered.substitutions
    )
    return rendered.data, (*substituted, *rendered.noticed)


def _as_markdown(document: Document) -> tuple[bytes, tuple[Issue, ...]]:
    return to_markdown(document).encode(), ()


_WRITERS: Final[Mapping[str, Callable[[Document], tuple[bytes, tuple[Issue, ...]]]]] = {
    ".pdf": _as_pdf,
    ".docx": render_docx,
    ".md": _as_markdown,
}
