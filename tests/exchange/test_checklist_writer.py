"""A list that was exported reads back as the same list."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from inspector.domain.checklist import CheckingWay, Checklist, Item, ItemKind, Section, digest
from inspector.domain.errors import Refused
from inspector.domain.ids import ItemKey
from inspector.domain.marks import Mark
from inspector.domain.phrases import parse_rules
from inspector.exchange.bundled import keys, load
from inspector.exchange.checklist_reader import read_checklist
from inspector.exchange.checklist_writer import write_checklist
from inspector.i18n.messages import sentence
from tests.exchange.sheet_cases import changed


def unrowed(node: Section | Item) -> Section | Item:
    """Return a node without the rows its items were read from."""
    if isinstance(node, Item):
        return replace(node, row=0)
    return replace(node, children=tuple(map(unrowed, node.children)))


def back(data: bytes) -> Checklist:
    """Read a list, rows aside."""
    checklist = read_checklist(data, "细则.xlsx").checklist
    return replace(checklist, children=tuple(map(unrowed, checklist.children)))


@pytest.mark.parametrize("key", keys())
def test_every_list_that_ships_comes_back_identical(key: str) -> None:
    checklist = load(key)
    assert back(write_checklist(checklist)) == checklist


@pytest.mark.parametrize("key", keys())
def test_nothing_is_amiss_in_what_was_exported(key: str) -> None:
    assert not read_checklist(write_checklist(load(key)), "细则.xlsx").issues


WORDS = "公开信息目录政策解读平台更新规范文件机构职能决策执行结果回应渠道答复培训"
pairs = st.integers(0, len(WORDS) // 2 - 1).map(lambda at: WORDS[2 * at : 2 * at + 2])
names = st.lists(pairs, min_size=2, max_size=5).map("".join)
texts = st.one_of(
    st.just(""),
    names,
    st.builds("{}，{}".format, names, names),
    st.sampled_from(["=1+1", "-无", "+加", "@某办", "12345热线", "①甲；②乙", "“三公”经费（公开）"]),
)
criteria = st.one_of(texts, st.sampled_from(["每少1项扣0.5分，扣完为止", "未开展的，不得分"]))


@st.composite
def items(draw: st.DrawFn, number: str) -> Item:
    """One scored item; its key and rules follow from its text, as on import."""
    content, how = f"{draw(names)}{number}", draw(criteria)
    points = Mark(draw(st.integers(1, 400)) * 2500)
    parsed = parse_rules(how, points, ItemKind.SCORED, content)
    return Item(
        key=ItemKey(digest(content, how)),
        number=number,
        content=content,
        criteria=how,
        points=points,
        scoring=parsed.scoring,
        rules=parsed.rules,
        metrics=parsed.metrics,
        ways=tuple(draw(st.lists(st.sampled_from(list(CheckingWay)), unique=True, max_size=3))),
        responsible=draw(texts),
        lead=draw(texts),
        deadline=draw(st.sampled_from(["", "年底前", "长期推进", "2025年8月前"])),
        guidance=draw(texts),
        remark=draw(texts),
    )


@st.composite
def children(draw: st.DrawFn, prefix: str, depth: int) -> tuple[Section | Item, ...]:
    """Sections and items side by side, down to three levels of sections."""
    nodes: list[Section | Item] = []
    for at in range(1, draw(st.integers(1, 4)) + 1):
        number = f"{prefix}{at}"
        if depth < 3 and draw(st.booleans()):
            beneath = draw(children(f"{number}.", depth + 1))
            points = draw(st.none() | st.integers(1, 100).map(lambda whole: Mark(whole * 10_000)))
            title = f"{draw(names)}{'甲乙丙丁'[at - 1]}"
            nodes.append(Section(number=number, title=title, points=points, children=beneath))
        else:
            nodes.append(draw(items(number)))
    return tuple(nodes)


@given(children("", 0))
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_lists_of_any_shape_and_text_come_back_identical(nodes: tuple[Section | Item, ...]) -> None:
    checklist = Checklist(title="2025年度政务公开考核评分细则", year=2025, children=nodes)
    came = back(write_checklist(checklist))
    assert came.children == nodes
    assert came == checklist


def test_an_item_whose_text_was_edited_is_as_new_and_the_others_keep_their_keys() -> None:
    elder = replace(load("ningchuan-2025-b"))
    first = elder.children[0]
    assert isinstance(first, Section)
    data = write_checklist(elder)

    def edit(book: Workbook) -> None:
        cell = next(
            c for row in book.worksheets[0].iter_rows() for c in row if c.value == "解读形式"
        )
        cell.value = "解读形式多样"

    came = {item.number: item for _, item in back(changed(data, edit)).items()}
    went = {item.number: item for _, item in elder.items()}
    assert came["2.2"].key == digest("解读形式多样", went["2.2"].criteria)
    assert {n: item for n, item in came.items() if n != "2.2"} == {
        n: item for n, item in went.items() if n != "2.2"
    }


def remove_hidden(book: Workbook) -> None:
    del book[book.sheetnames[-1]]


def spoil_hidden(book: Workbook) -> None:
    hidden = book.worksheets[-1]
    hidden["A2"] = str(hidden["A2"].value).replace("year", "near")


@pytest.mark.parametrize("change", [remove_hidden, spoil_hidden])
def test_without_a_sound_hidden_sheet_the_table_alone_is_read(
    change: Callable[[Workbook], None],
) -> None:
    checklist = load("ningchuan-2025-b")
    came = back(changed(write_checklist(checklist), change))
    assert [item.number for _, item in came.items()] == [i.number for _, i in checklist.items()]
    assert [item.points for _, item in came.items()] == [i.points for _, i in checklist.items()]
    assert not came.sources


def test_results_filled_into_an_exported_list_belong_to_its_items_by_their_kept_keys() -> None:
    item = Item(key=ItemKey("kept"), number="1", content="公开目录", points=Mark(50_000))
    data = write_checklist(Checklist(title="考核细则", children=(item,)))

    def fill_in(book: Workbook) -> None:
        sheet = book.worksheets[0]
        at = sheet.max_column + 1
        for column, (header, text) in enumerate((("扣分", "1"), ("扣分原因", "目录未公开")), at):
            sheet.cell(2, column, header)
            sheet.cell(3, column, text)

    reading = read_checklist(changed(data, fill_in), "细则.xlsx", with_results=True)
    (result,) = reading.results
    assert [one.fact for one in result.findings] == ["目录未公开"]
    assert [result.item] == [one.key for _, one in reading.checklist.items()] == ["kept"]


def test_two_like_named_sections_side_by_side_are_refused_in_one_sentence() -> None:
    def section(number: str) -> Section:
        item = Item(
            key=ItemKey(number), number=f"{number}.1", content=f"内容{number}", points=Mark(1)
        )
        return Section(number=number, title="主动公开", children=(item,))

    with pytest.raises(Refused) as refusal:
        write_checklist(Checklist(title="考核细则", children=(section("1"), section("2"))))
    (issue,) = refusal.value.issues
    assert "考核细则" in sentence(issue)


def test_the_workbook_is_set_up_for_paper_and_its_marks_are_numbers() -> None:
    book = load_workbook(BytesIO(write_checklist(load("ningchuan-2025-b"))))
    sheet = book.worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    headers = [cell.value for cell in sheet[2]]
    assert headers[:6] == ["指标编号", "一级指标", "二级指标", "考核内容", "评分标准", "分值"]
    assert sheet.cell(3, headers.index("分值") + 1).value == 4
    assert book.worksheets[1].sheet_state == "veryHidden"
