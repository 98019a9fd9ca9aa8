"""After an edit all returns read the same as reviewed afresh, and only what it touched is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from inspector import bootstrap
from inspector.domain import returns as rules
from inspector.domain.changes import Changes
from inspector.domain.ids import UnitId
from inspector.domain.return_form import ReturnForm
from inspector.domain.returns import Misfiled, Return
from inspector.services import history, lookup, returns, unit_names, units
from inspector.services.desk import Desk
from inspector.services.review_reader import ReviewReader
from tests.domain.test_return_text import FINANCE, OTHER
from tests.golden import return_cases as given

Edit = Callable[[Desk], Changes]

NAMES = "市外办,市财政局,市住房城乡建设局,市水利局,市政府"
HOUSING, FINANCES, WATER, CITY = "市住房城乡建设局", "市财政局", "市水利局", "市政府"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Three units with returns of two years, one without, and the city's own, which sums up."""
    with bootstrap.open_desk(tmp_path / "a.inspection", author="甲", create=True) as opened:
        units.add(opened, unit_names.read_names(NAMES))
        for one in (given.FOREIGN_AFFAIRS, given.FINANCE, given.HOUSING):
            file(opened, one.unit, one.cells)
        for name, before in given.BEFORE.items():
            file(opened, name, before.cells, 2024)
        returns.set_text(opened, lookup.unit(opened, FINANCES), 2025, FINANCE)
        _form, total, _count = returns.total(opened, 2025)
        file(opened, CITY, total.cells)
        returns.set_whole_unit(opened, lookup.unit(opened, CITY))
        yield opened


def file(desk: Desk, name: str, cells: Mapping[str, str], year: int = 2025) -> Changes:
    unit = lookup.unit(desk, name)
    _fresh, begun = returns.begin(desk, unit, year)
    return begun | returns.set_cells(desk, unit, year, cells)


def cell(name: str, key: str, text: str, year: int = 2025) -> Edit:
    return lambda desk: returns.set_cells(desk, lookup.unit(desk, name), year, {key: text})


def text(name: str, words: str) -> Edit:
    return lambda desk: returns.set_text(desk, lookup.unit(desk, name), 2025, words)


def removed(desk: Desk) -> Changes:
    """Take back that a unit's return was begun and filled in."""
    filed = file(desk, WATER, given.FINANCE.cells)
    return filed | history.undo(desk).changes | history.undo(desk).changes


EDITS: dict[str, tuple[Edit, ...]] = {
    "a cell": (cell(HOUSING, "req.done.natural", "7"),),
    "a cell of last year's": (cell(HOUSING, "req.new.total", "900", 2024),),
    "a cell of an older year's": (lambda desk: file(desk, HOUSING, {"a1.n": "5"}, 2018),),
    "the whole's own": (cell(CITY, "licence.decided", "1"),),
    "numbers become another's": (lambda desk: file(desk, WATER, given.FINANCE.cells),),
    "and no longer": (
        lambda desk: file(desk, WATER, given.FINANCE.cells),
        cell(FINANCES, "licence.decided", "5"),
    ),
    "words become another's": (text(HOUSING, FINANCE.replace("312", "98")),),
    "and their own again": (text(HOUSING, FINANCE), text(HOUSING, OTHER)),
    "another return": (removed,),
    "a unit's name": (lambda desk: units.add(desk, unit_names.read_names("市林业局"))[1],),
    "whose is the whole": (lambda desk: returns.set_whole_unit(desk, None),),
}


@pytest.mark.parametrize("edits", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("as_zero", [False, True])
def test_after_an_edit_all_reads_as_if_reviewed_afresh(
    desk: Desk, edits: tuple[Edit, ...], *, as_zero: bool
) -> None:
    reader = ReviewReader()
    reader.read(desk, 2025, as_zero=as_zero)
    for edit in edits:
        changes = edit(desk)
        followed = reader.read(desk, 2025, as_zero=as_zero, changes=changes)
        assert followed == ReviewReader().read(desk, 2025, as_zero=as_zero)


@pytest.fixture
def reviewed(monkeypatch: pytest.MonkeyPatch) -> list[UnitId]:
    """Return whose returns are gone through cell by cell, as it happens."""
    seen: list[UnitId] = []
    misfiled = rules.misfiled

    def noted(form: ReturnForm, one: Return) -> Iterator[Misfiled]:
        seen.append(one.unit)
        return misfiled(form, one)

    monkeypatch.setattr(rules, "misfiled", noted)
    return seen


def test_an_edit_has_the_unit_and_the_whole_reviewed_again_and_nobody_else(
    desk: Desk, reviewed: list[UnitId]
) -> None:
    reader = ReviewReader()
    reader.read(desk, 2025)
    assert len(reviewed) == 4
    reviewed.clear()
    reader.read(desk, 2025, changes=cell(HOUSING, "req.done.natural", "7")(desk))
    assert set(reviewed) == {lookup.unit(desk, one).id for one in (HOUSING, CITY)}


def test_a_partner_whose_numbers_are_copied_is_told_without_being_reviewed_again(
    desk: Desk, reviewed: list[UnitId]
) -> None:
    reader = ReviewReader()
    reader.read(desk, 2025)
    reviewed.clear()
    changes = file(desk, WATER, given.FINANCE.cells)
    found = reader.read(desk, 2025, changes=changes)
    finance, water = (lookup.unit(desk, one) for one in (FINANCES, WATER))
    assert found.of[finance.id].alike == (water,)
    assert finance.id not in reviewed


def test_what_is_asked_otherwise_is_read_afresh(desk: Desk) -> None:
    reader = ReviewReader()
    reader.read(desk, 2025)
    changes = cell(HOUSING, "req.done.natural", "7")(desk)
    assert reader.read(desk, 2024, changes=changes) == ReviewReader().read(desk, 2024)
    tried = reader.read(desk, 2024, as_zero=True, changes=changes)
    assert tried == ReviewReader().read(desk, 2024, as_zero=True)


def test_the_total_of_a_year_without_returns_is_none(desk: Desk) -> None:
    assert ReviewReader().read(desk, 2023).total is None


def test_the_total_is_that_of_the_service(desk: Desk) -> None:
    _form, total, _count = returns.total(desk, 2025)
    found = ReviewReader().read(desk, 2025).total
    assert found is not None
    assert replace(found.given, unit=total.unit) == total
