"""Where a list stands in a grid: its title, and what each column beneath its header holds."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, NamedTuple

from inspector.exchange.columns import (
    RESULT_ROLES,
    HeaderWord,
    Role,
)
from inspector.exchange.extents import column_letters, column_number
from inspector.exchange.grid import Grid, filled_rows
from inspector.exchange.list_header import (
    Header,
    fingerprint_of,
    is_left_of_details,
    meaning,
    shown,
)
from inspector.exchange.list_title import class_of, title_above, title_from_names, year_of

_SAMPLED_ROWS: Final = 300


class Column(NamedTuple):
    """One column of the list: where it stands (from 0), its header and what it holds."""

    at: int
    header: str
    role: Role
    specificity: int = 0
    otherwise: Role | None = None
    with_criteria: bool = False
    is_chosen: bool = False
    """Whether a person said so; it then stands before what others seem to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column of the rows holds what; indexes count from 0.

    `levels` and `content` come from the columns of names: the most specific holds the items, those
    left of it are the levels above. `level_points` are (level, column) of points that stand beside
    a level rather than beside the items.
    """

    number: int | None = None
    levels: tuple[int, ...] = ()
    content: int
    points: int | None = None
    level_points: tuple[tuple[int, int], ...] = ()
    criteria: tuple[int, ...] = ()
    kind: int | None = None
    texts: tuple[tuple[Role, int], ...] = ()
    """Responsible offices, deadlines, ways, guidance and remarks."""
    results: tuple[tuple[Role, int], ...] = ()
    points_role: Role = Role.POINTS
    content_has_criteria: bool = False
    is_weight: bool = False
    """Whether the points are headed as weights, which some offices write as shares of one."""
    width: int = 0
    """How many cells a row needs for every column to be there."""

    def meanings(self) -> Mapping[int, Role]:
        """Return what each column that is read holds, by where it stands."""
        found = {
            **dict.fromkeys(self.criteria, Role.CRITERIA),
            **{at: role for role, at in (*self.texts, *self.results)},
            **dict.fromkeys(self.levels, Role.LEVEL),
            **{at: Role.GROUP_POINTS for _level, at in self.level_points},
            self.content: Role.CONTENT,
        }
        single = ((self.number, Role.NUMBER), (self.points, self.points_role))
        for at, role in (*single, (self.kind, Role.KIND)):
            if at is not None:
                found[at] = role
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How one grid is laid out; a proposal that the user can change by naming columns' roles."""

    sheet: str
    title: str
    year: int | None
    unit_class: str
    first_row: int
    """First row of the header, from 0."""
    last_row: int
    columns: tuple[Column, ...]
    resolved: Columns
    level_headers: tuple[str, ...]
    content_header: str
    headers: tuple[str, ...] = ()
    """The header of every column, folded."""
    unknown: tuple[Column, ...] = ()
    """Filled columns whose header means nothing known; they are not read."""
    title_rows: tuple[int, ...] = ()

    @property
    def fingerprint(self) -> str:
        """16 hex digits of the headers and their places, under which a choice is remembered."""
        return fingerprint_of(self.headers)


def propose_layout(
    grid: Grid, header: Header, *, file: str = "", mapping: Mapping[str, Role] | None = None
) -> Layout | None:
    """Return the layout under a header, or None when no column holds names of items.

    `mapping` gives columns, by their letters, the roles the user chose. `file` names the list
    where nothing else does.
    """
    columns, unknown = _columns(grid, header, mapping or {})
    resolved = resolve(columns, _sample(grid, header.last + 1))
    if resolved is None:
        return None
    headers = {column.at: column.header for column in columns}
    title, rows = title_above(grid, header.first)
    title = title or title_from_names(grid.name, file)
    return Layout(
        sheet=grid.name,
        title=title,
        year=year_of(title) or year_of(file),
        unit_class=class_of(title) or class_of(grid.name),
        first_row=header.first,
        last_row=header.last,
        columns=columns,
        resolved=resolved,
        level_headers=tuple(headers[index] for index in resolved.levels),
        content_header=headers[resolved.content],
        headers=header.folded,
        unknown=unknown,
        title_rows=rows,
    )


def known_columns(
    grid: Grid, header: Header, mapping: Mapping[str, Role] | None = None
) -> tuple[Column, ...]:
    """Return the columns under a header with what each seems to hold, unknown ones among them."""
    columns, unknown = _columns(grid, header, mapping or {})
    return tuple(sorted((*columns, *unknown)))


def columns_under(grid: Grid, header: Header) -> Columns | None:
    """Return which column holds what under a header, or None when none names items."""
    columns, _ = _columns(grid, header, {})
    return resolve(columns, _sample(grid, header.last + 1))


def _columns(
    grid: Grid, header: Header, mapping: Mapping[str, Role]
) -> tuple[tuple[Column, ...], tuple[Column, ...]]:
    chosen = {column_number(letters) - 1: role for letters, role in mapping.items()}
    texts = _sample(grid, header.last + 1).texts
    is_named = header.has_names or bool(_NAMES & set(chosen.values()))
    columns, unknown = [], []
    for index in sorted({*header.texts, *texts, *chosen}):
        words = header.texts.get(index, ())
        name = shown(words)
        word = meaning(words)
        if index in chosen:
            columns.append(_chosen(index, name, chosen[index], word))
        elif word is not None:
            columns.append(
                Column(index, name, word.role, word.specificity, word.otherwise, word.with_criteria)
            )
        elif index in texts and not (words and is_named) and is_left_of_details(header, index):
            columns.append(Column(index, name, Role.NAME, 1))
        elif index in texts and words:
            unknown.append(Column(index, name or column_letters(index + 1), Role.IGNORED))
    return tuple(columns), tuple(unknown)


_NAMES: Final = frozenset({Role.NAME, Role.LEVEL, Role.CONTENT})
_MOST_SPECIFIC: Final = 90
"""Above every word that a header can have, so that the name chosen for the items is theirs."""


def _chosen(at: int, header: str, role: Role, word: HeaderWord | None) -> Column:
    """Return a column that holds what a person said it does."""
    if role is Role.CONTENT:
        with_criteria = word is not None and word.with_criteria
        return Column(at, header, Role.NAME, _MOST_SPECIFIC, None, with_criteria, True)
    if role is Role.LEVEL:
        return Column(at, header, Role.NAME, 1, is_chosen=True)
    specificity = word.specificity if word is not None and word.role is role else 0
    return Column(at, header, role, specificity or int(role is Role.NAME), is_chosen=True)


class _Sample(NamedTuple):
    """What the first rows under a header hold, by column."""

    texts: frozenset[int] = frozenset()
    """Columns with words in them."""
    numbers: frozenset[int] = frozenset()
    """Columns at least half of whose cells are numbers."""
    deductions: frozenset[int] = frozenset()
    """Columns most of whose texts say what costs or earns marks."""


_WORDS: Final = re.compile(r"[^\W\d_分]")
_DEDUCTION: Final = re.compile(r"[扣减加得][^，。；,;]{0,6}分|分[，。；]|不得分|扣完为止")


def _sample(grid: Grid, start: int) -> _Sample:
    filled: dict[int, list[str]] = {}
    for number in islice(filled_rows(grid, start), _SAMPLED_ROWS):
        for column, cell in enumerate(grid.rows[number]):
            if cell and cell.strip():
                filled.setdefault(column, []).append(cell)
    worded = {
        column: sum(_WORDS.search(cell) is not None for cell in cells)
        for column, cells in filled.items()
    }
    deducing = {
        column
        for column, cells in filled.items()
        if 2 * sum(_DEDUCTION.search(cell) is not None for cell in cells) >= len(cells)
    }
    return _Sample(
        frozenset(column for column, count in worded.items() if count),
        frozenset(column for column, count in worded.items() if 2 * count <= len(filled[column])),
        frozenset(deducing),
    )


def resolve(columns: Sequence[Column], sample: _Sample) -> Columns | None:
    """Return which column holds what, or None when none of them names items."""
    columns, is_earned = _with_second_meanings(columns, sample)
    names = [column for column in columns if column.role is Role.NAME]
    if not names:
        return None
    tier = max(name.specificity // 10 for name in names)
    content = max(name for name in names if name.specificity // 10 == tier)
    levels = tuple(name.at for name in names if name.at < content.at)
    points, level_points, role = _points(columns, content.at, levels)
    if levels and points is not None and (is_earned or "得分" in points.header):
        groups = [one for one in _of(columns, Role.GROUP_POINTS) if not one.is_chosen]
        level_points += tuple((0, column.at) for column in groups[:1])
    level_points += tuple(_chosen_level_points(columns, levels))
    below = [name for name in names if name.at > content.at]
    criteria = tuple(column.at for column in columns if column.role is Role.CRITERIA)
    if not criteria and below:
        criteria, below = (below[0].at,), below[1:]
    number = _of(columns, Role.NUMBER)
    kind = _of(columns, Role.KIND)
    return Columns(
        number=number[0].at if number else None,
        levels=levels,
        content=content.at,
        points=points.at if points else None,
        level_points=level_points,
        criteria=criteria,
        kind=kind[0].at if kind else None,
        texts=(
            *((column.role, column.at) for column in columns if column.role in _TEXT_ROLES),
            *((Role.GUIDANCE, name.at) for name in below),
        ),
        results=tuple(
            (column.role, column.at) for column in columns if column.role in RESULT_ROLES
        ),
        points_role=role,
        content_has_criteria=content.with_criteria and not criteria,
        is_weight=points is not None and "权重" in points.header,
        width=1 + max(column.at for column in columns),
    )


_TEXT_ROLES: Final = frozenset(
    {
        Role.WAY,
        Role.RESPONSIBLE,
        Role.LEAD,
        Role.SUPPORT,
        Role.DEADLINE,
        Role.GUIDANCE,
        Role.REMARK,
    }
)


def _of(columns: Sequence[Column], role: Role) -> list[Column]:
    """Return the columns of a role: those that a person chose, or else those that seem to be."""
    found = [column for column in columns if column.role is role]
    return [column for column in found if column.is_chosen] or found


def _chosen_level_points(
    columns: Sequence[Column], levels: tuple[int, ...]
) -> Iterator[tuple[int, int]]:
    """Yield the level nearest on the left of each column that was chosen for a level's points."""
    for column in columns:
        if column.is_chosen and column.role is Role.GROUP_POINTS and levels:
            yield max(0, sum(at < column.at for at in levels) - 1), column.at


def _with_second_meanings(columns: Sequence[Column], sample: _Sample) -> tuple[list[Column], bool]:
    """Give columns their second meaning where nothing else has it.

    Returns the columns, and whether what is headed as the mark earned (得分) holds the points.
    """
    taken = {column.role for column in columns}
    changed, is_earned = [], False
    for column in columns:
        second = column.otherwise
        if second is not None and second not in taken and _may_become(column, taken, sample):
            is_earned = is_earned or (column.role is Role.MARK and second is Role.POINTS)
            taken.add(second)
            column = column._replace(role=second)
        changed.append(column)
    return changed, is_earned


def _may_become(column: Column, taken: set[Role], sample: _Sample) -> bool:
    if column.otherwise is Role.POINTS:
        filled_in = {Role.SELF_MARK, Role.REASON, Role.PENALTY_POINTS, Role.BONUS_POINTS}
        return column.at in sample.numbers and not filled_in & taken
    if column.otherwise is Role.CRITERIA:
        return column.at in sample.deductions
    return True


def _points(
    columns: Sequence[Column], content: int, levels: tuple[int, ...]
) -> tuple[Column | None, tuple[tuple[int, int], ...], Role]:
    """Tell the points of items from those that stand beside a level (一级指标, 分值, …)."""
    roles = [role for role in _POINTS_ROLES if _of(columns, role)]
    said = [role for role in roles if _of(columns, role)[0].is_chosen]
    role = next(iter((*said, *roles)), Role.POINTS)
    found = [column for column in columns if column.role is role]
    if not found:
        return None, (), role
    beside_items = [column for column in found if column.at > content]
    chosen = [column for column in found if column.is_chosen]
    own = (*chosen, *beside_items, found[-1])[0]
    beside_levels = []
    for column in found:
        if column is own or column.at > content:
            continue
        level = column.specificity - 1
        if level < 0:
            level = sum(index < column.at for index in levels) - 1
        if 0 <= level < len(levels):
            beside_levels.append((level, column.at))
    if own.specificity and own.specificity <= len(levels) and not own.is_chosen:
        return None, (*beside_levels, (own.specificity - 1, own.at)), role
    return own, tuple(beside_levels), role


_POINTS_ROLES: Final = (Role.POINTS, Role.PENALTY_POINTS, Role.BONUS_POINTS)
