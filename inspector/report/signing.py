"""Fields at the foot of a form that are signed, dated and sealed by hand."""

from collections.abc import Sequence
from typing import Final

from inspector.report import paper
from inspector.report.document import Signature
from inspector.report.flow import Strip
from inspector.report.pages import Rule, Text
from inspector.report.typeface import Style

_DATES: Final = ("日期", "时间")
_SEAL: Final = "盖章"
MOST_IN_A_ROW: Final = 3
_LEAST_SQUARES: Final = 13
"""A field takes at least so many characters' width, its label included."""
_RULE_DROP: Final = 0.25
"""How far under the baseline the line to write on is drawn, in parts of the size."""


def signature_strips(
    block: Signature,
    style: Style,
    width: float,
    height: float = paper.SIGNATURE_ROOM,
    seal_room: float = paper.SEAL_ROOM,
) -> list[Strip]:
    """Set the fields in rows of equal parts, with a line to write on and room for a seal.

    `height` is that of a row to be signed, `seal_room` of one to be sealed; all in points.
    """
    most = max(1, min(MOST_IN_A_ROW, int(width // (_LEAST_SQUARES * style.size))))
    rows = in_rows(block.fields, most)
    return [_row(fields, len(rows[0]), style, width, (height, seal_room)) for fields in rows]


def in_rows(fields: Sequence[str], most: int = MOST_IN_A_ROW) -> list[Sequence[str]]:
    """Share fields out over as few rows as hold them all, as equally as they go."""
    rows = -(-len(fields) // most)
    each = -(-len(fields) // rows) if rows else 1
    return [fields[at : at + each] for at in range(0, len(fields), each)]


def is_sealed(fields: Sequence[str]) -> bool:
    """Whether a row of fields needs room for a seal."""
    return any(_SEAL in name for name in fields)


def label(name: str) -> str:
    """Return what stands before the room to write in."""
    return name if name.endswith("：") else f"{name}："


def date_to_fill(name: str) -> str:
    """Return what is printed in the room itself: the words of a date, "" for other fields."""
    return "　　年　　月　　日" if name.rstrip("：").endswith(_DATES) else ""


def _row(
    fields: Sequence[str], parts: int, style: Style, width: float, heights: tuple[float, float]
) -> Strip:
    """Set one row; `heights` are that of a row to be signed and that of one to be sealed."""
    least_height = heights[0]
    height = max(heights) if is_sealed(fields) else least_height
    baseline = height - (least_height - style.size) / 2
    part = width / parts
    texts, rules = [], []
    for number, name in enumerate(fields):
        x = number * part
        words, dated = label(name), date_to_fill(name)
        texts.append(Text(x, baseline, words + dated, style))
        start, end = x + style.width(words), x + part - style.size
        if not dated and end - start > style.size:
            y = baseline + _RULE_DROP * style.size
            rules.append(Rule(start, y, end, y, paper.TABLE_RULE))
    return Strip(height=height, texts=tuple(texts), rules=tuple(rules))
