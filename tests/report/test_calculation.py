"""What a unit is told of its mark can be followed with a calculator, figure by figure."""

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pytest

from inspector.domain.answer import Side
from inspector.domain.dossier import UnitDossier
from inspector.domain.grading import grade
from inspector.report import phrasing
from inspector.report.calculation import calculation
from inspector.report.compose import compose
from inspector.report.subject import PaperOptions, UnitSubject
from tests.report import ningchuan
from tests.report.reading import rows, tables, text

YEAR = {one.unit.label: one for one in ningchuan.fifteen_units().units}
NAME = re.compile(r"[一-鿿]+(?=[\d（])")


def worked_out(expression: str) -> Decimal:
    """Work an expression of marks, ×, ÷, ＋, －, % and brackets out as a reader would."""
    plain = NAME.sub("", expression)
    plain = re.sub(r"([\d.]+)%", lambda share: f"({share[1]}/100)", plain)
    plain = plain.translate(str.maketrans("×÷＋－（）", "*/+-()"))
    plain = re.sub(r"[\d.]+", lambda number: f"Decimal('{number[0]}')", plain)
    value: Decimal = eval(plain, {"Decimal": Decimal})
    return value


@pytest.mark.parametrize("unit", YEAR.values(), ids=YEAR)
def test_every_equation_holds_and_the_last_one_ends_at_the_mark(unit: UnitDossier) -> None:
    told = calculation(unit, unit.approved)
    for equation in told.split("；"):
        _name, expression, value = equation.split("＝")
        rounded = worked_out(expression).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert rounded == Decimal(value), equation
    assert told.endswith(f"＝{phrasing.mark_text(unit.approved.original or 0)}")


def test_the_feedback_and_the_table_of_marks_say_how_the_mark_came_about() -> None:
    told = (
        "平时得分＝（一季度84.50＋二季度82.00＋三季度86.10）÷3＝84.20；"
        "年终基础分＝78.65÷98×100＝80.26；"
        "综合得分＝平时得分84.20×30%＋年终基础分80.26×70%＋加分2.00＝83.44"
    )
    subject = UnitSubject(inspection=ningchuan.INSPECTION, dossier=YEAR["市外办"])
    assert f"得分的计算：{told}。" in text(compose("feedback", subject, PaperOptions()))
    (marks,) = tables(compose("mark_details", subject, PaperOptions()), "sheet.marks")
    assert f"{told}。" in marks.notes


def test_a_missing_source_leaves_its_weight_to_the_others() -> None:
    told = calculation(YEAR["宁川高新区"], YEAR["宁川高新区"].approved)
    assert "÷70%＝83.86" in told
    assert "乡镇街道" not in told


def test_a_mark_that_is_the_basic_one_needs_no_sum() -> None:
    unit = YEAR["市教育局"]
    alone = replace(unit.assessment, imported={})
    plain = grade(unit.checklist, unit.rule_set, unit.answers, side=Side.APPROVED)
    assert plain.original == plain.base
    assert calculation(replace(unit, assessment=alone, approved=plain), plain) == ""


def test_before_the_decision_nothing_is_worked_out_for_the_unit() -> None:
    feedback = compose("feedback", ningchuan.one_unit(), PaperOptions())
    assert "得分的计算" not in text(feedback)
    assert rows(tables(feedback.attachments[0], "feedback.findings")[0])
