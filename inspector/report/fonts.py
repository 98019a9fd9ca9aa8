"""Fonts by role: which faces of this machine set 仿宋, 小标宋, 楷体, 黑体 and 宋体."""

import contextlib
import json
import os
import struct
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache as once
from pathlib import Path
from typing import Any, Final, NamedTuple

from fontTools.ttLib import TTFont, TTLibError

from inspector import paths, settings
from inspector.domain.errors import refused
from inspector.report.outlines import FaceFile

_SUFFIXES: Final = frozenset({".ttf", ".ttc", ".otf", ".otc"})
_INDEX_FORMAT: Final = 3
_REGULAR: Final = 400
_BOLD: Final = 700
_ITALIC: Final = 0b10
"""The bit of a face's style in `head`."""
_FAMILY_NAMES: Final = frozenset({1, 4, 6, 16})
"""Name records compared: family, full, PostScript and typographic family name."""
_BROKEN_FONT: Final = (
    TTLibError,
    OSError,
    struct.error,
    ValueError,
    KeyError,
    IndexError,
    AssertionError,
    EOFError,
)
"""What reading a damaged font raises."""


class Role(StrEnum):
    """What a face does in a paper; the keys of `resources/fonts.toml`."""

    BODY = "body"
    TITLE = "title"
    KAI = "kai"
    SANS = "sans"
    SERIF = "serif"
    LATIN = "latin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution:
    """A role set in another face than the one wanted; all three as a reader knows them.

    `role` is the Chinese name, such as 仿宋; `wanted` and `used` are names of fonts.
    """

    role: str
    wanted: str
    used: str


class Face(NamedTuple):
    """An installed face: its file, its names (lower case), weight and kind of outlines."""

    file: FaceFile
    names: tuple[str, ...]
    shown: str
    weight: int
    truetype: bool


class Choice(NamedTuple):
    """The face chosen for a role and, where it is not a genuine one, the substitution."""

    face: Face
    substitution: Substitution | None


class Candidates(NamedTuple):
    """One role of the table of fonts."""

    name: str
    genuine: tuple[str, ...]
    substitutes: tuple[str, ...]
    last: tuple[Role, ...]


@once
def table() -> dict[Role, Candidates]:
    """Return the roles of `resources/fonts.toml`."""
    return {
        Role(key): Candidates(
            name=entry["name"],
            genuine=tuple(entry["genuine"]),
            substitutes=tuple(entry["substitutes"]),
            last=tuple(map(Role, entry["last"])),
        )
        for key, entry in _toml()["roles"].items()
    }


def folders() -> tuple[Path, ...]:
    """Return the user's own folders of fonts, then those in which this system keeps them."""
    listed = _toml()["folders"]
    own = settings.load().font_folders
    names = [*own, *listed["any"], *listed.get(sys.platform, listed["linux"])]
    return tuple(Path(os.path.expandvars(name)).expanduser() for name in names)


@once
def _toml() -> dict[str, Any]:
    return tomllib.loads((paths.resources() / "fonts.toml").read_text("utf-8"))


@once
def installed() -> "Installed":
    """Return the faces of this machine, found once and remembered until a font folder changes."""
    return searched_anew()


def searched_anew() -> "Installed":
    """Return the faces of this machine as the folders named now hold them."""
    return Installed(find_faces(folders(), paths.cache() / "fonts.json"))


class Installed:
    """The faces at hand, and which of them sets which role."""

    def __init__(self, faces: Iterable[Face]) -> None:
        self._by_name: dict[str, list[Face]] = {}
        for face in faces:
            for name in face.names:
                self._by_name.setdefault(name, []).append(face)

    def choose(self, role: Role) -> Choice:
        """Return the face for a role.

        Raises Refused (`report.no_font`) if nothing installed sets Chinese.
        """
        own = self.own(role)
        if own:
            return own
        candidates = table()[role]
        for other in candidates.last:
            stand_in = self.own(other)
            if stand_in:
                return self._substitute(role, stand_in.face)
        raise refused(
            "report.no_font", role=candidates.name, fonts="、".join(candidates.genuine[:3])
        )

    def own(self, role: Role) -> Choice | None:
        """Return a face of the role's own kind, or None."""
        candidates = table()[role]
        for wanted in candidates.genuine:
            if face := self._named(wanted):
                return Choice(face, None)
        for wanted in candidates.substitutes:
            if face := self._named(wanted):
                return self._substitute(role, face)
        return None

    def chain(self, role: Role) -> tuple[Face, ...]:
        """Return the faces a character of a role is looked for in, the role's own first."""
        others = (self.own(other) for other in table()[role].last)
        return (self.choose(role).face, *(choice.face for choice in others if choice))

    def _named(self, wanted: str) -> Face | None:
        name, _, weight = wanted.partition("|")
        faces = self._by_name.get(name.lower())
        if not faces:
            return None
        heavy = int(weight or _REGULAR)
        return min(faces, key=lambda face: (abs(face.weight - heavy), not face.truetype, face.file))

    @staticmethod
    def _substitute(role: Role, face: Face) -> Choice:
        candidates = table()[role]
        return Choice(
            face,
            Substitution(role=candidates.name, wanted=candidates.genuine[0], used=face.shown),
        )


def find_faces(where: Sequence[Path], remembered: Path | None = None) -> list[Face]:
    """List the faces in folders and all beneath them, leaving out fonts that cannot be read.

    `remembered` is a file in which the list is kept while no folder changes.
    """
    places = sorted({str(folder) for root in where for folder in _folders_under(root)})
    state = [[place, Path(place).stat().st_mtime_ns] for place in places]
    if remembered:
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            return _recall(remembered, state)
    faces = [face for place in places for face in _faces_in(Path(place))]
    if remembered:
        with contextlib.suppress(OSError):
            _remember(remembered, state, faces)
    return faces


def _folders_under(root: Path) -> Iterator[Path]:
    for folder, inner, _ in os.walk(root):
        inner.sort()
        yield Path(folder)


def _faces_in(folder: Path) -> Iterator[Face]:
    with contextlib.suppress(OSError):
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in _SUFFIXES:
                with contextlib.suppress(*_BROKEN_FONT):
                    yield from _faces_of(path)


def _faces_of(path: Path) -> list[Face]:
    """Return the upright faces of a file; a slanted one bears its family's name, but sets none."""
    with path.open("rb") as stream:
        first = TTFont(stream, fontNumber=0, lazy=True)
        faces = [] if _is_slanted(first) else [_face(first, path, 0)]
        for index in range(1, getattr(first.reader, "numFonts", 1)):
            stream.seek(0)
            font = TTFont(stream, fontNumber=index, lazy=True)
            if not _is_slanted(font):
                faces.append(_face(font, path, index))
    return faces


def _is_slanted(font: Any) -> bool:
    return bool(font["head"].macStyle & _ITALIC)


def _face(font: Any, path: Path, index: int) -> Face:
    records = [record for record in font["name"].names if record.nameID in _FAMILY_NAMES]
    names = {str(record.toUnicode(errors="replace")).strip().lower() for record in records}
    return Face(
        file=FaceFile(str(path), index),
        names=tuple(sorted(names)),
        shown=font["name"].getBestFullName() or path.name,
        weight=_weight(font),
        truetype="glyf" in font,
    )


def _weight(font: Any) -> int:
    """Return a face's weight; some bold ones call themselves regular in one of two places."""
    weight = int(font["OS/2"].usWeightClass) if "OS/2" in font else _REGULAR
    bold = font["head"].macStyle & 1
    return max(weight, _BOLD) if bold else weight


def _recall(remembered: Path, state: list[list[Any]]) -> list[Face]:
    kept = json.loads(remembered.read_text("utf-8"))
    if kept["format"] != _INDEX_FORMAT or kept["state"] != state:
        raise ValueError("fonts have changed")
    return [
        Face(FaceFile(path, index), tuple(names), shown, weight, truetype)
        for (path, index), names, shown, weight, truetype in kept["faces"]
    ]


def _remember(remembered: Path, state: list[list[Any]], faces: list[Face]) -> None:
    text = json.dumps({"format": _INDEX_FORMAT, "state": state, "faces": faces})
    partial = remembered.with_name(f"{remembered.name}.{os.getpid()}")
    partial.write_text(text, "utf-8")
    partial.replace(remembered)
