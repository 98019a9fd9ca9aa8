"""Titles: lines of like length, parted between words, never narrow between two broad ones."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.report import paper
from inspector.report.headline import title_lines, words
from inspector.report.squares import Squares

SQUARES = Squares(paper.SIZE_2)
WORDS = ("宁川市", "人民政府", "办公室", "关于", "2025年度", "全市", "政务公开", "工作", "考核",
         "情况", "的", "通报", "报告", "第三季度", "自查", "整改", "问题", "清单")  # fmt: skip


def lines(title: str) -> list[str]:
    return title_lines(title, paper.SIZE_2, paper.TYPE_WIDTH)


@pytest.mark.parametrize(
    "title",
    [
        "关于2025年度政务公开工作考核情况的报告",
        "宁川市人民政府办公室关于开展／2025年度政务公开工作考核的通知",
        "宁川市人民政府办公室关于2025年度／全市政务公开工作考核情况的通报",
        "宁川市住房和城乡建设局2025年／政府信息公开工作年度报告",
        "宁川市人力资源和社会保障局／2025年度政务公开工作自查情况报告",
        "市政务公开领导小组办公室／关于2025年第三季度政府网站／与政务新媒体检查情况的通报",
        "关于2020年度全市政务公开工作检查情况／和政府信息公开平台问题整改情况的通报",
        "关于进一步做好常态化疫情防控／信息公开工作的通知",
        "宁川市交通运输局关于国省干线／公路养护信息公开情况的报告",
        "关于2025年度基层政务公开标准化／规范化试点工作督查整改核查情况的报告",
        "宁川市生态环境局关于饮用水水源地／保护信息公开自查情况的报告",
    ],
)
def test_titles_are_parted_between_words(title: str) -> None:
    assert lines(title.replace("／", "")) == title.split("／")


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=22).map("".join))
def test_titles_lose_nothing_fit_and_are_balanced(title: str) -> None:
    found = lines(title)
    widths = [SQUARES.width(line) for line in found]
    assert "".join(found) == title
    assert max(widths) <= paper.TYPE_WIDTH + 0.1
    assert max(widths) - min(widths) <= 8 * paper.SIZE_2
    for (above, line), (_, below) in pairwise(pairwise(widths)):
        assert line >= min(above, below) - 2 * paper.SIZE_2


def test_a_drawn_line_too_wide_for_the_page_is_parted_by_its_own_widths() -> None:
    class Broad(Squares):
        def widths(self, text: str) -> list[float]:
            return [2 * self.square] * len(text)

    title = "政务公开工作情况"
    assert lines(title) == [title]
    assert len(title_lines(title, paper.SIZE_2, 10 * paper.SIZE_2, Broad(paper.SIZE_2))) == 2


def test_the_words_are_words() -> None:
    known, longest = words()
    assert longest == max(map(len, known)) <= 10
    assert all(len(word) > 1 and word.strip() == word for word in known)
