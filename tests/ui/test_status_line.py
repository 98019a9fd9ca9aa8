"""The line at the foot of the window: who works, what is saved, what is made in the background."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from inspector import bootstrap
from inspector.domain.changes import Changes
from inspector.domain.ids import InspectionId
from inspector.domain.inspection import Inspection, Team, working_with
from inspector.services import answers, division, lookup
from inspector.services.desk import Desk
from inspector.ui.main import Program

Settled = Callable[[Program], None]


def said(program: Program, name: str) -> str:
    label = program.window.statusBar().findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def test_the_author_stands_first_and_then_the_others_of_the_team(
    opened: Program, settled: Settled
) -> None:
    author = opened.session.author

    def join(desk: Desk) -> Changes:
        task = lookup.inspection(desk, None)
        team = replace(task.teams[0], members=(*task.teams[0].members, author))
        return division.set_team(desk, task, team)

    assert said(opened, "names") == f"检查人员 {author}"
    opened.session.edit(join, opened.window)
    settled(opened)
    task = opened.session.task
    assert task is not None
    (team,) = (one for one in task.teams if author in one.members)
    assert said(opened, "names").startswith(f"检查人员 {author}、{team.leader}、{team.members[0]}")


def test_a_person_of_two_teams_works_with_both_and_nobody_is_named_twice() -> None:
    task = Inspection(
        id=InspectionId("考核"),
        name="考核",
        year=2025,
        teams=(
            Team(name="一组", leader="甲", members=("乙", "丙")),
            Team(name="二组", leader="乙", members=("丁",)),
            Team(name="三组", leader="戊"),
        ),
    )
    assert working_with(task, "乙") == ("乙", "甲", "丙", "丁")
    assert working_with(task, "己") == ("己",)


def test_each_edit_says_when_it_was_saved(opened: Program, settled: Settled) -> None:
    def write(desk: Desk) -> Changes:
        task = lookup.inspection(desk, None)
        given = answers.Given(account="已公开。")
        return answers.set_given(desk, task, "市公安局", "1.1", given)

    settled(opened)
    assert said(opened, "saved") == "✓ 已全部保存"
    opened.session.edit(write, opened.window)
    settled(opened)
    assert said(opened, "saved").startswith("✓ 已保存 ")


def test_works_in_the_background_are_counted_and_called_off_one_by_one(
    opened: Program, qtbot: QtBot, settled: Settled
) -> None:
    settled(opened)
    heard: list[object] = []
    for _work in range(2):
        opened.workers.run("warm.up", {}, heard.append, opened.window)
    cancel = opened.window.statusBar().findChild(QWidget, "cancel_work")
    assert isinstance(cancel, QToolButton)
    assert cancel.isVisible()
    assert "另有1项" in said(opened, "work")
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert "另有" not in said(opened, "work")
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert not cancel.isVisible()
    qtbot.waitUntil(lambda: opened.workers.is_idle)
    assert heard == []


def test_long_work_of_the_file_is_told_until_it_is_done(
    opened: Program, qtbot: QtBot, settled: Settled
) -> None:
    """A large piece of evidence, say: the window lives on, and says that it is being put in."""
    settled(opened)
    before = said(opened, "saved")
    done = threading.Event()
    opened.session.ask(lambda _desk: done.wait(60), None, opened.window)
    qtbot.waitUntil(lambda: said(opened, "saved") == "正在处理…")
    done.set()
    settled(opened)
    assert said(opened, "saved") == before


def test_a_backup_is_made_by_a_worker_and_holds_what_was_entered(
    opened: Program, demo_file: Path, qtbot: QtBot, settled: Settled
) -> None:
    def write(desk: Desk) -> Changes:
        task = lookup.inspection(desk, None)
        given = answers.Given(account="备份前所写。")
        return answers.set_given(desk, task, "市公安局", "1.1", given)

    opened.session.edit(write, opened.window)
    opened.window.context.actions.trigger("frame.backup")
    settled(opened)
    qtbot.waitUntil(lambda: opened.workers.is_idle)
    (copy,) = demo_file.parent.glob(f"{demo_file.stem}-*{demo_file.suffix}")
    assert str(copy) in opened.window.statusBar().currentMessage()
    with bootstrap.open_desk(copy, read_only=True) as desk:
        task = lookup.inspection(desk, None)
        part = lookup.assessment(desk, task, lookup.unit(desk, "市公安局"))
        item = lookup.item(lookup.checklist_of(desk, task, part), "1.1")
        answer = answers.stored(desk, part, item)
    assert answer is not None
    assert answer.account == "备份前所写。"
