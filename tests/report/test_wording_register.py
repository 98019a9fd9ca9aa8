"""Before a paper goes out, its names, dates and figures are held against what is known."""

from dataclasses import replace
from datetime import date

import pytest

from inspector.domain.calendar import WorkCalendar
from inspector.domain.ids import UnitId
from inspector.domain.inspection import AssessmentState
from inspector.domain.unit import Unit
from inspector.exchange import calendars
from inspector.i18n.messages import sentence
from inspector.report import wording_figures
from inspector.report.compose import compose
from inspector.report.document import Cell as TableCell
from inspector.report.document import Column, Document, Family, Head, Paragraph, Run, Table
from inspector.report.kinds import Scope, kinds
from inspector.report.wording import Known, noticed
from inspector.report.wording_names import Names
from tests.report import ningchuan

UNITS = (
    Unit(id=UnitId("1"), name="市卫生健康委员会", short_name="市卫生健康委", aliases=("市卫计委",)),
    Unit(id=UnitId("2"), name="市教育局"),
    Unit(id=UnitId("3"), name="市自然资源和规划局"),
    Unit(id=UnitId("4"), name="市外事办公室", short_name="市外办"),
)
CALENDAR = WorkCalendar(holidays=frozenset({date(2026, 1, 1), date(2026, 1, 2)}))
NAMES = Known(names=Names(UNITS, ["市政务公开办"]), calendar=CALENDAR)


def paper(*texts: str, table: Table | None = None) -> Document:
    blocks: list[Paragraph | Table] = [Paragraph(runs=(Run(text=text),)) for text in texts]
    made = (*blocks, *([] if table is None else [table]))
    return Document(kind="feedback", family=Family.OFFICIAL, head=Head(title="题"), blocks=made)


def told(document: Document, known: Known = NAMES) -> list[tuple[str, str]]:
    """Return code and word of what is noticed."""
    issues = noticed(document, by_unit=False, known=known)
    assert all(sentence(issue) for issue in issues)
    return [(issue.code, str(issue.parameters.get("word", ""))) for issue in issues]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市卫健委未公开目录。", ("paper.near_name", "市卫健委")),
        ("经查，市卫生建康委未公开。", ("paper.near_name", "市卫生建康委")),
        ("市自然资源与规划局未公开。", ("paper.near_name", "市自然资源与规划局")),
        ("市卫计委未公开目录。", ("paper.other_name", "市卫计委")),
        ("本项不适用。", ("paper.settled_word", "不适用")),
        ("请于2026年1月2日前报送。", ("paper.no_working_day", "2026年1月2日")),
        ("请于2026年1月3日（星期六）下班前报送。", ("paper.no_working_day", "2026年1月3日")),
        ("整改时限：2026年1月4日。", ("paper.no_working_day", "2026年1月4日")),
        ("会议定于2026年1月5日（星期二）召开。", ("paper.wrong_weekday", "2026年1月5日（星期二）")),
        ("2026年2月30日前完成。", ("paper.no_such_day", "2026年2月30日")),
        ("最迟不晚于2026年1月3日。", ("paper.no_working_day", "2026年1月3日")),
        ("2026年1月3日前将整改情况报送办公室。", ("paper.no_working_day", "2026年1月3日")),
        ("请于收到通知之日起10个工作日内报送整改情况。", ("paper.no_last_day", "10个工作日内")),
        ("市外事办未公开。", ("paper.other_name", "市外事办")),
    ],
)
def test_what_is_nearly_right_is_named(text: str, expected: tuple[str, str]) -> None:
    assert told(paper(text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "市卫生健康委、市卫生健康委员会、市外事办公室、市教育局和市政务公开办参加。",
        "市体育局不在名册上，但不是市教育局。",
        "《市卫健委2024年报告》中“市卫健委”的写法照录。",
        "不适用《中华人民共和国政府信息公开条例》的，不适用本办法的，另行处理。",
        "请于2026年1月5日（星期一）前报送。会议于2026年1月3日召开。",
        "各区市卫健委和县市卫健委另行通报。得分90分以上的，得分60分及以上的，均为合格。",
        "2026年1月3日前公开的信息3条，2026年1月3日以前印发的文件2件。",
        "请于10个工作日内（2026年1月5日前）报送；应当自收到申请之日起20个工作日内答复。",
        "请于1月3日前报送。",
        "采样截止时间为2026年1月4日24时，统计期限为2026年1月1日至1月4日。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert told(paper(text)) == []


def test_a_day_without_a_year_is_understood_by_the_paper_s_date() -> None:
    for dated, expected in (
        (date(2025, 12, 26), [("paper.no_working_day", "1月3日")]),
        (date(2027, 1, 1), [("paper.no_working_day", "1月3日")]),  # a Sunday
        (date(2028, 1, 1), []),  # a Monday
    ):
        said = paper("请于1月3日前报送。")
        said = replace(said, head=replace(said.head, dated=dated))
        assert told(said) == expected


def test_somebody_s_identity_number_is_named_in_any_paper() -> None:
    assert told(paper("公示中有330101199001011234。")) == [
        ("paper.private_number", "330101199001011234")
    ]
    assert told(paper("公示中有330101********1234，编号330101209913991234。")) == []


def test_a_unit_s_grade_rates_and_items_are_held_against_its_own() -> None:
    units = {one.unit.label: one for one in ningchuan.fifteen_units().units}
    known = Known(figures=wording_figures.of_unit(units["市外办"]))
    right = "等次为良好，平台建设52.78%，涉及指标10项。优秀不超过30%，被评为优秀单位的另行通报。"
    assert told(paper(right), known) == []
    for text, code, word in (
        ("经审定，等次为优秀。", "paper.other_grade", "等次为优秀"),
        ("平台建设得分率52.77%。", "paper.no_such_figure", "平台建设得分率52.77%"),
        ("涉及指标12项。", "paper.no_such_figure", "涉及指标12项"),
    ):
        assert told(paper(text), known) == [(code, word)]


def test_last_days_in_a_table_are_looked_at() -> None:
    row = (TableCell(text="栏目空白"), TableCell(text="2026-01-03"))
    columns = (Column(title="问题"), Column(title="整改时限"))
    found = told(paper(table=Table(columns=columns, rows=(row,))))
    assert found == [("paper.no_working_day", "2026年1月3日")]


def test_a_mark_that_neither_grading_nor_a_table_knows_is_named() -> None:
    subject = ningchuan.one_unit()
    figures = Known(figures=wording_figures.of_unit(subject.dossier))
    right = f"共扣{figures.figures.total}。" if figures.figures else ""
    assert told(paper(right, "每少一项扣0.37分。"), figures) == []
    assert told(paper("共扣99.37分。"), figures) == [("paper.no_such_mark", "扣99.37分")]
    table = Table(columns=(Column(title="扣分"),), rows=((TableCell(text="99.37"),),))
    assert told(paper("共扣99.37分。", table=table), figures) == []


def test_a_count_of_problems_that_are_not_there_is_named() -> None:
    figures = Known(figures=wording_figures.of_unit(ningchuan.one_unit().dossier))
    assert told(paper("共有扣分点99个。"), figures) == [("paper.no_such_count", "共有扣分点99个")]


def test_no_paper_made_from_the_data_has_anything_but_gaps_to_look_at() -> None:
    whole = ningchuan.fifteen_units()
    names = Names([one.unit for one in whole.units], [whole.inspection.office])
    approved = ningchuan.one_unit(AssessmentState.APPROVED)
    for kind in kinds().values():
        if kind.scope is Scope.UNIT:
            made = compose(kind.key, approved)
            figures = wording_figures.of_unit(approved.dossier)
        else:
            made = compose(kind.key, whole)
            figures = wording_figures.of_all(whole)
        known = Known(names=names, calendar=calendars.shipped(), figures=figures)
        found = noticed(made, by_unit=kind.by_unit, known=known)
        assert {issue.code for issue in found} <= {"paper.gap"}, kind.key
