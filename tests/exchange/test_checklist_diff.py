"""Comparing two editions of a list."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.checklist import Checklist, Item, Section, digest
from inspector.domain.ids import ItemKey
from inspector.domain.marks import Mark
from inspector.exchange.bundled import load
from inspector.exchange.checklist_diff import (
    ChangeKind,
    FieldChange,
    MatchedBy,
    compare,
    with_kept_keys,
)


def made(number: str, content: str, criteria: str = "", **fields: object) -> Item:
    """Make an item whose key follows from its text, as on import."""
    key = ItemKey(digest(content, criteria))
    item = Item(key=key, number=number, content=content, criteria=criteria, points=Mark(20000))
    return replace(item, **fields)  # type: ignore[arg-type]


def listed(*items: Item, title: str = "主动公开") -> Checklist:
    """Make a list of one section."""
    return Checklist(title="细则", children=(Section(number="1", title=title, children=items),))


def test_a_list_compared_with_itself_is_the_same_throughout() -> None:
    checklist = load("ningchuan-2025-b")
    changes = compare(checklist, checklist)
    assert [change.kind for change in changes] == [ChangeKind.SAME] * 29
    assert [change.new for change in changes] == [item for _, item in checklist.items()]


def test_an_item_keeps_its_identity_by_key_though_its_whole_text_is_new() -> None:
    old = made("1.1", "机构职能公开")
    new = made("2.4", "依申请公开办理", "每超期一件扣3分", key=old.key)
    (change,) = compare(listed(old), listed(new))
    assert (change.kind, change.matched_by) == (ChangeKind.CHANGED, MatchedBy.KEY)
    assert FieldChange("content", "机构职能公开", "依申请公开办理") in change.differences


def test_an_item_that_moved_is_found_by_the_digest_of_its_text() -> None:
    old = made("1.1", "机构职能公开。", key=ItemKey("elder"))
    new = made("3.2", "机构职能公开")
    (change,) = compare(listed(old), listed(new, title="平台建设"))
    assert change.matched_by is MatchedBy.DIGEST
    assert {difference.field for difference in change.differences} == {"path", "number", "content"}


def test_a_reworded_item_is_found_by_number() -> None:
    old = made("1.1", "行政规范性文件集中公开")
    new = made("1.1", "行政规范性文件统一集中公开并标注有效性")
    (change,) = compare(listed(old), listed(new))
    assert (change.kind, change.matched_by) == (ChangeKind.CHANGED, MatchedBy.NUMBER)


def test_a_number_alone_makes_no_two_items_one() -> None:
    old, new = made("1.1", "机构职能公开"), made("1.1", "新媒体内容更新")
    kinds = [change.kind for change in compare(listed(old), listed(new))]
    assert kinds == [ChangeKind.NEW, ChangeKind.MISSING]


def test_the_nearest_text_finds_an_item_that_was_renumbered_and_reworded() -> None:
    olds = (made("1.1", "政务新媒体运维"), made("1.2", "行政许可、行政处罚等结果信息公开"))
    news = (made("2.7", "行政许可和行政处罚等结果信息及时公开"), made("2.8", "解读形式"))
    found, added, missing = compare(listed(*olds), listed(*news))
    assert (found.matched_by, found.old) == (MatchedBy.TEXT, olds[1])
    assert (added.kind, added.new) == (ChangeKind.NEW, news[1])
    assert (missing.kind, missing.old) == (ChangeKind.MISSING, olds[0])


def test_a_change_of_points_is_told_as_plain_numbers() -> None:
    old = made("1.1", "机构职能公开")
    new = replace(old, points=Mark(25000))
    (change,) = compare(listed(old), listed(new))
    assert change.differences == (FieldChange("points", "2", "2.5"),)


def test_items_of_equal_text_are_paired_by_number_and_never_twice() -> None:
    olds = (made("1.1", "信息更新"), made("1.2", "信息更新"))
    news = (made("1.2", "信息更新"), made("1.1", "信息更新"), made("1.3", "信息更新"))
    changes = compare(
        listed(*(replace(old, key=ItemKey(old.number)) for old in olds)), listed(*news)
    )
    pairs = [
        (change.old.number if change.old else "", change.new.number if change.new else "")
        for change in changes
    ]
    assert pairs == [("1.2", "1.2"), ("1.1", "1.1"), ("", "1.3")]


def test_a_new_edition_takes_over_the_keys_of_the_items_that_live_on() -> None:
    old = made("1.1", "行政规范性文件集中公开")
    new = made("1.1", "行政规范性文件统一集中公开")
    other = made("1.2", "政务新媒体运维")
    edition = listed(new, other)
    kept = with_kept_keys(edition, compare(listed(old), edition))
    assert [item.key for _, item in kept.items()] == [old.key, other.key]


texts = st.text("公开信息目录政策解读平台更新", min_size=1, max_size=12)


@given(st.lists(texts, max_size=8), st.lists(texts, max_size=8))
def test_every_item_of_either_list_stands_in_exactly_one_change(
    before: list[str], after: list[str]
) -> None:
    old = listed(*(made(f"1.{n}", text, key=ItemKey(f"o{n}")) for n, text in enumerate(before)))
    new = listed(*(made(f"1.{n}", text, key=ItemKey(f"n{n}")) for n, text in enumerate(after)))
    changes = compare(old, new)
    assert sorted(c.old.key for c in changes if c.old) == sorted(i.key for _, i in old.items())
    assert [c.new.key for c in changes if c.new] == [i.key for _, i in new.items()]
    assert all(
        (c.kind is ChangeKind.SAME) == (c.matched_by is not None and not c.differences)
        for c in changes
    )
