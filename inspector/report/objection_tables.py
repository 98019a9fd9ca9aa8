"""The table of 异议复核表: what was contested, who reviewed it, and what it came to."""

from collections.abc import Mapping, Sequence

from inspector.domain.answer import Side
from inspector.domain.dossier import UnitDossier
from inspector.domain.finding import Finding
from inspector.domain.ids import FindingId
from inspector.domain.objection import Objection, ObjectionDecision
from inspector.i18n import dates
from inspector.i18n.gettext import CHINESE
from inspector.i18n.words import label
from inspector.report import phrasing
from inspector.report.document import Table
from inspector.report.text_rows import columns, iso, lines, row


def objections(dossier: UnitDossier, side: Side) -> tuple[Table, ...]:
    """Return one row for each objection of the unit, with what it deducted before and after."""
    del side  # both sides of what was contested stand in every row
    if not dossier.objections:
        return ()
    findings = {one.id: one for a in dossier.answers.values() for one in a.findings}
    items = {item.key: item.title for _, item in dossier.checklist.items()}
    captions = {one.id: one.caption or one.name or one.address for one in dossier.evidence}
    rows = tuple(
        row(
            dossier.unit.label,
            lines(items.get(one.item, ""), _facts(_of(findings, one.old_findings))),
            _sum(_of(findings, one.old_findings)),
            lines(phrasing.clause(one.reason), f"（{dates.day(one.received_on)}收到）"),
            "\n".join(filter(None, (captions.get(key) for key in one.evidence))) or "—",
            _opinion(one, _of(findings, one.new_findings)),
            _after(one, findings),
            one.reviewer,
            one.approver,
            iso(one.decided_on),
        )
        for one in dossier.objections
    )
    wanted = columns(
        *(("单位", 56, True), ("指标", 104), ("原扣分", 40, True), ("异议理由", 104)),
        *(("佐证", 78), ("复核意见（维持／调整）", 124), ("调整后扣分", 40, True)),
        *(("复核人（非原检查人员）", 56, True), ("审批", 44, True), ("日期", 60, True)),
    )
    return (Table(name="objections", columns=wanted, rows=rows, landscape=True, small=True),)


def _of(findings: Mapping[FindingId, Finding], keys: Sequence[FindingId]) -> list[Finding]:
    return [findings[key] for key in keys if key in findings]


def _facts(findings: list[Finding]) -> str:
    return "\n".join(phrasing.clause(one.fact) for one in findings)


def _sum(findings: list[Finding]) -> str:
    return phrasing.mark_text(sum(one.points for one in findings))


def _opinion(one: Objection, new: list[Finding]) -> str:
    if one.decision is None:
        return "□维持\n□调整"
    word = label(one.decision, CHINESE)
    return lines(f"{word}。{phrasing.clause(one.decision_reason)}。", _facts(new))


def _after(one: Objection, findings: Mapping[FindingId, Finding]) -> str:
    if one.decision is None:
        return ""
    stands = one.decision is ObjectionDecision.REFUSED
    return _sum(_of(findings, one.old_findings if stands else one.new_findings))
