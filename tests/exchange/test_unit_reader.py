"""Registers of units: tables with any of the usual headers, and plain lists of names."""

import pytest

from inspector.domain.errors import Refused
from inspector.exchange.unit_reader import read_units
from tests.workbooks.making import docx, xlsx


def test_columns_are_known_by_the_headers_offices_use() -> None:
    rows = [["附件2"], ["序号", "考核对象", "规范简称", "组别", "联系人", "电话"]]
    (unit,) = read_units(
        xlsx([*rows, ["7", "宁川市民政局", "市民政局", "B", "赵某", "123"]]), "a.xlsx"
    )
    assert (unit.name, unit.short_name, unit.order) == ("宁川市民政局", "市民政局", 7)
    assert (unit.unit_class, unit.contact, unit.phone) == ("B", "赵某", "123")


def test_several_aliases_stand_in_one_cell() -> None:
    (unit,) = read_units("单位,别名\n市外事办公室,外办、外事办 外侨办\n".encode(), "a.csv")
    assert unit.aliases == ("外办", "外事办", "外侨办")


def test_a_header_repeated_on_the_next_page_is_no_unit() -> None:
    rows = [["单位名称"], ["市财政局"], ["单位名称"], ["市教育局"], [""]]
    assert [unit.name for unit in read_units(xlsx(rows), "a.xlsx")] == ["市财政局", "市教育局"]


def test_a_table_in_word_is_a_register_too() -> None:
    table = [["单位名称", "简称"], ["宁川市财政局", "市财政局"]]
    (unit,) = read_units(docx("名单", table), "名单.docx")
    assert unit.short_name == "市财政局"


def test_a_single_column_without_a_header_is_a_list_of_names() -> None:
    names = read_units("市财政局\r\n\r\n 市教育局 \r\n".encode("gb18030"), "名单.txt")
    assert [unit.name for unit in names] == ["市财政局", "市教育局"]


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "空.txt", "units.none_in_file"),
        ("时间,地点\n周一,三楼\n".encode(), "通知.csv", "units.none_in_file"),
        (b"\x80\x80\xff\xff", "乱码.txt", "units.unreadable_text"),
    ],
)
def test_what_names_no_unit_is_refused(data: bytes, name: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        read_units(data, name)
    assert caught.value.issues[0].code == code
