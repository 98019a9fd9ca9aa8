"""Objections: what a unit contests, who reviews it, what was decided, and what that does."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from inspector.domain.answer import Answer, Conclusion, Side, counting
from inspector.domain.errors import Refused
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.ids import EvidenceId, FindingId, InspectionId, ItemKey, ObjectionId, UnitId
from inspector.domain.issues import Issue, Severity


class ObjectionDecision(StrEnum):
    """What became of an objection."""

    UPHELD = "upheld"  # 异议成立
    CHANGED = "changed"  # 部分成立
    REFUSED = "refused"  # 异议不成立


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """One objection of one unit to what was found under one item."""

    id: ObjectionId
    inspection: InspectionId
    unit: UnitId
    item: ItemKey
    reason: str = ""
    evidence: tuple[EvidenceId, ...] = ()
    received_on: date
    deadline: date | None = None
    """The last day for objections, as the feedback printed it."""
    late_reason: str = ""
    """Why one that came in after the last day is heard all the same."""
    reviewer: str = ""
    decision: ObjectionDecision | None = None
    decision_reason: str = ""
    old_findings: tuple[FindingId, ...] = ()
    """The findings that are contested."""
    new_findings: tuple[FindingId, ...] = ()
    """Those that the decision puts in their place."""
    decided_on: date | None = None
    approver: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nothing has been decided yet."""
        return self.decision is None

    @property
    def is_late(self) -> bool:
        """Whether it came in after the last day."""
        return self.deadline is not None and self.received_on > self.deadline


_UNMET: Final = frozenset({Conclusion.PARTLY_MET, Conclusion.NOT_MET})
_AFTERWARDS: Final[Mapping[FindingStatus, FindingStatus]] = {
    FindingStatus.STANDING: FindingStatus.OVERTURNED,
    FindingStatus.DECIDED: FindingStatus.WITHDRAWN,
}
"""What a contested finding becomes where the objection is upheld.

One that stood stays in the checked mark. One that an earlier decision had put in place was never
part of that mark, and so goes altogether.
"""
_DECIDED: Final = (
    ("reviewer", "objection.no_reviewer"),
    ("decision_reason", "objection.no_decision_reason"),
    ("decided_on", "objection.no_decision_date"),
    ("approver", "objection.no_approver"),
)
"""What a decided objection must carry: the member, and the code for when it is empty."""
_BETWEEN_NAMES: Final = re.compile(r"[、，,;；/\s]+")


def first_inspectors(objection: Objection, answer: Answer) -> frozenset[str]:
    """Return who recorded the contested findings, each name by itself."""
    return names(
        finding.inspector for finding in answer.findings if finding.id in objection.old_findings
    )


def names(written: Iterable[str]) -> frozenset[str]:
    """Return single names out of texts such as “甲、乙”."""
    return frozenset(
        name for text in written for name in _BETWEEN_NAMES.split(text.strip()) if name
    )


def problems(
    objection: Objection, answer: Answer, first: Collection[str], *, number: str
) -> tuple[Issue, ...]:
    """Return what keeps an objection from being registered or decided, and what to look at.

    `answer` is the one contested; `first` are the inspectors who checked the
    item first (see `first_inspectors`), who may not review; `number` is the item's.
    Errors are for refusing; a late objection is a warning, as an office may still hear it.
    """
    return (
        *_receipt_problems(objection, number),
        *(_contested_problems(objection, answer, number) if objection.is_open else ()),
        *_review_problems(objection, first, number),
        *_decision_problems(objection, number),
    )


def decide(
    objection: Objection,
    answer: Answer,
    first: Collection[str],
    replacements: Iterable[Finding] = (),
    *,
    number: str,
) -> tuple[Objection, Answer]:
    """Carry a decision out: the contested findings and, where it changes them, their replacements.

    The checked mark never moves: overturned findings keep counting in it, decided ones do not. A
    refused objection leaves every finding as it is. An item said to be unmet behind which no
    finding is left is met. Raises Refused with all errors of `problems`.
    """
    new = tuple(
        replace(one, status=FindingStatus.DECIDED, status_reason=objection.decision_reason)
        for one in replacements
    )
    decided = replace(objection, new_findings=tuple(one.id for one in new))
    _require_decided(decided, answer, first, number)
    if decided.decision is ObjectionDecision.REFUSED:
        return decided, answer
    kept = tuple(
        _overturned(one, decided) if one.id in decided.old_findings else one
        for one in answer.findings
    )
    findings = (*kept, *new)
    conclusion = answer.conclusion
    if conclusion in _UNMET and not counting(findings, Side.APPROVED):
        conclusion = Conclusion.MET
    return decided, replace(answer, findings=findings, conclusion=conclusion)


def _require_decided(
    objection: Objection, answer: Answer, first: Collection[str], number: str
) -> None:
    found = problems(objection, answer, first, number=number)
    wrong = [issue for issue in found if issue.severity is Severity.ERROR]
    if objection.is_open:
        wrong.append(_issue("objection.undecided", number))
    else:
        wrong.extend(_contested_problems(objection, answer, number))
    if wrong:
        raise Refused(*wrong)


def _overturned(finding: Finding, objection: Objection) -> Finding:
    status = _AFTERWARDS[finding.status]
    return replace(finding, status=status, status_reason=objection.decision_reason)


def _receipt_problems(objection: Objection, number: str) -> Iterator[Issue]:
    if not objection.reason.strip():
        yield _issue("objection.no_reason", number)
    if objection.is_late:
        yield Issue(
            code="objection.late",
            severity=Severity.WARNING,
            parameters={
                "item": number,
                "received": str(objection.received_on),
                "deadline": str(objection.deadline),
            },
        )


def _contested_problems(objection: Objection, answer: Answer, number: str) -> Iterator[Issue]:
    standing = {one.id for one in answer.findings if one.status in _AFTERWARDS}
    if not set(objection.old_findings) <= standing:
        yield _issue("objection.finding_gone", number)


def _review_problems(objection: Objection, first: Collection[str], number: str) -> Iterator[Issue]:
    for name in sorted(names([objection.reviewer]) & names(first)):
        yield Issue(
            code="objection.reviewer_checked_first",
            severity=Severity.ERROR,
            parameters={"item": number, "reviewer": name},
        )


def _decision_problems(objection: Objection, number: str) -> Iterator[Issue]:
    if objection.decision is None:
        return
    for member, code in _DECIDED:
        if not getattr(objection, member):
            yield _issue(code, number)
    if objection.decided_on is not None and objection.decided_on < objection.received_on:
        yield _issue("objection.decided_before_receipt", number)
    changes = objection.decision is not ObjectionDecision.REFUSED
    if changes and not (objection.old_findings or objection.new_findings):
        yield _issue("objection.nothing_contested", number)
    if objection.decision is ObjectionDecision.CHANGED and not objection.new_findings:
        yield _issue("objection.no_new_finding", number)
    if objection.decision is not ObjectionDecision.CHANGED and objection.new_findings:
        yield _issue("objection.needless_new_finding", number)


def _issue(code: str, number: str) -> Issue:
    return Issue(code=code, severity=Severity.ERROR, parameters={"item": number})
