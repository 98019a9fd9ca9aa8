"""Forms and tables, on laid-out pages and on the finished file."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.report import paper
from inspector.report.document import (
    Align,
    Annex,
    Block,
    Cell,
    Column,
    Document,
    Paragraph,
    Run,
    Table,
)
from inspector.report.forms import lay_out_form
from inspector.report.official import lay_out_official
from inspector.report.pages import Page
from inspector.report.pdf import render_pdf
from inspector.report.typeface import typefaces
from tests.report.pdf_samples import (
    HALF_MILLIMETRE,
    SIGNATURE,
    annexed,
    deductions,
    facts,
    form,
    official,
    opened,
    rows_of,
    shown,
)

_ROW = (Cell(text="市外办"), Cell(text="1.20"), Cell(text="说明"))


def laid_out(document: Document) -> list[Page]:
    return lay_out_form(document, typefaces())


def texts_at(page: Any) -> list[str]:
    return [row.text for row in rows_of(page)]


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    return laid_out(form([*facts(1), deductions(60), SIGNATURE], status="未经审定"))


def test_each_page_of_a_form_says_which_of_how_many_and_whose(pages: list[Page]) -> None:
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        text = shown(page)
        assert f"第{number}页　共{len(pages)}页" in text
        assert "市外办　扣分情况反馈表" in text
        assert "未经审定" in text
        assert "3f9a0c1122d4e5b6" in text


def test_the_header_is_repeated_on_each_page(pages: list[Page]) -> None:
    assert all("考核指标" in shown(page) for page in pages)


def test_no_row_is_torn_and_none_is_lost(pages: list[Page]) -> None:
    found: list[str] = []
    for page in pages:
        rows = re.findall(r"【(\d+)】", shown(page))
        assert rows == re.findall(r"〈(\d+)〉", shown(page))
        found += rows
    assert found == [str(number) for number in range(1, 61)]


def test_all_stays_within_the_area_of_a_form(pages: list[Page]) -> None:
    area = paper.FORM
    for page in pages:
        for text in page.texts:
            assert area.left - 0.1 <= text.x
            width = text.style.width(text.text) + text.spacing * len(text.text)
            assert text.x + width <= area.right + HALF_MILLIMETRE
        assert max(rule.y1 for rule in page.rules) <= area.bottom


@pytest.mark.parametrize("rows", range(1, 41))
def test_a_signature_is_never_alone_on_a_page(rows: int) -> None:
    last = laid_out(form([deductions(rows), SIGNATURE]))[-1]
    assert "主要负责人（签字）" in shown(last)
    assert f"〈{rows}〉" in shown(last)


@settings(max_examples=25)
@given(st.integers(0, 4), st.integers(20, 1500))
def test_a_signature_stands_by_text_even_after_rows_of_any_height(rows: int, length: int) -> None:
    table = deductions(rows + 1, note="甲乙丙丁" * (length // 4))
    last = laid_out(form([table, SIGNATURE]))[-1]
    text = shown(last)
    assert text.index("甲乙丙丁") < text.index("主要负责人（签字）")


def test_a_note_of_20000_characters_is_set_whole() -> None:
    note = "".join(chr(0x4E00 + number % 3000) for number in range(20_000))
    laid = laid_out(form([deductions(2, note=note), SIGNATURE]))
    text = "".join(re.sub(r"[^一-\u59b8]", "", _column(page)) for page in laid)
    assert len(laid) > 10
    assert text == note * 2
    assert all("考核指标" in shown(page) for page in laid)


def _column(page: Page) -> str:
    """Return the text of the broad column, which alone has lines of more than 14 characters."""
    left = min(text.x for text in page.texts if len(text.text) > 14 and text.style.size == 12)
    return "".join(text.text for text in page.texts if abs(text.x - left) < 0.01)


def test_a_table_wider_than_high_takes_landscape_pages() -> None:
    table = deductions(3)
    wide = Table(columns=table.columns, rows=table.rows, landscape=True)
    with opened(render_pdf(form([wide, SIGNATURE])).data) as pdf:
        (page,) = pdf.pages
        assert page.width > page.height
        assert "第1页　共1页" in texts_at(page)


def test_seal_and_signature_have_room_and_a_line_to_write_on() -> None:
    (page,) = laid_out(form([deductions(2), SIGNATURE]))
    field = next(text for text in page.texts if text.text.startswith("单位（盖章）"))
    table_end = max(rule.y1 for rule in page.rules if rule.y1 < field.y)
    assert field.y - table_end > paper.points(15)
    lines = [rule for rule in page.rules if 0 < rule.y0 - field.y < 6]
    assert len(lines) == 2
    assert any(text.text.startswith("日期：") and "年" in text.text for text in page.texts)


def table_of(rows: Sequence[tuple[Cell, ...]], columns: int = 3, **more: Any) -> Table:
    titles = tuple(Column(title=f"第{number}列") for number in range(1, columns + 1))
    return Table(columns=titles, rows=tuple(rows), **more)


def test_a_cell_over_several_rows_is_said_again_on_the_next_page() -> None:
    rows: list[tuple[Cell, ...]] = [
        (Cell(text="主动公开", down=80), Cell(text="0"), Cell(text="内容"))
    ]
    rows += [(Cell(text=f"{n}"), Cell(text="内容")) for n in range(1, 80)]
    laid = laid_out(form([table_of(rows)]))
    assert len(laid) > 1
    assert all("主动公开" in shown(page) for page in laid)


def test_a_long_text_over_several_rows_loses_nothing_at_a_page_break() -> None:
    text = "".join(chr(0x4E00 + number) for number in range(900))
    rows: list[tuple[Cell, ...]] = [(Cell(text=text, down=40), Cell(text="0"), Cell(text="项"))]
    rows += [(Cell(text=f"{n}"), Cell(text="项")) for n in range(1, 40)]
    said = "".join(shown(page) for page in laid_out(form([*facts(3), table_of(rows)])))
    assert not set(text) - set(said)


def test_cells_over_several_columns_have_no_line_through_them() -> None:
    rows = [(Cell(text="甲"), Cell(text="乙"), Cell(text="丙")), (Cell(text="合计", across=3),)]
    (page,) = laid_out(form([table_of(rows)]))
    upright = sorted((rule for rule in page.rules if rule.x0 == rule.x1), key=lambda r: r.x0)
    bottom = max(rule.y1 for rule in upright)
    assert [rule.y1 == bottom for rule in upright].count(False) > 0
    assert {round(rule.x0) for rule in upright if rule.y1 == bottom} == {
        round(paper.FORM.left),
        round(paper.FORM.right),
    }


def test_a_header_of_several_rows_is_drawn_with_its_spans() -> None:
    header = (
        (Cell(text="单位", down=2), Cell(text="得分率", across=2)),
        (Cell(text="主动公开"), Cell(text="解读回应")),
    )
    rows = [(Cell(text="市外办"), Cell(text="83.04%"), Cell(text="77.00%"))]
    (page,) = laid_out(form([table_of(rows, header=header)]))
    unit = next(text for text in page.texts if text.text == "单位")
    rate = next(text for text in page.texts if text.text == "得分率")
    assert unit.y > rate.y
    assert "第1列" not in shown(page)


def test_a_row_with_too_many_cells_is_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match="row 1"):
        laid_out(form([table_of([(Cell(), Cell(), Cell(), Cell())])]))


def test_columns_share_the_width_by_what_they_hold() -> None:
    rows = [
        (Cell(text=str(n)), Cell(text="市发展改革委"), Cell(text="公开" * 40)) for n in range(5)
    ]
    (page,) = laid_out(form([table_of(rows)]))
    edges = sorted({round(rule.x0, 1) for rule in page.rules if rule.x0 == rule.x1})
    number, unit, text = (b - a for a, b in pairwise(edges))
    assert number < unit < text
    assert sum((number, unit, text)) == pytest.approx(paper.FORM.width, abs=0.5)


def test_given_widths_are_kept_in_proportion() -> None:
    columns = (Column(title="甲", width=1), Column(title="乙", width=3))
    (page,) = laid_out(form([Table(columns=columns, rows=((Cell(), Cell()),))]))
    edges = sorted({round(rule.x0, 1) for rule in page.rules if rule.x0 == rule.x1})
    assert edges[2] - edges[1] == pytest.approx(3 * (edges[1] - edges[0]), abs=0.3)


def test_numbers_stand_right_and_titles_in_the_middle() -> None:
    columns = (Column(title="单位"), Column(title="得分", align=Align.RIGHT))
    rows = ((Cell(text="市外办"), Cell(text="82.26")), (Cell(text="市司法局"), Cell(text="9.00")))
    (page,) = laid_out(form([Table(columns=columns, rows=rows)]))
    ends = [
        text.x + text.style.width(text.text)
        for text in page.texts
        if text.text.endswith(("26", "00"))
    ]
    assert ends[0] == pytest.approx(ends[1], abs=0.01)


def test_a_table_without_rows_shows_its_header() -> None:
    (page,) = laid_out(form([table_of([]), SIGNATURE]))
    assert "第2列" in shown(page)


def test_an_annex_of_120_rows_repeats_its_header_and_keeps_its_rows_whole() -> None:
    laid = lay_out_official(official([*facts(1), *annexed(120)]), typefaces())[1:]
    assert len(laid) > 4
    assert all("考核指标" in shown(page) for page in laid)
    for page in laid:
        assert re.findall(r"【(\d+)】", shown(page)) == re.findall(r"〈(\d+)〉", shown(page))
        assert max(rule.y1 for rule in page.rules) <= paper.OFFICIAL.bottom + 0.1
    assert "注：扣分按末级指标封顶。" in shown(laid[-1])


def test_headings_are_counted_anew_in_the_annex_of_a_form() -> None:
    """As in its DOCX."""
    headings = [Paragraph(level=1, heading=words) for words in ("组织领导", "平台建设")]
    laid = laid_out(form([*headings, Annex(title="说明"), Paragraph(level=1, heading="口径")]))
    assert "二、平台建设" in shown(laid[0])
    assert "一、口径" in shown(laid[1])


def test_text_after_a_table_is_back_on_the_line_grid() -> None:
    blocks: list[Block] = [*facts(1), deductions(3), *facts(2)]
    for page in lay_out_official(official(blocks), typefaces()):
        for text in page.texts:
            if text.style.size == paper.SIZE_3:
                lines = (text.y - paper.OFFICIAL.top - paper.FIRST_BASELINE) / paper.LINE_PITCH
                assert lines == pytest.approx(round(lines), abs=0.01)


def test_attachments_follow_and_are_numbered_for_themselves() -> None:
    paper_with_form = Document(
        kind="feedback",
        family=official([]).family,
        head=official([]).head,
        blocks=tuple(facts(1)),
        attachments=(form([deductions(2), SIGNATURE]),),
    )
    rendered = render_pdf(paper_with_form)
    with opened(rendered.data) as pdf:
        assert "— 1 —" in texts_at(pdf.pages[0])
        assert "第1页　共1页" in texts_at(pdf.pages[-1])
    assert rendered.pages == 2


def test_a_row_that_opens_a_part_of_the_table_is_never_the_last_on_a_page() -> None:
    opening = (Cell(text="平台建设", across=3, strong=True),)
    row = (Cell(text="市外办"), Cell(text="1.20"), Cell(text="说明"))
    for before in range(25, 40):
        laid = laid_out(form([table_of([*[row] * before, opening, *[row] * 9])]))
        page = next(page for page in laid if "平台建设" in shown(page))
        (opened_at,) = (text.y for text in page.texts if text.text == "平台建设")
        under = {text.y for text in page.texts if opened_at < text.y < paper.FORM.bottom}
        assert len(under) >= 2


def test_a_part_of_a_table_that_goes_over_the_page_is_named_again() -> None:
    def part(name: str) -> list[tuple[Cell, ...]]:
        return [(Cell(text=name, across=3, strong=True),), *[_ROW] * 40]

    laid = laid_out(form([table_of([*part("主动公开"), *part("平台建设"), *part("组织保障")])]))
    assert sum(shown(page).count("说明") for page in laid) == 120
    for page, next_page in pairwise(laid):
        names = ("主动公开", "平台建设", "组织保障")
        last = max(names, key=shown(page).rfind)
        assert f"{last}（续）" in shown(next_page) or shown(next_page).find(last) < 0
        assert max(rule.y1 for rule in page.rules) <= paper.FORM.bottom + 0.1
    assert sum(shown(page).count("（续）") for page in laid) == len(laid) - 1


def test_a_table_that_fits_on_a_page_is_not_torn_after_its_first_rows() -> None:
    for lines in range(2, 20):
        body = [Paragraph(runs=(Run(text="公开"),))] * lines
        laid = lay_out_official(official([*body, table_of([_ROW] * 8)]), typefaces())
        rows = [shown(page).count("说明") for page in laid if "说明" in shown(page)]
        assert len(rows) == 1 or rows[0] >= 4


def test_the_last_row_of_a_long_table_is_not_alone_on_its_page() -> None:
    for count in range(20, 70):
        laid = laid_out(form([table_of([_ROW] * count)]))
        rows = [shown(page).count("说明") for page in laid]
        assert sum(rows) == count
        assert len(rows) == 1 or rows[-1] >= 2


def test_a_title_goes_with_its_table_when_a_signature_takes_it_along() -> None:
    small = Table(columns=(Column(title="指标"),), rows=((Cell(text="甲项"),),), title="小表")
    for rows in range(8, 24):
        laid = laid_out(form([deductions(rows), small, SIGNATURE]))
        (titled,) = (page for page in laid if any(text.text == "小表" for text in page.texts))
        assert "甲项" in shown(titled)


def test_a_seal_gives_up_room_before_the_signatures_leave_the_page_of_their_table() -> None:
    def pages_for(rows: int) -> tuple[int, float]:
        laid = laid_out(form([table_of([_ROW] * rows), SIGNATURE]))
        (label,) = (text for text in laid[-1].texts if text.text.startswith("单位（盖章）"))
        return len(laid), label.y - max(text.y for text in laid[-1].texts if text.text == "说明")

    found = [pages_for(rows) for rows in range(10, 60)]
    rooms = {round(room) for _, room in found}
    assert len(rooms) == 2
    assert max(rooms) - min(rooms) == round(paper.SEAL_ROOM - paper.LEAST_SEAL_ROOM)
