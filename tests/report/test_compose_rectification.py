"""Papers on rectification and the sheets to sign, held against the city's ledger of January."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from inspector.domain.evidence import Evidence
from inspector.domain.ids import BlobId, EvidenceId
from inspector.domain.inspection import InspectionKind
from inspector.domain.rectification import Reminder
from inspector.report import kinds
from inspector.report.compose import compose
from inspector.report.document import Document, Paragraph, Table
from inspector.report.docx import render_docx
from inspector.report.kinds import Scope
from inspector.report.pdf import render_pdf
from inspector.report.subject import PaperOptions
from tests.golden import ledger
from tests.report import ningchuan, rectified
from tests.report.pdf_samples import opened

ON = PaperOptions(dated=ledger.COUNTED, addressee="市人民政府")
NEW = (
    *("notice", "bulletin", "public_bulletin", "rectification_notice", "reminder"),
    *("recheck_report", "self_sheet", "working_sheet", "confirmation", "mark_details"),
    *("meeting_table", "mark_working", "ledger"),
)


def text_of(document: Document) -> str:
    lines = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.heading + "".join(run.text for run in block.runs))
        if isinstance(block, Table):
            lines += ["｜".join(cell.text for cell in row) for row in block.rows]
            lines += block.notes
    return "\n".join(lines)


def prose(document: Document) -> tuple[Paragraph, ...]:
    return tuple(block for block in document.blocks if isinstance(block, Paragraph))


def over_all(kind: str, options: PaperOptions = ON) -> Document:
    return compose(kind, rectified.whole(), options)


def of_one(kind: str, name: str = "市住房城乡建设局", options: PaperOptions = ON) -> Document:
    return compose(kind, rectified.one(name), options)


def test_the_recheck_report_counts_as_the_ledger_does() -> None:
    text = text_of(over_all("recheck_report"))
    assert "10家单位共有问题104个" in text
    assert "按期销号84个、逾期销号8个" in text
    assert "核查退回5个" in text
    assert "逾期未反馈3个" in text
    assert "长期坚持4个" in text
    assert "整改完成率＝（84＋8）÷104＝88.46%" in text
    assert "按期整改率＝84÷104＝80.77%" in text


def test_units_that_are_done_are_named_and_those_that_are_not_with_their_number() -> None:
    text = text_of(over_all("recheck_report"))
    assert "市住房城乡建设局4个、市外办1个" in text
    assert "逾期未反馈市住房城乡建设局3个。" in text
    done = text.partition("的问题已全部整改完成")[0].rpartition("\n")[2]
    assert "市教育局" in done
    assert "市外办" not in done


def test_a_supervision_s_notice_says_until_when_a_review_may_be_asked_for() -> None:
    """30 natural days from 26 December 2025, written out; an evaluation has objections instead."""
    subject = rectified.one("市住房城乡建设局")
    assert "申请复核" not in text_of(compose("rectification_notice", subject))
    inspection = replace(subject.inspection, kind=InspectionKind.SUPERVISION)
    told = text_of(compose("rectification_notice", replace(subject, inspection=inspection)))
    assert "自收到本通知之日起30日内（2026年1月25日前，含当日）" in told


def test_a_notice_whose_list_names_pictures_says_that_the_album_comes_with_it() -> None:
    """The list leads to 佐证图册图1: whoever reads it has to have the album."""
    subject = rectified.one("市住房城乡建设局")
    assert "《佐证图册》" not in text_of(compose("rectification_notice", subject))
    entry = subject.dossier.rectifications[0]
    shot = Evidence(
        id=EvidenceId("shot"),
        inspection=subject.inspection.id,
        unit=subject.dossier.unit.id,
        item=entry.item,
        finding=entry.finding,
        blob=BlobId("shot"),
        name="栏目.png",
    )
    shown = replace(subject, dossier=replace(subject.dossier, evidence=(shot,)))
    notice = compose("rectification_notice", shown)
    assert "佐证图册图1" in text_of(notice.attachments[0])
    assert "佐证图片随本通知送达，见《佐证图册》。" in text_of(notice)


def test_the_notice_asks_for_each_problem_by_its_number_and_last_day() -> None:
    document = of_one("rectification_notice")
    assert "存在问题22个" in text_of(document)
    assert "2026年1月12日前完成整改" in text_of(document)
    problems, replies = document.attachments
    for attached in (problems, replies):
        (table,) = [block for block in attached.blocks if isinstance(block, Table)]
        assert len(table.rows) == 22
    assert document.head.annexes == ("问题清单", "问题整改情况反馈表")


def test_a_reminder_tells_what_is_overdue_and_what_was_sent_back() -> None:
    text = text_of(of_one("reminder"))
    assert "有3个问题逾期未反馈，有4个问题经核查退回后仍未整改到位" in text
    assert "退回理由：栏目仍为空白" in text


@pytest.mark.parametrize(
    ("until", "asked"),
    [
        (date(2026, 1, 20), "请于2026年1月20日前完成整改"),
        (date(2026, 1, 14), "〔待填：催办期限〕"),
        (None, "〔待填：催办期限〕"),
    ],
)
def test_a_reminder_asks_for_the_reply_by_the_day_it_was_noted_with_unless_it_is_past(
    until: date | None, asked: str
) -> None:
    """The last reminder's day counts; the one before asked for an earlier one."""
    subject = rectified.one("市住房城乡建设局")
    first = Reminder(sent_on=date(2026, 1, 13), until=date(2026, 1, 19))
    last = Reminder(sent_on=date(2026, 1, 14), until=until)
    entries = tuple(replace(one, reminders=(first, last)) for one in subject.dossier.rectifications)
    reminded = replace(subject, dossier=replace(subject.dossier, rectifications=entries))
    assert asked in text_of(compose("reminder", reminded, ON))


def test_a_unit_that_owes_nothing_gets_a_gap_instead_of_a_reminder() -> None:
    assert "没有需要催办的问题" in text_of(of_one("reminder", "市教育局"))


def test_the_public_bulletin_says_what_the_bulletin_says_and_lists_no_unit_s_problems() -> None:
    within, public = over_all("bulletin"), over_all("public_bulletin")
    assert text_of(replace(public, blocks=prose(public))) == text_of(
        replace(within, blocks=prose(within))
    )
    assert "report.problems" not in {
        block.name for block in public.blocks if isinstance(block, Table)
    }
    assert public.head.note == "此件公开发布"


def test_the_meeting_s_table_holds_all_units_under_their_classes() -> None:
    document = over_all("meeting_table")
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    headings = [row[0].text for row in table.rows if len(row) == 1]
    assert len(table.rows) - len(headings) == 15
    assert [heading.partition("（")[0] for heading in headings] == ["县", "市直部门"]
    assert "优秀限额3家" in headings[1]
    dearest = {row[1].text: row[9].text for row in table.rows if len(row) > 1}
    assert dearest["市卫生健康委"] == "栏目更新与链接1.8分；解读形式1.6分；答复文书规范1.5分"
    assert max(map(len, dearest.values())) < 72
    with opened(render_pdf(document).data) as pdf:
        width, height = pdf.pages[0].width, pdf.pages[0].height
    assert (round(width * 25.4 / 72), round(height * 25.4 / 72)) == (420, 297)


def test_the_ledger_has_a_line_for_each_problem() -> None:
    document = over_all("ledger")
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert len(table.rows) == 104
    assert len(table.columns) == 19


def test_the_ledger_says_how_each_problem_stands_on_its_day_as_the_figures_beneath_it_do() -> None:
    (table,) = [one for one in over_all("ledger").blocks if isinstance(one, Table)]
    titles = [column.title for column in table.columns]
    standing = Counter(row[titles.index("核查结论")].text for row in table.rows)
    assert standing == {
        "按期销号": 84,
        "逾期销号": 8,
        "核查退回": 5,
        "逾期未反馈": 3,
        "长期坚持": 4,
    }
    assert Counter(row[titles.index("是否销号")].text for row in table.rows) == {"是": 92, "否": 12}
    assert table.notes == ("统计日期：2026年1月16日。",)


def test_the_mark_details_add_up_to_the_unit_s_mark() -> None:
    document = compose("mark_details", ningchuan.one_unit(), PaperOptions(dated=date(2025, 12, 19)))
    (marks,) = [
        block
        for block in document.blocks
        if isinstance(block, Table) and block.name == "sheet.marks"
    ]
    whole = marks.rows[-1]
    assert [cell.text for cell in whole][1:6] == ["合计", "98.00", "", "22.35", "75.65"]


def test_a_confirmation_leaves_room_for_what_is_found_on_the_spot() -> None:
    document = of_one("confirmation", "市发展改革委")
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert len(table.rows) == 8
    assert {row[-1].text for row in table.rows} == {"□认可\n□有异议及理由："}


@pytest.mark.parametrize("kind", NEW)
def test_each_kind_can_be_printed_and_worked_on_in_word(kind: str) -> None:
    is_unit = kinds.kind(kind).scope is Scope.UNIT
    document = of_one(kind, "市外办") if is_unit else over_all(kind)
    assert "{{" not in text_of(document)
    rendered = render_pdf(document)
    assert rendered.data.startswith(b"%PDF")
    assert render_docx(document).data.startswith(b"PK")
