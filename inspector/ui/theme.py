"""How the program looks: colours by role, light and dark, fonts, spacing, icons."""

from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from inspector import paths
from inspector.ui.icons import icon

GAP: Final = 8
"""Pixels between things that belong together."""
MARGIN: Final = 16
"""Pixels between groups, and around them."""

_FAMILIES: Final = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
)
"""Faces for the screen that hold Chinese, best first."""
_POINT_SIZE: Final = 10


class Appearance(StrEnum):
    """Which colours: the system's choice, or one of two."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours by what they are for, as #rrggbb."""

    window: str
    """Behind everything."""
    surface: str
    """Lists, fields, pages of text."""
    raised: str
    """Cards and heads of tables."""
    rail: str
    rail_text: str
    border: str
    text: str
    muted: str
    """Text of less weight; still readable on every ground here."""
    accent: str
    on_accent: str
    selection: str
    hover: str
    good: str
    warning: str
    bad: str
    off: str
    """What does not count: not applicable, withdrawn."""
    good_ground: str
    warning_ground: str
    bad_ground: str
    column_a: str
    column_b: str
    column_c: str
    column_d: str
    """Grounds that tell neighbouring columns of a sheet apart; each also bears its word."""


LIGHT: Final = Colours(
    window="#f3f5f8",
    surface="#ffffff",
    raised="#eaeef3",
    rail="#1f3a5f",
    rail_text="#e6edf6",
    border="#cbd3dd",
    text="#1c2530",
    muted="#55626f",
    accent="#1d5fae",
    on_accent="#ffffff",
    selection="#d3e4f8",
    hover="#e8f0fa",
    good="#1b7a43",
    warning="#8a5a00",
    bad="#b3261e",
    off="#6a7480",
    good_ground="#e0f2e6",
    warning_ground="#fdf1d6",
    bad_ground="#fbe4e2",
    column_a="#dcebfb",
    column_b="#e3f2e1",
    column_c="#fbf0d8",
    column_d="#f1e4f6",
)
DARK: Final = Colours(
    window="#1b1f24",
    surface="#22272e",
    raised="#2b313a",
    rail="#14181d",
    rail_text="#d5dde6",
    border="#3d4650",
    text="#e3e8ee",
    muted="#a3afbb",
    accent="#6fb0f5",
    on_accent="#0c1a29",
    selection="#2c4a6b",
    hover="#2a3440",
    good="#6fcf97",
    warning="#e8b653",
    bad="#f28b82",
    off="#8d99a5",
    good_ground="#1f3a2a",
    warning_ground="#41351a",
    bad_ground="#4a2623",
    column_a="#233a54",
    column_b="#263d2b",
    column_c="#423a22",
    column_d="#3a2c45",
)


class Theme(QObject):
    """The appearance in use; `changed` follows when it becomes another."""

    changed = Signal()

    def __init__(
        self, application: QApplication, appearance: Appearance = Appearance.SYSTEM
    ) -> None:
        super().__init__(application)
        self._application = application
        self._appearance = appearance
        self.colours = LIGHT
        application.setStyle(QStyleFactory.create("Fusion"))
        application.setFont(_screen_font())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on dark ground."""
        return self.colours is DARK

    def choose(self, appearance: Appearance) -> None:
        """Use another appearance from now on."""
        self._appearance = appearance
        self._apply()
        self.changed.emit()

    def colour(self, role: str) -> QColor:
        """Return the colour of a role of `Colours`."""
        return _colour(getattr(self.colours, role))

    def icon(self, name: str, role: str = "muted") -> QIcon:
        """Return an icon by its name in qtawesome, in the colour of a role."""
        return icon(name, getattr(self.colours, role), self.colours.off)

    def fixed_digits(self, font: QFont) -> QFont:
        """Return a font whose digits are all of one width, for columns of marks."""
        fixed = QFont(font)
        fixed.setFeature(QFont.Tag("tnum"), 1)
        return fixed

    def _follow_system(self) -> None:
        if self._appearance is Appearance.SYSTEM:
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        if self._appearance is Appearance.SYSTEM:
            scheme = QGuiApplication.styleHints().colorScheme()
            self.colours = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        else:
            self.colours = DARK if self._appearance is Appearance.DARK else LIGHT
        self._application.setPalette(_palette(self.colours))
        sheet = (paths.resources() / "theme.qss").read_text(encoding="utf-8")
        icons = (paths.resources() / "icons").as_posix()
        sheet = sheet.replace("@icons@", icons)
        sheet = sheet.replace("@mode@", "dark" if self.is_dark else "light")
        for field in fields(Colours):
            sheet = sheet.replace(f"@{field.name}@", getattr(self.colours, field.name))
        self._application.setStyleSheet(sheet)


def _screen_font() -> QFont:
    present = set(QFontDatabase.families())
    font = QFont(QApplication.font())
    families = [family for family in _FAMILIES if family in present]
    if families:
        font.setFamilies(families)
    font.setPointSize(_POINT_SIZE)
    return font


@cache
def _colour(name: str) -> QColor:
    return QColor(name)


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, name in (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.raised),
        (role.Text, colours.text),
        (role.Button, colours.raised),
        (role.ButtonText, colours.text),
        (role.Highlight, colours.selection),
        (role.HighlightedText, colours.text),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Link, colours.accent),
        (role.Mid, colours.border),
        (role.Light, colours.surface),
        (role.Dark, colours.border),
        (role.Accent, colours.accent),
    ):
        palette.setColor(which, _colour(name))
    for which in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, _colour(colours.off))
    return palette
