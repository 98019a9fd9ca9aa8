"""Groups that restate: a package says again, for another laptop, what stood where it was made."""

from typing import Final

from inspector.storage.engine import Database
from inspector.storage.knowledge import GroupPlace

VERB: Final = "package"
"""The verb of the group that a package begins with."""


def restating_groups(database: Database) -> frozenset[GroupPlace]:
    """Return the groups whose edits count as the edits they name."""
    rows = database.rows("SELECT session, number FROM edit_group WHERE verb = ?", (VERB,))
    return frozenset((alias, number) for alias, number in rows)
