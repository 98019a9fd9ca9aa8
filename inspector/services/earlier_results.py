"""Results that an office's list brought along (得分, 扣分, 失分原因), taken in as findings."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from inspector.domain.answer import Answer, Conclusion
from inspector.domain.checklist import Item, normalised
from inspector.domain.edits import Action
from inspector.domain.errors import refused
from inspector.domain.finding import Finding
from inspector.domain.ids import ItemKey
from inspector.domain.inspection import Inspection
from inspector.domain.issues import Issue, Place
from inspector.domain.unit import Unit
from inspector.exchange.results_reader import ImportedResult
from inspector.exchange.sheets.claims import FindingClaim
from inspector.services import answers, checklists, claims, lookup
from inspector.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a file's results."""

    findings: int
    items: tuple[str, ...]
    """Numbers of the items of which something was taken in."""
    unknown: tuple[str, ...]
    """What the file says about something that is no item of the unit's list."""
    refusals: tuple[Issue, ...]
    """Why nothing was taken of an item."""


def take_in(
    desk: Desk, task: Inspection, unit: Unit, source: str, *, sheet: str | None = None
) -> Taken:
    """Take the results in a list's file in as findings of one unit, as one action.

    Items are found by their text. A finding that is there already is left
    out, so that a file taken in twice changes nothing. An item with all of its points is met.
    Raises Refused when the marks are approved or the file holds no results.
    """
    part = lookup.assessment(desk, task, unit)
    answers.require_unlocked(part, unit)
    obtained = checklists.obtain(source, sheet=sheet, with_results=True)
    listed = lookup.items_by_key(obtained.checklist)
    results = obtained.reading.results if obtained.reading else ()
    if not results:
        raise refused("findings.no_results", Place(file=source))
    items = lookup.items_by_key(lookup.checklist_of(desk, task, part))
    known = desk.file.reader.answers(task.id, unit.id)
    taken: list[str] = []
    unknown: list[str] = []
    refusals: list[Issue] = []
    begun: Answer | None = None
    count = 0
    with desk.file.unit_of_work(desk.author) as work:
        for result in results:
            item = _same(items, listed[result.item])
            if item is None:
                unknown.append(listed[result.item].content)
                continue
            before = known.get(item.key)
            start = before or answers.blank(part, item)
            after = _with_result(item, start, result, desk.author)
            errors = answers.contradictions(item, before, after)
            if errors:
                refusals.append(errors[0])
            elif after != start:
                answers.put(work, before, after)
                begun = begun or (after if answers.is_begun(after) else None)
                taken.append(item.number)
                count += len(after.findings) - len(start.findings)
        if begun is not None:
            answers.start_checking(work, part, None, begun)
        parameters = {"unit": unit.label, "count": str(count)}
        work.commit(Action(verb="finding.import", parameters=parameters))
    return Taken(
        findings=count, items=tuple(taken), unknown=tuple(unknown), refusals=tuple(refusals)
    )


def _same(items: Mapping[ItemKey, Item], other: Item) -> Item | None:
    """Return the item that another list's item is: by key, by text, or by text and number."""
    if other.key in items:
        return items[other.key]
    text = normalised(other.content)
    alike = [item for item in items.values() if normalised(item.content) == text]
    if len(alike) > 1:
        alike = [item for item in alike if item.number == other.number]
    return alike[0] if len(alike) == 1 else None


def _with_result(item: Item, answer: Answer, result: ImportedResult, author: str) -> Answer:
    """Return an answer with a file's findings; texts fill only what is empty."""
    present = claims.present_findings(answer)
    new = tuple(
        claims.new_finding(item, answer, _claim(one, result), author)
        for one in result.findings
        if claims.finding_content(one) not in present
    )
    filled = replace(
        answer,
        account=answer.account or result.account,
        note=answer.note or result.rectification,
    )
    if new:
        return answers.with_findings(item, filled, (*answer.findings, *new))
    is_whole = result.mark is not None and result.mark == item.points and not result.findings
    if is_whole and answer.conclusion is Conclusion.OPEN:
        return replace(filled, conclusion=Conclusion.MET)
    return filled


def _claim(finding: Finding, result: ImportedResult) -> FindingClaim:
    return FindingClaim(
        id=None, row=result.row, points=finding.points, fact=finding.fact, place=finding.place
    )
