"""A tally kept up to date answer by answer equals the grading of the whole unit."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.answer import Answer, Conclusion, Side
from inspector.domain.checklist import Checklist, ItemKind
from inspector.domain.finding import Finding
from inspector.domain.grading import Scheme, prepare
from inspector.domain.ids import FindingId, ItemKey
from inspector.domain.marks import Mark
from inspector.domain.rule_set import Caps, DidNotOccur, RuleSet
from inspector.domain.running import RunningTally
from inspector.domain.scheme import WHOLE
from tests.domain.test_grading_properties import BANDS, lists
from tests.golden.small_lists import answer, item, mark, section

KINDS = ("open", "met", "partly", "found", "found", "out", "none", "gone")


@st.composite
def mixed_lists(draw: st.DrawFn) -> Checklist:
    """Lists as for grading, with items beside the total and every way to take what is missing."""
    of = draw(lists())
    beside = (
        replace(item("J1", "2"), kind=ItemKind.BONUS),
        replace(item("K1", "3"), kind=ItemKind.PENALTY),
        replace(item("F1", "0"), kind=ItemKind.VETO, points=None),
    )
    rules = replace(of.rule_set, did_not_occur=draw(st.sampled_from(DidNotOccur)))
    return replace(of, rule_set=rules, children=(*of.children, section("9", "其他", *beside)))


def answered(key: str, kind: str, sizes: list[int]) -> Answer | None:
    found = [
        Finding(id=FindingId(f"{key}/{n}"), rule=0, points=Mark(size * 100))
        for n, size in enumerate(sizes)
    ]
    match kind:
        case "open":
            return answer(key, Conclusion.OPEN)
        case "met":
            return answer(key)
        case "partly":
            return answer(key, Conclusion.PARTLY_MET)
        case "found":
            return answer(key, Conclusion.PARTLY_MET, findings=found)
        case "out":
            return answer(key, Conclusion.NOT_APPLICABLE)
        case "none":
            silent = answer(key, Conclusion.DID_NOT_OCCUR)
            return replace(silent, statement_published=len(sizes) % 2 == 0)
        case _:
            return None


@st.composite
def steps(draw: st.DrawFn) -> tuple[Checklist, list[dict[ItemKey, Answer | None]]]:
    of = draw(mixed_lists())
    keys = [each.key for _, each in of.items()]
    sizes = st.lists(st.integers(1, 900), min_size=1, max_size=4)
    change = st.dictionaries(
        st.sampled_from(keys), st.tuples(st.sampled_from(KINDS), sizes), min_size=1, max_size=3
    )
    edits = [
        {key: answered(key, kind, points) for key, (kind, points) in each.items()}
        for each in draw(st.lists(change, min_size=1, max_size=12))
    ]
    return of, edits


def assert_equal(scheme: Scheme, running: RunningTally, known: dict[ItemKey, Answer]) -> None:
    whole = scheme.grade(known, side=Side.APPROVED)
    kept = scheme.outcome(running)
    items = tuple(running.counted(each.key).grade for each in whole.items)
    assert replace(kept, working=(), items=items) == replace(whole, working=())
    assert scheme.mark_of(running) == (whole.mark, whole.grade)
    fresh = scheme.running(known, side=Side.APPROVED)
    assert running.sections == fresh.sections


@given(steps())
def test_after_every_answer_the_sums_are_those_of_the_whole_grading(
    case: tuple[Checklist, list[dict[ItemKey, Answer | None]]],
) -> None:
    of, edits = case
    scheme = prepare(of)
    running = scheme.running({}, side=Side.APPROVED)
    known: dict[ItemKey, Answer] = {}
    for edit in edits:
        running.update(edit)
        known |= {key: each for key, each in edit.items() if each is not None}
        known = {key: each for key, each in known.items() if edit.get(key, each) is not None}
        assert_equal(scheme, running, known)


@given(steps())
def test_an_update_names_every_part_that_changed(
    case: tuple[Checklist, list[dict[ItemKey, Answer | None]]],
) -> None:
    of, edits = case
    running = prepare(of).running({}, side=Side.APPROVED)
    for edit in edits:
        before = list(running.sections)
        touched = running.update(edit)
        changed = {at for at, part in enumerate(running.sections) if part != before[at]}
        assert touched.everything or changed <= touched.parts
        assert touched.everything or touched.items == set(edit)


def test_the_working_of_a_section_shows_what_its_cap_took_and_nothing_of_others() -> None:
    rules = RuleSet(caps=Caps(item=False, section_level=1), bands=BANDS)
    of = Checklist(
        title="细则",
        rule_set=rules,
        children=(
            section("1", "主动公开", item("1.1", "4"), item("1.2", "2")),
            section("2", "解读回应", item("2.1", "4")),
        ),
    )
    lost = {"1.1": "5.2", "1.2": "1.5", "2.1": "1"}
    known = {
        ItemKey(number): answer(
            number,
            Conclusion.PARTLY_MET,
            findings=[Finding(id=FindingId(number), rule=0, points=mark(points), fact="缺")],
        )
        for number, points in lost.items()
    }
    scheme = prepare(of)
    running = scheme.running(known, side=Side.APPROVED)
    shown = scheme.working_of(running, 1)
    assert [step.code for step in shown] == [
        "finding.typed",
        "finding.typed",
        "section.capped",
        "section",
    ]
    assert shown[2].numbers == (mark("6.7"), mark("6"), mark("5.2"), mark("1.5"))
    assert scheme.working_of(running, WHOLE)[-1].numbers[1] == mark("7")
