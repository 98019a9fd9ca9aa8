"""Files that come in beside the sheets: evidence by file name or folder, papers of a whole unit."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from inspector.domain.changes import Changes
from inspector.domain.checklist import Item
from inspector.domain.edits import Action
from inspector.domain.errors import refused
from inspector.domain.evidence import Evidence
from inspector.domain.finding import Finding
from inspector.domain.ids import UnitId
from inspector.domain.inspection import Assessment, Inspection
from inspector.domain.unit import Unit
from inspector.services import answers, evidence, inspections, lookup
from inspector.services.desk import Desk
from inspector.services.evidence import Piece
from inspector.services.files import Hashed
from inspector.storage.unit_of_work import UnitOfWork

_APART: Final = re.compile(r"[-_－—–\s、，,]+")
_NOBODYS: Final = frozenset({"thumbs.db", "desktop.ini"})
_SHORTEST: Final = 3
"""Letters of a unit's name by which a folder is known that goes on: 市外办报送材料."""
_MOST_PIECES: Final = 3
"""Of how many pieces, put together with a dash, an item's number may consist (1-2-3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """One file with the unit and item it belongs to; without an item it is the whole unit's."""

    path: Path
    unit: Unit
    part: Assessment
    item: Item | None = None


class Filing:
    """Tells whose each file is: 单位-指标编号-序号, or folders named by unit and item.

    A unit is known by any of its names, with 佐证 before it or not.
    """

    def __init__(self, desk: Desk, task: Inspection, whom: Unit | None = None) -> None:
        """Prepare for one inspection; `whom` owns the files that name no unit."""
        self._desk, self._task, self._whom = desk, task, whom
        self._parts = inspections.participants(desk, task)
        self._items: dict[str, Mapping[str, Item]] = {}

    def filed(self, path: Path, root: Path) -> Filed | None:
        """Return whose a file is by its name and the folders beneath `root`, None if unknown."""
        folders = path.relative_to(root).parts[:-1] if root.is_dir() else ()
        pieces = [piece for piece in _APART.split(path.stem) if piece]
        pair = self._unit([*reversed(folders), *pieces, *_leading(folders)], folders)
        if pair is None:
            return None
        unit, part = pair
        rest = [piece for piece in pieces if not unit.answers_to(piece)]
        item = self._item(part, rest, folders)
        return Filed(path=path, unit=unit, part=part, item=item)

    def _unit(self, names: Sequence[str], folders: Sequence[str]) -> tuple[Unit, Assessment] | None:
        for name in names:
            for unit, part in self._parts:
                if unit.answers_to(name):
                    return unit, part
        for folder in reversed(folders):
            begun = [
                (len(name), pair)
                for pair in self._parts
                for name in (pair[0].name, pair[0].short_name, *pair[0].aliases)
                if len(name) >= _SHORTEST and folder.strip().startswith(name)
            ]
            if begun:  # the longest name is meant: 市教育局机关 before 市教育局
                return max(begun, key=lambda one: one[0])[1]
        for unit, part in self._parts:
            if self._whom is not None and unit.id == self._whom.id:
                return unit, part
        return None

    def _item(self, part: Assessment, pieces: Sequence[str], folders: Sequence[str]) -> Item | None:
        items = self._items_of(part)
        for at in range(len(pieces)):
            for length in range(min(_MOST_PIECES, len(pieces) - at), 0, -1):
                found = items.get("-".join(pieces[at : at + length]).casefold())
                if found is not None:
                    return found
        return next(
            (items[one.casefold()] for one in _leading(folders) if one.casefold() in items), None
        )

    def _items_of(self, part: Assessment) -> Mapping[str, Item]:
        key = self._task.class_of(part).key
        if key not in self._items:
            checklist = lookup.checklist_of(self._desk, self._task, part)
            self._items[key] = {one.number.casefold(): one for _, one in checklist.items()}
        return self._items[key]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledIn:
    """Where files and folders that were handed in went: how many under which item's number."""

    placed: tuple[tuple[str, int], ...]
    changes: Changes


def file_in(
    desk: Desk,
    task: Inspection,
    unit: Unit,
    item: Item,
    sources: Sequence[Path],
    finding: Finding | None = None,
    known: Sequence[Hashed] = (),
) -> FiledIn:
    """Put files to an item and the files of folders where their names say, as one action.

    A file that was named by itself goes to the item (and finding) whatever it is called. One from
    a folder goes to the item of the unit that its name or folder names, else to this item too.
    Files that are `known` were read beforehand; they are only copied, where they are new at all.
    Raises Refused when nothing is there to take, and where marks are approved.
    """
    part = lookup.assessment(desk, task, unit)
    answers.require_unlocked(part, unit)
    filing = Filing(desk, task, unit)
    placed: Counter[str] = Counter()
    hashed = {one.path: one for one in known}
    with desk.file.unit_of_work(desk.author) as work:
        for path, root in others_in(sources, frozenset()):
            filed = filing.filed(path, root) if root.is_dir() else None
            theirs = filed.item if filed is not None and filed.unit.id == unit.id else None
            owner = theirs or item
            shown = finding if owner is item and not root.is_dir() else None
            piece = Piece(source=str(path), hashed=hashed.get(path))
            work.add(evidence.evidence_of(work, part, owner, piece, shown))
            placed[owner.number] += 1
        if not placed:
            raise refused("evidence.none_named")
        action = Action(
            verb="evidence.add",
            parameters={
                "unit": unit.label,
                "number": "、".join(placed),
                "count": str(placed.total()),
            },
        )
        changes = work.commit(action)
    return FiledIn(placed=tuple(placed.items()), changes=changes)


def others_in(sources: Sequence[Path], sheets: frozenset[str]) -> Iterator[tuple[Path, Path]]:
    """Yield files that might be evidence, each with the folder it was found under, or itself.

    Of endings in `sheets` only those in folders are yielded: a file named by itself is a sheet.
    """
    for source in sources:
        if not source.is_dir():
            if source.suffix.lower() not in sheets and source.exists():
                yield source, source
            continue
        for path in sorted(source.rglob("*")):
            hidden = path.name.startswith(("~$", ".")) or path.name.lower() in _NOBODYS
            if path.is_file() and not hidden:
                yield path, source


def keep(desk: Desk, work: UnitOfWork, filed: Filed) -> bool:
    """Keep a file's bytes as evidence of its unit; return whether it was not there before.

    A file that the unit's sheet named takes the place of that name.
    """
    piece = Piece(source=str(filed.path))
    made = evidence.evidence_of(work, filed.part, filed.item, piece, None)
    made = replace(made, from_unit=True)
    known = desk.file.reader.evidence(filed.part.inspection, UnitId(filed.part.unit))
    named = next((one for one in known if _names(one, made)), None)
    if named is not None:
        work.replace(named, replace(named, blob=made.blob, kind=made.kind, name=made.name))
        return True
    if any((one.blob, one.item) == (made.blob, made.item) for one in known):
        return False
    work.add(made)
    return True


def _names(one: Evidence, made: Evidence) -> bool:
    """Whether a piece is only the name, written on a sheet, of the file that came in now."""
    return (
        one.blob is None
        and not one.address
        and one.from_unit
        and one.name in {made.name, Path(made.name).stem}
        and made.item in (None, one.item)
    )


def _leading(folders: Sequence[str]) -> list[str]:
    """Return what each folder's name begins with: 1.2 of “1.2 行政规范性文件”."""
    return [_APART.split(folder.strip())[0] for folder in reversed(folders)]
