"""Templates: an office's own come first, and see fields and nothing else."""

from pathlib import Path

import pytest

from inspector.domain.errors import Refused
from inspector.i18n import gettext
from inspector.i18n.messages import sentence
from inspector.report import kinds, templates
from inspector.report.compose import compose, template_of
from inspector.report.document import Annex, Paragraph, RunStyle, Signature, Table
from inspector.report.subject import PaperOptions
from inspector.report.template_text import Origin, TextLine, read
from tests.report import ningchuan
from tests.report.reading import paragraphs

FIELDS = {"甲": {"乙": "一、a\nb"}, "列": ["x", "y"], "无": None}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return the folder of an office's own templates."""
    folder = tmp_path / "公文模板"
    folder.mkdir()
    return folder


def fill(office: Path, text: str) -> str:
    (office / "own.txt").write_text(text, encoding="utf-8")
    return templates.fill("own.txt", FIELDS, office)


def refusal(office: Path, text: str) -> tuple[str, str, str]:
    """Return code, file and line of what is refused."""
    with pytest.raises(Refused) as refused:
        fill(office, text)
    (issue,) = refused.value.issues
    assert sentence(issue)
    return issue.code, issue.place.file, issue.place.cell


def paper(office: Path, text: str) -> list[str]:
    """Return the lines of a feedback paper made with the office's template."""
    path = office / "own.txt"
    path.write_text(text, encoding="utf-8")
    made = compose("feedback_form", ningchuan.one_unit(), PaperOptions(template=path))
    return paragraphs(made)


@pytest.mark.parametrize(
    "unsafe",
    [
        "{{ 甲.乙['upper']() }}",
        "{{ 甲.乙.format(1) }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 9 ** 9999999 }}",
        "{{ '%99999999d' % 1 }}",
        "{{ 列.append('z') }}",
        "{% for x in 列 recursive %}{{ loop.__class__ }}{% endfor %}",
    ],
)
def test_a_template_reaches_no_python_and_cannot_fill_the_memory(office: Path, unsafe: str) -> None:
    assert refusal(office, f"标题：甲\n{unsafe}") == ("template.unsafe", "own.txt", "2")


@pytest.mark.parametrize(
    "unknown",
    ["{{ 甲.丙 }}", "{{ 丁 }}", "{{ 丁.戊 }}", "{{ range(9) }}", "{{ 甲.__class__ }}",
     "{{ ''.__class__.__mro__ }}", "{{ lipsum() }}"],
)  # fmt: skip
def test_an_unknown_field_is_refused_with_its_line(office: Path, unknown: str) -> None:
    assert refusal(office, f"\n\n{unknown}") == ("template.unknown_field", "own.txt", "3")


def test_the_unknown_field_is_named(office: Path) -> None:
    with pytest.raises(Refused) as refused:
        fill(office, "{{ 甲.丙 }}")
    assert refused.value.issues[0].parameters["field"] == "丙"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% for %}", ("template.syntax", "own.txt", "1")),
        ("{{ 甲 | attr('x') }}", ("template.syntax", "own.txt", "1")),
        ("一\n{{ 甲 + 1 }}", ("template.failed", "own.txt", "2")),
        ("{{ 1 / 0 }}", ("template.failed", "own.txt", "1")),
        ("{% include 'other.txt' %}", ("template.not_found", "other.txt", "")),
        ("{% include '../other.txt' %}", ("template.not_found", "../other.txt", "")),
    ],
)
def test_whatever_is_wrong_is_refused_with_name_and_line(
    office: Path, text: str, expected: tuple[str, str, str]
) -> None:
    assert refusal(office, text) == expected


def test_the_sentences_name_file_and_line_in_both_languages(office: Path) -> None:
    with pytest.raises(Refused) as refused:
        fill(office, "\n{{ 丁 }}")
    (issue,) = refused.value.issues
    before = gettext.current()
    try:
        gettext.use("zh_CN")
        assert sentence(issue).startswith("模板 own.txt 第 2 行：没有字段“丁”")
        gettext.use("en")
        assert sentence(issue).startswith("Template own.txt, line 2: there is no field “丁”")
    finally:
        gettext.use(before)


def test_a_template_in_another_encoding_is_refused(office: Path) -> None:
    (office / "own.txt").write_bytes("标题：甲".encode("gb18030"))
    with pytest.raises(Refused) as refused:
        templates.fill("own.txt", FIELDS, office)
    assert refused.value.issues[0].code == "template.not_text"


def test_a_value_nobody_gave_is_a_visible_gap(office: Path) -> None:
    lines = read(fill(office, "标题：甲\n----\n平均{{ 无 }}分。"), Origin("own.txt")).lines
    (only,) = lines
    assert isinstance(only, TextLine)
    assert only.runs[0].text == "平均〔待填：暂缺〕分。"


def test_words_of_data_never_become_headings_or_tables(office: Path) -> None:
    read_text = read(
        fill(office, "标题：甲\n----\n{{ 甲.乙 }}。\n（一）{{ 甲.乙 }}。文。"), Origin("x")
    )
    plain, more, heading, *rest = read_text.lines
    assert isinstance(plain, TextLine)
    assert isinstance(heading, TextLine)
    assert (plain.level, plain.runs[0].text) == (0, "一、a")
    assert isinstance(more, TextLine)
    assert more.runs[0].text == "b。"
    assert (heading.level, heading.heading) == (2, "一、a b")
    assert rest == []


def test_levels_are_written_as_officials_write_them() -> None:
    text = (
        "标题：甲\n----\n五、总体\n（九）概况。正文。\n3.要点\n4.只是一句。\n（7）小点\n1.5倍。\n"
        "【正文】一、二级指标"
    )
    lines = [line for line in read(text, Origin("x")).lines if isinstance(line, TextLine)]
    assert [(line.level, line.heading) for line in lines] == [
        (1, "总体"), (2, "概况"), (3, "要点"), (3, ""), (4, "小点"), (0, ""), (0, ""),
    ]  # fmt: skip
    assert [run.text for line in lines for run in line.runs] == [
        "正文。", "只是一句。", "1.5倍。", "一、二级指标"
    ]  # fmt: skip


def test_a_heading_alone_and_one_that_runs_in_are_told_apart(office: Path) -> None:
    made = paper(office, "标题：甲\n----\n一、甲\n（一）乙。丙{{ 单位.简称 }}。\n1.丁")
    assert made == ["一、甲", "（一）乙。丙市外办。", "1.丁"]


def test_emphasis_is_the_templates_own_and_never_the_datas(office: Path) -> None:
    (line,) = read(fill(office, "标题：甲\n----\n一是**突出**{{ 列[0] }}**"), Origin("x")).lines
    assert isinstance(line, TextLine)
    assert [(run.text, run.style) for run in line.runs] == [
        ("一是", RunStyle.PLAIN), ("突出", RunStyle.EMPHASIS), ("x**", RunStyle.PLAIN),
    ]  # fmt: skip


def test_tables_places_to_sign_and_annexes_stand_in_brackets(office: Path) -> None:
    path = office / "own.txt"
    path.write_text(
        "标题：甲\n----\n【表：扣分情况】\n【签字：组长（签字）；日期】\n【横排附件：明细】\n【顶格】乙",
        encoding="utf-8",
    )
    made = compose("feedback_form", ningchuan.one_unit(), PaperOptions(template=path))
    table, signature, annex, flush = made.blocks
    assert isinstance(table, Table)
    assert table.name == "feedback.findings"
    assert isinstance(signature, Signature)
    assert signature.fields == ("组长（签字）", "日期")
    assert isinstance(annex, Annex)
    assert annex.landscape
    assert isinstance(flush, Paragraph)
    assert not flush.indent


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("标题：甲\n正文", "template.no_head", ""),
        ("主送机关：甲\n----\n正文", "template.no_title", ""),
        ("标题：甲\n题目：乙\n----\n", "template.unknown_head", "2"),
        ("标题：甲\n----\n\n【像：乙】", "template.unknown_directive", "4"),
        ("标题：甲\n----\n【表：乙】", "template.unknown_table", "3"),
    ],
)
def test_what_the_text_cannot_mean_is_refused_with_its_line(
    office: Path, text: str, code: str, line: str
) -> None:
    with pytest.raises(Refused) as refused:
        paper(office, text)
    (issue,) = refused.value.issues
    assert (issue.code, issue.place.file, issue.place.cell) == (code, "own.txt", line)
    assert sentence(issue)


def test_an_offices_own_template_goes_before_the_one_that_ships(office: Path) -> None:
    (office / "feedback_form.txt").write_text("标题：本办反馈表\n----\n甲", encoding="utf-8-sig")
    made = compose("feedback", ningchuan.one_unit(), PaperOptions(folder=office))
    assert made.head.title.startswith("关于市外办")
    assert made.attachments[0].head.title == "本办反馈表"
    assert template_of("feedback_form", PaperOptions(folder=office)) == "标题：本办反馈表\n----\n甲"
    assert template_of("feedback_form") != template_of("feedback_form", PaperOptions(folder=office))


def test_a_new_kind_needs_a_template_and_an_entry_and_nothing_else(office: Path) -> None:
    (office / "kinds.toml").write_text(
        '[confirmation]\nname = "确认单"\nscope = "unit"\nfamily = "form"\ntemplate = "c.txt"\n',
        encoding="utf-8",
    )
    (office / "c.txt").write_text("标题：{{ 单位.简称 }}确认单\n----\n甲", encoding="utf-8")
    made = compose("confirmation", ningchuan.one_unit(), PaperOptions(folder=office))
    assert made.head.title == "市外办确认单"
    assert set(kinds.kinds(office)) == {*kinds.kinds(), "confirmation"}


@pytest.mark.parametrize(
    ("table", "code"),
    [("[x\n", "kinds.not_toml"), ('[x]\nname = "a"\nscope = "moon"\n', "kinds.bad_entry")],
)
def test_a_table_of_kinds_that_cannot_be_read_is_refused(
    office: Path, table: str, code: str
) -> None:
    (office / "kinds.toml").write_text(table, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        kinds.kinds(office)
    assert refused.value.issues[0].code == code
    assert sentence(refused.value.issues[0])


def test_an_unknown_kind_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refused) as refused:
        compose("poem", ningchuan.one_unit())
    (issue,) = refused.value.issues
    assert issue.code == "document.unknown_kind"
    assert "feedback（情况反馈）" in issue.parameters["known"]
    assert sentence(issue)


def test_every_kind_that_ships_has_its_template() -> None:
    for one in kinds.kinds().values():
        assert templates.source(one.template)
        assert set(one.attachments) <= set(kinds.kinds())
