"""Help: on every command, with an example that works, in the user's language and no other."""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import pytest
from typer import Context
from typer.main import get_command

from inspector.cli.main import ORDER, app
from inspector.exchange.sheets.columns import SheetKind
from inspector.report.document import RedHead
from tests.cli.conftest import Inspector

ROOT: Any = get_command(app)
CODES = {
    *("json", "zh", "en"),
    *(one.value for kind in (SheetKind, RedHead) for one in kind),
    *(one.value for kind in StrEnum.__subclasses__() for one in kind),
}
NAMES = {"inspector", "pdf", "docx", "md", "markdown", "word", "excel", "key"}
"""Words that are the same in every language: codes to type, endings, names of formats."""


def commands(command: Any = ROOT, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words by which the program, each group and each command is called."""
    yield path
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, (*path, name))


def command_at(path: tuple[str, ...]) -> Any:
    command = ROOT
    for name in path:
        command = command.commands[name]
    return command


PATHS = tuple(commands())
ALL = [pytest.param(path, id=" ".join(path) or "inspector") for path in PATHS]


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    """All help in English, from a process of its own: a program words its help on loading."""
    calls = [list(path) for path in PATHS]
    shown = subprocess.run(
        [sys.executable, "-c", WALK, json.dumps(calls)],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return dict(json.loads(shown.stdout))


WALK = """
import contextlib, io, json, sys
from inspector.cli.entry import run
found = {}
for words in json.loads(sys.argv[1]):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert run(["--lang", "en", *words, "--help"]) == 0
    found[" ".join(words)] = out.getvalue()
print(json.dumps(found))
"""


def require_example(shown: str, usage: str, example: str, path: tuple[str, ...]) -> None:
    lines = shown.splitlines()
    assert lines[0].startswith(usage + " ".join(("inspector", *path)))
    assert re.match(r"  inspector \S", lines[lines.index(example) + 1])


@pytest.mark.parametrize("path", ALL)
def test_every_command_has_help_with_an_example(
    inspector: Inspector, path: tuple[str, ...], english: dict[str, str]
) -> None:
    outcome = inspector(*path, "--help")
    assert (outcome.status, outcome.err) == (0, "")
    require_example(outcome.out, "用法：", "示例：", path)
    require_example(english[" ".join(path)], "Usage: ", "Example:", path)


@pytest.mark.parametrize("path", ALL)
def test_chinese_help_holds_no_english_words(inspector: Inspector, path: tuple[str, ...]) -> None:
    shown = inspector(*path, "--help").out
    shown = re.sub(r"(?m)^  inspector .*$", "", shown)  # the example, which one types
    shown = re.sub(r"-{1,2}[a-z][a-z-]*|INSPECTOR_[A-Z]+|^用法：.*$", "", shown, flags=re.M)
    shown = re.sub(r"(?m)^  [a-z-]+  ", "", shown)  # names of commands, which one types
    words = {word.lower() for word in re.findall(r"[A-Za-z]{2,}", shown)}
    assert words <= CODES | NAMES


@pytest.mark.parametrize("path", ALL)
def test_english_help_speaks_english(path: tuple[str, ...], english: dict[str, str]) -> None:
    """Words of the field that one types, such as 达到要求, stand in it as well."""
    said = re.sub(r"(?m)^  inspector .*$", "", english[" ".join(path)])
    assert not re.search("[。；：，]|选项|必填|默认|显示", said)


@pytest.mark.parametrize("path", ALL[1:])
def test_every_example_can_be_typed_as_it_stands(path: tuple[str, ...]) -> None:
    words = shlex.split(command_at(path).epilog)
    assert words.pop(0) == "inspector"
    command, at = ROOT, Context(ROOT, info_name="inspector")
    while hasattr(command, "commands"):
        name = words.pop(0)
        command = command.commands[name]
    context = command.make_context(name, words, parent=at)
    assert context.args == []


def test_the_program_alone_shows_its_help(inspector: Inspector) -> None:
    outcome = inspector()
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out == inspector("--help").out


def test_a_noun_alone_is_wrong_usage_and_shows_its_help(inspector: Inspector) -> None:
    outcome = inspector("checklist")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == inspector("checklist", "--help").out


def test_commands_are_listed_in_the_order_of_the_work(inspector: Inspector) -> None:
    listed = re.findall(r"(?m)^  ([a-z]+)  ", inspector("--help").out.partition("命令：")[2])
    assert tuple(listed) == ORDER


def test_columns_line_up_on_a_screen_where_chinese_takes_two_places(inspector: Inspector) -> None:
    shown = inspector("finding", "add", "--help").out
    starts = {
        _width(line[: line.index(text)])
        for text in ("资料库文件", "指标编号", "已立行立改", "显示本说明")
        for line in shown.splitlines()
        if text in line
    }
    assert len(starts) == 1


def _width(text: str) -> int:
    return sum(1 if char.isascii() else 2 for char in text)


def test_long_help_is_wrapped_to_the_screen(
    inspector: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    shown = inspector("inspection", "new", "--help").out
    lines = [line for line in shown.splitlines() if not line.startswith("  inspector ")]
    assert max(map(_width, lines)) <= 60
    assert not any(line.lstrip().startswith(("，", "。", "；", "）")) for line in lines)
