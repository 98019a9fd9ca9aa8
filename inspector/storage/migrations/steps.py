"""Which migrations there are, and running those that a file has not seen."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, TypeAlias

from inspector.storage.engine import APPLICATION_ID, Database
from inspector.storage.migrations import m0001, m0002, m0003, m0004, m0005, m0006

Migration: TypeAlias = Callable[[Database], None]


def _run(statements: Sequence[str], database: Database) -> None:
    for statement in statements:
        database.run(statement)


MIGRATIONS: Final[tuple[Migration, ...]] = tuple(
    partial(_run, step.STATEMENTS) for step in (m0001, m0002, m0003, m0004, m0005, m0006)
)
"""In order; the number of a migration is its place, counted from one."""

LATEST: Final = len(MIGRATIONS)


def version_of(database: Database) -> int:
    """Return the number of the last migration that ran in a file."""
    return int(database.value("PRAGMA user_version"))


def migrate(database: Database) -> None:
    """Run the migrations a file has not seen, all of them or none."""
    begun = version_of(database)
    if begun == LATEST:
        return
    with database.transaction():
        for migration in MIGRATIONS[begun:]:
            migration(database)
        database.run(f"PRAGMA user_version={LATEST}")
        database.run(f"PRAGMA application_id={APPLICATION_ID}")
