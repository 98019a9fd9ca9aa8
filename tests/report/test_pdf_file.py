"""The bare PDF file: values as the format writes them, bookmarks as a tree, equal bytes."""

import io
import re

import pypdfium2
import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from inspector.report.bookmarks import put_bookmarks
from inspector.report.pdf_file import Name, PdfFile, Value


def one_page(title: str = "关于(反馈)\\", level_of: tuple[int, ...] = ()) -> bytes:
    file = PdfFile()
    parent = file.reserve()
    page = file.put(
        {
            "Type": Name("Page"),
            "Parent": parent,
            "MediaBox": [0, 0, 595.2756, 841.8898],
            "Contents": file.put_stream(b"0 0 m 9 9 l S", {}),
        }
    )
    file.put({"Type": Name("Pages"), "Count": 1, "Kids": [page]}, parent)
    catalog: dict[str, Value] = {"Type": Name("Catalog"), "Pages": parent}
    bookmarks = put_bookmarks(file, ((f"第{n}", level, page) for n, level in enumerate(level_of)))
    if bookmarks:
        catalog["Outlines"] = bookmarks
    return file.written(catalog, {"Title": title})


def test_texts_of_any_script_come_back_as_they_were() -> None:
    document = pypdfium2.PdfDocument(one_page())
    assert document.get_metadata_value("Title") == "关于(反馈)\\"
    assert document[0].get_size() == pytest.approx((595.2756, 841.8898), abs=1e-3)


def test_the_table_says_where_each_object_begins() -> None:
    content = one_page()
    start = int(re.findall(rb"startxref\n(\d+)", content)[0])
    assert content[start:].startswith(b"xref\n")
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n", content[start:])]
    assert all(
        content[place:].startswith(b"%d 0 obj" % number) for number, place in enumerate(places, 1)
    )


def test_a_stream_is_packed_and_as_long_as_it_says() -> None:
    document = PDFDocument(PDFParser(io.BytesIO(one_page())))
    page = resolve1(resolve1(document.catalog["Pages"])["Kids"])[0]
    stream = resolve1(resolve1(page)["Contents"])
    assert stream.attrs["Length"] == len(stream.rawdata)
    assert stream.get_data() == b"0 0 m 9 9 l S"


def test_bookmarks_hang_on_the_nearest_above_them_even_where_a_level_is_skipped() -> None:
    document = pypdfium2.PdfDocument(one_page(level_of=(0, 2, 2, 1, 0, 1)))
    levels = [(one.get_title(), one.level) for one in document.get_toc()]
    assert levels == [("第0", 0), ("第1", 1), ("第2", 2), ("第3", 1), ("第4", 0), ("第5", 1)]


def test_a_file_without_bookmarks_has_no_outline() -> None:
    assert not list(pypdfium2.PdfDocument(one_page()).get_toc())


def test_equal_values_give_equal_bytes_and_others_another_identifier() -> None:
    def identifier(content: bytes) -> bytes:
        first, second = PDFDocument(PDFParser(io.BytesIO(content))).xrefs[0].get_trailer()["ID"]
        assert first == second
        return first  # type: ignore[no-any-return]

    assert one_page() == one_page()
    assert identifier(one_page()) != identifier(one_page("别的"))
