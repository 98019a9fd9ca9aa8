"""Several papers about one subject: the same as one by one, with the fields worked out once."""

import pytest

from inspector.report import unit_fields
from inspector.report.compose import compose, compose_each
from inspector.report.fields import Fields
from inspector.report.subject import PaperOptions, UnitSubject
from tests.report import rectified

KINDS = ("feedback", "self_report", "rectification_notice", "working_sheet")
"""One of them is said by the unit's own office, two have forms attached."""


def test_papers_made_together_are_those_made_one_by_one_and_fields_are_worked_out_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    subject = rectified.one("市住房城乡建设局")
    apart = [compose(kind, subject) for kind in KINDS]
    worked_out: list[bool] = []
    work_out = unit_fields.of_unit

    def counted(subject: UnitSubject, options: PaperOptions, *, by_unit: bool) -> Fields:
        worked_out.append(by_unit)
        return work_out(subject, options, by_unit=by_unit)

    monkeypatch.setattr(unit_fields, "of_unit", counted)
    together = list(compose_each(KINDS, subject))
    assert together == apart
    assert any(one.attachments for one in together)
    assert sorted(worked_out) == [False, True]
