"""Reading a sheet back, in whatever state it comes: the whole of it, step by step."""

from inspector.domain.errors import refused
from inspector.domain.ids import ItemKey
from inspector.domain.issues import Place, Severity
from inspector.domain.unit import Unit
from inspector.exchange.extents import column_letters
from inspector.exchange.grid import Workbook, read_workbook
from inspector.exchange.sheets.claims import SelfClaim, SheetReading, WorkingClaim
from inspector.exchange.sheets.columns import SheetKind
from inspector.exchange.sheets.known import KnownLists, folded
from inspector.exchange.sheets.recognising import find_stamp, kind_of, list_of, unit_lines, unit_of
from inspector.exchange.sheets.returned import Returned
from inspector.exchange.sheets.row_matching import RowMatching
from inspector.exchange.sheets.self_reading import self_claims
from inspector.exchange.sheets.stamp import is_stamp
from inspector.exchange.sheets.tables import find_table
from inspector.exchange.sheets.working_reading import working_claims


def read_sheet(
    data: bytes,
    name: str,
    known: KnownLists,
    *,
    kind: SheetKind | None = None,
    whose: Unit | None = None,
) -> SheetReading:
    """Read a 自评表 or 检查工作底稿 that came back, in whatever state.

    `name` is the file's name; it stands in messages and may tell the unit. `kind` is what the
    sheet is taken for when its hidden sheet is gone; without it a sheet is a 底稿 only if it
    calls itself one and speaks of no self-assessment. `whose` it is counts where it does not say
    so itself. Raises Refused when the file cannot be read or holds no table of ours.
    """
    return read_book(read_workbook(data, name), name, known, kind=kind, whose=whose)


def read_book(
    book: Workbook,
    name: str,
    known: KnownLists,
    *,
    kind: SheetKind | None = None,
    whose: Unit | None = None,
) -> SheetReading:
    """Read a sheet in a workbook that is open, or in what was pasted; see `read_sheet`."""
    stamp, reason = find_stamp(book.sheets, known)
    grids = [grid for grid in book.sheets if not is_stamp(grid.rows)]
    kind = stamp.kind if stamp else kind or kind_of(grids, name)
    headers = frozenset(folded(one.checklist.content_header) for one in known.lists)
    table = find_table(grids, kind, headers, is_form=stamp is not None)
    if table is None:
        raise refused("sheet.no_table", Place(file=name))
    unit = unit_of(stamp, table, name, known) or whose
    listed = list_of(stamp, unit, table, known)
    if listed is None:
        raise refused("sheet.no_list", Place(file=name, sheet=table.grid.name))
    returned = Returned(
        name=name,
        table=table,
        known=listed.known,
        stamp=stamp,
        issues=list(book.issues),
        uncalculated=frozenset(table.grid.uncalculated),
    )
    if reason:
        returned.say(reason)
    _check_unit(returned, unit, known)
    if not listed.is_clear:
        returned.say("sheet.inspection_unclear", severity=Severity.ERROR)
    return _reading(returned, kind, unit, is_clear=listed.is_clear)


def _check_unit(returned: Returned, unit: Unit | None, known: KnownLists) -> None:
    if unit is None:
        returned.say("sheet.unit_unknown", severity=Severity.ERROR)
        return
    named = [known.unit_in(text) for text in unit_lines(returned.table)]
    others = [other for other in named if other is not None and other.id != unit.id]
    if others:
        returned.say("sheet.unit_differs", named=others[0].label, unit=unit.label)


def _reading(
    returned: Returned, kind: SheetKind, unit: Unit | None, *, is_clear: bool
) -> SheetReading:
    matching = RowMatching(returned, kind)
    matching.go()
    if not matching.items:
        place = Place(file=returned.name, sheet=returned.table.grid.name)
        raise refused("sheet.no_rows", place)
    missing_columns = matching.check_columns()
    missing_items = matching.say_missing_items()
    rows: tuple[SelfClaim, ...] = ()
    working: tuple[WorkingClaim, ...] = ()
    if kind is SheetKind.SELF:
        rows = self_claims(returned, matching.items.values())
    else:
        working = working_claims(returned, matching.items.values())
    return SheetReading(
        name=returned.name,
        sheet=returned.table.grid.name,
        kind=kind,
        inspection=returned.known.inspection.id if is_clear else None,
        unit=unit.id if unit else None,
        matched_by_key=returned.stamp is not None,
        rows=rows,
        working_rows=working,
        columns={name: column_letters(at + 1) for name, at in returned.table.columns.items()},
        missing_columns=missing_columns,
        missing_items=tuple(ItemKey(key) for key in missing_items),
        issues=tuple(returned.issues),
    )
