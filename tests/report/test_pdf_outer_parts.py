"""版头, 署名 and 版记 of an official paper, measured on the finished file by GB/T 9704-2012."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from PIL import Image

from inspector.report import paper
from inspector.report.document import Document, Paragraph, RedHead, Run
from inspector.report.images import page_images
from inspector.report.pdf import render_pdf
from inspector.report.preview import preview
from tests.report.pdf_samples import (
    HALF_MILLIMETRE,
    Row,
    annexed,
    facts,
    official,
    opened,
    rows_of,
)

AREA = paper.OFFICIAL
RED = (1.0, 0.0, 0.0)
DPI = 200
COPIES = ("市委办公室", "市人大常委会办公室", "市政协办公室", "市纪委监委机关", "市委组织部")
PRINTED: dict[str, Any] = {
    "copied_to": COPIES, "printed_by": "宁川市人民政府办公室", "printed_on": date(2020, 11, 9)
}  # fmt: skip


def mm(points: float) -> float:
    return points / paper.POINTS_PER_MM


@contextmanager
def pages_of(document: Document) -> Iterator[list[Any]]:
    with opened(render_pdf(document).data) as pdf:
        yield pdf.pages


def row(page: Any, words: str) -> Row:
    """Return the row of a page that holds some words."""
    return next(one for one in rows_of(page) if words in one.text)


def rules(page: Any) -> list[tuple[float, float]]:
    """Return the black rules of a page from top to bottom: place and thickness in mm."""
    return sorted((mm(one["top"]), mm(one["linewidth"])) for one in page.lines)


def lines_of_text(count: int) -> list[Paragraph]:
    return [Paragraph(runs=(Run(text="甲项工作已经完成。"),))] * count


def red_rows(document: Document) -> list[float]:
    """Return the places of the rows of the first page's picture that hold red ink, in mm."""
    (image,) = page_images(render_pdf(document).data, DPI, (0,))
    picture = Image.open(io.BytesIO(image)).convert("RGB")
    red, green, _blue = picture.split()
    ink = Image.eval(red, lambda value: 255 if value > 160 else 0)
    dark = Image.eval(green, lambda value: 255 if value < 110 else 0)
    both = Image.composite(ink, Image.new("L", ink.size), dark)
    held = [both.crop((0, y, both.width, y + 1)).getbbox() for y in range(both.height)]
    return [y * 25.4 / DPI for y, box in enumerate(held) if box]


# 版头 --------------------------------------------------------------------------------------------


def test_a_paper_has_no_red_head_by_default() -> None:
    document = official(facts(1))
    assert red_rows(document) == []
    with pages_of(document) as (page,):
        title = row(page, "2020年度")
        assert title.baseline == pytest.approx(AREA.top + paper.FIRST_BASELINE, abs=HALF_MILLIMETRE)


def test_papers_that_go_up_show_number_and_signatory_over_the_title() -> None:
    document = official(facts(1), document_number="宁办发〔2020〕7号", issuer_upward="王明")
    with pages_of(document) as (page,):
        number = row(page, "宁办发")
        assert number.text.endswith("签发人：王明")
        assert number.baseline == pytest.approx(AREA.top + paper.FIRST_BASELINE, abs=0.1)
        assert number.left == pytest.approx(AREA.left + paper.CHARACTER_PITCH, abs=1)
        below = row(page, "2020年度").baseline - number.baseline
        assert below == pytest.approx(3 * paper.LINE_PITCH, abs=paper.points(1))


def test_the_mark_of_a_red_head_stands_35_mm_under_the_upper_edge_of_the_type_area() -> None:
    rows = red_rows(official(facts(1), red_head=RedHead.FULL))
    assert rows[0] == pytest.approx(37 + 35, abs=0.5)


def test_the_red_line_lies_4_mm_under_the_number_as_broad_as_the_type_area() -> None:
    head = {"red_head": RedHead.FULL, "document_number": "宁办发〔2020〕7号"}
    with pages_of(official(facts(2), **head)) as (page, *_):
        (line,) = page.rects
        assert line["non_stroking_color"] == RED
        assert line["x0"] == pytest.approx(AREA.left, abs=0.1)
        assert mm(line["width"]) == pytest.approx(156, abs=0.1)
        number, title = row(page, "宁办发"), row(page, "2020年度")
        middle = (number.left + number.right) / 2
        assert middle == pytest.approx(AREA.left + AREA.width / 2, abs=paper.SIZE_3)
        foot = number.baseline + (1 - paper.EM_ASCENT) * paper.SIZE_3
        assert mm(line["top"] - foot) == pytest.approx(4, abs=0.5)
        over_title = title.baseline - paper.FIRST_BASELINE - line["bottom"]
        assert over_title == pytest.approx(2 * paper.LINE_PITCH, abs=HALF_MILLIMETRE)
        lines = (title.baseline - AREA.top - paper.FIRST_BASELINE) / paper.LINE_PITCH
        assert lines == pytest.approx(round(lines), abs=0.05)


@pytest.mark.parametrize(
    "office", ["市府", "宁川市人民政府办公室", "宁川市城乡建设和住房保障委员会"]
)
def test_the_mark_is_red_centred_and_never_broader_than_the_type_area(office: str) -> None:
    with pages_of(official(facts(1), red_head=RedHead.FULL, office=office)) as (page, *_):
        mark = [char for char in page.chars if char["non_stroking_color"] == RED]
        assert "".join(char["text"] for char in mark) == f"{office}文件"
        left, right = mark[0]["x0"], mark[-1]["x1"]
        assert left >= AREA.left - 0.1
        assert (left + right) / 2 == pytest.approx(AREA.left + AREA.width / 2, abs=1)


def test_a_long_mark_is_set_on_several_lines_and_the_title_stands_lower() -> None:
    name = "宁川市推进政府职能转变和政务公开工作领导小组办公室文件"
    with pages_of(official(facts(1), red_head=RedHead.FULL, letterhead=name)) as (page, *_):
        mark = [one for one in rows_of(page) if one.chars[0]["non_stroking_color"] == RED]
        assert "".join(one.text for one in mark) == name
        assert len(mark) == 2
        assert min(char["size"] for one in mark for char in one.chars) >= paper.LETTERHEAD_LEAST
        (line,) = page.rects
        assert line["top"] > mark[-1].baseline + 3 * paper.LINE_PITCH


def test_room_for_a_red_head_holds_its_black_parts_and_nothing_red() -> None:
    head = {"document_number": "宁办发〔2020〕7号", "issuer_upward": "王明", "urgency": "特急"}
    office = "宁川市人民政府办公室"
    full = official(facts(1), red_head=RedHead.FULL, office=office, **head)
    room = official(facts(1), red_head=RedHead.ROOM, office=office, **head)
    assert red_rows(room) == []
    with pages_of(full) as (printed, *_), pages_of(room) as (left, *_):
        assert left.rects == []
        for words in ("宁办发", "签发人：王明", "特急", "2020年度"):
            assert row(left, words).baseline == row(printed, words).baseline
        assert row(left, "特急").left == pytest.approx(AREA.left, abs=0.5)


def test_a_number_left_to_the_office_leaves_its_place_empty_under_a_red_head() -> None:
    office = "宁川市人民政府办公室"
    with_number = official(facts(1), red_head=RedHead.FULL, office=office, document_number="号")
    without = official(facts(1), red_head=RedHead.FULL, office=office)
    with pages_of(with_number) as (one, *_), pages_of(without) as (other, *_):
        assert row(one, "2020年度").baseline == row(other, "2020年度").baseline
        assert one.rects[0]["top"] == other.rects[0]["top"]


def test_the_preview_shows_a_red_head_in_colour() -> None:
    plain = preview(official(facts(1)), 40).pages[0]
    red = preview(official(facts(1), red_head=RedHead.FULL), 40).pages[0]
    assert plain.key != red.key
    assert Image.open(io.BytesIO(red.image or b"")).mode == "RGB"


def test_a_first_page_without_text_is_named() -> None:
    whom = "、".join(f"第{number}区人民政府及其各部门" for number in range(40))
    full = render_pdf(official(facts(1), red_head=RedHead.FULL, addressee=whom))
    assert [issue.code for issue in full.noticed] == ["paper.no_text_first"]
    assert render_pdf(official(facts(2), red_head=RedHead.FULL)).noticed == ()


# 版记 --------------------------------------------------------------------------------------------


def test_the_rules_of_the_imprint_have_the_thickness_and_place_of_the_standard() -> None:
    with pages_of(official(facts(1), **PRINTED)) as pages:
        assert len(pages) == 2
        found = rules(pages[1])
        assert [thick for _place, thick in found] == [
            pytest.approx(thick, abs=0.01) for thick in (0.35, 0.25, 0.35)
        ]
        assert found[-1][0] == pytest.approx(37 + 225, abs=0.1)
        for line in pages[1].lines:
            assert mm(line["x0"]) == pytest.approx(28, abs=0.1)
            assert mm(line["x1"]) == pytest.approx(28 + 156, abs=0.1)


def test_the_texts_of_the_imprint_are_4_hao_and_one_character_in_from_each_side() -> None:
    with pages_of(official(facts(1), **PRINTED)) as (_first, page):
        copies, printed = row(page, "抄送："), row(page, "印发")
        sizes = {round(char["size"], 3) for one in (copies, printed) for char in one.chars}
        assert sizes == {paper.SIZE_4}
        assert copies.left == pytest.approx(AREA.left + paper.SIZE_4, abs=0.5)
        assert copies.right <= AREA.right - paper.SIZE_4 + 0.5
        assert printed.text == "宁川市人民政府办公室2020年11月9日印发"
        assert printed.left == pytest.approx(AREA.left + paper.SIZE_4, abs=0.5)
        end = printed.chars[-1]["x1"]
        assert end == pytest.approx(AREA.right - paper.SIZE_4, abs=0.5)


def test_later_lines_of_the_copies_stand_under_the_first_name_and_end_in_a_full_stop() -> None:
    with pages_of(official(facts(1), **(PRINTED | {"copied_to": COPIES * 3}))) as (_first, page):
        copies = [one for one in rows_of(page) if AREA.top < one.baseline < AREA.bottom][:-1]
        assert len(copies) > 2
        assert copies[-1].text.endswith("。")
        hang = AREA.left + 4 * paper.SIZE_4
        assert {round(one.left - hang) for one in copies[1:]} == {0}
        assert len(rules(page)) == 3


def test_a_printing_date_left_to_the_office_keeps_its_room() -> None:
    with pages_of(official(facts(1), printed_by="宁川市人民政府办公室")) as (_first, page):
        printed = row(page, "印发")
        assert "年　　月　　日印发" in printed.text
        assert [thick for _place, thick in rules(page)] == [pytest.approx(0.35, abs=0.01)] * 2


def test_a_paper_of_one_page_bears_the_imprint_on_its_back_with_a_number() -> None:
    with pages_of(official(facts(1), **PRINTED)) as (first, back):
        assert rules(first) == []
        assert "— 2 —" in row(back, "— 2").text


def test_the_imprint_stands_under_the_text_where_that_ends_on_an_even_page() -> None:
    with pages_of(official(facts(4), **PRINTED)) as pages:
        assert len(pages) == 2
        assert row(pages[1], "2020年11月7日").baseline < row(pages[1], "抄送").baseline
        assert rules(pages[1])[-1][0] == pytest.approx(37 + 225, abs=0.1)
        assert row(pages[1], "— 2 —")


def test_behind_a_full_even_page_a_blank_one_and_the_imprint_bear_no_numbers() -> None:
    for count in range(28, 44):
        with pages_of(official(lines_of_text(count), **PRINTED)) as pages:
            assert not len(pages) % 2
            numbers = [any("— " in one.text for one in rows_of(page)) for page in pages]
            if len(pages) == 4:
                assert numbers == [True, True, False, False]
                assert rows_of(pages[2]) == []
                return
    pytest.fail("no text filled its even page")


def test_an_office_that_prints_its_own_paper_is_not_taken_for_a_signature_alone() -> None:
    made = render_pdf(official(facts(1), printed_by="市人民政府外事办公室"))
    assert made.noticed == ()


def test_the_imprint_stands_behind_the_annexes() -> None:
    with pages_of(official([*facts(1), *annexed(3, landscape=True)], **PRINTED)) as pages:
        assert len(pages) == 4
        assert row(pages[3], "印发")


# 署名 and 成文日期 --------------------------------------------------------------------------------


def test_lines_give_way_for_office_and_date_to_stay_with_the_text_and_the_program_says_so() -> None:
    tightened = []
    for count in range(14, 22):
        made = render_pdf(official(lines_of_text(count)))
        codes = [issue.code for issue in made.noticed]
        with opened(made.data) as pdf:
            last = pdf.pages[-1]
            assert row(last, "甲项")
            assert row(last, "2020年11月7日").baseline < AREA.bottom
            places = [one.baseline for one in rows_of(pdf.pages[0]) if one.baseline < AREA.bottom]
        if codes:
            assert codes == ["paper.grid_changed"]
            assert made.pages == 1
            (issue,) = made.noticed
            pitch = float(issue.parameters["line_pitch"])
            assert places[-2] - places[-3] >= pitch - 0.1
            assert int(issue.parameters["lines"]) in (22, 23, 24)
            tightened.append(count)
        else:
            step = places[-1] - places[-2]
            assert step == pytest.approx(paper.LINE_PITCH, abs=0.1)
    assert tightened == [16, 17]


def test_lines_drawn_together_leave_a_red_head_and_the_annexes_alone() -> None:
    head: dict[str, Any] = {"red_head": RedHead.FULL, "office": "宁川市人民政府办公室"}
    for count in range(3, 12):
        blocks = [*lines_of_text(count), *annexed(2)]
        made = render_pdf(official(blocks, **head))
        if made.noticed:
            with opened(made.data) as pdf:
                first, annex = pdf.pages
                assert mm(first.rects[0]["top"]) == pytest.approx(37 + 81.8, abs=0.3)
                label, title = row(annex, "附件"), row(annex, "得分情况汇总表")
                below = title.baseline - label.baseline
                assert below == pytest.approx(2 * paper.LINE_PITCH, abs=1)
            return
    pytest.fail("no text was as long as its page")


@pytest.mark.parametrize("count", range(14, 24))
def test_a_seal_of_45_mm_has_room_between_text_and_page_number(count: int) -> None:
    with pages_of(official(lines_of_text(count))) as pages:
        page = pages[-1]
        text = max(one.baseline for one in rows_of(page) if "甲项" in one.text)
        under = text + (1 - paper.EM_ASCENT) * paper.SIZE_3
        number = row(page, "— ").baseline - paper.SIZE_4 / 2
        assert mm(number - under) >= 45
        day = row(page, "2020年11月7日")
        assert mm(day.baseline - under) <= 45
