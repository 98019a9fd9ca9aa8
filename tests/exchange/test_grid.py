"""Bytes become grids of text: any kind of file, by its content, within bounds."""

import datetime
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from inspector.domain.errors import Refused
from inspector.exchange.container import FileKind
from inspector.exchange.extents import Merge
from inspector.exchange.grid import cell_text, read_workbook
from tests.workbooks.making import docx, raw_row, raw_xlsx, saved, xlsb, xlsx, xlsx_of

ROWS: list[list[str | float]] = [["考核内容", "分值"], ["目录", 4.5], ["指南", ""], ["更新", 3]]
OFFICE = shutil.which("soffice")


def test_cells_are_text_and_numbers_their_shortest_decimal() -> None:
    rows = [[0.1 + 0.2, 4.0, 1e-7, 123456789012, 1.2345, 2.675, 100.0, -0.5, "＝1"]]
    (grid,) = read_workbook(xlsx(rows), "a.xlsx").sheets
    assert grid.rows == (
        ("0.3", "4", "0.0000001", "123456789012", "1.2345", "2.675", "100", "-0.5", "＝1"),
    )


def test_dates_truths_and_failures_are_text() -> None:
    rows = [[datetime.date(2025, 12, 31), datetime.datetime(2025, 12, 31, 8, 30), True, "#DIV/0!"]]
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(rows[0])
    sheet["A2"] = "x"
    (grid,) = read_workbook(saved(workbook), "a.xlsx").sheets
    assert grid.rows[0] == ("2025-12-31", "2025-12-31 08:30", "TRUE", "#DIV/0!")


def test_a_number_never_shows_the_noise_of_binary_sums() -> None:
    assert [cell_text(number) for number in (1.1 + 2.2, 0.07 * 100, 1e15, float("inf"))] == [
        "3.3",
        "7",
        "1e+15",
        "inf",
    ]


def test_blank_rows_keep_their_place_and_are_dropped_at_the_end() -> None:
    (grid,) = read_workbook(xlsx([["a"], [], ["", "b"], [""], []]), "a.xlsx").sheets
    assert grid.rows == (("a", ""), (), ("", "b"))


def test_a_nought_alone_in_a_row_is_no_blank_row() -> None:
    (grid,) = read_workbook(xlsx([["a"], [0]]), "a.xlsx").sheets
    assert grid.rows == (("a",), ("0",))


def test_text_stands_as_it_was_stored() -> None:
    texts = ["=1+1", "+5", "-x", "@y", " 前后 ", "两\n行"]
    data = raw_xlsx(raw_row(1, *[text.replace("=", "=") for text in texts]))
    (grid,) = read_workbook(data, "a.xlsx").sheets
    assert [text.strip() for text in grid.rows[0]] == [text.strip() for text in texts]


def test_hidden_sheets_and_rows_are_marked() -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in ROWS:
        sheet.append(row)
    sheet.row_dimensions[2].hidden = True
    workbook.create_sheet("隐藏").sheet_state = "veryHidden"
    first, second = read_workbook(saved(workbook), "a.xlsx").sheets
    assert (first.hidden, first.hidden_rows, second.hidden) == (False, 1, True)


def test_formulas_stored_without_their_value_are_named() -> None:
    (grid,) = read_workbook(xlsx([["a", 1], ["b", "=B1*2"]]), "a.xlsx").sheets
    assert grid.uncalculated == ("B2",)


def test_merged_ranges_are_counted_from_nought() -> None:
    (grid,) = read_workbook(xlsx(ROWS, ["A2:A3", "A4:B4"]), "a.xlsx").sheets
    assert sorted(grid.merges) == [Merge(1, 0, 2, 0), Merge(3, 0, 3, 1)]


@pytest.mark.parametrize("name", ["清单.xlsx", "清单.xls", "清单.et", "清单", "清单.docx"])
def test_a_file_is_what_its_bytes_say_and_not_its_name(name: str) -> None:
    workbook = read_workbook(xlsx(ROWS), name)
    assert workbook.kind is FileKind.XLSX
    assert workbook.sheets[0].rows[1] == ("目录", "4.5")


def converted(data: bytes, kind: FileKind, folder: Path) -> bytes:
    """Return a workbook as LibreOffice saves it in another form."""
    source = folder / "list.xlsx"
    source.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/office"
    target = ["--convert-to", kind.value, "--outdir", str(folder), str(source)]
    subprocess.run(
        [str(OFFICE), "--headless", profile, *target], check=True, capture_output=True, timeout=600
    )
    return (folder / f"list.{kind.value}").read_bytes()


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice makes the .xls and .ods files")
@pytest.mark.parametrize("kind", [FileKind.XLS, FileKind.ODS])
def test_xls_and_ods_give_the_same_grid_as_xlsx(kind: FileKind, tmp_path: Path) -> None:
    more: list[list[str]] = [["x"]]
    data = xlsx_of({"细则": (ROWS, ("A2:A3", "A1:B1")), "隐藏": (more, ())}, hidden=["隐藏"])
    # An .et of classic WPS is such an .xls under another name.
    came = read_workbook(converted(data, kind, tmp_path), "list.et")
    plain = read_workbook(data, "list.xlsx")
    assert came.kind is kind
    for one, other in zip(came.sheets, plain.sheets, strict=True):
        assert (one.name, one.rows, one.hidden) == (other.name, other.rows, other.hidden)
        assert sorted(one.merges) == sorted(other.merges)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice makes the .xls file")
def test_an_xls_whose_counts_lie_is_refused_before_memory_is_reserved(tmp_path: Path) -> None:
    whole = converted(xlsx(ROWS), FileKind.XLS, tmp_path)
    for kept in (100, 600, 2000, len(whole) // 2):
        with pytest.raises(Refused):
            read_workbook(whole[:kept], "list.xls")
    lying = bytearray(whole)
    dimensions = lying.find(b"\x00\x02\x0e\x00")
    lying[dimensions + 4 : dimensions + 16] = b"\0\0\0\0\xff\xff\xff\x7f\0\0\xff\xff"
    with pytest.raises(Refused) as caught:
        read_workbook(bytes(lying), "list.xls")
    assert caught.value.issues[0].code == "workbook.damaged"
    looping = bytearray(whole)
    table = 512 * (1 + int.from_bytes(whole[76:80], "little"))
    looping[table : table + 512] = (0).to_bytes(4, "little") * 128
    with pytest.raises(Refused):
        read_workbook(bytes(looping), "list.xls")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice makes the .ods file")
def test_an_ods_that_repeats_a_cell_without_end_is_refused(tmp_path: Path) -> None:
    whole = converted(xlsx(ROWS), FileKind.ODS, tmp_path)
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "content.xml":
                repeated = b'<table:table-cell table:number-columns-repeated="9000"'
                content = content.replace(b"<table:table-cell", repeated, 2)
                content = content.replace(
                    b"<table:table-row", b'<table:table-row table:number-rows-repeated="900000"'
                )
            new.writestr(name, content)
    with pytest.raises(Refused):
        read_workbook(stream.getvalue(), "list.ods")


def test_a_binary_workbook_gives_the_same_grid() -> None:
    rows: list[tuple[int, list[str | float | None]]] = [
        (0, ["考核内容", "分值"]),
        (1, ["目录", 4.5]),
        (2, ["指南", None]),
    ]
    workbook = read_workbook(xlsb(rows), "a.xlsx")
    (grid,) = workbook.sheets
    assert workbook.kind is FileKind.XLSB
    assert (grid.name, grid.rows) == ("细则", (("考核内容", "分值"), ("目录", "4.5"), ("指南", "")))
    assert grid.merges == (Merge(1, 0, 2, 0),)
    with pytest.raises(Refused) as caught:
        read_workbook(xlsb([*rows, (900_000, [None] * 90 + ["x"])]), "a.xlsx")
    assert caught.value.issues[0].code == "workbook.too_many_cells"


def test_the_tables_of_a_word_file_are_grids_with_the_words_above() -> None:
    data = docx(
        "附件1", "考核细则", [["考核内容", "分值"], ["目录", "4"]], "结束", [["甲"], ["乙"]]
    )
    first, second = read_workbook(data, "a.docx").sheets
    assert (first.name, first.heading) == ("表1", ("附件1", "考核细则"))
    assert first.rows == (("考核内容", "分值"), ("目录", "4"))
    assert (second.heading, second.rows) == (("结束",), (("甲",), ("乙",)))


def test_merged_cells_of_a_word_table_are_merged_ranges() -> None:
    document = Document()
    table = document.add_table(rows=3, cols=3)
    for row, texts in zip(
        table.rows, (["a", "b", "c"], ["d", "e", "f"], ["", "", ""]), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    stream = BytesIO()
    document.save(stream)
    (grid,) = read_workbook(stream.getvalue(), "a.docx").sheets
    assert set(grid.merges) == {Merge(0, 1, 0, 2), Merge(1, 0, 2, 0)}
    assert grid.rows[1][0] == "d"
    assert len(grid.rows) == 2


def test_a_word_list_cut_into_tables_by_section_is_one_grid() -> None:
    header = ["考核内容", "分值"]
    data = docx([header, ["目录", "4"]], "二、解读", [header, ["解读率", "6"]], [["更新", "1"]])
    (grid,) = read_workbook(data, "a.docx").sheets
    assert [row[0] for row in grid.rows] == [
        "考核内容",
        "目录",
        "二、解读",
        "考核内容",
        "解读率",
        "更新",
    ]
    assert Merge(2, 0, 2, 1) in grid.merges


def test_a_list_that_begins_in_a_far_corner_keeps_its_cells() -> None:
    data = raw_xlsx('<row r="3"><c r="C3" t="str"><v>目录</v></c></row>')
    (grid,) = read_workbook(data, "a.xlsx").sheets
    assert grid.rows == ((), (), ("", "", "目录"))


def test_a_workbook_whose_parts_use_a_prefix_is_read() -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = (
        f'<x:worksheet xmlns:x="{main}"><x:sheetData><x:row r="2"><x:c r="B2" t="str">'
        "<x:v>目录</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    (grid,) = read_workbook(raw_xlsx("", more={"xl/worksheets/sheet1.xml": sheet}), "a").sheets
    assert grid.rows == ((), ("", "目录"))


def test_cells_without_references_follow_each_other() -> None:
    cells = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    (grid,) = read_workbook(raw_xlsx(cells), "a.xlsx").sheets
    assert grid.rows == (("1", "2"), ("3", ""))


def test_a_sheet_missing_from_its_workbook_is_damage_and_says_which_sheet() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    )
    with pytest.raises(Refused) as caught:
        read_workbook(raw_xlsx("", more={"xl/_rels/workbook.xml.rels": relations}), "a.xlsx")
    assert caught.value.issues[0].code in ("workbook.damaged", "workbook.damaged_sheet")
