"""The files of forms, as their README says: its examples are rules, what is none is refused."""

import re

import pytest

from inspector import paths
from inspector.domain.errors import Refused
from inspector.domain.return_rule import Whose, matching, parse
from inspector.exchange.return_forms import keys, load, read_form

FOLDER = paths.checklists() / "returns"
README = (FOLDER / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```rules\n(.*?)```", README, re.DOTALL)[0].splitlines()


@pytest.mark.parametrize("rule", EXAMPLES)
def test_each_example_of_the_readme_is_a_rule_over_the_form_s_cells(rule: str) -> None:
    cells = load("2021").cells
    assert parse(rule, lambda name: matching(name, cells)).names()


def test_the_examples_show_every_source_of_a_cell() -> None:
    cells = load("2021").cells
    rules = [parse(rule, lambda name: matching(name, cells)) for rule in EXAMPLES]
    assert {name.whose for rule in rules for name in rule.names()} == set(Whose)


@pytest.mark.parametrize("key", keys())
def test_each_form_says_beside_each_check_what_it_is(key: str) -> None:
    text = (FOLDER / f"{key}.yaml").read_text(encoding="utf-8")
    form = load(key)
    for name in {check.id for check in (*form.checks, *form.whole_checks)}:
        assert re.search(rf"^ *# {name} ", text, re.MULTILINE), name


def test_a_rule_over_a_cell_that_is_not_there_is_refused_with_file_and_rule() -> None:
    text = (FOLDER / "2018.yaml").read_text(encoding="utf-8").replace("c2.n <= c1.n", "c2.n <= x.n")
    with pytest.raises(Refused) as refusal:
        read_form(text, "2018", "2018.yaml")
    (issue,) = refusal.value.issues
    assert issue.code == "returns.bad_form"
    assert issue.place.file == "2018.yaml"
    assert "x.n" in str(issue.parameters["reason"])
