"""Groups that restate: a package says again, for another laptop, what stood where it was made."""

from typing import Final

from inspector.storage.canonical import parse
from inspector.storage.engine import Database
from inspector.storage.knowledge import GroupPlace

VERB: Final = "package"
"""The verb of the group that a package begins with."""


def restating_groups(database: Database) -> frozenset[GroupPlace]:
    """Return the groups whose edits count as the edits they name."""
    rows = database.rows("SELECT session, number FROM edit_group WHERE verb = ?", (VERB,))
    return frozenset((alias, number) for alias, number in rows)


def packed_units(database: Database) -> int | None:
    """Return how many units a package was made for, or None where the file is no package.

    A package names the sessions whose groups it restates without holding them; a workspace that
    packages were merged into holds those of its own.
    """
    is_package = database.value(
        "SELECT EXISTS (SELECT 1 FROM session s WHERE NOT EXISTS"
        " (SELECT 1 FROM edit_group g WHERE g.session = s.alias))"
    )
    if not is_package:
        return None
    rows = database.rows("SELECT parameters FROM edit_group WHERE verb = ?", (VERB,))
    return max((int(parse(text).get("count", 0)) for (text,) in rows), default=None)
