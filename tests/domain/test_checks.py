"""Before a unit goes on, what cannot be defended is blocked or shown, and nothing else is."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.answer import Answer, Conclusion, Side
from inspector.domain.checklist import ItemKind, Scoring
from inspector.domain.checks import blocks, check
from inspector.domain.evidence import Evidence, EvidenceKind
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.grading import prepare
from inspector.domain.ids import EvidenceId, FindingId, InspectionId, ItemKey, UnitId
from inspector.domain.issues import Issue, Severity
from inspector.domain.rule_set import RuleSet
from inspector.domain.rules import Rule, RuleKind
from inspector.i18n.messages import sentence
from tests.golden import small_lists
from tests.golden.ningchuan import CLASS_B, KEYS_B, YEAR_END, foreign_affairs, self_sheet

mark = small_lists.mark
EACH = Rule(number=1, text="每处扣0.5分", kind=RuleKind.EACH, points=mark("0.5"))
ONCE = Rule(number=2, text="未公开的扣1分", kind=RuleKind.ONCE, points=mark("1"))
FIRST = small_lists.item("1.1", "4", EACH, ONCE)
SECOND = small_lists.item("1.2", "4", EACH)
TYPED = small_lists.item("1.3", "2")
BONUS = small_lists.item("J1", kind=ItemKind.BONUS)
OF = small_lists.checklist(RuleSet(), FIRST, SECOND, TYPED, BONUS)
SOUND = Finding(
    id=FindingId("f1"),
    rule=1,
    count=2,
    points=mark("1"),
    fact="“领导信息”栏目2处未更新",
    place="门户网站“机构职能”栏目",
)
SHOWN = Evidence(
    id=EvidenceId("e"),
    inspection=InspectionId("i"),
    unit=UnitId("u"),
    item=FIRST.key,
    finding=SOUND.id,
    kind=EvidenceKind.SCREENSHOT,
)


def answers(**given: Answer | Finding | None) -> dict[ItemKey, Answer]:
    """Return all items met but those given: a finding, an answer, or None for none at all."""
    made = small_lists.all_met(OF)
    del made[BONUS.key]
    for name, what in given.items():
        key = ItemKey({"first": "1.1", "second": "1.2", "typed": "1.3", "bonus": "J1"}[name])
        if what is None:
            del made[key]
        elif isinstance(what, Finding):
            made[key] = small_lists.answer(key, findings=(what,))
        else:
            made[key] = replace(what, item=key)
    return made


def found(
    given: Mapping[ItemKey, Answer], *evidence: Evidence, **more: object
) -> list[tuple[str, Severity]]:
    issues: tuple[Issue, ...] = check(OF, given, evidence, **more)  # type: ignore[arg-type]
    assert all(sentence(issue) for issue in issues)
    return [(issue.code, issue.severity) for issue in issues]


ERROR, WARNING = Severity.ERROR, Severity.WARNING


# --- what is no fault ---------------------------------------------------------------------------


def test_full_marks_need_no_paper() -> None:
    assert found(answers()) == []


def test_a_deduction_with_fact_place_and_evidence_passes() -> None:
    assert found(answers(first=SOUND), SHOWN) == []


def test_evidence_for_the_whole_item_supports_its_findings() -> None:
    assert found(answers(first=SOUND), replace(SHOWN, finding=None)) == []


# --- what blocks --------------------------------------------------------------------------------


def test_an_item_nobody_checked_blocks() -> None:
    assert found(answers(second=None)) == [("check.open", ERROR)]
    waiting = small_lists.answer("1.2", Conclusion.OPEN)
    assert found(answers(second=waiting)) == [("check.open", ERROR)]


def test_a_conclusion_that_no_finding_explains_blocks_once() -> None:
    unexplained = small_lists.answer("1.2", Conclusion.PARTLY_MET)
    assert found(answers(second=unexplained)) == [("answer.open_without_finding", ERROR)]


def test_a_deduction_without_a_fact_blocks() -> None:
    assert found(answers(first=replace(SOUND, fact=" ")), SHOWN) == [
        ("finding.without_fact", ERROR)
    ]


@pytest.mark.parametrize("missing", ["reason", "allowed_by"])
def test_not_applicable_without_reason_or_approver_blocks(missing: str) -> None:
    whole = small_lists.answer("1.2", Conclusion.NOT_APPLICABLE)
    assert found(answers(second=whole)) == []
    code = {"reason": "reason", "allowed_by": "approver"}[missing]
    short = replace(whole, **{missing: ""})  # type: ignore[arg-type]
    assert found(answers(second=short)) == [(f"answer.not_applicable_without_{code}", ERROR)]


def test_marks_outside_the_rules_are_blocked_or_shown() -> None:
    negative = replace(SOUND, points=mark("-1"))
    assert ("finding.points_negative", ERROR) in found(answers(first=negative), SHOWN)
    differing = replace(SOUND, points=mark("3"))
    assert found(answers(first=differing), SHOWN) == [("finding.points_differ", WARNING)]
    typed = replace(SOUND, rule=0, points=mark("2.5"))
    assert found(answers(typed=typed), SHOWN) == [("check.beyond_item", WARNING)]


def test_only_errors_block() -> None:
    assert blocks(check(OF, answers(second=None)))
    shown = check(OF, answers(first=SOUND))
    assert shown
    assert not blocks(shown)


# --- what is shown ------------------------------------------------------------------------------


def test_a_deduction_without_place_or_evidence_is_shown() -> None:
    assert found(answers(first=replace(SOUND, place=""))) == [
        ("check.no_place", WARNING),
        ("check.no_evidence", WARNING),
    ]


def test_praise_of_what_the_next_page_deducts_is_shown() -> None:
    def told(account: str, *, by_unit: bool = False) -> list[str]:
        first = small_lists.answer("1.1", Conclusion.PARTLY_MET)
        given = answers(first=replace(first, account=account, findings=(SOUND,)))
        return [one.code for one in check(OF, given, (SHOWN,), by_unit=by_unit)]

    assert told("各栏目均及时更新。") == ["check.praised"]
    assert told("平均每月公开3件，2件格式规范。") == []
    assert told("各栏目均及时更新。", by_unit=True) == []


def test_a_bare_number_that_nothing_shows_leaves_open_which_ones() -> None:
    """A unit asks which three; a title, a document's number or a picture answers."""
    three = replace(
        SOUND, count=3, points=mark("1.5"), fact="现行有效文件未公开3件", place="“文件”栏目"
    )
    for told in (
        three,
        replace(three, fact="《甲办法》等3件未公开"),
        replace(three, place="第4、7、9号"),
    ):
        codes = found(answers(first=told))
        assert codes == [("check.bare_number" if told is three else "check.no_evidence", WARNING)]
    assert found(answers(first=three), SHOWN) == []


def test_what_the_unit_sent_in_shows_no_deduction_until_it_is_put_under_one() -> None:
    claimed = replace(SHOWN, finding=None, from_unit=True)
    assert found(answers(first=SOUND), claimed) == [("check.no_evidence", WARNING)]
    assert found(answers(first=SOUND), replace(SHOWN, from_unit=True)) == []


@pytest.mark.parametrize("status", [FindingStatus.WITHDRAWN, FindingStatus.OVERTURNED])
def test_findings_that_stand_no_more_need_neither(status: FindingStatus) -> None:
    gone = replace(SOUND, place="", status=status)
    answer = small_lists.answer("1.1", Conclusion.MET)
    assert found(answers(first=replace(answer, findings=(gone,)))) == []


def test_what_earns_marks_needs_neither() -> None:
    gain = Rule(number=1, text="一项可得2分", kind=RuleKind.GAIN_EACH, points=mark("2"))
    item = small_lists.item("1.1", "6", gain, scoring=Scoring.ADD)
    of = small_lists.checklist(RuleSet(), item)
    earned = small_lists.finding("2", rule=1)
    assert check(of, small_lists.all_met(of, {"1.1": earned})) == ()


def test_the_same_fact_under_two_rules_is_shown_with_both() -> None:
    again = replace(SOUND, id=FindingId("f2"), fact="“领导信息”栏目 2处未更新。")
    issues = check(
        OF, answers(first=SOUND, second=again), [SHOWN, replace(SHOWN, finding=again.id)]
    )
    assert [issue.code for issue in issues] == ["check.same_fact"]
    assert sentence(issues[0]) == (
        "条款1.2a：同一事实已在1.1a扣过分（“领导信息”栏目 2处未更新），请撤销其中一处，"
        "或者分别写明位置。"
    )


@pytest.mark.parametrize(
    ("fact", "place", "same"),
    [
        (SOUND.fact, "门户网站“财政”栏目", False),
        (SOUND.fact, "", True),
        ("“财政信息”栏目2处未更新", SOUND.place, False),
    ],
)
def test_the_same_words_at_another_place_are_another_fact(
    fact: str, place: str, same: bool
) -> None:
    other = replace(SOUND, id=FindingId("f2"), fact=fact, place=place)
    codes = [code for code, _ in found(answers(first=SOUND, second=other), SHOWN)]
    assert ("check.same_fact" in codes) is same


def test_a_fact_found_twice_under_one_rule_is_shown_once() -> None:
    twice = (SOUND, replace(SOUND, id=FindingId("f2")))
    given = answers(first=small_lists.answer("1.1", findings=twice))
    codes = [code for code, _ in found(given, replace(SHOWN, finding=None))]
    assert codes == ["check.same_fact"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("我局按时公开年度预算，本办负责审核。", ["我局", "本办"]),
        ("市财政局按时公开年度预算。", []),
        ("页面写有“我局领导信息”字样。", []),
        ("按照《本局工作规则》第三条公开。", []),
        ("根据本办法，由各单位自我部署、自我单位核对。", []),
        ("我单位已设置公开专区。", ["我单位"]),
    ],
)
def test_a_unit_speaking_of_itself_in_our_text_is_shown(text: str, words: list[str]) -> None:
    made = replace(small_lists.answer("1.2"), account=text)
    issues = check(OF, answers(second=made))
    assert [issue.parameters["word"] for issue in issues] == words
    assert {issue.code for issue in issues} <= {"check.own_word"}
    summary = check(OF, answers(), summary=text)
    assert [issue.parameters["word"] for issue in summary] == words
    assert all(sentence(issue) for issue in (*issues, *summary))


def test_the_units_own_words_are_its_own_in_its_claim_and_in_a_self_inspection() -> None:
    claim = replace(small_lists.answer("1.2"), self_account="我局均已公开")
    assert found(answers(second=claim)) == []
    own = replace(small_lists.answer("1.2"), account="我局均已公开")
    assert found(answers(second=own), by_unit=True) == []
    assert found(answers(second=own)) == [("check.own_word", WARNING)]


def test_a_fact_written_as_the_unit_wrote_it_is_shown() -> None:
    copied = replace(SOUND, fact="我办2处未更新")
    assert found(answers(first=copied), SHOWN) == [("check.own_word", WARNING)]


def test_a_claimed_bonus_that_nobody_decided_is_shown() -> None:
    claimed = replace(small_lists.answer("J1", Conclusion.OPEN), self_mark=mark("2"))
    assert found(answers(bonus=claimed)) == [("check.claim_undecided", WARNING)]
    assert found(answers(bonus=replace(claimed, conclusion=Conclusion.NOT_MET))) == []
    assert found(answers(bonus=replace(claimed, self_mark=None))) == []


# --- what is out --------------------------------------------------------------------------------


def test_items_that_are_out_for_the_unit_or_for_all_are_not_asked_for() -> None:
    given = answers(first=None, second=None)
    assert found(given, spared=(FIRST.key,), items=None) == [("check.open", ERROR)]
    assert found(given, items={TYPED.key}) == []


# --- the invented city --------------------------------------------------------------------------


def test_a_self_sheet_leaves_all_23_scored_items_to_be_checked() -> None:
    issues = check(CLASS_B, self_sheet())
    assert [issue.code for issue in issues if issue.severity is ERROR] == ["check.open"] * 23
    assert [issue.code for issue in issues if issue.severity is WARNING] == [
        "check.claim_undecided"
    ]


def test_the_checked_unit_passes_and_its_14_deductions_are_shown_to_lack_places() -> None:
    issues = check(CLASS_B, foreign_affairs(objection_upheld=False))
    assert not blocks(issues)
    assert sum(issue.code == "check.no_place" for issue in issues) == 14
    assert {issue.parameters["item"] for issue in issues} <= set(KEYS_B)


# --- properties ---------------------------------------------------------------------------------

conclusions = st.sampled_from(Conclusion)


@given(st.dictionaries(st.sampled_from(("1.1", "1.2", "1.3")), conclusions), st.booleans())
def test_what_keeps_the_mark_back_always_blocks(
    given_conclusions: dict[str, Conclusion], with_finding: bool
) -> None:
    """The check lets nothing pass that grading would call open."""
    given = {
        ItemKey(number): small_lists.answer(number, conclusion, (SOUND,) if with_finding else ())
        for number, conclusion in given_conclusions.items()
    }
    if prepare(OF, YEAR_END).grade(given, side=Side.CHECKED).open_items:
        assert blocks(check(OF, given))
