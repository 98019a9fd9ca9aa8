"""Evidence: kept once, found again, and removed for good where it was a mistake."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import AT, Inspector, W, set_up

Refused = Callable[..., str]
SECRET = b"\x89PNG\r\n\x1a\n" + b"citizen 320102190001010011 " * 200


@pytest.fixture
def ready(done: Inspector) -> Inspector:
    """An inspection of 市外办, with a picture lying there."""
    set_up(done)
    Path("截图.png").write_bytes(SECRET)
    return done


def evidence(done: Inspector) -> list[Any]:
    found: list[Any] = done("evidence", "list", *AT, "--json").value
    return found


def blobs() -> list[tuple[int, bool]]:
    """Return size and presence of each file of evidence in the workspace."""
    with sqlite3.connect(W) as file:
        rows = file.execute("SELECT size, content IS NOT NULL FROM blob").fetchall()
    file.close()
    return [(size, bool(there)) for size, there in rows]


def test_files_and_addresses_are_put_to_an_item(ready: Inspector) -> None:
    ready("evidence", "add", "截图.png", "https://wsb.example/a", *AT, "--item", "4.2")
    assert [
        (one["number"], one["kind"], one["name"] or one["address"]) for one in evidence(ready)
    ] == [
        ("4.2", "screenshot", "截图.png"),
        ("4.2", "link", "https://wsb.example/a"),
    ]
    (view,) = ready("answer", "show", *AT, "--item", "4.2", "--json").value
    assert view["evidence"] == ["截图.png", "https://wsb.example/a"]


def test_a_file_put_in_twice_is_stored_once(ready: Inspector) -> None:
    Path("又一份.png").write_bytes(SECRET)
    ready("evidence", "add", "截图.png", *AT, "--item", "4.2")
    ready("evidence", "add", "又一份.png", *AT, "--item", "4.1", "--kind", "现场照片")
    assert len(evidence(ready)) == 2
    assert blobs() == [(len(SECRET), True)]


def test_evidence_is_put_to_a_finding_of_the_same_item_only(
    ready: Inspector, refused: Refused
) -> None:
    ready("finding", "add", *AT, "--item", "3.2", "--fact", "超期1件")
    (finding,) = ready("finding", "list", *AT, "--json").value
    ready("evidence", "add", "截图.png", *AT, "--item", "3.2", "--finding", finding["id"][:6])
    assert evidence(ready)[0]["finding"] == finding["id"]
    to_another = ("evidence", "add", "截图.png", *AT, "--item", "4.2", "--finding", finding["id"])
    assert "市外办第3.2项" in refused(*to_another)


def test_all_pieces_or_none_are_taken_in(ready: Inspector, refused: Refused) -> None:
    assert "没有.png" in refused("evidence", "add", "截图.png", "没有.png", *AT, "--item", "4.2")
    assert evidence(ready) == []
    assert blobs() == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--item", "4.9"), "没有第4.9项"),
        (("--item", "4.2", "--kind", "道听途说"), "“道听途说”不在可用的词语之列"),
        (("--item", "4.2", "--taken-at", "昨天"), "“昨天”不是有效的时间"),
        (("--item", "4.2", "--finding", "zz"), "zz"),
    ],
)
def test_what_makes_no_evidence_is_refused(
    ready: Inspector, refused: Refused, options: tuple[str, ...], words: str
) -> None:
    del ready
    assert words in refused("evidence", "add", "截图.png", *AT, *options)


def test_putting_in_evidence_is_one_step_back(ready: Inspector) -> None:
    ready("evidence", "add", "截图.png", "https://wsb.example/a", *AT, "--item", "4.2")
    ready("undo", "-w", W)
    assert evidence(ready) == []
    ready("redo", "-w", W)
    assert len(evidence(ready)) == 2


def traces(text: bytes) -> list[str]:
    """Return the files of the workspace in which a text can still be found."""
    folder = Path(W + ".snapshots")
    files = [Path(W), *(folder.iterdir() if folder.exists() else ())]
    return [path.name for path in files if text in path.read_bytes()]


def snapshot(done: Inspector) -> None:
    """Take in a sheet, which takes a snapshot first."""
    done("sheet", "export", *AT, "--kind", "self", "表.xlsx")
    done("sheet", "import", "-w", W, "表.xlsx")
    assert list(Path(W + ".snapshots").iterdir())


def test_a_purged_file_leaves_its_digest_and_nothing_else(
    ready: Inspector, refused: Refused
) -> None:
    ready("evidence", "add", "截图.png", *AT, "--item", "4.2")
    snapshot(ready)
    (piece,) = evidence(ready)
    assert traces(SECRET[:40]) == [W]
    ready("evidence", "purge", piece["id"][:6], "-w", W, "--reason", "含公民身份号码")
    assert "已彻底清除" in ready("evidence", "list", "-w", W, "--unit", "市外办").out
    assert traces(SECRET[:40]) == []
    assert blobs() == [(len(SECRET), False)]
    assert evidence(ready)[0]["sha256"] == piece["sha256"]
    assert "彻底清除：含公民身份号码" in ready("history", "-w", W).out
    assert ready("verify", "-w", W).status == 0
    assert piece["sha256"][:16] in refused("evidence", "add", "截图.png", *AT, "--item", "4.1")


def test_a_purged_text_is_gone_from_file_and_snapshots(ready: Inspector) -> None:
    name = "身份号码320102190001010011"
    ready("answer", "set", *AT, "--item", "4.2", "--note", f"张某，{name}")
    ready("answer", "set", *AT, "--item", "4.2", "--note", f"李某，{name}，已删")
    snapshot(ready)
    assert len(traces(name.encode())) == 2
    ready("evidence", "purge", "-w", W, "--text", name, "--reason", "含公民身份号码")
    assert traces(name.encode()) == []
    (view,) = ready("answer", "show", *AT, "--item", "4.2", "--json").value
    assert view["note"] == "李某，，已删"
    assert ready("verify", "-w", W).status == 0


def test_what_cannot_be_purged_is_refused(ready: Inspector, refused: Refused) -> None:
    ready("evidence", "add", "https://wsb.example/a", *AT, "--item", "4.2")
    (piece,) = evidence(ready)
    purge = ("evidence", "purge", "-w", W)
    assert "--text" in refused(*purge, piece["id"], "--reason", "误收")
    assert "zz" in refused(*purge, "zz", "--reason", "误收")
    assert "没有写明" in refused(*purge, piece["id"], "--reason", " ")
    assert W in refused(*purge, "--text", "无此文字", "--reason", "误收")
    assert refused(*purge, "--text", "一", "--reason", "误收")
