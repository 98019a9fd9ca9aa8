"""Drafts in words, where two laptops do not agree on one."""

from typing import Any

from inspector.i18n.conflict_words import contested_words

TEXT: Any = {
    "version": 1,
    "kind": "feedback",
    "head": {"title": "情况反馈"},
    "blocks": [
        {"block": "paragraph", "id": "a", "heading": "总体评价", "level": 1},
        {
            "block": "paragraph",
            "id": "b",
            "runs": [{"text": "公开", "style": "plain"}, {"text": "及时。"}],
        },
        {"block": "table", "id": "c", "name": "findings", "title": "扣分表"},
    ],
}


def test_a_contested_draft_says_its_paragraphs_and_no_code() -> None:
    assert contested_words("text", TEXT) == "情况反馈\n总体评价\n公开及时。\n扣分表"
    assert contested_words("base", {}) == "—"


def test_contested_tables_and_final_papers_are_named() -> None:
    generated: Any = {"tables": {"c": TEXT["blocks"][2]}, "attachments": [TEXT]}
    assert contested_words("generated", generated).startswith("扣分表\n情况反馈\n")
    assert contested_words("final", [{"name": "定稿.pdf", "blob": "0"}]) == "定稿.pdf"
