"""公文材料 by keys and mouse: drafted, written on, seen as pages, printed, sent out, attached."""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QToolButton,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from inspector.domain.draft import Draft
from inspector.i18n import gettext
from inspector.report.document import Paragraph, Table
from inspector.services import drafts, findings, lookup
from inspector.services.desk import Desk
from inspector.services.documents import Wish
from inspector.services.findings import Fact
from inspector.ui.main import Program, build
from inspector.ui.memory import Memory
from inspector.ui.models.paper_lines import LineKind
from inspector.ui.screen import Spot
from inspector.ui.theme import Appearance
from inspector.ui.views.documents import DocumentsScreen
from inspector.ui.views.draft_list import DraftList
from inspector.ui.views.message_bar import MessageBar
from inspector.ui.views.unit_picker import UnitPicker
from tests.ui.conftest import delete

UNIT = "市外办"


@pytest.fixture
def screen(opened: Program, qtbot: QtBot) -> DocumentsScreen:
    """The screen, with its kinds; one worker shows all there is to show."""
    opened.workers._count = 1
    opened.window.resize(1280, 720)
    opened.window.go_to("documents")
    found = opened.window.built_screen("documents")
    assert isinstance(found, DocumentsScreen)
    qtbot.waitUntil(lambda: found.shelf is not None)
    return found


def ask(
    program: Program, qtbot: QtBot, question: Callable[[Desk], Any], *, edit: bool = False
) -> Any:
    """Return what a verb in the database thread gives."""
    found: list[Any] = []
    if edit:
        program.session.edit(question, program.window, found.append)
    else:
        program.session.ask(question, found.append, program.window)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


@pytest.fixture
def drafted(opened: Program, screen: DocumentsScreen, qtbot: QtBot) -> DocumentsScreen:
    """The feedback to one unit, drafted and shown with all its pages."""
    task = opened.session.task
    assert task is not None
    made = ask(
        opened,
        qtbot,
        lambda desk: drafts.make(desk, task, Wish(kind="feedback", unit=UNIT)),
        edit=True,
    )
    screen.choose(made)
    settle(opened, screen, qtbot)
    return screen


def settle(program: Program, screen: DocumentsScreen, qtbot: QtBot) -> None:
    """Wait until the draft is shown with its pages and nobody is at work."""
    qtbot.waitUntil(lambda: screen.opened is not None and screen.pages.view.count > 0)
    qtbot.waitUntil(lambda: program.workers.is_idle and not program.session.is_busy)


def child(parent: QWidget, kind: type, name: str) -> Any:
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def dialog(screen: DocumentsScreen, qtbot: QtBot, kind: type[QDialog], name: str) -> Any:
    """Return a dialog once it is open."""
    qtbot.waitUntil(lambda: screen.findChild(kind, name) is not None)
    return screen.findChild(kind, name)


def press(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def compose(widget: QWidget, words: str) -> None:
    """Type as an input method does: words are committed, no key says them."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)


def stored(program: Program, qtbot: QtBot) -> Draft:
    """Return the one draft as it stands in the workspace."""
    task = program.session.task
    assert task is not None
    (draft,) = ask(program, qtbot, lambda desk: desk.file.reader.drafts(task.id))
    assert isinstance(draft, Draft)
    return draft


def text_of_pdf(path: Path) -> str:
    with pdfplumber.open(BytesIO(path.read_bytes())) as pdf:
        return "".join(page.extract_text() for page in pdf.pages).replace("\n", "")


# Drafting --------------------------------------------------------------------------------------


def test_a_feedback_is_drafted_from_a_kind_by_keys_and_written_on_and_exported(
    opened: Program, screen: DocumentsScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    tree = child(screen, QTreeView, "draft_tree")
    names = [tree.model().index(row, 0).data() for row in range(tree.model().rowCount())]
    assert "情况反馈" in names
    tree.setFocus()
    tree.setCurrentIndex(tree.model().index(names.index("情况反馈"), 0))
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    asked = dialog(screen, qtbot, QDialog, "new_draft")
    assert child(asked, QComboBox, "new_draft_kind").currentText() == "情况反馈"
    compose(child(asked, QLineEdit, "unit_picker_search"), UNIT)
    press(qtbot, child(asked, QPushButton, "tick_all"))
    press(qtbot, asked.accept_button)
    settle(opened, screen, qtbot)
    assert screen.opened is not None
    assert screen.opened.listed.units == (UNIT,)

    text = screen.editor.text
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(text, Qt.Key.Key_End)
    compose(text, "（人写的话）")
    with qtbot.waitSignal(opened.session.changed):
        opened.window.go_to("overview")
    assert "（人写的话）" in str(stored(opened, qtbot).text["blocks"])
    opened.window.go_to("documents")
    opened.window.context.actions.trigger("documents.pdf")
    where = dialog(screen, qtbot, QFileDialog, "export_paper")
    target = tmp_path / "反馈.pdf"
    where.selectFile(str(target))
    where.accept()
    qtbot.waitUntil(target.is_file)
    qtbot.waitUntil(lambda: opened.workers.is_idle)
    assert "（人写的话）" in text_of_pdf(target)
    assert "未经审定" in text_of_pdf(target)


def test_the_public_version_is_made_from_the_draft_and_says_what_it_left_out(
    opened: Program, drafted: DocumentsScreen, qtbot: QtBot
) -> None:
    action = opened.window.context.actions.action("documents.public")
    assert not action.isEnabled(), "a feedback is for one unit alone"
    task = opened.session.task
    assert task is not None
    make = partial(drafts.make, task=task, wish=Wish(kind="bulletin"))
    drafted.choose(ask(opened, qtbot, make, edit=True))
    qtbot.waitUntil(action.isEnabled)
    text = drafted.editor.text
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(text, Qt.Key.Key_End)
    compose(text, "人写的话（见www.nc.gov.cn）。")
    action.trigger()
    qtbot.waitUntil(
        lambda: drafted.opened is not None and drafted.opened.listed.kind == "public_bulletin",
    )
    assert "人写的话。" in text.toPlainText()
    assert "www" not in text.toPlainText()
    left_out = dialog(drafted, qtbot, QDialog, "left_out")
    lines = child(left_out, QListWidget, "left_out_list")
    said = [lines.item(row).text() for row in range(lines.count())]
    assert any("www.nc.gov.cn" in one for one in said)
    press(qtbot, child(left_out, QPushButton, "left_out_copy"))
    assert QGuiApplication.clipboard().text() == "\n".join(said)
    left_out.reject()
    assert not action.isEnabled()
    settle(opened, drafted, qtbot)
    # Whoever wants another public version is asked for the bulletin first.
    opened.window.context.actions.trigger("documents.new")
    asked = dialog(drafted, qtbot, QDialog, "new_draft")
    assert child(asked, QComboBox, "new_draft_kind").currentText() == "情况通报"
    asked.reject()
    qtbot.waitUntil(lambda: opened.workers.is_idle)


def test_a_false_figure_is_told_at_export_and_in_print(
    opened: Program, drafted: DocumentsScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    text = drafted.editor.text
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(text, Qt.Key.Key_End)
    compose(text, "共扣99.35分。")

    bar = opened.window.findChild(MessageBar)
    assert bar is not None

    def told() -> bool:
        return bar.isVisibleTo(opened.window) and "扣99.35分" in bar.text

    assert not told()
    opened.window.context.actions.trigger("documents.markdown")
    where = dialog(drafted, qtbot, QFileDialog, "export_paper")
    where.selectFile(str(tmp_path / "反馈.md"))
    where.accept()
    qtbot.waitUntil(told)
    opened.window.warn(())
    assert not told()
    opened.window.context.actions.trigger("documents.print")
    asked = dialog(drafted, qtbot, QPrintDialog, "print_paper")
    qtbot.waitUntil(told)
    asked.reject()
    qtbot.waitUntil(lambda: opened.workers.is_idle)


def test_the_unit_one_came_from_is_ticked_and_the_list_stays_narrowed(
    opened: Program, screen: DocumentsScreen, qtbot: QtBot
) -> None:
    unit = ask(opened, qtbot, lambda desk: lookup.unit(desk, UNIT))
    opened.window.go_to("overview", Spot(unit=unit.id))
    shown = opened.window.built_screen("overview")
    assert shown is not None
    qtbot.waitUntil(lambda: shown.spot().unit == unit.id)
    opened.window.go_to("documents")
    screen._begin("feedback")
    asked = dialog(screen, qtbot, QDialog, "new_draft")
    picked = asked.findChild(UnitPicker).units()
    assert [one.id for one in picked] == [unit.id]
    asked.reject()
    search = child(screen, QLineEdit, "draft_search")
    compose(search, "反馈")
    again = DraftList(opened.theme, opened.window.context.memory)
    qtbot.addWidget(again)
    again.recall()
    assert child(again, QLineEdit, "draft_search").text() == "反馈"
    qtbot.waitUntil(lambda: opened.workers.is_idle)


def test_typing_is_one_edit_however_long_and_undo_takes_edits_and_removals_back(
    opened: Program, drafted: DocumentsScreen, qtbot: QtBot
) -> None:
    before = ask(opened, qtbot, lambda desk: len(desk.file.reader.groups(50)))
    text = drafted.editor.text
    text.setFocus()
    for letters in ("一二三", "四五六", "七八九"):
        compose(text, letters)
    head = child(drafted, QLineEdit, "head_addressee")
    head.setFocus()
    compose(head, "各单位")
    drafted.leave()
    qtbot.waitUntil(lambda: not opened.session.is_busy)
    assert ask(opened, qtbot, lambda desk: len(desk.file.reader.groups(50))) == before + 1
    draft = stored(opened, qtbot)
    assert "一二三四五六七八九" in str(draft.text["blocks"])
    assert "各单位" in draft.text["head"]["addressee"]
    text.document().clearUndoRedoStacks()
    text.setFocus()
    undo = opened.window.context.actions.action("frame.undo")
    qtbot.waitUntil(undo.isEnabled)
    qtbot.keyClick(text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(opened, drafted, qtbot)
    qtbot.waitUntil(lambda: "一二三" not in text.toPlainText())
    assert "各单位" not in head.text()

    opened.window.context.actions.trigger("documents.remove")

    def drafts() -> int:
        return len(drafted.shelf.drafts) if drafted.shelf else 0

    qtbot.waitUntil(lambda: drafts() == 0)
    assert drafted.paper is None
    opened.session.undo(opened.window)
    qtbot.waitUntil(lambda: drafts() == 1)


def test_the_pages_follow_the_typing_and_clicks_and_places_go_to_the_text(
    opened: Program, drafted: DocumentsScreen, qtbot: QtBot
) -> None:
    text, pages = drafted.editor.text, drafted.pages.view
    known = pages.known
    text.setFocus()
    compose(text, "改" * 5)
    qtbot.waitUntil(lambda: bool(pages.known - known))
    settle(opened, drafted, qtbot)
    paper = drafted.paper
    assert paper is not None
    third = [block for block in paper.blocks if isinstance(block, Paragraph)][2]
    point = pages.point_of(third.id)
    assert point is not None
    qtbot.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert text.caret()[0] == third.id
    assert text.hasFocus()

    top = pages.point_of("head")
    assert top is not None
    qtbot.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=top)
    assert child(drafted, QLineEdit, "head_title").hasFocus()

    spot = drafted.spot()
    drafted.choose(None)
    opened.window.go_to("documents", spot)
    settle(opened, drafted, qtbot)
    assert drafted.spot() == spot
    opened.window.go_to("documents", Spot(more="new:report"))
    asked = dialog(drafted, qtbot, QDialog, "new_draft")
    assert child(asked, QComboBox, "new_draft_kind").currentData() == "report"
    qtbot.waitUntil(lambda: opened.workers.is_idle)
    qtbot.keyClick(asked, Qt.Key.Key_Escape)


# Text ------------------------------------------------------------------------------------------


def test_levels_are_set_by_keys_and_pasted_numbers_become_levels(
    opened: Program, drafted: DocumentsScreen, qtbot: QtBot
) -> None:
    text = drafted.editor.text
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(text, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(text, Qt.Key.Key_Return)
    compose(text, "新的一章")
    opened.window.context.actions.trigger("documents.level_1")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    compose(text, "这一章的正文。")
    paper = drafted.paper
    assert paper is not None
    *_, chapter, body = paper.blocks
    assert isinstance(chapter, Paragraph)
    assert isinstance(body, Paragraph)
    assert (chapter.level, chapter.heading, chapter.runs) == (1, "新的一章", ())
    assert (body.level, body.runs[0].text) == (0, "这一章的正文。")
    qtbot.keyClick(text, Qt.Key.Key_Up)
    qtbot.keyClick(text, Qt.Key.Key_Home)
    qtbot.keyClick(text, Qt.Key.Key_Backspace)
    assert text.level() == 0, "Backspace before a number takes the number"
    assert text.toPlainText().endswith("新的一章\n这一章的正文。")

    qtbot.keyClick(text, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("一、第一章\r\n（一）第一节。文字在后。\r\n正文一段。")
    qtbot.keyClick(text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    pasted = drafted.paper
    assert pasted is not None
    chapter, section, body = pasted.blocks[-3:]
    assert isinstance(chapter, Paragraph)
    assert isinstance(section, Paragraph)
    assert isinstance(body, Paragraph)
    assert (chapter.level, chapter.heading) == (1, "第一章")
    assert (section.level, section.heading, section.run_in) == (2, "第一节", True)
    assert body.level == 0


def test_nobody_types_into_what_the_data_made(
    opened: Program, screen: DocumentsScreen, qtbot: QtBot
) -> None:
    task = opened.session.task
    assert task is not None
    made = ask(
        opened,
        qtbot,
        lambda desk: drafts.make(desk, task, Wish(kind="feedback_form", unit=UNIT)),
        edit=True,
    )
    screen.choose(made)
    settle(opened, screen, qtbot)
    text = screen.editor.text
    before = text.toPlainText()
    table = next(line for line in text.lines() if line.kind is LineKind.TABLE)
    text.setFocus()
    text.go_to_block(table.id, 0.5)
    compose(text, "乱写")
    qtbot.keyClick(text, Qt.Key.Key_Backspace)
    text.selectAll()
    qtbot.keyClick(text, Qt.Key.Key_Delete)
    qtbot.keyClick(text, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert text.toPlainText() == before
    text.cut()  # as the menu under the right button does
    qtbot.waitUntil(lambda: text.toPlainText() == before)
    paper = screen.paper
    assert paper is not None
    assert any(isinstance(block, Table) and block.rows for block in paper.blocks)
    text.go_to_block(table.id, 1.0)
    qtbot.keyClick(text, Qt.Key.Key_Return)
    compose(text, "表下的说明。")
    after = screen.paper
    assert after is not None
    assert len(after.blocks) == len(paper.blocks) + 1


# The data meanwhile ----------------------------------------------------------------------------


def find_fault(desk: Desk, task: Any) -> None:
    unit, item = lookup.unit_and_item(desk, task, UNIT, "4.2")
    rule = lookup.rule(item, "a")
    findings.add(desk, task, unit, item, rule, Fact(fact="新发现空白栏目2个", count=2))


def test_new_data_is_offered_and_taken_only_where_ticked(
    opened: Program, drafted: DocumentsScreen, qtbot: QtBot
) -> None:
    before = drafted.editor.text.toPlainText()
    ask(opened, qtbot, lambda desk: find_fault(desk, opened.session.task), edit=True)
    news = child(drafted, QWidget, "draft_news")
    qtbot.waitUntil(news.isVisible)
    assert drafted.editor.text.toPlainText() == before
    opened.window.context.actions.trigger("documents.compare")
    offered = dialog(drafted, qtbot, QDialog, "draft_changes")
    assert any("新发现空白栏目2个" in label.text() for label in offered.findChildren(QLabel))
    press(qtbot, child(offered, QPushButton, "keep_all"))
    boxes = offered.findChildren(QCheckBox)
    wanted = next(
        box
        for box in boxes
        if any("新发现空白栏目2个" in label.text() for label in box.parent().findChildren(QLabel))
    )
    wanted.setChecked(True)
    press(qtbot, offered.accept_button)
    qtbot.waitUntil(lambda: "新发现空白栏目2个" in drafted.editor.text.toPlainText())
    settle(opened, drafted, qtbot)
    qtbot.waitUntil(lambda: not news.isVisible())


def test_text_lost_in_a_crash_is_offered_again(
    opened: Program, drafted: DocumentsScreen, qtbot: QtBot
) -> None:
    text, session = drafted.editor.text, opened.session
    path = session.path
    assert path is not None
    text.setFocus()
    compose(text, "没存的话")
    qtbot.waitUntil(
        lambda: bool(
            ask(opened, qtbot, lambda desk: desk.file.database.rows("SELECT 1 FROM recovery"))
        ),
    )
    drafted._show_draft(None)  # What a crash does: nothing is handed over.
    with qtbot.waitSignal(session.opened):
        opened.window.open_workspace(path)
    restore = child(drafted, QPushButton, "restore_typed")
    qtbot.waitUntil(restore.isVisible)
    assert "没存的话" not in text.toPlainText()
    press(qtbot, restore)
    assert "没存的话" in text.toPlainText()
    drafted.leave()
    qtbot.waitUntil(lambda: not session.is_busy)
    assert "没存的话" in str(stored(opened, qtbot).text["blocks"])


# Out of the house ------------------------------------------------------------------------------


def test_a_page_range_is_printed_through_the_systems_dialog(
    opened: Program, drafted: DocumentsScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    count = drafted.pages.view.count
    assert count > 2
    opened.window.context.actions.trigger("documents.print")
    asked = dialog(drafted, qtbot, QPrintDialog, "print_paper")
    printer = asked.printer()
    target = tmp_path / "打印.pdf"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setResolution(100)
    printer.setFromTo(2, count)
    asked.accepted[QPrinter].emit(printer)
    asked.close()
    qtbot.waitUntil(lambda: not opened.workers.watched)
    with pdfplumber.open(BytesIO(target.read_bytes())) as pdf:
        assert len(pdf.pages) == count - 1
        assert pdf.pages[0].width == pytest.approx(595, abs=2)
        assert pdf.pages[-1].width == pytest.approx(842, abs=2), "the form lies on its side"
        (image,) = pdf.pages[0].images
        assert image["width"] == pytest.approx(595, abs=2), "the picture is as wide as the paper"
    assert str(target) in opened.window.statusBar().currentMessage()


def test_a_file_to_print_to_is_proposed_where_papers_are_kept(
    drafted: DocumentsScreen, opened: Program, qtbot: QtBot
) -> None:
    opened.window.context.actions.trigger("documents.print")
    asked = dialog(drafted, qtbot, QPrintDialog, "print_paper")
    file = asked.findChild(QLineEdit, "filename")
    assert isinstance(file, QLineEdit)
    assert opened.session.path is not None
    assert drafted.paper is not None
    proposed = Path(file.text())
    assert proposed.parent == opened.session.path.parent
    assert proposed.name == f"{drafted.paper.head.title}.pdf"
    asked.close()
    qtbot.waitUntil(lambda: not opened.workers.watched)


def test_printing_goes_page_by_page_and_is_called_off_from_the_status_bar(
    opened: Program, drafted: DocumentsScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    """Called off after the first page, nothing is printed; the window was never held up."""
    opened.window.context.actions.trigger("documents.print")
    asked = dialog(drafted, qtbot, QPrintDialog, "print_paper")
    printer = asked.printer()
    target = tmp_path / "打印.pdf"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setResolution(300)
    status = opened.window.statusBar()
    steps: list[tuple[int, int]] = []

    def call_off(_job: object, done: int, _total: int, _text: str) -> None:
        if done:  # at once, however many more pages have come by now
            steps.append((done, status.findChildren(QProgressBar)[0].maximum()))
            press(qtbot, child(status, QToolButton, "cancel_work"))

    opened.workers.progressed.connect(call_off)
    asked.accepted[QPrinter].emit(printer)
    asked.close()
    qtbot.waitUntil(lambda: bool(steps))
    ((done, total),) = steps
    assert 0 < done < total == drafted.pages.view.count
    assert opened.workers.watched == ()
    assert printer.printerState() is not QPrinter.PrinterState.Active
    assert not target.exists()


def test_papers_for_many_units_are_written_with_progress_and_called_off(
    opened: Program, screen: DocumentsScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    opened.window.context.actions.trigger("documents.batch")
    asked = dialog(screen, qtbot, QDialog, "paper_batch")
    kinds = child(asked, QComboBox, "batch_kind")
    kinds.setCurrentIndex(kinds.findData("feedback_form"))
    formats = child(asked, QComboBox, "batch_format")
    formats.setCurrentIndex(formats.findData(".md"))
    folder = tmp_path / "批量"
    field = child(asked, QLineEdit, "batch_folder")
    field.clear()
    compose(field, str(folder))
    press(qtbot, asked.accept_button)
    assert child(asked, QProgressBar, "batch_progress").isVisible()
    told = child(asked, QLabel, "batch_told")
    qtbot.waitUntil(told.isVisible)
    shelf = screen.shelf
    assert shelf is not None
    assert len(list(folder.iterdir())) == len(shelf.units)
    assert str(len(shelf.units)) in told.text()

    formats.setCurrentIndex(formats.findData(".pdf"))
    field.setText(str(tmp_path / "又一批"))
    press(qtbot, asked.accept_button)
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert asked.isVisible(), "the first Escape calls the work off, the next closes"
    assert child(asked, QLabel, "batch_told").isVisible()
    qtbot.waitUntil(lambda: opened.workers.is_idle)
    written = list((tmp_path / "又一批").iterdir()) if (tmp_path / "又一批").is_dir() else []
    assert len(written) < len(shelf.units)
    qtbot.keyClick(asked, Qt.Key.Key_Escape)


def test_the_final_paper_is_attached_saved_and_taken_off_and_a_reader_changes_nothing(
    opened: Program, drafted: DocumentsScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    scan = tmp_path / "定稿.pdf"
    scan.write_bytes(b"%PDF-1.7 signed")
    actions = opened.window.context.actions
    assert not actions.action("documents.final").isEnabled()
    actions.trigger("documents.attach")
    chooser = dialog(drafted, qtbot, QFileDialog, "attach_final")
    chooser.selectFile(str(scan))
    chooser.accept()
    qtbot.waitUntil(actions.action("documents.final").isEnabled)
    actions.trigger("documents.final")
    listed = dialog(drafted, qtbot, QDialog, "final_papers")
    assert "定稿.pdf" in child(listed, QListWidget, "final_papers_list").item(0).text()
    press(qtbot, child(listed, QPushButton, "final_save"))
    where = dialog(drafted, qtbot, QFileDialog, "save_final")
    where.selectFile(str(tmp_path / "取回.pdf"))
    where.accept()
    qtbot.waitUntil((tmp_path / "取回.pdf").is_file)
    settle(opened, drafted, qtbot)
    actions.trigger("documents.final")
    qtbot.waitUntil(lambda: drafted.findChild(QDialog, "final_papers") is not listed)
    again = drafted.findChildren(QDialog, "final_papers")[-1]
    press(qtbot, child(again, QPushButton, "final_detach"))
    qtbot.waitUntil(lambda: not actions.action("documents.final").isEnabled())

    path = opened.session.path
    assert path is not None
    with qtbot.waitSignal(opened.session.opened):
        opened.window.open_workspace(path, read_only=True)
    settle(opened, drafted, qtbot)
    before = drafted.editor.text.toPlainText()
    drafted.editor.text.setFocus()
    compose(drafted.editor.text, "乱写")
    assert drafted.editor.text.toPlainText() == before
    assert not actions.action("documents.new").isEnabled()
    assert actions.action("documents.pdf").isEnabled()


# Looks -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_screen_stands_without_a_clipped_word(
    qapp: QApplication, demo_file: Path, tmp_path: Path, qtbot: QtBot, language: str
) -> None:
    gettext.use(language)
    program = build(qapp, memory=Memory(file=tmp_path / "looks.ini"))
    program.workers._count = 1
    program.window.resize(1280, 720)
    program.window.show()
    with qtbot.waitSignal(program.session.opened):
        program.window.open_workspace(demo_file)
    program.window.go_to("documents")
    screen = program.window.built_screen("documents")
    assert isinstance(screen, DocumentsScreen)
    task = program.session.task
    assert task is not None
    make = partial(drafts.make, task=task, wish=Wish(kind="feedback", unit=UNIT))
    screen.choose(ask(program, qtbot, make, edit=True))
    settle(program, screen, qtbot)
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        program.theme.choose(appearance)
        qapp.processEvents()
        assert clipped(screen) == []
        assert not screen.grab().isNull()
    for verb, name in (("new", "new_draft"), ("batch", "paper_batch")):
        program.window.context.actions.trigger(f"documents.{verb}")
        asked = dialog(screen, qtbot, QDialog, name)
        qapp.processEvents()
        assert clipped(asked) == []
        assert asked.height() <= 720
        asked.reject()
    qtbot.waitUntil(lambda: program.workers.is_idle)
    program.theme.choose(Appearance.LIGHT)
    program.stop()
    delete(program.window)


def clipped(parent: QWidget) -> list[str]:
    """Return the words that have less room than they take, and fields without a name."""
    found = []
    for label in parent.findChildren(QLabel):
        is_whole = label.isVisible() and not label.wordWrap() and label.objectName() != "fonts_line"
        if is_whole and label.width() < label.fontMetrics().horizontalAdvance(label.text()):
            found.append(label.text())
    for button in parent.findChildren(QAbstractButton):
        is_own = not isinstance(button.parent(), QLineEdit)
        if is_own and button.isVisible() and button.width() < button.minimumSizeHint().width():
            found.append(button.text())
    for field in (*parent.findChildren(QLineEdit), *parent.findChildren(QComboBox)):
        if field.isVisible() and not field.accessibleName():
            found.append(f"no name: {field.objectName()}")
    return found
