"""The demo: a made-up city's year from the shipped data, gone through as an office would."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from inspector.domain.answer import Answer, Conclusion
from inspector.domain.checklist import Checklist, Item
from inspector.domain.edits import Action
from inspector.domain.errors import Refused, refused
from inspector.domain.evidence import Evidence, EvidenceKind
from inspector.domain.finding import Finding
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
from inspector.domain.unit import UnitRow
from inspector.exchange.sheets.columns import Field, SheetKind
from inspector.exchange.sheets.filling import CellInput, fill_self_sheet
from inspector.i18n.gettext import CHINESE
from inspector.i18n.working import working_line
from inspector.services import (
    answers,
    approval,
    checklists,
    demo_evidence,
    demo_ledger,
    demo_objections,
    demo_papers,
    demo_returns,
    documents,
    grading,
    inspections,
    intake,
    lookup,
    procedure,
    register,
    results,
    sheets,
    units,
)
from inspector.services.demo_data import Entry, day, moment, read
from inspector.services.desk import Desk
from inspector.services.files import read_file, write_file

AUTHOR: Final = "周明远"
DATA: Final = "ningchuan-2025.yaml"
MORE: Final = "ningchuan-2025-more.yaml"
_LEDGER: Final = "ningchuan-2025-ledger.yaml"
_LAST_YEAR: Final = "ningchuan-2024.yaml"
_RETURNS: Final = "ningchuan-returns.yaml"
_TO_FEEDBACK: Final = (
    AssessmentState.CHECKED,
    AssessmentState.AWAITING_REVIEW,
    AssessmentState.FED_BACK,
)
SELF_REPORT_DATA: Final = "suqian-2020.yaml"
_OF_REGISTER: Final = frozenset(
    ("name", "short_name", "aliases", "code", "order", "class", "contact", "phone")
)


def workspace_path(folder: Path, name: str) -> Path:
    """Return where a workspace of the demo goes, making the folder; refuse to write over one."""
    path = folder / f"{name}.inspection"
    if path.exists():
        raise refused("demo.exists", Place(file=str(path)))
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def build(desk: Desk, folder: Path) -> Iterator[Path]:
    """Go through the year and yield each file written.

    Last year in short; lists and units in, self-sheets out and filled in and back, findings and
    conclusions of the first check, feedback, objections and the meeting's decision, the report
    upward, rectification until January, and the yearly returns.
    """
    data, more = year(), read(MORE)
    _last_year(desk, data)
    task = set_up(desk, data)
    _add_sites(desk, data["units"])
    yield desk.file.path
    yield from _self_sheets(desk, task, data, folder)
    for on, names in more["received"].items():
        came = [lookup.unit(desk, name) for name in names]
        register.receive_several(desk, task, came, date.fromisoformat(on))
    for entry in data["units"]:
        check(desk, task, entry)
    demo_evidence.note_down(desk, task, more)
    demo_evidence.take_pictures(desk, task, more)
    demo_evidence.confirm_repeats(desk, task, more)
    yield from sheets.export_all(desk, task, SheetKind.WORKING, folder / "检查工作底稿")
    _feed_back(desk, task, date.fromisoformat(data["inspection"]["feedback_date"]))
    yield from demo_objections.settle(desk, task, demo_objections.told(data, more), folder)
    for entry in data["units"]:
        _approve(desk, task, entry)
    wish = documents.Wish(
        kind="report", dated=date(2025, 12, 29), addressee="市人民政府", practices=(1, 2, 3)
    )
    yield from demo_papers.write(desk, task, wish, folder / "公文" / "考核情况报告")
    yield results.write(desk, task, folder / "结果" / "得分汇总.xlsx")
    yield _working(desk, task, folder / "结果" / "计分过程.txt")
    demo_ledger.follow_up(desk, task, read(_LEDGER))
    yield from demo_returns.send_in(desk, read(_RETURNS), folder / "报送")
    demo_papers.begin_drafts(desk, task, more)


def _last_year(desk: Desk, data: Entry) -> None:
    """Go through the year before: what was found, the grades, and what is left of its ledger."""
    told = read(_LAST_YEAR)
    who = {entry["name"]: entry for entry in data["units"]}
    entries = [{**_register_entry(who[entry["name"]]), **entry} for entry in told["units"]]
    task = set_up(desk, {**told, "units": entries})
    for entry in entries:
        check(desk, task, entry)
    _feed_back(desk, task, date.fromisoformat(told["inspection"]["feedback_date"]))
    for entry in entries:
        _approve(desk, task, entry)
    demo_ledger.follow_up(desk, task, told["ledger"])


def _register_entry(entry: Entry) -> Entry:
    """Return what the register says of a unit, without what was found there."""
    return {name: entry[name] for name in _OF_REGISTER if name in entry}


def _working(desk: Desk, task: Inspection, target: Path) -> Path:
    """Write each unit's working, one line a step."""
    lines: list[str] = []
    for unit, _part, graded in grading.grade_all(desk, task):
        lines += [unit.label, *(f"  {working_line(step, CHINESE)}" for step in graded.working), ""]
    return write_file(target, "\n".join(lines).encode())


def year() -> Entry:
    """Return the data of the demo's year."""
    return read(DATA)


def set_up(desk: Desk, year: Entry) -> Inspection:
    """Set up the year's inspection with its lists, units and teams."""
    given = year["inspection"]
    plan = inspections.Plan(
        name=given["name"],
        kind=InspectionKind(given["kind"]),
        lists={one["key"]: _list(one, given["year"]) for one in given["classes"]},
        class_names={one["key"]: one["name"] for one in given["classes"]},
        units=[_unit_row(entry) for entry in year["units"]],
        basis=tuple(given["basis"]),
        sampling_deadline=moment(given.get("sampling_deadline")),
        office=given["office"],
        office_contact=given.get("office_contact", ""),
        office_phone=given.get("office_phone", ""),
    )
    task, _changes = inspections.create(desk, plan)
    complete = replace(
        task,
        period_start=day(given.get("period_start")),
        period_end=day(given.get("period_end")),
        teams=tuple(
            Team(name=one["name"], leader=one["leader"], members=tuple(one["members"]))
            for one in given.get("teams", ())
        ),
    )
    with desk.file.unit_of_work(desk.author) as work:
        work.replace(task, complete)
        work.commit(Action(verb="inspection.update", parameters={"name": task.name}))
    return complete


def _add_sites(desk: Desk, entries: Iterable[Entry]) -> None:
    """Note the websites and accounts of the units, which no list of units brings along."""
    for entry in entries:
        sites, accounts = tuple(entry.get("websites", ())), tuple(entry.get("accounts", ()))
        if sites or accounts:
            units.update(desk, lookup.unit(desk, entry["name"]), websites=sites, accounts=accounts)


def _list(entry: Entry, year: int) -> Checklist:
    """Return the list of a class, under the title of its year where the data give one."""
    found = checklists.obtain(entry["checklist"]).checklist
    return replace(found, title=entry["title"], year=year) if "title" in entry else found


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
    given = year["inspection"]
    units = [unit for unit, _part in inspections.participants(desk, task)]
    sent, due = (date.fromisoformat(given[name]) for name in ("sheets_sent", "sheets_due"))
    register.send(desk, task, units, sent, due)
    returned = []
    for entry in year["units"]:
        if entry.get("self"):
            name = f"{entry['short_name']}-{SheetKind.SELF.paper_name}.xlsx"
            filled = fill_self_sheet(read_file(out[name]), dict(map(_claim, entry["self"])))
            returned.append(write_file(folder / "报送" / name, filled))
    if returned:
        intake.take_in(desk, task, returned)
    for entry in year["units"]:
        if entry.get("sheet_received"):
            unit = lookup.unit(desk, entry["name"])
            register.receive(desk, task, unit, date.fromisoformat(entry["sheet_received"]))
    yield from returned


def _claim(entry: Entry) -> tuple[str, Mapping[Field, CellInput]]:
    cells: dict[Field, CellInput] = {
        Field.SELF_CONCLUSION: Conclusion(entry["conclusion"]),
        Field.SELF_ACCOUNT: entry.get("account", ""),
    }
    if "mark" in entry:
        cells[Field.SELF_MARK] = parse_mark(entry["mark"])
    return entry["item"], cells


def check(desk: Desk, task: Inspection, entry: Entry) -> None:
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


def _feed_back(desk: Desk, task: Inspection, on: date) -> None:
    """Let every unit go through the check and the review to its feedback."""
    for state in _TO_FEEDBACK:
        moved, _changes = procedure.advance_all(desk, task, state, on)
        held = [issue for one in moved if one.is_held for issue in one.issues]
        if held:
            raise Refused(*held)


def _approve(desk: Desk, task: Inspection, entry: Entry) -> None:
    """Enter the meeting's decision on a unit, which locks its marks."""
    given = entry["approval"]
    verdict = approval.Verdict(
        on=date.fromisoformat(given["date"]), grade=given["grade"], reason=given.get("reason", "")
    )
    approval.approve(desk, task, lookup.unit(desk, entry["name"]), verdict)


def build_self_report(desk: Desk, folder: Path) -> Iterator[Path]:
    """Write one unit's report on itself against a list of tasks, in a workspace of its own."""
    given = read(SELF_REPORT_DATA)
    task = set_up(desk, given)
    yield desk.file.path
    for entry in given["units"]:
        check(desk, task, entry)
        wish = documents.Wish(kind="self_report", unit=entry["short_name"])
        yield from demo_papers.write(desk, task, wish, folder / "公文" / "自查情况报告")
