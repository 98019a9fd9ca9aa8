"""Yearly returns of several years side by side, added up where adding says something."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inspector.domain.return_form import ReturnForm, cell_key
from inspector.domain.returns import Cell, CellKind, Return, plain_number


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLine:
    """One cell over the years."""

    form: ReturnForm
    """The latest that has the cell, for its words."""
    cell: str
    filled: tuple[str, ...]
    """What was filled in, a place for each year; "" where nothing was, or the form has no such."""
    total: str
    """The sum; "" where the cell tells how things stand on a day, or a year's is no number."""


def over_years(
    forms: Mapping[str, ReturnForm], years: Sequence[int], filed: Iterable[Return]
) -> tuple[YearLine, ...]:
    """Return a line for each cell that some year has filled in, in the order of the forms.

    The latest form leads; cells that only older forms have stand under it. `forms` are by key.
    """
    by_year = {one.year: one for one in filed}
    there = [by_year[year] for year in years if year in by_year]
    latest = sorted({one.form for one in there}, reverse=True)
    lines: dict[str, YearLine] = {}
    for form in (forms[key] for key in latest):
        states = _states(form)
        for cell in form.cells:
            filled = tuple(_filled(by_year.get(year), cell) for year in years)
            if cell not in lines and any(filled):
                total = "" if cell in states else _total([one.cell(cell) for one in there])
                lines[cell] = YearLine(form=form, cell=cell, filled=filled, total=total)
    return tuple(lines.values())


def _filled(given: Return | None, cell: str) -> str:
    return "" if given is None else given.cells.get(cell, "").strip()


def _states(form: ReturnForm) -> frozenset[str]:
    return frozenset(
        cell_key(row.key, column.key)
        for table in form.tables
        for row, column in table.places()
        if row.is_state or column.is_state
    )


def _total(cells: Sequence[Cell]) -> str:
    if any(one.kind not in (CellKind.NUMBER, CellKind.SLASH) for one in cells):
        return ""
    return plain_number(sum(one.number for one in cells))
