"""What characters take of a line: as a style draws them, or as plain squares."""

from typing import Protocol


class Measured(Protocol):
    """What knows how broad text is: a style of the PDF, or the squares of a DOCX; points."""

    @property
    def square(self) -> float:
        """Return what a full-width character takes."""
        ...

    def widths(self, text: str) -> list[float]:
        """Return how far each character moves the pen."""
        ...

    def width(self, text: str) -> float:
        """Return how wide a text is."""
        ...


class Squares:
    """Characters as plain squares, where no font is asked: Latin ones take half."""

    def __init__(self, size: float) -> None:
        self.square = size

    def widths(self, text: str) -> list[float]:
        """Return how far each character moves the pen, points."""
        return [self.square / 2 if char.isascii() else self.square for char in text]

    def width(self, text: str) -> float:
        """Return how wide a text is, points."""
        return sum(self.widths(text))
