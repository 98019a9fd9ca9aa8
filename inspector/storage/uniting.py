"""One copy of a workspace while other files are taken into it: rows derived, chains proved."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inspector.domain.edits import RecordKind
from inspector.domain.errors import refused
from inspector.domain.ids import UnitId
from inspector.domain.issues import Place
from inspector.storage.derivation import TOUCHED, TOUCHED_EDITS, TOUCHED_RECORDS, derive
from inspector.storage.engine import Access, Database
from inspector.storage.key import Key
from inspector.storage.purge import blank_files, blank_texts
from inspector.storage.restating import VERB, restating_groups
from inspector.storage.sessions import head_of_file
from inspector.storage.union import OTHER, Taken, take
from inspector.storage.verify import session_problems
from inspector.storage.vocabulary import BY_KIND

_PURGES: Final = f"SELECT key FROM record WHERE kind = {BY_KIND[RecordKind.PURGE].number}"
_ANSWER: Final = BY_KIND[RecordKind.ANSWER].number
_FINDING: Final = BY_KIND[RecordKind.FINDING].number
_EVIDENCE: Final = BY_KIND[RecordKind.EVIDENCE].number
_ASSESSMENT: Final = BY_KIND[RecordKind.ASSESSMENT]
_APPROVED: Final = (
    f"FROM temp.{TOUCHED} t JOIN record a ON a.id = t.record AND a.kind = {_ASSESSMENT.number}"
    f" AND t.field = {_ASSESSMENT.by_name['state'].number} AND EXISTS (SELECT 1 FROM edit e"
    " WHERE e.record = a.id AND e.field = t.field AND e.after = '\"approved\"')"
)
_ALSO_TOUCHED: Final = (
    "SELECT record, field FROM edit WHERE after IS NULL",
    f"SELECT h.record, h.field {_APPROVED} JOIN head h ON h.record = a.id",
    f"SELECT h.record, h.field {_APPROVED} JOIN record r ON r.kind = {_ANSWER}"
    " AND r.key > a.key || '/' AND r.key < a.key || '0' JOIN head h ON h.record = r.id",
    f"SELECT h.record, h.field {_APPROVED} JOIN finding f"
    " ON f.inspection || '/' || f.unit = a.key"
    f" JOIN record r ON r.kind = {_FINDING} AND r.key = f.id JOIN head h ON h.record = r.id",
    f"SELECT h.record, 1 FROM temp.{TOUCHED} t JOIN head h ON h.record = t.record AND h.field = 1",
    "SELECT DISTINCT e.record, 1 FROM record a JOIN edit e ON e.record = a.id AND e.field = 1"
    f" WHERE a.kind = {_ASSESSMENT.number}",
)
"""What else is derived anew: purged values, all that an approval was made over, and removals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge brought."""

    sessions: int = 0
    edits: int = 0
    answers: int = 0
    """Answers that were added or changed, or whose conflict was settled."""
    findings: int = 0
    files: int = 0
    """Files of evidence."""
    purged: int = 0
    """Files and texts that were removed elsewhere for good and are now removed here."""
    conflicts: int = 0
    """Fields in conflict now."""
    new_conflicts: int = 0
    head: str = ""
    """The head that the journal has reached."""

    @property
    def is_nothing(self) -> bool:
        """Whether the others held nothing that was not here."""
        return not (self.edits or self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What one person's work in the other files adds to one unit, or to none."""

    unit: UnitId | None
    author: str
    answers: int = 0
    findings: int = 0
    evidence: int = 0


class Uniting:
    """One copy while other files are taken into it."""

    def __init__(self, copy: Database, tick: Callable[[], None] | None = None) -> None:
        """Begin; `tick` is called now and then while there is work, and may raise."""
        self._copy, self._tick = copy, tick
        self._purges_before = frozenset(copy.rows(_PURGES))
        self._conflicts_before = self._conflicts()
        self._taken: list[Taken] = []
        for setting in (
            "journal_mode=OFF",
            "synchronous=OFF",
            "secure_delete=OFF",
            "temp_store=MEMORY",
            "cache_size=-64000",
            "foreign_keys=ON",
        ):
            copy.run(f"PRAGMA {setting}")

    @property
    def purges(self) -> frozenset[bytes]:
        """Digests of what is never taken in again."""
        return frozenset(bytes.fromhex(key) for (key,) in self._copy.rows(_PURGES))

    def take(self, path: Path, place: Place, key: Key | None) -> None:
        """Take over what one other file holds."""
        self._copy.attach(path, OTHER, key, Access.IMMUTABLE)
        with self._copy.transaction():
            self._taken.append(take(self._copy, place, self._tick))
        self._copy.run(f"DETACH DATABASE {OTHER}")

    def finish(self) -> Merged:
        """Blank what is purged, derive what grew, prove what was taken, and say what it was."""
        copy = self._copy
        grown = frozenset().union(*(one.sessions for one in self._taken))
        purges = self.purges
        with copy.transaction():
            if purges:
                blank_texts(copy, purges)
            self._derive()
            blank_files(copy)
        if session_problems(copy, grown):
            raise refused("storage.merge_tampered", Place(file=str(copy.path)))
        purged = len(frozenset(copy.rows(_PURGES)) - self._purges_before)
        if purged:
            copy.run("VACUUM")
        conflicts = self._conflicts()
        return Merged(
            sessions=len(grown),
            edits=sum(one.edits for one in self._taken),
            answers=self._touched(_ANSWER, grown),
            findings=self._touched(_FINDING, grown),
            files=sum(one.files for one in self._taken),
            purged=purged,
            conflicts=len(conflicts),
            new_conflicts=len(conflicts - self._conflicts_before),
            head=head_of_file(copy).hex16,
        )

    def brought(self) -> Iterator[Brought]:
        """Yield who added how much to which unit, as far as people enter it, units in order."""
        units: dict[tuple[UnitId | None, str], Counter[int]] = {}
        grown = frozenset().union(*(one.sessions for one in self._taken))
        of_record: dict[int, dict[str, str]] = {
            _FINDING: dict(self._copy.rows("SELECT id, unit FROM finding")),
            _EVIDENCE: dict(self._copy.rows("SELECT id, unit FROM evidence")),
        }
        for kind, key, author in self._copy.rows(
            "SELECT DISTINCT r.kind, r.key, g.author FROM edit e JOIN edit_group g"
            " ON g.session = e.session AND g.number = e.group_number AND g.verb <> ?"
            " JOIN record r ON r.id = e.record AND r.kind IN (?, ?, ?)"
            f" WHERE e.session IN ({','.join(map(str, grown))})",
            (VERB, _ANSWER, _FINDING, _EVIDENCE),
        ):
            unit = key.split("/")[1] if kind == _ANSWER else of_record[kind].get(key)
            named = UnitId(unit) if unit else None
            units.setdefault((named, author), Counter())[kind] += 1
        places: dict[UnitId | None, int] = dict(self._copy.rows('SELECT id, "order" FROM unit'))
        for (unit, author), counts in sorted(
            units.items(), key=lambda one: (places.get(one[0][0], 0), str(one[0][0]), one[0][1])
        ):
            yield Brought(
                unit=unit,
                author=author,
                answers=counts[_ANSWER],
                findings=counts[_FINDING],
                evidence=counts[_EVIDENCE],
            )

    def _derive(self) -> None:
        copy = self._copy
        for query in _ALSO_TOUCHED:
            copy.run(f"INSERT OR IGNORE INTO temp.{TOUCHED} {query}")
        for table in ("head", "conflict"):
            copy.run(
                f"DELETE FROM {table} WHERE (record, field) IN"
                f" (SELECT record, field FROM temp.{TOUCHED})"
            )
        derive(copy, TOUCHED_EDITS, TOUCHED_RECORDS, self._tick)

    def _touched(self, kind: int, grown: frozenset[int]) -> int:
        """Count the records of a kind that grew; what a package only says again did not."""
        query = (
            f"SELECT COUNT(DISTINCT t.record) FROM temp.{TOUCHED} t JOIN record r"
            " ON r.id = t.record AND r.kind = ?"
        )
        packing = [one for one in restating_groups(self._copy) if one[0] in grown]
        if packing:
            aliases = ",".join(map(str, grown))
            said_again = " OR ".join(f"(e.session={a} AND e.group_number={n})" for a, n in packing)
            query += (
                " WHERE EXISTS (SELECT 1 FROM edit e WHERE e.record = t.record"
                f" AND e.field = t.field AND e.session IN ({aliases}) AND NOT ({said_again}))"
            )
        found: int = self._copy.value(query, (kind,))
        return found

    def _conflicts(self) -> frozenset[tuple[int, int]]:
        return frozenset(
            (record, number)
            for record, number in self._copy.rows("SELECT record, field FROM conflict")
        )
