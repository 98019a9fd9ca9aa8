"""Numbers of items: the list's own where each is unique, otherwise paths such as 1.2.3."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from inspector.domain.numbers import numeral_value
from inspector.exchange.list_text import bare_number
from inspector.exchange.list_tree import Node, Tree

_MOSTLY = 0.8
"""Share of items with a number of their own, from which the list's numbers are kept."""


@dataclass(slots=True)
class Numbers:
    """The number of every item and section, and the items whose own number stands twice."""

    of: dict[Node, str] = field(default_factory=dict)
    repeated: list[tuple[Node, str]] = field(default_factory=list)


def number_nodes(tree: Tree) -> Numbers:
    """Give all items and sections numbers, each item one of its own."""
    numbers = Numbers()
    paths: dict[Node, str] = {}
    _add_paths(tree.roots, "", paths)
    leaves = tree.items
    own = _own_numbers(leaves)
    counts = Counter(own.values())
    unique = {leaf for leaf, number in own.items() if counts[number] == 1}
    keeps_own = len(unique) >= _MOSTLY * len(leaves)
    used = {own[leaf] for leaf in unique} if keeps_own else set()
    for leaf in leaves:
        if keeps_own and leaf in unique:
            numbers.of[leaf] = own[leaf]
            continue
        numbers.of[leaf] = _free(paths[leaf], used)
        used.add(numbers.of[leaf])
        if keeps_own and leaf in own:
            numbers.repeated.append((leaf, own[leaf]))
    numbers.of |= {node: path for node, path in paths.items() if node.children}
    return numbers


def _free(path: str, used: set[str]) -> str:
    number, again = path, 1
    while number in used:
        again += 1
        number = f"{path}-{again}"
    return number


def _own_numbers(leaves: Sequence[Node]) -> dict[Node, str]:
    """Return the items' own numbers, with the noughts back that a numeric cell loses (1.10)."""
    own = {leaf: number for leaf in leaves if (number := _own(leaf))}
    counts = Counter(own.values())
    before = ""
    for leaf, number in own.items():
        if counts[number] > 1:
            own[leaf] = _with_nought(number, before)
        before = own[leaf]
    return own


def _own(leaf: Node) -> str:
    line = leaf.line
    return bare_number((line.number if line is not None else "") or leaf.number)


def _with_nought(number: str, before: str) -> str:
    head, _, last = before.rpartition(".")
    if not head or not last.isdecimal():
        return number
    following = f"{head}.{int(last) + 1}"
    return following if following.endswith("0") and following.rstrip("0") == number else number


def _add_paths(nodes: Sequence[Node], prefix: str, paths: dict[Node, str]) -> None:
    for node, step in zip(nodes, _steps(nodes), strict=True):
        paths[node] = f"{prefix}{step}"
        _add_paths(node.children, f"{paths[node]}.", paths)


def _steps(nodes: Sequence[Node]) -> Iterable[int]:
    """Return the places of siblings: by their enumerators where all have different ones."""
    if not all(node.number for node in nodes):
        return range(1, len(nodes) + 1)
    told = [value for node in nodes if (value := numeral_value(node.number))]
    if len(told) == len(nodes) and len(set(told)) == len(told):
        return told
    return range(1, len(nodes) + 1)
