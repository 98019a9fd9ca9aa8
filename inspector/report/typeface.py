"""Typefaces: for each role, which face draws a character, how wide it is and how it is fitted."""

from collections.abc import Iterable
from functools import cache as once
from pathlib import Path
from typing import Final, NamedTuple

from inspector import paths
from inspector.report.fonts import Face, Installed, Role, Substitution, installed, table
from inspector.report.lines import CLOSING, OPENING
from inspector.report.outlines import Glyph, Outlines

_HALVES: Final = 0xF0000
"""Marks set in half a square go by characters of a private plane while a line is drawn."""
_ALWAYS_FULL: Final = {
    mark: place for place, marks in ((1.0, "“‘"), (0.0, "”’"), (0.5, "—…·")) for mark in marks
}
"""Marks that some fonts draw narrow, as in Latin text, and where in the square they then stand."""
_LATIN: Final = frozenset(map(chr, range(0x20, 0x7F)))
LATIN_APART: Final = frozenset({Role.BODY, Role.KAI})
"""Roles whose digits and Latin letters are set in the Latin face, if there is one.

Page numbers are in 宋体 throughout (7.5); titles and 黑体 have digits as heavy as their characters.
"""
_BEARING: Final = 0.04
"""How far the ink of a mark may reach into its airy half, in squares, and still be squeezed."""
NO_GLYPH: Final = "□"
"""What a reader sees of a character that no font has."""


def half(mark: str) -> str:
    """Return the character under which a mark is drawn in half a square."""
    return chr(ord(mark) + _HALVES)


def whole(char: str) -> str:
    """Return the mark that a character stands for; all others stand for themselves."""
    return chr(ord(char) - _HALVES) if ord(char) >= _HALVES else char


class Piece(NamedTuple):
    """How a character is drawn: whose glyph, how far to the right, and how far the pen moves.

    Lengths in font units of the face. A glyph of None is drawn as an empty box.
    """

    outlines: Outlines
    char: str
    glyph: Glyph | None
    shift: int
    advance: int


class Typeface:
    """The faces of one role, behind one another; widths are in squares."""

    def __init__(self, role: Role, chain: tuple[Outlines, ...], latin: Outlines | None) -> None:
        self.role = role
        self._chain = chain
        self._latin = latin
        self._pieces: dict[str, Piece] = {}
        self.missing: set[str] = set()
        self.squeezable = frozenset(filter(self._has_air, CLOSING | OPENING))

    def piece(self, char: str) -> Piece:
        """Return how a character, or a mark from `half`, is drawn."""
        piece = self._pieces.get(char)
        if piece is None:
            piece = self._pieces[char] = self._make(char)
        return piece

    def width(self, char: str) -> float:
        """Return how far a character moves the pen, in squares."""
        piece = self.piece(char)
        return piece.advance / piece.outlines.metrics.units

    def _make(self, char: str) -> Piece:
        mark = whole(char)
        outlines, glyph = self._find(mark)
        units = outlines.metrics.units
        if glyph is None:
            self.missing.add(mark)
            return Piece(outlines, mark, None, 0, units)
        if mark != char:
            return Piece(outlines, mark, glyph, -units // 2 * (mark in OPENING), units // 2)
        if mark in _ALWAYS_FULL and glyph.advance != units:
            shift = round((units - glyph.advance) * _ALWAYS_FULL[mark])
            return Piece(outlines, mark, glyph, shift, units)
        return Piece(outlines, mark, glyph, 0, glyph.advance)

    def _find(self, char: str) -> tuple[Outlines, Glyph | None]:
        """Look a character up in the Latin face if it is Latin, then along the chain."""
        if self._latin and char in _LATIN:
            glyph = self._latin.glyph(char)
            if glyph:
                return self._latin, glyph
        for outlines in self._chain:
            glyph = outlines.glyph(char)
            if glyph:
                return outlines, glyph
        return self._chain[0], None

    def _has_air(self, mark: str) -> bool:
        """Tell whether a mark's ink leaves the half that would be taken away."""
        piece = self.piece(mark)
        units = piece.outlines.metrics.units
        if piece.glyph is None or piece.advance != units:
            return False
        left, _, right, _ = piece.glyph.box
        if mark in OPENING:
            return left + piece.shift >= units * (0.5 - _BEARING)
        return right + piece.shift <= units * (0.5 + _BEARING)


class Typefaces:
    """The typefaces of this machine, each made when first asked for."""

    def __init__(self, fonts: Installed, kept: Path | None) -> None:
        self._fonts = fonts
        self._kept = kept
        self._outlines: dict[Face, Outlines] = {}
        self._made: dict[Role, Typeface] = {}

    def typeface(self, role: Role) -> Typeface:
        """Return a role's typeface; raises Refused (`report.no_font`) without Chinese fonts."""
        if role not in self._made:
            latin = self._fonts.own(Role.LATIN) if role in LATIN_APART else None
            self._made[role] = Typeface(
                role,
                tuple(map(self._drawn, self._fonts.chain(role))),
                self._drawn(latin.face) if latin else None,
            )
        return self._made[role]

    def substitutions(self, used: Iterable[tuple[Role, Iterable[str]]]) -> tuple[Substitution, ...]:
        """Name the substitutions of a paper from the characters it set in each role."""
        found: dict[Substitution, None] = {}
        for role, chars in used:
            if choice := self._fonts.choose(role).substitution:
                found[choice] = None
            for char in sorted(self.typeface(role).missing.intersection(chars)):
                found[Substitution(role=table()[role].name, wanted=char, used=NO_GLYPH)] = None
        return tuple(found)

    def keep(self) -> None:
        """Keep the outlines drawn so far for the next process."""
        for outlines in self._outlines.values():
            outlines.keep()

    def _drawn(self, face: Face) -> Outlines:
        if face not in self._outlines:
            self._outlines[face] = Outlines(face.file, self._kept)
        return self._outlines[face]


@once
def typefaces() -> Typefaces:
    """Return the typefaces of this machine."""
    return Typefaces(installed(), paths.cache() / "outlines")


Colour = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""
BLACK: Final[Colour] = (0.0, 0.0, 0.0)


class Style:
    """A typeface in a size and a colour, with what is added after each character; points."""

    __slots__ = ("_widths", "colour", "size", "tracking", "typeface")

    def __init__(
        self, typeface: Typeface, size: float, tracking: float = 0.0, colour: Colour = BLACK
    ) -> None:
        self.typeface = typeface
        self.size = size
        self.tracking = tracking
        self.colour = colour
        self._widths = _Widths(typeface, size, tracking)

    @property
    def square(self) -> float:
        """Return what a full-width character takes on a line."""
        return self.size + self.tracking

    def widths(self, text: str) -> list[float]:
        """Return how far each character of a text moves the pen."""
        return list(map(self._widths.__getitem__, text))

    def width(self, text: str) -> float:
        """Return how wide a text is."""
        return sum(map(self._widths.__getitem__, text))


class _Widths(dict[str, float]):
    def __init__(self, typeface: Typeface, size: float, tracking: float) -> None:
        super().__init__()
        self._typeface, self._size, self._tracking = typeface, size, tracking

    def __missing__(self, char: str) -> float:
        width = self._typeface.width(char) * self._size + self._tracking
        self[char] = width
        return width
