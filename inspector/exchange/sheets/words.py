"""The words for conclusions and ways of checking as sheets write them, and as people type them."""

from collections.abc import Mapping
from typing import Final

from inspector.domain.answer import Conclusion
from inspector.domain.checklist import CheckingWay

SCORED_WORDS: Final[Mapping[Conclusion, str]] = {
    Conclusion.MET: "达到要求",
    Conclusion.PARTLY_MET: "部分达到",
    Conclusion.NOT_MET: "未达到",
    Conclusion.DID_NOT_OCCUR: "本年度未发生",
    Conclusion.NOT_APPLICABLE: "不涉及",
}
"""The drop-down of a scored item, in order."""

TASK_WORDS: Final[Mapping[Conclusion, str]] = {
    Conclusion.MET: "已完成",
    Conclusion.PARTLY_MET: "推进中",
    Conclusion.NOT_MET: "未完成",
    Conclusion.ONGOING: "长期推进",
}
"""The drop-down of a task, in order."""

_TYPED: Final[Mapping[Conclusion, tuple[str, ...]]] = {
    Conclusion.OPEN: ("待核查", "未核查"),
    Conclusion.MET: ("达到", "达标", "完成", "符合", "符合要求", "√", "✓"),
    Conclusion.PARTLY_MET: ("部分达到要求", "基本达到", "部分完成", "正在推进", "进行中"),
    Conclusion.NOT_MET: ("未达到要求", "未达标", "不符合", "×"),
    Conclusion.DID_NOT_OCCUR: ("未发生", "本年未发生"),
    Conclusion.NOT_APPLICABLE: ("不适用", "未涉及"),
    Conclusion.ONGOING: ("持续推进", "长期坚持"),
}

_READ: Final[Mapping[str, Conclusion]] = {
    word: conclusion for words in (SCORED_WORDS, TASK_WORDS) for conclusion, word in words.items()
} | {word: conclusion for conclusion, words in _TYPED.items() for word in words}

WAY_WORDS: Final[Mapping[CheckingWay, str]] = {
    CheckingWay.ONLINE: "网上",
    CheckingWay.PAPERS: "查阅",
    CheckingWay.ON_SITE: "现场",
    CheckingWay.MOCK_REQUEST: "模拟申请",
    CheckingWay.SYSTEM: "系统数据",
    CheckingWay.RECOGNITION: "认定",
}


def conclusion_word(conclusion: Conclusion | None, *, task: bool) -> str:
    """Return the word a sheet shows for a conclusion; nothing while there is none."""
    if conclusion is None or conclusion is Conclusion.OPEN:
        return ""
    own, other = (TASK_WORDS, SCORED_WORDS) if task else (SCORED_WORDS, TASK_WORDS)
    return own.get(conclusion) or other[conclusion]


def read_conclusion(text: str) -> Conclusion | None:
    """Return the conclusion that a word of a cell stands for, or None when it stands for none."""
    return _READ.get(text) or _READ.get("".join(text.split()).rstrip("。."))


def way_words(ways: tuple[CheckingWay, ...]) -> str:
    """Return the ways of checking in one cell: 网上、查阅."""
    return "、".join(WAY_WORDS[way] for way in ways)
