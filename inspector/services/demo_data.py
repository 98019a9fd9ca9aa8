"""What the demo's files say, read for the parts of it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeAlias

import yaml

from inspector import paths
from inspector.domain.checklist import Item
from inspector.domain.finding import Finding
from inspector.domain.rules import letter
from inspector.services.files import read_file

Entry: TypeAlias = Mapping[str, Any]
"""One mapping of the demo's YAML, whose shape its own head describes."""


def read(name: str) -> Entry:
    """Return what a file of the demo says."""
    found: Entry = yaml.safe_load(read_file(paths.resources() / "demo" / name).decode())
    return found


def finding_key(item: Item, finding: Finding) -> str:
    """Return how the files name a finding: by its item's number and its rule's letter, 4.2a."""
    return f"{item.number}{letter(finding.rule)}"


def day(text: str | None) -> date | None:
    """Return a day as the files write it."""
    return None if text is None else date.fromisoformat(text)


def moment(text: str | None) -> datetime | None:
    """Return a time as the files write it."""
    return None if text is None else datetime.fromisoformat(text)
