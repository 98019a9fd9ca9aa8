"""场景一 from the start page to the printed feedback, by nothing but keys and the mouse."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, Final, TypeVar

import openpyxl
import pdfplumber
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTableView,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from inspector.services import demo
from inspector.ui.dialogs.classes_step import ClassesStep
from inspector.ui.main import Program
from inspector.ui.views.scoring import ScoringScreen

W = TypeVar("W", bound=QWidget)
Key = Qt.Key
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
UNIT: Final = "市外办"
FINDINGS: Final = 14
LETTERS: Final = "abcdefgh"
CONCLUSIONS: Final = ("met", "partly_met", "not_met", "did_not_occur", "not_applicable")


class Hands:
    """What a person has: eyes for widgets by name, a keyboard with an input method, a mouse."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program, self.qtbot, self.window = program, qtbot, program.window

    def wait(self) -> None:
        """Wait until the program has nothing more to do."""
        for _turn in range(3):
            self.until(lambda: self.program.workers.is_idle and not self.program.session.is_busy)
            self.qtbot.wait(1)

    def until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key wherever the keys go now."""
        if QApplication.activeWindow() is None:
            self.window.activateWindow()  # as a desktop does when a dialog is gone
            self.until(lambda: QApplication.activeWindow() is not None)
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        self.wait()

    def write(self, text: str, into: QWidget | None = None) -> None:
        """Type as an input method does, in place of what stands there."""
        if into is not None:
            self.click(into)
            self.qtbot.keyClick(into, Key.Key_A, CTRL)
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(QApplication.focusWidget() or self.window, event)

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible(), widget.objectName()
        self.qtbot.mouseClick(widget, LEFT)
        self.wait()

    def see(self, kind: type[W], name: str, within: QWidget | None = None) -> W:
        """Find a widget that can be seen."""
        around = within or self.window

        def found() -> list[W]:
            return [one for one in around.findChildren(kind, name) if one.isVisible()]

        self.until(lambda: bool(found()))
        return found()[0]

    def drop(self, file: Path, onto: QWidget) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file))])
        how = (Qt.DropAction.CopyAction, mime, LEFT, NONE)
        QApplication.sendEvent(onto, QDragEnterEvent(QPoint(200, 200), *how))
        QApplication.sendEvent(onto, QDropEvent(QPointF(200, 200), *how))
        self.wait()

    def enter_in(self, dialog: QDialog) -> None:
        """Press Enter and wait until the dialog is gone."""
        with self.qtbot.waitSignal(dialog.finished):
            self.qtbot.keyClick(dialog, Key.Key_Return)
        self.wait()


@pytest.fixture
def hands(program: Program, qtbot: QtBot) -> Iterator[Hands]:
    program.window.activateWindow()
    made = Hands(program, qtbot)
    made.wait()
    yield made
    program.window.statusBar().clearMessage()


def entry() -> dict[str, Any]:
    """What the inspectors found at the unit, as the demo's data tells it."""
    return next(one for one in demo.year()["units"] if one.get("short_name") == UNIT)


def facts() -> list[str]:
    """The facts that cost marks, of which the paper must name each."""
    answers = [one for one in entry()["answers"] if one["item"][0].isdigit()]
    return [finding["fact"] for one in answers for finding in one.get("findings", ())]


def set_up(hands: Hands, file: Path) -> None:
    """Begin at the start page: three steps, each ended by Enter."""
    hands.key(Key.Key_N, CTRL)
    dialog = hands.see(QDialog, "new_task")
    year = next(one for one in dialog.findChildren(QSpinBox) if one.isVisible())
    hands.click(year)
    hands.qtbot.keyClick(year, Key.Key_A, CTRL)
    hands.qtbot.keyClicks(year, "2025")
    hands.write("宁川市2025年度政务公开工作考核", hands.see(QLineEdit, "task_name"))
    hands.key(Key.Key_Return)
    classes = dialog.findChild(ClassesStep)
    assert classes is not None
    box = classes.findChildren(QComboBox)[0]
    box.setFocus()
    while "B类：市直部门" not in box.currentText():
        hands.key(Key.Key_Down)
    hands.qtbot.keyClick(dialog, Key.Key_Return)
    hands.write("市外事办公室\t市外办\tB", hands.see(QPlainTextEdit, "pasted_units"))
    hands.wait()
    hands.write(str(file), hands.see(QLineEdit, "workspace_path"))
    with hands.qtbot.waitSignal(hands.program.session.opened):
        hands.key(Key.Key_Return)
    hands.wait()


def send_and_fill_sheet(hands: Hands, folder: Path) -> Path:
    """Write the sheet out for the unit, and fill it in as the unit does, with rows put between."""
    hands.key(Key.Key_S, CTRL | SHIFT)
    dialog = hands.see(QDialog, "sheets_out")
    hands.write(str(folder), hands.see(QLineEdit, "folder", dialog))
    hands.enter_in(dialog)
    (sheet,) = folder.rglob("*.xlsx")
    book = openpyxl.load_workbook(sheet)
    page = book.worksheets[0]
    page.protection.disable()
    head = next(row for row in page.iter_rows() if "指标编号" in [cell.value for cell in row])
    columns = {str(cell.value): place for place, cell in enumerate(head, start=1)}
    rows = {page.cell(row, columns["指标编号"]).value: row for row in range(1, page.max_row + 1)}
    words = {"met": "达到要求", "partly_met": "部分达到", "did_not_occur": "本年度未发生"}
    for claim in entry()["self"]:
        row = rows[claim["item"]]
        page.cell(row, columns["自评结论"]).value = words.get(claim["conclusion"], "不涉及")
        if "mark" in claim:
            page.cell(row, columns["自评分"]).value = float(claim["mark"])
        page.cell(row, columns["自评说明"]).value = claim["account"]
    book.save(sheet)
    return sheet


def take_sheet(hands: Hands, sheet: Path) -> None:
    hands.key(Key.Key_R, CTRL | SHIFT)
    dialog = hands.see(QDialog, "sheet_intake")
    hands.drop(sheet, dialog)
    hands.enter_in(dialog)


def scoring_of(hands: Hands) -> ScoringScreen:
    shown = hands.window.built_screen("scoring")
    assert isinstance(shown, ScoringScreen)
    return shown


def number_in_front(hands: Hands) -> str:
    page = scoring_of(hands).page
    assert page.sheet is not None
    assert page.item is not None
    return page.sheet.lines[page.item].number


def go(hands: Hands, number: str) -> None:
    """Go down the list to an item."""
    for _step in range(40):
        if number_in_front(hands) == number:
            return
        hands.key(Key.Key_Down, ALT)
    raise AssertionError(number)


def record(hands: Hands, given: dict[str, Any]) -> None:
    """Enter one answer: figures, findings by the buttons of their rules, conclusion, account."""
    go(hands, given["item"])
    panel = hands.see(QWidget, "item_panel")
    for place, value in enumerate(given.get("metrics", {}).values()):
        hands.write(value, hands.see(QLineEdit, f"metric_{place}", panel))
        hands.key(Key.Key_Return)
    for finding in given.get("findings", ()):
        (complete_finding if "metrics" in given else place_finding)(hands, panel, finding)
    if given["conclusion"] == "not_applicable":
        hands.key(Key.Key_5, ALT)
        hands.write(given["reason"], hands.see(QLineEdit, "reason", panel))
        hands.key(Key.Key_Return)
        hands.write(given["allowed_by"], hands.see(QLineEdit, "allowed_by", panel))
        hands.key(Key.Key_Return)
    elif not given.get("findings"):
        digit = CONCLUSIONS.index(given["conclusion"])
        hands.key(Qt.Key(Key.Key_1 + digit), ALT)
    if "account" in given:
        hands.write(given["account"], hands.see(QPlainTextEdit, "account", panel))


def place_finding(hands: Hands, panel: QWidget, finding: dict[str, Any]) -> None:
    hands.click(hands.see(QPushButton, f"rule_{LETTERS.index(finding['rule']) + 1}", panel))
    count = panel.findChild(QSpinBox, "finding_count")
    if finding["count"] != 1:
        assert count is not None
        hands.click(count)
        hands.qtbot.keyClick(count, Key.Key_A, CTRL)
        hands.qtbot.keyClicks(count, str(finding["count"]))
    hands.write(finding["place"], hands.see(QLineEdit, "finding_place", panel))
    hands.write(
        finding["sampled_at"].replace("T", " "), hands.see(QLineEdit, "finding_time", panel)
    )
    hands.write(finding["fact"], hands.see(QLineEdit, "finding_fact", panel))
    hands.key(Key.Key_Return)


def complete_finding(hands: Hands, panel: QWidget, finding: dict[str, Any]) -> None:
    """Write fact, place and time into the finding that the figures made, cell by cell."""
    table = hands.see(QTableView, "findings_table", panel)
    words = {"事实": "fact", "位置": "place", "采样时间": "sampled_at"}
    for column in range(table.model().columnCount()):
        title = table.model().headerData(column, Qt.Orientation.Horizontal)
        if title in words:
            index = table.model().index(0, column)
            hands.qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(index).center())
            hands.qtbot.keyClick(table, Key.Key_F2)
            hands.write(finding[words[title]].replace("T", " "))
            hands.key(Key.Key_Return)


def advance(hands: Hands, on: date | None = None) -> None:
    """Let the unit go on by one state from the overview."""
    hands.key(Key.Key_1, CTRL)
    hands.key(Key.Key_A, CTRL | SHIFT)
    dialog = hands.see(QDialog, "advance")
    if on is not None:
        day = next(one for one in dialog.findChildren(QLineEdit) if one.isVisible())
        hands.write(on.isoformat(), day)
        hands.wait()
    hands.enter_in(dialog)


def feedback(hands: Hands, pdf: Path, printed: Path) -> None:
    """Draft the feedback, export it, and print it through the system's dialog."""
    hands.key(Key.Key_5, CTRL)
    tree = hands.see(QTreeView, "draft_tree")
    hands.until(tree.hasFocus)
    hands.key(Key.Key_Home)
    for _row in range(tree.model().rowCount()):
        if tree.currentIndex().data() == "情况反馈":
            break
        hands.key(Key.Key_Down)
    hands.key(Key.Key_Return)
    asked = hands.see(QDialog, "new_draft")
    hands.click(hands.see(QPushButton, "tick_all", asked))
    hands.enter_in(asked)
    hands.key(Key.Key_E, CTRL)
    where = hands.see(QFileDialog, "export_paper")
    hands.write(str(pdf), hands.see(QLineEdit, "fileNameEdit", where))
    hands.key(Key.Key_Return)
    hands.until(pdf.is_file)
    hands.wait()
    hands.key(Key.Key_P, CTRL)
    asked_to_print: Any = hands.see(QPrintDialog, "print_paper")
    printer = asked_to_print.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(printed))
    printer.setResolution(72)
    asked_to_print.accepted[QPrinter].emit(printer)
    asked_to_print.close()
    hands.until(printed.is_file)
    hands.wait()


def words_of(pdf: Path) -> str:
    """Return what a paper says, letter by letter in the order it was set."""
    with pdfplumber.open(BytesIO(pdf.read_bytes())) as paper:
        letters = (char["text"] for page in paper.pages for char in page.chars)
        return re.sub(r"\s", "", "".join(letters))


def test_one_unit_from_the_start_page_to_the_printed_feedback(hands: Hands, tmp_path: Path) -> None:
    set_up(hands, tmp_path / "2025.inspection")
    sheet = send_and_fill_sheet(hands, tmp_path / "自评表")
    take_sheet(hands, sheet)
    hands.key(Key.Key_2, CTRL)
    assert "0/" in hands.see(QLabel, "checked_count").text(), "a sheet makes nothing checked"
    for given in entry()["answers"]:
        record(hands, given)
    hands.key(Key.Key_Return, CTRL | SHIFT)
    rest = next(one for one in hands.window.findChildren(QDialog) if one.isVisible())
    (table,) = rest.findChildren(QTableView)
    left = [table.model().index(row, 0).data() for row in range(table.model().rowCount())]
    assert {"1.6", "4.4", "5.1"} <= set(left)
    hands.enter_in(rest)
    assert "22.35" in str(hands.see(QWidget, "deducted_total").property("text"))
    assert re.search(r"77\.19.*合格", str(hands.see(QWidget, "unit_mark").property("text")))
    for day in (None, None, date(2025, 12, 19)):
        advance(hands, day)
    pdf, printed = tmp_path / "反馈.pdf", tmp_path / "打印.pdf"
    feedback(hands, pdf, printed)
    said = words_of(pdf)
    for wanted in (
        "抽查政策性文件9件，已解读8件，解读率88.89%。",
        "共收到网民留言和热线工单12件，均按时办结。",
        "本年度未发生行政复议、行政诉讼纠错情形。",
        "22.35分",
        "23.05分",
        *facts(),
    ):
        assert re.sub(r"\s", "", wanted) in said, wanted
    assert len(facts()) == FINDINGS
    assert "不适用" not in said
    assert "我办" not in said
    with pdfplumber.open(BytesIO(printed.read_bytes())) as paper:
        assert len(paper.pages) > 1
