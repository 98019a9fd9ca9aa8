"""版头, 版记 and turned page numbers of a DOCX, measured where LibreOffice sets it."""

import io
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest
from docx.enum.section import WD_SECTION

from inspector.report import paper
from inspector.report.document import Document, Paragraph, RedHead, Run
from inspector.report.docx import render_docx
from inspector.report.pdf import render_pdf
from tests.report.pdf_samples import Row, annexed, facts, official, opened, rows_of

COPIES = ("市委办公室", "市人大常委会办公室", "市政协办公室", "市纪委监委机关", "市委组织部")
IMPRINT: dict[str, Any] = {
    "copied_to": COPIES,
    "printed_by": "宁川市人民政府办公室",
    "printed_on": date(2020, 11, 9),
}
HEAD: dict[str, Any] = {
    "office": "宁川市人民政府办公室",
    "document_number": "宁政办发〔2020〕7号",
    "issuer_upward": "王明",
    "urgency": "特急",
}
FULL = official([*facts(1), *annexed(3, landscape=True), *annexed(30, landscape=True)],
                red_head=RedHead.FULL, **HEAD, **IMPRINT)  # fmt: skip
ROOM = official(facts(5), red_head=RedHead.ROOM, **HEAD, **IMPRINT)
TIGHT = official([Paragraph(runs=(Run(text="甲项工作已经完成。"),))] * 17)
"""Office and date would stand on a second page."""
RED = (1.0, 0.0, 0.0)


def mm(points: float) -> float:
    return points / paper.POINTS_PER_MM


def row(page: Any, words: str) -> Row:
    """Return the row of a page that holds some words."""
    return next(one for one in rows_of(page) if words in one.text)


def black_rules(page: Any) -> list[tuple[float, float]]:
    """Return place and thickness of a page's black rules in mm, from top to bottom."""
    black = (one for one in page.lines if one["stroking_color"] == (0.0, 0.0, 0.0))
    return sorted({(round(mm(one["top"]), 2), round(mm(one["linewidth"]), 2)) for one in black})


def sections(document: Document) -> list[Any]:
    return list(docx.Document(io.BytesIO(render_docx(document).data)).sections)


def is_numbered(section: Any) -> bool:
    return "PAGE" in section.even_page_footer._element.xml


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, list[Any]]]:
    """Return the pages that LibreOffice makes of the papers."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed; make test installs it")
    folder = tmp_path_factory.mktemp("office")
    files = {"full": FULL, "room": ROOM, "tight": TIGHT}
    for name, document in files.items():
        (folder / f"{name}.docx").write_bytes(render_docx(document).data)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder)]
    command += [str(folder / f"{name}.docx") for name in files]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    opened_files = {name: pdfplumber.open(Path(folder / f"{name}.pdf")) for name in files}
    yield {name: pdf.pages for name, pdf in opened_files.items()}
    for pdf in opened_files.values():
        pdf.close()


def test_mark_number_and_red_line_stand_where_the_standard_has_them(
    made: dict[str, list[Any]],
) -> None:
    page = made["full"][0]
    mark = row(page, "办公室文件")
    assert {char["non_stroking_color"] for char in mark.chars} == {RED}
    assert {round(char["size"], 1) for char in mark.chars} <= {36.0, 36.5}
    ink = mark.baseline - 0.84 * mark.chars[0]["size"]
    assert mm(ink) == pytest.approx(37 + 35, abs=1)
    number = row(page, "宁政办发")
    assert number.text.endswith("签发人：王明")
    line = next(one for one in page.lines if one["stroking_color"] == RED)
    foot = number.baseline + (1 - paper.EM_ASCENT) * paper.SIZE_3
    assert mm(line["top"] - foot) == pytest.approx(4, abs=0.5)
    assert mm(line["x0"]) == pytest.approx(28, abs=0.1)
    assert mm(line["x1"]) == pytest.approx(28 + 156, abs=0.1)


def test_the_title_under_a_red_head_or_its_room_stands_on_the_grid(
    made: dict[str, list[Any]],
) -> None:
    with opened(render_pdf(FULL).data) as pdf:
        places = [row(pdf.pages[0], words).baseline for words in ("特急", "2020年度")]
    for pages in (made["full"], made["room"]):
        urgent, title = (row(pages[0], words).baseline for words in ("特急", "2020年度"))
        assert title - urgent == pytest.approx(places[1] - places[0], abs=paper.points(0.5))
    assert not any(one["stroking_color"] == RED for one in made["room"][0].lines)


def test_the_imprint_ends_at_the_foot_of_the_type_area_of_an_even_page(
    made: dict[str, list[Any]],
) -> None:
    for pages in (made["full"], made["room"]):
        assert not len(pages) % 2
        rules = black_rules(pages[-1])
        assert [thick for _place, thick in rules] == [
            pytest.approx(thick, abs=0.03) for thick in (0.35, 0.25, 0.35)
        ]
        assert rules[-1][0] == pytest.approx(37 + 225, abs=0.5)
        printed = row(pages[-1], "印发")
        assert mm(printed.left) == pytest.approx(28 + mm(paper.SIZE_4), abs=0.5)
        assert mm(printed.chars[-1]["x1"]) == pytest.approx(184 - mm(paper.SIZE_4), abs=0.5)


def test_a_turned_page_has_its_number_where_its_upright_neighbours_have_it(
    made: dict[str, list[Any]],
) -> None:
    def dashes(page: Any) -> list[tuple[float, float]]:
        found = [c for c in page.chars if c["text"] == "—" and c["matrix"][0] == 0]
        return [(char["matrix"][4], char["matrix"][5]) for char in found]

    with opened(render_pdf(FULL).data) as pdf:
        pairs = list(zip(pdf.pages, made["full"], strict=True))
        turned = [(ours, theirs) for ours, theirs in pairs if ours.width > ours.height]
        assert len(turned) > 2
        for ours, theirs in turned:
            for mine, other in zip(dashes(ours), dashes(theirs), strict=True):
                assert other[0] == pytest.approx(mine[0], abs=paper.points(0.5))
                assert other[1] == pytest.approx(mine[1], abs=paper.points(1.5))


def test_lines_give_way_for_office_and_date_to_stay_with_the_text_and_the_program_says_so(
    made: dict[str, list[Any]],
) -> None:
    (issue,) = render_docx(TIGHT).noticed
    assert issue.code == "paper.grid_changed"
    assert render_docx(ROOM).noticed == ()
    (page,) = made["tight"]
    rows = [one.baseline for one in rows_of(page) if "甲项" in one.text]
    pitch = float(issue.parameters["line_pitch"])
    assert (rows[-1] - rows[0]) / (len(rows) - 1) == pytest.approx(pitch, abs=0.15)
    assert row(page, "2020").baseline < paper.OFFICIAL.bottom


def test_an_imprint_that_has_no_room_under_the_text_takes_an_even_page_of_its_own() -> None:
    first, own = sections(official(facts(1), **IMPRINT))
    assert own.start_type is WD_SECTION.EVEN_PAGE
    assert is_numbered(first)
    assert is_numbered(own)
    assert len(sections(ROOM)) == 2


def test_behind_a_blank_page_the_imprint_bears_no_number() -> None:
    paragraphs = [facts(1)[0]] * 5
    lengths = [paragraphs[:count] for count in range(1, 6)]
    pages = {
        len(blocks): render_pdf(official(blocks, **IMPRINT)).pages
        - render_pdf(official(blocks)).pages
        for blocks in lengths
    }
    counts = {added: count for count, added in pages.items()}
    assert 2 in counts
    for added, length in counts.items():
        *_others, last = sections(official(paragraphs[:length], **IMPRINT))
        assert is_numbered(last) is (added < 2)


def test_no_imprint_where_nothing_of_it_is_given() -> None:
    (only,) = sections(official(facts(1)))
    assert only.start_type is WD_SECTION.NEW_PAGE
