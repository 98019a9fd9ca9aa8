"""The tables of a yearly return in papers: part by part as the form has them."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import Final

from inspector.domain.dossier import FiledReturn
from inspector.domain.return_form import Table as FormTable
from inspector.domain.return_form import blocks, cell_key
from inspector.report.document import Align, Cell, Column, Table

_LABELS: Final = ((20,), (8, 16), (5, 6, 15))
"""Widths of the columns of labels, by how many there are, in parts of the table's."""
_UNIT: Final = 4
_NUMBER: Final = 4


def makers(filed: FiledReturn | None) -> Mapping[str, Callable[[], tuple[Table, ...]]]:
    """Return what makes the tables of each sheet of the form, by its name.

    Made when asked for: a paper names few of them. Nothing without a return.
    """
    if filed is None:
        return {}
    return {
        tab: partial(_sheet, [*parts], filed)
        for tab, parts in groupby(filed.form.tables, key=lambda table: table.tab)
    }


def _sheet(parts: list[FormTable], filed: FiledReturn) -> tuple[Table, ...]:
    """Return the tables of one sheet; one that is alone there needs no title beside the heading."""
    return tuple(_table(one, filed, one.title if len(parts) > 1 else "") for one in parts)


def _table(table: FormTable, filed: FiledReturn, title: str) -> Table:
    labels, levels = table.label_depth, table.heading_depth
    columns = (
        *(Column(title="", width=width) for width in (_LABELS[labels - 1] if labels else ())),
        *(Column(title="单位", width=_UNIT, align=Align.CENTRE),) * table.has_unit_column,
        *(Column(title="", width=_NUMBER, align=Align.CENTRE) for _ in table.columns),
    )
    return Table(
        name=f"return.{table.key}",
        title=title,
        columns=columns,
        header=tuple(_header(table, labels, levels)),
        rows=tuple(_rows(table, filed, labels)),
        small=True,
    )


def _header(table: FormTable, labels: int, levels: int) -> Iterator[tuple[Cell, ...]]:
    placed = list(blocks([column.headings for column in table.columns], levels))
    for level in range(levels):
        cells = []
        if level == 0:
            if labels:
                words = table.note or "".join(table.label_headings)
                cells.append(Cell(text=words, across=labels, down=levels))
            if table.has_unit_column:
                cells.append(Cell(text="单位", down=levels))
        cells += [
            Cell(text=text, across=places[1] - places[0] + 1, down=down[1] - down[0] + 1)
            for down, places, text in placed
            if down[0] == level
        ]
        yield tuple(cells)


def _rows(table: FormTable, filed: FiledReturn, labels: int) -> Iterator[tuple[Cell, ...]]:
    by_row: dict[int, list[Cell]] = {}
    if labels:
        for across, down, text, indent in sorted(table.label_blocks(), key=lambda one: one[0]):
            by_row.setdefault(down[0], []).append(
                Cell(
                    text=text,
                    indent=indent,
                    across=across[1] - across[0] + 1,
                    down=down[1] - down[0] + 1,
                    align=Align.LEFT,
                )
            )
    for place, row in enumerate(table.rows):
        cells = by_row.get(place, [])
        if table.has_unit_column:
            cells.append(Cell(text="——" if row.is_heading else row.unit))
        cells += [
            Cell(text=filed.given.cells.get(cell_key(row.key, column.key), ""))
            for column in table.columns
        ]
        yield tuple(cells)
