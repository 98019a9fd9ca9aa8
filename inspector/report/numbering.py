"""What numbers headings and annexes: 一、 （一） 1. （1）, counted while a paper is written."""

from typing import Final

LEVELS: Final = 4
_DIGITS: Final = "零一二三四五六七八九"


class Numbering:
    """Counts the headings of one paper; a heading starts the levels beneath it anew."""

    def __init__(self) -> None:
        self._counts = [0] * LEVELS

    def next(self, level: int) -> str:
        """Return the number of the next heading of a level from 1 to 4, with its marks."""
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (LEVELS - level)
        return numeral(level, self._counts[level - 1])


def numeral(level: int, count: int) -> str:
    """Return the number of the given level: 一、 （一） 1. （1） (GB/T 9704-2012, 7.3.3)."""
    if level == 1:
        return f"{chinese(count)}、"
    if level == 2:
        return f"（{chinese(count)}）"
    return f"{count}." if level == 3 else f"（{count}）"


def closing_mark(heading: str) -> str:
    """Return the mark that closes a heading before text runs on, if it has none of its own."""
    return "。" if heading and not heading.endswith(("。", "：", "？", "！")) else ""


def annex_label(number: int, count: int) -> str:
    """Return 附件 over one of `count` annexes, with its number where there are several (7.3.7)."""
    return f"附件{number}" if count > 1 else "附件"


def chinese(count: int) -> str:
    """Return a whole number from 1 to 999 in Chinese numerals: 十, 二十一, 一百零五."""
    hundreds, below = divmod(count, 100)
    tens, ones = divmod(below, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")
