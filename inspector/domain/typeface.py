"""Which face of a machine sets one role of a paper's type."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeface:
    """One role of a paper's type; without `used` this machine has nothing that could set it."""

    role: str
    """Its Chinese name, such as 仿宋."""
    wanted: str
    used: str = ""
    file: Path | None = None
    is_genuine: bool = False
