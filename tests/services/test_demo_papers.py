"""Every kind of paper comes out of the demo's year as PDF and DOCX, with all that it should say."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest

from inspector.bootstrap import open_desk
from inspector.domain.ledger import Outcome
from inspector.report.document import Document, Paragraph, Pictures, Table
from inspector.report.kinds import Kind
from inspector.report.person_names import persons_in
from inspector.services import demo, documents, lookup, persons, problem_lines, public_papers
from inspector.services.desk import Desk
from inspector.services.documents import Wish

UNITS = {
    "annual_report": "市财政局",
    **dict.fromkeys(("rectification_notice", "rectification_list"), "市住房城乡建设局"),
    **dict.fromkeys(("rectification_reply", "reminder"), "市住房城乡建设局"),
}
"""The kinds about one unit for which the usual one has nothing to say."""
KINDS = tuple(documents.kinds())
LEFT_TO_THE_OFFICE = (
    *("主要做法", "整改完成日期", "政府信息管理情况", "平台建设情况", "监督保障情况"),
    *("社会评议情况", "责任追究结果情况", "存在的主要问题及改进情况", "收取信息处理费情况"),
)
"""What no data tell, and a person writes."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The demo's year, gone through to its end."""
    folder = tmp_path_factory.mktemp("demo")
    with open_desk(folder / "宁川市.inspection", author=demo.AUTHOR, create=True) as desk:
        for written in demo.build(desk, folder):
            assert written.stat().st_size
        yield desk


def paper(desk: Desk, kind: Kind) -> Document:
    unit = UNITS.get(kind.key, "市外办") if kind.scope == "unit" else None
    wish = Wish(kind=kind.key, unit=unit, dated=date(2026, 1, 16), addressee="各有关单位")
    return documents.make(desk, lookup.inspection(desk, None), wish)


def told(document: Document) -> Iterator[str]:
    """Yield every text that a paper and its forms hold."""
    yield document.head.title
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.heading
            yield "".join(run.text for run in block.runs)
        elif isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row)
        elif isinstance(block, Pictures):
            yield from (line for one in block.pictures for line in one.caption)
    for form in document.attachments:
        yield from told(form)


def letters(text: str) -> str:
    """Leave out what lines and columns put between letters."""
    return re.sub(r"[\s\W_]", "", text)


def docx_text(file: Path) -> str:
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as parts:
        root = ElementTree.fromstring(parts.read("word/document.xml"))
    return letters("".join(node.text or "" for node in root.iter(f"{W}t")))


@pytest.mark.parametrize("kind", KINDS, ids=[one.key for one in KINDS])
def test_a_kind_comes_out_of_the_demo_in_both_formats(
    desk: Desk, kind: Kind, tmp_path: Path
) -> None:
    made = paper(desk, kind)
    texts = [text for text in told(made) if text]
    gaps = [gap for text in texts for gap in re.findall("〔待填：([^〕]*)", text)]
    assert [gap for gap in gaps if not gap.startswith(LEFT_TO_THE_OFFICE)] == []
    assert not [text for text in texts if "None" in text or "{" in text or "（）" in text]
    documents.write(made, tmp_path / "甲.pdf")
    documents.write(made, tmp_path / "甲.docx")
    pages = [
        letters(page.get_textpage().get_text_bounded())
        for page in pypdfium2.PdfDocument((tmp_path / "甲.pdf").read_bytes())
    ]
    assert all(len(page) > len("第1页共1页数据校验码") for page in pages)
    written = docx_text(tmp_path / "甲.docx")
    assert [text for text in texts if letters(text) not in written] == []
    whole = "".join(pages)
    assert letters(made.head.title) in whole


def test_the_demo_s_ledger_and_returns_are_those_of_its_year(desk: Desk) -> None:
    task = lookup.inspection(desk, None)
    assert task.year == 2025
    view = problem_lines.view(desk, task, date(2026, 1, 16))
    assert len(view.lines) == 104
    counted = [view.total.count(one) for one in (Outcome.SENT_BACK, Outcome.NOT_REPLIED)]
    assert counted == [5, 3]
    assert {one.year for one in desk.file.reader.returns()} == {2025, 2024}


def texts_of(desk: Desk, key: str) -> str:
    return "\n".join(told(paper(desk, next(one for one in KINDS if one.key == key))))


def test_a_unit_s_own_report_tells_none_of_the_inspectors_figures(desk: Desk) -> None:
    report = texts_of(desk, "self_report")
    assert "政策性文件均已解读" in report
    assert "88.89%" not in report


def test_the_meeting_s_table_says_last_year_s_grade_and_why_this_one_differs(desk: Desk) -> None:
    made = paper(desk, next(one for one in KINDS if one.key == "meeting_table"))
    (table,) = [block for block in made.blocks if isinstance(block, Table)]
    titles = [column.title for column in table.columns]
    rows = [[cell.text for cell in row] for row in table.rows if len(row) == len(titles)]
    named = {row[1]: dict(zip(titles, row, strict=True)) for row in rows}
    assert named["市财政局"]["上年等次"] == "优秀"
    assert named["市财政局"]["研究意见"] == "当年被省通报批评，不评优秀"
    assert named["市财政局"]["审定等次"] == "良好"


def test_the_sheet_for_the_file_tells_a_bonus_and_what_is_no_business_apart(desk: Desk) -> None:
    made = paper(desk, next(one for one in KINDS if one.key == "working_sheet"))
    (table,) = [block for block in made.blocks if isinstance(block, Table)]
    rows = {row[0].text: [cell.text for cell in row] for row in reversed(table.rows)}
    assert rows["J1"][4:6] == ["达到要求", "加2.00"]
    assert rows["3.2"][3:7] == ["8.00", "达到要求", "3.00", "5.00"]
    assert "经异议复核撤销" in rows["3.2"][7]
    assert rows["1.4"][4:8] == ["不涉及", "", "", rows["1.4"][7]]
    assert "认定人：周明远" in rows["1.4"][7]


@pytest.mark.parametrize("year", ["2024", "2025"])
def test_the_public_version_of_an_untouched_bulletin_keeps_every_word(
    desk: Desk, year: str
) -> None:
    task = lookup.inspection(desk, f"宁川市{year}年度政务公开工作考核")
    wish = Wish(kind="public_bulletin", addressee="各有关单位")
    made = public_papers.published(desk, task, wish)
    whole = documents.make(desk, task, replace(wish, kind="bulletin"))
    assert list(told(made.document)) == list(told(whole))
    assert [one.code for one in made.left_out] == []


def test_no_word_of_any_paper_is_taken_for_a_person_who_is_none(desk: Desk) -> None:
    """Beside the city's persons, a paper on one unit and its working name nobody."""
    everybody = persons.known(desk)
    assert {"秦思齐", "周明远", "林静", "方文清"} <= everybody
    assert not {name for name in everybody if "主任" in name or "局长" in name}
    texts = [text for kind in KINDS for text in told(paper(desk, kind))]
    found = {text[start:end] for text in texts for start, end in persons_in(text)}
    assert found <= everybody
    assert found


def test_a_unit_s_report_on_itself_names_nobody(tmp_path: Path) -> None:
    with open_desk(tmp_path / "自查.inspection", author=demo.AUTHOR, create=True) as desk:
        for _written in demo.build_self_report(desk, tmp_path):
            pass
        task = lookup.inspection(desk, None)
        (unit,) = desk.file.reader.units()
        made = documents.make(desk, task, Wish(kind="self_report", unit=unit.label))
        words = persons.public_words(desk)
        assert [text for text in told(made) if words.is_private(text)] == []
