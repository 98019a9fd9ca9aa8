"""A problem goes from the notice to its closing by steps that say who, when and why."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.errors import Refused
from inspector.domain.ids import FindingId, InspectionId, ItemKey, UnitId
from inspector.domain.ledger import Outcome, outcome
from inspector.domain.rectification import (
    OWED,
    TRANSITIONS,
    Extension,
    Rectification,
    RectificationState,
    Reminder,
    ask_extension,
    begin,
    close,
    decide_extension,
    is_overdue,
    keep_watching,
    problems,
    remind,
    reply,
    send_back,
    state_on,
)
from inspector.i18n.messages import sentence

DUE = date(2026, 1, 12)
EARLY = date(2026, 1, 8)
LATE = date(2026, 1, 15)
NEW = Rectification(
    finding=FindingId("f"),
    inspection=InspectionId("i"),
    unit=UnitId("u"),
    item=ItemKey("1.2"),
    number="WB-02",
    deadline=DUE,
)
State = RectificationState


def refusal(step: object, *arguments: object) -> str:
    assert callable(step)
    with pytest.raises(Refused) as caught:
        step(*arguments)
    assert all(sentence(issue) for issue in caught.value.issues)
    return caught.value.issues[0].code


# --- the usual way ------------------------------------------------------------------------------


def test_a_problem_is_taken_up_answered_rechecked_and_closed() -> None:
    taken = begin(NEW, leader="王明", person_in_charge="李强", measure="补充公开3件文件")
    assert (taken.state, taken.leader) == (State.UNDER_WAY, "王明")
    answered = reply(taken, EARLY, "已补充公开", completed_on=date(2026, 1, 6))
    assert (answered.state, answered.measure) == (State.REPLIED, "补充公开3件文件")
    closed = close(answered, "乙", LATE)
    assert (closed.state, closed.checked_by, closed.checked_on) == (State.CLOSED, "乙", LATE)
    assert outcome(closed, LATE) is Outcome.CLOSED_ON_TIME


def test_the_recheck_may_be_late_the_reply_may_not() -> None:
    """What counts is when the unit answered, not when we came to look."""
    on_time = close(reply(NEW, DUE, "已整改"), "乙", date(2026, 3, 1))
    late = close(reply(NEW, date(2026, 1, 13), "已整改", completed_on=EARLY), "乙", LATE)
    assert outcome(on_time, LATE) is Outcome.CLOSED_ON_TIME
    assert outcome(late, LATE) is Outcome.CLOSED_LATE


def test_a_reply_that_was_sent_back_counts_by_the_one_that_was_accepted() -> None:
    back = send_back(reply(NEW, EARLY, "已整改"), "乙", date(2026, 1, 9), "链接打不开", LATE)
    assert (back.state, back.check_note) == (State.SENT_BACK, "链接打不开")
    again = reply(back, date(2026, 1, 14), "链接已修复")
    assert (again.state, again.checked_by, again.check_note) == (State.REPLIED, "", "链接打不开")
    assert outcome(close(again, "乙", LATE), LATE) is Outcome.CLOSED_LATE
    in_time = reply(back, DUE, "链接已修复")
    assert outcome(close(in_time, "乙", LATE), LATE) is Outcome.CLOSED_ON_TIME


def test_a_problem_sent_back_with_a_new_day_is_reminded_of_after_it() -> None:
    back = send_back(reply(NEW, EARLY, "已整改"), "乙", EARLY, "链接打不开", date(2026, 1, 20))
    assert not is_overdue(back, date(2026, 1, 20))
    assert is_overdue(back, date(2026, 1, 21))


def test_a_closed_problem_that_is_back_is_opened_again() -> None:
    closed = close(reply(NEW, EARLY, "已更新"), "乙", EARLY)
    back = send_back(closed, "丙", date(2026, 3, 2), "回头看发现再次断更")
    assert back.state is State.SENT_BACK
    assert is_overdue(back, date(2026, 3, 2))


def test_what_needs_lasting_effort_is_kept_in_sight() -> None:
    kept = keep_watching(reply(NEW, EARLY, "已建机制"), "乙", LATE, "须长期更新")
    assert kept.state is State.LONG_TERM
    assert not is_overdue(kept, date(2027, 1, 1))


# --- time ---------------------------------------------------------------------------------------


def test_an_unanswered_problem_is_late_by_itself_the_day_after() -> None:
    for waiting in (NEW, begin(NEW)):
        assert state_on(waiting, DUE) is waiting.state
        assert state_on(waiting, date(2026, 1, 13)) is State.NOT_REPLIED


def test_a_problem_without_a_deadline_is_never_late() -> None:
    assert not is_overdue(replace(NEW, deadline=None), date(2030, 1, 1))


def test_more_time_that_was_granted_moves_the_day_that_counts() -> None:
    wanted, until = date(2026, 2, 10), date(2026, 1, 30)
    asked = ask_extension(NEW, EARLY, wanted, "网站改版")
    assert (asked.state, asked.due) == (State.PENDING, DUE)
    assert asked.asked == Extension(asked_on=EARLY, wanted=wanted, reason="网站改版")
    granted = decide_extension(asked, "主任", EARLY, until)
    assert (granted.state, granted.due, granted.asked) == (State.EXTENDED, until, None)
    assert state_on(granted, LATE) is State.EXTENDED
    assert outcome(close(reply(granted, until, "已整改"), "乙", until), until) is (
        Outcome.CLOSED_ON_TIME
    )


def test_more_time_that_was_refused_changes_nothing_but_the_record() -> None:
    asked = ask_extension(begin(NEW), EARLY, date(2026, 2, 10), "人手不足")
    refused = decide_extension(asked, "主任", EARLY, None)
    assert (refused.state, refused.due) == (State.UNDER_WAY, DUE)
    assert refused.extensions[0].granted is False
    with_date = replace(refused.extensions[0], until=date(2026, 2, 10))
    assert replace(refused, extensions=(with_date,)).due == DUE


def test_a_request_that_a_reply_overtook_can_still_be_refused() -> None:
    answered = reply(ask_extension(NEW, EARLY, LATE, "改版"), DUE, "已整改")
    assert refusal(decide_extension, answered, "主任", DUE, LATE) == "rectification.cannot_extend"
    assert decide_extension(answered, "主任", DUE, None).asked is None


def test_each_request_for_more_time_is_decided_before_the_next() -> None:
    asked = ask_extension(NEW, EARLY, LATE, "改版")
    assert refusal(ask_extension, asked, EARLY, LATE, "改版") == (
        "rectification.extension_undecided"
    )
    assert refusal(decide_extension, NEW, "主任", EARLY, LATE) == (
        "rectification.no_extension_asked"
    )


def test_reminders_are_kept_one_by_one() -> None:
    once = remind(NEW, Reminder(sent_on=LATE, sent_by="甲"))
    twice = remind(once, Reminder(sent_on=date(2026, 1, 20), sent_by="甲", note="电话"))
    assert [one.sent_on for one in twice.reminders] == [LATE, date(2026, 1, 20)]
    answered = reply(NEW, EARLY, "已整改")
    assert refusal(remind, answered, Reminder(sent_on=LATE)) == "rectification.nothing_owed"


def test_a_reminder_gives_time_and_makes_nothing_timely() -> None:
    asked = Reminder(sent_on=LATE, until=date(2026, 1, 20))
    reminded = remind(NEW, asked)
    assert state_on(reminded, date(2026, 1, 18)) is State.NOT_REPLIED
    assert reminded.due == NEW.due
    past = replace(asked, until=EARLY)
    assert refusal(remind, NEW, past) == "rectification.reminded_until_past"


# --- refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "arguments", "code"),
    [
        (reply, (NEW, EARLY, " "), "rectification.no_result"),
        (close, (NEW, "乙", EARLY), "rectification.nothing_to_recheck"),
        (close, (reply(NEW, EARLY, "已整改"), "", EARLY), "rectification.no_checker"),
        (
            close,
            (reply(NEW, EARLY, "已整改"), "乙", date(2026, 1, 7)),
            "rectification.checked_before_reply",
        ),
        (send_back, (NEW, "乙", EARLY, "理由"), "rectification.nothing_to_recheck"),
        (send_back, (reply(NEW, EARLY, "已整改"), "乙", LATE, ""), "rectification.no_reason"),
        (keep_watching, (NEW, "乙", EARLY, " "), "rectification.no_reason"),
        (ask_extension, (NEW, EARLY, DUE, "改版"), "rectification.extension_not_later"),
    ],
)
def test_a_step_that_lacks_what_it_rests_on_is_refused(
    step: object, arguments: tuple[object, ...], code: str
) -> None:
    assert refusal(step, *arguments) == code


def test_a_refusal_names_the_problem_by_its_number() -> None:
    with pytest.raises(Refused) as caught:
        close(NEW, "乙", EARLY)
    assert sentence(caught.value.issues[0]) == (
        "问题WB-02尚无可核查的整改反馈，请先登记反馈，再销号或者退回。"
    )


def test_a_closed_problem_takes_no_step_but_back() -> None:
    closed = close(reply(NEW, EARLY, "已整改"), "乙", LATE)
    assert refusal(begin, closed) == "rectification.cannot_begin"
    assert refusal(reply, closed, LATE, "再次反馈") == "rectification.cannot_reply"
    assert refusal(ask_extension, closed, LATE, LATE, "改版") == "rectification.cannot_extend"
    assert refusal(keep_watching, closed, "乙", LATE, "长期") == (
        "rectification.cannot_be_long_term"
    )


def test_a_line_that_came_from_elsewhere_is_checked_as_a_whole() -> None:
    """A sheet or a merge may bring what no step would have made."""
    odd = replace(NEW, state=State.CLOSED)
    assert [issue.code for issue in problems(odd)] == [
        "rectification.no_checker",
        "rectification.no_check_date",
    ]
    assert problems(NEW) == ()


# --- properties ---------------------------------------------------------------------------------


def test_every_state_has_its_way_on_and_can_be_reached() -> None:
    assert set(TRANSITIONS) == set(State)
    reached = {State.PENDING, State.FIXED_ON_SPOT}
    for _ in State:
        reached |= {after for before in reached for after in TRANSITIONS[before]}
    assert reached == set(State)


days = st.dates(date(2026, 1, 1), date(2026, 3, 1))
steps = st.one_of(
    st.tuples(st.just(begin), st.just(())),
    st.tuples(st.just(reply), st.tuples(days, st.sampled_from(("已整改", "")))),
    st.tuples(st.just(close), st.tuples(st.sampled_from(("乙", "")), days)),
    st.tuples(st.just(send_back), st.tuples(st.just("乙"), days, st.sampled_from(("退回", "")))),
    st.tuples(st.just(keep_watching), st.tuples(st.just("乙"), days, st.just("长期"))),
    st.tuples(st.just(ask_extension), st.tuples(days, days, st.just("改版"))),
    st.tuples(st.just(decide_extension), st.tuples(st.just("主任"), days, st.none() | days)),
    st.tuples(st.just(remind), st.tuples(st.builds(Reminder, sent_on=days))),
)


@given(st.lists(steps, max_size=12))
def test_any_run_of_steps_keeps_to_the_transitions_and_leaves_a_sound_line(
    run: list[tuple[object, tuple[object, ...]]],
) -> None:
    entry = NEW
    for step, arguments in run:
        assert callable(step)
        try:
            after = step(entry, *arguments)
        except Refused:
            continue
        assert after.state is entry.state or after.state in TRANSITIONS[entry.state]
        assert problems(after) == ()
        assert len(after.reminders) >= len(entry.reminders)
        assert after.deadline == DUE
        entry = after
    assert entry.state in OWED or not is_overdue(entry, date(2030, 1, 1))
