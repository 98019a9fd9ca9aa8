"""Type 2 charstrings carried out: a glyph's program becomes its contours (Adobe's Note 5177).

Only drawing counts here. Hints are passed over, and so is the width, which `hmtx` says as well.
"""

from collections.abc import Callable, Mapping
from typing import Final, Protocol

Point = tuple[float, float]
Segment = tuple[Point, ...]
"""The end of a line, or the two controls and the end of a cubic curve."""
Contour = tuple[Point, list[Segment]]
"""Where it begins, and its segments in order; it closes itself."""

_DEEPEST: Final = 10
"""Subroutines within subroutines, as the note allows them."""
_FIXED: Final = 65536.0
_ENDCHAR, _RETURN, _ESCAPE, _SHORT = 14, 11, 12, 28
_CALL, _CALL_GLOBAL = 10, 29
_CALLS: Final = frozenset({_CALL, _CALL_GLOBAL})
_STEMS: Final = frozenset({1, 3, 18, 23})
_MASKS: Final = frozenset({19, 20})


class UnreadableOutline(Exception):
    """A glyph, or its font, is not laid out as is read here."""


class Subrs(Protocol):
    """Programs by number."""

    def __len__(self) -> int: ...

    def __getitem__(self, number: int) -> bytes: ...


def contours(program: bytes, local: Subrs, shared: Subrs) -> list[Contour]:
    """Carry a glyph's program out. Raises UnreadableOutline for operators that are not drawing."""
    drawing = _Drawing(local, shared)
    drawing.run(program, 0)
    return drawing.contours


class _Drawing:
    """The pen, the stack of numbers, and how many hints there were."""

    def __init__(self, local: Subrs, shared: Subrs) -> None:
        self.contours: list[Contour] = []
        self._segments: list[Segment] = []
        self._x = self._y = 0.0
        self._stack: list[float] = []
        self._stems = 0
        self._local, self._shared = local, shared
        self._local_bias, self._shared_bias = _bias(local), _bias(shared)

    def run(self, program: bytes, depth: int) -> bool:
        """Carry a program out; True where it ends the glyph."""
        if depth > _DEEPEST:
            raise UnreadableOutline
        stack = self._stack
        at, end = 0, len(program)
        while at < end:
            byte = program[at]
            at += 1
            if byte >= 32:
                if byte <= 246:
                    stack.append(byte - 139)
                elif byte <= 250:
                    stack.append((byte - 247) * 256 + program[at] + 108)
                    at += 1
                elif byte <= 254:
                    stack.append(-(byte - 251) * 256 - program[at] - 108)
                    at += 1
                else:
                    stack.append(int.from_bytes(program[at : at + 4], signed=True) / _FIXED)
                    at += 4
            elif byte == _SHORT:
                stack.append(int.from_bytes(program[at : at + 2], signed=True))
                at += 2
            elif byte in _CALLS:
                if self._call(byte == _CALL_GLOBAL, depth):
                    return True
            elif byte == _RETURN:
                return False
            elif byte == _ENDCHAR:
                if len(stack) >= 4:  # An accent put together of two glyphs, of old.
                    raise UnreadableOutline
                return True
            elif byte in _MASKS:
                self._stems += len(stack) // 2
                stack.clear()
                at += (self._stems + 7) // 8
            elif byte in _STEMS:
                self._stems += len(stack) // 2
                stack.clear()
            else:
                code = byte
                if byte == _ESCAPE:
                    code = byte << 8 | program[at]
                    at += 1
                draw = _DRAWN.get(code)
                if draw is None:
                    raise UnreadableOutline
                draw(self)
                stack.clear()
        return False

    def _call(self, is_shared: bool, depth: int) -> bool:
        number = int(self._stack.pop())
        if is_shared:
            return self.run(self._shared[number + self._shared_bias], depth + 1)
        return self.run(self._local[number + self._local_bias], depth + 1)

    # Moving and drawing --------------------------------------------------------------------------

    def _move(self, dx: float, dy: float) -> None:
        self._x += dx
        self._y += dy
        self._segments = []
        self.contours.append(((self._x, self._y), self._segments))

    def _line(self, dx: float, dy: float) -> None:
        self._x += dx
        self._y += dy
        self._segments.append(((self._x, self._y),))

    def _curve(
        self, dxa: float, dya: float, dxb: float, dyb: float, dxc: float, dyc: float
    ) -> None:
        xa, ya = self._x + dxa, self._y + dya
        xb, yb = xa + dxb, ya + dyb
        self._x, self._y = xb + dxc, yb + dyc
        self._segments.append(((xa, ya), (xb, yb), (self._x, self._y)))

    def rmoveto(self) -> None:
        dx, dy = self._stack[-2:]
        self._move(dx, dy)

    def hmoveto(self) -> None:
        self._move(self._stack[-1], 0)

    def vmoveto(self) -> None:
        self._move(0, self._stack[-1])

    def rlineto(self) -> None:
        self._lines(self._stack)

    def hlineto(self) -> None:
        self._turning_lines(True)

    def vlineto(self) -> None:
        self._turning_lines(False)

    def rrcurveto(self) -> None:
        self._curves(self._stack)

    def rcurveline(self) -> None:
        self._curves(self._stack[:-2])
        self._lines(self._stack[-2:])

    def rlinecurve(self) -> None:
        self._lines(self._stack[:-6])
        self._curves(self._stack[-6:])

    def vvcurveto(self) -> None:
        numbers = self._stack
        first, at = (numbers[0], 1) if len(numbers) % 4 else (0, 0)
        for place in range(at, len(numbers) - 3, 4):
            a, bx, by, c = numbers[place : place + 4]
            self._curve(first, a, bx, by, 0, c)
            first = 0

    def hhcurveto(self) -> None:
        numbers = self._stack
        first, at = (numbers[0], 1) if len(numbers) % 4 else (0, 0)
        for place in range(at, len(numbers) - 3, 4):
            a, bx, by, c = numbers[place : place + 4]
            self._curve(a, first, bx, by, c, 0)
            first = 0

    def vhcurveto(self) -> None:
        self._turning_curves(False)

    def hvcurveto(self) -> None:
        self._turning_curves(True)

    def hflex(self) -> None:
        a, bx, by, c, d, e, f = self._stack[:7]
        self._curve(a, 0, bx, by, c, 0)
        self._curve(d, 0, e, -by, f, 0)

    def flex(self) -> None:
        self._curves(self._stack[:12])

    def hflex1(self) -> None:
        ax, ay, bx, by, c, d, ex, ey, f = self._stack[:9]
        self._curve(ax, ay, bx, by, c, 0)
        self._curve(d, 0, ex, ey, f, -(ay + by + ey))

    def flex1(self) -> None:
        numbers = self._stack[:11]
        dx, dy = sum(numbers[0:10:2]), sum(numbers[1:10:2])
        last = (numbers[10], -dy) if abs(dx) > abs(dy) else (-dx, numbers[10])
        self._curves([*numbers[:10], *last])

    def _lines(self, numbers: list[float]) -> None:
        for at in range(0, len(numbers) - 1, 2):
            self._line(numbers[at], numbers[at + 1])

    def _curves(self, numbers: list[float]) -> None:
        for at in range(0, len(numbers) - 5, 6):
            self._curve(*numbers[at : at + 6])

    def _turning_lines(self, is_across: bool) -> None:
        for length in self._stack:
            self._line(*((length, 0) if is_across else (0, length)))
            is_across = not is_across

    def _turning_curves(self, is_across: bool) -> None:
        """Draw curves that begin across and up in turn; the last may end as it likes."""
        numbers = self._stack
        count = len(numbers)
        for at in range(0, count - 3, 4):
            a, bx, by, c = numbers[at : at + 4]
            last = numbers[at + 4] if count - at == 5 else 0
            if is_across:
                self._curve(a, 0, bx, by, last, c)
            else:
                self._curve(0, a, bx, by, c, last)
            is_across = not is_across


_DRAWN: Final[Mapping[int, Callable[[_Drawing], None]]] = {
    4: _Drawing.vmoveto,
    5: _Drawing.rlineto,
    6: _Drawing.hlineto,
    7: _Drawing.vlineto,
    8: _Drawing.rrcurveto,
    21: _Drawing.rmoveto,
    22: _Drawing.hmoveto,
    24: _Drawing.rcurveline,
    25: _Drawing.rlinecurve,
    26: _Drawing.vvcurveto,
    27: _Drawing.hhcurveto,
    30: _Drawing.vhcurveto,
    31: _Drawing.hvcurveto,
    _ESCAPE << 8 | 34: _Drawing.hflex,
    _ESCAPE << 8 | 35: _Drawing.flex,
    _ESCAPE << 8 | 36: _Drawing.hflex1,
    _ESCAPE << 8 | 37: _Drawing.flex1,
}


def _bias(subrs: Subrs) -> int:
    count = len(subrs)
    if count < 1240:
        return 107
    return 1131 if count < 33900 else 32768
