"""Searching many short texts by what stands in them and by initials of pinyin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.services.pinyin import matches
from inspector.services.text_search import TextIndex

TEXTS = ("1.1 机构职能", "2.2 解读形式", "2.20 重点领域（长期）", "3 Web 网站")


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("", {0, 1, 2, 3}),
        ("2.2", {1, 2}),
        ("解读", {1}),
        ("jgzn", {0}),
        ("JD", {1}),
        ("zdly", {2}),
        ("cq", {2}),
        ("zq", {2}),
        ("web", {3}),
        ("（", {2}),
        ("nn", set()),
    ],
)
def test_a_text_is_found_by_words_numbers_and_initials(typed: str, places: set[int]) -> None:
    assert TextIndex(TEXTS).find(typed) == places


def test_nothing_is_found_across_two_texts() -> None:
    assert TextIndex(("甲乙", "丙丁")).find("乙丙") == frozenset()
    assert TextIndex(()).find("a") == frozenset()


@given(
    st.lists(st.text("机构职能长期重点12.ab 。", max_size=8), max_size=6),
    st.text("机构长重jgzcd1.b", max_size=3),
)
def test_the_index_finds_what_a_search_text_by_text_finds(texts: list[str], typed: str) -> None:
    one_by_one = {place for place, text in enumerate(texts) if matches(text, typed)}
    assert TextIndex(texts).find(typed) == one_by_one
