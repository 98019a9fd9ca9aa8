"""Typefaces of papers: which face of this machine sets each role, and which ones are stand-ins."""

from pathlib import Path

from inspector import settings
from inspector.domain.errors import Refused
from inspector.domain.typeface import Typeface
from inspector.report import fonts


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
