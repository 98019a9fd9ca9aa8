"""DOCX, measured on the pages that LibreOffice makes of it, by GB/T 9704-2012."""

import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest

from inspector.report import paper
from inspector.report.compose import compose
from inspector.report.document import Cell, Column, Document, Paragraph, Run, Table
from inspector.report.docx import render_docx
from inspector.report.docx_styles import BASELINE, LINE
from inspector.report.docx_xml import TWIPS_PER_POINT
from inspector.report.fonts import Role
from inspector.report.lines import CLOSING, NO_END
from inspector.report.official import lay_out_official
from inspector.report.pdf import render_pdf
from inspector.report.subject import PaperOptions
from inspector.report.typeface import typefaces
from tests.report import rectified
from tests.report.office import LATIN, as_pdf, needs_office, stand_in
from tests.report.pdf_samples import (
    HALF_MILLIMETRE,
    SIGNATURE,
    Row,
    annexed,
    body_rows,
    chapters,
    deductions,
    facts,
    form,
    official,
    opened,
    rows_of,
)

pytestmark = needs_office

AREA = paper.OFFICIAL
PITCH = LINE / TWIPS_PER_POINT
PLACES = [AREA.top + (number + BASELINE) * PITCH for number in range(paper.LINES_PER_PAGE)]
AIR_OF_A_DATE = 5 * paper.SIZE_3 / 5
"""What LibreOffice puts between Chinese and digits of a date, and cannot be told to leave out."""
LONG_TITLE = "关于2020年度全市政务公开工作检查情况和政府信息公开平台问题整改情况的通报"
TALL = Table(
    columns=(Column(title="序号"), Column(title="内容")),
    rows=((Cell(text="甲"), Cell(text="一二三四五六七八九十" * 160)),) * 2,
)


def _papers() -> dict[str, Document]:
    text = Paragraph(runs=(Run(text="政务公开工作考核情况" * 200),))
    whole = [*chapters(), *annexed(60), *annexed(40, landscape=True)]
    return {
        "lines": official([text, *facts(1)]),
        "paper": official([*whole, *annexed(2)], status="未经审定", foot="数据校验码　3f9a"),
        "title": official(facts(1), title=LONG_TITLE, sealed=False, office="市大数据发展管理局"),
        "short": official(facts(1), dated=date(2020, 11, 7)),
        "tall": official([*facts(1), TALL]),
        "form": form([*facts(1), deductions(60), SIGNATURE]),
        "ledger": compose("ledger", rectified.whole(), PaperOptions(dated=date(2026, 1, 16))),
    }


@pytest.fixture(scope="module")
def papers() -> dict[str, Document]:
    return _papers()


@pytest.fixture(scope="module")
def files(
    papers: Mapping[str, Document], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """All papers, printed by one start of LibreOffice."""
    made = {name: render_docx(document).data for name, document in papers.items()}
    return as_pdf(made, map(repr, papers.values()), tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def printed(files: Mapping[str, bytes]) -> dict[str, list[Any]]:
    return {name: opened(data).pages for name, data in files.items()}


def text_of(page: Any) -> str:
    return "".join(row.text for row in rows_of(page))


def text_rows(page: Any) -> list[Row]:
    """Return the rows of body text of a page, without those of tables."""
    return [row for row in body_rows(page) if round(row.chars[0]["size"]) == paper.SIZE_3]


def row_at(page: Any, beginning: str) -> Row:
    return next(row for row in rows_of(page) if row.text.startswith(beginning))


def family(row: Row, at: int = 0) -> str:
    return str(row.chars[at]["fontname"]).partition("+")[2]


def test_a_page_holds_22_lines_of_28_characters(printed: Mapping[str, list[Any]]) -> None:
    full = printed["lines"][1:-1]
    assert len(full) > 1
    for page in full:
        rows = body_rows(page)
        assert [len(row.chars) for row in rows] == [28] * 22
        for row, place in zip(rows, PLACES, strict=True):
            assert row.baseline == pytest.approx(place, abs=HALF_MILLIMETRE)
            assert row.left == pytest.approx(AREA.left, abs=HALF_MILLIMETRE)
            assert row.right == pytest.approx(AREA.right, abs=HALF_MILLIMETRE)


def test_each_baseline_stands_within_half_a_millimetre_of_its_place(
    printed: Mapping[str, list[Any]],
) -> None:
    for name in ("paper", "title", "short"):
        for page in printed[name]:
            for row in body_rows(page):
                if row.chars[0]["size"] >= paper.SIZE_3 - 0.5 and page.height > page.width:
                    assert min(abs(row.baseline - place) for place in PLACES) <= HALF_MILLIMETRE


def test_text_stays_within_the_type_area(printed: Mapping[str, list[Any]]) -> None:
    """A mark that ends a line may hang beside it."""
    for name in ("paper", "title", "short", "lines"):
        for page in printed[name]:
            for row in text_rows(page):
                hangs = row.chars[-1]["text"] in CLOSING
                inked = row.chars[row.chars[0]["text"] in NO_END :]
                assert inked[0]["x0"] >= AREA.left - HALF_MILLIMETRE
                assert row.chars[-1]["x1"] <= AREA.right + HALF_MILLIMETRE + hangs * paper.SIZE_3


def test_the_title_is_parted_as_in_the_pdf(
    papers: Mapping[str, Document], printed: Mapping[str, list[Any]]
) -> None:
    for name in ("title", "paper", "short"):
        title = papers[name].head.title
        first = lay_out_official(papers[name], typefaces())[0]
        style = next(text.style for text in first.texts if title.startswith(text.text))
        wanted = [text.text for text in first.texts if text.style is style]
        rows = [row for row in body_rows(printed[name][0]) if row.chars[0]["size"] > 20]
        assert [row.text for row in rows] == wanted
        for row in rows:
            middle = (row.left + row.right) / 2
            assert middle == pytest.approx(AREA.left + AREA.width / 2, abs=2 * HALF_MILLIMETRE)


def test_fonts_and_sizes_go_by_level(printed: Mapping[str, list[Any]]) -> None:
    rows = [row for page in printed["paper"] for row in body_rows(page)]

    def face(beginning: str, at: int) -> tuple[str, float]:
        row = next(row for row in rows if row.text.startswith(beginning))
        return family(row, at), round(row.chars[at]["size"], 1)

    assert face("2020年度政务公开", 4) == (stand_in(Role.TITLE), paper.SIZE_2)
    assert face("市政务公开领导小组", 0) == (stand_in(Role.BODY), paper.SIZE_3)
    assert face("一、持续推进", 0) == (stand_in(Role.SANS), paper.SIZE_3)
    assert face("（一）政务服务", 0) == (stand_in(Role.KAI), paper.SIZE_3)
    assert face("（一）政务服务", 15) == (stand_in(Role.BODY), paper.SIZE_3)
    assert face("1.栏目更新", 2) == (stand_in(Role.BODY), paper.SIZE_3)
    assert face("1.栏目更新", 0) == (LATIN, paper.SIZE_3)
    assert face("（1）答复文书", 3) == (stand_in(Role.BODY), paper.SIZE_3)
    assert face("附件1", 0) == (stand_in(Role.SANS), paper.SIZE_3)


def test_page_numbers_stand_outside_seven_millimetres_under_the_type_area(
    printed: Mapping[str, list[Any]],
) -> None:
    under = AREA.bottom + paper.PAGE_NUMBER_DROP + paper.DASH_HEIGHT * paper.SIZE_4
    upright = 0
    for number, page in enumerate(printed["paper"], 1):
        if page.width > page.height:
            continue
        upright += 1
        row = row_at(page, f"— {number} —")
        assert row.baseline == pytest.approx(under, abs=HALF_MILLIMETRE)
        assert {round(char["size"]) for char in row.chars} == {14}
        assert family(row, 2) == stand_in(Role.SERIF)
        if number % 2:
            assert row.right == pytest.approx(AREA.right - 14, abs=HALF_MILLIMETRE)
        else:
            assert row.left == pytest.approx(AREA.left + 14, abs=HALF_MILLIMETRE)
    assert upright > 4


def test_status_and_foot_stand_where_the_pdf_has_them(printed: Mapping[str, list[Any]]) -> None:
    for page in printed["paper"]:
        if page.height > page.width:
            status, foot = row_at(page, "未经审定"), row_at(page, "数据校验码")
            assert status.baseline == pytest.approx(paper.STATUS_BASELINE, abs=HALF_MILLIMETRE)
            assert foot.baseline == pytest.approx(paper.FOOT_BASELINE, abs=HALF_MILLIMETRE)


def test_no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one(
    printed: Mapping[str, list[Any]],
) -> None:
    texts = [row.text.strip() for page in printed["paper"] for row in text_rows(page)]
    assert not [text for text in texts if text[0] in CLOSING]
    assert not [text for text in texts if text[-1] in NO_END]
    assert any("——" in text for text in texts)
    assert not [text for text in texts if text[0] == "—" or text.endswith("—")]


def test_annexes_begin_on_new_pages_with_their_titles_on_the_third_line(
    printed: Mapping[str, list[Any]],
) -> None:
    first = [body_rows(page)[0].text for page in printed["paper"] if page.height > page.width]
    assert [text for text in first if re.fullmatch(r"附件\d", text)] == ["附件1", "附件3"]
    page = next(page for page in printed["paper"] if body_rows(page)[0].text == "附件1")
    label, title = body_rows(page)[:2]
    assert label.left == pytest.approx(AREA.left, abs=HALF_MILLIMETRE)
    assert title.baseline == pytest.approx(PLACES[2], abs=HALF_MILLIMETRE)


def test_a_landscape_annex_lies_between_upright_pages(printed: Mapping[str, list[Any]]) -> None:
    lying = [page.width > page.height for page in printed["paper"]]
    assert lying[0] is lying[-1] is False
    first = lying.index(True)
    assert any("附件2" in text_of(page) for page in printed["paper"][first : first + 1])
    assert all(text_of(page).strip() for page in printed["paper"])


def test_tables_repeat_their_header_and_no_row_is_torn(printed: Mapping[str, list[Any]]) -> None:
    for name in ("paper", "form"):
        found = []
        for page in printed[name]:
            text = text_of(page)
            begun = [int(one) for one in re.findall(r"【(\d+)】", text)]
            assert sorted(begun) == sorted(int(one) for one in re.findall(r"〈(\d+)〉", text))
            assert not begun or "考核指标" in text
            found += begun
        rows = 60 if name == "form" else 60 + 40 + 2
        assert len(found) == rows


def test_columns_are_as_broad_as_in_the_pdf(
    papers: Mapping[str, Document], printed: Mapping[str, list[Any]]
) -> None:
    """Both share the width by what the columns hold; digits of the PDF's font may be narrower."""
    with opened(render_pdf(papers["form"]).data) as pdf:
        edges = [_edges(page) for page in (pdf.pages[0], printed["form"][0])]
    assert len(edges[0]) == len(edges[1]) == 6
    assert edges[0] == pytest.approx(edges[1], abs=paper.points(3))
    number, item, points, reason, _opinion = (b - a for a, b in pairwise(edges[1]))
    assert number < item < reason
    assert points < item


def _edges(page: Any) -> list[float]:
    """Return where the upright lines of a page's first table stand."""
    first = page.find_tables()[0]
    cells = [cell for cell in first.rows[0].cells if cell]
    return [*(cell[0] for cell in cells), cells[-1][2]]


def test_a_row_taller_than_a_page_is_torn_and_loses_nothing(
    printed: Mapping[str, list[Any]],
) -> None:
    pages = printed["tall"]
    said = "".join(text_of(page) for page in pages)
    assert len(pages) > 3
    assert all(said.count(digit) >= 320 for digit in "二三四五六七八九十")
    assert all("内容" in text_of(page) for page in pages[1:])


def test_a_sealed_office_is_centred_over_a_date_four_characters_in(
    printed: Mapping[str, list[Any]],
) -> None:
    (page,) = printed["short"]
    office, day = row_at(page, "市人民政府外事办公室"), row_at(page, "2020年11月7日")
    right = AREA.right - 4 * paper.CHARACTER_PITCH
    assert day.chars[-1]["x1"] == pytest.approx(right, abs=HALF_MILLIMETRE)
    middle = (day.left + day.right + AIR_OF_A_DATE) / 2
    assert (office.left + office.right) / 2 == pytest.approx(middle, abs=HALF_MILLIMETRE)


def test_an_unsealed_date_begins_two_characters_after_its_office(
    printed: Mapping[str, list[Any]],
) -> None:
    page = printed["title"][-1]
    office, day = row_at(page, "市大数据发展管理局"), row_at(page, "2020年11月7日")
    right = AREA.right - 2 * paper.CHARACTER_PITCH
    assert office.right == pytest.approx(right, abs=HALF_MILLIMETRE)
    shift = day.left + AIR_OF_A_DATE - office.left
    assert shift == pytest.approx(2 * paper.CHARACTER_PITCH, abs=HALF_MILLIMETRE)


def test_the_columns_of_the_ledger_keep_dates_and_numbers_whole(
    papers: Mapping[str, Document], printed: Mapping[str, list[Any]]
) -> None:
    (table,) = (one for one in papers["ledger"].blocks if isinstance(one, Table))
    pages = printed["ledger"]
    assert {(round(page.width), round(page.height)) for page in pages} == {(1191, 842)}
    (first, *_others) = pages[0].find_tables()
    assert len(first.rows[0].cells) == len(table.columns) == 19
    text = "\n".join(row.text for page in pages for row in rows_of(page))
    assert text.count("2026-01-12") >= len(table.rows)
    assert "市教育局-03" in text
    edges = sorted({round(cell[0]) for cell in first.rows[0].cells if cell})
    widths = [right - left for left, right in pairwise(edges)]
    assert max(widths) > 2 * min(widths)


def test_headings_can_be_gone_to(files: Mapping[str, bytes]) -> None:
    """LibreOffice makes bookmarks of what Word shows in its navigation pane."""
    document = pypdfium2.PdfDocument(files["paper"])
    try:
        marks = [(mark.level, mark.get_title()) for mark in document.get_toc()]
    finally:
        document.close()
    assert marks[:3] == [
        (0, "一、持续推进政务运行公开透明情况"),
        (0, "二、存在的主要问题"),
        (1, "（一）公开时效"),
    ]
    assert [title for level, title in marks if not level][2:] == ["得分情况汇总表"] * 3
