"""Exact marks: integers of ten-thousandths, and the few roundings that papers publish."""

import re
from fractions import Fraction
from typing import Final, NewType

Mark = NewType("Mark", int)
"""Ten-thousandths of a mark: 4.25 marks are 42500. Real schemes print four decimals."""

ONE: Final = Mark(10_000)
PLACES: Final = 4
_NUMBER: Final = re.compile(r"([+-]?)(\d*)(?:\.(\d*))?")


def parse_mark(text: str) -> Mark:
    """Read a plain decimal number such as "4", "0.5" or "-1.2000" as a mark.

    Raises ValueError when the text is no plain decimal or needs more than four places.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None or not (found[2] or found[3]):
        raise ValueError(f"not a decimal number: {text!r}")
    decimals = (found[3] or "").rstrip("0")
    if len(decimals) > PLACES or len(found[2]) > 9:
        raise ValueError(f"not a mark: {text!r}")
    value = int(found[2] or "0") * ONE + int(decimals.ljust(PLACES, "0"))
    return Mark(-value if found[1] == "-" else value)


def format_mark(mark: int, places: int = 2) -> str:
    """Return a mark with the given number of decimals, rounded half up, as papers print it."""
    rounded = round_half_up(Fraction(mark), places)
    sign, digits = ("-" if rounded < 0 else ""), f"{abs(rounded):05d}"
    whole, decimals = digits[:-PLACES], digits[-PLACES:][:places]
    return f"{sign}{whole}.{decimals}" if places else f"{sign}{whole}"


def plain_mark(mark: int) -> str:
    """Return a mark with as many decimals as it has and no more: 4, 0.5, 1.2345."""
    text = format_mark(mark, PLACES)
    return text.rstrip("0").rstrip(".")


def decimals(mark: int) -> int:
    """Return how many decimals a mark has."""
    return len(f"{abs(mark) % ONE:0{PLACES}d}".rstrip("0"))


def whole_mark(mark: int, places: int = 2) -> str:
    """Return a mark with at least `places` decimals, and with all it has: 4.20, 0.0625."""
    return format_mark(mark, max(places, decimals(mark)))


def share(part: int, whole: int) -> int | None:
    """Return part ÷ whole in ten-thousandths, rounded half up, or None without a whole."""
    if whole <= 0:
        return None
    size = (20_000 * abs(part) + whole) // (2 * whole)
    return -size if part < 0 else size


def percent(share: int) -> str:
    """Return a share in ten-thousandths as papers print rates: 88.46%."""
    return f"{format_mark(share * 100)}%"


def plain_percent(share: int) -> str:
    """Return a share in ten-thousandths as schemes write weights: 30%, 12.5%."""
    return f"{plain_mark(share * 100)}%"


def round_half_up(value: Fraction | int, places: int = 2) -> Mark:
    """Round a number of ten-thousandths to a mark of that many decimals, halves away from zero."""
    step = 10 ** (PLACES - places)
    numerator, denominator = abs(value.numerator), value.denominator * step
    steps = (2 * numerator + denominator) // (2 * denominator)
    return Mark((-steps if value < 0 else steps) * step)


def ceil_div(numerator: int, denominator: int) -> int:
    """Divide two integers, rounding towards plus infinity."""
    return -(-numerator // denominator)
