"""In the window a remedy is never a command: each such sentence has another one there."""

import re
import string
from collections.abc import Iterator

import pytest

from inspector.domain.issues import Issue
from inspector.i18n import gettext, messages, window_words

COMMAND = re.compile(r"--[a-z]|`inspector|\binspector [a-z]")
CODES = {code: text for area in messages.AREAS.values() for code, text in area.items()}
COMMAND_LINE_ONLY = {"checklists.one_or_classes", "leaving.recorded"}
"""What only options given to a command, or left out there, can bring about."""


@pytest.fixture(autouse=True)
def back_to_commands() -> Iterator[None]:
    yield
    messages.speak_in_window(False)


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_every_sentence_that_names_a_command_has_another_in_the_window() -> None:
    named = {code for code, text in CODES.items() if COMMAND.search(text)}
    assert named - {*window_words.MESSAGES} - COMMAND_LINE_ONLY == set()


@pytest.mark.parametrize("code", window_words.MESSAGES)
def test_the_windows_sentence_names_no_command_and_nothing_unknown(code: str) -> None:
    text = window_words.MESSAGES[code]
    assert not COMMAND.search(text)
    assert not COMMAND.search(gettext._(text))
    assert gettext._(text) != text
    assert names(text) <= names(CODES[code])


def test_the_window_and_the_command_line_each_say_their_own_remedy() -> None:
    issue = Issue(code="unlock.no_reason", parameters={"unit": "市外办"})
    assert "--reason" in messages.sentence(issue)
    messages.speak_in_window(True)
    assert messages.sentence(issue) == "解锁市外办已审定的结果须写明理由。"
