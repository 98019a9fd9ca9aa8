"""Values that the tests of storage put into workspaces."""

from inspector.domain.answer import Answer, Conclusion
from inspector.domain.changes import Changes
from inspector.domain.checklist import Checklist, Item, Metric, Section
from inspector.domain.edits import Action
from inspector.domain.finding import Finding
from inspector.domain.ids import FindingId, InspectionId, ItemKey, UnitId
from inspector.domain.inspection import Assessment, Inspection, UnitClass
from inspector.domain.marks import Mark
from inspector.domain.rules import Rule, RuleKind
from inspector.domain.unit import Unit
from inspector.storage.engine import Database
from inspector.storage.mapping import Storable
from inspector.storage.rows import METADATA, TableClass, tables
from inspector.storage.workspace_file import WorkspaceFile

ZHANG = "张三"
LI = "李四"
SET = Action(verb="answer.set", parameters={"number": "1.1"})

EDUCATION = Unit(
    id=UnitId("a" * 32),
    name="宁州市教育局",
    short_name="市教育局",
    aliases=("教育局", "教体局"),
    code="JY",
    order=2,
    unit_class="B",
    websites=("http://jyj.ningzhou.example",),
)
HEALTH = Unit(id=UnitId("b" * 32), name="宁州市卫生健康委员会", order=1)
CHECKLIST = Checklist(
    title="2025年政务公开考核细则",
    year=2025,
    basis=("《关于做好2025年政务公开工作的通知》（宁政办发〔2025〕1号）",),
    children=(
        Section(
            number="1",
            title="主动公开",
            points=Mark(400_000),
            children=(
                Item(
                    key=ItemKey("k1"),
                    number="1.1",
                    content="公开目录",
                    points=Mark(50_000),
                    rules=(Rule(number=1, text="每少一项扣0.5分", kind=RuleKind.EACH),),
                ),
                Item(
                    key=ItemKey("k2"),
                    number="1.2",
                    content="年度报告",
                    metrics=(Metric(name="件"),),
                ),
                Section(number="1.3", title="没有下级的一章"),
            ),
        ),
    ),
)
TASK = InspectionId("c" * 32)
ITEM = ItemKey("k1")


def put(workspace: WorkspaceFile, *values: Storable, author: str = ZHANG) -> Changes:
    """Add values as one action."""
    with workspace.unit_of_work(author) as work:
        for value in values:
            work.add(value)
        return work.commit(SET)


def change(workspace: WorkspaceFile, old: Storable, new: Storable, author: str = ZHANG) -> Changes:
    """Replace one value by another as one action."""
    with workspace.unit_of_work(author) as work:
        work.replace(old, new)
        return work.commit(SET)


def set_up(workspace: WorkspaceFile) -> None:
    """Put in two units, a list and an inspection of both units."""
    with workspace.unit_of_work(ZHANG) as work:
        work.add(EDUCATION)
        work.add(HEALTH)
        edition = work.add(CHECKLIST)
        unit_class = UnitClass(key="B", name="市直部门", edition=edition)
        work.add(Inspection(id=TASK, name="2025年考核", year=2025, classes=(unit_class,)))
        for unit in (EDUCATION, HEALTH):
            work.add(Assessment(inspection=TASK, unit=unit.id, unit_class="B"))
        work.commit(Action(verb="inspection.new"))


def finding(name: str, points: int = 5_000, fact: str = "未公开目录") -> Finding:
    """Return a finding under the first rule."""
    return Finding(id=FindingId(name), rule=1, points=Mark(points), fact=fact)


def answer(*findings: Finding, note: str = "", item: ItemKey = ITEM) -> Answer:
    """Return an answer of the education office; with findings it is partly met."""
    return Answer(
        inspection=TASK,
        unit=EDUCATION.id,
        item=item,
        conclusion=Conclusion.PARTLY_MET if findings else Conclusion.OPEN,
        findings=findings,
        note=note,
    )


def stored(workspace: WorkspaceFile, item: ItemKey = ITEM) -> Answer | None:
    """Return the education office's answer to an item as it stands."""
    return workspace.reader.answers(TASK, EDUCATION.id).get(item)


def contents(database: Database, belongs: TableClass) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of the tables of one class."""
    found = {}
    for table in tables(belongs):
        key = ", ".join(f'"{column.name}"' for column in METADATA.tables[table.name].primary_key)
        found[table.name] = database.rows(f'SELECT * FROM "{table.name}" ORDER BY {key}')
    return found
