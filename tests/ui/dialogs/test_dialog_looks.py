"""How dialogs look that a walk through the demo does not reach: with an image, problems, conflicts.

`test_appearance` opens what actions open in the demo, `test_overview_looks` what units in all
states open; here each other dialog of the window is made from what it shows.
"""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from inspector import bootstrap
from inspector.domain.draft import FinalPaper
from inspector.domain.errors import Refused
from inspector.domain.ids import BlobId
from inspector.domain.inspection import Inspection
from inspector.domain.issues import Issue, Place, Severity
from inspector.domain.unit import UnitRow
from inspector.i18n import gettext
from inspector.report.thumbnails import Shrunk
from inspector.services import answers, lookup, merging, rectification, units
from inspector.services.draft_changes import Described
from inspector.services.rectification import Notice, Problem
from inspector.services.reply_sheets import ReplyReport
from inspector.services.returns import FileReading
from inspector.ui.context import Context
from inspector.ui.dialogs.alike_units import AlikeUnitsDialog
from inspector.ui.dialogs.black_out import BlackOutDialog
from inspector.ui.dialogs.choosing_task import ChoosingTask
from inspector.ui.dialogs.closing import ClosingDialog
from inspector.ui.dialogs.conflicts import ConflictsDialog
from inspector.ui.dialogs.draft_changes import DraftChangesDialog
from inspector.ui.dialogs.evidence_details import Details, EvidenceDetailsDialog
from inspector.ui.dialogs.failure import FailureDialog
from inspector.ui.dialogs.final_papers import FinalPapersDialog
from inspector.ui.dialogs.left_out import LeftOutDialog
from inspector.ui.dialogs.problem_extension import AskingDialog, DecisionDialog
from inspector.ui.dialogs.problem_import import ReplyImportDialog
from inspector.ui.dialogs.problem_recheck import DemandDialog, RecheckDialog, Verdict
from inspector.ui.dialogs.problem_reminders import RemindersDialog
from inspector.ui.dialogs.problem_reply import ReplyDialog
from inspector.ui.dialogs.reason import ReasonDialog
from inspector.ui.dialogs.return_intake import ReturnIntake
from inspector.ui.dialogs.unlocking import PasswordDialog
from inspector.ui.errors import Failure
from inspector.ui.main import Program
from inspector.ui.theme import Appearance
from inspector.ui.views.evidence_verbs import png
from inspector.ui.workers import Workers
from tests.ui.item_bench import picture
from tests.ui.looking import faults, unnamed_fields
from tests.ui.test_appearance import APPEARANCES, HEIGHT, LANGUAGES, PYTEST, ROOT, WIDTH

TOLD: Final = Issue(
    code="storage.missing", severity=Severity.ERROR, place=Place(file="D:/资料/报送表.xlsx")
)
DAY: Final = date(2025, 12, 26)
LONG: Final = "已于2025年12月26日在政府门户网站政务公开专栏补充公开，并核对了全部附件链接。" * 2


@dataclass(frozen=True)
class Shown:
    """What dialogs are made from."""

    context: Context
    window: QWidget
    task: Inspection
    problems: tuple[Problem, ...]
    at_work: Workers
    """Processes of which none ends its work while a dialog is looked at."""


def nothing(*_given: object) -> None:
    """Stand for whoever would hear of a decision."""


def _changes() -> list[Described]:
    return [
        Described(
            key="1", part="一、总体情况", base=LONG, mine="", fresh=LONG[:40], is_edited=True
        ),
        Described(key="2", part="二、存在问题", base="", mine=LONG, fresh=LONG, is_edited=False),
    ]


MAKERS: Final[dict[str, Callable[[Shown], QDialog]]] = {
    "alike units": lambda one: AlikeUnitsDialog(one.context),
    "conflicts": lambda one: ConflictsDialog(one.context),
    "choosing a task": lambda one: ChoosingTask(one.context),
    "black out": lambda one: BlackOutDialog(
        Shrunk(png(picture()), picture().width(), picture().height()),
        nothing,
        one.context.theme,
        one.window,
    ),
    "evidence": lambda one: EvidenceDetailsDialog(
        "佐证",
        Details(taken_at=datetime(2025, 12, 9, tzinfo=UTC)),
        nothing,
        one.window,
        png(picture()),
    ),
    "reason": lambda one: ReasonDialog("撤回", LONG, nothing, one.window),
    "password": lambda one: PasswordDialog(
        Path("D:/资料/宁川市2025.inspection"), Refused(TOLD), nothing, one.window
    ),
    "closing": lambda one: ClosingDialog(one.at_work, one.window),
    "failure": lambda one: FailureDialog(Failure("D:/日志/failure.txt", LONG * 9), one.window),
    "changes of a draft": lambda one: DraftChangesDialog(
        one.window, one.context.theme, _changes(), True, nothing
    ),
    "final papers": lambda one: FinalPapersDialog(
        one.window,
        [FinalPaper(blob=BlobId("0"), name="定稿.pdf", attached_on=DAY)],
        nothing,
        nothing,
    ),
    "left out": lambda one: LeftOutDialog(one.window, one.context.theme, [TOLD, TOLD]),
    "extension asked": lambda one: AskingDialog(one.context, one.problems[:3]),
    "extension decided": lambda one: DecisionDialog(one.context, one.problems[:3]),
    "replies": lambda one: ReplyImportDialog(
        one.context,
        one.task,
        (),
        [
            ReplyReport(file="整改.xlsx", unit=one.problems[0].unit, replied=("AL-01",)),
            ReplyReport(file="坏.xlsx", issues=(TOLD,)),
        ],
    ),
    **{
        f"recheck {verdict.name}": partial(
            lambda one, verdict: RecheckDialog(one.context, one.problems[:2], verdict),
            verdict=verdict,
        )
        for verdict in Verdict
    },
    "demand": lambda one: DemandDialog(one.context, one.problems[:2]),
    "reminders": lambda one: RemindersDialog(one.context, one.task, date(2026, 2, 20)),
    "reply": lambda one: ReplyDialog(one.context, one.problems[0]),
    "returns": lambda one: ReturnIntake(
        (
            FileReading(path=Path("市外办年报.xlsx"), form="2021"),
            FileReading(path=Path("坏.docx"), form="", issues=(TOLD,)),
        ),
        2025,
        one.context,
        nothing,
    ),
}


@pytest.fixture
def late_file(demo_file: Path, tmp_path: Path) -> Path:
    """The demo with notices served, a unit of like name, and a conflict with another laptop."""
    other = Path(shutil.copy(demo_file, tmp_path / "other.inspection"))
    for path, author, account in ((demo_file, "甲", "已公开。"), (other, "丙", LONG)):
        with bootstrap.open_desk(path, author=author) as desk:
            task = lookup.inspection(desk, None)
            answers.set_given(desk, task, "市外办", "1.1", answers.Given(account=account))
    merging.merge(demo_file, [other])
    with bootstrap.open_desk(demo_file, author="甲") as desk:
        rectification.open_problems(desk, lookup.inspection(desk, None), Notice(served=DAY))
        units.add(desk, [UnitRow(name="江海省宁川市公安局")])
    return demo_file


@pytest.mark.parametrize("language", LANGUAGES)
def test_dialogs_of_every_state_show_all_labels_and_name_all_fields(
    language: str, program: Program, late_file: Path, qtbot: QtBot
) -> None:
    gettext.use(language)
    try:
        found = [fault for _name, fault in _faults(program, late_file, qtbot)]
    finally:
        gettext.use(gettext.CHINESE)
    assert found == []


def _faults(program: Program, file: Path, qtbot: QtBot) -> list[tuple[str, str]]:
    with bootstrap.open_desk(file, read_only=True) as desk:
        task = lookup.inspection(desk, None)
        problems = rectification.problems(desk, task)
    with qtbot.waitSignal(program.session.opened):
        program.window.open_workspace(file)
    at_work = Workers()
    shown = Shown(program.window.context, program.window, task, problems, at_work)
    found = []
    for name, make in MAKERS.items():
        dialog = make(shown)
        dialog.open()
        qtbot.waitUntil(lambda: not program.session.is_busy and program.workers.is_idle)
        found += [(name, f"{name}: no name for {field}") for field in unnamed_fields(dialog)]
        for appearance in APPEARANCES:
            program.theme.choose(appearance)
            found += [(name, f"{name} {appearance}: {fault}") for fault in faults(dialog)]
        if dialog.width() > WIDTH or dialog.height() > HEIGHT:
            found.append((name, f"{name}: {dialog.width()}×{dialog.height()}"))
        _keep_picture(dialog, name)
        dialog.reject()
    at_work.stop()
    program.theme.choose(Appearance.LIGHT)
    return found


def _keep_picture(dialog: QDialog, name: str) -> None:
    """Put a picture into the folder that DIALOG_PICTURES names, for somebody to look at."""
    folder = os.environ.get("DIALOG_PICTURES")
    if folder:
        scale = os.environ.get("QT_SCALE_FACTOR", "1")
        dialog.grab().save(str(Path(folder) / f"{name} {gettext.current()} {scale}.png"))


@pytest.mark.parametrize("file", ["dialogs/test_dialog_looks.py", "test_overview_looks.py"])
def test_they_hold_at_twice_the_scale(file: str, twice: dict[str, str]) -> None:
    chosen = ("-k", "every_state or overview or start_page")
    done = subprocess.run(
        [*PYTEST, str(ROOT / "tests" / "ui" / file), *chosen],
        env=os.environ | twice,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
