"""Sentences about the workspace file, its journal and its lock."""

from typing import Final

MESSAGES: Final[dict[str, str]] = {}
