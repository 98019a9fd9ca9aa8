"""What to look at in a paper is told in sentences beside the file that is written."""

from pathlib import Path

from tests.cli.conftest import AT, Inspector


def test_what_the_paper_does_not_tell_is_named(entered: Inspector) -> None:
    entered("answer", "set", *AT, "--item", "4.1", "--note", "联络员说十二月补齐")
    wanted = ("document", *AT, "--kind", "feedback", "-o", "反馈.pdf")
    told = entered(*wanted).err
    assert "没有写到指标4.1的内容（“联络员说十二月补齐”），该内容见《检查工作底稿》" in told
    assert Path("反馈.pdf").exists()


def test_a_draft_is_held_against_the_data_it_was_made_from(entered: Inspector) -> None:
    entered("draft", "new", *AT, "--kind", "feedback")
    draft = entered("draft", "list", "-w", AT[1], "--json").value[0]["id"]
    file = Path("反馈.md")
    text = entered("draft", "show", draft, "-w", AT[1]).out
    added = "共扣99.99分，请于2026年1月3日前送市外事办。"
    file.write_text(text.replace("现将", f"{added}现将", 1), encoding="utf-8")
    entered("draft", "update", draft, "-w", AT[1], "--text", file)
    told = entered("draft", "export", draft, "-w", AT[1], "-o", "反馈.pdf").err
    assert "“扣99.99分”" in told
    assert "2026年1月3日不是工作日" in told
