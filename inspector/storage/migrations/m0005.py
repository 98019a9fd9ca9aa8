"""Migration 5: the cells of yearly returns, each a record of its own."""

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = (
    """
    CREATE TABLE return_cell (
        unit TEXT NOT NULL,
        year BIGINT NOT NULL,
        cell TEXT NOT NULL,
        filled TEXT DEFAULT '' NOT NULL,
        removed BIGINT DEFAULT 0 NOT NULL,
        PRIMARY KEY (unit, year, cell)
    )
    """,
)
