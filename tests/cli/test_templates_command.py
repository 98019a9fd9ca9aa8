"""Templates on the command line: exported, changed, checked, and Word files of the office's own."""

from pathlib import Path

import docx

from tests.cli.conftest import AT, Inspector


def test_an_exported_template_is_changed_and_checked(inspector: Inspector, done: Inspector) -> None:
    (path,) = done("template", "export", "feedback", "公文模板").out.splitlines()
    assert done("template", "check", path).out == "feedback.txt没有问题。\n"
    file = Path(path)
    source = file.read_text(encoding="utf-8")
    file.write_text(source.replace("单位.简称", "单位.简写"), encoding="utf-8")
    outcome = inspector("template", "check", path)
    assert outcome.status == 1
    assert "第 2 行" in outcome.out
    assert "单位.简写" in outcome.out
    assert inspector("template", "check", path, "--json").value[0]["code"] == (
        "template.unknown_field"
    )


def test_what_was_changed_is_not_written_over(done: Inspector, inspector: Inspector) -> None:
    done("template", "export", "all", "公文模板")
    assert "bulletin.txt" in inspector("template", "export", "bulletin", "公文模板").err


def test_a_name_that_says_no_kind_needs_one(inspector: Inspector, done: Inspector) -> None:
    Path("own.txt").write_text("标题：题\n----\n{{ 单位.名称 }}\n", encoding="utf-8")
    assert "--kind" in inspector("template", "check", "own.txt").err
    done("template", "check", "own.txt", "--kind", "feedback")


def test_a_word_file_of_the_office_s_own_makes_the_paper(
    entered: Inspector, inspector: Inspector
) -> None:
    own = docx.Document()
    own.add_paragraph("致{{ 单位.名称 }}：共有扣分点{{ 扣分.个数 }}个。")
    own.save("own.docx")
    wanted = ("document", *AT, "--kind", "feedback", "--template", "own.docx", "-o")
    entered(*wanted, "out.docx")
    texts = [one.text for one in docx.Document("out.docx").paragraphs]
    assert any(text.startswith("致市外办：共有扣分点") for text in texts), texts
    assert "own.docx" in inspector(*wanted, "out.pdf").err
    own.add_paragraph("{{ 单位.错 }}")
    own.save("own.docx")
    outcome = inspector(*wanted, "again.docx")
    assert "单位.错" in outcome.err
    assert not Path("again.docx").exists()
    assert "单位.错" in inspector("template", "check", "own.docx", "--kind", "feedback").out
