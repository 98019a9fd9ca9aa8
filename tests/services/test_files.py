"""Files are read whole and written whole or not at all, and refused in the user's words."""

import errno
from hashlib import sha256
from pathlib import Path

import pytest

from inspector.domain.errors import Refused
from inspector.domain.ids import BlobId
from inspector.i18n.messages import sentence
from inspector.services import files


def told(error: Refused) -> str:
    (issue,) = error.issues
    return sentence(issue)


def test_a_file_is_written_whole_and_replaces_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "新文件夹" / "细则.xlsx"
    files.write_file(path, b"one")
    files.write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_cannot_be_written_leaves_nothing_half_done(tmp_path: Path) -> None:
    (tmp_path / "文件").write_bytes(b"")
    with pytest.raises(Refused) as caught:
        files.write_file(tmp_path / "文件" / "细则.xlsx", b"one")
    assert "无法写入（" in told(caught.value)
    assert {path.name for path in tmp_path.iterdir()} == {"文件"}


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "磁盘已满"), (errno.EACCES, "没有权限"), (errno.EIO, f"系统错误{errno.EIO}")],
)
def test_the_cause_is_said_in_the_user_s_language(number: int, words: str) -> None:
    assert files.cause_of(OSError(number, "what the system says")) == words


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"files\.not_found"):
        files.read_file(tmp_path / "没有.xlsx")
    with pytest.raises(Refused, match=r"files\.is_folder"):
        files.read_file(tmp_path)
    with pytest.raises(Refused, match=r"files\.no_text"):
        files.read_text(b"\xff\xfe", "乱码.yaml")


def test_a_file_of_evidence_has_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "录像.mp4"
    with path.open("wb") as file:
        file.truncate(files.MOST_BYTES + 1)
    with pytest.raises(Refused, match=r"files\.too_large"):
        files.read_file(path)


@pytest.mark.parametrize(
    ("text", "name"), [("市/外\\办?", "市_外_办_"), (" 甲:乙 ", "甲_乙"), ("a\nb", "a_b")]
)
def test_file_names_are_taken_by_every_system(text: str, name: str) -> None:
    assert files.file_name(text) == name


def test_a_file_is_hashed_piece_by_piece(tmp_path: Path) -> None:
    content = bytes(range(256)) * 10_000
    path = tmp_path / "录像.mp4"
    path.write_bytes(content)
    steps: list[int] = []
    found = files.hashed(path, steps.append)
    assert found == files.Hashed(path, len(content), BlobId(sha256(content).hexdigest()))
    assert len(steps) > 2
    assert sum(steps) == len(content)
    assert b"".join(files.pieces_of(path)) == content
