"""What a sheet of replies is made of: its columns, its rows and whose it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from inspector.domain.edits import EditId
from inspector.domain.ids import FindingId, InspectionId, UnitId

MARKER: Final = "inspector.replies"
FORMAT: Final = 1
PAPER_NAME: Final = "整改反馈表"
TAB: Final = "_keys"
FOOT: Final = (
    "填报单位（盖章）：",
    "主要负责人（签字）：",
    "填报人：",
    "联系电话：",
    "填报日期：",
)
HEADER_ROW: Final = 4


class ReplyField(StrEnum):
    """What a unit fills in."""

    MEASURE = "measure"
    LEADER = "leader"
    PERSON = "person"
    RESULT = "result"
    LINK = "link"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet; without `field` it is ours, and a unit leaves it as it is."""

    header: str
    width: float
    field: ReplyField | None = None


COLUMNS: Final = (
    Column("序号", 5),
    Column("问题编号", 11),
    Column("指标", 24),
    Column("问题描述", 30),
    Column("位置", 20),
    Column("整改时限", 12),
    Column("整改措施", 26, ReplyField.MEASURE),
    Column("责任领导", 10, ReplyField.LEADER),
    Column("责任人", 10, ReplyField.PERSON),
    Column("整改情况", 30, ReplyField.RESULT),
    Column("整改链接", 24, ReplyField.LINK),
    Column("完成时间", 12, ReplyField.COMPLETED),
    Column("行标识", 12),
)
"""Left to right; the last one is hidden and carries the row's key."""
NUMBER: Final = 1
KEY: Final = len(COLUMNS) - 1
"""Where the number of the problem and the row's key stand."""

HEADERS: Final[Mapping[ReplyField, str]] = {
    column.field: column.header for column in COLUMNS if column.field is not None
}
"""Of the columns that a unit fills in."""

Held = tuple[ReplyField, ...]
"""What the cells of one column hold: several fields one under the other in the form on paper."""

NUMBER_HEADINGS: Final = (COLUMNS[NUMBER].header, "编号", "问题序号")
KEY_HEADING: Final = COLUMNS[KEY].header
_HEADINGS: Final[tuple[tuple[Held, tuple[str, ...]], ...]] = (
    (
        (ReplyField.MEASURE,),
        (HEADERS[ReplyField.MEASURE], "具体整改措施", "采取的整改措施", "整改举措"),
    ),
    ((ReplyField.LEADER,), (HEADERS[ReplyField.LEADER], "整改责任领导", "分管领导")),
    (
        (ReplyField.PERSON,),
        (
            *(HEADERS[ReplyField.PERSON], "责任人及电话", "责任人及联系电话", "责任人及联系方式"),
            *("整改责任人", "具体责任人", "责任人员"),
        ),
    ),
    (
        (ReplyField.RESULT,),
        (HEADERS[ReplyField.RESULT], "整改完成情况", "整改落实情况", "完成情况"),
    ),
    (
        (ReplyField.RESULT, ReplyField.LINK),
        ("整改结果及链接", "整改情况及链接", "整改结果", "整改结果及佐证"),
    ),
    (
        (ReplyField.LINK,),
        (HEADERS[ReplyField.LINK], "整改后链接", "整改结果链接", "佐证链接"),
    ),
    (
        (ReplyField.COMPLETED,),
        (
            *(HEADERS[ReplyField.COMPLETED], "完成日期", "整改完成时间", "整改完成日期"),
            *("完成整改时间", "办结时间"),
        ),
    ),
)
HELD_UNDER: Final[Mapping[str, Held]] = {
    heading: held for held, headings in _HEADINGS for heading in headings
}
"""What stands under each heading: those of this sheet, of the form on paper, and units' own."""
SIGNED: Final = (
    *("填报单位", "单位(盖章)", "主要负责人", "填报人", "填表人", "联系电话", "填报日期", "日期"),
)
"""How a line under the table begins that is signed and is no row of it, folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRow:
    """One problem as it goes out: what it is, and what is known of its rectification."""

    finding: FindingId
    number: str
    item: str
    fact: str
    place: str
    deadline: date | None
    values: Mapping[ReplyField, str] = field(default_factory=dict)
    heads: Mapping[str, tuple[EditId, ...]] = field(default_factory=dict)
    """The journal's heads by the name of its field: what an answer on this sheet builds on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyOrder:
    """One sheet to be written."""

    workspace: str
    inspection: InspectionId
    unit: UnitId
    inspection_name: str
    unit_name: str
    rows: tuple[ReplyRow, ...]
