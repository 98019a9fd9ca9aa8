"""What must hold of every grading, whatever the list, the rules and the facts."""

import random
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.answer import Answer, Conclusion, Side
from inspector.domain.checklist import Checklist, Item, Section
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.grading import grade
from inspector.domain.ids import FindingId, ItemKey, UnitId
from inspector.domain.marks import Mark, round_half_up
from inspector.domain.ranking import rank
from inspector.domain.results import Grading, Step
from inspector.domain.rule_set import Band, Caps, NotApplicable, RoundingOrder, RuleSet
from tests.golden.small_lists import answer, item, mark, section

BANDS = (
    Band(grade="优秀", at_least=mark("90")),
    Band(grade="合格", at_least=mark("60")),
    Band(grade="不合格", at_least=mark("0")),
)


@st.composite
def lists(draw: st.DrawFn) -> Checklist:
    """Lists of one to four sections, one or two levels deep, with points of two decimals."""
    sections = []
    for first in range(draw(st.integers(1, 4))):
        parts: list[Section] = []
        for second in range(draw(st.integers(1, 3))):
            sizes = draw(st.lists(st.integers(10, 2_000), min_size=1, max_size=4))
            name = f"{first}.{second}"
            items = (
                replace(item(f"{name}.{n}", "1"), points=Mark(size * 100))
                for n, size in enumerate(sizes)
            )
            parts.append(section(name, name, *items))
        sections.append(section(str(first), f"部分{first}", *parts))
    caps = draw(st.sampled_from([Caps(), Caps(item=False, section_level=1), Caps(section_level=2)]))
    rules = RuleSet(
        caps=caps,
        not_applicable=draw(st.sampled_from(NotApplicable)),
        rounding=draw(st.sampled_from(RoundingOrder)),
        bands=BANDS,
    )
    return Checklist(title="细则", rule_set=rules, children=tuple(sections))


@st.composite
def answered(draw: st.DrawFn, of: Checklist) -> dict[ItemKey, Answer]:
    """Return answers of every kind to all items of a list."""
    given_answers = {}
    for _, each in of.items():
        kind = draw(st.sampled_from(["met", "met", "found", "out", "none"]))
        if kind == "met":
            given_answers[each.key] = answer(each.number)
        elif kind == "found":
            points = draw(st.lists(st.integers(1, 900), min_size=1, max_size=4))
            findings = [
                Finding(id=FindingId(f"{each.number}/{n}"), rule=0, points=Mark(size * 100))
                for n, size in enumerate(points)
            ]
            given_answers[each.key] = answer(each.number, findings=findings)
        elif kind == "out":
            given_answers[each.key] = answer(each.number, Conclusion.NOT_APPLICABLE)
        else:
            given_answers[each.key] = answer(each.number, Conclusion.DID_NOT_OCCUR)
    return given_answers


@st.composite
def cases(draw: st.DrawFn) -> tuple[Checklist, dict[ItemKey, Answer]]:
    of = draw(lists())
    return of, draw(answered(of))


def graded(of: Checklist, given_answers: dict[ItemKey, Answer]) -> Grading:
    return grade(of, None, given_answers, side=Side.APPROVED)


def steps(grading: Grading, code: str) -> list[Step]:
    return [step for step in grading.working if step.code == code]


@given(cases())
def test_sections_add_up_to_the_whole(case: tuple[Checklist, dict[ItemKey, Answer]]) -> None:
    result = graded(*case)
    top = [each for each in result.sections if each.level == 1]
    assert result.earned == sum(each.mark for each in top)
    assert result.entitled == sum(each.entitled for each in top)
    assert result.deducted == sum(each.deducted for each in top)
    assert result.earned == result.entitled - result.deducted


@given(cases())
def test_items_add_up_to_their_sections_where_only_items_are_capped(
    case: tuple[Checklist, dict[ItemKey, Answer]],
) -> None:
    of = replace(case[0], rule_set=replace(case[0].rule_set, caps=Caps()))
    result = graded(of, case[1])
    assert result.earned == sum(each.mark for each in result.items)
    assert result.entitled == sum(each.entitled for each in result.items)
    assert result.due == sum(each.due for each in result.items)


@given(cases())
def test_no_cap_is_exceeded_and_every_mark_is_within_bounds(
    case: tuple[Checklist, dict[ItemKey, Answer]],
) -> None:
    of, _ = case
    result = graded(*case)
    for each in result.items:
        if of.rule_set.caps.item:
            assert 0 <= each.deducted <= each.entitled
        assert each.deducted <= each.due
    level = of.rule_set.caps.section_level
    for part in result.sections:
        if level and part.level <= level:
            assert 0 <= part.mark <= part.entitled
    assert 0 <= result.earned <= result.entitled
    if of.rule_set.not_applicable is NotApplicable.RATIO and result.mark is not None:
        assert 0 <= result.mark <= of.rule_set.full


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_findings_and_of_answers_changes_nothing(
    case: tuple[Checklist, dict[ItemKey, Answer]], chance: random.Random
) -> None:
    of, given_answers = case
    shuffled = {}
    for key in chance.sample(list(given_answers), len(given_answers)):
        findings = list(given_answers[key].findings)
        chance.shuffle(findings)
        shuffled[key] = replace(given_answers[key], findings=tuple(findings))
    before, after = graded(of, given_answers), graded(of, shuffled)
    assert (before.mark, before.grade, before.items) == (after.mark, after.grade, after.items)


@given(cases())
def test_withdrawn_findings_count_nowhere(case: tuple[Checklist, dict[ItemKey, Answer]]) -> None:
    of, given_answers = case
    withdrawn = {
        key: replace(
            each,
            conclusion=each.conclusion if not each.findings else Conclusion.MET,
            findings=tuple(
                replace(found, status=FindingStatus.WITHDRAWN) for found in each.findings
            ),
        )
        for key, each in given_answers.items()
    }
    assert graded(of, withdrawn).deducted == 0


@given(cases())
def test_the_working_adds_up_to_the_mark(case: tuple[Checklist, dict[ItemKey, Answer]]) -> None:
    """With a pocket calculator: deductions to sections, sections to the total, and so on."""
    of, given_answers = case
    result = graded(of, given_answers)
    (total,) = steps(result, "total")
    due, entitled, deducted, earned, _, *terms = total.numbers
    assert sum(terms) == deducted
    assert entitled - deducted == earned == result.earned
    assert due == sum(step.numbers[0] for step in steps(result, "finding.typed"))
    for step in steps(result, "section"):
        part_entitled, part_deducted, part_mark, _, *losses = step.numbers
        assert sum(losses) == part_deducted == part_entitled - part_mark
    top = [step.numbers for step in result.working if step.code in {"section", "section.open"}]
    assert sum(numbers[1] for numbers in top) == deducted
    for base in steps(result, "base.ratio"):
        mark_earned, of_entitled, full, _, published = base.numbers
        assert round_half_up(Fraction(mark_earned * full, of_entitled)) == published == result.base


@given(cases())
def test_the_figure_before_rounding_never_seems_to_round_another_way(
    case: tuple[Checklist, dict[ItemKey, Answer]],
) -> None:
    for step in steps(graded(*case), "base.ratio"):
        exact, published = step.numbers[-2:]
        assert round_half_up(exact) == published


def scaled(node: Section | Item, factor: int) -> Section | Item:
    if isinstance(node, Section):
        return replace(node, children=tuple(scaled(child, factor) for child in node.children))
    return replace(node, points=Mark((node.points or 0) * factor))


@given(cases(), st.integers(2, 50))
def test_under_ratio_the_scale_of_the_list_does_not_matter(
    case: tuple[Checklist, dict[ItemKey, Answer]], factor: int
) -> None:
    of = replace(case[0], rule_set=replace(case[0].rule_set, not_applicable=NotApplicable.RATIO))

    larger = replace(of, children=tuple(scaled(child, factor) for child in of.children))
    raised = {
        key: replace(
            each,
            findings=tuple(
                replace(found, points=Mark(found.points * factor)) for found in each.findings
            ),
        )
        for key, each in case[1].items()
    }
    assert graded(of, case[1]).mark == graded(larger, raised).mark


@given(cases())
def test_spreading_keeps_the_sum_of_all_points(
    case: tuple[Checklist, dict[ItemKey, Answer]],
) -> None:
    of = replace(case[0], rule_set=replace(case[0].rule_set, not_applicable=NotApplicable.SPREAD))
    result = graded(of, case[1])
    applies = any(each.conclusion is not Conclusion.NOT_APPLICABLE for each in case[1].values())
    assert result.entitled == (of.points if applies else 0)


@given(cases(), st.data())
def test_one_open_item_keeps_mark_and_grade_back(
    case: tuple[Checklist, dict[ItemKey, Answer]], data: st.DataObject
) -> None:
    of, given_answers = case
    gone = data.draw(st.sampled_from(sorted(given_answers)))
    result = graded(of, {key: each for key, each in given_answers.items() if key != gone})
    assert (result.open_items, result.mark, result.grade, result.base) == (1, None, None, None)
    assert result.checked_items == len(given_answers) - 1


@given(cases(), st.integers(1, 500))
def test_another_finding_never_raises_the_mark(
    case: tuple[Checklist, dict[ItemKey, Answer]], points: int
) -> None:
    of, given_answers = case
    key = next(iter(given_answers))
    if given_answers[key].conclusion is Conclusion.NOT_APPLICABLE:
        return
    more = Finding(id=FindingId("more"), rule=0, points=Mark(points * 100))
    worse = {
        **given_answers,
        key: replace(given_answers[key], findings=(*given_answers[key].findings, more)),
    }
    before, after = graded(of, given_answers).mark, graded(of, worse).mark
    assert before is not None
    assert after is not None
    assert after <= before


MARKED = Grading(
    side=Side.APPROVED,
    open_items=0,
    checked_items=1,
    items=(),
    sections=(),
    earned=Mark(0),
    entitled=Mark(0),
    due=Mark(0),
    deducted=Mark(0),
)


@given(st.lists(st.integers(85, 95), min_size=1, max_size=20), st.integers(0, 10_000))
def test_ranks_ties_and_quota_hold_for_any_marks(whole: list[int], quota: int) -> None:
    rules = RuleSet(bands=BANDS, quota=quota)
    units = [
        (
            UnitId(str(n)),
            replace(
                MARKED,
                mark=Mark(size * 10_000),
                grade="优秀" if size >= 90 else "合格",
            ),
        )
        for n, size in enumerate(whole)
    ]
    result = rank("甲", units, rules)
    for each in result.ranked:
        assert each.mark is not None
        assert each.rank == 1 + sum(size * 10_000 > each.mark for size in whole)
    places = len(whole) * quota // 10_000
    best = [each for each in result.ranked if each.grade == "优秀"]
    tied = [each for each in best if each.unit in result.tie_across_quota]
    beyond = [each for each in best if each.over_quota]
    clear = [each for each in best if each not in tied and each not in beyond]
    assert len(clear) <= places
    assert len({each.mark for each in tied}) <= 1
    if tied:
        assert len(clear) < places < len(clear) + len(tied)
    else:
        assert len(clear) == min(places, len(best))
