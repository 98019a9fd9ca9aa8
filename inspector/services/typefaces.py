"""Typefaces of papers: which face of this machine sets each role, and which ones are stand-ins."""

from dataclasses import dataclass
from pathlib import Path

from inspector import settings
from inspector.domain.errors import Refused
from inspector.report import fonts


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeface:
    """One role of a paper's type; without `used` this machine has nothing that could set it."""

    role: str
    """Its Chinese name, such as 仿宋."""
    wanted: str
    used: str = ""
    file: Path | None = None
    is_genuine: bool = False


def overview() -> tuple[Typeface, ...]:
    """Return each role's face as found now, the office's own font folders first."""
    installed = fonts.searched_anew()
    return tuple(_typeface(installed, role) for role in fonts.table())


def folders() -> tuple[str, ...]:
    """Return the office's own font folders as set on this machine."""
    return settings.load().font_folders


def _typeface(installed: fonts.Installed, role: fonts.Role) -> Typeface:
    named = fonts.table()[role]
    wanted = named.genuine[0]
    try:
        choice = installed.choose(role)
    except Refused:
        return Typeface(role=named.name, wanted=wanted)
    return Typeface(
        role=named.name,
        wanted=wanted,
        used=choice.face.shown,
        file=Path(choice.face.file.path),
        is_genuine=choice.substitution is None,
    )
