"""Sentences about the verbs of the program."""

from typing import Final

MESSAGES: Final[dict[str, str]] = {}
