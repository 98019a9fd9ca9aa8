"""What commands print of what they found: JSON for machines, a table for people."""

import json

import pytest

from inspector.cli.output import known, print_views, word
from inspector.domain.inspection import AssessmentState
from inspector.i18n.words import label

VIEWS = [
    {"unit": "市外办", "rank": 3, "state": "approved", "facts": ["甲", "乙"]},
    {"unit": "市财政局", "rank": None, "state": None, "facts": []},
]


def test_a_column_is_a_key_a_value_that_may_be_missing_a_word_or_a_function(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_views(
        VIEWS,
        {
            "单位": "unit",
            "名次": known("rank"),
            "名次栏": known("rank", "无"),
            "状态": word("state", AssessmentState),
            "问题": lambda view: "、".join(view["facts"]),
        },
    )
    header, first, second = (line.split() for line in capsys.readouterr().out.splitlines())
    assert header == ["单位", "名次", "名次栏", "状态", "问题"]
    assert first == ["市外办", "3", "3", label(AssessmentState.APPROVED), "甲、乙"]
    assert second == ["市财政局", "—", "无", "—"]


def test_a_machine_gets_every_key_and_no_words(capsys: pytest.CaptureFixture[str]) -> None:
    print_views(VIEWS, {"单位": "unit"}, as_json=True)
    assert json.loads(capsys.readouterr().out) == VIEWS
