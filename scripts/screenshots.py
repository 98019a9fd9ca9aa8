"""Make the manual's pictures from the running program: `python scripts/screenshots.py [NAME ...]`.

Every screen and the main dialogs, on light and dark ground, from demo workspaces made for it.
"""

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QEventLoop, QModelIndex, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QTableView,
    QTabWidget,
    QTreeView,
    QWidget,
)

from inspector import bootstrap, paths
from inspector.domain.answer import Conclusion
from inspector.domain.inspection import Inspection
from inspector.services import (
    answers,
    demo,
    demo_evidence,
    documents,
    drafts,
    inspections,
    lookup,
    register,
)
from inspector.services.demo_data import Entry, read
from inspector.services.desk import Desk
from inspector.ui.dialogs.day_field import DayField
from inspector.ui.dialogs.merge import MergeDialog
from inspector.ui.main import Program, build, dress
from inspector.ui.screen import Spot
from inspector.ui.theme import Appearance

SIZE: Final = (1280, 720)
COLOURS: Final = 256
"""A window has few colours; so many keep its letters smooth and its red red."""
UNIT: Final = "市外办"
BUSY_UNIT: Final = "市住房城乡建设局"
COUNTED: Final = date(2026, 1, 16)
SENT_BACK: Final = 2
"""The row of the ledger that is shown beside it."""
TELLING_RULE: Final = 2
"""The row of a rule under which several units lost marks."""
COLLEAGUES: Final = {"赵启": "市教育局", "孙蕾": "河阳区"}
"""Who checks, on a computer of his own, which of the units that are not begun here."""
NOT_BEGUN: Final = tuple(COLLEAGUES.values())
STILL_OPEN: Final = ("3.1", "4.4", "5.1", "5.2")
NAME: Final = "宁川市2025"

Step = Callable[["Camera"], QWidget | None]


class Camera:
    """A running program that is shown places and photographed."""

    def __init__(self, application: QApplication, workspaces: dict[str, Path]) -> None:
        self._application, self.workspaces = application, workspaces
        self.program: Program = build(application, author="吴敏")
        self.program.hook.install()
        self.program.window.resize(*SIZE)
        self.program.window.show()
        self._open = ""

    def at(self, workspace: str, screen: str, spot: Spot | None = None) -> None:
        """Open a workspace and bring a screen to the front."""
        if self._open != workspace:
            self._open = workspace
            if workspace:
                self.program.window.open_workspace(self.workspaces[workspace])
            else:
                self.program.window.close_workspace()
            self.wait()
        if screen:
            self.program.window.go_to(screen, spot)
        self.wait()

    def do(self, action: str) -> QWidget:
        """Choose an action and return the dialog that opens, or the window."""
        self.program.window.context.actions.trigger(action)
        self.wait()
        return next(iter(self._dialogs()), self.program.window)

    def clear(self) -> None:
        """Put every dialog and every passing word away."""
        for dialog in self._dialogs():
            dialog.reject()
        self.program.window.statusBar().clearMessage()
        self.wait()

    def wait(self) -> None:
        """Wait until nothing is under way any more."""
        for _turn in range(4):
            self._pause(120)
            while self.program.session.is_busy or not self.program.workers.is_idle:
                self._pause(50)

    def take(self, widget: QWidget, target: Path) -> None:
        """Write a picture of a window, in few colours."""
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        widget.grab().save(buffer, "PNG")
        image = Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGB")
        target.parent.mkdir(parents=True, exist_ok=True)
        image.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)

    def _dialogs(self) -> Iterator[QDialog]:
        for dialog in self.program.window.findChildren(QDialog):
            if dialog.isVisible():
                yield dialog

    def _pause(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()


# Steps --------------------------------------------------------------------------------------------


def screen(workspace: str, key: str, **place: str) -> Step:
    """Return what brings a screen to the front, at an item of the unit where one is named."""

    def step(camera: Camera) -> None:
        camera.at(workspace, key)
        if place:
            camera.program.session.ask(
                lambda desk: _spot(desk, place["item"]),
                lambda spot: camera.program.window.go_to(key, spot),
                camera.program.window,
            )
            camera.wait()

    return step


def dialog(workspace: str, key: str, action: str) -> Step:
    """Return what opens the dialog of an action on a screen."""

    def step(camera: Camera) -> QWidget:
        camera.at(workspace, key)
        return camera.do(action)

    return step


def palette(camera: Camera) -> QWidget:
    """Open the palette and type into it."""
    camera.at("working", "scoring")
    shown = camera.do("frame.palette")
    field = shown.findChild(QLineEdit, "typed")
    assert isinstance(field, QLineEdit)
    field.setText("zfxx")
    camera.wait()
    return shown


def draft(camera: Camera) -> None:
    """Show the draft of a feedback beside its pages."""
    camera.at("working", "documents")
    camera.program.session.ask(
        _first_draft,
        lambda spot: camera.program.window.go_to("documents", spot),
        camera.program.window,
    )
    camera.wait()
    camera.program.window.warn(())


def checklists(camera: Camera) -> None:
    """Show a list with the full text of one of its items."""
    camera.at("working", "checklists")
    outline = camera.program.window.findChild(QTreeView, "list_tree")
    assert outline is not None
    at = QModelIndex()
    for row in (0, 0, 1):  # chapter, part, item
        at = outline.model().index(row, 0, at)
    outline.setCurrentIndex(at)
    camera.wait()


def by_rule(camera: Camera) -> None:
    """Show what several units lost under one rule."""
    camera.at("working", "scoring")
    camera.do("scoring.by_rule")
    for table in camera.program.window.findChildren(QTableView):
        if table.isVisible() and table.model().rowCount() > TELLING_RULE:
            table.selectRow(TELLING_RULE)
            break
    camera.wait()


def merge(camera: Camera) -> QWidget:
    """Show what two colleagues' files would bring."""
    camera.at("working", "overview")
    shown = camera.do("frame.merge")
    assert isinstance(shown, MergeDialog)
    shown.add([camera.workspaces[name] for name in COLLEAGUES])
    camera.wait()
    return shown


def advance(camera: Camera) -> QWidget:
    """Open what says which units can go on to the end of the first check, and what holds them."""
    camera.at("working", "overview")
    shown = camera.do("overview.advance")
    states = shown.findChild(QComboBox)
    assert states is not None
    states.setCurrentIndex(states.currentIndex() + 1)
    camera.wait()
    return shown


def ledger(camera: Camera) -> None:
    """Show one unit's problems on the day the demo's ledger ends, one that was sent back open."""
    camera.at("finished", "rectification")
    window = camera.program.window
    head = window.findChild(QWidget, "ledger_head")
    assert head is not None
    day = head.findChild(DayField, "counted_on")
    assert day is not None
    day.set_day(COUNTED)
    camera.wait()
    go_to_unit(camera, "rectification")
    table = window.findChild(QTableView, "ledger")
    assert table is not None
    table.selectRow(SENT_BACK)
    camera.wait()


def evidence(camera: Camera) -> None:
    """Show the pictures of an item."""
    screen("working", "scoring", item="4.2")(camera)
    turn_to(camera, 1)


def yearly_return(camera: Camera) -> None:
    """Show a unit's return of which something cannot be checked."""
    camera.at("finished", "returns")
    go_to_unit(camera, "returns")
    turn_to(camera, 1)


def turn_to(camera: Camera, tab: int) -> None:
    """Turn the pages that are shown to a tab."""
    for tabs in camera.program.window.findChildren(QTabWidget):
        if tabs.isVisible():
            tabs.setCurrentIndex(tab)
    camera.wait()


def go_to_unit(camera: Camera, key: str) -> None:
    """Bring a screen to the front at the unit that has most to tell."""
    window = camera.program.window
    camera.program.session.ask(
        lambda desk: Spot(unit=lookup.unit(desk, BUSY_UNIT).id),
        lambda spot: window.go_to(key, spot),
        window,
    )
    camera.wait()


PICTURES: Final[dict[str, Step]] = {
    "overview": screen("working", "overview"),
    "advance": advance,
    "approve": dialog("finished", "overview", "overview.approve"),
    "scoring": screen("working", "scoring", item="4.2"),
    "evidence": evidence,
    "check": dialog("working", "scoring", "scoring.check"),
    "scoring_by_item": dialog("working", "scoring", "scoring.by_item"),
    "scoring_by_rule": by_rule,
    "documents": draft,
    "batch": dialog("working", "documents", "documents.batch"),
    "checklists": checklists,
    "merge": merge,
    "history": dialog("working", "overview", "frame.history"),
    "preferences": dialog("working", "overview", "frame.preferences"),
    "palette": palette,
    "rectification": ledger,
    "analysis": screen("finished", "analysis"),
    "returns": yearly_return,
    "start": lambda camera: camera.at("", ""),
    "new_task": dialog("", "", "frame.new"),
}


# Workspaces ---------------------------------------------------------------------------------------


def make_workspaces(folder: Path) -> dict[str, Path]:
    """Make one workspace in the midst of the checking and one after the meeting."""
    working, finished = folder / f"{NAME}.inspection", folder / "结果" / f"{NAME}.inspection"
    with bootstrap.open_desk(working, author="吴敏", create=True) as desk:
        data = demo.year()
        task = demo.set_up(desk, data)
        more = read(demo.MORE)
        _send_sheets(desk, task, data, more)
        for entry in data["units"]:
            if entry["short_name"] not in NOT_BEGUN:
                demo.check(desk, task, entry)
        demo_evidence.note_down(desk, task, more)
        demo_evidence.take_pictures(desk, task, more)
        unit = lookup.unit(desk, UNIT)
        for number in STILL_OPEN:
            given = answers.Given(conclusion=Conclusion.OPEN)
            answers.set_given(desk, task, unit.label, number, given)
        drafts.make(desk, task, documents.Wish(kind="feedback", unit=UNIT))
    finished.parent.mkdir()
    with bootstrap.open_desk(finished, author=demo.AUTHOR, create=True) as desk:
        for _written in demo.build(desk, folder / "公文"):
            pass
    return {"working": working, "finished": finished, **_colleagues(working, folder)}


def _colleagues(working: Path, folder: Path) -> dict[str, Path]:
    """Make the files in which colleagues went on, each in its own way at one item."""
    entries = {entry["short_name"]: entry for entry in demo.year()["units"]}
    files = {name: folder / f"{NAME}-{name}.inspection" for name in COLLEAGUES}
    told = (
        answers.Given(conclusion=Conclusion.MET),
        answers.Given(conclusion=Conclusion.DID_NOT_OCCUR),
    )
    for (name, unit), given in zip(COLLEAGUES.items(), told, strict=True):
        shutil.copy(working, files[name])
        with bootstrap.open_desk(files[name], author=name) as desk:
            task = lookup.inspection(desk, None)
            demo.check(desk, task, entries[unit])
            answers.set_given(desk, task, UNIT, STILL_OPEN[0], given)
    return files


def _send_sheets(desk: Desk, task: Inspection, data: Entry, more: Entry) -> None:
    """Note whose sheets went out and came back; those not begun have sent none."""
    given = data["inspection"]
    units = [unit for unit, _part in inspections.participants(desk, task)]
    days = (date.fromisoformat(given[name]) for name in ("sheets_sent", "sheets_due"))
    register.send(desk, task, units, *days)
    for on, names in more["received"].items():
        came = [lookup.unit(desk, name) for name in names if name not in NOT_BEGUN]
        register.receive_several(desk, task, came, date.fromisoformat(on))


def _spot(desk: Desk, number: str) -> Spot:
    task, unit = lookup.inspection(desk, None), lookup.unit(desk, UNIT)
    part = lookup.assessment(desk, task, unit)
    return Spot(unit=unit.id, item=lookup.item(lookup.checklist_of(desk, task, part), number).key)


def _first_draft(desk: Desk) -> Spot:
    (first, *_) = desk.file.reader.drafts(lookup.inspection(desk, None).id)
    return Spot(more=first.id)


def main(names: list[str]) -> None:
    """Make the pictures named, or all."""
    with TemporaryDirectory() as name:
        os.environ["INSPECTOR_HOME"] = str(Path(name) / "home")
        workspaces = make_workspaces(Path(name))
        application = QApplication([])
        dress(application)
        camera = Camera(application, workspaces)
        for appearance, folder in ((Appearance.LIGHT, ""), (Appearance.DARK, "dark")):
            camera.program.theme.choose(appearance)
            for picture, step in PICTURES.items():
                if names and picture not in names:
                    continue
                shown = step(camera) or camera.program.window
                camera.take(shown, paths.manual() / "pictures" / folder / f"{picture}.png")
                print(f"{folder or 'light'} {picture}", flush=True)
                camera.clear()
        with suppress(RuntimeError):
            camera.program.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
