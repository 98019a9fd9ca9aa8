"""Results that a list brought along become findings of the unit they are about."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspector.domain.answer import Conclusion
from inspector.domain.errors import Refused
from inspector.domain.finding import FindingStatus
from inspector.domain.marks import Mark
from inspector.domain.unit import UnitRow
from inspector.services import earlier_results, findings, grading, inspections, lookup
from inspector.services.checklists import obtain
from inspector.services.desk import Desk
from inspector.storage.workspace_file import WorkspaceFile
from tests.workbooks.making import xlsx

HEADER = ["考核内容", "评分标准", "分值", "得分", "扣分原因", "整改情况"]
ROWS: list[list[Any]] = [
    ["目录", "每缺1项扣0.5分", 5, 3.5, "缺3项", "已补齐"],
    ["指南", "未公开的扣2分", 5, 5, "", ""],
    ["年报", "每处不符扣1分", 5, 3, "第1处扣1分；第2处扣1分", ""],
    ["平台", "", 5, "", "", ""],
]
Take = Callable[..., earlier_results.Taken]


@pytest.fixture
def filled(tmp_path: Path) -> str:
    path = tmp_path / "测评表.xlsx"
    path.write_bytes(xlsx([["2020年第三季度测评表"], HEADER, *ROWS]))
    return str(path)


@pytest.fixture
def office(tmp_path: Path, filled: str) -> Any:
    """A desk on which the filled list is the inspection's own."""
    with WorkspaceFile.create(tmp_path / "2020.inspection") as file:
        desk = Desk(file=file, author="甲")
        plan = inspections.Plan(
            name="第三季度测评",
            lists={"": obtain(filled).checklist},
            units=[UnitRow(name="甲局")],
        )
        inspections.create(desk, plan)
        yield desk


def take_in(desk: Desk, source: str) -> earlier_results.Taken:
    task = lookup.inspection(desk, None)
    return earlier_results.take_in(desk, task, lookup.unit(desk, "甲局"), source)


def answers(desk: Desk) -> dict[str, Any]:
    task, unit = lookup.inspection(desk, None), lookup.unit(desk, "甲局")
    part = lookup.assessment(desk, task, unit)
    known = desk.file.reader.answers(task.id, unit.id)
    items = lookup.items_by_key(lookup.checklist_of(desk, task, part))
    return {items[key].content: answer for key, answer in known.items()}


def test_deductions_come_in_as_findings_under_the_rules_that_explain_them(
    office: Desk, filled: str
) -> None:
    taken = take_in(office, filled)
    assert (taken.findings, taken.unknown, taken.refusals) == (3, (), ())
    found = answers(office)
    (one,) = found["目录"].findings
    assert (one.rule, one.count, one.points, one.fact) == (1, 3, Mark(15_000), "缺3项")
    assert found["目录"].conclusion is Conclusion.PARTLY_MET
    assert found["目录"].note == "已补齐"
    assert [finding.points for finding in found["年报"].findings] == [Mark(10_000)] * 2
    assert found["指南"].conclusion is Conclusion.MET, "it has all of its points"
    assert "平台" not in found, "nothing was filled in"


def test_the_marks_are_those_of_the_sheet(office: Desk, filled: str) -> None:
    take_in(office, filled)
    task, unit = lookup.inspection(office, None), lookup.unit(office, "甲局")
    (dossier,) = grading.dossiers(office, task, {unit.id})
    marks = {one.number: one.mark for one in dossier.checked.items}
    assert sorted(marks.values()) == [0, 30_000, 35_000, 50_000]


def test_a_file_taken_in_twice_changes_nothing(office: Desk, filled: str) -> None:
    take_in(office, filled)
    before = answers(office)
    again = take_in(office, filled)
    assert (again.findings, again.items) == (0, ())
    assert answers(office) == before
    assert len(office.file.reader.groups()) == 2


def test_a_finding_withdrawn_since_may_come_in_again(office: Desk, filled: str) -> None:
    take_in(office, filled)
    task = lookup.inspection(office, None)
    located = next(findings.every(office, task))
    findings.withdraw(office, task, located, "误记")
    assert take_in(office, filled).findings == 1
    statuses = [one.status for one in answers(office)["目录"].findings]
    assert statuses == [FindingStatus.WITHDRAWN, FindingStatus.STANDING]


def test_what_the_unit_s_list_does_not_hold_is_named(office: Desk, tmp_path: Path) -> None:
    other = tmp_path / "另一份.xlsx"
    other.write_bytes(xlsx([["表"], HEADER, ["舆情回应", "", 5, 4, "迟", ""], *ROWS[:1]]))
    taken = take_in(office, str(other))
    assert taken.unknown == ("舆情回应",)
    assert taken.findings == 1


def test_a_list_without_results_is_refused(office: Desk, tmp_path: Path) -> None:
    blank = tmp_path / "空表.xlsx"
    blank.write_bytes(xlsx([["表"], HEADER, ["目录", "", 5, "", "", ""]]))
    with pytest.raises(Refused) as caught:
        take_in(office, str(blank))
    assert caught.value.issues[0].code == "findings.no_results"
    assert answers(office) == {}
