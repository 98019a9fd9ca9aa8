"""What stands over and under a composed paper: the office, the template and the kind asked."""

from datetime import date
from pathlib import Path

import pytest

from inspector.report.compose import compose
from inspector.report.document import Document, RedHead
from inspector.report.subject import PaperOptions
from inspector.report.templates import shipped
from tests.report import ningchuan

KIND = '[{key}]\nname = "反馈"\nscope = "unit"\nfamily = "official"\ntemplate = "own.txt"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an office's folder with a kind of its own that bears room for a head and 版记."""
    entry = KIND.format(key="own") + 'red_head = "room"\nimprint = true\n'
    (tmp_path / "kinds.toml").write_text(entry, encoding="utf-8")
    text = (shipped() / "feedback.txt").read_text(encoding="utf-8")
    (tmp_path / "own.txt").write_text(text, encoding="utf-8")
    return tmp_path


def made(kind: str = "feedback", **options: object) -> Document:
    return compose(kind, ningchuan.one_unit(), PaperOptions(**options))  # type: ignore[arg-type]


def test_no_shipped_kind_bears_a_red_head_or_imprint_unasked() -> None:
    head = made(dated=date(2025, 12, 29)).head
    assert (head.red_head, head.printed_by, head.printed_on) == (RedHead.NONE, "", None)


def test_an_imprint_that_is_asked_for_names_the_office_and_the_day_of_the_paper() -> None:
    head = made(dated=date(2025, 12, 29), imprint=True).head
    assert head.office
    assert (head.printed_by, head.printed_on) == (head.office, date(2025, 12, 29))


def test_lines_of_the_office_go_before_those_of_the_template_and_not_into_its_forms() -> None:
    lines = ("印发机关：宁川市府办", "印发日期：2026年1月4日", "抄送机关：甲", "抄送机关：乙")
    paper = made(imprint=True, head_lines=(*lines, "标题：另一个标题"))
    head = paper.head
    assert (head.printed_by, head.printed_on) == ("宁川市府办", date(2026, 1, 4))
    assert head.copied_to == ("甲", "乙")
    assert head.title == "另一个标题"
    assert all(form.head.title != "另一个标题" for form in paper.attachments)


def test_a_kind_may_say_what_is_usual_and_the_office_overrules_it(folder: Path) -> None:
    head = made("own", folder=folder).head
    assert head.red_head is RedHead.ROOM
    assert head.printed_by == head.office
    assert made("own", folder=folder, red_head=RedHead.NONE).head.red_head is RedHead.NONE


def test_a_template_may_say_which_head_its_paper_bears(folder: Path) -> None:
    own = folder / "own.txt"
    own.write_text("版头：红头\n" + own.read_text(encoding="utf-8"), encoding="utf-8")
    assert made("own", folder=folder).head.red_head is RedHead.FULL
