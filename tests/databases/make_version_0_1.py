"""Makes `version-0.1.inspection`, as version 0.1 writes it; run once at the release."""

from datetime import date
from pathlib import Path

from inspector.domain.answer import Answer, Conclusion
from inspector.domain.checklist import Checklist, Item, Section
from inspector.domain.edits import Action
from inspector.domain.evidence import Evidence
from inspector.domain.finding import Finding
from inspector.domain.ids import (
    EvidenceId,
    FindingId,
    InspectionId,
    ItemKey,
    ObjectionId,
    UnitId,
    new_id,
)
from inspector.domain.inspection import Assessment, Inspection, UnitClass
from inspector.domain.marks import Mark
from inspector.domain.objection import Objection
from inspector.domain.rectification import Rectification
from inspector.domain.unit import Unit
from inspector.storage.undo import undo
from inspector.storage.unit_of_work import UnitOfWork
from inspector.storage.workspace_file import WorkspaceFile

AUTHOR = "检查员"


def main() -> None:
    """Write the file beside this script, a new one each time."""
    path = Path(__file__).with_name("version-0.1.inspection")
    path.unlink(missing_ok=True)
    with WorkspaceFile.create(path) as workspace:
        with workspace.unit_of_work(AUTHOR) as work:
            written = _answer(work)
            work.commit(Action(verb="inspection.new", parameters={"name": "2025年考核"}))
        with workspace.unit_of_work(AUTHOR) as work:
            work.set_setting("office", "某市政务公开办")
            work.remove(written)
            work.commit(Action(verb="answer.set"))
        undo(workspace, AUTHOR)


def _answer(work: UnitOfWork) -> Answer:
    unit = Unit(id=UnitId(new_id()), name="某局")
    item = Item(key=ItemKey("k1"), number="1.1", content="公开目录", points=Mark(50_000))
    checklist = Checklist(
        title="考核细则", year=2025, children=(Section(number="1", title="公开", children=(item,)),)
    )
    edition = work.add(checklist)
    task = Inspection(
        id=InspectionId(new_id()),
        name="2025年考核",
        year=2025,
        classes=(UnitClass(key="A", edition=edition),),
    )
    finding = Finding(id=FindingId(new_id()), rule=1, points=Mark(5_000), fact="少一项")
    answer = Answer(
        inspection=task.id,
        unit=unit.id,
        item=item.key,
        self_conclusion=Conclusion.MET,
        self_mark=Mark(50_000),
        conclusion=Conclusion.PARTLY_MET,
        metrics={"件": 90_000},
        findings=(finding,),
    )
    photo = Evidence(
        id=EvidenceId(new_id()),
        inspection=task.id,
        unit=unit.id,
        item=item.key,
        finding=finding.id,
        blob=work.put_blob(b"a small file"),
        name="截图.png",
    )
    problem = Rectification(
        finding=finding.id, inspection=task.id, unit=unit.id, item=item.key, number="WB-01"
    )
    objection = Objection(
        id=ObjectionId(new_id()),
        inspection=task.id,
        unit=unit.id,
        item=item.key,
        reason="目录已公开",
        received_on=date(2025, 12, 23),
        old_findings=(finding.id,),
    )
    part = Assessment(inspection=task.id, unit=unit.id, sheet_sent_on=date(2025, 11, 3))
    for value in (unit, task, part, answer, photo, problem, objection):
        work.add(value)
    return answer


if __name__ == "__main__":
    main()
