"""The one database thread: order, ownership, refusals, failures, and what changed."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from inspector import bootstrap
from inspector.domain.changes import Changes
from inspector.domain.edits import RecordKind
from inspector.domain.errors import Refused, refused
from inspector.domain.ids import ItemKey
from inspector.services import answers, lookup
from inspector.services.desk import Desk
from inspector.ui.errors import Failure
from inspector.ui.main import Program

Settled = Callable[[Program], None]


def write_account(desk: Desk) -> Changes:
    task = lookup.inspection(desk, None)
    given = answers.Given(account="已按要求公开。")
    return answers.set_given(desk, task, "市公安局", "1.1", given)


def test_opening_tells_where_who_and_which_inspection(opened: Program, demo_file: Path) -> None:
    session = opened.session
    assert session.path == demo_file
    assert session.task is not None
    assert not session.is_read_only
    assert session.author


def test_questions_are_answered_in_the_order_they_were_asked(opened: Program, qtbot: QtBot) -> None:
    heard: list[int] = []
    owner = QObject()
    numbers = iter(range(50))
    for _number in range(50):
        opened.session.ask(lambda _desk: next(numbers), heard.append, owner)
    qtbot.waitUntil(lambda: len(heard) == 50)
    assert heard == [*range(50)]


def test_an_answer_is_not_given_to_an_owner_that_is_gone(opened: Program, qtbot: QtBot) -> None:
    heard: list[int] = []
    owner, other = QObject(), QObject()
    opened.session.ask(lambda _: 1, heard.append, owner)
    owner.deleteLater()
    del owner
    opened.session.ask(lambda _: 2, heard.append, other)
    qtbot.waitUntil(lambda: 2 in heard)
    assert heard == [2]


def test_an_edit_tells_which_records_it_touched(opened: Program, qtbot: QtBot) -> None:
    owner = QObject()
    with qtbot.waitSignal(opened.session.changed) as told:
        opened.session.edit(write_account, owner)
    changes = told.args[0]
    assert isinstance(changes, Changes)
    assert len(changes.keys(RecordKind.ANSWER)) == 1


def test_undo_tells_the_same_records(opened: Program, qtbot: QtBot) -> None:
    owner = QObject()
    with qtbot.waitSignal(opened.session.changed) as told:
        opened.session.edit(write_account, owner)
    with qtbot.waitSignal(opened.session.changed) as undone:
        opened.session.undo(owner)
    kind = RecordKind.ANSWER
    assert undone.args[0].keys(kind) == told.args[0].keys(kind)


def test_a_refusal_goes_to_its_asker_or_else_to_all(opened: Program, qtbot: QtBot) -> None:
    def refuse(_desk: Desk) -> None:
        raise refused("storage.read_only")

    mine: list[Refused] = []
    owner = QObject()
    opened.session.ask(refuse, None, owner, mine.append)
    qtbot.waitUntil(lambda: len(mine) == 1)
    with qtbot.waitSignal(opened.session.refused):
        opened.session.ask(refuse, None, owner)


def test_the_thread_lives_on_after_a_fault_of_ours(opened: Program, qtbot: QtBot) -> None:
    def fail(_desk: Desk) -> None:
        raise ZeroDivisionError("ours")

    owner = QObject()
    with qtbot.waitSignal(opened.session.failed) as told:
        opened.session.ask(fail, None, owner)
    failure = told.args[0]
    assert isinstance(failure, Failure)
    assert "ZeroDivisionError: ours" in failure.text
    assert Path(failure.file).exists()
    heard: list[int] = []
    opened.session.ask(lambda _: 3, heard.append, owner)
    qtbot.waitUntil(lambda: heard == [3])
    for dialog in opened.window.findChildren(QDialog, "failure"):
        dialog.close()


def test_between_closing_and_opening_again_the_file_is_free(
    opened: Program, demo_file: Path, qtbot: QtBot
) -> None:
    def look() -> bool:
        return (demo_file.parent / (demo_file.name + "-wal")).exists()

    heard: list[bool] = []
    owner = QObject()
    qtbot.waitUntil(lambda: opened.workers.is_idle)  # a reader would leave the log behind
    with qtbot.waitSignal(opened.session.opened):
        opened.session.reopen(look, heard.append, owner)
    qtbot.waitUntil(lambda: heard == [False])
    assert opened.session.is_open


def test_the_session_is_busy_until_the_file_is_free_for_others(
    opened: Program, demo_file: Path, settled: Settled
) -> None:
    settled(opened)
    opened.session.close()
    assert opened.session.is_busy
    settled(opened)
    with bootstrap.open_desk(demo_file, author="乙") as desk:
        assert not desk.file.read_only


def test_who_watches_hears_before_others_what_stood_right_after_the_edit(
    opened: Program, qtbot: QtBot
) -> None:
    session, owner = opened.session, QObject()
    heard: list[object] = []

    def look(desk: Desk, changes: Changes) -> str:
        (key,) = changes.keys(RecordKind.ANSWER)
        task = lookup.inspection(desk, None)
        unit = lookup.unit(desk, "市公安局")
        answer = desk.file.reader.answer(task.id, unit.id, ItemKey(key.rpartition("/")[2]))
        return "" if answer is None else answer.account

    session.watch(look, lambda _changes, account: heard.append(account))
    session.watch(fail_too, lambda _changes, _value: heard.append("never"))
    session.changed.connect(heard.append)
    session.edit(write_account, owner)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[0] == "已按要求公开。"
    assert isinstance(heard[1], Changes)


def fail_too(_desk: Desk, _changes: Changes) -> str:
    raise refused("ui.nothing_open")


def test_what_changed_is_told_before_the_disk_has_it_and_saved_only_then(
    opened: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened.session
    heard: list[str] = []
    on_disk = threading.Event()
    wait = os.fsync

    def slow(file: int) -> None:
        on_disk.wait(60)
        wait(file)

    monkeypatch.setattr(os, "fsync", slow)
    session.changed.connect(lambda _changes: heard.append("changed"))
    session.saved.connect(lambda _at: heard.append("saved"))
    session.edit(write_account, QObject(opened.window), lambda _: heard.append("then"))
    qtbot.waitUntil(lambda: heard == ["changed", "then"])
    assert session.is_busy
    on_disk.set()
    qtbot.waitUntil(lambda: heard == ["changed", "then", "saved"])
    qtbot.waitUntil(lambda: not session.is_busy)


def test_where_the_drive_does_not_confirm_nothing_is_called_saved(
    opened: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[object] = []
    opened.session.saved.connect(saved.append)

    def broken(_file: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as drive:
        drive.setattr(os, "fsync", broken)
        with qtbot.waitSignal(opened.session.refused) as told:
            opened.session.edit(write_account, QObject(opened.window))
    assert [one.code for one in told.args[0].issues] == ["storage.not_on_disk"]
    assert saved == []
