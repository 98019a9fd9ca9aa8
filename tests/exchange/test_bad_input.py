"""Bad input gets one sentence with place, cause and remedy, soon and in little memory."""

import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from inspector.domain.errors import Refused
from inspector.domain.issues import Issue, Severity
from inspector.exchange.checklist_reader import read_checklist
from inspector.i18n.gettext import LANGUAGES, use
from inspector.i18n.messages import sentence
from tests.workbooks.making import docx, raw_row, raw_xlsx, xlsx, zipped

HEADER = ["一级指标", "考核内容", "评分标准", "分值"]
ITEM = ["主动公开", "机构职能公开", "每缺1项扣1分", 4]
HEADER_XML = raw_row(1, *HEADER)
ITEM_XML = raw_row(2, "主动公开", "机构职能公开", "每缺1项扣1分", "4")
FILE = "清单.xlsx"


def refusal(data: bytes, name: str = FILE) -> Issue:
    with pytest.raises(Refused) as caught:
        read_checklist(data, name)
    assert len(caught.value.issues) == 1
    return caught.value.issues[0]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "workbook.empty_file"),
        (b"\x00" * 4096, "workbook.not_a_workbook"),
        ("序号,考核内容,分值\n1,公开,4\n".encode("gb18030"), "workbook.not_a_workbook"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "workbook.not_a_workbook"),
        (b"%PDF-1.7\n", "workbook.not_a_workbook"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "workbook.not_a_workbook"),
        (zipped({"readme.txt": "no workbook"}), "workbook.not_a_workbook"),
        (b"PK\x05\x06" + b"\0" * 18, "workbook.not_a_workbook"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 4096, "workbook.not_a_workbook"),
    ],
    ids=["empty", "noughts", "csv", "html", "pdf", "png", "zip", "empty zip", "ole"],
)
def test_what_is_no_workbook_is_refused(data: bytes, code: str) -> None:
    assert refusal(data).code == code


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_workbook_is_refused(kept: float) -> None:
    whole = xlsx([HEADER, ITEM])
    assert refusal(whole[: int(len(whole) * kept)]).code == "workbook.truncated"


@pytest.mark.parametrize("kept", [0.2, 0.6, 0.95])
def test_a_truncated_word_file_is_refused(kept: float) -> None:
    whole = docx([[str(cell) for cell in row] for row in (HEADER, ITEM)])
    assert refusal(whole[: int(len(whole) * kept)], "清单.docx").code == "workbook.truncated"


def test_bytes_changed_within_a_workbook_are_refused() -> None:
    whole = bytearray(xlsx([HEADER, ITEM]))
    with zipfile.ZipFile(BytesIO(bytes(whole))) as archive:
        sheet = next(part for part in archive.infolist() if "sheet1.xml" in part.filename)
    start = sheet.header_offset + 60
    whole[start : start + 40] = b"\xff" * 40
    assert refusal(bytes(whole)).code in ("workbook.damaged", "workbook.truncated")


def test_an_encrypted_workbook_is_refused() -> None:
    ole = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600
    data = ole + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4096
    assert refusal(data).code == "workbook.encrypted"


def test_an_encrypted_archive_is_refused() -> None:
    whole = bytearray(xlsx([HEADER, ITEM]))
    central = whole.rfind(b"PK\x01\x02")
    while central >= 0:
        whole[central + 8] |= 1
        central = whole.rfind(b"PK\x01\x02", 0, central)
    assert refusal(bytes(whole)).code == "workbook.encrypted"


def test_an_old_word_file_is_refused_with_the_way_out() -> None:
    ole = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600
    issue = refusal(ole + "WordDocument".encode("utf-16-le") + b"\0" * 4096, "清单.doc")
    assert issue.code == "workbook.old_word"
    use("zh_CN")
    assert ".docx" in sentence(issue)


def test_a_text_of_libreoffice_is_refused_with_the_way_out() -> None:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<office/>")
    issue = refusal(whole.getvalue(), "反馈.odt")
    assert issue.code == "workbook.open_text"
    use("zh_CN")
    assert ".docx" in sentence(issue)


BOMB = (
    '<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {chr(98 + n)} "{"&" + chr(97 + n) + ";" * 1}{("&" + chr(97 + n) + ";") * 9}">'
        for n in range(9)
    )
    + "]>"
)
EXTERNAL = '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("declaration", [BOMB, EXTERNAL, '<!DOCTYPE x SYSTEM "http://a.invalid">'])
def test_entities_in_a_sheet_are_refused(declaration: str) -> None:
    data = raw_xlsx(HEADER_XML + ITEM_XML.replace("每缺1项扣1分", "&j;"), before=declaration)
    assert refusal(data).code == "workbook.entities"


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/workbook.xml", "xl/theme/t.xml"])
def test_entities_in_any_part_are_refused(part: str) -> None:
    more = {part: f"<?xml version='1.0'?>{EXTERNAL}<x>&file;</x>"}
    assert refusal(raw_xlsx(HEADER_XML + ITEM_XML, more=more)).code == "workbook.entities"


@pytest.mark.parametrize("declaration", [BOMB, EXTERNAL])
def test_entities_in_a_word_file_are_refused(declaration: str) -> None:
    whole = docx([[str(cell) for cell in row] for row in (HEADER, ITEM)])
    changed = _changed(
        whole,
        "word/document.xml",
        lambda xml: xml.replace(b"<w:document", declaration.encode() + b"<w:document", 1),
    )
    assert refusal(changed, "清单.docx").code == "workbook.entities"


def test_a_declaration_hidden_in_another_encoding_is_refused() -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?>{EXTERNAL}<sst>&file;</sst>'
    whole = _changed(
        raw_xlsx(HEADER_XML + ITEM_XML, more={"xl/sharedStrings.xml": "x"}),
        "xl/sharedStrings.xml",
        lambda _: text.encode("utf-16"),
    )
    assert refusal(whole).code == "workbook.damaged"


def _changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return stream.getvalue()


def test_a_file_without_a_list_is_refused() -> None:
    letter = xlsx([["关于报送材料的通知"], ["各单位：请于月底前报送。"]])
    assert refusal(letter).code == "list.none_in_file"
    assert refusal(xlsx([])).code == "list.none_in_file"


def test_a_header_with_nothing_beneath_is_refused_for_zero_items() -> None:
    assert refusal(xlsx([["考核细则"], HEADER, ["合计", "", "", 0]])).code == "list.no_items"
    assert refusal(xlsx([["考核细则"], HEADER])).code in ("list.no_items", "list.none_in_file")


def test_a_word_file_without_a_table_is_refused() -> None:
    assert refusal(docx("关于报送材料的通知"), "通知.docx").code == "workbook.no_tables"


def test_an_unknown_sheet_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(Refused) as caught:
        read_checklist(xlsx([HEADER, ITEM], sheet="B类"), FILE, sheet="A类")
    assert dict(caught.value.issues[0].parameters) == {"sheets": "B类"}


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ("按比例", "list.points_not_a_number"),
        ("5 6", "list.points_not_a_number"),
        (-3, "list.points_negative"),
        ("－3", "list.points_negative"),
        ("NaN", "list.points_not_finite"),
        ("#DIV/0!", "list.points_not_finite"),
        ("1e400", "list.points_too_large"),
        (1e300, "list.points_too_large"),
    ],
)
def test_points_that_are_no_mark_are_errors_at_their_cell(points: str | float, code: str) -> None:
    reading = read_checklist(xlsx([HEADER, ITEM, ["", "领导信息公开", "", points]]), FILE)
    (error,) = reading.errors
    assert (error.code, error.place.cell, error.severity) == (code, "D3", Severity.ERROR)


@pytest.mark.parametrize("number", ["NaN", "1e400", "-1e400", "INF"])
def test_numbers_stored_beyond_a_binary_number_are_errors(number: str) -> None:
    row = f'<row r="3"><c r="B3" t="str"><v>领导信息</v></c><c r="D3"><v>{number}</v></c></row>'
    reading = read_checklist(raw_xlsx(HEADER_XML + ITEM_XML + row), FILE)
    assert [error.place.cell for error in reading.errors] == ["D3"]


def test_every_problem_is_told_at_once() -> None:
    rows = [["", f"第{n}项内容", "", points] for n, points in enumerate((-1, "x", "NaN", 2))]
    reading = read_checklist(xlsx([HEADER, ITEM, *rows]), FILE)
    assert [error.place.cell for error in reading.errors] == ["D3", "D4", "D5"]


def test_a_cell_longer_than_excel_holds_is_an_error_at_its_cell() -> None:
    long = raw_row(3, "", "领导信息公开", "扣" * 32_768, "4")
    reading = read_checklist(raw_xlsx(HEADER_XML + ITEM_XML + long), FILE)
    (error,) = reading.errors
    assert (error.code, error.place.cell) == ("workbook.cell_too_long", "C3")


def test_two_cells_in_opposite_corners_are_refused_before_they_fill_the_memory() -> None:
    assert refusal(raw_xlsx(HEADER_XML + ITEM_XML + FAR)).code == "workbook.too_many_cells"


@pytest.mark.parametrize(
    "corner",
    [
        "<c r='XFD1048576'><v>1</v></c>",
        '<c\nr="XFD1048576"><v>1</v></c>',
        '<c t="n" r="XFD1048576"><v>1</v></c>',
        '<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'r="XFD1048576"><x:v>1</x:v></x:c>',
        '<c r="XFD1048576" u="a/b"><v>1</v></c>',
        f'<c r="XFD1048576" {" " * 3_000_000}><v>1</v></c>',
    ],
)
def test_a_far_corner_is_seen_however_it_is_written(corner: str) -> None:
    data = raw_xlsx(f'{HEADER_XML}{ITEM_XML}<row r="1048576">{corner}</row>')
    assert refusal(data).code == "workbook.too_many_cells"


def test_an_archive_whose_parts_hold_more_than_they_declare_is_refused() -> None:
    data = bytearray(
        raw_xlsx(HEADER_XML + ITEM_XML, more={"xl/sharedStrings.xml": " " * 9_000_000})
    )
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(b"xl/sharedStrings.xml")
        at = (
            data.rfind(signature, 0, at)
            if offset == 22
            else data.rfind(signature, 0, data.rfind(b"xl/sharedStrings.xml"))
        )
        data[at + offset : at + offset + 4] = (1000).to_bytes(4, "little")
    assert refusal(bytes(data)).code == "workbook.inflates"


def _bomb(gigabytes: int) -> bytes:
    """Return a workbook with a sheet that inflates to gigabytes, without making them here."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(raw_xlsx(HEADER_XML + ITEM_XML))) as plain,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
    ):
        for name in plain.namelist():
            if "sheet1" not in name:
                archive.writestr(name, plain.read(name))
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(gigabytes * 64):
                sheet.write(b" " * (1 << 24))
    return stream.getvalue()


def _blank_rows(count: int) -> str:
    cells = "".join(f'<c r="{letter}{{0}}" s="0"/>' for letter in "ABC")
    pattern = f'<row r="{{0}}" spans="1:3" ht="15">{cells}</row>'
    return "".join(pattern.format(number) for number in range(3, 3 + count))


PROGRAM = """
import sys
from pathlib import Path
from inspector.domain.errors import Refused
from inspector.exchange.checklist_reader import read_checklist
try:
    reading = read_checklist(Path(sys.argv[1]).read_bytes(), sys.argv[1])
    print(len(list(reading.checklist.items())))
except Refused as refusal:
    print(refusal)
status = Path("/proc/self/status").read_text()
print(next(line for line in status.splitlines() if "VmHWM" in line).split()[1])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
@pytest.mark.parametrize(
    ("make", "answer"),
    [
        (lambda: raw_xlsx(HEADER_XML + ITEM_XML + _blank_rows(1_000_000)), "1"),
        (lambda: raw_xlsx(HEADER_XML + ITEM_XML + FAR), "workbook.too_many_cells"),
        (lambda: raw_xlsx(HEADER_XML + ITEM_XML + "<row><c/></row>" * 1_000_000), "1"),
        (lambda: _bomb(2), "workbook.inflates"),
        (lambda: raw_xlsx(HEADER_XML + "&j;", before=BOMB), "workbook.entities"),
    ],
    ids=["a million blank rows", "far corner", "bare cells", "gigabytes", "entities"],
)
def test_hostile_and_huge_files_are_answered_within_500_megabytes(
    tmp_path: Path, make: Callable[[], bytes], answer: str
) -> None:
    """Read in a process of its own, whose memory the system measures."""
    file = tmp_path / FILE
    file.write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(file)],
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
        cwd=Path(__file__).parents[2],
    )
    said, kilobytes = done.stdout.split()
    assert said == answer
    assert int(kilobytes) < 500_000


FAR = '<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>'


def test_blank_text_far_below_the_list_is_no_row_of_it() -> None:
    stray = '<row r="900000"><c r="A900000" t="str"><v> </v></c></row>'
    reading = read_checklist(raw_xlsx(HEADER_XML + ITEM_XML + stray), FILE)
    assert len(list(reading.checklist.items())) == 1
    assert reading.ignored == ()


ALL_CODES = [
    ("empty", b""),
    ("text", b"hello"),
    ("truncated", xlsx([HEADER, ITEM])[:900]),
    ("no list", xlsx([["通知"]])),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("_id", "data"), ALL_CODES, ids=[name for name, _ in ALL_CODES])
def test_each_refusal_is_one_sentence_that_names_the_file(
    language: str, _id: str, data: bytes
) -> None:
    issue = refusal(data)
    use(language)
    said = sentence(issue)
    use("zh_CN")
    assert FILE in said
    assert "\n" not in said
