"""The rows of a 自评表 as claims of the unit; nothing here knows of a checked side."""

from collections.abc import Iterable, Sequence
from typing import Final, cast

from inspector.domain.answer import Conclusion
from inspector.domain.checklist import Item
from inspector.domain.issues import Severity
from inspector.domain.marks import Mark
from inspector.exchange.grid import cell_at
from inspector.exchange.sheets.claims import SelfClaim
from inspector.exchange.sheets.columns import ITEM_FIELDS, SheetKind
from inspector.exchange.sheets.returned import Cell, ItemRows, Returned, stamp_rows
from inspector.exchange.sheets.stamp import StampRow

_FIELDS: Final = ITEM_FIELDS[SheetKind.SELF]


def self_claims(returned: Returned, items: Iterable[ItemRows]) -> tuple[SelfClaim, ...]:
    """Return one claim for each item; what a second row of it says otherwise is refused."""
    went_out = stamp_rows(returned.stamp)
    claims = []
    for rows in items:
        stamped = went_out.get(rows.item.key)
        first, *others = rows.rows
        base = stamped[0] if stamped else None
        claim = _claim(returned, first.at, first.cells, rows.item, base)
        claims.append(claim)
        for row in others:
            _again(returned, row.at, row.cells, rows.item, claim)
    return tuple(claims)


def _claim(
    returned: Returned, at: int, row: Sequence[str], item: Item, base: StampRow | None
) -> SelfClaim:
    cells = [returned.read(at, row, name, item, base) for name in _FIELDS]
    conclusion, mark, account, evidence, note = cells
    pairs = list(zip(_FIELDS, cells, strict=True))
    edited = tuple([name for name, cell in pairs if cell.is_edited])
    emptied = tuple([name for name, cell in pairs if cell.is_emptied])
    return SelfClaim(
        item=item.key,
        row=at + 1,
        self_conclusion=cast(Conclusion | None, conclusion.value),
        self_mark=cast(Mark | None, mark.value),
        self_account=_text(account),
        evidence=_text(evidence),
        self_note=_text(note),
        edited=edited,
        emptied=emptied,
        bases={name: returned.bases(base, name) for name in edited + emptied},
    )


def _text(cell: Cell) -> str:
    return cast(str, cell.value)


def _again(returned: Returned, at: int, row: Sequence[str], item: Item, first: SelfClaim) -> None:
    """Refuse what a second row says otherwise than the first; a plain copy is only noted."""
    filled = [name for name in _FIELDS if cell_at(row, returned.table.columns.get(name)).strip()]
    again = _claim(returned, at, row, item, None) if filled else None
    differs = again is not None and any(
        getattr(again, name) != getattr(first, name) for name in filled
    )
    severity = Severity.ERROR if differs else Severity.NOTE
    code = "sheet.item_twice_differs" if differs else "sheet.item_twice"
    returned.say(code, at, None, severity, number=item.number, other=str(first.row))
