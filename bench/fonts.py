"""The first paper from a font with PostScript outlines against one with TrueType outlines."""

from collections.abc import Iterable, Sequence
from typing import Final

from bench.measurement import Measurement, in_turn, ratio
from bench.pages import long_paper
from inspector.domain.errors import Refused
from inspector.report.fonts import Face, Installed, Role, find_faces, folders
from inspector.report.pdf import render_pdf
from inspector.report.typeface import Typefaces

AT_MOST: Final = 4
_PAGES: Final = 10


def run() -> Sequence[Measurement]:
    """Measure with nothing kept from before; nothing where either kind of font is missing."""
    faces = find_faces(folders())
    drawn = _of_one_family([face for face in faces if not face.truetype], "noto")
    taken = [face for face in faces if face.truetype]
    if not (_sets_chinese(drawn) and _sets_chinese(taken)):
        return []
    paper = long_paper(_PAGES)
    own, other = in_turn(
        lambda: render_pdf(paper, fonts=Typefaces(Installed(drawn), None)),
        lambda: render_pdf(paper, fonts=Typefaces(Installed(taken), None)),
    )
    return [
        ratio(
            f"first paper of {_PAGES} pages from PostScript outlines",
            "the same from TrueType outlines",
            own,
            other,
            AT_MOST,
            size=_PAGES,
        )
    ]


def _of_one_family(faces: Iterable[Face], name: str) -> list[Face]:
    return [face for face in faces if any(name in known for known in face.names)]


def _sets_chinese(faces: Sequence[Face]) -> bool:
    try:
        return bool(Installed(faces).chain(Role.BODY))
    except Refused:
        return False
