"""A hundred pages of text as PDF against drawing the same lines raw on a reportlab canvas."""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bench.measurement import Measurement, fastest, growth, ratio
from inspector.report import paper
from inspector.report.document import Document, Family, Head, Paragraph, Run
from inspector.report.fonts import Role
from inspector.report.official import lay_out_official
from inspector.report.pages import Page
from inspector.report.pdf import render_pdf
from inspector.report.typeface import typefaces, whole

AT_MOST: Final = 2
_RAW_FONT: Final = "bench-raw"
_SENTENCES: Final = (
    "按照年度政务公开工作要点和检查方案，近期组织力量对{n}家单位的工作开展情况进行了检查。",
    "检查组通过网上核查、查阅台账、现场察看、模拟申请等方式，核对栏目{n}个、文件{n}件、答复书{n}份。",
    "“政策解读”栏目按时更新，解读材料与政策文件相互关联，图表、音视频等形式占比达到{n}%；",
    "个别单位依申请公开答复文书格式不够规范，未告知救济渠道（涉及{n}件），已当场指出并立行立改。",
    "对照《中华人民共和国政府信息公开条例》第二十条，主动公开目录中有{n}类信息尚未完整覆盖，",
    "应于{n}个工作日内补齐，并将整改情况、佐证材料和责任分工报市政务公开领导小组办公室备案。",
)


def run() -> Sequence[Measurement]:
    """Measure 10 and 100 pages."""
    with TemporaryDirectory() as folder:
        small, large = (_measured(pages, Path(folder)) for pages in (10, 100))
    return [large, growth(small, large)]


def _measured(count: int, folder: Path) -> Measurement:
    """Time the whole of `render_pdf`, breaking included, and the bare drawing of its lines."""
    document = long_paper(count)
    pages = lay_out_official(document, typefaces())
    _register(pages, folder)
    own = fastest(lambda: render_pdf(document))
    other = fastest(lambda: _draw_raw(pages))
    return ratio(
        f"{len(pages)} pages of text as PDF",
        "drawing the same lines raw on a reportlab canvas",
        own,
        other,
        AT_MOST,
        size=len(pages),
    )


def long_paper(pages: int) -> Document:
    """Return an official paper of so many pages or a few lines less."""
    wanted = (pages * paper.LINES_PER_PAGE - 6) * (paper.CHARACTERS_PER_LINE - 1)
    paragraphs: list[Paragraph] = []
    length = number = 0
    while length < wanted:
        text = "".join(
            sentence.format(n=(number + at) * 7 % 190 + 1) for at, sentence in enumerate(_SENTENCES)
        )
        paragraphs.append(Paragraph(runs=(Run(text=text),)))
        length += len(text)
        number += 1
    return Document(
        kind="bench",
        family=Family.OFFICIAL,
        head=Head(
            title="关于年度政务公开工作检查情况的报告",
            addressee="市政府",
            office="市政务公开领导小组办公室",
            dated=date(2020, 12, 1),
        ),
        blocks=tuple(paragraphs),
    )


def _register(pages: Sequence[Page], folder: Path) -> None:
    """Build a TrueType font of the characters drawn, so that the raw canvas can draw them too."""
    used = {whole(char) for page in pages for text in page.texts for char in text.text} | {" "}
    body = typefaces().typeface(Role.BODY)
    names = {char: f"u{ord(char):05x}" for char in sorted(used)}
    units = body.piece("一").outlines.metrics.units
    square = TTGlyphPen(None)
    for at, point in enumerate(((0, 0), (0, units // 2), (units // 2, units // 2))):
        (square.lineTo if at else square.moveTo)(point)
    square.closePath()
    glyph = square.glyph()
    order = [".notdef", *names.values()]
    builder = FontBuilder(units, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(char): name for char, name in names.items()})
    builder.setupGlyf(dict.fromkeys(order, glyph))
    builder.setupHorizontalMetrics(dict.fromkeys(order, (units, 0)))
    builder.setupHorizontalHeader(ascent=units, descent=0)
    builder.setupNameTable({"familyName": "Raw", "styleName": "Regular", "psName": "Raw"})
    builder.setupOS2()
    builder.setupPost()
    path = folder / f"raw-{len(pages)}.ttf"
    builder.save(path)
    pdfmetrics.registerFont(TTFont(f"{_RAW_FONT}-{len(pages)}", path))


def _draw_raw(pages: Sequence[Page]) -> bytes:
    """Draw each line with one call and save."""
    name = f"{_RAW_FONT}-{len(pages)}"
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1, pageCompression=1)
    for page in pages:
        canvas.setFont(name, paper.SIZE_3)
        for text in page.texts:
            canvas.drawString(text.x, page.height - text.y, text.text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()
