"""The demo: a made-up city's year from the shipped data, gone through as an office would."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import yaml

from inspector import paths
from inspector.domain.answer import Answer, Conclusion
from inspector.domain.checklist import Item
from inspector.domain.edits import Action
from inspector.domain.errors import refused
from inspector.domain.evidence import Evidence, EvidenceKind
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.findings import finding_points
from inspector.domain.ids import EvidenceId, FindingId, new_id
from inspector.domain.inspection import (
    Assessment,
    AssessmentState,
    Inspection,
    InspectionKind,
    Team,
)
from inspector.domain.issues import Place
from inspector.domain.marks import parse_mark
from inspector.domain.unit import Unit
from inspector.exchange.sheets.columns import Field, SheetKind
from inspector.exchange.sheets.filling import CellInput, fill_self_sheet
from inspector.exchange.unit_reader import UnitRow
from inspector.i18n.gettext import CHINESE
from inspector.i18n.working import working_line
from inspector.services import (
    answers,
    checklists,
    documents,
    grading,
    inspections,
    intake,
    lookup,
    results,
    sheets,
)
from inspector.services.desk import Desk
from inspector.services.files import read_file, write_file

AUTHOR: Final = "周明远"
DATA: Final = "ningchuan-2025.yaml"
SELF_REPORT_DATA: Final = "suqian-2020.yaml"

Entry = Mapping[str, Any]
"""One mapping of the demo's YAML, whose shape its own head describes."""


def workspace_path(folder: Path, name: str) -> Path:
    """Return where a workspace of the demo goes, making the folder; refuse to write over one."""
    path = folder / f"{name}.inspection"
    if path.exists():
        raise refused("demo.exists", Place(file=str(path)))
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def build(desk: Desk, folder: Path) -> Iterator[Path]:
    """Go through the year and yield each file written.

    Lists and units in, self-sheets out and filled in and back, findings and conclusions of the
    first check, feedback, the objection and the meeting's decision, and the report upward.
    """
    year = _read(DATA)
    task = _set_up(desk, year)
    yield desk.file.path
    yield from _self_sheets(desk, task, year, folder)
    for entry in year["units"]:
        _check(desk, task, entry)
    yield from sheets.export_all(desk, task, SheetKind.WORKING, folder / "检查工作底稿")
    for entry in year["units"]:
        if entry.get("objection"):
            wish = documents.Wish(
                kind="feedback", unit=entry["short_name"], dated=_day(entry.get("feedback_date"))
            )
            yield from _papers(desk, task, wish, folder / "公文" / f"{entry['short_name']}情况反馈")
    for entry in year["units"]:
        _decide(desk, task, entry)
    wish = documents.Wish(
        kind="report", dated=date(2025, 12, 29), addressee="市人民政府", practices=(1, 2, 3)
    )
    yield from _papers(desk, task, wish, folder / "公文" / "考核情况报告")
    yield results.write(desk, task, folder / "结果" / "得分汇总.xlsx")
    yield _working(desk, task, folder / "结果" / "计分过程.txt")


def _working(desk: Desk, task: Inspection, target: Path) -> Path:
    """Write each unit's working, one line a step."""
    lines: list[str] = []
    for unit, _part, graded in grading.grade_all(desk, task):
        lines += [unit.label, *(f"  {working_line(step, CHINESE)}" for step in graded.working), ""]
    return write_file(target, "\n".join(lines).encode())


def _read(name: str) -> Entry:
    text = read_file(paths.resources() / "demo" / name).decode()
    found: Entry = yaml.safe_load(text)
    return found


def _set_up(desk: Desk, year: Entry) -> Inspection:
    given = year["inspection"]
    plan = inspections.Plan(
        name=given["name"],
        kind=InspectionKind(given["kind"]),
        lists={
            one["key"]: checklists.obtain(one["checklist"]).checklist for one in given["classes"]
        },
        class_names={one["key"]: one["name"] for one in given["classes"]},
        units=[_unit_row(entry) for entry in year["units"]],
        basis=tuple(given["basis"]),
        sampling_deadline=_moment(given.get("sampling_deadline")),
        office=given["office"],
        office_contact=given.get("office_contact", ""),
        office_phone=given.get("office_phone", ""),
    )
    task, _changes = inspections.create(desk, plan)
    complete = replace(
        task,
        period_start=_day(given.get("period_start")),
        period_end=_day(given.get("period_end")),
        teams=tuple(
            Team(name=one["name"], leader=one["leader"], members=tuple(one["members"]))
            for one in given.get("teams", ())
        ),
    )
    with desk.file.unit_of_work(desk.author) as work:
        work.replace(task, complete)
        work.commit(Action(verb="inspection.update", parameters={"name": task.name}))
    return complete


def _unit_row(entry: Entry) -> UnitRow:
    return UnitRow(
        name=entry["name"],
        short_name=entry["short_name"],
        aliases=tuple(entry.get("aliases", ())),
        code=entry.get("code", ""),
        order=entry["order"],
        unit_class=entry.get("class", ""),
        contact=entry.get("contact", ""),
        phone=entry.get("phone", ""),
    )


def _self_sheets(desk: Desk, task: Inspection, year: Entry, folder: Path) -> Iterator[Path]:
    """Send the sheets out, let the units that have claims fill theirs in, and take those in."""
    out = {
        path.name: path for path in sheets.export_all(desk, task, SheetKind.SELF, folder / "自评表")
    }
    yield from out.values()
    returned = []
    for entry in year["units"]:
        if entry.get("self"):
            name = f"{entry['short_name']}-{SheetKind.SELF.paper_name}.xlsx"
            filled = fill_self_sheet(read_file(out[name]), dict(map(_claim, entry["self"])))
            returned.append(write_file(folder / "报送" / name, filled))
    if returned:
        intake.take_in(desk, task, returned)
    yield from returned


def _claim(entry: Entry) -> tuple[str, Mapping[Field, CellInput]]:
    cells: dict[Field, CellInput] = {
        Field.SELF_CONCLUSION: Conclusion(entry["conclusion"]),
        Field.SELF_ACCOUNT: entry.get("account", ""),
    }
    if "mark" in entry:
        cells[Field.SELF_MARK] = parse_mark(entry["mark"])
    return entry["item"], cells


def _check(desk: Desk, task: Inspection, entry: Entry) -> None:
    """Enter what the inspectors found at one unit, as far as the first check goes."""
    unit = lookup.unit(desk, entry["name"])
    part = lookup.assessment(desk, task, unit)
    items = {item.number: item for _, item in lookup.checklist_of(desk, task, part).items()}
    known = desk.file.reader.answers(task.id, unit.id)
    with desk.file.unit_of_work(desk.author) as work:
        for given in entry.get("answers", ()):
            item = items[given["item"]]
            before = known.get(item.key)
            after = _answer(item, given, before or answers.blank(part, item), entry)
            answers.put(work, before, after)
        for given in entry.get("evidence", ()):
            work.add(_evidence(items[given["item"]], given, part))
        work.replace(part, _checked_part(part, entry))
        work.commit(Action(verb="demo.findings", parameters={"unit": unit.label}))
    answers.confirm_rest(desk, task, unit)


def _checked_part(part: Assessment, entry: Entry) -> Assessment:
    return replace(
        part,
        state=AssessmentState.CHECKING,
        imported={name: parse_mark(mark) for name, mark in entry.get("imported", {}).items()},
        team=entry.get("team", ""),
        inspectors=tuple(entry.get("inspectors", ())),
        summary=entry.get("summary", ""),
        feedback_date=_day(entry.get("feedback_date")),
        objection_deadline=_day(entry.get("objection_deadline")),
    )


def _answer(item: Item, given: Entry, blank: Answer, entry: Entry) -> Answer:
    metrics = {name: int(parse_mark(value)) for name, value in given.get("metrics", {}).items()}
    inspector = "、".join(entry.get("inspectors", ())) or AUTHOR
    return replace(
        blank,
        conclusion=Conclusion(given["conclusion"]),
        statement_published=given.get("statement_published", True),
        reason=given.get("reason", ""),
        allowed_by=given.get("allowed_by", ""),
        metrics=metrics,
        account=given.get("account", ""),
        findings=tuple(
            _finding(item, one, metrics, inspector) for one in given.get("findings", ())
        ),
    )


def _finding(item: Item, given: Entry, metrics: Mapping[str, int], inspector: str) -> Finding:
    rule = lookup.rule(item, given["rule"]) if "rule" in given else None
    return Finding(
        id=FindingId(new_id()),
        rule=rule.number if rule else 0,
        count=given["count"],
        points=finding_points(item, rule, count=given["count"], metrics=metrics),
        fact=given["fact"],
        place=given["place"],
        sampled_at=datetime.fromisoformat(given["sampled_at"]),
        inspector=inspector,
        fixed_on_spot=given.get("fixed_on_spot", False),
    )


def _evidence(item: Item, given: Entry, part: Assessment) -> Evidence:
    kind = EvidenceKind(given["kind"])
    is_link = kind is EvidenceKind.LINK
    return Evidence(
        id=EvidenceId(new_id()),
        inspection=part.inspection,
        unit=part.unit,
        item=item.key,
        kind=kind,
        address=given["address"] if is_link else "",
        name="" if is_link else given["address"],
        caption=given["caption"],
    )


def _decide(desk: Desk, task: Inspection, entry: Entry) -> None:
    """Enter the objection's outcome and the meeting's decision, and lock the marks."""
    unit = lookup.unit(desk, entry["name"])
    part = lookup.assessment(desk, task, unit)
    decision = entry["approval"]
    with desk.file.unit_of_work(desk.author) as work:
        for before, after in _overturned(desk, task, unit, part, entry):
            work.replace(before, after)
        work.replace(
            part,
            replace(
                part,
                state=AssessmentState.APPROVED,
                approved_grade=decision["grade"],
                approval_reason=decision.get("reason", ""),
                approved_on=date.fromisoformat(decision["date"]),
            ),
        )
        work.commit(Action(verb="demo.decision", parameters={"unit": unit.label}))


def _overturned(
    desk: Desk, task: Inspection, unit: Unit, part: Assessment, entry: Entry
) -> Iterator[tuple[Answer, Answer]]:
    items = {item.number: item for _, item in lookup.checklist_of(desk, task, part).items()}
    known = desk.file.reader.answers(task.id, unit.id)
    for given in entry.get("answers", ()):
        changed = {one["fact"]: one for one in given.get("findings", ()) if one.get("status")}
        if changed:
            before = known[items[given["item"]].key]
            findings = tuple(_with_status(one, changed) for one in before.findings)
            yield before, replace(before, findings=findings)


def _with_status(finding: Finding, changed: Mapping[str, Entry]) -> Finding:
    given = changed.get(finding.fact)
    if given is None:
        return finding
    return replace(
        finding, status=FindingStatus(given["status"]), status_reason=given["status_reason"]
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _papers(desk: Desk, task: Inspection, wish: documents.Wish, stem: Path) -> Iterator[Path]:
    paper = documents.make(desk, task, wish)
    for ending in (".pdf", ".docx"):
        target = stem.with_name(stem.name + ending)
        documents.write(paper, target)
        yield target


def build_self_report(desk: Desk, folder: Path) -> Iterator[Path]:
    """Write one unit's report on itself against a list of tasks, in a workspace of its own."""
    given = _read(SELF_REPORT_DATA)
    task = _set_up(desk, given)
    yield desk.file.path
    for entry in given["units"]:
        _check(desk, task, entry)
        wish = documents.Wish(kind="self_report", unit=entry["short_name"])
        yield from _papers(desk, task, wish, folder / "公文" / "自查情况报告")
