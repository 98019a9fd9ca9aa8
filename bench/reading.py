"""Reading a long list, issues included, against python-calamine reading the same cells."""

import io
from collections.abc import Sequence
from typing import Final

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from bench.measurement import Measurement, fastest, growth, ratio
from inspector.exchange.checklist_reader import read_checklist

ROWS: Final = 10_000
_HEADER: Final = (
    *("指标编号", "一级指标", "二级指标", "考核内容", "评分标准", "分值", "检查方式", "责任单位"),
)
_TEXTS: Final = (
    (
        "机构职能、领导信息、联系方式公开并动态更新",
        "每缺1项扣{n}分；过时未更新的每处扣0.5分，扣完为止",
    ),
    ("行政规范性文件集中公开", "①未公开目录的扣{n}分；②每少公开1件扣0.5分；③未标注的每件扣0.25分"),
    ("财政预决算公开", "预算、决算未按时公开的各扣{n}分；未公开说明的扣0.5分，扣完为止"),
    ("政策性文件解读率", "解读率达100%得满分，每低5个百分点扣{n}分（不足5个百分点按5个计）"),
    ("主要负责人带头解读", "未开展的，不得分"),
    ("执行情况公开", "未公开执行情况的扣{n}分；仅公开1次的，该3分可得50%"),
    ("依申请公开按期答复", "每超期1件扣{n}分，扣完为止"),
    ("政务公开专区", "未设置的，不得分；未配备设备的扣{n}分"),
)
_WAYS: Final = ("网上", "查阅", "现场", "系统数据")


def run() -> Sequence[Measurement]:
    """Measure lists of 1,000 and 10,000 rows, and one in which no two criteria are alike."""
    small, large = (_measured(rows) for rows in (ROWS // 10, ROWS))
    return [large, growth(small, large)]


def _measured(rows: int) -> Measurement:
    data = long_list(rows)
    own = fastest(lambda: read_checklist(data, "list.xlsx"), times=7)
    other = fastest(lambda: _cells(data), times=7)
    return ratio(
        f"read a {rows:,}-row list, issues included",
        "python-calamine reading the same cells",
        own,
        other,
        6,
        size=rows,
    )


def _cells(data: bytes) -> list[list[object]]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [list(row) for row in workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)]


def long_list(rows: int, *, alike: bool = True) -> bytes:
    """Return a workbook with a scored list; unless `alike`, no two criteria are the same."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("细则")
    sheet.append(["2025年政务公开工作考核评分细则"])
    sheet.append(list(_HEADER))
    for row in range(rows):
        content, criteria = _TEXTS[row % len(_TEXTS)]
        own = "" if alike else f"第{row}类"
        sheet.append(
            [
                f"{row // 100 + 1}.{row % 100 + 1}",
                f"第{row // 100 + 1}方面工作" if row % 100 == 0 else None,
                f"第{row // 10 + 1}小类工作" if row % 10 == 0 else None,
                f"{content}（第{row + 1}款）",
                own + criteria.format(n=row % 3 + 1),
                row % 9 + 1,
                _WAYS[row % len(_WAYS)],
                f"第{row % 40 + 1}科",
            ]
        )
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()
