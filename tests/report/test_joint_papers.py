"""Papers of several offices, measured alike on our PDF and on LibreOffice's of the DOCX."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from inspector.domain.issues import Issue
from inspector.report import paper
from inspector.report.document import Document, Head, Paragraph, RedHead, Run
from inspector.report.document_json import packed, unpacked
from inspector.report.docx import render_docx
from inspector.report.fonts import Role
from inspector.report.head_issues import head_issues
from inspector.report.head_lines import head_of, lines_of, values_of
from inspector.report.pdf import render_pdf
from tests.report.office import as_pdf, needs_office, stand_in
from tests.report.pdf_samples import HALF_MILLIMETRE, Row, official, opened, rows_of

Pages = Mapping[str, list[Any]]

AREA = paper.OFFICIAL
RED = (1.0, 0.0, 0.0)
HOST = "宁川市人民政府办公室"
OTHERS = ("宁川市财政局", "宁川市审计局", "宁川市人力资源和社会保障局", "宁川市统计局", "市委编办")
BUREAUS = ("市财政局", "市审计局", "市统计局", "市教育局", "市医保局", "市文旅局")
SIGNERS = ("王明", "李建国", "张华", "欧阳文")
NUMBER = "宁政办发〔2025〕9号"
LONG_NUMBER = "宁川市政务公开领导小组办发〔2025〕12号"
DAY = "2025年1月2日"
TEXT = [Paragraph(runs=(Run(text="甲项工作已经完成。"),))] * 4
AIR_OF_A_DATE = 5 * paper.SIZE_3 / 5
"""What LibreOffice puts between Chinese and digits of a date, and cannot be told to leave out."""


def joint(*others: str, **head: Any) -> Document:
    """Return a paper that others issue with an office."""
    usual: dict[str, Any] = {"dated": date(2025, 1, 2), "office": HOST, "joint_offices": others}
    return official(TEXT, **(usual | head))


def upward(count: int, **head: Any) -> Document:
    """Return a paper that goes up, issued by so many offices and persons."""
    issued = {"issuer_upward": "、".join(SIGNERS[:count]), "document_number": NUMBER}
    return joint(*OTHERS[: count - 1], **(issued | head))


def sealed(count: int, office: str = "市府办公室") -> Document:
    return joint(*BUREAUS[: count - 1], office=office)


PAPERS = {
    **{f"red {count}": upward(count, red_head=RedHead.FULL) for count in range(1, 5)},
    "red 6": joint(*OTHERS, red_head=RedHead.FULL),
    "red 7": joint(*BUREAUS, office="市府办公室", red_head=RedHead.FULL),
    "room": upward(3, red_head=RedHead.ROOM),
    "plain": upward(3),
    "long number": upward(3, red_head=RedHead.FULL, document_number=LONG_NUMBER),
    **{f"sealed {count}": sealed(count) for count in range(2, 8)},
    "sealed long": joint(*OTHERS[:3]),
    "unsealed": joint(*OTHERS[:3], sealed=False),
}


@pytest.fixture(scope="module", params=["pdf", pytest.param("docx", marks=needs_office)])
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Return the pages of each paper."""
    if request.param == "pdf":
        files = {name: render_pdf(document).data for name, document in PAPERS.items()}
    else:
        made = {name: render_docx(document).data for name, document in PAPERS.items()}
        words = (*map(repr, PAPERS.values()), "签发人：文件", DAY)
        files = as_pdf(made, words, tmp_path_factory.mktemp("office"))
    return {name: opened(data).pages for name, data in files.items()}


def mark_of(page: Any) -> tuple[list[Row], Row]:
    """Return the offices of a red head from top to bottom, and 文件 beside them."""
    red = page.filter(lambda one: one.get("non_stroking_color") == RED)
    ending = max(char["x0"] for char in red.chars if char["text"] == "文") - 1
    (beside,) = rows_of(red.filter(lambda one: one["x0"] > ending))
    return rows_of(red.filter(lambda one: one["x0"] < ending)), beside


def place_of(page: Any, words: str) -> tuple[float, float, float]:
    """Return baseline, left and right of words that stand on one row of a page."""
    for row in rows_of(page):
        chars = [char for char in row.chars if char["text"].strip()]
        at = "".join(char["text"] for char in chars).find(words)
        if at >= 0:
            found = chars[at : at + len(words)]
            return row.baseline, float(found[0]["x0"]), float(found[-1]["x1"])
    raise AssertionError(words)


def middle_of(page: Any, words: str) -> float:
    _baseline, left, right = place_of(page, words)
    return (left + right) / 2


def signed_page(pages: list[Any]) -> Any:
    """Return the page that bears the date."""
    texts = ("".join(row.text.replace(" ", "") for row in rows_of(page)) for page in pages)
    return next(page for page, text in zip(pages, texts, strict=True) if DAY in text)


# 发文机关标志 ------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [2, 3, 4, 6])
def test_offices_stand_above_each_other_spread_to_one_breadth(printed: Pages, count: int) -> None:
    rows, ending = mark_of(printed[f"red {count}"][0])
    assert [row.text.replace(" ", "") for row in rows] == [HOST, *OTHERS[: count - 1]]
    for row in rows:
        assert row.left == pytest.approx(rows[0].left, abs=0.3)
        assert row.chars[-1]["x1"] == pytest.approx(rows[0].chars[-1]["x1"], abs=1)
        steps = [two["x0"] - one["x0"] for one, two in pairwise(row.chars) if two["text"].strip()]
        assert max(steps) - min(steps) < 0.5
    assert ending.text == "文件"
    assert rows[0].left >= AREA.left - 0.5
    assert ending.right <= AREA.right + 0.5
    across = (rows[0].left + ending.chars[-1]["x1"]) / 2
    assert across == pytest.approx(AREA.left + AREA.width / 2, abs=paper.points(1))


@pytest.mark.parametrize("count", [2, 3, 4, 6])
def test_the_word_beside_offices_stands_mid_way_between_them(printed: Pages, count: int) -> None:
    rows, ending = mark_of(printed[f"red {count}"][0])
    middle = (rows[0].baseline + rows[-1].baseline) / 2
    assert ending.baseline == pytest.approx(middle, abs=HALF_MILLIMETRE)
    assert ending.left - rows[0].chars[-1]["x1"] > 0.3 * rows[0].chars[0]["size"]
    assert ending.chars[0]["size"] == pytest.approx(rows[0].chars[0]["size"], abs=0.1)


@pytest.mark.parametrize("count", [2, 3, 4, 6, 7])
def test_the_mark_begins_35_mm_under_the_type_area_and_leaves_room_for_text(
    printed: Pages, count: int
) -> None:
    page = printed[f"red {count}"][0]
    rows, _ending = mark_of(page)
    ink = rows[0].baseline - 0.86 * rows[0].chars[0]["size"]
    assert ink - AREA.top == pytest.approx(paper.LETTERHEAD_DROP, abs=paper.points(1.5))
    assert place_of(page, "甲项工作")[0] < AREA.bottom


def test_words_of_the_offices_own_are_the_whole_mark() -> None:
    document = joint(*OTHERS, red_head=RedHead.FULL, letterhead=f"{HOST}文件")
    with opened(render_pdf(document).data) as pdf:
        red = [char["text"] for char in pdf.pages[0].chars if char["non_stroking_color"] == RED]
    assert "".join(red) == f"{HOST}文件"


# 签发人 ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("red 1", [SIGNERS[:1]]),
        ("red 2", [SIGNERS[:2]]),
        ("red 3", [SIGNERS[:2], SIGNERS[2:3]]),
        ("red 4", [SIGNERS[:2], SIGNERS[2:4]]),
        ("plain", [SIGNERS[:2], SIGNERS[2:3]]),
        ("room", [SIGNERS[:2], SIGNERS[2:3]]),
        ("long number", [SIGNERS[:1], SIGNERS[1:2], SIGNERS[2:3]]),
    ],
)
def test_signers_stand_in_columns_and_the_number_beside_the_last(
    printed: Pages, name: str, rows: list[tuple[str, ...]]
) -> None:
    page = printed[name][0]
    label, number = place_of(page, "签发人："), place_of(page, PAPERS[name].head.document_number)
    assert number[1] == pytest.approx(AREA.left + paper.CHARACTER_PITCH, abs=1)
    lines = [[place_of(page, signer) for signer in row] for row in rows]
    assert all(one[0] == line[0][0] for line in lines for one in line)
    assert label[0] == lines[0][0][0]
    assert number[0] == lines[-1][0][0]
    steps = [two[0][0] - one[0][0] for one, two in pairwise(lines)]
    assert all(step == pytest.approx(paper.LINE_PITCH, abs=0.3) for step in steps)
    for line in lines:
        for one, first in zip(line, lines[0], strict=False):
            assert one[1] == pytest.approx(first[1], abs=0.3)
    right = max(one[2] for line in lines for one in line)
    assert right == pytest.approx(AREA.right - paper.CHARACTER_PITCH, abs=1.5)
    assert lines[-1][0][1] - number[2] > 0.9 * paper.CHARACTER_PITCH


@pytest.mark.parametrize("name", ["red 1", "red 2", "red 3", "red 4"])
def test_the_red_line_lies_under_the_last_of_the_signers_and_the_title_on_the_grid(
    printed: Pages, name: str
) -> None:
    page = printed[name][0]
    number, title = place_of(page, NUMBER), place_of(page, "2020年度政务公开")
    filled = [one for one in page.rects if one["non_stroking_color"] == RED]
    drawn = [one for one in page.lines if one["stroking_color"] == RED]
    line = (filled + drawn)[0]
    foot = number[0] + (1 - paper.EM_ASCENT) * paper.SIZE_3
    assert line["top"] - foot == pytest.approx(paper.RED_LINE_DROP, abs=HALF_MILLIMETRE)
    lines = (title[0] - AREA.top - paper.FIRST_BASELINE) / paper.LINE_PITCH
    assert lines == pytest.approx(round(lines), abs=0.12)


# 署名 --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "rows"),
    [(2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2]), (6, [3, 3]), (7, [3, 3, 1])],
)
def test_sealed_names_stand_in_order_with_room_for_seals_that_do_not_touch(
    printed: Pages, count: int, rows: list[int]
) -> None:
    page = signed_page(printed[f"sealed {count}"])
    offices = PAPERS[f"sealed {count}"].head.offices
    places = {name: (middle_of(page, name), place_of(page, name)[0]) for name in offices}
    assert sorted(offices, key=lambda name: places[name][::-1]) == list(offices)
    baselines = sorted({round(baseline, 1) for _middle, baseline in places.values()})
    assert [sum(round(y, 1) == at for _x, y in places.values()) for at in baselines] == rows
    assert all(two - one >= paper.SEAL for one, two in pairwise(baselines))
    for (x, y), (other, below) in pairwise(places.values()):
        assert y != below or other - x >= paper.SEAL
    rightmost = max(middle for middle, _baseline in places.values())
    assert places[offices[-1]][0] == pytest.approx(rightmost, abs=0.5)
    for middle, _baseline in places.values():
        assert AREA.left <= middle - paper.SEAL / 2
        assert middle + paper.SEAL / 2 <= AREA.right


@pytest.mark.parametrize("name", [f"sealed {count}" for count in range(2, 8)])
def test_the_date_stands_under_the_last_of_the_sealed_names(printed: Pages, name: str) -> None:
    page = signed_page(printed[name])
    last = PAPERS[name].head.offices[-1]
    day = place_of(page, DAY)
    assert day[0] - place_of(page, last)[0] == pytest.approx(paper.LINE_PITCH, abs=0.3)
    assert middle_of(page, DAY) == pytest.approx(middle_of(page, last), abs=paper.points(1))
    right = (AREA.right - day[2]) / paper.CHARACTER_PITCH
    in_halves = name in ("sealed 2", "sealed 4")
    air = AIR_OF_A_DATE / 2 / paper.CHARACTER_PITCH
    assert 3.9 - air < right < 4.1 if in_halves else right > 1


def test_names_too_long_for_a_third_of_the_line_stand_two_to_a_row(printed: Pages) -> None:
    page = signed_page(printed["sealed long"])
    baselines = [place_of(page, name)[0] for name in (HOST, *OTHERS[:3])]
    assert baselines[0] == baselines[1]
    assert baselines[2] == baselines[3]
    assert baselines[2] - baselines[1] >= paper.SEAL


def test_unsealed_names_stand_under_the_host_in_the_middle_of_the_longest(printed: Pages) -> None:
    page = signed_page(printed["unsealed"])
    names = [place_of(page, name) for name in (HOST, *OTHERS[:3])]
    steps = [two[0] - one[0] for one, two in pairwise(names)]
    assert all(step == pytest.approx(paper.LINE_PITCH, abs=0.3) for step in steps)
    middles = [(left + right) / 2 for _baseline, left, right in names]
    assert max(middles) - min(middles) < 1
    beginning = min(left for _baseline, left, _right in names)
    ending = max(right for _baseline, _left, right in names)
    day = place_of(page, DAY)
    assert day[0] - names[-1][0] == pytest.approx(paper.LINE_PITCH, abs=0.3)
    shift = day[1] - beginning
    assert 2 * paper.CHARACTER_PITCH - AIR_OF_A_DATE - 1 <= shift <= 2 * paper.CHARACTER_PITCH + 1
    assert AREA.right - ending == pytest.approx(2 * paper.CHARACTER_PITCH, abs=2.5)


@pytest.mark.parametrize("odd", ["", " ", "\u200b", "市", "市" * 60, "A", "甲\n乙"])
@pytest.mark.parametrize("is_sealed", [True, False])
def test_whatever_is_typed_as_a_name_both_files_are_made(odd: str, is_sealed: bool) -> None:
    for offices in ((odd, "乙", odd), ("甲", odd), (odd, odd, odd, odd)):
        document = joint(
            *offices[1:],
            office=offices[0],
            issuer_upward=f"{odd}、{odd}、王明",
            red_head=RedHead.FULL,
            sealed=is_sealed,
        )
        assert render_pdf(document).pages
        assert render_docx(document).data


# The head itself ---------------------------------------------------------------------------------


def test_lines_of_a_head_name_several_offices_and_signers_in_their_order() -> None:
    said = ("标题：题", "发文机关署名：甲", "联署机关：乙", "联署机关：", "联署机关：丙")
    head = head_of(values_of((*said, "签发人：王明", "签发人：李　建，张华")))
    assert head.offices == ("甲", "乙", "丙")
    assert head.signers == ("王明", "李　建", "张华")
    assert head_of(values_of(lines_of(head))) == head


def test_offices_are_stored_with_a_paper_and_nothing_of_them_where_there_is_one() -> None:
    document = joint(*OTHERS)
    assert unpacked(packed(document)).head.joint_offices == OTHERS
    assert "joint_offices" not in packed(joint())["head"]
    assert unpacked(packed(joint())).head == joint().head


def told(**head: Any) -> list[tuple[str, dict[str, object]]]:
    issues: list[Issue] = list(head_issues(Head(title="题", office="甲", **head)))
    return [(one.code, dict(one.parameters)) for one in issues]


def test_what_does_not_go_together_in_a_head_is_named() -> None:
    assert told() == told(joint_offices=("乙",)) == told(issuer_upward="王　明") == []
    assert told(joint_offices=("乙",), issuer_upward="王明、李明") == []
    more = {"signers": "2", "offices": "1"}
    assert told(issuer_upward="王明、李明") == [("paper.more_signers", more)]
    fewer = {"signers": "1", "offices": "2"}
    assert told(joint_offices=("乙",), issuer_upward="王明") == [("paper.fewer_signers", fewer)]
    assert told(joint_offices=("甲",)) == [("paper.office_twice", {"office": "甲"})]
    assert told(joint_offices=("乙", " ")) == [("paper.empty_name", {"part": "联署机关"})]
    assert told(issuer_upward="王明、") == [("paper.empty_name", {"part": "签发人"})]
    long, full = "宁川市推进政府职能转变和政务公开工作领导小组办公室", {"red_head": RedHead.FULL}
    assert told(joint_offices=(long,), **full) == [("paper.small_letterhead", {"size": "16"})]
    assert told(joint_offices=(long,), letterhead="甲文件", **full) == []
    assert told(joint_offices=(long,)) == []
    hostless = head_issues(Head(title="题", joint_offices=("乙",)))
    assert [dict(one.parameters) for one in hostless] == [{"part": "发文机关署名"}]


def test_the_names_of_signers_are_kai_and_their_label_is_not(printed: Pages) -> None:
    page = printed["red 4"][0]
    fonts = {
        char["text"]: char["fontname"].partition("+")[2] for char in page.chars if char["text"]
    }
    if stand_in(Role.KAI) in fonts.values():
        assert fonts["王"] == fonts["欧"] == stand_in(Role.KAI)
        assert fonts["签"] == stand_in(Role.BODY)
    else:
        assert fonts["王"] == fonts["欧"] != fonts["签"]
