"""Recognising a returned sheet: which of the two it is, whose, and on which list."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from inspector.domain.unit import Unit
from inspector.exchange.grid import Grid, cell_at
from inspector.exchange.sheets.columns import Field, SheetKind
from inspector.exchange.sheets.known import ItemIndex, KnownList, KnownLists, folded
from inspector.exchange.sheets.stamp import Stamp, StampBroken, is_stamp, read_stamp
from inspector.exchange.sheets.tables import Table, is_foot

_WORKING_WORD: Final = "底稿"
_SELF_WORDS: Final = re.compile("自评|自查")
_TITLE_ROWS: Final = 4
_UNIT_LINE: Final = re.compile(
    r"(?:填报单位|被检查单位|督查对象|考核对象|单位名称|单位全称|单位)"
    r"(?:[（(](?:盖章|公章)[)）])*\s*[：:]\s*(.*)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Listed:
    """The list of a table, and whether no other inspection fits as well."""

    known: KnownList
    is_clear: bool = True


def find_stamp(grids: Sequence[Grid], known: KnownLists) -> tuple[Stamp | None, str]:
    """Return the hidden sheet, or None and the code of the reason why it does not count."""
    for grid in grids:
        if is_stamp(grid.rows):
            try:
                stamp = read_stamp(grid.rows)
            except StampBroken as broken:
                return None, broken.code
            if known.of_unit(stamp.inspection, stamp.unit) is None:
                return None, "sheet.stamp_foreign"
            return stamp, ""
    return None, "sheet.stamp_gone"


def kind_of(grids: Sequence[Grid], name: str) -> SheetKind:
    """Guess what an unmarked sheet is: what is not surely an inspector's is a unit's."""
    titles = [name, *(grid.name for grid in grids)]
    titles += [text for grid in grids for row in grid.rows[:_TITLE_ROWS] for text in row]
    titles += [text for grid in grids for text in grid.heading]
    is_working = any(_WORKING_WORD in text for text in titles)
    speaks_of_self = any(_SELF_WORDS.search(folded(text)) for text in titles if text != "自评分")
    return SheetKind.WORKING if is_working and not speaks_of_self else SheetKind.SELF


def unit_of(stamp: Stamp | None, table: Table, name: str, known: KnownLists) -> Unit | None:
    """Return the unit by hidden key, by its line, by title or sheet, by the file's name."""
    if stamp is not None:
        return known.units[stamp.unit]
    stem = PurePath(name).stem
    for text in (*unit_lines(table), *table.above(), table.grid.name, stem):
        named = known.unit_in(text)
        if named is not None:
            return named
    return known.unit_coded(stem)


def unit_lines(table: Table) -> Iterator[str]:
    """Yield what stands behind 填报单位： above and below the table."""
    for heading in table.grid.heading:
        found = _UNIT_LINE.match(heading.strip())
        if found is not None:
            yield found[1]
    for number, row in enumerate(table.grid.rows):
        if number >= table.header_row and not is_foot(row):
            continue
        for at, text in enumerate(row):
            found = _UNIT_LINE.match(text.strip()) if text else None
            if found is not None:
                yield found[1] or next((other for other in row[at + 1 :] if other.strip()), "")


def list_of(
    stamp: Stamp | None, unit: Unit | None, table: Table, known: KnownLists
) -> Listed | None:
    """Return the list a table is on: the unit's, or the one whose items it speaks of most."""
    if stamp is not None:
        own = known.of_unit(stamp.inspection, stamp.unit)
        return Listed(own) if own is not None else None
    candidates = [one for one in known.lists if unit is None or unit in one.units]
    if len(candidates) == 1:
        return Listed(candidates[0])
    title = "".join(folded(text) for text in table.above())
    rated = sorted(
        (
            (folded(one.inspection.name) in title, _matches(table, one.index), -place, one)
            for place, one in enumerate(candidates)
        ),
        key=lambda entry: entry[:3],
        reverse=True,
    )
    if not rated:
        return None
    best, others = rated[0], [entry for entry in rated[1:] if entry[:2] == rated[0][:2]]
    return Listed(best[3], all(one[3].inspection.id == best[3].inspection.id for one in others))


def _matches(table: Table, index: ItemIndex) -> int:
    number, content = (table.columns.get(name) for name in (Field.NUMBER, Field.CONTENT))
    return sum(
        1
        for _, row in table.rows()
        if folded(cell_at(row, content)).rstrip("。.;,:") in index.by_text
        or folded(cell_at(row, number)) in index.by_number
    )
