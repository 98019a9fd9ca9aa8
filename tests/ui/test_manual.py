"""The manual: a page for every screen in both languages, with pictures, and keys that are true."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from inspector import paths
from inspector.i18n import gettext
from inspector.services import documents
from inspector.ui.dialogs.manual import PAGES, page_file, title_of
from inspector.ui.screens import SCREENS
from scripts.manual_keys import page

PICTURE = re.compile(r"!\[[^]]*\]\(([^)]+)\)")
LINK = re.compile(r"\[[^]]*\]\(([^)]+\.md)\)")
PAPERS = "papers"
SHORT = 200
"""Bytes under which a page says nothing."""


@pytest.fixture(params=gettext.LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    gettext.use(request.param)
    yield request.param
    gettext.use(gettext.CHINESE)


def test_every_page_is_there_with_its_title(language: str) -> None:
    for name in PAGES:
        file = page_file(name)
        assert file.is_file(), name
        assert ("en" in file.parts) == (language == gettext.ENGLISH), name
        assert file.stat().st_size > SHORT, name
        assert title_of(file)


def test_every_screen_is_described() -> None:
    assert {spec.manual for spec in SCREENS} <= {*PAGES}


def test_every_picture_exists_on_light_and_on_dark_ground() -> None:
    for file in paths.manual().rglob("*.md"):
        for name in PICTURE.findall(file.read_text(encoding="utf-8")):
            picture: Path = file.parent / name
            is_paper = picture.parent.name == PAPERS  # which is white everywhere
            grounds = () if is_paper else (picture.parent / "dark" / picture.name,)
            for one in (picture, *grounds):
                assert not QImage(str(one)).isNull(), (file.name, one)


def test_every_page_that_is_linked_to_is_one_of_the_manual() -> None:
    for file in paths.manual().rglob("*.md"):
        for name in LINK.findall(file.read_text(encoding="utf-8")):
            assert (file.parent / name).is_file(), (file.name, name)
            assert Path(name).stem in PAGES


def test_every_kind_of_paper_is_described_with_a_picture() -> None:
    shown = {Path(name).stem for name in PICTURE.findall(page_file("papers").read_text("utf-8"))}
    assert shown == {kind.key for kind in documents.kinds()}


def test_the_page_of_keys_is_the_table_of_actions(language: str) -> None:
    written = page_file("keys").read_text(encoding="utf-8")
    assert written == "\n".join(page(language)) + "\n", "run `make screenshots`"
