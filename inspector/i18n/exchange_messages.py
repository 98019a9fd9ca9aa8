"""Sentences about workbooks, sheets and lists that come in and go out."""

from typing import Final

MESSAGES: Final[dict[str, str]] = {}
