"""The rows of a 检查工作底稿 as the inspectors' answers: one conclusion, several findings."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, cast

from inspector.domain.answer import Conclusion
from inspector.domain.checklist import Item, ItemKind
from inspector.domain.ids import FindingId
from inspector.domain.issues import Severity
from inspector.domain.marks import Mark, plain_mark
from inspector.exchange.grid import cell_at
from inspector.exchange.sheets.cell_text import same_text, shown
from inspector.exchange.sheets.claims import FindingClaim, WorkingClaim
from inspector.exchange.sheets.columns import FINDING_FIELDS, ITEM_FIELDS, Field, SheetKind
from inspector.exchange.sheets.returned import (
    Cell,
    ItemRows,
    Returned,
    ReturnedRow,
    limit,
    stamp_rows,
)
from inspector.exchange.sheets.stamp import StampRow

_FIELDS: Final = ITEM_FIELDS[SheetKind.WORKING]
_WITHOUT_MARKS: Final = frozenset({ItemKind.TASK, ItemKind.VETO})
_UNMARKED: Final = frozenset({Conclusion.DID_NOT_OCCUR, Conclusion.NOT_APPLICABLE})


def working_claims(returned: Returned, items: Iterable[ItemRows]) -> tuple[WorkingClaim, ...]:
    """Return one claim for each item."""
    went_out = stamp_rows(returned.stamp)
    return tuple(_claim(returned, rows, went_out.get(rows.item.key, [])) for rows in items)


def _claim(returned: Returned, rows: ItemRows, stamped: Sequence[StampRow]) -> WorkingClaim:
    base = stamped[0] if stamped else None
    fields = {name: _item_cell(returned, rows, name, base) for name in _FIELDS}
    edited = tuple(name for name, (_, one) in fields.items() if one.is_edited)
    emptied = tuple(name for name, (_, one) in fields.items() if one.is_emptied)
    findings, missing = _findings(returned, rows, stamped)
    first = rows.rows[0].at + 1
    changed = set(edited + emptied)
    if missing or any(finding.edited or finding.emptied for finding in findings):
        changed.add(Field.CONCLUSION)
    claim = WorkingClaim(
        item=rows.item.key,
        row=first,
        conclusion=cast(Conclusion | None, fields[Field.CONCLUSION][1].value) or Conclusion.OPEN,
        findings=findings,
        missing_findings=missing,
        account=cast(str, fields[Field.ACCOUNT][1].value),
        evidence=cast(str, fields[Field.EVIDENCE][1].value),
        note=cast(str, fields[Field.NOTE][1].value),
        edited=edited,
        emptied=emptied,
        bases={name: returned.bases(base, name) for name in changed},
        field_rows={name: fields[name][0] + 1 for name in edited if fields[name][0] + 1 != first},
    )
    _check_marks(returned, rows, claim, base)
    return claim


def _item_cell(
    returned: Returned, rows: ItemRows, name: Field, base: StampRow | None
) -> tuple[int, Cell]:
    """Read what an item has once; it may stand in any of its rows, but say one thing only."""
    column = returned.table.columns.get(name)
    filled = [row for row in rows.rows if cell_at(row.cells, column).strip()] or rows.rows[:1]
    reads = [(row.at, returned.read(row.at, row.cells, name, rows.item, base)) for row in filled]
    taken = next((read for read in reads if read[1].is_edited), reads[0])
    for at, read in reads:
        if read.is_edited and read.value != taken[1].value:
            returned.say(
                "sheet.cell_twice_differs",
                at,
                column,
                Severity.ERROR,
                number=rows.item.number,
                other=str(taken[0] + 1),
            )
    return taken


def _findings(
    returned: Returned, rows: ItemRows, stamped: Sequence[StampRow]
) -> tuple[tuple[FindingClaim, ...], tuple[FindingId, ...]]:
    """Return the findings in the item's rows, and those that went out and are gone."""
    went_out = {row.finding: row for row in stamped if row.finding is not None}
    pairs = _paired(returned, rows, went_out)
    findings = []
    for row in rows.rows:
        claim = _finding(returned, rows.item, row, pairs.get(row.at))
        if claim is not None:
            findings.append(claim)
    kept = {claim.id for claim in findings}
    if not set(FINDING_FIELDS) & returned.table.columns.keys():
        return tuple(findings), ()
    return tuple(findings), tuple(key for key in went_out if key not in kept)


def _paired(
    returned: Returned, rows: ItemRows, went_out: Mapping[FindingId, StampRow]
) -> dict[int, StampRow]:
    """Pair rows with the findings that went out: by hidden key, by equal cells, by the last left.

    A row that was copied together with its hidden key keeps the key only where its cells do.
    """
    if not went_out:
        return {}
    left = dict(went_out)
    pairs: dict[int, StampRow] = {}
    filled = [row for row in rows.rows if _is_filled(returned, row)]
    rounds: tuple[Callable[[ReturnedRow, StampRow], bool], ...] = (
        lambda row, base: row.finding == base.finding and _is_same(returned, row, base),
        lambda row, base: row.finding == base.finding,
        lambda row, base: _is_same(returned, row, base),
        lambda row, base: same_text(
            cell_at(row.cells, returned.table.columns.get(Field.FACT)),
            base.values.get(Field.FACT, ""),
        ),
    )
    for is_pair in rounds:
        for row in filled:
            if row.at not in pairs:
                found = next((base for base in left.values() if is_pair(row, base)), None)
                if found is not None and found.finding is not None:
                    pairs[row.at] = left.pop(found.finding)
    rest = [row for row in filled if row.at not in pairs and row.finding is None]
    if len(rest) == len(left) == 1 and Field.ROW_KEY not in returned.table.columns:
        pairs[rest[0].at] = next(iter(left.values()))
    return pairs


def _is_filled(returned: Returned, row: ReturnedRow) -> bool:
    columns = returned.table.columns
    return any(cell_at(row.cells, columns.get(name)).strip() for name in FINDING_FIELDS)


def _is_same(returned: Returned, row: ReturnedRow, base: StampRow) -> bool:
    columns = returned.table.columns
    return all(
        same_text(cell_at(row.cells, columns[name]), shown(base.values.get(name, "")))
        for name in FINDING_FIELDS
        if name in columns
    )


def _finding(
    returned: Returned, item: Item, row: ReturnedRow, base: StampRow | None
) -> FindingClaim | None:
    """Return the finding of one row, or None where there is none or it cannot be taken."""
    if not _is_filled(returned, row):
        return None
    cells = {name: returned.read(row.at, row.cells, name, item, base) for name in FINDING_FIELDS}
    if base is None and not _is_whole(returned, item, row, cells):
        return None
    return FindingClaim(
        id=base.finding if base else None,
        row=row.at + 1,
        points=cast(Mark | None, cells[Field.DEDUCTION].value) or Mark(0),
        fact=cast(str, cells[Field.FACT].value),
        place=cast(str, cells[Field.PLACE].value),
        sampled_at=cast(datetime | None, cells[Field.SAMPLED_AT].value),
        edited=tuple(name for name in FINDING_FIELDS if cells[name].is_edited),
        emptied=tuple(name for name in FINDING_FIELDS if cells[name].is_emptied),
    )


def _is_whole(
    returned: Returned, item: Item, row: ReturnedRow, cells: Mapping[Field, Cell]
) -> bool:
    """Whether a new finding has its fact and its points; otherwise say what it lacks."""
    columns = returned.table.columns
    points, fact = cells[Field.DEDUCTION].value, cast(str, cells[Field.FACT].value).strip()
    typed = cell_at(row.cells, columns.get(Field.DEDUCTION)).strip()
    if fact and (points is not None or item.kind in _WITHOUT_MARKS):
        return True
    if fact and not typed:
        returned.say(
            "sheet.reason_without_deduction",
            row.at,
            columns.get(Field.DEDUCTION, columns[Field.FACT]),
            Severity.ERROR,
            number=item.number,
        )
    elif not fact and (points or not typed):
        returned.say(
            "sheet.deduction_without_reason",
            row.at,
            columns.get(Field.FACT, columns.get(Field.DEDUCTION)),
            Severity.ERROR,
            number=item.number,
        )
    return False


def _check_marks(
    returned: Returned, rows: ItemRows, claim: WorkingClaim, base: StampRow | None
) -> None:
    """Compare a typed 初评分 with the findings: no mark is taken that nobody can explain."""
    item = rows.item
    if Field.CHECKED_MARK not in returned.table.columns or claim.conclusion in _UNMARKED:
        return
    for row in rows.rows:
        read = returned.read(row.at, row.cells, Field.CHECKED_MARK, item, base)
        if not read.is_edited or read.value == _mark_of(item, claim.findings):
            continue
        returned.say(
            "sheet.mark_unexplained",
            row.at,
            returned.table.columns[Field.CHECKED_MARK],
            Severity.ERROR,
            number=item.number,
            mark=plain_mark(cast(Mark, read.value)),
            explained=plain_mark(_mark_of(item, claim.findings)),
        )


def _mark_of(item: Item, findings: Sequence[FindingClaim]) -> Mark:
    total = sum(finding.points for finding in findings)
    highest = limit(item)
    if item.kind is ItemKind.SCORED:
        return Mark(max((highest or 0) - total, 0))
    return Mark(total if highest is None else min(total, highest))
