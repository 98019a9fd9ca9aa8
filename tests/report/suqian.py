"""The office's own check of 2020, from the data the demo ships."""

import yaml

from inspector import paths
from inspector.domain.answer import Answer, Conclusion, Side
from inspector.domain.dossier import UnitDossier
from inspector.domain.grading import grade
from inspector.domain.ids import EditionId, InspectionId, UnitId
from inspector.domain.inspection import Assessment, Inspection, InspectionKind, UnitClass
from inspector.domain.marks import parse_mark
from inspector.domain.unit import Unit
from inspector.exchange import bundled
from inspector.report.subject import UnitSubject


def own_check() -> UnitSubject:
    """Return the unit's part, graded as a list of tasks."""
    stored = yaml.safe_load((paths.resources() / "demo" / "suqian-2020.yaml").read_text("utf-8"))
    told, entry = stored["inspection"], stored["units"][0]
    checklist = bundled.load("suqian-2020")
    inspection = Inspection(
        id=InspectionId("sq"),
        name=told["name"],
        kind=InspectionKind(told["kind"]),
        year=told["year"],
        basis=tuple(told["basis"]),
        office=told["office"],
        classes=(UnitClass(key="", edition=EditionId("e")),),
    )
    unit = Unit(id=UnitId("u"), name=entry["name"], short_name=entry["short_name"])
    keys = {item.number: item.key for _, item in checklist.items()}
    answers = {
        keys[one["item"]]: Answer(
            inspection=inspection.id,
            unit=unit.id,
            item=keys[one["item"]],
            conclusion=Conclusion(one["conclusion"]),
            account=one.get("account", ""),
            metrics={name: parse_mark(text) for name, text in one.get("metrics", {}).items()},
        )
        for one in entry["answers"]
    }
    graded = {side: grade(checklist, checklist.rule_set, answers, side=side) for side in Side}
    dossier = UnitDossier(
        unit=unit,
        assessment=Assessment(inspection=inspection.id, unit=unit.id),
        checklist=checklist,
        rule_set=checklist.rule_set,
        answers=answers,
        self_graded=graded[Side.SELF],
        checked=graded[Side.CHECKED],
        approved=graded[Side.APPROVED],
    )
    return UnitSubject(inspection=inspection, dossier=dossier)
