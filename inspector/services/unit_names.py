"""Reading names of units: from a file, a text on the command line, or what was pasted."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from inspector.domain.errors import refused
from inspector.domain.unit import UnitRow
from inspector.exchange import unit_reader
from inspector.services.files import read_file

ENDINGS: Final = frozenset({".csv", ".txt", ".docx", ".ods"})
"""Endings, besides those of workbooks (.xls…, .et), by which a name is known for a file's."""


def read_pasted(text: str) -> tuple[UnitRow, ...]:
    """Return the units of lines copied from a spreadsheet, or typed."""
    return unit_reader.read_pasted(text)


def written(rows: Iterable[UnitRow]) -> str:
    """Return units as lines that are read back as they are."""
    return unit_reader.written(rows)


def read_names(source: str) -> tuple[UnitRow, ...]:
    """Return the units named in a file, or in a text such as 甲局,乙局 (甲局=A sets the class)."""
    path = Path(source)
    ending = path.suffix.lower()
    if _is_there(path) or ending in ENDINGS or ending.startswith((".xls", ".et")):
        return unit_reader.read_units(read_file(path), path.name)
    parts = [part.strip() for part in source.replace("，", ",").replace("、", ",").split(",")]
    rows = []
    for part in filter(None, parts):
        name, _, unit_class = part.partition("=")
        rows.append(UnitRow(name=name.strip(), unit_class=unit_class.strip()))
    if not rows:
        raise refused("units.none_named")
    return tuple(rows)


def _is_there(path: Path) -> bool:
    """Whether there is such a file; sixty names with commas are too long for a file's name."""
    with suppress(OSError, ValueError):
        return path.is_file()
    return False
