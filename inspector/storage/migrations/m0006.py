"""Migration 6: what an office calls the units of an inspection."""

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = (
    "ALTER TABLE inspection ADD COLUMN unit_word TEXT DEFAULT '' NOT NULL",
)
