"""What a unit wrote into one cell of a reply: several fields in one, a person, a day as typed."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from inspector.exchange.replies.form import Held, ReplyField
from inspector.exchange.sheets.cell_text import same_text, shown
from inspector.exchange.sheets.cell_values import Unreadable, read_time
from inspector.exchange.sheets.known import folded

_ADDRESS: Final = r"(?:https?://|www\.)[^\s，。；、（）《》“”]+"
_IN_TEXT: Final = re.compile(_ADDRESS, re.IGNORECASE)
_LINE_OF_ADDRESS: Final = re.compile(
    rf"(?:[\w（）()]{{0,8}}(?:链接|网址|地址)[:：]\s*)?(?P<address>{_ADDRESS})[。；;,，]?",
    re.IGNORECASE,
)
_HAN_DAY: Final = re.compile(
    r"(?P<year>二[〇○零][〇○零一二三四五六七八九]{2})年"
    r"(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})[日号]"
)
_DIGITS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def changes(
    held: Held, text: str, before: Mapping[ReplyField, str]
) -> Iterator[tuple[ReplyField, str]]:
    """Yield the fields of a cell that say something else than before, "" for an emptied one."""
    if _same(held, text, "\n".join(filter(None, (before.get(one, "") for one in held)))):
        return
    for one, part in _parts(held, text):
        if not _same((one,), part, before.get(one, "")):
            yield one, part


def read_day(text: str, on: date | None) -> date:
    """Read a day in figures or in Chinese numerals; without its year it is the one nearest `on`.

    Raises Unreadable for what is no day, and for one without a year where `on` is None.
    """
    plain = _figures(folded(text)) if "月" in text else text
    try:
        return read_time(plain, None).date()
    except Unreadable:
        near = [] if on is None else list(_days(plain, on.year))
        if on is None or not near:
            raise
        return min(near, key=lambda day: abs(day - on))


def _days(text: str, year: int) -> Iterator[date]:
    for one in (year - 1, year, year + 1):
        try:
            yield read_time(text, one).date()
        except Unreadable:
            continue


def _figures(text: str) -> str:
    found = _HAN_DAY.fullmatch(text)
    if found is None:
        return text
    year = found["year"].translate(_DIGITS)
    return f"{year}年{_counted(found['month'])}月{_counted(found['day'])}日"


def _counted(han: str) -> int:
    """Return the number that a numeral below a hundred says: 十 10, 十二 12, 二十 20."""
    tens, ten, ones = han.rpartition("十")
    if not ten:
        return int(han.translate(_DIGITS))
    return int((tens or "一").translate(_DIGITS)) * 10 + int((ones or "〇").translate(_DIGITS))


def _same(held: Held, text: str, before: str) -> bool:
    if same_text(text, shown(before).strip()) or text.split() == before.split():
        return True
    return held == (ReplyField.COMPLETED,) and _same_day(text, before)


def _same_day(text: str, before: str) -> bool:
    """Whether a day is the one that went out, whatever form a spreadsheet gave it."""
    if not text or not before:
        return False
    try:
        day = read_day(before, None)
        return read_day(text, day) == day
    except Unreadable:
        return False


def _parts(held: Held, text: str) -> Iterator[tuple[ReplyField, str]]:
    if held == (ReplyField.PERSON,):
        yield ReplyField.PERSON, " ".join(text.split())
    elif len(held) == 1:
        yield held[0], text
    else:
        yield from zip((ReplyField.RESULT, ReplyField.LINK), _result_and_link(text), strict=True)


def _result_and_link(text: str) -> tuple[str, str]:
    """Part lines that are an address from the words; without such lines the words name it."""
    words: list[str] = []
    addresses: list[str] = []
    for line in text.splitlines():
        found = _LINE_OF_ADDRESS.fullmatch(line.strip())
        if found is None:
            words.append(line)
        else:
            addresses.append(found["address"])
    named = addresses or _IN_TEXT.findall(text)
    return "\n".join(words).strip(), "\n".join(named)
