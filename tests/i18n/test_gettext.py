"""Which language is spoken."""

import os
import subprocess
import sys

import pytest

from inspector.domain.errors import Refused
from inspector.i18n import gettext

ASK = "from inspector.i18n.gettext import _; print(_('Met'))"


def spoken(variable: str | None) -> str:
    """Return the word for “met” in a fresh process with INSPECTOR_LANG set so."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    environment.pop(gettext.VARIABLE, None)
    if variable is not None:
        environment[gettext.VARIABLE] = variable
    done = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def test_chinese_is_the_default() -> None:
    assert spoken(None) == "达到要求"


def test_the_environment_chooses_english() -> None:
    assert spoken("en") == "Met"


def test_an_environment_that_names_no_language_we_speak_means_chinese() -> None:
    assert spoken("tlh") == "达到要求"


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("zh_CN", "zh_CN"),
        ("zh", "zh_CN"),
        ("zh-Hans", "zh_CN"),
        ("zh_CN.UTF-8", "zh_CN"),
        ("en", "en"),
        ("en_GB.UTF-8", "en"),
        ("EN", "en"),
    ],
)
def test_locale_names_are_understood(name: str, language: str) -> None:
    gettext.use(name)
    assert gettext.current() == language


@pytest.mark.parametrize("name", ["fr", "", "english?"])
def test_a_language_we_do_not_speak_is_refused_and_changes_nothing(name: str) -> None:
    with pytest.raises(Refused) as caught:
        gettext.use(name)
    assert [issue.code for issue in caught.value.issues] == ["language.unknown"]
    assert gettext.current() == "zh_CN"


def test_a_sentence_without_translation_stands_as_it_is() -> None:
    assert gettext._("No such sentence anywhere.") == "No such sentence anywhere."
