"""The log, and the reports that unexpected failures leave."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector import __version__, logs, paths


@pytest.fixture(autouse=True)
def own_logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Log into a folder of this test's own, and close the file afterwards."""
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    root = logging.getLogger("inspector")
    before = (root.handlers[:], root.level)
    root.handlers.clear()
    yield
    for handler in root.handlers:
        handler.close()
    root.handlers[:], root.level = before


def failure() -> ZeroDivisionError:
    """Return an error that was really raised, with its traceback."""
    try:
        print(1 // 0)
    except ZeroDivisionError as error:
        return error
    raise AssertionError


def test_what_the_program_logs_goes_into_its_file() -> None:
    file = logs.start()
    logging.getLogger("inspector.storage").info("检查点")
    assert file.parent == paths.logs()
    assert file.read_text(encoding="utf-8").endswith("INFO inspector.storage: 检查点\n")


def test_starting_twice_writes_each_line_once() -> None:
    logs.start()
    file = logs.start()
    logging.getLogger("inspector").warning("once")
    assert file.read_text(encoding="utf-8").count("once") == 1


def test_the_log_rotates_and_keeps_three_old_files() -> None:
    file = logs.start()
    for _ in range(60):
        logging.getLogger("inspector").info("x" * 100_000)
    assert sorted(path.name for path in file.parent.glob("inspector.log*")) == [
        "inspector.log",
        "inspector.log.1",
        "inspector.log.2",
        "inspector.log.3",
    ]


def test_other_libraries_do_not_write_into_it() -> None:
    file = logs.start()
    logging.getLogger("some.library").error("not ours")
    assert not file.exists()


def test_a_report_holds_version_and_traceback() -> None:
    report = logs.write_report(failure())
    text = report.read_text(encoding="utf-8")
    assert report.parent == paths.logs()
    assert __version__ in text
    assert "ZeroDivisionError" in text
    assert "test_logs.py" in text


def test_each_failure_has_a_report_of_its_own() -> None:
    assert logs.write_report(failure()) != logs.write_report(failure())
