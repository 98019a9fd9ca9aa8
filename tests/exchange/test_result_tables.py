"""The results of fifteen units filed as a workbook: figures as the papers print them."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from inspector.domain.answer import Answer, Conclusion, Side
from inspector.domain.dossier import InspectionDossier, UnitDossier
from inspector.domain.finding import Finding
from inspector.domain.grading import prepare
from inspector.domain.ids import EditionId, FindingId, ItemKey, UnitId
from inspector.domain.inspection import Assessment, Inspection, UnitClass
from inspector.domain.marks import Mark
from inspector.domain.ranking import rank
from inspector.domain.unit import Unit
from inspector.exchange.result_tables import write_results, write_unit_results
from inspector.exchange.table_writer import OutTable, TableColumn, write_tables
from tests.golden.ningchuan import (
    CLASS_B,
    INSPECTION,
    KEYS_B,
    UNITS_B,
    answers,
    quarter_marks,
    unit_answers,
)

TASK = Inspection(
    id=INSPECTION,
    name="2025年度政务公开工作考核",
    year=2025,
    classes=(UnitClass(key="B", name="市直部门", edition=EditionId("b")),),
)
RULES = CLASS_B.rule_set


def dossier(name: str, quarters: str, given: dict[ItemKey, Answer]) -> UnitDossier:
    """Grade one unit on all sides."""
    scheme, imported = prepare(CLASS_B), quarter_marks(quarters)
    graded = {side: scheme.grade(given, side=side, imported=imported) for side in Side}
    return UnitDossier(
        unit=Unit(id=UnitId(name), name=name),
        assessment=Assessment(inspection=INSPECTION, unit=UnitId(name), unit_class="B"),
        checklist=CLASS_B,
        rule_set=RULES,
        answers=given,
        self_graded=graded[Side.SELF],
        checked=graded[Side.CHECKED],
        approved=graded[Side.APPROVED],
    )


def year(units: tuple[UnitDossier, ...]) -> InspectionDossier:
    """Rank units of class B."""
    result = rank("B", [(one.unit.id, one.approved) for one in units], RULES)
    return InspectionDossier(inspection=TASK, units=units, results={"B": result})


UNITS = tuple(
    dossier(name, quarters, unit_answers(name, found)) for name, quarters, found in UNITS_B
)


@pytest.fixture(scope="module")
def book() -> dict[str, Worksheet]:
    """Return the sheets of the whole year's workbook by tab."""
    data = write_results(year(UNITS), "汇总.xlsx")
    return {sheet.title: sheet for sheet in load_workbook(BytesIO(data)).worksheets}


def table(sheet: Worksheet) -> list[dict[str, object]]:
    """Return a sheet's rows by header."""
    headers = [str(cell.value) for cell in sheet[2]]
    return [
        dict(zip(headers, (cell.value for cell in row), strict=True))
        for row in sheet.iter_rows(min_row=3)
    ]


def test_the_workbook_has_summary_rates_details_findings_and_working(
    book: dict[str, Worksheet],
) -> None:
    assert list(book) == ["汇总", "得分率", "得分明细", "扣分点", "计分过程"]


def test_the_summary_prints_the_published_marks_in_order_of_rank(
    book: dict[str, Worksheet],
) -> None:
    rows = {row["单位"]: row for row in table(book["汇总"])}
    assert (rows["市发展改革委"]["名次"], rows["市发展改革委"]["得分"]) == (1, 98.26)
    assert [rows[name]["名次"] for name in ("市教育局", "市人力资源社会保障局")] == [3, 3]
    assert (rows["市外办"]["得分合计"], rows["市外办"]["应得分"]) == (78.65, 98)
    assert (rows["市外办"]["加分"], rows["市外办"]["得分"]) == (2, 83.44)
    assert (rows["市住房城乡建设局"]["得分"], rows["市住房城乡建设局"]["拟定等次"]) == (60, "合格")
    assert rows["市民政局"]["备注"] == "否决项F1（原87.76分）"
    assert [row["单位"] for row in table(book["汇总"])][:3] == [
        "市发展改革委",
        "市财政局",
        "市教育局",
    ]


def test_a_tie_across_the_quota_is_noted_and_not_decided(book: dict[str, Worksheet]) -> None:
    notes = [str(row[0].value) for row in book["汇总"].iter_rows(min_row=13)]
    assert "平均得分：83.95分。" in notes
    assert any("并列" in note and "市教育局、市人力资源社会保障局" in note for note in notes)


def test_rates_are_earned_over_entitled(book: dict[str, Worksheet]) -> None:
    rates = {row["部分"]: row["得分率"] for row in table(book["得分率"])}
    assert rates["主动公开"] == 0.8735
    assert rates["平台建设"] == 0.8202
    assert rates["合计"] == 0.8695
    assert book["得分率"].cell(3, 5).number_format == "0.00%"


def test_details_show_each_item_with_what_was_deducted_and_why(
    book: dict[str, Worksheet],
) -> None:
    rows = [row for row in table(book["得分明细"]) if row["单位"] == "市外办"]
    assert len(rows) == 29
    capped = next(row for row in rows if row["指标编号"] == "4.2")
    assert (capped["应扣分"], capped["扣分"], capped["审定得分"]) == (6.7, 6, 0)
    assert str(capped["扣分原因"]).count("\n") == 2
    objected = next(row for row in rows if row["指标编号"] == "3.2")
    assert (objected["初评分"], objected["审定得分"]) == (5, 8)


def test_one_unit_s_results_hold_nothing_of_another_unit() -> None:
    data = write_unit_results(TASK, UNITS[9], "市外办.xlsx")
    texts = {
        str(cell.value)
        for sheet in load_workbook(BytesIO(data)).worksheets
        for row in sheet.iter_rows()
        for cell in row
    }
    assert "市外办" in texts
    assert not texts & {name for name, _, _ in UNITS_B if name != "市外办"}


def test_while_items_are_open_there_is_no_mark_and_no_rank() -> None:
    given = answers("市教育局", "1.1b×2")
    given[KEYS_B["2.3"]] = replace(given[KEYS_B["2.3"]], conclusion=Conclusion.OPEN)
    waiting = dossier("市教育局", "89.30 90.06 91.00", given)
    data = write_results(year((UNITS[0], waiting)), "汇总.xlsx")
    rows = {row["单位"]: row for row in table(load_workbook(BytesIO(data)).worksheets[0])}
    row = rows["市教育局"]
    assert (row["名次"], row["得分"], row["拟定等次"], row["得分合计"]) == (None, None, None, None)
    assert row["备注"] == "检查中，尚有1项待核查"


def test_facts_that_look_like_formulas_stay_text() -> None:
    given = answers("市教育局", "1.1b×2")
    (old,) = given[KEYS_B["1.1"]].findings
    risky = Finding(id=FindingId("r"), rule=2, points=old.points, fact="=2+2", place="@首页")
    given[KEYS_B["1.1"]] = replace(given[KEYS_B["1.1"]], findings=(risky,))
    data = write_unit_results(TASK, dossier("市教育局", "89.30 90.06 91.00", given), "a.xlsx")
    row = table(load_workbook(BytesIO(data))["扣分点"])[0]
    assert (row["扣分原因"], row["位置"], row["扣（加）分"]) == ("=2+2", "@首页", 1)


def test_tabs_of_one_name_and_of_forbidden_signs_are_told_apart() -> None:
    one = OutTable(
        tab="汇总/县[区]" * 5,
        title="题",
        columns=(TableColumn("分", 8, marks=True),),
        rows=((Mark(12345),),),
    )
    book = load_workbook(BytesIO(write_tables((one, one), "a.xlsx")))
    assert len({sheet.title for sheet in book.worksheets}) == 2
    assert book.worksheets[0]["A3"].value == 1.2345


def test_a_wide_table_is_set_up_for_a3_and_a_narrow_one_upright(book: dict[str, Worksheet]) -> None:
    assert (book["汇总"].page_setup.paperSize, book["汇总"].page_setup.orientation) == (
        8,
        "landscape",
    )
    rates = book["得分率"].page_setup
    assert (rates.paperSize, rates.orientation) == (9, "portrait")
