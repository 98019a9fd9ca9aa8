"""Titles over several lines: balanced, parted between words, never waisted like an hourglass."""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import ceil, inf
from typing import Final, NamedTuple, Protocol

from inspector.report import paper
from inspector.report.lines import may_break
from inspector.report.pages import printable


class Measured(Protocol):
    """What a title's characters take: a style of the PDF, or plain squares of the DOCX."""

    @property
    def square(self) -> float:
        """Return what a full-width character takes."""
        ...

    def widths(self, text: str) -> list[float]:
        """Return how far each character moves the pen."""
        ...


class Squares:
    """Characters as plain squares, where no font is asked: Latin ones take half."""

    def __init__(self, size: float) -> None:
        self.square = size

    def widths(self, text: str) -> list[float]:
        """Return how far each character moves the pen, points."""
        return [self.square / 2 if char.isascii() else self.square for char in text]

    def width(self, text: str) -> float:
        """Return how wide a text is, points."""
        return sum(self.widths(text))


_WORDS: Final = re.compile(
    "第[一二三四]季度|政府信息公开|政务公开|信息公开|情况报告|情况通报|情况反馈|工作报告|年度报告|自查报告|督查报告"
    "|检查情况|督查情况|考核情况|自查情况|整改情况|工作情况|完成情况|执行情况|扣分情况|得分情况"
    "|人民政府|办公室|外事|发展改革|教育|公安|民政|财政|人力资源|社会保障|自然资源|生态环境|住房城乡建设"
    "|交通运输|农业农村|商务|文化广电|旅游|卫生健康|退役军人|应急管理|审计|市场监管|市场监督|体育|统计"
    "|委员会|管理局|监督|行政审批|政务服务|公共资源|领导小组"
    "|关于|反馈|通报|报告|通知|方案|办法|意见|清单|汇总|明细|一览|确认|复核|整改|台账|问题|任务|要点"
    "|年度|季度|上半年|下半年|工作|督查|检查|考核|测评|评估|自查|核查|结果|情况|落实|推进|开展|印发"
    "|理由|佐证|意见|时间|位置|原因|要求|措施|责任|负责|领导|电话|时限|日期|期限|建议|标准|内容|指标|方式"
    "|单位|部门|县区|市直|各级|第[一二三四]|得分|等次|评分|扣分|自评|现场|线上|网上|抽查|专项|重点"
    "|主动|依申请|公开|解读|回应|互动|平台|建设|组织|保障|基础|基层|信息"
)
"""Words of titles that are not torn."""
_LEADS: Final = ("关于", "对", "在", "第", "和", "与", "及")
"""What stands with the words that follow it."""
_TORN: Final = 25.0
_LEFT_BEHIND: Final = 4.0
_WAISTED: Final = 9.0
"""What a cut within a word, one behind a word that leads on, and a line shorter than those above
and below it cost; a line that is two squares off the mean costs 4."""


class _Cuts(NamedTuple):
    """Where the lines of a title end, from 0 to the text's end, and what that costs."""

    cost: float
    ends: list[int]


def title_lines(text: str, size: float, width: float, drawn: Measured | None = None) -> list[str]:
    """Cut a title into balanced lines, in PDF and DOCX alike; `size` and `width` in points.

    No font is asked, unless a line as it is `drawn` would be too wide.
    """
    lines = balanced(text, Squares(size), width)
    if drawn and any(sum(drawn.widths(line)) > width + paper.HAIR for line in lines):
        return balanced(text, drawn, width)
    return lines


def balanced(text: str, style: Measured, width: float) -> list[str]:
    """Cut a title into lines of like length, none wider than `width` (points).

    A title that fits stays on one line; a line break in the text is kept.
    """
    return [
        line
        for part in printable(text).split("\n")
        for line in _balanced(part.strip(), style, width)
    ]


def _balanced(text: str, style: Measured, width: float) -> list[str]:
    """Cut into as few lines as hold the text, or one more where that saves a word."""
    sums = [0.0, *accumulate(style.widths(text))]
    found: list[_Cuts] = []
    for count in range(max(ceil((sums[-1] - paper.HAIR) / width), 1), len(text)):
        if cuts := _best_cuts(text, sums, count, style.square, width):
            found.append(cuts)
        if found and (found[-1].cost < _TORN or len(found) > 1):
            break
    if not found:
        return [text]
    best = min(found, key=lambda cuts: (cuts.cost >= _TORN, len(cuts.ends)))
    return [text[a:b].strip() for a, b in pairwise(best.ends)]


def _best_cuts(
    text: str, sums: Sequence[float], count: int, square: float, width: float
) -> _Cuts | None:
    """Return the ends of `count` lines with the least cost, or None if they do not fit."""
    length = len(text)
    penalties = _penalties(text)
    mean = sums[-1] / count
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [0])}
    for number in range(count):
        ends = [length] if number == count - 1 else list(penalties)
        reached: dict[int, tuple[float, list[int]]] = {}
        for end in ends:
            cost, cuts = min(
                (
                    (cost + _line_cost(sums, cuts, end, mean, square, width), cuts)
                    for start, (cost, cuts) in best.items()
                    if start < end
                ),
                default=(inf, []),
            )
            if cost < inf:
                reached[end] = (cost + penalties.get(end, 0.0), [*cuts, end])
        best = reached
    return _Cuts(*best[length]) if length in best else None


def _line_cost(
    sums: Sequence[float], cuts: list[int], end: int, mean: float, square: float, width: float
) -> float:
    wide = sums[end] - sums[cuts[-1]]
    if wide > width + paper.HAIR:
        return inf
    cost = ((wide - mean) / square) ** 2
    if len(cuts) > 2:
        before, above = sums[cuts[-1]] - sums[cuts[-2]], sums[cuts[-2]] - sums[cuts[-3]]
        cost += _WAISTED * (before < min(above, wide) - square / 2)
    return cost


def _penalties(text: str) -> dict[int, float]:
    """Return the places where a title may be cut, with what each costs."""
    torn = {at for found in _WORDS.finditer(text) for at in range(found.start() + 1, found.end())}
    return {
        at: _TORN * (at in torn)
        + _TORN * (may_break(text, at) == 1)
        + _LEFT_BEHIND * text[:at].endswith(_LEADS)
        + _LEFT_BEHIND * text[at:].startswith(("的", "了"))
        for at in range(1, len(text))
        if may_break(text, at)
    }
