"""Official papers, measured on the finished file by GB/T 9704-2012."""

import io
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.pdftypes import resolve1
from PIL import Image, ImageOps

from inspector.report import paper
from inspector.report.document import Paragraph, Run
from inspector.report.fonts import Role, installed
from inspector.report.images import page_images
from inspector.report.lines import NO_END, NO_START
from inspector.report.official import lay_out_official
from inspector.report.pages import Page
from inspector.report.pdf import Rendered, render_pdf
from inspector.report.typeface import Typefaces, typefaces
from tests.report.pdf_samples import (
    HALF_MILLIMETRE,
    Row,
    annexed,
    body_rows,
    chapters,
    facts,
    official,
    opened,
    rows_of,
    shown,
)

AREA = paper.OFFICIAL
PLACES = [
    AREA.top + paper.FIRST_BASELINE + number * paper.LINE_PITCH
    for number in range(paper.LINES_PER_PAGE)
]
DOCUMENT = official(chapters(), status="未经审定", foot="数据校验码　3f9a0c1122d4e5b6")


@pytest.fixture(scope="module")
def rendered() -> Rendered:
    return render_pdf(DOCUMENT)


@pytest.fixture(scope="module")
def pages(rendered: Rendered) -> Iterator[list[Any]]:
    with opened(rendered.data) as pdf:
        yield pdf.pages


@pytest.fixture(scope="module")
def lines(pages: list[Any]) -> list[list[Row]]:
    return [body_rows(page) for page in pages]


def laid_out(document: Any) -> list[Page]:
    return lay_out_official(document, typefaces())


def at(page: Page, text: str) -> Any:
    """Return the place of a text on a laid-out page."""
    return next(placed for placed in page.texts if placed.text.startswith(text))


def test_pages_are_a4(pages: list[Any], rendered: Rendered) -> None:
    assert len(pages) == rendered.pages > 3
    for page in pages:
        assert page.width == pytest.approx(paper.points(210), abs=0.1)
        assert page.height == pytest.approx(paper.points(297), abs=0.1)


def test_type_area_is_156_by_225_mm_37_from_the_top_and_28_from_the_left(
    lines: list[list[Row]],
) -> None:
    left, right = paper.points(28), paper.points(28 + 156)
    tops = [char["matrix"][5] for rows in lines for char in rows[0].chars]
    # The left half of an opening mark is air: at a line's start it stands outside.
    inked = [row.chars[row.chars[0]["text"] in NO_END]["x0"] for rows in lines for row in rows]
    assert min(inked) >= left - HALF_MILLIMETRE
    assert max(row.right for rows in lines for row in rows) <= right + HALF_MILLIMETRE
    assert max(tops) < paper.points(297 - 37)
    assert all(rows[-1].baseline < paper.points(37 + 225) for rows in lines)


def test_each_baseline_stands_within_half_a_millimetre_of_its_place(
    lines: list[list[Row]],
) -> None:
    for rows in lines:
        for row in rows:
            assert min(abs(row.baseline - place) for place in PLACES) <= HALF_MILLIMETRE


def test_a_full_page_holds_22_lines(lines: list[list[Row]]) -> None:
    full = lines[1]
    assert len(full) == paper.LINES_PER_PAGE
    for row, place in zip(full, PLACES, strict=True):
        assert row.baseline == pytest.approx(place, abs=HALF_MILLIMETRE)


def test_a_line_of_full_width_characters_holds_28() -> None:
    document = official([Paragraph(runs=(Run(text="公开" * 140),))])
    with opened(render_pdf(document).data) as pdf:
        inner = body_rows(pdf.pages[0])[3:12]
    assert {len(row.chars) for row in inner} == {paper.CHARACTERS_PER_LINE}


def test_every_line_but_a_paragraphs_last_ends_at_the_right_edge(lines: list[list[Row]]) -> None:
    rows = [row for page in lines for row in page][2:-2]
    indent = AREA.left + 2 * paper.CHARACTER_PITCH
    short = 0
    for row, following in pairwise(rows):
        if abs(row.right - AREA.right) > HALF_MILLIMETRE:
            short += 1
            assert following.left == pytest.approx(indent, abs=HALF_MILLIMETRE) or (
                following is rows[-1]
            )
    assert short < 20


def test_no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one(
    lines: list[list[Row]],
) -> None:
    texts = [row.text.strip() for page in lines for row in page]
    assert not [text for text in texts if text[0] in NO_START]
    assert not [text for text in texts if text[-1] in NO_END]


def test_headings_are_numbered_and_set_by_level(lines: list[list[Row]]) -> None:
    names = {
        role: typefaces().typeface(role).piece("一").outlines.metrics.name.split("-")[0]
        for role in Role
        if role is not Role.LATIN
    }
    rows = [row for page in lines for row in page]

    def face(beginning: str) -> str:
        row = next(row for row in rows if row.text.startswith(beginning))
        return str(row.chars[len(beginning) - 1]["fontname"])

    assert names[Role.TITLE] in face("2020年度政务公开")
    assert names[Role.SANS] in face("一、持续推进")
    assert names[Role.KAI] in face("（一）政务服务")
    assert names[Role.SANS] in face("二、存在的主要问题")
    assert names[Role.BODY] in face("1.栏")
    assert names[Role.BODY] in face("（1）答复")


def test_a_second_level_heading_runs_into_its_paragraph(lines: list[list[Row]]) -> None:
    row = next(row for page in lines for row in page if row.text.startswith("（二）强化"))
    assert row.text.startswith("（二）强化重要决策公开。")
    fonts = {char["fontname"] for char in row.chars if ord(char["text"]) > 0x4E00}
    assert len(fonts) == 2


def test_page_numbers_stand_outside(pages: list[Any]) -> None:
    for number, page in enumerate(pages, 1):
        row = next(row for row in rows_of(page) if row.text == f"— {number} —")
        if number % 2:
            assert row.right == pytest.approx(AREA.right - 14, abs=HALF_MILLIMETRE)
        else:
            assert row.left == pytest.approx(AREA.left + 14, abs=HALF_MILLIMETRE)


def test_the_dashes_of_page_numbers_lie_seven_millimetres_under_the_type_area(
    rendered: Rendered,
) -> None:
    dpi = 254  # Ten dots are a millimetre.
    picture = Image.open(io.BytesIO(page_images(rendered.data, dpi)[1])).convert("L")
    dash = picture.crop((340, 2620, 370, 2750))
    dark = ImageOps.invert(dash).point(lambda value: 255 if value > 100 else 0).getbbox()
    assert dark is not None
    assert dark[1] == pytest.approx(70, abs=5)


def test_status_and_foot_stand_on_each_page(pages: list[Any]) -> None:
    for page in pages:
        texts = [row.text for row in rows_of(page)]
        assert "未经审定" in texts
        assert any("3f9a0c1122d4e5b6" in text for text in texts)


def test_every_font_is_embedded_and_none_is_helvetica(rendered: Rendered) -> None:
    document = pypdfium2.PdfDocument(rendered.data)
    try:
        fonts = {
            (found.get_base_name(), found.is_embedded)
            for page in document
            for found in [thing.get_font() for thing in page.get_objects() if thing.type == 1]
        }
    finally:
        document.close()
    assert len(fonts) >= 4
    assert all(embedded for _, embedded in fonts)
    assert b"Helvetica" not in rendered.data


def test_text_selects_and_searches(rendered: Rendered) -> None:
    document = pypdfium2.PdfDocument(rendered.data)
    try:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    plain = re.sub(r"\s", "", text)
    assert "抽查政策文件9件，已解读8件，解读率88.89%" in plain
    assert "（办发〔2020〕41号）" in plain
    assert "“政务公开”专栏" in plain


def test_the_file_bears_title_author_and_bookmarks(rendered: Rendered) -> None:
    document = pypdfium2.PdfDocument(rendered.data)
    try:
        metadata = document.get_metadata_dict()
        titles = [mark.get_title() for mark in document.get_toc()]
    finally:
        document.close()
    assert metadata["Title"] == DOCUMENT.head.title
    assert metadata["Author"] == DOCUMENT.head.office
    assert titles[:3] == [
        DOCUMENT.head.title,
        "一、持续推进政务运行公开透明情况",
        "（一）政务服务便利度有所提升",
    ]


def test_equal_input_gives_equal_bytes_whatever_was_drawn_before(tmp_path: Path) -> None:
    document = official(facts(2))
    fresh = render_pdf(document, fonts=Typefaces(installed(), tmp_path)).data
    render_pdf(official(facts(4), title="另一份"), fonts=Typefaces(installed(), tmp_path))
    kept = render_pdf(document, fonts=Typefaces(installed(), tmp_path)).data
    assert fresh == kept == render_pdf(document).data


def test_a_long_title_is_balanced_and_parted_between_words() -> None:
    title = "关于2020年度全市政务公开工作检查情况和政府信息公开平台问题整改情况的通报"
    page = laid_out(official(facts(1), title=title))[0]
    style = at(page, "关于").style
    titles = [text for text in page.texts if text.style is style]
    assert "".join(text.text for text in titles) == title
    assert 1 < len(titles) < 4
    widths = [style.width(text.text) for text in titles]
    assert max(widths) - min(widths) < 6 * style.size
    for text, width in zip(titles, widths, strict=True):
        assert text.x + width / 2 == pytest.approx(AREA.left + AREA.width / 2, abs=0.01)
    assert not any(text.text.endswith(("政", "政府信", "整", "检")) for text in titles)


def test_a_sealed_date_ends_four_characters_in_and_the_office_is_centred_over_it() -> None:
    (page,) = laid_out(official(facts(1)))
    office, day = at(page, "市人民政府外事办公室"), at(page, "2020年11月7日")
    width = office.style.width
    right = day.x + width(day.text)
    assert right == pytest.approx(AREA.right - 4 * paper.CHARACTER_PITCH, abs=0.01)
    assert office.x + width(office.text) / 2 == pytest.approx(day.x + width(day.text) / 2)
    assert day.y - office.y == pytest.approx(paper.LINE_PITCH)


def test_an_unsealed_office_ends_two_characters_in_and_the_date_begins_two_after_it() -> None:
    (page,) = laid_out(official(facts(1), sealed=False, office="市大数据发展管理局"))
    office, day = at(page, "市大数据发展管理局"), at(page, "2020年11月7日")
    right = office.x + office.style.width(office.text)
    assert right == pytest.approx(AREA.right - 2 * paper.CHARACTER_PITCH, abs=0.01)
    assert day.x - office.x == pytest.approx(2 * paper.CHARACTER_PITCH)


def test_an_unsealed_date_longer_than_the_name_decides() -> None:
    (page,) = laid_out(official(facts(1), sealed=False, office="市府办", dated=date(2020, 12, 31)))
    office, day = at(page, "市府办"), at(page, "2020年12月31日")
    right = day.x + day.style.width(day.text)
    assert right == pytest.approx(AREA.right - 2 * paper.CHARACTER_PITCH, abs=0.01)
    assert day.x - office.x == pytest.approx(2 * paper.CHARACTER_PITCH)


@settings(max_examples=30)
@given(st.integers(300, 1100), st.booleans(), st.booleans())
def test_office_and_date_are_never_on_a_page_without_text(
    length: int, sealed: bool, annex: bool
) -> None:
    annexes = ("整改情况一览表", "问题清单") if annex else ()
    document = official(
        [Paragraph(runs=(Run(text="公开" * (length // 2)),))], sealed=sealed, annexes=annexes
    )
    last = laid_out(document)[-1]
    assert "2020年11月7日" in shown(last)
    assert "公开公开" in shown(last)
    assert all(text.y <= AREA.bottom for text in last.texts if "— " not in text.text)


def test_a_signature_stands_under_two_lines_of_text_or_more() -> None:
    for count in range(10, 30):
        pages = laid_out(official([Paragraph(runs=(Run(text="甲项"),))] * count))
        counts = [shown(page).count("甲项") for page in pages]
        assert sum(counts) == count
        assert counts[-1] >= 2


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    for count in range(16, 24):
        body = [Paragraph(runs=(Run(text="公开"),))] * count
        blocks = [*body, Paragraph(level=1, heading="主要问题"), *facts(1)]
        for page in laid_out(official(blocks)):
            lowest = max(text.y for text in page.texts if text.y < AREA.bottom)
            assert not any("主要问题" in text.text and text.y == lowest for text in page.texts)


def test_annexes_begin_on_a_new_page_with_their_title_on_the_third_line() -> None:
    annexes = annexed(2) + annexed(2)
    pages = laid_out(official([*facts(1), *annexes]))
    for number, page in enumerate(pages[1:], 1):
        label, title = at(page, f"附件{number}"), at(page, "得分情况汇总表")
        assert label.x == AREA.left
        assert label.y == pytest.approx(PLACES[0])
        assert title.y == pytest.approx(PLACES[2], abs=paper.points(1))
    assert at(pages[0], "附件：").x == pytest.approx(AREA.left + 2 * paper.CHARACTER_PITCH)
    assert at(pages[0], "1. ").x == at(pages[0], "2. ").x


def test_a_landscape_annex_lies_on_its_side_with_its_number_where_it_always_is() -> None:
    data = render_pdf(official([*facts(1), *annexed(3, landscape=True)])).data
    with opened(data) as pdf:
        upright, turned = pdf.pages
        assert (turned.width, turned.height) == (
            pytest.approx(upright.height),
            pytest.approx(upright.width),
        )
        number = [char for char in turned.chars if char["text"] == "2" and char["size"] != 10.5]
        assert turned.page_obj.rotate == 90
        assert number


def test_line_breaks_in_a_text_begin_new_paragraphs_and_controls_are_left_out() -> None:
    text = "第一段。\r\n\r\n第二段\x00\u200b。\t完"
    (page,) = laid_out(official([Paragraph(runs=(Run(text=text),))]))
    assert at(page, "第一段。").x == at(page, "第二段。 完").x
    assert at(page, "第二段").y - at(page, "第一段").y == pytest.approx(paper.LINE_PITCH)


def test_each_page_is_pictured(rendered: Rendered) -> None:
    images = page_images(rendered.data, 20)
    assert len(images) == rendered.pages
    assert all(image.startswith(b"\x89PNG") for image in images)


def test_embedded_fonts_are_whole_truetype_fonts_with_the_announced_widths(
    pages: list[Any],
) -> None:
    fonts = {
        key: resolve1(value)
        for page in pages
        for key, value in resolve1(page.page_obj.resources["Font"]).items()
    }
    assert fonts
    for font in fonts.values():
        descendant = resolve1(resolve1(font["DescendantFonts"])[0])
        descriptor = resolve1(descendant["FontDescriptor"])
        stream = resolve1(descriptor["FontFile2"])
        read = TTFont(io.BytesIO(stream.get_data()))
        assert len(stream.get_data()) == stream.attrs["Length1"]
        outlines = read["glyf"]
        for name in read.getGlyphOrder():
            outlines[name].getCoordinates(outlines)
        widths = _widths(resolve1(descendant["W"]))
        units = read["head"].unitsPerEm
        for number, name in enumerate(read.getGlyphOrder()):
            announced = widths.get(number, descendant["DW"])
            assert announced == round(read["hmtx"][name][0] * 1000 / units)


def _widths(listed: list[Any]) -> dict[int, int]:
    """Read a PDF's width array: a first number, then the widths from it on."""
    return {
        first + offset: width
        for first, widths in zip(listed[::2], listed[1::2], strict=True)
        for offset, width in enumerate(resolve1(widths))
    }


def test_a_numbered_paragraph_without_a_heading_runs_on_after_its_number() -> None:
    numbered = [Paragraph(level=3, runs=(Run(text=f"第{n}项要求。"),)) for n in "甲乙"]
    (page,) = laid_out(official(numbered))
    texts = "".join(text.text for text in page.texts)
    assert "1.第甲项要求。2.第乙项要求。" in texts


def test_a_number_left_to_the_office_leaves_its_place_empty() -> None:
    rendered = render_pdf(official(facts(1), issuer_upward="王明"))
    with opened(rendered.data) as pdf:
        assert body_rows(pdf.pages[0])[0].text == "签发人：王明"
