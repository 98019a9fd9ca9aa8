"""A public version leaves out addresses, pictures and persons, and says each thing it left out."""

import pytest

from inspector.domain.issues import Severity
from inspector.i18n.messages import sentence
from inspector.report.document import (
    Annex,
    Block,
    Cell,
    Document,
    Family,
    Head,
    Paragraph,
    Picture,
    Pictures,
    Run,
    RunStyle,
    Table,
)
from inspector.report.kinds import kind
from inspector.report.public_version import PUBLIC_NOTE, Published, public_version
from inspector.report.public_words import PublicWords

WORDS = PublicWords(["周敏", "陈芳", "高新"], ["宁川高新区", "市外办"])
GAP = "〔待填：此处略去不公开的内容，请改写本句〕"


def published(*blocks: Block, **head: str) -> Published:
    """Return the public version of a bulletin; each sentence on what is left out can be read."""
    paper = Document(
        kind="bulletin",
        family=Family.OFFICIAL,
        head=Head(title="通报", **head),  # type: ignore[arg-type]
        blocks=blocks,
        pictures={"ab": b"png"},
    )
    made = public_version(paper, kind("public_bulletin"), WORDS)
    assert all(sentence(issue) for issue in made.left_out)
    return made


def told(made: Published) -> list[tuple[str, str]]:
    return [(one.code, str(one.parameters.get("word", ""))) for one in made.left_out]


def line(text: str) -> Paragraph:
    return Paragraph(id="p", runs=(Run(text=text),))


def words(made: Published) -> str:
    return "\n".join(
        block.heading + "".join(run.text for run in block.runs)
        for block in made.document.blocks
        if isinstance(block, Paragraph)
    )


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("2个栏目空白（网址：http://a.gov.cn/b?c=1）。", "2个栏目空白。"),
        ("2个栏目空白（见www.a.gov.cn，5月采样）。", "2个栏目空白（5月采样）。"),
        ("2个栏目空白，网址为https://a.gov.cn/b.html。", "2个栏目空白。"),
        ("链接：a.gov.cn/x，2个栏目空白。", "2个栏目空白。"),
        ("已核实。联系人：周敏，电话：0571-87654321。", "已核实。"),
        ("材料送周先生（联系人：陈芳，手机13800001234）；逾期不候", "材料送周先生；逾期不候"),
        ("请报送，邮箱zk@nc.gov.cn", "请报送"),
        ("2个栏目空白（责任人：副局长雷振宇、郑景行）。", "2个栏目空白。"),
        ("逾期不候。住址：宁川市黄石路3号2单元。", "逾期不候。"),
        ("已核实，身份证号３３０１０１１９９００１０１１２３４。", "已核实。"),
        ("请报送，手机138 0000 1234", "请报送"),
        (
            "张家港市黄石路3号的3件未公开，编号GD20251009-0417。",
            "张家港市黄石路3号的3件未公开，编号GD20251009-0417。",
        ),
        ("宁川高新区2个栏目空白，得分92.50分。", "宁川高新区2个栏目空白，得分92.50分。"),
    ],
)
def test_what_stands_by_itself_goes_with_its_brackets_or_clause(text: str, left: str) -> None:
    made = published(line(text))
    assert words(made) == left
    assert bool(made.left_out) == (text != left)
    assert {one.severity for one in made.left_out} <= {Severity.NOTE}


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("经周敏核实，属实。", "周敏"),
        ("经副主任赵六同意，延期整改。", "赵六"),
        ("公示中有310101199001011234等号码。", "310101199001011234"),
        ("首页http://a.gov.cn打不开。", "http://a.gov.cn"),
    ],
)
def test_a_sentence_that_would_be_broken_is_marked_and_told(text: str, gone: str) -> None:
    made = published(line(text))
    assert words(made) == text.replace(gone, GAP)
    (issue,) = made.left_out
    assert (issue.code, issue.parameters["word"]) == ("public.broken", gone)
    assert issue.severity is Severity.WARNING


def test_a_name_half_in_strong_type_is_found() -> None:
    runs = (Run(text="经周"), Run(text="敏核实。", style=RunStyle.EMPHASIS))
    assert words(published(Paragraph(runs=runs))) == f"经{GAP}核实。"


def test_albums_and_lists_of_problems_go_with_their_annexes_and_mentions_are_told() -> None:
    album = Pictures(title="佐证", pictures=(Picture(blob="ab"),))
    listed = Table(name="report.problems", rows=((Cell(text="1"),),))
    made = published(
        line("请对照问题清单整改。"),
        Annex(title="佐证图册"),
        album,
        Annex(title="问题清单"),
        listed,
        Annex(title="得分"),
        Table(name="report.results", rows=((Cell(text="98.00"),),)),
    )
    assert [type(block) for block in made.document.blocks] == [Paragraph, Annex, Table]
    assert not made.document.pictures
    assert told(made) == [
        ("public.pictures", "佐证"),
        ("public.annex", "佐证图册"),
        ("public.table", "问题清单"),
        ("public.annex", "问题清单"),
        ("public.names_annex", "问题清单"),
    ]


def test_tables_lose_names_without_a_gap_that_nobody_could_fill() -> None:
    table = Table(
        name="t",
        rows=((Cell(text="周敏"), Cell(text="由周敏办理")),),
        notes=("电话：0571-87654321",),
    )
    (made,) = published(table).document.blocks
    assert isinstance(made, Table)
    assert [cell.text for cell in made.rows[0]] == ["", "由（略）办理"]
    assert made.notes == ()


def test_the_head_names_no_signer_and_no_contact_and_says_it_is_public() -> None:
    made = published(issuer_upward="周敏", note="联系人：陈芳，电话：87654321")
    assert made.document.head.issuer_upward == ""
    assert made.document.head.note == PUBLIC_NOTE
    assert [code for code, _ in told(made)] == ["public.person", "public.note"]
    assert made.document.kind == "public_bulletin"
