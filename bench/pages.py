"""A hundred pages of text as PDF against drawing the same lines raw on a reportlab canvas."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bench.measurement import Measurement, fastest, growth, ratio
from bench.raw_canvas import RawCanvas
from inspector.report import paper
from inspector.report.document import Document, Family, Head, Paragraph, Run
from inspector.report.official import lay_out_official
from inspector.report.pdf import render_pdf
from inspector.report.typeface import typefaces

AT_MOST: Final = 2
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
    raw = RawCanvas([pages], folder)
    own = fastest(lambda: render_pdf(document))
    other = fastest(lambda: raw.draw(pages))
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
