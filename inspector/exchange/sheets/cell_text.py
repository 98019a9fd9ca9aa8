"""Text in a cell: what a workbook can hold, how it is written, and when two cells say the same."""

import re
from typing import Final

CELL_LIMIT: Final = 32_767
"""Characters (UTF-16 units) a cell holds, by the limits of the .xlsx format."""
_KEPT: Final = 32_000
CUT_SHORT: Final = "……（内容过长，本格只列出前一部分，请勿在表中修改）"

_LITERAL_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CONTROL: Final = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f]")
IMPOSSIBLE: Final = re.compile("[\x00\ufffe\uffff\ud800-\udfff]")
"""What no XML can hold, in whatever way it is written."""
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LINE_END: Final = re.compile("\r\n?")
_LOOKS_LIKE_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "'")


def shown(text: str) -> str:
    r"""Return text as a cell can show it.

    Line ends become \n; NUL, lone surrogates and the two non-characters, which no XML can
    hold, become the replacement character; what is longer than a cell is cut short and says so.
    """
    text = IMPOSSIBLE.sub("\ufffd", _LINE_END.sub("\n", text))
    if is_too_long(text):
        return _first_units(text, _KEPT) + CUT_SHORT
    return text


def is_too_long(text: str) -> bool:
    """Whether text, once escaped, is longer than a cell."""
    if len(text) * 7 <= CELL_LIMIT:
        return False
    return len(escaped(text).encode("utf-16-le", "replace")) // 2 > CELL_LIMIT


def _first_units(text: str, limit: int) -> str:
    """Return the longest beginning of text that fits once escaped, and leaves room to say so."""
    short = text[:limit]
    while len(escaped(short).encode("utf-16-le", "replace")) // 2 > limit:
        short = short[: len(short) * 9 // 10]
    return short


def escaped(text: str) -> str:
    """Return text as the file stores it: control characters as _x0001_, the like of it shielded."""
    return _CONTROL.sub(
        lambda found: f"_x{ord(found[0]):04X}_", _LITERAL_ESCAPE.sub("_x005F_", text)
    )


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take text for a formula once somebody edits its cell."""
    return text.startswith(_LOOKS_LIKE_FORMULA)


def same_text(one: str, other: str) -> bool:
    """Whether two cell texts say the same.

    LibreOffice shields the like of _x0041_ once too seldom, so what differs only in such shields
    is the same.
    """
    if one == other:
        return True
    one, other = _LINE_END.sub("\n", one), _LINE_END.sub("\n", other)
    if one == other:
        return True
    return "_x" in one + other and _unshielded(one) == _unshielded(other)


def _unshielded(text: str) -> str:
    before = ""
    while before != text:
        before = text
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return text
