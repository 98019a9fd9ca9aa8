"""Checklists: those that ship, those taken in from an office's file, and their editions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector.domain.checklist import Checklist
from inspector.domain.edits import Action
from inspector.domain.errors import Refused, refused
from inspector.domain.ids import EditionId
from inspector.domain.issues import Issue, Severity
from inspector.exchange import bundled
from inspector.exchange.bundled import keys as shipped_keys
from inspector.exchange.checklist_diff import ItemChange, compare, with_kept_keys
from inspector.exchange.checklist_reader import ChecklistReading, read_checklist
from inspector.exchange.checklist_writer import write_checklist
from inspector.services.desk import Desk
from inspector.services.files import read_file, read_text, write_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Obtained:
    """A list from wherever it came, with what was noticed while reading it."""

    checklist: Checklist
    issues: tuple[Issue, ...] = ()
    reading: ChecklistReading | None = None
    """How a workbook was read; None for a list that ships."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    """A list that ships, as the catalogue shows it."""

    key: str
    checklist: Checklist


def catalogue() -> tuple[Shipped, ...]:
    """Return the lists that ship."""
    return tuple(Shipped(key=key, checklist=bundled.load(key)) for key in shipped_keys())


def obtain(source: str, *, sheet: str | None = None, with_results: bool = False) -> Obtained:
    """Return the list of a shipped key, a YAML file, a workbook or a Word file."""
    if source in shipped_keys():
        return Obtained(checklist=bundled.load(source))
    path = Path(source)
    if not path.suffix and not path.exists():
        raise refused("checklists.unknown_key", key=source, keys="、".join(shipped_keys()))
    content = read_file(path)
    if path.suffix.lower() in {".yaml", ".yml"}:
        return Obtained(checklist=bundled.read_yaml(read_text(content, path.name), path.name))
    reading = read_checklist(content, path.name, sheet=sheet, with_results=with_results)
    return Obtained(checklist=reading.checklist, issues=reading.issues, reading=reading)


def add(desk: Desk, checklist: Checklist, replaces: str | None = None) -> EditionId:
    """Put a list into the workspace as an edition; the same list twice is one edition.

    `replaces` names the title of the edition it follows: items that are the same, or nearly so,
    keep the keys by which their answers of earlier years are found.
    """
    if replaces is not None:
        before = _edition_titled(desk, replaces)
        checklist = with_kept_keys(checklist, compare(before, checklist))
    with desk.file.unit_of_work(desk.author) as work:
        edition = work.add(checklist)
        work.commit(Action(verb="checklist.add", parameters={"title": checklist.title}))
    return edition


def _edition_titled(desk: Desk, title: str) -> Checklist:
    known = desk.file.reader.editions()
    for one in reversed(known):
        if one.title == title:
            return desk.file.reader.checklist(one.id)
    raise refused(
        "checklists.unknown_title", title=title, titles="、".join(one.title for one in known)
    )


def require_faultless(obtained: Obtained) -> Checklist:
    """Return the list, refusing one whose reading found errors."""
    errors = [issue for issue in obtained.issues if issue.severity is Severity.ERROR]
    if errors:
        raise Refused(*errors)
    return obtained.checklist


def lists_of_classes(single: str | None, classes: Sequence[str]) -> Mapping[str, Checklist]:
    """Return the list of each class from sources such as A=KEY, or of the only class ("").

    A class may bear a name for the papers: A:县（区）=KEY.
    """
    if (single is None) == (not classes):
        raise refused("checklists.one_or_classes")
    if single is not None:
        return {"": require_faultless(obtain(single))}
    lists = {}
    for one in classes:
        key, _name, source = _class_parts(one)
        lists[key] = require_faultless(obtain(source))
    return lists


def names_of_classes(classes: Sequence[str]) -> Mapping[str, str]:
    """Return the names that classes bear in the papers, by key; the key where none is given."""
    return {key: name or key for key, name, _source in map(_class_parts, classes)}


def _class_parts(text: str) -> tuple[str, str, str]:
    head, equals, source = text.partition("=")
    key, _colon, name = head.replace("：", ":").partition(":")
    if not equals or not key.strip():
        raise refused("checklists.class_form", text=text)
    return key.strip(), name.strip(), source.strip()


def export(checklist: Checklist, target: Path) -> Path:
    """Write a list as a workbook that reads back as the same list."""
    return write_file(target, write_checklist(checklist))


def difference(old: Checklist, new: Checklist) -> tuple[ItemChange, ...]:
    """Return what became of each item: new, changed, same or missing."""
    return compare(old, new)
