"""Names that people type, and sentences that say which names there are."""

from datetime import date, datetime

import pytest

from inspector.domain.answer import Conclusion, Side
from inspector.domain.errors import Refused
from inspector.domain.evidence import EvidenceKind
from inspector.services import lookup
from tests.services.conftest import ITEMS


@pytest.mark.parametrize("word", ["达到要求", "已完成", "met", "Met", "达标", "√"])
def test_a_conclusion_is_known_by_the_words_of_both_kinds_of_list_and_its_code(word: str) -> None:
    assert lookup.conclusion(word) is Conclusion.MET


@pytest.mark.parametrize(
    ("word", "meant"),
    [("本年度未发生", Conclusion.DID_NOT_OCCUR), ("不涉及", Conclusion.NOT_APPLICABLE)],
)
def test_what_did_not_occur_and_what_does_not_apply_are_two_things(
    word: str, meant: Conclusion
) -> None:
    assert lookup.conclusion(word) is meant


@pytest.mark.parametrize("word", ["self", "自评", "Self-assessed"])
def test_a_choice_is_known_in_both_languages_and_by_its_code(word: str) -> None:
    assert lookup.member(Side, word) is Side.SELF


def test_an_unknown_word_is_answered_with_those_expected() -> None:
    with pytest.raises(Refused) as caught:
        lookup.member(EvidenceKind, "录音")
    (issue,) = caught.value.issues
    assert issue.parameters["words"].startswith("网页链接、网页截图")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2025-12-09T10:12", datetime(2025, 12, 9, 10, 12)),
        ("2025/12/9 10:12", datetime(2025, 12, 9, 10, 12)),
        ("12月9日10时", datetime(2025, 12, 9, 10)),
        ("20251209", datetime(2025, 12, 9)),
    ],
)
def test_a_time_is_read_as_it_stands_on_the_wall(typed: str, read: datetime) -> None:
    assert lookup.moment(typed, 2025) == read


@pytest.mark.parametrize("typed", ["", "昨天", "2025-02-30", "10:12", "2025-12-09T10:12+08:00"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        lookup.moment(typed)


def test_a_day_is_a_time_without_its_hour() -> None:
    assert lookup.day("2025年12月19日") == date(2025, 12, 19)


@pytest.mark.parametrize("name", ["b", "B", "2", " b "])
def test_a_rule_is_known_by_letter_and_number(name: str) -> None:
    assert lookup.rule(ITEMS["4.2"], name).number == 2
