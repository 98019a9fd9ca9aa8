"""The layers are enforced: a breach of a contract, planted in a copy, is caught."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")

BREACHES = [
    ("layers", "domain/marks.py", "import inspector.storage"),
    ("layers", "storage/__init__.py", "import inspector.services"),
    ("layers", "report/__init__.py", "import inspector.exchange"),
    ("layers", "i18n/messages.py", "import inspector.settings"),
    ("layers", "cli/__init__.py", "import inspector.ui"),
    ("layers", "a_layer_nobody_named.py", ""),
    ("sqlalchemy", "services/__init__.py", "import sqlalchemy"),
    ("sqlalchemy", "services/__init__.py", "from sqlcipher3 import dbapi2"),
    ("driver", "storage/__init__.py", "import sqlite3"),
    ("workbooks", "services/__init__.py", "import openpyxl"),
    ("workbooks", "storage/__init__.py", "import python_calamine"),
    ("pages", "services/__init__.py", "import reportlab.pdfgen.canvas"),
    ("pages", "exchange/__init__.py", "import fontTools.ttLib"),
    ("pages", "cli/__init__.py", "import pypdfium2"),
    ("pages", "services/__init__.py", "from PIL import Image"),
    ("word", "services/__init__.py", "import docx"),
    ("qt", "services/__init__.py", "import PySide6.QtCore"),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return the package of a copy of the project."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    package = tmp_path / "inspector"
    shutil.copytree(
        ROOT / "inspector", package, ignore=shutil.ignore_patterns("__pycache__", "_shipped")
    )
    return package


def lint(package: Path, *contracts: str) -> "subprocess.CompletedProcess[str]":
    """Check the contracts of the copy that holds a package."""
    asked = [word for contract in contracts for word in ("--contract", contract)]
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache", "--no-logo", *asked],
        cwd=package.parent,
        env={**os.environ, "PYTHONPATH": str(package.parent), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_untouched_copy_keeps_every_contract(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(("contract", "module", "line"), BREACHES)
def test_a_planted_breach_is_caught(copy: Path, contract: str, module: str, line: str) -> None:
    planted = copy / module
    text = planted.read_text(encoding="utf-8") if planted.exists() else '"""Planted."""\n'
    planted.write_text(f"{text}\n{line}\n", encoding="utf-8")
    result = lint(copy, contract)
    assert result.returncode == 1, result.stdout
    assert "0 kept, 1 broken" in result.stdout
