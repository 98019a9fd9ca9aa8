"""Running commands as a user would, inside the test's process."""

import contextlib
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import pytest

from inspector.bootstrap import open_desk
from inspector.cli.entry import run
from inspector.domain.edits import Action
from inspector.domain.inspection import AssessmentState
from inspector.exchange import bundled
from inspector.services import lookup

W: Final = "2025.inspection"
AT: Final = ("-w", W, "--unit", "市外办")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left behind: its exit status and what it printed."""

    status: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """The JSON it printed."""
        return json.loads(self.out)


Inspector = Callable[..., Outcome]


@pytest.fixture
def inspector(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Inspector:
    """A function that runs `inspector` with arguments in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INSPECTOR_AUTHOR", "甲")
    monkeypatch.delenv("INSPECTOR_LANG", raising=False)
    monkeypatch.delenv("INSPECTOR_WORKSPACE", raising=False)

    def call(*arguments: object) -> Outcome:
        status = run([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Outcome(status, captured.out, captured.err)

    return call


@pytest.fixture
def done(inspector: Inspector) -> Inspector:
    """The same, for commands that must succeed."""

    def call(*arguments: object) -> Outcome:
        outcome = inspector(*arguments)
        assert outcome.status == 0, outcome.err
        return outcome

    return call


@pytest.fixture
def refused(inspector: Inspector) -> Callable[..., str]:
    """The same, for commands that must be refused in one sentence and change nothing."""

    def call(*arguments: object) -> str:
        before = contents(inspector)
        outcome = inspector(*arguments)
        assert outcome.status == 1, outcome
        assert outcome.out == ""
        (sentence,) = outcome.err.splitlines()
        assert "Traceback" not in sentence
        assert "程序自身出现故障" not in sentence
        assert contents(inspector) == before
        return sentence

    return call


def contents(inspector: Inspector) -> str:
    """Return what the journal of the workspace says was done, if there is one."""
    return inspector("history", "-w", W, "--limit", 100, "--json").out if Path(W).exists() else ""


def set_up(done: Inspector, units: str = "市外办") -> None:
    """Set up an inspection against the class B list of the invented city."""
    done(
        *("inspection", "new", "-w", W, "--name", "2025年度政务公开工作考核"),
        *("--checklist", "ningchuan-2025-b", "--units", units),
        *("--office", "宁川市政务公开工作领导小组办公室"),
    )


def graded(done: Inspector, *options: str) -> Any:
    """Return the one unit's result."""
    (result,) = done("grade", *AT, *options, "--json").value
    return result


FINDINGS: Final = (
    ("1.1", "b", 1, "“领导信息”仍列已调离人员1人", "0.50"),
    ("1.2", "b", 3, "现行有效规范性文件未公开3件", "1.50"),
    ("1.2", "c", 5, "废止文件未标注5件", "1.25"),
    ("1.7", "c", 1, "重点工作执行情况仅公开1次", "1.50"),
    ("2.2", "a", 1, "8件解读均为文字", "1.60"),
    ("3.2", "a", 1, "9月12日收到的申请10月28日答复，超期1件", "3.00"),
    ("3.3", "a", 1, "抽查答复书3件，1件未告知救济途径", "0.50"),
    ("4.1", "a", 1, "缺“政府信息公开制度”栏目", "2.00"),
    ("4.2", "a", 2, "空白栏目2个", "2.00"),
    ("4.2", "b", 7, "超过6个月未更新栏目7个", "3.50"),
    ("4.2", "c", 12, "错链、断链12处", "1.20"),
    ("4.3", "a", 1, "公众号连续14天未更新1次", "0.50"),
    ("5.4", "b", 1, "2024年度年报勾稽关系不符1处", "1.00"),
)
"""Number, rule, count, fact and cost of what the first check of 市外办 found, 2.1 aside."""


def enter_everything(done: Inspector) -> None:
    """Enter the findings and conclusions of the first check; the rest stays open."""
    for number, rule, count, fact, _points in FINDINGS:
        done(
            *("finding", "add", *AT, "--item", number, "--rule", rule, "--count", count),
            *("--fact", fact, "--place", "门户网站", "--sampled-at", "2025-12-09T10:12"),
        )
    whole, part = metric_names()
    done("answer", "set", *AT, "--item", "2.1", "--metric", f"{whole}=9", "--metric", f"{part}=8")
    done("finding", "add", *AT, "--item", "2.1", "--fact", "政策性文件9件，已解读8件，解读率88.89%")
    done(
        *("answer", "set", *AT, "--item", "1.4", "--conclusion", "不涉及"),
        *("--allowed-by", "组长", "--reason", "权责清单无行政许可、行政处罚事项"),
    )
    for number in ("1.5", "3.4"):
        done("answer", "set", *AT, "--item", number, "--conclusion", "本年度未发生")


def metric_names() -> tuple[str, str]:
    """Return what the shipped list calls the two figures of item 2.1."""
    items = {item.number: item for _, item in bundled.load("ningchuan-2025-b").items()}
    whole, part = (metric.name for metric in items["2.1"].metrics[:2])
    return whole, part


@pytest.fixture(scope="session")
def first_check(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which everything that the first check found was entered, once for all."""

    def quietly(*arguments: object) -> Outcome:
        with contextlib.redirect_stdout(io.StringIO()):
            assert run(["--author", "甲", *map(str, arguments)]) == 0
        return Outcome(0, "", "")

    folder = tmp_path_factory.mktemp("first-check")
    with contextlib.chdir(folder):
        set_up(quietly)
        enter_everything(quietly)
    return folder / W


@pytest.fixture
def entered(done: Inspector, first_check: Path, tmp_path: Path) -> Inspector:
    """Commands that must succeed, over a copy of the first check."""
    shutil.copy(first_check, tmp_path / W)
    return done


@pytest.fixture
def approve() -> Callable[[str], None]:
    """A function that locks a unit's marks, as the meeting's approval does."""

    def lock(unit: str) -> None:
        with open_desk(Path(W), author="组长") as desk:
            part = lookup.assessment(desk, lookup.inspection(desk, None), lookup.unit(desk, unit))
            with desk.file.unit_of_work(desk.author) as work:
                work.replace(part, replace(part, state=AssessmentState.APPROVED))
                work.commit(Action(verb="assessment.update", parameters={"unit": unit}))

    return lock
