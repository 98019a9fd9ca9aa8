"""Red heads and imprints asked for on the command line, and kept with a draft."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from tests.cli.conftest import AT, Inspector, W

Refuse = Callable[..., str]
WISH = ("--head", "full", "--imprint", "--head-line", "抄送机关：市委办公室",
        "--head-line", "抄送机关：市纪委监委机关", "--dated", "2025-12-19")  # fmt: skip


def printed(path: Path) -> tuple[list[str], bool]:
    """Return the pages' texts, and whether the first holds anything red."""
    with pdfplumber.open(BytesIO(path.read_bytes())) as pdf:
        texts = [page.extract_text() for page in pdf.pages]
        return texts, any(
            char["non_stroking_color"] == (1.0, 0.0, 0.0) for char in pdf.pages[0].chars
        )


def test_a_paper_bears_the_head_and_imprint_that_were_asked_for(entered: Inspector) -> None:
    entered("document", *AT, "--kind", "feedback", "-o", "反馈.pdf", *WISH)
    texts, is_red = printed(Path("反馈.pdf"))
    assert is_red
    (imprint,) = [text for text in texts if "印发" in text]
    assert "抄送：市委办公室，市纪委监委机关。" in imprint
    assert "2025年12月19日印发" in imprint
    entered("document", *AT, "--kind", "feedback", "-o", "反馈.pdf")
    texts, is_red = printed(Path("反馈.pdf"))
    assert not is_red
    assert not any("印发" in text for text in texts)


def test_a_draft_keeps_head_and_imprint_and_is_not_asked_about_them(entered: Inspector) -> None:
    draft = entered("draft", "new", *AT, "--kind", "feedback", *WISH, "--json").value["id"][:8]
    text = entered("draft", "show", draft, "-w", W).out
    assert "版头：红头" in text
    assert "印发日期：2025年12月19日" in text
    assert entered("draft", "compare", draft, "-w", W, "--json").value == []
    Path("反馈.md").write_text(text.replace("版头：红头", "版头：留白"), encoding="utf-8")
    entered("draft", "update", draft, "-w", W, "--text", "反馈.md")
    entered("draft", "export", draft, "-w", W, "-o", "反馈.pdf")
    _texts, is_red = printed(Path("反馈.pdf"))
    assert not is_red


def test_papers_for_many_units_bear_the_head_that_was_asked_for(entered: Inspector) -> None:
    entered("draft", "batch", "-w", W, "--kind", "feedback", "-o", "批量", "--head", "full")
    (written,) = Path("批量").iterdir()
    _texts, is_red = printed(written)
    assert is_red


@pytest.mark.usefixtures("entered")
def test_a_word_file_of_the_offices_own_has_a_head_of_its_own(refused: Refuse) -> None:
    wish = ("document", *AT, "--kind", "feedback", "-o", "反馈.docx", "--template", "自用.docx")
    assert "自用.docx" in refused(*wish, "--head", "full")


@pytest.mark.usefixtures("entered")
def test_a_line_that_no_head_has_is_refused_by_name(refused: Refuse) -> None:
    wish = ("document", *AT, "--kind", "feedback", "-o", "反馈.pdf", "--head-line")
    told = refused(*wish, "密级：机密")
    assert "密级：机密" in told
    assert "紧急程度" in told


def test_offices_and_signers_asked_for_stand_in_the_paper_and_what_differs_is_named(
    entered: Inspector,
) -> None:
    lines = ("联署机关：市财政局", "联署机关：市审计局", "签发人：王明", "签发人：李建国")
    asked = [word for line in lines for word in ("--head-line", line)]
    paper = ("document", "-w", W, "--kind", "report", "-o", "报告.pdf", "--head", "full")
    said = entered(*paper, *asked)
    (first, *_others), is_red = printed(Path("报告.pdf"))
    assert is_red
    assert "市财政局" in first.replace(" ", "")
    assert "签发人：王明" in first
    assert "3个机关联合行文，但只有2名签发人" in said.err
