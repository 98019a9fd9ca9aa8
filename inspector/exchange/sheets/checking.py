"""Writing a sheet and reading it back before anybody is told that it is done."""

from inspector.domain.answer import Conclusion
from inspector.domain.errors import refused
from inspector.domain.ids import ItemKey
from inspector.domain.issues import Place, Severity
from inspector.exchange.sheets.claims import SelfClaim, SheetReading, WorkingClaim
from inspector.exchange.sheets.columns import SheetKind
from inspector.exchange.sheets.known import KnownList, KnownLists
from inspector.exchange.sheets.order import SheetOrder, standing, time_text
from inspector.exchange.sheets.reading import read_sheet
from inspector.exchange.sheets.writing import write_sheet


def written_and_checked(order: SheetOrder, name: str) -> bytes:
    """Write a sheet, read it back and compare; `name` is its file's name, for messages.

    Raises Refused when what comes back is not what went out.
    """
    data = write_sheet(order)
    check_written(data, name, order)
    return data


def check_written(data: bytes, name: str, order: SheetOrder) -> None:
    """Compare a written sheet with its order.

    Raises Refused with the first item that differs.
    """
    listed = KnownList(
        inspection=order.inspection,
        checklist=order.checklist,
        units=(order.unit,),
        items=order.items,
    )
    reading = read_sheet(data, name, KnownLists(workspace=order.workspace, lists=(listed,)))
    problems = [issue for issue in reading.issues if issue.severity is not Severity.NOTE]
    if problems:
        raise refused("sheet.not_identical", problems[0].place, number=problems[0].place.cell)
    different = _different(reading, order)
    if different:
        raise refused("sheet.not_identical", Place(file=name), number=different)


def _different(reading: SheetReading, order: SheetOrder) -> str:
    """Return the number of the first item that came back otherwise, or "" when none did."""
    numbers = {item.key: item.number for _, item in order.chosen}
    changed = [claim.item for claim in reading.claims]
    changed += [claim.item for claim in reading.working_claims]
    for key in (*reading.missing_items, *changed):
        return numbers[key]
    came = {row.item: _self_side(row) for row in reading.rows} | {
        row.item: _checked_side(row) for row in reading.working_rows
    }
    expect = _expected_self if order.kind is SheetKind.SELF else _expected_checked
    return next((number for key, number in numbers.items() if came[key] != expect(order, key)), "")


def _self_side(claim: SelfClaim) -> tuple[object, ...]:
    texts = (claim.self_account, claim.evidence, claim.self_note)
    return (claim.self_conclusion, claim.self_mark, *texts)


def _expected_self(order: SheetOrder, key: ItemKey) -> tuple[object, ...]:
    answer, evidence = order.answers.get(key), "\n".join(order.evidence.get(key, ()))
    if answer is None:
        return (None, None, "", evidence, "")
    said = None if answer.self_conclusion is Conclusion.OPEN else answer.self_conclusion
    return (said, answer.self_mark, answer.self_account, evidence, answer.self_note)


def _checked_side(claim: WorkingClaim) -> tuple[object, ...]:
    findings = tuple(
        (one.id, one.points, one.fact, one.place, time_text(one.sampled_at))
        for one in claim.findings
    )
    return (claim.conclusion, findings, claim.account, claim.evidence, claim.note)


def _expected_checked(order: SheetOrder, key: ItemKey) -> tuple[object, ...]:
    answer, evidence = order.answers.get(key), "\n".join(order.evidence.get(key, ()))
    if answer is None:
        return (Conclusion.OPEN, (), "", evidence, "")
    findings = tuple(
        (one.id, one.points, one.fact, one.place, time_text(one.sampled_at))
        for one in standing(answer)
    )
    return (answer.conclusion, findings, answer.account, evidence, answer.note)
