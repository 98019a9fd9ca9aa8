"""A list read from any office's workbook or Word file, with everything that was noticed."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from inspector.domain.checklist import Checklist, ItemKind
from inspector.domain.errors import refused
from inspector.domain.issues import Issue, Place, Severity
from inspector.domain.marks import Mark
from inspector.domain.rule_set import Bonus, RuleSet
from inspector.exchange.columns import RESULT_ROLES, Role
from inspector.exchange.extents import column_letters
from inspector.exchange.grid import Grid, Workbook, cell_name, read_workbook
from inspector.exchange.layout import Layout, propose_layout
from inspector.exchange.list_header import Header, find_header, header_at
from inspector.exchange.list_items import ItemMaker, sections_of_kind
from inspector.exchange.list_kinds import assign_kinds
from inspector.exchange.list_lines import IgnoredRow, Line, read_lines
from inspector.exchange.list_numbers import Numbers, number_nodes
from inspector.exchange.list_points import PointsReading, read_all_points
from inspector.exchange.list_stamp import is_list_stamp, restored
from inspector.exchange.list_text import Ignored
from inspector.exchange.list_tree import Tree, build_tree
from inspector.exchange.results_reader import ImportedResult, read_results

_NAMED_SHEETS: Final = 6
"""Other sheets with lists that a message names."""

ColumnRoles = Mapping[str, Role]
"""What columns hold, by their letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What people said of a list's columns, by letter, and where its header stands."""

    columns: ColumnRoles | None = None
    """For the list that is being read; None where nothing was said of it yet."""
    remembered: Mapping[str, ColumnRoles] = field(default_factory=dict)
    """What was said of lists of the same layout before, by the layout's fingerprint."""
    header_row: int | None = None
    """The header's first row, from 0, where a person pointed at it."""

    def header(self, grid: Grid) -> Header | None:
        """Return the header of a sheet, found or pointed at."""
        if self.header_row is None:
            return find_header(grid)
        return header_at(grid, self.header_row) if self.header_row < len(grid.rows) else None

    def of(self, header: Header) -> ColumnRoles | None:
        """Return what holds for the columns under a header."""
        known = {**self.remembered.get(header.fingerprint, {}), **(self.columns or {})}
        return known or None


NO_CHOICE: Final = Choice()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistReading:
    """What was read: the list, where it stood, and every issue and ignored row.

    `results` are the marks and findings already filled in, when they were asked for.
    """

    checklist: Checklist
    sheet: str
    layout: Layout
    issues: tuple[Issue, ...] = ()
    ignored: tuple[IgnoredRow, ...] = ()
    results: tuple[ImportedResult, ...] = ()
    other_sheets: tuple[str, ...] = field(default=())
    """Further sheets that hold a list, which `sheet` would choose."""
    places: tuple[tuple[int, int], ...] = ()
    """Row and column, from 0, of each section and item, in the order of `Checklist.walk`."""
    lines: frozenset[int] = frozenset()
    """All rows, from 0, that say something of a section or an item."""

    @property
    def errors(self) -> tuple[Issue, ...]:
        """The issues for which the list cannot be taken in."""
        return tuple(issue for issue in self.issues if issue.severity is Severity.ERROR)


def read_checklist(
    data: bytes,
    name: str,
    *,
    sheet: str | None = None,
    choice: Choice = NO_CHOICE,
    with_results: bool = False,
) -> ChecklistReading:
    """Read the list in a file's bytes; `name` names the file in messages.

    `sheet` chooses a sheet or table, otherwise the best is found; `choice` is what people said of
    the columns. Points that are no number are errors among the issues and leave the item without
    points. Raises Refused when the file cannot be read or holds no item.
    """
    with collector_at_rest():
        workbook = read_workbook(data, name)
        return read_list(workbook, sheet=sheet, choice=choice, with_results=with_results)


def read_list(
    workbook: Workbook,
    *,
    sheet: str | None = None,
    choice: Choice = NO_CHOICE,
    with_results: bool = False,
) -> ChecklistReading:
    """Read the list in a workbook that is open; see `read_checklist`."""
    candidate, others = _choose(workbook, sheet, choice)
    return _read(workbook, candidate, others, with_results=with_results)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from going over all that is being built, again and again.

    Nothing that is made here is garbage; on a long list this saves a seventh of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Candidate(NamedTuple):
    grid: Grid
    header: Header
    layout: Layout


def _candidates(workbook: Workbook, choice: Choice) -> Iterator[_Candidate]:
    for grid in workbook.sheets:
        header = choice.header(grid)
        if header is None:
            continue
        mapping = choice.of(header)
        layout = propose_layout(grid, header, file=workbook.name, mapping=mapping)
        if layout is not None and len(grid.rows) > header.last + 1:
            yield _Candidate(grid, header, layout)


def _choose(
    workbook: Workbook, sheet: str | None, choice: Choice
) -> tuple[_Candidate, list[_Candidate]]:
    """Return the sheet to read and the other visible ones that hold lists."""
    if sheet is not None and sheet not in {grid.name for grid in workbook.sheets}:
        raise refused(
            "list.no_such_sheet",
            Place(file=workbook.name, sheet=sheet),
            sheets="、".join(grid.name for grid in workbook.sheets),
        )
    found = list(_candidates(workbook, choice))
    if sheet is not None:
        found = [candidate for candidate in found if candidate.grid.name == sheet]
        if not found:
            raise refused("list.no_header", Place(file=workbook.name, sheet=sheet))
    visible = [candidate for candidate in found if not candidate.grid.hidden] or found
    if not visible:
        raise refused("list.none_in_file", Place(file=workbook.name))
    best = max(candidate.header.score for candidate in visible)
    lists = [candidate for candidate in visible if candidate.header.score * 2 >= best]
    chosen = next(candidate for candidate in lists if candidate.header.score == best)
    return chosen, [candidate for candidate in lists if candidate is not chosen]


def _read(
    workbook: Workbook, candidate: _Candidate, others: Sequence[_Candidate], *, with_results: bool
) -> ChecklistReading:
    grid, layout = candidate.grid, candidate.layout
    lines = read_lines(grid, layout)
    tree = build_tree(lines)
    if not tree.roots:
        raise refused("list.no_items", Place(file=workbook.name, sheet=grid.name))
    assign_kinds(tree)
    reading = PointsReading(workbook.name, grid.name, frozenset(grid.uncalculated))
    read_all_points(tree, reading)
    maker = ItemMaker(reading, _numbered(tree, layout, reading))
    children = maker.make(tree)
    checklist = Checklist(
        title=layout.title,
        year=layout.year,
        unit_class=layout.unit_class,
        rule_set=_rule_set(tree, reading),
        content_header=layout.content_header or Checklist(title="").content_header,
        level_headers=layout.level_headers,
        children=children,
    )
    stray = [IgnoredRow(line.row + 1, Ignored.UNNAMED, line.criteria) for line in tree.stray]
    results = read_results(maker.nodes, reading) if with_results else ()
    places = tuple((node.row, node.column) for node in tree.nodes)
    tree.take_apart()
    checklist = restored(checklist, [sheet.rows for sheet in workbook.sheets])
    return ChecklistReading(
        checklist=checklist,
        sheet=grid.name,
        layout=layout,
        issues=(*_issues_of_sheet(workbook, candidate, others), *reading.issues),
        ignored=tuple(sorted([*lines.ignored, *stray])),
        results=_of_items(results, checklist),
        other_sheets=tuple(other.grid.name for other in others),
        places=places,
        lines=frozenset(line.row for line in lines.entries if isinstance(line, Line)),
    )


def _of_items(
    results: Sequence[ImportedResult], checklist: Checklist
) -> tuple[ImportedResult, ...]:
    """Return the results under the keys of the list's items, which its hidden sheet may keep."""
    if not results:
        return ()
    keys = {item.number: item.key for _, item in checklist.items()}
    return tuple(replace(result, item=keys[result.number]) for result in results)


def _numbered(tree: Tree, layout: Layout, reading: PointsReading) -> Numbers:
    """Give all items numbers; report those whose own number stands twice."""
    numbers = number_nodes(tree)
    column = layout.resolved.number
    for node, number in numbers.repeated:
        at = node.column if column is None else column
        instead = numbers.of[node]
        reading.report("list.number_repeated", node.row, at, number=number, instead=instead)
    return numbers


def _rule_set(tree: Tree, reading: PointsReading) -> RuleSet:
    """Return the plain rules with what the list itself says: full mark and the bonus's cap."""
    if not reading.is_scored:
        return RuleSet()
    scored = sum(reading.points(leaf) or 0 for leaf in tree.items if leaf.kind is ItemKind.SCORED)
    caps = [reading.points(section) for section in sections_of_kind(tree, ItemKind.BONUS)]
    known = [cap for cap in caps if cap is not None]
    bonus = Bonus(cap=Mark(sum(known))) if known and len(known) == len(caps) else Bonus()
    return RuleSet(full=Mark(scored) if scored else RuleSet().full, bonus=bonus)


def _issues_of_sheet(
    workbook: Workbook, candidate: _Candidate, others: Sequence[_Candidate]
) -> Iterator[Issue]:
    """Yield what was noticed about the sheet as a whole."""
    grid, layout = candidate.grid, candidate.layout
    place = Place(file=workbook.name, sheet=grid.name)
    yield from (issue for issue in workbook.issues if issue.place.sheet in ("", grid.name))
    if others:
        names = [f"“{other.grid.name}”" for other in others[:_NAMED_SHEETS]]
        yield _note("list.other_sheets", place, others="、".join(names), count=str(len(others)))
    hidden = [
        sheet.name
        for sheet in workbook.sheets
        if sheet.hidden and sheet is not grid and not is_list_stamp(sheet.rows)
    ]
    if hidden:
        names = [f"“{name}”" for name in hidden[:_NAMED_SHEETS]]
        yield _note("list.hidden_sheets", place, sheets="、".join(names))
    if grid.hidden:
        yield _note("list.sheet_is_hidden", place)
    if grid.hidden_rows:
        yield _note("list.hidden_rows", place, count=str(grid.hidden_rows))
    unseen = sorted(grid.hidden_columns & _read_columns(layout))
    if unseen:
        letters = "、".join(column_letters(at + 1) for at in unseen)
        yield _note("list.hidden_columns", place, columns=letters)
    for column in layout.unknown:
        at = Place(file=workbook.name, sheet=grid.name, cell=cell_name(layout.last_row, column.at))
        yield _note("list.column_unknown", at, header=column.header)


def _read_columns(layout: Layout) -> frozenset[int]:
    """Return the columns that the list is made of; results beside it are no part of it."""
    meanings = layout.resolved.meanings()
    return frozenset(at for at, role in meanings.items() if role not in RESULT_ROLES)


def _note(code: str, place: Place, **parameters: str) -> Issue:
    return Issue(code=code, severity=Severity.NOTE, place=place, parameters=parameters)
