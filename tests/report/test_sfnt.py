"""Tables of fonts read directly say what fontTools says of them."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from inspector.report.sfnt import advance_width, character_map
from tests.report.font_samples import build_font

CHARS = {char: 500 + number for number, char in enumerate("AB一二三丁公开政务，。“”")}


@pytest.fixture
def font(tmp_path: Path) -> TTFont:
    return TTFont(build_font(tmp_path / "f.ttf", {**CHARS, "𠮷": 1000}))


def test_characters_lead_to_the_same_glyphs_as_in_font_tools(font: TTFont) -> None:
    found = character_map(font.reader["cmap"])
    for code, name in font.getBestCmap().items():
        assert found.number(code) == font.getGlyphID(name)
    assert found.number(ord("缺")) == 0


def test_a_map_of_16_bits_with_lists_of_glyphs_is_read(font: TTFont, tmp_path: Path) -> None:
    names = font.getGlyphOrder()[1:]
    table = CmapSubtable.newSubtable(4)
    table.platformID, table.platEncID, table.language = 3, 1, 0
    # Neighbouring characters with scattered glyphs are written as a list.
    table.cmap = {0x4E00 + at: names[at * 5 % len(names)] for at in range(len(names))}
    font["cmap"].tables = [table]
    font.save(tmp_path / "listed.ttf")
    saved = TTFont(tmp_path / "listed.ttf")
    found = character_map(saved.reader["cmap"])
    for code, name in table.cmap.items():
        assert found.number(code) == saved.getGlyphID(name)
    assert found.number(0x4DFF) == found.number(0x20000) == 0
    saved.close()


def test_a_font_without_unicode_has_no_characters(font: TTFont, tmp_path: Path) -> None:
    font["cmap"].tables = []
    font.save(tmp_path / "bare.ttf")
    bare = TTFont(tmp_path / "bare.ttf")
    assert character_map(bare.reader["cmap"]).number(ord("A")) == 0
    bare.close()


def test_widths_are_those_of_font_tools(font: TTFont) -> None:
    widths, count = font.reader["hmtx"], font["hhea"].numberOfHMetrics
    for number, name in enumerate(font.getGlyphOrder()):
        assert advance_width(widths, count, number) == font["hmtx"][name][0]
