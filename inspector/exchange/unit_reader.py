"""Reading a register of units: a workbook, a Word table, a CSV or a plain list of names."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from inspector.domain.errors import refused
from inspector.domain.issues import Place
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
_PLAIN_ENDINGS: Final = (".txt", ".csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One unit as a register or a command names it."""

    name: str
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    code: str = ""
    order: int = 0
    unit_class: str = ""
    contact: str = ""
    phone: str = ""


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
