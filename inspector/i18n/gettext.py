"""The language the user reads: Chinese unless English is asked for."""

import gettext
import os
from functools import lru_cache
from typing import Final

from inspector import paths
from inspector.domain.errors import refused

CHINESE: Final = "zh_CN"
ENGLISH: Final = "en"
LANGUAGES: Final = (CHINESE, ENGLISH)
VARIABLE: Final = "INSPECTOR_LANG"
"""Environment variable that names the language; what it cannot name is Chinese."""

_DOMAIN: Final = "inspector"
_chosen: list[str] = []


def N_(message: str) -> str:  # noqa: N802  the customary name, which extraction looks for
    """Mark an English sentence for translation and return it as it is."""
    return message


def _(message: str, language: str | None = None) -> str:
    """Return a sentence in the language in use, or in the one named."""
    return _catalogue(language or current()).gettext(message)


def use(language: str) -> None:
    """Choose the language of this process; locale names such as zh_CN.UTF-8 are understood.

    Raises Refused (`language.unknown`) for a language the program does not speak.
    """
    known = recognised(language)
    if known is None:
        raise refused("language.unknown", language=language)
    _chosen[:] = [known]


def current() -> str:
    """Return the language in use: the one chosen, else the environment's, else Chinese."""
    if not _chosen:
        _chosen.append(recognised(os.environ.get(VARIABLE, "")) or CHINESE)
    return _chosen[0]


def recognised(language: str) -> str | None:
    """Return the language of LANGUAGES that a name such as zh, en_GB or zh-Hans means, or None."""
    name = language.replace("-", "_").partition(".")[0].partition("_")[0].lower()
    return next((known for known in LANGUAGES if known.partition("_")[0] == name), None)


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """Load a compiled catalogue; a Chinese one that is missing is an error, not English words."""
    if language == ENGLISH:
        return gettext.NullTranslations()
    return gettext.translation(_DOMAIN, paths.resources() / "locale", [language])
