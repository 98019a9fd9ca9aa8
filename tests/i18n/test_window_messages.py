"""What the window says of an issue names no command and no option."""

import re
import string
from pathlib import Path
from typing import Final

import pytest

from inspector.domain.issues import Issue
from inspector.i18n import messages, window_messages
from inspector.i18n.gettext import LANGUAGES, _

OF_THE_COMMAND_LINE: Final = re.compile(r"`?inspector [a-z]|--[a-z]|\{command\}")


def test_every_sentence_that_names_a_command_has_one_for_the_window() -> None:
    codes = {
        code
        for area in messages.AREAS.values()
        for code, template in area.items()
        if OF_THE_COMMAND_LINE.search(template)
    }
    assert codes - window_messages.MESSAGES.keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_the_window_names_a_command(language: str) -> None:
    for template in window_messages.MESSAGES.values():
        assert not OF_THE_COMMAND_LINE.search(_(template, language))


def test_a_sentence_of_the_window_needs_no_more_than_the_issue_carries() -> None:
    known = {code: text for area in messages.AREAS.values() for code, text in area.items()}
    for code, template in window_messages.MESSAGES.items():
        assert _names(template) <= _names(known[code]), code


def test_an_issue_is_said_in_the_window_s_words_where_it_has_its_own() -> None:
    locked = Issue(code="state.needs_unlocking", parameters={"unit": "市外办"})
    assert "总览" in window_messages.sentence(locked)
    assert "inspector" in messages.sentence(locked)


def _names(template: str) -> set[str]:
    return {name for _text, name, _spec, _how in string.Formatter().parse(template) if name}


def test_the_window_takes_its_sentences_from_no_other_place() -> None:
    folder = Path(__file__).parent.parent.parent / "inspector" / "ui"
    others = [
        file.name for file in folder.rglob("*.py") if "i18n.messages" in file.read_text("utf-8")
    ]
    assert others == []
