"""Lines and characters give way for office and date to stay with the text (7.3.5.5)."""

from collections.abc import Sequence
from typing import Any

import pytest

from inspector.i18n.messages import sentence
from inspector.report import paper
from inspector.report.document import Annex, Block, Document, Paragraph, Run
from inspector.report.docx import render_docx
from inspector.report.docx_styles import BASELINE, line_of
from inspector.report.docx_xml import TWIPS_PER_POINT
from inspector.report.official import lay_out_official
from inspector.report.paper import STANDARD_GRID, TextGrid
from inspector.report.pdf import render_pdf
from inspector.report.typeface import typefaces
from tests.report.office import as_pdf, needs_office
from tests.report.pdf_samples import (
    HALF_MILLIMETRE,
    Row,
    body_rows,
    deductions,
    official,
    opened,
)

AREA = paper.OFFICIAL
WORDS = "政务公开工作考核情况"
OFFICE = "市人民政府外事办公室"
HELPED = {
    TextGrid(23, 28): (332, 101),
    TextGrid(22, 29): (315, 112),
    TextGrid(23, 29): (257, 196),
    TextGrid(24, 28): (331, 122),
    TextGrid(24, 29): (388, 86),
    TextGrid(22, 27): (165, 165, 165),
}
"""How long the paragraphs of a paper are that each grid is the first to help."""
BEYOND_HELP = (186, 293)


def text(lengths: Sequence[int]) -> list[Block]:
    """Return paragraphs of so many full-width characters each, the last of them a stop."""
    return [Paragraph(runs=(Run(text=(WORDS * 40)[: length - 1] + "。"),)) for length in lengths]


def helped(grid: TextGrid) -> Document:
    return official(text(HELPED[grid]))


def text_rows(page: Any) -> list[Row]:
    """Return the rows of 3号, without those of office and date."""
    rows = [row for row in body_rows(page) if round(row.chars[0]["size"]) == paper.SIZE_3]
    return [row for row in rows if row.text[:4] not in (OFFICE[:4], "2020")]


def full_rows(page: Any) -> list[Row]:
    """Return the rows that nothing but characters fills from edge to edge; a mark may hang."""
    return [
        row
        for row in text_rows(page)
        if row.left < AREA.left + 1 and row.right > AREA.right - 10 and row.text[-1] != "。"
    ]


def is_signed_with_text(page: Any) -> bool:
    said = [row.text for row in body_rows(page)]
    return OFFICE in said and any(row.text.endswith("。") for row in text_rows(page))


def places(first: float, pitch: float, count: int) -> list[float]:
    return [AREA.top + first + number * pitch for number in range(count)]


def assert_set_in(grid: TextGrid, pages: Sequence[Any], lines: Sequence[float]) -> None:
    """Assert that text fills the lines of a grid on pages, whose baselines are `lines`."""
    rows = [row for page in pages for row in full_rows(page)]
    assert len(rows) > 5
    assert {len(row.chars) for row in rows} == {grid.characters}
    for row in rows:
        assert row.left == pytest.approx(AREA.left, abs=HALF_MILLIMETRE)
        assert row.right == pytest.approx(AREA.right, abs=HALF_MILLIMETRE)
    for row in (row for page in pages for row in text_rows(page)):
        assert min(abs(row.baseline - line) for line in lines) <= HALF_MILLIMETRE
        assert row.baseline < AREA.bottom
    begun = [row for page in pages for row in text_rows(page) if row.text[:4] == WORDS[:4]]
    indented = [row.left for row in begun if row.left > AREA.left + 1]
    assert indented
    for left in indented:
        indent = AREA.left + paper.INDENT * grid.character_pitch
        assert left == pytest.approx(indent, abs=HALF_MILLIMETRE)


def pdf_lines(grid: TextGrid) -> list[float]:
    first = paper.baseline(grid.line_pitch, paper.SIZE_3)
    return places(first, grid.line_pitch, grid.lines)


def docx_lines(grid: TextGrid) -> list[float]:
    pitch = line_of(grid) / TWIPS_PER_POINT
    return places(BASELINE * pitch, pitch, grid.lines)


# PDF ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("grid", HELPED)
def test_each_grid_brings_office_and_date_to_their_text(grid: TextGrid) -> None:
    with opened(render_pdf(helped(grid)).data) as pdf:
        assert len(pdf.pages) == 1 + (grid.characters < paper.CHARACTERS_PER_LINE)
        assert is_signed_with_text(pdf.pages[-1])
        assert_set_in(grid, pdf.pages, pdf_lines(grid))


def test_a_wider_grid_leaves_no_line_empty_on_the_page_before() -> None:
    grid = TextGrid(22, 27)
    with opened(render_pdf(helped(grid)).data) as pdf:
        bottom = max(row.baseline for row in text_rows(pdf.pages[0]))
        assert bottom == pytest.approx(pdf_lines(grid)[-1], abs=HALF_MILLIMETRE)


@pytest.mark.parametrize("grid", HELPED)
def test_the_program_says_which_grid_it_took(grid: TextGrid) -> None:
    for noticed in (render_pdf(helped(grid)).noticed, render_docx(helped(grid)).noticed):
        (issue,) = noticed
        assert issue.code == "paper.grid_changed"
        assert grid.lines == int(issue.parameters["lines"])
        assert grid.characters == int(issue.parameters["characters"])
        said = sentence(issue)
        assert str(grid.lines) in said
        assert str(grid.characters) in said


def test_where_no_grid_helps_lines_of_the_standard_go_along_and_nothing_is_said() -> None:
    made = render_pdf(official(text(BEYOND_HELP)))
    assert made.noticed == ()
    with opened(made.data) as pdf:
        first, last = pdf.pages
        assert is_signed_with_text(last)
        assert len(text_rows(last)) == 2
        assert_set_in(STANDARD_GRID, [first], pdf_lines(STANDARD_GRID))


def test_grids_are_tried_in_turn_and_the_first_that_helps_is_taken() -> None:
    assert list(HELPED) == list(paper.OTHER_GRIDS)
    for grid in HELPED:
        assert lay_out_official(helped(grid), typefaces())[0].grid == grid


def test_among_tables_lines_keep_their_pitch() -> None:
    grids = set()
    for length in range(100, 500, 8):
        blocks = [deductions(1), *text([length])]
        grids.add(lay_out_official(official(blocks), typefaces())[0].grid)
    assert len(grids) > 1
    assert {grid.lines for grid in grids} == {paper.LINES_PER_PAGE}


# annexes -----------------------------------------------------------------------------------------

_GRID_WITH_ANNEX = TextGrid(24, 29)
WITH_ANNEX = official(
    [*text((114, 307)), Annex(title="得分情况汇总表"), *text((150,)), deductions(2)]
)


def test_an_annex_keeps_the_grid_of_the_standard() -> None:
    with opened(render_pdf(WITH_ANNEX).data) as pdf:
        first, annex = pdf.pages
        assert_set_in(_GRID_WITH_ANNEX, [first], pdf_lines(_GRID_WITH_ANNEX))
        rows = full_rows(annex)
        assert {len(row.chars) for row in rows} == {paper.CHARACTERS_PER_LINE}
        for row in rows:
            distance = min(abs(row.baseline - line) for line in pdf_lines(STANDARD_GRID))
            assert distance <= HALF_MILLIMETRE


# DOCX, as LibreOffice prints it ------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    papers = {f"{grid.lines} × {grid.characters}": helped(grid) for grid in HELPED}
    papers |= {"annex": WITH_ANNEX, "none": official(text(BEYOND_HELP))}
    files = {name: render_docx(document).data for name, document in papers.items()}
    made = as_pdf(files, map(repr, papers.values()), tmp_path_factory.mktemp("office"))
    return {name: opened(data).pages for name, data in made.items()}


@needs_office
@pytest.mark.parametrize("grid", HELPED)
def test_a_word_file_is_set_in_the_same_grid(printed: dict[str, list[Any]], grid: TextGrid) -> None:
    pages = printed[f"{grid.lines} × {grid.characters}"]
    assert len(pages) == 1 + (grid.characters < paper.CHARACTERS_PER_LINE)
    assert is_signed_with_text(pages[-1])
    assert_set_in(grid, pages, docx_lines(grid))


@needs_office
def test_a_word_file_that_no_grid_helps_keeps_the_standard(printed: dict[str, list[Any]]) -> None:
    pages = printed["none"]
    assert is_signed_with_text(pages[-1])
    assert_set_in(STANDARD_GRID, pages, docx_lines(STANDARD_GRID))


@needs_office
def test_an_annex_of_a_word_file_keeps_the_grid_of_the_standard(
    printed: dict[str, list[Any]],
) -> None:
    first, annex = printed["annex"]
    assert_set_in(_GRID_WITH_ANNEX, [first], docx_lines(_GRID_WITH_ANNEX))
    rows = full_rows(annex)
    assert {len(row.chars) for row in rows} == {paper.CHARACTERS_PER_LINE}
    for row in rows:
        distance = min(abs(row.baseline - line) for line in docx_lines(STANDARD_GRID))
        assert distance <= HALF_MILLIMETRE


@needs_office
def test_titles_of_an_annex_stand_as_far_apart_as_ever(printed: dict[str, list[Any]]) -> None:
    _first, annex = printed["annex"]
    places = {row.text: row.baseline for row in body_rows(annex)}
    below = places["得分情况汇总表"] - places["附件"]
    assert below == pytest.approx(2 * paper.LINE_PITCH, abs=1)
