"""Migration 2: drafts of papers."""

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = (
    """
    CREATE TABLE draft (
        id TEXT NOT NULL,
        inspection TEXT,
        kind TEXT,
        units TEXT DEFAULT '[]' NOT NULL,
        text TEXT DEFAULT '{}' NOT NULL,
        base TEXT DEFAULT '{}' NOT NULL,
        generated TEXT DEFAULT '{}' NOT NULL,
        template TEXT DEFAULT '' NOT NULL,
        chain_head TEXT DEFAULT '' NOT NULL,
        made_at TEXT,
        wish TEXT DEFAULT '{}' NOT NULL,
        final TEXT DEFAULT '[]' NOT NULL,
        removed BIGINT DEFAULT 0 NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX draft_of_inspection ON draft (inspection)",
)
