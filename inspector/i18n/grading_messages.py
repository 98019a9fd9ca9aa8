"""Sentences about grading and ranking."""

from typing import Final

MESSAGES: Final[dict[str, str]] = {}
