"""A list written in any of the layouts offices use reads back as the same list."""

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.domain.checklist import ItemKind
from inspector.domain.marks import Mark, plain_mark
from inspector.exchange.checklist_reader import ChecklistReading, read_checklist
from tests.workbooks.making import docx, xlsx

LETTERS = "公开政务信息目录指南解读回应平台建设办理答复"
names = st.text(LETTERS, min_size=3, max_size=12)
marks = st.integers(1, 400_000).map(Mark)


@dataclass(frozen=True)
class Line:
    """One item as it should come back."""

    path: tuple[str, ...]
    content: str
    criteria: str
    points: Mark


@dataclass(frozen=True)
class Manner:
    """How an office writes its list."""

    level_points: bool
    merged: bool
    repeats_levels: bool
    numbered: bool
    title: bool
    caption: bool
    repeated_header: int
    subtotals: bool
    total: bool
    note: bool
    signature: bool
    enumerators: bool
    points_text: str


manners = st.builds(
    Manner,
    level_points=st.booleans(),
    merged=st.booleans(),
    repeats_levels=st.booleans(),
    numbered=st.booleans(),
    title=st.booleans(),
    caption=st.booleans(),
    repeated_header=st.integers(0, 4),
    subtotals=st.booleans(),
    total=st.booleans(),
    note=st.booleans(),
    signature=st.booleans(),
    enumerators=st.booleans(),
    points_text=st.sampled_from(["number", "text", "分", "full-width"]),
)


@st.composite
def lists(draw: st.DrawFn) -> list[Line]:
    """Draw a list of two levels of sections with items beneath."""
    lines = []
    tops = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    for top in tops:
        for below in draw(st.lists(names, min_size=1, max_size=3, unique=True)):
            for content in draw(st.lists(names, min_size=1, max_size=4, unique=True)):
                criteria = f"{draw(names)}的扣{draw(st.integers(1, 9))}分"
                lines.append(Line((top, below), content, criteria, draw(marks)))
    return lines


def _points(mark: Mark, manner: Manner) -> Any:
    plain = plain_mark(mark)
    if manner.points_text == "number":
        return float(plain)
    if manner.points_text == "full-width":
        return plain.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    return f"{plain}分" if manner.points_text == "分" else plain


HAN = "一二三四五六七八九十"


def _written(lines: list[Line], manner: Manner) -> tuple[list[list[Any]], list[str]]:
    """Return rows and merged ranges in one office's manner."""
    header = ["一级指标", "二级指标", "考核内容", "评分标准", "分值"]
    rows: list[list[Any]] = [["2025年政务公开考核细则"]] if manner.title else []
    rows += [["填报单位（盖章）：", "", "日期："]] if manner.caption else []
    rows.append((["序号"] if manner.numbered else []) + header)
    shift = int(manner.numbered)
    merges: list[str] = []
    starts, subtotal = {0: 0, 1: 0}, 0
    open_path: tuple[str, ...] = ("", "")
    tops: list[str] = []
    for number, line in enumerate(lines, start=1):
        changed = [line.path[: level + 1] != open_path[: level + 1] for level in (0, 1)]
        if changed[0]:
            if manner.subtotals and subtotal:
                rows.append([*[""] * shift, "小计", "", "", "", float(plain_mark(Mark(subtotal)))])
            subtotal = 0
            tops.append(line.path[0])
            if manner.repeated_header and number > 1 and number % manner.repeated_header == 0:
                rows.append((["序号"] if manner.numbered else []) + header)
        shown = [
            _level(lines, line, level, tops, manner)
            if changed[level] or manner.repeats_levels
            else ""
            for level in (0, 1)
        ]
        row = [number] if manner.numbered else []
        rows.append([*row, *shown, line.content, line.criteria, _points(line.points, manner)])
        for level in (0, 1):
            if changed[level] or rows[-2][shift + level] in ("小计", header[level]):
                starts[level] = len(rows)
            elif manner.merged and not manner.repeats_levels:
                column = "ABC"[shift + level]
                merges = [
                    merge for merge in merges if not merge.startswith(f"{column}{starts[level]}:")
                ]
                merges.append(f"{column}{starts[level]}:{column}{len(rows)}")
        open_path = line.path
        subtotal += line.points
    total = float(plain_mark(Mark(sum(line.points for line in lines))))
    rows += [["合计", *[""] * (shift + 3), total]] if manner.total else []
    rows += [["注：本表由办公室负责解释。"]] if manner.note else []
    rows += [["单位负责人签字：", "", "联系人：", "", "电话："]] if manner.signature else []
    return rows, merges


def _level(lines: list[Line], line: Line, level: int, tops: list[str], manner: Manner) -> str:
    name = line.path[level]
    if level == 0 and manner.enumerators:
        name = f"{HAN[len(tops) - 1]}、{name}"
    if manner.level_points:
        beneath = [one.points for one in lines if one.path[: level + 1] == line.path[: level + 1]]
        name = f"{name}（{plain_mark(Mark(sum(beneath)))}分）"
    return name


def _came(reading: ChecklistReading) -> list[Line]:
    return [
        Line(tuple(s.title for s in path), item.content, item.criteria, item.points or Mark(0))
        for path, item in reading.checklist.items()
    ]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lists(), manners)
def test_a_list_reads_back_whatever_the_layout(lines: list[Line], manner: Manner) -> None:
    rows, merges = _written(lines, manner)
    reading = read_checklist(xlsx(rows, merges), "清单.xlsx")
    assert _came(reading) == lines
    assert {item.kind for _, item in reading.checklist.items()} == {ItemKind.SCORED}
    assert [issue.code for issue in reading.issues] == []
    numbers = [item.number for _, item in reading.checklist.items()]
    assert len(set(numbers)) == len(numbers)
    read_rows = {item.row for _, item in reading.checklist.items()}
    assert not read_rows & {row.row for row in reading.ignored}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lists(), manners)
def test_the_same_list_in_a_word_table_reads_the_same(lines: list[Line], manner: Manner) -> None:
    rows, _ = _written(lines, manner)
    width = max(map(len, rows))
    table = [["" if cell is None else str(cell) for cell in row] for row in rows]
    data = docx("考核细则", [[*row, *[""] * (width - len(row))] for row in table])
    assert _came(read_checklist(data, "清单.docx")) == lines


# The class-B list of a made-up city, in the manner offices write it.
CITY = [
    ("主动公开（30分）", "法定主动公开内容（16分）", "机构职能公开并动态更新", "每缺1项扣1分", 10),
    ("", "", "行政规范性文件集中公开", "①未公开目录的扣2分；②每少公开1件扣0.5分，扣完为止", 6),
    ("", "重大决策预公开（14分）", "意见征集及采纳情况公开", "未发生且未说明的扣分值的40%", 14),
    ("解读回应（70分）", "政策解读（70分）", "解读率", "每低5个百分点扣1分（不足的按5个计）", 70),
    ("加分项（最高5分）", "", "经验做法被省级以上推广", "每次加2分，最高加4分", None),
    ("", "", "创新案例入选", "每项加1分，最高加2分", None),
    ("减分项", "", "被省级以上通报批评", "每次扣2分", None),
    ("否决项", "", "泄露国家秘密造成不良影响", "", None),
]


@pytest.mark.parametrize("filled", [True, False], ids=["levels in each row", "levels once"])
def test_blocks_beside_the_scored_part_keep_their_numbers_and_kinds(filled: bool) -> None:
    numbers = ["1.1", "1.2", "1.3", "2.1", "J1", "J2", "K1", "F1"]
    rows: list[list[Any]] = []
    above = ["", ""]
    for number, (top, below, *rest) in zip(numbers, CITY, strict=True):
        above = [top, below] if top else [above[0], below or above[1]]
        rows.append([number, *(above if filled else (top, below)), *rest])
    header = ["指标编号", "一级指标", "二级指标", "考核内容", "评分标准", "分值"]
    reading = read_checklist(xlsx([["细则（B类：市直部门）"], header, *rows]), "清单.xlsx")
    items = [item for _, item in reading.checklist.items()]
    assert [item.number for item in items] == numbers
    assert [item.kind.value for item in items] == (
        ["scored"] * 4 + ["bonus"] * 2 + ["penalty", "veto"]
    )
    assert [len(item.rules) for item in items[:4]] == [1, 2, 1, 1]
    assert reading.checklist.points == Mark(1_000_000)
    assert reading.checklist.rule_set.bonus.cap == Mark(50_000)
    assert reading.issues == ()
