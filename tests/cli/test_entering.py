"""Facts entered many at once, usual phrases, and evidence corrected, from the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inspector.bootstrap import open_desk
from inspector.domain.edits import RecordKind
from inspector.domain.ids import answer_key
from inspector.services import lookup, typing
from tests.cli.conftest import AT, Inspector, W, set_up

Refused = Callable[..., str]
ITEM = (*AT, "--item", "4.2")


@pytest.fixture
def ready(done: Inspector) -> Inspector:
    set_up(done, "市外办,市财政局")
    Path("图.png").write_bytes(b"a picture")
    return done


def facts(ready: Inspector) -> list[tuple[str, str]]:
    return [(one["fact"], one["status"]) for one in ready("finding", "list", *AT, "--json").value]


def test_lines_of_a_file_become_findings_and_one_undo_takes_all_back(ready: Inspector) -> None:
    Path("事实.txt").write_text("空白栏目1个\t首页\n空白栏目2个\n", encoding="utf-8")
    printed = ready("finding", "paste", "事实.txt", *ITEM, "--rule", "a").out
    assert printed.count("1.00分") == 2
    assert facts(ready) == [("空白栏目1个", "standing"), ("空白栏目2个", "standing")]
    assert "2个扣分点" in ready("history", "-w", W).out
    ready("undo", "-w", W)
    assert facts(ready) == []


@pytest.mark.usefixtures("ready")
def test_a_file_without_facts_is_refused(refused: Refused) -> None:
    Path("空.txt").write_text("\n \n", encoding="utf-8")
    assert "没有写明事实的行" in refused("finding", "paste", "空.txt", *ITEM, "--rule", "a")


def test_the_last_finding_is_taken_back(ready: Inspector, refused: Refused) -> None:
    for fact in ("空白栏目1个", "空白栏目2个"):
        ready("finding", "add", *ITEM, "--rule", "a", "--fact", fact)
    ready("finding", "take-back", *ITEM)
    assert facts(ready) == [("空白栏目1个", "standing")]
    ready("answer", "set", *ITEM, "--note", "待补截图")
    ready("finding", "take-back", *ITEM)
    assert facts(ready) == [("空白栏目1个", "withdrawn")]
    assert "没有可撤回的扣分点" in refused("finding", "take-back", *ITEM)


def test_phrases_are_listed_kept_and_dropped(ready: Inspector, refused: Refused) -> None:
    ready("finding", "add", *ITEM, "--rule", "a", "--fact", "空白栏目1个")
    asked = ("finding", "phrases", *ITEM, "--rule", "a")
    kept = ready(*asked, "--keep", "栏目名称与内容不符", "--json").value
    assert kept == [
        {"text": "空白栏目1个", "used": 1, "kept": False},
        {"text": "栏目名称与内容不符", "used": 0, "kept": True},
    ]
    assert "空白" in ready(*asked, "--typed", "kblm").out
    assert "空白" in refused(*asked, "--drop", "空白栏目1个")
    reworded = ready(*asked, "--reword", "栏目名称与内容不符", "栏目文不对题", "--json").value
    assert [one["text"] for one in reworded] == ["空白栏目1个", "栏目文不对题"]
    assert "栏目名称" in refused(*asked, "--reword", "栏目名称与内容不符", "甲")
    assert len(ready(*asked, "--drop", "栏目文不对题", "--json").value) == 1


def test_evidence_is_corrected_removed_and_its_twins_are_named(ready: Inspector) -> None:
    ready("evidence", "add", "图.png", *ITEM)
    ready("evidence", "add", "图.png", "-w", W, "--unit", "市财政局", "--item", "4.1")
    (twin, _other) = ready("evidence", "twins", "-w", W, "--json").value
    assert (twin["unit"], twin["also"]) == ("市外办", [{"unit": "市财政局", "number": "4.1"}])
    assert "市财政局 4.1" in ready("evidence", "twins", "-w", W).out
    start = twin["id"][:8]
    ready("evidence", "update", start, "-w", W, "--address", "https://wsb.example/a")
    (view,) = ready("evidence", "list", *AT, "--json").value
    assert view["address"] == "https://wsb.example/a"
    ready("evidence", "remove", start, "-w", W)
    assert ready("evidence", "list", *AT, "--json").value == []
    ready("undo", "-w", W)
    assert len(ready("evidence", "list", *AT, "--json").value) == 1


def test_a_folder_goes_where_the_names_of_its_files_say(ready: Inspector) -> None:
    folder = Path("佐证")
    folder.mkdir()
    (folder / "4.1-1.png").write_bytes(b"b")
    (folder / "说明.docx").write_bytes(b"c")
    ready("evidence", "add", "图.png", folder, *ITEM)
    placed = {one["name"]: one["number"] for one in ready("evidence", "list", *AT, "--json").value}
    assert placed == {"图.png": "4.2", "4.1-1.png": "4.1", "说明.docx": "4.2"}
    ready("undo", "-w", W)
    assert ready("evidence", "list", *AT, "--json").value == []


def test_texts_that_were_never_saved_are_shown_and_forgotten(ready: Inspector) -> None:
    ready("answer", "set", *ITEM, "--note", "待核")
    with open_desk(Path(W), author="甲") as desk:
        task, unit = lookup.inspection(desk, None), lookup.unit(desk, "市外办")
        (key,) = desk.file.reader.answers(task.id, unit.id)
        typing.keep(desk, RecordKind.ANSWER, answer_key(task.id, unit.id, key), "account", "半句话")
    (typed,) = ready("answer", "unsaved", "-w", W, "--json").value
    assert (typed["field"], typed["text"]) == ("account", "半句话")
    assert "半句话" in ready("answer", "unsaved", "-w", W, "--forget").out
    assert ready("answer", "unsaved", "-w", W, "--json").value == []
