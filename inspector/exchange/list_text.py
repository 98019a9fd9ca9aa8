"""Cells of lists as text: line breaks and stray spaces out, and rows told apart by their words."""

import re
import unicodedata
from enum import StrEnum
from typing import Final

from inspector.domain.numbers import (
    Enumerator,
    EnumeratorStyle,
    enumerator,
    numeral_value,
    split_points,
)


class Ignored(StrEnum):
    """Why a row of a sheet is neither item nor section."""

    ABOVE_HEADER = "above_header"
    REPEATED_HEADER = "repeated_header"
    SECOND_HEADER = "second_header"
    NOTE = "note"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    SIGNATURE = "signature"
    UNNAMED = "unnamed"
    """Numbers or marks without a name: an unused line of a form."""
    OUTSIDE = "outside"
    """Filled only in columns that are no part of the list."""


_BLANK: Final = re.compile(r"\s")
_BREAK: Final = re.compile(r"[ \t\u3000]*(?:\r\n?|\n|\u2028|_x000D_)\s*")
_WIDE: Final = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef，。、；：？！“”‘’（）《》〈〉【】…—"
_INNER: Final = re.compile(
    rf"(?<=[{_WIDE}])(?<!部分)(?<![一二三四五六七八九十0-9][章节篇编])(?<!^[一二三四五六七八九十])"
    rf"[ \t\u3000\xa0]+(?=[{_WIDE}])"
)
"""Spaces between Chinese characters, but for those that part an enumerator from its text."""
_SPACES: Final = re.compile(r"[ \t\u3000\xa0]+")
_ENDS: Final = "。；;：:！？!?"


def one_line(text: str) -> str:
    """Return a name on one line: no line breaks, no spaces between Chinese characters."""
    if _BLANK.search(text) is None:
        return text
    joined = _SPACES.sub(" ", _BREAK.sub(_joint, text)).strip()
    return _INNER.sub("", joined)


def _joint(found: re.Match[str]) -> str:
    """Return what stands for a line break inside a name: a space between Latin words only."""
    before = found.string[found.start() - 1 : found.start()]
    after = found.string[found.end() : found.end() + 1]
    return " " if before.isascii() and after.isascii() and before and after else ""


def paragraphs(text: str) -> str:
    """Return a text with the line breaks that mean something.

    A break stays where a sentence ends before it or an enumerator follows it; any other was put
    in to fit the column.
    """
    if _BLANK.search(text) is None:
        return text
    lines = [one_line(line) for line in _BREAK.split(text)]
    joined: list[str] = []
    for line in lines:
        if not line:
            continue
        if joined and not joined[-1].endswith(tuple(_ENDS)) and enumerator(line) is None:
            joined[-1] = one_line(f"{joined[-1]}\n{line}")
        else:
            joined.append(line)
    return "\n".join(joined)


_NOTE: Final = re.compile(
    r"\s*(?:[（(]?\s*(?:备\s*注|附\s*注|注|说\s*明|填表说明|填报说明|评分说明|考核说明|有关说明|注意事项)"
    r"\s*[0-9０-９一二三]?\s*[：:.．、）)]|[※*＊★]|注\s*$|(?:备注|说明|填表说明|填报说明)\s*$)"
)
_SENTENCE: Final = re.compile(r"。|^.{61,}|^(?=.*[，,]).{31,}", re.DOTALL)
_TOTAL: Final = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{0,2}[)）、.]?)\w{0,10}?"
    r"(?:小计|合计|总计|共计|总分|累计|总得分|合计得分|总分值)(?:\([^()]*\))?(?:得分|分值)?"
    r"[:：]?(?P<points>\d+(?:\.\d+)?)?分?"
)
_SUBTOTAL: Final = "小计"
_SIGNATURE: Final = re.compile(
    r"(?:签\s*字|签\s*名|盖\s*章|签\s*章|联系人|联络员|联系电话|电\s*话|填报人|填表人|制表人|审核人|经办人|负责人|责任人"
    r"|填[报表]日期|填[报表]单位|填[报表]时间|成\s*员|被[考检督测]\w{0,4}单位|督[察查](?:对象|时间)|检查(?:人员|日期|时间)|考核(?:人员|组|日期)"
    r"|组\s*长|日\s*期|单位名称)\s*(?:[（(][^）)]{0,10}[）)])?\s*(?:[:：_＿]|\s{4,}|$)"
    r"|年\s+月\s+日|[（(](?:签\s*字|盖\s*章|签\s*章|公\s*章)[）)]"
)


def is_note(text: str) -> bool:
    """Whether a text begins as notes do (注：, 说明：)."""
    return _NOTE.match(text) is not None


_REMARK: Final = re.compile(
    r"[只仅]考核(?:这|以上|上述|前|本|第|其中|[一二三四五六七八九十0-9])"
    r"|负责解释(?:[，,。；;]|$)|印发之日起(?:施行|执行|实施|生效)|^本表"
)


def is_remark(text: str) -> bool:
    """Whether a text that stands alone in its row is about the list (本表由…负责解释)."""
    return enumerator(text) is None and _REMARK.search(text) is not None


_DASHES: Final = frozenset({"-", "--", "—", "——", "–", "―", "─", "－", "/", "／", "无"})


def is_dash(text: str) -> bool:
    """Whether a cell holds only the sign that nothing belongs there: —, /, 无."""
    return len(text) < 9 and text.strip() in _DASHES


_PAGE_MARK: Final = re.compile(
    r"第?\s*[0-9０-９]{1,3}\s*[/／]\s*[0-9０-９]{1,3}\s*页?|[—－-]\s*[0-9０-９]{1,3}\s*[—－-]|[（(]?续表?[）)]?"
    r"|第\s*[0-9０-９]{1,3}\s*页\s*[，,]?\s*(?:共\s*[0-9０-９]{1,3}\s*页)?|单位[:：]\s*(?:分|个|件|项)"
)


def is_page_mark(text: str) -> bool:
    """Whether a text is what stands at the edge of a printed page: 第1页 共3页, 续表."""
    return _PAGE_MARK.fullmatch(text) is not None


_KIND: Final = re.compile(
    r"\s*(?:单项否决|一票否决|否决)(?:项|指标|情形|事项)?\s*[:：]"
    r"|\s*(?:加分|减分|倒扣分?)(?:项|指标|事项)?\s*[:：]"
)


def begins_with_kind(text: str) -> bool:
    """Whether a text begins by saying what kind of item it is: 一票否决：…, 加分项：…."""
    return _KIND.match(text) is not None


KIND_THING: Final = "(?:项|指标|事项|项目|情形|内容|部分|条款)?(?:目)?"
_KIND_WORD: Final = re.compile(
    rf"(?:单项|一票)?否决{KIND_THING}|(?:特色|创新|附)?加分{KIND_THING}"
    rf"|(?:减分|倒扣分?){KIND_THING}"
)
_TELLS_KIND: Final = re.compile(r"否决|[加减扣]分|奖励")


def is_kind_word(text: str) -> bool:
    """Whether a text is the word for a kind of item and no more: 加分项, 一票否决."""
    return _KIND_WORD.fullmatch(text) is not None


def names_kind(text: str) -> bool:
    """Whether a text is such a word, perhaps numbered or with points: 五、加分项（10分）."""
    found = enumerator(text)
    return is_kind_word(split_points(found.rest if found else text).text)


def mentions_kind(text: str) -> bool:
    """Whether a text tells what adds, takes or forfeits points."""
    return _TELLS_KIND.search(text) is not None


def is_sentence(text: str) -> bool:
    """Whether a text across the table is a sentence rather than a heading."""
    return _SENTENCE.search(text) is not None


def is_signature(text: str) -> bool:
    """Whether a text is a line to be filled in and signed by hand."""
    return _SIGNATURE.search(text) is not None


def total_of(text: str) -> tuple[bool, str] | None:
    """Return whether a row's name says subtotal, and the number in it; None if it is no total."""
    if len(text) > 30:
        return None
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    found = _TOTAL.fullmatch(folded)
    return None if found is None else (_SUBTOTAL in folded, found["points"] or "")


_RANKS: Final = {
    EnumeratorStyle.ORDINAL: 0,
    EnumeratorStyle.HAN: 1,
    EnumeratorStyle.HAN_BRACKET: 2,
    EnumeratorStyle.ARABIC: 3,
    EnumeratorStyle.ARABIC_BRACKET: 4,
    EnumeratorStyle.CIRCLED: 5,
    EnumeratorStyle.LETTER: 6,
}
FIRST_FIGURE: Final = 3
"""The rank of 1, from which paths such as 1.1 go down."""
UNNUMBERED: Final = 99
"""The rank of a name without an enumerator: beneath every other."""


def rank_of(found: Enumerator | None) -> int:
    """Return how deep an enumerator stands in an outline; 1.1 is one below 1."""
    if found is None:
        return UNNUMBERED
    if found.style is EnumeratorStyle.PATH:
        return FIRST_FIGURE + found.number.count(".")
    return _RANKS[found.style]


_HAN_NUMBER: Final = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]?")
_HAN_IN_BRACKETS: Final = re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]")
_PLAIN_NUMBER: Final = re.compile(
    r"[A-Za-z]{0,2}\d{1,4}(?:[.．\-－]\d{1,4})*[.．、]?|[①-⑳]|[（(]\d{1,3}[)）]"
)


def rank_of_number(text: str) -> int | None:
    """Return the rank of a cell that holds a number and nothing else; None when it holds words."""
    folded = text.strip()
    if _PLAIN_NUMBER.fullmatch(folded):
        return FIRST_FIGURE + folded.rstrip(".．").count(".") + folded.count("．")
    if _HAN_NUMBER.fullmatch(folded):
        return _RANKS[EnumeratorStyle.HAN]
    if _HAN_IN_BRACKETS.fullmatch(folded):
        return _RANKS[EnumeratorStyle.HAN_BRACKET]
    return None


_PLAIN_PATH: Final = re.compile(r"[A-Za-z]?[0-9]+(?:\.[0-9]+)*")
_NUMBER_MARKS: Final = str.maketrans("", "", "（）()、 \t\n")


def bare_number(text: str) -> str:
    """Return a number as it is told: 1.1 for １．１、, 3 for ③, the Chinese numerals in figures."""
    if _PLAIN_PATH.fullmatch(text):
        return text
    folded = unicodedata.normalize("NFKC", text).translate(_NUMBER_MARKS).rstrip(".")
    value = numeral_value(folded)
    return folded if value is None or folded.isascii() else str(value)
