"""Sentences about the values of the field and their rules."""

from typing import Final

MESSAGES: Final[dict[str, str]] = {}
