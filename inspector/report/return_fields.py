"""The fields of a yearly report that come from its return: numbers by name, empty where none."""

from collections.abc import Iterator, Mapping
from typing import Final

from inspector.domain.dossier import FiledReturn
from inspector.domain.return_form import ReturnForm
from inspector.domain.returns import CellKind, plain_number
from inspector.report import phrasing
from inspector.report.fields import Fields

_CELLS: Final[Mapping[str, str]] = {
    "新收": "req.new.total",
    "上年结转": "req.carried.total",
    "予以公开": "req.granted.total",
    "部分公开": "req.partly.total",
    "办结": "req.done.total",
    "结转下年": "req.left.total",
    "行政复议": "cases.review_total",
    "复议纠正": "cases.review_corrected",
    "直接起诉": "cases.direct_total",
    "复议后起诉": "cases.after_total",
    "规范性文件制发": "normative.made",
    "规范性文件废止": "normative.ended",
    "规范性文件现行有效": "normative.valid",
    "行政许可": "licence.decided",
    "行政处罚": "penalty.decided",
    "行政强制": "coercion.decided",
    "事业性收费": "fee.charged",
    "主动公开": "a1.n",
    "收到申请": "c1.n",
    "申请办结": "c2.n",
    "申请答复": "c3.n",
    "解读稿件": "b2.3.n",
    "复议数量": "d.n",
    "诉讼数量": "e.n",
    "专门机构": "i1.n",
    "查阅点": "i2.n",
    "工作人员": "i3.n",
    "兼职人员": "i3.2.n",
    "专项经费": "i4.n",
    "会议": "j1.n",
    "培训班": "j2.n",
    "接受培训": "j3.n",
}
"""Numbers by the names that templates use; forms hold some of them each."""
_CHANNELS: Final[Mapping[str, str]] = {
    "政府公报": "a2.1.n",
    "政府网站": "a2.2.n",
    "政务微博": "a2.3.n",
    "政务微信": "a2.4.n",
    "其他方式": "a2.5.n",
}
"""Of the old form: where information was published, and how many pieces."""
_GROUPS: Final[Mapping[str, str]] = {
    "不予公开": "req.refused.",
    "无法提供": "req.unable.",
    "不予处理": "req.unprocessed.",
    "其他处理": "req.other.",
}
_TOTAL: Final = ".total"


def of_return(filed: FiledReturn | None) -> Fields:
    """Return the field 年报: numbers as text, "" for what is no number in this return.

    Where the form lets "/" stand for none, it is 0.
    """
    known = {} if filed is None else _numbers(filed)
    return {
        "有": filed is not None,
        "年度": "" if filed is None else str(filed.given.year),
        "部分": [] if filed is None else [*dict.fromkeys(one.tab for one in filed.form.tables)],
        **{name: known.get(name, "") for name in (*_CELLS, *_GROUPS)},
        "各渠道": [] if filed is None else [*_channels(filed)],
        "新收增减": "" if filed is None else _change(filed),
    }


def _numbers(filed: FiledReturn) -> Fields:
    found: dict[str, str] = {}
    for name, cell in _CELLS.items():
        read = filed.given.cell(cell)
        if read.kind is CellKind.NUMBER:
            found[name] = plain_number(read.number)
        elif read.kind is CellKind.SLASH and filed.form.slash_allowed:
            found[name] = "0"
    for name, start in _GROUPS.items():
        cells = _group(filed.form, start)
        numbers = [filed.given.cell(cell) for cell in cells]
        if cells and all(one.kind is CellKind.NUMBER for one in numbers):
            found[name] = plain_number(sum(one.number for one in numbers))
    return found


def _channels(filed: FiledReturn) -> Iterator[str]:
    """Yield each channel by which something was published, with how much."""
    for name, cell in _CHANNELS.items():
        read = filed.given.cell(cell)
        if read.number:
            yield f"{name}{plain_number(read.number)}条"


def _group(form: ReturnForm, start: str) -> list[str]:
    return [cell for cell in form.cells if cell.startswith(start) and cell.endswith(_TOTAL)]


def _change(filed: FiledReturn) -> str:
    """Return how many more or fewer applications came in than the year before, in words."""
    if filed.last is None:
        return ""
    now, before = (one.cell("req.new.total") for one in (filed.given, filed.last))
    if now.kind is not CellKind.NUMBER or before.kind is not CellKind.NUMBER or not before.number:
        return ""
    if now.number == before.number:
        return "与上年持平"
    word = "增长" if now.number > before.number else "下降"
    rate = (abs(now.number - before.number) * 20_000 + before.number) // (2 * before.number)
    return f"比上年{word}{phrasing.percent(rate)}"
