"""签发人 beside 发文字号 in papers that go up: one name, or several in columns (7.2.5, 7.2.6)."""

from typing import Final, NamedTuple

from inspector.report import paper
from inspector.report.document import Head
from inspector.report.pages import on_one_line
from inspector.report.squares import Measured

LABEL: Final = "签发人："
_TO_A_LINE: Final = 2
"""7.2.6: two names stand on a line, as a rule."""


class Signers(NamedTuple):
    """Names line by line, each under the first of its column; points from the type area's left."""

    rows: tuple[tuple[str, ...], ...]
    label: float
    """Where the label of the first line begins."""
    columns: tuple[float, ...]
    """Where the names of each column begin."""


def signers_of(head: Head, body: Measured, name: Measured) -> Signers:
    """Return where the names stand, the last line beside 发文字号 without touching it.

    `body` sets label and number, `name` the names. A number that is too long for two names beside
    it leaves room for one.
    """
    names = tuple(map(on_one_line, head.signers))
    number_end = paper.CHARACTER_PITCH + body.width(on_one_line(head.document_number))
    label = body.width(LABEL)
    for count in range(min(len(names), _TO_A_LINE), 0, -1):
        rows = tuple(names[at : at + count] for at in range(0, len(names), count))
        columns = _columns(max(map(name.width, names)), count)
        begins = columns[0] if len(rows) > 1 else columns[0] - label
        if number_end + paper.CHARACTER_PITCH <= begins:
            break
    return Signers(rows, columns[0] - label, columns)


def _columns(broad: float, count: int) -> tuple[float, ...]:
    """Return where columns so broad begin, the last one character in from the right."""
    end = paper.TYPE_WIDTH - paper.CHARACTER_PITCH
    step = broad + paper.CHARACTER_PITCH
    return tuple(end - broad - at * step for at in reversed(range(count)))
