"""The sheet of one unit as the screen paints it, kept up to date after each edit."""

from dataclasses import replace

import pytest

from inspector.domain.answer import Conclusion
from inspector.domain.changes import Changes
from inspector.domain.checklist import CheckingWay
from inspector.domain.edits import Action
from inspector.domain.ids import ItemKey
from inspector.domain.inspection import AssessmentState, Inspection
from inspector.domain.marks import parse_mark
from inspector.domain.unit import Unit
from inspector.i18n.working import working_line
from inspector.services import answers, division, evidence, findings, history, lookup, score_sheet
from inspector.services.desk import Desk
from inspector.services.evidence import Piece
from inspector.services.findings import Fact
from inspector.services.score_filter import Filter, Show
from inspector.services.score_sheet import ScoreSheet, SheetReader
from tests.services.conftest import ITEMS


@pytest.fixture
def task(desk: Desk) -> Inspection:
    return lookup.inspection(desk, None)


@pytest.fixture
def unit(desk: Desk) -> Unit:
    return lookup.unit(desk, "市外办")


def read(desk: Desk, unit: Unit) -> ScoreSheet:
    return SheetReader().read(desk, lookup.inspection(desk, None), unit.id)


def follow(sheet: ScoreSheet, desk: Desk, changes: Changes) -> None:
    """Take in what an edit touched, and see that the sheet is what one read anew would be."""
    wanted = sheet.wanted(changes)
    assert wanted is not None
    assert not wanted.everything
    task = lookup.inspection(desk, None)
    fresh = score_sheet.fresh(desk, task, sheet.unit.id, wanted)
    assert sheet.take(fresh) is not None
    anew = read(desk, sheet.unit)
    assert sheet.lines == anew.lines
    assert sheet.totals() == anew.totals()
    assert sheet.part == anew.part
    assert {show: sheet.counts[show] for show in Show} == {show: anew.counts[show] for show in Show}
    sections = range(len(sheet.outline.children))
    assert [sheet.section(at) for at in sections] == [anew.section(at) for at in sections]


def concluded(desk: Desk, unit: Unit, number: str, conclusion: Conclusion) -> Changes:
    task, item = lookup.inspection(desk, None), ITEMS[number]
    action = Action(verb="answer.set", parameters={"unit": unit.label, "number": number})
    extra = {"reason": "无此职能", "allowed_by": "乙"}
    more = extra if conclusion is Conclusion.NOT_APPLICABLE else {}
    return answers.change(desk, task, unit, item, action, conclusion=conclusion, **more)


def found(desk: Desk, unit: Unit, number: str, count: int = 1) -> Changes:
    task, item = lookup.inspection(desk, None), ITEMS[number]
    fact = Fact(fact="栏目空白", count=count, place="专栏")
    return findings.add(desk, task, unit, item, item.rules[0], fact)[1]


def test_an_untouched_sheet_has_every_item_open_and_no_mark(desk: Desk, unit: Unit) -> None:
    sheet = read(desk, unit)
    totals = sheet.totals()
    assert list(sheet.lines) == [item.key for item in ITEMS.values()]
    assert (totals.checked, totals.mark, totals.grade) == (0, None, None)
    assert sheet.counts[Show.OPEN] == totals.items
    top = [sheet.section(at).title for at in sheet.outline.children[0] if isinstance(at, int)]
    assert top[0] == sheet.outline.checklist.children[0].title


def test_after_each_edit_the_sheet_equals_one_read_anew(
    desk: Desk, task: Inspection, unit: Unit
) -> None:
    sheet = read(desk, unit)
    follow(sheet, desk, found(desk, unit, "3.2"))
    follow(sheet, desk, found(desk, unit, "3.2", 2))
    follow(sheet, desk, concluded(desk, unit, "1.1", Conclusion.MET))
    follow(sheet, desk, concluded(desk, unit, "1.3", Conclusion.NOT_APPLICABLE))
    follow(sheet, desk, concluded(desk, unit, "1.4", Conclusion.DID_NOT_OCCUR))
    _pieces, changes = evidence.add(
        desk, task, unit, ITEMS["3.2"], (Piece(source="https://example.org/a"),)
    )
    assert sheet.lines[ITEMS["3.2"].key].lacks_evidence
    follow(sheet, desk, changes)
    assert not sheet.lines[ITEMS["3.2"].key].lacks_evidence
    assert sheet.lines[ITEMS["3.2"].key].evidence == 1
    follow(sheet, desk, history.undo(desk).changes)
    located = next(iter(findings.every(desk, task, unit)))
    follow(sheet, desk, findings.update(desk, task, located, count=3))
    follow(sheet, desk, findings.withdraw(desk, task, located, "看错了"))
    _items, changes = answers.confirm_rest(desk, task, unit)
    follow(sheet, desk, changes)
    assert sheet.totals().mark is not None
    assert sheet.lines[ITEMS["1.2"].key].in_bulk
    assert sheet.part.state is AssessmentState.CHECKING


def test_an_edit_of_another_unit_wants_nothing_read_again(desk: Desk, unit: Unit) -> None:
    sheet = read(desk, unit)
    other = lookup.unit(desk, "市财政局")
    found(desk, other, "3.2")
    assert sheet.wanted(found(desk, other, "3.2")) is None


def test_a_sheet_that_no_longer_fits_is_read_anew(desk: Desk, task: Inspection, unit: Unit) -> None:
    sheet = read(desk, unit)
    before = desk.file.reader.assessment(task.id, unit.id)
    division.spare(desk, task, [unit], ["1.2"])
    part = desk.file.reader.assessment(task.id, unit.id)
    assert part != before
    assert sheet.take(score_sheet.Fresh({}, None, part)) is None
    spared = read(desk, unit).lines[ITEMS["1.2"].key]
    assert (spared.is_spared, spared.conclusion) == (True, Conclusion.NOT_APPLICABLE)


def test_a_capped_subtotal_shows_its_working(desk: Desk, task: Inspection, unit: Unit) -> None:
    """The rule set's cap on sections takes what the items lost beyond the section's points."""
    one = task.classes[0]
    listed = desk.file.reader.checklist(one.edition)
    caps = replace(listed.rule_set.caps, item=False, section_level=1)
    capped = replace(one, rule_set=replace(listed.rule_set, caps=caps))
    with desk.file.unit_of_work("甲") as work:
        work.replace(task, replace(task, classes=(capped,)))
        work.commit(Action(verb="inspection.update", parameters={"name": task.name}))
    for _ in range(3):
        found(desk, unit, "1.1", 40)
    sheet = read(desk, unit)
    line = sheet.section(1)
    assert line.due > line.deducted == line.points
    words = [working_line(step) for step in sheet.working(1)]
    assert any("按本部分分值封顶扣" in each and "应扣" in each for each in words)


def test_filters_choose_by_state_way_division_and_text(
    desk: Desk, task: Inspection, unit: Unit
) -> None:
    division.assign(desk, task, "甲", numbers=["3.2"])
    found(desk, unit, "3.2")
    sheet = read(desk, unit)
    key = ITEMS["3.2"].key
    assert sheet.passing(Filter(show=Show.DEDUCTED)) == {key}
    assert sheet.passing(Filter(show=Show.UNSUPPORTED)) == {key}
    assert key not in sheet.passing(Filter(show=Show.OPEN))
    assert sheet.passing(Filter(mine=True)) == {key}
    assert sheet.has_division
    online = sheet.passing(Filter(way=CheckingWay.ONLINE))
    assert online == {one.key for one in ITEMS.values() if CheckingWay.ONLINE in one.ways}
    assert sheet.passing(Filter(typed="3.2")) >= {key}
    title = sheet.lines[key].title
    assert key in sheet.passing(Filter(typed=title[:4]))
    assert sheet.passing(Filter()) == {one.key for one in ITEMS.values()}
    assert sheet.passing(Filter(typed="没有这样的文字")) == frozenset[ItemKey]()


def test_typed_points_are_capped_as_the_rule_set_says(
    desk: Desk, task: Inspection, unit: Unit
) -> None:
    item = ITEMS["3.2"]
    fact = Fact(fact="全部缺失", points=parse_mark("100"))
    findings.add(desk, task, unit, item, None, fact)
    line = read(desk, unit).lines[item.key]
    assert line.deducted == item.points
    assert line.conclusion is Conclusion.NOT_MET
