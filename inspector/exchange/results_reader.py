"""Results that were filled in before the list came: marks, and deductions as findings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from inspector.domain.checklist import Item, ItemKind
from inspector.domain.finding import Finding
from inspector.domain.ids import FindingId, ItemKey, new_id
from inspector.domain.marks import ONE, Mark, plain_mark
from inspector.domain.numbers import read_points, split_enumerator
from inspector.exchange.columns import Role
from inspector.exchange.list_points import PointsReading
from inspector.exchange.list_text import one_line, paragraphs
from inspector.exchange.list_tree import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedResult:
    """What stood beside one item: marks, findings, accounts and what was put right."""

    item: ItemKey
    number: str
    row: int
    self_mark: Mark | None = None
    mark: Mark | None = None
    findings: tuple[Finding, ...] = ()
    account: str = ""
    evidence: str = ""
    conclusion: str = ""
    rectification: str = ""


_HUNDREDTH: Final = ONE // 100
_REASON_BREAK: Final = re.compile(r"[;；\n]+")
_OWN_POINTS: Final = re.compile(r"[扣减]\s*(\d+(?:\.\d{1,4})?)\s*分")
_NO_FACT: Final = frozenset({"", "无", "-", "—", "——", "/", "\\", "无扣分", "不扣分"})


def read_results(
    nodes: Sequence[tuple[Node, Item]], reading: PointsReading
) -> tuple[ImportedResult, ...]:
    """Return the results beside the items; marks that are no number are reported and left out.

    Several reasons in one cell are several findings. The sheet gives one deduction for all of
    them: it is told apart where reasons name their own points, and what is left is divided evenly
    among the others, where that comes out.
    """
    results = (_result(node, item, reading) for node, item in nodes if node.result_lines)
    return tuple(result for result in results if result is not None)


def _result(node: Node, item: Item, reading: PointsReading) -> ImportedResult | None:
    marks = {role: _mark(node, role, reading) for role in _MARKS}
    texts = {role: _texts(node, role) for role in _TEXTS}
    findings = tuple(_findings(item, marks, texts))
    _report_divided(node, findings, reading)
    if not findings and not any(texts.values()) and all(mark is None for mark in marks.values()):
        return None
    return ImportedResult(
        item=item.key,
        number=item.number,
        row=item.row,
        self_mark=marks[Role.SELF_MARK],
        mark=marks[Role.MARK],
        findings=findings,
        account=texts[Role.ACCOUNT],
        evidence=texts[Role.EVIDENCE],
        conclusion=texts[Role.CONCLUSION],
        rectification=texts[Role.RECTIFICATION],
    )


_MARKS: Final = (Role.SELF_MARK, Role.MARK, Role.DEDUCTION)
_TEXTS: Final = (
    Role.REASON,
    Role.RECTIFICATION,
    Role.ACCOUNT,
    Role.EVIDENCE,
    Role.CONCLUSION,
    Role.PLACE,
)


def _cells(node: Node, role: Role) -> Iterator[tuple[int, int, str]]:
    for line in node.result_lines:
        for found, column in line.columns.results:
            if found is role and line.cells[column].strip():
                yield line.row, column, line.cells[column]


def _mark(node: Node, role: Role, reading: PointsReading) -> Mark | None:
    """Return the sum of the marks in an item's rows, or None where none is given."""
    total: Mark | None = None
    for row, column, text in _cells(node, role):
        read = read_points(text)
        if read.points is None:
            if read.problem is not None:
                reading.report("list.result_not_a_number", row, column, text=one_line(text)[:30])
            continue
        value = abs(read.points) if role is Role.DEDUCTION else read.points
        total = Mark((total or 0) + value)
    return total


def _texts(node: Node, role: Role) -> str:
    texts = dict.fromkeys(paragraphs(text) for _, _, text in _cells(node, role))
    return "\n".join(text for text in texts if not _is_empty(text))


def _is_empty(text: str) -> bool:
    """Whether a cell holds nothing but a word for none, or the numbers of a form (1. 2. 3.)."""
    return text.strip() in _NO_FACT or re.fullmatch(r"[\d\s.、．]*", text) is not None


def _findings(
    item: Item, marks: dict[Role, Mark | None], texts: dict[Role, str]
) -> Iterator[Finding]:
    deducted = marks[Role.DEDUCTION]
    earned = marks[Role.MARK]
    if deducted is None and earned is not None and item.points is not None:
        deducted = Mark(max(item.points - earned, 0)) if item.kind is ItemKind.SCORED else None
    reasons = _reasons(texts[Role.REASON])
    if not reasons and not deducted:
        return
    shares = _shares(reasons, deducted or Mark(0))
    for reason, points in zip(reasons or [""], shares, strict=True):
        yield Finding(
            id=FindingId(new_id()),
            rule=0,
            points=points,
            fact=reason,
            place=texts[Role.PLACE],
        )


def _report_divided(node: Node, findings: Sequence[Finding], reading: PointsReading) -> None:
    """Say where a deduction was shared out among reasons that do not name their points."""
    guessed = [one for one in findings if _named_points(one.fact) is None]
    if len(findings) < 2 or not guessed or not any(one.points for one in guessed):
        return
    row, column, _text = next(_cells(node, Role.REASON))
    shares = "、".join(plain_mark(one.points) for one in findings)
    reading.report("list.result_divided", row, column, count=str(len(findings)), shares=shares)


def _reasons(text: str) -> list[str]:
    parts = [split_enumerator(part)[1] for part in _REASON_BREAK.split(text)]
    return [part for part in parts if part.strip() and not _is_empty(part)]


def _shares(reasons: Sequence[str], deducted: Mark) -> list[Mark]:
    named = [_named_points(reason) for reason in reasons]
    told = [points for points in named if points is not None]
    left = deducted - sum(told)
    silent = len(named) - len(told)
    if not silent and told and (not deducted or not left):
        return told
    if silent and told and left >= 0:
        rest = iter(_divided(Mark(left), silent))
        return [next(rest) if points is None else points for points in named]
    return _divided(deducted, max(len(reasons), 1))


def _named_points(reason: str) -> Mark | None:
    """Return the points that a reason names as its own, if it names them once."""
    found = _OWN_POINTS.findall(reason)
    return (read_points(found[0]).points or Mark(0)) if len(found) == 1 else None


def _divided(points: Mark, count: int) -> list[Mark]:
    """Divide points evenly where that comes out at hundredths; otherwise the first bears all.

    Nobody said which fact cost what: an even share is as good a guess as can be printed, and the
    sum is right either way.
    """
    each, rest = divmod(points, count)
    if rest or each % _HUNDREDTH:
        return [points, *[Mark(0)] * (count - 1)]
    return [Mark(each)] * count
