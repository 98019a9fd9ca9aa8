"""Yearly returns taken in, reviewed and added up, as an office goes through them in January."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspector import bootstrap
from inspector.domain.errors import Refused
from inspector.domain.ids import UnitId
from inspector.domain.issues import Severity
from inspector.domain.returns import Outcome
from inspector.i18n.messages import sentence
from inspector.services import (
    answers,
    checklists,
    findings,
    history,
    inspections,
    lookup,
    returns,
    review_reader,
    unit_check,
)
from inspector.services.desk import Desk
from inspector.services.return_review import Review
from inspector.services.unit_names import read_names
from tests.exchange.test_return_files import as_a_unit_sends_it
from tests.golden import return_cases as given


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with bootstrap.open_desk(tmp_path / "a.inspection", author="甲", create=True) as opened:
        plan = inspections.Plan(
            name="2025年度政务公开工作考核",
            lists={"": checklists.obtain("ningchuan-2025-b").checklist},
            units=read_names("市外办,市财政局,市住房城乡建设局"),
        )
        inspections.create(opened, plan)
        yield opened


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = []
    for one in (given.FOREIGN_AFFAIRS, given.FINANCE, given.HOUSING_FIRST):
        path = tmp_path / f"{one.unit}2025年报.docx"
        path.write_bytes(as_a_unit_sends_it(one))
        made.append(path)
    return made


@pytest.fixture
def taken(desk: Desk, files: list[Path]) -> Desk:
    take(desk, files, on=date(2026, 1, 20))
    for name, before in given.BEFORE.items():
        unit = lookup.unit(desk, name)
        returns.begin(desk, unit, 2024)
        returns.set_cells(desk, unit, 2024, before.cells)
    return desk


def take(desk: Desk, files: list[Path], **more: Any) -> tuple[returns.FileReport, ...]:
    reports, _changes = returns.take_in(
        desk, [returns.read(path, 2025) for path in files], 2025, **more
    )
    return reports


def counts(found: Review) -> tuple[int, int, int]:
    return found.count(Outcome.FAILS), found.count(Outcome.CANNOT_CHECK), found.reminders


def test_the_list_of_all_units_says_who_must_correct(taken: Desk) -> None:
    found = review_reader.review(taken, 2025)
    assert {one.unit.label: counts(one) for one in found} == {
        "市外办": (0, 0, 0),
        "市财政局": (0, 0, 1),
        "市住房城乡建设局": (3, 4, 3),
    }
    assert [one.unit.label for one in found if one.is_to_be_sent_back] == ["市住房城乡建设局"]
    assert {one.given.received_on for one in found} == {date(2026, 1, 20)}


def test_files_come_in_as_one_action(desk: Desk, files: list[Path]) -> None:
    reports = take(desk, files)
    assert [one.taken for one in reports] == [200, 200, 199]
    history.undo(desk)
    assert desk.file.reader.returns() == ()


def test_a_look_before_taking_in_changes_nothing(desk: Desk, files: list[Path]) -> None:
    reports = take(desk, files, dry_run=True)
    assert all(one.unit for one in reports)
    assert desk.file.reader.returns() == ()


def test_a_corrected_file_changes_its_three_cells(taken: Desk, tmp_path: Path) -> None:
    path = tmp_path / "市住房城乡建设局更正.docx"
    path.write_bytes(as_a_unit_sends_it(given.HOUSING))
    (report,) = take(taken, [path])
    assert (report.taken, report.same) == (3, 197)
    (found,) = review_reader.review(taken, 2025, lookup.unit(taken, "市住房城乡建设局"))
    assert counts(found) == (0, 0, 3)


def test_a_file_that_names_no_unit_is_left_out_with_a_reason(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    path.write_bytes(as_a_unit_sends_it(replace(given.FINANCE, unit=UnitId("某局"))))
    (report,) = take(desk, [path])
    assert report.unit is None
    assert report.issues


def test_a_file_named_after_another_year_is_read_with_a_warning(files: list[Path]) -> None:
    source = files[0]
    named = source.rename(source.with_name("市外办-2024年度年报.xlsx"))
    reading = returns.read(named, 2025)
    assert reading.cells
    assert [one.code for one in reading.issues] == ["returns.other_year"]
    assert "2024年" in sentence(reading.issues[0])
    both = named.rename(named.with_name("2026年1月报送2025年度年报.xlsx"))
    assert not returns.read(both, 2025).issues, "its own year is among those named"


def test_the_total_is_the_sum_of_the_units(taken: Desk) -> None:
    _form, whole, count = returns.total(taken, 2025)
    assert count == 3
    assert whole.cells["req.new.total"] == "75"
    assert whole.cells["licence.decided"] == "2978"


def test_two_returns_with_the_same_numbers_are_pointed_out(taken: Desk, tmp_path: Path) -> None:
    path = tmp_path / "市外办2025.docx"
    path.write_bytes(as_a_unit_sends_it(given.FINANCE))
    unit = lookup.unit(taken, "市外办")
    take(taken, [path], unit=unit)
    (found,) = review_reader.review(taken, 2025, unit)
    assert [one.label for one in found.alike] == ["市财政局"]


def test_the_scores_and_the_return_tell_the_same_story(taken: Desk) -> None:
    task = lookup.inspection(taken, None)
    unit = lookup.unit(taken, "市住房城乡建设局")
    answers.set_given(taken, task, unit.label, "3.4", answers.Given(conclusion="达到要求"))
    (found,) = review_reader.review(taken, 2025, unit)
    assert [one.agrees for one in found.reflections] == [False]
    history.undo(taken)
    part = lookup.assessment(taken, task, unit)
    item = lookup.item(lookup.checklist_of(taken, task, part), "3.4")
    fact = findings.Fact(fact="行政复议被纠错1件", place="市政府行政复议决定书", count=1)
    findings.add(taken, task, unit, item, lookup.rule(item, "a"), fact)
    (found,) = review_reader.review(taken, 2025, unit)
    assert [one.agrees for one in found.reflections] == [True]


def test_the_check_of_a_unit_names_a_mark_that_its_return_contradicts(taken: Desk) -> None:
    task = lookup.inspection(taken, None)
    unit = lookup.unit(taken, "市住房城乡建设局")

    def said() -> list[str]:
        found = unit_check.check(taken, task, unit)
        assert not any(one.severity is Severity.ERROR for one in found if "return" in one.code)
        return [sentence(one) for one in found if one.code == "check.return_and_mark"]

    assert said() == []  # Item 3.4 is open still.
    answers.set_given(taken, task, unit.label, "3.4", answers.Given(conclusion="达到要求"))
    (line,) = said()
    assert "3.4" in line
    assert "2025" in line
    part = lookup.assessment(taken, task, unit)
    item = lookup.item(lookup.checklist_of(taken, task, part), "3.4")
    fact = findings.Fact(fact="行政复议被纠错1件", place="市政府行政复议决定书", count=1)
    findings.add(taken, task, unit, item, lookup.rule(item, "a"), fact)
    assert said() == []


def test_the_check_of_a_unit_says_how_often_its_return_does_not_add_up(taken: Desk) -> None:
    task = lookup.inspection(taken, None)
    for name in ("市财政局", "市外办", "市住房城乡建设局"):
        unit = lookup.unit(taken, name)
        (review,) = review_reader.review(taken, 2025, unit)
        told = [
            sentence(one)
            for one in unit_check.check(taken, task, unit)
            if one.code == "check.return_differs"
        ]
        failing = review.count(Outcome.FAILS)
        assert len(told) == min(failing, 1), name
        assert all(f"有{failing}处" in line for line in told)
    assert failing > 0


def test_the_account_of_an_item_says_the_numbers_of_the_return(taken: Desk) -> None:
    task = lookup.inspection(taken, None)
    unit = lookup.unit(taken, "市外办")
    for count, agrees in ((3, True), (4, False)):
        account = f"全年收到政府信息公开申请{count}件，均在法定期限内答复。"
        told = answers.Given(conclusion="达到要求", account=account)
        answers.set_given(taken, task, unit.label, "3.2", told)
        (found,) = review_reader.review(taken, 2025, unit)
        assert [(one.number, one.said.agrees) for one in found.recounted] == [("3.2", agrees)]
        assert found.reminders == (not agrees)


def test_cells_that_do_not_exist_are_refused(taken: Desk) -> None:
    unit = lookup.unit(taken, "市外办")
    with pytest.raises(Refused) as refusal:
        returns.set_cells(taken, unit, 2025, {"nothing.n": "1"})
    assert refusal.value.issues[0].code == "returns.unknown_cell"
    with pytest.raises(Refused) as refusal:
        returns.set_cells(taken, unit, 2025, {"req.new.total": "3"})
    assert refusal.value.issues[0].code == "returns.nothing_changed"


def test_pasted_cells_are_kept(taken: Desk) -> None:
    unit = lookup.unit(taken, "市外办")
    returns.paste(taken, unit, 2025, "req.new.natural", "5\t1\t0\t0\t0\t0\t6")
    assert returns.of_unit(taken, unit, 2025).cells["req.new.total"] == "6"
