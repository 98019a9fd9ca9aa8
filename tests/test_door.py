"""The program's door: what opens the window, what the command line answers, and the desktop."""

import configparser
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from inspector import paths
from inspector.__main__ import Opening, opening_of

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("arguments", "opening"),
    [
        ([], Opening(())),
        (["open"], Opening(())),
        (["open", "a.inspection"], Opening(("a.inspection",))),
        (["--lang", "en"], Opening((), "en")),
        (["--lang=en", "open", "a.inspection"], Opening(("a.inspection",), "en")),
        (["open", "a.inspection", "--author", "王敏"], Opening(("a.inspection",), "", "王敏")),
    ],
)
def test_the_window_opens_without_a_command_and_by_open(
    arguments: list[str], opening: Opening
) -> None:
    assert opening_of(arguments) == opening


@pytest.mark.parametrize(
    "arguments", [["--help"], ["demo", "x"], ["open", "--help"], ["open", "a", "b"], ["nix"]]
)
def test_everything_else_is_the_command_line_s(arguments: list[str]) -> None:
    assert opening_of(arguments) is None


def test_a_language_the_program_does_not_speak_is_wrong_usage() -> None:
    program = Path(sys.executable).with_name("inspector")
    done = subprocess.run([program, "--lang", "xx"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "xx" in done.stderr


def test_the_desktop_knows_the_ending_and_opens_it_with_the_program() -> None:
    folder = paths.resources() / "desktop"
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(folder / "inspector.desktop", encoding="utf-8")
    assert entry["Desktop Entry"]["Exec"] == "inspector open %f"
    kinds = ElementTree.parse(folder / "inspector.xml").getroot()
    names = "{http://www.freedesktop.org/standards/shared-mime-info}"
    (kind,) = kinds.findall(f"{names}mime-type")
    assert f"{kind.get('type')};" == entry["Desktop Entry"]["MimeType"]
    assert [glob.get("pattern") for glob in kind.findall(f"{names}glob")] == ["*.inspection"]
    assert (paths.resources() / "icons" / "inspector.svg").is_file()


@pytest.mark.skipif(os.name != "posix", reason="a script of the shell")
def test_the_desktop_entry_is_installed_for_one_account_and_removed(tmp_path: Path) -> None:
    environment = os.environ | {"XDG_DATA_HOME": str(tmp_path)}
    script = ROOT / "scripts" / "desktop.sh"
    subprocess.run([script, "install"], env=environment, check=True, capture_output=True)
    installed = tmp_path / "applications" / "inspector.desktop"
    assert f'Exec="{ROOT}/.venv/bin/inspector" open %f' in installed.read_text(encoding="utf-8")
    assert (tmp_path / "mime" / "packages" / "inspector.xml").is_file()
    subprocess.run([script, "remove"], env=environment, check=True, capture_output=True)
    assert not installed.exists()


@pytest.mark.skipif(os.name != "posix", reason="a script of the shell")
def test_without_a_screen_make_run_says_how_the_window_opens() -> None:
    without = {"DISPLAY", "WAYLAND_DISPLAY"}
    environment = {name: value for name, value in os.environ.items() if name not in without}
    script = ROOT / "scripts" / "show.sh"
    done = subprocess.run(
        [script, "demo.inspection"], env=environment, capture_output=True, text=True, check=True
    )
    assert "inspector open demo.inspection" in done.stdout
