"""What the tests of sheets share: an inspection, its list, and ways people change a workbook."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from inspector.domain.answer import Answer, Conclusion
from inspector.domain.checklist import Checklist, Item, ItemKind, Section
from inspector.domain.finding import Finding
from inspector.domain.ids import FindingId, InspectionId, ItemKey, UnitId, new_id
from inspector.domain.inspection import Inspection
from inspector.domain.marks import Mark
from inspector.domain.unit import Unit
from inspector.exchange.bundled import load
from inspector.exchange.sheets.columns import SheetKind
from inspector.exchange.sheets.known import KnownList, KnownLists
from inspector.exchange.sheets.order import SheetOrder
from inspector.exchange.sheets.words import SCORED_WORDS, TASK_WORDS
from inspector.exchange.sheets.writing import HEADER_ROW, put_text

WORKSPACE = "5a" * 16
UNIT = Unit(id=UnitId("1" * 32), name="市外事办公室", short_name="市外办", code="WB")
OTHER_UNIT = Unit(id=UnitId("2" * 32), name="市财政局", aliases=("财政局",), code="CZ")
INSPECTION = Inspection(
    id=InspectionId("3" * 32), name="宁川市2025年度政务公开工作考核", year=2025,
    sampling_deadline=datetime(2025, 12, 11),
)  # fmt: skip
CLASS_B = load("ningchuan-2025-b")


def task(number: str, content: str) -> Item:
    """Make a task, which carries no marks."""
    return Item(key=ItemKey(f"t{number}"), number=number, content=content, kind=ItemKind.TASK)


TASKS = Checklist(
    title="政务公开工作要点任务清单",
    content_header="工作任务",
    children=(
        Section(
            number="1",
            title="主动公开",
            children=(task("1.1", "公开规划信息"), task("1.2", "公开财政信息")),
        ),
        task("2", "开展业务培训"),
    ),
)
SMALL = Checklist(
    title="细则",
    children=(
        Section(
            number="1",
            title="平台建设",
            points=Mark(180000),
            children=(
                Item(key=ItemKey("a"), number="1.1", content="专栏设置", points=Mark(60000)),
                Item(key=ItemKey("b"), number="1.2", content="栏目更新与链接", points=Mark(120000)),
                Section(
                    number="1.3",
                    title="新媒体",
                    children=(task("1.3.1", "清理僵尸账号"),),
                ),
            ),
        ),
        Item(key=ItemKey("j"), number="J1", content="经验推广", kind=ItemKind.BONUS),
        Item(key=ItemKey("f"), number="F1", content="泄露国家秘密", kind=ItemKind.VETO),
    ),
)


def order(kind: SheetKind, checklist: Checklist = CLASS_B, **fields: Any) -> SheetOrder:
    """Order a sheet for the unit, blank unless fields say otherwise."""
    return SheetOrder(
        kind=kind,
        workspace=WORKSPACE,
        inspection=INSPECTION,
        unit=UNIT,
        checklist=checklist,
        **fields,
    )


def known(*lists: Checklist, units: Sequence[Unit] = (UNIT, OTHER_UNIT)) -> KnownLists:
    """Return the lists of the workspace: the class B list unless others are named."""
    return KnownLists(
        workspace=WORKSPACE,
        lists=tuple(
            KnownList(inspection=INSPECTION, checklist=one, units=tuple(units))
            for one in lists or (CLASS_B,)
        ),
    )


def numbered(checklist: Checklist, number: str) -> Item:
    """Return an item by its number."""
    return next(item for _, item in checklist.items() if item.number == number)


def changed(data: bytes, *changes: Callable[[Workbook], None]) -> bytes:
    """Open a workbook as another program would, change it and save it."""
    book = load_workbook(BytesIO(data))
    for change in changes:
        change(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def typed(cells: Mapping[tuple[str, str], Any]) -> Callable[[Workbook], None]:
    """Type values into cells named by item number and header."""

    def change(book: Workbook) -> None:
        sheet = book.worksheets[0]
        headers = [cell.value for cell in sheet[header_row(sheet)]]
        for (number, header), value in cells.items():
            cell = sheet.cell(row_of(sheet, number), headers.index(header) + 1)
            if isinstance(value, str):
                put_text(cell, value)
            else:
                cell.value = value

    return change


def header_row(sheet: Worksheet) -> int:
    """Return the row of the header."""
    return row_of(sheet, "指标编号")


def row_of(sheet: Worksheet, number: str) -> int:
    """Return the first row of an item."""
    return next(at for at, row in enumerate(sheet.iter_rows(), 1) if row[0].value == number)


def rearranged(places: Callable[[list[list[Any]]], Iterable[list[Any] | None]]) -> Any:
    """Put the table's rows in another order; None stands for an inserted blank row."""

    def change(book: Workbook) -> None:
        sheet = book.worksheets[0]
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        first = header_row(sheet) + 1
        last = max(int(row[0].row or 0) for row in sheet.iter_rows(min_row=first) if row[-1].value)
        kept = [[cell.value for cell in row] for row in sheet.iter_rows(first, last)]
        below = [[cell.value for cell in row] for row in sheet.iter_rows(last + 1)]
        width = sheet.max_column
        sheet.delete_rows(first, sheet.max_row)
        for at, row in enumerate([*places(kept), *below], first):
            for column, value in enumerate(row or [None] * width, 1):
                cell = sheet.cell(at, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"

    return change


def without_column(header: str) -> Callable[[Workbook], None]:
    """Delete a column."""

    def change(book: Workbook) -> None:
        sheet = book.worksheets[0]
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        (column,) = [one.column for one in sheet[header_row(sheet)] if one.value == header]
        sheet.delete_cols(column)

    return change


def without_hidden_sheet(book: Workbook) -> None:
    """Delete the hidden sheet."""
    del book[book.sheetnames[-1]]


FIRST_ROW = HEADER_ROW + 1

ODD_TEXTS = [
    *("=1+1", "+3", "-无", "@某单位", "=HYPERLINK(1)", "第一行\n第二行\n", "a\r\nb", " 首尾空格 "),
    *("😀👍🏽", "\x01\x1f", "_x0041_", "_x005F_", "007", "1e5", "2025-12-03", "#N/A", "TRUE"),
    *("\u3000全角", "\ufffe", "——", "自评表", "填报单位（盖章）：市财政局"),
]
letters = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
texts = st.one_of(
    st.just(""),
    st.text(letters, max_size=40),
    st.builds(str.__add__, st.sampled_from(list("=+-@' \n\t")), st.text(letters, max_size=20)),
    st.sampled_from(ODD_TEXTS),
)
filled_texts = texts.filter(lambda text: bool(text.strip()))
marks = st.integers(0, 60000).map(Mark)


def answers(checklist: Checklist) -> st.SearchStrategy[dict[ItemKey, Answer]]:
    """Answers to any of the items, both sides filled in at random."""
    return st.fixed_dictionaries(
        {}, optional={item.key: answer(item) for _, item in checklist.items()}
    )


@st.composite
def answer(draw: st.DrawFn, item: Item) -> Answer:
    """One answer with findings as far as the item may have any."""
    words = TASK_WORDS if item.kind is ItemKind.TASK else SCORED_WORDS
    conclusions = st.sampled_from(sorted(words))
    carries_marks = item.kind in (ItemKind.SCORED, ItemKind.BONUS)
    return Answer(
        inspection=INSPECTION.id,
        unit=UNIT.id,
        item=item.key,
        self_conclusion=draw(st.none() | conclusions),
        self_mark=draw(st.none() | marks) if carries_marks else None,
        self_account=draw(texts),
        self_note=draw(texts),
        conclusion=draw(st.just(Conclusion.OPEN) | conclusions),
        findings=tuple(draw(st.lists(findings(carries_marks), max_size=3))),
        account=draw(texts),
        note=draw(texts),
    )


@st.composite
def findings(draw: st.DrawFn, carries_marks: bool) -> Finding:
    """One finding."""
    return Finding(
        id=FindingId(new_id()),
        rule=0,
        points=draw(marks) if carries_marks else Mark(0),
        fact=draw(filled_texts),
        place=draw(texts),
        sampled_at=draw(
            st.none()
            | st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)).map(
                lambda moment: moment.replace(microsecond=0)
            )
        ),
    )


def standing_alone(checklist: Checklist) -> Checklist:
    """Return the list under other keys, as a workspace that imported it afresh would have it."""
    return replace(checklist, children=tuple(_fresh(node) for node in checklist.children))


def _fresh(node: Section | Item) -> Section | Item:
    if isinstance(node, Item):
        return replace(node, key=ItemKey(f"fresh-{node.key}"))
    return replace(node, children=tuple(_fresh(child) for child in node.children))
