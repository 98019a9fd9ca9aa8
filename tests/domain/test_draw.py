"""A draw can be repeated by its seed and favours nobody."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.draw import drawn

NAMES = st.lists(st.text(min_size=1), unique=True, max_size=30)


@given(NAMES, st.integers(0, 40), st.integers())
def test_so_many_are_drawn_each_once(names: list[str], count: int, seed: int) -> None:
    found = drawn(names, count, seed)
    assert len(set(found)) == len(found) == min(count, len(names))
    assert list(found) == sorted(found)


@given(NAMES, st.integers(0, 40), st.integers(), st.randoms())
def test_the_order_of_the_names_does_not_matter(
    names: list[str], count: int, seed: int, shuffling: object
) -> None:
    mixed = list(names)
    shuffling.shuffle(mixed)  # type: ignore[attr-defined]
    assert {names[at] for at in drawn(names, count, seed)} == {
        mixed[at] for at in drawn(mixed, count, seed)
    }


def test_the_same_seed_draws_the_same_for_ever() -> None:
    units = ["市发展改革委", "市教育局", "市公安局", "市民政局", "市财政局"]
    assert [units[at] for at in drawn(units, 2, 20251)] == KNOWN


KNOWN = ["市公安局", "市财政局"]


def test_over_many_seeds_each_is_drawn_about_as_often() -> None:
    names = [f"单位{number}" for number in range(10)]
    counts = Counter(at for seed in range(2000) for at in drawn(names, 3, seed))
    assert all(500 < counts[at] < 700 for at in range(10)), counts


def test_fewer_than_none_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="-1"):
        drawn(["甲"], -1, 0)
