"""What is measured on the finished PDF besides its pages: text, fonts, tables and bytes."""

import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from pdfminer.pdftypes import resolve1

from inspector.report import paper
from inspector.report.compose import compose
from inspector.report.docx import render_docx
from inspector.report.pdf import Rendered, render_pdf
from inspector.report.subject import PaperOptions
from tests.report import rectified
from tests.report.pdf_samples import (
    HALF_MILLIMETRE,
    SIGNATURE,
    annexed,
    body_rows,
    chapters,
    deductions,
    facts,
    form,
    official,
    opened,
)
from tests.report.reading import text as words_of

AREA = paper.OFFICIAL
TITLE = "关于2020年度全市政务公开工作检查情况和政府信息公开平台问题整改情况的通报"
DOCUMENT = official(chapters(), title=TITLE)
TABLES = official([*facts(1), *annexed(60), *annexed(40, landscape=True)])


@pytest.fixture(scope="module")
def rendered() -> Rendered:
    return render_pdf(DOCUMENT)


@pytest.fixture(scope="module")
def pages(rendered: Rendered) -> Iterator[list[Any]]:
    with opened(rendered.data) as pdf:
        yield pdf.pages


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_all_text_comes_out_in_order_as_it_went_in(pages: list[Any]) -> None:
    said = plain("".join(row.text for page in pages for row in body_rows(page)))
    head = DOCUMENT.head
    wanted = plain(f"{TITLE}{head.addressee}：{words_of(DOCUMENT)}{head.office}2020年11月7日")
    assert said == wanted


def test_fonts_are_embedded_as_subsets_of_what_is_said(pages: list[Any]) -> None:
    said = len({char["text"] for page in pages for char in page.chars})
    fonts = {
        resolve1(value)["BaseFont"].name: resolve1(resolve1(value)["DescendantFonts"])[0]
        for page in pages
        for value in resolve1(page.page_obj.resources["Font"]).values()
    }
    assert len(fonts) >= 4
    for name, descendant in fonts.items():
        assert re.match(r"[A-Z]{6}\+", name)
        descriptor = resolve1(resolve1(descendant)["FontDescriptor"])
        held = TTFont(io.BytesIO(resolve1(descriptor["FontFile2"]).get_data()))
        assert len(held.getGlyphOrder()) <= 2 * said


def test_title_and_addressee_stand_where_and_as_large_as_they_should(pages: list[Any]) -> None:
    rows = body_rows(pages[0])
    titles = [row for row in rows if row.chars[0]["size"] == paper.SIZE_2]
    assert "".join(row.text for row in titles) == TITLE
    assert len(titles) > 1
    for row in titles:
        middle = (row.left + row.chars[-1]["x1"]) / 2
        assert middle == pytest.approx(AREA.left + AREA.width / 2, abs=HALF_MILLIMETRE)
    addressee = rows[len(titles)]
    assert addressee.text == f"{DOCUMENT.head.addressee}："
    assert addressee.left == pytest.approx(AREA.left, abs=HALF_MILLIMETRE)
    lines = (addressee.baseline - titles[-1].baseline) / paper.LINE_PITCH
    assert lines == pytest.approx(2, abs=0.05)


def test_tables_of_the_file_repeat_their_header_and_tear_no_row() -> None:
    for document, count in ((TABLES, 100), (form([deductions(60), SIGNATURE]), 60)):
        with opened(render_pdf(document).data) as pdf:
            found = 0
            for page in pdf.pages:
                text = page.extract_text()
                begun = re.findall(r"【(\d+)】", text)
                assert sorted(begun) == sorted(re.findall(r"〈(\d+)〉", text))
                assert not begun or len(re.findall("考核指标", text)) == 1
                found += len(begun)
            assert found == count


def test_a_landscape_page_keeps_within_the_type_area_turned() -> None:
    area = paper.OFFICIAL_LANDSCAPE
    with opened(render_pdf(TABLES).data) as pdf:
        lying = [page for page in pdf.pages if page.width > page.height]
        assert lying
        for page in lying:
            texts = [char for char in page.chars if char["upright"]]
            assert min(char["x0"] for char in texts) >= area.left - HALF_MILLIMETRE
            assert max(char["x1"] for char in texts) <= area.right + HALF_MILLIMETRE
            lines = [*page.lines, *page.rects]
            assert min(line["top"] for line in lines) >= area.top - HALF_MILLIMETRE
            assert max(line["bottom"] for line in lines) <= area.bottom + HALF_MILLIMETRE


def test_the_meeting_reads_one_lying_a3_sheet_in_nothing_below_12_points() -> None:
    """Fifteen units and the line for signatures share it."""
    document = compose("meeting_table", rectified.whole(), PaperOptions(dated=date(2026, 1, 16)))
    with opened(render_pdf(document).data) as pdf:
        (page,) = pdf.pages
        assert (page.width, page.height) == (
            pytest.approx(paper.points(420), abs=0.1),
            pytest.approx(paper.points(297), abs=0.1),
        )
        (table,) = page.find_tables()
        within = page.crop(table.bbox)
        assert min(char["size"] for char in within.chars) > paper.SIZE_SMALL_4 - 0.01


_SCRIPT = """
import hashlib
from tests.report.test_pdf_measures import DOCUMENT, TABLES
from inspector.report.docx import render_docx
from inspector.report.pdf import render_pdf
for one in (DOCUMENT, TABLES):
    for data in (render_pdf(one).data, render_docx(one).data):
        print(hashlib.sha256(data).hexdigest())
"""


def test_equal_input_gives_equal_bytes_in_another_process() -> None:
    """Another process orders its sets otherwise."""
    wanted = [
        hashlib.sha256(data).hexdigest()
        for one in (DOCUMENT, TABLES)
        for data in (render_pdf(one).data, render_docx(one).data)
    ]
    changed = os.environ | {"PYTHONHASHSEED": "4711"}
    made = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        cwd=Path(__file__).parents[2],
        env=changed,
        capture_output=True,
        check=True,
        text=True,
    )
    assert made.stdout.split() == wanted
