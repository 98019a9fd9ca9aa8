"""What the README tells a newcomer to type works as it stands, in an empty folder."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Inspector

ROOT = Path(__file__).parents[2]


def typed(readme: str) -> Iterator[list[str]]:
    """Yield the commands of the block that begins with the workspace's name."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    (block,) = [one for one in re.findall(r"```\n(.*?)```", text, re.S) if "_WORKSPACE=" in one]
    for line in block.replace("\\\n", " ").splitlines():
        words = shlex.split(line, comments=True)
        if words and words[0] == "inspector":
            yield words[1:]


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_the_five_minutes_can_be_typed_as_they_stand(
    done: Inspector, monkeypatch: pytest.MonkeyPatch, readme: str
) -> None:
    monkeypatch.setenv("INSPECTOR_WORKSPACE", "2025.inspection")
    commands = list(typed(readme))
    assert len(commands) > 10
    for command in commands:
        done(*command)
    assert list(Path().glob("*.pdf"))
