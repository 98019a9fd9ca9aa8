"""Rules of the source that import contracts cannot say."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "inspector"
SOURCES = sorted(PACKAGE.rglob("*.py"))
MAY_IMPORT_LATE = {
    PACKAGE / "__main__.py",
    PACKAGE / "ui" / "main.py",
    *(PACKAGE / "cli").glob("*.py"),
}
"""What loads the rest only when a command runs or the window opens."""
MAY_CATCH_ALL = {
    PACKAGE / "cli" / "entry.py",
    PACKAGE / "jobs" / "worker.py",
    PACKAGE / "ui" / "errors.py",
}
"""The entries of the command line and of a worker process, and the window's hook."""


def tree(source: Path) -> ast.Module:
    return ast.parse(source.read_text(encoding="utf-8"), filename=str(source))


def named(node: ast.AST) -> Iterator[str]:
    """Yield the modules that a statement imports."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield "." * node.level + (node.module or "")


def places(source: Path, nodes: Iterator[ast.AST]) -> list[str]:
    lines = sorted({getattr(node, "lineno", 0) for node in nodes})
    return [f"{source.relative_to(ROOT)}:{line}" for line in lines]


def inside_functions(module: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from ast.walk(node)


def foreign(module: ast.Module) -> Iterator[ast.AST]:
    """Yield the imports of anything but the standard library and the domain."""
    for node in ast.walk(module):
        for name in named(node):
            known = name.partition(".")[0] in sys.stdlib_module_names
            if not known and not name.startswith("inspector.domain"):
                yield node


def queries(module: ast.Module) -> Iterator[ast.AST]:
    """Yield what reaches through a desk to its file: rows are read by services."""
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "desk.file":
            yield node


def late_imports(module: ast.Module) -> Iterator[ast.AST]:
    for node in inside_functions(module):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node


def catch_alls(module: ast.Module) -> Iterator[ast.AST]:
    """Yield handlers of everything; one that raises again what it does not know is none."""
    for node in ast.walk(module):
        if isinstance(node, ast.ExceptHandler) and names_everything(node) and not reraises(node):
            yield node


def names_everything(handler: ast.ExceptHandler) -> bool:
    parts = [] if handler.type is None else [*ast.walk(handler.type)]
    names = {part.id for part in parts if isinstance(part, ast.Name)}
    return handler.type is None or bool(names & {"Exception", "BaseException"})


def reraises(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(node, ast.Raise) and node.exc is None for node in ast.walk(handler))


def test_the_domain_imports_the_standard_library_only() -> None:
    domain = [source for source in SOURCES if PACKAGE / "domain" in source.parents]
    assert domain
    assert [place for source in domain for place in places(source, foreign(tree(source)))] == []


def test_imports_inside_functions_are_only_where_start_up_time_asks_for_them() -> None:
    late = (
        place
        for source in SOURCES
        if source not in MAY_IMPORT_LATE
        for place in places(source, late_imports(tree(source)))
    )
    assert [*late] == []


def test_only_the_doors_of_the_program_catch_everything() -> None:
    caught = (
        place
        for source in SOURCES
        if source not in MAY_CATCH_ALL
        for place in places(source, catch_alls(tree(source)))
    )
    assert [*caught] == []


def test_the_window_asks_services_and_never_the_file_itself() -> None:
    asking = (
        place
        for source in sorted((PACKAGE / "ui").rglob("*.py"))
        if source.name != "database_thread.py"  # the one that opens and closes it
        for place in places(source, queries(tree(source)))
    )
    assert [*asking] == []


def test_no_word_shown_needs_a_font_of_emoji() -> None:
    catalogues = (ROOT / "resources" / "locale").rglob("*.po")
    odd = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in (*SOURCES, *catalogues)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if any("\U0001f000" <= char <= "\U0001ffff" for char in line)
    ]
    assert odd == []


def test_no_file_leans_on_a_place_outside_the_project() -> None:
    outside = "../" + "shared"
    folders = ("inspector", "tests", "bench", "scripts", "checklists", "resources", "docs", ".ci")
    texts = [
        file
        for folder in folders
        for file in (ROOT / folder).rglob("*")
        if file.suffix in {".py", ".sh", ".md", ".yaml", ".toml", ".j2", ".po", ""}
        and file.is_file()
    ]
    assert len(texts) > len(SOURCES)
    leaning = [file for file in texts if outside in file.read_text(encoding="utf-8")]
    assert leaning == []


@pytest.mark.parametrize(
    ("finder", "planted"),
    [
        (foreign, "import yaml"),
        (foreign, "from inspector.storage import rows"),
        (queries, "def f(desk):\n    return desk.file.reader.units()"),
        (late_imports, "def f() -> None:\n    import os"),
        (catch_alls, "try:\n    pass\nexcept Exception:\n    pass"),
        (catch_alls, "try:\n    pass\nexcept (OSError, BaseException):\n    pass"),
        (catch_alls, "try:\n    pass\nexcept:\n    pass"),
    ],
)
def test_each_rule_sees_a_planted_breach(finder: object, planted: str) -> None:
    assert callable(finder)
    assert [*finder(ast.parse(planted))] != []
