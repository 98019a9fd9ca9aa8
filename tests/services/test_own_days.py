"""An office's own days as lines of text: read, written, joined, and every bad line named."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.calendar import OwnDays
from inspector.domain.errors import Refused
from inspector.services import own_days

DAYS = st.sets(st.dates(date(2000, 1, 1), date(2099, 12, 31)), max_size=6)


@pytest.mark.parametrize(
    "line",
    ["2026-01-05", "2026-1-5 休息", "2026年1月5日 放假", "2026/01/05，休", "2026.1.5\toff"],
)
def test_a_date_in_any_usual_form_is_a_day_off(line: str) -> None:
    assert own_days.read(line).holidays == (date(2026, 1, 5),)


@pytest.mark.parametrize("line", ["2026-01-10 上班", "2026年1月10日 调休上班", "2026-01-10 worked"])
def test_a_word_for_working_makes_it_a_worked_day(line: str) -> None:
    assert own_days.read(line).shifted == (date(2026, 1, 10),)


def test_every_line_that_cannot_be_read_is_named() -> None:
    with pytest.raises(Refused) as caught:
        own_days.read("2026-01-05 休息\n明天\n\n2026-02-30 休息\n2026-03-01 也许")
    named = [(issue.code, issue.parameters["line"]) for issue in caught.value.issues]
    assert named == [("calendar.line_unread", line) for line in ("2", "4", "5")]


def test_a_day_cannot_be_off_and_worked() -> None:
    with pytest.raises(Refused) as caught:
        own_days.read("2026-01-05 休息\n2026-01-05 上班")
    assert [issue.code for issue in caught.value.issues] == ["calendar.day_both"]


@given(DAYS, DAYS)
def test_what_is_written_is_read_back(off: set[date], worked: set[date]) -> None:
    days = OwnDays(holidays=tuple(sorted(off - worked)), shifted=tuple(sorted(worked)))
    assert own_days.read(own_days.written(days)) == days


@given(DAYS, DAYS, DAYS)
def test_where_two_lists_differ_the_later_word_holds(
    off: set[date], worked: set[date], more: set[date]
) -> None:
    before = OwnDays(holidays=tuple(sorted(off - worked)), shifted=tuple(sorted(worked)))
    both = own_days.joined(before, OwnDays(holidays=tuple(sorted(more))))
    assert set(both.holidays) == (off - worked) | more
    assert set(both.shifted) == worked - more
