"""PostScript outlines are drawn as fontTools draws them, and turned into the same TrueType ones."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from hypothesis import given
from hypothesis import strategies as st

from inspector.report import cff
from inspector.report.cff import CffOutlines
from inspector.report.charstrings import Contour, UnreadableOutline, contours
from inspector.report.outlines import FaceFile, Outlines
from inspector.report.quadratic import record
from tests.report.font_samples import build_font

NUMBER = st.integers(-1200, 1200) | st.integers(-(10**6), 10**6).map(lambda n: n / 65536)
PIECES = st.one_of(
    st.tuples(st.lists(NUMBER, min_size=2, max_size=2), st.just("rmoveto")),
    st.tuples(st.lists(NUMBER, min_size=1, max_size=1), st.sampled_from(["hmoveto", "vmoveto"])),
    st.tuples(st.lists(NUMBER, min_size=1, max_size=5), st.sampled_from(["hlineto", "vlineto"])),
    *(
        st.tuples(st.lists(NUMBER, min_size=size, max_size=size), st.sampled_from(names))
        for size, names in (
            (4, ["rlineto", "hhcurveto", "vvcurveto", "hvcurveto", "vhcurveto"]),
            (5, ["hhcurveto", "vvcurveto", "hvcurveto", "vhcurveto"]),
            (6, ["rrcurveto"]),
            (7, ["hflex"]),
            (8, ["rcurveline", "rlinecurve", "hvcurveto", "vhcurveto"]),
            (9, ["hvcurveto", "vhcurveto", "hflex1"]),
            (11, ["flex1"]),
            (12, ["rrcurveto"]),
            (13, ["flex"]),
        )
    ),
)
PROGRAMS = st.lists(PIECES, max_size=8).map(
    lambda pieces: [
        *(100, 200, "rmoveto"),
        *(part for numbers, operator in pieces for part in (*numbers, operator)),
        "endchar",
    ]
)


class Subrs(list[bytes]):
    """Programs by number."""


def compiled(program: list[Any]) -> bytes:
    made = T2CharString(program=program)
    made.compile()
    return bytes(made.bytecode)


def drawn_by_fonttools(code: bytes, local: list[bytes], shared: list[bytes]) -> list[Any]:
    private = SimpleNamespace(
        Subrs=[T2CharString(one) for one in local], nominalWidthX=0, defaultWidthX=0
    )
    glyph = T2CharString(code, private=private)
    glyph.globalSubrs = [T2CharString(one) for one in shared]
    pen = RecordingPen()
    glyph.draw(pen)
    return [(name, [(round(x, 3), round(y, 3)) for x, y in points]) for name, points in pen.value]


def drawn(found: list[Contour]) -> list[Any]:
    calls: list[Any] = []
    for start, segments in found:
        calls.append(("moveTo", [start]))
        for segment in segments:
            calls.append(("lineTo" if len(segment) == 1 else "curveTo", list(segment)))
        calls.append(("closePath", []))
    return [(name, [(round(x, 3), round(y, 3)) for x, y in points]) for name, points in calls]


@given(PROGRAMS)
def test_every_operator_draws_as_fonttools_draws_it(program: list[Any]) -> None:
    code = compiled(program)
    assert drawn(contours(code, (), ())) == drawn_by_fonttools(code, [], [])


def test_hints_widths_and_subroutines_are_passed_over_and_followed() -> None:
    local = [compiled([10, "hlineto", "return"])]
    shared = [compiled([20, 30, "rlineto", -107, "callsubr", "return"])]
    program = [
        *(500, 10, 20, 30, 40, "hstemhm", 1, 2, "hintmask", b"\xa0"),
        *(5, 6, "rmoveto", -107, "callgsubr", 7, "vlineto", "endchar"),
    ]
    code = compiled(program)
    found = contours(code, Subrs(local), Subrs(shared))
    assert drawn(found) == drawn_by_fonttools(code, local, shared)
    assert len(found[0][1]) == 3


@pytest.mark.parametrize(
    "program",
    [[1, 2, "add", "endchar"], [1, 2, 65, 66, "endchar"], [-107, "callsubr", "endchar"]],
)
def test_what_is_not_drawing_is_left_to_others(program: list[Any]) -> None:
    endless = Subrs([compiled([-107, "callsubr", "return"])])
    with pytest.raises(UnreadableOutline):
        contours(compiled(program), endless, ())


def test_a_postscript_font_gives_the_outlines_that_fonttools_gives(tmp_path: Path) -> None:
    path = build_font(tmp_path / "sample.otf", {"一": 1000, "A": 600}, postscript=True)
    font = TTFont(path)
    table = CffOutlines(memoryview(font.reader["CFF "]))
    glyphs = font.getGlyphSet()
    outlines = Outlines(FaceFile(str(path), 0), None)
    for char in "一A":
        name = font.getBestCmap()[ord(char)]
        pen = RecordingPen()
        glyphs[name].draw(pen)
        assert [one[0] for one in drawn(table.contours(font.getGlyphID(name)))] == [
            call for call, _ in pen.value
        ]
        wanted = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(wanted, 1.0, reverse_direction=True))
        glyph = outlines.glyph(char)
        assert glyph is not None
        assert points_of(glyph.record) == points_of(wanted.glyph().compile(None))


def points_of(data: bytes) -> list[tuple[int, int, int]]:
    glyph = Glyph(data)
    glyph.expand(None)
    flags = [flag & 1 for flag in glyph.flags]
    return [(x, y, flag) for (x, y), flag in zip(glyph.coordinates, flags, strict=True)]


def test_a_blank_has_no_record_and_long_steps_survive() -> None:
    assert record([], 1.0) == b""
    far: Contour = ((0, 0), [((3000, 0),), ((3000, -2900),), ((10, 20), (30, 900), (0, 0))])
    points = points_of(record([far], 1.0))
    assert points[0] == (0, 0, 1)
    assert (3000, 0, 1) in points
    assert (3000, -2900, 1) in points


def test_parts_of_a_font_are_found_by_glyph() -> None:
    ranges = bytes([3, 0, 2, 0, 0, 7, 0, 5, 8, 0, 9])
    by_range = cff._FdSelect(memoryview(ranges), 0)
    assert [by_range.part(number) for number in (0, 4, 5, 8)] == [7, 7, 8, 8]
    by_glyph = cff._FdSelect(memoryview(bytes([0, 4, 5, 6])), 0)
    assert [by_glyph.part(number) for number in range(3)] == [4, 5, 6]


@pytest.mark.parametrize("table", [b"", b"\x01\x00\x04", b"\x01\x00\x04\x01\x00\x00"])
def test_a_broken_table_is_told_from_a_glyph(table: bytes) -> None:
    with pytest.raises(UnreadableOutline):
        CffOutlines(memoryview(table))
