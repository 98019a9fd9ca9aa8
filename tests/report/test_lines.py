"""The line breaker: Chinese rules for the ends of lines, and lines that fill their measure."""

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.report import paper
from inspector.report.lines import (
    CLOSING,
    NO_END,
    NO_START,
    OPENING,
    UNBROKEN,
    Line,
    Measure,
    break_lines,
    may_break,
)

HALF_MILLIMETRE = paper.points(0.5)
FULL = paper.CHARACTER_PITCH
MEASURE = Measure(width=paper.TYPE_WIDTH, square=FULL, indent=2 * FULL)
RAGGED = Measure(width=paper.TYPE_WIDTH, square=FULL, justify=False)

hanzi = st.text("政务公开工作督查情况报告市县区部门单位依法及时准确", min_size=1, max_size=12)
marked = st.tuples(hanzi, st.sampled_from("，。、；：？！")).map("".join)
quoted = st.tuples(st.sampled_from(["“”", "《》", "（）", "〔〕", "‘’"]), hanzi).map(
    lambda pair: f"{pair[0][0]}{pair[1]}{pair[0][1]}"
)
latin = st.text("abcdefgABCDEFG0123456789", min_size=1, max_size=9)
amount = st.tuples(st.integers(0, 99999), st.sampled_from("年月日件条%项")).map(
    lambda pair: f"{pair[0]}{pair[1]}"
)
long_mark = st.sampled_from(["——", "……"])
ending = st.sampled_from(["。”", "！”", "》，", "）。", "。"])
pieces = st.one_of(hanzi, marked, quoted, latin, amount, st.just(" "))
texts = st.lists(
    st.one_of(
        pieces,
        st.tuples(hanzi, long_mark, hanzi).map("".join),
        st.tuples(hanzi, ending).map("".join),
    ),
    min_size=1,
    max_size=60,
).map("".join)


words = st.text("abcdefgXYZ0123456789", min_size=1, max_size=20)
marks = st.text(sorted(CLOSING | OPENING | UNBROKEN | {"…", "·", "%"}), min_size=1, max_size=2)
anything = st.lists(
    st.one_of(hanzi, hanzi, hanzi, words, amount, marks, long_mark, st.just(" ")), max_size=50
).map("".join)
"""Text that nobody would write, marks in any order."""


def width_of(char: str) -> float:
    return FULL if ord(char) > 0x2000 else FULL / 2


def broken(text: str, measure: Measure = MEASURE) -> list[Line]:
    return break_lines(text, [width_of(char) for char in text], measure)


def shown(text: str, measure: Measure = MEASURE) -> list[str]:
    return [text[line.start : line.end] for line in broken(text, measure)]


def drawn_width(text: str, line: Line) -> float:
    visible = text[line.start : line.end].rstrip(" ")
    natural = sum(map(width_of, visible))
    taken = len(line.squeezed) * line.squeeze + line.hangs * FULL / 2
    return natural - taken + line.spacing * (len(visible) - 1)


@given(texts)
def test_lines_join_up_to_the_text(text: str) -> None:
    assert "".join(shown(text)) == text


@given(texts)
def test_no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one(text: str) -> None:
    lines = [line.rstrip(" ") for line in shown(text.lstrip(" "))]
    assert not [line for line in lines[1:] if line[:1] in NO_START and line]
    assert not [line for line in lines[:-1] if line[-1:] in NO_END and line]


def _is_breakable(text: str) -> bool:
    """Tell whether a text may be cut often enough for no line to be without a place."""
    places = [0, *(at for at in range(1, len(text)) if may_break(text, at) == 2), len(text)]
    return all(end - start <= 12 for start, end in pairwise(places))


@settings(max_examples=300, suppress_health_check=[HealthCheck.filter_too_much])
@given(anything.filter(_is_breakable))
def test_marks_in_any_order_lose_nothing_keep_the_rules_and_fit(text: str) -> None:
    lines = broken(text)
    assert "".join(text[line.start : line.end] for line in lines) == text
    seen = [text[line.start : line.end].rstrip(" ") for line in lines]
    for above, below in pairwise(seen):
        assert above[-1:] not in NO_END or not above
        assert below[:1] not in NO_START or not below
        assert not (below and above[-1:] == below[:1] and below[:1] in UNBROKEN)
    for number, line in enumerate(lines):
        room = MEASURE.width - (0 if number else MEASURE.indent)
        assert drawn_width(text, line) <= room + HALF_MILLIMETRE


@given(st.lists(st.one_of(hanzi, marked, quoted, words, amount), max_size=40).map("".join))
def test_words_and_numbers_of_up_to_20_characters_are_never_torn(text: str) -> None:
    ends = {line.end for line in broken(text)}
    for word in re.finditer("[a-zA-Z0-9]+", text):
        if len(word[0]) <= 20:
            assert ends.isdisjoint(range(word.start() + 1, word.end()))


@given(st.lists(st.one_of(hanzi, marked, quoted), min_size=4, max_size=40).map("".join))
def test_no_last_line_of_chinese_is_one_character_and_its_marks(text: str) -> None:
    last = shown(text)[-1]
    assert last == text or sum(char not in NO_START | NO_END for char in last) > 1


@given(texts)
def test_every_line_but_the_last_ends_within_half_a_millimetre_of_the_edge(text: str) -> None:
    lines = broken(text)
    for number, line in enumerate(lines):
        room = MEASURE.width - (0 if number else MEASURE.indent)
        width = drawn_width(text, line)
        assert width <= room + HALF_MILLIMETRE
        if number < len(lines) - 1:
            assert width == pytest.approx(room, abs=HALF_MILLIMETRE)


@given(texts)
def test_ragged_lines_stay_within_their_measure(text: str) -> None:
    for line in broken(text, RAGGED):
        assert drawn_width(text, line) <= RAGGED.width + HALF_MILLIMETRE


@given(st.lists(st.one_of(hanzi, marked), max_size=9), latin, st.lists(hanzi, max_size=9))
def test_words_and_numbers_are_not_torn(before: list[str], word: str, after: list[str]) -> None:
    text = "".join(before) + word + "".join(after)
    assert any(word in line for line in shown(text))


@given(st.integers(0, 40), st.sampled_from(["——", "……", "〔2020〕", "100%", "12月"]))
def test_what_belongs_together_stays_on_one_line(offset: int, unit: str) -> None:
    text = "公" * offset + unit + "开" * 40
    assert any(unit in line for line in shown(text))


def test_a_document_number_is_not_parted_from_its_year_while_the_line_can_bear_it() -> None:
    text = "公" * 24 + "〔2020〕41号" + "开" * 40
    assert shown(text)[0] == "公" * 24
    assert shown("公" * 25 + "字第41号" + "开" * 40)[0] == "公" * 25 + "字"
    assert shown("公" * 25 + "扣1.50分，" + "开" * 40)[0] == "公" * 25


def test_full_width_lines_hold_28_characters_and_26_after_an_indent() -> None:
    lines = broken("公" * 28 * 5)
    assert [line.end - line.start for line in lines] == [26, 28, 28, 28, 28, 2]
    assert {line.spacing for line in lines} == {0.0}


def test_a_mark_that_does_not_fit_is_squeezed_in_at_the_edge() -> None:
    text = "公开1" + "工" * 23 + "。" + "作" * 40
    first = broken(text)[0]
    assert text[first.start : first.end].endswith("。")
    assert (first.hangs, first.squeezed) == (True, ())


def test_a_long_number_is_squeezed_in_by_all_marks_of_its_line_alike() -> None:
    text = "市，县，区，办，局，年，月，日，委，" + "公" * 5 + "20251205" + "开" * 40
    first = broken(text)[0]
    assert text[first.start : first.end].endswith("20251205")
    assert len(first.squeezed) == 9
    assert 0 < first.squeeze < FULL / 4


@given(texts)
def test_within_a_line_all_marks_give_alike_and_keep_half_of_their_air(text: str) -> None:
    for line in broken(text):
        visible = text[line.start : line.end].rstrip(" ")
        assert line.squeeze <= FULL / 4 + 0.01
        if line.squeeze:
            marks = visible[:-1] if line.hangs else visible
            assert len(line.squeezed) == sum(char in CLOSING | OPENING for char in marks)


def test_a_line_is_loosened_where_squeezing_would_rob_its_marks() -> None:
    text = (
        "济途径（位置：依申请公开答复书2025年第3号，采样时间：2025年12月5日9时52分），扣0.50分。"
        * 2
    )
    for line in broken(text, MEASURE._replace(indent=0.0)):
        assert line.squeeze <= FULL / 4 + 0.01
        assert line.spacing < 0.12 * FULL


def test_without_marks_to_squeeze_a_line_gives_its_last_character_to_the_next() -> None:
    measure = MEASURE._replace(squeezable=frozenset())
    text = "公" * 26 + "，" + "开" * 40
    first = broken(text, measure)[0]
    assert (first.end, first.is_tight) == (25, False)


@pytest.mark.parametrize("tail", ["开。", "开", "开。”"])
def test_a_last_line_is_more_than_one_character_and_its_mark(tail: str) -> None:
    text = "公" * (26 + 28) + tail
    last = shown(text)[-1]
    assert sum(char not in NO_START for char in last) > 1


def test_a_cell_ends_in_two_characters_rather_than_one() -> None:
    cell = Measure(width=5.2 * FULL, square=FULL)
    assert shown("整改到位，并报送链接或佐证材料。", cell) == [
        "整改到位，", "并报送链接", "或佐证", "材料。"
    ]  # fmt: skip
    assert shown("不合格", Measure(width=2 * FULL, square=FULL)) == ["不合", "格"]


def test_an_address_longer_than_its_line_is_cut_after_a_stroke() -> None:
    text = "网址：" + "www.example.gov.cn/zfxxgk/bmwj/2020/11/" * 3 + "index.html"
    lines = shown(text)
    assert len(lines) > 1
    assert all(line.endswith("/") for line in lines[:-1])


def test_a_line_narrower_than_a_character_still_takes_one() -> None:
    narrow = Measure(width=FULL / 2, square=FULL, justify=False)
    assert shown("公开", narrow) == ["公", "开"]


def test_spaces_at_the_end_of_a_line_hang() -> None:
    text = "公" * 26 + "   " + "开" * 5
    assert shown(text)[0] == "公" * 26 + "   "
    assert broken(text)[0].spacing == 0.0


def test_no_text_gives_no_line() -> None:
    assert broken("") == []
