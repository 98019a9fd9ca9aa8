"""Fields at the foot of a form that are signed, dated and sealed by hand."""

from typing import Final

from inspector.report import paper
from inspector.report.document import Signature
from inspector.report.flow import Strip
from inspector.report.pages import Rule, Text
from inspector.report.typeface import Style

_DATES: Final = ("日期", "时间")
_SEALED: Final = "盖章"
_DATE_TO_FILL: Final = "　　年　　月　　日"
_MOST_IN_A_ROW: Final = 3
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
    """Set the fields in rows of equal parts, with a line to write on and room for a seal."""
    most = max(1, min(_MOST_IN_A_ROW, int(width // (_LEAST_SQUARES * style.size))))
    rows = -(-len(block.fields) // most)
    each = -(-len(block.fields) // rows) if rows else 1
    return [
        _row(block.fields[at : at + each], each, style, width, (height, seal_room))
        for at in range(0, len(block.fields), each)
    ]


def _row(
    fields: tuple[str, ...], parts: int, style: Style, width: float, heights: tuple[float, float]
) -> Strip:
    """Set one row; `heights` are that of a row to be signed and that of one to be sealed."""
    least_height = heights[0]
    height = max(heights) if _SEALED in "".join(fields) else least_height
    baseline = height - (least_height - style.size) / 2
    part = width / parts
    texts, rules = [], []
    for number, name in enumerate(fields):
        x = number * part
        label = name if name.endswith("：") else f"{name}："
        dated = label.rstrip("：").endswith(_DATES)
        text = label + _DATE_TO_FILL if dated else label
        texts.append(Text(x, baseline, text, style))
        start, end = x + style.width(label), x + part - style.size
        if not dated and end - start > style.size:
            y = baseline + _RULE_DROP * style.size
            rules.append(Rule(start, y, end, y, paper.TABLE_RULE))
    return Strip(height=height, texts=tuple(texts), rules=tuple(rules))
