"""Text under tables, charts and pictures of a DOCX, on the grid of the pages LibreOffice makes."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image

from inspector.domain.dossier import FiledReturn
from inspector.exchange.return_forms import load
from inspector.report import paper
from inspector.report.compose import compose
from inspector.report.document import (
    Block,
    Document,
    Paragraph,
    Picture,
    Pictures,
    Run,
    Signature,
    Table,
)
from inspector.report.docx import render_docx
from inspector.report.docx_flow import Bands, Filling, Settled
from inspector.report.docx_styles import BASELINE, LINE
from inspector.report.docx_xml import TWIPS_PER_POINT
from inspector.report.subject import PaperOptions
from tests.golden import return_cases as given
from tests.report import rectified, suqian
from tests.report.ningchuan import fifteen_units
from tests.report.office import as_pdf, needs_office
from tests.report.pdf_samples import (
    HALF_MILLIMETRE,
    SIGNATURE,
    Row,
    body_rows,
    deductions,
    facts,
    form,
    official,
    opened,
    rows_of,
)
from tests.report.test_charts import bars

PITCH = LINE / TWIPS_PER_POINT
PLACES = [
    paper.OFFICIAL.top + (number + BASELINE) * PITCH for number in range(paper.LINES_PER_PAGE)
]
OPTIONS = PaperOptions(dated=date(2026, 1, 20))
SIZES = (paper.SIZE_2, paper.SIZE_3, paper.SIZE_4)
"""Of all text but that of tables, their notes and captions."""
ADDRESS = "https://www.example.gov.cn/zfxxgk/fdzdgknr/2025-12/19/content_1234567890.html"
SIGNED = "市人民政府外事办公室"


def _bare(rows: int, note: str = "") -> Table:
    return replace(deductions(rows, note=note), notes=())


def _lines(count: int) -> list[Paragraph]:
    return [Paragraph(runs=(Run(text="逐项核对"),)) for _ in range(count)]


def _photo(width: int, height: int) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (width, height), (120, 160, 200)).save(written, "JPEG")
    return written.getvalue()


def _drawn() -> Document:
    text = iter(facts(5))
    album = Pictures(
        title="佐证图片",
        pictures=tuple(
            Picture(blob=blob, caption=("图1　政务公开专栏", "拍摄于2025年12月1日", "首页")[:lines])
            for blob, lines in (("broad", 1), ("high", 3), ("broad", 2))
        ),
    )
    signature = Signature(fields=("审核人（签字）", "日期"))
    blocks: list[Block] = [
        next(text),
        bars(),
        next(text),
        replace(bars(3), notes=()),
        next(text),
        album,
    ]
    made = official([*blocks, next(text), signature, next(text)])
    return replace(made, pictures={"broad": _photo(1600, 900), "high": _photo(800, 1200)})


def _yearly() -> dict[str, Document]:
    filed_form = FiledReturn(
        form=load(given.HOUSING.form),
        given=given.HOUSING,
        last=given.BEFORE["市住房城乡建设局"],
    )
    unit = suqian.own_check()
    filed = replace(unit, dossier=replace(unit.dossier, filed=filed_form))
    return {
        "annual": compose("annual_report", filed, OPTIONS),
        "city": compose("city_annual_report", replace(fifteen_units(), filed=filed_form), OPTIONS),
    }


def _papers() -> dict[str, Document]:
    text = facts(6)
    long = "对照年度政务公开工作要点逐项核对门户网站专栏" * 30
    between: list[Block] = []
    for rows in range(1, 9):
        between += [*_lines(1), deductions(rows)]
    return {
        **_yearly(),
        "report": compose("report", rectified.whole(), OPTIONS),
        "bulletin": compose("bulletin", rectified.whole(), OPTIONS),
        "drawn": _drawn(),
        "between": official([*between, *(_bare(rows) for rows in (2, 3)), *_lines(2)]),
        "over": official([*text[:2], deductions(25), *text[2:4], _bare(30), text[4]]),
        **{
            f"over {lines}": official([*_lines(lines), _bare(25), *_lines(3)], sealed=False)
            for lines in (2, 9, 13, 16, 18)
        },
        "address": official([*_lines(2), _bare(2, f"见{ADDRESS}的页面"), *_lines(2)]),
        **{f"last {rows}": official([*_lines(1), _bare(rows, "甲")]) for rows in (10, 15, 16, 17)},
        **{f"last over {rows}": official([*_lines(2), _bare(rows)]) for rows in (15, 21)},
        "one": official([Paragraph(runs=(Run(text=long),))]),
        **{
            f"form {rows}": form([_bare(rows, "甲"), SIGNATURE], title="自评表", running_title="")
            for rows in (53, 55, 57)
        },
    }


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    papers = _papers()
    made = {name: render_docx(document).data for name, document in papers.items()}
    folder = tmp_path_factory.mktemp("office")
    files = as_pdf(made, map(repr, papers.values()), folder)
    return {name: opened(data).pages for name, data in files.items()}


def _text_rows(page: Any) -> list[Row]:
    return [
        row
        for row in body_rows(page)
        if any(abs(row.chars[0]["size"] - size) < 0.5 for size in SIZES)
    ]


@needs_office
def test_text_under_tables_charts_and_pictures_stands_on_the_grid(
    printed: Mapping[str, list[Any]],
) -> None:
    measured, astray = 0, []
    for name, pages in printed.items():
        for number, page in enumerate(pages, 1):
            if page.height < page.width or name.startswith("form"):
                continue
            for row in _text_rows(page):
                measured += 1
                if min(abs(row.baseline - place) for place in PLACES) > HALF_MILLIMETRE:
                    astray.append((name, number, row.text))
    assert astray == []
    assert measured > 500


@needs_office
def test_no_page_is_left_half_blank_within_a_table(printed: Mapping[str, list[Any]]) -> None:
    for name in ("annual", "city", "over", "over 2", "over 13", "over 18"):
        tables = [page.find_tables() for page in printed[name]]
        for here, following in pairwise(tables):
            if here and following and following[0].bbox[1] < paper.OFFICIAL.top + PITCH / 2:
                assert here[-1].bbox[3] > paper.OFFICIAL.top + paper.OFFICIAL.height / 2


@needs_office
def test_office_and_date_under_a_table_stand_with_rows_of_it(
    printed: Mapping[str, list[Any]],
) -> None:
    pages = [len(printed[name]) for name in printed if name.startswith("last")]
    assert {1, 2, 3} == set(pages)
    for name in (name for name in printed if name.startswith("last")):
        said = "".join(row.text for row in body_rows(printed[name][-1]))
        assert SIGNED in said
        assert "【" in said


@needs_office
def test_fields_to_be_signed_stand_with_rows_of_a_table_of_several_pages(
    printed: Mapping[str, list[Any]],
) -> None:
    forms = {name: pages for name, pages in printed.items() if name.startswith("form")}
    assert {len(pages) for pages in forms.values()} == {2, 3}
    for pages in forms.values():
        said = "".join(row.text for row in rows_of(pages[-1]))
        assert "主要负责人（签字）" in said
        assert "【" in said


@needs_office
def test_a_paper_of_one_long_paragraph_begins_on_its_first_page(
    printed: Mapping[str, list[Any]],
) -> None:
    first, second = (body_rows(page) for page in printed["one"])
    assert len(first) > paper.LINES_PER_PAGE - 3
    assert SIGNED in "".join(row.text for row in second)
    assert "逐项核对" in "".join(row.text for row in second)


# How far pages are filled -------------------------------------------------------------------------


def _joined(heights: Sequence[float], settled: Settled) -> Iterator[float]:
    """Give how high the bands are that stay together."""
    together = 0.0
    for height, more, is_joined in zip(heights, settled.grown, settled.joined, strict=True):
        together += height + more
        if not is_joined:
            yield together
            together = 0.0


def _filled(heights: Sequence[float], header: float, used: float, page: float) -> float:
    """Fill pages with bands one after another, as a word processor does; return what is used."""
    used += header
    for number, height in enumerate(heights):
        if used + height > page + paper.HAIR:
            used = header if number or used > header else used
        used += height
    return used


@pytest.mark.parametrize("begun", range(3, 20))
def test_wherever_a_page_ends_the_room_under_a_table_is_the_same(begun: int) -> None:
    """A program with other fonts may begin a table two lines higher or lower."""
    header, heights = 22.45, tuple(22.45 + 16.2 * (at * 7 % 4) for at in range(24))
    filling = Filling.of(paper.OFFICIAL, LINE)
    filling.add_lines(begun)
    settled = filling.add_table(Bands(heights, header))
    grown = list(_joined(heights, settled))
    for astray in range(-2, 3):
        used = _filled(grown, header, (begun + astray) * PITCH, paper.OFFICIAL.height)
        lines = (used + paper.TABLE_RULE + settled.room) / PITCH
        assert lines == pytest.approx(round(lines), abs=0.02)


def test_a_table_that_ends_far_from_the_page_s_end_keeps_its_heights() -> None:
    filling = Filling.of(paper.OFFICIAL, LINE)
    filling.add_lines(4)
    settled = filling.add_table(Bands((22.45, 38.65, 22.45), 22.45))
    assert settled.grown == (0.0, 0.0, 0.0)
    assert filling.used == pytest.approx(8 * PITCH)
    assert settled.room == pytest.approx(4 * PITCH - 4 * 22.45 - 16.2 - paper.TABLE_RULE)


def test_a_heading_goes_to_the_next_page_with_its_text() -> None:
    filling = Filling.of(paper.OFFICIAL, LINE)
    filling.add_lines(21)
    filling.add_lines(3, is_headed=True)
    assert filling.used == pytest.approx(3 * PITCH)
    filling.add_lines(30)
    assert filling.used == pytest.approx(11 * PITCH)
