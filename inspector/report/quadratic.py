"""Cubic contours as the record of a TrueType glyph: quadratic curves in whole font units."""

import struct
from collections.abc import Iterable, Sequence
from math import floor
from typing import Final

from fontTools.cu2qu import curve_to_quadratic

from inspector.report.charstrings import Contour

_ON: Final = 1
_X_SHORT, _Y_SHORT = 2, 4
_REPEATED: Final = 8
_X_SAME_OR_UP, _Y_SAME_OR_UP = 16, 32
_X_SHORT_UP, _Y_SHORT_UP = _X_SHORT | _X_SAME_OR_UP, _Y_SHORT | _Y_SAME_OR_UP
_MOST_REPEATS: Final = 255
_SHORT_REACH: Final = 255

Placed = tuple[int, int, int]
"""A point in font units, and whether it is on the curve."""


def record(contours: Iterable[Contour], error: float) -> bytes:
    """Return the `glyf` record of contours, empty for a blank.

    A quadratic curve leaves the cubic one by no more than `error` font units. Contours are turned
    round: TrueType fills to the right of its outlines, PostScript to the left.
    """
    drawn = [points for one in contours if (points := _points(one, error))]
    if not drawn:
        return b""
    every = [point for points in drawn for point in points]
    across, up = [x for x, _y, _on in every], [y for _x, y, _on in every]
    box = (min(across), min(up), max(across), max(up))
    ends, last = [], -1
    for points in drawn:
        last += len(points)
        ends.append(last)
    head = struct.pack(f">h4h{len(ends)}HH", len(ends), *box, *ends, 0)
    return head + _packed(every)


def _points(contour: Contour, error: float) -> list[Placed]:
    """Return a contour's points the other way round, from the point where it begins."""
    (x, y), segments = contour
    points: list[Placed] = [(floor(x + 0.5), floor(y + 0.5), _ON)]
    add = points.append
    for segment in segments:
        if len(segment) > 1:
            for right, up in curve_to_quadratic(((x, y), *segment), error)[1:-1]:
                add((floor(right + 0.5), floor(up + 0.5), 0))
        x, y = segment[-1]
        add((floor(x + 0.5), floor(y + 0.5), _ON))
    if len(points) > 1 and points[-1] == points[0]:
        points.pop()
    if len(points) < 3:
        return []
    return [points[0], *reversed(points[1:])]


def _packed(points: Sequence[Placed]) -> bytes:
    """Return flags and steps from point to point, the shortest way."""
    flags, across, up = bytearray(), bytearray(), bytearray()
    last = -1
    repeats = 0
    x0 = y0 = 0
    for x, y, flag in points:
        dx, dy = x - x0, y - y0
        x0, y0 = x, y
        if not dx:
            flag |= _X_SAME_OR_UP
        elif 0 < dx <= _SHORT_REACH:
            flag |= _X_SHORT_UP
            across.append(dx)
        elif -_SHORT_REACH <= dx < 0:
            flag |= _X_SHORT
            across.append(-dx)
        else:
            across += dx.to_bytes(2, signed=True)
        if not dy:
            flag |= _Y_SAME_OR_UP
        elif 0 < dy <= _SHORT_REACH:
            flag |= _Y_SHORT_UP
            up.append(dy)
        elif -_SHORT_REACH <= dy < 0:
            flag |= _Y_SHORT
            up.append(-dy)
        else:
            up += dy.to_bytes(2, signed=True)
        if flag != last or repeats == _MOST_REPEATS:
            flags.append(flag)
            last, repeats = flag, 0
        elif repeats:
            repeats += 1
            flags[-1] = repeats
        else:
            repeats = 1
            flags[-1] |= _REPEATED
            flags.append(1)
    return bytes(flags + across + up)
