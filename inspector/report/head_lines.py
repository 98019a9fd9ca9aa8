"""A paper's head as lines of 名：值, in templates and in Markdown."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Final

from inspector.domain.errors import refused
from inspector.report.document import Head, RedHead
from inspector.report.phrasing import written


class HeadName(Enum):
    """What a head may say; the values are the words before the colon."""

    TITLE = "标题"
    RED_HEAD = "版头"
    LETTERHEAD = "发文机关标志"
    URGENCY = "紧急程度"
    DOCUMENT_NUMBER = "发文字号"
    ISSUER_UPWARD = "签发人"
    ADDRESSEE = "主送机关"
    OFFICE = "发文机关署名"
    JOINT_OFFICE = "联署机关"
    DATED = "成文日期"
    SEALED = "印章"
    ANNEX = "附件"
    COPIED_TO = "抄送机关"
    PRINTED_BY = "印发机关"
    PRINTED_ON = "印发日期"
    NOTE = "附注"
    RUNNING_TITLE = "页眉"


HeadValues = Mapping[HeadName, tuple[str, ...]]
"""Values by name; annexes, 签发人, 联署机关 and 抄送机关 may stand several times, of the others the
last counts."""

NAMES: Final = {name.value: name for name in HeadName}
KNOWN: Final = "、".join(NAMES)
RULE: Final = re.compile(r"[-—－]{3,}")
"""The line that ends a head."""
_LINE: Final = re.compile(r"([^：:]{1,12})[：:](.*)")
_BREAKS: Final = re.compile(r"[\r\n\t]+")
_DATE: Final = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})日?")
_YES, _NO = "是", "否"
_RED_HEADS: Final = {"留白": RedHead.ROOM, "红头": RedHead.FULL}
"""What stands behind 版头：; any other word is no head at all."""
_RED_HEAD_WORDS: Final = {kind: word for word, kind in _RED_HEADS.items()}


def split_line(line: str) -> tuple[str, str]:
    """Return a line's word and value; a line without a colon is a word without a value."""
    found = _LINE.fullmatch(line)
    return (found[1].strip(), found[2].strip()) if found else (line.strip(), "")


def values_of(lines: Iterable[str]) -> HeadValues:
    """Return what lines of 名：值 say. Raises Refused (`document.unknown_head_line`)."""
    values: dict[HeadName, tuple[str, ...]] = {}
    for line in lines:
        word, value = split_line(line)
        if word not in NAMES:
            raise refused("document.unknown_head_line", line=line, known=KNOWN)
        values[NAMES[word]] = (*values.get(NAMES[word], ()), value)
    return values


def head_of(values: HeadValues) -> Head:
    """Return the head that the values say."""

    def one(name: HeadName) -> str:
        return values.get(name, ("",))[-1]

    return Head(
        title=one(HeadName.TITLE),
        red_head=_RED_HEADS.get(one(HeadName.RED_HEAD), RedHead.NONE),
        letterhead=one(HeadName.LETTERHEAD),
        urgency=one(HeadName.URGENCY),
        document_number=one(HeadName.DOCUMENT_NUMBER),
        issuer_upward="、".join(filter(None, values.get(HeadName.ISSUER_UPWARD, ()))),
        addressee=one(HeadName.ADDRESSEE).rstrip("：:"),
        office=one(HeadName.OFFICE),
        joint_offices=tuple(filter(None, values.get(HeadName.JOINT_OFFICE, ()))),
        dated=_date(one(HeadName.DATED)),
        sealed=one(HeadName.SEALED) != _NO,
        annexes=values.get(HeadName.ANNEX, ()),
        copied_to=values.get(HeadName.COPIED_TO, ()),
        printed_by=one(HeadName.PRINTED_BY),
        printed_on=_date(one(HeadName.PRINTED_ON)),
        note=one(HeadName.NOTE).strip("（）()"),
        running_title=one(HeadName.RUNNING_TITLE),
    )


def _date(text: str) -> date | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:  # 2月30日 is no day; the paper goes without a date rather than a wrong one.
        return None


def lines_of(head: Head) -> Iterator[str]:
    """Yield a head's lines; what is empty is left out."""
    values: dict[HeadName, Sequence[str]] = {
        HeadName.TITLE: (head.title,),
        HeadName.RED_HEAD: (_RED_HEAD_WORDS.get(head.red_head, ""),),
        HeadName.LETTERHEAD: (head.letterhead,),
        HeadName.URGENCY: (head.urgency,),
        HeadName.DOCUMENT_NUMBER: (head.document_number,),
        HeadName.ISSUER_UPWARD: (head.issuer_upward,),
        HeadName.ADDRESSEE: (head.addressee,),
        HeadName.OFFICE: (head.office,),
        HeadName.JOINT_OFFICE: head.joint_offices,
        HeadName.DATED: (written(head.dated),),
        HeadName.SEALED: (_YES if head.sealed else _NO,),
        HeadName.ANNEX: head.annexes,
        HeadName.COPIED_TO: head.copied_to,
        HeadName.PRINTED_BY: (head.printed_by,),
        HeadName.PRINTED_ON: (written(head.printed_on),),
        HeadName.NOTE: (head.note,),
        HeadName.RUNNING_TITLE: (head.running_title,),
    }
    for name, texts in values.items():
        for text in filter(None, (_BREAKS.sub(" ", one).strip() for one in texts)):
            yield f"{name.value}：{text}"
