"""Numerals as Chinese sheets write them: enumerators, points in brackets, points in cells."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache as once
from typing import Final, NamedTuple

from inspector.domain.marks import PLACES, Mark, parse_mark


class EnumeratorStyle(StrEnum):
    """How an enumerator is written; official papers nest the first five in this order."""

    HAN = "han"  # 一、
    HAN_BRACKET = "han_bracket"  # （一） 一）
    ARABIC = "arabic"  # 1. 1、 1．
    ARABIC_BRACKET = "arabic_bracket"  # （1） 1)
    CIRCLED = "circled"  # ①
    PATH = "path"  # 1.1 1.2.3
    ORDINAL = "ordinal"  # 第一、 第一部分
    LETTER = "letter"  # a. A、 J1、


@dataclass(frozen=True, slots=True)
class Enumerator:
    """An enumerator in front of a text. `number` is bare: 一 for （一）, 1 for ①, 1.1 for 1.1、."""

    number: str
    style: EnumeratorStyle
    rest: str


_HAN: Final = "[一二三四五六七八九十百〇零]"
_CIRCLED: Final = "①-⑳⑴-⒇⒈-⒛㈠-㈩㊀-㊉❶-❿➀-➓㉑-㉟㊱-㊿"
_CLOSE: Final = "[)）〕】]"
_OPEN: Final = "[(（〔【]"
_DOT: Final = r"[.．]"
_AFTER: Final = r"[、.．:：\s]*"
_COUNTERS: Final = (
    "个百分点|平方米|小时|万元|亿元|公里|分|年|月|日|天|％|%|元|万|亿|倍|个|次|件|条|项|级|版|米|号|名|人"
    "|家|篇|处|期|批|种|类|季度|周|分钟"
)
_QUANTITY: Final = re.compile(
    rf"(?:[%％]|万元|亿元|个百分点|倍|(?:{_COUNTERS})(?:$|[，。；、,;:：)）\s的以之内后前左起/／]))"
)
"""What follows a decimal that is an amount (3.5分，) and no path (1.2分类公开)."""
_STARTS_WITH_COUNTER: Final = re.compile(rf"(?:{_COUNTERS})")
_JOINED: Final = re.compile(
    rf"(?:{_HAN}{{1,3}}(?:级|季度|类|线|产|等奖|年级|审|把手|[、,，]{_HAN})"
    r"|\d{1,4}(?:[、,，]\d|月|季度|号|级|年|类))"
)
"""What follows the first half of a pair (一、二级指标, 1、2月) rather than an enumerator."""

_PATTERNS: Final[tuple[tuple[EnumeratorStyle, str], ...]] = (
    (EnumeratorStyle.CIRCLED, rf"(?P<number>[{_CIRCLED}]){_AFTER}"),
    (
        EnumeratorStyle.HAN_BRACKET,
        rf"{_OPEN}\s*(?P<number>{_HAN}{{1,3}})\s*{_CLOSE}{_AFTER}",
    ),
    (EnumeratorStyle.HAN_BRACKET, rf"(?P<number>{_HAN}{{1,3}})\s*[)）]{_AFTER}"),
    (
        EnumeratorStyle.ARABIC_BRACKET,
        rf"{_OPEN}\s*(?P<number>[0-9０-９]{{1,3}})\s*{_CLOSE}{_AFTER}",
    ),
    (EnumeratorStyle.ARABIC_BRACKET, rf"(?P<number>[0-9０-９]{{1,3}})\s*[)）]{_AFTER}"),
    (
        EnumeratorStyle.ORDINAL,
        rf"(?P<number>第(?:{_HAN}{{1,3}}|\d{{1,2}})(?:部分|章|节|篇|编)?)\s*[、，,:：.．]\s*",
    ),
    (
        EnumeratorStyle.ORDINAL,
        rf"(?P<number>第(?:{_HAN}{{1,3}}|\d{{1,2}})(?:部分|章|节|篇|编))(?:\s+|(?=$))",
    ),
    (EnumeratorStyle.HAN, rf"(?P<number>{_HAN}{{1,3}})\s*[、.．:：]\s*"),
    (EnumeratorStyle.HAN, rf"(?P<number>{_HAN}{{1,3}})\s+(?=\S\S)"),
    (
        EnumeratorStyle.PATH,
        rf"(?P<number>[A-Za-z]?[0-9０-９]{{1,2}}(?:{_DOT}[0-9０-９]{{1,2}}(?![0-9０-９]))+){_AFTER}",
    ),
    (
        EnumeratorStyle.ARABIC,
        rf"(?P<number>[0-9０-９]{{1,3}})\s*(?:、|{_DOT}(?![0-9０-９]))\s*",
    ),
    (EnumeratorStyle.ARABIC, r"(?P<number>[0-9０-９]{1,2})\s+(?=\D)"),
    (
        EnumeratorStyle.LETTER,
        rf"(?P<number>[A-Za-z](?:[0-9]{{1,2}})?)\s*(?:、|[)）]|{_DOT}(?![A-Za-z0-9]))\s*",
    ),
    (
        EnumeratorStyle.LETTER,
        rf"{_OPEN}\s*(?P<number>[A-Za-z](?:[0-9]{{1,2}})?)\s*{_CLOSE}{_AFTER}",
    ),
    (EnumeratorStyle.LETTER, r"(?P<number>[A-Z][0-9]{1,2})\s+(?=\D)"),
)
"""In order of trial; each example of tests/domain/test_numbers.py needs one of them."""

_FIRST_SIGN: Final = re.compile(rf"[(（〔【第A-Za-z0-9０-９{_CIRCLED}]|{_HAN}")
"""Spares most texts the trial of all patterns."""
_BARE: Final = str.maketrans("", "", "()（）.．")


def enumerator(text: str) -> Enumerator | None:
    """Return the enumerator in front of a text, or None when the text begins with its own words.

    An amount (3.5分, 1次), a year (2025年), a telephone number (12345热线) and the first half of
    a pair (一、二级指标) are words of the text.
    """
    stripped = text.strip()
    if _FIRST_SIGN.match(stripped) is None:
        return None
    for style, pattern in _compiled():
        found = pattern.match(stripped)
        if found is None:
            continue
        rest = stripped[found.end() :]
        if _is_amount(style, found, rest):
            return None
        number = unicodedata.normalize("NFKC", found["number"])
        if style is not EnumeratorStyle.PATH:
            number = number.translate(_BARE)
        return Enumerator(number, style, rest)
    return None


@once
def _compiled() -> tuple[tuple[EnumeratorStyle, re.Pattern[str]], ...]:
    """Compile the patterns when the first text is read; starting up need not wait for them."""
    return tuple((style, re.compile(pattern)) for style, pattern in _PATTERNS)


def _is_amount(style: EnumeratorStyle, found: re.Match[str], rest: str) -> bool:
    if style is EnumeratorStyle.PATH:
        leading = found["number"].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        return leading[0] in "0０" or _QUANTITY.match(rest) is not None
    if style in (EnumeratorStyle.HAN, EnumeratorStyle.ARABIC):
        if found[0][-1].isspace() and found[0].strip() == found["number"]:
            return _STARTS_WITH_COUNTER.match(rest) is not None
        return "、" in found[0] and _JOINED.match(rest) is not None
    return False


_CIRCLES: Final = re.compile(f"[{_CIRCLED}]")


def is_series(text: str) -> bool:
    """Whether a text begins with the first of several circled numbers: ①公开②征集 is one text."""
    found = _CIRCLES.findall(text)
    return len(found) > 1 and text.lstrip().startswith(found[0])


def split_enumerator(text: str) -> tuple[str, str]:
    """Return the bare number in front of a text and the text after it; ("", text) without one."""
    found = enumerator(text)
    return (found.number, found.rest) if found else ("", text.strip())


_DIGITS: Final = {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}
_HAN_NUMERAL: Final = re.compile(
    "(?:(?P<hundreds>[一二三四五六七八九]?)百)?(?:零|(?P<tens>[一二三四五六七八九]?)十)?"
    "(?P<ones>[一二三四五六七八九])?"
)


def numeral_value(number: str) -> int | None:
    """Return the value of a whole numeral below a thousand, Chinese or not: 十二 and 12 are 12."""
    text = unicodedata.normalize("NFKC", number).strip()
    if text.isascii() and text.isdigit() and len(text) <= 9:
        return int(text)
    found = _HAN_NUMERAL.fullmatch(text)
    if not text or text == "零" or found is None:
        return None
    hundreds, tens = (
        0 if figure is None else _DIGITS.get(figure, 1) for figure in found.group(1, 2)
    )
    return hundreds * 100 + tens * 10 + _DIGITS.get(found["ones"], 0)


class PointsProblem(StrEnum):
    """Why a cell of points cannot be taken as it stands."""

    NOT_A_NUMBER = "not_a_number"
    NEGATIVE = "negative"
    NOT_FINITE = "not_finite"
    """NaN, infinity, or a spreadsheet error such as #DIV/0!."""
    TOO_LARGE = "too_large"
    TOO_FINE = "too_fine"
    """More than four decimals; `points` holds the rounded value."""


class Points(NamedTuple):
    """Points read from a text: none, a number, or a number or nothing with a problem.

    `lowest` is the lower end where a range was given (0.5-3.5分: points are the upper end);
    `is_limit` says that the number is the most that can be had (最高5分).
    """

    points: Mark | None = None
    lowest: Mark | None = None
    is_limit: bool = False
    problem: PointsProblem | None = None


_PLAIN_POINTS: Final = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,4})?")
_NONE_WORDS: Final = frozenset(
    {"", "-", "--", "—", "——", "–", "―", "─", "/", "\\", "//", "无", "不计分", "不赋分", "N/A", "*"}
)
_NOT_FINITE: Final = re.compile(
    r"[+-]?(?:s?nan|inf|infinity|∞)(?:分)?|#(?:DIV/0!|N/A|VALUE!|REF!|NAME\?|NUM!|NULL!)",
    re.IGNORECASE,
)
_NUMBER: Final = r"\d+(?:,\d{3})*(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+"
_SIGNED: Final = rf"[+-]?(?:{_NUMBER})"
_BEFORE: Final = r"(?:满分|总分|分值|合计|共计|小计|共|计|占|权重|加|扣|减|倒扣|得)?[:为]?"
_GIVES: Final = "(?:加分|扣分|减分|可加|可得|加|扣|减|得)"
_LIMIT_BEFORE: Final = (
    rf"(?:{_GIVES}?,?(?:最高|最多|上限|不超过|至多|≤|<=)+{_GIVES}?(?:不超过|为)?:?)"
)
_LIMIT_AFTER: Final = r"(?:以内|以下|封顶|为限|止)"
_RANGE: Final = r"(?:-|—|–|~|至|到|—-|--)"
_POINTS: Final = re.compile(
    rf"(?P<limit>{_LIMIT_BEFORE})?(?:{_BEFORE})(?P<first>{_SIGNED})分?"
    rf"(?:{_RANGE}(?P<second>{_NUMBER}))?(?:\(?分\)?)?(?P<after>{_LIMIT_AFTER})?",
    re.ASCII,
)
_MOST_DIGITS: Final = 13
"""Nine before the decimal point and four behind it."""
_NOISE: Final = 100_000
"""What is lost below this part of the last place is noise of binary sums, not a decimal."""
_HAN_POINTS: Final = re.compile(rf"({_HAN}{{1,5}})分")


def read_points(text: str) -> Points:
    """Read a cell of points: １０分, +5, 最高5分, 0.5-3.5, a dash or slash for none.

    The text of a numeric cell is its shortest decimal; noise of binary sums beyond the ninth
    decimal is dropped, other decimals beyond the fourth are rounded and reported as a problem.
    """
    if _PLAIN_POINTS.fullmatch(text):
        return Points(parse_mark(text))
    folded = _folded(text)
    if re.search(r"[\d.]\s+[\d.]", folded):
        return Points(problem=PointsProblem.NOT_A_NUMBER)
    plain = "".join(folded.split()).rstrip("。;,")
    if plain in _NONE_WORDS:
        return Points()
    if _NOT_FINITE.fullmatch(plain):
        return Points(problem=PointsProblem.NOT_FINITE)
    if plain.startswith("(") and plain.endswith(")"):
        plain = plain[1:-1]
    return _points(plain) or Points(problem=PointsProblem.NOT_A_NUMBER)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("−", "-").replace("﹣", "-").strip()


def _points(plain: str) -> Points | None:
    """Read folded text without white space; None when it is no number of points."""
    han = _HAN_POINTS.fullmatch(plain)
    if han is not None:
        value = numeral_value(han[1])
        return None if value is None else Points(parse_mark(str(value)))
    found = _POINTS.fullmatch(plain)
    if found is None:
        return None
    first, problem = _mark(found["first"])
    is_limit = bool(found["limit"] or found["after"])
    if found["second"] is None:
        return Points(first, None, is_limit, problem)
    second, second_problem = _mark(found["second"])
    if first is None or second is None or first > second:
        return Points(problem=problem or second_problem or PointsProblem.NOT_A_NUMBER)
    return Points(second, first, is_limit, problem or second_problem)


def _mark(number: str) -> tuple[Mark | None, PointsProblem | None]:
    """Turn a decimal, perhaps with an exponent, into a mark without ever holding a float."""
    plain, _, exponent = number.replace(",", "").lower().partition("e")
    whole, _, decimals = plain.lstrip("+-").partition(".")
    digits = (whole + decimals).lstrip("0")
    if not digits:
        return Mark(0), None
    if len(exponent) > 4 or len(digits) > 300:
        return None, PointsProblem.TOO_FINE if exponent[:1] == "-" else PointsProblem.TOO_LARGE
    power = int(exponent or "0") - len(decimals) + PLACES
    if len(digits) + power > _MOST_DIGITS:
        return None, PointsProblem.TOO_LARGE
    mark, problem = _scaled(int(digits), power)
    if plain.startswith("-") and mark:
        return Mark(-mark), PointsProblem.NEGATIVE
    return mark, problem


def _scaled(digits: int, power: int) -> tuple[Mark, PointsProblem | None]:
    """Return digits × 10^power, rounded half up, and whether more than noise was rounded away."""
    if power >= 0:
        return Mark(digits * 10**power), None
    divisor = 10**-power
    mark = (2 * digits + divisor) // (2 * divisor)
    lost = abs(digits - mark * divisor)
    is_noise = lost * _NOISE < divisor
    return Mark(mark), None if is_noise else PointsProblem.TOO_FINE


class NamePoints(NamedTuple):
    """A name and the points that stood in brackets behind it; see `Points` for the rest."""

    text: str
    points: Mark | None = None
    lowest: Mark | None = None
    is_limit: bool = False


_BRACKETED: Final = re.compile(
    r"\s*[（(【\[]\s*(?P<inside>[^（()）【】\[\]]{1,24})\s*[)）】\]]\s*(?P<tail>[（(][^（()）]*[)）])?\s*[:：]?$"
)
_SPACED: Final = re.compile(r"\s+(?P<inside>[0-9０-９]+(?:[.．][0-9０-９]+)?\s*分)[:：]?$")
_COUNTED_NAME: Final = re.compile(r"(?:附件|附表|表|图|注|附录|之)$")


def split_points(text: str) -> NamePoints:
    """Split a number of points in brackets off the end of a name.

    健康情况(15) has 15 points, 经济运行信息（10.5分） 10.5, （0.5-3.5分） its upper end 3.5 with
    the lower end kept, 加分项（最高5分） a limit of 5. Years (2025), references (附件(1)) and
    shares (30%) are no points.
    """
    stripped = text.strip()
    found = _BRACKETED.search(stripped) or _SPACED.search(stripped)
    if found is None:
        return NamePoints(stripped)
    inside = "".join(_folded(found["inside"]).split())
    name = stripped[: found.start()].rstrip()
    if not name or _COUNTED_NAME.search(name):
        return NamePoints(stripped)
    tail = found.groupdict().get("tail") or ""
    if "分" not in inside and (
        tail or not re.fullmatch(r"\+?\d{1,3}(\.\d+)?([-—~]\d{1,3}(\.\d+)?)?", inside)
    ):
        return NamePoints(stripped)
    read = _points(inside)
    if read is None or read.points is None or read.problem is not None:
        return NamePoints(stripped)
    return NamePoints(name + tail, read.points, read.lowest, read.is_limit)
