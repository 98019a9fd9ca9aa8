"""The table of 异议复核表: what was contested, who reviewed it, and what it came to."""

from inspector.domain.answer import Side
from inspector.domain.dossier import UnitDossier
from inspector.domain.finding import Finding
from inspector.domain.ids import FindingId
from inspector.domain.objection import Objection, ObjectionDecision
from inspector.i18n import dates
from inspector.i18n.gettext import CHINESE
from inspector.i18n.words import label
from inspector.report import phrasing
from inspector.report.document import Align, Cell, Column, Table


def objections(dossier: UnitDossier, side: Side) -> tuple[Table, ...]:
    """Return one row for each objection of the unit, with what it deducted before and after."""
    del side  # both sides of what was contested stand in every row
    if not dossier.objections:
        return ()
    findings = {one.id: one for a in dossier.answers.values() for one in a.findings}
    items = {item.key: item.title for _, item in dossier.checklist.items()}
    rows = tuple(
        _row(number, one, items.get(one.item, ""), findings)
        for number, one in enumerate(dossier.objections, 1)
    )
    table = Table(
        name="objections",
        columns=(
            Column(title="序号", width=5, align=Align.CENTRE),
            Column(title="指标", width=15),
            Column(title="有异议的扣分点", width=17),
            Column(title="原扣分", width=6, align=Align.CENTRE),
            Column(title="异议理由及附件", width=18),
            Column(title="收到日期", width=9, align=Align.CENTRE),
            Column(title="复核人", width=7, align=Align.CENTRE),
            Column(title="复核意见", width=18),
            Column(title="调整后扣分", width=7, align=Align.CENTRE),
            Column(title="批准人及日期", width=9, align=Align.CENTRE),
        ),
        rows=rows,
        landscape=True,
        small=True,
    )
    return (table,)


def _row(
    number: int, one: Objection, item: str, findings: dict[FindingId, Finding]
) -> tuple[Cell, ...]:
    old = [findings[key] for key in one.old_findings if key in findings]
    new = [findings[key] for key in one.new_findings if key in findings]
    return (
        Cell(text=str(number)),
        Cell(text=item),
        Cell(text=_facts(old) or "—"),
        Cell(text=_sum(old)),
        Cell(text=_reason(one)),
        Cell(text=dates.day(one.received_on)),
        Cell(text=one.reviewer),
        Cell(text=_opinion(one, new)),
        Cell(text=_after(one, old, new)),
        Cell(text=_approved(one)),
    )


def _facts(findings: list[Finding]) -> str:
    return "\n".join(phrasing.clause(one.fact) for one in findings)


def _sum(findings: list[Finding]) -> str:
    return phrasing.mark_text(sum(one.points for one in findings))


def _reason(one: Objection) -> str:
    reason = phrasing.clause(one.reason)
    count = len(one.evidence)
    return f"{reason}（附件{count}份）" if count else reason


def _opinion(one: Objection, new: list[Finding]) -> str:
    if one.decision is None:
        return ""
    word = label(one.decision, CHINESE)
    lines = [f"{word}。{phrasing.clause(one.decision_reason)}。", _facts(new)]
    return "\n".join(filter(None, lines))


def _after(one: Objection, old: list[Finding], new: list[Finding]) -> str:
    if one.decision is None:
        return ""
    return _sum(old if one.decision is ObjectionDecision.REFUSED else new)


def _approved(one: Objection) -> str:
    day = "" if one.decided_on is None else dates.day(one.decided_on)
    return "\n".join(filter(None, (one.approver, day)))
