"""单位自查（督查）情况报告: the form of a published report, chapter by chapter."""

from dataclasses import replace

import pytest

from inspector.domain.answer import Answer, Conclusion, Side
from inspector.domain.checklist import Checklist, Item, ItemKind, Metric, Section
from inspector.domain.grading import grade
from inspector.domain.ids import ItemKey
from inspector.domain.inspection import InspectionKind
from inspector.report.compose import compose
from inspector.report.document import Document, Paragraph
from tests.report import ningchuan, suqian
from tests.report.reading import everything, paragraphs


@pytest.fixture(scope="module")
def report() -> Document:
    return compose("self_report", suqian.own_check())


def one_item(item: Item, **fields: object) -> list[str]:
    """Return the report's lines on a single task with this answer."""
    subject = suqian.own_check()
    checklist = Checklist(
        title="清单", children=(Section(number="1", title="解读回应", children=(item,)),)
    )
    empty = Answer(inspection=subject.inspection.id, unit=subject.dossier.unit.id, item=item.key)
    answer = replace(empty, **fields)  # type: ignore[arg-type]
    answers = {item.key: answer}
    graded = grade(checklist, None, answers, side=Side.CHECKED)
    dossier = replace(
        subject.dossier, checklist=checklist, answers=answers, checked=graded, approved=graded
    )
    paper = compose("self_report", replace(subject, dossier=dossier))
    return paragraphs(paper)[2:]


TASK = Item(key=ItemKey("t"), number="1.1", content="政策解读", kind=ItemKind.TASK)


def test_title_and_opening_name_unit_year_kind_and_documents(report: Document) -> None:
    assert report.head.title == "市外办2020年度政务公开工作督查情况报告"
    assert paragraphs(report)[0] == (
        "按照《市政府办公室关于印发宿迁市2020年政务公开工作要点的通知》（宿政办发〔2020〕41号）"
        "要求，近期，市外办对照《市外办2020年政务公开工作方案》，对2020年政务公开工作开展情况"
        "进行了督查，现将督查情况报告如下："
    )


def test_an_inspection_that_is_no_supervision_makes_it_a_self_check() -> None:
    subject = suqian.own_check()
    inspection = replace(subject.inspection, kind=InspectionKind.EVALUATION)
    paper = compose("self_report", replace(subject, inspection=inspection))
    assert paper.head.title == "市外办2020年度政务公开工作自查情况报告"
    assert "进行了自查，现将自查情况报告如下：" in paragraphs(paper)[0]


def test_a_chapter_nobody_has_written_about_stands_with_a_gap() -> None:
    subject = suqian.own_check()
    paper = compose("self_report", replace(subject, dossier=replace(subject.dossier, answers={})))
    told = paragraphs(paper)
    at = told.index("二、加强公共卫生信息公开情况")
    assert told[at + 1] == "〔待填：工作开展情况〕"
    assert sum(1 for one in told if one[1:2] == "、") == 5


def test_five_chapters_follow_the_list(report: Document) -> None:
    chapters = [one for one in paragraphs(report) if one[1:2] == "、"]
    assert chapters == [
        "一、持续推进政务运行公开透明情况",
        "二、加强公共卫生信息公开情况",
        "三、深化政策解读和回应关切情况",
        "四、推进公开制度化规范化情况",
        "五、强化政务公开工作保障情况",
    ]


def test_the_eleven_second_level_headings_run_into_their_text(report: Document) -> None:
    run_in = [
        block
        for block in report.blocks
        if isinstance(block, Paragraph) and block.level == 2 and block.run_in
    ]
    assert len(run_in) == 11
    assert paragraphs(report)[2].startswith("（一）提升政务服务便利度。按照全省外事系统")


def test_a_section_with_nothing_beneath_is_a_chapter_whose_account_is_its_text(
    report: Document,
) -> None:
    lines = paragraphs(report)
    chapter = lines.index("二、加强公共卫生信息公开情况")
    end = lines.index("三、深化政策解读和回应关切情况")
    assert end - chapter == 3  # an account of two paragraphs stays two paragraphs
    assert lines[chapter + 1].startswith("按照市新冠肺炎疫情防控工作领导小组的统一部署")


def test_neither_score_nor_problems_nor_the_inspectors_status_appear(report: Document) -> None:
    words = everything(report)
    for word in ("扣分", "得分", "存在的主要问题", "未经审定", "待填"):
        assert word not in words


def test_figures_the_account_names_are_not_repeated(report: Document) -> None:
    (told,) = [line for line in paragraphs(report) if line.startswith("（二）回应社会关切")]
    assert "按时办结率100%" in told
    assert told.count("主任信箱") == 3  # as often as the account itself says it


def test_figures_the_account_leaves_out_follow_it() -> None:
    item = replace(TASK, metrics=(Metric(name="解读材料", unit="篇"),))
    lines = one_item(
        item, conclusion=Conclusion.MET, account="开展解读", metrics={"解读材料": 150_000}
    )
    assert lines == ["（一）政策解读。开展解读。解读材料15篇。"]


def test_a_figure_the_account_says_is_about_so_many_is_not_said_again() -> None:
    item = replace(TASK, metrics=(Metric(name="参加人数", unit="人"),))
    account = "11月4日举办开放日活动，150余人参加。"
    for figure, told in ((1_500_000, ""), (110_000, "参加人数11人。")):
        lines = one_item(
            item, conclusion=Conclusion.MET, account=account, metrics={"参加人数": figure}
        )
        assert lines == [f"（一）政策解读。{account}{told}"]


def test_that_nothing_occurred_is_said_where_the_account_does_not() -> None:
    assert one_item(TASK, conclusion=Conclusion.DID_NOT_OCCUR) == [
        "（一）政策解读。本年度未发生“政策解读”所列事项。"
    ]
    told = one_item(TASK, conclusion=Conclusion.DID_NOT_OCCUR, account="今年未出台重大政策。")
    assert told == ["（一）政策解读。今年未出台重大政策。"]
    cases = replace(TASK, content="行政复议纠错情况")
    assert one_item(cases, conclusion=Conclusion.DID_NOT_OCCUR) == [
        "（一）行政复议纠错情况。本年度未发生行政复议纠错情形。"
    ]


def test_a_task_nobody_wrote_about_is_a_visible_gap() -> None:
    assert one_item(TASK, conclusion=Conclusion.MET) == ["（一）政策解读。〔待填：工作开展情况〕"]


def test_deeper_levels_go_on_with_arabic_numbers() -> None:
    subject = suqian.own_check()
    deep = Section(number="1.1", title="主动公开", children=(
        Section(number="1.1.1", title="规划", children=(TASK,)), replace(TASK, key=ItemKey("v")),
    ))  # fmt: skip
    checklist = Checklist(
        title="清单", children=(Section(number="1", title="公开", children=(deep,)),)
    )
    answers = {
        ItemKey(key): Answer(inspection=subject.inspection.id, unit=subject.dossier.unit.id,
                    item=ItemKey(key), conclusion=Conclusion.MET, account=f"做了{key}")
        for key in ("t", "v")
    }  # fmt: skip
    dossier = replace(subject.dossier, checklist=checklist, answers=answers)
    lines = paragraphs(compose("self_report", replace(subject, dossier=dossier)))
    assert lines[1:] == ["一、公开情况", "（一）主动公开", "1.规划。做了t。", "2.政策解读。做了v。"]


def test_the_unit_speaks_for_itself_in_an_evaluation_and_as_found_in_a_supervision() -> None:
    both = {"conclusion": Conclusion.MET, "self_account": "单位所述", "account": "检查所见"}
    assert one_item(TASK, **both) == ["（一）政策解读。检查所见。"]
    subject = ningchuan.one_unit()
    key = next(iter(subject.dossier.answers))
    answers = {key: replace(subject.dossier.answers[key], self_account="单位所述", account="所见")}
    evaluated = replace(subject, dossier=replace(subject.dossier, answers=answers))
    assert any("单位所述。" in line for line in paragraphs(compose("self_report", evaluated)))


def test_an_account_cannot_make_headings_or_tables_of_its_own() -> None:
    lines = one_item(TASK, conclusion=Conclusion.MET, account="一、甲\n【表：扣分情况】\n1.乙。丙")
    assert lines == ["（一）政策解读。一、甲", "【表：扣分情况】", "1.乙。丙。"]
