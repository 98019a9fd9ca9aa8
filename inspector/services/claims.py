"""What a returned sheet makes of an answer: claims of a unit, and what an inspector wrote."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from inspector.domain.answer import Answer
from inspector.domain.checklist import Item
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.findings import finding_points, is_counted, rule_of
from inspector.domain.ids import FindingId, new_id
from inspector.domain.marks import Mark
from inspector.domain.rules import Rule
from inspector.exchange.sheets.claims import FindingClaim, SelfClaim, WorkingClaim
from inspector.exchange.sheets.columns import Field


def claimed(answer: Answer, claim: SelfClaim, *, clear: bool) -> Answer:
    """Return an answer with what the unit claims; the checked side stays as it is.

    Cells that were emptied clear what stood there only with `clear`.
    """
    chosen = _chosen(claim.edited, claim.emptied, clear)
    values: dict[Field, tuple[str, object, object]] = {
        Field.SELF_CONCLUSION: ("self_conclusion", claim.self_conclusion, None),
        Field.SELF_MARK: ("self_mark", claim.self_mark, None),
        Field.SELF_ACCOUNT: ("self_account", claim.self_account, ""),
        Field.SELF_NOTE: ("self_note", claim.self_note, ""),
    }
    changed = {
        name: (empty if column in claim.emptied else value)
        for column, (name, value, empty) in values.items()
        if column in chosen
    }
    return replace(answer, **changed) if changed else answer  # type: ignore[arg-type]


def checked(item: Item, answer: Answer, claim: WorkingClaim, author: str, *, clear: bool) -> Answer:
    """Return an answer with what an inspector wrote on a working sheet.

    An emptied conclusion stays, since every item has one; findings that are gone from the sheet
    are withdrawn only with `clear`.
    """
    chosen = _chosen(claim.edited, claim.emptied, clear)
    values: dict[Field, tuple[str, object]] = {
        Field.ACCOUNT: ("account", claim.account),
        Field.NOTE: ("note", claim.note),
    }
    changed = {
        name: ("" if column in claim.emptied else value)
        for column, (name, value) in values.items()
        if column in chosen
    }
    if Field.CONCLUSION in claim.edited:
        changed |= {"conclusion": claim.conclusion, "in_bulk": False}
    findings = _findings(item, answer, claim, author, clear=clear)
    return replace(answer, findings=findings, **changed)  # type: ignore[arg-type]


def _findings(
    item: Item, answer: Answer, claim: WorkingClaim, author: str, *, clear: bool
) -> tuple[Finding, ...]:
    kept = {one.id: one for one in answer.findings}
    present = present_findings(answer)
    for found in claim.findings:
        if found.id in kept:
            kept[found.id] = _corrected(item, answer, kept[found.id], found, clear)
        elif found.edited and finding_content(found) not in present:
            made = new_finding(item, answer, found, author)
            kept[made.id] = made
    for key in set(claim.missing_findings) & set(kept) if clear else ():
        kept[key] = replace(kept[key], status=FindingStatus.WITHDRAWN)
    return tuple(kept.values())


def finding_content(one: Finding | FindingClaim) -> tuple[str, int, str]:
    """Return what makes a finding from a file the same as one that is there already."""
    return (one.fact.strip(), one.points, one.place.strip())


def present_findings(answer: Answer) -> frozenset[tuple[str, int, str]]:
    """Return the contents of the findings that stand, which a file taken in twice says again."""
    return frozenset(
        finding_content(one) for one in answer.findings if one.status is not FindingStatus.WITHDRAWN
    )


_MEMBERS: Final[Mapping[Field, str]] = {
    Field.SELF_CONCLUSION: "self_conclusion",
    Field.SELF_MARK: "self_mark",
    Field.SELF_ACCOUNT: "self_account",
    Field.SELF_NOTE: "self_note",
    Field.CONCLUSION: "conclusion",
    Field.ACCOUNT: "account",
    Field.NOTE: "note",
}
"""The member of an answer that a cell of its item writes."""
_FINDING_MEMBERS: Final[Mapping[Field, str]] = {
    Field.FACT: "fact",
    Field.PLACE: "place",
    Field.SAMPLED_AT: "sampled_at",
    Field.DEDUCTION: "points",
}


def idle_cells(
    claim: SelfClaim | WorkingClaim, before: Answer, after: Answer
) -> Iterator[tuple[Field, int]]:
    """Yield the cells (field and row) that say what stands already, so that nothing changes."""
    rows = claim.field_rows if isinstance(claim, WorkingClaim) else {}
    for name in claim.edited:
        member = _MEMBERS.get(name)
        if member is not None and getattr(before, member) == getattr(after, member):
            yield name, rows.get(name, claim.row)
    if isinstance(claim, WorkingClaim):
        present, olds = present_findings(before), {one.id: one for one in before.findings}
        news = {one.id: one for one in after.findings}
        for found in claim.findings:
            yield from _idle_in_finding(found, present, olds, news)


def _idle_in_finding(
    found: FindingClaim,
    present: Collection[tuple[str, int, str]],
    olds: Mapping[FindingId, Finding],
    news: Mapping[FindingId, Finding],
) -> Iterator[tuple[Field, int]]:
    cells = [(name, found.row) for name in found.edited]
    if found.id is None or found.id not in olds:
        yield from cells if finding_content(found) in present else ()
        return
    for name, row in cells:
        member = _FINDING_MEMBERS.get(name)
        if member and getattr(olds[found.id], member) == getattr(news[found.id], member):
            yield name, row


def _chosen(edited: Sequence[Field], emptied: Sequence[Field], clear: bool) -> frozenset[Field]:
    return frozenset((*edited, *emptied)) if clear else frozenset(edited)


def _corrected(
    item: Item, answer: Answer, finding: Finding, claim: FindingClaim, clear: bool
) -> Finding:
    chosen = _chosen(claim.edited, claim.emptied, clear)
    values = {
        Field.FACT: ("fact", claim.fact, ""),
        Field.PLACE: ("place", claim.place, ""),
        Field.SAMPLED_AT: ("sampled_at", claim.sampled_at, None),
    }
    changed = {
        name: (empty if column in claim.emptied else value)
        for column, (name, value, empty) in values.items()
        if column in chosen
    }
    corrected = replace(finding, **changed)  # type: ignore[arg-type]
    if Field.DEDUCTION not in claim.edited:
        return corrected
    count = _count(item, answer, rule_of(item, finding.rule), claim.points)
    return replace(corrected, points=claim.points, count=count or finding.count)


def new_finding(item: Item, answer: Answer, claim: FindingClaim, author: str) -> Finding:
    """Return a finding for a row that was added on the sheet, under the one rule that fits.

    A sheet has no column for the rule: where several rules cost as much, none is claimed.
    """
    counts = {rule.number: _count(item, answer, rule, claim.points) for rule in item.rules}
    fitting = [(number, count) for number, count in counts.items() if count]
    rule, count = fitting[0] if len(fitting) == 1 else (0, 1)
    return Finding(
        id=FindingId(new_id()),
        rule=rule,
        count=count,
        points=claim.points,
        fact=claim.fact,
        place=claim.place,
        sampled_at=claim.sampled_at,
        inspector=author,
    )


def _count(item: Item, answer: Answer, rule: Rule | None, points: Mark) -> int:
    """Return how many facts under a rule cost these points; 0 where they do not add up."""
    if rule is None or points <= 0:
        return 0
    one = finding_points(item, rule, count=1, metrics=answer.metrics)
    if is_counted(rule):
        return points // one if one and points % one == 0 else 0
    return 1 if one == points else 0
