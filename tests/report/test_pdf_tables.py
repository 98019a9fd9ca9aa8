"""Tables of any shape: nothing is lost, nothing leaves the page."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.report import paper
from inspector.report.columns import table_styles
from inspector.report.document import Block, Cell, Column, Table
from inspector.report.forms import lay_out_form
from inspector.report.official import lay_out_official
from inspector.report.tables import LaidTable, Position
from inspector.report.typeface import typefaces, whole
from tests.report.pdf_samples import SIGNATURE, facts, form, official

LONG = st.builds(
    lambda words, times: words * times,
    st.text("公开督查", min_size=10, max_size=15),
    st.integers(20, 60),
)
"""200 to 900 characters, drawn as a few that recur: many drawn one by one are refused at times."""
TEXTS = st.one_of(st.text("政务公开，。（）“”12.% 督查", max_size=30), LONG)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a table whose cells span rows and columns as they like."""
    columns = draw(st.integers(1, 7))
    taken = [0] * columns
    rows = []
    for _ in range(draw(st.integers(0, 18))):
        taken = [max(rest - 1, 0) for rest in taken]
        row, at = [], 0
        while at < columns:
            if taken[at]:
                at += 1
                continue
            free = next((n for n in range(at, columns) if taken[n]), columns) - at
            across = draw(st.sampled_from([1, 1, 1, free]))
            down = draw(st.sampled_from([1, 1, 1, 1, 2, 9]))
            row.append(Cell(text=draw(TEXTS), across=across, down=down))
            taken[at : at + across] = [down] * across
            at += across
        rows.append(tuple(row))
    titles = draw(st.lists(TEXTS.map(lambda t: t[:8]), min_size=columns, max_size=columns))
    return Table(columns=tuple(Column(title=t) for t in titles), rows=tuple(rows), notes=("注意",))


@settings(max_examples=40)
@given(tables(), st.integers(0, 3))
def test_forms_and_papers_lose_no_text_of_a_table(table: Table, before: int) -> None:
    wanted = Counter("".join(cell.text for row in table.rows for cell in row).replace(" ", ""))
    blocks: list[Block] = [*facts(before), table]
    laid_form = lay_out_form(form([*blocks, SIGNATURE]), typefaces())
    laid_paper = lay_out_official(official(blocks), typefaces())
    for pages in (laid_form, laid_paper):
        drawn = Counter(whole(char) for page in pages for text in page.texts for char in text.text)
        assert not wanted - drawn


@settings(max_examples=40)
@given(tables(), st.integers(0, 3))
def test_no_text_of_a_table_leaves_the_area(table: Table, before: int) -> None:
    blocks: list[Block] = [*facts(before), table]
    for area, pages in (
        (paper.FORM, lay_out_form(form([*blocks, SIGNATURE]), typefaces())),
        (paper.OFFICIAL, lay_out_official(official(blocks), typefaces())),
    ):
        for page in pages:
            lowest = max((rule.y1 for rule in page.rules), default=0.0)
            assert lowest <= area.bottom + 1
            for text in page.texts:
                if text.style.size in (paper.SIZE_5, paper.SIZE_SMALL_4):
                    assert area.top < text.y < area.bottom
                    assert text.x >= area.left - 1


def test_every_line_of_a_cell_is_set_in_not_the_first_alone() -> None:
    words = "不同渠道和方式公开相同信息计一条" * 4
    rows = ((Cell(text=words, indent=3), Cell()), (Cell(text="起于边线"), Cell()))
    table = Table(columns=(Column(title="指标"), Column(title="数")), rows=rows)
    (page, *_) = lay_out_form(form([table]), typefaces())
    lines = [text for text in page.texts if text.text and text.text[0] in words]
    (edge,) = (text for text in page.texts if text.text == "起于边线")
    assert len(lines) > 2
    assert {round(text.x - edge.x, 2) for text in lines} == {3 * edge.style.size}


@settings(max_examples=60)
@given(st.lists(st.integers(1, 6), min_size=8, max_size=60))
def test_the_last_page_of_a_table_holds_several_rows_where_the_page_before_can_spare_them(
    lines: list[int],
) -> None:
    """No row is torn, none is lost, and no page but the last is shorter than it hands on."""
    rows = tuple((Cell(text="\n".join(["公开"] * one)), Cell()) for one in lines)
    table = Table(columns=(Column(title="指标", width=50), Column(title="数", width=50)), rows=rows)
    styles = table_styles(table, typefaces())
    laid = LaidTable(table, paper.FORM.width, styles)
    room = 30 * styles.leading
    counts, at = [], Position(0)
    while at != laid.end:
        piece = laid.take(at, room, room)
        assert piece is not None
        assert piece.height <= room + paper.HAIR
        assert piece.end.line == 0
        counts.append(piece.end.row - at.row)
        at = piece.end
    assert sum(counts) == len(rows)
    if len(counts) > 1 and counts[-1] < 4:
        *_, before, last = counts
        assert before <= 2 * last + 1
