"""The small language of check rules, and how cells are read."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.return_rule import Name, RuleError, Whose, matching, parse
from inspector.domain.returns import CellKind, plain_number, read_cell

CELLS = ("a.n", "b.n", "b.1.n", "b.2.n", "c.n")
read = partial(parse, resolve=partial(matching, cells=CELLS))


def test_a_star_stands_for_any_part_of_a_name() -> None:
    rule = read("b.n = sum(b.*.n)")
    assert rule.names() == (Name("b.n"), Name("b.1.n"), Name("b.2.n"))


def test_last_asks_the_return_of_the_year_before() -> None:
    rule = read("a.n = last(c.n)")
    assert rule.names() == (Name("a.n"), Name("c.n", Whose.LAST))


def test_a_condition_is_read_before_what_it_asks() -> None:
    rule = read("a.n > 0 => c.n > 0")
    assert rule.condition is not None
    assert rule.condition.left[0].names == (Name("a.n"),)


def test_numbers_multiply() -> None:
    rule = read("5 * a.n >= c.n - 2")
    assert rule.then.left[0].factor == 5
    assert rule.then.right[1].factor == -2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a.n",
        "a.n = ",
        "a.n = nothing.n",
        "a.n = b.n c.n",
        "a.n = sum(b.n",
        "a.n == b.n",
        "__import__('os') = a.n",
        "a.n = b.n; c.n",
        "a.n = b.n => ",
    ],
)
def test_what_is_no_rule_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(RuleError):
        read(text)


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("0", CellKind.NUMBER, "0"),
        ("0件", CellKind.NUMBER, "0"),
        ("1,234", CellKind.NUMBER, "1234"),
        ("１２３", CellKind.NUMBER, "123"),
        ("186.5", CellKind.NUMBER, "186.5"),
        ("-3", CellKind.NUMBER, "-3"),
        ("", CellKind.BLANK, "0"),
        ("　", CellKind.BLANK, "0"),
        ("/", CellKind.SLASH, "0"),
        ("／", CellKind.SLASH, "0"),
        ("——", CellKind.SLASH, "0"),
        ("不适用", CellKind.SLASH, "0"),
        ("详见附表", CellKind.TEXT, "0"),
        ("251000元", CellKind.TEXT, "0"),
        ("9" * 30, CellKind.TEXT, "0"),
    ],
)
def test_zero_blank_stroke_and_words_stay_apart(text: str, kind: CellKind, number: str) -> None:
    cell = read_cell(text)
    assert (cell.kind, plain_number(cell.number)) == (kind, number)


@given(st.integers(min_value=-(10**8), max_value=10**8))
def test_a_number_printed_is_the_number_read(number: int) -> None:
    assert read_cell(plain_number(number)).number == number
