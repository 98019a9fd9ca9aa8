"""The album of evidence shows each picture with its caption, two to a page, on PDF and DOCX."""

import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import docx
import pdfplumber
import pytest
from PIL import Image, ImageDraw

from inspector.domain.inspection import Inspection
from inspector.report.document import Annex, Document, Family, Pictures, Table
from inspector.report.docx import render_docx
from inspector.report.draft_text import generated_of, joined, text_of
from inspector.report.pdf import render_pdf
from inspector.services import documents, drafts, evidence, findings, lookup
from inspector.services.desk import Desk
from inspector.services.documents import Wish
from inspector.services.evidence import Piece
from inspector.services.findings import Fact

ALBUM = Wish(kind="evidence_album", unit="市外办")
WHEN = datetime(2025, 12, 9, 10, 12)


@pytest.fixture
def task(desk: Desk) -> Inspection:
    return lookup.inspection(desk, None)


def picture(width: int, height: int, shade: int) -> bytes:
    """Return a picture of its own, so that no two are one file."""
    made = Image.new("RGBA", (width, height), (shade, 120, 200, 255))
    ImageDraw.Draw(made).rectangle((10, 10, width // 2, height // 2), fill=(255, 255, 255, 255))
    out = io.BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def made(desk: Desk, task: Inspection) -> Document:
    """The album of a unit with five pictures, a link and a file that only claims to be one."""
    unit, item = lookup.unit_and_item(desk, task, "市外办", "4.2")
    fact = Fact(fact="空白栏目2个", count=2, place="门户网站“领导信息”")
    findings.add(desk, task, unit, item, lookup.rule(item, "a"), fact)
    (located,) = findings.every(desk, task, unit)
    shots = tuple(
        Piece(source=f"图{number}.png", content=picture(900, size, number * 40), taken_at=WHEN)
        for number, size in enumerate((600, 1800, 500, 700))
    )
    evidence.add(desk, task, unit, item, shots, located.finding)
    broken = Piece(source="坏.jpg", content=b"no picture", caption="坏的")
    link = Piece(source="https://wsb.example.gov.cn/", caption="栏目")
    evidence.add(desk, task, unit, item, (broken, link))
    return documents.make(desk, task, ALBUM)


def test_every_picture_has_number_unit_item_place_and_time(made: Document) -> None:
    (album,) = [block for block in made.blocks if isinstance(block, Pictures)]
    captions = ["\n".join(one.caption) for one in album.pictures]
    assert len(captions) == 5
    assert [text[:2] for text in captions] == ["图1", "图2", "图3", "图4", "图5"]
    shown = next(text for text in captions if "空白栏目2个" in text)
    for part in ("市外办", "指标：4.2", "位置：门户网站“领导信息”", "时间：2025年12月9日10时12分"):
        assert part in shown
    (others,) = [block for block in made.blocks if isinstance(block, Table)]
    assert [cell.text for cell in others.rows[0]][3:5] == ["栏目", "https://wsb.example.gov.cn/"]


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("kind", ["feedback_form", "confirmation"])
def test_what_is_said_of_a_finding_leads_to_its_pictures(
    desk: Desk, task: Inspection, kind: str
) -> None:
    """Whoever asks which two columns were empty is led to the pictures that show them."""
    paper = documents.make(desk, task, Wish(kind=kind, unit="市外办"))
    cells = [
        cell.text
        for block in paper.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
    ]
    assert any("佐证图册图1、图2、图3、图4" in text for text in cells)
    assert not any("wsb.example" in text for text in cells)


@pytest.mark.usefixtures("made")
def test_a_finding_without_evidence_has_that_of_its_item(desk: Desk, task: Inspection) -> None:
    unit, item = lookup.unit_and_item(desk, task, "市外办", "4.2")
    findings.add(
        desk, task, unit, item, lookup.rule(item, "b"), Fact(fact="3个栏目未更新", count=3)
    )
    paper = documents.make(desk, task, Wish(kind="feedback", unit="市外办"))
    form = str(paper.attachments[0].blocks)
    assert "图5、https://wsb.example.gov.cn/" in form
    assert "https://" not in str(paper.blocks)
    assert "3个栏目未更新（佐证图册图5）" in str(paper.blocks)


def test_two_pictures_stand_on_a_page_of_the_pdf(made: Document) -> None:
    data = render_pdf(made).data
    assert data == render_pdf(made).data
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        counts = [len(page.images) for page in pdf.pages]
        texts = [page.extract_text() for page in pdf.pages]
        for page in pdf.pages:
            for image in page.images:
                assert image["x0"] >= 60
                assert image["x1"] <= page.width - 60
    assert sum(counts) == 4
    assert [text.count("指标：4.2") for text in texts[:3]] == [2, 2, 1]
    assert "图片无法显示" in "".join(texts)
    assert "第1页" in texts[0].replace(" ", "")


def test_the_word_file_holds_the_same_pictures(made: Document) -> None:
    data = render_docx(made).data
    assert data == render_docx(made).data
    opened = docx.Document(io.BytesIO(data))
    assert len(opened.inline_shapes) == 4
    assert any("图1" in one.text for one in opened.paragraphs)


def test_a_draft_of_an_album_keeps_no_bytes_and_shows_the_pictures(
    desk: Desk, task: Inspection, made: Document, tmp_path: Path
) -> None:
    draft = drafts.find(desk, task, drafts.make(desk, task, ALBUM))
    shown = drafts.paper(desk, task, draft)
    assert shown.blocks == made.blocks
    assert shown.pictures == made.pictures
    stored = text_of(made), generated_of(made)
    assert joined(*stored).blocks == made.blocks
    assert len(str(stored)) < 10_000
    changed = tmp_path / "图册.md"
    changed.write_text(drafts.as_markdown(desk, task, draft.id), encoding="utf-8")
    assert not drafts.update_from_markdown(desk, task, draft.id, changed).touched


def test_a_unit_without_pictures_has_an_album_that_says_so(desk: Desk, task: Inspection) -> None:
    made = documents.make(desk, task, ALBUM)
    assert not any(isinstance(block, Pictures) for block in made.blocks)
    assert "没有图片佐证" in str(made.blocks)


def test_an_official_paper_may_hold_an_album_as_well(made: Document) -> None:
    blocks = (Annex(title="佐证图册", landscape=True), *made.blocks)
    for shown in (made.blocks, blocks):
        paper = replace(made, family=Family.OFFICIAL, blocks=shown)
        with pdfplumber.open(io.BytesIO(render_pdf(paper).data)) as pdf:
            boxes = [
                (image["x0"], image["top"], page.width - image["x1"], page.height - image["bottom"])
                for page in pdf.pages
                for image in page.images
            ]
        assert len(boxes) == 4
        assert all(min(box) > 60 for box in boxes)
        assert len(docx.Document(io.BytesIO(render_docx(paper).data)).inline_shapes) == 4
