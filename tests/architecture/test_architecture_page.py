"""What ARCHITECTURE.md says of the tables is what the code says."""

import re

from inspector.storage.rows import METADATA
from tests.conftest import ROOT


def test_each_table_stands_in_the_class_the_page_names() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    written = {
        name: belongs
        for names, belongs in re.findall(r"^\| (`[^|]*`) \| (\w+) \|$", page, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", names)
    }
    assert written == {table.name: table.info["class"].value for table in METADATA.tables.values()}
