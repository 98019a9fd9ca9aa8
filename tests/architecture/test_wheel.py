"""The wheel carries what lies at the top level, and the program finds it there."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASK = """
from inspector import paths
from inspector.domain.answer import Conclusion
from inspector.i18n.words import label
print(paths.resources(), paths.checklists(), label(Conclusion.MET), sep="|")
"""


def pip(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the tools at hand, offline."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-build-isolation", "--no-deps", "--no-index", "-w", folder, ROOT)
    (built,) = folder.glob("inspector-*.whl")
    return built


def test_the_wheel_carries_lists_resources_and_compiled_translations(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    shipped = {
        f"inspector/_shipped/{file.relative_to(ROOT).as_posix()}"
        for folder in ("checklists", "resources")
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and file.suffix != ".partial"
    }
    pages = (ROOT / "docs" / "manual").rglob("*.md")
    manual = ROOT / "docs" / "manual"
    shipped |= {
        f"inspector/_shipped/manual/{page.relative_to(manual).as_posix()}" for page in pages
    }
    assert "inspector/_shipped/resources/locale/zh_CN/LC_MESSAGES/inspector.mo" in names
    assert shipped - names == set()
    assert not [name for name in names if name.startswith(("tests/", "bench/"))]


def test_the_installed_wheel_finds_what_it_carries(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    pip("install", "--no-deps", "--no-index", "--target", target, wheel)
    answer = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(target), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    resources, checklists, word = answer.stdout.strip().split("|")
    assert Path(resources) == target / "inspector" / "_shipped" / "resources"
    assert Path(checklists) == target / "inspector" / "_shipped" / "checklists"
    assert word == "达到要求"
