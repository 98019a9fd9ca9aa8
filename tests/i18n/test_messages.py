"""One sentence for each code that the program raises or reports."""

import ast
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspector.domain.errors import refused
from inspector.domain.issues import Issue, Place
from inspector.i18n import gettext, messages

PACKAGE = Path(__file__).parents[2] / "inspector"
FROM_THE_PLACE = {"file", "sheet", "cell"}
CODES = [code for area in messages.AREAS.values() for code in area]
TEMPLATES = {code: text for area in messages.AREAS.values() for code, text in area.items()}


@dataclass(frozen=True)
class Use:
    """A call `refused("code", ...)` or `Issue(code="code", ...)` in the source."""

    code: str
    place: str
    parameters: frozenset[str] | None
    """The names of the parameters given, or None where they are not written out."""


def uses() -> Iterator[Use]:
    for source in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                place = f"{source.relative_to(PACKAGE)}:{node.lineno}"
                if node.func.id == "refused":
                    yield from refusals(node, place)
                elif node.func.id == "Issue":
                    yield from issues(node, place)


def refusals(call: ast.Call, place: str) -> Iterator[Use]:
    for code in texts(call.args[0]):
        given = {keyword.arg for keyword in call.keywords}
        known = frozenset(name for name in given if name) if None not in given else None
        yield Use(code, place, known)


def issues(call: ast.Call, place: str) -> Iterator[Use]:
    keywords = {keyword.arg: keyword.value for keyword in call.keywords}
    parameters: frozenset[str] | None = frozenset()
    if "parameters" in keywords:
        parameters = written_keys(keywords["parameters"])
    for code in texts(keywords["code"]) if "code" in keywords else []:
        yield Use(code, place, parameters)


def written_keys(node: ast.expr) -> frozenset[str] | None:
    if not isinstance(node, ast.Dict):
        return None
    keys = [key.value if isinstance(key, ast.Constant) else None for key in node.keys]
    return frozenset(str(key) for key in keys) if None not in keys else None


def texts(node: ast.expr) -> Iterator[str]:
    """Yield the codes that an expression may have: a text, or one text or another."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_code_stands_in_one_area_only() -> None:
    assert sorted(CODES) == sorted(set(CODES))


def test_every_area_of_messages_is_in_the_catalogue() -> None:
    files = (PACKAGE / "i18n").glob("*_messages.py")
    assert {file.stem.removesuffix("_messages") for file in files} == set(messages.AREAS)


def test_every_code_that_is_raised_has_a_sentence() -> None:
    unknown = [f"{use.place} {use.code}" for use in uses() if use.code not in TEMPLATES]
    assert unknown == []


def test_every_sentence_gets_the_parameters_it_names() -> None:
    short = [
        f"{use.place} {use.code} lacks {sorted(missing)}"
        for use in uses()
        if use.code in TEMPLATES and use.parameters is not None
        if (missing := placeholders(TEMPLATES[use.code]) - use.parameters - FROM_THE_PLACE)
    ]
    assert short == []


def test_the_source_is_really_searched() -> None:
    assert "language.unknown" in {use.code for use in uses()}


@pytest.mark.parametrize("code", CODES)
def test_a_sentence_is_said_in_both_languages(code: str) -> None:
    words = {name: f"<{name}>" for name in placeholders(TEMPLATES[code])}
    issue = Issue(code=code, parameters=words)
    chinese = messages.sentence(issue)
    gettext.use(gettext.ENGLISH)
    english = messages.sentence(issue)
    for said in (chinese, english):
        assert all(word in said for word in words.values())
    assert any("一" <= letter <= "鿿" for letter in chinese)
    assert english != chinese


def test_a_sentence_names_its_place() -> None:
    issue = refused("settings.not_text", Place(file="甲.toml"), name="author").issues[0]
    assert messages.sentence(issue) == (
        "设置文件 甲.toml 中“author”的取值应为加引号的文字，请更正或删除该行。"
    )


def test_a_code_that_nobody_wrote_down_is_our_fault_and_says_so() -> None:
    with pytest.raises(KeyError):
        messages.sentence(Issue(code="nobody.wrote_this"))
