"""Icons drawn from the glyphs of qtawesome's font of Material Design, sharp at every scale.

The font and its table of names are read where qtawesome keeps them. The package itself loads every
font it has and half of Qt with them, which took a third of the window's whole start.
"""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

_PACKAGE: Final = "qtawesome"
_PREFIX: Final = "mdi6."
_FONT: Final = "materialdesignicons6-webfont-*.ttf"
_NAMES: Final = "materialdesignicons6-webfont-charmap-*.json"
_OF_HEIGHT: Final = 0.875
"""How much of an icon's height its glyph is set in; the rest is the glyph's own margin."""


@cache
def icon(name: str, colour: str, off: str) -> QIcon:
    """Return an icon by its name in qtawesome, `mdi6.…`; `off` is its colour when disabled.

    Raises KeyError for a name the font does not know.
    """
    glyph = chr(_glyphs()[name.removeprefix(_PREFIX)])
    return QIcon(_Glyph(glyph, QColor(colour), QColor(off)))


def names() -> frozenset[str]:
    """Return every name that `icon` knows."""
    return frozenset(f"{_PREFIX}{name}" for name in _glyphs())


class _Glyph(QIconEngine):
    """Draws one glyph in the middle of whatever size is asked for."""

    def __init__(self, glyph: str, colour: QColor, off: QColor) -> None:
        super().__init__()
        self._glyph, self._colour, self._off = glyph, colour, off

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        mode: QIcon.Mode,
        state: QIcon.State,  # noqa: ARG002
    ) -> None:
        font = QFont(_family())
        font.setPixelSize(max(round(rect.height() * _OF_HEIGHT), 1))
        painter.save()
        painter.setFont(font)
        painter.setPen(self._off if mode is QIcon.Mode.Disabled else self._colour)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._glyph)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Glyph(self._glyph, self._colour, self._off)


@cache
def _folder() -> Path:
    spec = find_spec(_PACKAGE)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "fonts"


@cache
def _glyphs() -> dict[str, int]:
    """Return the code of each glyph by its name."""
    (file,) = _folder().glob(_NAMES)
    named = json.loads(file.read_text(encoding="utf-8"))
    return {name: int(code, 16) for name, code in named.items()}


@cache
def _family() -> str:
    (file,) = _folder().glob(_FONT)
    number = QFontDatabase.addApplicationFont(str(file))
    return QFontDatabase.applicationFontFamilies(number)[0]
