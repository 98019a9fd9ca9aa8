"""Workspaces whose units went through a whole inspection, each step by the program's services."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from bench.workspaces import AUTHOR, checklist
from inspector.domain.checklist import Checklist, Item
from inspector.domain.inspection import AssessmentState, Inspection
from inspector.domain.unit import UnitRow
from inspector.services import approval, demo, inspections, procedure
from inspector.services.desk import Desk
from inspector.storage.workspace_file import WorkspaceFile

PARTS: Final = 6
PROBLEMS: Final = 16
"""Of each unit, all at different items."""
ACCOUNTS: Final = 20
"""Of each unit: items of which the inspectors wrote down what was done."""
_FED_BACK: Final = date(2025, 12, 19)
_APPROVED: Final = date(2026, 1, 9)
_TO_FEEDBACK: Final = (
    AssessmentState.CHECKED,
    AssessmentState.AWAITING_REVIEW,
    AssessmentState.FED_BACK,
)
_SUMMARY: Final = (
    "你单位重视政务公开工作，目录完整、更新及时，{n}项指标完成较好，解读和回应仍有差距。"
)
_ACCOUNT: Final = (
    "全年主动公开信息{n}条，其中政策文件{m}件、解读材料{m}篇，栏目按月更新，链接均可访问。"
)
_FACT: Final = (
    "“通知公告”栏目自2025年{month}月{day}日起未更新，抽查的{n}件文件中有{m}件没有关联解读材料"
)
_PLACE: Final = "市政府门户网站政府信息公开专栏第{n}页"


def inspected(path: Path, *, units: int, items: int) -> tuple[Desk, Inspection]:
    """Make an open workspace of units that were checked, fed back and approved."""
    desk = Desk(file=WorkspaceFile.create(path), author=AUTHOR)
    listed = checklist(items, in_section=items // PARTS)
    plan = inspections.Plan(
        name="2025年度政务公开工作考核",
        lists={"": listed},
        units=[UnitRow(name=f"市第{n + 1}局", order=n + 1) for n in range(units)],
        basis=("《2025年度政务公开工作考核方案》（政办发〔2025〕12号）",),
        office="市人民政府办公室",
        office_contact="方文清",
        office_phone="0000-8200016",
    )
    task, _changes = inspections.create(desk, plan)
    for number, row in enumerate(plan.units):
        demo.check(desk, task, _findings(row.name, number, listed))
    for state in _TO_FEEDBACK:
        moved, _changes = procedure.advance_all(desk, task, state, _FED_BACK)
        assert not any(one.is_held for one in moved)
    approved, left, _changes = approval.approve_plain(desk, task, _APPROVED)
    assert len(approved) == units
    assert not left
    return desk, task


def _findings(unit: str, number: int, listed: Checklist) -> Mapping[str, Any]:
    """Return what was found at a unit, as `demo.check` takes it; no two units are alike."""
    items = [item for _, item in listed.items()]
    answers = {given["item"]: given for given in _accounts(items, number)}
    for given in _problems(items, number):
        answers[given["item"]] = answers.get(given["item"], {}) | given
    return {
        "name": unit,
        "summary": _SUMMARY.format(n=number + 1),
        "inspectors": ["林静"],
        "answers": list(answers.values()),
    }


def _accounts(items: list[Item], unit: int) -> Iterator[dict[str, Any]]:
    for n in range(ACCOUNTS):
        text = _ACCOUNT.format(n=(unit + 7) * (n + 3) % 900 + 1, m=(unit + n) % 90 + 1)
        item = items[(n * len(items) // ACCOUNTS + unit) % len(items)]
        yield {"item": item.number, "conclusion": "met", "account": text}


def _problems(items: list[Item], unit: int) -> Iterator[dict[str, Any]]:
    for n in range(PROBLEMS):
        item = items[(n * len(items) // PROBLEMS + 3 * unit) % len(items)]
        count = (unit + n) % 3 + 1
        fact = _FACT.format(month=(unit + n) % 11 + 1, day=n + 1, n=unit + n + 5, m=count)
        finding = {
            "rule": "1",
            "count": count,
            "fact": fact,
            "place": _PLACE.format(n=n + 1),
            "sampled_at": f"2025-11-{n % 28 + 1:02d}T09:30:00",
        }
        yield {"item": item.number, "conclusion": "partly_met", "findings": [finding]}
