"""What units write into the cells of a reply, and the headings of their tables."""

from datetime import date

import pytest

from inspector.domain.errors import Refused
from inspector.exchange.extents import Merge
from inspector.exchange.grid import Grid
from inspector.exchange.replies.form import HELD_UNDER, Held, ReplyField
from inspector.exchange.replies.said import changes, read_day
from inspector.exchange.replies.table import find_table
from inspector.exchange.sheets.cell_values import Unreadable
from inspector.exchange.sheets.known import folded

ON = date(2026, 1, 12)
BOTH: Held = (ReplyField.RESULT, ReplyField.LINK)
R, L = ReplyField.RESULT, ReplyField.LINK


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026年1月8日", date(2026, 1, 8)),
        ("2026年1月\n8日", date(2026, 1, 8)),
        ("２０２６年１月８日", date(2026, 1, 8)),
        ("2026.1.8", date(2026, 1, 8)),
        ("二〇二六年一月八日", date(2026, 1, 8)),
        ("二○二五年十二月三十一日", date(2025, 12, 31)),
        ("二〇二六年一月二十号", date(2026, 1, 20)),
        ("1月8日", date(2026, 1, 8)),
        ("12月31日", date(2025, 12, 31)),
        ("2月10日", date(2026, 2, 10)),
    ],
)
def test_a_day_is_read_as_offices_write_it_and_without_a_year_is_the_nearest(
    typed: str, meant: date
) -> None:
    assert read_day(typed, ON) == meant


@pytest.mark.parametrize("typed", ["近期", "2026年1月", "长期坚持", "2月30日", "二〇二六年"])
def test_what_is_no_day_is_not_guessed(typed: str) -> None:
    with pytest.raises(Unreadable):
        read_day(typed, ON)


@pytest.mark.parametrize(
    ("text", "result", "link"),
    [
        ("已更新", "已更新", ""),
        ("已更新\nhttps://a.cn/b?x=1&y=2", "已更新", "https://a.cn/b?x=1&y=2"),
        ("已更新\n整改链接：www.a.cn/b。", "已更新", "www.a.cn/b"),
        ("http://a.cn\n已更新\nhttp://b.cn", "已更新", "http://a.cn\nhttp://b.cn"),
        ("已在https://a.cn/b，逐条更新", "已在https://a.cn/b，逐条更新", "https://a.cn/b"),
    ],
)
def test_addresses_are_told_from_the_words_beside_them(text: str, result: str, link: str) -> None:
    found = dict(changes(BOTH, text, {}))
    assert found == {one: part for one, part in ((R, result), (L, link)) if part}


def test_a_cell_that_says_what_stood_there_is_no_news_however_it_parts() -> None:
    assert not dict(changes(BOTH, "已改\nhttp://a.cn", {R: "已改\nhttp://a.cn"}))
    assert not dict(changes(BOTH, "已改\nhttp://a.cn", {R: "已改", L: "http://a.cn"}))
    person = (ReplyField.PERSON,)
    assert not dict(changes(person, "李四\n0000-1", {ReplyField.PERSON: "李四 0000-1"}))
    assert dict(changes(person, "李四\n0000-2", {})) == {ReplyField.PERSON: "李四 0000-2"}


def test_every_heading_is_written_as_headings_compare() -> None:
    assert all(folded(heading) == heading for heading in HELD_UNDER)


def test_a_merged_answer_is_the_answer_of_each_row_and_a_merged_number_makes_one_row() -> None:
    rows = (
        ("编号", "问题", "整改措施", "整改结果"),
        ("A-01", "甲", "补", "均已改"),
        ("A-02", "乙", "更", ""),
        ("A—03", "丙", "先", "甲项已改"),
        ("", "", "后", "乙项已改"),
        ("编号", "问题", "整改措施", "整改结果"),
        ("", "", "续", ""),
        ("单位（盖章）：", "", "", ""),
        ("注：以上属实", "", "", ""),
    )
    merges = (Merge(1, 3, 2, 3), Merge(3, 0, 4, 0), Merge(3, 1, 4, 1), Merge(8, 0, 8, 3))
    table = find_table((Grid(name="表1", rows=rows, merges=merges),), "甲.docx")
    said = [(row.cell, row.number, *row.texts.values()) for row in table.rows]
    assert said == [
        ("A2", "A-01", "补", "均已改"),
        ("A3", "A-02", "更", "均已改"),
        ("A4", "A-03", "先\n后", "甲项已改\n乙项已改"),
        ("A7", "", "续", ""),
        ("A9", "注:以上属实", "", ""),
    ]


def test_a_table_without_answers_is_none_of_replies() -> None:
    rows = (("问题编号", "问题描述", "责任人", "完成时间"), ("A-01", "甲", "乙", ""))
    with pytest.raises(Refused) as refusal:
        find_table((Grid(name="表1", rows=rows),), "甲.docx")
    assert refusal.value.issues[0].code == "replies.no_rows"
