"""What follows from findings and figures, and which contradictions stop a change."""

from dataclasses import replace

import pytest

from inspector.domain.answer import Answer, Conclusion
from inspector.domain.edits import Action
from inspector.domain.errors import Refused
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.ids import FindingId, new_id
from inspector.domain.inspection import AssessmentState
from inspector.domain.marks import ONE, Mark
from inspector.services import answers, findings, lookup
from inspector.services.desk import Desk
from tests.services.conftest import ITEMS

ACTION = Action(verb="answer.set")


def blank(desk: Desk, number: str) -> Answer:
    task = lookup.inspection(desk, None)
    return answers.blank(lookup.assessment(desk, task, lookup.unit(desk, "市外办")), ITEMS[number])


def finding(marks: float, status: FindingStatus = FindingStatus.STANDING) -> Finding:
    points = Mark(int(marks * ONE))
    return Finding(id=FindingId(new_id()), rule=1, points=points, fact="见截图", status=status)


@pytest.mark.parametrize(
    ("before", "marks", "after"),
    [
        (Conclusion.OPEN, 3, Conclusion.PARTLY_MET),
        (Conclusion.OPEN, 8, Conclusion.NOT_MET),
        (Conclusion.MET, 3, Conclusion.PARTLY_MET),
        (Conclusion.NOT_MET, 3, Conclusion.NOT_MET),
        (Conclusion.NOT_APPLICABLE, 3, Conclusion.NOT_APPLICABLE),
        (Conclusion.DID_NOT_OCCUR, 3, Conclusion.DID_NOT_OCCUR),
    ],
)
def test_a_first_finding_concludes_what_nobody_concluded_otherwise(
    desk: Desk, before: Conclusion, marks: int, after: Conclusion
) -> None:
    """3.2 has 8 points."""
    answer = replace(blank(desk, "3.2"), conclusion=before)
    assert answers.with_findings(ITEMS["3.2"], answer, (finding(marks),)).conclusion is after


def test_a_conclusion_that_followed_from_findings_goes_on_following_them(desk: Desk) -> None:
    item, one, other = ITEMS["3.2"], finding(3), finding(5)
    answer = answers.with_findings(item, blank(desk, "3.2"), (one,))
    answer = answers.with_findings(item, answer, (one, other))
    assert answer.conclusion is Conclusion.NOT_MET
    gone = replace(other, status=FindingStatus.WITHDRAWN)
    answer = answers.with_findings(item, answer, (one, gone))
    assert answer.conclusion is Conclusion.PARTLY_MET
    answer = answers.with_findings(item, answer, (replace(one, status=gone.status), gone))
    assert answer.conclusion is Conclusion.OPEN


def test_a_finding_decided_on_an_objection_stands(desk: Desk) -> None:
    decided = finding(3, FindingStatus.DECIDED)
    answer = answers.with_findings(ITEMS["3.2"], blank(desk, "3.2"), (decided,))
    assert answer.conclusion is Conclusion.PARTLY_MET


def test_an_old_contradiction_stops_no_change_that_has_nothing_to_do_with_it(desk: Desk) -> None:
    """As a merge or an older version may have left it behind."""
    task, unit = lookup.inspection(desk, None), lookup.unit(desk, "市外办")
    torn = replace(blank(desk, "3.2"), conclusion=Conclusion.MET, findings=(finding(3),))
    with desk.file.unit_of_work("乙") as work:
        work.add(torn)
        work.commit(ACTION)
    answers.change(desk, task, unit, ITEMS["3.2"], ACTION, note="待核")
    with pytest.raises(Refused):
        answers.change(desk, task, unit, ITEMS["3.2"], ACTION, conclusion=Conclusion.NOT_APPLICABLE)


def test_the_first_checked_answer_starts_the_check(desk: Desk) -> None:
    task, unit = lookup.inspection(desk, None), lookup.unit(desk, "市外办")
    answers.change(desk, task, unit, ITEMS["5.2"], ACTION, self_mark=Mark(2 * ONE))
    assert lookup.assessment(desk, task, unit).state is AssessmentState.AWAITING_SHEET
    fact = findings.Fact(fact="超期1件")
    item = ITEMS["3.2"]
    findings.add(desk, task, unit, item, findings.rule_meant(item, None), fact)
    assert lookup.assessment(desk, task, unit).state is AssessmentState.CHECKING
    other = lookup.unit(desk, "市财政局")
    assert lookup.assessment(desk, task, other).state is AssessmentState.AWAITING_SHEET


def test_confirming_the_rest_leaves_out_what_a_unit_is_spared_and_what_is_not_checked(
    desk: Desk,
) -> None:
    task, unit = lookup.inspection(desk, None), lookup.unit(desk, "市外办")
    part = lookup.assessment(desk, task, unit)
    chosen = tuple(ITEMS[number].key for number in ("1.1", "1.2", "1.3", "1.4"))
    sampled = replace(task, items=chosen)
    with desk.file.unit_of_work("甲") as work:
        work.replace(task, sampled)
        work.replace(part, replace(part, spared=(ITEMS["1.4"].key,)))
        work.commit(ACTION)
    confirmed, _ = answers.confirm_rest(desk, sampled, unit)
    assert [item.number for item in confirmed] == ["1.1", "1.2", "1.3"]
    known = desk.file.reader.answers(task.id, unit.id)
    assert all(known[item.key].in_bulk for item in confirmed)


def test_changes_name_the_answer_that_changed(desk: Desk) -> None:
    task, unit = lookup.inspection(desk, None), lookup.unit(desk, "市外办")
    changes = answers.change(desk, task, unit, ITEMS["5.2"], ACTION, note="待核")
    assert {key.rpartition("/")[2] for _, key in changes.touched} == {ITEMS["5.2"].key}


def fact_of(desk: Desk) -> str:
    task, unit = lookup.inspection(desk, None), lookup.unit(desk, "市外办")
    (found,) = desk.file.reader.answers(task.id, unit.id)[ITEMS["2.1"].key].findings
    return found.fact


def say(desk: Desk, *metrics: str) -> None:
    given = answers.Given(metrics=metrics)
    answers.set_given(desk, lookup.inspection(desk, None), "市外办", "2.1", given)


def test_figures_are_the_fact_of_the_finding_they_make_until_somebody_words_it(desk: Desk) -> None:
    say(desk, "政策性文件=10", "已解读=9")
    assert fact_of(desk) == "政策性文件10件，已解读9件"
    say(desk, "政策性文件=10", "已解读=8")
    assert fact_of(desk) == "政策性文件10件，已解读8件"
    task = lookup.inspection(desk, None)
    (located,) = [one for one in findings.every(desk, task) if one.item.number == "2.1"]
    findings.update(desk, task, located, fact="抽查10件，2件未解读")
    say(desk, "政策性文件=10", "已解读=7")
    assert fact_of(desk) == "抽查10件，2件未解读"
