"""Sentences about papers, their fonts and their files."""

from typing import Final

MESSAGES: Final[dict[str, str]] = {}
