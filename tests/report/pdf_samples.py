"""Papers for the tests of pages, and what is measured on the finished files."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Any

import pdfplumber

from inspector.report import paper
from inspector.report.document import (
    Align,
    Annex,
    Block,
    Cell,
    Column,
    Document,
    Family,
    Head,
    Paragraph,
    Run,
    Signature,
    Table,
)
from inspector.report.pages import Page

HALF_MILLIMETRE = paper.points(0.5)
FACTS = (
    "对照年度政务公开工作要点（共24项任务），检查组逐项核对了门户网站“政务公开”专栏、"
    "政府信息公开平台和政务新媒体账号的发布情况，抽查政策文件9件，已解读8件，解读率88.89%；",
    "收到依申请公开12件，均在法定期限内答复，无行政复议、行政诉讼被纠错情形。",
    "个别栏目更新不够及时：“部门动态”栏目2020年第三季度连续92天未更新——经提醒后已于11月4日补齐；",
    "《关于进一步规范政府信息公开平台有关事项的通知》（办发〔2020〕41号）要求的法定主动公开内容"
    "已全部公开到位，网址为www.example.gov.cn/zfxxgk/fdzdgknr/index.html。",
)


@dataclass(frozen=True, slots=True)
class Row:
    """The characters of a page that share a baseline, from left to right."""

    baseline: float
    chars: Sequence[dict[str, Any]]

    @property
    def text(self) -> str:
        return "".join(char["text"] for char in self.chars)

    @property
    def left(self) -> float:
        return float(self.chars[0]["x0"])

    @property
    def right(self) -> float:
        """Where the row ends; pdfminer leaves the spacing out where the font changes."""
        pairs = list(pairwise(self.chars))
        gaps = [two["x0"] - one["x1"] for one, two in pairs if one["fontname"] == two["fontname"]]
        changes = sum(one["fontname"] != two["fontname"] for one, two in pairs)
        end: float = self.chars[-1]["x1"] + changes * (median(gaps) if gaps else 0.0)
        return end


def rows_of(page: Any) -> list[Row]:
    """Group a pdfplumber page's characters by baseline, counted from the top of the page."""
    found: dict[float, list[dict[str, Any]]] = {}
    for char in page.chars:
        found.setdefault(round(page.height - char["matrix"][5], 1), []).append(char)
    return [
        Row(baseline, sorted(chars, key=lambda char: float(char["x0"])))
        for baseline, chars in sorted(found.items())
    ]


def body_rows(page: Any) -> list[Row]:
    """Return the rows within the type area of an official page."""
    area = paper.OFFICIAL
    return [row for row in rows_of(page) if area.top < row.baseline < area.bottom]


def opened(data: bytes) -> Any:
    """Open a finished file with pdfplumber."""
    return pdfplumber.open(io.BytesIO(data))


def shown(page: Page) -> str:
    """Return all text of a laid-out page."""
    return "".join(text.text for text in page.texts)


def facts(count: int) -> tuple[Paragraph, ...]:
    """Return paragraphs of body text."""
    return tuple(_facts(count))


def _facts(count: int) -> Iterator[Paragraph]:
    for number in range(count):
        text = "".join(FACTS[(number + at) % len(FACTS)] for at in range(3))
        yield Paragraph(runs=(Run(text=text.rstrip("；") + "。"),))


def official(blocks: Iterable[Block], **head: Any) -> Document:
    """Return an official paper around blocks."""
    usual: dict[str, Any] = {
        "title": "2020年度政务公开工作督查情况报告",
        "addressee": "市政务公开领导小组办公室",
        "office": "市人民政府外事办公室",
        "dated": date(2020, 11, 7),
    }
    return Document(
        kind="report",
        family=Family.OFFICIAL,
        head=Head(**(usual | head)),
        blocks=tuple(blocks),
    )


def chapters() -> list[Block]:
    """Return a body of several chapters with headings of all levels."""
    first, second, third, fourth, *others = facts(9)
    return [
        first,
        Paragraph(level=1, heading="持续推进政务运行公开透明情况"),
        Paragraph(level=2, heading="政务服务便利度有所提升", run_in=True, runs=second.runs),
        Paragraph(level=2, heading="强化重要决策公开", run_in=True, runs=third.runs),
        Paragraph(level=1, heading="存在的主要问题"),
        Paragraph(level=2, heading="公开时效"),
        Paragraph(level=3, heading="栏目更新", run_in=True, runs=fourth.runs),
        Paragraph(level=4, heading="答复文书", run_in=True, runs=fourth.runs),
        *others,
    ]


def deductions(rows: int, *, note: str = "") -> Table:
    """Return a table of deductions, each row with marks of its own: 【n】 first, 〈n〉 last."""
    columns = (
        Column(title="序号", align=Align.CENTRE),
        Column(title="考核指标"),
        Column(title="扣分", align=Align.RIGHT),
        Column(title="扣分原因"),
        Column(title="单位意见"),
    )
    body = tuple(
        (
            Cell(text=f"【{number}】"),
            Cell(text="政府信息公开目录及时更新"),
            Cell(text="1.20"),
            Cell(text=note or FACTS[number % len(FACTS)][: 20 + number * 7 % 50]),
            Cell(text=f"〈{number}〉"),
        )
        for number in range(1, rows + 1)
    )
    return Table(columns=columns, rows=body, notes=("扣分按末级指标封顶。",))


def form(blocks: Iterable[Block], **head: Any) -> Document:
    """Return a form around blocks."""
    usual: dict[str, Any] = {
        "title": "2020年度政务公开工作扣分情况反馈表",
        "running_title": "市外办　扣分情况反馈表",
        "foot": "数据校验码　3f9a0c1122d4e5b6　2020-12-01",
    }
    return Document(
        kind="feedback", family=Family.FORM, head=Head(**(usual | head)), blocks=tuple(blocks)
    )


SIGNATURE = Signature(fields=("单位（盖章）", "主要负责人（签字）", "日期"))


def annexed(rows: int, *, landscape: bool = False) -> list[Block]:
    """Return an annex with a table."""
    return [Annex(title="得分情况汇总表", landscape=landscape), deductions(rows)]
