"""Working days on the command line: what ships, what the office sets, what a deadline becomes."""

from pathlib import Path

import pytest

from tests.cli.conftest import Inspector, W, set_up

AT = ("-w", W)


@pytest.fixture
def office(done: Inspector) -> Inspector:
    """A workspace of one unit."""
    set_up(done)
    return done


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [("2025-09-28", 5, "2025-10-11"), ("2025-12-26", 10, "2026-01-12")],
)
def test_deadlines_know_holidays_and_the_weekend_days_worked_for_them(
    office: Inspector, start: str, days: int, last: str
) -> None:
    assert office("calendar", "deadline", start, "--days", days, *AT).out.strip() == last


def test_natural_days_are_counted_as_they_come(office: Inspector) -> None:
    shown = office("calendar", "deadline", "2025-12-26", "--days", 30, "--natural", *AT)
    assert shown.out.strip() == "2026-01-25"
    assert "2026-01-25" in shown.err  # a Sunday, for a person to look at


def test_the_offices_own_days_win_and_move_the_notice(office: Inspector) -> None:
    office("calendar", "set", "--off", "2026-01-05", "--worked", "2026-01-10", *AT)
    view = office("calendar", "show", 2026, "--json", *AT).value
    assert (view["own_days_off"], view["own_days_worked"]) == (["2026-01-05"], ["2026-01-10"])
    assert any(one["worked"] == ["2026-01-04"] for one in view["holidays"])
    assert office("calendar", "deadline", "2025-12-26", *AT).out.strip() == "2026-01-12"
    office("calendar", "set", "--off", "2026-01-05", *AT)
    assert office("calendar", "deadline", "2025-12-26", *AT).out.strip() == "2026-01-13"
    office("undo", *AT)
    assert office("calendar", "deadline", "2025-12-26", *AT).out.strip() == "2026-01-12"


@pytest.mark.usefixtures("office")
def test_a_day_cannot_be_off_and_worked(inspector: Inspector) -> None:
    before = Path(W).read_bytes()
    outcome = inspector("calendar", "set", "--off", "2026-01-05", "--worked", "2026-01-05", *AT)
    assert outcome.status == 1
    assert "2026-01-05" in outcome.err
    assert len(before) == len(Path(W).read_bytes())


def test_a_year_that_does_not_ship_is_said(inspector: Inspector, office: Inspector) -> None:
    assert office("calendar", "show", 2025, *AT).status == 0
    outcome = inspector("calendar", "show", 1999, *AT)
    assert (outcome.status, "1999" in outcome.err) == (1, True)
