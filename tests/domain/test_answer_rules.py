"""Which answers fit together, and which leave their item open."""

from dataclasses import replace

import pytest

from inspector.domain.answer import Answer, Conclusion
from inspector.domain.answer_rules import is_open, problems
from inspector.domain.checklist import Item, ItemKind, Metric, Scoring
from inspector.domain.finding import FindingStatus
from inspector.domain.issues import Severity
from inspector.domain.rules import Rule, RuleKind
from inspector.i18n.messages import sentence
from tests.golden.small_lists import answer, finding, item, mark

EACH = Rule(number=1, text="每处扣1分", kind=RuleKind.EACH, points=mark("1"))
SCORED = item("1.1", "4", EACH)
TASK = item("1", kind=ItemKind.TASK)
BONUS = item("J", kind=ItemKind.BONUS)
PENALTY = item("K", kind=ItemKind.PENALTY)
VETO = item("F", kind=ItemKind.VETO)
FOUND = finding("1", rule=1)
WITHDRAWN = replace(FOUND, status=FindingStatus.WITHDRAWN)
OVERTURNED = replace(FOUND, status=FindingStatus.OVERTURNED)


def codes(of: Item, given: Answer, severity: Severity | None = None) -> list[str]:
    found = problems(of, given)
    return [issue.code for issue in found if severity is None or issue.severity is severity]


def given(conclusion: Conclusion, *findings: object, **more: object) -> Answer:
    made = Answer(
        inspection=answer("1").inspection,
        unit=answer("1").unit,
        item=SCORED.key,
        conclusion=conclusion,
        findings=findings,  # type: ignore[arg-type]
    )
    return replace(made, **more)  # type: ignore[arg-type]


# --- open ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "waits"),
    [(SCORED, True), (TASK, True), (BONUS, False), (PENALTY, False), (VETO, False)],
)
def test_only_scored_items_and_tasks_wait_for_an_answer(kind: Item, waits: bool) -> None:
    """Nothing said about a bonus, a penalty or a veto: nothing was claimed or found."""
    assert is_open(kind, None) is waits
    assert is_open(kind, given(Conclusion.OPEN)) is waits


@pytest.mark.parametrize("conclusion", [Conclusion.PARTLY_MET, Conclusion.NOT_MET])
def test_what_is_not_met_stays_open_until_a_finding_says_why(conclusion: Conclusion) -> None:
    assert is_open(SCORED, given(conclusion))
    assert is_open(SCORED, given(conclusion, WITHDRAWN))
    assert not is_open(SCORED, given(conclusion, FOUND))
    assert is_open(PENALTY, given(conclusion))
    assert is_open(VETO, given(conclusion))


def test_a_finding_is_a_conclusion() -> None:
    assert not is_open(SCORED, given(Conclusion.OPEN, FOUND))


def test_an_upheld_objection_does_not_open_the_item_again() -> None:
    assert not is_open(SCORED, given(Conclusion.PARTLY_MET, OVERTURNED))


@pytest.mark.parametrize(
    "conclusion", [Conclusion.MET, Conclusion.DID_NOT_OCCUR, Conclusion.NOT_APPLICABLE]
)
def test_the_other_conclusions_close_an_item(conclusion: Conclusion) -> None:
    assert not is_open(SCORED, given(conclusion))


def test_a_task_needs_a_conclusion_and_no_finding() -> None:
    assert not is_open(TASK, given(Conclusion.NOT_MET))
    assert is_open(TASK, given(Conclusion.OPEN, FOUND))


def test_a_bonus_that_was_refused_is_not_open() -> None:
    assert not is_open(BONUS, given(Conclusion.NOT_MET))


# --- refused ------------------------------------------------------------------------------------


def test_met_beside_a_standing_finding_is_refused() -> None:
    assert codes(SCORED, given(Conclusion.MET, FOUND)) == ["answer.met_with_finding"]
    assert codes(SCORED, given(Conclusion.MET, WITHDRAWN)) == []
    assert codes(SCORED, given(Conclusion.MET, OVERTURNED)) == []


def test_a_recognised_bonus_may_be_met_and_have_a_finding() -> None:
    assert codes(BONUS, given(Conclusion.MET, finding("2"))) == []


def test_what_is_earned_fact_by_fact_may_be_met_and_have_findings() -> None:
    gain = Rule(number=1, text="一项可得2分", kind=RuleKind.GAIN_EACH, points=mark("2"))
    of = item("1.1", "6", gain, scoring=Scoring.ADD)
    assert codes(of, given(Conclusion.MET, finding("6", rule=1, count=3))) == []


@pytest.mark.parametrize(
    ("reason", "allowed_by", "expected"),
    [
        ("权责清单无此事项", "组长", []),
        ("", "组长", ["answer.not_applicable_without_reason"]),
        ("权责清单无此事项", " ", ["answer.not_applicable_without_approver"]),
        (
            "",
            "",
            ["answer.not_applicable_without_reason", "answer.not_applicable_without_approver"],
        ),
    ],
)
def test_not_applicable_needs_a_reason_and_the_person_who_allowed_it(
    reason: str, allowed_by: str, expected: list[str]
) -> None:
    made = given(Conclusion.NOT_APPLICABLE, reason=reason, allowed_by=allowed_by)
    assert codes(SCORED, made) == expected


def test_not_applicable_beside_a_finding_is_refused() -> None:
    made = given(Conclusion.NOT_APPLICABLE, FOUND, reason="无此事项", allowed_by="组长")
    assert codes(SCORED, made) == ["answer.not_applicable_with_finding"]


def test_what_did_not_occur_has_a_finding_only_for_the_missing_statement() -> None:
    made = given(Conclusion.DID_NOT_OCCUR, FOUND)
    assert codes(SCORED, made) == ["answer.did_not_occur_with_finding"]
    assert codes(SCORED, replace(made, statement_published=False)) == []


def test_only_tasks_are_long_term() -> None:
    assert codes(SCORED, given(Conclusion.ONGOING)) == ["answer.ongoing_on_scored"]
    assert codes(TASK, given(Conclusion.ONGOING)) == []


def test_a_finding_names_a_rule_of_the_item_or_none() -> None:
    partly = Conclusion.PARTLY_MET
    assert codes(SCORED, given(partly, finding("1", rule=2))) == ["finding.unknown_rule"]
    assert codes(SCORED, given(partly, finding("1", rule=0))) == []


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (replace(FOUND, count=0), "finding.count_not_positive"),
        (replace(finding("1"), points=mark("-1")), "finding.points_negative"),
    ],
)
def test_impossible_findings_are_refused(made: object, expected: str) -> None:
    assert codes(SCORED, given(Conclusion.PARTLY_MET, made), Severity.ERROR) == [expected]


RATIO = Item(
    key=SCORED.key,
    number="2.1",
    content="解读率",
    points=mark("8"),
    scoring=Scoring.RATIO,
    rules=(Rule(number=1, text="", kind=RuleKind.RATIO, points=mark("1"), step=500),),
    metrics=(Metric(name="应解读"), Metric(name="已解读")),
)


def test_figures_that_fall_short_cannot_be_met() -> None:
    short = {"应解读": mark("9"), "已解读": mark("8")}
    assert codes(RATIO, given(Conclusion.MET, metrics=short)) == ["answer.metric_demands_finding"]
    enough = {"应解读": mark("9"), "已解读": mark("9")}
    assert codes(RATIO, given(Conclusion.MET, metrics=enough)) == []


def test_a_part_larger_than_its_whole_is_refused() -> None:
    wrong = {"应解读": mark("8"), "已解读": mark("9")}
    assert codes(RATIO, given(Conclusion.MET, metrics=wrong)) == [
        "answer.metric_part_exceeds_whole"
    ]


def test_a_negative_figure_is_refused() -> None:
    made = given(Conclusion.MET, metrics={"收到": mark("-1")})
    assert codes(SCORED, made) == ["answer.metric_negative"]


# --- shown --------------------------------------------------------------------------------------


def test_an_unexplained_conclusion_is_only_noted() -> None:
    assert codes(SCORED, given(Conclusion.NOT_MET), Severity.NOTE) == [
        "answer.open_without_finding"
    ]


def test_points_that_the_rule_does_not_give_are_shown() -> None:
    made = given(Conclusion.PARTLY_MET, finding("2", rule=1, count=1))
    assert codes(SCORED, made, Severity.WARNING) == ["finding.points_differ"]
    (issue,) = problems(SCORED, made)
    assert sentence(issue) == "条款1.1a：扣分点记为2分，按条款应为1分，请更正数量或者分数。"


def test_a_finding_without_a_fact_is_shown() -> None:
    made = given(Conclusion.PARTLY_MET, replace(FOUND, fact=" "))
    assert codes(SCORED, made, Severity.WARNING) == ["finding.without_fact"]


def test_several_steps_at_once_are_shown() -> None:
    steps = (
        Rule(number=1, text="可得60%", kind=RuleKind.SHARE, share=4_000),
        Rule(number=2, text="不得分", kind=RuleKind.ALL),
    )
    of = item("2.2", "4", *steps, scoring=Scoring.STEPS)
    both = (finding("1.6", rule=1), finding("4", rule=2))
    assert codes(of, given(Conclusion.NOT_MET, *both)) == ["answer.several_steps"]
    assert codes(of, given(Conclusion.NOT_MET, both[1])) == []


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [
        ("4", []),
        ("4.01", ["answer.self_mark_too_high"]),
        ("-0.5", ["answer.self_mark_negative"]),
    ],
)
def test_a_self_mark_outside_the_points_is_shown_and_kept(
    claimed: str, expected: list[str]
) -> None:
    made = given(Conclusion.OPEN, self_mark=mark(claimed))
    assert codes(SCORED, made, Severity.WARNING) == expected
    assert codes(SCORED, made, Severity.ERROR) == []
