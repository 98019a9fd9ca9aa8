"""Text and blocks: what is not touched stays the very same, what is typed becomes paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.report.document import (
    Annex,
    Block,
    Cell,
    Chart,
    Column,
    Paragraph,
    Run,
    RunStyle,
    Signature,
    Table,
)
from inspector.ui.models.paper_lines import (
    Line,
    LineKind,
    Mark,
    Span,
    blocks_of,
    lines_of,
    listed,
    names_in,
    numbers_of,
    read_typed,
    with_level,
)

WORDS = st.text("公开目录完整，。；：\n a1", min_size=1, max_size=12)
PARAGRAPHS = st.builds(
    Paragraph,
    level=st.integers(0, 4),
    heading=st.just("") | WORDS,
    run_in=st.booleans(),
    runs=st.lists(st.builds(Run, text=WORDS, style=st.sampled_from(RunStyle)), max_size=3).map(
        tuple
    ),
    indent=st.booleans(),
)
MADE: tuple[Block, ...] = (
    Table(id="t", name="findings", columns=(Column(title="事实"),), rows=((Cell(text="缺"),),)),
    Chart(id="c", name="rates", title="得分率"),
    Annex(id="n", title="名单"),
    Signature(id="s", fields=("日期",)),
)


def words(text: str, identity: str = "", level: int = 0) -> Line:
    return Line(id=identity, level=level, spans=(Span(text),))


@given(st.lists(PARAGRAPHS, max_size=5, unique_by=lambda block: block.id))
def test_a_paper_nobody_touched_comes_back_the_very_same(blocks: list[Paragraph]) -> None:
    assert blocks_of(lines_of(blocks), blocks) == tuple(blocks)


def test_what_the_data_made_comes_back_whole_and_is_never_text() -> None:
    lines = lines_of(MADE)
    assert all(line.is_made for line in lines)
    typed_over = [Line(id=line.id, kind=line.kind, spans=(Span("乱"),)) for line in lines]
    assert blocks_of(typed_over, MADE) == MADE
    assert blocks_of([lines[0], lines[0]], MADE) == MADE[:1], "a copy of a table is none"


def test_a_heading_that_runs_in_shows_its_stop_and_loses_it_again() -> None:
    block = Paragraph(
        level=2, heading="主动公开方面", run_in=True, runs=(Run(text="公开了目录。"),)
    )
    (line,) = lines_of([block])
    assert [(span.text, span.mark) for span in line.spans] == [
        ("主动公开方面。", Mark.HEADING),
        ("公开了目录。", Mark.PLAIN),
    ]
    changed = Line(
        id=block.id, level=2, spans=(Span("公开方面。", Mark.HEADING), Span("公开了目录。"))
    )
    (after,) = blocks_of([changed], [block])
    assert after == Paragraph(
        id=block.id, level=2, heading="公开方面", run_in=True, runs=block.runs
    )


def test_changed_words_keep_the_id_and_a_split_paragraph_gets_a_new_one() -> None:
    block = Paragraph(id="a", runs=(Run(text="公开了目录。更新及时。"),))
    first, second = blocks_of([words("公开了目录。", "a"), words("更新及时。", "a")], [block])
    assert first == Paragraph(id="a", runs=(Run(text="公开了目录。"),))
    assert second.id not in ("a", "")


def test_empty_lines_are_no_paragraphs() -> None:
    (block,) = blocks_of([words(""), words("  ", "x"), words("有字", "a")], [])
    assert isinstance(block, Paragraph)
    assert block.runs == (Run(text="有字"),)


@pytest.mark.parametrize(
    ("text", "level", "heading"),
    [
        ("总体情况", 1, "总体情况"),
        ("主动公开方面。公开了目录。", 2, "主动公开方面。"),
        ("补充两个栏目的内容；", 3, ""),
        ("主动公开方面。公开了目录。", 3, ""),
        ("及时更新。", 1, ""),
    ],
)
def test_a_level_makes_a_heading_of_what_looks_like_one(
    text: str, level: int, heading: str
) -> None:
    line = with_level(words(text), level)
    assert line.level == level
    assert line.text == text
    marked = "".join(span.text for span in line.spans if span.mark is Mark.HEADING)
    assert marked == heading
    assert with_level(line, 0) == words(text)


@pytest.mark.parametrize(
    ("pasted", "level", "text"),
    [
        ("一、总体情况", 1, "总体情况"),
        ("（二）解读回应", 2, "解读回应"),
        ("3. 依申请公开", 3, "依申请公开"),
        ("（4）平台建设", 4, "平台建设"),
        ("2025.12有文件印发", 0, "2025.12有文件印发"),
        ("普通的一段。", 0, "普通的一段。"),
    ],
)
def test_pasted_numbers_become_levels(pasted: str, level: int, text: str) -> None:
    line = read_typed(f" {pasted}\r")
    assert (line.level, line.text) == (level, text)


def test_numbers_count_by_themselves_and_begin_anew_in_an_annex() -> None:
    text = LineKind.TEXT
    lines = [(text, 1), (text, 2), (text, 0), (text, 2), (text, 1), (text, 2), (text, 3)]
    assert numbers_of(lines) == ("一、", "（一）", "", "（二）", "二、", "（一）", "1.")
    assert numbers_of([(text, 1), (LineKind.ANNEX, 0), (text, 1)]) == ("一、", "", "一、")


def test_names_in_a_field_come_back() -> None:
    names = ("扣分情况反馈表", "名单")
    assert names_in(listed(names)) == names
    assert names_in(" ; ；\n") == ()
