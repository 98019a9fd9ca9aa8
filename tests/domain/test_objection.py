"""An objection is reviewed by somebody else, decided with a reason, and moves one mark only."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.answer import Answer, Conclusion, Side
from inspector.domain.calendar import Term
from inspector.domain.errors import Refused
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.grading import prepare
from inspector.domain.ids import EvidenceId, FindingId, ItemKey, ObjectionId, UnitId
from inspector.domain.issues import Severity
from inspector.domain.marks import Mark, format_mark
from inspector.domain.objection import (
    Objection,
    ObjectionDecision,
    decide,
    first_inspectors,
    names,
    problems,
)
from inspector.exchange.calendars import shipped
from inspector.i18n.messages import sentence
from tests.golden.ningchuan import (
    CLASS_B,
    INSPECTION,
    ITEMS_B,
    KEYS_B,
    YEAR_END,
    foreign_affairs,
    mark,
    self_sheet,
)

FED_BACK = date(2025, 12, 19)
RECEIVED = date(2025, 12, 23)
CHECKED_ANSWERS = {
    key: replace(
        answer,
        findings=tuple(replace(one, inspector="甲") for one in answer.findings),
        self_conclusion=self_sheet()[key].self_conclusion if key in self_sheet() else None,
        self_mark=self_sheet()[key].self_mark if key in self_sheet() else None,
    )
    for key, answer in foreign_affairs(objection_upheld=False).items()
}
KEY = KEYS_B["3.2"]
ANSWER = CHECKED_ANSWERS[KEY]
(CONTESTED,) = ANSWER.findings
REGISTERED = Objection(
    id=ObjectionId("o"),
    inspection=INSPECTION,
    unit=UnitId("市外办"),
    item=KEY,
    reason="延期告知书10月15日送达申请人，经政府信息公开工作机构负责人同意",
    evidence=(EvidenceId("延期告知书"),),
    received_on=RECEIVED,
    deadline=Term(days=3).deadline(shipped(), FED_BACK),
    old_findings=(CONTESTED.id,),
)
UPHELD = replace(
    REGISTERED,
    reviewer="丙",
    decision=ObjectionDecision.UPHELD,
    decision_reason="答复未超期，异议成立，撤销",
    decided_on=date(2025, 12, 25),
    approver="组长",
)
FIRST = first_inspectors(REGISTERED, ANSWER)


def carry_out(
    objection: Objection, answer: Answer = ANSWER, *replacements: Finding
) -> tuple[Objection, Answer]:
    return decide(objection, answer, FIRST, replacements, number="3.2")


def codes(objection: Objection, answer: Answer = ANSWER) -> list[str]:
    return [issue.code for issue in problems(objection, answer, FIRST, number="3.2")]


def refusals(objection: Objection, *replacements: Finding) -> list[str]:
    with pytest.raises(Refused) as caught:
        carry_out(objection, ANSWER, *replacements)
    assert all(sentence(issue) for issue in caught.value.issues)
    return [issue.code for issue in caught.value.issues]


def item_mark(answers: Mapping[ItemKey, Answer], side: Side) -> str:
    graded = prepare(CLASS_B, YEAR_END).grade(answers, side=side)
    (mark,) = [item.mark for item in graded.items if item.key == KEY]
    return format_mark(mark)


# --- the objection of 市外办 to 3.2 -------------------------------------------------------------


def test_the_objection_came_in_before_its_last_day_24_december() -> None:
    assert REGISTERED.deadline == date(2025, 12, 24)
    assert not REGISTERED.is_late
    assert not replace(REGISTERED, received_on=date(2025, 12, 24)).is_late
    assert codes(REGISTERED) == []


def test_the_first_inspector_is_refused_as_reviewer_and_another_is_taken() -> None:
    assert first_inspectors(REGISTERED, ANSWER) == {"甲"}
    issues = problems(replace(REGISTERED, reviewer="甲"), ANSWER, FIRST, number="3.2")
    assert [(issue.code, issue.severity) for issue in issues] == [
        ("objection.reviewer_checked_first", Severity.ERROR)
    ]
    assert sentence(issues[0]) == "甲是指标3.2的原检查人员，不能担任复核人，请另行指定。"
    assert refusals(replace(UPHELD, reviewer="甲")) == ["objection.reviewer_checked_first"]
    assert codes(replace(REGISTERED, reviewer="丙")) == []


def test_two_reviewers_of_whom_one_checked_first_are_refused() -> None:
    assert codes(replace(REGISTERED, reviewer="丙、甲")) == ["objection.reviewer_checked_first"]
    assert names(["甲、乙", " 丙 丁"]) == {"甲", "乙", "丙", "丁"}


def test_an_upheld_objection_overturns_the_finding_and_deletes_nothing() -> None:
    decided, after = carry_out(UPHELD)
    (finding,) = after.findings
    assert finding.id == CONTESTED.id
    assert finding.status is FindingStatus.OVERTURNED
    assert finding.status_reason == "答复未超期，异议成立，撤销"
    assert decided.new_findings == ()


def test_an_item_behind_which_no_finding_is_left_is_met() -> None:
    said = replace(ANSWER, conclusion=Conclusion.PARTLY_MET)
    _decided, after = decide(UPHELD, said, FIRST, number="3.2")
    assert after.conclusion is Conclusion.MET
    with_another = replace(said, findings=(*said.findings, replace(CONTESTED, id=FindingId("zz"))))
    _decided, after = decide(UPHELD, with_another, FIRST, number="3.2")
    assert after.conclusion is Conclusion.PARTLY_MET


def test_the_marks_of_the_item_are_8_then_5_then_8() -> None:
    _decided, after = carry_out(UPHELD)
    answers = {**CHECKED_ANSWERS, KEY: after}
    marks = [item_mark(answers, side) for side in (Side.SELF, Side.CHECKED, Side.APPROVED)]
    assert marks == ["8.00", "5.00", "8.00"]


def test_the_decision_lifts_the_unit_from_77_19_to_82_26() -> None:
    _decided, after = carry_out(UPHELD)
    scheme = prepare(CLASS_B, YEAR_END)
    before = scheme.grade(CHECKED_ANSWERS, side=Side.APPROVED)
    approved = scheme.grade({**CHECKED_ANSWERS, KEY: after}, side=Side.APPROVED)
    checked = scheme.grade({**CHECKED_ANSWERS, KEY: after}, side=Side.CHECKED)
    assert [(format_mark(one.mark or 0), one.grade) for one in (before, approved, checked)] == [
        ("77.19", "合格"),
        ("82.26", "良好"),
        ("77.19", "合格"),
    ]


# --- the other decisions ------------------------------------------------------------------------


def test_a_refused_objection_leaves_every_finding_as_it_is() -> None:
    decided, after = carry_out(replace(UPHELD, decision=ObjectionDecision.REFUSED))
    assert after == ANSWER
    assert not decided.is_open


def test_an_objection_upheld_in_part_puts_a_lighter_finding_in_place() -> None:
    item = ITEMS_B["4.2"]
    answer = CHECKED_ANSWERS[item.key]
    heavy = next(one for one in answer.findings if one.rule == 3)
    lighter = replace(heavy, id=FindingId("new"), count=8, points=mark("0.8"), inspector="丙")
    objection = replace(
        UPHELD,
        item=item.key,
        decision=ObjectionDecision.CHANGED,
        old_findings=(heavy.id,),
        decision_reason="4处为上级网站当日故障",
    )
    decided, after = decide(objection, answer, {"甲"}, [lighter], number="4.2")
    assert decided.new_findings == (FindingId("new"),)
    assert sum(one.points for one in after.counting(Side.CHECKED)) == mark("6.7")
    assert sum(one.points for one in after.counting(Side.APPROVED)) == mark("6.3")
    assert after.findings[-1].status is FindingStatus.DECIDED
    assert after.findings[-1].status_reason == "4处为上级网站当日故障"


def test_a_second_objection_takes_a_decided_finding_away_without_touching_the_first_mark() -> None:
    """What an earlier decision put in place never was part of the checked mark."""
    lighter = replace(CONTESTED, id=FindingId("new"), points=mark("1"))
    in_part = replace(UPHELD, decision=ObjectionDecision.CHANGED)
    _first, once = carry_out(in_part, ANSWER, lighter)
    again = replace(UPHELD, id=ObjectionId("o2"), old_findings=(lighter.id,))
    _second, twice = carry_out(again, once)
    assert [one.status for one in twice.findings] == [
        FindingStatus.OVERTURNED,
        FindingStatus.WITHDRAWN,
    ]
    assert twice.counting(Side.CHECKED) == once.counting(Side.CHECKED)
    assert twice.counting(Side.APPROVED) == ()


# --- what is refused or shown -------------------------------------------------------------------


def test_a_late_objection_is_shown_and_left_to_the_office() -> None:
    late = replace(UPHELD, received_on=date(2025, 12, 25))
    (issue,) = problems(late, ANSWER, FIRST, number="3.2")
    assert (issue.code, issue.severity) == ("objection.late", Severity.WARNING)
    assert sentence(issue).startswith("对指标3.2的异议于2025-12-25收到，已超过截止日期2025-12-24")
    assert carry_out(late)[1].counting(Side.APPROVED) == ()
    assert not replace(REGISTERED, deadline=None, received_on=date(2027, 1, 1)).is_late


LIGHTER = replace(CONTESTED, id=FindingId("new"), points=mark("1"))


@pytest.mark.parametrize(
    ("objection", "replacements", "expected"),
    [
        (REGISTERED, (), ["objection.undecided"]),
        (replace(UPHELD, reason=" "), (), ["objection.no_reason"]),
        (replace(UPHELD, reviewer=""), (), ["objection.no_reviewer"]),
        (replace(UPHELD, decision_reason=""), (), ["objection.no_decision_reason"]),
        (replace(UPHELD, decided_on=None), (), ["objection.no_decision_date"]),
        (replace(UPHELD, approver=""), (), ["objection.no_approver"]),
        (
            replace(UPHELD, decided_on=date(2025, 12, 22)),
            (),
            ["objection.decided_before_receipt"],
        ),
        (replace(UPHELD, old_findings=()), (), ["objection.nothing_contested"]),
        (replace(UPHELD, old_findings=(FindingId("?"),)), (), ["objection.finding_gone"]),
        (replace(UPHELD, decision=ObjectionDecision.CHANGED), (), ["objection.no_new_finding"]),
        (UPHELD, (LIGHTER,), ["objection.needless_new_finding"]),
    ],
)
def test_a_decision_that_lacks_what_it_rests_on_is_refused(
    objection: Objection, replacements: tuple[Finding, ...], expected: list[str]
) -> None:
    assert refusals(objection, *replacements) == expected


def test_a_decision_carried_out_has_nothing_wrong_with_it_and_cannot_be_carried_out_twice() -> None:
    decided, after = carry_out(UPHELD)
    assert codes(decided, after) == []
    with pytest.raises(Refused) as caught:
        carry_out(decided, after)
    assert [issue.code for issue in caught.value.issues] == ["objection.finding_gone"]


# --- properties ---------------------------------------------------------------------------------

found = st.builds(
    Finding,
    id=st.uuids().map(lambda one: FindingId(one.hex)),
    rule=st.integers(0, 3),
    points=st.integers(0, 50_000).map(Mark),
    status=st.sampled_from(FindingStatus),
)


@given(st.lists(found, min_size=1, max_size=6), st.lists(found, max_size=3), st.data())
def test_no_decision_moves_the_checked_mark_or_loses_a_finding(
    there: list[Finding], new: list[Finding], data: st.DataObject
) -> None:
    answer = replace(ANSWER, findings=tuple(there))
    can_fall = [
        one.id for one in there if one.status in {FindingStatus.STANDING, FindingStatus.DECIDED}
    ]
    contested = data.draw(st.sets(st.sampled_from(can_fall))) if can_fall else set()
    decision = data.draw(st.sampled_from(ObjectionDecision))
    objection = replace(UPHELD, decision=decision, old_findings=tuple(sorted(contested)))
    replacements = new if decision is ObjectionDecision.CHANGED else []
    changes = decision is not ObjectionDecision.REFUSED
    nothing_to_do = changes and not contested and not replacements
    if nothing_to_do or (decision is ObjectionDecision.CHANGED and not new):
        with pytest.raises(Refused):
            decide(objection, answer, (), replacements, number="3.2")
        return
    _decided, after = decide(objection, answer, (), replacements, number="3.2")
    checked = [one.id for one in answer.counting(Side.CHECKED)]
    assert [one.id for one in after.counting(Side.CHECKED)] == checked
    assert {one.id for one in answer.findings} <= {one.id for one in after.findings}
    gone = contested if changes else set()
    approved = {one.id for one in answer.counting(Side.APPROVED)} - gone
    approved |= {one.id for one in replacements}
    assert {one.id for one in after.counting(Side.APPROVED)} == approved
