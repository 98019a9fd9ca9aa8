"""What the screen of one item shows: rules, both sides, evidence, what was typed, the past."""

from dataclasses import replace
from datetime import date

import pytest

from inspector.domain.answer import Conclusion
from inspector.domain.edits import Action, RecordKind
from inspector.domain.errors import Refused
from inspector.domain.finding import FindingStatus
from inspector.domain.inspection import AssessmentState, Inspection
from inspector.domain.marks import ONE, Mark
from inspector.domain.unit import Unit
from inspector.services import (
    answers,
    evidence,
    findings,
    history,
    item_view,
    lookup,
    next_time,
    pasting,
    phrases,
    rectification,
    twins,
    typing,
)
from inspector.services.desk import Desk
from inspector.services.evidence import Piece
from inspector.services.findings import Fact
from inspector.services.item_view import ItemView
from inspector.services.last_time import TextPiece, Wording, changed_text
from inspector.services.typing import TypedFinding
from tests.services.conftest import ITEMS

ACTION = Action(verb="answer.set")


def there(desk: Desk) -> tuple[Inspection, Unit]:
    return lookup.inspection(desk, None), lookup.unit(desk, "市外办")


def view(desk: Desk, number: str) -> ItemView:
    task, unit = there(desk)
    return item_view.of(desk, task, unit.id, ITEMS[number].key)


def add(desk: Desk, number: str, fact: str, rule: int = 1, count: int = 1) -> str:
    task, unit = there(desk)
    item = ITEMS[number]
    meant = next(one for one in item.rules if one.number == rule)
    finding, _ = findings.add(desk, task, unit, item, meant, Fact(fact=fact, count=count))
    return finding.id


def test_an_item_nobody_touched_shows_its_rules_and_nothing_else(desk: Desk) -> None:
    shown = view(desk, "4.2")
    assert [rule.letter for rule in shown.rules] == ["a", "b", "c"]
    assert [rule.worth for rule in shown.rules] == [Mark(10000), Mark(5000), Mark(1000)]
    assert all(rule.is_counted for rule in shown.rules)
    assert shown.answer.conclusion is Conclusion.OPEN
    assert (shown.marks.checked, shown.marks.deducted) == (None, 0)
    assert (shown.findings, shown.evidence, shown.typed, shown.before.times) == ((), (), (), ())
    assert not shown.is_locked


def test_findings_show_what_they_cost_and_the_evidence_put_to_them(desk: Desk) -> None:
    task, unit = there(desk)
    add(desk, "4.2", "空白栏目2个", count=2)
    first = add(desk, "4.2", "超过6个月未更新栏目7个", rule=2, count=7)
    (located,) = [one for one in findings.every(desk, task) if one.finding.id == first]
    piece = Piece(source="截图.png", content=b"picture", address="https://wsb.example")
    evidence.add(desk, task, unit, ITEMS["4.2"], (piece,), located.finding)
    shown = view(desk, "4.2")
    assert [(one.rule, one.finding.points) for one in shown.findings] == [
        ("a", 2 * ONE),
        ("b", 7 * ONE // 2),
    ]
    assert shown.findings[1].evidence == ("截图.png",)
    (tile,) = shown.evidence
    assert (tile.finding, tile.is_picture, tile.size) == (2, True, len(b"picture"))
    assert tile.piece.address == "https://wsb.example"
    assert shown.marks.checked == (ITEMS["4.2"].points or 0) - shown.marks.deducted
    assert shown.said_by == "甲"


def test_an_approved_assessment_is_locked_and_refuses_every_verb(desk: Desk) -> None:
    task, unit = there(desk)
    item = ITEMS["4.2"]
    add(desk, "4.2", "空白栏目1个")
    added, _ = evidence.add(desk, task, unit, item, (Piece(source="https://a.example"),))
    part = lookup.assessment(desk, task, unit)
    with desk.file.unit_of_work("组长") as work:
        work.replace(part, replace(part, state=AssessmentState.APPROVED))
        work.commit(ACTION)
    assert view(desk, "4.2").is_locked
    facts = pasting.read_facts("一\n二")
    for verb in (
        lambda: findings.add_all(desk, task, unit, item, item.rules[0], facts),
        lambda: findings.take_back_last(desk, task, unit, item, "误记"),
        lambda: evidence.update(desk, task, added[0], caption="首页"),
        lambda: evidence.remove(desk, task, added[0]),
    ):
        with pytest.raises(Refused) as refusal:
            verb()
        assert refusal.value.issues[0].code == "answers.locked"


def test_pasted_lines_become_findings_in_one_undoable_step(desk: Desk) -> None:
    task, unit = there(desk)
    item = ITEMS["4.2"]
    facts = pasting.read_facts("1. “机构职能”栏目为空白\n2、“人事信息”栏目为空白\n\n", 2025)
    found, _ = findings.add_all(desk, task, unit, item, item.rules[0], facts)
    assert [one.fact for one in found] == ["“机构职能”栏目为空白", "“人事信息”栏目为空白"]
    assert view(desk, "4.2").answer.conclusion is Conclusion.PARTLY_MET
    history.undo(desk)
    assert view(desk, "4.2").findings == ()
    assert view(desk, "4.2").answer.conclusion is Conclusion.OPEN


def test_pasted_cells_are_fact_place_and_time_in_any_order() -> None:
    facts = pasting.read_facts(
        "扣分原因\t位置\t采样时间\r\n"
        "空白栏目2个\t政府信息公开专栏\t12-09 10:12\r\n"
        '"断链\n12处"\t2025年12月9日\thttps://wsb.example\r\n',
        2025,
    )
    assert [(one.fact, one.place) for one in facts] == [
        ("空白栏目2个", "政府信息公开专栏"),
        ("断链 12处", "https://wsb.example"),
    ]
    seen = [one.sampled_at and one.sampled_at.strftime("%m-%d") for one in facts]
    assert seen == ["12-09", "12-09"]


def test_a_number_that_belongs_to_the_fact_is_no_number_of_the_line() -> None:
    assert pasting.read_facts("3.5分的扣分依据缺失")[0].fact == "3.5分的扣分依据缺失"
    assert pasting.read_facts("2025年未更新")[0].fact == "2025年未更新"


def test_text_without_a_fact_is_refused_with_a_sentence() -> None:
    with pytest.raises(Refused) as refusal:
        pasting.read_facts(" \n\t\n")
    assert refusal.value.issues[0].code == "findings.no_lines"


def test_the_last_finding_is_undone_right_after_it_was_typed_and_withdrawn_later(
    desk: Desk,
) -> None:
    task, unit = there(desk)
    add(desk, "4.2", "空白栏目1个")
    findings.take_back_last(desk, task, unit, ITEMS["4.2"], "误记")
    assert view(desk, "4.2").findings == ()
    add(desk, "4.2", "空白栏目1个")
    add(desk, "3.2", "超期1件")
    findings.take_back_last(desk, task, unit, ITEMS["4.2"], "误记")
    (gone,) = view(desk, "4.2").findings
    assert gone.finding.status is FindingStatus.WITHDRAWN
    assert gone.finding.status_reason == "误记"
    with pytest.raises(Refused) as refusal:
        findings.take_back_last(desk, task, unit, ITEMS["4.2"], "误记")
    assert refusal.value.issues[0].code == "findings.none_to_take_back"


def test_phrases_are_what_was_written_under_the_rule_most_used_first(desk: Desk) -> None:
    item = ITEMS["4.2"]
    for fact in ("长期未更新栏目7个", "空白栏目2个", "空白栏目2个。"):
        add(desk, "4.2", fact, rule=1)
    add(desk, "4.2", "断链3处", rule=3)
    phrases.keep(desk, item, 1, "栏目内容与标题不符")
    found = phrases.of_rule(desk, item, 1)
    assert [(one.text, one.used, one.kept) for one in found] == [
        ("空白栏目2个", 2, False),
        ("长期未更新栏目7个", 1, False),
        ("栏目内容与标题不符", 0, True),
    ]
    assert [one.text for one in phrases.of_rule(desk, item, 3)] == ["断链3处"]
    for typed, text in (
        ("kblm", "空白栏目2个"),
        ("CQ", "长期未更新栏目7个"),
        ("不符", "栏目内容与标题不符"),
    ):
        assert [one.text for one in phrases.narrowed(found, typed)] == [text]
    phrases.keep(desk, item, 1, "栏目重复")
    phrases.reword(desk, item, 1, "栏目内容与标题不符", " 栏目文不对题 ")
    kept = [one.text for one in phrases.of_rule(desk, item, 1) if one.kept]
    assert sorted(kept) == ["栏目文不对题", "栏目重复"]
    phrases.reword(desk, item, 1, "栏目文不对题", "栏目重复")
    assert [one.text for one in phrases.of_rule(desk, item, 1) if one.kept] == ["栏目重复"]
    for old, new in (("没有的", "甲"), ("栏目重复", "  ")):
        with pytest.raises(Refused):
            phrases.reword(desk, item, 1, old, new)
    phrases.drop(desk, item, 1, "栏目重复")
    assert len(phrases.of_rule(desk, item, 1)) == 2
    with pytest.raises(Refused):
        phrases.drop(desk, item, 1, "空白栏目2个")


def test_a_withdrawn_finding_gives_no_phrase(desk: Desk) -> None:
    task, _ = there(desk)
    one = add(desk, "4.2", "看错了")
    findings.withdraw(desk, task, findings.locate(desk, task, one), "误记")
    assert phrases.of_rule(desk, ITEMS["4.2"], 1) == ()


def test_typed_text_is_no_edit_and_is_offered_until_it_is_one(desk: Desk) -> None:
    task, unit = there(desk)
    key, groups = view(desk, "4.2").key, len(desk.file.reader.groups())
    typing.keep(desk, RecordKind.ANSWER, key, "account", "栏目设置较")
    typing.keep_finding(desk, key, TypedFinding(rule=2, fact="超过6个月", place="首页"))
    assert len(desk.file.reader.groups()) == groups
    texts = {one.field: one for one in view(desk, "4.2").typed}
    assert texts["account"].text == "栏目设置较"
    assert typing.finding_typed(texts["new_finding"]) == TypedFinding(
        rule=2, fact="超过6个月", place="首页"
    )
    answers.change(desk, task, unit, ITEMS["4.2"], ACTION, account="栏目设置较")
    assert [one.field for one in view(desk, "4.2").typed] == ["new_finding"]
    typing.keep_finding(desk, key, TypedFinding())
    assert view(desk, "4.2").typed == ()


def test_a_picture_used_for_two_units_is_pointed_out_at_both(desk: Desk) -> None:
    task, unit = there(desk)
    other = lookup.unit(desk, "市财政局")
    same = (Piece(source="a.png", content=b"same"),)
    evidence.add(desk, task, unit, ITEMS["4.2"], same)
    evidence.add(desk, task, unit, ITEMS["4.1"], same)
    assert view(desk, "4.2").evidence[0].twins == ()
    evidence.add(desk, task, other, ITEMS["4.3"], same)
    (twin,) = view(desk, "4.2").evidence[0].twins
    assert (twin.unit, twin.number) == ("市财政局", "4.3")
    assert len(twins.of_inspection(desk, task)) == 3


def test_evidence_is_corrected_and_taken_away(desk: Desk) -> None:
    task, unit = there(desk)
    added, _ = evidence.add(desk, task, unit, ITEMS["4.2"], (Piece(source="https://a.example"),))
    evidence.update(desk, task, added[0], caption="专栏首页")
    (tile,) = view(desk, "4.2").evidence
    assert tile.title == "专栏首页"
    evidence.remove(desk, task, tile.piece)
    assert view(desk, "4.2").evidence == ()
    with pytest.raises(Refused):
        evidence.remove(desk, task, tile.piece)


def test_last_time_stands_beside_and_open_problems_on_top(desk: Desk) -> None:
    task, unit = there(desk)
    add(desk, "4.2", "空白栏目2个", count=2)
    part = lookup.assessment(desk, task, unit)
    with desk.file.unit_of_work("组长") as work:
        work.replace(part, replace(part, state=AssessmentState.APPROVED))
        work.commit(ACTION)
    notice = rectification.Notice(served=date(2026, 1, 5))
    rectification.open_problems(desk, task, notice, unit)
    made = next_time.create(desk, task, next_time.NextPlan(name="2026年度考核"))
    shown = item_view.of(desk, made.task, unit.id, ITEMS["4.2"].key)
    (before,) = shown.before.times
    assert before.inspection == "2025年度考核"
    assert before.is_unchanged
    assert [one.fact for one in before.findings] == ["空白栏目2个"]
    assert [one.fact for one in shown.before.problems] == ["空白栏目2个"]
    assert shown.answer.conclusion is Conclusion.OPEN
    assert shown.findings == ()


def test_a_changed_text_shows_what_went_and_what_came() -> None:
    assert changed_text("每少一项扣0.5分。", "每少一项扣0.5分") == ()
    pieces = changed_text("每少一项扣0.5分", "每少一项扣1分")
    assert pieces[0] == TextPiece(Wording.SAME, "每少一项扣")
    assert (
        "".join(one.text for one in pieces if one.wording is not Wording.NEW) == "每少一项扣0.5分"
    )
    assert "".join(one.text for one in pieces if one.wording is not Wording.GONE) == "每少一项扣1分"
