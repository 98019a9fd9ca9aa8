"""The right side of the scoring screen with a small inspection open, driven by keys and mouse."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from inspector import bootstrap
from inspector.domain.answer import Answer
from inspector.domain.checklist import Item
from inspector.domain.edits import Action
from inspector.domain.evidence import Evidence
from inspector.domain.ids import BlobId
from inspector.domain.inspection import AssessmentState
from inspector.domain.unit import UnitRow
from inspector.exchange import bundled
from inspector.services import evidence, inspections, lookup
from inspector.services.desk import Desk
from inspector.services.evidence import Piece
from inspector.services.item_view import ItemView
from inspector.ui.main import Program
from inspector.ui.views.evidence_verbs import png
from inspector.ui.views.item_panel import ItemPanel

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)
ITEMS: dict[str, Item] = {item.number: item for _, item in bundled.load("ningchuan-2025-b").items()}
UNITS = ("市外办", "市财政局")


def make_workspace(path: Path) -> None:
    """Set up an inspection of two units against the class B list of the invented city."""
    with bootstrap.open_desk(path, author="甲", create=True) as desk:
        plan = inspections.Plan(
            name="2025年度考核",
            lists={"": bundled.load("ningchuan-2025-b")},
            units=[UnitRow(name="市外办", code="WB"), UnitRow(name="市财政局")],
        )
        inspections.create(desk, plan)


def type_into(widget: QWidget, text: str) -> None:
    """Type as an input method does: what was composed is committed to the widget at once."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def press_enter(widget: QWidget) -> None:
    """Press Enter and let go."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
        QApplication.sendEvent(widget, key)


@dataclass(eq=False)
class Bench:
    """A panel beside the program's window, and the file that it writes to."""

    program: Program
    panel: ItemPanel
    path: Path
    qtbot: QtBot

    def show(self, number: str, unit: str = "市外办") -> ItemView:
        """Show an item and wait until it stands there."""
        found = self.read(lambda desk: lookup.unit(desk, unit))
        self.panel.show_item(found.id, ITEMS[number].key)
        self.qtbot.waitUntil(lambda: self._shows(number, unit))
        self.settle()
        return self.view

    def _shows(self, number: str, unit: str) -> bool:
        view = self.panel.view
        return view is not None and (view.item.number, view.unit.label) == (number, unit)

    @property
    def view(self) -> ItemView:
        """What the panel shows."""
        assert self.panel.view is not None
        return self.panel.view

    def settle(self) -> None:
        """Wait until neither the database thread nor a worker has anything more to do."""
        program = self.program
        self.qtbot.waitUntil(lambda: not program.session.is_busy and not program.workers.watched)

    def read(self, question: Callable[[Desk], T]) -> T:
        """Read the file as another process would."""
        with bootstrap.open_desk(self.path, read_only=True) as desk:
            return question(desk)

    def answer(self, number: str) -> Answer | None:
        """Return the answer that stands in the file."""
        return self.read(lambda desk: _answer(desk, number))

    def evidence(self) -> tuple[Evidence, ...]:
        """Return the first unit's evidence that stands in the file."""
        return self.read(
            lambda desk: desk.file.reader.evidence(
                lookup.inspection(desk, None).id, lookup.unit(desk, "市外办").id
            )
        )

    def facts(self, number: str) -> list[str]:
        """Return the facts that stand in the file."""
        answer = self.answer(number)
        return [] if answer is None else [one.fact for one in answer.findings]

    def find(self, kind: type[W], name: str) -> W:
        """Return one of the panel's widgets."""
        found = self.panel.findChild(kind, name)
        assert isinstance(found, kind), name
        return found

    def type(self, name: str, text: str) -> QLineEdit:
        """Type into a line, in the place of what stands there."""
        field = self.find(QLineEdit, name)
        field.setFocus()
        field.selectAll()
        type_into(field, text)
        return field

    def type_text(self, name: str, text: str) -> QPlainTextEdit:
        """Type into a box."""
        box = self.find(QPlainTextEdit, name)
        box.setFocus()
        type_into(box, text)
        return box

    def enter(self, widget: QWidget) -> None:
        """Press Enter and wait for what follows."""
        self.qtbot.keyClick(widget, Qt.Key.Key_Return)
        self.settle()

    def click(self, widget: QWidget) -> None:
        """Click and wait for what follows."""
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    @property
    def notice(self) -> str:
        """What stands above the item."""
        label = self.find(QLabel, "item_notice_text")
        return label.text() if label.isVisible() else ""

    def approve(self) -> None:
        """Lock the first unit's marks as the meeting's approval does."""

        def lock(desk: Desk) -> object:
            task = lookup.inspection(desk, None)
            part = lookup.assessment(desk, task, lookup.unit(desk, "市外办"))
            with desk.file.unit_of_work("组长") as work:
                work.replace(part, replace(part, state=AssessmentState.APPROVED))
                return work.commit(Action(verb="assessment.update", parameters={"unit": "市外办"}))

        self.program.session.edit(lock, self.panel)
        self.settle()


def _answer(desk: Desk, number: str) -> Answer | None:
    task, unit = lookup.inspection(desk, None), lookup.unit(desk, "市外办")
    return desk.file.reader.answer(task.id, unit.id, ITEMS[number].key)


@pytest.fixture(scope="session")
def _made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "2025.inspection"
    make_workspace(path)
    return path


@pytest.fixture
def bench(program: Program, qtbot: QtBot, tmp_path: Path, _made_once: Path) -> Iterator[Bench]:
    """A panel with item 4.2 of the first unit."""
    path = Path(shutil.copy(_made_once, tmp_path / "2025.inspection"))
    with qtbot.waitSignal(program.session.opened):
        program.session.open(path, author="甲")
    panel = ItemPanel(program.window.context)
    panel.resize(760, 640)
    panel.show()
    qtbot.waitExposed(panel)
    made = Bench(program, panel, path, qtbot)
    made.show("4.2")
    yield made
    panel.commit_pending()
    made.settle()
    program.window.statusBar().clearMessage()
    panel.hide()
    panel.deleteLater()


def add_finding(bench: Bench, fact: str, rule: int = 1) -> None:
    """Add a finding by the button of a rule."""
    bench.click(bench.find(QPushButton, f"rule_{rule}"))
    bench.enter(bench.type("finding_fact", fact))
    bench.qtbot.waitUntil(lambda: fact in [one.finding.fact for one in bench.view.findings])


def dialog(bench: Bench, kind: type[QDialog]) -> QDialog:
    """Return the dialog of a kind once it is open."""
    bench.qtbot.waitUntil(lambda: any(isinstance(w, kind) for w in open_windows()))
    return next(w for w in open_windows() if isinstance(w, kind))


def accept(bench: Bench, shown: QDialog) -> None:
    """Press the button that accepts, and wait until the dialog is gone."""
    box = shown.findChild(QDialogButtonBox)
    assert isinstance(box, QDialogButtonBox)
    bench.click(box.button(QDialogButtonBox.StandardButton.Ok))
    bench.qtbot.waitUntil(lambda: not (shiboken6.isValid(shown) and shown.isVisible()))
    bench.settle()


def open_windows() -> list[QWidget]:
    """Return the windows that are open."""
    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]


def picture(colour: str = "#2f6db5") -> QImage:
    """Return a picture of one colour with a white box in it."""
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    painter = QPainter(image)
    painter.fillRect(20, 20, 120, 40, QColor("white"))
    painter.end()
    return image


def paste_picture(bench: Bench, image: QImage) -> None:
    """Put a picture on the clipboard and take it as evidence."""
    QGuiApplication.clipboard().setImage(image)
    bench.panel.paste_screenshot()
    bench.settle()


def stored(blob: BlobId, desk: Desk) -> bytes:
    """Return a file's bytes."""
    return desk.file.reader.blob(blob)


def drop(bench: Bench, held: QMimeData) -> None:
    """Drag over the panel and let go, whether or not it would take it."""
    where, copy = QPoint(200, 400), Qt.DropAction.CopyAction
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(bench.panel, QDragEnterEvent(where, copy, held, button, none))
    QApplication.sendEvent(bench.panel, QDropEvent(QPointF(where), copy, held, button, none))
    bench.settle()


def put_picture(bench: Bench) -> None:
    """Put a picture to the item and select its tile."""
    view, content = bench.view, png(picture())
    bench.program.session.edit(
        lambda desk: evidence.add(
            desk, view.task, view.unit, view.item, (Piece(source="图.png", content=content),)
        ),
        bench.panel,
    )
    bench.qtbot.waitUntil(lambda: len(bench.view.evidence) == 1)
    bench.find(QTabWidget, "item_tabs").setCurrentIndex(1)
    tiles = bench.find(QListView, "evidence_tiles")
    tiles.setCurrentIndex(tiles.model().index(0, 0))
