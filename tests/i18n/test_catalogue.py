"""Every word that is shown stands in both languages, and the catalogue holds nothing else."""

import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PO = ROOT / "resources" / "locale" / "zh_CN" / "LC_MESSAGES" / "inspector.po"
KEYWORDS = {"_": None, "N_": None}


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with PO.open("rb") as stream:
        return read_po(stream, abort_invalid=True)


@pytest.fixture(scope="module")
def marked() -> dict[str, str]:
    """Return where each sentence marked for translation stands in the code."""
    found = extract_from_dir(ROOT / "inspector", [("**.py", "python")], {}, KEYWORDS)
    return {str(message): f"{file}:{line}" for file, line, message, _, _ in found}


def entries(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_sentence_in_the_code_has_a_chinese_translation(
    catalogue: Catalog, marked: dict[str, str]
) -> None:
    translated = {str(message.id) for message in entries(catalogue) if message.string}
    assert {text: place for text, place in marked.items() if text not in translated} == {}


def test_no_translation_is_left_over_from_a_sentence_that_is_gone(
    catalogue: Catalog, marked: dict[str, str]
) -> None:
    assert [message.id for message in entries(catalogue) if message.id not in marked] == []
    assert [*catalogue.obsolete] == []


def test_no_translation_is_fuzzy(catalogue: Catalog) -> None:
    assert [message.id for message in entries(catalogue) if message.fuzzy] == []


def test_placeholders_are_equal_in_both_languages(catalogue: Catalog) -> None:
    differing = {
        str(message.id): message.string
        for message in entries(catalogue)
        if placeholders(str(message.id)) != placeholders(str(message.string))
    }
    assert differing == {}


def test_every_placeholder_has_a_name(catalogue: Catalog) -> None:
    """Nameless ones could change places in translation."""
    nameless = [
        message.id
        for message in entries(catalogue)
        if any(not name.isidentifier() for name in placeholders(str(message.id)))
    ]
    assert nameless == []
