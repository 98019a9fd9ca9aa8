"""Charts: one drawing for PDF, DOCX and the screen, its values printed, no higher than a page."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image

from inspector.domain.errors import Refused
from inspector.i18n.messages import sentence
from inspector.report import chart_pages, compose, paper
from inspector.report.charts import drawings
from inspector.report.document import Chart, ChartKind, ChartRow, Document, Family, Head
from inspector.report.docx import render_docx
from inspector.report.draft_text import generated_of, joined, text_of
from inspector.report.markdown import from_markdown, to_markdown
from inspector.report.pdf import render_pdf
from inspector.report.subject import PaperOptions
from inspector.report.typeface import typefaces
from tests.report.ningchuan import fifteen_units

NAMES = ("主动公开", "解读回应", "依申请公开", "平台建设", "组织保障")
RATES = (8735, 8385, 9100, 8202, 9167)


def bars(count: int = 5) -> Chart:
    return Chart(
        name="statistics.rates",
        title="各部分得分率",
        rows=tuple(
            ChartRow(
                label=f"{NAMES[at % 5]}{at}",
                values=(RATES[at % 5],),
                texts=(f"{RATES[at % 5] / 100:.2f}%",),
            )
            for at in range(count)
        ),
        notes=("得分率＝得分合计÷应得合计。",),
    )


def grid(columns: int) -> Chart:
    return Chart(
        name="statistics.grid",
        kind=ChartKind.GRID,
        title="单位×指标",
        series=tuple(f"{at}.1" for at in range(columns)),
        rows=(
            ChartRow(label="市外办", values=(5000,) * columns, texts=("−1.60",) * columns),
            ChartRow(label="市财政局", values=(0,) * columns, texts=("",) * columns),
        ),
    )


def paper_with(*blocks: Chart, family: Family = Family.OFFICIAL) -> Document:
    return Document(kind="report", family=family, head=Head(title="统计"), blocks=blocks)


def words(data: bytes) -> str:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def filled(data: bytes) -> list[float]:
    """Return the widths of a PDF's dark bars."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [
            one["width"]
            for page in pdf.pages
            for one in page.rects
            if one["non_stroking_color"] and one["non_stroking_color"][0] < 0.5
        ]


def test_every_value_is_printed_and_each_bar_is_as_long_as_its_value() -> None:
    data = render_pdf(paper_with(bars())).data
    for rate in RATES:
        assert f"{rate / 100:.2f}%" in words(data)
    lengths = filled(data)
    assert len(lengths) == 5
    for length, rate in zip(lengths, RATES, strict=True):
        assert length / lengths[0] == pytest.approx(rate / RATES[0], abs=0.005)


@pytest.mark.parametrize("family", list(Family))
def test_a_long_chart_goes_on_over_pages_without_leaving_the_type_area(family: Family) -> None:
    rendered = render_pdf(paper_with(bars(80), family=family))
    assert rendered.pages >= 3
    assert len(filled(rendered.data)) == 80
    area = paper.OFFICIAL if family is Family.OFFICIAL else paper.FORM
    with pdfplumber.open(io.BytesIO(rendered.data)) as pdf:
        boxes = [one for page in pdf.pages for one in page.rects]
    assert min(one["x0"] for one in boxes) >= area.left - 0.1
    assert max(one["x1"] for one in boxes) <= area.right + 0.1
    assert max(one["bottom"] for one in boxes) <= area.bottom + 0.1


def test_a_grid_wider_than_the_page_goes_on_underneath() -> None:
    narrow = drawings(grid(5), paper.TYPE_WIDTH, typefaces())
    wide = drawings(grid(40), paper.TYPE_WIDTH, typefaces())
    assert (len(narrow), len(wide)) == (1, 4)
    assert all(one.width <= paper.TYPE_WIDTH for one in wide)


def test_the_docx_shows_the_same_drawing_with_its_figures_in_words() -> None:
    document = paper_with(bars(), grid(5))
    data = render_docx(document).data
    assert data == render_docx(document).data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        pictures = [name for name in package.namelist() if name.startswith("word/media/")]
        body = package.read("word/document.xml").decode()
        sizes = {Image.open(io.BytesIO(package.read(name))).size for name in pictures}
    assert len(pictures) == 2
    assert min(size[0] for size in sizes) > 1_000
    assert "主动公开0 87.35%" in body
    assert body.count("<wp:inline") == 2


def test_a_picture_for_the_screen_is_that_of_the_paper_with_title_and_notes() -> None:
    small, large = (
        Image.open(io.BytesIO(chart_pages.picture(bars(), dpi))).size for dpi in (72, 144)
    )
    assert large[0] == pytest.approx(2 * small[0], abs=2)
    bare = Image.open(io.BytesIO(chart_pages.picture(replace(bars(), title="", notes=()), 72))).size
    assert bare[1] < small[1]


def test_shades_of_two_series_differ_without_colour() -> None:
    pair = Chart(
        kind=ChartKind.PAIRS,
        series=("2025年", "2024年"),
        rows=(ChartRow(label="市外办", values=(8000, 9000), texts=("80.00%", "90.00%")),),
    )
    picture = Image.open(io.BytesIO(chart_pages.picture(pair, 72))).convert("L")
    seen = picture.histogram()
    dark, light = sorted(sorted(range(240), key=lambda shade: -seen[shade])[:2])
    assert light - dark > 60


def test_a_radar_needs_three_axes_and_is_otherwise_drawn_as_bars() -> None:
    rows = bars().rows
    radar = Chart(kind=ChartKind.RADAR, rows=rows)
    few = Chart(kind=ChartKind.RADAR, rows=rows[:2])
    heights = [drawings(one, 400, typefaces())[0].height for one in (radar, few)]
    assert heights[0] > 250 > heights[1]


def test_an_empty_chart_is_set_as_its_title_alone() -> None:
    data = render_pdf(paper_with(Chart(title="没有数据"))).data
    assert "没有数据" in words(data)


def test_a_chart_goes_into_a_draft_and_to_markdown_and_back() -> None:
    document = paper_with(bars(), grid(3))
    assert joined(text_of(document), generated_of(document)) == document
    text = to_markdown(document)
    assert "【图：statistics.rates｜各部分得分率】" in text
    assert from_markdown(text, document).blocks == document.blocks


def test_a_template_names_charts_and_gets_the_years_figures(tmp_path: Path) -> None:
    template = tmp_path / "analysis.txt"
    template.write_text(
        "标题：统计分析\n--------\n【图：各部分得分率】\n【图：得分排名】\n【图：失分集中指标】\n",
        encoding="utf-8",
    )
    made = compose.compose("report", fifteen_units(), PaperOptions(template=template))
    charts = {one.title: one for one in made.blocks if isinstance(one, Chart)}
    rated = charts["市直部门各部分得分率"]
    assert [(row.label, *row.texts) for row in rated.rows] == [
        ("主动公开", "87.35%"),
        ("解读回应", "83.85%"),
        ("依申请公开", "91.00%"),
        ("平台建设", "82.02%"),
        ("组织保障", "91.67%"),
        ("合计", "86.95%"),
    ]
    first = charts["市直部门得分排名"].rows[0]
    assert (first.label, first.texts, first.note) == ("1　市发展改革委", ("98.26",), "优秀")
    assert charts["市直部门失分集中指标"].rows[0].texts == ("10/10家",)


def test_a_chart_that_no_paper_has_is_refused_with_those_that_are(tmp_path: Path) -> None:
    template = tmp_path / "analysis.txt"
    template.write_text("标题：统计\n--------\n【图：饼图】\n", encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        compose.compose("report", fifteen_units(), PaperOptions(template=template))
    assert "得分排名" in sentence(refusal.value.issues[0])
