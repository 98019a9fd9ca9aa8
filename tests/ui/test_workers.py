"""Worker processes: results, refusals, faults, progress, being called off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QProcess
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.domain.errors import Refused
from inspector.domain.ids import InspectionId
from inspector.jobs.documents import PrintJob
from inspector.jobs.door import Door
from inspector.report.document import Document, Family, Head
from inspector.ui.errors import Failure
from inspector.ui.workers import Workers


@pytest.fixture
def workers(qapp: QApplication) -> Iterator[Workers]:
    made = Workers(qapp, count=1)
    yield made
    made.stop()
    made.deleteLater()


def test_a_job_returns_its_value(workers: Workers, qtbot: QtBot) -> None:
    heard: list[int] = []
    owner = QObject()
    workers.run("warm.up", {}, heard.append, owner)
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert heard[0] > 0


def test_an_unknown_job_is_a_failure_with_a_report(workers: Workers, qtbot: QtBot) -> None:
    owner = QObject()
    with qtbot.waitSignal(workers.failed) as told:
        workers.run("warm.nothing", {}, print, owner)
    assert isinstance(told.args[0], Failure)
    assert "nothing" in told.args[0].text


def test_a_refusal_arrives_as_one(workers: Workers, qtbot: QtBot, tmp_path: Path) -> None:
    heard: list[Refused] = []
    owner = QObject()
    door = Door(tmp_path / "none.inspection")
    workers.run(
        "overview.figures", {"door": door, "task": InspectionId("none")}, print, owner, heard.append
    )
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert heard[0].issues[0].code == "storage.missing"


def test_a_job_that_is_called_off_is_not_heard_of_again(
    workers: Workers, qtbot: QtBot, tmp_path: Path
) -> None:
    heard: list[object] = []
    steps: list[int] = []
    owner = QObject()

    def call_off(done: int, _total: int, _text: str) -> None:
        steps.append(done)
        running.cancel()  # at its first step, however many more have come by now

    running = workers.run(
        "demo.build", {"folder": tmp_path}, heard.append, owner, progress=call_off
    )
    qtbot.waitUntil(lambda: bool(steps))
    workers.run("warm.up", {}, lambda _: heard.append("after"), owner)
    qtbot.waitUntil(lambda: heard == ["after"])
    assert len(steps) == 1


def test_parts_of_a_result_come_in_order_before_its_end(workers: Workers, qtbot: QtBot) -> None:
    heard: list[object] = []
    owner = QObject()
    paper = Document(kind="", family=Family.OFFICIAL, head=Head(title="反馈"), blocks=())
    workers.run(
        "documents.pages",
        {"document": paper, "job": PrintJob(dpi=20)},
        heard.append,
        owner,
        part=lambda page: heard.append(page.number),
    )
    qtbot.waitUntil(lambda: None in heard)
    assert heard == [1, None]


def test_a_worker_that_died_is_told_and_replaced(workers: Workers, qtbot: QtBot) -> None:
    heard: list[object] = []
    owner = QObject()
    workers.run("warm.up", {}, heard.append, owner)
    with qtbot.waitSignal(workers.failed):
        for process in workers.findChildren(QProcess):
            process.kill()
    workers.run("warm.up", {}, heard.append, owner)
    qtbot.waitUntil(lambda: len(heard) == 1)
