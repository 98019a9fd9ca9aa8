"""Drafts as typed: made, changed as text, held against new data, written and attached."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from tests.cli.conftest import AT, Inspector, W

Refuse = Callable[..., str]


@pytest.fixture
def draft(entered: Inspector) -> str:
    """The first letters of the feedback's draft."""
    view = entered("draft", "new", *AT, "--kind", "feedback", "--json").value
    return str(view["id"][:8])


def text_of_pdf(path: Path) -> str:
    with pdfplumber.open(BytesIO(path.read_bytes())) as pdf:
        return "".join(page.extract_text() for page in pdf.pages).replace("\n", "")


def test_words_changed_in_the_text_stand_in_the_paper(entered: Inspector, draft: str) -> None:
    text = entered("draft", "show", draft, "-w", W).out
    changed = text.replace("主送机关：", "主送机关：市港澳事务办公室、", 1)
    Path("反馈.md").write_text(changed, encoding="utf-8")
    entered("draft", "update", draft, "-w", W, "--text", "反馈.md")
    entered("draft", "export", draft, "-w", W, "-o", "反馈.pdf")
    printed = text_of_pdf(Path("反馈.pdf"))
    assert "市港澳事务办公室" in printed
    assert "未经审定" in printed


def test_a_finding_made_later_is_offered_and_comes_in_when_taken(
    entered: Inspector, draft: str
) -> None:
    before = entered("draft", "show", draft, "-w", W).out
    compare = ("draft", "compare", draft, "-w", W)
    assert entered(*compare, "--json").value == []
    fact = "简报未标注发布日期"
    entered("finding", "add", *AT, "--item", "4.2", "--rule", "a", "--fact", fact)
    offered = entered(*compare, "--json").value
    assert any(fact in change["fresh"] for change in offered)
    assert entered("draft", "show", draft, "-w", W).out == before, "offered, never applied"
    entered(*compare, "--take-all")
    assert fact in entered("draft", "show", draft, "-w", W).out
    assert entered(*compare, "--json").value == []


def test_the_signed_paper_is_attached_given_back_and_taken_off(
    entered: Inspector, draft: str
) -> None:
    Path("定稿.pdf").write_bytes(b"%PDF-1.7 signed")
    attach = ("draft", "attach", draft, "定稿.pdf", "-w", W)
    entered(*attach)
    (view,) = entered("draft", "list", "-w", W, "--json").value
    assert view["final"] == ["定稿.pdf"]
    entered(*attach, "--save", "取回.pdf")
    assert Path("取回.pdf").read_bytes() == b"%PDF-1.7 signed"
    entered(*attach, "--detach")
    (view,) = entered("draft", "list", "-w", W, "--json").value
    assert view["final"] == []


def test_papers_for_many_units_are_written_into_a_folder(
    entered: Inspector, draft: str, refused: Refuse
) -> None:
    text = entered("draft", "show", draft, "-w", W).out
    Path("反馈.md").write_text(text.replace("主送机关：", "主送机关：改过的", 1), encoding="utf-8")
    entered("draft", "update", draft, "-w", W, "--text", "反馈.md")
    batch = ("draft", "batch", "-w", W, "-o", "批量", "--format", "md")
    entered(*batch, "--kind", "feedback")
    (written,) = Path("批量").iterdir()
    assert written.name == "市外办情况反馈.md"
    assert "改过的" in written.read_text(encoding="utf-8"), "the draft goes before the data"
    assert "feedback" in refused(*batch, "--kind", "nonsense")
    assert "情况报告" in refused(*batch, "--kind", "report")


def test_a_removed_draft_is_gone(entered: Inspector, draft: str) -> None:
    entered("draft", "remove", draft, "-w", W)
    assert entered("draft", "list", "-w", W, "--json").value == []


def test_what_is_not_there_is_named(draft: str, refused: Refuse) -> None:
    assert draft in refused("draft", "show", "ffff", "-w", W)
    assert "0" in refused("draft", "compare", draft, "-w", W, "--take", 3)
    Path("表.xlsx").write_bytes(b"x")
    assert "表.xlsx" in refused("draft", "attach", draft, "表.xlsx", "-w", W)
    assert "定稿.pdf" in refused("draft", "attach", draft, "定稿.pdf", "-w", W, "--detach")


def test_the_public_version_comes_from_the_written_draft_and_names_what_it_left_out(
    entered: Inspector, refused: Refuse
) -> None:
    view = entered("draft", "new", "-w", W, "--kind", "bulletin", "--json").value
    bulletin = str(view["id"][:8])
    text = entered("draft", "show", bulletin, "-w", W).out
    written = text.replace("通报如下：", "通报如下（见www.nc.gov.cn，联系人：周敏）：", 1)
    Path("通报.md").write_text(written, encoding="utf-8")
    entered("draft", "update", bulletin, "-w", W, "--text", "通报.md")
    made = entered("draft", "public", bulletin, "-w", W, "--json").value
    assert made["kind"] == "public_bulletin"
    assert any("www.nc.gov.cn" in line for line in made["left_out"])
    assert any("周敏" in line for line in made["left_out"])
    public = entered("draft", "show", str(made["id"][:8]), "-w", W).out
    assert "通报如下：" in public
    assert "周敏" not in public
    assert "周敏" in entered("draft", "show", bulletin, "-w", W).out
    assert "公开版" in refused("draft", "public", str(made["id"][:8]), "-w", W)
    assert "公开版" in refused("draft", "new", "-w", W, "--kind", "public_bulletin")


def test_the_public_bulletin_is_written_from_the_data_without_persons(entered: Inspector) -> None:
    entered("document", "-w", W, "--kind", "public_bulletin", "-o", "公开.md")
    assert "此件公开发布" in Path("公开.md").read_text(encoding="utf-8")
