"""LibreOffice as a reader of our Word files, with stand-ins for the fonts that they name."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from inspector.report import fonts
from inspector.report.docx_styles import DIGITS
from inspector.report.fonts import Role
from tests.report.font_samples import UNITS, build_font

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed; make test installs it"
)
LATIN = "Latin"
_LATIN_CHARACTERS = "".join(map(chr, range(0x20, 0x7F)))


def stand_in(role: Role) -> str:
    """Return the family that stands in for the font of a role."""
    return f"Role{role.name.title()}"


def as_pdf(files: Mapping[str, bytes], texts: Iterable[str], folder: Path) -> dict[str, bytes]:
    """Return Word files as LibreOffice prints them, all in one run.

    The fonts they name are stood in for by fonts of squares that hold all characters of `texts`,
    so that what is measured is the file and not this machine's substitutes.
    """
    sources, target = folder / "docx", folder / "pdf"
    sources.mkdir()
    for name, data in files.items():
        (sources / f"{name}.docx").write_bytes(data)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(target), *map(str, sources.iterdir())]
    found = os.environ | {"FONTCONFIG_FILE": str(_fonts("".join(texts), folder))}
    subprocess.run(command, check=True, capture_output=True, timeout=600, env=found)
    return {name: (target / f"{name}.pdf").read_bytes() for name in files}


def _fonts(text: str, folder: Path) -> Path:
    """Make the stand-ins and the fontconfig file that puts them in."""
    made = folder / "fonts"
    made.mkdir()
    latin = dict.fromkeys(_LATIN_CHARACTERS, UNITS // 2)
    squares = dict.fromkeys(set(text) - set(_LATIN_CHARACTERS) - {"\n"}, UNITS)
    build_font(made / "latin.ttf", latin, family=LATIN)
    rules = [_alias(DIGITS, LATIN)]
    for role, entry in fonts.table().items():
        if role is not Role.LATIN:
            build_font(made / f"{role}.ttf", squares | latin, family=stand_in(role))
            rules.append(_alias(entry.genuine[0], stand_in(role)))
    settings = folder / "fonts.conf"
    settings.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{made}</dir><cachedir>{folder}/cache</cachedir>{''.join(rules)}</fontconfig>",
        encoding="utf-8",
    )
    return settings


def _alias(name: str, family: str) -> str:
    return (
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="same"><string>{family}</string></edit></match>'
    )
