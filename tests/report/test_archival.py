"""PDF/A-2b (ISO 19005-2), clause by clause on the finished files, and what binding keeps of it."""

import io
import re
from collections.abc import Iterator
from functools import cache as once
from typing import Any
from xml.etree import ElementTree

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1
from PIL import Image, ImageCms

from inspector.report import archival
from inspector.report.binding import Bound, Leaf, bind
from inspector.report.document import Paragraph, RedHead, Run
from inspector.report.pdf import render_pdf
from tests.report.pdf_samples import annexed, chapters, deductions, form, official

UNKNOWN = "\U0010fffd\u0378"
"""Characters that no font draws."""
PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
DC = "{http://purl.org/dc/elements/1.1/}"
TITLE = "关于<公开>&“落实”\x0c情况的\n报告"


def picture(mode: str) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, (60, 40), 120 if mode in "LP" else None).save(
        buffer, "JPEG" if mode in ("CMYK", "RGB") else "PNG"
    )
    return buffer.getvalue()


@once
def paper() -> bytes:
    """Return an official paper with annexes upright and turned, and what no font draws."""
    body = [*chapters(), Paragraph(runs=(Run(text=f"ABC{UNKNOWN}‘甲’—12"),))]
    document = official([*body, *annexed(12, landscape=True)], title=TITLE, red_head=RedHead.FULL)
    return render_pdf(document).data


@once
def bound() -> Bound:
    """Return papers and pictures of all kinds, bound."""
    modes = ("RGB", "L", "P", "RGBA", "LA", "CMYK", "I;16")
    pictures = [
        Leaf(title=mode, content=picture(mode), caption="佐证", from_outside=True) for mode in modes
    ]
    table = render_pdf(form([deductions(4)])).data
    return bind(
        [Leaf(title="文", content=paper()), *pictures, Leaf(title="表", content=table)],
        title="市外办档案",
    )


@pytest.fixture(params=["paper", "bound"])
def content(request: pytest.FixtureRequest) -> bytes:
    return paper() if request.param == "paper" else bound().data


def read(content: bytes) -> PDFDocument:
    return PDFDocument(PDFParser(io.BytesIO(content)))


def objects(content: bytes) -> Iterator[Any]:
    document = read(content)
    for xref in document.xrefs:
        for number in sorted(xref.get_objids()):
            yield document.getobj(number)


def dictionaries(content: bytes) -> Iterator[dict[str, Any]]:
    for one in objects(content):
        if isinstance(one, PDFStream):
            yield one.attrs
        elif isinstance(one, dict):
            yield one


def named(value: Any) -> str:
    return str(getattr(value, "name", value))


def drawn(content: bytes) -> str:
    """Return the operators of all pages."""
    pages = [one for one in dictionaries(content) if named(one.get("Type")) == "Page"]
    streams = [resolve1(page["Contents"]) for page in pages]
    parts = [resolve1(part) for one in streams for part in (one if type(one) is list else [one])]
    return "\n".join(part.get_data().decode("latin-1") for part in parts)


def test_6_1_2_the_header_stands_first_and_says_that_the_file_is_binary(content: bytes) -> None:
    first, second = content.splitlines()[:2]
    assert re.fullmatch(rb"%PDF-1\.[0-7]", first)
    assert second.startswith(b"%")
    assert len(second) >= 5
    assert all(byte > 127 for byte in second[1:5])


def test_6_1_3_the_trailer_has_an_identifier_and_no_encryption_and_ends_the_file(
    content: bytes,
) -> None:
    (trailer,) = (xref.get_trailer() for xref in read(content).xrefs)
    assert "Encrypt" not in trailer
    one, other = resolve1(trailer["ID"])
    assert one == other
    assert len(one) == 16
    assert content.rstrip(b"\r\n").endswith(b"%%EOF")


def test_6_1_7_every_stream_is_as_long_as_it_says_and_ends_on_a_line_of_its_own(
    content: bytes,
) -> None:
    ends = re.findall(rb"/Length (\d+)[^>]*>>\s*stream(\r\n|\n)", content)
    assert len(ends) == len(re.findall(rb"endstream\b", content)) > 5
    for found in re.finditer(rb"/Length (\d+)[^>]*>>\s*stream(?:\r\n|\n)", content):
        after = content[found.end() + int(found[1]) :]
        assert re.match(rb"(\r\n|\n|\r)endstream", after)
    assert b"LZWDecode" not in content
    assert not any("F" in one.attrs for one in objects(content) if isinstance(one, PDFStream))


def test_6_2_2_the_colours_are_meant_in_srgb(content: bytes) -> None:
    (intent,) = resolve1(read(content).catalog["OutputIntents"])
    intent = resolve1(intent)
    assert named(intent["S"]) == "GTS_PDFA1"
    stream = resolve1(intent["DestOutputProfile"])
    assert stream.attrs["N"] == 3
    profile = ImageCms.getOpenProfile(io.BytesIO(stream.get_data())).profile
    assert (profile.device_class, profile.xcolor_space) == ("mntr", "RGB ")
    assert profile.version < 5


def test_6_2_4_and_6_2_8_nothing_is_drawn_in_other_colours_than_grey_and_rgb(
    content: bytes,
) -> None:
    operators = drawn(content)
    assert " rg" in operators
    assert not re.search(r"(?m)(^|\s)(k|K|sc|SC|scn|SCN|cs|CS|sh|ri|gs)$", operators)
    images = [one for one in dictionaries(content) if named(one.get("Subtype")) == "Image"]
    assert {named(one["ColorSpace"]) for one in images} <= {"DeviceRGB", "DeviceGray"}
    for one in images:
        assert not {"SMask", "Mask", "Alternates", "OPI"} & set(one)
        assert not one.get("Interpolate")


def test_6_2_10_nothing_is_transparent(content: bytes) -> None:
    for one in dictionaries(content):
        assert named(one.get("BM", "Normal")) == "Normal"
        assert one.get("ca", 1) == one.get("CA", 1) == 1
        assert "Group" not in one


def test_6_2_11_every_font_is_embedded_with_the_widths_that_its_glyphs_have(
    content: bytes,
) -> None:
    fonts = [one for one in dictionaries(content) if named(one.get("Type")) == "Font"]
    descendants = [one for one in fonts if named(one["Subtype"]) == "CIDFontType2"]
    assert {named(one["Subtype"]) for one in fonts} == {"CIDFontType2", "Type0"}
    assert descendants
    for one in descendants:
        assert named(one["CIDToGIDMap"]) == "Identity"
        stream = resolve1(resolve1(one["FontDescriptor"])["FontFile2"])
        font = TTFont(io.BytesIO(stream.get_data()))
        units = font["head"].unitsPerEm
        advances = [font["hmtx"].metrics[name][0] for name in font.getGlyphOrder()]
        widths = dict(stated_widths(resolve1(one["W"])))
        for number, advance in enumerate(advances):
            assert abs(widths.get(number, one["DW"]) - advance * 1000 / units) < 1


def stated_widths(table: list[Any]) -> Iterator[tuple[int, float]]:
    for first, widths in zip(table[::2], table[1::2], strict=True):
        yield from enumerate(resolve1(widths), first)


def test_6_2_11_8_no_text_shows_the_glyph_that_stands_for_none(content: bytes) -> None:
    codes = [text[at : at + 4] for text in shown_codes(content) for at in range(0, len(text), 4)]
    assert len(codes) > 500
    assert "0000" not in codes


def shown_codes(content: bytes) -> list[str]:
    return re.findall(r"<([0-9A-Fa-f]+)> Tj", drawn(content))


def test_6_3_to_6_5_nothing_is_annotated_attached_or_acts(content: bytes) -> None:
    forbidden = {"AA", "OpenAction", "Annots", "AcroForm", "JavaScript", "JS", "EF", "OCProperties"}
    for one in dictionaries(content):
        assert not forbidden & set(one)
        assert named(one.get("Subtype")) not in {"PS", "Form"}


def test_6_6_the_file_says_what_it_is(content: bytes) -> None:
    stream = resolve1(read(content).catalog["Metadata"])
    assert (named(stream.attrs["Type"]), named(stream.attrs["Subtype"])) == ("Metadata", "XML")
    assert "Filter" not in stream.attrs
    assert stream.get_data() in content
    tree = ElementTree.fromstring(stream.get_data())
    assert [one.text for one in tree.iter(f"{PDFAID}part")] == ["2"]
    assert [one.text for one in tree.iter(f"{PDFAID}conformance")] == ["B"]
    assert archival.declares(content)


def test_title_and_office_stand_in_what_it_says() -> None:
    tree = ElementTree.fromstring(resolve1(read(paper()).catalog["Metadata"]).get_data())
    (title,), (office,) = (["".join(one.itertext()) for one in tree.iter(f"{DC}{name}")]
                           for name in ("title", "creator"))  # fmt: skip
    assert title == "关于<公开>&“落实” 情况的 报告"
    assert office == "市人民政府外事办公室"


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=30))
def test_any_title_can_be_said(title: str) -> None:
    data = render_pdf(form([Paragraph(runs=(Run(text="文"),))], title=title)).data
    ElementTree.fromstring(resolve1(read(data).catalog["Metadata"]).get_data())


# --- binding --------------------------------------------------------------------------------------


def test_equal_leaves_bind_to_equal_bytes() -> None:
    leaves = [Leaf(title="文", content=paper()), Leaf(title="图", content=picture("RGB"))]
    assert bind(leaves, title="档案").data == bind(leaves, title="档案").data
    outside = [*leaves, Leaf(title="外", content=foreign(), from_outside=True)]
    assert bind(outside).data == bind(outside).data


def test_what_was_made_here_binds_to_an_archival_whole_with_all_its_pages() -> None:
    assert bound().is_archival
    assert bound().left_out == ()
    pages = [len(pypdfium2.PdfDocument(one)) for one in (paper(), bound().data)]
    assert pages[1] == pages[0] + 7 + 1
    assert bound().first_pages[:2] == (1, pages[0] + 1)


def test_a_pdf_from_outside_takes_the_declaration_from_the_whole() -> None:
    leaves = [
        Leaf(title="文", content=paper()),
        Leaf(title="外", content=foreign(), from_outside=True),
    ]
    whole = bind(leaves)
    assert whole.left_out == ()
    assert not whole.is_archival
    assert not archival.declares(whole.data)
    assert {"Metadata", "OutputIntents"}.isdisjoint(read(whole.data).catalog)


def foreign() -> bytes:
    """Return a PDF as any program may make it."""
    with pypdfium2.PdfDocument.new() as document:
        document.new_page(200, 300)
        buffer = io.BytesIO()
        document.save(buffer)
    return buffer.getvalue()
