"""The papers of one unit's archive: cover, contents, sheets, problems, replies and evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from inspector.domain.checklist import Item
from inspector.domain.dossier import UnitDossier
from inspector.domain.evidence import Evidence
from inspector.domain.finding import Finding
from inspector.domain.ids import FindingId, ItemKey
from inspector.domain.inspection import Inspection
from inspector.domain.marks import format_mark
from inspector.domain.objection import Objection
from inspector.domain.rectification import Rectification
from inspector.i18n import dates
from inspector.i18n.gettext import CHINESE
from inspector.i18n.words import label, units_called
from inspector.report import sheet_tables
from inspector.report.document import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    Family,
    Head,
    Paragraph,
    Run,
    Signature,
    Table,
)
from inspector.report.text_rows import columns, row


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveSubject:
    """One unit's part in an inspection with all that came of it, and nothing of another unit."""

    inspection: Inspection
    dossier: UnitDossier
    objections: tuple[Objection, ...] = ()
    rectifications: tuple[Rectification, ...] = ()
    chain_head: str = ""
    closed_on: date | None = None
    """The day the archive is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One line of the contents: what it is, its file, and its page in the bound whole."""

    title: str
    file: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedEvidence:
    """A piece of evidence under the name that the archive gives it."""

    evidence: Evidence
    name: str
    item: Item | None = None
    purged: bool = False
    """Whether its bytes were removed for good."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """Findings and items by key, for rows that name them."""

    items: Mapping[ItemKey, Item]
    findings: Mapping[FindingId, Finding] = field(default_factory=dict)


def cover(subject: ArchiveSubject) -> Document:
    """Return the cover: task, unit, list, result and who made the archive when."""
    one, task = subject.dossier, subject.inspection
    graded = one.approved
    lines = [
        (units_called(task, CHINESE), one.unit.name),
        ("机构代字", one.unit.code),
        ("任务名称", task.name),
        ("细则名称", one.checklist.title),
        ("承办单位", task.office),
        ("检查组", one.assessment.team),
        ("检查人员", "、".join(one.assessment.inspectors)),
        ("工作状态", label(one.assessment.state, CHINESE)),
        ("审定得分", "" if graded.mark is None else format_mark(graded.mark)),
        ("审定等次", one.assessment.approved_grade),
        ("审定日期", _day(one.assessment.approved_on)),
        ("归档日期", _day(subject.closed_on)),
    ]
    rows = tuple((Cell(text=name, strong=True), Cell(text=value or "—")) for name, value in lines)
    table = Table(
        name="archive.cover",
        columns=(Column(title="项目", width=8, align=Align.CENTRE), Column(title="内容", width=22)),
        rows=rows,
    )
    return _form(
        subject, f"{task.name}档案", (table, Signature(fields=("立卷人", "检查人", "日期")))
    )


def contents(subject: ArchiveSubject, listed: Sequence[Listed]) -> Document:
    """Return the contents: each paper with its file and its page in the bound whole."""
    table = Table(
        name="archive.contents",
        columns=columns(("序号", 4, True), ("材料名称", 16), ("文件", 22), ("起始页", 5, True)),
        rows=tuple(
            row(number, one.title, one.file, "" if one.page is None else one.page)
            for number, one in enumerate(listed, 1)
        ),
        notes=("起始页为合订本的页码；没有页码的材料只在文件夹中。",),
    )
    return _form(subject, "卷内目录", (table,))


def self_sheet(subject: ArchiveSubject) -> Document:
    """Return what the unit claimed, item by item."""
    return _form(subject, "自评表", sheet_tables.self_sheet(subject.dossier))


def working_sheet(subject: ArchiveSubject) -> Document:
    """Return what the inspectors concluded and found, item by item."""
    foot = Signature(fields=("检查人员（签字）", "组长（签字）", "检查日期"))
    return _form(subject, "检查工作底稿", (*sheet_tables.working_sheet(subject.dossier), foot))


def objections(subject: ArchiveSubject) -> Document:
    """Return the objections with their decisions."""
    facts = _facts(subject)
    rows = []
    for number, one in enumerate(subject.objections, 1):
        decision = "" if one.decision is None else label(one.decision, CHINESE)
        rows.append(
            row(
                number,
                _item(facts, one.item),
                "\n".join(_fact(facts, finding) for finding in one.old_findings),
                one.reason,
                _day(one.received_on),
                one.reviewer,
                f"{decision}\n{one.decision_reason}".strip(),
                _day(one.decided_on),
                one.approver,
            )
        )
    titles = columns(
        *(("序号", 4, True), ("指标", 12), ("有异议的扣分点", 14), ("异议理由", 14)),
        *(("收到日期", 7, True), ("复核人", 5, True), ("复核意见", 14)),
        *(("决定日期", 7, True), ("批准人", 5, True)),
    )
    return _long_list(subject, "异议及复核", "archive.objections", titles, rows)


def notice_list(subject: ArchiveSubject) -> Document:
    """Return the list of problems that the notice of rectification asked to be put right."""
    facts = _facts(subject)
    rows = []
    for number, one in enumerate(subject.rectifications, 1):
        finding = facts.findings.get(one.finding)
        rows.append(
            row(
                number,
                one.number,
                _item(facts, one.item),
                _fact(facts, one.finding),
                "" if finding is None else finding.place,
                "" if finding is None else format_mark(finding.points),
                _day(one.noticed_on),
                _day(one.deadline),
            )
        )
    titles = columns(
        *(("序号", 4, True), ("问题编号", 7, True), ("指标", 14), ("问题", 18), ("位置", 12)),
        *(("扣分", 4, True), ("通知日期", 10, True), ("整改时限", 10, True)),
    )
    return _long_list(subject, "整改通知问题清单", "archive.notice", titles, rows)


def replies(subject: ArchiveSubject) -> Document:
    """Return the unit's replies with rechecks, more time and reminders."""
    facts = _facts(subject)
    rows = [
        row(
            one.number,
            _fact(facts, one.finding),
            one.measure,
            "\n".join(filter(None, (one.leader, one.person_in_charge))),
            "\n".join(filter(None, (one.result, one.link))),
            "\n".join(filter(None, (_day(one.completed_on), _day(one.replied_on)))),
            label(one.state, CHINESE),
            "\n".join(filter(None, (one.checked_by, _day(one.checked_on), one.check_note))),
            "\n".join(_course(one)),
        )
        for one in subject.rectifications
    ]
    titles = columns(
        *(("问题编号", 7, True), ("问题", 13), ("整改措施", 10), ("责任领导/责任人", 7, True)),
        *(("整改情况/链接", 14), ("完成/反馈日期", 10, True), ("状态", 6, True)),
        *(("核查人、日期、意见", 10), ("延期和催办", 10)),
    )
    return _long_list(subject, "整改反馈和核查", "archive.replies", titles, rows)


def evidence_list(subject: ArchiveSubject, named: Sequence[NamedEvidence]) -> Document:
    """Return the evidence with the names that its files bear, and what each shows."""
    rows = [
        row(
            number,
            one.name,
            "" if one.item is None else one.item.title,
            label(one.evidence.kind, CHINESE),
            "\n".join(_shows(one)),
            "单位报送" if one.evidence.from_unit else "检查采集",
            "" if one.evidence.taken_at is None else dates.moment(one.evidence.taken_at),
        )
        for number, one in enumerate(named, 1)
    ]
    titles = columns(
        *(("序号", 4, True), ("佐证编号", 14), ("指标", 14), ("类型", 6, True), ("说明", 22)),
        *(("来源", 6, True), ("采样时间", 8, True)),
    )
    return _long_list(subject, "佐证材料目录", "archive.evidence", titles, rows)


# --- beneath --------------------------------------------------------------------------------------


def _long_list(
    subject: ArchiveSubject,
    title: str,
    name: str,
    titles: tuple[Column, ...],
    rows: Sequence[tuple[Cell, ...]],
) -> Document:
    """Return one table of many columns on a lying sheet."""
    table = Table(name=name, columns=titles, rows=tuple(rows), landscape=True, small=True)
    return _form(subject, title, (table,))


def _form(subject: ArchiveSubject, title: str, blocks: tuple[Block, ...]) -> Document:
    unit = subject.dossier.unit
    empty = (Paragraph(id="none", runs=(Run(text="无。"),)),)
    has_rows = any(isinstance(block, Table) and block.rows for block in blocks)
    return Document(
        kind="archive",
        family=Family.FORM,
        head=Head(
            title=title,
            running_title=f"{unit.label}　{subject.inspection.name}　{title}",
            foot=f"数据校验码：{subject.chain_head}" if subject.chain_head else "",
        ),
        blocks=blocks if has_rows else empty,
    )


def _facts(subject: ArchiveSubject) -> _Facts:
    one = subject.dossier
    return _Facts(
        items={item.key: item for _path, item in one.checklist.items()},
        findings={
            finding.id: finding for answer in one.answers.values() for finding in answer.findings
        },
    )


def _item(facts: _Facts, key: ItemKey) -> str:
    item = facts.items.get(key)
    return "" if item is None else item.title


def _fact(facts: _Facts, key: FindingId) -> str:
    finding = facts.findings.get(key)
    return "" if finding is None else finding.fact


def _course(one: Rectification) -> Iterator[str]:
    for more in one.extensions:
        asked = f"{_day(more.asked_on)}申请延期至{_day(more.wanted)}"
        if more.granted is None:
            yield f"{asked}，待批"
        elif more.until is not None:
            yield f"{asked}，{more.decided_by}批准至{_day(more.until)}"
        else:
            yield f"{asked}，未批准"
    for sent in one.reminders:
        yield f"{_day(sent.sent_on)}催办{f'（{sent.note}）' if sent.note else ''}"


def _shows(one: NamedEvidence) -> Iterator[str]:
    if one.purged:
        yield "文件已彻底删除，仅留记录"
    yield from filter(None, (one.evidence.caption, one.evidence.address))
    if one.evidence.name:
        yield f"原文件名：{one.evidence.name}"


def _day(day: date | None) -> str:
    return "" if day is None else dates.day(day)
