"""Evidence of one item: pasted, dropped, described, blacked out, taken away."""

from functools import partial

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListView,
    QToolButton,
)

from inspector.services import evidence, lookup
from inspector.services.evidence import Piece
from inspector.ui.dialogs.black_out import EDGE, BlackOutDialog, Canvas
from inspector.ui.dialogs.evidence_details import EvidenceDetailsDialog
from inspector.ui.dialogs.reason import ReasonDialog
from inspector.ui.views.evidence_verbs import png
from tests.ui.item_bench import (
    ITEMS,
    Bench,
    _made_once,
    accept,
    add_finding,
    bench,
    dialog,
    drop,
    paste_picture,
    picture,
    put_picture,
    stored,
    type_into,
)

__all__ = ["_made_once", "bench"]

PASTE = (Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


# evidence -----------------------------------------------------------------------------------------


def test_a_pasted_picture_becomes_evidence_of_the_current_finding_asked_once(bench: Bench) -> None:
    add_finding(bench, "空白栏目1个")
    paste_picture(bench, picture())
    asked = dialog(bench, EvidenceDetailsDialog)
    address = asked.findChild(QLineEdit, "evidence_address")
    assert isinstance(address, QLineEdit)
    type_into(address, "https://wsb.example/a")
    accept(bench, asked)
    paste_picture(bench, picture("#aa3344"))
    bench.qtbot.waitUntil(lambda: len(bench.evidence()) == 2)
    answer = bench.answer("4.2")
    assert answer is not None
    for piece, name in zip(bench.evidence(), ("图4-2-1.png", "图4-2-2.png"), strict=True):
        assert (piece.finding, piece.address) == (answer.findings[0].id, "https://wsb.example/a")
        assert (piece.name, piece.taken_at is not None) == (name, True)
        blob = piece.blob
        assert blob is not None
        content = bench.read(partial(stored, blob))
        assert QImage.fromData(content).size() == picture().size()


def test_a_picture_pasted_while_a_finding_is_typed_belongs_to_it_once_saved(bench: Bench) -> None:
    bench.panel.start_finding(0)
    bench.type("finding_fact", "空白栏目1个")
    paste_picture(bench, picture())
    asked = dialog(bench, EvidenceDetailsDialog)
    address = asked.findChild(QLineEdit, "evidence_address")
    assert isinstance(address, QLineEdit)
    type_into(address, "https://wsb.example/b")
    accept(bench, asked)
    assert bench.find(QLineEdit, "finding_place").text() == "https://wsb.example/b"
    bench.enter(bench.find(QLineEdit, "finding_fact"))
    answer = bench.answer("4.2")
    assert answer is not None
    assert [one.finding for one in bench.evidence()] == [answer.findings[0].id]
    assert answer.findings[0].place == "https://wsb.example/b"
    bench.program.session.undo(bench.panel)
    bench.settle()
    assert bench.facts("4.2") == []
    assert [one.finding for one in bench.evidence()] == [None], "one step takes back the saving"


def test_dropped_files_and_folders_are_filed_by_their_names(bench: Bench) -> None:
    loose = bench.path.parent / "首页.png"
    loose.write_bytes(b"a")
    folder = bench.path.parent / "佐证"
    folder.mkdir()
    (folder / "4.1-1.png").write_bytes(b"b")
    (folder / "说明.docx").write_bytes(b"c")
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(loose)), QUrl.fromLocalFile(str(folder))])
    drop(bench, held)
    numbers = {item.key: number for number, item in ITEMS.items()}
    placed = sorted((one.name, numbers[one.item]) for one in bench.evidence() if one.item)
    assert placed == [("4.1-1.png", "4.1"), ("说明.docx", "4.2"), ("首页.png", "4.2")]


def test_a_dropped_address_is_evidence(bench: Bench) -> None:
    held = QMimeData()
    held.setUrls([QUrl("https://wsb.example/c")])
    drop(bench, held)
    assert [one.address for one in bench.evidence()] == ["https://wsb.example/c"]


def test_a_thumbnail_is_made_beside_the_window(bench: Bench) -> None:
    put_picture(bench)
    bench.qtbot.waitUntil(lambda: bench.program.workers.is_idle)
    tiles = bench.find(QListView, "evidence_tiles")
    icon = tiles.model().data(tiles.model().index(0, 0), Qt.ItemDataRole.DecorationRole)
    shown = icon.pixmap(64, 48).toImage()
    assert shown.pixelColor(shown.width() // 2, shown.height() - 4).name() == "#2f6db5"


@pytest.mark.parametrize("by_keys", [True, False])
def test_parts_of_a_picture_are_blacked_out_by_mouse_and_by_keys(
    bench: Bench, by_keys: bool
) -> None:
    put_picture(bench)
    bench.click(bench.find(QToolButton, "evidence_black_out"))
    asked = dialog(bench, BlackOutDialog)
    canvas = asked.findChild(Canvas)
    assert isinstance(canvas, Canvas)
    if by_keys:
        bench.qtbot.keyClick(canvas, Qt.Key.Key_Insert)
        bench.qtbot.keyClick(canvas, Qt.Key.Key_Left)
        bench.qtbot.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    else:
        middle = canvas.rect().center()
        bench.qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=middle)
        bench.qtbot.mouseMove(canvas, middle + QPoint(60, 40))
        bench.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 40))
    (box,) = canvas.boxes
    accept(bench, asked)
    (piece,) = bench.evidence()
    assert piece.blob is not None
    blob = piece.blob
    shown = QImage.fromData(bench.read(lambda desk: desk.file.reader.blob(blob)))
    assert shown.pixelColor(box.center()).name() == "#000000"
    assert shown.pixelColor(box.topLeft() - QPoint(2, 2)).name() == "#2f6db5"


def test_a_picture_larger_than_a_screen_is_blacked_out_in_its_own_pixels(bench: Bench) -> None:
    large = picture().scaled(EDGE * 2, EDGE)
    held = QMimeData()
    source = bench.path.parent / "大图.png"
    assert large.save(str(source))
    held.setUrls([QUrl.fromLocalFile(str(source))])
    drop(bench, held)
    tiles = bench.find(QListView, "evidence_tiles")
    bench.qtbot.waitUntil(lambda: tiles.model().rowCount() == 1)
    where = tiles.visualRect(tiles.model().index(0, 0)).center()
    bench.qtbot.mouseClick(tiles.viewport(), Qt.MouseButton.LeftButton, pos=where)
    bench.click(bench.find(QToolButton, "evidence_black_out"))
    asked = dialog(bench, BlackOutDialog)
    canvas = asked.findChild(Canvas)
    assert isinstance(canvas, Canvas)
    bench.qtbot.keyClick(canvas, Qt.Key.Key_Insert)
    (box,) = canvas.boxes
    accept(bench, asked)
    (piece,) = bench.evidence()
    assert piece.blob is not None
    shown = QImage.fromData(bench.read(partial(stored, piece.blob)))
    assert shown.size() == large.size()
    first, last = box.topLeft() * 2, (box.bottomRight() + QPoint(1, 1)) * 2 - QPoint(1, 1)
    assert shown.pixelColor(first).name() == shown.pixelColor(last).name() == "#000000"
    beside = (first - QPoint(1, 1), last + QPoint(1, 1))
    assert {shown.pixelColor(at).name() for at in beside} == {"#2f6db5"}


def test_a_purge_asks_why_and_leaves_no_bytes(bench: Bench) -> None:
    put_picture(bench)
    bench.click(bench.find(QToolButton, "evidence_purge"))
    asked = dialog(bench, ReasonDialog)
    reason = asked.findChild(QLineEdit)
    assert isinstance(reason, QLineEdit)
    type_into(reason, "含个人信息")
    accept(bench, asked)
    bench.qtbot.waitUntil(lambda: bench.view.evidence[0].is_purged)
    assert not bench.find(QToolButton, "evidence_open").isEnabled()


def test_evidence_is_described_and_removed(bench: Bench) -> None:
    put_picture(bench)
    bench.click(bench.find(QToolButton, "evidence_describe"))
    asked = dialog(bench, EvidenceDetailsDialog)
    caption = asked.findChild(QLineEdit, "evidence_caption")
    assert isinstance(caption, QLineEdit)
    type_into(caption, "专栏首页")
    accept(bench, asked)
    assert bench.evidence()[0].caption == "专栏首页"
    bench.click(bench.find(QToolButton, "evidence_remove"))
    assert bench.evidence() == ()


def test_a_file_of_another_unit_is_pointed_out(bench: Bench) -> None:
    put_picture(bench)
    view, content = bench.view, png(picture())

    def add(desk):  # type: ignore[no-untyped-def]
        other = lookup.unit(desk, "市财政局")
        return evidence.add(
            desk, view.task, other, ITEMS["4.3"], (Piece(source="b.png", content=content),)
        )

    bench.program.session.edit(add, bench.panel)
    bench.qtbot.waitUntil(lambda: bool(bench.view.evidence[0].twins))
    assert "市财政局 4.3" in bench.find(QLabel, "evidence_twins").text()
    field_mode = bench.program.window.context.actions.action("frame.field_mode")
    field_mode.setChecked(True)
    assert bench.find(QLabel, "evidence_twins").text() == "", "the unit that looks on sees no other"
    field_mode.setChecked(False)
    assert "市财政局" in bench.find(QLabel, "evidence_twins").text()


def test_an_empty_clipboard_is_told(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    class Empty:
        """A clipboard as some platforms hand it over while nothing was copied."""

        def mimeData(self) -> None:
            return None

    monkeypatch.setattr(QGuiApplication, "clipboard", Empty)
    bench.panel.paste_screenshot()
    bench.settle()
    assert "剪贴板" in bench.program.window.statusBar().currentMessage()
