"""Returns beside one another: the whole against its units, years side by side, copied reports."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from inspector import bootstrap
from inspector.domain.returns import Outcome, Return
from inspector.exchange.grid import read_workbook
from inspector.services import lookup, return_years, returns, review_reader, unit_names, units
from inspector.services.desk import Desk
from inspector.services.return_review import Review
from tests.domain.test_return_text import FINANCE, OTHER
from tests.exchange.test_return_files import as_a_unit_sends_it
from tests.golden import return_cases as given

FILED = (given.FOREIGN_AFFAIRS, given.FINANCE, given.HOUSING)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Three units, and the city's own office, which sums up."""
    with bootstrap.open_desk(tmp_path / "a.inspection", author="甲", create=True) as opened:
        units.add(opened, unit_names.read_names("市外办,市财政局,市住房城乡建设局,市政府"))
        for one in FILED:
            file(opened, one.unit, one)
        yield opened


def file(desk: Desk, name: str, one: Return, year: int = 2025, text: str = "") -> None:
    unit = lookup.unit(desk, name)
    returns.begin(desk, unit, year)
    returns.set_cells(desk, unit, year, one.cells)
    if text:
        returns.set_text(desk, unit, year, text)


def reviewed(desk: Desk, name: str) -> Review:
    (found,) = review_reader.review(desk, 2025, lookup.unit(desk, name))
    return found


def of_units(desk: Desk) -> dict[str, Outcome]:
    """What came of holding the city's own return against the sum, by cell."""
    checks = reviewed(desk, "市政府").checks
    return {one.check.rule.names()[0].cell: one.outcome for one in checks if one.check.id == "N9"}


# The whole ----------------------------------------------------------------------------------------


@pytest.fixture
def whole(desk: Desk) -> Desk:
    _form, total, _count = returns.total(desk, 2025)
    file(desk, "市政府", replace(total, cells={**total.cells, "licence.decided": "2979"}))
    returns.set_whole_unit(desk, lookup.unit(desk, "市政府"))
    return desk


def test_the_whole_s_own_return_adds_nothing_to_the_total(whole: Desk) -> None:
    _form, total, count = returns.total(whole, 2025)
    assert count == 3
    assert total.cells["req.new.total"] == "75"


def test_each_cell_of_the_whole_is_held_against_the_sum_over_the_units(whole: Desk) -> None:
    outcomes = of_units(whole)
    assert len(outcomes) == len(returns.forms()[-1].cells)
    wrong = [cell for cell, outcome in outcomes.items() if outcome is not Outcome.HOLDS]
    assert wrong == ["licence.decided"]
    assert outcomes["licence.decided"] is Outcome.FAILS


def test_no_other_return_is_held_against_the_sum(whole: Desk) -> None:
    assert "N9" not in {one.check.id for one in reviewed(whole, "市财政局").checks}


def test_a_unit_that_corrects_itself_changes_what_the_whole_is_held_against(whole: Desk) -> None:
    finance = lookup.unit(whole, "市财政局")
    returns.set_cells(whole, finance, 2025, {"licence.decided": "133"})
    assert of_units(whole)["licence.decided"] is Outcome.HOLDS


def test_nobody_s_return_is_the_whole_s_again(whole: Desk) -> None:
    returns.set_whole_unit(whole, None)
    assert of_units(whole) == {}
    assert returns.total(whole, 2025)[2] == 4


# Years --------------------------------------------------------------------------------------------


@pytest.fixture
def years(desk: Desk) -> Desk:
    for name, before in given.BEFORE.items():
        file(desk, name, before, 2024)
    return desk


def test_the_years_of_a_unit_stand_side_by_side(years: Desk) -> None:
    found = return_years.look(years, lookup.unit(years, "市住房城乡建设局"))
    lines = {one.cell: one for one in found.lines}
    assert found.years == (2024, 2025)
    assert lines["req.new.total"].filled == ("11", "58")
    assert lines["req.new.total"].total == "69"


def test_what_tells_of_a_day_is_not_added_up_over_years(years: Desk) -> None:
    found = return_years.look(years, lookup.unit(years, "市住房城乡建设局"))
    lines = {one.cell: one for one in found.lines}
    assert lines["req.left.total"].filled == ("3", "3")
    assert lines["req.left.total"].total == ""
    assert lines["normative.valid"].total == ""


def test_a_year_without_the_cell_is_a_gap_and_no_sum(years: Desk) -> None:
    found = return_years.look(years, lookup.unit(years, "市财政局"))
    line = next(one for one in found.lines if one.cell == "licence.decided")
    assert (line.filled, line.total) == (("", "132"), "")


def test_the_years_of_all_units_are_those_of_their_sum(years: Desk) -> None:
    found = return_years.look(years)
    line = next(one for one in found.lines if one.cell == "req.new.total")
    assert (line.filled, line.total) == (("25", "75"), "100")


def test_an_older_form_s_cells_stand_under_the_later_one_s(years: Desk) -> None:
    file(years, "市财政局", given.NINGBO, 2018)
    found = return_years.look(years, lookup.unit(years, "市财政局"))
    assert found.years == (2018, 2024, 2025)
    assert [one.form.key for one in found.lines][:1] == ["2021"]
    assert found.lines[-1].form.key == "2018"
    assert next(one for one in found.lines if one.cell == "a1.n").filled == ("610", "", "")


def test_the_years_are_a_workbook(years: Desk, tmp_path: Path) -> None:
    target = tmp_path / "历年.xlsx"
    return_years.write(return_years.look(years), target)
    (sheet,) = read_workbook(target.read_bytes(), target.name).sheets
    row = next(row for row in sheet.rows if "本年新收" in row[0] and "总计" in row[0])
    assert [*row[1:4]] == ["25", "75", "100"]


# Copied reports -----------------------------------------------------------------------------------


def send(desk: Desk, folder: Path, one: Return, words: str, year: int = 2025) -> None:
    """Take a report in as a unit sends it: words and tables in one .docx."""
    path = folder / f"{one.unit}{year}.docx"
    path.write_bytes(as_a_unit_sends_it(one))
    paper = Document(str(path))
    paper.add_paragraph(words)
    paper.save(str(path))
    returns.take_in(desk, [returns.read(path, year)], year)


def test_a_report_copied_from_another_unit_s_is_pointed_out(desk: Desk, tmp_path: Path) -> None:
    send(desk, tmp_path, given.FINANCE, FINANCE)
    copied = FINANCE.replace("市财政局", "市住房城乡建设局").replace("312", "98")
    send(desk, tmp_path, given.HOUSING, copied)
    send(desk, tmp_path, given.FOREIGN_AFFAIRS, OTHER)
    (alike,) = reviewed(desk, "市财政局").alike_in_words
    assert alike.unit.label == "市住房城乡建设局"
    assert alike.share > 9_000
    assert reviewed(desk, "市外办").alike_in_words == ()


def test_a_report_copied_from_last_year_s_is_pointed_out(desk: Desk, tmp_path: Path) -> None:
    send(desk, tmp_path, given.FINANCE, FINANCE)
    send(desk, tmp_path, given.FINANCE, FINANCE.replace("64人次", "51人次"), 2024)
    (alike,) = reviewed(desk, "市财政局").alike_in_words
    assert alike.unit.label == "市财政局"
    assert "文字" in reviewed(desk, "市财政局").alike_words
