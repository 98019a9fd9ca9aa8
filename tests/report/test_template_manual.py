"""docs/模板.md names every field, table and filter there is, and none that is not."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from inspector.domain.inspection import AssessmentState
from inspector.report import (
    fields,
    inspection_fields,
    rectification_fields,
    return_fields,
    unit_fields,
)
from inspector.report.head_lines import NAMES
from inspector.report.inspection_tables import INSPECTION_TABLES
from inspector.report.subject import PaperOptions
from inspector.report.templates import FieldValue
from inspector.report.unit_tables import UNIT_TABLES
from tests.golden import ledger
from tests.report import ningchuan, rectified

MANUAL = (Path(__file__).parents[2] / "docs" / "模板.md").read_text(encoding="utf-8")


def names(value: FieldValue) -> Iterator[str]:
    """Yield every name within a field, whatever holds it."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield str(name)
            yield from names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from names(inner)


def known() -> set[str]:
    options = PaperOptions(practices=(1,))
    penal = ningchuan.fifteen_units()
    made = {
        "任务": fields.of_inspection(ningchuan.INSPECTION),
        "公文": fields.of_paper(options),
        **inspection_fields.of_units(penal, options),
    }
    approved = ningchuan.one_unit(AssessmentState.APPROVED)
    of_one = dict(unit_fields.of_unit(approved, options, by_unit=False))
    counted = PaperOptions(dated=ledger.COUNTED)
    after = [
        {"整改": dict(rectification_fields.of_units(rectified.whole(), counted))},
        {"整改": dict(rectification_fields.of_unit(rectified.one("市外办").dossier, counted))},
        {"年报": dict(return_fields.of_return(None))},
    ]
    return {*names(made), *names(of_one), *names(after)}


def test_every_field_stands_in_the_manual() -> None:
    words = set(re.findall(r"[\w一-鿿]+", MANUAL))
    assert known() - words == set()


def test_every_field_of_the_manual_exists() -> None:
    told = MANUAL.partition("## 五、字段")[2].partition("## 六、")[0]
    cells = [cell for cell in re.findall(r"`([^`\n]+)`", told) if "{" not in cell]
    parts = {part for cell in cells for part in cell.split(".")} - {"顿号"}
    assert parts - known() == set()


def test_tables_and_head_lines_of_the_manual_are_those_there_are() -> None:
    shown = set(re.findall(r"【表：([^】]+)】", MANUAL)) - {""}
    over_all = {"整改进度", "整改台账", "自评表　类名", "年报　表名"}
    assert shown == {*UNIT_TABLES, *INSPECTION_TABLES, *over_all}
    heads = MANUAL.partition("## 二、文头各项")[2].partition("## 三、")[0]
    assert set(re.findall(r"`([^`]+)`", heads)) == set(NAMES)
