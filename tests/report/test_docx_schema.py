"""The XML of a DOCX has its elements in the order the schema wants, or Word offers to repair it."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from docx.oxml import parse_xml

from inspector.report.document import Document, RedHead
from inspector.report.docx import render_docx
from tests.report.pdf_samples import SIGNATURE, annexed, chapters, deductions, facts, form, official
from tests.report.test_text_grids import WITH_ANNEX

WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDER = {
    name: order.split()
    for name, order in {
        "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs"
        " kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
        " snapToGrid spacing ind contextualSpacing mirrorIndents jc textDirection textAlignment"
        " outlineLvl rPr sectPr",
        "rPr": "rStyle rFonts b i caps strike outline noProof snapToGrid vanish color spacing w"
        " kern position sz szCs highlight u effect bdr shd fitText vertAlign lang",
        "trPr": "cantSplit trHeight tblHeader jc",
        "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
        "tblPr": "tblStyle tblpPr tblW jc tblCellSpacing tblInd tblBorders shd tblLayout"
        " tblCellMar tblLook",
        "sectPr": "headerReference footerReference type pgSz pgMar pgBorders pgNumType cols vAlign"
        " titlePg docGrid",
        "style": "name aliases basedOn next link uiPriority qFormat pPr rPr tblPr trPr tcPr",
        "tbl": "tblPr tblGrid tr",
        "tc": "tcPr tbl p",
        "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl"
        " noLineBreaksAfter noLineBreaksBefore compat themeFontLang decimalSymbol listSeparator",
    }.items()
}
PAPERS = {
    "paper": official(
        [*chapters(), deductions(3), *annexed(3, landscape=True), *annexed(2)],
        status="未经审定",
        foot="数据校验码",
        note="此件公开发布",
    ),
    "red head": official(
        [*facts(1), *annexed(2, landscape=True)],
        red_head=RedHead.FULL,
        document_number="宁政〔2025〕1号",
        issuer_upward="王明",
        urgency="特急",
        copied_to=("市委办公室", "市人大常委会办公室"),
        printed_by="市人民政府外事办公室",
        printed_on=date(2025, 1, 2),
    ),
    "joint head": official(
        facts(1),
        red_head=RedHead.FULL,
        document_number="宁政〔2025〕1号",
        issuer_upward="王明、李明、张华",
        joint_offices=("市财政局", "市审计局"),
    ),
    "closer lines and characters": WITH_ANNEX,
    "form": form([*facts(1), deductions(3), SIGNATURE]),
}


def parts(document: Document) -> Iterator[Any]:
    with zipfile.ZipFile(io.BytesIO(render_docx(document).data)) as package:
        for name in package.namelist():
            if re.match(r"word/(document|header|footer|styles|settings)\d*\.xml", name):
                yield parse_xml(package.read(name))


def local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


@pytest.mark.parametrize("name", PAPERS)
def test_elements_stand_in_the_order_of_the_schema(name: str) -> None:
    for part in parts(PAPERS[name]):
        for element in part.iter(*(WORDS + known for known in ORDER)):
            order = ORDER[local(element)]
            places = [order.index(local(child)) for child in element]
            assert local(element) in ("trPr", "tc") or places == sorted(places)


@pytest.mark.parametrize("name", PAPERS)
def test_a_paragraph_stands_behind_each_table_and_ends_each_cell(name: str) -> None:
    for part in parts(PAPERS[name]):
        for cell in part.iter(f"{WORDS}tc"):
            assert local(cell[-1]) == "p"
        for body in part.iter(f"{WORDS}body"):
            assert not [
                (before, after)
                for before, after in pairwise(map(local, body))
                if before == "tbl" and after != "p"
            ]
