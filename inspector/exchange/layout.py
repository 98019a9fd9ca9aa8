"""Where a list stands in a grid: its title, its header of one to three rows, and its columns."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final, NamedTuple

from inspector.exchange.columns import (
    RESULT_ROLES,
    HeaderWord,
    Role,
    folded_header,
    header_word,
)
from inspector.exchange.extents import column_letters, column_number
from inspector.exchange.grid import Grid, Row, cell_at, filled_rows
from inspector.exchange.list_title import class_of, title_above, title_from_names, year_of

DEEPEST_HEADER: Final = 3
_SEARCHED_ROWS: Final = 120
"""Filled rows in which a header is looked for."""
_SAMPLED_ROWS: Final = 300
_NEARLY_BEST: Final = 0.7
"""Of several rows that look like headers the first is taken that comes this near the best."""


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
        return _fingerprint(self.headers)


class Header(NamedTuple):
    """A header found in a grid: its rows (from 0, both included), texts by column, and score."""

    first: int
    last: int
    texts: dict[int, tuple[str, ...]]
    score: int

    @property
    def fingerprint(self) -> str:
        """The layout's, known before anything is made of the columns."""
        return _fingerprint(_folded(self))


def _folded(header: Header) -> tuple[str, ...]:
    return tuple(folded_header("/".join(texts)) for texts in header.texts.values())


def _fingerprint(headers: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(headers).encode()).hexdigest()[:16]


_WEIGHTS: Final[Mapping[Role, int]] = {
    Role.NAME: 3,
    Role.POINTS: 3,
    Role.CRITERIA: 3,
    Role.RESPONSIBLE: 2,
    Role.LEAD: 2,
    Role.DEADLINE: 2,
    Role.PENALTY_POINTS: 2,
    Role.BONUS_POINTS: 2,
}


def find_header(grid: Grid) -> Header | None:
    """Return the header of the list in a grid, or None when no row looks like one."""
    found: list[Header] = []
    for number in islice(filled_rows(grid), _SEARCHED_ROWS):
        if found and number <= found[-1].last:
            continue
        if looks_like_header(grid.rows[number]):
            found.append(header_at(grid, number))
    named = [header for header in found if _names(header)]
    best = max((header.score for header in named), default=0)
    return next((header for header in named if header.score >= best * _NEARLY_BEST), None)


def looks_like_header(row: Row) -> bool:
    """Whether most filled cells of a row, and at least two, are headers that are known."""
    filled = [cell for cell in row if cell.strip()]
    known = sum(header_word(cell) is not None for cell in filled)
    distinct = {folded_header(cell) for cell in filled if header_word(cell) is not None}
    return len(distinct) >= 2 and known * 10 >= len(filled) * 6


def _names(header: Header) -> bool:
    """Whether a header names items, or leaves room for names left of other columns.

    A header without words at all leaves room only beside three that are known.
    """
    if _has_names(header):
        return True
    words = [_meaning(texts) for texts in header.texts.values()]
    known = sum(word is not None for word in words)
    unknown = [
        column
        for (column, texts), word in zip(header.texts.items(), words, strict=True)
        if word is None and _is_left_of_details(header, column) and (texts or known >= 3)
    ]
    return bool(unknown)


def _has_names(header: Header) -> bool:
    words = [_meaning(texts) for texts in header.texts.values()]
    return any(word is not None and word.role is Role.NAME for word in words)


def header_at(grid: Grid, first: int) -> Header:
    """Return the header that begins in a row."""
    last = _last_header_row(grid, first)
    texts = _header_texts(grid, first, last)
    words = [_meaning(column) for column in texts.values()]
    roles = {word.role for word in words if word is not None}
    return Header(first, last, texts, sum(_WEIGHTS.get(role, 1) for role in roles))


def _last_header_row(grid: Grid, first: int) -> int:
    """Return the header's last row, told by merged cells or by headers under the gaps above."""
    limit = min(first + DEEPEST_HEADER - 1, len(grid.rows) - 1)
    filled = {column for column, cell in enumerate(grid.rows[first]) if cell.strip()}
    last = max(
        (m.bottom for m in grid.merges if m.top == first and m.left in filled), default=first
    )
    last = min(last, limit)
    while last < limit and _is_below_header(grid, first, last + 1):
        last += 1
    return last


def _is_below_header(grid: Grid, first: int, number: int) -> bool:
    """Whether a row goes on with the header: headers that stand under gaps or under themselves."""
    row, above = grid.rows[number], grid.rows[first]
    filled = [(column, cell) for column, cell in enumerate(row) if cell.strip()]
    known = sum(header_word(cell) is not None for _, cell in filled)
    if not filled or known * 2 < len(filled):
        return False
    spanned = _spanned_columns(grid, first)
    repeats = 0
    for column, cell in filled:
        top = cell_at(above, column)
        if folded_header(top) == folded_header(cell):
            repeats += 1
        elif top.strip() and column not in spanned and cell_at(above, column + 1).strip():
            return False
    return repeats < len(filled)


def _spanned_columns(grid: Grid, number: int) -> set[int]:
    return {
        column
        for m in grid.merges
        if m.top == number and m.right > m.left
        for column in range(m.left, min(m.right + 1, m.left + 64))
    }


def _header_texts(grid: Grid, first: int, last: int) -> dict[int, tuple[str, ...]]:
    """Return the header of each column from top to bottom, merged cells spread out."""
    width = max(len(grid.rows[number]) for number in range(first, last + 1))
    lines = [
        [cell_at(grid.rows[number], column).strip() for column in range(width)]
        for number in range(first, last + 1)
    ]
    for merge in grid.merges:
        if first <= merge.top <= last and merge.left < width:
            _spread(lines, merge.top - first, merge.left, merge.right, merge.bottom - first)
    for above, below in pairwise(lines):
        _fill_right(above, below)
    texts = {}
    for column in range(width):
        stack = [line[column] for line in lines if line[column]]
        texts[column] = tuple(dict.fromkeys(stack))
    return texts


def _spread(lines: list[list[str]], top: int, left: int, right: int, bottom: int) -> None:
    text = lines[top][left]
    for line in lines[top : bottom + 1]:
        for column in range(left, min(right + 1, len(line))):
            line[column] = line[column] or text


def _fill_right(above: list[str], below: Sequence[str]) -> None:
    """Give a gap the header on its left where something stands beneath: an unmerged heading."""
    for column in range(1, len(above)):
        if not above[column] and below[column] and below[column - 1]:
            above[column] = above[column - 1]


_GENERIC: Final = frozenset(
    {"名称", "内容", "项目", "说明", "指标", "分", "标准", "要求", "编号", "序号"}
)
"""Words under a heading that say little by themselves: 一级指标 over 名称 and 分值."""


def _meaning(texts: Sequence[str]) -> HeaderWord | None:
    """Return what the headers of one column, from top to bottom, mean together."""
    if not texts:
        return None
    last = header_word(texts[-1])
    above = next((word for text in texts[-2::-1] if (word := header_word(text))), None)
    if last is None:
        return header_word("".join(texts)) or above
    if above is not None and _is_under(above, last, texts[-1]):
        return above
    return last


def _is_under(above: HeaderWord, last: HeaderWord, text: str) -> bool:
    """Whether the heading above says what a column is, and the header only which part of it."""
    if above.role is Role.POINTS and last.role is Role.NAME:
        return True
    return folded_header(text) in _GENERIC and last.role is Role.NAME and above.role is Role.NAME


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
        headers=_folded(header),
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
    is_named = _has_names(header) or bool(_NAMES & set(chosen.values()))
    columns, unknown = [], []
    for index in sorted({*header.texts, *texts, *chosen}):
        words = header.texts.get(index, ())
        name = _shown_header(words)
        word = _meaning(words)
        if index in chosen:
            columns.append(_chosen(index, name, chosen[index], word))
        elif word is not None:
            columns.append(
                Column(index, name, word.role, word.specificity, word.otherwise, word.with_criteria)
            )
        elif index in texts and not (words and is_named) and _is_left_of_details(header, index):
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


def _shown_header(words: Sequence[str]) -> str:
    return "".join(words[-1].split()) if words else ""


def _is_left_of_details(header: Header, index: int) -> bool:
    """Whether a column without a header stands where the names are, before points and criteria."""
    words = {column: _meaning(texts) for column, texts in header.texts.items()}
    details = [
        column
        for column, word in words.items()
        if word is not None and word.role not in (Role.NAME, Role.NUMBER)
    ]
    return index < min(details, default=0)


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
