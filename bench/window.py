"""How soon the window takes keys, and what it holds in memory, against a bare PySide6 window.

Both are whole processes: from their start until a key that was pressed has been dealt with.
`python -m bench.window own FILE` and `python -m bench.window bare` are those processes.
"""

import gc
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measurement import Measurement, ratio

_TIMES = 5
_MOST_RATIO = 6
_MOST_MEGABYTES = 120
_NEVER = 60_000
"""Milliseconds after which a window that takes no key is given up."""


def run() -> Sequence[Measurement]:
    """Measure both, the fastest of five, with the demo workspace open in ours."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "INSPECTOR_HOME": name}
        program = Path(sys.executable).with_name("inspector")
        demo = folder / "demo"
        subprocess.run([program, "demo", demo], env=environment, check=True, capture_output=True)
        (workspace,) = demo.glob("宁川市*.inspection")
        workspace = Path(shutil.copy(workspace, folder / "city.inspection"))
        own, bare = [], []
        for _ in range(_TIMES):  # in turns, so that whatever else the machine does meets both
            bare.append(_one(["bare"], environment))
            own.append(_one(["own", str(workspace)], environment))
    seconds = min(one[0] for one in own), min(one[0] for one in bare)
    megabytes = min(one[1] for one in own), min(one[1] for one in bare)
    return [
        ratio("starting window: first screen takes keys", "a bare window", *seconds, _MOST_RATIO),
        Measurement(
            job="memory of the window, demo workspace",
            against="a bare window",
            own=megabytes[0],
            other=megabytes[1],
            unit="MB",
            limit=f"+{_MOST_MEGABYTES} MB",
            kept=megabytes[0] - megabytes[1] <= _MOST_MEGABYTES,
        ),
    ]


def _one(arguments: Sequence[str], environment: dict[str, str]) -> tuple[float, float]:
    """Return the seconds until a process says that its key was taken, and its megabytes."""
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "bench.window", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        taken = time.perf_counter() - start
        process.stdout.read()
    return taken, float(line)


def _megabytes() -> float:
    """Return what this process holds in memory of its own and shared, as the system counts it."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return 0.0
    lines = status.read_text(encoding="ascii").splitlines()
    resident = next(line for line in lines if line.startswith("VmRSS:"))
    return int(resident.split()[1]) / 1024


def _say() -> None:
    print(f"{_megabytes():.1f}", flush=True)


def _bare() -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QMainWindow, QTreeView

    application = QApplication([])
    window = QMainWindow()
    tree = QTreeView()
    window.setCentralWidget(tree)
    window.resize(1280, 800)
    window.show()
    QTest.qWaitForWindowExposed(window)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    application.processEvents()
    _say()


def _own(file: str) -> None:
    gc.disable()  # as the program's door does
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from inspector.ui.main import build, dress

    application = QApplication([])
    dress(application)
    program = build(application, opens_file=True)
    program.window.show()
    program.window.open_workspace(Path(file))

    def look(busy: bool) -> None:
        if program.session.is_open and not busy:
            QTimer.singleShot(0, press)

    def press() -> None:
        QTest.keyClick(application.focusWidget() or program.window, Qt.Key.Key_Down)
        application.processEvents()
        _say()
        application.quit()

    program.session.busy.connect(look)
    QTimer.singleShot(_NEVER, application.quit)
    application.exec()
    program.stop()


_PROCESSES: dict[str, Callable[..., None]] = {"own": _own, "bare": _bare}

if __name__ == "__main__":
    _PROCESSES[sys.argv[1]](*sys.argv[2:])
