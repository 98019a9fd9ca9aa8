"""The real program in a real window: started as people start it, driven by an X server's keys."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from inspector import bootstrap
from inspector.domain.answer import Answer, Conclusion
from inspector.domain.unit import UnitRow
from inspector.exchange import bundled
from inspector.services import answers, inspections, lookup
from inspector.services.desk import Desk

TOOLS: Final = ("Xvfb", "xdotool")
MISSING: Final = [tool for tool in TOOLS if shutil.which(tool) is None]
pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"not on this machine: {', '.join(MISSING)}; see scripts/system.sh"
)
UNIT: Final = "市外办"
SIZE: Final = "1280x800x24"
PATIENCE: Final = 60.0
"""Seconds for the whole of what one key may bring about on a busy machine."""
GLANCE: Final = 0.2


def until(condition: Callable[[], bool], what: str) -> None:
    """Look again and again until something is so."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(GLANCE)


@dataclass(eq=False)
class Desktop:
    """An X server of its own; without a window manager, each window is given the keys by hand."""

    display: str
    environment: dict[str, str]

    def xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.strip()

    def windows(self, title: str) -> list[str]:
        return self.xdotool("search", "--onlyvisible", "--name", title).split()

    def keys(self, *keys: str) -> None:
        self.xdotool("key", "--clearmodifiers", "--delay", "60", *keys)


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        display = f":{told.readline().strip()}"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("QT_")},
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "INSPECTOR_HOME": str(tmp_path / "home"),
        "INSPECTOR_LANG": "zh",
    }
    environment.pop("WAYLAND_DISPLAY", None)
    yield Desktop(display, environment)
    server.terminate()
    server.wait()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "2025.inspection"
    with bootstrap.open_desk(path, author="甲", create=True) as desk:
        plan = inspections.Plan(
            name="2025 Inspection",
            lists={"": bundled.load("ningchuan-2025-b")},
            units=[UnitRow(name=UNIT, code="WB")],
        )
        inspections.create(desk, plan)
    return path


def answer(path: Path, number: str) -> Answer | None:
    """Return what the workspace holds, read as another program would while the window is open."""

    def read(desk: Desk) -> Answer | None:
        task = lookup.inspection(desk, None)
        part = lookup.assessment(desk, task, lookup.unit(desk, UNIT))
        return answers.stored(
            desk, part, lookup.item(lookup.checklist_of(desk, task, part), number)
        )

    with bootstrap.open_desk(path, read_only=True) as desk:
        return read(desk)


def test_what_is_typed_into_the_real_window_stands_in_the_workspace(
    desktop: Desktop, workspace: Path
) -> None:
    """Alt+1 concludes 1.1 and 1.2; there a finding is typed and taken back; Ctrl+Q ends all."""
    program = subprocess.Popen(
        [Path(sys.executable).with_name("inspector"), "open", workspace, "--author", "乙"],
        env=desktop.environment,
    )
    try:
        until(lambda: bool(desktop.windows("2025 Inspection")), "the window comes up")
        (window,) = desktop.windows("2025 Inspection")
        desktop.xdotool("windowfocus", "--sync", window)
        desktop.keys("ctrl+2")
        until(lambda: concluded(desktop, workspace, "1.1"), "Alt+1 concludes the first item")
        desktop.keys("alt+Down")
        until(lambda: concluded(desktop, workspace, "1.2"), "Alt+Down goes on to the next")
        desktop.keys("alt+d")
        desktop.xdotool("type", "--delay", "40", "3 documents are missing")
        desktop.keys("Return")
        until(lambda: facts(workspace) == ["3 documents are missing"], "the finding is there")
        found = answer(workspace, "1.2")
        assert found is not None
        assert found.conclusion is Conclusion.PARTLY_MET
        assert found.findings[0].inspector == "乙"
        desktop.keys("Escape")
        until(lambda: taken_back(desktop, workspace), "Ctrl+Z takes the finding back")
        desktop.keys("ctrl+q")
        assert program.wait(timeout=PATIENCE) == 0
    finally:
        program.kill()
        program.wait()
    assert not list(workspace.parent.glob("*.inspection-wal")), "one file remains"
    with bootstrap.open_desk(workspace) as desk:
        assert {group.author for group in desk.file.reader.groups()} == {"甲", "乙"}


def concluded(desktop: Desktop, path: Path, number: str) -> bool:
    """Press Alt+1 as long as the screen has not taken it, which it does once the item is shown."""
    found = answer(path, number)
    if found is not None and found.conclusion is Conclusion.MET:
        return True
    desktop.keys("alt+1")
    return False


def taken_back(desktop: Desktop, path: Path) -> bool:
    """Press Ctrl+Z until it is taken, which it is once the window knows what there is to undo."""
    if not facts(path):
        return True
    desktop.keys("ctrl+z")
    return False


def facts(workspace: Path) -> list[str]:
    found = answer(workspace, "1.2")
    return [] if found is None else [one.fact for one in found.findings]
