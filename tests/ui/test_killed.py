"""Killed while findings are entered: the workspace opens and holds each one that was confirmed."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector import bootstrap, paths
from inspector.services import findings, history, lookup
from inspector.services.desk import Desk
from tests.ui.item_bench import make_workspace

ROOT = Path(__file__).parent.parent.parent
TIMES = 20
MOST_STEPS = 24
"""Of which three make a finding: typed, sent, saved."""


class Typist:
    """A process that begins one that types, whenever it is told to."""

    def __init__(self, home: Path) -> None:
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
            paths.HOME_VARIABLE: str(home),
        }
        self._nursery = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.entering_until_killed"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def enter_until_killed(self, path: Path, first: int, steps: int) -> list[tuple[str, str]]:
        """Let a process enter findings, kill it after so many steps; return all it told."""
        self._order(f"{path}\t{first}\n")
        told: list[tuple[str, str]] = []
        process = 0
        for step, number in self._heard():
            if step == "ended":
                return told
            if step == "process":
                process = int(number)
            else:
                told.append((step, number))
            if process and len(told) >= steps:
                os.kill(process, signal.SIGKILL)
                steps = sys.maxsize
        raise AssertionError("the typist ended by itself")

    def stop(self) -> None:
        """Let it end."""
        self._nursery.communicate()

    def _order(self, line: str) -> None:
        assert self._nursery.stdin is not None
        self._nursery.stdin.write(line)
        self._nursery.stdin.flush()

    def _heard(self) -> Iterator[tuple[str, str]]:
        assert self._nursery.stdout is not None
        for line in self._nursery.stdout:
            step, number = line.split()
            yield step, number


@pytest.fixture
def typist(tmp_path: Path) -> Iterator[Typist]:
    made = Typist(tmp_path / "home")
    yield made
    made.stop()


def test_no_confirmed_finding_is_lost_by_killing_the_program_twenty_times(
    tmp_path: Path, typist: Typist
) -> None:
    path = tmp_path / "2025.inspection"
    make_workspace(path)
    chance = random.Random(7)
    confirmed: list[str] = []
    for turn in range(TIMES):
        steps = typist.enter_until_killed(path, turn * 100, chance.randint(1, MOST_STEPS))
        confirmed += [f"第{number}件" for step, number in steps if step == "saved"]
        with bootstrap.open_desk(path, author="甲") as desk:
            history.verify(desk, None)
            found = facts(desk)
        assert set(confirmed) <= set(found)
        assert len(found) == len(set(found))
    assert confirmed


def facts(desk: Desk) -> list[str]:
    """Return the facts that stand in the workspace."""
    task = lookup.inspection(desk, None)
    return [located.finding.fact for located in findings.every(desk, task)]
