"""Markdown and JSON of a paper: out and in without loss, whatever the text holds."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.errors import Refused
from inspector.i18n.messages import sentence
from inspector.report.compose import compose
from inspector.report.document import (
    Align,
    Annex,
    Block,
    Cell,
    Column,
    Document,
    Family,
    Head,
    Paragraph,
    RedHead,
    Run,
    RunStyle,
    Signature,
    Table,
)
from inspector.report.draft_text import generated_of, joined, text_of
from inspector.report.markdown import from_markdown, to_markdown
from inspector.report.subject import PaperOptions, Subject
from tests.report import ningchuan, suqian
from tests.report.reading import paragraphs

MARKS = "一二、（）()1.．#*_-+=>|`\\[]<em>&;~【】表：签字附件。，“”　 \n〔待填〕aé𠮷"
letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp", "Cn"))
words = st.text(st.one_of(st.sampled_from(MARKS), letters), max_size=30)
line = words.map(lambda text: " ".join(text.split())).filter(bool)


def has_no_empty_line(text: str) -> bool:
    return all(line.strip() for line in text.split("\n"))


@st.composite
def run_lists(draw: st.DrawFn) -> tuple[Run, ...]:
    """Return runs as a paper holds them: none empty, neighbours of different styles."""
    styles = [RunStyle.PLAIN, RunStyle.EMPHASIS]
    first = draw(st.integers(0, 1))
    texts = draw(st.lists(words.filter(has_no_empty_line), min_size=1, max_size=3))
    return tuple(
        Run(text=text, style=styles[(first + place) % 2]) for place, text in enumerate(texts)
    )


headings = line.map(lambda text: text.rstrip("。 ")).filter(
    lambda text: text and text[0] not in " 一二、（0123456789.．"
)
blocks = st.one_of(
    st.builds(Paragraph, id=st.just("p"), runs=run_lists(), indent=st.booleans()),
    st.builds(
        Paragraph, id=st.just("p"), level=st.integers(1, 4), heading=headings,
        run_in=st.just(True), runs=run_lists(),
    ),
    st.builds(Paragraph, id=st.just("p"), level=st.integers(1, 4), heading=headings),
)  # fmt: skip


def plain(block: Block) -> Block:
    return replace(block, id="")


@given(st.lists(blocks, max_size=6))
def test_levels_headings_and_text_come_back_whatever_they_hold(made: list[Paragraph]) -> None:
    document = Document(
        kind="report", family=Family.OFFICIAL, head=Head(title="题"), blocks=tuple(made)
    )
    empty = replace(document, blocks=())
    back = from_markdown(to_markdown(document), empty)
    assert [plain(block) for block in back.blocks] == [plain(block) for block in made]


heads = st.builds(
    Head, title=line, document_number=line, addressee=line.map(lambda text: text.rstrip("：: ")),
    office=line, dated=st.dates(date(1950, 1, 1), date(2100, 1, 1)), sealed=st.booleans(),
    annexes=st.lists(line, max_size=3).map(tuple), copied_to=st.lists(line, max_size=2).map(tuple),
    red_head=st.sampled_from(RedHead), letterhead=line, urgency=line, printed_by=line,
    printed_on=st.none() | st.dates(date(1950, 1, 1), date(2100, 1, 1)),
)  # fmt: skip


@given(heads)
def test_the_head_comes_back(head: Head) -> None:
    document = Document(kind="report", family=Family.OFFICIAL, head=head)
    assert from_markdown(to_markdown(document), document).head == head


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("feedback", ningchuan.one_unit()),
        ("self_report", suqian.own_check()),
        ("report", ningchuan.fifteen_units()),
    ],
    ids=["feedback", "self_report", "report"],
)
def test_a_composed_paper_comes_back_whole_with_its_tables_and_ids(
    kind: str, subject: Subject
) -> None:
    document = compose(kind, subject, PaperOptions(dated=date(2025, 12, 29)))
    assert from_markdown(to_markdown(document), document) == document


def test_changed_words_come_in_and_the_rest_stays_as_it_was() -> None:
    document = compose("feedback", ningchuan.one_unit())
    text = to_markdown(document).replace("均按时办结。", "全部按时办结。")
    back = from_markdown(text, document)
    assert "全部按时办结。" in "".join(paragraphs(back))
    assert sum(a != b for a, b in zip(back.blocks, document.blocks, strict=True)) == 1
    assert back.head.status == "未经审定"


def test_a_persons_own_markdown_is_understood() -> None:
    text = (
        "---\n标题：甲\n成文日期：2025-12-09\n---\n\n# 总体情况\n\n"
        "**（一）要点。**正文<em>突出</em>。\n\n"
        "###### 小点\n\n- 一条\n- 两条\n"
    )
    base = Document(kind="report", family=Family.OFFICIAL, head=Head(title=""))
    back = from_markdown(text, base)
    assert back.head.dated == date(2025, 12, 9)
    assert paragraphs(back) == [
        "一、总体情况",
        "（一）要点。正文突出。",
        "（1）小点",
        "一条",
        "两条",
    ]


def test_tables_are_shown_for_reading_and_named() -> None:
    document = compose("report", ningchuan.fifteen_units())
    text = to_markdown(document)
    assert "【表：report.results｜市直部门（10家）】" in text
    assert "| 1 | 市发展改革委 | 96.70/100 |" in text
    assert "> 得分相同的名次并列，其后的名次顺延。" in text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("# 甲", "markdown.no_head"),
        ("---\n主送机关：甲\n---\n", "markdown.no_title"),
        ("---\n标题：甲\n题目：乙\n---\n", "markdown.unknown_head"),
    ],
)
def test_a_markdown_without_a_head_is_refused(text: str, code: str) -> None:
    base = Document(kind="report", family=Family.OFFICIAL, head=Head(title=""))
    with pytest.raises(Refused) as refused:
        from_markdown(text, base, "甲.md")
    assert refused.value.issues[0].code == code
    assert "甲.md" in sentence(refused.value.issues[0])


tables = st.builds(
    Table, name=words, title=words, landscape=st.booleans(), notes=st.lists(words).map(tuple),
    columns=st.lists(st.builds(Column, title=words, width=st.integers(0, 9))).map(tuple),
    rows=st.lists(
        st.lists(
            st.builds(Cell, text=words, across=st.integers(1, 3), align=st.sampled_from(Align))
        ).map(tuple)
    ).map(tuple),
)  # fmt: skip
others = st.one_of(
    st.builds(Signature, fields=st.lists(words).map(tuple)), st.builds(Annex, title=words)
)


@given(st.lists(st.one_of(blocks, tables, others), max_size=5), heads)
def test_the_stored_draft_is_the_very_same_paper(made: list[Block], head: Head) -> None:
    form = Document(kind="form", family=Family.FORM, head=head, blocks=tuple(made))
    document = Document(
        kind="report", family=Family.OFFICIAL, head=head, blocks=tuple(made), attachments=(form,)
    )
    assert joined(text_of(document), generated_of(document)) == document


@pytest.mark.parametrize(
    "stored",
    [{}, {"version": 1}, {"version": 2, "kind": "x"},
     {"version": 1, "kind": "x", "family": "official", "head": {"title": "a"}, "blocks": [3],
      "attachments": []},
     {"version": 1, "kind": "x", "family": "official", "head": {}, "blocks": [],
      "attachments": []}],
)  # fmt: skip
def test_what_is_no_stored_draft_is_refused(stored: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        joined(stored, {})
    assert refused.value.issues[0].code == "draft.unreadable"
    assert sentence(refused.value.issues[0])
