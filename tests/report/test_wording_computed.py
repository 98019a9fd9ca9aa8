"""Figures of papers over all units: what nobody computed and what people wrote over is named."""

from dataclasses import replace

import pytest

from inspector.i18n.messages import sentence
from inspector.report import wording_changes, wording_figures
from inspector.report.compose import compose
from inspector.report.document import Document, Family, Head, Paragraph, Run
from inspector.report.kinds import Scope, kinds
from inspector.report.wording import Known, noticed
from tests.report import rectified

FIGURES = Known(figures=wording_figures.of_all(rectified.whole()))
OVER_ALL = [one.key for one in kinds().values() if one.scope is Scope.INSPECTION]


def told(*texts: str) -> list[tuple[str, str, str]]:
    """Return code, word and computed figures of what is noticed in a bulletin of these texts."""
    paper = Document(
        kind="bulletin",
        family=Family.OFFICIAL,
        head=Head(title="题"),
        blocks=tuple(Paragraph(runs=(Run(text=text),)) for text in texts),
    )
    issues = noticed(paper, by_unit=False, known=FIGURES)
    assert all(sentence(issue) for issue in issues)
    return [
        (one.code, str(one.parameters["word"]), str(one.parameters.get("computed", "")))
        for one in issues
    ]


@pytest.mark.parametrize(
    ("text", "word", "computed"),
    [
        ("市直部门平均得分83.59分。", "平均得分83.59分", "83.95分"),
        ("其中市直部门10家，平均87.61分。", "平均87.61分", "83.95分"),
        ("评定优秀5家。", "优秀5家", "4家"),
        ("优良率为81.00%。", "优良率为81.00%", "80.00%"),
        ("合格率（合格及以上）95.00%。", "合格率（合格及以上）95.00%", "93.33%"),
        ("组织保障得分率为97.61%。", "组织保障得分率为97.61%", "91.67%"),
        ("市直部门共发现问题140个。", "发现问题140个", "104个"),
        ("参加考核的16家单位有差距。", "参加考核的16家", "15家"),
        ("接受考核的16家单位有差距。", "接受考核的16家", "15家"),
        ("应扣98.76分。", "应扣98.76分", ""),
    ],
)
def test_a_figure_that_nobody_computed_is_named_with_the_computed_one(
    text: str, word: str, computed: str
) -> None:
    ((code, found, known),) = told(text)
    assert (code, found) == (
        "paper.no_such_figure" if computed else "paper.no_such_mark_of_all",
        word,
    )
    assert computed in known


@pytest.mark.parametrize(
    "text",
    [
        "市直部门平均得分83.95分，市直部门优秀3家、良好5家。",
        "平台建设方面32个，占30.77%；得分率由高到低依次为：组织保障91.67%、依申请公开91.00%。",
        "发现的问题104个，市住房城乡建设局存在的问题22个，主动公开方面发现问题32个。",
        "优秀不超过本类单位数的30%；每缺1项扣1分，优秀率以省里公布为准。",
        "空白栏目2个，解读率97.50%，政策性文件40件。",
    ],
)
def test_what_is_computed_or_unknown_is_left_alone(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("kind", OVER_ALL)
def test_no_paper_as_it_was_made_is_complained_of(kind: str) -> None:
    made = compose(kind, rectified.whole())
    codes = {one.code for one in noticed(made, by_unit=False, known=FIGURES)}
    assert codes <= {"paper.gap"}
    assert list(wording_changes.overwritten(made, made)) == []


def test_a_paragraph_that_came_back_without_its_id_is_known_by_its_words() -> None:
    base = compose("bulletin", rectified.whole())
    changed = tuple(
        Paragraph(level=one.level, heading=one.heading, runs=(Run(text=text),))
        if isinstance(one, Paragraph)
        and (text := one.runs[0].text if one.runs else "").startswith("接受考核的15家")
        else one
        for one in base.blocks
    )
    assert list(wording_changes.overwritten(base, replace(base, blocks=changed))) == []
    other = tuple(
        replace(one, runs=(Run(text=one.runs[0].text.replace("85.02分", "85.20分")),))
        if one not in base.blocks and isinstance(one, Paragraph)
        else one
        for one in changed
    )
    (issue,) = wording_changes.overwritten(base, replace(base, blocks=other))
    assert (issue.parameters["word"], issue.parameters["computed"]) == ("85.20分", "85.02分")


def written_over(before: str, after: str) -> list[tuple[str, str]]:
    """Return (word, computed) of what is noticed where a paragraph was changed so."""
    base = Document(
        kind="feedback",
        family=Family.OFFICIAL,
        head=Head(title="题"),
        blocks=(Paragraph(id="p", runs=(Run(text=before),)),),
    )
    mine = replace(base, blocks=(Paragraph(id="p", runs=(Run(text=after),)),))
    issues = list(wording_changes.overwritten(base, mine))
    assert all(sentence(issue) for issue in issues)
    return [(str(one.parameters["word"]), str(one.parameters["computed"])) for one in issues]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("平台建设方面32个，占30.77%。", "平台建设方面23个，占30.77%。", [("23个", "32个")]),
        ("错链、断链12处。", "错链、断链共21处。", [("21处", "12处")]),
        ("平均85.02分。", "平均得85.20分。", [("85.20分", "85.02分")]),
        ("共扣2分，得98分。", "共扣3分，得97分。", [("3分", "2分"), ("97分", "98分")]),
        ("于2026年1月12日前报送。", "于2026年1月15日前报送。", []),
        ("问题104个。", "问题104个，其中8个已改。", []),
        ("发现问题104个。", "各单位总体较好。", []),
    ],
)
def test_a_figure_written_over_is_named_with_both(
    before: str, after: str, expected: list[tuple[str, str]]
) -> None:
    assert written_over(before, after) == expected
