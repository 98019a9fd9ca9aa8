"""Pictures while typing: only changed pages are painted, and each block is where it is said."""

from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest

from inspector.report.document import (
    Annex,
    Cell,
    Column,
    Document,
    Family,
    Head,
    Paragraph,
    Run,
    Table,
)
from inspector.report.pages import HEAD_BLOCK
from inspector.report.pdf import render_pdf
from inspector.report.preview import Preview, preview

DPI = 40
SENTENCE = "公开了机构职能和内设机构，目录完整，链接有效，更新及时，内容准确，查阅方便。"
NAMES = "甲乙丙丁戊己庚辛壬癸子丑"
FORM = Document(
    kind="form",
    family=Family.FORM,
    head=Head(title="扣分情况反馈表"),
    blocks=(
        Table(
            id="table",
            name="findings",
            columns=(Column(title="事实"),),
            rows=((Cell(text="缺栏目"),),),
        ),
    ),
)


@pytest.fixture(scope="module")
def paper() -> Document:
    blocks = [
        Paragraph(id=f"p{number}", runs=(Run(text=f"{NAMES[number]}方面。" + SENTENCE * 4),))
        for number in range(12)
    ]
    return Document(
        kind="report",
        family=Family.OFFICIAL,
        head=Head(title="关于考核情况的报告", office="市政府办公室", copied_to=("市委办公室",)),
        blocks=(
            *blocks,
            Annex(id="annex", title="名单", landscape=True),
            Paragraph(id="listed", runs=(Run(text="名单如下。"),)),
        ),
        attachments=(FORM,),
    )


@pytest.fixture(scope="module")
def seen(paper: Document) -> Preview:
    return preview(paper, DPI)


def typed_into(paper: Document, place: int, letters: str) -> Document:
    blocks = list(paper.blocks)
    block = blocks[place]
    assert isinstance(block, Paragraph)
    blocks[place] = replace(block, runs=(Run(text=block.runs[0].text + letters),))
    return replace(paper, blocks=tuple(blocks))


def test_a_letter_paints_only_the_page_it_stands_on(paper: Document, seen: Preview) -> None:
    keys = {page.key for page in seen.pages}
    after = preview(typed_into(paper, 11, "改"), DPI, keys)
    painted = [number for number, page in enumerate(after.pages) if page.image is not None]
    (place,) = [one for one in after.places if one.block == "p11"][-1:]
    assert painted == [place.page]
    assert preview(paper, DPI, keys).pages == tuple(
        replace(page, image=None) for page in seen.pages
    )


def test_pages_out_of_sight_wait(paper: Document) -> None:
    first = preview(paper, DPI, near=0)
    assert [page.image is not None for page in first.pages[:3]] == [True, True, False]


def test_each_block_stands_where_it_is_said(paper: Document, seen: Preview) -> None:
    data = render_pdf(paper).data
    with pdfplumber.open(BytesIO(data)) as pdf:
        for place in seen.places:
            if place.block.startswith("p") and place.page < 3:
                page = pdf.pages[place.page]
                edges = (place.x - 1, place.y, place.x + place.width + 1, place.y + place.height)
                words = page.crop(edges, strict=False).extract_text()
                begins = words.startswith(f"{NAMES[int(place.block[1:])]}方面。")
                first = next(one for one in seen.places if one.block == place.block)
                assert begins == (place == first)


def test_a_turned_page_is_as_wide_as_it_is_looked_at(seen: Preview) -> None:
    (listed,) = [one for one in seen.places if one.block == "listed"]
    page = seen.pages[listed.page]
    assert page.width > page.height
    assert listed.x + listed.width <= page.width
    assert listed.y + listed.height <= page.height


def test_title_and_office_belong_to_the_head(seen: Preview) -> None:
    heads = [one for one in seen.places if one.block == HEAD_BLOCK]
    assert heads[0].page == 0
    assert len(heads) >= 2


def test_the_body_comes_without_annexes_but_names_them(paper: Document, seen: Preview) -> None:
    body = preview(paper, DPI, body_only=True)
    assert not body.is_whole
    assert seen.is_whole
    assert {place.block for place in body.places} == {HEAD_BLOCK, *(f"p{n}" for n in range(12))}
    keys = [page.key for page in seen.pages]
    shared = [page.key for page in body.pages]
    assert shared == keys[: len(shared)], "the body's pages are painted once for both"
