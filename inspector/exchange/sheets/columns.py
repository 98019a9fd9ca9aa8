"""The columns of the two sheets as data: order, headers, widths, and headers known on return."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from inspector.exchange.columns import Role, header_word


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

_OWN: Final[Mapping[str, Field]] = {
    column.header: column.field
    for layout in LAYOUTS.values()
    for column in layout
    if column.header and column.header != "备注"
} | {
    "自查结论": Field.SELF_CONCLUSION,
    "检查结论": Field.CONCLUSION,
    "考核结论": Field.CONCLUSION,
    "核查结果": Field.CONCLUSION,
    "检查结果": Field.CONCLUSION,
}
"""The headers of our own sheets, and words that mean one side only."""

_BY_ROLE: Final[Mapping[Role, Field]] = {
    Role.NUMBER: Field.NUMBER,
    Role.CRITERIA: Field.CRITERIA,
    Role.POINTS: Field.POINTS,
    Role.WAY: Field.WAYS,
    Role.SELF_MARK: Field.SELF_MARK,
    Role.MARK: Field.CHECKED_MARK,
    Role.DEDUCTION: Field.DEDUCTION,
    Role.REASON: Field.FACT,
    Role.PLACE: Field.PLACE,
    Role.SAMPLED_AT: Field.SAMPLED_AT,
    Role.ACCOUNT: Field.ACCOUNT,
    Role.CONCLUSION: Field.CONCLUSION,
    Role.EVIDENCE: Field.EVIDENCE,
    Role.REMARK: Field.NOTE,
}
_ON_SELF_SHEET: Final[Mapping[Field, Field]] = {
    Field.ACCOUNT: Field.SELF_ACCOUNT,
    Field.CONCLUSION: Field.SELF_CONCLUSION,
    Field.NOTE: Field.SELF_NOTE,
}
"""What a word without a side of its own means in a sheet that a unit fills in."""

_LIST_CONTENT: Final = 100


class Meaning(NamedTuple):
    """What a header of a returned sheet stands for.

    Names of levels and of the content are all LEVEL; the most specific of a table is its content.
    """

    field: Field
    is_own: bool = False
    specificity: int = 0


def meaning_of(header: str, kind: SheetKind, content_headers: frozenset[str]) -> Meaning | None:
    """Return what a header stands for, or None when it is not known.

    `content_headers` are the lists' own headers of the content.
    """
    own = _OWN.get(header)
    if own is not None:
        return Meaning(own, is_own=True)
    if header in LEVELS:
        return Meaning(Field.LEVEL, is_own=True, specificity=1 + LEVELS.index(header))
    word = header_word(header)
    if header in content_headers:
        return Meaning(Field.LEVEL, specificity=_LIST_CONTENT)
    if word is None:
        return None
    if word.role is Role.NAME:
        return Meaning(Field.LEVEL, specificity=word.specificity)
    field = _BY_ROLE.get(word.role)
    if field is not None and kind is SheetKind.SELF:
        field = _ON_SELF_SHEET.get(field, field)
    return Meaning(field) if field is not None else None


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
