"""Fonts by role, outlines of either kind, and what stands in for what is missing."""

import os
import struct
from dataclasses import replace
from pathlib import Path

import pytest

from inspector import settings
from inspector.domain.errors import Refused
from inspector.i18n.messages import sentence
from inspector.report.fonts import Face, Installed, Role, find_faces, folders, table
from inspector.report.outlines import FaceFile, Outlines
from inspector.report.typeface import NO_GLYPH, Typeface, Typefaces, half
from tests.report.font_samples import UNITS, build_font


def face(name: str, *, weight: int = 400, truetype: bool = True, path: str = "a.ttf") -> Face:
    return Face(FaceFile(path, 0), (name.lower(),), name, weight, truetype)


def outlines(path: Path, kept: Path | None = None) -> Outlines:
    return Outlines(FaceFile(str(path), 0), kept)


@pytest.mark.parametrize("name", ["仿宋_GB2312", "FangSong_GB2312", "仿宋"])
def test_a_genuine_face_is_found_by_its_chinese_or_its_english_name(name: str) -> None:
    choice = Installed([face("FandolFang"), face(name)]).choose(Role.BODY)
    assert (choice.face.shown, choice.substitution) == (name, None)


def test_another_face_of_the_role_is_used_and_reported() -> None:
    choice = Installed([face("FandolKai"), face("FandolFang")]).choose(Role.BODY)
    assert choice.substitution is not None
    assert (choice.substitution.role, choice.substitution.used) == ("仿宋", "FandolFang")
    assert choice.substitution.wanted == "仿宋_GB2312"


def test_a_role_without_a_face_of_its_own_takes_anothers() -> None:
    choice = Installed([face("SimSun")]).choose(Role.TITLE)
    assert choice.substitution is not None
    assert (choice.face.shown, choice.substitution.role) == ("SimSun", "小标宋")


def test_of_one_name_the_nearest_weight_and_truetype_outlines_are_taken() -> None:
    faces = [
        face("Noto Serif CJK SC", weight=400),
        face("Noto Serif CJK SC", weight=700, truetype=False, path="b.ttc"),
        face("Noto Serif CJK SC", weight=700, path="c.ttf"),
    ]
    assert Installed(faces).choose(Role.TITLE).face.file.path == "c.ttf"


def test_without_a_chinese_font_the_paper_is_refused_with_a_remedy() -> None:
    with pytest.raises(Refused) as caught:
        Installed([face("DejaVu Sans")]).choose(Role.BODY)
    assert caught.value.issues[0].code == "report.no_font"
    assert "仿宋_GB2312" in sentence(caught.value.issues[0])


def test_every_role_names_only_roles_to_fall_back_on() -> None:
    assert set(table()) == set(Role)
    assert all(set(candidates.last) <= set(Role) for candidates in table().values())


def test_fonts_that_cannot_be_read_are_left_out(tmp_path: Path) -> None:
    build_font(tmp_path / "good.ttf", {"一": UNITS}, family="好字")
    (tmp_path / "bad.ttf").write_bytes(b"no font at all")
    (tmp_path / "short.ttf").write_bytes((tmp_path / "good.ttf").read_bytes()[:60])
    assert [found.shown for found in find_faces([tmp_path])] == ["好字"]


def test_slanted_faces_set_nothing_though_they_bear_the_family_name(tmp_path: Path) -> None:
    build_font(tmp_path / "Sample-Italic.ttf", {"1": 500}, slanted=True)
    build_font(tmp_path / "Sample-Regular.ttf", {"1": 500})
    (found,) = find_faces([tmp_path])
    assert Path(found.file.path).name == "Sample-Regular.ttf"


def test_the_list_of_fonts_is_remembered_until_a_folder_changes(tmp_path: Path) -> None:
    fonts, remembered = tmp_path / "fonts", tmp_path / "fonts.json"
    fonts.mkdir()
    build_font(fonts / "one.ttf", {"一": UNITS}, family="One")
    first = find_faces([fonts], remembered)
    assert find_faces([fonts], remembered) == first
    build_font(fonts / "two.ttf", {"一": UNITS}, family="Two")
    os.utime(fonts, ns=(1, 1))
    assert [found.shown for found in find_faces([fonts], remembered)] == ["One", "Two"]


@pytest.mark.parametrize("postscript", [False, True])
def test_outlines_of_either_kind_become_truetype_records(tmp_path: Path, postscript: bool) -> None:
    path = build_font(tmp_path / "f.font", {"一": 800}, postscript=postscript)
    glyph = outlines(path).glyph("一")
    assert glyph is not None
    assert glyph.advance == 800
    assert struct.unpack(">h", glyph.record[:2]) == (1,)
    left, low, right, high = glyph.box
    assert (left, low, high) == (0, 0, 400)
    assert right in (300, 400)  # A cubic curve reaches three quarters of its handles.


def test_a_character_the_face_has_not_is_none(tmp_path: Path) -> None:
    assert outlines(build_font(tmp_path / "f.ttf", {"一": UNITS})).glyph("二") is None


def test_drawn_outlines_are_kept_and_grow(tmp_path: Path) -> None:
    path, kept = build_font(tmp_path / "f.otf", {"一": 800, "二": 900}, postscript=True), tmp_path
    first = outlines(path, kept)
    drawn = first.glyph("一")
    first.keep()
    second = outlines(path, kept)
    second.glyph("二")
    second.keep()
    status = path.stat()
    path.write_bytes(b"\0" * status.st_size)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    third = outlines(path, kept)
    assert third.glyph("一") == drawn
    assert third.glyph("二") == second.glyph("二")
    assert third.metrics == first.metrics


def test_kept_outlines_that_are_cut_short_are_drawn_again(tmp_path: Path) -> None:
    path, kept = build_font(tmp_path / "f.otf", {"一": 800}, postscript=True), tmp_path / "kept"
    first = outlines(path, kept)
    drawn = first.glyph("一")
    first.keep()
    (file,) = kept.iterdir()
    file.write_bytes(file.read_bytes()[:-3])
    assert outlines(path, kept).glyph("一") == drawn


def test_a_folder_that_cannot_be_written_keeps_nobody_from_drawing(tmp_path: Path) -> None:
    path = build_font(tmp_path / "f.ttf", {"一": 800})
    blocked = tmp_path / "file"
    blocked.write_text("")
    drawn = outlines(path, blocked / "kept")
    assert drawn.glyph("一")
    drawn.keep()


def test_a_character_missing_from_one_face_is_drawn_in_the_next(tmp_path: Path) -> None:
    first = outlines(build_font(tmp_path / "1.ttf", {"一": UNITS}))
    second = outlines(build_font(tmp_path / "2.ttf", {"一": UNITS, "镕": UNITS}))
    typeface = Typeface(Role.BODY, (first, second), None)
    assert typeface.piece("一").outlines is first
    assert typeface.piece("镕").outlines is second
    assert "镕" not in typeface.missing


def test_a_character_that_no_face_has_is_a_box_and_reported(tmp_path: Path) -> None:
    build_font(tmp_path / "1.ttf", {"一": UNITS}, family="SimSun")
    typefaces = Typefaces(Installed(find_faces([tmp_path])), None)
    assert typefaces.typeface(Role.SERIF).width("𠮷") == 1.0
    (found,) = typefaces.substitutions([(Role.SERIF, "一𠮷")])
    assert (found.wanted, found.used) == ("𠮷", NO_GLYPH)


def test_quotation_marks_fill_a_square_even_in_a_font_that_draws_them_narrow(
    tmp_path: Path,
) -> None:
    narrow = outlines(build_font(tmp_path / "1.ttf", {"“": 400, "”": 400, "—": 900}))
    typeface = Typeface(Role.BODY, (narrow,), None)
    assert [typeface.width(mark) for mark in "“”—"] == [1.0, 1.0, 1.0]
    assert [typeface.piece(mark).shift for mark in "“”—"] == [600, 0, 50]


def test_only_marks_with_air_in_their_half_are_squeezed(tmp_path: Path) -> None:
    path = build_font(tmp_path / "1.ttf", {"，": UNITS, "（": UNITS})
    typeface = Typeface(Role.BODY, (outlines(path),), None)
    assert typeface.squeezable == {"，"}
    assert typeface.width(half("，")) == 0.5


def test_digits_are_set_in_the_latin_face_if_there_is_one(tmp_path: Path) -> None:
    chinese = outlines(build_font(tmp_path / "1.ttf", {"一": UNITS, "1": 600}))
    latin = outlines(build_font(tmp_path / "2.ttf", {"1": 500}))
    assert Typeface(Role.BODY, (chinese,), latin).width("1") == 0.5
    assert Typeface(Role.BODY, (chinese,), None).width("1") == 0.6


def test_the_users_own_folders_are_looked_into_first(tmp_path: Path) -> None:
    settings.save(replace(settings.load(), font_folders=(str(tmp_path),)))
    try:
        assert folders()[0] == tmp_path
    finally:
        settings.save(replace(settings.load(), font_folders=()))
