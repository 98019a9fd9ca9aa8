"""Yearly returns over the years: a unit's or the sum of all, side by side, as a workbook too."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inspector.domain.return_years import YearLine, over_years
from inspector.domain.unit import Unit
from inspector.exchange.table_writer import OutTable, TableColumn, TableValue, write_tables
from inspector.i18n.return_words import cell_words
from inspector.services import returns
from inspector.services.desk import Desk
from inspector.services.files import write_file

_WHOLE: Final = "全部单位"


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """The returns of some years, a line for each cell."""

    unit: Unit | None
    """None for the sum over all units."""
    years: tuple[int, ...]
    lines: tuple[YearLine, ...]


def look(desk: Desk, unit: Unit | None = None, first: int = 0, last: int = 9999) -> Years:
    """Return the years between two of which a unit, or without one anybody, has a return."""
    everything = returns.sums(desk) if unit is None else desk.file.reader.returns(unit.id)
    filed = [one for one in everything if first <= one.year <= last]
    years = tuple(sorted(one.year for one in filed))
    forms = {form.key: form for form in returns.forms()}
    return Years(unit=unit, years=years, lines=over_years(forms, years, filed))


def write(found: Years, target: Path) -> Path:
    """Write the years as a workbook: a row for each cell, a column for each year, and the sum."""
    name = _WHOLE if found.unit is None else found.unit.name
    rows = [
        (cell_words(one.form, one.cell), *map(_value, one.filled), _value(one.total))
        for one in found.lines
    ]
    table = OutTable(
        tab="历年数据",
        title=f"{name}政府信息公开年报历年数据",
        columns=(
            TableColumn("项目", 60, is_centred=False),
            *(TableColumn(f"{year}年", 12) for year in found.years),
            TableColumn("合计", 12),
        ),
        rows=tuple(rows),
        notes=("结转、现行有效、尚未审结和机构、人员等反映年末情况的数据不作合计。",),
    )
    return write_file(target, write_tables([table], target.name))


def _value(text: str) -> TableValue:
    return int(text) if text.isdecimal() else text
