"""Migration 3: what each problem asks of the unit."""

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = (
    "ALTER TABLE rectification ADD COLUMN demand TEXT DEFAULT '' NOT NULL",
)
