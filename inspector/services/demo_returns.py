"""The demo's yearly returns: sent in by the units as workbooks, with what is wrong in them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from inspector.domain.return_form import ReturnForm, cell_key
from inspector.domain.returns import Return
from inspector.domain.unit import Unit
from inspector.exchange import return_forms
from inspector.services import lookup, returns
from inspector.services.demo_data import Entry
from inspector.services.desk import Desk

_PART_TWO: Final = (
    *("normative.made", "normative.ended", "normative.valid"),
    *("licence.decided", "penalty.decided", "coercion.decided", "fee.charged"),
)


def send_in(desk: Desk, years: Entry, folder: Path) -> Iterator[Path]:
    """Write each unit's return into a folder, take all in, and yield the files."""
    for name, given in sorted(years.items()):
        year = int(name)
        form = return_forms.form_for(year)
        written = []
        for whose, entry in given["units"].items():
            unit = lookup.unit(desk, whose)
            sent = Return(unit=unit.id, year=year, form=form.key, cells=_cells(form, entry))
            target = folder / f"{unit.label}-{year}年度年报.xlsx"
            written.append(returns.export(form, sent, unit.name, target))
        files = [returns.read(path, year) for path in written]
        returns.take_in(desk, files, year, on=date.fromisoformat(given["received"]))
        _keep_texts(desk, year, given["units"])
        yield from written


def _keep_texts(desk: Desk, year: int, units: Entry) -> None:
    for whose, entry in units.items():
        if entry.get("text"):
            unit: Unit = lookup.unit(desk, whose)
            returns.set_text(desk, unit, year, entry["text"])


def _cells(form: ReturnForm, entry: Entry) -> dict[str, str]:
    """Return the cells that one unit filled in."""
    tables = {table.key: table for table in form.tables}
    cells = dict.fromkeys(form.cells, "0")
    for row, numbers in entry["rows"].items():
        columns = tables["three"].columns
        cells |= {
            cell_key(f"req.{row}", one.key): str(number)
            for one, number in zip(columns, numbers, strict=True)
        }
    cells |= dict(zip(_PART_TWO, map(str, entry["two"]), strict=True))
    cases = [str(number) for group in entry["four"] for number in group]
    keys = [cell_key("cases", one.key) for one in tables["four"].columns]
    return cells | dict(zip(keys, cases, strict=True)) | dict(entry.get("as_sent", {}))
