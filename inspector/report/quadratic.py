"""Cubic contours as the record of a TrueType glyph: quadratic curves in whole font units."""

import struct
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import floor
from typing import Final

from fontTools.cu2qu import curve_to_quadratic

from inspector.report.charstrings import Contour

_ON: Final = 1
_X_SHORT, _Y_SHORT = 2, 4
_REPEATED: Final = 8
_X_SAME_OR_UP, _Y_SAME_OR_UP = 16, 32
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
    flags, across, up = [], bytearray(), bytearray()
    for (x0, y0, _), (x, y, on) in pairwise([(0, 0, 0), *points]):
        flag = on
        dx, dy = x - x0, y - y0
        if not dx:
            flag |= _X_SAME_OR_UP
        elif -_SHORT_REACH <= dx <= _SHORT_REACH:
            flag |= _X_SHORT | (_X_SAME_OR_UP if dx > 0 else 0)
            across.append(abs(dx))
        else:
            across += dx.to_bytes(2, signed=True)
        if not dy:
            flag |= _Y_SAME_OR_UP
        elif -_SHORT_REACH <= dy <= _SHORT_REACH:
            flag |= _Y_SHORT | (_Y_SAME_OR_UP if dy > 0 else 0)
            up.append(abs(dy))
        else:
            up += dy.to_bytes(2, signed=True)
        flags.append(flag)
    return bytes(_repeated(flags)) + bytes(across) + bytes(up)


def _repeated(flags: Sequence[int]) -> Iterable[int]:
    at = 0
    while at < len(flags):
        flag, count = flags[at], 1
        while at + count < len(flags) and flags[at + count] == flag and count <= _MOST_REPEATS:
            count += 1
        if count > 1:
            yield flag | _REPEATED
            yield count - 1
        else:
            yield flag
        at += count
