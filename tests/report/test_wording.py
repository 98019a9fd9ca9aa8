"""Before a paper goes out: gaps, the unit's own "we", and words that judge are pointed out."""

import pytest

from inspector.i18n.messages import sentence
from inspector.report.compose import compose
from inspector.report.document import Document, Family, Head, Paragraph, Run
from inspector.report.wording import noticed
from tests.report import ningchuan


def paper(text: str) -> Document:
    blocks = (Paragraph(runs=(Run(text=text),)),)
    return Document(kind="feedback", family=Family.OFFICIAL, head=Head(title="题"), blocks=blocks)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("我办制定并公开年度工作方案。", ["paper.own_word"]),
        ("本局未公开目录，工作敷衍。", ["paper.judging_word", "paper.own_word"]),
        ("我们单位推诿扯皮。", ["paper.judging_word", "paper.judging_word", "paper.own_word"]),
        ("各单位要对照本单位实际抓好落实。本单位已整改。", ["paper.own_word"]),
        ("平均〔待填：分数〕分，〔待填：等次〕。", ["paper.gap", "paper.gap"]),
        ("该单位未公开目录2件。自我办理、本办法、本所列事项均不在此列。", []),
    ],
)
def test_words_to_look_at_are_named(text: str, codes: list[str]) -> None:
    issues = noticed(paper(text), by_unit=False)
    assert [issue.code for issue in issues] == codes
    assert all(sentence(issue) for issue in issues)


def test_a_unit_may_speak_of_itself_in_its_own_report() -> None:
    assert noticed(paper("我办制定方案。"), by_unit=True) == ()


def test_a_complete_feedback_paper_has_nothing_to_look_at() -> None:
    assert noticed(compose("feedback", ningchuan.one_unit()), by_unit=False) == ()
