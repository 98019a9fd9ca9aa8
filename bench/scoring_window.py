"""The window that `bench.scoring` measures: `python -m bench.scoring_window large|paging|opening`.

Prints milliseconds by name as one line of JSON.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QAbstractSlider, QApplication, QLineEdit, QWidget

from bench.pages import long_paper
from bench.workspaces import build as build_workspace
from inspector.domain.ids import ItemKey
from inspector.services import findings
from inspector.services.findings import Fact
from inspector.services.score_lines import ItemLine
from inspector.services.score_sheet import ScoreSheet
from inspector.ui.main import Program, build
from inspector.ui.memory import Memory
from inspector.ui.screen import Spot
from inspector.ui.views.scoring import ScoringScreen

ITEMS = 10_000
FINDINGS = 160
PAGES = 220
PHYSICAL = (1920, 1080)
DOCUMENT_PAGES = 40
QUIET = 2.0
"""Seconds in which the screen puts itself in order after a unit was opened."""
SHOWN = 0.25
"""Seconds after which an item that was chosen is shown whole, sooner than anybody types."""
WARM = 20
"""Frames that are not counted, in which fonts, signs and statements are first made ready."""


class Painted(QObject):
    """Tells when a widget was painted while something was so."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        self.at = 0.0
        self.shows: Callable[[], bool] = lambda: True
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let what was waited for be painted, and note when that was done."""
        if event.type() != QEvent.Type.Paint or not self.shows():
            return False
        watched.removeEventFilter(self)
        QCoreApplication.sendEvent(watched, event)
        watched.installEventFilter(self)
        self.count += 1
        self.at = time.perf_counter()
        return True


class Window:
    """A running program and the clock beside it."""

    def __init__(self, application: QApplication, folder: Path, workspace: Path) -> None:
        self.application = application
        self.program: Program = build(application, memory=Memory(file=folder / "window.ini"))
        ratio = application.devicePixelRatio()
        window = self.program.window
        window.setMinimumSize(0, 0)
        window.resize(int(PHYSICAL[0] / ratio), int(PHYSICAL[1] / ratio))
        window.show()
        window.open_workspace(workspace)
        self.wait(lambda: self.program.session.is_open)
        self.settle()

    @property
    def screen(self) -> ScoringScreen:
        """The scoring screen."""
        screen = self.program.window.built_screen("scoring")
        assert isinstance(screen, ScoringScreen)
        return screen

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the window live until something is so; sleeping in between, as a program does."""
        while not until():
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def settle(self, seconds: float = 0.4) -> None:
        """Let everything that follows of itself come to an end."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end or self.program.session.is_busy:
            self.application.processEvents()
            time.sleep(0.005)

    def open_scoring(self) -> None:
        """Bring the scoring screen to the front."""
        self.program.window.go_to("scoring")
        self.wait(lambda: self.screen.page.sheet is not None)
        self.settle(QUIET)

    @contextmanager
    def document_beside(self) -> Iterator[None]:
        """Let a worker make one document after another."""
        going = [True]
        paper = long_paper(DOCUMENT_PAGES)

        def again(_pages: object = None) -> None:
            if going[0]:
                order = {"document": paper, "dpi": 50}
                self.program.workers.run("documents.pages", order, again, self.program.window)

        again()
        self.settle(1.5)
        yield
        going[0] = False
        self.wait(lambda: self.program.workers.is_idle)


def worst(times: Sequence[float]) -> float:
    """Return the milliseconds that one hundredth of the times exceed."""
    counted = sorted(times[WARM:])
    return round(1000 * counted[-1 - len(counted) // 100], 2)


def entered(window: Window, count: int) -> float:
    """Enter findings all over the list, each until its subtotals are painted."""
    page, session = window.screen.page, window.program.session
    tree, sheet, task = page.tree, page.sheet, session.task
    assert sheet is not None
    assert task is not None
    painted = Painted(tree.viewport())
    keys = list(sheet.lines)
    times = []
    for n in range(count):
        key = keys[(n * 7919) % len(keys)]
        page.choose(key)
        window.settle(SHOWN)
        item = sheet.item(key)
        fact = Fact(fact=f"未公开文件{n}", place="专栏")
        before = sheet.lines[key]
        verb = partial(
            findings.add, task=task, unit=sheet.unit, item=item, rule=item.rules[0], fact=fact
        )
        painted.shows = partial(_is_renewed, sheet, key, before)
        seen = painted.count
        start = time.perf_counter()
        session.edit(verb, window.program.window)
        window.wait(lambda seen=seen: painted.count > seen)  # type: ignore[misc]
        times.append(painted.at - start)
    return worst(times)


def _is_renewed(sheet: ScoreSheet, key: ItemKey, before: ItemLine) -> bool:
    return sheet.lines[key] is not before


def paged(window: Window, count: int) -> float:
    """Scroll page by page, down and up again."""
    tree = window.screen.page.tree
    painted, bar = Painted(tree.viewport()), tree.verticalScrollBar()
    bar.setValue(0)
    window.settle()
    actions = QAbstractSlider.SliderAction
    action, times = actions.SliderPageStepAdd, []
    for _ in range(count):
        if bar.value() == bar.maximum():
            action = actions.SliderPageStepSub
        seen, start = painted.count, time.perf_counter()
        bar.triggerAction(action)
        window.wait(lambda seen=seen: painted.count > seen)  # type: ignore[misc]
        times.append(painted.at - start)
    return worst(times)


def filtered(window: Window) -> tuple[float, float]:
    """Press chips and type into the search; return the slowest of each."""
    page = window.screen.page
    painted = Painted(page.tree.viewport())

    def timed(act: Callable[[], object]) -> float:
        seen, start = painted.count, time.perf_counter()
        act()
        window.wait(lambda: painted.count > seen)
        return 1000 * (painted.at - start)

    def chip(name: str) -> Callable[[], object]:
        button = page.findChild(QWidget, f"filter_{name}")
        assert button is not None
        return button.click  # type: ignore[attr-defined, no-any-return]

    chips = [timed(chip(name)) for name in ("deducted", "all", "unsupported", "open", "all") * 3]
    search = page.findChild(QLineEdit, "item_search")
    assert search is not None
    search.setFocus()
    window.settle()
    texts = ("9", "99", "", "公开", "公开内", "", "g", "gk", "gkn", "gknr", "", "第77项", "")
    return max(chips), max(timed(partial(search.setText, text)) for text in texts)


def large(application: QApplication, folder: Path, *, everything: bool) -> dict[str, float]:
    """Measure on one unit of 10,000 items."""
    path = folder / "large.inspection"
    desk, _task = build_workspace(path, units=1, items=ITEMS, answered=True)
    desk.file.close()
    window = Window(application, folder, path)
    window.open_scoring()
    found = {"paging": paged(window, PAGES)}
    if everything:
        found["filter"], found["search"] = filtered(window)
        found["finding"] = entered(window, FINDINGS)
    with window.document_beside():
        found["paging beside a document"] = paged(window, PAGES)
        if everything:
            found["finding beside a document"] = entered(window, FINDINGS)
    window.program.stop()
    return {name: round(value, 2) for name, value in found.items()}


def opening(application: QApplication, folder: Path) -> dict[str, float]:
    """Measure opening the screen at a unit of 300 items, and the next units."""
    path = folder / "many.inspection"
    desk, task = build_workspace(path, units=120, items=300, answered=True)
    units = [part.unit for part in desk.file.reader.assessments(task.id)]
    item: ItemKey = next(iter(desk.file.reader.answers(task.id, units[0])))
    desk.file.close()
    window = Window(application, folder, path)
    window.settle(3)
    start = time.perf_counter()
    window.program.window.go_to("scoring", Spot(unit=units[60], item=item))
    first = _until_painted(window, start)
    times = []
    for unit in units[61:91]:
        start = time.perf_counter()
        window.program.window.go_to("scoring", Spot(unit=unit, item=item))
        times.append(_until_painted(window, start, unit))
        window.settle(0.05)
    window.program.stop()
    return {"first": round(first, 1), "next": round(max(times), 1)}


def _until_painted(window: Window, start: float, unit: object = None) -> float:
    """Return the milliseconds until the tree is painted with the unit that was asked for."""
    page = window.screen.page
    painted = Painted(page.tree.viewport())
    painted.shows = lambda: page.sheet is not None and (unit is None or page.sheet.unit.id == unit)
    window.wait(lambda: painted.count > 0)
    return 1000 * (painted.at - start)


def main(what: str) -> None:
    """Measure and print."""
    application = QApplication([])
    with TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        if what == "opening":
            found = opening(application, folder)
        else:
            found = large(application, folder, everything=what == "large")
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
