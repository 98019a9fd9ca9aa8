"""Issues: what a reader noticed, as codes with parameters; their words are made elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much an issue matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands: a file, a sheet, a cell (A1 style) or row, or a line of text."""

    file: str = ""
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One thing noticed; `code` names an entry in the catalogue of messages."""

    code: str
    severity: Severity = Severity.WARNING
    place: Place = field(default_factory=Place)
    parameters: Mapping[str, str] = field(default_factory=dict)
