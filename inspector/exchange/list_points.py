"""Points of items and sections: read, shared out, and compared with what the list itself states."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from inspector.domain.checklist import ItemKind
from inspector.domain.issues import Issue, Place, Severity
from inspector.domain.marks import ONE, Mark, plain_mark
from inspector.domain.numbers import Points, PointsProblem, read_points
from inspector.exchange.grid import cell_name
from inspector.exchange.list_lines import Stated
from inspector.exchange.list_tree import Node, Tree

_PROBLEMS: Final = {
    PointsProblem.NOT_A_NUMBER: "list.points_not_a_number",
    PointsProblem.NEGATIVE: "list.points_negative",
    PointsProblem.NOT_FINITE: "list.points_not_finite",
    PointsProblem.TOO_LARGE: "list.points_too_large",
}


class Worth(NamedTuple):
    """What a node is worth: points at most and at least, which differ where a range was given."""

    most: Mark
    least: Mark


@dataclass(slots=True)
class PointsReading:
    """The points of every node, and all that was noticed about them."""

    file: str
    sheet: str
    uncalculated: frozenset[str] = frozenset()
    """Cells whose formula was stored without its value."""
    worth: dict[Node, Worth] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    is_scored: bool = False
    formulas: set[Node] = field(default_factory=set)
    """Items whose points are a formula without its value, and have been told."""
    _divided: dict[Node, bool] = field(default_factory=dict)

    def is_divided(self, section: Node) -> bool:
        """Whether any item beneath a section has points of its own."""
        known = self._divided.get(section)
        if known is None:
            known = any(
                child in self.worth if child.is_item else self.is_divided(child)
                for child in section.children
            )
            self._divided[section] = known
        return known

    def points(self, node: Node) -> Mark | None:
        """Return the points of a node, or None when it has none of its own."""
        worth = self.worth.get(node)
        return worth.most if worth is not None else None

    def report(
        self,
        code: str,
        row: int,
        column: int | None,
        severity: Severity = Severity.WARNING,
        **parameters: str,
    ) -> None:
        """Note an issue at a cell, counted from 0."""
        place = Place(file=self.file, sheet=self.sheet, cell=cell_name(row, column))
        self.issues.append(Issue(code=code, severity=severity, place=place, parameters=parameters))


def read_all_points(tree: Tree, reading: PointsReading) -> None:
    """Read the points of all nodes, decide whether the list is scored, and check every sum.

    Kinds must have been assigned. A list in which nothing scored has points is a list of tasks.
    """
    nodes = tree.nodes
    for node in nodes:
        _read(node, reading)
    _share_out(nodes, reading)
    _mark_scored(tree.roots)
    reading.is_scored = any(node.is_scored and node in reading.worth for node in nodes)
    if not reading.is_scored:
        return
    _scale_weights(nodes, reading)
    _report_missing(nodes, reading)
    for root in tree.roots:
        _check_sums(root, reading)
    _check_stated(tree, reading)


def _mark_scored(nodes: Iterable[Node]) -> bool:
    """Note on each node whether anything scored is at or beneath it; return whether any is."""
    found = False
    for node in nodes:
        if node.children:
            node.is_scored = _mark_scored(node.children)
        else:
            node.is_scored = node.kind is ItemKind.SCORED
        found = found or node.is_scored
    return found


def _read(node: Node, reading: PointsReading) -> None:
    named = node.named_points
    if named is not None and named.points is not None:
        _set(node, named.points, named.lowest, reading)
        if named.lowest is not None:
            _report_range(node, named.points, named.lowest, reading, node.row, node.column)
    text = node.points_text
    if not text:
        _report_formula(node, reading)
        return
    read = _of_text(node, text)
    if read.problem is not None:
        _report_problem(node, text, read, reading)
    if read.points is None or read.problem not in (None, PointsProblem.TOO_FINE):
        return
    before = reading.worth.get(node)
    _set(node, Mark(abs(read.points)), read.lowest, reading)
    if read.lowest is not None:
        _report_range(node, read.points, read.lowest, reading, node.points_row, node.points_column)
    if before is not None and before.most != abs(read.points):
        reading.report(
            "list.points_twice",
            node.points_row,
            node.points_column,
            name=_short(node.title),
            named=plain_mark(before.most),
            points=plain_mark(read.points),
        )


def _set(node: Node, most: Mark, least: Mark | None, reading: PointsReading) -> None:
    if node.kind is not ItemKind.VETO or node.children:
        reading.worth[node] = Worth(most, most if least is None else least)


def _of_text(node: Node, text: str) -> Points:
    read = _read_text(text)
    if read.problem is None:
        return read
    if node.is_item and node.kind is ItemKind.PENALTY and read.problem is PointsProblem.NEGATIVE:
        return read._replace(problem=None)
    if read.problem is PointsProblem.NOT_A_NUMBER:
        if text.endswith(("%", "％")) and node.line is not None and node.line.columns.is_weight:
            return read_points(text[:-1])
        if node.is_item and node.kind is not ItemKind.SCORED:
            _add_criteria(node, text)
            return Points()
    return read


@lru_cache(maxsize=1024)
def _read_text(text: str) -> Points:
    """Read the text of points, of which a list has few different ones."""
    return read_points(text)


def _add_criteria(node: Node, text: str) -> None:
    """Keep words that stand where points are expected (每次2分): they say what a fact is worth."""
    if node.kind is not ItemKind.VETO and text not in node.criteria:
        node.criteria.append(text)


def _report_problem(node: Node, text: str, read: Points, reading: PointsReading) -> None:
    place = (node.points_row, node.points_column)
    if read.problem is PointsProblem.TOO_FINE and read.points is not None:
        reading.report(
            "list.points_too_fine", *place, text=_short(text), points=plain_mark(read.points)
        )
        return
    problem = read.problem or PointsProblem.NOT_A_NUMBER
    code = _PROBLEMS.get(problem, "list.points_not_a_number")
    reading.report(code, *place, Severity.ERROR, text=_short(text), name=_short(node.title))


def _report_formula(node: Node, reading: PointsReading) -> None:
    line = node.line
    if line is None or line.columns.points is None or node in reading.worth:
        return
    if cell_name(line.row, line.columns.points) in reading.uncalculated:
        reading.formulas.add(node)
        reading.report(
            "list.points_formula",
            line.row,
            line.columns.points,
            Severity.ERROR,
            name=_short(node.title),
        )


def _report_range(
    node: Node, most: Mark, least: Mark, reading: PointsReading, row: int, column: int | None
) -> None:
    reading.report(
        "list.points_range",
        row,
        column,
        Severity.NOTE,
        name=_short(node.title),
        least=plain_mark(least),
        most=plain_mark(most),
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 30 else f"{line[:29]}…"


def _share_out(nodes: Sequence[Node], reading: PointsReading) -> None:
    """Move points that several items share to the section that holds just these items."""
    first: Node | None = None
    groups: dict[tuple[int, int | None], list[Node]] = {}
    for node in nodes:
        if node.points_text:
            first = node
        elif node.shares_points and first is not None and _is_shared(first, node):
            groups.setdefault((first.points_row, first.points_column), [first]).append(node)
    for members in groups.values():
        _share(members, reading)
    for node in nodes:
        if node.children and node in reading.worth:
            _give_to_only_item(node, reading)


def _is_shared(first: Node, node: Node) -> bool:
    """Whether two items stand beside one merged cell of points, unless it is their section's."""
    return first.points_row == node.points_row and first not in node.path()


def _share(members: list[Node], reading: PointsReading) -> None:
    head, parent = members[0], members[0].parent
    worth = reading.worth.get(head)
    if worth is None:
        return
    if parent is not None and parent.children == members:
        del reading.worth[head]
        if parent not in reading.worth:
            reading.worth[parent] = worth
            parent.points_row, parent.points_column = head.points_row, head.points_column
        return
    reading.report(
        "list.points_shared",
        head.points_row,
        head.points_column,
        points=plain_mark(worth.most),
        count=str(len(members)),
        name=_short(head.title),
    )


def _give_to_only_item(section: Node, reading: PointsReading) -> None:
    only = section
    while len(only.children) == 1:
        only = only.children[0]
    if only.is_item and only not in reading.worth and only.kind is ItemKind.SCORED:
        reading.worth[only] = reading.worth[section]


def _scale_weights(nodes: Sequence[Node], reading: PointsReading) -> None:
    """Read shares of one (0.15), as percent are stored, as points out of a hundred."""
    items = [node for node in nodes if node.is_item and node in reading.worth]
    weighted = [node for node in items if node.line is not None and node.line.columns.is_weight]
    total = sum(reading.worth[node].most for node in weighted if node.kind is ItemKind.SCORED)
    if len(weighted) < 2 or total != ONE:
        return
    for node in weighted:
        most, least = reading.worth[node]
        reading.worth[node] = Worth(Mark(most * 100), Mark(least * 100))
    head = weighted[0]
    reading.report("list.weights_scaled", head.points_row, head.points_column, Severity.NOTE)


def _report_missing(nodes: Sequence[Node], reading: PointsReading) -> None:
    """Report items without points, once for a section none of whose items has any."""
    told: set[Node] = set()
    for node in nodes:
        if not _is_without_points(node, reading):
            continue
        section = _undivided(node, reading)
        if section is None:
            if node.shares_points or node in reading.formulas:
                continue
            line = node.line
            column = line.columns.points if line is not None else None
            reading.report("list.points_missing", node.row, column, name=_short(node.title))
        elif section not in told:
            told.add(section)
            reading.report(
                "list.points_undivided",
                *_stated_at(section),
                section=_short(section.title),
                points=plain_mark(reading.worth[section].most),
                count=str(sum(1 for _ in section.leaves())),
            )


def _stated_at(section: Node) -> tuple[int, int | None]:
    """Return row and column of a section's points, of its name where they stand behind that."""
    if section.points_column is None:
        return section.row, section.column
    return section.points_row, section.points_column


def _is_without_points(node: Node, reading: PointsReading) -> bool:
    if node.children or node.kind is not ItemKind.SCORED or node in reading.worth:
        return False
    return not node.points_text


def _undivided(node: Node, reading: PointsReading) -> Node | None:
    """Return the nearest section with points none of whose items has its own."""
    for section in reversed(node.path()):
        if reading.is_divided(section):
            return None
        if section in reading.worth:
            return section
    return None


class _Sums(NamedTuple):
    """What counts for a node: as its sections state it, and as its items come to."""

    stated: Worth
    items: Worth


_NOTHING: Final = Worth(Mark(0), Mark(0))


def _check_sums(section: Node, reading: PointsReading) -> _Sums | None:
    """Compare what sections state with what is beneath them; return None where that is unknown."""
    if not section.is_scored:
        return _Sums(_NOTHING, _NOTHING)
    stated = reading.worth.get(section)
    if not section.children:
        return None if stated is None else _Sums(stated, stated)
    beneath = [_check_sums(child, reading) for child in section.children]
    known = [sums for sums in beneath if sums is not None]
    if len(known) < len(beneath):
        return None if stated is None else _Sums(stated, stated)
    total = _plus(*(sums.stated for sums in known))
    items = _plus(*(sums.items for sums in known))
    if stated is None:
        return _Sums(total, items)
    if not _agrees(stated.most, total) and not _agrees(stated.most, items):
        reading.report(
            "list.section_sum",
            *_stated_at(section),
            section=_short(section.title),
            stated=plain_mark(stated.most),
            sum=plain_mark(items.most),
        )
    return _Sums(stated, items)


def _agrees(stated: int, total: Worth) -> bool:
    return total.least <= stated <= total.most


def _check_stated(tree: Tree, reading: PointsReading) -> None:
    """Compare rows of totals and subtotals with the items they may mean."""
    leaves = [leaf for leaf in tree.items if leaf.kind is not ItemKind.VETO]
    orders = [leaf.order for leaf in leaves]
    last_total = last_subtotal = 0
    for stated, count, path in tree.stated:
        if stated.is_subtotal:
            begins = [last_subtotal, *(node.order - 1 for node in reversed(path))]
            ends = [count] * len(begins)
            last_subtotal = count
        else:
            begins, ends = [0, 0, last_total], [count, orders[-1] if orders else 0, count]
            last_total = last_subtotal = count
        read = read_points(stated.text)
        if read.points is not None and read.problem is None:
            spans = (
                leaves[bisect_right(orders, begin) : bisect_right(orders, end)]
                for begin, end in zip(begins, ends, strict=True)
            )
            _check_total(stated, read.points, spans, reading)


def _check_total(
    stated: Stated, points: Mark, spans: Iterable[Sequence[Node]], reading: PointsReading
) -> None:
    """Report a stated total that none of the spans comes to; spans are summed only as needed."""
    sums = []
    for span in spans:
        scored = _sum(span, reading, ItemKind.SCORED)
        bonus = _sum(span, reading, ItemKind.BONUS)
        penalty = _sum(span, reading, ItemKind.PENALTY)
        sums.append(scored)
        if any(_agrees(points, _plus(scored, *more)) for more in ((), (bonus,), (bonus, penalty))):
            return
        if not scored.most and any(_agrees(points, other) for other in (bonus, penalty)):
            return
    expected = sums[0] if stated.is_subtotal else sums[min(1, len(sums) - 1)]
    reading.report(
        "list.subtotal_differs" if stated.is_subtotal else "list.total_differs",
        stated.row,
        stated.column,
        stated=plain_mark(points),
        sum=plain_mark(expected.most),
    )


def _sum(span: Sequence[Node], reading: PointsReading, kind: ItemKind) -> Worth:
    """Add up items of one kind; sections whose items have no points count as they state."""
    most = least = 0
    counted: set[Node] = set()
    for leaf in span:
        if leaf.kind is not kind:
            continue
        holder: Node | None = leaf if leaf in reading.worth else _holder(leaf, reading)
        if holder is not None and holder not in counted:
            counted.add(holder)
            most += reading.worth[holder].most
            least += reading.worth[holder].least
    return Worth(Mark(most), Mark(least))


def _holder(leaf: Node, reading: PointsReading) -> Node | None:
    if leaf.kind is ItemKind.SCORED:
        return _undivided(leaf, reading)
    return next((node for node in reversed(leaf.path()) if node in reading.worth), None)


def _plus(*parts: Worth) -> Worth:
    return Worth(Mark(sum(part.most for part in parts)), Mark(sum(part.least for part in parts)))
