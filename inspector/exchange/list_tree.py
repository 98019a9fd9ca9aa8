"""Lines of a list as a tree: levels, headings of sections, items, and rows that go on with one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from inspector.domain.checklist import ItemKind
from inspector.domain.numbers import NamePoints, enumerator, is_series, split_points
from inspector.exchange.columns import Role
from inspector.exchange.list_lines import Line, Lines, Stated
from inspector.exchange.list_text import (
    UNNUMBERED,
    begins_with_kind,
    one_line,
    paragraphs,
    rank_of,
)

_HEADING, _LEVEL, _CONTENT = 0, 1, 2
_HAN_RANKS: Final = 2
"""Ranks up to （一）, which head sections rather than items."""

Depth = tuple[int, int, int]


@dataclass(slots=True, eq=False)
class Node:
    """A section while anything hangs beneath it, otherwise an item."""

    title: str
    depth: Depth
    raw: str
    row: int
    column: int
    order: int = 0
    """Its place among all nodes, from 1."""
    number: str = ""
    """The enumerator in front of the name, bare."""
    rank: int = UNNUMBERED
    named_points: NamePoints | None = None
    points_text: str = ""
    points_row: int = 0
    points_column: int | None = None
    shares_points: bool = False
    """Whether its points stand in a cell merged over several items, further up."""
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)
    line: Line | None = None
    criteria: list[str] = field(default_factory=list)
    texts: dict[Role, list[str]] = field(default_factory=dict)
    result_lines: list[Line] = field(default_factory=list)
    kind: ItemKind = ItemKind.SCORED
    is_scored: bool = False
    """Whether anything scored is at or beneath it."""

    @property
    def is_item(self) -> bool:
        """Whether nothing hangs beneath it."""
        return not self.children

    def leaves(self) -> Iterator["Node"]:
        """Yield the items at or beneath it, in order."""
        if self.is_item:
            yield self
        for child in self.children:
            yield from child.leaves()

    def path(self) -> tuple["Node", ...]:
        """Return the sections above it, from the top."""
        above = self.parent
        return () if above is None else (*above.path(), above)


@dataclass(slots=True)
class Tree:
    """The whole list; `stated` holds each total, how many nodes came before it, and those open."""

    roots: list[Node] = field(default_factory=list)
    stated: list[tuple[Stated, int, tuple[Node, ...]]] = field(default_factory=list)
    stray: list[Line] = field(default_factory=list)
    """Lines that go on with an item where there is none yet."""
    nodes: list[Node] = field(default_factory=list)
    """All sections and items in order."""
    items: list[Node] = field(default_factory=list)

    def take_apart(self) -> None:
        """Cut the ties upwards, so that all goes at once and not when garbage is next collected."""
        for node in self.nodes:
            node.parent = None


def build_tree(lines: Lines) -> Tree:
    """Return the list that the lines make up."""
    return _Builder(lines).build()


class _Builder:
    """Goes through the lines once, with the sections that are open."""

    def __init__(self, lines: Lines) -> None:
        self._entries = lines.entries
        self._tree = Tree()
        self._open: list[Node] = []
        self._last: Node | None = None
        self._last_role: Role | None = None
        """What points mean so far: under a header with another meaning a new part begins."""
        self._count = 0
        self._headed = False
        """Whether the line before was a heading, beneath which nothing stands yet."""

    def build(self) -> Tree:
        """Build the tree."""
        following = self._following()
        for at, entry in enumerate(self._entries):
            if isinstance(entry, Stated):
                self._tree.stated.append((entry, self._count, tuple(self._open)))
                continue
            after = following[at]
            if self._last_role is not None and entry.columns.points_role is not self._last_role:
                self._open.clear()
            self._last_role = entry.columns.points_role
            if begins_with_kind(entry.heading) and not entry.is_detailed:
                self._take_standing_alone(entry)
            elif entry.heading and _opens_section(entry, after):
                self._take_heading(entry)
            else:
                self._take_line(entry)
        _list_nodes(self._tree.roots, self._tree)
        return self._tree

    def _following(self) -> list[Line | None]:
        """Return for each entry the line that comes after it."""
        following: list[Line | None] = [None] * len(self._entries)
        after: Line | None = None
        for at in range(len(self._entries) - 1, -1, -1):
            following[at] = after
            entry = self._entries[at]
            if isinstance(entry, Line):
                after = entry
        return following

    def _take_heading(self, line: Line) -> None:
        rank = line.rank()
        run = 0
        if rank == UNNUMBERED and self._headed and self._last is not None:
            run = self._last.depth[2] + 1 if self._last.depth[1] == UNNUMBERED else 0
        elif rank == UNNUMBERED:
            run = max(
                (node.depth[2] for node in self._open if node.depth[0] == _HEADING), default=0
            )
        node = self._add(line.heading, (_HEADING, rank, run), line, line.heading_column)
        self._hold(node, line)
        self._headed = True

    def _take_standing_alone(self, line: Line) -> None:
        """Take a row such as 一票否决：… as an item of its own, with nothing beneath it."""
        node = self._add(line.heading, (_HEADING, 0, 0), line, line.heading_column)
        self._hold(node, line)
        self._open.clear()
        self._headed = False

    def _take_line(self, line: Line) -> None:
        if line.heading:
            self._leave_headings(line.rank())
        opened = self._open_levels(line)
        if line.content and not self._goes_on(line, opened):
            node = self._add(line.content, (_CONTENT, 0, 0), line, line.columns.content)
            self._hold(node, line)
            if opened is not None and node.named_points is not None:
                _give_to_level(node, opened, line)
        elif opened is not None:
            self._hold(opened, line)
        elif line.heading and not line.is_named:
            self._take_heading(line)
            return
        elif self._last is not None:
            self._go_on(self._last, line)
        else:
            self._tree.stray.append(line)
        self._headed = False

    def _leave_headings(self, rank: int) -> None:
        """Close the headings that a numbered name ranks with: 三、 goes on after 二、."""
        if rank > _HAN_RANKS:
            return
        for at, node in enumerate(self._open):
            if node.depth[0] == _HEADING and node.depth[1] >= rank:
                del self._open[at:]
                return

    def _open_levels(self, line: Line) -> Node | None:
        """Open the levels that begin in a line; return the deepest new one."""
        opened: Node | None = None
        for level, name in enumerate(line.names):
            if not name:
                continue
            if opened is None and self._level_text(level) == name:
                continue
            opened = self._add(name, (_LEVEL, level, 0), line, line.columns.levels[level])
            self._take_level_points(opened, line, level)
        return opened

    def _level_text(self, level: int) -> str | None:
        """Return the name of the open level, which offices without merged cells repeat."""
        for node in self._open:
            if node.depth[:2] == (_LEVEL, level):
                return node.raw
        return None

    def _take_level_points(self, node: Node, line: Line, level: int) -> None:
        for owner, column in line.columns.level_points:
            if owner == level and line.cells[column].strip():
                node.points_text = line.cells[column].strip()
                node.points_row, node.points_column = line.row, column

    def _goes_on(self, line: Line, opened: Node | None) -> bool:
        """Whether a line repeats the content of the one before, in order to add criteria."""
        last = self._last
        if opened is not None or last is None or last.depth[0] != _CONTENT:
            return False
        if last.raw != line.content:
            return False
        return not line.points or line.content_goes_on

    def _add(self, text: str, depth: Depth, line: Line, column: int) -> Node:
        while self._open and self._open[-1].depth >= depth:
            self._open.pop()
        node = self._node(text, depth, line, column)
        if self._open:
            node.parent = self._open[-1]
            node.parent.children.append(node)
        else:
            self._tree.roots.append(node)
        self._open.append(node)
        return node

    def _node(self, text: str, depth: Depth, line: Line, column: int) -> Node:
        self._count += 1
        node = _node(text, depth, line, column)
        node.order = self._count
        return node

    def _hold(self, node: Node, line: Line) -> None:
        """Give a node what stands beside its name."""
        node.line = line
        if line.points and not (node.points_text and node.depth[0] == _LEVEL):
            node.points_text = line.points
            node.points_row, node.points_column = line.row, line.columns.points
        elif line.points_top is not None:
            node.shares_points = True
            node.points_row, node.points_column = line.points_top, line.columns.points
        _append(node, line)
        self._last = node

    def _go_on(self, last: Node, line: Line) -> None:
        """Take a line without a name: more of the last item, or another one under its name."""
        if line.points and last.points_text and line.is_detailed:
            parent = last.parent
            node = self._node(last.raw, last.depth, line, last.column)
            node.title, node.number, node.rank = last.title, last.number, last.rank
            node.parent = parent
            (parent.children if parent else self._tree.roots).append(node)
            if self._open and self._open[-1] is last:
                self._open[-1] = node
            self._hold(node, line)
            return
        if line.points and not last.points_text:
            last.points_text = line.points
            last.points_row, last.points_column = line.row, line.columns.points
        _append(last, line)


def _give_to_level(node: Node, level: Node, line: Line) -> None:
    """Give a level the points beside it, where the items tell their own in their names."""
    column = line.columns.points
    if column is None or column > line.columns.content or not line.points:
        return
    level.points_text, level.points_row, level.points_column = line.points, line.row, column
    node.points_text, node.points_column = "", None


def _list_nodes(nodes: list[Node], tree: Tree) -> None:
    for node in nodes:
        tree.nodes.append(node)
        if node.children:
            _list_nodes(node.children, tree)
        else:
            tree.items.append(node)


def _node(text: str, depth: Depth, line: Line, column: int) -> Node:
    found = None if is_series(text) else enumerator(text)
    rest = found.rest if found and found.rest else text
    named = split_points(rest) if _may_hold_points(rest) else None
    title = named.text if named is not None else rest
    node = Node(
        title=one_line(title) if depth[0] != _CONTENT else title,
        depth=depth,
        raw=text,
        row=line.row,
        column=column,
        named_points=named if named is not None and named.points is not None else None,
    )
    if found and found.rest:
        node.number, node.rank = found.number, rank_of(found)
    return node


_CLOSING: Final = "）)】]：: "
_ENDS_OF_POINTS: Final = frozenset("0123456789０１２３４５６７８９分内下顶限止")
"""The last signs of a number of points, such as 10.5分, 15 and 5分以内."""


def _may_hold_points(name: str) -> bool:
    """Spare most names the closer look for points behind them."""
    return name.rstrip(_CLOSING)[-1:] in _ENDS_OF_POINTS


def _append(node: Node, line: Line) -> None:
    if line.criteria and line.criteria not in node.criteria:
        node.criteria.append(line.criteria)
    if line.is_detailed:
        for role, column in line.columns.texts:
            text = paragraphs(line.cells[column])
            if text:
                texts = node.texts.setdefault(role, [])
                if text not in texts:
                    texts.append(text)
    if line.columns.results:
        node.result_lines.append(line)


def _opens_section(line: Line, after: Line | None) -> bool:
    """Whether the only words of a row head a section that the rows below belong to."""
    kind = line.columns.kind
    if kind is not None and line.cells[kind].strip():
        return False  # A kind is said of items only.
    if after is not None and _is_sibling(line, after):
        return False
    if line.is_detailed:
        return line.rank() <= _HAN_RANKS and after is not None and line.is_above(after)
    if line.is_wide:
        return True
    if line.heading_column == line.columns.number and line.columns.number is not None:
        return True
    if after is None:
        return False
    if line.heading_column == line.columns.content:
        return _content_opens(line, after)
    if line.heading_column in line.columns.levels:
        return _level_opens(line, after, line.columns.levels.index(line.heading_column))
    return False


def _content_opens(line: Line, after: Line) -> bool:
    has_number = bool(line.number)
    if line.columns.number is not None and not has_number and after.number and not after.heading:
        return not line.columns.levels
    own, below = line.rank(), after.rank()
    if own == UNNUMBERED:
        is_bare = not line.points and not line.columns.levels
        return is_bare and bool(after.points) and not after.heading
    if below == UNNUMBERED:
        return own <= _HAN_RANKS and not line.points
    return line.is_above(after)


def _level_opens(line: Line, after: Line, level: int) -> bool:
    """Whether a name alone in a level column stands above that column rather than in it."""
    name = after.names[level] if level < len(after.names) else ""
    if not name and after.heading_column == line.heading_column:
        name = after.heading
    if not name or name == line.heading:
        return False
    own, below = line.rank(), after.rank()
    if own != below:
        return line.is_above(after)
    return own == UNNUMBERED and not line.points


def _is_sibling(line: Line, after: Line) -> bool:
    """Whether a level of the next row is numbered as this row is: 三、 goes on after 二、."""
    own = line.rank()
    return own != UNNUMBERED and any(
        rank_of(enumerator(name)) <= own for name in after.names if name
    )
