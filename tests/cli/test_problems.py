"""The ledger of the invented city on the command line, from the notice to the rates."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from docx import Document
from openpyxl import load_workbook

from inspector.bootstrap import open_desk
from inspector.domain.edits import Action
from inspector.domain.finding import Finding
from inspector.domain.ids import FindingId, new_id
from inspector.services import inspections, lookup, rectification
from inspector.services.desk import Desk
from tests.cli.conftest import Inspector
from tests.golden.ledger import LEDGER
from tests.golden.ningchuan import UNITS_B, unit_answers

W: Final = "2025.inspection"
SERVED, DEADLINE = "2025-12-26", "2026-01-12"
BEFORE, AFTER, COUNTED = date(2026, 1, 9), date(2026, 1, 14), date(2026, 1, 16)
HEADER: Final = [
    *("序号", "责任单位", "问题编号", "对应指标", "问题描述", "位置及佐证", "扣分", "整改要求"),
    *("整改时限", "责任领导", "责任人及电话", "整改措施", "整改结果", "完成时间", "核查结论"),
    *("核查人及日期", "是否销号", "是否重复问题", "备注"),
]
NAMES: Final = [name for name, _quarters, _found in UNITS_B]


def set_up(done: Inspector) -> None:
    """Set up class B as the meeting approved it: every unit's findings, nothing open."""
    done(
        *("inspection", "new", "-w", W, "--name", "2025年度考核"),
        *("--checklist", "ningchuan-2025-b", "--units", ",".join(NAMES)),
    )
    with open_desk(Path(W)) as desk:
        task = lookup.inspection(desk, None)
        found = {name: shorthand for name, _quarters, shorthand in UNITS_B}
        with desk.file.unit_of_work("甲") as work:
            for unit, _part in inspections.participants(desk, task):
                for answer in unit_answers(unit.name, found[unit.name]).values():
                    findings = tuple(map(with_own_id, answer.findings))
                    work.add(replace(answer, inspection=task.id, unit=unit.id, findings=findings))
            work.commit(Action(verb="answer.set"))


def with_own_id(finding: Finding) -> Finding:
    return replace(finding, id=FindingId(new_id()), place="门户网站")


def come_out(desk: Desk) -> None:
    """Bring each unit's problems to where they stood on 16 January."""
    task = lookup.inspection(desk, None)
    for name, (_all, on_time, late, back, _silent, lasting) in LEDGER.items():
        waiting = iter(rectification.problems(desk, task, lookup.unit(desk, name)))
        for count, day, verdict in (
            (on_time, BEFORE, "close"),
            (late, AFTER, "close"),
            (back, BEFORE, "back"),
            (lasting, BEFORE, "lasting"),
        ):
            for _ in range(count):
                problem = next(waiting)
                rectification.reply(desk, problem, rectification.Reply(on=day, result="已整改"))
                again = [rectification.locate(desk, task, problem.entry.number)]
                if verdict == "close":
                    rectification.close(desk, again, "乙", COUNTED)
                elif verdict == "back":
                    rectification.send_back(desk, again, "乙", AFTER, "栏目仍为空白", None)
                else:
                    rectification.keep_watching(desk, again, "乙", AFTER, "须持续更新")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the notices served, made once."""
    folder = tmp_path_factory.mktemp("ledger")
    return folder / W


@pytest.fixture
def noticed(done: Inspector, prepared: Path) -> Inspector:
    """The same in this test's folder."""
    if not prepared.exists():
        set_up(done)
        done("problem", "notice", "-w", W, "--served", SERVED)
        prepared.write_bytes(Path(W).read_bytes())
    Path(W).write_bytes(prepared.read_bytes())
    return done


def listed(done: Inspector, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = done("problem", "list", "-w", W, "--json", *options).value
    return found


def test_the_ledger_of_16_january_figure_by_figure(noticed: Inspector) -> None:
    with open_desk(Path(W)) as desk:
        come_out(desk)
    view = noticed("problem", "ledger", "-w", W, "--on", str(COUNTED), "--json").value
    columns = ("closed_on_time", "closed_late", "sent_back", "not_replied", "long_term")
    assert {
        line["unit"]: (line["problems"], *(line[one] for one in columns)) for line in view["units"]
    } == LEDGER
    assert [view["total"][one] for one in ("problems", *columns)] == [104, 84, 8, 5, 3, 4]
    assert [rate["value"] for rate in view["rates"]] == ["88.46%", "92.00%", "80.77%", "84.00%"]
    assert view["rates"][0]["formula"] == "整改完成率＝（84＋8）÷104＝88.46%"
    reminded = noticed("problem", "remind", "-w", W, "--on", str(COUNTED), "--json").value
    assert [(one["unit"], one["problems"]) for one in reminded] == [
        ("市住房城乡建设局", 7),
        ("市外办", 1),
    ]
    assert (len(reminded[0]["sent_back"]), len(reminded[0]["not_replied"])) == (4, 3)
    noticed("problem", "ledger", "台账.xlsx", "-w", W, "--on", str(COUNTED))
    check_workbook(Path("台账.xlsx"))


def check_workbook(path: Path) -> None:
    book = load_workbook(path)
    assert book.sheetnames == ["整改台账", "整改情况统计", "催办清单"]
    header = [cell.value for cell in book["整改台账"][2]]
    assert header == HEADER
    rows = list(book["整改台账"].iter_rows(min_row=3, max_row=106, values_only=True))
    assert sum(row[16] == "是" for row in rows) == 92
    assert {row[8] for row in rows} == {"2026年1月12日"}
    counts = list(book["整改情况统计"].iter_rows(min_row=3, values_only=True))
    assert counts[10][:7] == ("合计", 104, 84, 8, 5, 3, 4)
    notes = [str(row[0]) for row in counts[11:]]
    assert "整改完成率＝（84＋8）÷104＝88.46%。" in notes
    assert "按期整改率＝84÷104＝80.77%。" in notes
    assert any("92÷" in note or "÷（104－4）＝92.00%" in note for note in notes)


def test_the_notice_gives_every_problem_the_deadline_in_working_days(noticed: Inspector) -> None:
    found = listed(noticed, "--on", DEADLINE)
    assert len(found) == 104
    assert {(one["noticed_on"], one["deadline"]) for one in found} == {(SERVED, DEADLINE)}
    assert {one["state"] for one in found} == {"pending"}
    again = noticed("problem", "notice", "-w", W, "--served", "2026-01-20")
    assert "列入台账0个问题" in again.out
    assert {one["deadline"] for one in listed(noticed)} == {DEADLINE}
    late = listed(noticed, "--on", "2026-01-13")
    assert {one["state"] for one in late} == {"not_replied"}


def test_a_problem_goes_through_reply_sending_back_and_closing(
    noticed: Inspector, refused: Any
) -> None:
    number = "市外办-03"
    said = refused("problem", "check", number, "-w", W, "--close", "--on", "2026-01-14")
    assert number in said
    Path("照片.txt").write_text("整改后", encoding="utf-8")
    noticed("problem", "reply", number, "-w", W, "--measure", "补充公开", "--person", "李某")
    assert one_of(noticed, number)["state"] == "under_way"
    noticed(
        *("problem", "reply", number, "-w", W, "--on", "2026-01-09", "--result", "已补充公开3件"),
        *("--link", "https://ningchuan.example/1", "--completed", "2026-01-08"),
        *("--file", "照片.txt"),
    )
    back = ("problem", "check", number, "-w", W, "--send-back", "--by", "乙", "--on", "2026-01-14")
    assert "原因" in refused(*back) or "理由" in refused(*back)
    noticed(*back, "--note", "仍缺1件", "--again-by", "2026-01-20")
    line = one_of(noticed, number)
    assert (line["state"], line["check_note"], line["again_by"]) == (
        "sent_back",
        "仍缺1件",
        "2026-01-20",
    )
    noticed("problem", "reply", number, "-w", W, "--on", "2026-01-19", "--result", "已补齐")
    noticed("problem", "check", number, "-w", W, "--close", "--by", "乙", "--on", "2026-01-21")
    line = one_of(noticed, number)
    assert (line["state"], line["outcome"]) == ("closed", "closed_late")
    assert (line["person_in_charge"], line["link"]) == ("李某", "https://ningchuan.example/1")
    noticed("undo", "-w", W)
    assert one_of(noticed, number)["state"] == "replied"


def one_of(done: Inspector, number: str) -> dict[str, Any]:
    """Return a problem as it stood in time."""
    (found,) = [one for one in listed(done, "--on", DEADLINE) if one["number"] == number]
    return found


def test_more_time_is_asked_for_granted_and_counts(noticed: Inspector, refused: Any) -> None:
    number = "市外办-01"
    at = ("problem", "extend", number, "-w", W)
    refused(*at)
    noticed(*at, "--until", "2026-01-30", "--reason", "等待系统升级", "--on", "2026-01-08")
    assert one_of(noticed, number)["due"] == DEADLINE
    noticed(*at, "--grant", "--until", "2026-01-23", "--by", "组长", "--on", "2026-01-09")
    line = one_of(noticed, number)
    assert (line["due"], line["deadline"], line["state"]) == ("2026-01-23", DEADLINE, "extended")
    reminded = noticed("problem", "remind", "-w", W, "--on", "2026-01-20", "--json").value
    assert number not in [name for one in reminded for name in one["not_replied"]]
    noticed("problem", "reply", number, "-w", W, "--on", "2026-01-22", "--result", "已升级")
    noticed("problem", "check", number, "-w", W, "--close", "--on", "2026-01-26")
    assert one_of(noticed, number)["outcome"] == "closed_on_time"


def test_two_problems_named_with_a_comma_are_granted_each_what_was_asked(
    noticed: Inspector,
) -> None:
    for number, day in (("市外办-01", "2026-01-20"), ("市外办-02", "2026-01-23")):
        noticed(
            *("problem", "extend", number, "-w", W, "--until", day, "--on", "2026-01-08"),
            *("--reason", "等待系统升级"),
        )
    noticed("problem", "extend", "市外办-01、市外办-02", "-w", W, "--grant", "--on", "2026-01-09")
    due = [one_of(noticed, number)["due"] for number in ("市外办-01", "市外办-02")]
    assert due == ["2026-01-20", "2026-01-23"]


def test_reminders_that_went_out_are_on_record(noticed: Inspector) -> None:
    noticed(
        *("problem", "remind", "-w", W, "--on", "2026-01-16", "--sent", "--note", "电话"),
        *("--unit", "市外办", "--until", "2026-01-21"),
    )
    found = listed(noticed, "--unit", "市外办")
    sent = {"sent_on": "2026-01-16", "sent_by": "甲", "note": "电话", "until": "2026-01-21"}
    assert {json.dumps(one["reminders"], ensure_ascii=False) for one in found} == {
        json.dumps([sent], ensure_ascii=False)
    }
    assert not any(one["reminders"] for one in listed(noticed, "--unit", "市教育局"))


def test_a_sheet_goes_out_and_comes_back(noticed: Inspector) -> None:
    noticed("problem", "sheet", "整改反馈表", "-w", W)
    path = Path("整改反馈表/市外办-整改反馈表.xlsx")
    assert len(list(path.parent.iterdir())) == 10
    fill(path, {"市外办-01": ("已补充公开", "2026-01-08"), "市外办-02": ("已改版", "1月8日左右")})
    report = noticed(*("problem", "import", path, "-w", W, "--on", "2026-01-09", "--json")).value
    assert report[0]["replied"] == ["市外办-01", "市外办-02"]
    assert len(report[0]["unchanged"]) == 11
    assert [one["code"] for one in report[0]["issues"]] == ["replies.no_day"]
    line = one_of(noticed, "市外办-01")
    assert (line["state"], line["result"], line["completed_on"], line["replied_on"]) == (
        "replied",
        "已补充公开",
        "2026-01-08",
        "2026-01-09",
    )
    again = noticed("problem", "import", path, "-w", W, "--on", "2026-01-20", "--json").value
    assert [one["code"] for one in again[0]["issues"]] == ["replies.no_day"]
    assert one_of(noticed, "市外办-01")["replied_on"] == "2026-01-09"


def test_what_was_changed_here_meanwhile_is_not_written_over(noticed: Inspector) -> None:
    noticed("problem", "sheet", "表.xlsx", "-w", W, "--unit", "市外办")
    noticed("problem", "reply", "市外办-01", "-w", W, "--on", "2026-01-08", "--result", "电话答复")
    fill(Path("表.xlsx"), {"市外办-01": ("书面答复", "2026-01-08")})
    report = noticed("problem", "import", "表.xlsx", "-w", W, "--on", "2026-01-09", "--json").value
    assert [one["code"] for one in report[0]["issues"]] == ["replies.contested"]
    (dispute,) = noticed("conflicts", "list", "-w", W, "--json").value
    assert [side["value"]["result"] for side in dispute["sides"]] == ["电话答复", "书面答复"]
    shown = noticed("conflicts", "list", "-w", W).out
    assert "已反馈待核查，电话答复" in shown
    noticed("conflicts", "settle", "-w", W, "--number", 1, "--side", 1, "--reason", "以电话为准")
    assert one_of(noticed, "市外办-01")["result"] == "电话答复"
    assert noticed("conflicts", "list", "-w", W, "--json").value == []


def test_two_laptops_that_answer_one_problem_differ_in_one_field_as_a_whole(
    noticed: Inspector,
) -> None:
    Path("乙.inspection").write_bytes(Path(W).read_bytes())
    noticed(
        *("problem", "reply", "市外办-01", "-w", W, "--on", "2026-01-08"),
        *("--result", "已补充公开", "--measure", "专人负责", "--completed", "2026-01-07"),
    )
    noticed(
        *("problem", "reply", "市外办-01", "-w", "乙.inspection", "--on", "2026-01-09"),
        *("--result", "正在办理", "--link", "http://wb.example/1"),
    )
    merged = noticed("merge", "-w", W, "乙.inspection", "--json").value
    assert merged["conflicts"] == 1
    (dispute,) = noticed("conflicts", "list", "-w", W, "--json").value
    assert dispute["field"] == "course"
    line = one_of(noticed, "市外办-01")
    assert (line["result"], line["measure"], line["link"]) in {
        ("已补充公开", "专人负责", ""),
        ("正在办理", "", "http://wb.example/1"),
    }, "no answer is put together from two"


def test_a_notice_goes_to_a_class_or_to_some_units_with_what_it_asks_for(
    noticed: Inspector, refused: Any
) -> None:
    noticed("undo", "-w", W)
    done = noticed
    done("problem", "notice", "-w", W, "--served", SERVED, "--unit", "市外办,市教育局")
    assert {one["unit"] for one in listed(done)} == {"市外办", "市教育局"}
    done(
        *("problem", "notice", "-w", W, "--served", SERVED, "--unit", "市公安局"),
        *("--unit", "市民政局", "--demand", "限期补齐目录"),
    )
    asked = {one["unit"]: one["demand"] for one in listed(done)}
    assert asked == {
        "市外办": "",
        "市教育局": "",
        "市公安局": "限期补齐目录",
        "市民政局": "限期补齐目录",
    }
    done("problem", "demand", "市外办-02", "-w", W, "--text", "补充公开3件文件")
    assert one_of(done, "市外办-02")["demand"] == "补充公开3件文件"
    view = done("problem", "ledger", "-w", W, "--unit", "市外办、市公安局", "--json").value
    assert view["total"]["problems"] == 24
    done("problem", "ledger", "台账.xlsx", "-w", W, "--unit", "市外办")
    rows = load_workbook("台账.xlsx")["整改台账"].iter_rows(min_row=3, max_row=4, values_only=True)
    assert [str(row[7])[:8] for row in rows] == ["整改到位，并报送", "补充公开3件文件"]
    assert "没有“C”" in refused("problem", "notice", "-w", W, "--served", SERVED, "--class", "C")


def test_a_sheet_without_its_hidden_keys_is_refused(noticed: Inspector, refused: Any) -> None:
    noticed("problem", "sheet", "表.xlsx", "-w", W, "--unit", "市外办")
    book = load_workbook("表.xlsx")
    del book["_keys"]
    book.save("表.xlsx")
    assert "表.xlsx" in refused("problem", "import", "表.xlsx", "-w", W, "--on", "2026-01-09")


def test_a_reply_in_word_is_taken_by_the_numbers_of_its_table(noticed: Inspector) -> None:
    word = Document()
    word.add_paragraph("关于整改情况的报告")
    table = word.add_table(rows=1, cols=4)
    lines = (
        ("问题编号", "问题描述", "整改情况", "完成时间"),
        ("市外办-01", "照抄", "已更新领导信息", "2026年1月8日"),
        ("市外办-02", "照抄", "", ""),
        ("市教育局-01", "别家", "不该收", ""),
    )
    for place, line in enumerate(lines):
        cells = (table.rows[0] if place == 0 else table.add_row()).cells
        for cell, text in zip(cells, line, strict=True):
            cell.text = text
    word.save("整改报告.docx")
    (report,) = noticed(
        "problem", "import", "整改报告.docx", "-w", W, "--on", "2026-01-09", "--json"
    ).value
    assert (report["unit"], report["replied"]) == ("市外办", ["市外办-01"])
    codes = Counter(one["code"] for one in report["issues"])
    owed = sum(one["unit"] == "市外办" for one in listed(noticed))
    assert codes == {"replies.not_asked": 1, "replies.row_missing": owed - 2}
    told = one_of(noticed, "市外办-01")
    assert (told["result"], told["completed_on"]) == ("已更新领导信息", "2026-01-08")
    assert one_of(noticed, "市教育局-01")["result"] == ""


def fill(path: Path, replies: dict[str, tuple[str, str]]) -> None:
    """Fill a unit's sheet in as it would."""
    book = load_workbook(path)
    sheet = book["整改反馈表"]
    columns = {str(cell.value): place for place, cell in enumerate(sheet[4], 1)}
    for row in range(5, sheet.max_row + 1):
        number = str(sheet.cell(row, columns["问题编号"]).value)
        if number in replies:
            result, day = replies[number]
            sheet.cell(row, columns["整改情况"]).value = result
            sheet.cell(row, columns["完成时间"]).value = day
    book.save(path)


def test_two_laptops_that_move_one_problem_are_a_conflict_that_names_it(
    noticed: Inspector,
) -> None:
    Path("乙.inspection").write_bytes(Path(W).read_bytes())
    noticed("problem", "reply", "市外办-01", "-w", W, "--on", "2026-01-09", "--result", "已补")
    noticed("problem", "reply", "市外办-02", "-w", W, "--on", "2026-01-09", "--result", "已改")
    other = ("-w", "乙.inspection", "--on", "2026-01-09")
    noticed("problem", "reply", "市外办-01", *other, "--result", "已更正")
    noticed("problem", "reply", "市外办-03", *other, "--result", "已换")
    noticed("merge", "-w", W, "乙.inspection")
    replied = [one["number"] for one in listed(noticed) if one["state"] == "replied"]
    assert replied == ["市外办-01", "市外办-02", "市外办-03"]
    (conflict,) = noticed("conflicts", "list", "-w", W, "--json").value
    assert (conflict["unit"], conflict["item"]) == ("市外办", one_of(noticed, "市外办-01")["item"])


def test_two_ledgers_that_counted_alike_are_told_apart_by_a_person(
    done: Inspector, refused: Any
) -> None:
    done(
        *("inspection", "new", "-w", W, "--name", "2025年度考核", "--units", "市外办"),
        *("--checklist", "ningchuan-2025-b"),
    )
    Path("乙.inspection").write_bytes(Path(W).read_bytes())
    for file, item in ((W, "1.1"), ("乙.inspection", "1.6")):
        done(
            *("finding", "add", "-w", file, "--unit", "市外办", "--item", item, "--rule", "a"),
            *("--fact", "少一项", "--place", "门户网站"),
        )
        done("problem", "notice", "-w", file, "--served", SERVED)
    done("merge", "-w", W, "乙.inspection")
    shown = done("problem", "list", "-w", W, "--json")
    assert [one["number"] for one in shown.value] == ["市外办-01", "市外办-01"]
    assert "市外办-01" in shown.err
    refused("problem", "reply", "市外办-01", "-w", W, "--result", "已改")
    second = next(one["finding"] for one in shown.value if one["item"] == "1.6")
    refused("problem", "renumber", second[:8], "市外办-01", "-w", W)
    done("problem", "renumber", second[:8], "市外办-02", "-w", W)
    shown = done("problem", "list", "-w", W, "--json")
    assert {one["item"]: one["number"] for one in shown.value} == {
        "1.1": "市外办-01",
        "1.6": "市外办-02",
    }
    assert shown.err == ""


def test_a_notice_is_taken_back_whole_and_done_again(done: Inspector) -> None:
    done(
        "inspection",
        "new",
        "-w",
        "t.inspection",
        "--name",
        "考核",
        "--checklist",
        "ningchuan-2025-b",
        "--units",
        "甲局",
    )
    done(
        "finding",
        "add",
        "-w",
        "t.inspection",
        "--unit",
        "甲局",
        "--item",
        "4.2",
        "--rule",
        "a",
        "--fact",
        "空白栏目1个",
        "--place",
        "网站",
    )
    done("problem", "notice", "-w", "t.inspection", "--served", "2025-12-26")
    done("undo", "-w", "t.inspection")
    assert done("problem", "list", "-w", "t.inspection", "--json").value == []
    done("redo", "-w", "t.inspection")
    (back,) = done("problem", "list", "-w", "t.inspection", "--json").value
    assert back["unit"] == "甲局"
    done("verify", "-w", "t.inspection")
