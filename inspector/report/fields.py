"""The fields that every template knows: the task, the paper's own head, and dates in words."""

from collections.abc import Mapping
from typing import Final

from inspector.domain.inspection import Inspection, InspectionKind
from inspector.i18n import dates
from inspector.i18n.words import label, units_called
from inspector.report import phrasing
from inspector.report.subject import PaperOptions
from inspector.report.templates import FieldValue

Fields = Mapping[str, FieldValue]
PAPERS_LANGUAGE: Final = "zh_CN"
"""Papers are Chinese whatever language the user reads."""


def of_inspection(inspection: Inspection) -> Fields:
    """Return the fields of the task (任务)."""
    deadline = inspection.sampling_deadline
    return {
        "名称": inspection.name,
        "类型": label(inspection.kind, PAPERS_LANGUAGE),
        "自查类型": self_check_word(inspection.kind),
        "称谓": units_called(inspection, PAPERS_LANGUAGE),
        "年度": "" if inspection.year is None else str(inspection.year),
        "依据": list(inspection.basis),
        "起止时间": _time(inspection),
        "采样截止": "" if deadline is None else dates.moment(deadline),
        "机关": inspection.office,
        "联系人": inspection.office_contact,
        "电话": inspection.office_phone,
    }


def _time(inspection: Inspection) -> str:
    """Return from when to when, or "" for a whole year, which is named already."""
    span = (inspection.period_start, inspection.period_end)
    return "" if phrasing.is_calendar_year(*span) else phrasing.period(*span)


def self_check_word(kind: InspectionKind) -> str:
    """Return what a unit's report on itself is called: 督查 within a supervision, else 自查."""
    own = kind if kind is InspectionKind.SUPERVISION else InspectionKind.SELF_CHECK
    return label(own, PAPERS_LANGUAGE)


def of_paper(options: PaperOptions) -> Fields:
    """Return the fields of the paper's own head (公文) as the office asked for them."""
    return {
        "主送机关": options.addressee,
        "署名": options.office,
        "发文字号": options.document_number,
        "签发人": options.issuer_upward,
        "成文日期": phrasing.written(options.dated),
        "抄送机关": list(options.copied_to),
        "附注": options.note,
        "印章": "是" if options.sealed else "否",
    }
