"""Reading a register of units: a workbook, a Word table, a CSV or a plain list of names."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final

from inspector.domain.errors import refused
from inspector.domain.issues import Place
from inspector.domain.unit import UnitRow
from inspector.exchange.grid import cell_at, read_workbook

_COLUMNS: Final = {
    "name": ("单位全称", "单位名称", "单位", "名称", "全称", "责任单位", "被检查单位", "考核对象"),
    "short_name": ("规范化简称", "规范简称", "简称"),
    "aliases": ("别名", "曾用名", "其他名称"),
    "code": ("代字", "机关代字"),
    "order": ("机构序列号", "机构序列", "序号", "排序"),
    "unit_class": ("类别", "分类", "考核类别", "组别"),
    "contact": ("联络员", "联系人"),
    "phone": ("联系电话", "电话", "手机"),
}
_WRITTEN: Final = (
    *("order", "name", "short_name", "aliases", "code", "unit_class", "contact", "phone"),
)
_NAME_BREAKS: Final = re.compile("[,，、;；]")
_CLASS: Final = re.compile("[A-Za-z甲乙丙丁]?类?|[A-Za-z甲乙丙丁一二三]类.*|")
"""What stands in a column of classes: A, A类, 甲类; nothing where a line has none."""
_PLAIN_ENDINGS: Final = (".txt", ".csv")


def read_units(data: bytes, name: str) -> tuple[UnitRow, ...]:
    """Return the units of a register file; a single column without a header is a list of names.

    Raises Refused when the file cannot be read or names no unit.
    """
    if name.lower().endswith(_PLAIN_ENDINGS):
        tables = [list(csv.reader(io.StringIO(_decoded(data, name))))]
    else:
        tables = [[list(row) for row in grid.rows] for grid in read_workbook(data, name).sheets]
    for table in tables:
        rows = tuple(_units(table))
        if rows:
            return rows
    raise refused("units.none_in_file", Place(file=name))


def read_pasted(text: str) -> tuple[UnitRow, ...]:
    """Return the units of lines copied from a spreadsheet or typed; no line means no unit.

    Columns may have headers as in a file. Without them the column with most letters holds the
    names, one of whole numbers the order, and the next one of names shorter than those the short
    names. In a single column, commas between names part them as lines do.
    """
    lines = [line.split("\t") for line in text.splitlines() if line.strip()]
    table = [[cell.strip().strip('"') for cell in line] for line in lines]
    if max(map(len, table), default=0) <= 1:
        names = [name for line in table for name in _NAME_BREAKS.split("".join(line))]
        table = [[name.strip()] for name in names if name.strip()]
    if any("name" in _columns(row) for row in table) or max(map(len, table), default=0) <= 1:
        return tuple(_units(table))
    return tuple(_without_header(table))


def written(rows: Iterable[UnitRow]) -> str:
    """Return units as lines that `read_pasted` takes back as they are, columns with headers."""
    every = tuple(rows)
    shown = [
        field for field in _WRITTEN if field == "name" or any(getattr(row, field) for row in every)
    ]
    lines = [[_COLUMNS[field][0] for field in shown]]
    lines += [[_cell(getattr(row, field)) for field in shown] for row in every]
    return "\n".join("\t".join(line) for line in lines)


def _cell(value: str | int | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return " ".join(value)
    return str(value or "")


def _without_header(table: Sequence[Sequence[str]]) -> Iterator[UnitRow]:
    """Yield the units of several columns that nothing names."""
    columns = list(zip_longest(*table, fillvalue=""))
    numbers = [at for at, cells in enumerate(columns) if _is_numbers(cells)]
    texts = [at for at in range(len(columns)) if at not in numbers]
    if not texts:
        return
    names = max(texts, key=lambda at: len("".join(columns[at])))
    classes = [at for at in texts if at != names and all(map(_CLASS.fullmatch, columns[at]))]
    shorts = [at for at in texts if at != names and at not in classes and _is_full(columns[at])]
    for row in zip(*columns, strict=True):
        if row[names]:
            yield UnitRow(
                name=row[names],
                short_name=row[shorts[0]] if shorts else "",
                order=_order(row[numbers[0]]) if numbers else 0,
                unit_class=row[classes[0]] if classes else "",
            )


def _is_numbers(cells: Sequence[str]) -> bool:
    return any(cells) and all(cell.isdecimal() for cell in cells if cell)


def _is_full(cells: Sequence[str]) -> bool:
    """Whether a column has a word without digits in each line, as one of short names does."""
    return all(cell and not any(sign.isdigit() for sign in cell) for cell in cells)


def _decoded(data: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refused("units.unreadable_text", Place(file=name))


def _units(table: Sequence[Sequence[str]]) -> Iterator[UnitRow]:
    header = next((n for n, row in enumerate(table) if "name" in _columns(row)), None)
    if header is None:
        filled = [[cell.strip() for cell in row if cell.strip()] for row in table]
        if all(len(row) <= 1 for row in filled):
            yield from (UnitRow(name=row[0]) for row in filled if row)
        return
    columns = _columns(table[header])
    for row in table[header + 1 :]:
        cells = {field: cell_at(row, at).strip() for field, at in columns.items()}
        if cells["name"] and cells["name"] not in _COLUMNS["name"]:
            yield UnitRow(
                name=cells["name"],
                short_name=cells.get("short_name", ""),
                aliases=tuple(cells.get("aliases", "").replace("、", " ").split()),
                code=cells.get("code", ""),
                order=_order(cells.get("order", "")),
                unit_class=cells.get("unit_class", ""),
                contact=cells.get("contact", ""),
                phone=cells.get("phone", ""),
            )


def _columns(row: Iterable[str]) -> dict[str, int]:
    titles = ["".join(cell.split()) for cell in row]
    found: dict[str, int] = {}
    for field, names in _COLUMNS.items():
        place = next((titles.index(name) for name in names if name in titles), None)
        if place is not None:
            found[field] = place
    return found


def _order(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 0
