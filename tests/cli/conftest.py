"""Running commands as a user would, inside the test's process."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from inspector.cli.entry import run


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
