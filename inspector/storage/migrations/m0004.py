"""Migration 4: yearly returns."""

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = (
    """
    CREATE TABLE yearly_return (
        unit TEXT NOT NULL,
        year BIGINT NOT NULL,
        form TEXT DEFAULT '' NOT NULL,
        cells TEXT DEFAULT '{}' NOT NULL,
        text TEXT DEFAULT '' NOT NULL,
        received_on TEXT,
        removed BIGINT DEFAULT 0 NOT NULL,
        PRIMARY KEY (unit, year)
    )
    """,
)
