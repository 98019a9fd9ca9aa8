"""Checklists: those that ship, those taken in from an office's file, and their editions."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher
from importlib import import_module
from pathlib import Path
from typing import Any, Final, cast

from inspector.domain.changes import Changes
from inspector.domain.checklist import Checklist
from inspector.domain.edits import BIRTH, Action, JsonValue, RecordKind
from inspector.domain.errors import Refused, refused
from inspector.domain.ids import EditionId, ItemKey
from inspector.domain.inspection import Inspection
from inspector.domain.issues import Issue, Severity
from inspector.domain.marks import Mark
from inspector.exchange import bundled
from inspector.exchange.bundled import keys as shipped_keys
from inspector.exchange.checklist_diff import ItemChange, compare, kept_keys, rekeyed
from inspector.exchange.checklist_reader import (
    NO_CHOICE,
    ChecklistReading,
    Choice,
    ColumnRoles,
    read_checklist,
)
from inspector.exchange.columns import CHOICES, Role
from inspector.i18n.column_words import column_word
from inspector.services.desk import Desk
from inspector.services.files import read_file, read_text, write_file
from inspector.storage.entries import EditionInfo

_WRITER: Final = "inspector.exchange.checklist_writer"
"""Loaded with the first list that goes out: openpyxl takes a tenth of a second and 10 MB."""
_ROLES: Final = frozenset(role.value for role in Role)
_REMEMBERED: Final = "columns/"
"""What the settings begin with that hold the meaning of columns, by layout."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list in the workspace, as a catalogue shows it."""

    id: EditionId
    title: str
    year: int | None
    items: int
    points: Mark | None
    """None for a list of tasks."""
    used_by: tuple[str, ...] = ()
    """Names of the inspections that check by it."""


def in_workspace(desk: Desk) -> tuple[Listed, ...]:
    """Return the lists of the workspace, the latest year first."""
    tasks = desk.file.reader.inspections()
    found = [_listed(one, tasks) for one in desk.file.reader.editions()]
    return tuple(sorted(found, key=lambda one: -(one.year or 0)))


def edition(desk: Desk, key: EditionId) -> Checklist:
    """Return the list of an edition in the workspace."""
    return desk.file.reader.checklist(key)


def _listed(one: EditionInfo, tasks: Sequence[Inspection]) -> Listed:
    return Listed(
        id=one.id,
        title=one.title,
        year=one.year,
        items=one.items,
        points=one.points,
        used_by=tuple(
            task.name for task in tasks if any(part.edition == one.id for part in task.classes)
        ),
    )


_FIGURES: Final = re.compile(r"\d+")
_LIKE_TITLE: Final = 0.7


def likely_before(editions: Sequence[Listed], checklist: Checklist) -> EditionId | None:
    """Return the edition that a new list most likely follows, by title and kind; None for none.

    Years and other figures in the titles do not count.
    """
    title = _FIGURES.sub("", checklist.title)
    rated = [
        (SequenceMatcher(None, _FIGURES.sub("", one.title), title, autojunk=False).ratio(), one)
        for one in editions
        if (one.points is not None) == checklist.is_scored
    ]
    best = max(rated, key=lambda pair: pair[0], default=None)
    return best[1].id if best is not None and best[0] >= _LIKE_TITLE else None


def obtain(
    source: str,
    *,
    sheet: str | None = None,
    choice: Choice = NO_CHOICE,
    with_results: bool = False,
) -> Obtained:
    """Return the list of a shipped key, a YAML file, a workbook or a Word file."""
    if source in shipped_keys():
        return Obtained(checklist=bundled.load(source))
    path = Path(source)
    if not path.suffix and not path.exists():
        raise refused("checklists.unknown_key", key=source, keys="、".join(shipped_keys()))
    content = read_file(path)
    if path.suffix.lower() in {".yaml", ".yml"}:
        return Obtained(checklist=bundled.read_yaml(read_text(content, path.name), path.name))
    reading = read_checklist(
        content, path.name, sheet=sheet, choice=choice, with_results=with_results
    )
    return Obtained(checklist=reading.checklist, issues=reading.issues, reading=reading)


def add(
    desk: Desk,
    checklist: Checklist,
    replaces: str | None = None,
    layout: tuple[str, ColumnRoles] = ("", {}),
) -> EditionId:
    """Put a list into the workspace as an edition; the same list twice is one edition.

    `replaces` names the title of the edition it follows: items that are the same, or nearly so,
    keep the keys by which their answers of earlier years are found. `layout` is what `layout_of`
    tells of the columns, to be remembered.
    """
    keys: Mapping[ItemKey, ItemKey] = {}
    if replaces is not None:
        before = desk.file.reader.checklist(edition_titled(desk, replaces))
        keys = kept_keys(compare(before, checklist))
    fingerprint, columns = layout
    acceptance = Acceptance(
        checklist=checklist, keys=keys, fingerprint=fingerprint, columns=columns
    )
    return accept(desk, acceptance).edition


def layout_of(obtained: Obtained, columns: ColumnRoles) -> tuple[str, ColumnRoles]:
    """Return under what to remember columns that were named; nothing where none were."""
    if obtained.reading is None or not columns:
        return "", {}
    return obtained.reading.layout.fingerprint, columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A list that a person looked through and takes in."""

    checklist: Checklist
    keys: Mapping[ItemKey, ItemKey] = field(default_factory=dict)
    """For items that are one with an item of another list here: the key of that item."""
    fingerprint: str = ""
    columns: ColumnRoles | None = None
    """What the columns mean, to be remembered for lists of the same layout."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The edition that a list became."""

    edition: EditionId
    changes: Changes


def accept(desk: Desk, acceptance: Acceptance) -> Accepted:
    """Put a list into the workspace as an edition, with what its columns mean, as one action.

    Raises Refused for a list without a title, and when two of its items would be one.
    """
    checklist = rekeyed(acceptance.checklist, acceptance.keys)
    if not checklist.title.strip():
        raise refused("checklists.no_title")
    _require_own_keys(checklist)
    with desk.file.unit_of_work(desk.author) as work:
        edition = work.add(checklist)
        name = f"{_REMEMBERED}{acceptance.fingerprint}"
        columns = _plain(acceptance.columns)
        if acceptance.fingerprint and desk.file.reader.settings().get(name) != columns:
            work.set_setting(name, columns)
        verb = Action(verb="checklist.add", parameters={"title": checklist.title})
        changes = work.commit(verb)
    return Accepted(edition=edition, changes=changes)


def _require_own_keys(checklist: Checklist) -> None:
    known: dict[ItemKey, str] = {}
    for _, item in checklist.items():
        if item.key in known:
            raise refused("checklists.one_key", number=item.number, other=known[item.key])
        known[item.key] = item.number


def _plain(columns: ColumnRoles | None) -> JsonValue:
    return {letters: role.value for letters, role in columns.items()} if columns else None


def remembered_columns(desk: Desk) -> Mapping[str, ColumnRoles]:
    """Return what columns were said to mean, by the layout's fingerprint and their letters."""
    return {
        name.removeprefix(_REMEMBERED): {
            letters: Role(role)
            for letters, role in cast(Mapping[str, Any], value).items()
            if role in _ROLES
        }
        for name, value in desk.file.reader.settings().items()
        if name.startswith(_REMEMBERED) and isinstance(value, Mapping)
    }


def columns_named(words: Sequence[str]) -> ColumnRoles:
    """Return what columns hold from words such as 评分标准=E; raises Refused for others."""
    columns: dict[str, Role] = {}
    for text in words:
        name, equals, letters = (part.strip() for part in text.partition("="))
        if not equals or not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
            raise refused("checklists.column_form", text=text)
        columns[letters.upper()] = _role_named(name)
    return columns


def _role_named(name: str) -> Role:
    for role in CHOICES:
        if name.casefold() in {role.value, *(word.casefold() for word in column_word(role.value))}:
            return role
    known = "、".join(column_word(role.value).own for role in CHOICES)
    raise refused("checklists.column_word", word=name, words=known)


def edition_titled(desk: Desk, title: str) -> EditionId:
    """Return the latest edition of a title; raises Refused when there is none."""
    known = in_workspace(desk)
    found = [one for one in known if one.title == title]
    if found:
        return max(found, key=lambda one: _added_at(desk, one.id)).id
    raise refused(
        "checklists.unknown_title", title=title, titles="、".join(one.title for one in known)
    )


def _added_at(desk: Desk, edition: EditionId) -> datetime:
    """Return when an edition came into the workspace."""
    return min(one.at for one in desk.file.reader.history(RecordKind.EDITION, edition, BIRTH))


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
    return write_file(target, cast(bytes, import_module(_WRITER).write_checklist(checklist)))


def difference(old: Checklist, new: Checklist) -> tuple[ItemChange, ...]:
    """Return what became of each item: new, changed, same or missing."""
    return compare(old, new)
