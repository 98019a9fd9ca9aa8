"""Blacking out a picture of evidence on the command line."""

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.conftest import AT, Inspector, W, set_up

FACE = (201, 44, 7)
BOX = "10,10,20,20"


@pytest.fixture
def shown(done: Inspector) -> Inspector:
    """A workspace in which two items show the same screenshot, and one an address."""
    set_up(done)
    image = Image.effect_noise((80, 60), 90).convert("RGB")
    image.paste(FACE, (10, 10, 30, 30))
    image.save("截图.bmp")
    for item in ("4.1", "4.2"):
        done("evidence", "add", "截图.bmp", *AT, "--item", item)
    done("evidence", "add", "https://wsb.example", *AT, "--item", "4.2")
    return done


def pieces(done: Inspector) -> list[dict[str, str]]:
    """Return the evidence as the command lists it."""
    found: list[dict[str, str]] = done("evidence", "list", *AT, "--json").value
    return found


def blobs() -> bytes:
    """Return every byte of the workspace and what lies beside it."""
    files = [Path(W), *Path().glob(f"{W}-*"), *Path().glob(f"{W}.snapshots/*")]
    return b"".join(one.read_bytes() for one in files)


def trace() -> bytes:
    """Return a row of the part that is to be blacked out, as the file has it."""
    return bytes(reversed(FACE)) * 20


def test_every_piece_that_shows_the_file_shows_it_blacked_out(shown: Inspector) -> None:
    first = pieces(shown)[0]["id"]
    told = shown("evidence", "black-out", first, "-w", W, "--box", BOX).out
    assert "原图仍保留" in told
    assert [one["name"] for one in pieces(shown)] == ["截图.png", "截图.png", ""]
    assert trace() in blobs()
    assert "涂黑图片“截图.bmp”" in shown("history", "-w", W, "--limit", "1").out
    shown("undo", "-w", W)
    assert [one["name"] for one in pieces(shown)] == ["截图.bmp", "截图.bmp", ""]


def test_the_original_is_purged_when_asked(shown: Inspector) -> None:
    first = pieces(shown)[0]["id"]
    assert trace() in blobs()
    told = shown(
        *("evidence", "black-out", first, "-w", W),
        *("--box", BOX, "--box", "40,40,5,5", "--purge", "含个人信息"),
    ).out
    assert "原图已彻底清除" in told
    assert trace() not in blobs()
    assert [one["name"] for one in pieces(shown)] == ["截图.png", "截图.png", ""]
    shown("verify", "-w", W)
    again = shown("history", "-w", W, "--limit", "2", "--json").value
    assert "含个人信息" in json.dumps(again, ensure_ascii=False)


@pytest.mark.parametrize(
    ("box", "said"),
    [
        ("10,10,20", "依次写明左、上、宽、高"),
        ("10,10,-20,20", "依次写明左、上、宽、高"),
        ("70,10,20,20", "图片宽80像素、高60像素"),
    ],
)
def test_a_part_that_cannot_be_meant_is_refused(
    shown: Inspector, inspector: Inspector, box: str, said: str
) -> None:
    first = pieces(shown)[0]["id"]
    before = shown("history", "-w", W, "--json").out
    outcome = inspector("evidence", "black-out", first, "-w", W, "--box", box)
    assert (outcome.status, outcome.out) == (1, "")
    assert said in outcome.err
    assert shown("history", "-w", W, "--json").out == before


def test_an_address_is_no_picture(shown: Inspector, inspector: Inspector) -> None:
    last = pieces(shown)[-1]["id"]
    outcome = inspector("evidence", "black-out", last, "-w", W, "--box", BOX)
    assert outcome.status == 1
    assert "https://wsb.example不是文件" in outcome.err


def test_a_purge_without_a_reason_changes_nothing(shown: Inspector, inspector: Inspector) -> None:
    first = pieces(shown)[0]["id"]
    outcome = inspector("evidence", "black-out", first, "-w", W, "--box", BOX, "--purge", " ")
    assert outcome.status == 1
    assert [one["name"] for one in pieces(shown)] == ["截图.bmp", "截图.bmp", ""]
