"""Workspaces of a given size, made for measuring."""

from collections.abc import Iterator
from pathlib import Path

from inspector.domain.answer import Answer, Conclusion
from inspector.domain.checklist import Checklist, Item, Section
from inspector.domain.edits import Action
from inspector.domain.finding import Finding
from inspector.domain.ids import FindingId, InspectionId, ItemKey, UnitId, new_id
from inspector.domain.inspection import Assessment, Inspection, UnitClass
from inspector.domain.marks import ONE, Mark
from inspector.domain.rule_set import Band, RuleSet
from inspector.domain.rules import Rule, RuleKind
from inspector.domain.unit import Unit
from inspector.services.desk import Desk
from inspector.storage.workspace_file import WorkspaceFile

ITEMS_IN_SECTION = 10
AUTHOR = "bench"


def checklist(items: int, in_section: int = ITEMS_IN_SECTION) -> Checklist:
    """Return a scored list in sections of so many items worth two marks each."""
    sections = tuple(
        Section(
            number=str(start // in_section + 1),
            title=f"第{start // in_section + 1}部分",
            children=tuple(
                _item(n, in_section) for n in range(start, min(start + in_section, items))
            ),
        )
        for start in range(0, items, in_section)
    )
    bands = (
        Band(grade="优秀", at_least=Mark(90 * ONE)),
        Band(grade="合格", at_least=Mark(60 * ONE)),
        Band(grade="不合格", at_least=Mark(0)),
    )
    return Checklist(
        title=f"{items}项细则", year=2025, rule_set=RuleSet(bands=bands), children=sections
    )


def build(path: Path, *, units: int, items: int, answered: bool) -> tuple[Desk, Inspection]:
    """Make an open workspace: each unit checked on every item, one in five with two findings."""
    desk = Desk(file=WorkspaceFile.create(path), author=AUTHOR)
    listed = checklist(items)
    with desk.file.unit_of_work(AUTHOR) as work:
        edition = work.add(listed)
        task = Inspection(
            id=InspectionId(new_id()), name="测算", classes=(UnitClass(key="", edition=edition),)
        )
        work.add(task)
        for n in range(units):
            unit = Unit(id=UnitId(new_id()), name=f"第{n + 1}局", order=n + 1)
            work.add(unit)
            work.add(Assessment(inspection=task.id, unit=unit.id))
            if answered:
                for answer in _answers(listed, task, unit):
                    work.add(answer)
        work.commit(Action(verb="inspection.new", parameters={"name": task.name}))
    return desk, task


def _item(n: int, in_section: int) -> Item:
    rule = Rule(
        number=1, text="每少公开1件扣0.5分", kind=RuleKind.EACH, points=Mark(ONE // 2), counter="件"
    )
    return Item(
        key=ItemKey(f"{n:016x}"),
        number=f"{n // in_section + 1}.{n % in_section + 1}",
        content=f"第{n + 1}项公开内容及时准确",
        criteria="每少公开1件扣0.5分，扣完为止",
        points=Mark(2 * ONE),
        rules=(rule,),
    )


def _answers(listed: Checklist, task: Inspection, unit: Unit) -> Iterator[Answer]:
    for n, (_, item) in enumerate(listed.items()):
        findings = tuple(_finding(count) for count in (1, 2)) if n % 5 == 0 else ()
        yield Answer(
            inspection=task.id,
            unit=unit.id,
            item=item.key,
            conclusion=Conclusion.PARTLY_MET if findings else Conclusion.MET,
            findings=findings,
        )


def _finding(count: int) -> Finding:
    return Finding(
        id=FindingId(new_id()),
        rule=1,
        count=count,
        points=Mark(count * ONE // 2),
        fact=f"未公开文件{count}件",
        place="政府信息公开专栏",
    )
