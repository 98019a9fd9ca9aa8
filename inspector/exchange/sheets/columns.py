"""The columns of the two sheets as data: order, headers, widths, and headers known on return."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class SheetKind(StrEnum):
    """Which of the two workbooks."""

    SELF = "self"
    WORKING = "working"

    @property
    def paper_name(self) -> str:
        """What the sheet is called on paper and on its tab."""
        return _TITLES[self]


_TITLES: Final[Mapping[SheetKind, str]] = {
    SheetKind.SELF: "自评表",
    SheetKind.WORKING: "检查工作底稿",
}


class Field(StrEnum):
    """What a column holds; input fields carry the name of the answer's or finding's own field."""

    NUMBER = "number"
    LEVEL = "level"
    CONTENT = "content"
    CRITERIA = "criteria"
    POINTS = "points"
    WAYS = "ways"
    SELF_CONCLUSION = "self_conclusion"
    SELF_MARK = "self_mark"
    SELF_ACCOUNT = "self_account"
    SELF_NOTE = "self_note"
    CONCLUSION = "conclusion"
    DEDUCTION = "deduction"
    CHECKED_MARK = "checked_mark"
    FACT = "fact"
    PLACE = "place"
    SAMPLED_AT = "sampled_at"
    ACCOUNT = "account"
    EVIDENCE = "evidence"
    NOTE = "note"
    ROW_KEY = "row_key"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet. `width` is in characters of the body font's digits."""

    field: Field
    header: str
    width: float
    is_input: bool = False
    is_marks: bool = False
    """Left out of lists of tasks, which carry no marks."""
    is_centred: bool = False


LEVEL_WIDTH: Final = 10.0
"""Of one level column; there are as many as the list has levels of sections."""

LEVELS: Final = tuple(f"{digit}级指标" for digit in "一二三四五六七八九")

_NUMBER: Final = Column(Field.NUMBER, "指标编号", 7, is_centred=True)
_LEVEL: Final = Column(Field.LEVEL, "", LEVEL_WIDTH)
_ROW_KEY: Final = Column(Field.ROW_KEY, "行标识", 4)

LAYOUTS: Final[Mapping[SheetKind, tuple[Column, ...]]] = {
    SheetKind.SELF: (
        _NUMBER,
        _LEVEL,
        Column(Field.CONTENT, "", 24),
        Column(Field.CRITERIA, "评分标准", 30),
        Column(Field.POINTS, "分值", 6, is_marks=True, is_centred=True),
        Column(Field.SELF_CONCLUSION, "自评结论", 11, is_input=True, is_centred=True),
        Column(Field.SELF_MARK, "自评分", 7, is_input=True, is_marks=True, is_centred=True),
        Column(Field.SELF_ACCOUNT, "自评说明", 30, is_input=True),
        Column(Field.EVIDENCE, "佐证材料", 22, is_input=True),
        Column(Field.SELF_NOTE, "备注", 10, is_input=True),
        _ROW_KEY,
    ),
    SheetKind.WORKING: (
        _NUMBER,
        _LEVEL,
        Column(Field.CONTENT, "", 20),
        Column(Field.CRITERIA, "评分标准", 26),
        Column(Field.POINTS, "分值", 6, is_marks=True, is_centred=True),
        Column(Field.WAYS, "检查方式", 8, is_centred=True),
        Column(Field.SELF_MARK, "自评分", 7, is_marks=True, is_centred=True),
        Column(Field.CONCLUSION, "核查结论", 11, is_input=True, is_centred=True),
        Column(Field.DEDUCTION, "扣分", 7, is_input=True, is_marks=True, is_centred=True),
        Column(Field.CHECKED_MARK, "初评分", 7, is_input=True, is_marks=True, is_centred=True),
        Column(Field.FACT, "扣分原因", 26, is_input=True),
        Column(Field.PLACE, "位置", 16, is_input=True),
        Column(Field.SAMPLED_AT, "采样时间", 11, is_input=True, is_centred=True),
        Column(Field.ACCOUNT, "工作开展情况", 24, is_input=True),
        Column(Field.EVIDENCE, "佐证材料", 18, is_input=True),
        Column(Field.NOTE, "备注", 9, is_input=True),
        _ROW_KEY,
    ),
}

FINDING_FIELDS: Final = (Field.DEDUCTION, Field.FACT, Field.PLACE, Field.SAMPLED_AT)
"""The cells of one finding; several findings of one item are several rows."""

ITEM_FIELDS: Final[Mapping[SheetKind, tuple[Field, ...]]] = {
    SheetKind.SELF: (
        Field.SELF_CONCLUSION,
        Field.SELF_MARK,
        Field.SELF_ACCOUNT,
        Field.EVIDENCE,
        Field.SELF_NOTE,
    ),
    SheetKind.WORKING: (Field.CONCLUSION, Field.ACCOUNT, Field.EVIDENCE, Field.NOTE),
}
"""The input cells that an item has once, on the first of its rows."""

FOOTS: Final[Mapping[SheetKind, tuple[str, ...]]] = {
    SheetKind.SELF: (
        "填报单位（盖章）：",
        "主要负责人（签字）：",
        "填报人：",
        "联系电话：",
        "填报日期：　　　　年　　月　　日",
    ),
    SheetKind.WORKING: (
        "检查人员（签字）：",
        "组长（签字）：",
        "检查日期：　　　　年　　月　　日",
    ),
}

_SYNONYMS: Final[Mapping[Field, tuple[str, ...]]] = {
    Field.NUMBER: ("指标编号", "编号", "序号", "指标序号", "指标号", "项目编号"),
    Field.CONTENT: (
        "考核内容",
        "检查内容",
        "考察点",
        "考评内容",
        "评估要点",
        "评估内容",
        "测评内容",
        "督查内容",
        "工作任务",
        "工作要求",
        "具体要求",
        "具体项目",
        "考核指标",
        "指标内容",
        "考核项目",
        "任务内容",
    ),
    Field.CRITERIA: ("评分标准", "评分细则", "扣分细则", "考核标准", "评分说明", "评分办法"),
    Field.POINTS: ("分值", "满分", "标准分", "标准分值", "权重", "指标分值"),
    Field.WAYS: ("检查方式", "考核方式", "核查方式"),
    Field.SELF_CONCLUSION: ("自评结论", "自查结论", "自评情况", "完成情况", "自查情况"),
    Field.SELF_MARK: ("自评分", "自评得分", "自评分值", "自查得分", "自评分数", "自评"),
    Field.SELF_ACCOUNT: ("自评说明", "自查说明", "情况说明", "完成情况说明", "考核填报"),
    Field.CONCLUSION: ("核查结论", "检查结论", "考核结论"),
    Field.DEDUCTION: ("扣分", "扣分值", "扣分情况"),
    Field.CHECKED_MARK: ("初评分", "考评分", "核查得分", "得分", "项目分", "考核得分"),
    Field.FACT: ("扣分原因", "失分原因", "扣分事实", "存在问题", "存在的问题"),
    Field.PLACE: ("位置", "问题位置", "页面位置"),
    Field.SAMPLED_AT: ("采样时间", "检查时间", "核查时间"),
    Field.ACCOUNT: ("工作开展情况", "开展情况", "工作情况"),
    Field.EVIDENCE: ("佐证材料", "佐证", "证明材料", "佐证资料", "附件或链接", "佐证材料及链接"),
    Field.NOTE: ("备注", "说明"),
    Field.ROW_KEY: ("行标识",),
}

_BY_HEADER: Final[Mapping[str, Field]] = {
    header: field for field, headers in _SYNONYMS.items() for header in headers
} | dict.fromkeys(LEVELS, Field.LEVEL)


def field_of(header: str, kind: SheetKind, content_header: str = "") -> Field | None:
    """Return what a header of a returned sheet stands for, or None when it is not known.

    `header` comes folded: half-width, without white space. 备注 is the unit's own on a 自评表.
    """
    field = _BY_HEADER.get(header)
    if field is None and content_header and header == content_header:
        return Field.CONTENT
    if field is Field.NOTE and kind is SheetKind.SELF:
        return Field.SELF_NOTE
    return field


CHECKED_FIELDS: Final = frozenset(
    {
        Field.CONCLUSION,
        Field.DEDUCTION,
        Field.CHECKED_MARK,
        Field.FACT,
        Field.PLACE,
        Field.SAMPLED_AT,
        Field.ACCOUNT,
    }
)
"""What a unit's sheet never writes, whatever columns it brings along."""
