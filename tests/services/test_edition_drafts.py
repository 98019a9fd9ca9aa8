"""A list is worked over as a draft, each edit to be undone, and published as a new edition."""

import pytest

from inspector.domain.checklist import CheckingWay, Item, Section
from inspector.domain.errors import Refused
from inspector.domain.ids import EditionId
from inspector.domain.marks import ONE
from inspector.domain.rules import RuleKind
from inspector.services import checklists, edition_drafts, history, lookup
from inspector.services.desk import Desk


def edition(desk: Desk) -> EditionId:
    return lookup.inspection(desk, None).classes[0].edition


def begun(desk: Desk) -> str:
    return edition_drafts.begin(desk, edition(desk))[0]


def numbers(desk: Desk, draft: str) -> list[str]:
    folded = edition_drafts.open_draft(desk, draft).folded
    return [item.number for _, item in folded.checklist.items()]


def test_a_draft_begins_as_the_edition_and_leaves_it_alone(desk: Desk) -> None:
    draft = begun(desk)
    base = desk.file.reader.checklist(edition(desk))
    assert edition_drafts.open_draft(desk, draft).folded.checklist == base
    ref = edition_drafts.open_draft(desk, draft).item("1.1").ref
    edition_drafts.change_node(desk, draft, ref, content="新内容")
    assert desk.file.reader.checklist(edition(desk)) == base


def test_rules_follow_the_criteria_that_were_typed(desk: Desk) -> None:
    draft = begun(desk)
    ref = edition_drafts.open_draft(desk, draft).item("1.1").ref
    edition_drafts.change_node(
        desk, draft, ref, criteria="每缺一项扣0.25分", ways=["on_site"], points=3 * ONE
    )
    item = edition_drafts.open_draft(desk, draft).item("1.1").value
    assert isinstance(item, Item)
    assert [(rule.kind, rule.points) for rule in item.rules] == [(RuleKind.EACH, 2_500)]
    assert item.ways == (CheckingWay.ON_SITE,)
    assert item.points == 3 * ONE


def test_each_edit_can_be_undone(desk: Desk) -> None:
    draft = begun(desk)
    before = numbers(desk, draft)
    ref = edition_drafts.open_draft(desk, draft).item("1.2").ref
    edition_drafts.remove(desk, draft, ref)
    assert "1.2" not in numbers(desk, draft)
    history.undo(desk)
    assert numbers(desk, draft) == before


def test_what_differs_in_nothing_is_no_edit(desk: Desk) -> None:
    draft = begun(desk)
    node = edition_drafts.open_draft(desk, draft).item("1.1")
    assert isinstance(node.value, Item)
    changes = edition_drafts.change_node(desk, draft, node.ref, content=node.value.content)
    assert not changes.touched
    assert edition_drafts.open_draft(desk, draft).edits == 0


def test_an_item_that_is_added_gets_a_free_number_and_its_own_key(desk: Desk) -> None:
    draft = begun(desk)
    known = edition_drafts.open_draft(desk, draft)
    last = [one for one in numbers(desk, draft) if one.startswith("1.")][-1]
    ref = known.item(last).ref
    edition_drafts.add_item(desk, draft, parent=known.parent(ref), after=ref, content="新增")
    after = numbers(desk, draft)
    added = after[after.index(last) + 1]
    assert added == f"1.{int(last.partition('.')[2]) + 1}"
    keys = [item.key for _, item in edition_drafts.open_draft(desk, draft).folded.checklist.items()]
    assert len(keys) == len(set(keys))


def test_items_move_among_their_siblings_and_to_other_sections(desk: Desk) -> None:
    draft = begun(desk)
    ref = edition_drafts.open_draft(desk, draft).item("1.1").ref
    edition_drafts.move_by(desk, draft, ref, 1)
    assert numbers(desk, draft)[:2] == ["1.2", "1.1"]
    edition_drafts.move_by(desk, draft, ref, -1)
    assert numbers(desk, draft)[:2] == ["1.1", "1.2"]
    assert not edition_drafts.move_by(desk, draft, ref, -1).touched
    other = edition_drafts.open_draft(desk, draft).folded.nodes[1]
    edition_drafts.move(desk, draft, ref, parent=other.ref, after="")
    assert numbers(desk, draft).index("1.1") > numbers(desk, draft).index("1.2")


def test_a_section_never_moves_beneath_itself(desk: Desk) -> None:
    draft = begun(desk)
    top = edition_drafts.open_draft(desk, draft).folded.nodes[0]
    before = numbers(desk, draft)
    edition_drafts.move(desk, draft, top.ref, parent=top.children[0].ref, after="")
    assert numbers(desk, draft) == before


def test_stated_points_of_a_section_follow_its_items(desk: Desk) -> None:
    draft = begun(desk)
    before = edition_drafts.open_draft(desk, draft).folded
    section = before.nodes[0].value
    item = edition_drafts.open_draft(desk, draft).item("1.1")
    assert isinstance(section, Section)
    assert isinstance(item.value, Item)
    assert section.points is not None
    assert item.value.points is not None
    edition_drafts.change_node(desk, draft, item.ref, points=item.value.points + ONE)
    after = edition_drafts.open_draft(desk, draft).folded
    changed = after.nodes[0].value
    assert isinstance(changed, Section)
    assert changed.points == section.points + ONE
    assert after.checklist.rule_set.full == after.checklist.points


def test_publishing_makes_an_edition_whose_items_keep_their_keys(desk: Desk) -> None:
    draft = begun(desk)
    ref = edition_drafts.open_draft(desk, draft).item("1.1").ref
    edition_drafts.change_head(desk, draft, title="2026年考核细则", year=2026)
    edition_drafts.change_node(desk, draft, ref, content="新内容")
    made = edition_drafts.publish(desk, draft)
    new = desk.file.reader.checklist(made.edition)
    assert (new.title, new.year) == ("2026年考核细则", 2026)
    old = desk.file.reader.checklist(edition(desk))
    assert [item.key for _, item in new.items()] == [item.key for _, item in old.items()]
    assert edition_drafts.drafts(desk) == ()
    history.undo(desk)
    assert [one.title for one in edition_drafts.drafts(desk)] == ["2026年考核细则"]
    assert made.edition not in {one.id for one in checklists.in_workspace(desk)}


def test_a_draft_with_faults_is_not_published_and_says_them_all(desk: Desk) -> None:
    draft = begun(desk)
    known = edition_drafts.open_draft(desk, draft)
    edition_drafts.change_node(desk, draft, known.item("1.1").ref, content=" ")
    edition_drafts.change_node(desk, draft, known.item("1.2").ref, number="1.3")
    with pytest.raises(Refused) as refusal:
        edition_drafts.publish(desk, draft)
    assert {issue.code for issue in refusal.value.issues} == {
        "checklists.draft_no_content",
        "checklists.draft_number_repeated",
    }


def test_a_draft_that_changes_nothing_is_not_published(desk: Desk) -> None:
    draft = begun(desk)
    with pytest.raises(Refused) as refusal:
        edition_drafts.publish(desk, draft)
    assert refusal.value.issues[0].code == "checklists.draft_same"


def test_a_draft_thrown_away_is_gone_until_that_is_undone(desk: Desk) -> None:
    draft = begun(desk)
    edition_drafts.discard(desk, draft)
    with pytest.raises(Refused):
        edition_drafts.open_draft(desk, draft)
    history.undo(desk)
    assert edition_drafts.open_draft(desk, draft).edits == 0


def test_what_is_being_typed_is_kept_until_it_is_handed_over(desk: Desk) -> None:
    draft = begun(desk)
    ref = edition_drafts.open_draft(desk, draft).item("1.1").ref
    edition_drafts.keep_typed(desk, draft, ref, "content", "打到一半")
    (kept,) = edition_drafts.unfinished(desk, draft)
    assert (kept.ref, kept.field, kept.text) == (ref, "content", "打到一半")
    assert edition_drafts.unfinished(desk, begun(desk)) == ()
    edition_drafts.keep_typed(desk, draft, ref, "content", "")
    assert edition_drafts.unfinished(desk, draft) == ()
