"""Which number is printed, which goes on, and which stands before the rounding."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.marks import plain_mark, round_half_up
from inspector.domain.publishing import Publishing
from inspector.domain.rule_set import RoundingOrder

EACH = Publishing(2, RoundingOrder.EACH_PUBLISHED)
LAST = Publishing(2, RoundingOrder.LAST)


def test_a_figure_just_below_the_half_is_cut_and_not_rounded_to_it() -> None:
    """77.194999 printed as 77.1950 would seem to round to 77.20."""
    value = Fraction(77_194_999, 100)
    assert plain_mark(EACH.before_rounding(value)) == "77.1949"
    assert plain_mark(EACH.shown(value)) == "77.19"


def test_other_figures_are_rounded_to_four_decimals() -> None:
    assert plain_mark(EACH.before_rounding(Fraction(75_650_000, 98))) == "77.1939"


def test_only_one_order_carries_the_printed_number_on() -> None:
    value = Fraction(600_000, 7)
    assert EACH.carried(value) == EACH.shown(value)
    assert LAST.carried(value) == value


@given(st.fractions(-2_000_000, 2_000_000), st.integers(0, 4))
def test_the_figure_before_rounding_rounds_to_the_printed_one(value: Fraction, places: int) -> None:
    publishing = Publishing(places, RoundingOrder.EACH_PUBLISHED)
    assert round_half_up(publishing.before_rounding(value), places) == publishing.shown(value)
