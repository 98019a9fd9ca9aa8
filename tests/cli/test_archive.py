"""The archive: one folder a unit that opens without the program, and one PDF of all of it."""

import hashlib
import io
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
from PIL import Image

from inspector.report.archival import declares
from tests.cli.conftest import AT, Inspector, W, enter_everything, set_up

OUT = Path("档案")
UNIT = OUT / "01-市外办（WB）"


def prepared(done: Inspector) -> None:
    """Bring 市外办 to notice and reply, with evidence of three kinds."""
    set_up(done)
    done("unit", "update", *AT, "--code", "WB")
    enter_everything(done)
    picture = Image.new("RGB", (800, 600), (200, 30, 30))
    picture.save("截图.png")
    Path("制度.docx").write_bytes(b"not a picture")
    done(
        *("evidence", "add", *AT, "--item", "4.2", "截图.png", "制度.docx"),
        *("--caption", "政府信息公开专栏空白栏目"),
    )
    done("evidence", "add", *AT, "--item", "1.1", "https://wb.ningchuan.example/ld")
    done("problem", "notice", "-w", W, "--served", "2025-12-26")
    done("problem", "reply", "WB-01", "-w", W, "--on", "2026-01-09", "--result", "已更正领导信息")


def archived(done: Inspector) -> dict[str, Any]:
    """Write the archive and return what the command says of its one folder."""
    prepared(done)
    (view,) = done("archive", OUT, "-w", W, "--on", "2026-01-20", "--json").value
    return dict(view)


def text_of(path: Path) -> str:
    with pdfplumber.open(path) as document:
        return "".join("".join((page.extract_text() or "").split()) for page in document.pages)


def test_a_units_folder_holds_every_paper_and_file_in_order(done: Inspector) -> None:
    view = archived(done)
    assert view["issues"] == []
    assert view["files"] == [
        "01-封面和目录.pdf",
        "02-自评表.xlsx",
        "03-检查工作底稿.xlsx",
        "04-情况反馈.pdf",
        "05-异议及复核.pdf",
        "06-整改通知问题清单.pdf",
        "07-整改反馈和核查.pdf",
        "08-佐证材料目录.pdf",
        "佐证材料/佐证-WB-4.2-01.png",
        "佐证材料/佐证-WB-4.2-02.docx",
        "合订本-市外办.pdf",
    ]
    assert (UNIT / "佐证材料/佐证-WB-4.2-02.docx").read_bytes() == b"not a picture"


def test_the_papers_say_what_the_workspace_holds(done: Inspector) -> None:
    archived(done)
    cover = text_of(UNIT / "01-封面和目录.pdf")
    assert "2025年度政务公开工作考核档案" in cover
    assert "市外办" in cover
    assert "卷内目录" in cover
    assert "2026年1月12日" in text_of(UNIT / "06-整改通知问题清单.pdf")
    assert "已更正领导信息" in text_of(UNIT / "07-整改反馈和核查.pdf")
    named = text_of(UNIT / "08-佐证材料目录.pdf")
    assert "政府信息公开专栏空白栏目" in named
    assert "https://wb.ningchuan.example/ld" in named
    assert "佐证-WB-1.1-01" in named


def test_the_bound_whole_has_every_paper_on_the_page_the_contents_name(done: Inspector) -> None:
    archived(done)
    with pdfplumber.open(UNIT / "合订本-市外办.pdf") as document:
        contents = next(
            table
            for page in document.pages
            for table in page.extract_tables()
            if "起始页" in table[0]
        )
        pages = {row[1]: row[3] for row in contents[1:]}
        assert list(pages) == [
            *("自评表", "检查工作底稿", "情况反馈", "异议及复核", "整改通知问题清单"),
            *("整改反馈和核查", "佐证材料目录", "佐证-WB-4.2-01", "佐证-WB-4.2-02"),
        ]
        assert pages["佐证-WB-4.2-02"] == ""
        for title in ("自评表", "检查工作底稿", "整改通知问题清单", "佐证-WB-4.2-01"):
            page = document.pages[int(str(pages[title])) - 1]
            assert title in "".join((page.extract_text() or "").split())
        picture = document.pages[int(str(pages["佐证-WB-4.2-01"])) - 1]
        (image,) = picture.images
        assert abs(image["width"] / image["height"] - 800 / 600) < 0.01
        words = picture.extract_words()
        assert max(word["bottom"] for word in words if word["top"] < 200) < image["top"]
        shown = picture.crop((image["x0"], image["top"], image["x1"], image["bottom"])).to_image()
        assert dominant(shown.original) == "red"


def dominant(picture: Image.Image) -> str:
    red, green, blue = picture.convert("RGB").resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]
    return "red" if red > 150 and green < 90 and blue < 90 else f"{red} {green} {blue}"


def test_the_list_of_files_proves_each_of_them(done: Inspector) -> None:
    archived(done)
    lines = (OUT / "文件清单.txt").read_text("utf-8").splitlines()
    listed = {line[65:]: line[:64] for line in lines if line[64:65] == "　"}
    files = [path for path in OUT.rglob("*") if path.is_file() and path.name != "文件清单.txt"]
    assert listed == {
        path.relative_to(OUT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def test_a_file_that_was_purged_is_named_and_left_out(done: Inspector) -> None:
    prepared(done)
    known = done("evidence", "list", *AT, "--json").value
    piece = next(one for one in known if one["name"] == "截图.png")
    done("evidence", "purge", piece["id"], "-w", W, "--reason", "误收")
    (view,) = done("archive", OUT, "-w", W, "--json").value
    assert len(view["issues"]) == 1
    assert "佐证材料/佐证-WB-4.2-01.png" not in view["files"]
    assert "文件已彻底删除" in text_of(UNIT / "08-佐证材料目录.pdf")


def test_papers_and_whole_are_pdf_a_unless_the_unit_sent_a_pdf_of_its_own(done: Inspector) -> None:
    prepared(done)
    done("archive", OUT, "-w", W, "--bound", "全部.pdf")
    made = [*UNIT.glob("*.pdf"), Path("全部.pdf")]
    assert len(made) == 8
    assert all(declares(path.read_bytes()) for path in made)
    with pypdfium2.PdfDocument.new() as document:
        document.new_page(200, 300)
        document.save("来文.pdf")
    done("evidence", "add", *AT, "--item", "4.2", "来文.pdf")
    again = Path("又一份")
    done("archive", again, "-w", W, "--bound", "全部.pdf")
    unclaimed = {path.name for path in again.rglob("*.pdf") if not declares(path.read_bytes())}
    assert unclaimed == {"佐证-WB-4.2-03.pdf", "合订本-市外办.pdf"}
    assert not declares(Path("全部.pdf").read_bytes())


def test_equal_archives_are_equal_to_the_byte(done: Inspector) -> None:
    prepared(done)
    for folder in ("甲", "乙"):
        done("archive", folder, "-w", W, "--on", "2026-01-20")
    one, other = (
        {path.name: path.read_bytes() for path in Path(folder).rglob("*.pdf")}
        for folder in ("甲", "乙")
    )
    assert one == other


def test_an_archive_is_never_mixed_with_what_is_there(done: Inspector, refused: Any) -> None:
    prepared(done)
    OUT.mkdir()
    (OUT / "旧.txt").write_text("旧", encoding="utf-8")
    assert "档案" in refused("archive", OUT, "-w", W)
    assert [path.name for path in OUT.iterdir()] == ["旧.txt"]


def test_a_broken_picture_stays_a_file_and_is_not_bound(done: Inspector) -> None:
    prepared(done)
    buffer = io.BytesIO()
    Image.new("RGB", (50, 50)).save(buffer, "PNG")
    Path("坏图.png").write_bytes(buffer.getvalue()[:60])
    done("evidence", "add", *AT, "--item", "4.2", "坏图.png")
    (view,) = done("archive", OUT, "-w", W, "--json").value
    assert "佐证材料/佐证-WB-4.2-03.png" in view["files"]


def test_an_objection_that_was_upheld_is_filed_with_its_decision(done: Inspector) -> None:
    prepared(done)
    done("answer", "confirm-rest", *AT)
    for state in ("初评完成", "待审核", "已反馈"):
        done("state", "advance", *AT, "--to", state, "--on", "2025-12-19")
    done(
        *("state", "objection", "add", *AT, "--item", "3.2", "--reason", "已依法延期"),
        *("--received", "2025-12-23"),
    )
    done(
        *("state", "objection", "decide", *AT, "--item", "3.2", "--decision", "异议成立"),
        *("--reviewer", "丁", "--reason", "延期手续完备", "--approver", "组长"),
        *("--on", "2025-12-25"),
    )
    (view,) = done("archive", OUT, "-w", W, "--json").value
    assert view["issues"] == []
    filed = text_of(UNIT / "05-异议及复核.pdf")
    assert "已依法延期" in filed
    assert "延期手续完备" in filed
    assert "03-检查工作底稿.xlsx" in view["files"]


def test_all_units_can_be_bound_into_one_pdf(done: Inspector, refused: Any) -> None:
    set_up(done, "市外办,市财政局")
    refused("archive", OUT, "-w", W, "--bound", "全部.docx")
    assert not OUT.exists()
    views = done("archive", OUT, "-w", W, "--bound", "全部.pdf", "--json").value
    pages = []
    for view in views:
        (whole,) = Path(view["folder"]).glob("合订本-*.pdf")
        with pdfplumber.open(whole) as document:
            pages.append(len(document.pages))
    with pdfplumber.open("全部.pdf") as document:
        assert len(document.pages) == sum(pages)
        assert "市财政局" in "".join((document.pages[pages[0]].extract_text() or "").split())
