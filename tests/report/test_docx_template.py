"""An office's own Word file is filled with the same fields; what it names wrongly is refused."""

import io

import docx
import pytest

from inspector.domain.errors import Refused
from inspector.domain.inspection import AssessmentState
from inspector.i18n.messages import sentence
from inspector.report import docx_template
from inspector.report.compose import Filling, filling
from inspector.report.kinds import Scope
from tests.report import ningchuan

SUBJECT = ningchuan.one_unit()


def word(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = (), header: str = "") -> bytes:
    """Return a Word file with these paragraphs, and a table below them."""
    made = docx.Document()
    for text in paragraphs:
        paragraph = made.add_paragraph()
        # Word parts what is typed into runs as it pleases.
        paragraph.add_run(text[:4])
        paragraph.add_run(text[4:])
    if rows:
        table = made.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    if header:
        made.sections[0].header.paragraphs[0].text = header
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def text_of(data: bytes) -> str:
    made = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    heads = [one.text for one in made.sections[0].header.paragraphs]
    feet = [one.text for one in made.sections[0].footer.paragraphs]
    return "\n".join([*heads, *(one.text for one in made.paragraphs), *cells, *feet])


def fill(data: bytes) -> str:
    return text_of(docx_template.filled(data, "own.docx", filling("feedback", SUBJECT)))


def test_fields_conditions_and_rows_are_filled() -> None:
    data = word(
        "关于{{ 单位.简称 }}{{ 任务.年度 }}年度的反馈",
        "{%p if 扣分.个数 %}",
        "共有扣分点{{ 扣分.个数 }}个。",
        "{%p endif %}",
        rows=(
            ("指标", "内容"),
            ("{%tr for 部分 in 扣分.各部分 %}", ""),
            ("{{ 部分.标题 }}", "{{ 部分.扣分 }}"),
            ("{%tr endfor %}", ""),
        ),
        header="{{ 任务.名称 }}",
    )
    shown = fill(data)
    parts = filling("feedback", SUBJECT).fields["扣分"]["各部分"]
    assert "关于市外办2025年度的反馈" in shown
    assert all(part["标题"] in shown for part in parts)
    assert SUBJECT.inspection.name in shown
    assert "{" not in shown


def test_a_draft_is_marked_whatever_the_file_says() -> None:
    assert fill(word("{{ 单位.名称 }}")).startswith("未经审定\n")
    approved = filling("feedback", ningchuan.one_unit(AssessmentState.APPROVED))
    shown = text_of(docx_template.filled(word("{{ 单位.名称 }}"), "own.docx", approved))
    assert "未经审定" not in shown


def test_text_from_the_data_stays_text() -> None:
    told = filling("feedback", SUBJECT)
    fields = {**told.fields, "评价": "<b>{{ 任务.名称 }} & 甲\n乙\x00", "单位": {"名称": None}}
    tricky = Filling(fields=fields, scope=Scope.UNIT)
    shown = text_of(docx_template.filled(word("{{ 评价 }}|{{ 单位.名称 }}"), "o.docx", tricky))
    assert "<b>{{ 任务.名称 }} & 甲\n乙|〔待填：暂缺〕" in shown


@pytest.mark.parametrize(
    ("data", "code", "part"),
    [
        (
            word("甲", "单位：{{ 单位.名 }}，年度"),
            "word_template.unknown_field",
            "单位：{{ 单位.名",
        ),
        (word(rows=(("{{ 没有 }}",),)), "word_template.unknown_field", "{{ 没有 }}"),
        (word(header="{{ 没有 }}"), "word_template.unknown_field", "{{ 没有 }}"),
        (word("{{ 单位.名称.upper() }}"), "word_template.unsafe", "upper"),
        (word("{% include “a.txt” %}"), "word_template.no_include", "include"),
        (word("{% if 评价 %}没有收尾"), "word_template.syntax", "没有收尾"),
    ],
)
def test_what_is_wrong_is_refused_with_the_words_around(data: bytes, code: str, part: str) -> None:
    with pytest.raises(Refused) as refused:
        fill(data)
    (issue,) = refused.value.issues
    assert issue.code == code
    assert part in issue.parameters["text"]
    assert "own.docx" in sentence(issue)


def test_a_file_that_is_no_word_file_is_refused() -> None:
    with pytest.raises(Refused, match=r"word_template\.unreadable"):
        fill(b"PK no")


def test_equal_input_gives_equal_bytes() -> None:
    data, told = word("{{ 单位.名称 }}"), filling("feedback", SUBJECT)
    first = docx_template.filled(data, "own.docx", told)
    assert first == docx_template.filled(data, "own.docx", told)
