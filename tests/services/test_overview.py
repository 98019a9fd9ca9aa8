"""The overview says of each unit what keeps it, and of the whole how far it is."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from inspector.domain.answer import Conclusion
from inspector.domain.changes import Changes
from inspector.domain.edits import Action, RecordKind
from inspector.domain.errors import Refused
from inspector.domain.holds import Held, Hold, Waiting
from inspector.domain.ids import UnitId, assessment_key
from inspector.domain.inspection import AssessmentState, Inspection, Team
from inspector.domain.unit import Unit
from inspector.i18n.progress import held_words
from inspector.services import (
    answers,
    approval,
    division,
    lookup,
    meeting,
    objections,
    overview,
    procedure,
    recent,
    register,
)
from inspector.services.approval import Verdict
from inspector.services.desk import Desk
from inspector.services.objections import Protest
from inspector.storage.workspace_file import WorkspaceFile

DAY = date(2025, 12, 10)
ITEMS = 23


def task_of(desk: Desk) -> Inspection:
    return lookup.inspection(desk, None)


def unit_of(desk: Desk, name: str = "市外办") -> Unit:
    return lookup.unit(desk, name)


def held(desk: Desk, name: str = "市外办", today: date = DAY) -> Held:
    task, unit = task_of(desk), unit_of(desk, name)
    known = overview.figures(desk, task, {unit.id})
    (line,) = [one for one in overview.lines(desk, task, today) if one.key == unit.id]
    return overview.held(line, known[unit.id], today)


def check_everything(desk: Desk, name: str = "市外办") -> None:
    answers.confirm_rest(desk, task_of(desk), unit_of(desk, name))


def advance(desk: Desk, name: str, *states: AssessmentState) -> None:
    for state in states:
        procedure.advance(desk, task_of(desk), unit_of(desk, name), state, DAY)


def feed_back(desk: Desk, name: str = "市外办") -> None:
    check_everything(desk, name)
    advance(
        desk,
        name,
        AssessmentState.CHECKED,
        AssessmentState.AWAITING_REVIEW,
        AssessmentState.FED_BACK,
    )


def test_a_unit_waits_for_its_sheet_until_checking_begins(desk: Desk) -> None:
    task, unit = task_of(desk), unit_of(desk)
    assert held(desk).hold is Hold.NOT_SENT
    register.send(desk, task, [unit], date(2025, 11, 3), DAY)
    assert held(desk) == Held(hold=Hold.AWAITED, day=DAY)
    assert held(desk, today=date(2025, 12, 11)) == Held(hold=Hold.LATE, day=DAY)
    register.receive(desk, task, unit, DAY)
    assert held(desk).hold is Hold.NOT_BEGUN
    register.send_back(desk, task, unit, "缺盖章页", date(2025, 12, 12))
    assert held(desk) == Held(hold=Hold.TO_COMPLETE, day=date(2025, 12, 12))


def test_open_items_then_faults_keep_a_unit_that_is_being_checked(desk: Desk) -> None:
    advance(desk, "市外办", AssessmentState.CHECKING)
    assert held(desk) == Held(hold=Hold.OPEN_ITEMS, count=ITEMS)
    task, unit = task_of(desk), unit_of(desk)
    part = lookup.assessment(desk, task, unit)
    item = lookup.item(lookup.checklist_of(desk, task, part), "4.2")
    blank = answers.blank(part, item)
    unreasoned = replace(blank, conclusion=Conclusion.NOT_APPLICABLE, allowed_by="丙")
    with desk.file.unit_of_work(desk.author) as work:
        answers.put(work, None, unreasoned)
        work.commit(Action(verb="answer.set"))
    check_everything(desk)
    assert held(desk) == Held(hold=Hold.FAULTS, count=1)
    assert held_words(held(desk)) == "校核发现1处错误"


def test_after_the_feedback_a_unit_waits_for_objections_and_their_last_day(desk: Desk) -> None:
    task, unit = task_of(desk), unit_of(desk)
    feed_back(desk)
    deadline = lookup.assessment(desk, task, unit).objection_deadline
    assert deadline is not None
    assert held(desk) == Held(hold=Hold.MAY_OBJECT, day=deadline)
    part = lookup.assessment(desk, task, unit)
    item = lookup.item(lookup.checklist_of(desk, task, part), "4.2")
    objections.add(desk, task, unit, item, Protest(reason="有误", received_on=DAY))
    assert held(desk) == Held(hold=Hold.OBJECTION, count=1)


def test_nothing_keeps_a_unit_whose_time_to_object_has_passed(desk: Desk) -> None:
    feed_back(desk)
    assert held(desk, today=date(2026, 1, 10)).hold is Hold.NOTHING
    verdict = Verdict(on=date(2026, 1, 10), reason="会议研究")
    approval.approve(desk, task_of(desk), unit_of(desk), verdict)
    assert held(desk).hold is Hold.DONE


def test_the_whole_adds_up_items_and_names_what_it_waits_for(desk: Desk) -> None:
    task = task_of(desk)
    advance(desk, "市外办", AssessmentState.CHECKING)
    lines, figures = overview.lines(desk, task, DAY), overview.figures(desk, task)
    whole = overview.whole(lines, figures, DAY)
    assert (whole.units, whole.checked, whole.items) == (2, 0, 2 * ITEMS)
    assert whole.waiting == (
        Waiting(hold=Hold.NOT_SENT, units=1, count=0),
        Waiting(hold=Hold.OPEN_ITEMS, units=1, count=ITEMS),
    )
    assert overview.whole(lines, {}, DAY).is_counting


def test_an_edit_of_one_unit_touches_that_unit_alone(desk: Desk) -> None:
    task, unit = task_of(desk), unit_of(desk)
    key = assessment_key(task.id, unit.id)
    one = Changes(1, frozenset({(RecordKind.ANSWER, f"{key}/abc"), (RecordKind.FINDING, "f")}))
    assert overview.touched(task, one) == frozenset({unit.id})
    other = Changes(1, frozenset({(RecordKind.ASSESSMENT, "another/unit")}))
    assert overview.touched(task, other) == frozenset()
    every = Changes(1, frozenset({(RecordKind.INSPECTION, str(task.id))}))
    assert overview.touched(task, every) is None


# Going on -----------------------------------------------------------------------------------------


def test_a_step_is_shown_first_and_carried_out_for_those_that_nothing_holds(desk: Desk) -> None:
    task = task_of(desk)
    ids = [unit_of(desk, name).id for name in ("市外办", "市财政局")]
    advance(desk, "市外办", AssessmentState.CHECKING)
    advance(desk, "市财政局", AssessmentState.CHECKING)
    check_everything(desk)
    ahead = procedure.step(desk, task, ids, AssessmentState.CHECKED, DAY)
    assert [moved.is_held for _part, moved in ahead.moves] == [False, True]
    assert lookup.assessment(desk, task, unit_of(desk)).state is AssessmentState.CHECKING
    procedure.take_step(desk, ahead)
    assert lookup.assessment(desk, task, unit_of(desk)).state is AssessmentState.CHECKED
    other = lookup.assessment(desk, task, unit_of(desk, "市财政局"))
    assert other.state is AssessmentState.CHECKING


def test_a_step_that_was_shown_before_another_edit_is_refused(desk: Desk) -> None:
    task, unit = task_of(desk), unit_of(desk)
    ahead = procedure.step(desk, task, [unit.id], AssessmentState.CHECKING, DAY)
    register.send(desk, task, [unit], DAY, None)
    with pytest.raises(Refused, match="changed_meanwhile"):
        procedure.take_step(desk, ahead)


def test_units_past_a_state_are_left_alone_while_others_go_on_to_it(desk: Desk) -> None:
    task = task_of(desk)
    ids = [unit_of(desk, name).id for name in ("市外办", "市财政局")]
    feed_back(desk, "市外办")
    ahead = procedure.step(desk, task, ids, AssessmentState.CHECKING, DAY)
    assert [pair[1].unit.label for pair in ahead.going] == ["市财政局"]
    codes = {issue.code for _part, moved in ahead.moves for issue in moved.issues}
    assert codes == {"state.past_already"}


def test_a_unit_alone_may_be_taken_back(desk: Desk) -> None:
    check_everything(desk)
    advance(desk, "市外办", AssessmentState.CHECKED)
    ahead = procedure.step(desk, task_of(desk), [unit_of(desk).id], AssessmentState.CHECKING, DAY)
    procedure.take_step(desk, ahead)
    part = lookup.assessment(desk, task_of(desk), unit_of(desk))
    assert part.state is AssessmentState.CHECKING


def test_units_and_their_new_team_are_one_action(desk: Desk) -> None:
    team = Team(name="一组", leader="甲", members=("乙", "丙"))
    before = len(desk.file.reader.groups())
    division.hand_over(desk, task_of(desk), [unit_of(desk)], team)
    assert len(desk.file.reader.groups()) == before + 1
    assert task_of(desk).teams == (team,)
    part = lookup.assessment(desk, task_of(desk), unit_of(desk))
    assert (part.team, part.inspectors) == ("一组", ("乙", "丙"))


def test_sheets_come_in_together_or_not_at_all(desk: Desk) -> None:
    task = task_of(desk)
    both = [unit_of(desk, name) for name in ("市外办", "市财政局")]
    register.send(desk, task, both[:1], DAY, None)
    with pytest.raises(Refused, match="received_before_sent"):
        register.receive_several(desk, task, both, date(2025, 12, 1))
    assert held(desk, "市财政局").hold is Hold.NOT_SENT
    register.receive_several(desk, task, both, DAY)
    assert held(desk, "市财政局").hold is Hold.NOT_BEGUN


def test_few_units_are_counted_at_the_first_look(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines, figures = overview.first_look(desk, task_of(desk), DAY)
    assert figures is not None
    assert {line.key for line in lines} == {*figures}
    monkeypatch.setattr(overview, "AT_ONCE", 10)
    assert overview.first_look(desk, task_of(desk), DAY)[1] is None


# The meeting --------------------------------------------------------------------------------------


def test_the_meetings_table_ranks_units_and_says_who_is_not_ready(desk: Desk) -> None:
    feed_back(desk)
    table = meeting.table(desk, task_of(desk))
    first, second = table.candidates
    assert (first.unit.label, first.rank, first.unready) == ("市外办", 1, ())
    assert (second.rank, second.mark) == (None, None)
    assert [issue.code for issue in second.unready] == ["approval.not_fed_back"]
    assert table.quotas[0].grade == first.grades[0]


def test_several_units_are_approved_as_one_action_or_none_is(desk: Desk) -> None:
    task = task_of(desk)
    feed_back(desk, "市外办")
    feed_back(desk, "市财政局")
    ids = [unit_of(desk, name).id for name in ("市外办", "市财政局")]
    day = date(2026, 1, 10)
    wrong = {ids[0]: Verdict(on=day, grade="合格"), ids[1]: Verdict(on=day, grade="没有这个等次")}
    with pytest.raises(Refused) as refusal:
        approval.approve_several(desk, task, wrong)
    assert {issue.code for issue in refusal.value.issues} >= {"approval.unknown_grade"}
    reason = {one: Verdict(on=day, grade="合格", reason="会议研究") for one in ids}
    before = len(desk.file.reader.groups())
    approval.approve_several(desk, task, reason)
    assert len(desk.file.reader.groups()) == before + 1
    parts = desk.file.reader.assessments(task.id)
    assert {(part.state, part.approved_grade) for part in parts} == {
        (AssessmentState.APPROVED, "合格")
    }


def test_nobody_chosen_is_nobody_approved(desk: Desk) -> None:
    with pytest.raises(Refused, match=r"approval\.nobody"):
        approval.approve_several(desk, task_of(desk), {UnitId("x"): Verdict(on=DAY)})


# Recent workspaces --------------------------------------------------------------------------------


@pytest.mark.usefixtures("desk")
def test_recent_workspaces_say_what_is_unfinished_and_missing_ones_are_left_out(
    tmp_path: Path,
) -> None:
    settings = tmp_path / "settings.toml"
    for name in ("gone.inspection", "2025.inspection"):
        recent.remember(tmp_path / name, settings)
    (known,) = recent.files(settings)
    assert known.path.name == "2025.inspection"
    assert known.changed is not None
    (found,) = recent.look_into((known,), DAY)
    (task,) = found.tasks
    assert (task.name, task.units, task.is_done) == ("2025年度考核", 2, False)
    assert task.states == ((AssessmentState.AWAITING_SHEET, 2),)
    recent.forget(known.path, settings)
    assert recent.files(settings) == ()


def test_a_recent_workspace_with_a_password_stays_closed(tmp_path: Path) -> None:
    path = tmp_path / "secret.inspection"
    WorkspaceFile.create(path, password="correct horse").close()
    recent.remember(path, tmp_path / "settings.toml")
    known = recent.files(tmp_path / "settings.toml")
    assert recent.look_into(known, DAY) == known
    assert known[0].has_password


def test_a_recent_file_that_is_no_workspace_carries_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "broken.inspection"
    path.write_text("no workspace", encoding="utf-8")
    recent.remember(path, tmp_path / "settings.toml")
    (found,) = recent.look_into(recent.files(tmp_path / "settings.toml"), DAY)
    assert [issue.code for issue in found.issues] == ["storage.not_workspace"]
