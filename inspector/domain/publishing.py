"""Which number goes on from a published one: the rounded or the exact, as the rule set says."""

from dataclasses import dataclass
from fractions import Fraction
from math import trunc
from typing import TypeAlias

from inspector.domain.marks import PLACES, Mark, round_half_up
from inspector.domain.rule_set import RoundingOrder, RuleSet

Exact: TypeAlias = int | Fraction
"""A number of ten-thousandths that has not been rounded."""


@dataclass(frozen=True, slots=True)
class Publishing:
    """How a rule set rounds."""

    places: int
    order: RoundingOrder

    @classmethod
    def of(cls, rule_set: RuleSet) -> "Publishing":
        """Take the rounding of a rule set."""
        return cls(rule_set.places, rule_set.rounding)

    @property
    def rounds_each(self) -> bool:
        """Whether every published number is rounded before it is used."""
        return self.order is RoundingOrder.EACH_PUBLISHED

    def shown(self, value: Exact) -> Mark:
        """Return a number as it is printed."""
        return round_half_up(value, self.places)

    def carried(self, value: Exact) -> Exact:
        """Return what the next step uses of a published number."""
        return self.shown(value) if self.rounds_each else value

    def before_rounding(self, value: Exact) -> Mark:
        """Return a number to four decimals for the working, never one that rounds differently.

        77.19499… would read 77.1950 and seem to round up; it is cut to 77.1949 instead.
        """
        nearest = round_half_up(value, PLACES)
        if round_half_up(nearest, self.places) == self.shown(value):
            return nearest
        return Mark(trunc(value))
